/* Reports of units on periods (domain/period.h) and the year's limits of the lights. */
#ifndef STORE_REPORT_H
#define STORE_REPORT_H

#include "store/store_activity.h"

struct period_report {
	i64 id; /* 0: not begun */
	i64 period;
	unit_id unit;
	enum report_state state;
	struct opt_i64 sent_at_ms; /* first sending */
	i64 late_days;             /* of it */
	str reason;                /* of the last return; may be NULL */
	i64 saved_at_ms;
	str saved_by_name; /* joined */
	i64 rev;
};
typedef VEC(struct period_report) period_report_list;

struct report_line {
	i64 report, target; /* registered_target */
	struct opt_i64 actual_c;
	str cause; /* may be NULL */
};
typedef VEC(struct report_line) report_line_list;

/* The report, or a draft with id 0 that is not stored yet. */
MUST_CHECK td_rc store_report_get(struct tx *t, i64 period, unit_id unit, struct period_report *out);
/* Adds (id 0) or saves, with these lines. TD_STALE. */
MUST_CHECK td_rc store_report_put(struct tx *t, cluster_year_id year, struct period_report *r,
				  const report_line_list *lines);
/* Of all periods and units. */
MUST_CHECK td_rc store_report_list(struct tx *t, cluster_year_id year, period_report_list *out);
MUST_CHECK td_rc store_report_lines(struct tx *t, cluster_year_id year, report_line_list *out);

/* TD_NOT_FOUND: the year has none of its own. */
MUST_CHECK td_rc store_light_get(struct tx *t, cluster_year_id year, struct light_limits *out);
MUST_CHECK td_rc store_light_put(struct tx *t, cluster_year_id year, const struct light_limits *at);

#endif
