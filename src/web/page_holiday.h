/* Days off and swapped working days by year: what is shipped, and what the site entered over it. */
#ifndef WEB_PAGE_HOLIDAY_H
#define WEB_PAGE_HOLIDAY_H

#include "web/page.h"

struct holiday_line {
	str day_on, weekday, name, source, unverified;
	struct page_tag kind;
	bool entered;
};
struct holiday_vm {
	struct page page;
	i64 year, before, after, n_workdays;
	bool editing;
	str day, name, source, rev; /* of the form */
	page_option_list kinds;
	VEC(struct holiday_line) days;
};

td_rc page_holiday(struct req *r);        /* GET /quan-tri/ngay-nghi?nam=2026&sua=2026-02-16 */
td_rc page_holiday_post(struct req *r);   /* POST: enters a day */
td_rc page_holiday_drop(struct req *r);   /* POST …/bo: back to what is shipped */
td_rc page_holiday_import(struct req *r); /* POST …/nap: a table of days */
extern const struct form_def page_holiday_form, page_holiday_drop_form, page_holiday_file_form;

#endif
