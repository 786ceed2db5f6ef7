#include "web/page_calendar.h"

#include <stdlib.h>

#include "store/store_holiday.h"
#include "web/views.h"

enum { WEEK = 7 };

td_rc page_year_due(struct req *r, cluster_year_id year, const struct authz_place *at,
		    struct page_year_due *out)
{
	*out = (struct page_year_due){.all = page_may_at(r, PERM_BOARD_SEE, at), .own = page_unit_at(r, at)};
	td_rc rc = due_load(r->tx, year, &out->due);
	if (rc == TD_OK)
		due_groups(r->a, &out->due.list, out->all, out->own, r->user.id, &out->groups);
	return rc;
}

/* ---- one line ---- */

struct calendar {
	struct req *r;
	struct calendar_vm *vm;
	struct page_days days;
	calendar_item_list items;
	u64 from; /* ?tu=: the first of the years shown */
};

static struct page_tag group_tag(const struct calendar *k, const struct due_group *g)
{
	struct due whole = *g->first;
	if (g->n == 1)
		return page_due_light(k->r, &k->days, g->first);
	/* of several units: done when all are; its state is that of the first which is not */
	for (size_t i = 0; i < g->n; i++)
		if (g->first[i].state != DUE_DONE)
			return page_due_light(k->r, &k->days, &g->first[i]);
	whole.done_at_ms = OPT_NONE;
	return page_due_light(k->r, &k->days, &whole);
}

static str group_detail(struct req *r, const struct due_group *g)
{
	const struct due *d = g->first;
	if (g->n > 1 && g->n_late)
		return arena_fmt(r->a, req_tr(r, N_("%zu/%zu đơn vị đã xong, %zu muộn")), g->n_done, g->n,
				 g->n_late);
	if (g->n > 1)
		return arena_fmt(r->a, req_tr(r, N_("%zu/%zu đơn vị đã xong")), g->n_done, g->n);
	if (d->extended)
		return arena_fmt(r->a, req_tr(r, N_("%.*s, đã gia hạn")), STRF(d->unit_name));
	return d->unit.v ? d->unit_name : S("");
}

static void put_group(struct calendar *k, str base, str cluster, const struct page_year_due *y,
		      const struct due_group *g)
{
	const struct due *d = g->first;
	struct req *r = k->r;
	struct day first, last;
	if (day_parse_iso(d->due_on, &first) != TD_OK)
		return;
	if (!d->ends_on.n || day_parse_iso(d->ends_on, &last) != TD_OK)
		last = first;
	bool one = g->n == 1 && (d->unit.v == 0 || d->unit.v == y->own.v || y->all);
	struct due shown = *d;
	if (!one)
		shown.unit = (unit_id){0};
	VEC_PUSH(r->a, &k->items) = (struct calendar_item){
	    .first = day_number(first),
	    .last = day_number(last),
	    .minute = d->starts_minute.set ? d->starts_minute.v : -1,
	    .title = due_title(r->a, r->page.lang, d),
	    .hours = page_hours(r->a, d->starts_minute, d->ends_minute),
	    .place = d->place,
	    .cluster = cluster,
	    .href = req_path(r, "%.*s%.*s", STRF(base), STRF(due_path(r->a, &shown))),
	    .detail = group_detail(r, g),
	    .kind = d->code.n ? d->code : S("due"),
	    .tag = group_tag(k, g),
	};
}

static td_rc put_year(struct calendar *k, cluster_year_id year, const struct authz_place *at, str base,
		      str cluster)
{
	struct page_year_due y;
	td_rc rc = page_year_due(k->r, year, at, &y);
	for (size_t i = 0; rc == TD_OK && i < y.groups.n; i++)
		put_group(k, base, cluster, &y, &y.groups.at[i]);
	return rc;
}

static int by_day(const void *pa, const void *pb)
{
	const struct calendar_item *a = pa, *b = pb;
	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	if (a->minute != b->minute)
		return a->minute < b->minute ? -1 : 1;
	int by = str_cmp(a->cluster, b->cluster);
	return by ? by : str_cmp(a->title, b->title);
}

/* ---- days ---- */

static str holiday_name(const holiday_list *holidays, str iso)
{
	for (size_t i = 0; i < holidays->n; i++)
		if (str_eq(holidays->at[i].day_on, iso))
			return holidays->at[i].name;
	return S("");
}

static struct calendar_day day_of(struct calendar *k, i64 number, const holiday_list *holidays)
{
	struct day d = day_from_number(number);
	str iso = day_iso(k->r->a, d);
	return (struct calendar_day){
	    .label = page_long_day(k->r, d),
	    .iso = iso,
	    .holiday = holiday_name(holidays, iso),
	    .number = d.day,
	    .today = number == day_number(k->days.today),
	    .off = !workday_is(&k->days.calendar, d),
	};
}

static void put_weeks(struct calendar *k, struct day first, const holiday_list *holidays)
{
	i64 start = day_number(first) - day_weekday(first);
	struct day next = first.month == 12 ? (struct day){first.year + 1, 1, 1}
					    : (struct day){first.year, first.month + 1, 1};
	for (i64 at = start; at < day_number(next); at += WEEK) {
		struct calendar_week *w = &VEC_PUSH(k->r->a, &k->vm->weeks);
		for (i64 i = at; i < at + WEEK; i++) {
			struct calendar_day *d = &VEC_PUSH(k->r->a, &w->days);
			*d = day_of(k, i, holidays);
			d->outside = day_from_number(i).month != first.month;
			for (size_t n = 0; !d->outside && n < k->items.n; n++)
				if (k->items.at[n].first <= i && i <= k->items.at[n].last) {
					VEC_PUSH(k->r->a, &d->items) = k->items.at[n];
					k->vm->n_items++;
				}
		}
	}
}

/* Days on which something begins, from …  to … (inclusive). */
static void put_list(struct calendar *k, i64 from, i64 to, const holiday_list *holidays)
{
	i64 at = from - 1;
	for (size_t n = 0; n < k->items.n; n++) {
		const struct calendar_item *x = &k->items.at[n];
		if (x->first < from || x->first > to)
			continue;
		if (x->first != at)
			VEC_PUSH(k->r->a, &k->vm->days) = day_of(k, at = x->first, holidays);
		VEC_PUSH(k->r->a, &k->vm->days.at[k->vm->days.n - 1].items) = *x;
		k->vm->n_items++;
	}
}

/* ---- the page ---- */

/* The first day of ?thang=2026-11, else of the month of today where the year lasts, else of its first entry. */
static struct day month_asked(const struct calendar *k)
{
	struct day d;
	str given = req_query(k->r, S("thang"));
	if (given.n == 7 && day_parse_iso(arena_fmt(k->r->a, "%.*s-01", STRF(given)), &d) == TD_OK)
		return d;
	d = k->days.today;
	i64 today = day_number(d);
	for (size_t i = 0; k->vm->of_year && i < k->items.n; i++) {
		bool next = k->items.at[i].last >= today || i + 1 == k->items.n;
		if (next && (today < k->items.at[0].first || today > k->items.at[k->items.n - 1].last)) {
			d = day_from_number(k->items.at[today < k->items.at[0].first ? 0 : i].first);
			break;
		}
	}
	return (struct day){d.year, d.month, 1};
}

static str month_href(struct calendar *k, struct day d, int by, const char *view)
{
	int m = d.year * 12 + d.month - 1 + by;
	str more = k->from ? arena_fmt(k->r->a, "&tu=%llu", (unsigned long long)k->from) : S("");
	return req_path(k->r, "%.*s?xem=%s&thang=%04d-%02d%.*s", STRF(k->vm->here), view, m / 12, m % 12 + 1,
			STRF(more));
}

/* Each year is read by some ten statements: whoever sees a whole province turns the pages. */
enum { YEARS_AT_ONCE = 6 };

static str years_href(struct calendar *k, struct day month, u64 from)
{
	return req_path(k->r, "/lich?xem=%s&thang=%04d-%02d&tu=%llu", k->vm->by_month ? "thang" : "danh-sach",
			month.year, month.month, (unsigned long long)from);
}

/* The years that reach into the month; a year ends with the meeting of the next January. */
static td_rc put_years(struct calendar *k, const home_year_list *years, struct day month)
{
	struct req *r = k->r;
	u64 n = 0;
	td_rc rc = TD_OK;
	for (size_t i = 0; rc == TD_OK && i < years->n; i++) {
		const struct cluster_year *y = &years->at[i].y;
		if (y->year < month.year - 1 || y->year > month.year)
			continue;
		if (n >= k->from && n - k->from < YEARS_AT_ONCE)
			rc = put_year(
			    k, y->id, &years->at[i].place,
			    req_path(r, "/cum/%.*s/%lld", STRF(y->cluster_code), (long long)y->year),
			    arena_fmt(r->a, "%.*s · %lld", STRF(y->cluster_name), (long long)y->year));
		n++;
	}
	k->vm->n_years = n;
	if (k->from)
		k->vm->fewer_href =
		    years_href(k, month, k->from > YEARS_AT_ONCE ? k->from - YEARS_AT_ONCE : 0);
	if (n > k->from && n - k->from > YEARS_AT_ONCE)
		k->vm->further_href = years_href(k, month, k->from + YEARS_AT_ONCE);
	return rc;
}

static td_rc put_days(struct calendar *k)
{
	struct calendar_vm *vm = k->vm;
	holiday_list holidays = {0};
	if (k->items.n)
		qsort(k->items.at, k->items.n, sizeof *k->items.at, by_day);
	struct day month = month_asked(k);
	int first = month.year, last = first;
	const char *view = vm->by_month ? "thang" : "danh-sach";
	if (vm->of_year && k->items.n) {
		first = day_from_number(k->items.at[0].first).year;
		last = day_from_number(k->items.at[k->items.n - 1].first).year;
	}
	td_rc rc = store_holiday_merged(k->r->tx, first - 1 < month.year ? first - 1 : month.year - 1,
					last + 1 > month.year ? last + 1 : month.year + 1, &holidays);
	if (rc != TD_OK)
		return rc;
	struct day next = month.month == 12 ? (struct day){month.year + 1, 1, 1}
					    : (struct day){month.year, month.month + 1, 1};
	vm->month_title = arena_fmt(k->r->a, req_tr(k->r, N_("Tháng %d/%d")), month.month, month.year);
	vm->month_href = month_href(k, month, 0, "thang");
	vm->list_href = month_href(k, month, 0, "danh-sach");
	vm->before_href = month_href(k, month, -1, view);
	vm->after_href = month_href(k, month, 1, view);
	if (vm->by_month)
		put_weeks(k, month, &holidays);
	else if (vm->of_year && k->items.n)
		put_list(k, k->items.at[0].first, k->items.at[k->items.n - 1].first, &holidays);
	else
		put_list(k, day_number(month), day_number(next) - 1, &holidays);
	return TD_OK;
}

static bool asks_month(const struct req *r, bool otherwise)
{
	str given = req_query(r, S("xem"));
	return given.n ? str_eq(given, S("thang")) : otherwise;
}

static td_rc put_feed(struct req *r, struct calendar_vm *vm)
{
	td_rc rc = store_calendar_token_of(r->tx, r->user.id, &vm->feed_made_at);
	const str *fresh = r->shown;
	vm->has_feed = rc == TD_OK;
	if (rc == TD_OK && fresh)
		vm->feed_address =
		    arena_fmt(r->a, "%.*s/lich/%.*s/thidua.ics", STRF(page_site(r)), STRF(*fresh));
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

td_rc page_calendar(struct req *r)
{
	struct calendar k = {.r = r, .vm = NEW(r->a, struct calendar_vm)};
	home_year_list years = {0};
	*k.vm =
	    (struct calendar_vm){.heading = page_tr(r, N_("Lịch")),
				 .lede = page_tr(r, N_("Hạn việc và lịch chung của mọi cụm, khối của bạn")),
				 .here = S("/lich"),
				 .by_month = asks_month(r, true)};
	td_rc rc = page_begin(r, k.vm->heading, "lich");
	if (str_u64(req_query(r, S("tu")), &k.from) != TD_OK)
		k.from = 0;
	if (rc == TD_OK)
		rc = page_home_years(r, &years);
	if (rc == TD_OK)
		rc = page_days_load(r, 0x7fffffff, 0, &k.days);
	struct day month = k.days.today;
	if (rc == TD_OK)
		month = month_asked(&k);
	if (rc == TD_OK)
		rc = put_years(&k, &years, month);
	if (rc == TD_OK && month.year != k.days.today.year)
		rc = page_days_load(r, month.year - 1, month.year + 1, &k.days);
	if (rc == TD_OK)
		rc = put_days(&k);
	if (rc == TD_OK)
		rc = put_feed(r, k.vm);
	if (rc != TD_OK)
		return rc;
	k.vm->page = r->page;
	view_calendar(&r->html, k.vm);
	return TD_OK;
}

td_rc page_year_calendar(struct req *r)
{
	struct calendar k = {.r = r, .vm = NEW(r->a, struct calendar_vm)};
	struct page_year_due y;
	str base = page_base(r);
	*k.vm = (struct calendar_vm){
	    .base = base,
	    .heading = page_tr(r, N_("Lịch của cụm, khối")),
	    .lede = arena_fmt(r->a, "%.*s · %lld", STRF(r->year.cluster_name), (long long)r->year.year),
	    .here = req_path(r, "%.*s/lich", STRF(base)),
	    .of_year = true,
	    .by_month = asks_month(r, false),
	    .may_add = page_may(r, PERM_YEAR_MANAGE)};
	td_rc rc = page_begin(r, k.vm->heading, "lich");
	if (rc == TD_OK)
		rc = page_days_load(r, (int)r->year.year, (int)r->year.year + 1, &k.days);
	if (rc == TD_OK)
		rc = page_year_due(r, r->year.id, &r->place, &y);
	for (size_t i = 0; rc == TD_OK && i < y.groups.n; i++)
		put_group(&k, base, S(""), &y, &y.groups.at[i]);
	if (rc == TD_OK)
		rc = put_days(&k);
	if (rc != TD_OK)
		return rc;
	struct calendar_event fresh = {.kind = EVENT_MEETING};
	page_event_fill(r, &fresh, &y.due, &k.vm->event);
	k.vm->page = r->page;
	view_calendar(&r->html, k.vm);
	return TD_OK;
}
