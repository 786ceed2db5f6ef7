#include "web/grid.h"

#include "web/asset.h"

static const struct score_entry *entry_at(const struct grid_source *g, u32 unit, u32 node,
					  enum score_stage stage)
{
	unit_id u = g->now->members.at[unit].unit;
	criterion_id c = g->now->criteria.at[node].id;
	for (size_t i = 0; i < g->entries->n; i++) {
		const struct score_entry *e = &g->entries->at[i];
		if (e->stage == stage && !e->judge.v && e->unit.v == u.v && e->criterion.v == c.v)
			return e;
	}
	return NULL;
}

/* Names of the two inputs of a kind; the second may be empty. */
static void put_labels(const struct grid_source *g, const struct criterion *k, struct grid_row *row)
{
	static const char *const names[CRIT__N][2] = {
	    [CRIT_MANUAL] = {N_("Điểm")},
	    [CRIT_LEVEL] = {N_("Kết quả")},
	    [CRIT_RATIO] = {N_("Kết quả"), N_("Chỉ tiêu")},
	    [CRIT_LEADER] = {N_("Kết quả"), N_("Chỉ tiêu")},
	    [CRIT_RELATIVE] = {N_("Kết quả")},
	    [CRIT_COUNT] = {N_("Số lượng")},
	    [CRIT_BONUS_PENALTY] = {N_("Số lần được cộng"), N_("Số lần bị trừ")},
	    [CRIT_DEDUCT] = {N_("Số lần vi phạm")},
	    [CRIT_THRESHOLD] = {N_("Kết quả")},
	};
	struct req *r = g->r;
	const char *a = names[k->kind][0], *b = names[k->kind][1];
	if (k->kind == CRIT_DEDUCT && k->per == DEDUCT_PERCENT)
		a = N_("Kết quả"), b = N_("Chỉ tiêu");
	row->label_a = a ? page_tr(r, a) : S("");
	if (k->unit.n && k->kind != CRIT_MANUAL && a)
		row->label_a = arena_fmt(r->a, "%.*s (%.*s)", STRF(row->label_a), STRF(k->unit));
	row->label_b = b && criterion_uses_b(k) ? page_tr(r, b) : S("");
	row->label_a_shown = k->kind != CRIT_MANUAL && (k->kind != CRIT_LEVEL || k->by_value);
	row->shows_points = k->kind != CRIT_MANUAL && k->kind != CRIT_THRESHOLD && k->kind != CRIT_KNOCKOUT;
	row->shows_max = k->max_c > 0;
}

static void put_choice(const struct grid_source *g, struct grid_row *row, i64 value, str text, i64 points_c)
{
	str v = arena_fmt(g->r->a, "%lld", (long long)value);
	VEC_PUSH(g->r->a, &row->options) = (struct grid_choice){v, text, points_c, str_eq(v, row->a)};
}

static void put_choices(const struct grid_source *g, const struct criterion *k, struct grid_row *row)
{
	struct req *r = g->r;
	if (k->kind == CRIT_BOOL) {
		put_choice(g, row, 1, page_tr(r, N_("Đạt")), k->max_c);
		put_choice(g, row, 0, page_tr(r, N_("Không đạt")), 0);
	} else if (k->kind == CRIT_KNOCKOUT) {
		put_choice(g, row, 0, page_tr(r, N_("Không vi phạm")), 0);
		put_choice(g, row, 1, page_tr(r, N_("Có vi phạm")), 0);
	} else if (k->kind == CRIT_LEVEL && !k->by_value) {
		for (u32 i = 0; i < k->n_levels; i++)
			put_choice(g, row, i + 1,
				   arena_fmt(r->a, "%.*s – %.*s", STRF(k->levels[i].label),
					     STRF(num_short(r->a, k->levels[i].points_c))),
				   k->levels[i].points_c);
	}
}

/* How a stored value is typed: choices are whole numbers, all else hundredths. */
static str typed(struct arena *a, const struct criterion *k, struct opt_i64 v)
{
	bool whole =
	    k->kind == CRIT_BOOL || k->kind == CRIT_KNOCKOUT || (k->kind == CRIT_LEVEL && !k->by_value);
	if (!v.set)
		return S("");
	return whole ? arena_fmt(a, "%lld", (long long)v.v) : num_short(a, v.v);
}

static i64 target_of(const struct grid_source *g, u32 unit, u32 node)
{
	for (size_t i = 0; i < g->targets->n; i++)
		if (g->targets->at[i].unit.v == g->now->members.at[unit].unit.v &&
		    g->targets->at[i].criterion.v == g->now->criteria.at[node].id.v)
			return g->targets->at[i].value_c;
	const struct criterion *k = &g->now->scheme->nodes[node];
	return k->has_target ? k->target_c : 0;
}

/* A value in words: the level's label, "Đạt", "80 / 100", "không áp dụng"; "–" for none. */
static str in_words(const struct grid_source *g, const struct criterion *k, const struct grid_row *row, str a,
		    str b, bool na)
{
	i64 level;
	if (na)
		return page_tr(g->r, N_("không áp dụng"));
	if (!a.n)
		return S("–");
	for (size_t i = 0; i < row->options.n; i++)
		if (str_eq(row->options.at[i].value, a))
			return k->kind == CRIT_LEVEL && str_i64(a, &level) == TD_OK
				   ? k->levels[level - 1].label
				   : row->options.at[i].text;
	return b.n && k->kind != CRIT_MANUAL ? arena_fmt(g->r->a, "%.*s / %.*s", STRF(a), STRF(b)) : a;
}

static str entry_in_words(const struct grid_source *g, const struct criterion *k, const struct grid_row *row,
			  const struct score_entry *e)
{
	struct arena *a = g->r->a;
	return in_words(g, k, row, typed(a, k, e->a_c), e->b_c.set ? num_short(a, e->b_c.v) : S(""),
			e->state == CELL_NA);
}

static void put_values(const struct grid_source *g, u32 unit, u32 node, struct grid_row *row)
{
	struct arena *a = g->r->a;
	const struct form *f = g->r->form;
	const struct criterion *k = &g->now->scheme->nodes[node];
	const struct score_entry *e = entry_at(g, unit, node, g->stage);
	str saved_a = e ? typed(a, k, e->a_c) : S(""),
	    saved_b = e && e->b_c.set ? num_short(a, e->b_c.v) : S("");
	row->target_c = target_of(g, unit, node);
	if (!saved_b.n && row->target_c && row->label_b.n && k->kind != CRIT_BONUS_PENALTY)
		saved_b = num_short(a, row->target_c);
	row->a = form_show_key(a, f, "score", row->key, saved_a);
	row->b = form_show_key(a, f, "second", row->key, saved_b);
	row->reason = form_show_key(a, f, "reason", row->key, e ? e->reason : S(""));
	row->na = f ? form_show_key(a, f, "na", row->key, S("")).n > 0 : e && e->state == CELL_NA;
	row->was = e ? e->rev : 0;
	put_choices(g, k, row);
	row->shown = in_words(g, k, row, row->a, row->b, row->na);
	bool differs = f && !str_eq(row->a, saved_a);
	if (differs && e)
		row->saved = entry_in_words(g, k, row, e);
	if (differs && row->a.n && !g->editable) {
		row->unsaved = row->shown;
		row->shown = e ? entry_in_words(g, k, row, e) : S("–");
	}
	const struct score_entry *self = g->verifying ? entry_at(g, unit, node, STAGE_SELF) : NULL;
	if (self)
		row->self = entry_in_words(g, k, row, self);
}

/* What the unit's profile leaves out shows so, whatever the stage has stored. */
static void put_profile(const struct grid_source *g, u32 unit, u32 node, struct grid_row *row)
{
	const struct scheme *s = g->now->scheme;
	const struct scheme_profile *p = scheme_profile_find(s, g->now->members.at[unit].profile);
	row->locked = scheme_profile_leaves_out(s, p, node);
	if (!row->locked)
		return;
	row->na = true;
	row->a = row->b = row->label_b = row->saved = row->unsaved = S("");
	row->shown = page_tr(g->r, N_("không áp dụng"));
	row->reason = p->reason;
}

static void put_files(const struct grid_source *g, u32 unit, u32 node, struct grid_row *row)
{
	struct req *r = g->r;
	const struct page_proof p = {.papers = req_path(r, "%.*s/van-ban", STRF(row->evidence)),
				     .due_on = g->proof_due};
	for (size_t i = 0; i < g->links->n; i++) {
		if (g->links->at[i].criterion.v != g->now->criteria.at[node].id.v)
			continue;
		for (size_t d = 0; d < g->docs->n; d++) {
			const struct evidence *v = &g->docs->at[d];
			if (v->id.v != g->links->at[i].evidence.v ||
			    v->unit.v != g->now->members.at[unit].unit.v || g->links->at[i].withdrawn)
				continue;
			str name = v->doc_number.n ? v->doc_number : v->title, page = g->links->at[i].page;
			struct page_file f = page_item_file(
			    r, &p, v, page.n ? arena_fmt(r->a, "%.*s (%.*s)", STRF(name), STRF(page)) : name);
			f.href = req_path(r, "%.*s/%lld", STRF(p.papers), (long long)v->id.v);
			VEC_PUSH(r->a, &row->files) = f;
		}
	}
	row->needs_evidence =
	    g->now->scheme->nodes[node].evidence_required && row->files.n == 0 && !row->locked;
}

static void put_points(const struct grid_source *g, u32 unit, u32 node, struct grid_row *row)
{
	if (g->now->computed)
		row->points_c = g->now->result.nodes[node].points_c[unit];
	row->has_self = g->self && g->self->computed;
	if (row->has_self)
		row->self_c = g->self->result.nodes[node].points_c[unit];
}

static void put_tag(const struct grid_source *g, struct grid_row *row)
{
	struct req *r = g->r;
	const struct err_item *fault = r->form ? err_at(r->e, row->key) : NULL;
	row->filled = (row->a.n > 0 || row->na) && !fault && !row->unsaved.n;
	if (fault)
		row->error = fault->text;
	if (fault || row->unsaved.n)
		row->tag = page_tag(r, "bad", "warn", N_("Chưa lưu"));
	else if (row->locked)
		row->tag = page_tag(r, "", "stop", N_("Không áp dụng"));
	else if (row->filled)
		row->tag = page_tag(r, "ok", "check", N_("Đã chấm"));
	else
		row->tag = page_tag(r, row->own ? "warn" : "", row->own ? "warn" : "stop", N_("Trống"));
}

static void put_kind(const struct criterion *k, struct grid_row *row)
{
	static const char *const kinds[CRIT__N] = {
	    [CRIT_MANUAL] = "manual",     [CRIT_LEVEL] = "level",
	    [CRIT_RATIO] = "ratio",       [CRIT_LEADER] = "leader",
	    [CRIT_RELATIVE] = "relative", [CRIT_BOOL] = "bool",
	    [CRIT_COUNT] = "count",       [CRIT_BONUS_PENALTY] = "bonus_penalty",
	    [CRIT_DEDUCT] = "deduct",     [CRIT_THRESHOLD] = "threshold",
	    [CRIT_KNOCKOUT] = "knockout"};
	row->kind = k->kind == CRIT_LEVEL && k->by_value ? S("banded") : str_c(kinds[k->kind]);
	row->role = k->role == ROLE_PENALTY ? S("penalty") : S("");
	row->note = k->note;
	row->owner = k->owner;
	row->max_c = k->max_c;
	row->each_c = k->each_c;
	row->against_c = k->against_c;
	row->min_c = k->min_c;
	row->cap_pct_c = k->cap_pct_c;
	row->own = k->kind != CRIT_KNOCKOUT && k->owner.n == 0 && !k->peers;
}

void grid_fill(const struct grid_source *g, u32 unit, u32 node, struct grid_row *row)
{
	struct req *r = g->r;
	const struct criterion *k = &g->now->scheme->nodes[node];
	str base = page_base(r), who = g->now->members.at[unit].unit_code;
	*row = (struct grid_row){.code = k->code, .key = g->by_item ? who : k->code};
	row->name = g->by_item ? g->now->members.at[unit].unit_name : k->name;
	row->save = req_path(r, "%.*s/cham-diem/%.*s/o", STRF(base), STRF(who));
	row->evidence = req_path(r, "%.*s/minh-chung/%.*s", STRF(base), STRF(who));
	row->explain = req_path(r, "%.*s/dien-giai/%.*s/%.*s", STRF(base), STRF(who), STRF(k->code));
	put_kind(k, row);
	if (g->by_item)
		row->note = S("");
	put_labels(g, k, row);
	put_values(g, unit, node, row);
	put_profile(g, unit, node, row);
	put_points(g, unit, node, row);
	put_files(g, unit, node, row);
	put_tag(g, row);
}

void grid_count(struct grid *grid, struct grid_group *group, const struct grid_row *row)
{
	if (row->heading || !row->own)
		return;
	group->n_own++;
	grid->n_own++;
	group->n_filled += row->filled;
	grid->n_filled += row->filled;
}

struct grid_group *grid_group_add(struct arena *a, struct grid *grid, str code, str name, i64 max_c)
{
	struct grid_group *g = &VEC_PUSH(a, &grid->groups);
	*g = (struct grid_group){.ix = (u32)grid->groups.n, .code = code, .name = name, .max_c = max_c};
	grid->script = asset_href("grid.js");
	return g;
}

static bool has_key(const struct grid *grid, str key)
{
	for (size_t i = 0; i < grid->groups.n; i++)
		for (size_t k = 0; k < grid->groups.at[i].rows.n; k++)
			if (str_eq(grid->groups.at[i].rows.at[k].key, key))
				return true;
	return false;
}

void grid_link_errors(struct req *r, const struct grid *grid)
{
	struct page *p = &r->page;
	for (size_t i = 0; i < p->errors.n; i++) {
		struct err_item *x = &p->errors.at[i];
		if (!x->where.n || !has_key(grid, x->where))
			continue;
		x->text = arena_fmt(r->a, "%.*s – %.*s", STRF(x->where), STRF(x->text));
		x->where = arena_fmt(r->a, "score[%.*s]", STRF(x->where));
	}
}
