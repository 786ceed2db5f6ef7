/* Acts of a poll that the program runs, from the list of candidates to the confirmed result (domain/poll_desk.h). What may
 * follow what is its table; rights are the caller's, except that a teller's sheet is taken from a teller of the board only
 * and the result is confirmed by the board's head.
 *
 * rev is the desk's as the user saw it; 0: as it stands (scripts). TD_DENIED: this person may not, in a sentence. */
#ifndef JOBS_ACT_DESK_H
#define JOBS_ACT_DESK_H

#include "format/value.h"
#include "jobs/act_meeting.h"
#include "store/store_poll_desk.h"

/* A poll with everything about it. Sheets are those that t->actor may read. */
struct act_desk {
	struct ballot b;
	struct poll_desk d;
	ballot_candidate_list candidates;
	poll_board_list board; /* of its meeting */
	count_sheet_list sheets;
	count_sheet_list senders; /* tellers that sent a sheet of this attempt */
	written_opinion_list opinions;
	poll_change_list changes;
	i64 n_written; /* persons with an opinion */
};
/* TD_NOT_FOUND: no such poll in the year, or its result was typed in. */
MUST_CHECK td_rc act_desk_load(struct tx *t, cluster_year_id year, poll_id poll, struct act_desk *out);

/* Voters of a meeting by its attendance. */
struct desk_room {
	i64 members, present;
	attendance_list who;
};
MUST_CHECK td_rc act_desk_room(struct tx *t, meeting_id meeting, struct desk_room *out);

/* The board of a meeting: one head and at least two tellers, of different units. Not while ballots are counted. */
MUST_CHECK td_rc act_board_elect(struct tx *t, cluster_year_id year, meeting_id meeting,
				 const poll_board_list *board);

/* Writes down the rules and candidates of a poll (b->id {0}: a new one) with its desk in d: method, may_vote_self,
 * invalid_rule, destroy_on, and of round 2 of_poll. Somebody elected already for the same place does not stand again. */
MUST_CHECK td_rc act_desk_prepare(struct tx *t, struct ballot *b, struct poll_desk *d,
				  ballot_candidate_list *list);
/* Changes what was written down, as long as no ballot was handed out: b, d and list are those of act_desk_load() with the
 * changes. What the electronic part or an opinion was made on stays: TD_CONFLICT with a sentence. */
MUST_CHECK td_rc act_desk_edit(struct tx *t, struct ballot *b, struct poll_desk *d,
			       ballot_candidate_list *list);
/* A candidate from the floor: a unit of the year, or a name where unit is none. */
MUST_CHECK td_rc act_desk_floor(struct tx *t, cluster_year_id year, poll_id poll, struct opt_i64 unit,
				str label, str reason, i64 rev);
/* He stays on record and is not voted on. */
MUST_CHECK td_rc act_desk_withdraw(struct tx *t, cluster_year_id year, poll_id poll, i64 candidate,
				   str reason, i64 rev);
/* What an absent member wrote, for each candidate that stands; an empty list takes it back. */
MUST_CHECK td_rc act_desk_opinion(struct tx *t, cluster_year_id year, poll_id poll, str person,
				  struct opt_i64 unit, const written_opinion_list *rows);

struct desk_opening {
	i64 members, present;
	i64 printed, issued; /* ballot papers; of a show of hands: issued = who may raise a hand */
	i64 electronic;      /* voters who vote on a device */
};
/* Ballots are handed out. Needs the quorum, a board where papers are counted, enough voters of each kind. */
MUST_CHECK td_rc act_desk_open(struct tx *t, cluster_year_id year, poll_id poll, const struct desk_opening *o,
			       i64 rev);
/* While ballots are out: name is the person's; kind is not POLL_CHANGE_DECIDED. */
MUST_CHECK td_rc act_desk_change(struct tx *t, cluster_year_id year, poll_id poll, enum poll_change_kind kind,
				 str name, i64 rev);
/* No more ballots: printed = issued + spoiled + unused must hold. */
MUST_CHECK td_rc act_desk_close(struct tx *t, cluster_year_id year, poll_id poll, i64 unused, i64 rev);

/* t->actor's sheet of this attempt, as a teller. The second one is compared: *differences holds where they differ, and
 * the next attempt has begun; empty: they agree, or the other one is still missing. */
MUST_CHECK td_rc act_desk_sheet(struct tx *t, cluster_year_id year, poll_id poll, i64 attempt,
				const struct count *c, count_differences *differences);
/* The hands of the room, counted once by the board. */
MUST_CHECK td_rc act_desk_hands(struct tx *t, cluster_year_id year, poll_id poll, const struct count *c);
/* The electronic box was opened: its subtotals, per candidate and the number of ballots. A poll that is still open is
 * closed. With paper in the same poll the desk waits for the papers' count. */
MUST_CHECK td_rc act_desk_counted(struct tx *t, cluster_year_id year, poll_id poll, const struct count *c);
/* The head wants another count although the sheets agree. */
MUST_CHECK td_rc act_desk_recount(struct tx *t, cluster_year_id year, poll_id poll, str reason, i64 rev);
/* The board's head confirms: the poll is counted (act_ballot_record()). */
MUST_CHECK td_rc act_desk_confirm(struct tx *t, cluster_year_id year, poll_id poll, i64 rev,
				  struct poll_result *out);
/* The meeting decides on a free place without votes or between equal ones, with a recorded reason. */
MUST_CHECK td_rc act_desk_decide(struct tx *t, cluster_year_id year, poll_id poll, i64 candidate, str reason,
				 i64 rev);
/* The confirmed result is announced: offices of next year follow. */
MUST_CHECK td_rc act_desk_announce(struct tx *t, cluster_year_id year, poll_id poll, i64 rev,
				   struct poll_result *out);
/* A second ballot among the tied, or where nobody is, among those without a place. */
MUST_CHECK td_rc act_desk_second(struct tx *t, cluster_year_id year, poll_id poll, poll_id *out);
MUST_CHECK td_rc act_desk_cancel(struct tx *t, cluster_year_id year, poll_id poll, str reason, i64 rev);

/* For act_desk*.c: the journal's line of a poll; TD_STALE when the desk is not as the user saw it. */
MUST_CHECK td_rc act_desk_log(struct tx *t, const struct ballot *b, const char *action, struct value *after,
			      str reason);
MUST_CHECK td_rc act_desk_begin(struct tx *t, cluster_year_id year, poll_id poll, i64 rev,
				enum desk_move move, struct act_desk *x);
MUST_CHECK td_rc act_desk_check_candidates(struct tx *t, const struct ballot *b,
					   const ballot_candidate_list *list);

#endif
