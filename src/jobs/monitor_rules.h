/* What ships for following a year (rules/monitor.json): kinds of activity, limits of the lights, shares of the plan that
 * a period should have done. A cluster changes them; nothing of it is a constant of the program. */
#ifndef JOBS_MONITOR_RULES_H
#define JOBS_MONITOR_RULES_H

#include "store/store_activity.h"

/* The kinds a cluster uses: the shipped ones with its changes and its own, retired ones too. */
MUST_CHECK td_rc monitor_kinds(struct tx *t, cluster_id cluster, activity_kind_list *out);

/* The name of a kind's code in the list; the code's own text when there is none. */
str monitor_kind_name(const activity_kind_list *kinds, str code);

/* Shipped limits of the lights. */
struct light_limits monitor_light_limits(struct arena *a);

/* Share of the year's plan that should be done by the end of a period of a kind, when the desk does not say. */
i64 monitor_expected_pct(struct arena *a, enum period_kind kind);

#endif
