/* Plan, campaigns with phases and targets, and documents of a year; receipts of who opened them (domain/plan.h). */
#ifndef STORE_PLAN_H
#define STORE_PLAN_H

#include "domain/plan.h"
#include "store/db.h"

/* None yet: id 0 and rev 0. */
MUST_CHECK td_rc store_plan_get(struct tx *t, cluster_year_id year, struct plan *out);
/* Adds it (id 0), or saves its texts and edition. TD_STALE: somebody did in between. */
MUST_CHECK td_rc store_plan_put(struct tx *t, struct plan *p);
/* Edition 1, now, by t's actor. TD_STALE. */
MUST_CHECK td_rc store_plan_launch(struct tx *t, struct plan *p);
/* The same cluster's year before; TD_NOT_FOUND. */
MUST_CHECK td_rc store_year_before(struct tx *t, cluster_year_id year, cluster_year_id *out);

MUST_CHECK td_rc store_campaign_get(struct tx *t, i64 id, struct campaign *out);
/* In the order in which they were entered. */
MUST_CHECK td_rc store_campaign_list(struct tx *t, cluster_year_id year, campaign_list *out);
MUST_CHECK td_rc store_campaign_put(struct tx *t, struct campaign *c);
MUST_CHECK td_rc store_campaign_launch(struct tx *t, struct campaign *c);
/* withdraw_reason of *c. */
MUST_CHECK td_rc store_campaign_withdraw(struct tx *t, struct campaign *c);

/* By campaign, then day; campaign 0: of every one of the year. */
MUST_CHECK td_rc store_campaign_phase_list(struct tx *t, cluster_year_id year, i64 campaign,
					   campaign_phase_list *out);
MUST_CHECK td_rc store_phase_target_list(struct tx *t, cluster_year_id year, i64 campaign,
					 phase_target_list *out);
/* Adds or saves the phase with all its targets. TD_STALE. */
MUST_CHECK td_rc store_campaign_phase_put(struct tx *t, cluster_year_id year, struct campaign_phase *p,
					  const phase_target_list *targets);

MUST_CHECK td_rc store_cluster_document_get(struct tx *t, i64 id, struct cluster_document *out);
/* Newest first. */
MUST_CHECK td_rc store_cluster_document_list(struct tx *t, cluster_year_id year, cluster_document_list *out);
MUST_CHECK td_rc store_cluster_document_add(struct tx *t, struct cluster_document *d);
/* TD_CONFLICT: it is withdrawn already. */
MUST_CHECK td_rc store_cluster_document_withdraw(struct tx *t, const struct cluster_document *d, str reason);

/* Written once; again it changes nothing. Bumps no generation: receipts are a record beside what everybody sees. */
MUST_CHECK td_rc store_read_receipt_add(struct tx *t, const struct read_receipt *r);
/* In the order in which they came. */
MUST_CHECK td_rc store_read_receipt_list(struct tx *t, cluster_year_id year, read_receipt_list *out);
MUST_CHECK td_rc store_read_receipt_has(struct tx *t, const struct read_receipt *r, bool *out);

#endif
