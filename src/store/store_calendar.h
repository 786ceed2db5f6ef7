/* The calendar of a cluster-year: events that its desk adds, later days given to one unit, and the secret addresses of
 * personal calendars. Conventions of store_org.h. */
#ifndef STORE_CALENDAR_H
#define STORE_CALENDAR_H

#include "base/hash.h"
#include "domain/due.h"
#include "store/db.h"

enum event_kind { EVENT_MEETING, EVENT_ACTIVITY, EVENT_DEADLINE, EVENT_OTHER, EVENT__N };
const char *event_kind_code(enum event_kind k); /* "meeting" … */
const char *event_kind_name(enum event_kind k); /* "Họp, hội nghị" … */
MUST_CHECK td_rc event_kind_parse(str code, enum event_kind *out);

struct calendar_event {
	i64 id;
	cluster_year_id year;
	enum event_kind kind;
	str title;
	str starts_on, ends_on;                    /* YYYY-MM-DD; the same for one day */
	struct opt_i64 starts_minute, ends_minute; /* of the day; none: the whole day */
	str place, note;                           /* may be NULL */
	str step;                                  /* the step that a deadline lies in; may be NULL */
	i64 added_by, added_at_ms, changed_at_ms;
	struct opt_i64 withdrawn_at_ms;
	str withdrawn_why;
	i64 rev;
	str added_by_name; /* joined; may be NULL */
};
typedef VEC(struct calendar_event) event_list;

MUST_CHECK td_rc store_event_add(struct tx *t, struct calendar_event *c);
MUST_CHECK td_rc store_event_save(struct tx *t, struct calendar_event *c);
/* It stays in the list, so that subscribed calendars learn of it. TD_STALE also when it was withdrawn already. */
MUST_CHECK td_rc store_event_withdraw(struct tx *t, struct calendar_event *c, str why);
MUST_CHECK td_rc store_event_get(struct tx *t, i64 id, struct calendar_event *out);
/* By first day; withdrawn ones too. */
MUST_CHECK td_rc store_event_list(struct tx *t, cluster_year_id year, event_list *out);

struct due_extension {
	cluster_year_id year;
	unit_id unit;
	enum due_kind kind;
	i64 ref;
	str due_on, reason;
	i64 given_at_ms;
};
typedef VEC(struct due_extension) extension_list;

/* New or over the older one; given by t's actor. */
MUST_CHECK td_rc store_extension_put(struct tx *t, const struct due_extension *x);
MUST_CHECK td_rc store_extension_list(struct tx *t, cluster_year_id year, extension_list *out);

/* One token a person: a new one ends the old. Nothing is bumped: no page of others shows it. */
MUST_CHECK td_rc store_calendar_token_put(struct tx *t, user_id user, const struct sha256 *token_hash);
MUST_CHECK td_rc store_calendar_token_end(struct tx *t, user_id user);
/* When it was made; TD_NOT_FOUND. */
MUST_CHECK td_rc store_calendar_token_of(struct tx *t, user_id user, i64 *created_at_ms);
/* Whose it is; TD_NOT_FOUND also for an account that was switched off. */
MUST_CHECK td_rc store_calendar_token_find(struct tx *t, const struct sha256 *token_hash, user_id *out);

#endif
