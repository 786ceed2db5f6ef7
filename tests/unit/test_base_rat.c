#include "base/rat.h"
#include "tests/lib/check.h"

#define HUGE ((i128)(~(unsigned __int128)0 >> 1))

static rat frac(i128 num, i128 den)
{
	rat r = {0, 1};
	CHECK_INT(rat_make(num, den, &r), TD_OK);
	return r;
}

static bool same(rat r, i128 num, i128 den)
{
	return r.num == num && r.den == den;
}

static int cmp(rat a, rat b)
{
	int c = 9;
	CHECK_INT(rat_cmp(a, b, &c), TD_OK);
	return c;
}

CASE(make)
{
	rat r;
	CHECK(same(frac(6, 4), 3, 2));
	CHECK(same(frac(-6, 4), -3, 2));
	CHECK(same(frac(6, -4), -3, 2));
	CHECK(same(frac(0, -7), 0, 1));
	CHECK(same(frac(-HUGE - 1, 2), -(HUGE / 2) - 1, 1));
	CHECK(same(rat_int(-5), -5, 1));
	CHECK_INT(rat_make(1, 0, &r), TD_INVALID);
	CHECK_INT(rat_make(-HUGE - 1, 1, &r), TD_LIMIT);
	CHECK_INT(rat_make(1, -HUGE - 1, &r), TD_LIMIT);
}

CASE(arithmetic)
{
	rat r;
	CHECK(rat_add(frac(1, 6), frac(1, 3), &r) == TD_OK && same(r, 1, 2));
	CHECK(rat_sub(frac(1, 6), frac(1, 3), &r) == TD_OK && same(r, -1, 6));
	CHECK(rat_mul(frac(-2, 3), frac(9, 4), &r) == TD_OK && same(r, -3, 2));
	CHECK(rat_div(frac(2, 3), frac(-4, 9), &r) == TD_OK && same(r, -3, 2));
	CHECK(rat_div(frac(2, 3), frac(4, 9), &r) == TD_OK && same(r, 3, 2));
	CHECK(rat_mul(rat_int(0), frac(HUGE, 2), &r) == TD_OK && same(r, 0, 1));
	CHECK_INT(rat_div(rat_int(1), rat_int(0), &r), TD_INVALID);
}

CASE(overflow_is_told)
{
	rat r;
	CHECK_INT(rat_add(frac(HUGE, 1), rat_int(1), &r), TD_LIMIT);
	CHECK_INT(rat_sub(frac(-HUGE, 1), rat_int(1), &r), TD_LIMIT);
	CHECK_INT(rat_add(frac(HUGE, 2), frac(1, 3), &r), TD_LIMIT);
	CHECK_INT(rat_add(frac(1, 2), frac(HUGE, 3), &r), TD_LIMIT);
	CHECK_INT(rat_add(frac(1, HUGE), frac(1, HUGE - 1), &r), TD_LIMIT);
	CHECK_INT(rat_mul(frac(HUGE, 1), rat_int(2), &r), TD_LIMIT);
	CHECK_INT(rat_mul(frac(1, HUGE), frac(1, 2), &r), TD_LIMIT);
	/* fits after cancelling */
	CHECK(rat_mul(frac(HUGE, 3), frac(3, HUGE), &r) == TD_OK && same(r, 1, 1));
}

CASE(compare)
{
	CHECK_INT(cmp(frac(1, 3), frac(1, 2)), -1);
	CHECK_INT(cmp(frac(1, 2), frac(1, 3)), 1);
	CHECK_INT(cmp(frac(-1, 2), frac(-1, 3)), -1);
	CHECK_INT(cmp(frac(-1, 2), frac(1, 2)), -1);
	CHECK_INT(cmp(frac(4, 2), rat_int(2)), 0);
	CHECK_INT(cmp(rat_int(2), frac(5, 2)), -1);
	CHECK_INT(cmp(frac(5, 2), rat_int(2)), 1);
	/* products of these do not fit in 128 bits */
	CHECK_INT(cmp(frac(HUGE, HUGE - 1), frac(HUGE - 1, HUGE - 2)), -1);
	CHECK_INT(cmp(frac(HUGE - 1, HUGE - 2), frac(HUGE, HUGE - 1)), 1);
	CHECK_INT(cmp(frac(-HUGE, HUGE - 1), frac(-HUGE, HUGE - 1)), 0);
}

static i64 rounded(i128 num, i128 den, i64 step, enum rounding mode)
{
	i64 v = -1;
	CHECK_INT(rat_round(frac(num, den), step, mode, &v), TD_OK);
	return v;
}

CASE(rounding)
{
	static const struct {
		int num, den, step;
		i64 half_up, half_even, down, up;
	} cases[] = {
	    {5, 2, 1, 3, 2, 2, 3},
	    {-5, 2, 1, -3, -2, -2, -3},
	    {7, 2, 1, 4, 4, 3, 4},
	    {7, 3, 1, 2, 2, 2, 3},
	    {8, 3, 1, 3, 3, 2, 3},
	    {4, 2, 1, 2, 2, 2, 2},
	    {123, 1, 5, 125, 125, 120, 125},
	    {122, 1, 5, 120, 120, 120, 125},
	    {125, 1, 50, 150, 100, 100, 150},
	    {0, 1, 1, 0, 0, 0, 0},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		CHECK_INT(rounded(cases[i].num, cases[i].den, cases[i].step, ROUND_HALF_UP),
			  cases[i].half_up);
		CHECK_INT(rounded(cases[i].num, cases[i].den, cases[i].step, ROUND_HALF_EVEN),
			  cases[i].half_even);
		CHECK_INT(rounded(cases[i].num, cases[i].den, cases[i].step, ROUND_DOWN), cases[i].down);
		CHECK_INT(rounded(cases[i].num, cases[i].den, cases[i].step, ROUND_UP), cases[i].up);
	}
	i64 v;
	CHECK_INT(rat_round(rat_int(1), 0, ROUND_UP, &v), TD_INVALID);
	CHECK_INT(rat_round(frac(1, HUGE), 2, ROUND_UP, &v), TD_LIMIT);
	CHECK_INT(rat_round(frac(1, HUGE), 1, ROUND_UP, &v), TD_LIMIT);
	CHECK_INT(rat_round(frac(HUGE, 1), 1, ROUND_UP, &v), TD_LIMIT);
	CHECK_INT(rat_round(frac(-HUGE, 1), 1, ROUND_UP, &v), TD_LIMIT);
	CHECK_INT(rat_round(frac(HUGE, 1), 5, ROUND_UP, &v), TD_LIMIT);
}

/* Small fractions, where plain 64-bit arithmetic is the model. */
CASE(agrees_with_plain_arithmetic)
{
	for (int i = 0; i < 20000; i++) {
		i64 a = (i64)check_random_below(2001) - 1000, b = 1 + (i64)check_random_below(1000);
		i64 c = (i64)check_random_below(2001) - 1000, d = 1 + (i64)check_random_below(1000);
		rat x = frac(a, b), y = frac(c, d), r;
		CHECK(rat_add(x, y, &r) == TD_OK && r.num * (b * d) == (a * d + c * b) * r.den);
		CHECK(rat_sub(x, y, &r) == TD_OK && r.num * (b * d) == (a * d - c * b) * r.den);
		CHECK(rat_mul(x, y, &r) == TD_OK && r.num * (b * d) == a * c * r.den);
		if (c != 0)
			CHECK(rat_div(x, y, &r) == TD_OK && r.den > 0 && r.num * (b * c) == a * d * r.den);
		CHECK_INT(cmp(x, y), (a * d > c * b) - (a * d < c * b));
		i64 v;
		CHECK_INT(rat_round(x, 1, ROUND_HALF_UP, &v), TD_OK);
		i64 twice = 2 * (a < 0 ? -a : a), want = (twice / b + 1) / 2;
		CHECK_INT(v, a < 0 ? -want : want);
	}
}
