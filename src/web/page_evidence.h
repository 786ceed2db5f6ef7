/* A unit's evidence (kho minh chứng): documents with their number and date, the file, and the place that proves. */
#ifndef WEB_PAGE_EVIDENCE_H
#define WEB_PAGE_EVIDENCE_H

#include "store/store_score.h"
#include "web/page.h"
#include "web/page_trust.h"

struct evidence_pointer {
	str code, pointer;
};
struct evidence_row {
	i64 id, rev, n_same;
	str number, title, issued_on, issuer, kind, file_name, file_size, who, withdrawn_reason;
	i64 at, withdrawn_at;
	bool has_file, withdrawn, wrong_year, shows, image;
	struct sign_vm sign; /* at receipt */
	struct sign_mark mark;
	VEC(struct evidence_pointer) links;
};
struct evidence_vm {
	struct page page;
	str base, unit_code, unit_name, number, issued_on, title, pointer, issuer, reason;
	i64 year;
	bool may_add;
	VEC(struct evidence_row) rows, others; /* others: of other years, not used in this one */
	struct evidence_row doc;               /* of the page of one document */
	page_option_list criteria, kinds;
	str due_on;                /* of evidence; may be NULL */
	VEC(struct sign_vm) again; /* of one document: later checks */
};

td_rc page_evidence(struct req *r);           /* GET …/minh-chung/{unit} */
td_rc page_evidence_add(struct req *r);       /* POST */
td_rc page_evidence_file(struct req *r);      /* GET …/minh-chung/{unit}/tep/{id}: id of the evidence */
td_rc page_document(struct req *r);           /* GET …/minh-chung/{unit}/van-ban/{id} */
td_rc page_document_save(struct req *r);      /* POST: its fields, a new file */
td_rc page_document_signature(struct req *r); /* POST …/chu-ky/{id}: checks its signatures again */
td_rc page_document_use(struct req *r);       /* POST …/dung/{id}: for one criterion more, or no longer */
td_rc page_document_end(struct req *r); /* POST …/go/{id}: removes it, or withdraws it when it is in use */
extern const struct form_def page_evidence_form, page_document_use_form, page_document_end_form;

#endif
