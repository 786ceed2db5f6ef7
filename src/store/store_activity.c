#include "store/store_activity.h"

#include "store/q_activity.h"
#include "store/util.h"

static struct activity activity_of(const struct q_activity *r)
{
	return (struct activity){
	    .id = r->id,
	    .year = {r->cluster_year_id},
	    .unit = r->unit_id,
	    .kind = r->kind,
	    .title = r->title,
	    .held_on = r->held_on,
	    .place = r->place,
	    .body = r->body,
	    .added_by = r->added_by,
	    .added_at_ms = r->added_at,
	    .withdrawn_at_ms = r->withdrawn_at,
	    .withdrawn_why = r->withdrawn_why,
	    .unit_name = r->unit_name,
	    .added_by_name = r->added_by_name,
	    .rev = r->rev,
	};
}

static str or_null(str s)
{
	return s.n ? s : STR_NULL;
}

static td_rc add(struct tx *t, struct activity *x)
{
	struct q_activity_add_row row;
	x->added_by = t->actor.user_id;
	x->added_at_ms = t->now_ms;
	td_rc rc = q_activity_add(t,
				  &(struct q_activity_add_args){.cluster_year_id = x->year.v,
								.unit_id = x->unit,
								.kind = x->kind,
								.title = x->title,
								.held_on = x->held_on,
								.place = or_null(x->place),
								.body = or_null(x->body),
								.added_by = x->added_by,
								.added_at = x->added_at_ms},
				  &row);
	if (rc == TD_OK)
		x->id = row.id, x->rev = 1;
	return store_wrote(t, rc, x->year.v, NULL);
}

static td_rc save(struct tx *t, struct activity *x)
{
	i64 n;
	td_rc rc = q_activity_save(t,
				   &(struct q_activity_save_args){.id = x->id,
								  .rev = x->rev,
								  .kind = x->kind,
								  .title = x->title,
								  .held_on = x->held_on,
								  .place = or_null(x->place),
								  .body = or_null(x->body)},
				   &n);
	rc = store_saved(t, rc, n, &x->rev, x->year.v, NULL);
	return rc == TD_OK ? q_activity_part_clear(t, x->id, NULL) : rc;
}

td_rc store_activity_put(struct tx *t, struct activity *x, const activity_part_list *parts)
{
	td_rc rc = x->id ? save(t, x) : add(t, x);
	for (size_t i = 0; rc == TD_OK && i < parts->n; i++)
		rc = q_activity_part_put(t, x->id, parts->at[i].unit.v, parts->at[i].n_people,
					 parts->at[i].amount_dong, NULL);
	return rc;
}

td_rc store_activity_withdraw(struct tx *t, struct activity *x, str why)
{
	i64 n;
	td_rc rc = q_activity_withdraw(t, x->id, x->rev, t->now_ms, why, &n);
	return store_saved(t, rc, n, &x->rev, x->year.v, NULL);
}

td_rc store_activity_get(struct tx *t, i64 id, struct activity *out)
{
	struct q_activity row;
	td_rc rc = q_activity_get(t, id, &row);
	if (rc == TD_OK)
		*out = activity_of(&row);
	return rc;
}

td_rc store_activity_list(struct tx *t, cluster_year_id year, activity_list *out)
{
	struct db_rows r;
	struct q_activity row;
	*out = (activity_list){0};
	q_activity_list(t, &r, year.v);
	while (q_activity_list_next(&r, &row))
		VEC_PUSH(t->a, out) = activity_of(&row);
	return db_rows_end(&r);
}

td_rc store_activity_parts(struct tx *t, cluster_year_id year, activity_part_list *out)
{
	struct db_rows r;
	struct q_activity_part_list_row row;
	*out = (activity_part_list){0};
	q_activity_part_list(t, &r, year.v);
	while (q_activity_part_list_next(&r, &row))
		VEC_PUSH(t->a, out) =
		    (struct activity_part){row.activity_id, {row.unit_id}, row.n_people, row.amount_dong};
	return db_rows_end(&r);
}

td_rc store_activity_kind_put(struct tx *t, cluster_id cluster, const struct activity_kind *k)
{
	return store_wrote(t, q_activity_kind_put(t, cluster.v, k->code, k->name, k->retired, NULL),
			   DB_TAG_SYSTEM, NULL);
}

td_rc store_activity_kind_list(struct tx *t, cluster_id cluster, activity_kind_list *out)
{
	struct db_rows r;
	struct q_activity_kind_list_row row;
	*out = (activity_kind_list){0};
	q_activity_kind_list(t, &r, cluster.v);
	while (q_activity_kind_list_next(&r, &row))
		VEC_PUSH(t->a, out) = (struct activity_kind){row.code, row.name, row.retired != 0};
	return db_rows_end(&r);
}

/* ---- files ---- */

static struct activity_file file_of(const struct q_activity_file *r)
{
	return (struct activity_file){r->id,  r->activity_id,  {r->file_id}, r->file_name,
				      r->alt, r->picture != 0, r->size};
}

td_rc store_activity_file_add(struct tx *t, cluster_year_id year, struct activity_file *f)
{
	struct q_activity_file_add_row row;
	td_rc rc = q_activity_file_add(t,
				       &(struct q_activity_file_add_args){.activity_id = f->activity,
									  .file_id = f->file.v,
									  .file_name = f->file_name,
									  .alt = or_null(f->alt),
									  .picture = f->picture,
									  .added_by = t->actor.user_id,
									  .added_at = t->now_ms},
				       &row);
	if (rc == TD_OK)
		f->id = row.id;
	return store_wrote(t, rc, year.v, NULL);
}

td_rc store_activity_file_remove(struct tx *t, cluster_year_id year, i64 id)
{
	i64 n;
	td_rc rc = q_activity_file_remove(t, id, t->now_ms, &n);
	return store_wrote(t, rc == TD_OK && n == 0 ? TD_NOT_FOUND : rc, year.v, NULL);
}

td_rc store_activity_file_get(struct tx *t, i64 id, struct activity_file *out)
{
	struct q_activity_file row;
	td_rc rc = q_activity_file_get(t, id, &row);
	if (rc == TD_OK)
		*out = file_of(&row);
	return rc;
}

td_rc store_activity_files(struct tx *t, i64 activity, activity_file_list *out)
{
	struct db_rows r;
	struct q_activity_file row;
	*out = (activity_file_list){0};
	q_activity_file_list(t, &r, activity);
	while (q_activity_file_list_next(&r, &row))
		VEC_PUSH(t->a, out) = file_of(&row);
	return db_rows_end(&r);
}
