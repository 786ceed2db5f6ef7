/* The score form of a unit (office/card_form.h) of a working year: made from what stands, and read back into the plan of
 * an import. A form is taken only against the very values it was made from; where somebody saved since, both versions
 * are shown. */
#ifndef JOBS_ACT_FORM_H
#define JOBS_ACT_FORM_H

#include "jobs/act_import.h"
#include "office/card_form.h"

/* The form of a unit at a stage as .xlsx. TD_NOT_FOUND: no such unit; TD_CONFLICT: no scheme is chosen yet. */
MUST_CHECK td_rc act_form_xlsx(struct tx *t, cluster_year_id year, str unit_code, enum score_stage stage,
			       str *bytes);

/* When the file is a form: everything it would change goes to job->changes and values (a list in the plan's form), every
 * fault — another cluster's, year's, unit's or stage's form, stale values, wrong cells — to faults. TD_NOT_FOUND: it is
 * no form. */
MUST_CHECK td_rc act_form_plan(struct tx *t, cluster_year_id year, const struct sheets *in,
			       struct import_job *job, struct err *faults, struct value *values);

/* Does this plan come from the unit's own form, for the pages that let a unit bring in only its own? */
bool act_form_is_own(const struct value *plan, str unit_code);

#endif
