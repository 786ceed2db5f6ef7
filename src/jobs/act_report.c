#include "jobs/act_report.h"

#include "base/caltime.h"
#include "base/num.h"
#include "jobs/act_journal.h"

static td_rc limits_of(struct tx *t, cluster_year_id year, struct light_limits *out)
{
	td_rc rc = store_light_get(t, year, out);
	if (rc == TD_NOT_FOUND) {
		*out = monitor_light_limits(t->a);
		rc = TD_OK;
	}
	return rc;
}

/* Only what the desk approved is reported on. */
static void keep_approved(struct arena *a, registered_target_list *list)
{
	registered_target_list all = *list;
	*list = (registered_target_list){0};
	for (size_t i = 0; i < all.n; i++)
		if (all.at[i].state == REGISTRATION_APPROVED)
			VEC_PUSH(a, list) = all.at[i];
}

td_rc act_reports_load(struct tx *t, cluster_year_id year, struct report_facts_of_year *y)
{
	*y = (struct report_facts_of_year){0};
	td_rc rc = store_membership_list(t, year, &y->members);
	if (rc == TD_OK)
		rc = store_period_list(t, year, &y->periods);
	if (rc == TD_OK)
		rc = store_report_list(t, year, &y->reports);
	if (rc == TD_OK)
		rc = store_report_lines(t, year, &y->lines);
	if (rc == TD_OK)
		rc = store_registered_target_list(t, year, (unit_id){0}, &y->targets);
	if (rc == TD_OK)
		rc = limits_of(t, year, &y->limits);
	keep_approved(t->a, &y->targets);
	return rc;
}

const struct period_report *act_report_of(const struct report_facts_of_year *y, i64 period, unit_id unit)
{
	for (size_t i = 0; i < y->reports.n; i++)
		if (y->reports.at[i].period == period && y->reports.at[i].unit.v == unit.v)
			return &y->reports.at[i];
	return NULL;
}

const struct report_line *act_report_line(const struct report_facts_of_year *y, i64 report, i64 target)
{
	for (size_t i = 0; i < y->lines.n; i++)
		if (y->lines.at[i].report == report && y->lines.at[i].target == target)
			return &y->lines.at[i];
	return NULL;
}

struct period_figure act_report_figure(const struct registered_target *g, const struct report_line *line)
{
	return (struct period_figure){.actual_c = line ? line->actual_c : OPT_NONE,
				      .baseline_c = g->baseline_c,
				      .plan_c = g->plan_c,
				      .rate = str_eq(str_trim(g->measure_unit), S("%"))};
}

struct report_standing act_report_standing(const struct report_facts_of_year *y,
					   const struct report_period *p, unit_id unit)
{
	struct report_standing s = {.worst = LIGHT_GREEN};
	const struct period_report *r = act_report_of(y, p->id, unit);
	i64 sum = 0, n = 0;
	for (size_t i = 0; i < y->targets.n; i++) {
		const struct registered_target *g = &y->targets.at[i];
		if (g->unit.v != unit.v)
			continue;
		struct period_figure f = act_report_figure(g, r ? act_report_line(y, r->id, g->id) : NULL);
		enum period_light l = period_figure_light(&f, p->expected_pct_c, y->limits);
		struct opt_i64 share = period_figure_share(&f);
		s.n[l]++;
		s.worst = period_worse(s.worst, l);
		if (share.set)
			sum += share.v < 10000 ? share.v : 10000, n++;
	}
	if (s.n[LIGHT_GREEN] + s.n[LIGHT_YELLOW] + s.n[LIGHT_RED] == 0)
		s.worst = LIGHT_GREY;
	s.share_c = n ? OPT((2 * sum + n) / (2 * n)) : OPT_NONE;
	return s;
}

/* ---- the acts ---- */

static const struct report_line *sent_line(const struct report_wish *w, i64 target)
{
	for (size_t i = 0; i < w->lines.n; i++)
		if (w->lines.at[i].target == target)
			return &w->lines.at[i];
	return NULL;
}

static const struct report_period *standing_period(const struct report_facts_of_year *y, i64 id)
{
	for (size_t i = 0; i < y->periods.n; i++)
		if (y->periods.at[i].id == id)
			return &y->periods.at[i];
	return NULL;
}

/* What is empty, what is red without a cause, over the unit's targets as they are sent. */
static void count(const struct report_facts_of_year *y, const struct report_period *p, unit_id unit,
		  const struct report_wish *w, struct report_facts *f)
{
	for (size_t i = 0; i < y->targets.n; i++) {
		const struct registered_target *g = &y->targets.at[i];
		if (g->unit.v != unit.v)
			continue;
		const struct report_line *line = sent_line(w, g->id);
		struct period_figure x = act_report_figure(g, line);
		f->n_targets++;
		f->n_empty += !x.actual_c.set;
		f->n_red_without_cause +=
		    period_figure_light(&x, p->expected_pct_c, y->limits) == LIGHT_RED &&
		    (line == NULL || str_trim(line->cause).n == 0);
	}
}

static td_rc check_lines(struct tx *t, const struct report_facts_of_year *y, unit_id unit,
			 const struct report_wish *w)
{
	size_t before = t->e->n_total;
	for (size_t i = 0; i < w->lines.n; i++) {
		bool own = false;
		for (size_t k = 0; k < y->targets.n; k++)
			own |=
			    y->targets.at[k].id == w->lines.at[i].target && y->targets.at[k].unit.v == unit.v;
		str where = arena_fmt(t->a, "actual[%lld]", (long long)w->lines.at[i].target);
		if (!own)
			err_add(t->e, TD_INVALID, where,
				N_("Chỉ tiêu này không phải của đơn vị hoặc chưa được duyệt."));
		if (w->lines.at[i].cause.n > 2000)
			err_add(t->e, TD_INVALID,
				arena_fmt(t->a, "cause[%lld]", (long long)w->lines.at[i].target),
				N_("Nguyên nhân dài quá; ghi ngắn lại."));
	}
	return t->e->n_total == before ? TD_OK : TD_INVALID;
}

static td_rc unit_name(const struct report_facts_of_year *y, unit_id unit, str *out)
{
	for (size_t i = 0; i < y->members.n; i++)
		if (y->members.at[i].unit.v == unit.v) {
			*out = y->members.at[i].unit_name;
			return TD_OK;
		}
	return TD_NOT_FOUND;
}

static td_rc log_move(struct tx *t, cluster_year_id year, const struct report_period *p,
		      const struct period_report *r, enum report_state from, str unit, str reason)
{
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "period", p->name);
	value_put_text(t->a, after, "unit", unit);
	if (from == r->state)
		return act_log(t, year.v, "report.save", "period_report", r->id, NULL, after, STR_NULL);
	value_put_text(t->a, after, "from", str_c(report_state_name(from)));
	value_put_text(t->a, after, "to", str_c(report_state_name(r->state)));
	if (r->state == REPORT_SENT && r->late_days)
		value_put_int(t->a, after, "late", r->late_days);
	return act_log(t, year.v, "report.move", "period_report", r->id, NULL, after, reason);
}

static td_rc apply(struct tx *t, cluster_year_id year, const struct report_facts_of_year *y,
		   const struct report_period *p, struct period_report *r, const struct report_wish *w)
{
	static const report_line_list none = {0};
	struct day due;
	bool fills = w->act == REPORT_SAVE || w->act == REPORT_SEND;
	enum report_state from = r->state, to;
	struct act_year ay;
	str name = S("");
	td_rc rc = act_year_get(t, year, &ay);
	if (rc == TD_OK)
		rc = unit_name(y, r->unit, &name);
	struct report_facts f = {.year_closed = ay.season == SEASON_CLOSED,
				 .period_withdrawn = p->withdrawn_at_ms.set,
				 .reason = w->reason};
	count(y, p, r->unit, w, &f);
	if (rc == TD_OK)
		rc = report_can(&f, from, w->act, &to, t->e);
	if (rc == TD_OK && fills)
		rc = check_lines(t, y, r->unit, w);
	if (rc != TD_OK)
		return rc;
	r->state = to;
	r->reason = w->act == REPORT_RETURN ? str_trim(w->reason) : r->reason;
	if (w->act == REPORT_SEND && !r->sent_at_ms.set) {
		r->sent_at_ms = OPT(t->now_ms);
		r->late_days = day_parse_iso(p->due_on, &due) == TD_OK ? period_days_late(due, t->now_ms) : 0;
	}
	if (w->act == REPORT_RECALL)
		r->sent_at_ms = OPT_NONE, r->late_days = 0;
	rc = store_report_put(t, year, r, fills ? &w->lines : &none);
	return rc == TD_OK
		   ? log_move(t, year, p, r, from, name, w->act == REPORT_RETURN ? w->reason : STR_NULL)
		   : rc;
}

td_rc act_report(struct tx *t, cluster_year_id year, i64 period, unit_id unit, const struct report_wish *w)
{
	struct report_facts_of_year y;
	struct period_report r;
	td_rc rc = act_reports_load(t, year, &y);
	const struct report_period *p = rc == TD_OK ? standing_period(&y, period) : NULL;
	if (rc == TD_OK && p == NULL)
		return TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = store_report_get(t, period, unit, &r);
	if (rc == TD_OK && r.rev != w->rev)
		rc = TD_STALE;
	if (rc == TD_OK)
		rc = apply(t, year, &y, p, &r, w);
	if (rc == TD_STALE)
		err_add(t->e, rc, S("report"),
			N_("Người khác vừa ghi báo cáo này; hãy xem số mới cạnh số của bạn rồi ghi lại."));
	return rc;
}

td_rc act_lights_save(struct tx *t, cluster_year_id year, const struct light_limits *at)
{
	if (at->yellow_c < 0 || at->green_c > 20000 || at->yellow_c > at->green_c)
		return err_add(t->e, TD_INVALID, S("green"),
			       N_("Ngưỡng xanh không quá 200 và không nhỏ hơn ngưỡng vàng."));
	td_rc rc = store_light_put(t, year, at);
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "green", num_short(t->a, at->green_c));
	value_put_text(t->a, after, "yellow", num_short(t->a, at->yellow_c));
	return rc == TD_OK
		   ? act_log(t, year.v, "report_light.save", "report_light", year.v, NULL, after, STR_NULL)
		   : rc;
}
