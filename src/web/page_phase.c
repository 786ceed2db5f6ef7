/* The desk's form of a phase: days, targets, review. */
#include "base/num.h"
#include "web/page_campaign.h"
#include "web/views.h"

enum { BLANK_ROWS = 3 };

struct phase_form {
	struct form_num rev;
	str name;
	bool final_push;
	struct form_day starts_on, ends_on;
	struct form_texts indicator, measure;
	struct form_points plan;
};
static const struct field fields[] = {
    FIELD(INT, struct phase_form, rev, N_("Phiên bản"), .required = true),
    FIELD(TEXT, struct phase_form, name, N_("Tên đợt"), .required = true, .max = 200),
    FIELD(CHECK, struct phase_form, final_push, N_("Nước rút")),
    FIELD(DAY, struct phase_form, starts_on, N_("Từ ngày"), .required = true),
    FIELD(DAY, struct phase_form, ends_on, N_("Đến ngày"), .required = true),
    FIELD(KEYED_TEXT, struct phase_form, indicator, N_("Chỉ tiêu"), .max = 500),
    FIELD(KEYED_TEXT, struct phase_form, measure, N_("Đơn vị tính"), .max = 60),
    FIELD(KEYED_POINTS, struct phase_form, plan, N_("Số phải đạt")),
};
const struct form_def page_phase_form = FORM(struct phase_form, fields);

struct review_form {
	struct form_num rev;
	str review;
	struct form_points actual;
};
static const struct field review_fields[] = {
    FIELD(INT, struct review_form, rev, N_("Phiên bản"), .required = true),
    FIELD(AREA, struct review_form, review, N_("Đánh giá kết quả"), .max = 8000),
    FIELD(KEYED_POINTS, struct review_form, actual, N_("Kết quả")),
};
const struct form_def page_review_form = FORM(struct review_form, review_fields);

/* The phase of the address; id 0 for "moi". */
static td_rc find(struct req *r, struct campaign_whole *w, struct campaign_phase *p)
{
	str name = req_param(r, "phase");
	i64 id = 0;
	td_rc rc = page_campaign_find(r, w);
	*p = (struct campaign_phase){.campaign_id = w->campaign.id};
	if (rc != TD_OK || str_eq(name, S("moi")))
		return rc;
	if (str_i64(name, &id) != TD_OK)
		return TD_NOT_FOUND;
	for (size_t i = 0; i < w->phases.n; i++)
		if (w->phases.at[i].id == id) {
			*p = w->phases.at[i];
			return TD_OK;
		}
	return TD_NOT_FOUND;
}

static str typed(struct req *r, const char *name, str key, str saved)
{
	return form_show_key(r->a, r->form, name, key, saved);
}

static bool row_was_typed(struct req *r, str key)
{
	return r->form && (typed(r, "indicator", key, S("")).n || typed(r, "plan", key, S("")).n);
}

/* Rows with what is saved or was typed, and a few to fill in. */
static void put_form_rows(struct req *r, struct phase_vm *vm)
{
	size_t n = vm->reviewed.n;
	for (size_t i = n; i < PHASE_TARGETS_MAX; i++)
		if (row_was_typed(r, arena_fmt(r->a, "%zu", i + 1)))
			n = i + 1;
	for (size_t i = 0; i < n + BLANK_ROWS && i < PHASE_TARGETS_MAX; i++) {
		struct target_row row = i < vm->reviewed.n ? vm->reviewed.at[i] : (struct target_row){0};
		row.key = arena_fmt(r->a, "%zu", i + 1);
		row.indicator = typed(r, "indicator", row.key, row.indicator);
		row.measure = typed(r, "measure", row.key, row.measure);
		row.plan = typed(r, "plan", row.key, row.plan);
		VEC_PUSH(r->a, &vm->targets) = row;
	}
}

static void put_targets(struct req *r, struct phase_vm *vm, const struct campaign_whole *w, i64 phase,
			bool reviewing)
{
	for (size_t i = 0; phase && i < w->targets.n; i++) {
		if (w->targets.at[i].phase_id != phase)
			continue;
		struct target_row row = page_target_row(r, &w->targets.at[i]);
		row.key = arena_fmt(r->a, "%zu", vm->reviewed.n + 1);
		if (reviewing)
			row.actual = typed(r, "actual", row.key, row.actual);
		VEC_PUSH(r->a, &vm->reviewed) = row;
	}
}

td_rc page_phase(struct req *r)
{
	struct phase_vm *vm = NEW(r->a, struct phase_vm);
	struct campaign_whole w;
	struct campaign_phase p;
	td_rc rc = find(r, &w, &p);
	if (rc == TD_OK)
		rc = page_begin(r, p.id ? p.name : page_tr(r, N_("Đợt mới")), "phong-trao");
	if (rc != TD_OK)
		return rc;
	/* two forms stand on this page: what was typed belongs to one of them */
	struct form *sent = r->form;
	bool reviewing = sent && sent->def == &page_review_form;
	put_targets(r, vm, &w, p.id, reviewing);
	vm->review = form_show(reviewing ? sent : NULL, S("review"), p.review);
	r->form = reviewing ? NULL : sent;
	vm->is_new = p.id == 0;
	vm->href = page_campaign_href(r, w.campaign.id);
	vm->action = req_path(r, "%.*s/dot/%.*s", STRF(vm->href), STRF(req_param(r, "phase")));
	vm->campaign = w.campaign.name;
	vm->name = form_show(r->form, S("name"), p.name);
	vm->starts_on = form_show(r->form, S("starts_on"), page_day(r->a, p.starts_on));
	vm->ends_on = form_show(r->form, S("ends_on"), page_day(r->a, p.ends_on));
	vm->final_push = r->form ? form_typed(r->form, S("final_push")).n > 0 : p.final_push;
	vm->rev = p.rev;
	vm->stale = err_at(r->e, S("rev")) != NULL;
	vm->saved_review = vm->stale ? p.review : STR_NULL;
	vm->may_review = p.id && w.campaign.edition > 0 && str_cmp(p.starts_on, r->today) <= 0;
	put_form_rows(r, vm);
	r->form = sent;
	page_crumb(r, req_path(r, "%.*s/phong-trao", STRF(page_base(r))),
		   page_tr(r, N_("Phong trào thi đua")));
	page_crumb(r, vm->href, w.campaign.name);
	vm->page = r->page;
	view_phase(&r->html, vm);
	return TD_OK;
}

static str text_at(const struct form_texts *t, str key)
{
	for (size_t i = 0; i < t->list.n; i++)
		if (str_eq(t->list.at[i].key, key))
			return str_trim(t->list.at[i].v);
	return S("");
}

static struct opt_i64 points_at(const struct form_points *t, str key)
{
	for (size_t i = 0; i < t->list.n; i++)
		if (str_eq(t->list.at[i].key, key) && t->list.at[i].v.set)
			return OPT(t->list.at[i].v.v);
	return OPT_NONE;
}

td_rc page_phase_save(struct req *r)
{
	const struct phase_form *f = form_value(r->form);
	struct campaign_whole w;
	struct campaign_phase p;
	phase_target_list targets = {0};
	td_rc rc = find(r, &w, &p);
	if (rc != TD_OK)
		return rc;
	p.name = f->name;
	p.final_push = f->final_push;
	p.starts_on = day_iso(r->a, f->starts_on.v);
	p.ends_on = day_iso(r->a, f->ends_on.v);
	p.rev = f->rev.v;
	for (i64 i = 1; i <= PHASE_TARGETS_MAX; i++) {
		str key = arena_fmt(r->a, "%lld", (long long)i);
		struct phase_target g = {.row = i,
					 .indicator = text_at(&f->indicator, key),
					 .measure_unit = text_at(&f->measure, key),
					 .plan_c = points_at(&f->plan, key)};
		if (g.indicator.n || g.measure_unit.n || g.plan_c.set)
			VEC_PUSH(r->a, &targets) = g;
	}
	rc = act_phase_save(r->tx, r->year.id, &p, &targets);
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s?luu=1", STRF(page_campaign_href(r, w.campaign.id)));
	return rc;
}

td_rc page_phase_review(struct req *r)
{
	const struct review_form *f = form_value(r->form);
	struct campaign_whole w;
	struct campaign_phase p;
	struct opt_i64 actual[PHASE_TARGETS_MAX];
	td_rc rc = find(r, &w, &p);
	for (size_t i = 0; i < PHASE_TARGETS_MAX; i++)
		actual[i] = points_at(&f->actual, arena_fmt(r->a, "%zu", i + 1));
	if (rc == TD_OK)
		rc = act_phase_review(r->tx, r->year.id, w.campaign.id, p.id, f->review, actual,
				      PHASE_TARGETS_MAX, f->rev.v);
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s?luu=1", STRF(page_campaign_href(r, w.campaign.id)));
	return rc;
}
