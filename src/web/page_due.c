#include "web/page_due.h"

#include "store/store_holiday.h"

td_rc page_days_load(struct req *r, int from_year, int to_year, struct page_days *out)
{
	*out = (struct page_days){0};
	if (day_parse_iso(r->today, &out->today) != TD_OK)
		return TD_CORRUPT;
	int first = out->today.year < from_year ? out->today.year : from_year;
	int last = out->today.year > to_year ? out->today.year : to_year;
	return store_calendar_load(r->tx, first - 1, last + 1, &out->calendar);
}

/* A tag with one number in its words. */
#define TAG_N(r, css, icon, vi, n)                                                  \
	(struct page_tag)                                                           \
	{                                                                           \
		S(css), S(icon), arena_fmt((r)->a, req_tr((r), vi), (long long)(n)) \
	}

static struct page_tag left_tag(const struct req *r, const struct page_days *days, struct day due)
{
	i64 left = day_number(due) - day_number(days->today);
	if (left < -365)
		return page_tag(r, "bad", "warn", N_("đã quá hạn"));
	if (left < 0)
		return TAG_N(r, "bad", "warn", N_("quá hạn %lld ngày"), -left);
	if (left == 0)
		return page_tag(r, "warn", "clock", N_("hạn hôm nay"));
	i64 work = workday_between(&days->calendar, days->today, due);
	struct page_tag tag = work ? TAG_N(r, "warn", "clock", N_("còn %lld ngày làm việc"), work)
				   : TAG_N(r, "warn", "clock", N_("còn %lld ngày nghỉ"), left);
	if (work > 3)
		tag.css = S("info");
	return tag;
}

static struct page_tag event_tag(const struct req *r, const struct page_days *days, const struct due *d,
				 struct day on)
{
	if (d->state == DUE_DONE)
		return page_tag(r, "", "history", N_("đã qua"));
	if (day_number(on) < day_number(days->today))
		return page_tag(r, "info", "clock", N_("đang diễn ra"));
	return day_number(on) == day_number(days->today) ? page_tag(r, "warn", "clock", N_("hôm nay"))
							 : left_tag(r, days, on);
}

struct page_tag page_due_light(const struct req *r, const struct page_days *days, const struct due *d)
{
	struct day due;
	bool set = day_parse_iso(d->due_on, &due) == TD_OK;
	i64 late = due_days_late(d);
	if (set && (d->kind == DUE_EVENT || d->kind == DUE_MEETING))
		return event_tag(r, days, d, due);
	switch (d->state) {
	case DUE_DONE:
		return late ? TAG_N(r, "ok", "check", N_("Xong, muộn %lld ngày"), late)
			    : page_tag(r, "ok", "check", N_("Đã xong"));
	case DUE_MISSED:
		return page_tag(r, "bad", "warn", N_("Không thực hiện"));
	case DUE_OPEN:
		return set ? left_tag(r, days, due) : page_tag(r, "warn", "clock", N_("Đang làm"));
	default:
		return page_tag(r, "", "lock", N_("Chưa mở"));
	}
}

str page_long_day(const struct req *r, struct day d)
{
	static const char *const names[] = {N_("Thứ Hai"), N_("Thứ Ba"),  N_("Thứ Tư"),  N_("Thứ Năm"),
					    N_("Thứ Sáu"), N_("Thứ Bảy"), N_("Chủ nhật")};
	return arena_fmt(r->a, "%s, %.*s", req_tr(r, names[day_weekday(d)]), STRF(day_vi(r->a, d)));
}

str page_hours(struct arena *a, struct opt_i64 starts, struct opt_i64 ends)
{
	if (!starts.set)
		return S("");
	str from = arena_fmt(a, "%02d:%02d", (int)(starts.v / 60), (int)(starts.v % 60));
	return ends.set ? arena_fmt(a, "%.*s – %02d:%02d", STRF(from), (int)(ends.v / 60), (int)(ends.v % 60))
			: from;
}

td_rc page_read_minute(struct req *r, const char *field, str text, struct opt_i64 *out)
{
	u64 hour = 0, minute = 0;
	*out = OPT_NONE;
	if (!text.n)
		return TD_OK;
	size_t mark = str_find_byte(text, ':');
	if (mark == text.n)
		mark = str_find_byte(text, 'h');
	str rest = str_from(text, mark + 1);
	if (str_u64(str_upto(text, mark), &hour) != TD_OK || (rest.n && str_u64(rest, &minute) != TD_OK) ||
	    hour > 23 || minute > 59)
		return err_add(r->e, TD_INVALID, str_c(field), N_("Giờ phải ghi như 08:00."));
	*out = OPT((i64)(hour * 60 + minute));
	return TD_OK;
}
