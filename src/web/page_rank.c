#include "web/page_rank.h"

#include "jobs/act_meeting.h"
#include "jobs/analysis.h"
#include "store/store_year.h"
#include "web/page_board.h"
#include "web/page_next.h"
#include "web/views.h"

struct table {
	struct req *r;
	struct ranking_vm *vm;
	struct act_year y;
	struct scored_year sy;
};

static str tie_text(const struct table *t, u32 unit)
{
	u8 rule = t->sy.result.tie_rule[unit];
	if (!rule)
		return S("");
	return arena_fmt(t->r->a, req_tr(t->r, N_("bằng điểm, xếp sau theo: %.*s")),
			 STRF(t->sy.scheme->ties[rule - 1].text));
}

static void put_row(struct table *t, u32 unit, unit_id own)
{
	const struct score_result *res = &t->sy.result;
	const struct membership *m = &t->sy.members.at[unit];
	struct ranking_vm *vm = t->vm;
	struct ranking_line row = {
	    .code = m->unit_code,
	    .name = m->unit_name,
	    .rank = res->rank[unit],
	    .rank_css = page_board_medal(res->rank[unit]),
	    .n_empty = res->n_empty[unit],
	    .mine = own.v && own.v == m->unit.v,
	    .excluded = res->excluded[unit],
	    .total_c = res->total_c[unit],
	    .raw_c = res->raw_c[unit],
	    .max_c = res->applicable_max_c[unit],
	    .tie_text = tie_text(t, unit),
	};
	if (res->class_ix[unit] != NO_CLASS)
		row.class_name = t->sy.scheme->classes[res->class_ix[unit]].label;
	vm->rescaled |= row.raw_c != row.total_c;
	if (row.mine) {
		vm->has_own = true;
		vm->own_name = row.name;
		vm->own_rank = row.rank;
		vm->own_total_c = row.total_c;
	}
	VEC_PUSH(t->r->a, &vm->rows) = row;
}

static void put_rows(struct table *t)
{
	const struct score_result *res = &t->sy.result;
	struct ranking_vm *vm = t->vm;
	unit_id own = page_own_unit(t->r);
	i64 sum = 0;
	for (u32 i = 0; i < res->n_units; i++) {
		put_row(t, res->order[i], own);
		i64 total = res->total_c[res->order[i]];
		sum += total;
		vm->best_c = i == 0 || total > vm->best_c ? total : vm->best_c;
	}
	vm->n_units = res->n_units;
	if (res->n_units)
		vm->mean_c = (i64)div_round(sum, res->n_units, ROUND_HALF_UP);
	vm->own_vs_mean_c = vm->own_total_c - vm->mean_c;
	vm->own_vs_best_c = vm->own_total_c - vm->best_c;
	for (u32 i = 0; i < t->sy.scheme->n_ties; i++)
		VEC_PUSH(t->r->a, &vm->ties) = t->sy.scheme->ties[i];
	for (u32 i = 0; i < t->sy.scheme->n_classes; i++)
		VEC_PUSH(t->r->a, &vm->classes) = t->sy.scheme->classes[i];
}

static void put_blockers(struct table *t)
{
	struct req *r = t->r;
	for (size_t i = 0; i < t->vm->rows.n; i++) {
		const struct ranking_line *row = &t->vm->rows.at[i];
		if (row->n_empty)
			VEC_PUSH(r->a, &t->vm->blockers) = (struct rank_text){
			    arena_fmt(r->a, req_tr(r, N_("%.*s: còn %u tiêu chí chưa có điểm.")),
				      STRF(row->name), row->n_empty)};
	}
	if (t->y.season < SEASON_VERIFYING)
		VEC_PUSH(r->a, &t->vm->blockers) =
		    (struct rank_text){page_tr(r, N_("Năm thi đua chưa đến bước thẩm tra."))};
}

static bool tied(const struct table *t, u32 place)
{
	const struct score_result *res = &t->sy.result;
	u32 unit = res->order[place];
	u8 rule = res->tie_rule[unit];
	return res->rank[unit] == res->rank[res->order[place - 1]] ||
	       (rule && t->sy.scheme->ties[rule - 1].kind == TIE_CHAIR);
}

/* Units that only the chair can tell apart, where the scheme leaves it to the chair. */
static void put_tied(struct table *t)
{
	struct req *r = t->r;
	const struct score_result *res = &t->sy.result;
	bool chair = false;
	for (u32 i = 0; i < t->sy.scheme->n_ties; i++)
		chair |= t->sy.scheme->ties[i].kind == TIE_CHAIR;
	str chosen = form_show(r->form, S("unit"), S(""));
	for (u32 i = 0; chair && i < res->n_units; i++) {
		if (!(i > 0 && tied(t, i)) && !(i + 1 < res->n_units && tied(t, i + 1)))
			continue;
		const struct membership *m = &t->sy.members.at[res->order[i]];
		str text = m->unit_name;
		if (m->chair_order)
			text = arena_fmt(r->a, req_tr(r, N_("%.*s (thứ tự %lld)")), STRF(text),
					 (long long)m->chair_order);
		VEC_PUSH(r->a, &t->vm->tied) =
		    (struct page_option){m->unit_code, text, str_eq(chosen, m->unit_code)};
	}
	t->vm->may_order = t->vm->tied.n && !t->y.frozen && page_may(r, PERM_RANKING_FREEZE);
}

static void put_correction(struct table *t)
{
	struct req *r = t->r;
	str unit = form_show(r->form, S("unit"), S("")), code = form_show(r->form, S("criterion"), S(""));
	for (size_t i = 0; i < t->sy.members.n; i++) {
		const struct membership *m = &t->sy.members.at[i];
		VEC_PUSH(r->a, &t->vm->units) =
		    (struct page_option){m->unit_code, m->unit_name, str_eq(unit, m->unit_code)};
	}
	for (u32 i = 0; i < t->sy.scheme->n_nodes; i++) {
		const struct criterion *c = &t->sy.scheme->nodes[i];
		if (criterion_is_leaf(c))
			VEC_PUSH(r->a, &t->vm->criteria) = (struct page_option){
			    c->code, arena_fmt(r->a, "%.*s %.*s", STRF(c->code), STRF(c->name)),
			    str_eq(code, c->code)};
	}
}

/* How firm each place is; a long table shows its first places. */
enum { GAPS_MAX = 30 };

static td_rc put_gaps(struct table *t)
{
	rank_gap_list gaps;
	bool apart = false; /* before anything is scored all share a place */
	td_rc rc = analysis_gaps(t->r->tx, &t->sy, GAPS_MAX, &gaps);
	for (size_t i = 0; rc == TD_OK && i < gaps.n; i++)
		apart |= !gaps.at[i].same;
	for (size_t i = 0; apart && i < gaps.n; i++)
		VEC_PUSH(t->r->a, &t->vm->gaps) =
		    (struct rank_text){analysis_gap_text(t->r->tx, &t->sy, &gaps.at[i])};
	t->vm->may_discuss = page_may(t->r, PERM_SCORE_VERIFY);
	return rc;
}

/* What does not apply to a unit, and why. */
static void put_na_items(const struct table *t, u32 unit, struct rank_na *out)
{
	const struct scored_year *sy = &t->sy;
	for (u32 k = 1; k < sy->scheme->n_nodes; k++) {
		i32 at = sy->cell_entry[(size_t)k * sy->members.n + unit];
		const struct score_entry *e = at >= 0 ? &sy->entries.at[at] : NULL;
		if (e && e->state == CELL_NA)
			VEC_PUSH(t->r->a, &out->items) =
			    (struct rank_na_item){sy->scheme->nodes[k].code, e->reason};
	}
}

/* What rescaling for items that do not apply comes to: the same year once more without it. */
static td_rc put_nas(struct table *t)
{
	const struct scored_year *sy = &t->sy;
	struct scheme plain = *sy->scheme;
	struct score_result r;
	plain.na = NA_RESCALE_NONE;
	for (u32 u = 0; u < sy->members.n; u++) {
		struct rank_na na = {.name = sy->members.at[u].unit_name,
				     .raw_c = sy->result.raw_c[u],
				     .total_c = sy->result.total_c[u],
				     .rank = sy->result.rank[u],
				     .plain_rank = u};
		put_na_items(t, u, &na);
		if (na.items.n)
			VEC_PUSH(t->r->a, &t->vm->nas) = na;
	}
	td_rc rc = t->vm->nas.n ? score_run(t->r->a, &plain, &sy->input, &r) : TD_OK;
	for (size_t i = 0; rc == TD_OK && i < t->vm->nas.n; i++)
		t->vm->nas.at[i].plain_rank = r.rank[t->vm->nas.at[i].plain_rank];
	return rc;
}

static td_rc put_versions(struct table *t)
{
	ranking_list all = {0};
	td_rc rc = store_ranking_list(t->r->tx, t->r->year.id, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++) {
		const struct ranking *v = &all.at[i];
		if (i == 0) {
			t->vm->rev = v->rev;
			t->vm->version = v->version;
		}
		VEC_PUSH(t->r->a, &t->vm->versions) =
		    (struct rank_version){v->version, v->frozen_at_ms, v->frozen_by_name, v->reason,
					  page_tr(t->r, ranking_state_name(v->state))};
	}
	return rc;
}

static void put_state(struct table *t)
{
	struct ranking_vm *vm = t->vm;
	bool may = page_may(t->r, PERM_RANKING_FREEZE), shown = t->r->year.revealed_at_ms.set;
	vm->state = t->y.adopted  ? page_tag(t->r, "ok", "lock", N_("Hội nghị đã thông qua"))
		    : t->y.frozen ? page_tag(t->r, "ok", "lock", N_("Đã niêm phong"))
				  : page_tag(t->r, "info", "clock", N_("Tạm tính"));
	vm->may_freeze = !t->y.frozen && may;
	vm->may_adopt = t->y.frozen && !t->y.adopted && may;
	vm->to_public = shown;
	vm->may_reveal = t->y.adopted && may && !(shown && t->r->year.published_at_ms.set);
	vm->may_correct = t->y.frozen && may && t->y.season < SEASON_CLOSED;
	vm->reason = form_show(t->r->form, S("reason"), S(""));
	vm->order = form_show(t->r->form, S("order"), S(""));
	vm->points = form_show(t->r->form, S("points"), S(""));
}

td_rc page_ranking(struct req *r)
{
	struct table *t = NEW(r->a, struct table);
	*t = (struct table){.r = r, .vm = NEW(r->a, struct ranking_vm)};
	td_rc rc = page_begin(r, page_tr(r, N_("Xếp hạng")), "xep-hang");
	t->vm->base = page_base(r);
	t->vm->cluster_name = r->year.cluster_name;
	t->vm->year = r->year.year;
	t->vm->may_export = page_may(r, PERM_PAPER_GET);
	t->vm->word_error = r->form && err_at(r->e, S("word"));
	if (rc == TD_OK)
		rc = act_year_get(r->tx, r->year.id, &t->y);
	if (rc == TD_OK && r->year.scheme.set)
		rc = store_year_load(r->tx, r->year.id, page_standing_stage(t->y.season), &t->sy);
	if (rc == TD_OK)
		rc = put_versions(t);
	if (rc == TD_OK && t->sy.computed)
		rc = put_gaps(t);
	if (rc == TD_OK && t->sy.computed)
		rc = put_nas(t);
	if (rc == TD_OK)
		rc = page_next_link(r, "xep-hang", &t->vm->next);
	if (rc != TD_OK)
		return rc;
	put_state(t);
	if (t->sy.computed) {
		put_rows(t);
		put_blockers(t);
		put_tied(t);
		put_correction(t);
	}
	t->vm->page = r->page;
	view_ranking(&r->html, t->vm);
	return TD_OK;
}
