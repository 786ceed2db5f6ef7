/* Verification of many cards at once: receive, accept as proposed, finish. */
#ifndef JOBS_ACT_VERIFY_H
#define JOBS_ACT_VERIFY_H

#include "jobs/act_score.h"

enum verify_step { VERIFY_RECEIVE, VERIFY_ACCEPT, VERIFY_FINISH, VERIFY__N };

/* What a bulk step did. Cards that cannot take it now, and those of the unit of the one who acts, are left alone. */
struct verify_result {
	u32 n_cards, n_left;
	size_t n_cells;
};

/* For one unit, or for all ({0}). VERIFY_ACCEPT copies the proposed values of what was not verified yet: of the whole card,
 * or of the group or criterion with this code. The proposal is what the checkers agree in, where there were checkers and
 * the criterion is theirs to judge, with their reason; else the unit's own value. TD_CONFLICT: no card at all
 * took the step. */
MUST_CHECK td_rc act_verify(struct tx *t, cluster_year_id year, enum verify_step step, unit_id unit, str code,
			    struct verify_result *out);

#endif
