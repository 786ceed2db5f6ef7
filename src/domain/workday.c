#include "domain/workday.h"

enum { WEEK = 7, WHOLE_WEEK = 0x7f, MOST = 20000 };

/* The first change at or after the day; c->n when there is none. */
static size_t find(const struct workday_calendar *c, i64 day)
{
	size_t low = 0, high = c->n;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (c->changes[mid].day < day)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static bool works(const struct workday_calendar *c, i64 day)
{
	size_t at = find(c, day);
	unsigned rest = c->rest & WHOLE_WEEK;
	if (at < c->n && c->changes[at].day == day)
		return c->changes[at].work;
	return rest == WHOLE_WEEK || !(rest >> day_weekday(day_from_number(day)) & 1u);
}

bool workday_is(const struct workday_calendar *c, struct day d)
{
	return works(c, day_number(d));
}

struct day workday_from(const struct workday_calendar *c, struct day d)
{
	i64 day = day_number(d);
	while (!works(c, day))
		day++;
	return day_from_number(day);
}

/* Ends: a week has a working day and the changes are finite. */
struct day workday_add(const struct workday_calendar *c, struct day d, i64 n)
{
	i64 day = day_number(d), step = n < 0 ? -1 : 1;
	i64 left = n < 0 ? -(n < -MOST ? -MOST : n) : n > MOST ? MOST : n;
	while (left > 0) {
		day += step;
		left -= works(c, day);
	}
	return day_from_number(day);
}

/* Working days of the whole weeks and the rest of one, as if nothing were changed. */
static i64 plain_days(const struct workday_calendar *c, i64 after, i64 to)
{
	const struct workday_calendar week = {NULL, 0, c->rest};
	i64 per_week = 0, weeks = (to - after) / WEEK, n;
	for (i64 i = 1; i <= WEEK; i++)
		per_week += works(&week, after + i);
	n = weeks * per_week;
	for (i64 day = after + weeks * WEEK + 1; day <= to; day++)
		n += works(&week, day);
	return n;
}

static i64 count(const struct workday_calendar *c, i64 after, i64 to)
{
	const struct workday_calendar week = {NULL, 0, c->rest};
	i64 n = plain_days(c, after, to);
	for (size_t i = find(c, after + 1); i < c->n && c->changes[i].day <= to; i++)
		n += (int)c->changes[i].work - (int)works(&week, c->changes[i].day);
	return n;
}

i64 workday_between(const struct workday_calendar *c, struct day from, struct day to)
{
	i64 a = day_number(from), b = day_number(to);
	return a <= b ? count(c, a, b) : -count(c, b, a);
}

i64 workday_left(i64 now_ms, struct day due)
{
	return day_number(due) - day_number(day_of_ms(now_ms));
}

i64 workday_end_ms(struct day due)
{
	return day_start_ms(day_from_number(day_number(due) + 1));
}

bool workday_on_time(i64 at_ms, struct day due)
{
	return at_ms < workday_end_ms(due);
}
