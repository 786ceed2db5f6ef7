#include "domain/workday.h"
#include "tests/lib/check.h"

/* Saturday and Sunday off; 30/4 and 1/5/2025 off, 2/5 swapped with Saturday 26/4. */
enum { WEEKEND = 1 << 5 | 1 << 6 };

static struct day d(int year, int month, int day)
{
	return (struct day){year, month, day};
}

static i64 n(int year, int month, int day)
{
	return day_number(d(year, month, day));
}

static bool same(struct day a, struct day b)
{
	return day_number(a) == day_number(b);
}

static i64 at(int year, int month, int day, int hour, int minute, int second)
{
	return day_start_ms(d(year, month, day)) + ((i64)hour * 3600 + minute * 60 + second) * 1000;
}

static struct workday_calendar spring(struct workday_change room[4])
{
	room[0] = (struct workday_change){n(2025, 4, 26), true};
	room[1] = (struct workday_change){n(2025, 4, 30), false};
	room[2] = (struct workday_change){n(2025, 5, 1), false};
	room[3] = (struct workday_change){n(2025, 5, 2), false};
	return (struct workday_calendar){room, 4, WEEKEND};
}

CASE(swapped_days_and_holidays)
{
	struct workday_change room[4];
	struct workday_calendar c = spring(room);
	CHECK(workday_is(&c, d(2025, 4, 25)));
	CHECK(workday_is(&c, d(2025, 4, 26)));  /* a Saturday that is worked */
	CHECK(!workday_is(&c, d(2025, 4, 27))); /* Sunday */
	CHECK(!workday_is(&c, d(2025, 4, 30)));
	CHECK(!workday_is(&c, d(2025, 5, 2)));
	CHECK(workday_is(&c, d(2025, 5, 5)));
	CHECK(same(workday_from(&c, d(2025, 4, 30)), d(2025, 5, 5)));
	CHECK(same(workday_from(&c, d(2025, 4, 26)), d(2025, 4, 26)));
}

CASE(working_days_are_added_without_the_first)
{
	struct workday_change room[4];
	struct workday_calendar c = spring(room);
	CHECK(same(workday_add(&c, d(2025, 4, 25), 0), d(2025, 4, 25)));
	CHECK(same(workday_add(&c, d(2025, 4, 25), 1), d(2025, 4, 26)));
	CHECK(same(workday_add(&c, d(2025, 4, 25), 3), d(2025, 4, 29)));
	CHECK(same(workday_add(&c, d(2025, 4, 25), 4), d(2025, 5, 5)));
	CHECK(same(workday_add(&c, d(2025, 5, 5), -1), d(2025, 4, 29)));
	CHECK(same(workday_add(&c, d(2025, 5, 5), -4), d(2025, 4, 25)));
	CHECK(same(workday_add(&c, d(2025, 5, 3), 1), d(2025, 5, 5))); /* from a Saturday */
}

CASE(working_days_between)
{
	struct workday_change room[4];
	struct workday_calendar c = spring(room);
	CHECK_INT(workday_between(&c, d(2025, 4, 25), d(2025, 4, 25)), 0);
	CHECK_INT(workday_between(&c, d(2025, 4, 25), d(2025, 5, 5)), 4);
	CHECK_INT(workday_between(&c, d(2025, 5, 5), d(2025, 4, 25)), -4);
	CHECK_INT(workday_between(&c, d(2025, 4, 28), d(2025, 5, 4)), 1);
	/* adding and counting agree over two years, wherever they begin */
	for (int first = 0; first < 14; first++) {
		struct day from = day_from_number(n(2025, 4, 14) + first);
		for (i64 k = 1; k < 500; k += 7)
			CHECK_INT(workday_between(&c, from, workday_add(&c, from, k)), k);
	}
}

CASE(a_calendar_that_never_works_still_ends)
{
	struct workday_calendar c = {NULL, 0, 0xff};
	CHECK(same(workday_add(&c, d(2025, 1, 1), 3), d(2025, 1, 4)));
	CHECK(same(workday_from(&c, d(2025, 1, 1)), d(2025, 1, 1)));
}

CASE(t5_days_left_are_counted_between_local_midnights)
{
	/* one minute before and after midnight in Viet Nam, which is 17:00 UTC of the day before */
	CHECK_INT(workday_left(at(2026, 3, 1, 23, 59, 0), d(2026, 3, 2)), 1);
	CHECK_INT(workday_left(at(2026, 3, 2, 0, 0, 0), d(2026, 3, 2)), 0);
	CHECK_INT(workday_left(at(2026, 3, 2, 23, 59, 59), d(2026, 3, 2)), 0);
	CHECK_INT(workday_left(at(2026, 3, 3, 0, 0, 0), d(2026, 3, 2)), -1);
	/* leap year and the change of year */
	CHECK_INT(workday_left(at(2028, 2, 28, 12, 0, 0), d(2028, 3, 1)), 2);
	CHECK_INT(workday_left(at(2027, 2, 28, 12, 0, 0), d(2027, 3, 1)), 1);
	CHECK_INT(workday_left(at(2027, 12, 31, 23, 59, 59), d(2028, 1, 1)), 1);
	CHECK_INT(workday_left(at(2028, 1, 1, 0, 0, 0), d(2028, 12, 31)), 365);
	/* no summer time: 24 hours are a day on the dates when Europe and America change their clocks */
	for (int month = 1; month <= 12; month++)
		for (int day = 1; day <= 28; day++) {
			CHECK_INT(workday_left(at(2026, month, day, 1, 30, 0), d(2026, month, day)), 0);
			CHECK_INT(workday_end_ms(d(2026, month, day)) - day_start_ms(d(2026, month, day)),
				  86400000);
		}
}

CASE(t5_last_minute_of_the_last_day_is_on_time)
{
	CHECK(workday_on_time(at(2026, 11, 30, 23, 59, 0), d(2026, 11, 30)));
	CHECK(workday_on_time(at(2026, 11, 30, 23, 59, 59) + 999, d(2026, 11, 30)));
	CHECK(!workday_on_time(at(2026, 12, 1, 0, 0, 0), d(2026, 11, 30)));
	CHECK(workday_on_time(at(2027, 1, 1, 0, 0, 0) - 1, d(2026, 12, 31)));
}
