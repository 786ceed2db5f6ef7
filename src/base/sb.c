#include "base/sb.h"

#include <stdarg.h>
#include <stdio.h>

struct sb sb_new(struct arena *a, size_t max)
{
	return (struct sb){.a = a, .max = max};
}

char *sb_reserve(struct sb *b, size_t n)
{
	if (b->p && n <= b->cap - b->n)
		return b->p + b->n;
	if (n > b->max - b->n)
		arena_fail(b->a);
	size_t cap = b->cap ? b->cap * 2 : 256;
	if (cap < b->n + n)
		cap = b->n + n;
	if (cap > b->max)
		cap = b->max;
	char *p = arena_alloc(b->a, cap + 1); /* the NUL of sb_fmt() */
	if (b->p)
		memcpy(p, b->p, b->n);
	b->p = p;
	b->cap = cap;
	return p + b->n;
}

void sb_put(struct sb *b, str s)
{
	if (s.n == 0)
		return;
	memcpy(sb_reserve(b, s.n), s.p, s.n);
	b->n += s.n;
}

void sb_byte(struct sb *b, char c)
{
	*sb_reserve(b, 1) = c;
	b->n++;
}

void sb_fmt(struct sb *b, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	int n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		arena_fail(b->a);
	char *p = sb_reserve(b, (size_t)n);
	va_start(ap, fmt);
	vsnprintf(p, (size_t)n + 1, fmt, ap);
	va_end(ap);
	b->n += (size_t)n;
}

void sb_int(struct sb *b, i64 v)
{
	char t[24];
	size_t i = sizeof t;
	u64 u = v < 0 ? 0 - (u64)v : (u64)v;
	do {
		t[--i] = (char)('0' + u % 10);
		u /= 10;
	} while (u);
	if (v < 0)
		t[--i] = '-';
	sb_put(b, (str){t + i, sizeof t - i});
}

str sb_str(const struct sb *b)
{
	return (str){b->p ? b->p : "", b->n};
}
