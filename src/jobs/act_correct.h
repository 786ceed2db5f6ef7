/* Correction of a frozen ranking (đính chính): the figure and the new version in one act, so that the figures shown and
 * the ranking never differ (decisions 19). */
#ifndef JOBS_ACT_CORRECT_H
#define JOBS_ACT_CORRECT_H

#include "jobs/act_meeting.h"

/* Writes the entered value a_c of one criterion at the stage of the standing ranking (other inputs of the criterion stay)
 * and freezes the next version; the version before is superseded, the meeting adopts the new one. rev: the ranking's as
 * seen. TD_CONFLICT: nothing was frozen; TD_STALE: a newer version stands; TD_INVALID: no reason, no such criterion, out
 * of range, or nothing would change. */
MUST_CHECK td_rc act_ranking_correct(struct tx *t, cluster_year_id year, i64 rev, unit_id unit, str criterion,
				     i64 a_c, str reason, struct ranking *out);

#endif
