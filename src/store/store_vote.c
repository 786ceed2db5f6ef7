#include "store/store_vote.h"

#include "store/q_vote.h"
#include "store/util.h"

static struct vote vote_of(const struct q_vote *r)
{
	struct vote v = {
	    .poll = {r->poll_id},
	    .uuid = r->uuid,
	    .candidates = r->candidates,
	    .server_unit = r->server_unit_id,
	    .officer = {r->officer_id},
	    .officer_unit = {r->officer_unit_id},
	    .n_codes = r->n_codes,
	    .n_paper = r->n_paper,
	    .n_issued = r->n_issued,
	    .faults = r->faults,
	    .override_text = r->override_text,
	    .archive_time = r->archive_time,
	    .cancelled_why = r->cancelled_why,
	    .rev = r->rev,
	    .year = {r->cluster_year_id},
	    .question = r->question,
	    .officer_name = r->officer_name,
	    .officer_unit_name = r->officer_unit,
	    .server_unit_name = r->server_unit,
	};
	/* CHECKs forbid other words */
	if (vote_phase_parse(r->phase, &v.phase) != TD_OK)
		v.phase = VOTE_CANCELLED;
	if (vote_shape_parse(r->shape, &v.shape) != TD_OK)
		v.shape = VOTE_EACH;
	return v;
}

td_rc store_vote_add(struct tx *t, struct vote *v)
{
	td_rc rc = q_vote_add(t,
			      &(struct q_vote_add_args){.poll_id = v->poll.v,
							.uuid = v->uuid,
							.shape = str_c(vote_shape_code(v->shape)),
							.candidates = v->candidates,
							.server_unit_id = v->server_unit,
							.officer_id = v->officer.v,
							.officer_unit_id = v->officer_unit.v,
							.n_codes = v->n_codes,
							.n_paper = v->n_paper,
							.faults = v->faults,
							.override_text = v->override_text,
							.archive_time = v->archive_time},
			      NULL);
	v->phase = VOTE_DRAFT;
	v->rev = 1;
	return store_wrote(t, rc, v->year.v, N_("Cuộc bỏ phiếu này đã có phần điện tử."));
}

td_rc store_vote_save(struct tx *t, struct vote *v)
{
	i64 n;
	td_rc rc = q_vote_save(t,
			       &(struct q_vote_save_args){.poll_id = v->poll.v,
							  .rev = v->rev,
							  .phase = str_c(vote_phase_code(v->phase)),
							  .shape = str_c(vote_shape_code(v->shape)),
							  .candidates = v->candidates,
							  .server_unit_id = v->server_unit,
							  .officer_id = v->officer.v,
							  .officer_unit_id = v->officer_unit.v,
							  .n_codes = v->n_codes,
							  .n_paper = v->n_paper,
							  .n_issued = v->n_issued,
							  .faults = v->faults,
							  .override_text = v->override_text,
							  .cancelled_why = v->cancelled_why},
			       &n);
	return store_saved(t, rc, n, &v->rev, v->year.v, NULL);
}

td_rc store_vote_restart(struct tx *t, struct vote *v)
{
	td_rc rc = q_vote_record_clear(t, v->poll.v, NULL);
	if (rc == TD_OK)
		rc = q_vote_uuid(t, v->poll.v, v->uuid, NULL);
	return rc == TD_OK ? store_vote_save(t, v) : rc;
}

td_rc store_vote_get(struct tx *t, poll_id id, struct vote *out)
{
	struct q_vote row;
	td_rc rc = q_vote_get(t, id.v, &row);
	if (rc == TD_OK)
		*out = vote_of(&row);
	return rc;
}

td_rc store_vote_by_uuid(struct tx *t, str uuid, struct vote *out)
{
	struct q_vote row;
	td_rc rc = q_vote_by_uuid(t, uuid, &row);
	if (rc == TD_OK)
		*out = vote_of(&row);
	return rc;
}

td_rc store_vote_list(struct tx *t, cluster_year_id year, vote_list *out)
{
	struct db_rows r;
	struct q_vote row;
	*out = (vote_list){0};
	q_vote_list(t, &r, year.v);
	while (q_vote_list_next(&r, &row))
		VEC_PUSH(t->a, out) = vote_of(&row);
	return db_rows_end(&r);
}

/* ---- trustees ---- */

td_rc store_vote_trustees_set(struct tx *t, poll_id id, const struct vote_seat *seats, size_t n)
{
	td_rc rc = q_vote_trustee_clear(t, id.v, NULL);
	for (size_t i = 0; rc == TD_OK && i < n; i++)
		rc = q_vote_trustee_add(t, id.v, (i64)i + 1, seats[i].user, seats[i].unit, NULL);
	return rc;
}

td_rc store_vote_trustee_list(struct tx *t, poll_id id, vote_trustee_list *out)
{
	struct db_rows r;
	struct q_vote_trustee_list_row row;
	*out = (vote_trustee_list){0};
	q_vote_trustee_list(t, &r, id.v);
	while (q_vote_trustee_list_next(&r, &row))
		VEC_PUSH(t->a, out) = (struct vote_trustee){.ordinal = row.ordinal,
							    .user = {row.user_id},
							    .unit = {row.unit_id},
							    .public_key = row.public_key,
							    .decrypted = row.decrypted != 0,
							    .person = row.person,
							    .unit_name = row.unit_name};
	return db_rows_end(&r);
}

td_rc store_vote_trustee_key(struct tx *t, poll_id id, i64 ordinal, str public_key)
{
	i64 n = 0;
	td_rc rc = q_vote_trustee_key(t, id.v, ordinal, public_key, &n);
	return rc == TD_OK && n == 0 ? TD_CONFLICT : rc;
}

td_rc store_vote_trustee_done(struct tx *t, poll_id id, i64 ordinal)
{
	i64 n = 0;
	td_rc rc = q_vote_trustee_done(t, id.v, ordinal, &n);
	return rc == TD_OK && n == 0 ? TD_CONFLICT : rc;
}

static void put_duty(struct tx *t, vote_duty_list *out, enum vote_duty_kind kind,
		     const struct q_vote_duty_list_row *row)
{
	VEC_PUSH(t->a, out) = (struct vote_duty){kind, row->uuid, row->question};
}

td_rc store_vote_duties(struct tx *t, cluster_year_id year, user_id user, vote_duty_list *out)
{
	struct db_rows r;
	struct q_vote_duty_list_row row;
	enum vote_phase phase;
	*out = (vote_duty_list){0};
	q_vote_duty_list(t, &r, year.v, user.v);
	while (q_vote_duty_list_next(&r, &row)) {
		if (vote_phase_parse(row.phase, &phase) != TD_OK)
			continue;
		if (phase == VOTE_KEYS && row.seat.set && !row.has_key)
			put_duty(t, out, VOTE_DUTY_KEY, &row);
		if (phase == VOTE_CREDENTIALS && row.is_officer && !row.has_codes)
			put_duty(t, out, VOTE_DUTY_CODES, &row);
		if (phase == VOTE_DECRYPTING && row.seat.set && !row.decrypted)
			put_duty(t, out, VOTE_DUTY_PART, &row);
	}
	return db_rows_end(&r);
}

td_rc store_vote_people(struct tx *t, cluster_year_id year, vote_person_list *out)
{
	struct db_rows r;
	struct q_vote_people_row row;
	*out = (vote_person_list){0};
	q_vote_people(t, &r, year.v);
	while (q_vote_people_next(&r, &row))
		VEC_PUSH(t->a, out) =
		    (struct vote_person){{row.user_id}, {row.unit_id}, row.person, row.unit_name};
	return db_rows_end(&r);
}

/* ---- records ---- */

td_rc store_vote_end(struct tx *t, poll_id id, struct vote_end *out)
{
	struct q_vote_record_size_row size;
	struct q_vote_record_last_event_row last;
	*out = (struct vote_end){0};
	td_rc rc = q_vote_record_size(t, id.v, &size);
	if (rc != TD_OK)
		return rc;
	out->n = size.n;
	out->size = size.size;
	rc = q_vote_record_last_event(t, id.v, &last);
	if (rc == TD_OK) {
		out->hash = store_hash(last.hash);
		out->event = last.bytes;
	}
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

td_rc store_vote_close_hash(struct tx *t, poll_id id, struct sha256 *out)
{
	struct q_vote_record_close_row row;
	td_rc rc = q_vote_record_close(t, id.v, &row);
	if (rc == TD_OK)
		*out = store_hash(row.hash);
	return rc;
}

td_rc store_vote_record_add(struct tx *t, poll_id id, i64 ordinal, const struct vote_record *r)
{
	str credential = r->ballot ? store_hash_bytes(&r->credential_hash) : STR_NULL;
	return q_vote_record_add(t,
				 &(struct q_vote_record_add_args){.poll_id = id.v,
								  .ordinal = ordinal,
								  .event = r->event,
								  .hash = store_hash_bytes(&r->hash),
								  .credential_hash = credential,
								  .bytes = r->bytes},
				 NULL);
}

td_rc store_vote_record_list(struct tx *t, poll_id id, vote_record_list *out)
{
	struct db_rows r;
	struct q_vote_record_list_row row;
	*out = (vote_record_list){0};
	q_vote_record_list(t, &r, id.v);
	while (q_vote_record_list_next(&r, &row)) {
		struct vote_record *x = &VEC_PUSH(t->a, out);
		x->event = row.event != 0;
		x->hash = store_hash(row.hash);
		x->ballot = row.credential_hash.p != NULL;
		if (x->ballot)
			x->credential_hash = store_hash(row.credential_hash);
		x->bytes = row.bytes;
	}
	return db_rows_end(&r);
}

td_rc store_vote_record_get(struct tx *t, poll_id id, i64 ordinal, str *bytes)
{
	struct q_vote_record_get_row row;
	td_rc rc = q_vote_record_get(t, id.v, ordinal, &row);
	if (rc == TD_OK)
		*bytes = row.bytes;
	return rc;
}

td_rc store_vote_ballots(struct tx *t, poll_id id, vote_bytes_list *out)
{
	struct db_rows r;
	struct q_vote_record_ballots_row row;
	*out = (vote_bytes_list){0};
	q_vote_record_ballots(t, &r, id.v);
	while (q_vote_record_ballots_next(&r, &row))
		VEC_PUSH(t->a, out) = row.bytes;
	return db_rows_end(&r);
}

td_rc store_vote_cast_with(struct tx *t, poll_id id, const struct sha256 *credential, bool *out)
{
	struct q_vote_record_seen_row row;
	td_rc rc = q_vote_record_seen(t, id.v, store_hash_bytes(credential), &row);
	*out = rc == TD_OK;
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

td_rc store_vote_has_ballot(struct tx *t, poll_id id, const struct sha256 *hash, bool *out)
{
	struct q_vote_record_ballot_row row;
	td_rc rc = q_vote_record_ballot(t, id.v, store_hash_bytes(hash), &row);
	*out = rc == TD_OK;
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}
