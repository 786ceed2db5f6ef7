/* The daily pass of reminders: seven and three days before, on the day, and the day after (domain/due.h). It may run at any
 * hour and any number of times: each reminder is made once. Also what the desk's button does. */
#ifndef JOBS_REMIND_H
#define JOBS_REMIND_H

#include "jobs/notice.h"

struct remind_report {
	i64 n_years, n_notices;
};

/* Every year that is not closed and not older than the last; each is a write of its own. Days are counted as setting
 * remind.days says: "working", else calendar days. */
MUST_CHECK td_rc remind_pass(struct db *db, struct arena *a, struct err *e, struct remind_report *out);

/* One year, inside a write. */
MUST_CHECK td_rc remind_year(struct tx *t, cluster_year_id year, i64 *n_told);

/* The desk reminds of one thing: a unit by its code, or with an empty one all that have not acted. Once a day for each:
 * TD_CONFLICT with a sentence when everybody was reminded today, is done, or has nobody who could be told. */
MUST_CHECK td_rc act_due_remind(struct tx *t, cluster_year_id year, enum due_kind kind, i64 ref,
				str unit_code, size_t *n_told);

#endif
