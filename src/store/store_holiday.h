/* Days off and days swapped for them: what the site entered, over what is shipped (format/holidays.h). */
#ifndef STORE_HOLIDAY_H
#define STORE_HOLIDAY_H

#include "domain/workday.h"
#include "format/holidays.h"
#include "store/db.h"

/* Entered days from `from` to `to` (YYYY-MM-DD, inclusive), by day. */
MUST_CHECK td_rc store_holiday_list(struct tx *t, str from, str to, holiday_list *out);
/* TD_NOT_FOUND: not entered. */
MUST_CHECK td_rc store_holiday_get(struct tx *t, str day_on, struct holiday *out);
/* New or over the older one; rev is not looked at. */
MUST_CHECK td_rc store_holiday_put(struct tx *t, const struct holiday *h);
/* Back to what is shipped. TD_NOT_FOUND: was not entered. */
MUST_CHECK td_rc store_holiday_delete(struct tx *t, str day_on);

/* Entered and shipped days of these years as one list by day: an entered day wins. entered tells which. */
MUST_CHECK td_rc store_holiday_merged(struct tx *t, int from_year, int to_year, holiday_list *out);

/* The calendar of these years for domain/workday.h, with the days of rest of setting calendar.rest ("6 7"; 1 is Monday), else as
 * shipped. Lives on t's arena. Ask for one year more on each side than the days one counts from. */
MUST_CHECK td_rc store_calendar_load(struct tx *t, int from_year, int to_year, struct workday_calendar *out);

#endif
