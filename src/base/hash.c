#include "base/hash.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

struct sha256_ctx {
	EVP_MD_CTX *md;
	bool ok;
};

td_rc sha256_of(str s, struct sha256 *out)
{
	return EVP_Digest(s.p, s.n, out->b, NULL, EVP_sha256(), NULL) == 1 ? TD_OK : TD_LIMIT;
}

static void free_ctx(void *p)
{
	struct sha256_ctx *c = p;
	EVP_MD_CTX_free(c->md);
}

/* The finalizer is registered before there is anything to free: arena_defer() may unwind. */
struct sha256_ctx *sha256_new(struct arena *a)
{
	struct sha256_ctx *c = NEW(a, struct sha256_ctx);
	arena_defer(a, free_ctx, c);
	c->md = EVP_MD_CTX_new();
	c->ok = c->md != NULL && EVP_DigestInit_ex(c->md, EVP_sha256(), NULL) == 1;
	return c;
}

void sha256_add(struct sha256_ctx *c, str s)
{
	c->ok = c->ok && EVP_DigestUpdate(c->md, s.p, s.n) == 1;
}

td_rc sha256_done(struct sha256_ctx *c, struct sha256 *out)
{
	return c->ok && EVP_DigestFinal_ex(c->md, out->b, NULL) == 1 ? TD_OK : TD_LIMIT;
}

td_rc hmac_sha256(str key, str msg, struct sha256 *out)
{
	unsigned len = 0;
	if (key.n > INT32_MAX)
		return TD_LIMIT;
	/* an empty key must not be NULL: HMAC() would take the key of its last call */
	const void *k = key.n ? key.p : "";
	const u8 *m = (const u8 *)msg.p;
	return HMAC(EVP_sha256(), k, (int)key.n, m, msg.n, out->b, &len) ? TD_OK : TD_LIMIT;
}

str hex_of(struct arena *a, const u8 *p, size_t n)
{
	static const char digit[] = "0123456789abcdef";
	char *out = NEW_N(a, char, 2 * n + 1);
	for (size_t i = 0; i < n; i++) {
		out[2 * i] = digit[p[i] >> 4];
		out[2 * i + 1] = digit[p[i] & 15];
	}
	return (str){out, 2 * n};
}

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

td_rc hex_parse(struct arena *a, str hex, str *out)
{
	char *p = NEW_N(a, char, hex.n / 2 + 1);
	if (hex.n % 2)
		return TD_INVALID;
	for (size_t i = 0; i < hex.n; i += 2) {
		int high = hex_value(hex.p[i]), low = hex_value(hex.p[i + 1]);
		if (high < 0 || low < 0)
			return TD_INVALID;
		p[i / 2] = (char)(high << 4 | low);
	}
	*out = (str){p, hex.n / 2};
	return TD_OK;
}

static const char base64url[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

str base64url_of(struct arena *a, const u8 *p, size_t n)
{
	struct sb b = sb_new(a, n / 3 * 4 + 4);
	for (size_t i = 0; i < n; i += 3) {
		u32 v = (u32)p[i] << 16 | (i + 1 < n ? (u32)p[i + 1] << 8 : 0) | (i + 2 < n ? p[i + 2] : 0);
		size_t chars = n - i < 3 ? n - i + 1 : 4;
		for (size_t k = 0; k < chars; k++)
			sb_byte(&b, base64url[v >> (18 - 6 * k) & 63]);
	}
	return sb_str(&b);
}

td_rc base64url_parse(struct arena *a, str text, str *out)
{
	struct sb b = sb_new(a, text.n + 1);
	u32 v = 0;
	unsigned bits = 0;
	for (size_t i = 0; i < text.n; i++) {
		const char *at = text.p[i] ? strchr(base64url, text.p[i]) : NULL;
		if (at == NULL)
			return TD_INVALID;
		v = v << 6 | (u32)(at - base64url);
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			sb_byte(&b, (char)(v >> bits & 0xFF));
		}
	}
	/* one text for each value: no lone character, no stray bits */
	if (bits == 6 || (v & ((1u << bits) - 1)))
		return TD_INVALID;
	*out = sb_str(&b);
	return TD_OK;
}

bool bytes_same(const void *a, const void *b, size_t n)
{
	return CRYPTO_memcmp(a, b, n) == 0;
}
