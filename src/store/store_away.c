#include "store/store_away.h"

#include "base/caltime.h"
#include "store/q_away.h"
#include "store/util.h"

/* Far above what a site ever numbers, far below what a browser can count. */
static const i64 NUMBERS = 1000000000;

static struct away away_of(const struct q_away *r)
{
	return (struct away){
	    .id = r->id,
	    .year = {r->cluster_year_id},
	    .cluster_code = r->cluster_code,
	    .cluster_name = r->cluster_name,
	    .year_number = r->year,
	    .token = r->token,
	    .machine = r->machine,
	    .base = r->base,
	    .head_seq = r->head_seq,
	    .head = store_hash(r->head_hash),
	    .taken_by_name = r->taken_by_name,
	    .taken_at_ms = r->taken_at,
	    .here = r->here != 0,
	    .ended_at_ms = r->ended_at,
	    .ended_by_name = r->ended_by_name,
	    .merged = str_eq(r->ending, S("merged")),
	    .has_other = r->merged_hash.n == SHA256_LEN,
	    .merged_head = store_hash(r->merged_hash),
	};
}

td_rc store_away_list(struct tx *t, i64 limit, away_list *out)
{
	struct db_rows r;
	struct q_away row;
	*out = (away_list){0};
	q_away_list(t, &r, limit);
	while (q_away_list_next(&r, &row))
		VEC_PUSH(t->a, out) = away_of(&row);
	return db_rows_end(&r);
}

td_rc store_away_open(struct tx *t, away_list *out)
{
	struct db_rows r;
	struct q_away row;
	*out = (away_list){0};
	q_away_open(t, &r);
	while (q_away_open_next(&r, &row))
		VEC_PUSH(t->a, out) = away_of(&row);
	return db_rows_end(&r);
}

td_rc store_away_of_year(struct tx *t, cluster_year_id year, struct away *out)
{
	away_list open = {0};
	td_rc rc = store_away_open(t, &open);
	for (size_t i = 0; rc == TD_OK && i < open.n; i++) {
		if (open.at[i].year.v == year.v) {
			*out = open.at[i];
			return TD_OK;
		}
	}
	return rc == TD_OK ? TD_NOT_FOUND : rc;
}

td_rc store_away_by_token(struct tx *t, str token, struct away *out)
{
	struct q_away row;
	td_rc rc = q_away_by_token(t, token, &row);
	if (rc == TD_OK)
		*out = away_of(&row);
	return rc;
}

td_rc store_away_add(struct tx *t, struct away *a, str row_hashes)
{
	u8 random[AWAY_TOKEN_LEN / 2];
	struct q_away_base_row base;
	struct q_away_add_row row;
	td_rc rc = q_away_base(t, &base);
	if (rc != TD_OK)
		return rc;
	t->env->random(t->env, random, sizeof random);
	a->token = hex_of(t->a, random, sizeof random);
	a->base = base.base + NUMBERS;
	a->taken_by_name = t->actor.name.p ? t->actor.name : S("");
	a->taken_at_ms = t->now_ms;
	rc = q_away_add(t,
			&(struct q_away_add_args){.cluster_year_id = a->year.v,
						  .token = a->token,
						  .machine = a->machine,
						  .base = a->base,
						  .head_seq = a->head_seq,
						  .head_hash = store_hash_bytes(&a->head),
						  .row_hashes = row_hashes,
						  .taken_by = t->actor.user_id,
						  .taken_by_name = a->taken_by_name,
						  .taken_at = a->taken_at_ms},
			&row);
	if (rc == TD_OK)
		a->id = row.id;
	return store_wrote(t, rc, DB_TAG_SYSTEM, NULL);
}

td_rc store_away_row_hashes(struct tx *t, i64 id, str *out)
{
	struct q_away_row_hashes_row row;
	td_rc rc = q_away_row_hashes(t, id, &row);
	if (rc == TD_OK)
		*out = row.row_hashes;
	return rc;
}

td_rc store_away_end(struct tx *t, struct away *a, bool merged)
{
	i64 n = 0;
	a->ended_at_ms = OPT(t->now_ms);
	a->ended_by_name = t->actor.name.p ? t->actor.name : S("");
	a->merged = merged;
	td_rc rc =
	    q_away_end(t, a->id, t->now_ms, a->ended_by_name, merged ? S("merged") : S("cancelled"), &n);
	return store_wrote(t, rc == TD_OK && n == 0 ? TD_NOT_FOUND : rc, DB_TAG_SYSTEM, NULL);
}

td_rc store_away_merged(struct tx *t, i64 id, const struct sha256 *head)
{
	return q_away_merged(t, id, store_hash_bytes(head), NULL);
}

td_rc store_away_refuse(struct tx *t, i64 tag)
{
	away_list open = {0};
	td_rc rc = store_away_open(t, &open);
	for (size_t i = 0; rc == TD_OK && i < open.n; i++) {
		const struct away *a = &open.at[i];
		if (a->here && a->year.v != tag)
			return err_add(
			    t->e, TD_CONFLICT, STR_NULL,
			    N_("Máy này là bản mang đi họp của %.*s năm %lld nên không ghi năm khác; việc "
			       "của năm khác xin làm trên máy chủ."),
			    STRF(a->cluster_name), (long long)a->year_number);
		if (!a->here && a->year.v == tag)
			return err_add(
			    t->e, TD_CONFLICT, STR_NULL,
			    N_("Năm thi đua này đang ở máy «%.*s» từ %.*s nên ở đây chỉ đọc; nhập kết quả "
			       "họp về rồi mới ghi tiếp được."),
			    STRF(a->machine), STRF(ms_vi(t->a, a->taken_at_ms)));
	}
	return rc == TD_OK ? TD_DB : rc; /* a counter that nothing holds back and that did not move */
}
