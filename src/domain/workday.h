/* Working days in Viet Nam: the week's days off, holidays and days swapped for them. Days are civil days at +07, which
 * has no summer time, so every day has 24 hours and "days left" is the distance between two midnights.
 *
 * A calendar is data: the shipped days of rules/legal/holidays.json and what the site entered (store/store_holiday.h). */
#ifndef DOMAIN_WORKDAY_H
#define DOMAIN_WORKDAY_H

#include "base/caltime.h"

/* A day that is not what its weekday says. */
struct workday_change {
	i64 day;   /* day_number() */
	bool work; /* true: worked although the week rests (swapped); false: off */
};

struct workday_calendar {
	const struct workday_change *changes; /* by day, each day once */
	size_t n;
	u8 rest; /* days of the week without work, bit 0 = Monday; all seven is taken as none */
};

bool workday_is(const struct workday_calendar *c, struct day d);

/* The day itself when it is a working day, else the next one: a time limit that ends on a day off ends on the first
 * working day after it (Civil Code 2015, Art 148(5)). */
struct day workday_from(const struct workday_calendar *c, struct day d);

/* The n-th working day after d (n > 0) or before it (n < 0); d itself is not counted (Civil Code 2015, Art 147(2)). n = 0 gives
 * d. n outside ±20,000 is taken as that bound. */
struct day workday_add(const struct workday_calendar *c, struct day d, i64 n);

/* Working days after `from` up to and with `to`; negative when `to` is earlier. */
i64 workday_between(const struct workday_calendar *c, struct day from, struct day to);

/* Days from today in Viet Nam to the day, counted between local midnights: 0 on the day itself, 1 the evening before,
 * negative when it is over. */
i64 workday_left(i64 now_ms, struct day due);

/* The first instant that is too late: 23:59:59.999 of the last day is on time. */
i64 workday_end_ms(struct day due);
bool workday_on_time(i64 at_ms, struct day due);

#endif
