/* Acts on the profiles of units in a year: which items of the year's table do not apply to a unit. See act.h for the codes. */
#ifndef JOBS_ACT_PROFILE_H
#define JOBS_ACT_PROFILE_H

#include "domain/scheme.h"
#include "jobs/act.h"

struct act_profile {
	unit_id unit;
	str code; /* of a profile of the year's table; empty: all items apply */
	i64 rev;  /* of the membership, as seen */
};

/* Sets the profiles that differ from what is stored; n_changed counts them. In the seasons of figures the unit's entries
 * follow at once, before that when the year enters them. TD_INVALID: every fault is told with where = "profile[unit]";
 * TD_CONFLICT: the ranking is frozen or figures are no longer taken; TD_STALE: somebody changed a membership. */
MUST_CHECK td_rc act_profiles_save(struct tx *t, cluster_year_id year, const struct act_profile *rows,
				   size_t n, size_t *n_changed);

/* The year enters the seasons of figures: the entries of every unit that has a profile follow it. */
MUST_CHECK td_rc act_profiles_apply(struct tx *t, cluster_year_id year);

/* May the year take another table? TD_CONFLICT names every unit whose profile the table does not have. */
MUST_CHECK td_rc act_profiles_fit(struct tx *t, cluster_year_id year, const struct scheme *s);

#endif
