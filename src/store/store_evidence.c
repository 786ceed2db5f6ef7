/* Evidence: the rest of store_score.h. */
#include "store/q_score.h"
#include "store/store_score.h"
#include "store/util.h"

static struct evidence evidence_of(const struct q_evidence *r)
{
	return (struct evidence){
	    .id = {r->id},
	    .year = {r->cluster_year_id},
	    .unit = {r->unit_id},
	    .title = r->title,
	    .doc_number = r->doc_number,
	    .doc_on = r->doc_on,
	    .file = r->file_id,
	    .file_name = r->file_name,
	    .added_by = r->added_by,
	    .added_at_ms = r->added_at,
	    .added_by_name = r->added_by_name,
	    .rev = r->rev,
	    .issuer = r->issuer,
	    .kind = r->kind,
	    .withdrawn_at_ms = r->withdrawn_at,
	    .withdrawn_reason = r->withdrawn_reason,
	    .file_size = r->file_size.v,
	    .n_same = r->n_same,
	    .mark = {r->sign_state, r->signing, r->proved_at},
	};
}

td_rc store_evidence_add(struct tx *t, struct evidence *v)
{
	struct q_evidence_add_row row;
	v->added_by = t->actor.user_id;
	v->added_at_ms = t->now_ms;
	v->added_by_name = t->actor.name;
	td_rc rc = q_evidence_add(t,
				  &(struct q_evidence_add_args){.cluster_year_id = v->year.v,
								.unit_id = v->unit.v,
								.title = v->title,
								.doc_number = v->doc_number,
								.doc_on = v->doc_on,
								.file_id = v->file,
								.file_name = v->file_name,
								.added_by = v->added_by,
								.added_at = v->added_at_ms,
								.issuer = v->issuer,
								.kind = v->kind},
				  &row);
	if (rc == TD_OK) {
		v->id.v = row.id;
		v->rev = 1;
	}
	return store_wrote(t, rc, v->year.v, NULL);
}

td_rc store_evidence_get(struct tx *t, evidence_id id, struct evidence *out)
{
	struct q_evidence row;
	td_rc rc = q_evidence_get(t, id.v, &row);
	if (rc == TD_OK)
		*out = evidence_of(&row);
	return rc;
}

td_rc store_evidence_remove(struct tx *t, evidence_id id)
{
	struct q_evidence_remove_row row;
	td_rc rc = q_evidence_remove(t, id.v, t->now_ms, &row);
	return rc == TD_OK ? db_bump(t, row.cluster_year_id) : rc;
}

td_rc store_evidence_save(struct tx *t, struct evidence *v)
{
	struct q_evidence_save_row row;
	td_rc rc = q_evidence_save(t,
				   &(struct q_evidence_save_args){.id = v->id.v,
								  .rev = v->rev,
								  .title = v->title,
								  .doc_number = v->doc_number,
								  .doc_on = v->doc_on,
								  .issuer = v->issuer,
								  .kind = v->kind,
								  .file_id = v->file,
								  .file_name = v->file_name},
				   &row);
	if (rc == TD_OK)
		v->rev++;
	return rc == TD_NOT_FOUND ? TD_STALE : store_wrote(t, rc, row.cluster_year_id, NULL);
}

td_rc store_evidence_withdraw(struct tx *t, evidence_id id, i64 rev, str reason)
{
	struct q_evidence_withdraw_row row;
	td_rc rc = q_evidence_withdraw(t, id.v, rev, t->now_ms, reason, &row);
	return rc == TD_NOT_FOUND ? TD_STALE : store_wrote(t, rc, row.cluster_year_id, NULL);
}

td_rc store_evidence_list(struct tx *t, cluster_year_id year, unit_id unit, evidence_list *out)
{
	struct db_rows r;
	struct q_evidence row;
	*out = (evidence_list){0};
	q_evidence_list(t, &r, year.v, unit.v);
	while (q_evidence_list_next(&r, &row))
		VEC_PUSH(t->a, out) = evidence_of(&row);
	return db_rows_end(&r);
}

td_rc store_evidence_elsewhere(struct tx *t, cluster_year_id year, unit_id unit, evidence_list *out)
{
	struct db_rows r;
	struct q_evidence row;
	*out = (evidence_list){0};
	q_evidence_elsewhere(t, &r, year.v, unit.v);
	while (q_evidence_elsewhere_next(&r, &row))
		VEC_PUSH(t->a, out) = evidence_of(&row);
	return db_rows_end(&r);
}

td_rc store_evidence_link_put(struct tx *t, const struct evidence_link *l)
{
	td_rc rc = q_evidence_use_put(t, l->evidence.v, l->year.v, l->criterion.v, l->page, NULL);
	return rc == TD_OK ? db_bump(t, l->year.v) : rc;
}

td_rc store_evidence_link_drop(struct tx *t, const struct evidence_link *l)
{
	i64 n;
	td_rc rc = q_evidence_use_drop(t, l->evidence.v, l->year.v, l->criterion.v, &n);
	if (rc == TD_OK && n == 0)
		return TD_NOT_FOUND;
	return rc == TD_OK ? db_bump(t, l->year.v) : rc;
}

td_rc store_evidence_uses(struct tx *t, evidence_id id, i64 *n)
{
	struct q_evidence_use_count_row row;
	td_rc rc = q_evidence_use_count(t, id.v, &row);
	*n = rc == TD_OK ? row.n : 0;
	return rc;
}

td_rc store_evidence_link_list(struct tx *t, cluster_year_id year, unit_id unit, evidence_link_list *out)
{
	struct db_rows r;
	struct q_evidence_use_list_row row;
	*out = (evidence_link_list){0};
	q_evidence_use_list(t, &r, year.v, unit.v);
	while (q_evidence_use_list_next(&r, &row))
		VEC_PUSH(t->a, out) = (struct evidence_link){.evidence = {row.evidence_id},
							     .year = year,
							     .criterion = {row.criterion_id},
							     .page = row.page,
							     .criterion_code = row.code,
							     .withdrawn = row.withdrawn_at.set};
	return db_rows_end(&r);
}

td_rc store_evidence_criteria(struct tx *t, cluster_year_id year, criterion_id_list *out)
{
	struct db_rows r;
	struct q_evidence_criteria_row row;
	*out = (criterion_id_list){0};
	q_evidence_criteria(t, &r, year.v);
	while (q_evidence_criteria_next(&r, &row))
		VEC_PUSH(t->a, out) = (criterion_id){row.criterion_id};
	return db_rows_end(&r);
}
