/* Difficulties of a year: the list (the desk sees all, a unit its own until the reveal), raising one, and its thread. */
#ifndef WEB_PAGE_DIFFICULTY_H
#define WEB_PAGE_DIFFICULTY_H

#include "store/store_difficulty.h"
#include "web/page.h"

struct difficulty_row {
	str href, unit, title, assigned, due_on;
	i64 at;
	bool open;
	struct page_tag tag, due;
};
struct difficulties_vm {
	struct page page;
	str base, unit_name, raise_href, q, title, body, wish;
	i64 year;
	bool of_unit, all, may_raise, filtered;
	page_option_list states;
	VEC(struct difficulty_row) rows;
};

struct difficulty_line {
	str who, text, iso;
	i64 at;
	struct page_tag tag;
};
struct difficulty_button {
	str code, label;
	bool main;
};
struct difficulty_vm {
	struct page page;
	str base, unit_code, unit_name, title, body, wish, raised_by, assigned, due_on, text, typed_due;
	i64 rev, raised_at;
	bool may_move, may_assign, open;
	str assign_code, assign_label;
	struct page_tag tag, due;
	page_option_list people;
	VEC(struct difficulty_line) lines;
	VEC(struct difficulty_button) moves;
};

td_rc page_difficulties(struct req *r);     /* GET …/kho-khan and …/kho-khan/{unit} */
td_rc page_difficulty_raise(struct req *r); /* POST …/kho-khan/{unit} */
td_rc page_difficulty(struct req *r);       /* GET …/kho-khan/{unit}/{id} */
td_rc page_difficulty_move(struct req *r);  /* POST: the move's right is asked here */
extern const struct form_def page_difficulty_raise_form, page_difficulty_move_form;

/* The look of a state. */
struct page_tag page_difficulty_tag(const struct req *r, enum difficulty_state s);

#endif
