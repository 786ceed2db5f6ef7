/* Explanations (giải trình): the desk's list of units with open items, and one unit's changed scores, which the unit
 * answers and the verifiers settle one by one. */
#ifndef WEB_PAGE_ANSWER_H
#define WEB_PAGE_ANSWER_H

#include "web/page_item.h"

struct answers_row {
	str name, href;
	u32 n_items, n_waiting, n_answered, n_settled; /* waiting: for the unit; answered: not settled yet */
	struct page_tag tag;
};

struct answers_vm {
	struct page page;
	str base, due_on;
	i64 year;
	bool begun; /* the step of explanations was reached */
	struct page_tag due;
	u32 n_items, n_open;
	VEC(struct answers_row) rows;
};

struct answer_item {
	str code, name, self, verified, adjusted, verified_reason;
	str answer, answered_by, verdict, settled_by, verdict_reason;
	bool explained, has_points, may_answer, may_settle;
	i64 answered_at, settled_at, rev, diff_c;
	struct page_tag tag;
	str text, reason, error; /* as typed */
	page_option_list documents;
	page_file_list files;
	struct page_item in;
};

struct answer_vm {
	struct page page;
	str base, unit_code, unit_name, due_on, locked_text;
	i64 year;
	bool begun, may_keep_files;
	struct page_tag due;
	u32 n_settled;
	VEC(struct answer_item) items;
};

td_rc page_answers(struct req *r);       /* GET …/giai-trinh */
td_rc page_answer(struct req *r);        /* GET …/giai-trinh/{unit} */
td_rc page_answer_post(struct req *r);   /* POST: the unit's answer */
td_rc page_answer_settle(struct req *r); /* POST …/ket-luan */
extern const struct form_def page_answer_form, page_settle_form;

#endif
