#include "base/sb.h"
#include "base/vec.h"
#include "tests/lib/check.h"

struct unwinds {
	struct arena *a;
	int reached;
};

static td_rc too_much(void *p)
{
	struct unwinds *u = p;
	u->reached = 1;
	arena_alloc(u->a, 1 << 20);
	u->reached = 2;
	return TD_OK;
}

CASE(arena_limit_unwinds)
{
	struct unwinds u = {arena_new("test", 64 * 1024), 0};
	CHECK_INT(arena_run(u.a, too_much, &u), TD_LIMIT);
	CHECK_INT(u.reached, 1);
	arena_free(u.a);
}

static td_rc build(void *p)
{
	struct arena *a = p;
	struct sb b = sb_new(a, 100);
	SB_LIT(&b, "điểm ");
	sb_int(&b, -42);
	sb_fmt(&b, " %s", "xong");
	CHECK_STR(sb_str(&b), "điểm -42 xong");
	VEC(int) v = {0};
	for (int i = 0; i < 100; i++)
		VEC_PUSH(a, &v) = i;
	CHECK_INT(v.n, 100);
	CHECK_INT(v.at[99], 99);
	return TD_OK;
}

CASE(builders)
{
	struct arena *a = arena_new("test", 1 << 20);
	CHECK_INT(arena_run(a, build, a), TD_OK);
	arena_free(a);
}

CASE(split_and_numbers)
{
	str rest = S("a,,b"), part;
	CHECK(str_split(&rest, ',', &part));
	CHECK_STR(part, "a");
	CHECK(str_split(&rest, ',', &part));
	CHECK_STR(part, "");
	CHECK(str_split(&rest, ',', &part));
	CHECK_STR(part, "b");
	CHECK(!str_split(&rest, ',', &part));
	i64 v = 0;
	CHECK_INT(str_i64(S("-12"), &v), TD_OK);
	CHECK_INT(v, -12);
	CHECK_INT(str_i64(S("99999999999999999999"), &v), TD_INVALID);
	CHECK_INT(str_i64(S("1x"), &v), TD_INVALID);
}

static td_rc never(void *p)
{
	arena_alloc(p, 1 << 30);
	return TD_OK;
}

static td_rc product(void *p)
{
	volatile size_t many = SIZE_MAX;
	arena_array(p, many, 16);
	return TD_OK;
}

static td_rc wide(void *p)
{
	struct sb b = sb_new(p, 4);
	SB_LIT(&b, "12345");
	return TD_OK;
}

CASE(limits)
{
	struct arena *a = arena_new("test", 1 << 20);
	CHECK_INT(arena_run(a, never, a), TD_LIMIT);
	CHECK_INT(arena_run(a, product, a), TD_LIMIT);
	CHECK_INT(arena_run(a, wide, a), TD_LIMIT);
	arena_free(a);
	arena_free(NULL);
}

static td_rc inner_fails(void *p)
{
	CHECK_INT(arena_run(p, never, p), TD_LIMIT);
	arena_alloc(p, 8); /* the outer boundary is in place again */
	return arena_run(p, build, p) == TD_OK ? TD_STALE : TD_OK;
}

CASE(boundaries_nest)
{
	struct arena *a = arena_new("test", 1 << 20);
	CHECK_INT(arena_run(a, inner_fails, a), TD_STALE);
	arena_free(a);
}

static char trace[16];

static void note(void *p)
{
	size_t n = strlen(trace);
	trace[n] = *(const char *)p;
	trace[n + 1] = 0;
}

CASE(finalizers_run_last_in_first_out)
{
	struct arena *a = check_arena();
	trace[0] = 0;
	arena_defer(a, note, (void *)"a");
	struct arena_mark m = arena_mark(a);
	arena_defer(a, note, (void *)"b");
	arena_defer(a, note, (void *)"c");
	arena_alloc(a, 1 << 20);
	arena_release(a, m);
	CHECK_STR(str_c(trace), "cb");
	arena_reset(a);
	CHECK_STR(str_c(trace), "cba");
	CHECK_INT(arena_used(a), 0);
	arena_reset(a);
	arena_alloc(a, 100000);
	arena_reset(a); /* a large first chunk is not kept */
	CHECK_STR(str_c(trace), "cba");
}

CASE(memory_is_zero_again)
{
	struct arena *a = check_arena();
	for (int i = 0; i < 100; i++) {
		struct arena_mark m = arena_mark(a);
		size_t n = 1 + check_random_below(30000);
		u8 *p = NEW_N(a, u8, n);
		for (size_t k = 0; k < n; k++)
			if (p[k] != 0)
				check_fail(__FILE__, __LINE__, "byte %zu of %zu", k, n);
		CHECK_INT((uintptr_t)p % alignof(max_align_t), 0);
		memset(p, 0xA5, n);
		if (i % 3)
			arena_release(a, m);
	}
}

static td_rc three(void *p)
{
	for (int i = 0; i < 3; i++)
		arena_alloc(p, 8);
	return TD_OK;
}

CASE(faults)
{
	struct arena *a = arena_new("test", 1 << 20);
	for (long n = 1; n <= 3; n++) {
		arena_fault_at(n, false);
		CHECK_INT(arena_run(a, three, a), TD_LIMIT);
		CHECK_INT(arena_fault_count(), n);
		CHECK_INT(arena_run(a, three, a), TD_OK); /* only once */
		arena_fault_at(n, true);
		CHECK_INT(arena_run(a, three, a), TD_LIMIT);
		CHECK_INT(arena_run(a, three, a), TD_LIMIT);
	}
	arena_fault_at(4, false);
	CHECK_INT(arena_run(a, three, a), TD_OK);
	arena_fault_at(1, false);
	CHECK(arena_new("test", 10) == NULL);
	arena_fault_at(0, false);
	CHECK_INT(arena_run(a, three, a), TD_OK);
	arena_free(a);
}

CASE(copies)
{
	struct arena *a = check_arena();
	CHECK(arena_str(a, STR_NULL).p == NULL);
	CHECK(arena_str(a, S("")).p != NULL);
	CHECK_STR(arena_str(a, S("điểm")), "điểm");
	CHECK_STR(arena_fmt(a, "%d %s", 7, "điểm"), "7 điểm");
}

CASE(builder_fills_to_its_maximum)
{
	struct sb b = sb_new(check_arena(), 300);
	CHECK_STR(sb_str(&b), "");
	sb_put(&b, STR_NULL);
	sb_fmt(&b, "%s", "");
	for (int i = 0; i < 299; i++)
		sb_byte(&b, 'x');
	sb_fmt(&b, "%d", 1);
	CHECK_INT(sb_str(&b).n, 300);
	CHECK_INT(sb_str(&b).p[299], '1');
	struct sb c = sb_new(check_arena(), 100);
	memcpy(sb_reserve(&c, 3), "abc", 3);
	sb_grew(&c, 3);
	sb_int(&c, INT64_MIN);
	sb_int(&c, 0);
	CHECK_STR(sb_str(&c), "abc-92233720368547758080");
}

CASE(slices)
{
	CHECK(str_c(NULL).p == NULL);
	CHECK(str_eq(STR_NULL, S("")) && !str_eq(S("a"), S("b")) && !str_eq(S("a"), S("ab")));
	CHECK(str_cmp(S("a"), S("b")) < 0 && str_cmp(S("ab"), S("a")) > 0 && str_cmp(S("a"), S("ab")) < 0);
	CHECK_INT(str_cmp(STR_NULL, S("")), 0);
	CHECK(str_has_prefix(S("abc"), S("ab")) && !str_has_prefix(S("a"), S("ab")) &&
	      !str_has_prefix(S("ac"), S("ab")));
	CHECK(str_has_suffix(S("abc"), S("bc")) && !str_has_suffix(S("c"), S("bc")) &&
	      !str_has_suffix(S("ac"), S("bc")));
	CHECK_INT(str_find_byte(S("abc"), 'c'), 2);
	CHECK_INT(str_find_byte(S("abc"), 'x'), 3);
	CHECK_INT(str_find_byte(STR_NULL, 'x'), 0);
	CHECK_INT(str_find(S("abcabd"), S("abd")), 3);
	CHECK_INT(str_find(S("abc"), S("x")), 3);
	CHECK_INT(str_find(S("abc"), S("")), 0);
	CHECK_INT(str_find(STR_NULL, S("x")), 0);
	CHECK_STR(str_trim(S(" \t\r\na b\n ")), "a b");
	CHECK_STR(str_trim(S("   ")), "");
	CHECK_STR(str_from(S("abc"), 9), "");
	CHECK(str_from(STR_NULL, 1).p == NULL);
	CHECK_STR(str_upto(S("abc"), 2), "ab");
	CHECK_STR(str_upto(S("abc"), 9), "abc");
}

CASE(whole_numbers)
{
	u64 u = 0;
	i64 v = 0;
	CHECK(str_u64(S("18446744073709551615"), &u) == TD_OK && u == UINT64_MAX);
	CHECK_INT(str_u64(S("18446744073709551616"), &u), TD_INVALID);
	CHECK_INT(str_u64(S(""), &u), TD_INVALID);
	CHECK_INT(str_u64(S("/"), &u), TD_INVALID);
	CHECK(str_i64(S("-9223372036854775808"), &v) == TD_OK && v == INT64_MIN);
	CHECK(str_i64(S("9223372036854775807"), &v) == TD_OK && v == INT64_MAX);
	CHECK_INT(str_i64(S("9223372036854775808"), &v), TD_INVALID);
	CHECK_INT(str_i64(S("-9223372036854775809"), &v), TD_INVALID);
	CHECK_INT(str_i64(S("-"), &v), TD_INVALID);
	CHECK_INT(str_i64(STR_NULL, &v), TD_INVALID);
}

CASE(result_codes)
{
	static const int http[] = {200, 404, 403, 422, 409, 409, 503, 503, 503, 500, 500, 500};
	static const int exits[] = {0, 1, 1, 1, 1, 1, 3, 3, 4, 5, 6, 7};
	for (int rc = 0; rc < TD__N; rc++) {
		CHECK_INT(rc_http((td_rc)rc), http[rc]);
		CHECK_INT(rc_exit((td_rc)rc), exits[rc]);
	}
	CHECK_STR(str_c(rc_name(TD_NOT_FOUND)), "not_found");
}
