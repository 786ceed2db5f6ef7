/* The calendar: of one year or of all the reader's clusters, by month or as a list; events of the desk; the secret
 * address by which other programs read it. */
#ifndef WEB_PAGE_CALENDAR_H
#define WEB_PAGE_CALENDAR_H

#include "store/store_calendar.h"
#include "web/page_due.h"
#include "web/page_home.h"

struct calendar_item {
	i64 first, last; /* day_number() */
	i64 minute;      /* −1: the whole day */
	str title, hours, place, cluster, href, detail, kind;
	struct page_tag tag;
};
typedef VEC(struct calendar_item) calendar_item_list;

struct calendar_day {
	str label, iso, holiday;
	i64 number; /* of the month */
	bool today, off, outside;
	calendar_item_list items;
};
struct calendar_week {
	VEC(struct calendar_day) days;
};

/* The form of an event. */
struct event_vm {
	str title, kind, starts_on, ends_on, starts, ends, place, note;
	page_option_list kinds, steps;
};

struct calendar_vm {
	struct page page;
	str base; /* empty: all clusters */
	str heading, lede, month_title, month_href, list_href, before_href, after_href, here;
	str fewer_href, further_href; /* other clusters of those who see many; empty: all are here */
	u64 n_years;
	bool of_year, by_month, may_add;
	VEC(struct calendar_week) weeks;
	VEC(struct calendar_day) days; /* of the list: those with items */
	size_t n_items;
	bool has_feed;
	i64 feed_made_at;
	str feed_address; /* shown once, after it was made */
	struct event_vm event;
};

struct event_page_vm {
	struct page page;
	str base, title, kind, when, hours, place, note, step, added_by, withdrawn_why, why;
	i64 id, rev, added_at, changed_at, withdrawn_at;
	bool withdrawn, may_edit;
	struct page_tag tag;
	struct event_vm event;
};

td_rc page_calendar(struct req *r);       /* GET /lich */
td_rc page_year_calendar(struct req *r);  /* GET …/lich */
td_rc page_feed_make(struct req *r);      /* POST /lich/dia-chi: makes a new address, or takes it back */
td_rc page_feed(struct req *r);           /* GET /lich/{token}/thidua.ics, without a session */
td_rc page_event(struct req *r);          /* GET …/lich/{event} */
td_rc page_event_add(struct req *r);      /* POST …/lich */
td_rc page_event_save(struct req *r);     /* POST …/lich/{event} */
td_rc page_event_withdraw(struct req *r); /* POST …/lich/{event}/bo */
extern const struct form_def page_feed_form, page_event_form, page_event_withdraw_form;

/* Everything that the reader may know of one year: what he sees of units, and its groups. */
struct page_year_due {
	struct due_year due;
	due_group_list groups;
	bool all;    /* sees every unit */
	unit_id own; /* {0}: has none there */
};
MUST_CHECK td_rc page_year_due(struct req *r, cluster_year_id year, const struct authz_place *at,
			       struct page_year_due *out);

/* Fills the form from c, or from what was typed. The year's steps come from plan. */
void page_event_fill(struct req *r, const struct calendar_event *c, const struct due_year *y,
		     struct event_vm *out);

#endif
