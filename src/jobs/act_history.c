#include "jobs/act_history.h"

#include "jobs/act_journal.h"
#include "jobs/act_meeting.h"
#include "store/store_ranking.h"
#include "store/store_scheme.h"

static td_rc take_units(struct tx *t, struct history_plan *p, struct act_founding *f)
{
	td_rc rc = TD_OK;
	for (size_t i = 0; rc == TD_OK && i < p->units.n; i++) {
		if (p->units.at[i].unit.id.v == 0)
			rc = act_unit_save(t, &p->units.at[i].unit);
		VEC_PUSH(t->a, &f->members) = p->units.at[i].unit;
	}
	return rc;
}

static td_rc take_scheme(struct tx *t, struct history_plan *p, cluster_year_id year)
{
	scheme_id id = {p->scheme_id};
	td_rc rc = TD_OK;
	if (p->has_scheme) {
		p->scheme.code =
		    arena_fmt(t->a, "%.*s-%lld", STRF(p->wish.cluster.code), (long long)p->wish.year);
		p->scheme.title = arena_fmt(t->a, "Bảng tiêu chí %.*s năm %lld", STRF(p->wish.cluster.name),
					    (long long)p->wish.year);
		rc = store_scheme_add(t, &p->scheme, &id);
	}
	return rc == TD_OK ? act_scheme_choose(t, year, id, true) : rc;
}

/* A year that is over stands in its step; nobody moves it through the others. */
static td_rc set_step(struct tx *t, cluster_year_id year, enum season_state step, bool revealed)
{
	struct cluster_year y;
	td_rc rc = store_cluster_year_get(t, year, &y);
	if (rc != TD_OK)
		return rc;
	y.step = str_c(season_code(step));
	y.revealed_at_ms = revealed ? OPT(t->now_ms) : OPT_NONE;
	return store_cluster_year_save(t, &y);
}

static td_rc take_scores(struct tx *t, struct history_plan *p, cluster_year_id year)
{
	td_rc rc = TD_OK;
	for (size_t i = 0; rc == TD_OK && i < p->units.n; i++) {
		struct history_unit *u = &p->units.at[i];
		size_t n;
		for (size_t c = 0; c < u->cells.n; c++)
			if (u->cells.at[c].reason.n == 0)
				u->cells.at[c].reason =
				    arena_fmt(t->a, "Nạp từ tệp %.*s", STRF(p->wish.file_name));
		rc = act_cells_save(t, year, u->unit.id, STAGE_FINAL, u->cells.at, u->cells.n,
				    ACT_CELLS_ON_BEHALF, &n);
		struct scorecard card = {
		    .year = year, .unit = u->unit.id, .stage = STAGE_SELF, .state = CARD_SEALED};
		if (rc == TD_OK)
			rc = store_scorecard_put(t, &card);
	}
	return rc;
}

static td_rc take_ranking(struct tx *t, cluster_year_id year)
{
	struct ranking r;
	td_rc rc = act_ranking_freeze(t, year, STAGE_FINAL, STR_NULL, &r);
	return rc == TD_OK ? act_ranking_adopt(t, year, r.rev) : rc;
}

td_rc act_history_take(struct tx *t, struct history_plan *p, cluster_year_id *out)
{
	struct act_founding f = {
	    .cluster = p->wish.cluster.id, .year = p->wish.year, .off = SEASON_OPTIONAL}; /* done elsewhere */
	struct cluster_year y = {0};
	if (p->faults.n)
		return err_add(t->e, TD_CONFLICT, p->wish.file_name,
			       N_("Tệp còn lỗi nên chưa nhận được; hãy sửa rồi tải lên lại."));
	td_rc rc = take_units(t, p, &f);
	if (rc == TD_OK)
		rc = act_year_found(t, &f, &y);
	*out = y.id;
	if (rc == TD_OK)
		rc = store_cluster_year_origin(t, y.id, p->wish.file_name);
	if (rc == TD_OK)
		rc = take_scheme(t, p, y.id);
	if (rc == TD_OK)
		rc = set_step(t, y.id, SEASON_MEETING, false);
	if (rc == TD_OK)
		rc = take_scores(t, p, y.id);
	if (rc == TD_OK)
		rc = take_ranking(t, y.id);
	if (rc == TD_OK)
		rc = set_step(t, y.id, SEASON_CLOSED, true);
	if (rc != TD_OK)
		return rc;
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "file", p->wish.file_name);
	value_put_int(t->a, after, "year", p->wish.year);
	value_put_text(t->a, after, "cluster", p->wish.cluster.name);
	return act_log(t, y.id.v, "history.take", "cluster_year", y.id.v, NULL, after, STR_NULL);
}
