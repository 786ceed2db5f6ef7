/* Periods, talks, exemplars and participation: the rest of store_activity.h. */
#include "store/q_activity.h"
#include "store/store_activity.h"
#include "store/util.h"

static str or_null(str s)
{
	return s.n ? s : STR_NULL;
}

/* ---- periods ---- */

static struct report_period period_of(const struct q_period *r)
{
	struct report_period p = {
	    .id = r->id,
	    .year = {r->cluster_year_id},
	    .name = r->name,
	    .starts_on = r->starts_on,
	    .ends_on = r->ends_on,
	    .due_on = r->due_on,
	    .expected_pct_c = r->expected_pct_c,
	    .quota = {r->exemplars_person, r->exemplars_collective, r->exemplars_each},
	    .withdrawn_at_ms = r->withdrawn_at,
	    .withdrawn_why = r->withdrawn_why,
	    .rev = r->rev,
	};
	if (period_kind_parse(r->kind, &p.kind) != TD_OK)
		p.kind = PERIOD_PHASE; /* a CHECK forbids others */
	return p;
}

static td_rc add_period(struct tx *t, struct report_period *p)
{
	struct q_period_add_row row;
	td_rc rc = q_period_add(t,
				&(struct q_period_add_args){.cluster_year_id = p->year.v,
							    .kind = str_c(period_kind_code(p->kind)),
							    .name = p->name,
							    .starts_on = p->starts_on,
							    .ends_on = p->ends_on,
							    .due_on = p->due_on,
							    .expected_pct_c = p->expected_pct_c,
							    .exemplars_person = p->quota.persons,
							    .exemplars_collective = p->quota.collectives,
							    .exemplars_each = p->quota.each},
				&row);
	if (rc == TD_OK)
		p->id = row.id, p->rev = 1;
	return store_wrote(t, rc, p->year.v, NULL);
}

td_rc store_period_put(struct tx *t, struct report_period *p)
{
	i64 n;
	if (p->id == 0)
		return add_period(t, p);
	td_rc rc = q_period_save(t,
				 &(struct q_period_save_args){.id = p->id,
							      .rev = p->rev,
							      .kind = str_c(period_kind_code(p->kind)),
							      .name = p->name,
							      .starts_on = p->starts_on,
							      .ends_on = p->ends_on,
							      .due_on = p->due_on,
							      .expected_pct_c = p->expected_pct_c,
							      .exemplars_person = p->quota.persons,
							      .exemplars_collective = p->quota.collectives,
							      .exemplars_each = p->quota.each},
				 &n);
	return store_saved(t, rc, n, &p->rev, p->year.v, NULL);
}

td_rc store_period_get(struct tx *t, i64 id, struct report_period *out)
{
	struct q_period row;
	td_rc rc = q_period_get(t, id, &row);
	if (rc == TD_OK)
		*out = period_of(&row);
	return rc;
}

td_rc store_period_list(struct tx *t, cluster_year_id year, report_period_list *out)
{
	struct db_rows r;
	struct q_period row;
	*out = (report_period_list){0};
	q_period_list(t, &r, year.v);
	while (q_period_list_next(&r, &row))
		VEC_PUSH(t->a, out) = period_of(&row);
	return db_rows_end(&r);
}

td_rc store_period_uses(struct tx *t, i64 id, i64 *n)
{
	struct q_period_uses_row row = {0};
	td_rc rc = q_period_uses(t, id, &row);
	*n = row.n;
	return rc;
}

td_rc store_period_remove(struct tx *t, const struct report_period *p)
{
	i64 n, rev = p->rev;
	td_rc rc = q_period_remove(t, p->id, p->rev, &n);
	return store_saved(t, rc, n, &rev, p->year.v, NULL);
}

td_rc store_period_withdraw(struct tx *t, struct report_period *p, str why)
{
	i64 n;
	td_rc rc = q_period_withdraw(t, p->id, p->rev, t->now_ms, why, &n);
	return store_saved(t, rc, n, &p->rev, p->year.v, NULL);
}

/* ---- talks ---- */

static struct talk talk_of(const struct q_talk *r)
{
	return (struct talk){
	    .id = r->id,
	    .year = {r->cluster_year_id},
	    .unit = {r->unit_id},
	    .title = r->title,
	    .speaker = r->speaker,
	    .given_on = r->given_on,
	    .body = r->body,
	    .file = r->file_id,
	    .file_name = r->file_name,
	    .unit_code = r->unit_code,
	    .unit_name = r->unit_name,
	};
}

td_rc store_talk_add(struct tx *t, struct talk *x)
{
	struct q_talk_add_row row;
	td_rc rc = q_talk_add(t,
			      &(struct q_talk_add_args){.cluster_year_id = x->year.v,
							.unit_id = x->unit.v,
							.title = x->title,
							.speaker = x->speaker,
							.given_on = or_null(x->given_on),
							.body = or_null(x->body),
							.file_id = x->file,
							.file_name = or_null(x->file_name),
							.added_by = t->actor.user_id,
							.added_at = t->now_ms},
			      &row);
	if (rc == TD_OK)
		x->id = row.id;
	return store_wrote(t, rc, x->year.v, NULL);
}

td_rc store_talk_get(struct tx *t, i64 id, struct talk *out)
{
	struct q_talk row;
	td_rc rc = q_talk_get(t, id, &row);
	if (rc == TD_OK)
		*out = talk_of(&row);
	return rc;
}

td_rc store_talk_withdraw(struct tx *t, const struct talk *x, str why)
{
	i64 n;
	td_rc rc = q_talk_withdraw(t, x->id, t->now_ms, why, &n);
	return store_wrote(t, rc == TD_OK && n == 0 ? TD_NOT_FOUND : rc, x->year.v, NULL);
}

td_rc store_talk_list(struct tx *t, cluster_year_id year, unit_id unit, talk_list *out)
{
	struct db_rows r;
	struct q_talk row;
	*out = (talk_list){0};
	q_talk_list(t, &r, year.v, unit.v);
	while (q_talk_list_next(&r, &row))
		VEC_PUSH(t->a, out) = talk_of(&row);
	return db_rows_end(&r);
}

/* ---- exemplars ---- */

static struct exemplar exemplar_of(const struct q_exemplar *r)
{
	return (struct exemplar){
	    .id = r->id,
	    .year = {r->cluster_year_id},
	    .unit = {r->unit_id},
	    .period = r->report_period_id,
	    .collective = r->collective != 0,
	    .name = r->name,
	    .title = r->title,
	    .merit = r->merit,
	    .chosen = r->chosen != 0,
	    .unit_code = r->unit_code,
	    .unit_name = r->unit_name,
	    .rev = r->rev,
	};
}

td_rc store_exemplar_add(struct tx *t, struct exemplar *x)
{
	struct q_exemplar_add_row row;
	td_rc rc = q_exemplar_add(t,
				  &(struct q_exemplar_add_args){.cluster_year_id = x->year.v,
								.unit_id = x->unit.v,
								.report_period_id = x->period,
								.collective = x->collective,
								.name = x->name,
								.title = or_null(x->title),
								.merit = x->merit,
								.chosen = x->chosen,
								.added_by = t->actor.user_id,
								.added_at = t->now_ms},
				  &row);
	if (rc == TD_OK)
		x->id = row.id, x->rev = 1;
	return store_wrote(t, rc, x->year.v, NULL);
}

td_rc store_exemplar_get(struct tx *t, i64 id, struct exemplar *out)
{
	struct q_exemplar row;
	td_rc rc = q_exemplar_get(t, id, &row);
	if (rc == TD_OK)
		*out = exemplar_of(&row);
	return rc;
}

td_rc store_exemplar_choose(struct tx *t, struct exemplar *x)
{
	i64 n;
	td_rc rc = q_exemplar_choose(t, x->id, x->rev, x->chosen, &n);
	return store_saved(t, rc, n, &x->rev, x->year.v, NULL);
}

td_rc store_exemplar_withdraw(struct tx *t, const struct exemplar *x, str why)
{
	i64 n;
	td_rc rc = q_exemplar_withdraw(t, x->id, t->now_ms, why, &n);
	return store_wrote(t, rc == TD_OK && n == 0 ? TD_NOT_FOUND : rc, x->year.v, NULL);
}

td_rc store_exemplar_list(struct tx *t, cluster_year_id year, unit_id unit, exemplar_list *out)
{
	struct db_rows r;
	struct q_exemplar row;
	*out = (exemplar_list){0};
	q_exemplar_list(t, &r, year.v, unit.v);
	while (q_exemplar_list_next(&r, &row))
		VEC_PUSH(t->a, out) = exemplar_of(&row);
	return db_rows_end(&r);
}

/* ---- participation ---- */

td_rc store_participation_put(struct tx *t, struct participation *x)
{
	i64 n;
	td_rc rc;
	if (x->rev == 0)
		rc = q_participation_add(
		    t,
		    &(struct q_participation_add_args){.cluster_year_id = x->year.v,
						       .unit_id = x->unit.v,
						       .n_collectives = x->n_collectives,
						       .n_collectives_joined = x->n_collectives_joined,
						       .n_people = x->n_people,
						       .n_people_joined = x->n_people_joined},
		    &n);
	else
		rc = q_participation_save(
		    t,
		    &(struct q_participation_save_args){.cluster_year_id = x->year.v,
							.unit_id = x->unit.v,
							.rev = x->rev,
							.n_collectives = x->n_collectives,
							.n_collectives_joined = x->n_collectives_joined,
							.n_people = x->n_people,
							.n_people_joined = x->n_people_joined},
		    &n);
	return store_saved(t, rc, n, &x->rev, x->year.v, NULL);
}

td_rc store_participation_list(struct tx *t, cluster_year_id year, participation_list *out)
{
	struct db_rows r;
	struct q_participation_list_row row;
	*out = (participation_list){0};
	q_participation_list(t, &r, year.v);
	while (q_participation_list_next(&r, &row))
		VEC_PUSH(t->a, out) = (struct participation){year,
							     {row.unit_id},
							     row.n_collectives,
							     row.n_collectives_joined,
							     row.n_people,
							     row.n_people_joined,
							     row.rev};
	return db_rows_end(&r);
}
