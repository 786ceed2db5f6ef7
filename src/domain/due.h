/* What is due in a working year (việc đến hạn): by whom, until when, done or late. One list of these feeds the calendar,
 * everybody's tasks, the matrix of the desk, reminders and the feed of calendars. Days are civil days at +07; something
 * done at 23:59 of its last day is on time (domain/workday.h). */
#ifndef DOMAIN_DUE_H
#define DOMAIN_DUE_H

#include "base/err.h"
#include "domain/org.h"
#include "domain/workday.h"

enum due_kind {
	DUE_STEP,         /* a step of the year, of the cluster's desk; ref: enum season_state */
	DUE_REGISTRATION, /* a unit sends its registration; ref: the step */
	DUE_REPORT,       /* a unit sends the report of a period; ref: the period */
	DUE_CARD,         /* a unit scores itself and sends the card; ref: the step */
	DUE_CHECK,        /* a unit checks the others given to it; ref: the step */
	DUE_EXPLANATION,  /* a unit answers changed scores; ref: the step */
	DUE_DIFFICULTY,   /* a named person answers; ref: the difficulty */
	DUE_EVENT,        /* something of the calendar; ref: calendar_event */
	DUE_MEETING,      /* a recorded meeting of the year; ref: meeting */
	DUE__N
};

enum due_state {
	DUE_WAITING, /* cannot be done yet: its step was not opened */
	DUE_OPEN,
	DUE_DONE,
	DUE_MISSED, /* cannot be done any more and was not */
	DUE_STATE__N
};

struct due {
	enum due_kind kind;
	i64 ref;
	unit_id unit;        /* whose; {0}: the cluster's */
	struct opt_i64 user; /* a named person; none: who holds the right */
	str due_on;          /* YYYY-MM-DD; p == NULL: no day is set */
	str ends_on;         /* of an event that lasts; else NULL */
	enum due_state state;
	struct opt_i64 done_at_ms; /* where it is known */
	bool extended;             /* the unit was given a day of its own */
	str title;                 /* of a period, difficulty, event; empty: due_name() and the step say it */
	str unit_code, unit_name;  /* of unit */
	/* of an event or meeting: */
	struct opt_i64 starts_minute, ends_minute;
	str place, note, code; /* code: "meeting", "activity" … */
	i64 changed_at_ms, rev;
};

const char *due_kind_code(enum due_kind k); /* "card", what is stored */
const char *due_kind_name(enum due_kind k); /* "Tự chấm điểm, gửi phiếu": Vietnamese source text */
MUST_CHECK td_rc due_kind_parse(str code, enum due_kind *out);

/* Asked of every unit for itself: the columns of the matrix. */
bool due_of_units(enum due_kind k);

/* The light beside it: grey (waiting, or no day), red (past or missed), yellow (to do), green (done). */
enum due_light { DUE_GREY, DUE_RED, DUE_YELLOW, DUE_GREEN, DUE_LIGHT__N };
enum due_light due_light(const struct due *d, struct day today);

/* Whole days after its day on which it was done; 0: on time, or not known. */
i64 due_days_late(const struct due *d);

/* By day, those without one last; then by kind, ref and unit. Stable. */
void due_sort(struct arena *a, struct due *list, size_t n);

/* Reminders are made at these distances from the day, counted in days (domain/workday.h: calendar or working days). */
enum { DUE_STAGES = 4, DUE_CATCH_UP = 7 };
/* The stage that `left` days belong to: 7, 3, 0 or −1 (over); false when it is not time yet, or over for more than a
 * week: an old year is not reminded of. A day on which nobody looked is made up for on the next. */
bool due_stage(i64 left, int *stage);

/* A day somebody sets for one of the things that are due in order. */
struct due_plan {
	const char *field; /* where faults are told */
	const char *name;  /* "Tự chấm điểm", source text; may be NULL */
	str due_on;        /* YYYY-MM-DD */
	str today;
	i64 year; /* the working year: past days are refused while it lasts, a year entered afterwards has only those */
	str upto; /* not after this day (the next step's, the section's); p == NULL: open */
	const char *upto_name;
};
/* A past day in a working year that still lasts; of a year entered afterwards every day may be past. */
bool due_is_past(i64 year, str due_on, str today);

/* TD_INVALID with a sentence in e. */
MUST_CHECK td_rc due_check(const struct due_plan *p, struct err *e);

#endif
