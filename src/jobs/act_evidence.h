/* Acts on evidence (minh chứng): a document belongs to a unit, proves criteria of one year or several, and once it is in
 * use it is never removed, only withdrawn with a notice. Codes as in act.h; a document of another unit is
 * TD_NOT_FOUND. */
#ifndef JOBS_ACT_EVIDENCE_H
#define JOBS_ACT_EVIDENCE_H

#include "jobs/act.h"
#include "jobs/act_signature.h"
#include "store/store_score.h"

/* Where in the document the proof stands: "mục 2, trang 5". */
struct act_pointer {
	str code, page;
};

/* v->year and v->unit are set by the caller. seen: what was found of the signatures of the file; NULL: it is looked at
 * now. */
MUST_CHECK td_rc act_evidence_add(struct tx *t, struct evidence *v, const struct act_pointer *at, size_t n,
				  const struct signature_seen *seen);

/* Saves title, number, date, issuer and kind, and the file when v->file is set; v->rev as the user saw it. */
MUST_CHECK td_rc act_evidence_change(struct tx *t, cluster_year_id year, struct evidence *v,
				     const struct signature_seen *seen);

/* Uses the unit's document for a criterion of this year, whatever year it was brought in; or no longer. */
MUST_CHECK td_rc act_evidence_use(struct tx *t, cluster_year_id year, unit_id unit, evidence_id id,
				  const struct act_pointer *at);
MUST_CHECK td_rc act_evidence_drop(struct tx *t, cluster_year_id year, unit_id unit, evidence_id id,
				   str code);

/* Removes a document that nothing uses; TD_CONFLICT while something does. */
MUST_CHECK td_rc act_evidence_remove(struct tx *t, cluster_year_id year, unit_id unit, evidence_id id);

/* Withdraws it with a notice: it stays to be seen and proves nothing any more. */
MUST_CHECK td_rc act_evidence_withdraw(struct tx *t, cluster_year_id year, unit_id unit, evidence_id id,
				       i64 rev, str reason);

#endif
