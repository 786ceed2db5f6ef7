/* Days off that the week does not tell, shipped as data: rules/legal/holidays.json (Labour Code 2019, Art 111 and 112,
 * and the yearly announcements). */
#ifndef FORMAT_HOLIDAYS_H
#define FORMAT_HOLIDAYS_H

#include "base/caltime.h"
#include "base/vec.h"

enum holiday_kind {
	HOLIDAY_OFF,   /* nghỉ */
	HOLIDAY_WORK,  /* làm bù: a day of rest that is worked */
	HOLIDAY_PLAIN, /* as its weekday says: takes a shipped day back */
	HOLIDAY__N
};

struct holiday {
	str day_on; /* YYYY-MM-DD */
	enum holiday_kind kind;
	str name, source; /* source may be NULL */
	str unverified;   /* of shipped days: what of the source could not be checked; empty: nothing */
	bool entered;     /* by the site */
	i64 changed_at_ms, rev;
};
typedef VEC(struct holiday) holiday_list;

/* Shipped days within from … to (YYYY-MM-DD, inclusive), by day. TD_CORRUPT: the file is not what the tests read. */
MUST_CHECK td_rc holidays_shipped(struct arena *a, str from, str to, holiday_list *out);

/* Days of the week without work as bits, bit 0 = Monday. */
u8 holidays_rest(struct arena *a);

/* "6 7": numbers of weekdays, 1 = Monday, at most six. TD_INVALID. */
MUST_CHECK td_rc holidays_rest_parse(str text, u8 *out);

/* "off", "work", "plain"; the name is Vietnamese source text. TD_INVALID. */
const char *holiday_kind_code(enum holiday_kind k);
const char *holiday_kind_name(enum holiday_kind k);
MUST_CHECK td_rc holiday_kind_parse(str code, enum holiday_kind *out);

#endif
