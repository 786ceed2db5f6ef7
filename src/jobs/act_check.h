/* Acts of cross-checking: the draw, what is mended by hand, publishing, and the checkers' scores. */
#ifndef JOBS_ACT_CHECK_H
#define JOBS_ACT_CHECK_H

#include "jobs/act_score.h"
#include "store/store_check.h"
#include "store/store_year.h"

/* Everything about a year's cross-checking, read in a few statements. */
struct act_crosscheck {
	struct crosscheck c; /* id 0: not drawn */
	membership_list members;
	crosscheck_pair_list pairs;
	crosscheck_conflict_list conflicts;
};
MUST_CHECK td_rc act_crosscheck_load(struct tx *t, cluster_year_id year, struct act_crosscheck *out);

/* Draws (again): n_each checkers of each unit, 0 for everyone. seed: given by the meeting, or unset for one by
 * chance. rev as seen, 0 for the first. TD_CONFLICT: published already, or crosscheck_draw() says no. */
MUST_CHECK td_rc act_crosscheck_draw(struct tx *t, cluster_year_id year, i64 n_each, struct opt_i64 seed,
				     bool blind, i64 rev);

/* Puts other checkers than the drawn: the whole assignment, by ids of units. Pairs that stay keep their work; a checker
 * taken off loses what it entered, unless it had finished: TD_CONFLICT. A reason is needed once it was published. */
struct act_pair {
	unit_id checker, checked;
};
MUST_CHECK td_rc act_crosscheck_mend(struct tx *t, cluster_year_id year, const struct act_pair *pairs,
				     size_t n, str reason, i64 rev);

/* From now on the checkers see their tasks. */
MUST_CHECK td_rc act_crosscheck_publish(struct tx *t, cluster_year_id year, i64 rev);

/* Declares or takes back that two units must not check each other. */
MUST_CHECK td_rc act_crosscheck_conflict(struct tx *t, cluster_year_id year, unit_id unit, unit_id other,
					 str reason, bool remove);

/* The pair of a checker and a checked unit. TD_DENIED: it was not assigned, or is not published yet. */
MUST_CHECK td_rc act_check_pair(struct tx *t, cluster_year_id year, unit_id checker, unit_id checked,
				struct crosscheck_pair *out);

/* Saves a checker's scores; a score that differs from the unit's own needs a reason. send: items left empty agree with
 * the unit's own score, and the check is finished. */
MUST_CHECK td_rc act_check_save(struct tx *t, cluster_year_id year, unit_id checker, unit_id checked,
				struct act_cell *cells, size_t n, bool send, size_t *n_changed);

/* Sends the checked unit's card back (T8): the checks of the card begin again when it comes back. */
MUST_CHECK td_rc act_check_return(struct tx *t, cluster_year_id year, unit_id checker, unit_id checked,
				  str reason);

/* How a finished check differs from what the unit gave itself, in points over all items both scored. */
struct check_difference {
	unit_id checker, checked;
	i64 diff_c;
	u32 n_differ; /* items */
};
typedef VEC(struct check_difference) check_difference_list;
MUST_CHECK td_rc act_check_differences(struct tx *t, cluster_year_id year, const struct act_crosscheck *x,
				       check_difference_list *out);

/* The year's figures with one cell of a criterion that takes one value replaced: that column is copied, all else is
 * shared. */
struct score_input act_input_if(struct tx *t, const struct scored_year *sy, u32 unit, u32 node,
				const struct score_entry *e);

/* Points of one cell if it held another value; other cells stay. False where the kind gives none. */
MUST_CHECK td_rc act_points_if(struct tx *t, const struct scored_year *sy, u32 unit, u32 node,
			       const struct score_entry *e, i64 *points_c);

#endif
