#include "base/caltime.h"

enum { YEAR_MIN = 1900, YEAR_MAX = 2999 };

static const i64 day_ms = 86400000, zone_ms = 25200000;

static int month_days(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
	return days[month - 1] + (month == 2 && leap);
}

static bool is_day(u64 year, u64 month, u64 day)
{
	return year >= YEAR_MIN && year <= YEAR_MAX && month >= 1 && month <= 12 && day >= 1 &&
	       day <= (u64)month_days((int)year, (int)month);
}

/* Three numbers between sep, each of least to most digits. */
static td_rc split_numbers(str s, char sep, const size_t least[3], const size_t most[3], u64 out[3])
{
	str part;
	for (int i = 0; i < 3; i++) {
		if (!str_split(&s, sep, &part) || part.n < least[i] || part.n > most[i] ||
		    str_u64(part, &out[i]) != TD_OK)
			return TD_INVALID;
	}
	return s.p == NULL ? TD_OK : TD_INVALID;
}

static td_rc make_day(u64 year, u64 month, u64 day, struct day *out)
{
	if (!is_day(year, month, day))
		return TD_INVALID;
	*out = (struct day){(int)year, (int)month, (int)day};
	return TD_OK;
}

td_rc day_parse_iso(str s, struct day *out)
{
	u64 v[3];
	if (split_numbers(s, '-', (size_t[]){4, 2, 2}, (size_t[]){4, 2, 2}, v) != TD_OK)
		return TD_INVALID;
	return make_day(v[0], v[1], v[2], out);
}

td_rc day_parse_vi(str s, struct day *out)
{
	static const char seps[] = {'/', '-', '.'};
	u64 v[3];
	s = str_trim(s);
	for (size_t i = 0; i < sizeof seps; i++)
		if (split_numbers(s, seps[i], (size_t[]){1, 1, 4}, (size_t[]){2, 2, 4}, v) == TD_OK)
			return make_day(v[2], v[1], v[0], out);
	return TD_INVALID;
}

str day_iso(struct arena *a, struct day d)
{
	return arena_fmt(a, "%04d-%02d-%02d", d.year, d.month, d.day);
}

str day_vi(struct arena *a, struct day d)
{
	return arena_fmt(a, "%02d/%02d/%04d", d.day, d.month, d.year);
}

str day_long(struct arena *a, struct day d)
{
	return arena_fmt(a, d.month < 3 ? "ngày %02d tháng %02d năm %d" : "ngày %02d tháng %d năm %d", d.day,
			 d.month, d.year);
}

static i64 floor_div(i64 a, i64 b)
{
	return a / b - (a % b < 0);
}

/* Years begin in March here, so that the leap day is the last of its year; 400 years are 146,097 days. */
i64 day_number(struct day d)
{
	i64 year = d.month > 2 ? d.year : d.year - 1;
	i64 era = floor_div(year, 400), of_era = year - era * 400;
	i64 of_year = (153 * (d.month > 2 ? d.month - 3 : d.month + 9) + 2) / 5 + d.day - 1;
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

struct day day_from_number(i64 n)
{
	n += 719468;
	i64 era = floor_div(n, 146097), of_era = n - era * 146097;
	i64 year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	i64 of_year = of_era - (365 * year + year / 4 - year / 100);
	i64 march = (5 * of_year + 2) / 153;
	int month = (int)(march < 10 ? march + 3 : march - 9);
	return (struct day){(int)(era * 400 + year + (month <= 2)), month,
			    (int)(of_year - (153 * march + 2) / 5 + 1)};
}

int day_weekday(struct day d)
{
	i64 n = day_number(d) + 3; /* 1970-01-01 was a Thursday */
	return (int)(n - floor_div(n, 7) * 7);
}

struct day day_of_ms(i64 at_ms)
{
	return day_from_number(floor_div(at_ms + zone_ms, day_ms));
}

i64 day_start_ms(struct day d)
{
	return day_number(d) * day_ms - zone_ms;
}

/* Milliseconds since midnight in Viet Nam. */
static int of_day(i64 at_ms)
{
	return (int)(at_ms - day_start_ms(day_of_ms(at_ms)));
}

str ms_vi(struct arena *a, i64 at_ms)
{
	struct day d = day_of_ms(at_ms);
	int ms = of_day(at_ms);
	return arena_fmt(a, "%02d/%02d/%04d %02d:%02d", d.day, d.month, d.year, ms / 3600000,
			 ms / 60000 % 60);
}

str ms_iso(struct arena *a, i64 at_ms)
{
	struct day d = day_of_ms(at_ms);
	int ms = of_day(at_ms);
	return arena_fmt(a, "%04d-%02d-%02dT%02d:%02d:%02d.%03d+07:00", d.year, d.month, d.day, ms / 3600000,
			 ms / 60000 % 60, ms / 1000 % 60, ms % 1000);
}
