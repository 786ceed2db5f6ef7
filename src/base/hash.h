/* SHA-256 (libcrypto) and text forms of bytes. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/sb.h"

enum { SHA256_LEN = 32 };

struct sha256 {
	u8 b[SHA256_LEN];
};

/* TD_LIMIT when libcrypto has no memory. */
MUST_CHECK td_rc sha256_of(str s, struct sha256 *out);

/* Streaming; a failure on the way is told by sha256_done() (TD_LIMIT). The arena frees the context. */
struct sha256_ctx;
struct sha256_ctx *sha256_new(struct arena *a);
void sha256_add(struct sha256_ctx *c, str s);
MUST_CHECK td_rc sha256_done(struct sha256_ctx *c, struct sha256 *out);

MUST_CHECK td_rc hmac_sha256(str key, str msg, struct sha256 *out);

/* Lower case; capitals are read too. TD_INVALID: an odd length or another character. */
str hex_of(struct arena *a, const u8 *p, size_t n);
MUST_CHECK td_rc hex_parse(struct arena *a, str hex, str *out);
/* RFC 4648 section 5 without padding. TD_INVALID: another character, a length that cannot be, stray bits. */
str base64url_of(struct arena *a, const u8 *p, size_t n);
MUST_CHECK td_rc base64url_parse(struct arena *a, str text, str *out);

/* Constant-time comparison. */
bool bytes_same(const void *a, const void *b, size_t n);

#endif
