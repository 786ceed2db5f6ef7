#include "web/page_report.h"

#include "base/caltime.h"
#include "web/views.h"

struct report_form {
	struct form_num rev;
	str act, reason;
	struct form_points actual;
	struct form_texts cause;
};
static const struct field report_fields[] = {
    FIELD(INT, struct report_form, rev, N_("Phiên bản")),
    FIELD(CODE, struct report_form, act, N_("Việc"), .required = true, .max = 20),
    FIELD(TEXT, struct report_form, reason, N_("Lý do"), .max = 500),
    FIELD(KEYED_POINTS, struct report_form, actual, N_("Kết quả")),
    FIELD(KEYED_TEXT, struct report_form, cause, N_("Nguyên nhân"), .max = 500),
};
const struct form_def page_report_form = FORM(struct report_form, report_fields);

struct lights_form {
	struct form_num green, yellow;
};
static const struct field lights_fields[] = {
    FIELD(POINTS, struct lights_form, green, N_("Đèn xanh từ (%)"), .required = true),
    FIELD(POINTS, struct lights_form, yellow, N_("Đèn vàng từ (%)"), .required = true),
};
const struct form_def page_lights_form = FORM(struct lights_form, lights_fields);

struct page_tag page_light_tag(const struct req *r, enum period_light l)
{
	static const struct {
		const char *css, *icon;
	} look[LIGHT__N] = {[LIGHT_GREY] = {"", "clock"},
			    [LIGHT_RED] = {"bad", "stop"},
			    [LIGHT_YELLOW] = {"warn", "warn"},
			    [LIGHT_GREEN] = {"ok", "check"}};
	return page_tag(r, look[l].css, look[l].icon, period_light_name(l));
}

struct page_tag page_report_tag(const struct req *r, enum report_state s)
{
	static const struct {
		const char *css, *icon;
	} look[REPORT__N] = {[REPORT_DRAFT] = {"", "edit"},
			     [REPORT_SENT] = {"info", "check"},
			     [REPORT_RETURNED] = {"warn", "warn"}};
	return page_tag(r, look[s].css, look[s].icon, report_state_name(s));
}

static str pct(struct req *r, struct opt_i64 c)
{
	return c.set ? arena_fmt(r->a, "%.*s %%", STRF(num_short(r->a, c.v))) : S("–");
}

/* ---- the matrix ---- */

static struct report_cell cell_of(struct req *r, const struct report_facts_of_year *y,
				  const struct membership *m, const struct report_period *p)
{
	const struct period_report *rep = act_report_of(y, p->id, m->unit);
	struct report_standing s = act_report_standing(y, p, m->unit);
	enum report_state state = rep ? rep->state : REPORT_DRAFT;
	return (struct report_cell){.href = req_path(r, "%.*s/bao-cao/%.*s/%lld", STRF(page_base(r)),
						     STRF(m->unit_code), (long long)p->id),
				    .label = arena_fmt(r->a, "%.*s, %.*s", STRF(m->unit_name), STRF(p->name)),
				    .share = s.share_c.set ? pct(r, s.share_c) : page_tr(r, N_("Mở báo cáo")),
				    .light = page_light_tag(r, s.worst),
				    .state = state != REPORT_DRAFT ? page_report_tag(r, state)
								   : page_due_tag(r, p->due_on),
				    .late = rep ? rep->late_days : 0,
				    .n_red = s.n[LIGHT_RED],
				    .n_yellow = s.n[LIGHT_YELLOW],
				    .n_green = s.n[LIGHT_GREEN],
				    .n_grey = s.n[LIGHT_GREY]};
}

td_rc page_reports(struct req *r)
{
	struct reports_vm *vm = NEW(r->a, struct reports_vm);
	struct report_facts_of_year y;
	unit_id own = page_own_unit(r);
	td_rc rc = page_begin(r, page_tr(r, N_("Báo cáo định kỳ")), "bao-cao");
	if (rc == TD_OK)
		rc = act_reports_load(r->tx, r->year.id, &y);
	if (rc != TD_OK)
		return rc;
	*vm = (struct reports_vm){.base = page_base(r),
				  .year = r->year.year,
				  .all = page_may(r, PERM_BOARD_SEE),
				  .may_manage = page_may(r, PERM_YEAR_MANAGE),
				  .green = form_show(r->form, S("green"), num_short(r->a, y.limits.green_c)),
				  .yellow =
				      form_show(r->form, S("yellow"), num_short(r->a, y.limits.yellow_c))};
	for (size_t p = 0; p < y.periods.n; p++)
		if (!y.periods.at[p].withdrawn_at_ms.set)
			VEC_PUSH(r->a, &vm->periods) =
			    (struct page_link){y.periods.at[p].due_on, y.periods.at[p].name};
	for (size_t m = 0; m < y.members.n; m++) {
		const struct membership *u = &y.members.at[m];
		if (!vm->all && u->unit.v != own.v)
			continue;
		struct report_row *row = &VEC_PUSH(r->a, &vm->rows);
		row->name = u->unit_name;
		row->mine = u->unit.v == own.v;
		for (size_t p = 0; p < y.periods.n; p++)
			if (!y.periods.at[p].withdrawn_at_ms.set)
				VEC_PUSH(r->a, &row->cells) = cell_of(r, &y, u, &y.periods.at[p]);
	}
	vm->page = r->page;
	view_reports(&r->html, vm);
	return TD_OK;
}

td_rc page_lights_save(struct req *r)
{
	const struct lights_form *f = form_value(r->form);
	struct light_limits at = {f->green.v, f->yellow.v};
	td_rc rc = act_lights_save(r->tx, r->year.id, &at);
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s/bao-cao?luu=1", STRF(page_base(r)));
	return rc;
}

/* ---- one report ---- */

static td_rc period_id(struct req *r, i64 *out)
{
	return str_i64(req_param(r, "period"), out) == TD_OK ? TD_OK : TD_NOT_FOUND;
}

static const struct report_period *find_period(const struct report_facts_of_year *y, i64 id)
{
	for (size_t i = 0; i < y->periods.n; i++)
		if (y->periods.at[i].id == id)
			return &y->periods.at[i];
	return NULL;
}

static str opt_number(struct arena *a, struct opt_i64 c)
{
	return c.set ? num_short(a, c.v) : S("");
}

static void put_fields(struct req *r, struct report_vm *vm, const struct report_facts_of_year *y,
		       const struct report_period *p, const struct period_report *rep)
{
	for (size_t i = 0; i < y->targets.n; i++) {
		const struct registered_target *g = &y->targets.at[i];
		if (g->unit.v != r->member.unit.v)
			continue;
		const struct report_line *line = rep ? act_report_line(y, rep->id, g->id) : NULL;
		struct period_figure f = act_report_figure(g, line);
		str key = arena_fmt(r->a, "%lld", (long long)g->id);
		str saved = opt_number(r->a, f.actual_c);
		str shown = form_show_key(r->a, r->form, "actual", key, saved);
		VEC_PUSH(r->a, &vm->fields) = (struct report_field){
		    .id = g->id,
		    .indicator = g->indicator,
		    .measure = g->measure_unit,
		    .baseline = opt_number(r->a, g->baseline_c),
		    .plan = num_short(r->a, g->plan_c),
		    .source = g->source,
		    .actual = shown,
		    .theirs = r->form && !str_eq(shown, saved) && rep && rep->rev != vm->rev ? saved : S(""),
		    .cause = form_show_key(r->a, r->form, "cause", key, line ? line->cause : S("")),
		    .share = pct(r, period_figure_share(&f)),
		    .light = page_light_tag(r, period_figure_light(&f, p->expected_pct_c, y->limits))};
	}
}

/* What the reader may do with the report as it stands. */
static void put_rights(struct req *r, struct report_vm *vm, enum report_state s)
{
	bool open = s != REPORT_SENT && !vm->withdrawn.n;
	vm->may_fill = open && req_may(r, PERM_UNIT_FILL);
	vm->may_send = open && req_may(r, PERM_UNIT_SEND);
	vm->may_recall = s == REPORT_SENT && req_may(r, PERM_UNIT_SEND);
	vm->may_return = s == REPORT_SENT && page_may(r, PERM_REGISTER_VET);
}

td_rc page_report(struct req *r)
{
	struct report_vm *vm = NEW(r->a, struct report_vm);
	struct report_facts_of_year y;
	i64 id;
	td_rc rc = period_id(r, &id);
	if (rc == TD_OK)
		rc = act_reports_load(r->tx, r->year.id, &y);
	const struct report_period *p = rc == TD_OK ? find_period(&y, id) : NULL;
	if (rc == TD_OK)
		rc = p ? page_begin(r, p->name, "bao-cao") : TD_NOT_FOUND;
	if (rc != TD_OK)
		return rc;
	const struct period_report *rep = act_report_of(&y, id, r->member.unit);
	struct period_report none = {0};
	const struct period_report *s = rep ? rep : &none;
	i64 seen = 0;
	if (r->form && str_i64(form_typed(r->form, S("rev")), &seen) != TD_OK)
		seen = 0;
	*vm = (struct report_vm){.base = page_base(r),
				 .unit_code = r->member.unit_code,
				 .unit_name = r->member.unit_name,
				 .period_name = p->name,
				 .starts_on = p->starts_on,
				 .ends_on = p->ends_on,
				 .due_on = p->due_on,
				 .expected_c = p->expected_pct_c,
				 .withdrawn = p->withdrawn_why,
				 .reason = s->state == REPORT_RETURNED ? s->reason : STR_NULL,
				 .saved_by = s->saved_by_name,
				 .saved_at = s->saved_at_ms,
				 .sent_at = s->sent_at_ms.v,
				 .late = s->late_days,
				 .state = page_report_tag(r, s->state),
				 .due = page_due_tag(r, p->due_on),
				 .why = form_show(r->form, S("reason"), S("")),
				 .rev = r->form ? seen : s->rev};
	put_rights(r, vm, s->state);
	put_fields(r, vm, &y, p, rep);
	vm->rev = s->rev; /* the other version is on the page now */
	page_crumb(r, req_path(r, "%.*s/bao-cao", STRF(vm->base)), page_tr(r, N_("Báo cáo định kỳ")));
	vm->page = r->page;
	view_report(&r->html, vm);
	return TD_OK;
}

static td_rc read_lines(struct req *r, const struct report_form *f, report_line_list *lines)
{
	for (size_t i = 0; i < f->actual.list.n; i++) {
		const struct form_points_item *it = &f->actual.list.at[i];
		struct report_line line = {.actual_c = it->v.set ? OPT(it->v.v) : OPT_NONE};
		if (str_i64(it->key, &line.target) != TD_OK)
			return TD_NOT_FOUND;
		for (size_t k = 0; k < f->cause.list.n; k++)
			if (str_eq(f->cause.list.at[k].key, it->key))
				line.cause = str_trim(f->cause.list.at[k].v);
		VEC_PUSH(r->a, lines) = line;
	}
	return TD_OK;
}

td_rc page_report_post(struct req *r)
{
	static const enum permission needs[REPORT_ACT__N] = {[REPORT_SAVE] = PERM_UNIT_FILL,
							     [REPORT_SEND] = PERM_UNIT_SEND,
							     [REPORT_RECALL] = PERM_UNIT_SEND,
							     [REPORT_RETURN] = PERM_REGISTER_VET};
	const struct report_form *f = form_value(r->form);
	struct report_wish w = {.reason = f->reason, .rev = f->rev.v};
	i64 id;
	td_rc rc = period_id(r, &id);
	if (rc == TD_OK && report_act_parse(f->act, &w.act) != TD_OK)
		rc = TD_NOT_FOUND;
	if (rc == TD_OK && !req_may(r, needs[w.act]))
		rc = err_add(r->e, TD_DENIED, S("report"),
			     N_("Tài khoản của bạn không có quyền làm việc này với báo cáo."));
	if (rc == TD_OK)
		rc = read_lines(r, f, &w.lines);
	if (rc == TD_OK)
		rc = act_report(r->tx, r->year.id, id, r->member.unit, &w);
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s/bao-cao/%.*s/%lld?luu=1", STRF(page_base(r)),
				       STRF(r->member.unit_code), (long long)id);
	return rc;
}
