/* Checking another unit (chấm chéo được giao): the own unit's list, and the form of one checked unit. The {unit} of the
 * address is the own unit; the checked one must be assigned to it, else the answer is 403 and a line in the journal. */
#ifndef WEB_PAGE_CHECK_H
#define WEB_PAGE_CHECK_H

#include "web/page_item.h"

struct checks_row {
	str code, name, href, action;
	struct page_tag tag;
	u32 n_filled, n_items;
};

struct checks_vm {
	struct page page;
	str base, unit_name, due_on;
	i64 year;
	bool published, blind, has_checkers;
	VEC(struct checks_row) rows;
	VEC(struct page_link) checkers; /* who checks the own unit, unless that is kept secret */
};

struct check_item {
	bool heading, shows_max, na, peers;
	str code, name, note, owner, self, self_reason, reason, error, theirs;
	i64 max_c, self_points_c, was;
	bool has_self, open, locked; /* locked: the unit's profile leaves it out */
	struct page_item in;
	page_file_list files;
};

struct check_group {
	u32 ix;
	str code, name;
	VEC(struct check_item) items;
};

struct check_vm {
	struct page page;
	str base, own_code, checked_code, checked_name, due_on, return_reason, locked_text;
	i64 year, card_rev;
	bool editable, finished;
	u32 n_filled, n_items;
	struct page_tag state;
	VEC(struct check_group) groups;
};

struct check_sign_vm {
	struct page page;
	str here, title, number, unit_name, file_name;
	i64 id;
	VEC(struct sign_vm) verdicts; /* the one at receipt first */
};

td_rc page_checks(struct req *r);          /* GET …/cham-cheo/{unit} */
td_rc page_check(struct req *r);           /* GET …/cham-cheo/{unit}/{checked} */
td_rc page_check_post(struct req *r);      /* POST: save, send, return */
td_rc page_check_file(struct req *r);      /* GET …/cham-cheo/{unit}/{checked}/tep/{id} */
td_rc page_check_signature(struct req *r); /* GET …/cham-cheo/{unit}/{checked}/chu-ky/{id} */
/* The document {id} of the checked unit; it must be assigned. */
MUST_CHECK td_rc page_check_document(struct req *r, struct membership *checked, struct evidence *v);
extern const struct form_def page_check_form;

#endif
