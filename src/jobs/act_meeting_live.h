/* Acts of a meeting while it runs. */
#ifndef JOBS_ACT_MEETING_LIVE_H
#define JOBS_ACT_MEETING_LIVE_H

#include "jobs/act.h"
#include "jobs/job_papers.h"
#include "store/store_meeting_live.h"
#include "store/store_ranking.h"

/* All that is known of a meeting while it runs. */
struct act_meeting {
	struct meeting m;
	struct meeting_rule rule;
	meeting_item_list items;
	meeting_event_list events;
	membership_list members;
	struct meeting_now now;
	struct meeting_quorum quorum;
};
/* TD_NOT_FOUND: no such meeting. */
MUST_CHECK td_rc act_meeting_load(struct tx *t, meeting_id id, struct act_meeting *out);
/* Who was there when the meeting was opened; false: it was never opened. */
bool act_meeting_at_opening(struct arena *a, const struct act_meeting *m, struct meeting_quorum *out);
/* The year-end meeting of the year. TD_NOT_FOUND: its time and place were never recorded. */
MUST_CHECK td_rc act_meeting_of_year(struct tx *t, cluster_year_id year, struct act_meeting *out);

/* Lets something happen in the meeting: kind, unit, person, text, ref and n of *x as domain/meeting_live.h says; ordinal,
 * time and author are set. Who attends gets his line of the roll, the last place that is revealed shows all figures to
 * the members. TD_CONFLICT, TD_INVALID: meeting_live_can(). */
MUST_CHECK td_rc act_meeting_event(struct tx *t, meeting_id id, struct meeting_event *x);

/* Ends the meeting and asks for the papers that it leaves, made of what was recorded, in the same transaction. */
MUST_CHECK td_rc act_meeting_close(struct tx *t, meeting_id id, struct job *out);

/* For what is voted on: MEETING_EVENT_POLL_OPENED (text: the question), POLL_CLOSED, POLL_RESULT (text: the sentence of
 * the result, or that the poll was cancelled). Does nothing when the poll has no meeting or the meeting does not run now,
 * so that a poll never fails for want of a meeting. */
MUST_CHECK td_rc act_meeting_poll(struct tx *t, struct opt_i64 meeting, enum meeting_event_kind kind,
				  poll_id poll, str text);

/* How it is run: least number present, seconds of a speaker. */
MUST_CHECK td_rc act_meeting_rule(struct tx *t, struct meeting_rule *r);

/* The programme. While the meeting runs lines that began stay. */
MUST_CHECK td_rc act_meeting_items(struct tx *t, meeting_id id, meeting_item_list *list);

/* A code for each member that has none; again: new ones for all (or for one unit, if set), the old ones end. */
MUST_CHECK td_rc act_meeting_codes(struct tx *t, meeting_id id, bool again, struct opt_i64 unit);

/* Signs in with a code that was read (meeting_code_read()). TD_NOT_FOUND: no such code. */
MUST_CHECK td_rc act_meeting_sign_in(struct tx *t, str code, str person, bool proxy);

#endif
