#include "store/store_score.h"

#include "store/q_score.h"
#include "store/util.h"

/* Entries -------------------------------------------------------------------------------------------------------- */

static struct score_entry entry_of(cluster_year_id year, const struct q_score *r)
{
	return (struct score_entry){
	    .id = r->id,
	    .year = year,
	    .unit = {r->unit_id},
	    .criterion = {r->criterion_id},
	    .stage = (enum score_stage)r->stage, /* CHECK 0–5 */
	    .judge = {r->judge_unit_id},
	    .state = (enum cell_state)r->state, /* CHECK 1–2 */
	    .a_c = r->a_c,
	    .b_c = r->b_c,
	    .points_c = r->points_c,
	    .reason = r->reason,
	    .note = r->note,
	    .entered_by = r->entered_by,
	    .entered_at_ms = r->entered_at,
	    .entered_by_name = r->entered_by_name,
	    .rev = r->rev,
	};
}

static struct q_score_values values_of(const struct score_entry *e)
{
	return (struct q_score_values){
	    .cluster_year_id = e->year.v,
	    .unit_id = e->unit.v,
	    .criterion_id = e->criterion.v,
	    .stage = e->stage,
	    .judge_unit_id = e->judge.v,
	    .state = e->state,
	    .a_c = e->a_c,
	    .b_c = e->b_c,
	    .points_c = e->points_c,
	    .reason = e->reason,
	    .note = e->note,
	    .entered_by = e->entered_by,
	    .entered_at = e->entered_at_ms,
	};
}

static td_rc score_add(struct tx *t, struct score_entry *e)
{
	struct q_score_values values = values_of(e);
	struct q_score_add_row row;
	td_rc rc = q_score_add(t, &values, &row);
	if (rc == TD_NOT_FOUND)
		return TD_STALE;
	if (rc == TD_OK) {
		e->id = row.id;
		e->rev = 1;
	}
	return store_wrote(t, rc, e->year.v, NULL);
}

static td_rc score_save(struct tx *t, struct score_entry *e)
{
	struct q_score_values values = values_of(e);
	i64 n;
	td_rc rc = q_score_save(t, &values, e->rev, &n);
	return store_saved(t, rc, n, &e->rev, e->year.v, NULL);
}

static td_rc score_remove(struct tx *t, struct score_entry *e)
{
	i64 n;
	td_rc rc = q_score_remove(t,
				  &(struct q_score_remove_args){.cluster_year_id = e->year.v,
								.unit_id = e->unit.v,
								.criterion_id = e->criterion.v,
								.stage = e->stage,
								.judge_unit_id = e->judge.v,
								.rev = e->rev},
				  &n);
	rc = store_saved(t, rc, n, &e->rev, e->year.v, NULL);
	if (rc == TD_OK)
		e->rev = e->id = 0;
	return rc;
}

td_rc store_score_put(struct tx *t, struct score_entry *e)
{
	e->entered_by = t->actor.user_id;
	e->entered_at_ms = t->now_ms;
	e->entered_by_name = t->actor.name;
	if (e->state != CELL_EMPTY)
		return e->rev == 0 ? score_add(t, e) : score_save(t, e);
	if (e->rev != 0)
		return score_remove(t, e);
	struct score_entry now = *e;
	td_rc rc = store_score_get(t, &now);
	return rc == TD_OK ? TD_STALE : rc == TD_NOT_FOUND ? TD_OK : rc;
}

td_rc store_score_get(struct tx *t, struct score_entry *e)
{
	struct q_score row;
	td_rc rc = q_score_get(t, e->year.v, e->unit.v, e->criterion.v, e->stage, e->judge.v, &row);
	if (rc == TD_OK)
		*e = entry_of(e->year, &row);
	return rc;
}

td_rc store_score_list(struct tx *t, cluster_year_id year, enum score_stage upto, score_entry_list *out)
{
	struct db_rows r;
	struct q_score row;
	*out = (score_entry_list){0};
	q_score_list(t, &r, year.v, upto);
	while (q_score_list_next(&r, &row))
		VEC_PUSH(t->a, out) = entry_of(year, &row);
	return db_rows_end(&r);
}

td_rc store_score_figures(struct tx *t, cluster_year_id year, enum score_stage upto, score_entry_list *out)
{
	struct db_rows r;
	struct q_figure row;
	*out = (score_entry_list){0};
	q_score_figures(t, &r, year.v, upto);
	while (q_score_figures_next(&r, &row))
		VEC_PUSH(t->a, out) = (struct score_entry){.year = year,
							   .unit = {row.unit_id},
							   .criterion = {row.criterion_id},
							   .stage = (enum score_stage)row.stage,
							   .judge = {row.judge_unit_id},
							   .state = (enum cell_state)row.state,
							   .a_c = row.a_c,
							   .b_c = row.b_c,
							   .entered_at_ms = row.entered_at};
	return db_rows_end(&r);
}

td_rc store_score_of_unit(struct tx *t, cluster_year_id year, unit_id unit, score_entry_list *out)
{
	struct db_rows r;
	struct q_score row;
	*out = (score_entry_list){0};
	q_score_of_unit(t, &r, year.v, unit.v);
	while (q_score_of_unit_next(&r, &row))
		VEC_PUSH(t->a, out) = entry_of(year, &row);
	return db_rows_end(&r);
}

/* Scorecards ----------------------------------------------------------------------------------------------------- */

static struct scorecard card_of(cluster_year_id year, const struct q_scorecard *r)
{
	struct scorecard c = {
	    .id = r->id,
	    .year = year,
	    .unit = {r->unit_id},
	    .stage = (enum score_stage)r->stage,
	    .state = CARD_DRAFT,
	    .submitted_at_ms = r->submitted_at,
	    .submitted_by = r->submitted_by,
	    .note = r->note,
	    .rev = r->rev,
	};
	return scorecard_parse(r->state, &c.state) == TD_OK ? c
							    : (struct scorecard){.id = r->id, .year = year};
}

td_rc store_scorecard_get(struct tx *t, cluster_year_id year, unit_id unit, enum score_stage stage,
			  struct scorecard *out)
{
	struct q_scorecard row;
	td_rc rc = q_scorecard_get(t, year.v, unit.v, stage, &row);
	if (rc == TD_OK)
		*out = card_of(year, &row);
	if (rc != TD_NOT_FOUND)
		return rc;
	*out = (struct scorecard){.year = year, .unit = unit, .stage = stage, .state = CARD_DRAFT};
	return TD_OK;
}

static td_rc card_add(struct tx *t, struct scorecard *c)
{
	struct q_scorecard_add_row row;
	td_rc rc = q_scorecard_add(t,
				   &(struct q_scorecard_add_args){.cluster_year_id = c->year.v,
								  .unit_id = c->unit.v,
								  .stage = c->stage,
								  .state = str_c(scorecard_code(c->state)),
								  .submitted_at = c->submitted_at_ms,
								  .submitted_by = c->submitted_by,
								  .note = c->note},
				   &row);
	if (rc == TD_NOT_FOUND)
		return TD_STALE;
	if (rc == TD_OK) {
		c->id = row.id;
		c->rev = 1;
	}
	return store_wrote(t, rc, c->year.v, NULL);
}

td_rc store_scorecard_put(struct tx *t, struct scorecard *c)
{
	i64 n;
	if (c->state == CARD_SUBMITTED) {
		c->submitted_at_ms = OPT(t->now_ms);
		c->submitted_by = OPT(t->actor.user_id);
	}
	if (c->rev == 0)
		return card_add(t, c);
	td_rc rc = q_scorecard_save(t,
				    &(struct q_scorecard_save_args){.id = c->id,
								    .rev = c->rev,
								    .state = str_c(scorecard_code(c->state)),
								    .submitted_at = c->submitted_at_ms,
								    .submitted_by = c->submitted_by,
								    .note = c->note},
				    &n);
	return store_saved(t, rc, n, &c->rev, c->year.v, NULL);
}

td_rc store_scorecard_list(struct tx *t, cluster_year_id year, scorecard_list *out)
{
	struct db_rows r;
	struct q_scorecard row;
	*out = (scorecard_list){0};
	q_scorecard_list(t, &r, year.v);
	while (q_scorecard_list_next(&r, &row))
		VEC_PUSH(t->a, out) = card_of(year, &row);
	return db_rows_end(&r);
}

/* Targets -------------------------------------------------------------------------------------------------------- */

td_rc store_target_put(struct tx *t, struct target *g)
{
	struct q_target_add_row added;
	struct q_target_save_row saved;
	td_rc rc;
	if (g->rev == 0) {
		rc = q_target_add(t, g->year.v, g->unit.v, g->criterion.v, g->value_c, g->source, &added);
		saved.rev = rc == TD_OK ? added.rev : 0;
	} else {
		rc = q_target_save(t,
				   &(struct q_target_save_args){.cluster_year_id = g->year.v,
								.unit_id = g->unit.v,
								.criterion_id = g->criterion.v,
								.value_c = g->value_c,
								.source = g->source,
								.rev = g->rev},
				   &saved);
	}
	if (rc == TD_NOT_FOUND)
		return TD_STALE;
	if (rc == TD_OK)
		g->rev = saved.rev;
	return store_wrote(t, rc, g->year.v, NULL);
}

td_rc store_target_list(struct tx *t, cluster_year_id year, target_list *out)
{
	struct db_rows r;
	struct q_target_list_row row;
	*out = (target_list){0};
	q_target_list(t, &r, year.v);
	while (q_target_list_next(&r, &row))
		VEC_PUSH(t->a, out) = (struct target){year,        {row.unit_id}, {row.criterion_id},
						      row.value_c, row.source,    row.rev};
	return db_rows_end(&r);
}
