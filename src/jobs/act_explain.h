/* Explanations (giải trình): a unit answers each score that the verification changed, the checker settles each. */
#ifndef JOBS_ACT_EXPLAIN_H
#define JOBS_ACT_EXPLAIN_H

#include "jobs/act_score.h"
#include "store/store_check.h"

/* A changed score: the unit's own value, the verified one, what was adjusted after the explanation, and the answer. */
struct explain_item {
	unit_id unit;
	criterion_id criterion;
	const struct score_entry *self, *verified, *adjusted; /* adjusted may be NULL */
	const struct explanation_row *answer;                 /* NULL: nothing yet */
};
typedef VEC(struct explain_item) explain_item_list;

/* All changed scores of a unit, or of every unit ({0}), by unit and criterion. Two statements. */
MUST_CHECK td_rc act_explain_items(struct tx *t, cluster_year_id year, unit_id unit, explain_item_list *out);

/* How many are not settled. */
u32 act_explain_open(const explain_item_list *items);

/* May the unit still answer? TD_CONFLICT with a sentence: the step is not there, or its last day has passed. */
MUST_CHECK td_rc act_explain_window(struct tx *t, cluster_year_id year);

/* May the unit's dossier still change? TD_CONFLICT once the window of explanations has closed, in years that have one. */
MUST_CHECK td_rc act_explain_closed(struct tx *t, cluster_year_id year);

/* The unit's answer to one changed score; agree settles it. evidence is one of the unit's documents of the year. */
MUST_CHECK td_rc act_explain_answer(struct tx *t, cluster_year_id year, unit_id unit, str criterion,
				    bool agree, str text, struct opt_i64 evidence, i64 rev);

/* Closes one: keeps the verified value, or puts another one in its place (cell, STAGE_EXPLAINED); a reason is needed. What
 * the unit did not answer can be closed when its time is over. */
MUST_CHECK td_rc act_explain_settle(struct tx *t, cluster_year_id year, unit_id unit, str criterion,
				    const struct act_cell *adjusted, str reason, i64 rev);

#endif
