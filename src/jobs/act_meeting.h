/* Acts of the year-end meeting: ranking, nominations, ballots, the meeting's facts. */
#ifndef JOBS_ACT_MEETING_H
#define JOBS_ACT_MEETING_H

#include "jobs/act.h"
#include "store/store_meeting.h"
#include "store/store_ranking.h"

/* Freezes the ranking of a stage with its inputs (decisions 19: a new version needs a reason once one was adopted).
 * TD_CONFLICT: cells are empty or faulty — each unit is named. Sealed cards become "Đã niêm phong". */
MUST_CHECK td_rc act_ranking_freeze(struct tx *t, cluster_year_id year, enum score_stage stage, str reason,
				    struct ranking *out);
/* The meeting adopts the newest version. */
MUST_CHECK td_rc act_ranking_adopt(struct tx *t, cluster_year_id year, i64 rev);

/* The chair's decision between tied units: order 1, 2, …; 0 takes it back. Needs a reason. */
MUST_CHECK td_rc act_chair_order(struct tx *t, cluster_year_id year, unit_id unit, i64 order, str reason);

/* Nominates a unit for a title (code from rules/). TD_CONFLICT: knocked out in the standing ranking, already there. */
MUST_CHECK td_rc act_nominate(struct tx *t, cluster_year_id year, unit_id unit, str title_code, str reason);
MUST_CHECK td_rc act_nomination_withdraw(struct tx *t, cluster_year_id year, i64 nomination, str reason);

/* Saves a meeting (id {0}: new) and its attendance. */
MUST_CHECK td_rc act_meeting_save(struct tx *t, struct meeting *m, attendance_list *who);

/* Records a ballot with its candidates (id {0}: new): poll_check() must pass; results are set by poll_judge(). With
 * announce the record is closed and, for offices, the terms of next year follow from the result. */
MUST_CHECK td_rc act_ballot_record(struct tx *t, struct ballot *b, ballot_candidate_list *list, bool announce,
				   struct poll_result *out);
/* What the hall reads of it: the sentence of the result, and how many agreed to whom. */
str act_ballot_told(struct arena *a, const ballot_candidate_list *list, const struct poll_result *r);

#endif
