/* Councils, units, clusters, their years, members, offices and calendars.
 *
 * Common to all store_*.h: functions take the running transaction; lists and texts live on its arena; *_add set the
 * new id in the struct; *_save compare rev and return TD_STALE when the row was changed in between (nothing is
 * written), else they write and raise rev in the struct; *_get and *_by_* return TD_NOT_FOUND. Uniqueness returns
 * TD_CONFLICT with a sentence in t->e. Every change bumps the generation of its cluster-year (or of the system) but
 * does not write the journal: the command knows why, so it calls journal_add(). */
#ifndef STORE_ORG_H
#define STORE_ORG_H

#include "domain/org.h"
#include "store/db.h"

typedef VEC(struct council) council_list;
typedef VEC(struct unit) unit_list;
typedef VEC(struct cluster) cluster_list;
typedef VEC(struct cluster_year) cluster_year_list;
typedef VEC(struct membership) membership_list;
typedef VEC(struct office_term) office_term_list;
typedef VEC(struct season_step) season_step_list;

MUST_CHECK td_rc store_council_add(struct tx *t, struct council *c);
/* name, level. */
MUST_CHECK td_rc store_council_save(struct tx *t, struct council *c);
MUST_CHECK td_rc store_council_by_code(struct tx *t, str code, struct council *out);
MUST_CHECK td_rc store_council_list(struct tx *t, council_list *out);

/* code unique over all units. */
MUST_CHECK td_rc store_unit_add(struct tx *t, struct unit *u);
MUST_CHECK td_rc store_unit_save(struct tx *t, struct unit *u);
MUST_CHECK td_rc store_unit_get(struct tx *t, unit_id id, struct unit *out);
MUST_CHECK td_rc store_unit_by_code(struct tx *t, str code, struct unit *out);
/* In Vietnamese order of the name; retired ones too. */
MUST_CHECK td_rc store_unit_list(struct tx *t, unit_list *out);

/* A page of those that hold the key (vi_fold()ed, empty: all) in their name, an old name or at the start of their code;
 * the retired last. *n_all counts all of them. */
MUST_CHECK td_rc store_unit_search(struct tx *t, str key, i64 limit, i64 offset, unit_list *out, i64 *n_all);

/* A year in which a unit is or was a member. */
struct unit_year {
	str cluster_code, cluster_name, council_name;
	i64 year;
	str joined_on, left_on;       /* may be NULL */
	struct opt_i64 rank, total_c; /* of its adopted ranking, once everybody may see it */
	i64 n_ranked;
};
typedef VEC(struct unit_year) unit_year_list;
/* Newest first, over all clusters and councils. */
MUST_CHECK td_rc store_unit_years(struct tx *t, unit_id id, unit_year_list *out);

MUST_CHECK td_rc store_cluster_add(struct tx *t, struct cluster *c);
MUST_CHECK td_rc store_cluster_save(struct tx *t, struct cluster *c);
MUST_CHECK td_rc store_cluster_by_code(struct tx *t, str code, struct cluster *out);
MUST_CHECK td_rc store_cluster_list(struct tx *t, cluster_list *out);

/* One row per cluster and year; step starts as the caller sets it. */
MUST_CHECK td_rc store_cluster_year_add(struct tx *t, struct cluster_year *y);
/* theme, step, scheme, revealed, published. */
MUST_CHECK td_rc store_cluster_year_save(struct tx *t, struct cluster_year *y);
/* The file that a year was taken from. */
MUST_CHECK td_rc store_cluster_year_origin(struct tx *t, cluster_year_id id, str file_name);
MUST_CHECK td_rc store_cluster_year_get(struct tx *t, cluster_year_id id, struct cluster_year *out);
/* By the address /cum/{code}/{year}. */
MUST_CHECK td_rc store_cluster_year_find(struct tx *t, str cluster_code, i64 year, struct cluster_year *out);
/* A year that some grant of a user reaches, in force or not: authz_gives() decides what he may see of it. */
struct cluster_year_reach {
	struct cluster_year y;
	i64 n_members;
	str head_name; /* the unit that headed the cluster, NULL: none yet */
	i64 *own;      /* members that the user is of */
	size_t n_own;
};
typedef VEC(struct cluster_year_reach) cluster_year_reach_list;

/* Newest year first, clusters in order of their names. Three statements, however many years. */
MUST_CHECK td_rc store_cluster_year_reach(struct tx *t, user_id user, cluster_year_reach_list *out);
/* Every year of every cluster, newest year first, clusters in order of their names. */
MUST_CHECK td_rc store_cluster_year_list(struct tx *t, cluster_year_list *out);

/* ordinal 0: put at the end. */
MUST_CHECK td_rc store_membership_add(struct tx *t, struct membership *m);
MUST_CHECK td_rc store_membership_save(struct tx *t, struct membership *m);
/* ordinal, left_on, left_decision; left_on NULL: it is a member again. */
MUST_CHECK td_rc store_membership_leave(struct tx *t, struct membership *m);
/* profile alone; NULL: none. */
MUST_CHECK td_rc store_membership_profile(struct tx *t, struct membership *m);
MUST_CHECK td_rc store_membership_remove(struct tx *t, membership_id id);
/* Those who left, the last first. */
MUST_CHECK td_rc store_membership_left(struct tx *t, cluster_year_id year, membership_list *out);
/* The members by ordinal; not those who left. */
MUST_CHECK td_rc store_membership_list(struct tx *t, cluster_year_id year, membership_list *out);
/* The member with this unit code. */
MUST_CHECK td_rc store_membership_find(struct tx *t, cluster_year_id year, str unit_code,
				       struct membership *out);

MUST_CHECK td_rc store_office_add(struct tx *t, struct office_term *o);
/* to_on, end_decision. */
MUST_CHECK td_rc store_office_end(struct tx *t, struct office_term *o);
/* A term that never began. */
MUST_CHECK td_rc store_office_drop(struct tx *t, const struct office_term *o);
/* Newest term first. */
MUST_CHECK td_rc store_office_list(struct tx *t, cluster_year_id year, office_term_list *out);

/* Sets a step's plan (insert or replace); without entered_at the one it has stays. */
MUST_CHECK td_rc store_season_step_put(struct tx *t, const struct season_step *s);
/* The year came to this step now. */
MUST_CHECK td_rc store_season_step_enter(struct tx *t, cluster_year_id year, str step);
/* In no order: domain/season.h knows it. */
MUST_CHECK td_rc store_season_step_list(struct tx *t, cluster_year_id year, season_step_list *out);

#endif
