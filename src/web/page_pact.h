/* The pact: the cluster's common text with everybody's signatures, and one page per unit with its annex of targets. */
#ifndef WEB_PAGE_PACT_H
#define WEB_PAGE_PACT_H

#include "jobs/act_pact.h"
#include "web/page.h"
#include "web/page_trust.h"

struct pact_line {
	str text;
};

struct pact_sign_vm {
	struct page_tag tag;
	str part_code, part_name, signer, signer_title, signed_on, method, file_name, file_href;
	bool is_signed, late, may_sign, may_record;
	struct sign_vm sign; /* of the signed copy, at receipt */
	struct sign_mark mark;
};

struct pact_unit_row {
	str name, href;
	struct pact_sign_vm common, annex;
};

struct pact_vm {
	struct page page;
	str base, here, cluster_name, theme, contents, measures, adopted_on, signed_on, due_on;
	str typed_theme, typed_contents, typed_measures, typed_day, other_href, other_text;
	i64 year, rev, n_common, n_annex, n_units;
	bool written, may_edit, next, proposed, can_sign_common, can_sign_annex;
	VEC(struct pact_line) content_lines, measure_lines;
	VEC(struct pact_unit_row) units;
};

struct pact_target_row {
	str indicator, measure, baseline, plan;
};
struct pact_award_row {
	str list, award, holder, name;
};

struct pact_unit_vm {
	struct page page;
	str base, here, unit_name, unit_code, cluster_name, theme, leader, leader_title, signer, signer_title,
	    signed_on, due_on;
	i64 year;
	bool written, ready, may_sign, may_record;
	VEC(struct pact_line) content_lines, measure_lines;
	VEC(struct pact_target_row) targets;
	VEC(struct pact_award_row) awards;
	VEC(struct pact_sign_vm) parts;
};

bool page_pact_next(const struct req *r); /* the address means the pact of the next year */
td_rc page_pact(struct req *r);           /* GET …/giao-uoc?nam=sau: this year's, or the next one's */
td_rc page_pact_post(struct req *r);      /* POST: save the text, record signatures of the meeting */
td_rc page_pact_unit(struct req *r);      /* GET …/giao-uoc/{unit} */
td_rc page_pact_sign(struct req *r);      /* POST …/giao-uoc/{unit}/ky: the leader, with his password */
td_rc page_pact_record(
    struct req *r); /* POST …/giao-uoc/{unit}/ban-ky: a signed copy, or signed in the meeting */
td_rc page_pact_file(struct req *r);       /* GET …/giao-uoc/{unit}/tep/{id} */
td_rc page_pact_docx(struct req *r);       /* GET …/giao-uoc.docx */
td_rc page_pact_pdf(struct req *r);        /* GET …/giao-uoc.pdf */
td_rc page_pact_annex_docx(struct req *r); /* GET …/giao-uoc/{unit}/phu-luc.docx */
td_rc page_pact_annex_pdf(struct req *r);  /* GET …/giao-uoc/{unit}/phu-luc.pdf */
extern const struct form_def page_pact_form, page_pact_sign_form, page_pact_record_form;

#endif
