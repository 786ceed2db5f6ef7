/* The pact and its signatures: the rest of store_registration.h. */
#include "store/q_registration.h"
#include "store/store_registration.h"
#include "store/util.h"

td_rc store_pact_get(struct tx *t, cluster_id cluster, i64 year, struct pact *out)
{
	struct q_pact_get_row row;
	td_rc rc = q_pact_get(t, cluster.v, year, &row);
	if (rc == TD_OK)
		*out = (struct pact){.id = row.id,
				     .cluster = cluster,
				     .year = year,
				     .theme = row.theme,
				     .contents = row.contents,
				     .measures = row.measures,
				     .adopted_on = row.adopted_on,
				     .rev = row.rev};
	return rc;
}

td_rc store_pact_put(struct tx *t, cluster_year_id now, struct pact *p)
{
	struct q_pact_add_row row;
	i64 n;
	if (p->id) {
		td_rc rc = q_pact_save(t,
				       &(struct q_pact_save_args){.id = p->id,
								  .rev = p->rev,
								  .theme = p->theme,
								  .contents = p->contents,
								  .measures = p->measures,
								  .adopted_on = p->adopted_on},
				       &n);
		return store_saved(t, rc, n, &p->rev, now.v, NULL);
	}
	td_rc rc = q_pact_add(t,
			      &(struct q_pact_add_args){.cluster_id = p->cluster.v,
							.year = p->year,
							.theme = p->theme,
							.contents = p->contents,
							.measures = p->measures,
							.adopted_on = p->adopted_on},
			      &row);
	if (rc == TD_NOT_FOUND)
		return TD_STALE;
	if (rc == TD_OK) {
		p->id = row.id;
		p->rev = 1;
	}
	return store_wrote(t, rc, now.v, NULL);
}

static struct pact_signing signing_of(cluster_id cluster, i64 year, const struct q_pact_signing_list_row *r)
{
	struct pact_signing out = {
	    .id = r->id,
	    .cluster = cluster,
	    .year = year,
	    .unit = {r->unit_id},
	    .signer_name = r->signer_name,
	    .signer_title = r->signer_title,
	    .signed_on = r->signed_on,
	    .late = r->late != 0,
	    .text = store_hash(r->text_hash),
	    .file = r->file_id,
	    .file_name = r->file_name,
	    .recorded_by = r->recorded_by,
	    .recorded_at_ms = r->recorded_at,
	    .recorded_by_name = r->recorded_by_name,
	    .voided_at_ms = r->voided_at,
	    .mark = {r->sign_state, r->signing, r->proved_at},
	};
	if (pact_part_parse(r->part, &out.part) != TD_OK ||
	    pact_method_parse(r->method, &out.method) != TD_OK)
		out.method = PACT_IN_MEETING; /* not possible: CHECK */
	return out;
}

td_rc store_pact_signing_list(struct tx *t, cluster_id cluster, i64 year, pact_signing_list *out)
{
	struct db_rows r;
	struct q_pact_signing_list_row row;
	*out = (pact_signing_list){0};
	q_pact_signing_list(t, &r, cluster.v, year);
	while (q_pact_signing_list_next(&r, &row))
		VEC_PUSH(t->a, out) = signing_of(cluster, year, &row);
	return db_rows_end(&r);
}

td_rc store_pact_signing_add(struct tx *t, cluster_year_id now, struct pact_signing *s)
{
	struct q_pact_signing_add_row row;
	s->recorded_by = t->actor.user_id;
	s->recorded_at_ms = t->now_ms;
	td_rc rc =
	    q_pact_signing_add(t,
			       &(struct q_pact_signing_add_args){.cluster_id = s->cluster.v,
								 .year = s->year,
								 .unit_id = s->unit.v,
								 .part = str_c(pact_part_code(s->part)),
								 .method = str_c(pact_method_code(s->method)),
								 .signer_name = s->signer_name,
								 .signer_title = s->signer_title,
								 .signed_on = s->signed_on,
								 .late = s->late,
								 .text_hash = store_hash_bytes(&s->text),
								 .file_id = s->file,
								 .file_name = s->file_name,
								 .recorded_by = s->recorded_by,
								 .recorded_at = s->recorded_at_ms},
			       &row);
	if (rc == TD_OK)
		s->id = row.id;
	return store_wrote(t, rc, now.v, N_("Đơn vị đã ký phần này của giao ước."));
}

td_rc store_pact_signing_void(struct tx *t, cluster_year_id now, i64 id)
{
	td_rc rc = q_pact_signing_void(t, id, t->now_ms, NULL);
	return rc == TD_OK ? db_bump(t, now.v) : rc;
}
