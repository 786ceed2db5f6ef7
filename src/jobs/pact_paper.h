/* The pact and a unit's annex as Word files, from the shipped templates: the layout of Decree 30/2020/NĐ-CP. */
#ifndef JOBS_PACT_PAPER_H
#define JOBS_PACT_PAPER_H

#include "jobs/act_pact.h"

/* The common pact of the year, or of the next one, with the table of who signs. TD_CONFLICT: it is not written yet. */
MUST_CHECK td_rc pact_paper(struct tx *t, cluster_year_id year, bool next, str *bytes);

/* A unit's annex. TD_CONFLICT: its registration is not approved; TD_NOT_FOUND: no such member. */
MUST_CHECK td_rc pact_paper_annex(struct tx *t, cluster_year_id year, unit_id unit, str *bytes);

#endif
