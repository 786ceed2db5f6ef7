#include "tests/lib/check.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static struct check_case *first, **last = &first;
static bool failed;
static const char *skipped;

void check_register(struct check_case *c)
{
	*last = c;
	last = &c->next;
}

void check_fail(const char *file, int line, const char *fmt, ...)
{
	va_list ap;
	failed = true;
	fprintf(stderr, "%s:%d: ", file, line);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
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

int main(int argc, char **argv)
{
	int n_pass = 0, n_fail = 0, n_skip = 0;
	for (struct check_case *c = first; c; c = c->next) {
		if (argc > 1 && strcmp(argv[1], c->name) != 0)
			continue;
		failed = false;
		skipped = NULL;
		c->fn();
		if (skipped) {
			n_skip++;
			printf("SKIP %s: %s\n", c->name, skipped);
		} else if (failed) {
			n_fail++;
			printf("FAIL %s (THIDUA_SEED=%llu)\n", c->name, (unsigned long long)check_seed());
		} else {
			n_pass++;
		}
	}
	printf("%d passed, %d failed, %d skipped\n", n_pass, n_fail, n_skip);
	return n_fail ? 1 : 0;
}
