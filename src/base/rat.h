/* Exact fractions of 128-bit integers for arithmetic inside one criterion. den > 0 always. */
#ifndef BASE_RAT_H
#define BASE_RAT_H

#include "base/rc.h"

typedef __int128 i128;

typedef struct {
	i128 num, den;
} rat;

enum rounding {
	ROUND_HALF_UP, /* half away from zero: the rule where a scheme says nothing (decisions 13) */
	ROUND_HALF_EVEN,
	ROUND_DOWN, /* towards zero */
	ROUND_UP,   /* away from zero */
	ROUND__N
};

static inline rat rat_int(i64 v)
{
	return (rat){v, 1};
}

/* Reduced fraction. TD_LIMIT when a product does not fit, TD_INVALID for a zero denominator. */
MUST_CHECK td_rc rat_make(i128 num, i128 den, rat *out);
MUST_CHECK td_rc rat_add(rat a, rat b, rat *out);
MUST_CHECK td_rc rat_sub(rat a, rat b, rat *out);
MUST_CHECK td_rc rat_mul(rat a, rat b, rat *out);
MUST_CHECK td_rc rat_div(rat a, rat b, rat *out);
MUST_CHECK td_rc rat_cmp(rat a, rat b, int *out); /* −1, 0, 1; always TD_OK */

/* Rounded to a multiple of step, a number of hundredths, r being a count of hundredths. TD_INVALID for a step below 1,
 * TD_LIMIT when the result does not fit. */
MUST_CHECK td_rc rat_round(rat r, i64 step, enum rounding mode, i64 *out);

/* num/den rounded to a whole number; den > 0. The engine's fast path; half up means away from zero. */
static inline i128 div_round(i128 num, i128 den, enum rounding mode)
{
	i128 q = num / den, r = num % den;
	if (r == 0)
		return q;
	i128 sign = num < 0 ? -1 : 1, twice = 2 * (r < 0 ? -r : r);
	int up = mode == ROUND_UP || (mode == ROUND_HALF_UP && twice >= den) ||
		 (mode == ROUND_HALF_EVEN && (twice > den || (twice == den && q % 2 != 0)));
	return up ? q + sign : q;
}

#endif
