/* Campaigns of a year, their phases and the phases' targets. */
#include "store/q_plan.h"
#include "store/store_plan.h"
#include "store/util.h"

static struct campaign campaign_of(const struct q_campaign *r)
{
	struct campaign c = {
	    .id = r->id,
	    .year = {r->cluster_year_id},
	    .name = r->name,
	    .slogan = r->slogan,
	    .scope = r->scope,
	    .contents = r->contents,
	    .decision_number = r->decision_number,
	    .decision_on = r->decision_on,
	    .starts_on = r->starts_on,
	    .ends_on = r->ends_on,
	    .edition = r->edition,
	    .launched_at_ms = r->launched_at,
	    .withdrawn_at_ms = r->withdrawn_at,
	    .withdraw_reason = r->withdraw_reason,
	    .launched_by_name = r->launched_by_name,
	    .saved_at_ms = r->saved_at,
	    .rev = r->rev,
	};
	if (campaign_kind_parse(r->kind, &c.kind) != TD_OK)
		c.kind = CAMPAIGN_REGULAR; /* a CHECK forbids it */
	return c;
}

td_rc store_campaign_get(struct tx *t, i64 id, struct campaign *out)
{
	struct q_campaign row;
	td_rc rc = q_campaign_get(t, id, &row);
	if (rc == TD_OK)
		*out = campaign_of(&row);
	return rc;
}

td_rc store_campaign_list(struct tx *t, cluster_year_id year, campaign_list *out)
{
	struct db_rows r;
	struct q_campaign row;
	*out = (campaign_list){0};
	q_campaign_list(t, &r, year.v);
	while (q_campaign_list_next(&r, &row))
		VEC_PUSH(t->a, out) = campaign_of(&row);
	return db_rows_end(&r);
}

static str or_null(str text)
{
	return text.n ? text : STR_NULL;
}

static str not_null(str text)
{
	return text.p ? text : S("");
}

static td_rc add_campaign(struct tx *t, struct campaign *c)
{
	struct q_campaign_add_row row;
	td_rc rc =
	    q_campaign_add(t,
			   &(struct q_campaign_add_args){.cluster_year_id = c->year.v,
							 .kind = str_c(campaign_kind_code(c->kind)),
							 .name = c->name,
							 .slogan = not_null(c->slogan),
							 .scope = not_null(c->scope),
							 .contents = not_null(c->contents),
							 .decision_number = or_null(c->decision_number),
							 .decision_on = or_null(c->decision_on),
							 .starts_on = or_null(c->starts_on),
							 .ends_on = or_null(c->ends_on),
							 .saved_at = t->now_ms,
							 .saved_by = t->actor.user_id},
			   &row);
	if (rc == TD_OK) {
		c->id = row.id;
		c->rev = 1;
	}
	return store_wrote(t, rc, c->year.v, NULL);
}

td_rc store_campaign_put(struct tx *t, struct campaign *c)
{
	i64 n;
	if (c->id == 0)
		return add_campaign(t, c);
	td_rc rc =
	    q_campaign_save(t,
			    &(struct q_campaign_save_args){.id = c->id,
							   .rev = c->rev,
							   .kind = str_c(campaign_kind_code(c->kind)),
							   .name = c->name,
							   .slogan = not_null(c->slogan),
							   .scope = not_null(c->scope),
							   .contents = not_null(c->contents),
							   .decision_number = or_null(c->decision_number),
							   .decision_on = or_null(c->decision_on),
							   .starts_on = or_null(c->starts_on),
							   .ends_on = or_null(c->ends_on),
							   .edition = c->edition,
							   .saved_at = t->now_ms,
							   .saved_by = t->actor.user_id},
			    &n);
	return store_saved(t, rc, n, &c->rev, c->year.v, NULL);
}

td_rc store_campaign_launch(struct tx *t, struct campaign *c)
{
	i64 n;
	td_rc rc = q_campaign_launch(t, c->id, c->rev, t->now_ms, t->actor.user_id, &n);
	c->edition = 1;
	return store_saved(t, rc, n, &c->rev, c->year.v, NULL);
}

td_rc store_campaign_withdraw(struct tx *t, struct campaign *c)
{
	i64 n;
	td_rc rc = q_campaign_withdraw(t, c->id, c->rev, t->now_ms, c->withdraw_reason, &n);
	return store_saved(t, rc, n, &c->rev, c->year.v, NULL);
}

/* ---- phases ---- */

td_rc store_campaign_phase_list(struct tx *t, cluster_year_id year, i64 campaign, campaign_phase_list *out)
{
	struct db_rows r;
	struct q_campaign_phase row;
	*out = (campaign_phase_list){0};
	q_campaign_phase_list(t, &r, year.v, campaign);
	while (q_campaign_phase_list_next(&r, &row))
		VEC_PUSH(t->a, out) = (struct campaign_phase){.id = row.id,
							      .campaign_id = row.campaign_id,
							      .name = row.name,
							      .final_push = row.final_push != 0,
							      .starts_on = row.starts_on,
							      .ends_on = row.ends_on,
							      .review = row.review,
							      .reviewed_at_ms = row.reviewed_at,
							      .reviewed_by = row.reviewed_by,
							      .reviewed_by_name = row.reviewed_by_name,
							      .rev = row.rev};
	return db_rows_end(&r);
}

td_rc store_phase_target_list(struct tx *t, cluster_year_id year, i64 campaign, phase_target_list *out)
{
	struct db_rows r;
	struct q_phase_target_list_row row;
	*out = (phase_target_list){0};
	q_phase_target_list(t, &r, year.v, campaign);
	while (q_phase_target_list_next(&r, &row))
		VEC_PUSH(t->a, out) = (struct phase_target){.phase_id = row.phase_id,
							    .indicator = row.indicator,
							    .measure_unit = row.measure_unit,
							    .plan_c = row.plan_c,
							    .actual_c = row.actual_c};
	return db_rows_end(&r);
}

static td_rc put_targets(struct tx *t, i64 phase, const phase_target_list *targets)
{
	td_rc rc = q_phase_target_remove_all(t, phase, NULL);
	for (size_t i = 0; rc == TD_OK && i < targets->n; i++) {
		const struct phase_target *g = &targets->at[i];
		rc = q_phase_target_add(
		    t,
		    &(struct q_phase_target_add_args){.phase_id = phase,
						      .ordinal = (i64)i + 1,
						      .indicator = g->indicator,
						      .measure_unit = or_null(g->measure_unit),
						      .plan_c = g->plan_c,
						      .actual_c = g->actual_c},
		    NULL);
	}
	return rc;
}

static td_rc put_phase(struct tx *t, cluster_year_id year, struct campaign_phase *p)
{
	struct q_campaign_phase_add_row row;
	i64 n;
	if (p->id == 0) {
		td_rc rc = q_campaign_phase_add(t, p->campaign_id, p->name, p->final_push, p->starts_on,
						p->ends_on, &row);
		if (rc == TD_OK) {
			p->id = row.id;
			p->rev = 1;
		}
		return store_wrote(t, rc, year.v, NULL);
	}
	td_rc rc = q_campaign_phase_save(
	    t,
	    &(struct q_campaign_phase_save_args){.id = p->id,
						 .rev = p->rev,
						 .name = p->name,
						 .final_push = p->final_push,
						 .starts_on = p->starts_on,
						 .ends_on = p->ends_on,
						 .review = or_null(p->review),
						 .reviewed_at = p->review.n ? p->reviewed_at_ms : OPT_NONE,
						 .reviewed_by = p->review.n ? p->reviewed_by : OPT_NONE},
	    &n);
	return store_saved(t, rc, n, &p->rev, year.v, NULL);
}

td_rc store_campaign_phase_put(struct tx *t, cluster_year_id year, struct campaign_phase *p,
			       const phase_target_list *targets)
{
	td_rc rc = put_phase(t, year, p);
	return rc == TD_OK ? put_targets(t, p->id, targets) : rc;
}
