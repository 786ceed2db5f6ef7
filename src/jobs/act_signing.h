/* Signing with a program on somebody's desk (VGCA Sign and others): a person makes two addresses, from one the program gets
 * the PDF, to the other it gives it back signed. No session: who holds an address may use it, once, for some minutes,
 * for that version of that document. What comes back is taken only when the version that was given out stands whole at
 * its beginning and its signatures are not wrong; its verdict is frozen as of any received file. Codes as in act.h. */
#ifndef JOBS_ACT_SIGNING_H
#define JOBS_ACT_SIGNING_H

#include "jobs/act_pact.h"
#include "jobs/act_signature.h"
#include "jobs/papers.h"
#include "store/store_signing.h"

enum { SIGNING_OPEN_MAX = 10 }; /* of one person at a time */

/* The secret ends of the addresses: told once. */
struct signing_made {
	struct signing_request request;
	str fetch, send;
};

/* For the file of a document of the unit. TD_CONFLICT: it is no PDF, withdrawn, too many addresses are open. */
MUST_CHECK td_rc act_signing_evidence(struct tx *t, cluster_year_id year, unit_id unit, evidence_id id,
				      struct signing_made *out);

/* A part of the pact as it is signed: the Word file in a read, its PDF outside, then the address. */
struct signing_draft {
	enum pact_part part;
	str docx, pdf, name;
	struct sha256 text;
};
/* Sets docx, name and text. TD_CONFLICT: nothing to sign, or it is signed. */
MUST_CHECK td_rc signing_draft(struct tx *t, cluster_year_id year, unit_id unit, struct signing_draft *d);
MUST_CHECK td_rc act_signing_pact(struct tx *t, cluster_year_id year, unit_id unit,
				  const struct signing_draft *d, struct signing_made *out);

/* The PDF of a paper that stands, signed ones with the signatures they have. TD_CONFLICT: replaced, or no PDF is kept. */
MUST_CHECK td_rc act_signing_paper(struct tx *t, cluster_year_id year, paper_id id, struct signing_made *out);

/* Whose address it is, while it can be used. TD_NOT_FOUND: unknown, used, too old, or its maker's account is closed:
 * nobody is told which. */
MUST_CHECK td_rc signing_pass(struct tx *t, str token, bool send, struct signing_request *out);

enum signing_state signing_state_of(const struct signing_request *s, i64 now_ms);

/* The document was given out. */
MUST_CHECK td_rc act_signing_fetched(struct tx *t, const struct signing_request *s);

/* Is what came back the version that was given out with a signature more? TD_CONFLICT with a sentence. In a read. */
MUST_CHECK td_rc signing_continues(struct tx *t, const struct signing_request *s,
				   const struct file_source *file);
/* And are its signatures good enough to be taken? TD_CONFLICT with a sentence. */
MUST_CHECK td_rc signing_judge(struct err *e, const struct signature_seen *seen);

/* Takes it. TD_CONFLICT with a sentence: the document has changed meanwhile. */
MUST_CHECK td_rc act_signing_receive(struct tx *t, const struct signing_request *s,
				     const struct file_source *file, const struct signature_seen *seen);
/* Says why not; the address serves on, SIGNING_REFUSED_MAX times. */
MUST_CHECK td_rc act_signing_refuse(struct tx *t, const struct signing_request *s, str why);

#endif
