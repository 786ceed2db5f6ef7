#include "store/store_report.h"

#include "store/q_report.h"
#include "store/util.h"

static struct period_report report_of(const struct q_report *r)
{
	struct period_report p = {.id = r->id,
				  .period = r->report_period_id,
				  .unit = {r->unit_id},
				  .sent_at_ms = r->sent_at,
				  .late_days = r->late_days,
				  .reason = r->reason,
				  .saved_at_ms = r->saved_at,
				  .saved_by_name = r->saved_by_name,
				  .rev = r->rev};
	if (report_state_parse(r->state, &p.state) != TD_OK)
		p.state = REPORT_DRAFT; /* a CHECK forbids others */
	return p;
}

td_rc store_report_get(struct tx *t, i64 period, unit_id unit, struct period_report *out)
{
	struct q_report row;
	*out = (struct period_report){.period = period, .unit = unit};
	td_rc rc = q_report_get(t, period, unit.v, &row);
	if (rc == TD_OK)
		*out = report_of(&row);
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

static td_rc add(struct tx *t, struct period_report *r)
{
	struct q_report_add_row row;
	td_rc rc = q_report_add(t,
				&(struct q_report_add_args){.report_period_id = r->period,
							    .unit_id = r->unit.v,
							    .state = str_c(report_state_code(r->state)),
							    .sent_at = r->sent_at_ms,
							    .late_days = r->late_days,
							    .reason = r->reason.n ? r->reason : STR_NULL,
							    .saved_by = t->actor.user_id,
							    .saved_at = t->now_ms},
				&row);
	if (rc == TD_OK)
		r->id = row.id, r->rev = 1;
	return rc == TD_NOT_FOUND ? TD_STALE : rc; /* somebody began it in between */
}

static td_rc save(struct tx *t, cluster_year_id year, struct period_report *r)
{
	i64 n;
	td_rc rc = q_report_save(t,
				 &(struct q_report_save_args){.id = r->id,
							      .rev = r->rev,
							      .state = str_c(report_state_code(r->state)),
							      .sent_at = r->sent_at_ms,
							      .late_days = r->late_days,
							      .reason = r->reason.n ? r->reason : STR_NULL,
							      .saved_by = t->actor.user_id,
							      .saved_at = t->now_ms},
				 &n);
	return store_saved(t, rc, n, &r->rev, year.v, NULL);
}

td_rc store_report_put(struct tx *t, cluster_year_id year, struct period_report *r,
		       const report_line_list *lines)
{
	td_rc rc = r->id ? save(t, year, r) : store_wrote(t, add(t, r), year.v, NULL);
	for (size_t i = 0; rc == TD_OK && i < lines->n; i++)
		rc = q_report_line_put(t, r->id, lines->at[i].target, lines->at[i].actual_c,
				       lines->at[i].cause.n ? lines->at[i].cause : STR_NULL, NULL);
	return rc;
}

td_rc store_report_list(struct tx *t, cluster_year_id year, period_report_list *out)
{
	struct db_rows r;
	struct q_report row;
	*out = (period_report_list){0};
	q_report_list(t, &r, year.v);
	while (q_report_list_next(&r, &row))
		VEC_PUSH(t->a, out) = report_of(&row);
	return db_rows_end(&r);
}

td_rc store_report_lines(struct tx *t, cluster_year_id year, report_line_list *out)
{
	struct db_rows r;
	struct q_report_line_list_row row;
	*out = (report_line_list){0};
	q_report_line_list(t, &r, year.v);
	while (q_report_line_list_next(&r, &row))
		VEC_PUSH(t->a, out) = (struct report_line){row.period_report_id, row.registered_target_id,
							   row.actual_c, row.cause};
	return db_rows_end(&r);
}

td_rc store_light_get(struct tx *t, cluster_year_id year, struct light_limits *out)
{
	struct q_report_light_get_row row;
	td_rc rc = q_report_light_get(t, year.v, &row);
	if (rc == TD_OK)
		*out = (struct light_limits){row.green_pct_c, row.yellow_pct_c};
	return rc;
}

td_rc store_light_put(struct tx *t, cluster_year_id year, const struct light_limits *at)
{
	return store_wrote(t, q_report_light_put(t, year.v, at->green_c, at->yellow_c, NULL), year.v, NULL);
}
