/* A meeting while it runs. All that happens is an event that is only ever added; what stands now — who is present, which
 * item runs, who speaks, what the hall sees, how many places are revealed — is a fold over the events, so that whoever
 * reads them all knows the same. One table says which event may happen when. */
#ifndef DOMAIN_MEETING_LIVE_H
#define DOMAIN_MEETING_LIVE_H

#include "base/err.h"
#include "base/opt.h"
#include "base/vec.h"
#include "domain/poll.h"

enum meeting_event_kind {
	MEETING_EVENT_OPENED,
	MEETING_EVENT_ITEM_BEGUN, /* ref: the item; ends the one before */
	MEETING_EVENT_ITEM_ENDED,
	MEETING_EVENT_ATTENDED, /* unit, person; n 1: with a written authorisation in the leader's place */
	MEETING_EVENT_LEFT,     /* unit, or person for a guest */
	MEETING_EVENT_SPEAKER_CALLED,
	MEETING_EVENT_SPEAKER_DROPPED, /* ref: ordinal of the call */
	MEETING_EVENT_SPEAKER_BEGAN,   /* ref: ordinal of the call, or 0; n: seconds, 0 = without limit */
	MEETING_EVENT_SPEAKER_ENDED,
	MEETING_EVENT_OPINION,  /* text, with unit or person */
	MEETING_EVENT_DECISION, /* text */
	MEETING_EVENT_STRUCK,   /* ref: ordinal of an opinion or decision; text: why */
	MEETING_EVENT_POLL_OPENED,
	MEETING_EVENT_POLL_CLOSED,
	MEETING_EVENT_POLL_RESULT, /* ref: the poll; text: its question, for a result its sentence */
	MEETING_EVENT_REVEAL,      /* n: so many places are shown, counted from the last */
	MEETING_EVENT_SHOW,        /* n: enum meeting_view */
	MEETING_EVENT_CLOSED,
	MEETING_EVENT_REOPENED, /* text: why */
	MEETING_EVENT__N
};
const char *meeting_event_code(enum meeting_event_kind k);
const char *meeting_event_name(enum meeting_event_kind k); /* "Khai mạc" … */
MUST_CHECK td_rc meeting_event_parse(str code, enum meeting_event_kind *out);

struct meeting_event {
	i64 ordinal; /* 1, 2, … in its meeting */
	i64 at_ms;
	enum meeting_event_kind kind;
	struct opt_i64 unit; /* unit_id */
	str person, text;    /* may be NULL */
	i64 ref, n;
	i64 by; /* user_id; 0: somebody with a code */
};
typedef VEC(struct meeting_event) meeting_event_list;

enum meeting_phase { MEETING_PLANNED, MEETING_OPEN, MEETING_ENDED, MEETING_PHASE__N };
const char *meeting_phase_code(enum meeting_phase p);
const char *meeting_phase_name(enum meeting_phase p);

/* What the hall's screen shows. */
enum meeting_view {
	MEETING_VIEW_AGENDA,
	MEETING_VIEW_ATTENDANCE,
	MEETING_VIEW_ITEM,
	MEETING_VIEW_POLL,
	MEETING_VIEW_RANKING,
	MEETING_VIEW_END,
	MEETING_VIEW__N
};
const char *meeting_view_code(enum meeting_view v);
const char *meeting_view_name(enum meeting_view v);
MUST_CHECK td_rc meeting_view_parse(str code, enum meeting_view *out);

/* Somebody who signed in at least once. */
struct meeting_guest {
	struct opt_i64 unit;
	str person;
	bool proxy, present;
	bool late;    /* first came after the opening */
	i64 came_ms;  /* the first time */
	i64 since_ms; /* the last time he came or left */
};
typedef VEC(struct meeting_guest) meeting_guest_list;

struct meeting_item_time {
	i64 item, began_ms;
	struct opt_i64 ended_ms;
};

enum meeting_poll_phase { MEETING_POLL_OPEN, MEETING_POLL_CLOSED, MEETING_POLL_RESULT };
struct meeting_poll {
	i64 poll, at_ms;
	enum meeting_poll_phase phase;
	str question, sentence;
};

struct meeting_now {
	enum meeting_phase phase;
	struct opt_i64 opened_ms, closed_ms;
	i64 last; /* ordinal of the last event; 0: none */
	i64 last_ms;
	i64 item; /* that runs; 0: none */
	VEC(struct meeting_item_time) items;
	meeting_guest_list guests;
	meeting_event_list waiting;   /* calls of speakers who have not spoken */
	bool speaking;                /* one speaks now: */
	struct meeting_event speaker; /* his SPEAKER_BEGAN, with the call's unit and person */
	meeting_event_list said;      /* opinions and decisions that were not struck */
	VEC(struct meeting_poll) polls;
	i64 n_revealed;
	enum meeting_view view;
};

/* The state after all events of a meeting in their order. */
void meeting_live_fold(struct arena *a, const struct meeting_event *events, size_t n,
		       struct meeting_now *out);

/* May x happen now? TD_CONFLICT: not in this phase or not as things stand; TD_INVALID: something is missing. */
MUST_CHECK td_rc meeting_live_can(const struct meeting_now *now, const struct meeting_event *x,
				  struct err *e);

/* Whether a kind may happen in a phase at all: which buttons there are. */
bool meeting_live_allows(enum meeting_phase p, enum meeting_event_kind k);

/* The guest of a unit, or by name where unit is not set; NULL: never signed in. */
const struct meeting_guest *meeting_live_guest(const struct meeting_now *now, struct opt_i64 unit,
					       str person);

/* The polls of the meeting that are open now; NULL: none. */
const struct meeting_poll *meeting_live_poll(const struct meeting_now *now, i64 poll);
const struct meeting_poll *meeting_live_last_poll(const struct meeting_now *now);

/* Seconds of the speaker that are left at an instant; below 0: over his time. Only while one speaks with a limit. */
i64 meeting_live_left_s(const struct meeting_now *now, i64 at_ms);

/* Who is there, of whom, and whether that is enough. */
struct meeting_quorum {
	i64 n_members, n_present, needed; /* needed 0: no least number is set */
	bool met;
	str sentence; /* «Có mặt 7/8 đơn vị thành viên; cần ít nhất 6 (2/3 tổng số thành viên): đủ …» */
};
void meeting_live_quorum(struct arena *a, const struct meeting_now *now, i64 n_members, i64 num, i64 den,
			 struct meeting_quorum *out);

/* The code with which a delegate signs in: capitals and digits without 0, O, 1 and I. */
enum { MEETING_CODE_LEN = 8 };
str meeting_code_of(struct arena *a, const u8 seed[MEETING_CODE_LEN]);
/* As it is printed: "K7QM-2XAP". */
str meeting_code_print(struct arena *a, str code);
/* What somebody typed, small letters, spaces and dashes allowed. TD_INVALID. */
MUST_CHECK td_rc meeting_code_read(struct arena *a, str typed, str *code);

#endif
