#include "store/store_notice.h"

#include "store/q_notice.h"
#include "store/util.h"

static struct notice notice_of(const struct q_notice *r)
{
	return (struct notice){
	    .id = r->id,
	    .user = {r->user_id},
	    .kind = r->kind,
	    .year = r->cluster_year_id,
	    .unit = r->unit_id,
	    .fields = r->fields,
	    .href = r->href,
	    .created_at_ms = r->created_at,
	    .read_at_ms = r->read_at,
	};
}

td_rc store_notice_add(struct tx *t, struct notice *n)
{
	struct q_notice_add_row row;
	td_rc rc = q_notice_add(t,
				&(struct q_notice_add_args){.user_id = n->user.v,
							    .kind = n->kind,
							    .cluster_year_id = n->year,
							    .unit_id = n->unit,
							    .fields = n->fields,
							    .href = n->href,
							    .dedup_key = n->dedup_key,
							    .created_at = t->now_ms},
				&row);
	if (rc == TD_NOT_FOUND) /* ON CONFLICT DO NOTHING gave no row */
		return TD_CONFLICT;
	n->id = rc == TD_OK ? row.id : 0;
	n->created_at_ms = t->now_ms;
	return rc;
}

td_rc store_notice_list(struct tx *t, user_id user, i64 before, i64 most, notice_list *out)
{
	struct db_rows r;
	struct q_notice row;
	*out = (notice_list){0};
	q_notice_list(t, &r, user.v, before, most);
	while (q_notice_list_next(&r, &row))
		VEC_PUSH(t->a, out) = notice_of(&row);
	return db_rows_end(&r);
}

td_rc store_notice_get(struct tx *t, user_id user, i64 id, struct notice *out)
{
	struct q_notice row;
	td_rc rc = q_notice_get(t, id, user.v, &row);
	if (rc == TD_OK)
		*out = notice_of(&row);
	return rc;
}

td_rc store_notice_unread(struct tx *t, user_id user, i64 *n)
{
	struct q_notice_unread_row row;
	td_rc rc = q_notice_unread(t, user.v, &row);
	*n = rc == TD_OK ? row.n : 0;
	return rc;
}

td_rc store_notice_read(struct tx *t, user_id user, i64 id)
{
	return q_notice_read(t, id, user.v, t->now_ms, NULL);
}

td_rc store_notice_read_all(struct tx *t, user_id user, i64 upto)
{
	return q_notice_read_all(t, user.v, upto, t->now_ms, NULL);
}

td_rc store_notice_purge(struct tx *t, i64 before_ms, i64 *n)
{
	return q_notice_purge(t, before_ms, n);
}

td_rc store_notice_units(struct tx *t, cluster_year_id year, str kind, i64 since_ms, notice_told_list *out)
{
	struct db_rows r;
	struct q_notice_units_since_row row;
	*out = (notice_told_list){0};
	q_notice_units_since(t, &r, year.v, kind, since_ms);
	while (q_notice_units_since_next(&r, &row))
		if (row.unit_id.set)
			VEC_PUSH(t->a, out) = (struct notice_told){{row.unit_id.v}, row.last_at};
	return db_rows_end(&r);
}

td_rc store_notice_choice_put(struct tx *t, user_id user, const struct notice_choice *c)
{
	return q_notice_choice_put(t, user.v, c->kind, c->by_mail, NULL);
}

td_rc store_notice_choice_list(struct tx *t, user_id user, notice_choice_list *out)
{
	struct db_rows r;
	struct q_notice_choice_list_row row;
	*out = (notice_choice_list){0};
	q_notice_choice_list(t, &r, user.v);
	while (q_notice_choice_list_next(&r, &row))
		VEC_PUSH(t->a, out) = (struct notice_choice){row.kind, row.by_mail != 0};
	return db_rows_end(&r);
}

td_rc store_notice_people(struct tx *t, const struct cluster_year *y, council_id council, str kind,
			  notice_person_list *out)
{
	struct db_rows r;
	struct q_notice_people_row row;
	*out = (notice_person_list){0};
	q_notice_people(t, &r, y->id.v, y->cluster.v, council.v, kind);
	while (q_notice_people_next(&r, &row)) {
		struct notice_person p = {
		    .user = {row.user_id},
		    .name = row.name,
		    .email = row.email,
		    .grant = {.scope_id = row.scope_id, .from_on = row.from_on, .to_on = row.to_on},
		    .by_mail = row.by_mail};
		if (authz_role_parse(row.role, &p.grant.role) == TD_OK &&
		    authz_scope_parse(row.scope_kind, &p.grant.scope) == TD_OK)
			VEC_PUSH(t->a, out) = p;
	}
	return db_rows_end(&r);
}
