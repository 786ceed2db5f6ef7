/* ARENA_CASE(name) { … a … }: a case whose body runs inside arena_run() with an arena `a` of its own. */
#ifndef TESTS_ARENA_CASE_H
#define TESTS_ARENA_CASE_H

#include "base/err.h"
#include "tests/lib/check.h"

#define ARENA_CASE(name)                                             \
	static void body_##name(struct arena *a);                    \
	static td_rc run_##name(void *a)                             \
	{                                                            \
		body_##name(a);                                      \
		return TD_OK;                                        \
	}                                                            \
	CASE(name)                                                   \
	{                                                            \
		struct arena *a = arena_new(#name, (size_t)1 << 30); \
		CHECK_INT(arena_run(a, run_##name, a), TD_OK);       \
		arena_free(a);                                       \
	}                                                            \
	static void body_##name(struct arena *a)

/* Everything in e as lines "where: text". */
static inline str all_errors(struct arena *a, const struct err *e)
{
	struct sb b = sb_new(a, 1 << 20);
	for (size_t i = 0; i < e->items.n; i++)
		sb_fmt(&b, "%.*s: %.*s\n", STRF(e->items.at[i].where), STRF(e->items.at[i].text));
	return sb_str(&b);
}

#endif
