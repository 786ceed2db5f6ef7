/* Allocations of OpenSSL and of the arena failed in turn, ever more widely spaced: verifying either unwinds with
 * TD_LIMIT or gives the right verdict, never a wrong one, and OpenSSL gets all its memory back, cleared by its own
 * free functions. */
#include <limits.h>
#include <openssl/crypto.h>
#include <stdlib.h>

#include "tests/vote/lib.h"

static long seen, fail_at, live;
static bool warm;

static bool fails(void)
{
	return ++seen == fail_at;
}

static void *count_malloc(size_t n, const char *file, int line)
{
	(void)file, (void)line;
	void *p = fails() ? NULL : malloc(n);
	live += p != NULL;
	return p;
}

static void count_free(void *p, const char *file, int line)
{
	(void)file, (void)line;
	live -= p != NULL;
	free(p);
}

static void *count_realloc(void *p, size_t n, const char *file, int line)
{
	if (p == NULL)
		return count_malloc(n, file, line);
	if (n == 0) {
		count_free(p, file, line);
		return NULL;
	}
	return fails() ? NULL : realloc(p, n);
}

__attribute__((constructor)) static void count_all(void)
{
	if (!CRYPTO_set_mem_functions(count_malloc, count_realloc, count_free))
		abort();
}

struct check {
	struct arena *a;
	str bytes;
	struct verdict v;
};

static td_rc verify(void *ctx)
{
	struct check *c = ctx;
	return verify_archive(group_new(c->a), c->bytes, &c->v);
}

/* One run; ssl, arena: which allocation fails (0: none). The verdict must be "accept" if there is one. */
static td_rc run(str bytes, long ssl, long arena, long *n_ssl, long *n_arena)
{
	struct check c = {.a = arena_new("verify", (size_t)1 << 30), .bytes = bytes};
	long before = live;
	seen = 0;
	fail_at = ssl;
	arena_fault_at(arena, false);
	td_rc rc = c.a ? arena_run(c.a, verify, &c) : TD_LIMIT;
	*n_arena = arena_fault_count();
	*n_ssl = seen;
	arena_fault_at(0, false);
	fail_at = 0;
	if (rc != TD_LIMIT && (rc != TD_OK || c.v.findings.n > 0))
		check_fail(__FILE__, __LINE__, "OpenSSL %ld, arena %ld: %.*s", ssl, arena,
			   STRF(str_c(c.v.findings.n ? finding_name(c.v.findings.at[0].code) : rc_name(rc))));
	arena_free(c.a);
	if (warm)
		CHECK_INT(live, before);
	warm = true; /* OpenSSL keeps what it sets up in the first run */
	return rc;
}

static long next_step(long n)
{
	return n < 40 ? n + 1 : n + n / 6;
}

ARENA_CASE(a_failed_allocation_is_never_a_verdict)
{
	long n_ssl, n_arena, ssl, arena;
	str bytes = vote_fixture(a, "ThiDuaKAT2o26a.bel");
	CHECK_INT(run(bytes, 0, LONG_MAX, &n_ssl, &n_arena), TD_OK);
	CHECK_INT(run(bytes, 0, LONG_MAX, &n_ssl, &n_arena), TD_OK);
	CHECK(n_ssl > 1000 && n_arena > 1000);
	for (long n = 1; n <= n_ssl; n = next_step(n))
		CHECK_INT(run(bytes, n, 0, &ssl, &arena), TD_LIMIT);
	for (long n = 1; n <= n_arena; n = next_step(n))
		CHECK_INT(run(bytes, 0, n, &ssl, &arena), TD_LIMIT);
}
