/* The desk of a cluster-year (bàn làm việc): units against what is asked of them, who has not acted, reminders, more time. */
#ifndef WEB_PAGE_DESK_H
#define WEB_PAGE_DESK_H

#include "web/page_due.h"

struct desk_unit {
	str code, name;
	struct page_tag tag;
};
/* One thing that is asked of all units. */
struct desk_column {
	str title, due_on, what; /* what: "card:3", as the forms send it */
	i64 n, n_done;
	bool may_remind;
	struct page_tag tag;
	VEC(struct desk_unit) waiting; /* units that have not acted though they can */
};
struct desk_cell {
	str label, href, due_on; /* due_on: a day of the unit's own */
	struct page_tag tag;
};
struct desk_row {
	str code, name;
	VEC(struct desk_cell) cells;
};
struct desk_vm {
	struct page page;
	str base, cluster_name, due_on, reason;
	i64 year;
	page_step_list steps;
	VEC(struct desk_column) columns;
	VEC(struct desk_row) rows;
	page_option_list things, units;
	size_t n_waiting;
};

td_rc page_desk(struct req *r);        /* GET …/ban-lam-viec */
td_rc page_desk_remind(struct req *r); /* POST …/ban-lam-viec/nhac */
td_rc page_desk_extend(struct req *r); /* POST …/ban-lam-viec/gia-han */
extern const struct form_def page_desk_remind_form, page_desk_extend_form;

#endif
