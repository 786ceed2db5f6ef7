#include "store/store_template.h"

#include "store/q_template.h"
#include "store/util.h"

static struct paper_template template_of(const struct q_template *r)
{
	return (struct paper_template){
	    .id = {r->id},
	    .cluster = {r->cluster_id},
	    .kind = r->kind,
	    .file_name = r->file_name,
	    .file = {r->file_id},
	    .uploaded_by = r->uploaded_by,
	    .uploaded_at_ms = r->uploaded_at,
	    .uploaded_by_name = r->by_name,
	    .retired_at_ms = r->retired_at,
	};
}

td_rc store_template_add(struct tx *t, struct paper_template *p)
{
	struct q_template_add_row row;
	p->uploaded_by = t->actor.user_id;
	p->uploaded_by_name = t->actor.name;
	p->uploaded_at_ms = t->now_ms;
	td_rc rc = q_template_retire_all(t, p->cluster.v, p->kind, t->now_ms, NULL);
	if (rc == TD_OK)
		rc = q_template_add(t,
				    &(struct q_template_add_args){.cluster_id = p->cluster.v,
								  .kind = p->kind,
								  .file_id = p->file.v,
								  .file_name = p->file_name,
								  .uploaded_by = p->uploaded_by,
								  .uploaded_at = p->uploaded_at_ms},
				    &row);
	if (rc == TD_OK)
		p->id.v = row.id;
	return store_wrote(t, rc, DB_TAG_SYSTEM, NULL);
}

td_rc store_template_retire(struct tx *t, cluster_id cluster, str kind)
{
	return store_wrote(t, q_template_retire_all(t, cluster.v, kind, t->now_ms, NULL), DB_TAG_SYSTEM,
			   NULL);
}

td_rc store_template_current(struct tx *t, cluster_id cluster, str kind, struct paper_template *out)
{
	struct q_template row;
	td_rc rc = q_template_current(t, cluster.v, kind, &row);
	if (rc == TD_OK)
		*out = template_of(&row);
	return rc;
}

td_rc store_template_ruling(struct tx *t, cluster_id cluster, paper_template_list *out)
{
	struct db_rows r;
	struct q_template row;
	*out = (paper_template_list){0};
	q_template_ruling(t, &r, cluster.v);
	while (q_template_ruling_next(&r, &row))
		VEC_PUSH(t->a, out) = template_of(&row);
	return db_rows_end(&r);
}

td_rc store_template_list(struct tx *t, cluster_id cluster, str kind, paper_template_list *out)
{
	struct db_rows r;
	struct q_template row;
	*out = (paper_template_list){0};
	q_template_list(t, &r, cluster.v, kind);
	while (q_template_list_next(&r, &row))
		VEC_PUSH(t->a, out) = template_of(&row);
	return db_rows_end(&r);
}

/* ---- refused ones ---- */

static i64 oldest(const struct tx *t)
{
	return t->now_ms - (i64)TEMPLATE_CHECK_DAYS * 24 * 3600 * 1000;
}

td_rc store_template_check_put(struct tx *t, const struct template_check *c, str bytes)
{
	return q_template_check_put(t,
				    &(struct q_template_check_put_args){.cluster_id = c->cluster.v,
									.kind = c->kind,
									.user_id = c->user.v,
									.file_name = c->file_name,
									.n_faults = c->n_faults,
									.bytes = bytes,
									.made_at = t->now_ms},
				    NULL);
}

td_rc store_template_check_get(struct tx *t, struct template_check *c)
{
	struct q_template_check_get_row row;
	td_rc rc = q_template_check_get(t, c->cluster.v, c->kind, c->user.v, oldest(t), &row);
	if (rc != TD_OK)
		return rc;
	c->file_name = row.file_name;
	c->n_faults = row.n_faults;
	c->made_at_ms = row.made_at;
	return TD_OK;
}

td_rc store_template_check_bytes(struct tx *t, const struct template_check *c, str *bytes)
{
	struct q_template_check_bytes_row row;
	td_rc rc = q_template_check_bytes(t, c->cluster.v, c->kind, c->user.v, oldest(t), &row);
	if (rc == TD_OK)
		*bytes = row.bytes;
	return rc;
}

td_rc store_template_check_drop(struct tx *t, const struct template_check *c)
{
	return q_template_check_drop(t, c->cluster.v, c->kind, c->user.v, NULL);
}

td_rc store_template_check_purge(struct tx *t, i64 before_ms, i64 *n)
{
	return q_template_check_purge(t, before_ms, n);
}
