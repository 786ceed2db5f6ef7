/* Who checks whom (phân công chấm chéo): the desk draws, mends by hand, publishes, and follows the checkers. */
#ifndef WEB_PAGE_CROSSCHECK_H
#define WEB_PAGE_CROSSCHECK_H

#include "web/page.h"

struct crosscheck_slot {
	str key; /* "unit#1": ends the field's name */
	page_option_list options;
	bool by_hand, finished;
	str code, name; /* of the checker */
};

struct crosscheck_row {
	str code, name;
	VEC(struct crosscheck_slot) checkers;
};

struct crosscheck_avoided {
	str unit, unit_code, other, other_code, reason;
};

struct crosscheck_dot {
	i64 x;
	str text; /* "Cục Thuế: −1,50" */
};

/* A checker: how far it is, and how its points differ from what the units gave themselves, a dot per card. */
struct crosscheck_leniency {
	str name, text;
	u32 n_done, n_all;
	struct page_tag tag;
	VEC(struct crosscheck_dot) dots;
};

struct crosscheck_vm {
	struct page page;
	str base, each, seed, reason, why;
	i64 year, rev, drawn_at, n_each, n_repeated, drawn_seed, scale_c;
	str drawn_by;
	bool drawn, published, blind, everyone, may_change, may_mend, has_dots;
	struct page_tag state;
	u32 n_done, n_pairs, n_units;
	VEC(struct crosscheck_row) rows;
	VEC(struct crosscheck_avoided) avoided;
	page_option_list units, others;
	VEC(struct crosscheck_leniency) checkers;
};

td_rc page_crosscheck(struct req *r);         /* GET …/phan-cong */
td_rc page_crosscheck_draw(struct req *r);    /* POST */
td_rc page_crosscheck_mend(struct req *r);    /* POST …/sua */
td_rc page_crosscheck_publish(struct req *r); /* POST …/cong-bo */
td_rc page_crosscheck_avoid(struct req *r);   /* POST …/tranh */
extern const struct form_def page_draw_form, page_mend_form, page_publish_form, page_avoid_form;

#endif
