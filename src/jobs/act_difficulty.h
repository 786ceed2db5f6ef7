/* Acts on difficulties: raised by a unit, assigned, answered, closed, reopened. See act.h for the codes. */
#ifndef JOBS_ACT_DIFFICULTY_H
#define JOBS_ACT_DIFFICULTY_H

#include "jobs/act.h"
#include "store/store_difficulty.h"

/* A unit raises one: year, unit, title, body, wish of *d are the caller's. TD_INVALID names title and body;
 * TD_CONFLICT: the year is closed. */
MUST_CHECK td_rc act_difficulty_raise(struct tx *t, struct difficulty *d);

/* One move as somebody wants it. */
struct difficulty_wish {
	enum difficulty_state to;
	unsigned sides; /* of who asks: the caller checked the rights */
	str text;       /* the answer, or why */
	user_id assignee;
	str due_on; /* YYYY-MM-DD of the answer, or STR_NULL */
	i64 rev;    /* as seen */
};

/* difficulty_can() decides. TD_STALE: somebody moved it in between, said with its state now. TD_INVALID: the assignee
 * may not answer in this cluster, or the due day is past. */
MUST_CHECK td_rc act_difficulty_move(struct tx *t, cluster_year_id year, i64 id,
				     const struct difficulty_wish *w);

/* Who may be named to answer: every account that holds difficulty.answer over the cluster today, once. */
MUST_CHECK td_rc act_difficulty_people(struct tx *t, cluster_id cluster, difficulty_role_list *out);

#endif
