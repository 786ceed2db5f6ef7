/* A unit's evidence (kho minh chứng): documents with their number and date, the file, and the place that proves. */
#ifndef WEB_PAGE_EVIDENCE_H
#define WEB_PAGE_EVIDENCE_H

#include "store/store_score.h"
#include "web/page.h"

struct evidence_pointer {
	str code, pointer;
};
struct evidence_row {
	i64 id, file_id;
	str number, title, issued_on, file_name, file_size, who;
	i64 at;
	bool has_file;
	VEC(struct evidence_pointer) links;
};
struct evidence_vm {
	struct page page;
	str base, unit_code, unit_name, number, issued_on, title, pointer;
	i64 year;
	bool may_add;
	VEC(struct evidence_row) rows;
	page_option_list criteria;
};

td_rc page_evidence(struct req *r);      /* GET …/minh-chung/{unit} */
td_rc page_evidence_add(struct req *r);  /* POST */
td_rc page_evidence_file(struct req *r); /* GET …/minh-chung/{unit}/tep/{id}: id of the evidence */
extern const struct form_def page_evidence_form;

#endif
