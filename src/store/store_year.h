/* A cluster-year with everything scoring needs, read in one snapshot and computed: what the scoreboard, ranking,
 * derivations, papers and exports all start from. */
#ifndef STORE_YEAR_H
#define STORE_YEAR_H

#include "domain/score.h"
#include "store/store_org.h"
#include "store/store_scheme.h"
#include "store/store_score.h"

struct scored_year {
	struct cluster_year year;
	const struct scheme *scheme; /* shared, read-only */
	criterion_list criteria;     /* at[k] belongs to scheme->nodes[k] */
	membership_list members;     /* at[i] is unit i of the input */
	score_entry_list entries;    /* as read: who, when, why */
	enum score_stage stage;
	target_list targets; /* registered apart from entries */
	struct score_input input;
	struct score_result result; /* only when computed */
	bool computed;              /* false: input has faults, see faults */
	struct err faults;          /* of score_check(): "<unit>/<criterion>" */
	/* entry that stands in the cell [node * n_units + unit]: its index in entries, or -1. Judges' criteria: the first. */
	i32 *cell_entry;
	/* judges of node k, in the order of the input's columns: unit indices; -1 is the stage's one value */
	i32 *const *judges;
};

/* Is the entry a checker's opinion about a criterion that takes one value? Such cross-scores stand beside the value for
 * those who verify and change no points themselves. */
bool store_score_is_opinion(const struct criterion *c, const struct score_entry *e);

/* Loads the year as of a stage (each cell takes the latest stage not after it that has a value; judges' criteria take
 * the cross-scores unless a later stage has one value) and runs score_run(). TD_NOT_FOUND: no such year; TD_CONFLICT:
 * no scheme chosen yet. */
MUST_CHECK td_rc store_year_load(struct tx *t, cluster_year_id id, enum score_stage stage,
				 struct scored_year *out);

/* As store_year_load(), but the entries hold figures and times only, no reasons, notes and names. */
MUST_CHECK td_rc store_year_figures(struct tx *t, cluster_year_id id, enum score_stage stage,
				    struct scored_year *out);

/* The same year as of a stage not after that of from, from what was read already: no statement is run. */
MUST_CHECK td_rc store_year_earlier(struct tx *t, const struct scored_year *from, enum score_stage stage,
				    struct scored_year *out);

#endif
