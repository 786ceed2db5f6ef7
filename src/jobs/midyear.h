/* The mid-year review (sơ kết): what a period's reports, activities, exemplars, talks and difficulties add up to. The page
 * and the paper are made of this; nobody types any of it again. */
#ifndef JOBS_MIDYEAR_H
#define JOBS_MIDYEAR_H

#include "jobs/act_report.h"
#include "store/store_difficulty.h"

/* How one unit stands. */
struct midyear_unit {
	str code, name;
	const struct period_report *report; /* NULL: not begun */
	struct report_standing standing;
};

/* A figure that is behind. */
struct midyear_late {
	str unit;
	const struct registered_target *target;
	struct period_figure figure;
	enum period_light light;
	str cause;
};

struct midyear_activity {
	const struct activity *activity;
	str kind;
	i64 n_people, amount_dong;
};

struct midyear_facts {
	const struct report_period *period; /* NULL: the year has none */
	struct report_facts_of_year reports;
	VEC(struct midyear_unit) units;
	VEC(struct midyear_late) late;           /* yellow and red ones of sent reports */
	VEC(struct midyear_activity) activities; /* held in the period; all of the year when there is none */
	struct activity_sum sum;
	exemplar_list exemplars; /* chosen in the period; all named when the cluster chose none */
	talk_list talks;
	difficulty_list difficulties;
	u32 n_sent, n_on_time, n_late;
	struct opt_i64 collectives_c, people_c; /* shares that take part, hundredths of a percent */
};

/* period 0: the half-year of the year, else its first period. A bounded number of statements. */
MUST_CHECK td_rc midyear_load(struct tx *t, const struct cluster_year *y, i64 period,
			      struct midyear_facts *out);

#endif
