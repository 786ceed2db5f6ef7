#include "store/store_plan.h"

#include "store/q_plan.h"
#include "store/util.h"

static struct plan plan_of(const struct q_plan *r)
{
	return (struct plan){
	    .id = r->id,
	    .year = {r->cluster_year_id},
	    .text = {[PLAN_THEME] = r->theme,
		     [PLAN_AIMS] = r->aims,
		     [PLAN_CONTENTS] = r->contents,
		     [PLAN_MEASURES] = r->measures},
	    .number = r->number,
	    .issued_on = r->issued_on,
	    .edition = r->edition,
	    .launched_at_ms = r->launched_at,
	    .launched_by_name = r->launched_by_name,
	    .saved_by_name = r->saved_by_name,
	    .saved_at_ms = r->saved_at,
	    .rev = r->rev,
	};
}

static str or_null(str text)
{
	return text.n ? text : STR_NULL;
}

static str not_null(str text)
{
	return text.p ? text : S("");
}

td_rc store_plan_get(struct tx *t, cluster_year_id year, struct plan *out)
{
	struct q_plan row;
	td_rc rc = q_plan_get(t, year.v, &row);
	*out = (struct plan){.year = year};
	if (rc == TD_OK)
		*out = plan_of(&row);
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

static td_rc add_plan(struct tx *t, struct plan *p)
{
	struct q_plan_add_row row;
	td_rc rc = q_plan_add(t,
			      &(struct q_plan_add_args){.cluster_year_id = p->year.v,
							.theme = not_null(p->text[PLAN_THEME]),
							.aims = not_null(p->text[PLAN_AIMS]),
							.contents = not_null(p->text[PLAN_CONTENTS]),
							.measures = not_null(p->text[PLAN_MEASURES]),
							.number = or_null(p->number),
							.issued_on = or_null(p->issued_on),
							.saved_at = t->now_ms,
							.saved_by = t->actor.user_id},
			      &row);
	if (rc == TD_NOT_FOUND)
		return TD_STALE; /* somebody began it in between */
	if (rc == TD_OK) {
		p->id = row.id;
		p->rev = 1;
	}
	return store_wrote(t, rc, p->year.v, NULL);
}

td_rc store_plan_put(struct tx *t, struct plan *p)
{
	i64 n;
	if (p->id == 0)
		return add_plan(t, p);
	td_rc rc = q_plan_save(t,
			       &(struct q_plan_save_args){.id = p->id,
							  .rev = p->rev,
							  .theme = not_null(p->text[PLAN_THEME]),
							  .aims = not_null(p->text[PLAN_AIMS]),
							  .contents = not_null(p->text[PLAN_CONTENTS]),
							  .measures = not_null(p->text[PLAN_MEASURES]),
							  .number = or_null(p->number),
							  .issued_on = or_null(p->issued_on),
							  .edition = p->edition,
							  .saved_at = t->now_ms,
							  .saved_by = t->actor.user_id},
			       &n);
	return store_saved(t, rc, n, &p->rev, p->year.v, NULL);
}

td_rc store_plan_launch(struct tx *t, struct plan *p)
{
	i64 n;
	td_rc rc = q_plan_launch(t, p->id, p->rev, t->now_ms, t->actor.user_id, &n);
	p->edition = 1;
	return store_saved(t, rc, n, &p->rev, p->year.v, NULL);
}

td_rc store_year_before(struct tx *t, cluster_year_id year, cluster_year_id *out)
{
	struct q_year_before_row row;
	td_rc rc = q_year_before(t, year.v, &row);
	if (rc == TD_OK)
		out->v = row.id;
	return rc;
}

/* ---- documents ---- */

static struct cluster_document document_of(const struct q_cluster_document *r)
{
	struct cluster_document d = {
	    .id = r->id,
	    .year = {r->cluster_year_id},
	    .number = r->number,
	    .issued_on = r->issued_on,
	    .issuer = r->issuer,
	    .title = r->title,
	    .file = {r->file_id},
	    .file_name = r->file_name,
	    .size = r->size,
	    .added_at_ms = r->added_at,
	    .added_by_name = r->added_by_name,
	    .withdrawn_at_ms = r->withdrawn_at,
	    .withdraw_reason = r->withdraw_reason,
	};
	if (document_kind_parse(r->kind, &d.kind) != TD_OK)
		d.kind = DOCUMENT_OTHER; /* a CHECK forbids it */
	return d;
}

td_rc store_cluster_document_get(struct tx *t, i64 id, struct cluster_document *out)
{
	struct q_cluster_document row;
	td_rc rc = q_cluster_document_get(t, id, &row);
	if (rc == TD_OK)
		*out = document_of(&row);
	return rc;
}

td_rc store_cluster_document_list(struct tx *t, cluster_year_id year, cluster_document_list *out)
{
	struct db_rows r;
	struct q_cluster_document row;
	*out = (cluster_document_list){0};
	q_cluster_document_list(t, &r, year.v);
	while (q_cluster_document_list_next(&r, &row))
		VEC_PUSH(t->a, out) = document_of(&row);
	return db_rows_end(&r);
}

td_rc store_cluster_document_add(struct tx *t, struct cluster_document *d)
{
	struct q_cluster_document_add_row row;
	td_rc rc = q_cluster_document_add(
	    t,
	    &(struct q_cluster_document_add_args){.cluster_year_id = d->year.v,
						  .kind = str_c(document_kind_code(d->kind)),
						  .number = or_null(d->number),
						  .issued_on = or_null(d->issued_on),
						  .issuer = or_null(d->issuer),
						  .title = d->title,
						  .file_id = d->file.v,
						  .file_name = d->file_name,
						  .added_at = t->now_ms,
						  .added_by = t->actor.user_id},
	    &row);
	if (rc == TD_OK)
		d->id = row.id;
	return store_wrote(t, rc, d->year.v, NULL);
}

td_rc store_cluster_document_withdraw(struct tx *t, const struct cluster_document *d, str reason)
{
	i64 n;
	td_rc rc = q_cluster_document_withdraw(t, d->id, t->now_ms, reason, &n);
	if (rc == TD_OK && n == 0)
		return TD_CONFLICT;
	return store_wrote(t, rc, d->year.v, NULL);
}

/* ---- receipts ---- */

td_rc store_read_receipt_add(struct tx *t, const struct read_receipt *r)
{
	return q_read_receipt_add(t,
				  &(struct q_read_receipt_add_args){.kind = str_c(read_kind_code(r->kind)),
								    .object_id = r->object_id,
								    .edition = r->edition,
								    .unit_id = r->unit.v,
								    .user_id = r->user.v,
								    .cluster_year_id = r->year.v,
								    .opened_at = r->opened_at_ms},
				  NULL);
}

td_rc store_read_receipt_list(struct tx *t, cluster_year_id year, read_receipt_list *out)
{
	struct db_rows r;
	struct q_read_receipt_list_row row;
	*out = (read_receipt_list){0};
	q_read_receipt_list(t, &r, year.v);
	while (q_read_receipt_list_next(&r, &row)) {
		struct read_receipt x = {.object_id = row.object_id,
					 .edition = row.edition,
					 .year = year,
					 .unit = {row.unit_id},
					 .user = {row.user_id},
					 .opened_at_ms = row.opened_at,
					 .user_name = row.user_name};
		if (read_kind_parse(row.kind, &x.kind) == TD_OK)
			VEC_PUSH(t->a, out) = x;
	}
	return db_rows_end(&r);
}

td_rc store_read_receipt_has(struct tx *t, const struct read_receipt *r, bool *out)
{
	struct q_read_receipt_has_row row;
	td_rc rc = q_read_receipt_has(t, str_c(read_kind_code(r->kind)), r->object_id, r->edition, r->unit.v,
				      r->user.v, &row);
	*out = rc == TD_OK;
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}
