#include "jobs/midyear.h"

static const struct report_period *choose(const report_period_list *all, i64 id)
{
	const struct report_period *first = NULL;
	for (size_t i = 0; i < all->n; i++) {
		const struct report_period *p = &all->at[i];
		if (p->withdrawn_at_ms.set)
			continue;
		if (p->id == id)
			return p;
		if (first == NULL || (p->kind == PERIOD_HALF && first->kind != PERIOD_HALF))
			first = p;
	}
	return first;
}

static void put_units(struct arena *a, struct midyear_facts *m)
{
	const struct report_facts_of_year *y = &m->reports;
	for (size_t i = 0; i < y->members.n; i++) {
		const struct membership *u = &y->members.at[i];
		struct midyear_unit x = {
		    .code = u->unit_code, .name = u->unit_name, .standing = {.worst = LIGHT_GREY}};
		if (m->period) {
			x.report = act_report_of(y, m->period->id, u->unit);
			x.standing = act_report_standing(y, m->period, u->unit);
		}
		bool sent = x.report && x.report->state == REPORT_SENT;
		m->n_sent += sent;
		m->n_on_time += sent && x.report->late_days == 0;
		m->n_late += sent && x.report->late_days > 0;
		VEC_PUSH(a, &m->units) = x;
	}
}

static void put_late(struct arena *a, struct midyear_facts *m)
{
	const struct report_facts_of_year *y = &m->reports;
	for (size_t i = 0; m->period && i < y->targets.n; i++) {
		const struct registered_target *g = &y->targets.at[i];
		const struct period_report *r = act_report_of(y, m->period->id, g->unit);
		if (r == NULL || r->state != REPORT_SENT)
			continue;
		const struct report_line *line = act_report_line(y, r->id, g->id);
		struct midyear_late x = {.target = g,
					 .figure = act_report_figure(g, line),
					 .cause = line ? line->cause : STR_NULL};
		x.light = period_figure_light(&x.figure, m->period->expected_pct_c, y->limits);
		for (size_t k = 0; k < y->members.n; k++)
			if (y->members.at[k].unit.v == g->unit.v)
				x.unit = y->members.at[k].unit_name;
		if (x.light == LIGHT_RED || x.light == LIGHT_YELLOW)
			VEC_PUSH(a, &m->late) = x;
	}
}

static td_rc put_activities(struct tx *t, const struct cluster_year *y, struct midyear_facts *m)
{
	activity_list *all = NEW(t->a, activity_list);
	activity_part_list parts = {0};
	activity_kind_list kinds = {0};
	td_rc rc = store_activity_list(t, y->id, all);
	if (rc == TD_OK)
		rc = store_activity_parts(t, y->id, &parts);
	if (rc == TD_OK)
		rc = monitor_kinds(t, y->cluster, &kinds);
	for (size_t i = 0; rc == TD_OK && i < all->n; i++) {
		const struct activity *x = &all->at[i];
		if (m->period && (str_cmp(x->held_on, m->period->starts_on) < 0 ||
				  str_cmp(x->held_on, m->period->due_on) > 0))
			continue;
		struct midyear_activity row = {.activity = x, .kind = monitor_kind_name(&kinds, x->kind)};
		for (size_t k = 0; k < parts.n; k++)
			if (parts.at[k].activity == x->id) {
				row.n_people += parts.at[k].n_people;
				row.amount_dong += parts.at[k].amount_dong;
			}
		rc = activity_sum_add(&m->sum, row.n_people, row.amount_dong);
		VEC_PUSH(t->a, &m->activities) = row;
	}
	return rc;
}

static td_rc put_exemplars(struct tx *t, const struct cluster_year *y, struct midyear_facts *m)
{
	exemplar_list all = {0};
	td_rc rc = store_exemplar_list(t, y->id, (unit_id){0}, &all);
	bool any_chosen = false;
	for (size_t i = 0; i < all.n; i++)
		any_chosen |= all.at[i].chosen &&
			      (!m->period || (all.at[i].period.set && all.at[i].period.v == m->period->id));
	for (size_t i = 0; rc == TD_OK && i < all.n; i++) {
		const struct exemplar *x = &all.at[i];
		bool here = !m->period || (x->period.set && x->period.v == m->period->id);
		if (here && (x->chosen || !any_chosen))
			VEC_PUSH(t->a, &m->exemplars) = *x;
	}
	return rc;
}

static td_rc put_shares(struct tx *t, const struct cluster_year *y, struct midyear_facts *m)
{
	participation_list all = {0};
	i64 sum[4] = {0};
	td_rc rc = store_participation_list(t, y->id, &all);
	for (size_t i = 0; i < all.n; i++) {
		sum[0] += all.at[i].n_collectives_joined;
		sum[1] += all.at[i].n_collectives;
		sum[2] += all.at[i].n_people_joined;
		sum[3] += all.at[i].n_people;
	}
	m->collectives_c = activity_rate(sum[0], sum[1]);
	m->people_c = activity_rate(sum[2], sum[3]);
	return rc;
}

td_rc midyear_load(struct tx *t, const struct cluster_year *y, i64 period, struct midyear_facts *m)
{
	*m = (struct midyear_facts){0};
	td_rc rc = act_reports_load(t, y->id, &m->reports);
	if (rc != TD_OK)
		return rc;
	m->period = choose(&m->reports.periods, period);
	put_units(t->a, m);
	put_late(t->a, m);
	rc = put_activities(t, y, m);
	if (rc == TD_OK)
		rc = put_exemplars(t, y, m);
	if (rc == TD_OK)
		rc = put_shares(t, y, m);
	if (rc == TD_OK)
		rc = store_talk_list(t, y->id, (unit_id){0}, &m->talks);
	return rc == TD_OK ? store_difficulty_list(t, y->id, (unit_id){0}, &m->difficulties) : rc;
}
