/* Acts of following the year: periods, activities and their files, talks, exemplars, participation. See act.h for the
 * codes; rights are the caller's. A closed year takes nothing (TD_CONFLICT). */
#ifndef JOBS_ACT_ACTIVITY_H
#define JOBS_ACT_ACTIVITY_H

#include "jobs/act.h"
#include "jobs/monitor_rules.h"

/* Saves a period (id 0: new): period_check(), and no other of its year has the name. */
MUST_CHECK td_rc act_period_save(struct tx *t, struct report_period *p);
/* Deletes a period that nothing refers to; one in use is withdrawn, which needs a reason and stays to be read (T11). */
MUST_CHECK td_rc act_period_drop(struct tx *t, cluster_year_id year, i64 id, i64 rev, str why,
				 bool *withdrawn);

/* Adds, renames or retires a kind of activity of the year's cluster. */
MUST_CHECK td_rc act_activity_kind_save(struct tx *t, cluster_year_id year, const struct activity_kind *k);

/* Saves an activity (id 0: new) with what each unit had in it. A unit's own has one part, its own. Faults name title,
 * kind, held_on and parts[unit code]. */
MUST_CHECK td_rc act_activity_save(struct tx *t, struct activity *x, const activity_part_list *parts);
MUST_CHECK td_rc act_activity_withdraw(struct tx *t, cluster_year_id year, i64 id, i64 rev, str why);

enum { ACTIVITY_FILES_MAX = 20 };
/* Attaches bytes: PNG and JPEG by their content are pictures and need alt, all else is for download only. */
MUST_CHECK td_rc act_activity_file_add(struct tx *t, cluster_year_id year, i64 activity, str name, str alt,
				       str bytes);
MUST_CHECK td_rc act_activity_file_remove(struct tx *t, cluster_year_id year, i64 id);

/* A talk with its text, its file or both (bytes empty: no file). */
MUST_CHECK td_rc act_talk_add(struct tx *t, struct talk *x, str bytes);
MUST_CHECK td_rc act_talk_withdraw(struct tx *t, cluster_year_id year, i64 id, str why);

/* An exemplar named by a unit; chosen asks exemplar_can_choose() of its period. */
MUST_CHECK td_rc act_exemplar_add(struct tx *t, struct exemplar *x);
MUST_CHECK td_rc act_exemplar_choose(struct tx *t, cluster_year_id year, i64 id, i64 rev, bool chosen);
MUST_CHECK td_rc act_exemplar_withdraw(struct tx *t, cluster_year_id year, i64 id, str why);

/* What a period has of exemplars, from the year's lists. */
struct exemplar_count act_exemplar_count(const exemplar_list *all, const membership_list *members,
					 const struct report_period *p);

MUST_CHECK td_rc act_participation_save(struct tx *t, struct participation *x);

/* PNG or JPEG by its first bytes; the media type, or STR_NULL for anything else. */
str act_picture_type(str bytes);

#endif
