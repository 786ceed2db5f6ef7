#include "store/store_signing.h"

#include "store/q_signing.h"
#include "store/util.h"

static const struct store_word subjects[] = {
    [SIGNING_EVIDENCE] = {"evidence", ""},
    [SIGNING_PACT] = {"pact", ""},
    [SIGNING_PAPER] = {"paper", ""},
};

static struct signing_request request_of(const struct q_signing *r)
{
	struct signing_request s = {
	    .id = r->id,
	    .subject = (enum signing_subject)store_word_find(subjects, 3, r->subject),
	    .subject_id = r->subject_id,
	    .part = r->part,
	    .year = {r->cluster_year_id},
	    .unit = {r->unit_id.set ? r->unit_id.v : 0},
	    .file = {r->file_id},
	    .file_name = r->file_name,
	    .has_text = r->text_hash.n == SHA256_LEN,
	    .made_by = r->made_by,
	    .made_at_ms = r->made_at,
	    .expires_at_ms = r->expires_at,
	    .made_by_name = r->made_by_name,
	    .fetched_at_ms = r->fetched_at,
	    .sent_at_ms = r->sent_at,
	    .signed_file = r->signed_file_id,
	    .refusal = r->refusal,
	    .n_refused = r->n_refused,
	};
	if (s.has_text)
		s.text = store_hash(r->text_hash);
	return s;
}

td_rc store_signing_add(struct tx *t, struct signing_request *s, const struct sha256 *fetch,
			const struct sha256 *send)
{
	struct q_signing_add_row row;
	td_rc rc = q_signing_add(
	    t,
	    &(struct q_signing_add_args){.subject = str_c(subjects[s->subject].code),
					 .subject_id = s->subject_id,
					 .part = s->part,
					 .cluster_year_id = s->year.v,
					 .unit_id = s->unit.v ? OPT(s->unit.v) : OPT_NONE,
					 .file_id = s->file.v,
					 .file_name = s->file_name,
					 .text_hash = s->has_text ? store_hash_bytes(&s->text) : STR_NULL,
					 .made_by = s->made_by,
					 .made_at = t->now_ms,
					 .expires_at = s->expires_at_ms,
					 .fetch_hash = store_hash_bytes(fetch),
					 .send_hash = store_hash_bytes(send)},
	    &row);
	if (rc == TD_OK)
		s->id = row.id;
	return store_wrote(t, rc, s->year.v, NULL);
}

td_rc store_signing_get(struct tx *t, i64 id, struct signing_request *out)
{
	struct q_signing row;
	td_rc rc = q_signing_get(t, id, &row);
	if (rc == TD_OK)
		*out = request_of(&row);
	return rc;
}

td_rc store_signing_find(struct tx *t, const struct sha256 *hash, bool send, struct signing_request *out)
{
	struct q_signing row;
	td_rc rc = send ? q_signing_by_send(t, store_hash_bytes(hash), &row)
			: q_signing_by_fetch(t, store_hash_bytes(hash), &row);
	if (rc == TD_OK)
		*out = request_of(&row);
	return rc;
}

td_rc store_signing_of(struct tx *t, enum signing_subject subject, i64 subject_id, str part,
		       cluster_year_id year, struct signing_request *out)
{
	struct q_signing row;
	td_rc rc =
	    q_signing_of(t, str_c(subjects[subject].code), subject_id, part.n ? part : S("-"), year.v, &row);
	if (rc == TD_OK)
		*out = request_of(&row);
	return rc;
}

td_rc store_signing_open(struct tx *t, i64 user, i64 *n)
{
	struct q_signing_open_count_row row;
	td_rc rc = q_signing_open_count(t, user, t->now_ms, &row);
	*n = rc == TD_OK ? row.n : 0;
	return rc;
}

static td_rc once(td_rc rc, i64 n)
{
	return rc == TD_OK && n == 0 ? TD_CONFLICT : rc;
}

td_rc store_signing_fetched(struct tx *t, i64 id)
{
	i64 n = 0;
	td_rc rc = q_signing_fetched(t, id, t->now_ms, &n);
	return once(rc, n);
}

td_rc store_signing_received(struct tx *t, const struct signing_request *s, file_id file)
{
	i64 n = 0;
	td_rc rc = q_signing_received(t, s->id, t->now_ms, file.v, &n);
	return store_wrote(t, once(rc, n), s->year.v, NULL);
}

td_rc store_signing_refused(struct tx *t, const struct signing_request *s, str why)
{
	i64 n = 0;
	td_rc rc = q_signing_refused(t, s->id, why, &n);
	return store_wrote(t, once(rc, n), s->year.v, NULL);
}

td_rc store_signing_list(struct tx *t, cluster_year_id year, signing_list *out)
{
	struct db_rows r;
	struct q_signing row;
	*out = (signing_list){0};
	q_signing_list(t, &r, year.v);
	while (q_signing_list_next(&r, &row))
		VEC_PUSH(t->a, out) = request_of(&row);
	return db_rows_end(&r);
}

/* ---- signed papers ---- */

td_rc store_paper_signed_add(struct tx *t, const struct paper *p, const struct paper_signed *s)
{
	struct q_paper_signed_add_row row;
	td_rc rc = q_paper_signed_add(t,
				      &(struct q_paper_signed_add_args){.paper_id = p->id.v,
									.file_id = s->row.file,
									.received_by = t->actor.user_id,
									.received_at = t->now_ms,
									.trust_version = s->row.trust_version,
									.state = s->mark.state,
									.signing = s->mark.time,
									.proved_at = s->mark.proved_at_ms,
									.body = s->row.body},
				      &row);
	return store_wrote(t, rc, p->year.v, NULL);
}

td_rc store_paper_signed_last(struct tx *t, paper_id paper, struct paper_signed *out)
{
	struct q_paper_signed_last_row r;
	td_rc rc = q_paper_signed_last(t, paper.v, &r);
	if (rc == TD_OK)
		*out = (struct paper_signed){.row = {.id = r.id,
						     .subject = r.paper_id,
						     .file = r.file_id,
						     .checked_at_ms = r.received_at,
						     .trust_version = r.trust_version,
						     .body = r.body,
						     .checked_by_name = r.received_by_name},
					     .mark = {r.state, r.signing, r.proved_at}};
	return rc;
}

td_rc store_paper_signed_of_year(struct tx *t, cluster_year_id year, paper_signed_list *out)
{
	struct db_rows r;
	struct q_paper_signed_of_year_row row;
	*out = (paper_signed_list){0};
	q_paper_signed_of_year(t, &r, year.v);
	while (q_paper_signed_of_year_next(&r, &row))
		VEC_PUSH(t->a, out) = (struct paper_signed){.row = {.subject = row.paper_id},
							    .mark = {row.state, row.signing, row.proved_at}};
	return db_rows_end(&r);
}
