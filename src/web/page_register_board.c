/* The desk's board: all units by state, totals, what is odd, the titles and award forms of all. */
#include "base/num.h"
#include "base/vi.h"
#include "web/page_register.h"
#include "web/views.h"

struct board_form {
	str act, return_reason;
	struct form_texts unit, was;
};
static const struct field fields[] = {
    FIELD(CODE, struct board_form, act, N_("Việc cần làm"), .required = true, .max = 16),
    FIELD(AREA, struct board_form, return_reason, N_("Lý do trả lại"), .max = 2000),
    FIELD(KEYED_TEXT, struct board_form, unit, N_("Đơn vị"), .max = 4),
    FIELD(KEYED_TEXT, struct board_form, was, N_("Phiên bản"), .max = 20),
};
const struct form_def page_register_board_form = FORM(struct board_form, fields);

struct board {
	struct req *r;
	struct register_board_vm *vm;
	struct act_year y;
	membership_list members;
	registration_list registrations;
	registered_target_list targets; /* of what was sent */
	registered_award_list awards;
};

static td_rc load(struct board *b)
{
	struct req *r = b->r;
	registered_target_list targets = {0};
	registered_award_list awards = {0};
	td_rc rc = act_year_get(r->tx, r->year.id, &b->y);
	if (rc == TD_OK)
		rc = store_membership_list(r->tx, r->year.id, &b->members);
	if (rc == TD_OK)
		rc = store_registration_list(r->tx, r->year.id, &b->registrations);
	if (rc == TD_OK)
		rc = store_registered_target_list(r->tx, r->year.id, (unit_id){0}, &targets);
	if (rc == TD_OK)
		rc = store_registered_award_list(r->tx, r->year.id, (unit_id){0}, &awards);
	for (size_t i = 0; i < targets.n; i++)
		if (targets.at[i].state != REGISTRATION_UNSENT)
			VEC_PUSH(r->a, &b->targets) = targets.at[i];
	for (size_t i = 0; i < awards.n; i++)
		if (awards.at[i].state != REGISTRATION_UNSENT)
			VEC_PUSH(r->a, &b->awards) = awards.at[i];
	return rc;
}

static struct registration registration_of(const struct board *b, unit_id unit)
{
	for (size_t i = 0; i < b->registrations.n; i++)
		if (b->registrations.at[i].unit.v == unit.v)
			return b->registrations.at[i];
	return (struct registration){.unit = unit};
}

static str unit_href(const struct board *b, str code)
{
	return req_path(b->r, "%.*s/dang-ky/%.*s", STRF(b->vm->base), STRF(code));
}

static void count_rows(const struct board *b, unit_id unit, struct register_board_row *row)
{
	for (size_t i = 0; i < b->targets.n; i++)
		if (b->targets.at[i].unit.v == unit.v) {
			row->n_targets++;
			row->n_anomalies += registration_anomaly(&b->targets.at[i]) != ANOMALY_NONE;
		}
	for (size_t i = 0; i < b->awards.n; i++)
		if (b->awards.at[i].unit.v == unit.v) {
			row->n_titles += b->awards.at[i].list == AWARD_TITLE;
			row->n_forms += b->awards.at[i].list == AWARD_FORM;
			row->n_initiatives += b->awards.at[i].list == AWARD_INITIATIVE;
		}
}

static struct page_tag light(const struct board *b, const struct registration *g)
{
	bool waits = g->state == REGISTRATION_UNSENT || g->state == REGISTRATION_RETURNED;
	bool over =
	    registration_open(b->y.season) && registration_is_late(b->y.season, b->vm->due_on, b->r->today);
	if (waits && over)
		return page_tag(b->r, "bad", "warn", N_("Quá hạn"));
	if (!waits && g->late)
		return page_tag(b->r, "warn", "clock", N_("Gửi sau hạn"));
	if (g->state == REGISTRATION_PENDING && g->received_at_ms.set)
		return page_tag(b->r, "info", "check", N_("Đã tiếp nhận"));
	return (struct page_tag){0};
}

static void put_units(struct board *b)
{
	struct req *r = b->r;
	struct register_board_vm *vm = b->vm;
	i64 n[REGISTRATION__N] = {0};
	for (size_t i = 0; i < b->members.n; i++) {
		const struct membership *m = &b->members.at[i];
		struct registration g = registration_of(b, m->unit);
		n[g.state]++;
		if (vm->filter.n && !str_eq(vm->filter, str_c(registration_code(g.state))))
			continue;
		struct register_board_row row = {
		    .code = m->unit_code,
		    .name = m->unit_name,
		    .href = unit_href(b, m->unit_code),
		    .who = g.sent_by_name,
		    .reason = g.state == REGISTRATION_RETURNED ? g.reason : S(""),
		    .tag = page_register_tag(r, g.state),
		    .light = light(b, &g),
		    .rev = g.rev,
		    .sent_at = g.sent_at_ms.v,
		    .may_choose = vm->may_vet && g.state == REGISTRATION_PENDING,
		    .chosen = r->form && form_show_key(r->a, r->form, "unit", m->unit_code, S("")).n > 0};
		count_rows(b, m->unit, &row);
		vm->has_choice |= row.may_choose;
		VEC_PUSH(r->a, &vm->rows) = row;
	}
	vm->n_units = (i64)b->members.n;
	for (int s = 0; s < REGISTRATION__N; s++)
		VEC_PUSH(r->a, &vm->counts) = (struct register_count){
		    .href = req_path(r, "%.*s/dang-ky?tt=%s", STRF(vm->base),
				     registration_code((enum registration_state)s)),
		    .tag = page_register_tag(r, (enum registration_state)s),
		    .n = n[s],
		    .current = str_eq(vm->filter, str_c(registration_code((enum registration_state)s)))};
}

static void put_totals(struct board *b)
{
	struct arena *a = b->r->a;
	target_total_list totals;
	registration_totals(a, &b->targets, &totals);
	for (size_t i = 0; i < totals.n; i++) {
		const struct target_total *t = &totals.at[i];
		struct register_total_row row = {.indicator = t->indicator,
						 .measure = t->measure_unit,
						 .plan = num_short(a, t->plan_c),
						 .n_units = t->n_units,
						 .is_mean = t->is_mean};
		/* limits of a target keep this far from overflow; compared only where every unit has both numbers */
		if (t->n_baselines)
			row.baseline = num_short(a, t->baseline_c);
		if (t->n_baselines == t->n_units && t->baseline_c > 0 && !t->is_mean) {
			struct sb s = sb_new(a, 64);
			num_put_signed(&s, (t->plan_c - t->baseline_c) * 10000 / t->baseline_c);
			SB_LIT(&s, " %");
			row.change = sb_str(&s);
		}
		VEC_PUSH(a, &b->vm->totals) = row;
	}
}

static str unit_name(const struct board *b, unit_id unit, str *code)
{
	for (size_t i = 0; i < b->members.n; i++)
		if (b->members.at[i].unit.v == unit.v) {
			*code = b->members.at[i].unit_code;
			return b->members.at[i].unit_name;
		}
	*code = S("");
	return S("");
}

static void put_anomalies(struct board *b)
{
	struct arena *a = b->r->a;
	for (size_t i = 0; i < b->targets.n; i++) {
		const struct registered_target *g = &b->targets.at[i];
		enum target_anomaly odd = registration_anomaly(g);
		str code;
		if (odd == ANOMALY_NONE)
			continue;
		str name = unit_name(b, g->unit, &code);
		VEC_PUSH(a, &b->vm->anomalies) =
		    (struct register_anomaly_row){.unit = name,
						  .href = unit_href(b, code),
						  .indicator = g->indicator,
						  .baseline = page_register_number(a, g->baseline_c),
						  .plan = num_short(a, g->plan_c),
						  .text = page_tr(b->r, registration_anomaly_text(odd))};
	}
}

/* How often each title and each award form is registered: two lists (T31). */
static td_rc put_awards(struct board *b)
{
	struct arena *a = b->r->a;
	award_kind_list known = {0};
	td_rc rc = act_awards_of_year(a, b->r->year.year, &known);
	for (size_t k = 0; rc == TD_OK && k < known.n; k++) {
		i64 n[HOLDER__N] = {0};
		bool any = false;
		for (size_t i = 0; i < b->awards.n; i++)
			if (b->awards.at[i].list == known.at[k].list &&
			    str_eq(b->awards.at[i].award_code, known.at[k].code))
				n[b->awards.at[i].holder]++, any = true;
		struct register_award_total row = {.name = known.at[k].name,
						   .level =
						       page_tr(b->r, award_level_name(known.at[k].level)),
						   .source = known.at[k].source,
						   .n_collectives = n[HOLDER_COLLECTIVE],
						   .n_people = n[HOLDER_PERSON],
						   .n_households = n[HOLDER_HOUSEHOLD]};
		if (any && known.at[k].list == AWARD_TITLE)
			VEC_PUSH(a, &b->vm->titles) = row;
		else if (any)
			VEC_PUSH(a, &b->vm->forms) = row;
	}
	return rc;
}

static td_rc put_due(struct board *b)
{
	season_step_list plan = {0};
	td_rc rc = store_season_step_list(b->r->tx, b->r->year.id, &plan);
	for (size_t i = 0; i < plan.n; i++)
		if (str_eq(plan.at[i].step, str_c(season_code(SEASON_REGISTERING))))
			b->vm->due_on = plan.at[i].due_on;
	return rc;
}

td_rc page_register_board(struct req *r)
{
	struct board b = {.r = r, .vm = NEW(r->a, struct register_board_vm)};
	enum registration_state s;
	td_rc rc = page_begin(r, page_tr(r, N_("Đăng ký thi đua")), "dang-ky");
	*b.vm = (struct register_board_vm){
	    .base = page_base(r),
	    .cluster_name = r->year.cluster_name,
	    .year = r->year.year,
	    .return_reason = form_show(r->form, S("return_reason"), S("")),
	    .may_vet = page_may(r, PERM_REGISTER_VET),
	    .filter = registration_parse(req_query(r, S("tt")), &s) == TD_OK ? req_query(r, S("tt")) : S(""),
	};
	if (rc == TD_OK)
		rc = load(&b);
	if (rc == TD_OK)
		rc = put_due(&b);
	if (rc != TD_OK)
		return rc;
	put_units(&b);
	put_totals(&b);
	put_anomalies(&b);
	rc = put_awards(&b);
	if (rc != TD_OK)
		return rc;
	b.vm->page = r->page;
	view_register_board(&r->html, b.vm);
	return TD_OK;
}

static str sent(const struct form_texts *t, str key)
{
	for (size_t i = 0; i < t->list.n; i++)
		if (str_eq(t->list.at[i].key, key))
			return t->list.at[i].v;
	return S("");
}

/* One of the chosen; what is refused is told with the unit's name. */
static td_rc do_one(struct req *r, const struct membership *m, enum registration_act act,
		    const struct board_form *f)
{
	size_t before = r->e->items.n;
	i64 rev = 0;
	td_rc rc = str_i64(sent(&f->was, m->unit_code), &rev);
	if (rc == TD_OK)
		rc = act_registration_do(r->tx, r->year.id, m->unit, act, f->return_reason, rev);
	for (size_t i = before; i < r->e->items.n; i++)
		r->e->items.at[i].text =
		    arena_fmt(r->a, "%.*s: %.*s", STRF(m->unit_name), STRF(r->e->items.at[i].text));
	return rc;
}

td_rc page_register_board_post(struct req *r)
{
	const struct board_form *f = form_value(r->form);
	membership_list members = {0};
	enum registration_act act;
	size_t n = 0;
	td_rc rc = store_membership_list(r->tx, r->year.id, &members), bad = TD_OK;
	if (rc == TD_OK && (registration_act_parse(f->act, &act) != TD_OK || act == REGISTRATION_SEND ||
			    act == REGISTRATION_RECALL))
		rc = TD_INVALID;
	if (rc == TD_OK && act == REGISTRATION_RETURN && !f->return_reason.n)
		rc = err_add(r->e, TD_INVALID, S("return_reason"), N_("Trả lại phải ghi lý do."));
	for (size_t i = 0; rc == TD_OK && i < members.n; i++) {
		if (!sent(&f->unit, members.at[i].unit_code).n)
			continue;
		td_rc one = do_one(r, &members.at[i], act, f);
		bad = one != TD_OK ? one : bad;
		n++;
	}
	if (rc == TD_OK && n == 0)
		rc = err_add(r->e, TD_INVALID, S("rows"),
			     N_("Đánh dấu ít nhất một đơn vị rồi chọn việc cần làm."));
	if (rc == TD_OK)
		rc = bad;
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s/dang-ky?luu=1", STRF(page_base(r)));
	return rc;
}
