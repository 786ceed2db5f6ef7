/* How things that are due look on every page: lights, days left in working days, lateness. */
#ifndef WEB_PAGE_DUE_H
#define WEB_PAGE_DUE_H

#include "jobs/due.h"
#include "web/page.h"

/* What days are counted by: today and the site's working days around it. */
struct page_days {
	struct day today;
	struct workday_calendar calendar;
};
MUST_CHECK td_rc page_days_load(struct req *r, int from_year, int to_year, struct page_days *out);

/* "còn 3 ngày làm việc", "hôm nay", "quá hạn 1 ngày", "Đã xong", "Xong, muộn 2 ngày", "Chưa mở", "Chưa đặt hạn". */
struct page_tag page_due_light(const struct req *r, const struct page_days *days, const struct due *d);

/* "Thứ Hai, 30/11/2026". */
str page_long_day(const struct req *r, struct day d);
/* "08:00 – 11:30"; empty for whole days. */
str page_hours(struct arena *a, struct opt_i64 starts, struct opt_i64 ends);

/* "8:00", "08h30" as a minute of the day; empty: none. TD_INVALID named by the field. */
MUST_CHECK td_rc page_read_minute(struct req *r, const char *field, str text, struct opt_i64 *out);

#endif
