/* The runner of the C tests: CASE(name) { … CHECK(cond); CHECK_STR(got, "want"); } and no main(). A case fails when
 * any of its checks does, or when it runs into a limit of check_arena(). Failed checks go to standard error with file
 * and line, cases that failed or were skipped to standard output; the last line is "N passed, N failed, N skipped".
 * Run one case: PROGRAM NAME. */
#ifndef TESTS_CHECK_H
#define TESTS_CHECK_H

#include "base/arena.h"

struct check_case {
	const char *name;
	void (*fn)(void);
	struct check_case *next;
};

void check_register(struct check_case *c);
void check_fail(const char *file, int line, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* Marks the running case as skipped, with the reason that is printed. */
void check_skip(const char *reason);
/* How many checks of the running case have failed. For its child processes. */
unsigned check_n_failed(void);
/* The seed of this run: THIDUA_SEED or a fixed default; printed when a case fails. */
u64 check_seed(void);
/* A random number from that seed, the same sequence in each run of a case; _below: 0 … n − 1, n > 0. */
u64 check_random(void);
u64 check_random_below(u64 n);
/* The arena of the running case, 64 MiB, freed after it. */
struct arena *check_arena(void);

/* Fails each allocation of fn in turn until it makes no more: TD_LIMIT each time, TD_OK at last. Each run has an arena of
 * its own, 64 MiB, in arena_run(). Returns how many allocations there are; the sanitizers look for what leaks. */
long check_every_allocation(td_rc (*fn)(struct arena *a, void *ctx), void *ctx);

/* Compares text with the file, which holds what it was when somebody last looked; the first line that differs is told.
 * THIDUA_GOLDEN=write writes the file instead. At most 4 MiB. */
void check_golden(const char *path, str text);

#define CASE(name)                                                       \
	static void case_##name(void);                                   \
	__attribute__((constructor)) static void register_##name(void)   \
	{                                                                \
		static struct check_case c = {#name, case_##name, NULL}; \
		check_register(&c);                                      \
	}                                                                \
	static void case_##name(void)

#define CHECK(cond)                                                  \
	do {                                                         \
		if (!(cond))                                         \
			check_fail(__FILE__, __LINE__, "%s", #cond); \
	} while (0)

#define CHECK_INT(got, want)                                                                       \
	do {                                                                                       \
		long long got_ = (long long)(got), want_ = (long long)(want);                      \
		if (got_ != want_)                                                                 \
			check_fail(__FILE__, __LINE__, "%s is %lld, not %lld", #got, got_, want_); \
	} while (0)

#define CHECK_STR(got, want)                                                                             \
	do {                                                                                             \
		str got_ = (got), want_ = str_c(want);                                                   \
		if (!str_eq(got_, want_))                                                                \
			check_fail(__FILE__, __LINE__, "%s is \"%.*s\", not \"%.*s\"", #got, STRF(got_), \
				   STRF(want_));                                                         \
	} while (0)

#endif
