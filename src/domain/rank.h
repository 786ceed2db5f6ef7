/* Inside the engine: classes, order and ties of units whose points are computed. */
#ifndef DOMAIN_RANK_H
#define DOMAIN_RANK_H

#include "domain/score.h"

/* Fills class_ix and excluded. */
void rank_classes(struct arena *a, const struct scheme *s, const struct score_input *in,
		  struct score_result *r);

/* Fills order, rank and tie_rule from total_c (thresholds-only: class_ix), the nodes and the units. Stable: a radix
 * sort by total, then each run of equal totals by the tie rules. */
void rank_order(struct arena *a, const struct scheme *s, const struct score_input *in,
		struct score_result *r);

/* Tie rule t between two units: < 0 when x stands before y, 0 when it does not tell them apart. */
int rank_tie(const struct scheme *s, const struct score_input *in, const struct score_result *r, u32 t, u32 x,
	     u32 y);

/* Does value ⋈ limit hold? */
bool rank_limit_holds(const struct scheme_limit *limit, i64 value);

#endif
