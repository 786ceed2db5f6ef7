/* Acts on the calendar: events of the desk, days of steps, more time. Codes as in act.h. */
#ifndef JOBS_ACT_CALENDAR_H
#define JOBS_ACT_CALENDAR_H

#include "jobs/act.h"
#include "store/store_calendar.h"

/* Adds (id 0) or changes an event; year, kind, days, hours, texts, step and rev are the caller's. A new day is not past
 * while the year lasts; a deadline within a step is not after that step's day. TD_INVALID names title, starts_on,
 * ends_on, starts, ends, step; TD_STALE. */
MUST_CHECK td_rc act_event_save(struct tx *t, struct calendar_event *c);

/* TD_INVALID without a reason; TD_CONFLICT when it was withdrawn before. */
MUST_CHECK td_rc act_event_withdraw(struct tx *t, cluster_year_id year, i64 id, i64 rev, str why);

/* The day of one step; p == NULL takes it away. */
struct act_due {
	enum season_state step;
	str due_on;
};
/* Sets the days of steps together: each may not be after the next step's, and a new one not past (due_check()). Days
 * that stay as they are not looked at. reason may be NULL. Faults: due[CODE]. */
MUST_CHECK td_rc act_due_set(struct tx *t, cluster_year_id year, const struct act_due *dues, size_t n,
			     str reason);

/* More time, with a reason: for one unit (unit_code "a"), or for all, which for a step moves its day and the day of an event
 * is its own form's. The new day is later than the standing one. TD_INVALID names due_on, reason; TD_NOT_FOUND: no such
 * unit, or nothing like this is asked of units. */
MUST_CHECK td_rc act_due_extend(struct tx *t, cluster_year_id year, enum due_kind kind, i64 ref,
				str unit_code, str due_on, str reason);

#endif
