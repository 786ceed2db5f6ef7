/* Acts on the plan of a year, its campaigns with phases, the cluster's documents. See act.h for the codes. What was launched
 * is changed with a reason and becomes a new edition, which the units are to open again. */
#ifndef JOBS_ACT_PLAN_H
#define JOBS_ACT_PLAN_H

#include "jobs/act.h"
#include "store/store_plan.h"

/* text, number, issued_on of *p. rev as seen, 0 for none. */
MUST_CHECK td_rc act_plan_save(struct tx *t, cluster_year_id year, const struct plan *p, str reason, i64 rev);

/* Begins the draft with the texts of last year's plan. TD_CONFLICT: something is written already, or there was none. */
MUST_CHECK td_rc act_plan_copy(struct tx *t, cluster_year_id year);

/* Sends the plan down to the members. */
MUST_CHECK td_rc act_plan_launch(struct tx *t, cluster_year_id year, i64 rev);

/* Adds a campaign (id 0) or saves one; year and everything a person enters of *c are the caller's. */
MUST_CHECK td_rc act_campaign_save(struct tx *t, struct campaign *c, str reason);
MUST_CHECK td_rc act_campaign_launch(struct tx *t, cluster_year_id year, i64 id, i64 rev);
/* A campaign is not deleted: withdrawn, it stays with its reason. */
MUST_CHECK td_rc act_campaign_withdraw(struct tx *t, cluster_year_id year, i64 id, str reason, i64 rev);

/* A campaign with everything that hangs on it, in three statements. TD_NOT_FOUND: not of this year. */
struct campaign_whole {
	struct campaign campaign;
	campaign_phase_list phases;
	phase_target_list targets; /* of all phases */
};
MUST_CHECK td_rc act_campaign_load(struct tx *t, cluster_year_id year, i64 id, struct campaign_whole *out);

/* Adds a phase (id 0) or saves one with all its targets; what was reached is kept where the target's text stayed. */
MUST_CHECK td_rc act_phase_save(struct tx *t, cluster_year_id year, struct campaign_phase *p,
				const phase_target_list *targets);

/* The review (sơ kết) of a phase, with what was reached of each target, in their order. TD_CONFLICT: not launched, or
 * the phase has not begun. */
MUST_CHECK td_rc act_phase_review(struct tx *t, cluster_year_id year, i64 campaign, i64 phase, str review,
				  const struct opt_i64 *actual_c, size_t n, i64 rev);

/* year, kind, number, issued_on, issuer, title, file, file_name of *d. */
MUST_CHECK td_rc act_document_add(struct tx *t, struct cluster_document *d);
MUST_CHECK td_rc act_document_withdraw(struct tx *t, cluster_year_id year, i64 id, str reason);

#endif
