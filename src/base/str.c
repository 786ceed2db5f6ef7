#include "base/str.h"

int str_cmp(str a, str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n ? memcmp(a.p, b.p, n) : 0;
	if (c != 0)
		return c;
	return (a.n > b.n) - (a.n < b.n);
}

bool str_has_prefix(str s, str prefix)
{
	return s.n >= prefix.n && str_eq(str_upto(s, prefix.n), prefix);
}

bool str_has_suffix(str s, str suffix)
{
	return s.n >= suffix.n && str_eq(str_from(s, s.n - suffix.n), suffix);
}

size_t str_find_byte(str s, char c)
{
	const char *q = s.n ? memchr(s.p, c, s.n) : NULL;
	return q ? (size_t)(q - s.p) : s.n;
}

size_t str_find(str s, str needle)
{
	if (needle.n == 0)
		return 0;
	const char *q = s.n ? memmem(s.p, s.n, needle.p, needle.n) : NULL;
	return q ? (size_t)(q - s.p) : s.n;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

str str_trim(str s)
{
	while (s.n && is_space(s.p[0]))
		s = str_from(s, 1);
	while (s.n && is_space(s.p[s.n - 1]))
		s.n--;
	return s;
}

bool str_split(str *rest, char sep, str *part)
{
	if (rest->p == NULL)
		return false;
	size_t at = str_find_byte(*rest, sep);
	*part = str_upto(*rest, at);
	*rest = at < rest->n ? str_from(*rest, at + 1) : STR_NULL;
	return true;
}

td_rc str_u64(str s, u64 *out)
{
	u64 v = 0;
	if (s.n == 0)
		return TD_INVALID;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return TD_INVALID;
		if (__builtin_mul_overflow(v, 10u, &v) || __builtin_add_overflow(v, (u64)(s.p[i] - '0'), &v))
			return TD_INVALID;
	}
	*out = v;
	return TD_OK;
}

td_rc str_i64(str s, i64 *out)
{
	bool neg = s.n && s.p[0] == '-';
	u64 u;
	if (str_u64(neg ? str_from(s, 1) : s, &u) != TD_OK || u > (u64)INT64_MAX + neg)
		return TD_INVALID;
	*out = neg ? (i64)(0 - u) : (i64)u;
	return TD_OK;
}
