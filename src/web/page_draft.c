#include "web/page_draft.h"

#include "base/vi.h"
#include "format/rules.h"
#include "jobs/act_scheme.h"
#include "web/asset.h"
#include "web/views.h"

struct tree_form {
	struct form_num rev;
	str act;
	struct form_points max;
};
static const struct field tree_fields[] = {
    FIELD(INT, struct tree_form, rev, N_("Phiên bản"), .required = true),
    FIELD(TEXT, struct tree_form, act, N_("Việc cần làm"), .max = 120),
    FIELD(KEYED_POINTS, struct tree_form, max, N_("Điểm chuẩn")),
};
const struct form_def page_draft_form = FORM(struct tree_form, tree_fields);

struct begin_form {
	struct form_num rev;
	str from;
};
static const struct field begin_fields[] = {
    FIELD(INT, struct begin_form, rev, N_("Phiên bản"), .required = true),
    FIELD(TEXT, struct begin_form, from, N_("Bắt đầu từ"), .max = 100),
};
const struct form_def page_draft_begin_form = FORM(struct begin_form, begin_fields);

struct add_form {
	struct form_num rev, points;
	str parent, code, name, kind;
};
static const struct field add_fields[] = {
    FIELD(INT, struct add_form, rev, N_("Phiên bản"), .required = true),
    FIELD(TEXT, struct add_form, parent, N_("Thuộc nhóm"), .max = 100),
    FIELD(TEXT, struct add_form, code, N_("Mã"), .required = true, .max = 60),
    FIELD(TEXT, struct add_form, name, N_("Nội dung"), .required = true, .max = 1000),
    FIELD(CODE, struct add_form, kind, N_("Cách chấm"), .required = true, .max = 20),
    FIELD(POINTS, struct add_form, points, N_("Điểm chuẩn")),
};
const struct form_def page_draft_add_form = FORM(struct add_form, add_fields);

struct publish_form {
	struct form_num rev;
	bool seal;
	str word, reason;
};
static const struct field publish_fields[] = {
    FIELD(INT, struct publish_form, rev, N_("Phiên bản"), .required = true),
    FIELD(CHECK, struct publish_form, seal, N_("Niêm phong")),
    FIELD(TEXT, struct publish_form, word, N_("Chữ xác nhận"), .max = 40),
    FIELD(TEXT, struct publish_form, reason, N_("Biên bản, văn bản thống nhất"), .max = 1000),
};
const struct form_def page_draft_publish_form = FORM(struct publish_form, publish_fields);

struct drop_form {
	struct form_num rev;
};
static const struct field drop_fields[] = {
    FIELD(INT, struct drop_form, rev, N_("Phiên bản"), .required = true),
};
const struct form_def page_draft_drop_form = FORM(struct drop_form, drop_fields);

/* ---- the tree ---------------------------------------------------------------------------------------------------- */

static str fault_of(const struct act_draft *d, str code)
{
	for (size_t i = 0; i < d->faults.items.n; i++)
		if (str_eq(d->faults.items.at[i].where, code))
			return d->faults.items.at[i].text;
	return S("");
}

static void put_row(struct req *r, struct draft_vm *vm, const struct act_draft *d, u32 k)
{
	const struct scheme *s = &d->scheme;
	const struct criterion *c = &s->nodes[k], *up = &s->nodes[c->parent];
	str max = num_short(r->a, c->max_c);
	struct draft_row row = {
	    .code = c->code,
	    .name = c->name,
	    .kind = page_tr(r, criterion_kind_name(c->kind)),
	    .href = req_path(r, "%.*s/bang-tieu-chi/soan/muc/%.*s", STRF(vm->base), STRF(c->code)),
	    .max = form_show_key(r->a, r->form, "max", c->code, max),
	    .fault = fault_of(d, c->code),
	    .depth = c->depth < 4 ? c->depth : 4,
	    .node = k,
	    .parent = c->parent,
	    .adds = c->role == up->role && criterion_gives_points(c),
	    .group = c->kind == CRIT_GROUP,
	    .has_points = criterion_gives_points(c),
	    .first = up->first_child == k,
	    .last = c->subtree_end == up->subtree_end,
	};
	row.was = vm->stale && !str_eq(row.max, max) ? max : S("");
	if (row.group) {
		i64 sum = scheme_edit_sum(s, k);
		row.sum = num_short(r->a, sum);
		row.off = sum != c->max_c;
	}
	VEC_PUSH(r->a, &vm->rows) = row;
}

static void put_faults(struct req *r, struct draft_vm *vm, const struct act_draft *d)
{
	for (size_t i = 0; i < d->faults.items.n; i++) {
		const struct err_item *x = &d->faults.items.at[i];
		i64 node = scheme_find(&d->scheme, x->where);
		bool item = node > 0;
		VEC_PUSH(r->a, &vm->faults) = (struct draft_fault){
		    item ? req_path(r, "%.*s/bang-tieu-chi/soan/muc/%.*s", STRF(vm->base), STRF(x->where))
			 : req_path(r, "%.*s/bang-tieu-chi/soan/quy-dinh", STRF(vm->base)),
		    item ? arena_fmt(r->a, "%.*s: %.*s", STRF(x->where), STRF(x->text)) : x->text};
	}
}

static void put_sources(struct req *r, struct draft_vm *vm)
{
	struct arena *a = r->a;
	if (r->year.scheme.set)
		VEC_PUSH(a, &vm->sources) =
		    (struct page_option){S("current"), page_tr(r, N_("Bảng đang dùng của năm này")), false};
	VEC_PUSH(a, &vm->sources) =
	    (struct page_option){S("last"), page_tr(r, N_("Bảng của năm trước")), false};
	struct embed_set set = rules_schemes();
	for (size_t i = 0; i < set.n; i++) {
		struct scheme s;
		struct err e = err_new(a, LANG_VI);
		if (scheme_from_json(a, set.at[i].bytes, &e, &s) == TD_OK)
			VEC_PUSH(a, &vm->sources) = (struct page_option){s.code, s.title, false};
	}
	VEC_PUSH(a, &vm->sources) = (struct page_option){S(""), page_tr(r, N_("Bảng trống")), false};
}

static void put_groups(struct req *r, page_option_list *out, const struct scheme *s, str chosen)
{
	for (u32 k = 0; k < s->n_nodes; k++)
		if (s->nodes[k].kind == CRIT_GROUP)
			VEC_PUSH(r->a, out) = (struct page_option){
			    s->nodes[k].code,
			    k ? arena_fmt(r->a, "%.*s %.*s", STRF(s->nodes[k].code), STRF(s->nodes[k].name))
			      : page_tr(r, N_("Cấp trên cùng")),
			    str_eq(chosen, s->nodes[k].code)};
}

static const char *const kind_codes[CRIT__N] = {
    [CRIT_GROUP] = "group",   [CRIT_MANUAL] = "manual",       [CRIT_LEVEL] = "level",
    [CRIT_RATIO] = "ratio",   [CRIT_LEADER] = "leader",       [CRIT_RELATIVE] = "relative",
    [CRIT_BOOL] = "bool",     [CRIT_COUNT] = "count",         [CRIT_BONUS_PENALTY] = "bonus_penalty",
    [CRIT_DEDUCT] = "deduct", [CRIT_THRESHOLD] = "threshold", [CRIT_KNOCKOUT] = "knockout",
};

void page_draft_kinds(const struct req *r, page_option_list *out, str chosen)
{
	for (int k = 0; k < CRIT__N; k++)
		VEC_PUSH(r->a, out) = (struct page_option){
		    str_c(kind_codes[k]), page_tr(r, criterion_kind_name((enum criterion_kind)k)),
		    str_eq(chosen, str_c(kind_codes[k]))};
}

td_rc page_draft_kind(struct req *r, str code, enum criterion_kind *out)
{
	for (int k = 0; k < CRIT__N; k++)
		if (str_eq(code, str_c(kind_codes[k]))) {
			*out = (enum criterion_kind)k;
			return TD_OK;
		}
	return err_add(r->e, TD_INVALID, S("kind"), N_("Chọn cách chấm trong danh sách."));
}

str page_draft_kind_code(enum criterion_kind k)
{
	return str_c(kind_codes[k]);
}

void page_draft_words(struct req *r, page_option_list *out, const struct draft_word *w, const char *field,
		      u32 now)
{
	str typed = form_show(r->form, str_c(field), S(""));
	for (; w->code; w++)
		VEC_PUSH(r->a, out) =
		    (struct page_option){str_c(w->code), page_tr(r, w->text),
					 typed.n ? str_eq(typed, str_c(w->code)) : w->v == now};
}

u32 page_draft_word(const struct draft_word *w, str code, u32 otherwise)
{
	for (; w->code; w++)
		if (str_eq(code, str_c(w->code)))
			return w->v;
	return otherwise;
}

static td_rc put_sealed(struct req *r, struct draft_vm *vm)
{
	struct scheme_row row;
	if (!r->year.scheme.set)
		return TD_OK;
	td_rc rc = store_scheme_get(r->tx, (scheme_id){r->year.scheme.v}, &row);
	vm->sealed = rc == TD_OK && row.sealed_at_ms.set;
	return rc;
}

static void put_draft(struct req *r, struct draft_vm *vm, const struct act_draft *d)
{
	const struct scheme *s = &d->scheme;
	i64 sum = scheme_edit_sum(s, 0);
	vm->script = asset_href("draft.js");
	vm->title = s->title;
	vm->version = s->version;
	vm->total = num_short(r->a, sum);
	vm->scale = num_short(r->a, s->max_c);
	vm->adds_up = !s->thresholds_only;
	vm->total_off = sum != s->max_c;
	for (u32 k = 1; k < s->n_nodes; k++)
		put_row(r, vm, d, k);
	put_faults(r, vm, d);
	put_groups(r, &vm->groups, s, form_show(r->form, S("parent"), S("")));
	page_draft_kinds(r, &vm->kinds, form_show(r->form, S("kind"), S("manual")));
	vm->tag = d->faults.n_total
		      ? (struct page_tag){S("warn"), S("warn"),
					  arena_fmt(r->a, req_tr(r, N_("còn %zu lỗi")), d->faults.n_total)}
		      : page_tag(r, "ok", "check", N_("Khớp, dùng được"));
}

td_rc page_draft(struct req *r)
{
	struct draft_vm *vm = NEW(r->a, struct draft_vm);
	struct act_draft d;
	td_rc rc = page_begin(r, page_tr(r, N_("Soạn bảng tiêu chí")), "bang-tieu-chi");
	if (rc == TD_OK)
		rc = act_draft_load(r->tx, r->year.id, &d);
	if (rc != TD_OK)
		return rc;
	*vm = (struct draft_vm){.base = page_base(r),
				.cluster_name = r->year.cluster_name,
				.year = r->year.year,
				.rev = d.row.rev,
				.exists = d.row.rev > 0,
				.saved_at = d.row.saved_at_ms,
				.saved_by = d.row.saved_by_name,
				.stale = r->refused == TD_STALE,
				.word_error = r->form && err_at(r->e, S("word")),
				.reason = form_show(r->form, S("reason"), S("")),
				.new_code = form_show(r->form, S("code"), S("")),
				.new_name = form_show(r->form, S("name"), S("")),
				.new_max = form_show(r->form, S("points"), S(""))};
	rc = put_sealed(r, vm);
	if (rc != TD_OK)
		return rc;
	page_crumb(r, req_path(r, "%.*s/bang-tieu-chi", STRF(vm->base)), page_tr(r, N_("Bảng tiêu chí")));
	put_sources(r, vm);
	if (vm->exists)
		put_draft(r, vm, &d);
	vm->page = r->page;
	view_draft(&r->html, vm);
	return TD_OK;
}

/* ---- changes ----------------------------------------------------------------------------------------------------- */

static void to_draft(struct req *r)
{
	r->location = req_path(r, "%.*s/bang-tieu-chi/soan?luu=1", STRF(page_base(r)));
}

/* The draft as it is, to be changed. TD_NOT_FOUND: there is none. */
td_rc page_draft_open(struct req *r, struct act_draft *d, struct scheme *s)
{
	td_rc rc = act_draft_load(r->tx, r->year.id, d);
	if (rc == TD_OK && d->row.rev == 0)
		return TD_NOT_FOUND;
	if (rc == TD_OK)
		scheme_edit_copy(r->a, &d->scheme, s);
	return rc;
}

/* Maximum points typed in the tree, by code. */
static td_rc take_points(struct req *r, struct scheme *s, const struct form_points *max)
{
	size_t before = r->e->n_total;
	for (size_t i = 0; i < max->list.n; i++) {
		const struct form_points_item *x = &max->list.at[i];
		i64 node = scheme_find(s, x->key);
		if (node <= 0)
			continue; /* taken out by somebody else: the revision says so */
		if (!x->v.set || x->v.v < 0)
			err_add(r->e, TD_INVALID, arena_fmt(r->a, "max[%.*s]", STRF(x->key)),
				N_("%.*s: ghi điểm chuẩn là số không âm."), STRF(x->key));
		else
			s->nodes[node].max_c = x->v.v;
	}
	return r->e->n_total == before ? TD_OK : TD_INVALID;
}

/* "up:I.1", "down:I.1", "remove:I.1", "number", or nothing but the points. */
static td_rc do_act(struct req *r, struct scheme *s, str act, str *what)
{
	size_t colon = str_find_byte(act, ':');
	str verb = str_upto(act, colon), code = colon < act.n ? str_from(act, colon + 1) : S("");
	*what = S("ghi điểm chuẩn");
	if (verb.n == 0 || str_eq(verb, S("save")))
		return TD_OK;
	if (str_eq(verb, S("number"))) {
		scheme_edit_number(r->a, s);
		*what = S("đánh lại mã");
		return TD_OK;
	}
	i64 node = scheme_find(s, code);
	if (node <= 0)
		return err_add(r->e, TD_STALE, S("rev"), N_("Mục %.*s không còn trong bản thảo."),
			       STRF(code));
	if (str_eq(verb, S("remove"))) {
		*what = arena_fmt(r->a, "bỏ %.*s", STRF(code));
		return scheme_edit_remove(r->a, s, (u32)node, r->e);
	}
	*what = arena_fmt(r->a, "xếp lại %.*s", STRF(code));
	scheme_edit_shift(r->a, s, (u32)node, str_eq(verb, S("up")) ? -1 : 1);
	return TD_OK;
}

td_rc page_draft_post(struct req *r)
{
	const struct tree_form *f = form_value(r->form);
	struct act_draft d;
	struct scheme s;
	str what;
	td_rc rc = page_draft_open(r, &d, &s);
	to_draft(r);
	if (rc == TD_OK)
		rc = take_points(r, &s, &f->max);
	if (rc == TD_OK)
		rc = do_act(r, &s, f->act, &what);
	return rc == TD_OK ? act_draft_save(r->tx, r->year.id, &s, what, f->rev.v) : rc;
}

td_rc page_draft_begin(struct req *r)
{
	const struct begin_form *f = form_value(r->form);
	to_draft(r);
	return act_draft_begin(r->tx, r->year.id, f->from, f->rev.v);
}

td_rc page_draft_add(struct req *r)
{
	const struct add_form *f = form_value(r->form);
	struct act_draft d;
	struct scheme s;
	struct criterion c = {.code = f->code, .name = f->name, .max_c = f->points.set ? f->points.v : 0};
	td_rc rc = page_draft_open(r, &d, &s);
	if (rc == TD_OK)
		rc = page_draft_kind(r, f->kind, &c.kind);
	i64 parent = rc == TD_OK ? scheme_find(&s, f->parent) : -1;
	if (rc == TD_OK && parent < 0)
		rc = err_add(r->e, TD_INVALID, S("parent"), N_("Chọn nhóm chứa mục mới."));
	if (rc != TD_OK)
		return rc;
	c.role = s.nodes[parent].role;
	c.base_pct_c = 5000;
	c.step_c = 100;
	c.round_step_c = 1;
	if (c.kind == CRIT_COUNT || c.kind == CRIT_DEDUCT || c.kind == CRIT_BONUS_PENALTY)
		c.each_c = 100;
	rc = scheme_edit_add(r->a, &s, (u32)parent, &c, r->e);
	/* a group is filled next; a criterion whose kind has parameters is opened for them */
	bool simple = c.kind == CRIT_GROUP || c.kind == CRIT_MANUAL || c.kind == CRIT_BOOL;
	r->location =
	    simple ? req_path(r, "%.*s/bang-tieu-chi/soan?luu=1#them", STRF(page_base(r)))
		   : req_path(r, "%.*s/bang-tieu-chi/soan/muc/%.*s?luu=1", STRF(page_base(r)), STRF(c.code));
	str what = arena_fmt(r->a, "thêm %.*s", STRF(c.code));
	return rc == TD_OK ? act_draft_save(r->tx, r->year.id, &s, what, f->rev.v) : rc;
}

td_rc page_draft_publish(struct req *r)
{
	const struct publish_form *f = form_value(r->form);
	if (f->seal && !str_eq(vi_fold(r->a, f->word), S("niem phong")))
		return err_add(r->e, TD_INVALID, S("word"), N_("Gõ đúng chữ NIÊM PHONG để xác nhận."));
	r->location = req_path(r, "%.*s/bang-tieu-chi?luu=1", STRF(page_base(r)));
	return act_draft_publish(r->tx, r->year.id, f->seal, f->reason, f->rev.v);
}

td_rc page_draft_drop(struct req *r)
{
	const struct drop_form *f = form_value(r->form);
	r->location = req_path(r, "%.*s/bang-tieu-chi?luu=1", STRF(page_base(r)));
	return act_draft_drop(r->tx, r->year.id, f->rev.v);
}
