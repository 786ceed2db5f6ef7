/* Inside the engine: one leaf over a run of units. A struct score_leaf holds all that does not differ between units —
 * rounding, clamps, bands, the facts of the cluster — so that a kernel is one loop over columns. */
#ifndef DOMAIN_SCORE_LEAF_H
#define DOMAIN_SCORE_LEAF_H

#include "domain/score.h"

/* Units worked on at a time: the columns of a block stay in the caches from the leaves up to the root. */
enum { SCORE_BLOCK = 1024 };

/* In gathered targets: this unit has none. Entered targets are never negative. */
#define NO_TARGET ((i64)-1)

struct score_leaf {
	const struct scheme *s;
	const struct criterion *c;
	const struct score_col *col;
	u32 n_units;
	enum rounding round;
	i64 step;
	i64 low, high;          /* clamp; high is SCORE_MAX_C + 1 where there is none */
	bool has_empty, has_na; /* some cell of some judge is not set */

	/* Facts of the cluster (LEADER, RELATIVE). The leader's ratio is lead_a ÷ lead_b after the cap on ratios;
	 * gain_num ÷ gain_den = 1 ÷ (leader's ratio − 1), reduced; share_num ÷ share_den = share of max at target. */
	bool has_leader;
	i64 lead_a, lead_b, gain_num, gain_den, share_num, share_den;
	i64 best; /* highest actual: of all (RELATIVE) or of the units without target (LEADER) */

	/* LEVEL: points by choice, or by ascending lower bounds (inclusive) */
	u32 n_levels;
	i64 bound[SCHEME_MAX_LEVELS], points[SCHEME_MAX_LEVELS];
};

/* Values of one block as the kernels take them. Cells that are not set hold harmless numbers. */
struct score_block {
	u32 first, n;
	const i64 *a, *b;
	i64 a_buf[SCORE_BLOCK], b_buf[SCORE_BLOCK];
};

/* Fills l for node k, reading the whole columns for the facts of the cluster. */
void score_leaf_plan(struct score_leaf *l, const struct scheme *s, const struct score_input *in, u32 k);

/* Values of units first … first+n−1 of one judge. */
void score_leaf_gather(const struct score_leaf *l, u32 judge, u32 first, u32 n, struct score_block *blk);

/* Does the kind ever write notes for set cells? */
bool score_leaf_notes(const struct score_leaf *l);

/* Points of one judge's block. note may be NULL where score_leaf_notes() is false. TD_LIMIT. */
MUST_CHECK td_rc score_leaf_points(const struct score_leaf *l, const struct score_block *blk, i64 *points,
				   u8 *note);

/* Several judges: gathers, scores and joins a block. */
MUST_CHECK td_rc score_judges(const struct score_leaf *l, struct arena *a, u32 first, u32 n, i64 *points,
			      u8 *note);

/* The whole of a block with one judge or several, cells that are not set included. note as above but not NULL when the
 * leaf has empty or not applicable cells or several judges. */
MUST_CHECK td_rc score_leaf_block(const struct score_leaf *l, struct arena *a, u32 first, u32 n, i64 *points,
				  u8 *note);

/* The state of a cell over all its judges. */
enum cell_state score_leaf_state(const struct score_leaf *l, u32 unit);

/* num ÷ den hundredths rounded to a multiple of step; den > 0. Nearly always both fit 64 bits: then one division. */
static inline i128 score_round(i128 num, i128 den, i64 step, enum rounding mode)
{
	if (step == 1 && num == (i64)num && den == (i64)den && (i64)den < INT64_MAX / 2) {
		i64 n = (i64)num, d = (i64)den, q = n / d, r = n % d;
		i64 twice = 2 * (r < 0 ? -r : r), sign = n < 0 ? -1 : 1;
		if (mode == ROUND_HALF_UP)
			return twice >= d ? q + sign : q;
		return div_round(n, d, mode);
	}
	return div_round(num, den * step, mode) * step;
}

#endif
