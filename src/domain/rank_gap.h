/* How firm is a rank? Between each unit and the one after it: how far they are apart, and the smallest change of one
 * item that makes them change places. Pure: the scoring engine's own trees answer, one unit at a time. */
#ifndef DOMAIN_RANK_GAP_H
#define DOMAIN_RANK_GAP_H

#include "domain/score.h"

struct rank_gap {
	u32 above, below; /* unit indices, neighbours in the order */
	i64 gap_c;        /* totals apart; 0: only a tie rule tells them apart, or nothing does */
	bool same;        /* they share the rank: nothing to change */
	bool found;       /* one item alone can change the order: what follows is set */
	u32 unit, node;   /* whose item: above's falls or below's rises */
	i64 from_c, to_c; /* its value a (see domain/scheme.h) now and after */
	i64 points_from_c, points_to_c;
	u32 n_as_small; /* other items of the two that do it with as little a change of points */
};

/* The first n_gaps pairs of neighbours in res->order; at most n_units − 1. res is the result of score_run() on the same
 * input. The least change of points wins, then the first in the table, then the lower unit's. Counts move in whole
 * steps, everything else in hundredths, measured values at most to four times what they are or should be. Left out:
 * items scored by several judges, second values (targets), items without value. Where a cap takes points from bonus
 * and a tie rule looks at points, a floor gives points back, or a group's cap stands below a cap of penalties, more is
 * not always more: there the change is one that does it, not always the least. A scheme of thresholds gives none. */
MUST_CHECK td_rc rank_gaps(struct arena *a, const struct scheme *s, const struct score_input *in,
			   const struct score_result *res, struct rank_gap *out, u32 *n_gaps);

#endif
