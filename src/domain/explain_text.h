/* Inside explain: what is being told about one leaf of one unit, and how numbers are written in it. */
#ifndef DOMAIN_EXPLAIN_TEXT_H
#define DOMAIN_EXPLAIN_TEXT_H

#include "base/num.h"
#include "domain/explain.h"
#include "domain/score_leaf.h"

/* The story of one leaf's points by one judge. A kind's teller sets exact (hundredths before rounding) and writes the
 * expression with numbers put in, the remark in brackets, and steps for inputs and facts. */
struct story {
	struct arena *a;
	const struct score_leaf *l;
	const struct criterion *c;
	struct explanation *out;
	i64 value, target; /* a and b; target NO_TARGET when there is none */
	rat exact;
	td_rc rc; /* of the fractions: after the first that did not fit the rest are 0 */
	struct sb expr, remark;
};

/* Tells value and target (of one judge) by the rules of the kind. Sets t->rc: TD_LIMIT. */
void explain_kind(struct story *t);

/* Fractions of a story: n ÷ d and the sums and products of two. A step that does not fit sets t->rc. */
rat explain_frac(struct story *t, i128 n, i128 d);
rat explain_add(struct story *t, rat x, rat y);
rat explain_mul(struct story *t, rat x, rat y);
i64 explain_rounded(struct story *t, rat x, i64 step, enum rounding mode);

void explain_step(struct explanation *out, struct arena *a, enum explain_step_kind kind, str name, str text);
void explain_step_value(struct explanation *out, struct arena *a, enum explain_step_kind kind, str name,
			str text, i64 value_c);

/* "3,2882…" of an exact number of hundredths; no dots when four decimals are all. */
void explain_put_exact(struct sb *b, rat hundredths);

/* "từ nửa trở lên làm tròn lên" … */
const char *explain_rounding_name(enum rounding mode);

/* A number with the criterion's unit of measure: "80 %", "5 mô hình". */
void explain_put_quantity(struct sb *b, const struct criterion *c, i64 v);

/* Where the next part of the remark is written, parted from the one before by "; ". */
struct sb *explain_remark(struct story *t);

#endif
