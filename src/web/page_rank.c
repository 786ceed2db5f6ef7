#include "web/page_rank.h"

#include "base/vi.h"
#include "jobs/act_meeting.h"
#include "store/store_year.h"
#include "web/page_board.h"
#include "web/views.h"

struct freeze_form {
	str word, reason;
};
static const struct field fields[] = {
    FIELD(TEXT, struct freeze_form, word, N_("Chữ xác nhận"), .max = 40),
    FIELD(TEXT, struct freeze_form, reason, N_("Lý do"), .max = 1000),
};
const struct form_def page_ranking_form = FORM(struct freeze_form, fields);

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

static void put_state(struct table *t)
{
	t->vm->state = t->y.adopted  ? page_tag(t->r, "ok", "lock", N_("Hội nghị đã thông qua"))
		       : t->y.frozen ? page_tag(t->r, "ok", "lock", N_("Đã niêm phong"))
				     : page_tag(t->r, "info", "clock", N_("Tạm tính"));
	t->vm->may_freeze = !t->y.frozen && page_may(t->r, PERM_RANKING_FREEZE);
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
	if (rc != TD_OK)
		return rc;
	put_state(t);
	if (t->sy.computed) {
		put_rows(t);
		put_blockers(t);
	}
	t->vm->page = r->page;
	view_ranking(&r->html, t->vm);
	return TD_OK;
}

td_rc page_ranking_freeze(struct req *r)
{
	const struct freeze_form *f = form_value(r->form);
	struct act_year y;
	struct ranking frozen;
	if (!str_eq(vi_fold(r->a, f->word), S("niem phong")))
		return err_add(r->e, TD_INVALID, S("word"),
			       N_("Chưa niêm phong: hãy gõ đúng hai chữ NIÊM PHONG để xác nhận."));
	td_rc rc = act_year_get(r->tx, r->year.id, &y);
	if (rc == TD_OK)
		rc = act_ranking_freeze(r->tx, r->year.id, page_standing_stage(y.season),
					f->reason.n ? f->reason : STR_NULL, &frozen);
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s/xep-hang", STRF(page_base(r)));
	return rc;
}
