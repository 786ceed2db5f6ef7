/* Acts on periodic reports, and the year's reports with their lights as pages and papers read them. */
#ifndef JOBS_ACT_REPORT_H
#define JOBS_ACT_REPORT_H

#include "jobs/act_activity.h"
#include "store/store_registration.h"
#include "store/store_report.h"

/* One act on a unit's report. lines count for SAVE and SEND: those whose target is the unit's, approved. */
struct report_wish {
	enum report_act act;
	report_line_list lines;
	str reason; /* of a return */
	i64 rev;    /* as seen; 0: not begun */
};

/* report_can() decides. Lateness is that of the first sending. TD_STALE: somebody saved in between; TD_INVALID: a cause
 * too long, a figure of another unit. */
MUST_CHECK td_rc act_report(struct tx *t, cluster_year_id year, i64 period, unit_id unit,
			    const struct report_wish *w);

MUST_CHECK td_rc act_lights_save(struct tx *t, cluster_year_id year, const struct light_limits *at);

/* Everything about the year's reports, read by a bounded number of statements. */
struct report_facts_of_year {
	membership_list members;
	report_period_list periods;
	period_report_list reports;
	report_line_list lines;
	registered_target_list targets; /* approved ones */
	struct light_limits limits;
};
MUST_CHECK td_rc act_reports_load(struct tx *t, cluster_year_id year, struct report_facts_of_year *out);

/* The report of a unit on a period, or NULL; the line of a target in it, or NULL. */
const struct period_report *act_report_of(const struct report_facts_of_year *y, i64 period, unit_id unit);
const struct report_line *act_report_line(const struct report_facts_of_year *y, i64 report, i64 target);

/* A target with its value in a report (NULL: none yet). */
struct period_figure act_report_figure(const struct registered_target *g, const struct report_line *line);

/* How a unit stands in a period. */
struct report_standing {
	u32 n[LIGHT__N]; /* figures by light */
	enum period_light worst;
	struct opt_i64 share_c; /* mean of the shares, each at most 100 % */
};
struct report_standing act_report_standing(const struct report_facts_of_year *y,
					   const struct report_period *p, unit_id unit);

#endif
