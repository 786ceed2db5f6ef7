/* The outside world behind a struct, so that tests bring their own clock and randomness. */
#ifndef BASE_ENV_H
#define BASE_ENV_H

#include "base/rc.h"
#include <stddef.h>

struct env {
	i64 (*now_ms)(struct env *);
	/* Fills p with n random bytes; aborts the program if the system has none. */
	void (*random)(struct env *, void *p, size_t n);
};

/* The real clock and getrandom(2). */
struct env *env_system(void);

/* A fixed clock that moves by step_ms at each reading, and a seeded generator: for tests and `thidua demo`. */
struct env_fixed {
	struct env env;
	i64 now, step_ms;
	u64 seed;
};
struct env *env_fixed_init(struct env_fixed *f, i64 now_ms, i64 step_ms, u64 seed);

#endif
