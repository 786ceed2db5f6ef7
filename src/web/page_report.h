/* Periodic reports: the matrix of units and periods with lights, one report to fill in, and the review of a period. */
#ifndef WEB_PAGE_REPORT_H
#define WEB_PAGE_REPORT_H

#include "jobs/act_report.h"
#include "web/page.h"

struct report_cell {
	str href, label, share; /* label: what the link says to who does not see the light */
	struct page_tag light, state;
	i64 late;
	u32 n_red, n_yellow, n_green, n_grey;
};
struct report_row {
	str name;
	bool mine;
	VEC(struct report_cell) cells;
};
struct reports_vm {
	struct page page;
	str base, green, yellow;
	i64 year;
	bool all, may_manage;
	page_link_list periods; /* href empty; text: name and day due */
	VEC(struct report_row) rows;
};

struct report_field {
	i64 id;
	str indicator, measure, baseline, plan, source, actual, cause, share, theirs;
	struct page_tag light;
};
struct report_vm {
	struct page page;
	str base, unit_code, unit_name, period_name, starts_on, ends_on, due_on, reason, saved_by, why,
	    withdrawn;
	i64 rev, saved_at, sent_at, late, expected_c;
	bool may_fill, may_send, may_recall, may_return, shows;
	struct page_tag state, due;
	VEC(struct report_field) fields;
};

td_rc page_reports(struct req *r);     /* GET …/bao-cao */
td_rc page_lights_save(struct req *r); /* POST …/bao-cao/nguong */
td_rc page_report(struct req *r);      /* GET …/bao-cao/{unit}/{period} */
td_rc page_report_post(struct req *r); /* POST: act = save, send, recall, return */
extern const struct form_def page_report_form, page_lights_form;

struct page_tag page_light_tag(const struct req *r, enum period_light l);
struct page_tag page_report_tag(const struct req *r, enum report_state s);

#endif
