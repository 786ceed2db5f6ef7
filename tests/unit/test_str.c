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
