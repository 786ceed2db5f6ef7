#include "store/store_ranking.h"

#include "store/q_ranking.h"
#include "store/util.h"

static const struct store_word states[RANKING__N] = {
    [RANKING_FROZEN] = {"frozen", N_("Đã niêm phong")},
    [RANKING_ADOPTED] = {"adopted", N_("Đã thông qua")},
    [RANKING_SUPERSEDED] = {"superseded", N_("Đã được thay thế")},
};

const char *ranking_state_code(enum ranking_state s)
{
	return states[s].code;
}

const char *ranking_state_name(enum ranking_state s)
{
	return states[s].name;
}

static struct ranking ranking_of(const struct q_ranking *r)
{
	return (struct ranking){
	    .id = {r->id},
	    .year = {r->cluster_year_id},
	    .version = r->version,
	    .state = (enum ranking_state)store_word_find(states, RANKING__N, r->state),
	    .stage = (enum score_stage)r->stage,
	    .scheme_hash = store_hash(r->scheme_hash),
	    .input_json = r->input_json,
	    .reason = r->reason,
	    .frozen_by = r->frozen_by,
	    .frozen_at_ms = r->frozen_at,
	    .frozen_by_name = r->frozen_by_name,
	    .adopted_at_ms = r->adopted_at,
	    .rev = r->rev,
	};
}

/* Freezing ------------------------------------------------------------------------------------------------------- */

static td_rc row_add(struct tx *t, ranking_id id, struct ranking_row *r)
{
	r->ranking = id;
	return q_ranking_row_add(t,
				 &(struct q_ranking_row_add_args){.ranking_id = id.v,
								  .unit_id = r->unit.v,
								  .rank = r->rank,
								  .ordinal = r->ordinal,
								  .total_c = r->total_c,
								  .raw_c = r->raw_c,
								  .applicable_c = r->applicable_c,
								  .base_c = r->base_c,
								  .bonus_c = r->bonus_c,
								  .penalty_c = r->penalty_c,
								  .class_code = r->class_code,
								  .excluded = r->excluded,
								  .tie_text = r->tie_text},
				 NULL);
}

static td_rc ranking_add(struct tx *t, struct ranking *r)
{
	struct q_ranking_add_row row;
	td_rc rc =
	    q_ranking_add(t,
			  &(struct q_ranking_add_args){.cluster_year_id = r->year.v,
						       .version = r->version,
						       .stage = r->stage,
						       .scheme_hash = store_hash_bytes(&r->scheme_hash),
						       .input_json = r->input_json,
						       .reason = r->reason,
						       .frozen_by = t->actor.user_id,
						       .frozen_at = t->now_ms},
			  &row);
	if (rc == TD_OK)
		r->id.v = row.id;
	return rc;
}

td_rc store_ranking_freeze(struct tx *t, struct ranking *r, ranking_row_list *rows)
{
	struct ranking before;
	td_rc rc = store_ranking_latest(t, r->year, &before);
	if (rc != TD_OK && rc != TD_NOT_FOUND)
		return rc;
	r->version = rc == TD_OK ? before.version + 1 : 1;
	if (rc == TD_OK && before.state == RANKING_ADOPTED && r->reason.p == NULL)
		return err_add(t->e, TD_CONFLICT, S("reason"),
			       N_("Bảng xếp hạng đã được thông qua: xin ghi lý do đính chính."));
	rc = q_ranking_supersede(t, r->year.v, NULL);
	if (rc == TD_OK)
		rc = ranking_add(t, r);
	for (size_t i = 0; rc == TD_OK && i < rows->n; i++)
		rc = row_add(t, r->id, &rows->at[i]);
	if (rc != TD_OK)
		return rc;
	r->state = RANKING_FROZEN;
	r->frozen_by = t->actor.user_id;
	r->frozen_by_name = t->actor.name;
	r->frozen_at_ms = t->now_ms;
	r->adopted_at_ms = OPT_NONE;
	r->rev = 1;
	return db_bump(t, r->year.v);
}

td_rc store_ranking_adopt(struct tx *t, struct ranking *r)
{
	i64 n;
	td_rc rc = q_ranking_adopt(t, r->id.v, r->rev, t->now_ms, &n);
	rc = store_saved(t, rc, n, &r->rev, r->year.v, NULL);
	if (rc == TD_OK) {
		r->state = RANKING_ADOPTED;
		r->adopted_at_ms = OPT(t->now_ms);
	}
	return rc;
}

/* Reading -------------------------------------------------------------------------------------------------------- */

td_rc store_ranking_latest(struct tx *t, cluster_year_id year, struct ranking *out)
{
	struct q_ranking row;
	td_rc rc = q_ranking_latest(t, year.v, &row);
	if (rc == TD_OK)
		*out = ranking_of(&row);
	return rc;
}

td_rc store_ranking_list(struct tx *t, cluster_year_id year, ranking_list *out)
{
	struct db_rows r;
	struct q_ranking_list_row row;
	*out = (ranking_list){0};
	q_ranking_list(t, &r, year.v);
	while (q_ranking_list_next(&r, &row))
		VEC_PUSH(t->a, out) = (struct ranking){
		    .id = {row.id},
		    .year = year,
		    .version = row.version,
		    .state = (enum ranking_state)store_word_find(states, RANKING__N, row.state),
		    .stage = (enum score_stage)row.stage,
		    .scheme_hash = store_hash(row.scheme_hash),
		    .reason = row.reason,
		    .frozen_by = row.frozen_by,
		    .frozen_at_ms = row.frozen_at,
		    .frozen_by_name = row.frozen_by_name,
		    .adopted_at_ms = row.adopted_at,
		    .rev = row.rev,
		};
	return db_rows_end(&r);
}

td_rc store_ranking_rows(struct tx *t, ranking_id id, ranking_row_list *out)
{
	struct db_rows r;
	struct q_ranking_rows_row row;
	*out = (ranking_row_list){0};
	q_ranking_rows(t, &r, id.v);
	while (q_ranking_rows_next(&r, &row))
		VEC_PUSH(t->a, out) = (struct ranking_row){
		    .ranking = id,
		    .unit = {row.unit_id},
		    .rank = row.rank,
		    .ordinal = row.ordinal,
		    .total_c = row.total_c,
		    .raw_c = row.raw_c,
		    .applicable_c = row.applicable_c,
		    .base_c = row.base_c,
		    .bonus_c = row.bonus_c,
		    .penalty_c = row.penalty_c,
		    .class_code = row.class_code,
		    .excluded = row.excluded != 0,
		    .tie_text = row.tie_text,
		    .unit_code = row.unit_code,
		    .unit_name = row.unit_name,
		};
	return db_rows_end(&r);
}

td_rc store_ranking_whole(struct tx *t, cluster_year_id year, ranking_list *out)
{
	struct db_rows r;
	struct q_ranking row;
	*out = (ranking_list){0};
	q_ranking_whole(t, &r, year.v);
	while (q_ranking_whole_next(&r, &row))
		VEC_PUSH(t->a, out) = ranking_of(&row);
	return db_rows_end(&r);
}
