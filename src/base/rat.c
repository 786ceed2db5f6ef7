#include "base/rat.h"

#include <stdbool.h>

typedef unsigned __int128 u128;

#define I128_MAX ((i128)(~(u128)0 >> 1))

static u128 magnitude(i128 v)
{
	return v < 0 ? 0 - (u128)v : (u128)v;
}

/* The compiler's overflow builtin for 128 bits needs a run-time library that gcc does not ship: by division instead.
 * The one value without a counterpart, −2^127, counts as overflow, so that every fraction can be negated. */
static bool mul_overflows(i128 a, i128 b, i128 *out)
{
	u128 x = magnitude(a), y = magnitude(b);
	if (x != 0 && y > (u128)I128_MAX / x)
		return true;
	*out = (a < 0) != (b < 0) ? -(i128)(x * y) : (i128)(x * y);
	return false;
}

static bool add_overflows(i128 a, i128 b, i128 *out)
{
	if (b > 0 ? a > I128_MAX - b : a < -I128_MAX - b)
		return true;
	*out = a + b;
	return false;
}

static u128 gcd(u128 a, u128 b)
{
	while (b != 0) {
		u128 r = a % b;
		a = b;
		b = r;
	}
	return a;
}

td_rc rat_make(i128 num, i128 den, rat *out)
{
	if (den == 0)
		return TD_INVALID;
	u128 g = gcd(magnitude(num), magnitude(den));
	u128 n = magnitude(num) / g, d = magnitude(den) / g;
	if (n > (u128)I128_MAX || d > (u128)I128_MAX)
		return TD_LIMIT;
	*out = (rat){(num < 0) != (den < 0) ? -(i128)n : (i128)n, (i128)d};
	return TD_OK;
}

/* a.num/a.den + b.num/b.den over the least common denominator. */
td_rc rat_add(rat a, rat b, rat *out)
{
	i128 g = (i128)gcd((u128)a.den, (u128)b.den);
	i128 left, right, num, den;
	if (mul_overflows(a.num, b.den / g, &left) || mul_overflows(b.num, a.den / g, &right) ||
	    add_overflows(left, right, &num) || mul_overflows(a.den, b.den / g, &den))
		return TD_LIMIT;
	return rat_make(num, den, out);
}

td_rc rat_sub(rat a, rat b, rat *out)
{
	return rat_add(a, (rat){-b.num, b.den}, out);
}

/* Cancels crosswise first, so that a product that fits is found to fit. */
td_rc rat_mul(rat a, rat b, rat *out)
{
	i128 g = (i128)gcd(magnitude(a.num), (u128)b.den), h = (i128)gcd(magnitude(b.num), (u128)a.den);
	i128 num, den;
	if (mul_overflows(a.num / g, b.num / h, &num) || mul_overflows(a.den / h, b.den / g, &den))
		return TD_LIMIT;
	return rat_make(num, den, out);
}

td_rc rat_div(rat a, rat b, rat *out)
{
	if (b.num == 0)
		return TD_INVALID;
	return rat_mul(a, b.num < 0 ? (rat){-b.den, -b.num} : (rat){b.den, b.num}, out);
}

/* The whole part, towards minus infinity; *r becomes the rest, 0 ≤ rest < 1. */
static i128 split(rat *r)
{
	i128 whole = r->num / r->den, rest = r->num % r->den;
	if (rest < 0) {
		whole--;
		rest += r->den;
	}
	r->num = rest;
	return whole;
}

/* Compares whole parts, then the reciprocals of the rests the other way round, as Euclid would: no products, so
 * nothing can overflow. */
td_rc rat_cmp(rat a, rat b, int *out)
{
	for (int sign = 1;; sign = -sign) {
		i128 p = split(&a), q = split(&b);
		if (p != q || a.num == 0 || b.num == 0) {
			*out = sign * (p != q ? (p > q) - (p < q) : (a.num != 0) - (b.num != 0));
			return TD_OK;
		}
		a = (rat){a.den, a.num};
		b = (rat){b.den, b.num};
	}
}

td_rc rat_round(rat r, i64 step, enum rounding mode, i64 *out)
{
	i128 den, v;
	if (step < 1 || r.den < 1)
		return TD_INVALID;
	if (mul_overflows(r.den, step, &den) || den > I128_MAX / 2)
		return TD_LIMIT;
	if (mul_overflows(div_round(r.num, den, mode), step, &v) || v > INT64_MAX || v < INT64_MIN)
		return TD_LIMIT;
	*out = (i64)v;
	return TD_OK;
}
