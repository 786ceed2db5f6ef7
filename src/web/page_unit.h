/* The catalogue of units: search, one unit with where it takes part. */
#ifndef WEB_PAGE_UNIT_H
#define WEB_PAGE_UNIT_H

#include "web/page.h"

struct unit_row {
	str code, name, short_name, old_names; /* old_names: what the search may have found it by */
	bool retired;
};
struct units_vm {
	struct page page;
	str q;
	i64 n_all, first, last, prev, next; /* prev, next: numbers of the pages beside, 0: none */
	VEC(struct unit_row) rows;
};

struct unit_member {
	str href, cluster, council, note, result;
	i64 year;
};
struct unit_event {
	str kind, day, decision, text, note;
};
struct unit_vm {
	struct page page;
	str code, name, short_name, old_code;
	i64 rev;
	bool is_new, retired, may_save;
	VEC(struct unit_member) years;
	VEC(struct unit_event) events;
};

td_rc page_units(struct req *r);     /* GET /to-chuc/don-vi?q=&trang= */
td_rc page_unit(struct req *r);      /* GET /to-chuc/don-vi/{code}: "moi" is a new one */
td_rc page_unit_post(struct req *r); /* POST */
extern const struct form_def page_unit_form;

#endif
