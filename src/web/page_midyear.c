#include "web/page_midyear.h"

#include "base/caltime.h"
#include "web/page_difficulty.h"
#include "web/page_report.h"
#include "web/views.h"

static str pct(struct req *r, struct opt_i64 c)
{
	return c.set ? arena_fmt(r->a, "%.*s %%", STRF(num_short(r->a, c.v))) : S("–");
}

static str grouped(struct req *r, i64 v)
{
	struct sb b = sb_new(r->a, 40);
	num_put_grouped(&b, v);
	return sb_str(&b);
}

static void put_units(struct req *r, struct midyear_vm *vm, const struct midyear_facts *m)
{
	for (size_t i = 0; m->period && i < m->units.n; i++) {
		const struct midyear_unit *u = &m->units.at[i];
		bool begun = u->report && u->report->state != REPORT_DRAFT;
		VEC_PUSH(r->a, &vm->rows) =
		    (struct midyear_row){.href = req_path(r, "%.*s/bao-cao/%.*s/%lld", STRF(vm->base),
							  STRF(u->code), (long long)m->period->id),
					 .name = u->name,
					 .share = pct(r, u->standing.share_c),
					 .light = page_light_tag(r, u->standing.worst),
					 .state = begun ? page_report_tag(r, u->report->state)
							: page_due_tag(r, m->period->due_on),
					 .n_green = u->standing.n[LIGHT_GREEN],
					 .n_yellow = u->standing.n[LIGHT_YELLOW],
					 .n_red = u->standing.n[LIGHT_RED],
					 .n_grey = u->standing.n[LIGHT_GREY],
					 .late = u->report ? u->report->late_days : 0};
	}
	for (size_t i = 0; i < m->late.n; i++) {
		const struct midyear_late *l = &m->late.at[i];
		VEC_PUSH(r->a, &vm->behind) = (struct midyear_behind){
		    .unit = l->unit,
		    .indicator = l->target->indicator,
		    .measure = l->target->measure_unit,
		    .plan = num_short(r->a, l->figure.plan_c),
		    .actual = l->figure.actual_c.set ? num_short(r->a, l->figure.actual_c.v) : S("–"),
		    .share = pct(r, period_figure_share(&l->figure)),
		    .cause = l->cause,
		    .light = page_light_tag(r, l->light)};
	}
}

static void put_items(struct req *r, struct midyear_vm *vm, const struct midyear_facts *m)
{
	for (size_t i = 0; i < m->activities.n; i++) {
		const struct midyear_activity *x = &m->activities.at[i];
		VEC_PUSH(r->a, &vm->activities) = (struct midyear_item){
		    .title = x->activity->title,
		    .detail = arena_fmt(r->a, "%.*s · %.*s · %.*s %s", STRF(x->kind),
					STRF(page_day(r->a, x->activity->held_on)),
					STRF(grouped(r, x->amount_dong)), req_tr(r, N_("đồng"))),
		    .href =
			req_path(r, "%.*s/hoat-dong/xem/%lld", STRF(vm->base), (long long)x->activity->id)};
	}
	for (size_t i = 0; i < m->exemplars.n; i++) {
		const struct exemplar *x = &m->exemplars.at[i];
		VEC_PUSH(r->a, &vm->exemplars) = (struct midyear_item){
		    .title = x->name,
		    .detail = arena_fmt(r->a, "%.*s · %.*s", STRF(x->unit_name), STRF(x->merit))};
	}
	for (size_t i = 0; i < m->talks.n; i++) {
		const struct talk *x = &m->talks.at[i];
		VEC_PUSH(r->a, &vm->talks) = (struct midyear_item){
		    .title = x->title,
		    .detail = arena_fmt(r->a, "%.*s · %.*s", STRF(x->speaker), STRF(x->unit_name))};
	}
	for (size_t i = 0; i < m->difficulties.n; i++) {
		const struct difficulty *d = &m->difficulties.at[i];
		VEC_PUSH(r->a, &vm->difficulties) =
		    (struct midyear_item){.title = d->title,
					  .detail = d->unit_name,
					  .href = req_path(r, "%.*s/kho-khan/%.*s/%lld", STRF(vm->base),
							   STRF(d->unit_code), (long long)d->id),
					  .tag = page_difficulty_tag(r, d->state)};
	}
}

static void put_periods(struct req *r, struct midyear_vm *vm, const struct midyear_facts *m)
{
	for (size_t i = 0; i < m->reports.periods.n; i++) {
		const struct report_period *p = &m->reports.periods.at[i];
		if (!p->withdrawn_at_ms.set)
			VEC_PUSH(r->a, &vm->periods) =
			    (struct page_option){req_path(r, "%lld", (long long)p->id), p->name,
						 m->period && m->period->id == p->id};
	}
}

td_rc page_midyear(struct req *r)
{
	struct midyear_vm *vm = NEW(r->a, struct midyear_vm);
	struct midyear_facts *m = NEW(r->a, struct midyear_facts);
	i64 period = 0;
	if (str_i64(req_query(r, S("ky")), &period) != TD_OK)
		period = 0;
	td_rc rc = page_begin(r, page_tr(r, N_("Sơ kết")), "so-ket");
	if (rc == TD_OK)
		rc = midyear_load(r->tx, &r->year, period, m);
	if (rc != TD_OK)
		return rc;
	*vm = (struct midyear_vm){.base = page_base(r),
				  .year = r->year.year,
				  .has_period = m->period != NULL,
				  .period_name = m->period ? m->period->name : S(""),
				  .starts_on = m->period ? m->period->starts_on : S(""),
				  .ends_on = m->period ? m->period->ends_on : S(""),
				  .collectives = pct(r, m->collectives_c),
				  .people = pct(r, m->people_c),
				  .n_units = (i64)m->units.n,
				  .n_sent = m->n_sent,
				  .n_on_time = m->n_on_time,
				  .n_late = m->n_late,
				  .n_activities = m->sum.n,
				  .n_people = m->sum.n_people,
				  .amount_dong = m->sum.amount_dong,
				  .may_make = page_may(r, PERM_PAPER_MAKE)};
	put_periods(r, vm, m);
	put_units(r, vm, m);
	put_items(r, vm, m);
	vm->page = r->page;
	view_midyear(&r->html, vm);
	return TD_OK;
}
