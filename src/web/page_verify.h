/* Verification by item (thẩm tra): all criteria of the table, and one criterion across all units with the own, the
 * checkers' and the verified value side by side; accepting as proposed for an item, a group, a card or all. */
#ifndef WEB_PAGE_VERIFY_H
#define WEB_PAGE_VERIFY_H

#include "web/page_item.h"

struct verify_row {
	bool group;
	str code, name, href;
	u32 n_done,
	    n_differ; /* units verified; units whose checkers differ from the unit or among themselves */
};

/* A level of the chain as a step, and a card's place in it. */
struct verify_level {
	str css, name;
	bool now;
};

struct verify_card {
	str code, name, href;
	bool own, may_receive, may_accept, may_finish;
	struct page_tag tag;
	u32 n_done;
	VEC(struct verify_level) levels;
};

struct verify_vm {
	struct page page;
	str base, due_on;
	i64 year;
	bool open; /* the step of verification is there */
	struct page_tag due;
	u32 n_units, n_leaves, n_to_receive, n_verifying;
	VEC(struct verify_card) cards;
	VEC(struct verify_row) rows;
};

struct verify_unit {
	str code, name, self, self_reason, cross, ours, reason, error;
	bool own, open, editable;
	i64 was;
	struct page_item in;
	page_file_list files;
	struct page_tag tag;
};

struct verify_item_vm {
	struct page page;
	str base, code, name, note, previous, next;
	i64 year, max_c;
	bool editable, shows_max;
	VEC(struct verify_unit) units;
};

td_rc page_verify(struct req *r);           /* GET …/tham-tra */
td_rc page_verify_post(struct req *r);      /* POST: receive, accept, finish in bulk */
td_rc page_verify_item(struct req *r);      /* GET …/tham-tra/{criterion} */
td_rc page_verify_item_post(struct req *r); /* POST: the typed values, then what is left as proposed */
extern const struct form_def page_verify_form, page_verify_item_form;

#endif
