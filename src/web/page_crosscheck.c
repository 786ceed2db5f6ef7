#include "web/page_crosscheck.h"

#include "jobs/act_check.h"
#include "web/views.h"

struct draw_form {
	struct form_num rev, each, seed;
	bool everyone, blind;
};
static const struct field draw_fields[] = {
    FIELD(INT, struct draw_form, rev, N_("Phiên bản"), .required = true),
    FIELD(INT, struct draw_form, each, N_("Số đơn vị chấm mỗi phiếu"), .low = 1, .high = 10),
    FIELD(INT, struct draw_form, seed, N_("Số bốc"), .low = 0, .high = 999999999),
    FIELD(CHECK, struct draw_form, everyone, N_("Mọi đơn vị chấm lẫn nhau")),
    FIELD(CHECK, struct draw_form, blind, N_("Giữ kín đơn vị chấm")),
};
const struct form_def page_draw_form = FORM(struct draw_form, draw_fields);

struct mend_form {
	struct form_num rev;
	struct form_texts checker;
	str reason;
};
static const struct field mend_fields[] = {
    FIELD(INT, struct mend_form, rev, N_("Phiên bản"), .required = true),
    FIELD(KEYED_TEXT, struct mend_form, checker, N_("Đơn vị chấm"), .max = 60),
    FIELD(TEXT, struct mend_form, reason, N_("Lý do"), .max = 1000),
};
const struct form_def page_mend_form = FORM(struct mend_form, mend_fields);

struct publish_form {
	struct form_num rev;
};
static const struct field publish_fields[] = {
    FIELD(INT, struct publish_form, rev, N_("Phiên bản"), .required = true),
};
const struct form_def page_publish_form = FORM(struct publish_form, publish_fields);

struct avoid_form {
	str unit, other, why, act;
};
static const struct field avoid_fields[] = {
    FIELD(TEXT, struct avoid_form, unit, N_("Đơn vị"), .required = true, .max = 60),
    FIELD(TEXT, struct avoid_form, other, N_("Đơn vị phải tránh"), .required = true, .max = 60),
    FIELD(TEXT, struct avoid_form, why, N_("Lý do"), .max = 1000),
    FIELD(CODE, struct avoid_form, act, N_("Việc cần làm"), .required = true, .max = 10),
};
const struct form_def page_avoid_form = FORM(struct avoid_form, avoid_fields);

struct desk {
	struct req *r;
	struct crosscheck_vm *vm;
	struct act_crosscheck x;
	struct act_year y;
};

static const struct membership *member(const struct desk *d, unit_id unit)
{
	static const struct membership none = {0};
	for (size_t i = 0; i < d->x.members.n; i++)
		if (d->x.members.at[i].unit.v == unit.v)
			return &d->x.members.at[i];
	return &none;
}

static void put_slot(struct desk *d, struct crosscheck_row *row, const struct membership *checked,
		     const struct crosscheck_pair *p)
{
	struct req *r = d->r;
	struct crosscheck_slot *s = &VEC_PUSH(r->a, &row->checkers);
	*s = (struct crosscheck_slot){
	    .key = arena_fmt(r->a, "%.*s#%zu", STRF(checked->unit_code), row->checkers.n),
	    .by_hand = p && p->by_hand,
	    .finished = p && p->finished_at_ms.set,
	    .code = p ? member(d, p->checker)->unit_code : S(""),
	    .name = p ? member(d, p->checker)->unit_name : S("")};
	str chosen =
	    form_show_key(r->a, r->form, "checker", s->key, p ? member(d, p->checker)->unit_code : S(""));
	for (size_t i = 0; i < d->x.members.n; i++) {
		const struct membership *m = &d->x.members.at[i];
		if (m->unit.v != checked->unit.v)
			VEC_PUSH(r->a, &s->options) =
			    (struct page_option){m->unit_code, m->unit_name, str_eq(chosen, m->unit_code)};
	}
}

static void put_rows(struct desk *d)
{
	for (size_t i = 0; d->x.c.id && i < d->x.members.n; i++) {
		const struct membership *m = &d->x.members.at[i];
		struct crosscheck_row *row = &VEC_PUSH(d->r->a, &d->vm->rows);
		*row = (struct crosscheck_row){.code = m->unit_code, .name = m->unit_name};
		for (size_t k = 0; k < d->x.pairs.n; k++)
			if (d->x.pairs.at[k].checked.v == m->unit.v)
				put_slot(d, row, m, &d->x.pairs.at[k]);
		while ((i64)row->checkers.n < d->x.c.n_each)
			put_slot(d, row, m, NULL);
	}
}

static void put_conflicts(struct desk *d)
{
	struct req *r = d->r;
	str unit = form_show(r->form, S("unit"), S("")), other = form_show(r->form, S("other"), S(""));
	for (size_t i = 0; i < d->x.conflicts.n; i++) {
		const struct crosscheck_conflict *c = &d->x.conflicts.at[i];
		const struct membership *a = member(d, c->unit), *b = member(d, c->other);
		VEC_PUSH(r->a, &d->vm->avoided) = (struct crosscheck_avoided){
		    a->unit_name, a->unit_code, b->unit_name, b->unit_code, c->reason};
	}
	for (size_t i = 0; i < d->x.members.n; i++) {
		const struct membership *m = &d->x.members.at[i];
		VEC_PUSH(r->a, &d->vm->units) =
		    (struct page_option){m->unit_code, m->unit_name, str_eq(unit, m->unit_code)};
		VEC_PUSH(r->a, &d->vm->others) =
		    (struct page_option){m->unit_code, m->unit_name, str_eq(other, m->unit_code)};
	}
}

/* ---- leniency ---- */

enum { DOT_MIDDLE = 100, DOT_REACH = 90 };

static void put_dots(struct desk *d, struct crosscheck_leniency *row, unit_id checker,
		     const check_difference_list *list)
{
	struct arena *a = d->r->a;
	struct sb text = sb_new(a, 8192);
	for (size_t i = 0; i < list->n; i++) {
		const struct check_difference *x = &list->at[i];
		if (x->checker.v != checker.v)
			continue;
		str name = member(d, x->checked)->unit_name;
		struct sb b = sb_new(a, 64);
		num_put_signed(&b, x->diff_c);
		i64 off = d->vm->scale_c ? x->diff_c * DOT_REACH / d->vm->scale_c : 0;
		VEC_PUSH(a, &row->dots) = (struct crosscheck_dot){
		    DOT_MIDDLE + off, arena_fmt(a, "%.*s: %.*s", STRF(name), STRF(sb_str(&b)))};
		sb_fmt(&text, "%s%.*s", text.n ? "; " : "", STRF(sb_str(&b)));
	}
	row->text = sb_str(&text);
	d->vm->has_dots |= row->dots.n > 0;
}

static td_rc put_checkers(struct desk *d)
{
	struct req *r = d->r;
	check_difference_list list = {0};
	td_rc rc = TD_OK;
	if (r->year.scheme.set && d->x.c.published_at_ms.set)
		rc = act_check_differences(r->tx, r->year.id, &d->x, &list);
	for (size_t i = 0; i < list.n; i++) {
		i64 size = (i64)num_abs(list.at[i].diff_c);
		d->vm->scale_c = size > d->vm->scale_c ? size : d->vm->scale_c;
	}
	for (size_t i = 0; rc == TD_OK && d->x.c.id && i < d->x.members.n; i++) {
		const struct membership *m = &d->x.members.at[i];
		struct crosscheck_leniency *row = &VEC_PUSH(r->a, &d->vm->checkers);
		*row = (struct crosscheck_leniency){.name = m->unit_name};
		for (size_t k = 0; k < d->x.pairs.n; k++)
			if (d->x.pairs.at[k].checker.v == m->unit.v) {
				row->n_all++;
				row->n_done += d->x.pairs.at[k].finished_at_ms.set;
			}
		d->vm->n_done += row->n_done;
		d->vm->n_pairs += row->n_all;
		row->tag = row->n_done == row->n_all ? page_tag(r, "ok", "check", N_("Đã chấm xong"))
						     : page_tag(r, "warn", "clock", N_("Đang chấm"));
		put_dots(d, row, m->unit, &list);
	}
	return rc;
}

static void put_head(struct desk *d)
{
	struct req *r = d->r;
	const struct crosscheck *c = &d->x.c;
	const struct form *f = r->form;
	*d->vm = (struct crosscheck_vm){
	    .base = page_base(r),
	    .year = r->year.year,
	    .rev = c->rev,
	    .drawn = c->id != 0,
	    .published = c->published_at_ms.set,
	    .drawn_at = c->drawn_at_ms,
	    .drawn_by = c->drawn_by_name,
	    .drawn_seed = c->seed,
	    .n_each = c->n_each,
	    .n_repeated = c->n_repeated,
	    .n_units = (u32)d->x.members.n,
	    .everyone = f ? form_typed(f, S("everyone")).n > 0 : c->id && c->n_each == 0,
	    .blind = f ? form_typed(f, S("blind")).n > 0 : c->blind,
	    .each = form_show(f, S("each"), arena_fmt(r->a, "%lld", (long long)(c->n_each ? c->n_each : 2))),
	    .seed = form_show(f, S("seed"), S("")),
	    .reason = form_show(f, S("reason"), S("")),
	    .why = form_show(f, S("why"), S("")),
	};
	d->vm->may_change = d->y.season <= SEASON_VERIFYING && season_uses(d->y.off, SEASON_CROSS_CHECKING);
	d->vm->may_mend = d->vm->may_change && c->id && c->n_each > 0;
	d->vm->state = d->vm->published ? page_tag(r, "ok", "check", N_("Đã công bố"))
		       : c->id          ? page_tag(r, "info", "edit", N_("Bản nháp"))
					: page_tag(r, "", "edit", N_("Chưa phân công"));
}

td_rc page_crosscheck(struct req *r)
{
	struct desk *d = NEW(r->a, struct desk);
	*d = (struct desk){.r = r, .vm = NEW(r->a, struct crosscheck_vm)};
	td_rc rc = page_begin(r, page_tr(r, N_("Phân công chấm chéo")), "phan-cong");
	if (rc == TD_OK)
		rc = act_year_get(r->tx, r->year.id, &d->y);
	if (rc == TD_OK)
		rc = act_crosscheck_load(r->tx, r->year.id, &d->x);
	if (rc != TD_OK)
		return rc;
	put_head(d);
	put_rows(d);
	put_conflicts(d);
	rc = put_checkers(d);
	if (rc != TD_OK)
		return rc;
	d->vm->page = r->page;
	view_crosscheck(&r->html, d->vm);
	return TD_OK;
}

/* ---- changes ---- */

static td_rc back(struct req *r, td_rc rc)
{
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s/phan-cong?luu=1", STRF(page_base(r)));
	return rc;
}

td_rc page_crosscheck_draw(struct req *r)
{
	const struct draw_form *f = form_value(r->form);
	if (!f->everyone && !f->each.set)
		return err_add(r->e, TD_INVALID, S("each"), N_("Ghi số đơn vị chấm mỗi phiếu."));
	return back(r, act_crosscheck_draw(r->tx, r->year.id, f->everyone ? 0 : f->each.v,
					   f->seed.set ? OPT(f->seed.v) : OPT_NONE, f->blind, f->rev.v));
}

static unit_id unit_by_code(const membership_list *members, str code)
{
	for (size_t i = 0; i < members->n; i++)
		if (str_eq(members->at[i].unit_code, code))
			return members->at[i].unit;
	return (unit_id){0};
}

td_rc page_crosscheck_mend(struct req *r)
{
	const struct mend_form *f = form_value(r->form);
	membership_list members = {0};
	struct act_pair *pairs = NEW_N(r->a, struct act_pair, f->checker.list.n);
	size_t n = 0;
	td_rc rc = store_membership_list(r->tx, r->year.id, &members);
	for (size_t i = 0; rc == TD_OK && i < f->checker.list.n; i++) {
		str key = f->checker.list.at[i].key, chosen = str_trim(f->checker.list.at[i].v);
		struct act_pair p = {unit_by_code(&members, chosen),
				     unit_by_code(&members, str_upto(key, str_find_byte(key, '#')))};
		if (!chosen.n)
			continue;
		if (!p.checker.v || !p.checked.v)
			return TD_NOT_FOUND;
		pairs[n++] = p;
	}
	if (rc == TD_OK)
		rc = act_crosscheck_mend(r->tx, r->year.id, pairs, n, f->reason, f->rev.v);
	return back(r, rc);
}

td_rc page_crosscheck_publish(struct req *r)
{
	const struct publish_form *f = form_value(r->form);
	return back(r, act_crosscheck_publish(r->tx, r->year.id, f->rev.v));
}

td_rc page_crosscheck_avoid(struct req *r)
{
	const struct avoid_form *f = form_value(r->form);
	struct membership a, b;
	td_rc rc = store_membership_find(r->tx, r->year.id, f->unit, &a);
	if (rc == TD_OK)
		rc = store_membership_find(r->tx, r->year.id, f->other, &b);
	if (rc == TD_OK)
		rc = act_crosscheck_conflict(r->tx, r->year.id, a.unit, b.unit, f->why,
					     str_eq(f->act, S("remove")));
	return back(r, rc);
}
