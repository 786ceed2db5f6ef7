/* The review of a period (sơ kết): everything the year's monitoring knows, put together without typing. */
#ifndef WEB_PAGE_MIDYEAR_H
#define WEB_PAGE_MIDYEAR_H

#include "jobs/midyear.h"
#include "web/page.h"

struct midyear_row {
	str href, name, share;
	struct page_tag light, state;
	u32 n_green, n_yellow, n_red, n_grey;
	i64 late;
};
struct midyear_behind {
	str unit, indicator, measure, plan, actual, share, cause;
	struct page_tag light;
};
struct midyear_item {
	str title, detail, href;
	struct page_tag tag;
};
typedef VEC(struct midyear_item) midyear_item_list;
struct midyear_vm {
	struct page page;
	str base, period_name, starts_on, ends_on, collectives, people;
	i64 year, n_units, n_activities, n_people, amount_dong;
	u32 n_sent, n_on_time, n_late;
	bool has_period, may_make;
	page_option_list periods;
	VEC(struct midyear_row) rows;
	VEC(struct midyear_behind) behind;
	midyear_item_list activities, exemplars, talks, difficulties;
};

td_rc page_midyear(struct req *r); /* GET …/so-ket; ?ky=ID */

#endif
