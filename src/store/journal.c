#include "store/journal.h"

#include "store/q_journal.h"
#include "store/util.h"

static struct chain_entry chained(const struct q_journal *j)
{
	return (struct chain_entry){.chain = j->chain,
				    .seq = j->seq,
				    .at_ms = j->at,
				    .actor_id = j->actor_id,
				    .object_id = j->object_id,
				    .actor_name = j->actor_name,
				    .action = j->action,
				    .object_kind = j->object_kind,
				    .before_json = j->before_json,
				    .after_json = j->after_json,
				    .reason = j->reason,
				    .prev = store_hash(j->prev_hash),
				    .hash = store_hash(j->hash)};
}

td_rc journal_head(struct tx *t, i64 chain, i64 *seq, struct sha256 *hash)
{
	struct q_journal_head_row row;
	td_rc rc = q_journal_head(t, chain, &row);
	*seq = rc == TD_OK ? row.seq : 0;
	*hash = rc == TD_OK ? store_hash(row.hash) : (struct sha256){{0}};
	return rc;
}

static td_rc append(struct tx *t, const struct q_journal *j, const struct sha256 *hash)
{
	return q_journal_add(t,
			     &(struct q_journal_add_args){.chain = j->chain,
							  .seq = j->seq,
							  .at = j->at,
							  .actor_id = j->actor_id,
							  .actor_name = j->actor_name,
							  .action = j->action,
							  .object_kind = j->object_kind,
							  .object_id = j->object_id,
							  .before_json = j->before_json,
							  .after_json = j->after_json,
							  .reason = j->reason,
							  .prev_hash = j->prev_hash,
							  .hash = store_hash_bytes(hash)},
			     NULL);
}

td_rc journal_add(struct tx *t, i64 chain, str action, str object_kind, i64 object_id, str before_json,
		  str after_json, str reason)
{
	struct sha256 prev, hash;
	struct q_journal j = {.chain = chain,
			      .at = t->now_ms,
			      .actor_id = t->actor.user_id,
			      .actor_name = t->actor.name.p ? t->actor.name : S(""),
			      .action = action,
			      .object_kind = object_kind,
			      .object_id = object_id,
			      .before_json = before_json,
			      .after_json = after_json,
			      .reason = reason};
	td_rc rc = journal_head(t, chain, &j.seq, &prev);
	if (rc != TD_OK && rc != TD_NOT_FOUND)
		return rc;
	j.seq++;
	j.prev_hash = store_hash_bytes(&prev);
	struct chain_entry x = chained(&j);
	rc = chain_hash(t->a, &x, &hash);
	if (rc == TD_OK)
		rc = append(t, &j, &hash);
	return store_wrote(t, rc, chain, NULL);
}

static struct journal_entry entry_of(const struct q_journal *j)
{
	return (struct journal_entry){
	    .chain = j->chain,
	    .seq = j->seq,
	    .at_ms = j->at,
	    .actor_id = j->actor_id,
	    .actor_name = j->actor_name,
	    .action = j->action,
	    .object_kind = j->object_kind,
	    .object_id = j->object_id,
	    .before_json = j->before_json,
	    .after_json = j->after_json,
	    .reason = j->reason,
	    .hash = store_hash(j->hash),
	};
}

td_rc journal_page(struct tx *t, i64 chain, i64 before_seq, i64 limit, journal_list *out)
{
	struct db_rows r;
	struct q_journal row;
	*out = (journal_list){0};
	q_journal_page(t, &r, chain, before_seq ? before_seq : INT64_MAX, limit);
	while (q_journal_page_next(&r, &row))
		VEC_PUSH(t->a, out) = entry_of(&row);
	return db_rows_end(&r);
}

td_rc journal_of_action(struct tx *t, i64 chain, str action, i64 limit, journal_list *out)
{
	struct db_rows r;
	struct q_journal row;
	*out = (journal_list){0};
	q_journal_of_action(t, &r, chain, action, limit);
	while (q_journal_of_action_next(&r, &row))
		VEC_PUSH(t->a, out) = entry_of(&row);
	return db_rows_end(&r);
}

td_rc journal_of_meeting(struct tx *t, i64 chain, struct journal_entry *out)
{
	struct q_journal row;
	td_rc rc = q_journal_of_meeting(t, chain, &row);
	if (rc == TD_OK)
		*out = entry_of(&row);
	return rc;
}

td_rc journal_sealed(struct tx *t, i64 chain, i64 after_seq, i64 limit, chain_list *out)
{
	struct db_rows r;
	struct q_journal row;
	*out = (chain_list){0};
	q_journal_sealed(t, &r, chain, after_seq, limit);
	while (q_journal_sealed_next(&r, &row))
		VEC_PUSH(t->a, out) = chained(&row);
	return db_rows_end(&r);
}

td_rc journal_heads(struct tx *t, i64 limit, journal_head_list *out)
{
	struct journal_entry last;
	struct db_rows r;
	struct q_journal_heads_row row;
	journal_list newest;
	*out = (journal_head_list){0};
	td_rc rc = journal_page(t, JOURNAL_SYSTEM, 0, 1, &newest);
	if (rc != TD_OK)
		return rc;
	if (newest.n > 0) {
		last = newest.at[0];
		VEC_PUSH(t->a, out) = (struct journal_head_row){
		    .seq = last.seq, .at_ms = last.at_ms, .cluster = S(""), .hash = last.hash};
	}
	q_journal_heads(t, &r, limit - (i64)out->n);
	while (q_journal_heads_next(&r, &row))
		VEC_PUSH(t->a, out) = (struct journal_head_row){row.chain, row.seq,     row.at,
								row.year,  row.cluster, store_hash(row.hash)};
	return db_rows_end(&r);
}

td_rc journal_chain_of(struct tx *t, i64 chain, str *cluster, i64 *year)
{
	struct q_journal_chain_row row;
	td_rc rc = q_journal_chain(t, chain, &row);
	if (rc == TD_OK) {
		*cluster = row.cluster;
		*year = row.year;
	}
	return rc;
}

/* Checking ------------------------------------------------------------------------------------------------------- */

enum { VERIFY_BATCH = 500 };

struct verify {
	i64 chain, seq;     /* of the last entry looked at */
	struct sha256 hash; /* of it */
	i64 n_chains, n_entries;
	bool broken;
};

static void broken(struct tx *t, struct verify *v, i64 chain, i64 seq, const char *what)
{
	v->broken = true;
	err_add(t->e, TD_CORRUPT, arena_fmt(t->a, "journal/%lld/%lld", (long long)chain, (long long)seq),
		"%s", i18n_tr(t->e->lang, what));
}

static td_rc verify_entry(struct tx *t, struct verify *v, const struct q_journal *j)
{
	const struct chain_entry x = chained(j);
	struct sha256 hash;
	if (j->chain != v->chain || v->n_entries == 0) {
		v->n_chains++;
		v->seq = 0;
		v->hash = (struct sha256){{0}};
	}
	td_rc rc = chain_hash(t->a, &x, &hash);
	if (rc != TD_OK)
		return rc;
	if (j->seq != v->seq + 1)
		broken(t, v, j->chain, j->seq, N_("Thiếu dòng nhật ký trước dòng này."));
	else if (!bytes_same(x.prev.b, v->hash.b, SHA256_LEN))
		broken(t, v, j->chain, j->seq, N_("Dòng nhật ký này không nối với dòng trước nó."));
	if (!bytes_same(hash.b, x.hash.b, SHA256_LEN))
		broken(t, v, j->chain, j->seq, N_("Nội dung dòng nhật ký này đã bị sửa."));
	v->chain = j->chain;
	v->seq = j->seq;
	v->hash = x.hash;
	v->n_entries++;
	return TD_OK;
}

/* One batch; *n entries were there. Memory is the batch's, not the journal's. */
static td_rc verify_batch(struct tx *t, struct verify *v, i64 *n)
{
	struct db_rows r;
	struct q_journal row;
	td_rc rc = TD_OK;
	*n = 0;
	q_journal_after(t, &r, v->chain, v->seq, VERIFY_BATCH);
	while (rc == TD_OK && q_journal_after_next(&r, &row)) {
		rc = verify_entry(t, v, &row);
		++*n;
	}
	td_rc end = db_rows_end(&r);
	return rc != TD_OK ? rc : end;
}

td_rc journal_verify(struct tx *t, i64 *n_chains, i64 *n_entries)
{
	struct verify v = {.chain = -1};
	i64 n;
	td_rc rc;
	do {
		size_t said = t->e->n_total;
		struct arena_mark m = arena_mark(t->a);
		rc = verify_batch(t, &v, &n);
		if (t->e->n_total == said) /* what was said lives behind the mark */
			arena_release(t->a, m);
	} while (rc == TD_OK && n == VERIFY_BATCH);
	*n_chains = v.n_chains;
	*n_entries = v.n_entries;
	return rc == TD_OK && v.broken ? TD_CORRUPT : rc;
}
