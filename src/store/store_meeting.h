/* What the meeting leaves behind: the meeting itself, who attended, nominations, polls and their candidates. */
#ifndef STORE_MEETING_H
#define STORE_MEETING_H

#include "domain/org.h"
#include "domain/poll.h"
#include "store/db.h"

enum meeting_kind { MEETING_YEAR_END, MEETING_MIDYEAR, MEETING_SIGNING, MEETING_COORDINATION, MEETING__N };
const char *meeting_kind_code(enum meeting_kind k);
const char *meeting_kind_name(enum meeting_kind k); /* "Hội nghị tổng kết" … */

struct meeting {
	meeting_id id;
	cluster_year_id year;
	enum meeting_kind kind;
	struct opt_i64 start_at_ms, end_at_ms;
	str place;
	str chair_name, chair_title, secretary_name, secretary_title;
	str agenda, opinions, conclusion; /* paragraphs, one per line; may be NULL */
	i64 rev;
};
typedef VEC(struct meeting) meeting_list;

MUST_CHECK td_rc store_meeting_add(struct tx *t, struct meeting *m);
MUST_CHECK td_rc store_meeting_save(struct tx *t, struct meeting *m);
MUST_CHECK td_rc store_meeting_get(struct tx *t, meeting_id id, struct meeting *out);
/* Newest first. */
MUST_CHECK td_rc store_meeting_list(struct tx *t, cluster_year_id year, meeting_list *out);

enum presence { PRESENCE_PRESENT, PRESENCE_ABSENT, PRESENCE_PROXY, PRESENCE__N };
const char *presence_code(enum presence p);
const char *presence_name(enum presence p); /* "Có mặt", "Vắng mặt", "Người được ủy quyền" */

struct attendance {
	i64 id; /* 0: new */
	meeting_id meeting;
	struct opt_i64 unit; /* unit_id; none: a guest */
	str person_name, person_title;
	enum presence presence;
	bool votes;
	str reason; /* of absence */
	i64 ordinal;
	str unit_name; /* joined */
};
typedef VEC(struct attendance) attendance_list;

/* Replaces the whole list of a meeting; rows of the same unit keep their ids. */
MUST_CHECK td_rc store_attendance_set(struct tx *t, meeting_id id, attendance_list *list);
MUST_CHECK td_rc store_attendance_list(struct tx *t, meeting_id id, attendance_list *out);

/* suy tôn: a unit nominated for a title. */
struct nomination {
	i64 id;
	cluster_year_id year;
	unit_id unit;
	str title_code; /* "CO_BN_TINH" … from rules/ */
	i64 ordinal;
	str reason;
	struct opt_i64 withdrawn_at_ms;
	i64 proposed_by, proposed_at_ms;
	str unit_name; /* joined */
	i64 rev;
};
typedef VEC(struct nomination) nomination_list;
MUST_CHECK td_rc store_nomination_add(struct tx *t, struct nomination *n);
MUST_CHECK td_rc store_nomination_save(struct tx *t, struct nomination *n); /* ordinal, reason, withdrawn */
MUST_CHECK td_rc store_nomination_list(struct tx *t, cluster_year_id year, nomination_list *out);

enum poll_kind { POLL_NOMINATION, POLL_HEAD, POLL_DEPUTY, POLL_RESOLUTION, POLL_KIND__N };
enum poll_method { POLL_PAPER, POLL_SHOW_OF_HANDS, POLL_WRITTEN, POLL_METHOD__N };
enum poll_state { POLL_DRAFT, POLL_COUNTED, POLL_ANNOUNCED, POLL_STATE__N };
const char *poll_kind_code(enum poll_kind k);
const char *poll_kind_name(enum poll_kind k);
const char *poll_method_code(enum poll_method m);
const char *poll_method_name(enum poll_method m);

/* A ballot as the counting board reports it; domain/poll.h judges it (store_ballot_poll()).
 * The threshold is data: num/den of base, strict means more than, not at least (decisions 14). den 0: none, most
 * votes win. */
struct ballot {
	poll_id id;
	cluster_year_id year;
	struct opt_i64 meeting;
	enum poll_kind kind;
	enum poll_method method;
	str question;
	str title_code; /* POLL_NOMINATION; else NULL */
	i64 n_seats;
	i64 threshold_num, threshold_den;
	bool threshold_strict;
	enum poll_base base;
	i64 n_members, n_present;                                     /* with the right to vote */
	i64 n_issued, n_returned, n_not_returned, n_valid, n_invalid; /* ballot papers */
	i64 n_written;                                                /* written opinions received */
	i64 max_yes; /* at most so many "đồng ý" on one ballot; 0: no cap */
	bool has_quorum;
	i64 quorum_num, quorum_den; /* of n_members */
	bool quorum_counts_written;
	enum poll_state state;
	i64 rev;
};
struct ballot_candidate {
	i64 id; /* 0: new */
	poll_id poll;
	i64 ordinal;
	struct opt_i64 unit;
	str label;
	i64 n_yes, n_no, n_blank;                   /* in the room */
	i64 written_yes, written_no, written_blank; /* written opinions of absent members (decisions 29) */
	bool withdrawn;
	str result; /* "elected", "not_elected" once decided; NULL before */
};
typedef VEC(struct ballot) ballot_list;
typedef VEC(struct ballot_candidate) ballot_candidate_list;

MUST_CHECK td_rc store_ballot_add(struct tx *t, struct ballot *p);
MUST_CHECK td_rc store_ballot_save(struct tx *t, struct ballot *p);
MUST_CHECK td_rc store_ballot_get(struct tx *t, poll_id id, struct ballot *out);
/* Those that have a result. */
MUST_CHECK td_rc store_ballot_list(struct tx *t, cluster_year_id year, ballot_list *out);
/* Those that the program runs (store_poll_desk.h), with a result or without. */
MUST_CHECK td_rc store_ballot_run_list(struct tx *t, cluster_year_id year, ballot_list *out);
/* Replaces the whole list of a poll. */
MUST_CHECK td_rc store_ballot_candidates_set(struct tx *t, poll_id id, ballot_candidate_list *list);
MUST_CHECK td_rc store_ballot_candidates(struct tx *t, poll_id id, ballot_candidate_list *out);
/* Of all polls of a year, by poll first. */
MUST_CHECK td_rc store_ballot_candidates_of_year(struct tx *t, cluster_year_id year,
						 ballot_candidate_list *out);
/* What was decided of each candidate, on a; NULL: nothing yet. */
const bool *store_ballot_elected(struct arena *a, const ballot_candidate_list *list);
/* The ballot and its candidates as domain/poll.h takes them, on a. */
void store_ballot_poll(struct arena *a, const struct ballot *b, const ballot_candidate_list *list,
		       struct poll *out);

#endif
