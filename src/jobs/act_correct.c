#include "jobs/act_correct.h"

#include "jobs/act_score.h"
#include "store/store_scheme.h"

/* What stands for the criterion up to the stage: its second input is kept, its rev is the one to replace. */
static td_rc standing(struct tx *t, const struct act_year *y, enum score_stage stage, unit_id unit,
		      struct act_cell *cell)
{
	const struct scheme *scheme;
	criterion_list criteria = {0};
	score_entry_list entries = {0};
	scheme_id id = {y->y.scheme.v};
	td_rc rc = store_scheme_load(t, id, &scheme);
	if (rc == TD_OK)
		rc = store_criterion_list(t, id, &criteria);
	if (rc == TD_OK)
		rc = store_score_of_unit(t, y->y.id, unit, &entries);
	i64 node = rc == TD_OK ? scheme_find(scheme, cell->code) : -1;
	enum score_stage best = STAGE_SELF;
	for (size_t i = 0; node >= 0 && i < entries.n; i++) {
		const struct score_entry *e = &entries.at[i];
		if (e->criterion.v != criteria.at[node].id.v || e->judge.v || e->stage > stage ||
		    e->stage < best)
			continue;
		best = e->stage;
		cell->b_c = e->b_c;
		cell->note = e->note;
		cell->rev = e->stage == stage ? e->rev : 0;
	}
	return rc;
}

td_rc act_ranking_correct(struct tx *t, cluster_year_id year, i64 rev, unit_id unit, str criterion, i64 a_c,
			  str reason, struct ranking *out)
{
	struct act_year y;
	struct ranking now;
	struct act_cell cell = {.code = criterion, .state = CELL_SET, .a_c = OPT(a_c), .reason = reason};
	size_t n_changed = 0;
	td_rc rc = store_ranking_latest(t, year, &now);
	if (rc == TD_NOT_FOUND)
		return err_add(t->e, TD_CONFLICT, S("ranking"),
			       N_("Chưa có bảng xếp hạng nào được niêm phong."));
	if (rc == TD_OK && now.rev != rev)
		return err_add(t->e, TD_STALE, S("ranking"),
			       N_("Bảng xếp hạng vừa có bản mới; hãy xem lại rồi đính chính."));
	if (rc == TD_OK && str_trim(reason).n == 0)
		return err_add(t->e, TD_INVALID, S("reason"), N_("Ghi lý do, căn cứ đính chính."));
	if (rc == TD_OK)
		rc = act_year_get(t, year, &y);
	if (rc == TD_OK)
		rc = standing(t, &y, now.stage, unit, &cell);
	if (rc == TD_OK)
		rc = act_cells_save(t, year, unit, now.stage, &cell, 1, ACT_CELLS_CORRECTION, &n_changed);
	if (rc == TD_OK && n_changed == 0)
		return err_add(t->e, TD_INVALID, S("points"),
			       N_("Giá trị đúng giống giá trị đang có: không có gì để đính chính."));
	return rc == TD_OK ? act_ranking_freeze(t, year, now.stage, reason, out) : rc;
}
