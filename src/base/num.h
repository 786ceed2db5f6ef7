/* Points and quantities are integers of hundredths (…_c); money is đồng. No floating point anywhere. */
#ifndef BASE_NUM_H
#define BASE_NUM_H

#include "base/sb.h"

/* A decimal of at most two places, comma and point alike ("9,5", "9.5", "-0,25", "+1", "1000"); blanks around are fine,
 * and so is the minus sign U+2212 that num_put_c() writes. TD_INVALID: empty, not a number, more than two decimals, a mark followed by exactly three digits (it could be a
 * thousands mark), or more than 15 digits. decisions: "Numbers" 12. */
MUST_CHECK td_rc num_parse_c(str s, i64 *out_c);

/* Why num_parse_c() refused, as Vietnamese source text for err_add() (no conversions in it). */
const char *num_parse_why(str s);

/* "98,75", "12,50", "−0,25" (a real minus sign, U+2212): two decimals always, no thousands mark. */
void num_put_c(struct sb *b, i64 c);

/* As short as exact: "12,5", "10", "−0,25". */
void num_put_short(struct sb *b, i64 c);

/* With a plus sign when positive, two decimals: "+0,50", "0,00", "−0,25". */
void num_put_signed(struct sb *b, i64 c);

/* Whole number with thousands points: 1.234.567 (money, counts). */
void num_put_grouped(struct sb *b, i64 v);

/* ASCII with a point for JSON and CSV: "98.75", "-0.25", "10". */
void num_put_json(struct sb *b, i64 c);

str num_c(struct arena *a, i64 c);     /* num_put_c on the arena */
str num_short(struct arena *a, i64 c); /* num_put_short on the arena */

/* The value without its sign; also of INT64_MIN. */
static inline u64 num_abs(i64 v)
{
	return v < 0 ? 0 - (u64)v : (u64)v;
}

/* Checked arithmetic; TD_LIMIT on overflow. */
MUST_CHECK td_rc num_add(i64 a, i64 b, i64 *out);
MUST_CHECK td_rc num_mul(i64 a, i64 b, i64 *out);

#endif
