/* Following the year: periods, activities, talks, exemplars, participation. Lists leave out what was withdrawn, except
 * the periods, which are shown with the reason. */
#ifndef STORE_ACTIVITY_H
#define STORE_ACTIVITY_H

#include "domain/activity.h"
#include "domain/org.h"
#include "domain/period.h"
#include "store/db.h"

struct report_period {
	i64 id;
	cluster_year_id year;
	enum period_kind kind;
	str name, starts_on, ends_on, due_on;
	i64 expected_pct_c; /* share of the year's plan that should be done by its end */
	struct exemplar_quota quota;
	struct opt_i64 withdrawn_at_ms;
	str withdrawn_why;
	i64 rev;
};
typedef VEC(struct report_period) report_period_list;

/* Insert (id 0) or update by rev: TD_STALE. */
MUST_CHECK td_rc store_period_put(struct tx *t, struct report_period *p);
MUST_CHECK td_rc store_period_get(struct tx *t, i64 id, struct report_period *out);
/* By their last day. */
MUST_CHECK td_rc store_period_list(struct tx *t, cluster_year_id year, report_period_list *out);
/* How many rows of others refer to it. */
MUST_CHECK td_rc store_period_uses(struct tx *t, i64 id, i64 *n);
MUST_CHECK td_rc store_period_remove(struct tx *t, const struct report_period *p);
MUST_CHECK td_rc store_period_withdraw(struct tx *t, struct report_period *p, str why);

/* A cluster's own kind, or its change of a shipped one. */
struct activity_kind {
	str code, name;
	bool retired;
};
typedef VEC(struct activity_kind) activity_kind_list;
MUST_CHECK td_rc store_activity_kind_put(struct tx *t, cluster_id cluster, const struct activity_kind *k);
MUST_CHECK td_rc store_activity_kind_list(struct tx *t, cluster_id cluster, activity_kind_list *out);

struct activity {
	i64 id;
	cluster_year_id year;
	struct opt_i64 unit; /* unit_id; not set: of the whole cluster */
	str kind;            /* code of an activity_kind */
	str title, held_on;
	str place, body; /* may be NULL */
	i64 added_by, added_at_ms;
	struct opt_i64 withdrawn_at_ms;
	str withdrawn_why;
	str unit_name, added_by_name; /* joined; may be NULL */
	i64 rev;
};
struct activity_part {
	i64 activity;
	unit_id unit;
	i64 n_people, amount_dong;
};
typedef VEC(struct activity) activity_list;
typedef VEC(struct activity_part) activity_part_list;

/* Insert (id 0) or update by rev (TD_STALE), its parts replaced by these. */
MUST_CHECK td_rc store_activity_put(struct tx *t, struct activity *x, const activity_part_list *parts);
MUST_CHECK td_rc store_activity_withdraw(struct tx *t, struct activity *x, str why);
/* Also a withdrawn one. */
MUST_CHECK td_rc store_activity_get(struct tx *t, i64 id, struct activity *out);
/* By day. */
MUST_CHECK td_rc store_activity_list(struct tx *t, cluster_year_id year, activity_list *out);
/* Of all activities of the year, by activity and unit. */
MUST_CHECK td_rc store_activity_parts(struct tx *t, cluster_year_id year, activity_part_list *out);

struct activity_file {
	i64 id, activity;
	file_id file;
	str file_name, alt; /* alt may be NULL unless it is a picture */
	bool picture;
	i64 size; /* joined */
};
typedef VEC(struct activity_file) activity_file_list;
MUST_CHECK td_rc store_activity_file_add(struct tx *t, cluster_year_id year, struct activity_file *f);
MUST_CHECK td_rc store_activity_file_remove(struct tx *t, cluster_year_id year, i64 id);
MUST_CHECK td_rc store_activity_file_get(struct tx *t, i64 id, struct activity_file *out);
MUST_CHECK td_rc store_activity_files(struct tx *t, i64 activity, activity_file_list *out);

struct talk {
	i64 id;
	cluster_year_id year;
	unit_id unit;
	str title, speaker;
	str given_on, body;  /* may be NULL; text or file is there */
	struct opt_i64 file; /* file_id */
	str file_name;
	str unit_code, unit_name; /* joined */
};
typedef VEC(struct talk) talk_list;
MUST_CHECK td_rc store_talk_add(struct tx *t, struct talk *x);
MUST_CHECK td_rc store_talk_get(struct tx *t, i64 id, struct talk *out);
MUST_CHECK td_rc store_talk_withdraw(struct tx *t, const struct talk *x, str why);
MUST_CHECK td_rc store_talk_list(struct tx *t, cluster_year_id year, unit_id unit, talk_list *out);

struct exemplar {
	i64 id;
	cluster_year_id year;
	unit_id unit;
	struct opt_i64 period; /* report_period it was found in */
	bool collective;       /* else a person */
	str name, merit;
	str title;                /* position of a person; may be NULL */
	bool chosen;              /* by the cluster, within the period's quota */
	str unit_code, unit_name; /* joined */
	i64 rev;
};
typedef VEC(struct exemplar) exemplar_list;
MUST_CHECK td_rc store_exemplar_add(struct tx *t, struct exemplar *x);
MUST_CHECK td_rc store_exemplar_get(struct tx *t, i64 id, struct exemplar *out);
MUST_CHECK td_rc store_exemplar_choose(struct tx *t, struct exemplar *x);
MUST_CHECK td_rc store_exemplar_withdraw(struct tx *t, const struct exemplar *x, str why);
MUST_CHECK td_rc store_exemplar_list(struct tx *t, cluster_year_id year, unit_id unit, exemplar_list *out);

struct participation {
	cluster_year_id year;
	unit_id unit;
	i64 n_collectives, n_collectives_joined, n_people, n_people_joined;
	i64 rev; /* 0: new */
};
typedef VEC(struct participation) participation_list;
/* TD_STALE */
MUST_CHECK td_rc store_participation_put(struct tx *t, struct participation *x);
MUST_CHECK td_rc store_participation_list(struct tx *t, cluster_year_id year, participation_list *out);

#endif
