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
								.added_at = v->added_at_ms},
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

td_rc store_evidence_link_put(struct tx *t, const struct evidence_link *l)
{
	struct evidence v;
	td_rc rc = store_evidence_get(t, l->evidence, &v);
	if (rc == TD_OK)
		rc = q_evidence_link_put(t, l->evidence.v, l->criterion.v, l->page, NULL);
	return rc == TD_OK ? db_bump(t, v.year.v) : rc;
}

td_rc store_evidence_link_list(struct tx *t, cluster_year_id year, unit_id unit, evidence_link_list *out)
{
	struct db_rows r;
	struct q_evidence_link_list_row row;
	*out = (evidence_link_list){0};
	q_evidence_link_list(t, &r, year.v, unit.v);
	while (q_evidence_link_list_next(&r, &row))
		VEC_PUSH(t->a, out) =
		    (struct evidence_link){{row.evidence_id}, {row.criterion_id}, row.page, row.code};
	return db_rows_end(&r);
}
