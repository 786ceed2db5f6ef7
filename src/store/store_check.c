#include "store/store_check.h"

#include "store/q_check.h"
#include "store/util.h"

td_rc store_crosscheck_get(struct tx *t, cluster_year_id year, struct crosscheck *out)
{
	struct q_crosscheck r;
	*out = (struct crosscheck){.year = year};
	td_rc rc = q_crosscheck_get(t, year.v, &r);
	if (rc == TD_NOT_FOUND)
		return TD_OK;
	if (rc == TD_OK)
		*out = (struct crosscheck){.id = r.id,
					   .year = year,
					   .n_each = r.n_each,
					   .seed = r.seed,
					   .blind = r.blind != 0,
					   .n_repeated = r.n_repeated,
					   .drawn_by = r.drawn_by,
					   .drawn_at_ms = r.drawn_at,
					   .drawn_by_name = r.drawn_by_name,
					   .published_at_ms = r.published_at,
					   .rev = r.rev};
	return rc;
}

static td_rc crosscheck_add(struct tx *t, struct crosscheck *c)
{
	struct q_crosscheck_add_row row;
	td_rc rc = q_crosscheck_add(t,
				    &(struct q_crosscheck_add_args){.cluster_year_id = c->year.v,
								    .n_each = c->n_each,
								    .seed = c->seed,
								    .blind = c->blind,
								    .n_repeated = c->n_repeated,
								    .drawn_by = c->drawn_by,
								    .drawn_at = c->drawn_at_ms},
				    &row);
	if (rc == TD_NOT_FOUND)
		return TD_STALE;
	if (rc == TD_OK)
		c->id = row.id, c->rev = 1;
	return store_wrote(t, rc, c->year.v, NULL);
}

td_rc store_crosscheck_put(struct tx *t, struct crosscheck *c)
{
	i64 n;
	if (c->id == 0)
		return crosscheck_add(t, c);
	td_rc rc = q_crosscheck_save(t,
				     &(struct q_crosscheck_save_args){.id = c->id,
								      .rev = c->rev,
								      .n_each = c->n_each,
								      .seed = c->seed,
								      .blind = c->blind,
								      .n_repeated = c->n_repeated,
								      .drawn_by = c->drawn_by,
								      .drawn_at = c->drawn_at_ms,
								      .published_at = c->published_at_ms},
				     &n);
	return store_saved(t, rc, n, &c->rev, c->year.v, NULL);
}

static struct crosscheck_pair pair_of(cluster_year_id year, const struct q_crosscheck_pair *r)
{
	return (struct crosscheck_pair){.id = r->id,
					.year = year,
					.checker = {r->checker_id},
					.checked = {r->checked_id},
					.by_hand = r->by_hand != 0,
					.finished_at_ms = r->finished_at,
					.finished_by = r->finished_by,
					.finished_by_name = r->finished_by_name,
					.rev = r->rev};
}

td_rc store_crosscheck_pairs(struct tx *t, cluster_year_id year, crosscheck_pair_list *out)
{
	struct db_rows r;
	struct q_crosscheck_pair row;
	*out = (crosscheck_pair_list){0};
	q_crosscheck_pairs(t, &r, year.v);
	while (q_crosscheck_pairs_next(&r, &row))
		VEC_PUSH(t->a, out) = pair_of(year, &row);
	return db_rows_end(&r);
}

td_rc store_crosscheck_pair_get(struct tx *t, cluster_year_id year, unit_id checker, unit_id checked,
				struct crosscheck_pair *out)
{
	struct q_crosscheck_pair row;
	td_rc rc = q_crosscheck_pair_get(t, year.v, checker.v, checked.v, &row);
	if (rc == TD_OK)
		*out = pair_of(year, &row);
	return rc;
}

td_rc store_crosscheck_pair_add(struct tx *t, struct crosscheck_pair *p)
{
	struct q_crosscheck_pair_add_row row;
	td_rc rc = q_crosscheck_pair_add(t, p->year.v, p->checker.v, p->checked.v, p->by_hand, &row);
	if (rc == TD_NOT_FOUND)
		return TD_STALE;
	if (rc == TD_OK)
		p->id = row.id, p->rev = 1;
	return store_wrote(t, rc, p->year.v, NULL);
}

td_rc store_crosscheck_pair_remove(struct tx *t, const struct crosscheck_pair *p)
{
	i64 n;
	td_rc rc = q_crosscheck_scores_remove(t, p->year.v, p->checked.v, p->checker.v, &n);
	if (rc == TD_OK)
		rc = q_crosscheck_pair_remove(t, p->id, &n);
	return store_wrote(t, rc, p->year.v, NULL);
}

td_rc store_crosscheck_pair_finish(struct tx *t, struct crosscheck_pair *p, bool finished)
{
	i64 n;
	p->finished_at_ms = finished ? OPT(t->now_ms) : OPT_NONE;
	p->finished_by = finished ? OPT(t->actor.user_id) : OPT_NONE;
	td_rc rc = q_crosscheck_pair_finish(t, p->id, p->rev, p->finished_at_ms, p->finished_by, &n);
	return store_saved(t, rc, n, &p->rev, p->year.v, NULL);
}

td_rc store_crosscheck_reopen(struct tx *t, cluster_year_id year, unit_id checked)
{
	i64 n;
	return store_wrote(t, q_crosscheck_reopen(t, year.v, checked.v, &n), year.v, NULL);
}

td_rc store_crosscheck_last(struct tx *t, cluster_year_id year, crosscheck_pair_list *out)
{
	struct db_rows r;
	struct q_crosscheck_last_row row;
	*out = (crosscheck_pair_list){0};
	q_crosscheck_last(t, &r, year.v);
	while (q_crosscheck_last_next(&r, &row))
		VEC_PUSH(t->a, out) =
		    (struct crosscheck_pair){.checker = {row.checker_id}, .checked = {row.checked_id}};
	return db_rows_end(&r);
}

/* Conflicts ------------------------------------------------------------------------------------------------------ */

static i64 smaller(const struct crosscheck_conflict *c)
{
	return c->unit.v < c->other.v ? c->unit.v : c->other.v;
}

static i64 larger(const struct crosscheck_conflict *c)
{
	return c->unit.v < c->other.v ? c->other.v : c->unit.v;
}

td_rc store_crosscheck_conflict_put(struct tx *t, const struct crosscheck_conflict *c)
{
	i64 n;
	td_rc rc = q_crosscheck_conflict_put(t, c->year.v, smaller(c), larger(c), c->reason, &n);
	return store_wrote(t, rc, c->year.v, NULL);
}

td_rc store_crosscheck_conflict_remove(struct tx *t, const struct crosscheck_conflict *c)
{
	i64 n;
	td_rc rc = q_crosscheck_conflict_remove(t, c->year.v, smaller(c), larger(c), &n);
	if (rc == TD_OK && n == 0)
		return TD_NOT_FOUND;
	return store_wrote(t, rc, c->year.v, NULL);
}

td_rc store_crosscheck_conflicts(struct tx *t, cluster_year_id year, crosscheck_conflict_list *out)
{
	struct db_rows r;
	struct q_crosscheck_conflicts_row row;
	*out = (crosscheck_conflict_list){0};
	q_crosscheck_conflicts(t, &r, year.v);
	while (q_crosscheck_conflicts_next(&r, &row))
		VEC_PUSH(t->a, out) =
		    (struct crosscheck_conflict){year, {row.unit_id}, {row.other_id}, row.reason};
	return db_rows_end(&r);
}

/* Returns -------------------------------------------------------------------------------------------------------- */

td_rc store_scorecard_return_add(struct tx *t, struct scorecard_return *r)
{
	struct q_scorecard_return_add_row row;
	r->returned_by = t->actor.user_id;
	r->returned_at_ms = t->now_ms;
	td_rc rc =
	    q_scorecard_return_add(t,
				   &(struct q_scorecard_return_add_args){.cluster_year_id = r->year.v,
									 .unit_id = r->unit.v,
									 .origin = r->origin,
									 .reason = r->reason,
									 .returned_by = r->returned_by,
									 .returned_at = r->returned_at_ms},
				   &row);
	if (rc == TD_OK)
		r->id = row.id;
	return store_wrote(t, rc, r->year.v, NULL);
}

td_rc store_scorecard_returns(struct tx *t, cluster_year_id year, unit_id unit, scorecard_return_list *out)
{
	struct db_rows r;
	struct q_scorecard_returns_row row;
	*out = (scorecard_return_list){0};
	q_scorecard_returns(t, &r, year.v, unit.v);
	while (q_scorecard_returns_next(&r, &row))
		VEC_PUSH(t->a, out) = (struct scorecard_return){.id = row.id,
								.year = year,
								.unit = {row.unit_id},
								.origin = row.origin,
								.reason = row.reason,
								.returned_by = row.returned_by,
								.returned_at_ms = row.returned_at,
								.returned_by_name = row.returned_by_name};
	return db_rows_end(&r);
}

/* Explanations --------------------------------------------------------------------------------------------------- */

static td_rc explanation_add(struct tx *t, struct explanation_row *x)
{
	struct q_explanation_add_row row;
	td_rc rc = q_explanation_add(t,
				     &(struct q_explanation_add_args){.cluster_year_id = x->year.v,
								      .unit_id = x->unit.v,
								      .criterion_id = x->criterion.v,
								      .answer = x->answer,
								      .answer_text = x->answer_text,
								      .evidence_id = x->evidence,
								      .answered_by = x->answered_by,
								      .answered_at = x->answered_at_ms,
								      .verdict = x->verdict,
								      .verdict_reason = x->verdict_reason,
								      .settled_by = x->settled_by,
								      .settled_at = x->settled_at_ms},
				     &row);
	if (rc == TD_NOT_FOUND)
		return TD_STALE;
	if (rc == TD_OK)
		x->id.v = row.id, x->rev = 1;
	return store_wrote(t, rc, x->year.v, NULL);
}

td_rc store_explanation_put(struct tx *t, struct explanation_row *x)
{
	i64 n;
	if (x->rev == 0)
		return explanation_add(t, x);
	td_rc rc = q_explanation_save(t,
				      &(struct q_explanation_save_args){.id = x->id.v,
									.rev = x->rev,
									.answer = x->answer,
									.answer_text = x->answer_text,
									.evidence_id = x->evidence,
									.answered_by = x->answered_by,
									.answered_at = x->answered_at_ms,
									.verdict = x->verdict,
									.verdict_reason = x->verdict_reason,
									.settled_by = x->settled_by,
									.settled_at = x->settled_at_ms},
				      &n);
	return store_saved(t, rc, n, &x->rev, x->year.v, NULL);
}

td_rc store_explanation_list(struct tx *t, cluster_year_id year, unit_id unit, explanation_list *out)
{
	struct db_rows r;
	struct q_explanation_list_row row;
	*out = (explanation_list){0};
	q_explanation_list(t, &r, year.v, unit.v);
	while (q_explanation_list_next(&r, &row))
		VEC_PUSH(t->a, out) = (struct explanation_row){.id = {row.id},
							       .year = year,
							       .unit = {row.unit_id},
							       .criterion = {row.criterion_id},
							       .answer = row.answer,
							       .answer_text = row.answer_text,
							       .evidence = row.evidence_id,
							       .answered_by = row.answered_by,
							       .answered_at_ms = row.answered_at,
							       .verdict = row.verdict,
							       .verdict_reason = row.verdict_reason,
							       .settled_by = row.settled_by,
							       .settled_at_ms = row.settled_at,
							       .answered_by_name = row.answered_by_name,
							       .settled_by_name = row.settled_by_name,
							       .rev = row.rev};
	return db_rows_end(&r);
}
