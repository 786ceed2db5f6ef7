#include "web/page_discussion.h"

#include "web/page_item.h"
#include "web/views.h"

enum { ROWS_MAX = 300 };

struct look {
	struct req *r;
	struct discussion_vm *vm;
	struct discussion d;
};

static str checker_name(const struct look *k, unit_id unit)
{
	for (size_t i = 0; i < k->d.sy.members.n; i++)
		if (k->d.sy.members.at[i].unit.v == unit.v)
			return k->d.sy.members.at[i].unit_name;
	return S("");
}

/* Every value of the steps first … last; checkers with their names. */
static str values_of(const struct look *k, const struct discussion_item *d, enum score_stage first,
		     enum score_stage last)
{
	struct sb b = sb_new(k->r->a, 4096);
	const struct criterion *c = &k->d.sy.scheme->nodes[d->node];
	for (size_t i = 0; i < d->views.n; i++) {
		const struct score_entry *e = d->views.at[i].entry;
		if (e->stage < first || e->stage > last)
			continue;
		str text = page_item_text(k->r, c, (struct page_value){e->state, e->a_c, e->b_c});
		str name = e->judge.v ? checker_name(k, e->judge) : S("");
		sb_fmt(&b, "%s%.*s%s%.*s", b.n ? "; " : "", STRF(name), name.n ? ": " : "", STRF(text));
	}
	return b.n ? sb_str(&b) : S("–");
}

static str rank_text(const struct look *k, const struct discussion_item *d)
{
	struct arena *a = k->r->a;
	if (d->best_rank != d->worst_rank)
		return arena_fmt(a, req_tr(k->r, N_("từ hạng %u đến %u")), d->best_rank, d->worst_rank);
	if (d->class_moves)
		return page_tr(k->r, N_("đổi xếp loại"));
	return arena_fmt(a, req_tr(k->r, N_("vẫn hạng %u")), d->best_rank);
}

/* While the verification lasts an item is settled on its own page, afterwards on the unit's card. */
static str address(const struct look *k, const struct membership *m, const struct criterion *c)
{
	str base = k->vm->base;
	return k->d.y.season <= SEASON_VERIFYING
		   ? req_path(k->r, "%.*s/tham-tra/%.*s", STRF(base), STRF(c->code))
		   : req_path(k->r, "%.*s/cham-diem/%.*s#score[%.*s]", STRF(base), STRF(m->unit_code),
			      STRF(c->code));
}

static void put_row(struct look *k, const struct discussion_item *d)
{
	struct discussion_vm *vm = k->vm;
	const struct membership *m = &k->d.sy.members.at[d->unit];
	const struct criterion *c = &k->d.sy.scheme->nodes[d->node];
	bool moves = d->best_rank != d->worst_rank || d->class_moves;
	vm->n_moving += moves;
	vm->n_open += !d->decided;
	if (vm->rows.n == ROWS_MAX)
		return;
	VEC_PUSH(k->r->a, &vm->rows) = (struct discussion_row){
	    .href = address(k, m, c),
	    .unit = m->unit_name,
	    .code = c->code,
	    .name = c->name,
	    .self = values_of(k, d, STAGE_SELF, STAGE_SELF),
	    .cross = values_of(k, d, STAGE_CROSS, STAGE_CROSS),
	    .verified = values_of(k, d, STAGE_VERIFIED, STAGE_COUNCIL),
	    .rank = rank_text(k, d),
	    .effect = num_short(k->r->a, d->effect_c),
	    .moves = moves,
	    .tag = d->decided ? page_tag(k->r, "ok", "check", N_("Đã quyết định"))
		   : moves    ? page_tag(k->r, "warn", "warn", N_("Cần thảo luận"))
			      : page_tag(k->r, "", "info", N_("Không đổi hạng")),
	};
}

td_rc page_discussion_load(struct req *r, struct discussion *out)
{
	discussion_list items = {0};
	*out = (struct discussion){0};
	td_rc rc = act_year_get(r->tx, r->year.id, &out->y);
	if (rc == TD_OK && r->year.scheme.set)
		rc = store_year_figures(r->tx, r->year.id, page_standing_stage(out->y.season), &out->sy);
	if (rc == TD_OK && out->sy.computed)
		rc = analysis_discussion(r->tx, &out->sy, &items);
	for (size_t i = 0; rc == TD_OK && i < items.n; i++) {
		if (page_belongs_to(r, out->sy.members.at[items.at[i].unit].unit))
			out->n_hidden++;
		else
			VEC_PUSH(r->a, &out->items) = items.at[i];
	}
	return rc;
}

td_rc page_discussion(struct req *r)
{
	struct look *k = NEW(r->a, struct look);
	*k = (struct look){.r = r, .vm = NEW(r->a, struct discussion_vm)};
	td_rc rc = page_begin(r, page_tr(r, N_("Danh mục thảo luận")), "thao-luan");
	*k->vm = (struct discussion_vm){.base = page_base(r),
					.cluster_name = r->year.cluster_name,
					.year = r->year.year,
					.may_assign = page_may(r, PERM_YEAR_MANAGE)};
	if (rc == TD_OK)
		rc = page_discussion_load(r, &k->d);
	if (rc != TD_OK)
		return rc;
	k->vm->computed = k->d.sy.computed;
	k->vm->n_hidden = k->d.n_hidden;
	for (size_t i = 0; i < k->d.items.n; i++)
		put_row(k, &k->d.items.at[i]);
	k->vm->page = r->page;
	view_discussion(&r->html, k->vm);
	return TD_OK;
}
