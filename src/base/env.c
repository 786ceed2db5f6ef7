#include "base/env.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

static i64 system_now_ms(struct env *env)
{
	struct timespec t;
	(void)env;
	clock_gettime(CLOCK_REALTIME, &t);
	return (i64)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void system_random(struct env *env, void *p, size_t n)
{
	u8 *at = p;
	(void)env;
	while (n) {
		ssize_t got = getrandom(at, n, 0);
		if (got < 0 && errno != EINTR)
			abort();
		if (got > 0) {
			at += got;
			n -= (size_t)got;
		}
	}
}

struct env *env_system(void)
{
	static struct env env = {system_now_ms, system_random};
	return &env;
}

static i64 fixed_now_ms(struct env *env)
{
	struct env_fixed *f = (struct env_fixed *)env;
	i64 now = f->now;
	f->now += f->step_ms;
	return now;
}

/* SplitMix64 (Steele, Lea, Flood): every seed is good. */
static u64 next_u64(u64 *seed)
{
	u64 z = *seed += 0x9e3779b97f4a7c15;
	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return z ^ z >> 31;
}

static void fixed_random(struct env *env, void *p, size_t n)
{
	struct env_fixed *f = (struct env_fixed *)env;
	for (size_t at = 0; at < n; at += sizeof(u64)) {
		u64 v = next_u64(&f->seed);
		memcpy((u8 *)p + at, &v, n - at < sizeof v ? n - at : sizeof v);
	}
}

struct env *env_fixed_init(struct env_fixed *f, i64 now_ms, i64 step_ms, u64 seed)
{
	*f = (struct env_fixed){{fixed_now_ms, fixed_random}, now_ms, step_ms, seed};
	return &f->env;
}
