#include "store/store_signature.h"

#include "store/q_signature.h"
#include "store/util.h"

static const struct store_word kinds[TRUST_KIND__N] = {
    [TRUST_ROOT] = {"root", N_("Gốc")},
    [TRUST_INTERMEDIATE] = {"intermediate", N_("Trung gian")},
    [TRUST_STAMP_ROOT] = {"stamp_root", N_("Gốc dấu thời gian")},
    [TRUST_CRL] = {"crl", N_("Danh sách thu hồi")},
};

const char *trust_kind_code(enum trust_kind k)
{
	return kinds[k].code;
}

const char *trust_kind_name(enum trust_kind k)
{
	return kinds[k].name;
}

static td_rc add_row(struct tx *t, struct trust_item *i)
{
	struct q_trust_add_row row;
	td_rc rc = q_trust_add(t,
			       &(struct q_trust_add_args){.kind = str_c(kinds[i->kind].code),
							  .der = i->der,
							  .hash = store_hash_bytes(&i->hash),
							  .subject = i->subject,
							  .issuer = i->issuer,
							  .valid_from = i->valid_from_ms,
							  .valid_until = i->valid_until_ms,
							  .n_revoked = i->n_revoked,
							  .added_by = t->actor.user_id,
							  .added_at = t->now_ms},
			       &row);
	if (rc == TD_OK)
		i->id = row.id;
	return rc;
}

td_rc store_trust_add(struct tx *t, struct trust_item *i)
{
	struct q_trust_find_row found;
	td_rc rc = sha256_of(i->der, &i->hash);
	if (rc == TD_OK)
		rc = q_trust_find(t, str_c(kinds[i->kind].code), store_hash_bytes(&i->hash), &found);
	if (rc != TD_NOT_FOUND)
		return rc == TD_OK ? TD_CONFLICT : rc;
	rc = add_row(t, i);
	if (rc == TD_OK && i->kind == TRUST_CRL)
		rc = q_trust_replace(t, i->issuer, i->valid_from_ms, t->actor.user_id, t->now_ms, NULL);
	return store_wrote(t, rc, 0, NULL);
}

static struct trust_item item_of(const struct q_trust_item *r)
{
	return (struct trust_item){.id = r->id,
				   .kind = (enum trust_kind)store_word_find(kinds, TRUST_KIND__N, r->kind),
				   .hash = store_hash(r->hash),
				   .subject = r->subject,
				   .issuer = r->issuer,
				   .valid_from_ms = r->valid_from,
				   .valid_until_ms = r->valid_until,
				   .n_revoked = r->n_revoked,
				   .added_at_ms = r->added_at,
				   .added_by_name = r->added_by_name};
}

td_rc store_trust_list(struct tx *t, trust_item_list *out)
{
	struct db_rows r;
	struct q_trust_item row;
	*out = (trust_item_list){0};
	q_trust_list(t, &r);
	while (q_trust_list_next(&r, &row))
		VEC_PUSH(t->a, out) = item_of(&row);
	return db_rows_end(&r);
}

td_rc store_trust_get(struct tx *t, i64 id, struct trust_item *out)
{
	struct q_trust_item row;
	td_rc rc = q_trust_get(t, id, &row);
	if (rc == TD_OK)
		*out = item_of(&row);
	return rc;
}

td_rc store_trust_remove(struct tx *t, i64 id)
{
	i64 n = 0;
	td_rc rc = q_trust_remove(t, id, t->actor.user_id, t->now_ms, &n);
	return store_wrote(t, rc == TD_OK && n == 0 ? TD_NOT_FOUND : rc, 0, NULL);
}

td_rc store_trust_bytes(struct tx *t, trust_item_list *out)
{
	struct db_rows r;
	struct q_trust_bytes_row row;
	*out = (trust_item_list){0};
	q_trust_bytes(t, &r);
	while (q_trust_bytes_next(&r, &row))
		VEC_PUSH(t->a, out) = (struct trust_item){
		    .kind = (enum trust_kind)store_word_find(kinds, TRUST_KIND__N, row.kind), .der = row.der};
	return db_rows_end(&r);
}

td_rc store_trust_version(struct tx *t, i64 *n)
{
	struct q_trust_version_row row;
	td_rc rc = q_trust_version(t, &row);
	*n = rc == TD_OK ? row.n : 0;
	return rc;
}

/* ---- verdicts ---- */

td_rc store_verdict_add(struct tx *t, enum signature_subject what, i64 subject, file_id file, i64 version,
			const struct signature_mark *mark, str body)
{
	struct q_verdict_add_row row;
	td_rc rc = q_verdict_add(
	    t,
	    &(struct q_verdict_add_args){.subject = what == SIGNATURE_PACT ? S("pact") : S("evidence"),
					 .subject_id = subject,
					 .file_id = file.v,
					 .checked_by = t->actor.user_id,
					 .checked_at = t->now_ms,
					 .trust_version = version,
					 .state = mark->state,
					 .body = body,
					 .signing = mark->time,
					 .proved_at = mark->proved_at_ms},
	    &row);
	return store_wrote(t, rc, 0, NULL);
}

static void take(struct tx *t, const struct q_verdict *r, verdict_list *out)
{
	VEC_PUSH(t->a, out) = (struct verdict_row){.id = r->id,
						   .subject = r->subject_id,
						   .file = r->file_id,
						   .checked_at_ms = r->checked_at,
						   .trust_version = r->trust_version,
						   .body = r->body,
						   .checked_by_name = r->checked_by_name};
}

td_rc store_verdict_of_evidence(struct tx *t, i64 evidence, verdict_list *out)
{
	struct db_rows r;
	struct q_verdict row;
	*out = (verdict_list){0};
	q_verdict_of_evidence(t, &r, evidence);
	while (q_verdict_of_evidence_next(&r, &row))
		take(t, &row, out);
	return db_rows_end(&r);
}

td_rc store_verdict_of_unit(struct tx *t, i64 year, i64 unit, verdict_list *out)
{
	struct db_rows r;
	struct q_verdict row;
	*out = (verdict_list){0};
	q_verdict_of_unit(t, &r, year, unit);
	while (q_verdict_of_unit_next(&r, &row))
		take(t, &row, out);
	return db_rows_end(&r);
}

td_rc store_verdict_of_pact(struct tx *t, i64 cluster, i64 year, verdict_list *out)
{
	struct db_rows r;
	struct q_verdict row;
	*out = (verdict_list){0};
	q_verdict_of_pact(t, &r, cluster, year);
	while (q_verdict_of_pact_next(&r, &row))
		take(t, &row, out);
	return db_rows_end(&r);
}
