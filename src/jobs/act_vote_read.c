/* What the file of a vote says. */
#include "jobs/act_vote_part.h"
#include "vote/tree.h"

td_rc act_vote_election(struct tx *t, const struct vote *v, str *out)
{
	td_rc rc = store_vote_record_get(t, v->poll, RECORD_ELECTION, out);
	if (rc == TD_NOT_FOUND)
		*out = STR_NULL;
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

td_rc act_vote_file(struct tx *t, const struct vote *v, struct vote_file *out)
{
	vote_record_list all;
	*out = (struct vote_file){0};
	td_rc rc = store_vote_record_list(t, v->poll, &all);
	if (rc != TD_OK || all.n < RECORD_CREDENTIALS)
		return rc;
	out->election = all.at[RECORD_ELECTION - 1].bytes;
	out->trustees = all.at[RECORD_TRUSTEES - 1].bytes;
	out->credentials = all.at[RECORD_CREDENTIALS - 1].bytes;
	out->fingerprint = box_tracker(t->a, out->election);
	for (size_t i = 1; i < all.n; i++) {
		const struct vote_record *r = &all.at[i];
		out->n_ballots += r->ballot;
		if (!r->event)
			continue;
		bool closing = str_find(r->bytes, S("\"EndBallots\"")) < r->bytes.n;
		if (!out->closed)
			out->head = hex_of(t->a, r->hash.b, SHA256_LEN);
		out->closed |= closing;
		if (v->phase >= VOTE_DECRYPTING && str_find(r->bytes, S("\"EncryptedTally\"")) < r->bytes.n)
			out->tally = all.at[i - 2].bytes;
		if (v->phase == VOTE_RESULT && i + 1 == all.n)
			out->result = all.at[i - 1].bytes;
	}
	return rc;
}

td_rc act_vote_counts(struct tx *t, const struct vote *v, const struct vote_file *f, vote_result_list *out)
{
	ballot_candidate_list list = {0};
	vote_ordinal_list at;
	VEC(i64) counts = {0};
	*out = (vote_result_list){0};
	if (f->result.p == NULL)
		return TD_CONFLICT;
	const struct value *rows = value_get(tree_read(t->a, f->result), S("result"));
	for (size_t i = 0; rows && i < rows->items.n; i++)
		for (size_t k = 0; k < rows->items.at[i].value->items.n; k++)
			VEC_PUSH(t->a, &counts) = rows->items.at[i].value->items.at[k].value->i;
	td_rc rc = vote_ordinals(t, v, &at);
	if (rc == TD_OK)
		rc = store_ballot_candidates(t, v->poll, &list);
	if (rc == TD_OK && counts.n != (v->shape == VOTE_EACH ? 3 * at.n : at.n + 1))
		rc = TD_CORRUPT;
	for (size_t i = 0; rc == TD_OK && i < at.n; i++)
		for (size_t k = 0; k < list.n; k++)
			if (list.at[k].ordinal == at.at[i])
				VEC_PUSH(t->a, out) = (struct vote_result){
				    list.at[k].label, vote_count_of(v->shape, counts.at, i, f->n_ballots)};
	return rc;
}

td_rc act_vote_bytes(struct tx *t, const struct vote *v, str *out)
{
	vote_record_list all;
	struct box b;
	if (v->phase != VOTE_CLOSED && v->phase != VOTE_DECRYPTING && v->phase != VOTE_RESULT)
		return err_add(t->e, TD_CONFLICT, S("phase"),
			       N_("Hòm phiếu chưa đóng: tệp chỉ tải được sau khi đóng."));
	td_rc rc = store_vote_record_list(t, v->poll, &all);
	if (rc == TD_OK)
		rc = box_begin(t->a, STR_NULL, &b);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		VEC_PUSH(t->a, &b.add) = (struct box_record){all.at[i].event, all.at[i].bytes};
	if (rc == TD_OK)
		*out = box_bytes(&b, v->archive_time, true);
	return rc;
}

td_rc act_vote_tracked(struct tx *t, const struct vote *v, str tracker, bool *out)
{
	struct sha256 h;
	*out = false;
	td_rc rc = box_tracker_parse(t->a, tracker, &h);
	if (rc == TD_INVALID)
		return TD_OK; /* no ballot has such a one */
	return rc == TD_OK ? store_vote_has_ballot(t, v->poll, &h, out) : rc;
}
