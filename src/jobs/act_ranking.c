#include "jobs/act_journal.h"
#include "jobs/act_meeting.h"
#include "jobs/act_score.h"
#include "jobs/year_table.h"

/* What keeps the ranking from being frozen, every unit named. */
static td_rc check_complete(struct tx *t, const struct scored_year *sy)
{
	size_t before = t->e->n_total;
	if (sy->members.n == 0)
		err_add(t->e, TD_CONFLICT, S("season"), N_("Cụm chưa có đơn vị thành viên."));
	if (!sy->computed)
		for (size_t i = 0; i < sy->faults.items.n; i++)
			err_add(t->e, TD_CONFLICT, sy->faults.items.at[i].where, "%.*s",
				STRF(sy->faults.items.at[i].text));
	for (size_t i = 0; sy->computed && i < sy->members.n; i++)
		if (sy->result.n_empty[i])
			err_add(t->e, TD_CONFLICT, sy->members.at[i].unit_code,
				N_("%.*s còn %u tiêu chí chưa có điểm."), STRF(sy->members.at[i].unit_name),
				sy->result.n_empty[i]);
	return t->e->n_total == before ? TD_OK : TD_CONFLICT;
}

static void fill_rows(struct tx *t, const struct scored_year *sy, ranking_row_list *rows)
{
	const struct score_result *r = &sy->result;
	for (u32 k = 0; k < r->n_units; k++) {
		u32 u = r->order[k];
		struct ranking_row row = {.unit = sy->members.at[u].unit,
					  .rank = r->rank[u],
					  .ordinal = (i64)k + 1,
					  .total_c = r->total_c[u],
					  .raw_c = r->raw_c[u],
					  .applicable_c = r->applicable_max_c[u],
					  .base_c = r->nodes[0].base_c[u],
					  .bonus_c = r->nodes[0].bonus_c[u],
					  .penalty_c = r->nodes[0].penalty_c[u],
					  .excluded = r->excluded[u]};
		if (r->class_ix[u] != NO_CLASS)
			row.class_code = sy->scheme->classes[r->class_ix[u]].code;
		if (r->tie_rule[u])
			row.tie_text = sy->scheme->ties[r->tie_rule[u] - 1].text;
		VEC_PUSH(t->a, rows) = row;
	}
}

/* The sealed stage of every card, where its state machine lets it. */
static td_rc seal_cards(struct tx *t, const struct act_year *y)
{
	scorecard_list cards = {0};
	const struct scorecard_facts facts = {.season = y->season, .off = y->off, .ranking_frozen = true};
	td_rc rc = store_scorecard_list(t, y->y.id, &cards);
	for (size_t i = 0; rc == TD_OK && i < cards.n; i++) {
		struct err unsaid = err_new(t->a, t->e->lang);
		if (cards.at[i].stage != STAGE_SELF ||
		    scorecard_can(&facts, cards.at[i].state, CARD_SEALED, STR_NULL, &unsaid) != TD_OK)
			continue;
		cards.at[i].state = CARD_SEALED;
		rc = store_scorecard_put(t, &cards.at[i]);
	}
	return rc;
}

td_rc act_ranking_freeze(struct tx *t, cluster_year_id year, enum score_stage stage, str reason,
			 struct ranking *out)
{
	struct act_year y;
	struct scored_year *sy = NEW(t->a, struct scored_year);
	struct score_table table;
	ranking_row_list rows = {0};
	td_rc rc = act_year_get(t, year, &y);
	if (rc == TD_OK && y.season < SEASON_SELF_SCORING)
		rc = err_add(t->e, TD_CONFLICT, S("season"),
			     N_("Năm thi đua chưa tới bước chấm điểm nên chưa niêm phong được xếp hạng."));
	if (rc == TD_OK)
		rc = store_year_load(t, year, stage, sy);
	if (rc == TD_OK)
		rc = check_complete(t, sy);
	if (rc == TD_OK)
		rc = year_table(t, sy, &table);
	if (rc != TD_OK)
		return rc;
	fill_rows(t, sy, &rows);
	struct scheme_row scheme;
	rc = store_scheme_get(t, (scheme_id){y.y.scheme.v}, &scheme);
	if (rc != TD_OK)
		return rc;
	*out = (struct ranking){
	    .year = year,
	    .state = RANKING_FROZEN,
	    .stage = stage,
	    .scheme_hash = scheme.hash,
	    .input_json = value_to_json(t->a, data_to_value(t->a, sy->scheme, &table), VALUE_CANONICAL),
	    .reason = reason};
	rc = store_ranking_freeze(t, out, &rows);
	if (rc == TD_OK)
		rc = seal_cards(t, &y);
	if (rc != TD_OK)
		return rc;
	struct value *after = value_map(t->a);
	struct sha256 figures;
	rc = sha256_of(out->input_json, &figures);
	if (rc != TD_OK)
		return rc;
	value_put_int(t->a, after, "version", out->version);
	value_put_text(t->a, after, "stage", str_c(score_stage_name(stage)));
	value_put_text(t->a, after, "figures_sha256", hex_of(t->a, figures.b, SHA256_LEN));
	return act_log(t, year.v, "ranking.freeze", "ranking", out->id.v, NULL, after, reason);
}

td_rc act_ranking_adopt(struct tx *t, cluster_year_id year, i64 rev)
{
	struct ranking r;
	td_rc rc = store_ranking_latest(t, year, &r);
	if (rc == TD_NOT_FOUND)
		return err_add(t->e, TD_CONFLICT, S("ranking"),
			       N_("Chưa có bảng xếp hạng nào được niêm phong."));
	if (rc == TD_OK && r.rev != rev)
		return err_add(t->e, TD_STALE, S("ranking"),
			       N_("Bảng xếp hạng vừa có bản mới; hãy xem lại rồi thông qua."));
	if (rc == TD_OK)
		rc = store_ranking_adopt(t, &r);
	if (rc != TD_OK)
		return rc;
	struct value *after = value_map(t->a);
	value_put_int(t->a, after, "version", r.version);
	return act_log(t, year.v, "ranking.adopt", "ranking", r.id.v, NULL, after, STR_NULL);
}

td_rc act_chair_order(struct tx *t, cluster_year_id year, unit_id unit, i64 order, str reason)
{
	struct act_year y;
	membership_list members = {0};
	td_rc rc = act_year_get(t, year, &y);
	if (rc == TD_OK && y.frozen)
		rc = err_add(t->e, TD_CONFLICT, S("season"),
			     N_("Bảng xếp hạng đã niêm phong nên không đổi thứ tự được nữa."));
	if (rc == TD_OK && str_trim(reason).n == 0)
		rc = err_add(t->e, TD_INVALID, S("reason"), N_("Ghi lý do của chủ trì."));
	if (rc == TD_OK && (order < 0 || order > 999))
		rc = err_add(t->e, TD_INVALID, S("order"),
			     N_("Thứ tự là số từ 1 trở đi; 0 là bỏ quyết định."));
	if (rc == TD_OK)
		rc = store_membership_list(t, year, &members);
	for (size_t i = 0; rc == TD_OK && i < members.n; i++) {
		struct membership *m = &members.at[i];
		if (m->unit.v != unit.v)
			continue;
		struct value *after = value_map(t->a);
		value_put_text(t->a, after, "unit", m->unit_name);
		value_put_int(t->a, after, "order", order);
		m->chair_order = order;
		rc = store_membership_save(t, m);
		return rc == TD_OK
			   ? act_log(t, year.v, "chair.order", "membership", m->id.v, NULL, after, reason)
			   : rc;
	}
	return rc == TD_OK ? TD_NOT_FOUND : rc;
}
