/* Text slices. A str is UTF-8, checked and in NFC once it has passed the edge (utf8_clean()); it owns nothing:
 * whoever made the bytes (an arena, a literal) keeps them alive. p == NULL means "no value" (SQL NULL), n == 0 "empty". */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/rc.h"

typedef struct {
	const char *p;
	size_t n;
} str;

#define S(lit)   ((str){("" lit), sizeof(lit) - 1})
#define STR_NULL ((str){NULL, 0})
/* for printf-like formats: "%.*s" with STRF(s). Its argument is evaluated once for each half: never a call whose
 * answer differs from time to time (a random number, a proof); a dear one is called once before. */
#define STRF(s) (int)(s).n, (s).p ? (s).p : ""

static inline str str_c(const char *z)
{
	return z ? (str){z, strlen(z)} : STR_NULL;
}

static inline bool str_eq(str a, str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* Byte order; a prefix sorts first. <0, 0, >0. */
int str_cmp(str a, str b);

bool str_has_prefix(str s, str prefix);
bool str_has_suffix(str s, str suffix);

/* Position of the first c, or s.n. */
size_t str_find_byte(str s, char c);

/* Position of the first needle, or s.n. The empty needle is at 0. */
size_t str_find(str s, str needle);

/* Without ASCII white space at both ends (space, tab, CR, LF). */
str str_trim(str s);

static inline str str_from(str s, size_t off)
{
	size_t n = off < s.n ? off : s.n;
	return (str){n ? s.p + n : s.p, s.n - n};
}

static inline str str_upto(str s, size_t n)
{
	return (str){s.p, n < s.n ? n : s.n};
}

/* Cuts the part before the first sep off *rest (and drops sep). False when *rest is spent (p == NULL then). */
bool str_split(str *rest, char sep, str *part);

/* A whole decimal number without sign, digits only, no overflow; else TD_INVALID. */
MUST_CHECK td_rc str_u64(str s, u64 *out);

/* As above with an optional leading '-'. */
MUST_CHECK td_rc str_i64(str s, i64 *out);

#endif
