/* Acts on registrations: saving a unit's rows, sending, recalling, receiving, approving, returning, copying last year's.
 * Codes as in act.h. */
#ifndef JOBS_ACT_REGISTRATION_H
#define JOBS_ACT_REGISTRATION_H

#include "format/awards.h"
#include "jobs/act.h"
#include "store/store_registration.h"

/* The whole content of a registration, as it shall be: rows with an id that is the unit's are changed, others are added,
 * and what is not here is taken away. Keys name the rows in faults: indicator[key], award[key]. criterion_code decides
 * the link of a target, not criterion. */
struct registration_rows {
	VEC(struct registered_target) targets;
	VEC(str) target_keys;
	VEC(struct registered_award) awards;
	VEC(str) award_keys;
};

/* TD_CONFLICT with a sentence: the unit may not change its registration now. */
MUST_CHECK td_rc act_registration_editable(struct tx *t, cluster_year_id year, unit_id unit);

/* Saves the content of a unit that may still edit it. rev as seen, 0 when there was none. */
MUST_CHECK td_rc act_registration_save(struct tx *t, cluster_year_id year, unit_id unit,
				       const struct registration_rows *rows, i64 rev);

/* Does one act of the table. Approving fills the unit's targets of linked criteria. rev as seen. */
MUST_CHECK td_rc act_registration_do(struct tx *t, cluster_year_id year, unit_id unit,
				     enum registration_act act, str reason, i64 rev);

/* Begins an empty registration with last year's in the same cluster: plans stay as a proposal, what was reached (the
 * last score entry of the linked criterion) becomes the baseline. TD_CONFLICT: there is content already; TD_NOT_FOUND
 * with a sentence: nothing to copy. */
MUST_CHECK td_rc act_registration_copy(struct tx *t, cluster_year_id year, unit_id unit, i64 rev);

/* The catalogue of the year: what is in force on its last day. */
MUST_CHECK td_rc act_awards_of_year(struct arena *a, i64 year, award_kind_list *out);

#endif
