/* Cross-checking (who checks whom), returns of cards and explanations of a cluster-year. Common rules: store_org.h. */
#ifndef STORE_CHECK_H
#define STORE_CHECK_H

#include "domain/org.h"
#include "store/db.h"

typedef struct {
	i64 v;
} explanation_id;

/* How the assignment of a year was made. */
struct crosscheck {
	i64 id; /* 0: nothing was drawn yet */
	cluster_year_id year;
	i64 n_each; /* checkers of each unit; 0: everyone scores everyone */
	i64 seed;
	bool blind;     /* the checked unit does not see who checks it */
	i64 n_repeated; /* pairs of last year that the draw could not avoid */
	i64 drawn_by, drawn_at_ms;
	str drawn_by_name; /* joined */
	struct opt_i64 published_at_ms;
	i64 rev;
};

struct crosscheck_pair {
	i64 id;
	cluster_year_id year;
	unit_id checker, checked;
	bool by_hand;
	struct opt_i64 finished_at_ms, finished_by;
	str finished_by_name; /* joined */
	i64 rev;
};
typedef VEC(struct crosscheck_pair) crosscheck_pair_list;

struct crosscheck_conflict {
	cluster_year_id year;
	unit_id unit, other; /* the store puts the smaller first */
	str reason;
};
typedef VEC(struct crosscheck_conflict) crosscheck_conflict_list;

/* TD_OK with id 0 when nothing was drawn. */
MUST_CHECK td_rc store_crosscheck_get(struct tx *t, cluster_year_id year, struct crosscheck *out);
/* Inserts (id 0) or saves by rev; drawn_by and drawn_at are the caller's. */
MUST_CHECK td_rc store_crosscheck_put(struct tx *t, struct crosscheck *c);
/* By checked unit, then checker. */
MUST_CHECK td_rc store_crosscheck_pairs(struct tx *t, cluster_year_id year, crosscheck_pair_list *out);
MUST_CHECK td_rc store_crosscheck_pair_get(struct tx *t, cluster_year_id year, unit_id checker,
					   unit_id checked, struct crosscheck_pair *out);
MUST_CHECK td_rc store_crosscheck_pair_add(struct tx *t, struct crosscheck_pair *p);
/* With the cross-scores that this checker entered for the unit. */
MUST_CHECK td_rc store_crosscheck_pair_remove(struct tx *t, const struct crosscheck_pair *p);
/* finished: now and by the actor, else open again. */
MUST_CHECK td_rc store_crosscheck_pair_finish(struct tx *t, struct crosscheck_pair *p, bool finished);
/* All checks of a unit are open again. */
MUST_CHECK td_rc store_crosscheck_reopen(struct tx *t, cluster_year_id year, unit_id checked);
/* Pairs of the cluster's year before; only checker and checked are set. */
MUST_CHECK td_rc store_crosscheck_last(struct tx *t, cluster_year_id year, crosscheck_pair_list *out);

MUST_CHECK td_rc store_crosscheck_conflict_put(struct tx *t, const struct crosscheck_conflict *c);
/* TD_NOT_FOUND: there is none. */
MUST_CHECK td_rc store_crosscheck_conflict_remove(struct tx *t, const struct crosscheck_conflict *c);
MUST_CHECK td_rc store_crosscheck_conflicts(struct tx *t, cluster_year_id year,
					    crosscheck_conflict_list *out);

/* A card that was sent back: from which level, why, by whom. */
struct scorecard_return {
	i64 id;
	cluster_year_id year;
	unit_id unit;
	str origin; /* "cross", "cluster", "council" */
	str reason;
	i64 returned_by, returned_at_ms; /* set by the store */
	str returned_by_name;            /* joined */
};
typedef VEC(struct scorecard_return) scorecard_return_list;
MUST_CHECK td_rc store_scorecard_return_add(struct tx *t, struct scorecard_return *r);
/* Newest first; unit {0}: of every unit. */
MUST_CHECK td_rc store_scorecard_returns(struct tx *t, cluster_year_id year, unit_id unit,
					 scorecard_return_list *out);

/* A unit's answer to one changed score. Answer and verdict are NULL until given. */
struct explanation_row {
	explanation_id id;
	cluster_year_id year;
	unit_id unit;
	criterion_id criterion;
	str answer;      /* "agree", "explain" */
	str answer_text; /* may be NULL */
	struct opt_i64 evidence;
	struct opt_i64 answered_by, answered_at_ms;
	str verdict; /* "keep", "adjust" */
	str verdict_reason;
	struct opt_i64 settled_by, settled_at_ms;
	str answered_by_name, settled_by_name; /* joined */
	i64 rev;                               /* 0: new */
};
typedef VEC(struct explanation_row) explanation_list;
/* Inserts (rev 0) or saves by rev. TD_STALE: somebody was first. */
MUST_CHECK td_rc store_explanation_put(struct tx *t, struct explanation_row *x);
/* By unit and criterion; unit {0}: of every unit. */
MUST_CHECK td_rc store_explanation_list(struct tx *t, cluster_year_id year, unit_id unit,
					explanation_list *out);

#endif
