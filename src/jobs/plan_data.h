/* A plan and a campaign with its phases as JSON maps, the same for `thidua plan` and for the scripts of demo years.
 *
 *	{"theme": "…", "aims": "…", "contents": "…", "measures": "…", "number": "12/KH", "issued_on": "2026-01-15"}
 *	{"kind": "phase", "name": "…", "slogan": "…", "scope": "…", "contents": "…", "starts_on": "…", "ends_on": "…",
 *	 "phases": [{"name": "Đợt I", "starts_on": "…", "ends_on": "…", "final_push": false,
 *	             "targets": [{"indicator": "…", "measure": "%", "plan": 25}]}]} */
#ifndef JOBS_PLAN_DATA_H
#define JOBS_PLAN_DATA_H

#include "format/value.h"
#include "jobs/act_plan.h"

/* A text may be a list of lines. What is not there is empty. TD_INVALID: a known key holds something else. */
MUST_CHECK td_rc plan_from_value(struct tx *t, const struct value *v, struct plan *out);

/* Reads a campaign of the year and enters it with its phases. */
MUST_CHECK td_rc campaign_enter(struct tx *t, cluster_year_id year, const struct value *v,
				struct campaign *out);

#endif
