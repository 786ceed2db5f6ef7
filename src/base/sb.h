/* Bounded text builder. Every builder has a maximum set at the start; going past it unwinds like a failed
 * allocation (see arena.h), so callers need no checks and nothing is ever cut silently. */
#ifndef BASE_SB_H
#define BASE_SB_H

#include "base/arena.h"

struct sb {
	struct arena *a;
	char *p;
	size_t n, cap, max;
};

/* An empty builder on arena a that may grow to max bytes. */
struct sb sb_new(struct arena *a, size_t max);

void sb_put(struct sb *b, str s);
void sb_byte(struct sb *b, char c);
void sb_fmt(struct sb *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void sb_int(struct sb *b, i64 v);

/* Room for n more bytes, to be written by the caller; sb_grew(n) then counts them. */
char *sb_reserve(struct sb *b, size_t n);
static inline void sb_grew(struct sb *b, size_t n)
{
	b->n += n;
}

/* What was built; valid until the next call on b or the arena's end. Never NULL. */
str sb_str(const struct sb *b);

#define SB_LIT(b, lit) sb_put((b), S(lit))

#endif
