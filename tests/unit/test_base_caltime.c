#include "base/caltime.h"
#include "tests/lib/check.h"

static bool is(struct day d, int year, int month, int day)
{
	return d.year == year && d.month == month && d.day == day;
}

CASE(parse_iso)
{
	struct day d;
	CHECK(day_parse_iso(S("2026-11-21"), &d) == TD_OK && is(d, 2026, 11, 21));
	CHECK(day_parse_iso(S("2024-02-29"), &d) == TD_OK && is(d, 2024, 2, 29));
	CHECK(day_parse_iso(S("2000-02-29"), &d) == TD_OK);
	static const char *const bad[] = {
	    "",           "2026-02-29", "1900-02-29",  "2026-13-01", "2026-00-01", "2026-01-00",
	    "2026-04-31", "1899-12-31", "3000-01-01",  "2026-1-01",  "2026-01-1",  "2026-01-01-",
	    "26-01-01",   "2026/01/01", "2026-01-01 ", "+026-01-01", "2026-01"};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		CHECK_INT(day_parse_iso(str_c(bad[i]), &d), TD_INVALID);
}

CASE(parse_vi)
{
	static const char *const good[] = {"01/03/2026", "1/3/2026", "01-03-2026", "1.3.2026",
					   " 01.03.2026\t"};
	struct day d;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
		CHECK(day_parse_vi(str_c(good[i]), &d) == TD_OK && is(d, 2026, 3, 1));
	static const char *const bad[] = {"",    "2026-03-01", "31/4/2026", "1/3/26",    "1/3-2026",
					  "1/3", "001/3/2026", "a/3/2026",  "29/2/2025", "1//2026"};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		CHECK_INT(day_parse_vi(str_c(bad[i]), &d), TD_INVALID);
}

CASE(print)
{
	struct arena *a = check_arena();
	CHECK_STR(day_iso(a, (struct day){2026, 1, 7}), "2026-01-07");
	CHECK_STR(day_vi(a, (struct day){2026, 1, 7}), "07/01/2026");
	CHECK_STR(day_long(a, (struct day){2026, 1, 7}), "ngày 07 tháng 01 năm 2026");
	CHECK_STR(day_long(a, (struct day){2026, 2, 17}), "ngày 17 tháng 02 năm 2026");
	CHECK_STR(day_long(a, (struct day){2026, 3, 7}), "ngày 07 tháng 3 năm 2026");
	CHECK_STR(day_long(a, (struct day){2026, 11, 21}), "ngày 21 tháng 11 năm 2026");
	/* 2026-11-21T14:05:09.123+07:00 */
	CHECK_STR(ms_iso(a, 1795244709123), "2026-11-21T14:05:09.123+07:00");
	CHECK_STR(ms_vi(a, 1795244709123), "21/11/2026 14:05");
	CHECK_STR(ms_iso(a, -1), "1970-01-01T06:59:59.999+07:00");
}

/* Every day from 1890 to 3010, counted on one at a time. */
CASE(numbers_of_days)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	struct day d = {1890, 1, 1};
	i64 n = day_number(d);
	int weekday = day_weekday(d);
	for (; d.year < 3010; n++, weekday = (weekday + 1) % 7) {
		struct day back = day_from_number(n);
		if (day_number(d) != n || !is(back, d.year, d.month, d.day) || day_weekday(d) != weekday)
			check_fail(__FILE__, __LINE__, "%d-%d-%d", d.year, d.month, d.day);
		bool leap = d.year % 400 == 0 || (d.year % 4 == 0 && d.year % 100 != 0);
		if (++d.day > days[d.month - 1] + (leap && d.month == 2)) {
			d.day = 1;
			d.month++;
		}
		if (d.month > 12) {
			d.month = 1;
			d.year++;
		}
	}
	CHECK_INT(day_number((struct day){1970, 1, 1}), 0);
	CHECK_INT(day_number((struct day){2000, 3, 1}), 11017);
	CHECK_INT(day_weekday((struct day){2026, 11, 21}), 5); /* a Saturday */
	CHECK(is(day_from_number(day_number((struct day){-1, 2, 3})), -1, 2, 3));
}

CASE(instants)
{
	i64 midnight = day_start_ms((struct day){2026, 11, 21});
	CHECK_INT(midnight, 1795194000000);
	CHECK(is(day_of_ms(midnight), 2026, 11, 21));
	CHECK(is(day_of_ms(midnight - 1), 2026, 11, 20));
	CHECK(is(day_of_ms(midnight + 86399999), 2026, 11, 21));
	CHECK(is(day_of_ms(-25200001), 1969, 12, 31));
}
