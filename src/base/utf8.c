#include "base/utf8.h"

#include <utf8proc.h>

enum { BROKEN = -1, REPLACEMENT = 0xFFFD };

/* One code point at p (n ≥ 1 bytes), its length in *len; BROKEN when the bytes are not the one shortest form of a
 * Unicode scalar value. */
static i32 decode(const u8 *p, size_t n, size_t *len)
{
	static const i32 least[] = {0, 0, 0x80, 0x800, 0x10000};
	size_t need = p[0] < 0x80   ? 1
		      : p[0] < 0xC2 ? 0
		      : p[0] < 0xE0 ? 2
		      : p[0] < 0xF0 ? 3
		      : p[0] < 0xF5 ? 4
				    : 0;
	if (need == 0 || need > n)
		return BROKEN;
	*len = need;
	if (need == 1)
		return p[0];
	i32 c = p[0] & (0x7F >> need);
	for (size_t i = 1; i < need; i++) {
		if ((p[i] & 0xC0) != 0x80)
			return BROKEN;
		c = c << 6 | (p[i] & 0x3F);
	}
	if (c < least[need] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		return BROKEN;
	return c;
}

str utf8_upto(str s, size_t n)
{
	if (n >= s.n)
		return s;
	while (n > 0 && ((u8)s.p[n] & 0xC0) == 0x80)
		n--;
	return str_upto(s, n);
}

i32 utf8_next(str *s)
{
	if (s->n == 0)
		return -1;
	size_t len = 1;
	i32 c = decode((const u8 *)s->p, s->n, &len);
	if (c == BROKEN) {
		len = 1;
		c = REPLACEMENT;
	}
	*s = str_from(*s, len);
	return c;
}

size_t utf8_len(str s)
{
	size_t n = 0;
	while (utf8_next(&s) >= 0)
		n++;
	return n;
}

static bool is_allowed(i32 c)
{
	if (c < 0x20)
		return c == '\t' || c == '\n' || c == '\r';
	return !(c >= 0x7F && c < 0xA0) && c != 0xFFFE && c != 0xFFFF;
}

/* Ranges in which every character is its own NFC and joins nothing before it: most text ends here. */
static bool is_nfc_alone(i32 c)
{
	return c < 0x300 || (c >= 0x1E00 && c <= 0x1EFF) || (c >= 0x2010 && c <= 0x2027);
}

/* utf8proc works in place on memory of ours: nothing to free when the arena unwinds. */
static td_rc to_nfc(struct arena *a, str in, str *out)
{
	const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)in.p;
	const utf8proc_option_t how = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
	utf8proc_ssize_t n = utf8proc_decompose(p, (utf8proc_ssize_t)in.n, NULL, 0, how);
	if (n < 0)
		return TD_LIMIT;
	utf8proc_int32_t *points = NEW_N(a, utf8proc_int32_t, (size_t)n + 1);
	n = utf8proc_decompose(p, (utf8proc_ssize_t)in.n, points, n, how);
	n = n < 0 ? n : utf8proc_reencode(points, n, how);
	if (n < 0)
		return TD_LIMIT;
	*out = (str){(const char *)points, (size_t)n};
	return TD_OK;
}

td_rc utf8_clean(struct arena *a, str in, str *out, size_t *bad_at)
{
	bool nfc = true;
	for (size_t at = 0, len; at < in.n; at += len) {
		i32 c = decode((const u8 *)in.p + at, in.n - at, &len);
		if (c == BROKEN || !is_allowed(c)) {
			*bad_at = at;
			return TD_INVALID;
		}
		nfc = nfc && is_nfc_alone(c);
	}
	if (nfc) {
		*out = in;
		return TD_OK;
	}
	td_rc rc = to_nfc(a, in, out);
	if (rc == TD_OK && str_eq(in, *out))
		*out = in;
	return rc;
}
