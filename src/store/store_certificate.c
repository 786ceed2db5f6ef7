#include "store/store_certificate.h"

#include "store/q_certificate.h"
#include "store/util.h"

static struct certificate_saved layout_of(const struct q_certificate_layout *r)
{
	return (struct certificate_saved){.id = r->id,
					  .council = {r->council_id},
					  .cluster = r->cluster_id,
					  .name = r->name,
					  .body_json = r->body_json,
					  .picture = r->picture_id,
					  .changed_by_name = r->changed_by_name,
					  .changed_at_ms = r->changed_at,
					  .rev = r->rev};
}

td_rc store_certificate_add(struct tx *t, struct certificate_saved *l)
{
	struct q_certificate_layout_add_row row;
	td_rc rc =
	    q_certificate_layout_add(t,
				     &(struct q_certificate_layout_add_args){.council_id = l->council.v,
									     .cluster_id = l->cluster,
									     .name = l->name,
									     .body_json = l->body_json,
									     .picture_id = l->picture,
									     .changed_by = t->actor.user_id,
									     .changed_by_name = t->actor.name,
									     .changed_at = t->now_ms},
				     &row);
	if (rc == TD_OK)
		l->id = row.id, l->rev = 1;
	return store_wrote(t, rc, DB_TAG_SYSTEM, NULL);
}

td_rc store_certificate_save(struct tx *t, struct certificate_saved *l)
{
	i64 n;
	td_rc rc = q_certificate_layout_save(
	    t,
	    &(struct q_certificate_layout_save_args){.id = l->id,
						     .rev = l->rev,
						     .cluster_id = l->cluster,
						     .name = l->name,
						     .body_json = l->body_json,
						     .picture_id = l->picture,
						     .changed_by = t->actor.user_id,
						     .changed_by_name = t->actor.name,
						     .changed_at = t->now_ms},
	    &n);
	return store_saved(t, rc, n, &l->rev, DB_TAG_SYSTEM, NULL);
}

td_rc store_certificate_retire(struct tx *t, struct certificate_saved *l)
{
	i64 n;
	td_rc rc = q_certificate_layout_retire(t, l->id, l->rev, t->now_ms, &n);
	return store_saved(t, rc, n, &l->rev, DB_TAG_SYSTEM, NULL);
}

td_rc store_certificate_get(struct tx *t, i64 id, struct certificate_saved *out)
{
	struct q_certificate_layout row;
	td_rc rc = q_certificate_layout_get(t, id, &row);
	if (rc == TD_OK)
		*out = layout_of(&row);
	return rc;
}

td_rc store_certificate_list(struct tx *t, council_id council, cluster_id cluster,
			     certificate_saved_list *out)
{
	struct db_rows r;
	struct q_certificate_layout row;
	*out = (certificate_saved_list){0};
	q_certificate_layout_list(t, &r, council.v, cluster.v);
	while (q_certificate_layout_list_next(&r, &row))
		VEC_PUSH(t->a, out) = layout_of(&row);
	return db_rows_end(&r);
}

/* ---- what was printed ---- */

static struct certificate_run run_of(const struct q_certificate_run *r)
{
	return (struct certificate_run){.id = r->id,
					.year = {r->cluster_year_id},
					.job = r->job_id,
					.layout_name = r->layout_name,
					.title = r->title,
					.n_awards = r->n_awards,
					.n_pieces = r->n_pieces,
					.n_done = r->n_done,
					.data_hash = store_hash(r->data_hash),
					.made_by_name = r->made_by_name,
					.made_at_ms = r->made_at};
}

td_rc store_certificate_run_add(struct tx *t, struct certificate_run *n)
{
	struct q_certificate_run_add_row row;
	n->made_by_name = t->actor.name;
	n->made_at_ms = t->now_ms;
	td_rc rc = q_certificate_run_add(
	    t,
	    &(struct q_certificate_run_add_args){.cluster_year_id = n->year.v,
						 .job_id = n->job,
						 .layout_name = n->layout_name,
						 .title = n->title,
						 .n_awards = n->n_awards,
						 .n_pieces = n->n_pieces,
						 .data_hash = store_hash_bytes(&n->data_hash),
						 .made_by = t->actor.user_id,
						 .made_by_name = n->made_by_name,
						 .made_at = n->made_at_ms},
	    &row);
	if (rc == TD_OK)
		n->id = row.id;
	return store_wrote(t, rc, n->year.v, NULL);
}

static td_rc got(td_rc rc, const struct q_certificate_run *row, struct certificate_run *out)
{
	if (rc == TD_OK)
		*out = run_of(row);
	return rc;
}

td_rc store_certificate_run_get(struct tx *t, i64 id, struct certificate_run *out)
{
	struct q_certificate_run row;
	td_rc rc = q_certificate_run_get(t, id, &row);
	return got(rc, &row, out);
}

td_rc store_certificate_run_of_job(struct tx *t, i64 job, struct certificate_run *out)
{
	struct q_certificate_run row;
	td_rc rc = q_certificate_run_of_job(t, job, &row);
	return got(rc, &row, out);
}

td_rc store_certificate_run_same(struct tx *t, cluster_year_id year, const struct sha256 *data,
				 struct certificate_run *out)
{
	struct q_certificate_run row;
	td_rc rc = q_certificate_run_same(t, year.v, store_hash_bytes(data), &row);
	return got(rc, &row, out);
}

td_rc store_certificate_run_list(struct tx *t, cluster_year_id year, certificate_run_list *out)
{
	struct db_rows r;
	struct q_certificate_run row;
	*out = (certificate_run_list){0};
	q_certificate_run_list(t, &r, year.v);
	while (q_certificate_run_list_next(&r, &row))
		VEC_PUSH(t->a, out) = run_of(&row);
	return db_rows_end(&r);
}

td_rc store_certificate_piece_add(struct tx *t, const struct certificate_piece *p, cluster_year_id year)
{
	td_rc rc =
	    q_certificate_piece_add(t,
				    &(struct q_certificate_piece_add_args){.run_id = p->run,
									   .ordinal = p->ordinal,
									   .file_id = p->file.v,
									   .size = p->size,
									   .directory = p->directory,
									   .n_files = p->n_files,
									   .loose_json = p->loose_json},
				    NULL);
	return store_wrote(t, rc, year.v, NULL);
}

td_rc store_certificate_piece_list(struct tx *t, i64 run, certificate_piece_list *out)
{
	struct db_rows r;
	struct q_certificate_piece_list_row row;
	*out = (certificate_piece_list){0};
	q_certificate_piece_list(t, &r, run);
	while (q_certificate_piece_list_next(&r, &row))
		VEC_PUSH(t->a, out) = (struct certificate_piece){.run = run,
								 .ordinal = row.ordinal,
								 .file = {row.file_id},
								 .size = row.size,
								 .directory = row.directory,
								 .n_files = row.n_files,
								 .loose_json = row.loose_json};
	return db_rows_end(&r);
}
