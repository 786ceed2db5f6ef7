/* What a ranking hangs on: how firm each place is, and which items the meeting has to talk about. Reading only. */
#ifndef JOBS_ANALYSIS_H
#define JOBS_ANALYSIS_H

#include "domain/rank_gap.h"
#include "store/store_year.h"

/* What would make neighbours change places, best first, at most max pairs (domain/rank_gap.h). */
typedef VEC(struct rank_gap) rank_gap_list;
MUST_CHECK td_rc analysis_gaps(struct tx *t, const struct scored_year *sy, u32 max, rank_gap_list *out);

/* "Hạng 1–2: A hơn B 0,35 điểm; đổi nếu mục 3.2 của B được 8,36 điểm thay vì 8 (khác 0,36)." */
str analysis_gap_text(struct tx *t, const struct scored_year *sy, const struct rank_gap *g);

/* What one step, or one checker, says about an item. */
struct item_view {
	const struct score_entry *entry; /* of the scored year */
	i64 points_c;
	bool standing; /* this value counts today */
};

/* An item about which they differ: one unit, one criterion. */
struct discussion_item {
	u32 unit, node; /* of the scored year */
	VEC(struct item_view) views;
	i64 least_c, most_c; /* points of the item */
	u32 best_rank, worst_rank;
	i64 effect_c;     /* totals apart, largest against smallest */
	bool class_moves; /* the unit's class or nomination hangs on it */
	bool decided;     /* the meeting has given it a value */
};
typedef VEC(struct discussion_item) discussion_list;

/* The items of a year about which self-score, checkers and verification differ, the ones that move most places first,
 * then by their effect on the total. sy holds the stage that stands today with its entries; items scored by several
 * judges have no single values to compare and are left out. Nothing when the year is not computed. */
MUST_CHECK td_rc analysis_discussion(struct tx *t, const struct scored_year *sy, discussion_list *out);

#endif
