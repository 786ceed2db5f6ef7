/* Everything that is due in a cluster-year, read once (domain/due.h): the steps of the season, what each unit must send,
 * difficulties to be answered, meetings and the events of the calendar. The only such list: calendar, tasks, matrix,
 * reminders and feeds all begin here. */
#ifndef JOBS_DUE_H
#define JOBS_DUE_H

#include "domain/due.h"
#include "jobs/act_explain.h"
#include "store/store_difficulty.h"
#include "store/store_report.h"

typedef VEC(struct due) due_list;

struct due_year {
	struct act_year y;
	membership_list members;
	season_step_list plan;
	due_list list; /* sorted by due_sort() */
	/* what it was made of: */
	report_period_list periods;
	period_report_list reports;
	scorecard_list cards;
	crosscheck_pair_list pairs;  /* once published */
	explain_item_list explained; /* from the step of explanations on */
	difficulty_list difficulties;
};

/* A unit's own card; NULL: it has none yet. */
const struct scorecard *due_card(const struct due_year *d, unit_id unit);

/* A number of statements that does not depend on what is in the year. */
MUST_CHECK td_rc due_load(struct tx *t, cluster_year_id year, struct due_year *out);

/* May who sees `all` units, or only `own` ({0}: none), and is `who`, know of it? Events, steps and meetings are everybody's. */
bool due_seen_by(const struct due *d, bool all, unit_id own, user_id who);

/* "Gửi phiếu tự chấm điểm", "Bước «Thẩm tra»", the title of an event: in words, on a. */
str due_title(struct arena *a, enum lang lang, const struct due *d);

/* Part of the address behind the year's where it is dealt with, by the unit's desk or the cluster's: "/cham-diem/a". */
str due_path(struct arena *a, const struct due *d);

/* The same thing asked of several units, counted: one line of a calendar. */
struct due_group {
	const struct due *first;
	size_t n, n_done, n_late; /* n_late: done after their day */
};
typedef VEC(struct due_group) due_group_list;
/* Runs of equal kind, ref and day among those for which seen() holds, in the list's order. */
void due_groups(struct arena *a, const due_list *list, bool all, unit_id own, user_id who,
		due_group_list *out);

#endif
