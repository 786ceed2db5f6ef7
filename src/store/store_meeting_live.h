/* What happens in a meeting while it runs, its programme, the codes of its delegates and how it is run. */
#ifndef STORE_MEETING_LIVE_H
#define STORE_MEETING_LIVE_H

#include "domain/meeting_live.h"
#include "store/store_meeting.h"

/* Adds the event under its ordinal; by is the actor. TD_CONFLICT: the ordinal is taken, somebody was faster. */
MUST_CHECK td_rc store_meeting_event_add(struct tx *t, meeting_id id, struct meeting_event *x);
/* In their order. */
MUST_CHECK td_rc store_meeting_event_list(struct tx *t, meeting_id id, meeting_event_list *out);

/* A line of the programme. */
struct meeting_item {
	i64 id; /* 0: new */
	i64 ordinal;
	str title;
	struct opt_i64 starts_min; /* minutes of the day, as planned */
	i64 minutes;               /* as planned; 0: not said */
	str speaker;               /* may be NULL */
	struct opt_i64 unit;       /* unit_id */
	struct opt_i64 paper;      /* paper_id */
	str unit_name, unit_code;  /* joined; may be NULL */
};
typedef VEC(struct meeting_item) meeting_item_list;
/* Replaces the whole programme; lines with an id keep it. */
MUST_CHECK td_rc store_meeting_item_set(struct tx *t, meeting_id id, meeting_item_list *list);
MUST_CHECK td_rc store_meeting_item_list(struct tx *t, meeting_id id, meeting_item_list *out);

struct meeting_code {
	meeting_id meeting;
	cluster_year_id year;
	unit_id unit;
	str code; /* 8 letters, no dash */
	struct opt_i64 used_at_ms;
	str unit_name; /* joined by store_meeting_code_get() only */
};
typedef VEC(struct meeting_code) meeting_code_list;
/* Gives a unit a code, instead of the one it had. */
MUST_CHECK td_rc store_meeting_code_put(struct tx *t, const struct meeting_code *k);
MUST_CHECK td_rc store_meeting_code_used(struct tx *t, const struct meeting_code *k);
MUST_CHECK td_rc store_meeting_code_list(struct tx *t, meeting_id id, meeting_code_list *out);
/* TD_NOT_FOUND: no such code. */
MUST_CHECK td_rc store_meeting_code_get(struct tx *t, str code, struct meeting_code *out);

struct meeting_rule {
	meeting_id meeting;
	i64 quorum_num, quorum_den; /* of all members; den 0: no least number is set */
	i64 speak_s;                /* 0: no limit */
	i64 rev;                    /* 0: never saved */
};
/* What was never saved is {0}. */
MUST_CHECK td_rc store_meeting_rule_get(struct tx *t, meeting_id id, struct meeting_rule *out);
MUST_CHECK td_rc store_meeting_rule_save(struct tx *t, struct meeting_rule *r);

/* The unit's line of the roll: who came, or that nobody did. *found: the roll has a line of it. */
MUST_CHECK td_rc store_attendance_come(struct tx *t, meeting_id id, unit_id unit, str person, enum presence p,
				       bool *found);

#endif
