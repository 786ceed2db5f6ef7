#include "tests/lib/check.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/env.h"

static struct check_case *first, **last = &first;
static unsigned n_failed;
static const char *skipped;
static struct arena *arena;
static struct env_fixed random_env;

void check_register(struct check_case *c)
{
	*last = c;
	last = &c->next;
}

void check_fail(const char *file, int line, const char *fmt, ...)
{
	va_list ap;
	n_failed++;
	fprintf(stderr, "%s:%d: ", file, line);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
}

/* ---- golden files ---- */

enum { GOLDEN_MAX = 4 << 20, ARENA_BYTES = 64 << 20 };

static void write_golden(const char *path, str text)
{
	FILE *f = fopen(path, "wb");
	if (f == NULL || fwrite(text.p, 1, text.n, f) != text.n || fclose(f) != 0)
		check_fail(path, 0, "cannot be written");
}

struct attempt {
	struct arena *a;
	td_rc (*fn)(struct arena *a, void *ctx);
	void *ctx;
};

static td_rc attempt(void *ctx)
{
	const struct attempt *t = ctx;
	return t->fn(t->a, t->ctx);
}

long check_every_allocation(td_rc (*fn)(struct arena *a, void *ctx), void *ctx)
{
	for (long n = 1;; n++) {
		arena_fault_at(n, false);
		struct attempt t = {arena_new("attempt", ARENA_BYTES), fn, ctx};
		td_rc rc = t.a ? arena_run(t.a, attempt, &t) : TD_LIMIT;
		bool reached = arena_fault_count() >= n;
		arena_fault_at(0, false);
		arena_free(t.a);
		CHECK_INT(rc, reached ? TD_LIMIT : TD_OK);
		if (!reached)
			return n - 1;
	}
}

void check_golden(const char *path, str text)
{
	const char *mode = getenv("THIDUA_GOLDEN");
	if (mode && str_eq(str_c(mode), S("write"))) {
		write_golden(path, text);
		return;
	}
	FILE *f = fopen(path, "rb");
	char *p = malloc(GOLDEN_MAX);
	str want = {p, f && p ? fread(p, 1, GOLDEN_MAX, f) : 0}, got_line, want_line;
	int line = 0;
	for (str got = text, rest = want; !str_eq(got, rest); line++) {
		got_line = want_line = STR_NULL;
		str_split(&got, '\n', &got_line);
		str_split(&rest, '\n', &want_line);
		if (str_eq(got_line, want_line))
			continue;
		check_fail(path, line + 1, "is \"%.*s\", not \"%.*s\"", STRF(got_line), STRF(want_line));
		break;
	}
	free(p);
	if (f)
		fclose(f);
}

/* ---- cases ---- */

unsigned check_n_failed(void)
{
	return n_failed;
}

void check_skip(const char *reason)
{
	skipped = reason;
}

u64 check_seed(void)
{
	const char *env = getenv("THIDUA_SEED");
	return env ? strtoull(env, NULL, 10) : 20261121u;
}

u64 check_random(void)
{
	u64 v;
	random_env.env.random(&random_env.env, &v, sizeof v);
	return v;
}

u64 check_random_below(u64 n)
{
	return check_random() % n;
}

struct arena *check_arena(void)
{
	return arena;
}

static td_rc call(void *p)
{
	struct check_case *c = p;
	c->fn();
	return TD_OK;
}

static void run_case(struct check_case *c)
{
	n_failed = 0;
	skipped = NULL;
	env_fixed_init(&random_env, 0, 0, check_seed());
	arena = arena_new(c->name, ARENA_BYTES);
	if (arena == NULL || arena_run(arena, call, c) != TD_OK)
		check_fail(__FILE__, __LINE__, "%s ran out of its arena", c->name);
	arena_fault_at(0, false);
	arena_free(arena);
}

/* Programs that start workers start themselves: the child is this very program, and glibc gives constructors the
 * arguments of main. A test that brings tasks of its own has a constructor of its own, before this one. */
extern _Noreturn void worker_main(const char *task) __attribute__((weak));

__attribute__((constructor)) static void be_worker(int argc, char **argv)
{
	if (argc != 3 || strcmp(argv[1], "worker") != 0)
		return;
	if (worker_main)
		worker_main(argv[2]);
	_exit(99); /* the tests must not run in a child */
}

int main(int argc, char **argv)
{
	int n_pass = 0, n_fail = 0, n_skip = 0;
	for (struct check_case *c = first; c; c = c->next) {
		if (argc > 1 && strcmp(argv[1], c->name) != 0)
			continue;
		run_case(c);
		if (n_failed) {
			n_fail++;
			printf("FAIL %s (THIDUA_SEED=%llu)\n", c->name, (unsigned long long)check_seed());
		} else if (skipped) {
			n_skip++;
			printf("SKIP %s: %s\n", c->name, skipped);
		} else {
			n_pass++;
		}
	}
	printf("%d passed, %d failed, %d skipped\n", n_pass, n_fail, n_skip);
	return n_fail || n_pass + n_skip == 0 ? 1 : 0;
}
