#include "store/store_award.h"

#include "store/q_award.h"
#include "store/util.h"

static struct award award_of(const struct q_award *r)
{
	struct award w = {.id = r->id,
			  .year = {r->cluster_year_id},
			  .unit = r->unit_id,
			  .name = r->name,
			  .position = r->position,
			  .award_code = r->award_code,
			  .award_name = r->award_name,
			  .merit = r->merit,
			  .decision = r->decision,
			  .decided_on = r->decided_on,
			  .decided_by = r->decided_by,
			  .signer = r->signer,
			  .ordinal = r->ordinal,
			  .revoked_on = r->revoked_on,
			  .revoked_decision = r->revoked_decision,
			  .revoked_why = r->revoked_why,
			  .rev = r->rev,
			  .code = r->check_code,
			  .of_year = r->year,
			  .cluster_name = r->cluster_name,
			  .unit_name = r->unit_name};
	/* a CHECK forbids other words */
	if (award_holder_parse(r->holder, &w.holder) != TD_OK)
		w.holder = HOLDER_COLLECTIVE;
	if (award_list_parse(r->list, &w.list) != TD_OK)
		w.list = AWARD_TITLE;
	return w;
}

td_rc store_award_add(struct tx *t, struct award *w)
{
	struct q_award_add_row row;
	td_rc rc = q_award_add(t,
			       &(struct q_award_add_args){.cluster_year_id = w->year.v,
							  .unit_id = w->unit,
							  .holder = str_c(award_holder_code(w->holder)),
							  .name = w->name,
							  .position = w->position,
							  .list = str_c(award_list_code(w->list)),
							  .award_code = w->award_code,
							  .award_name = w->award_name,
							  .merit = w->merit,
							  .decision = w->decision,
							  .decided_on = w->decided_on,
							  .decided_by = w->decided_by,
							  .signer = w->signer,
							  .ordinal = w->ordinal,
							  .entered_by = t->actor.user_id,
							  .entered_at = t->now_ms,
							  .check_code = w->code},
			       &row);
	if (rc == TD_NOT_FOUND)
		rc = TD_CONFLICT;
	if (rc == TD_OK)
		w->id = row.id, w->rev = 1;
	return store_wrote(t, rc, w->year.v, NULL);
}

td_rc store_award_revoke(struct tx *t, struct award *w)
{
	i64 n;
	td_rc rc = q_award_revoke(t,
				  &(struct q_award_revoke_args){.id = w->id,
								.cluster_year_id = w->year.v,
								.rev = w->rev,
								.revoked_on = w->revoked_on,
								.revoked_decision = w->revoked_decision,
								.revoked_why = w->revoked_why},
				  &n);
	return store_saved(t, rc, n, &w->rev, w->year.v, NULL);
}

static td_rc got(td_rc rc, const struct q_award *row, struct award *out)
{
	if (rc == TD_OK)
		*out = award_of(row);
	return rc;
}

td_rc store_award_get(struct tx *t, i64 id, struct award *out)
{
	struct q_award row;
	td_rc rc = q_award_get(t, id, &row);
	return got(rc, &row, out);
}

td_rc store_award_of_code(struct tx *t, str code, struct award *out)
{
	struct q_award row;
	td_rc rc = q_award_of_code(t, code, &row);
	return got(rc, &row, out);
}

td_rc store_award_list(struct tx *t, cluster_id cluster, award_list_of *out)
{
	struct db_rows r;
	struct q_award row;
	*out = (award_list_of){0};
	q_award_list(t, &r, cluster.v);
	while (q_award_list_next(&r, &row))
		VEC_PUSH(t->a, out) = award_of(&row);
	return db_rows_end(&r);
}

/* ---- words mended ---- */

td_rc store_award_mend(struct tx *t, struct award *w, const struct award *was, str why)
{
	i64 n;
	td_rc rc = q_award_mend(t,
				&(struct q_award_mend_args){.id = w->id,
							    .cluster_year_id = w->year.v,
							    .rev = w->rev,
							    .name = w->name,
							    .position = w->position,
							    .merit = w->merit,
							    .check_code = w->code},
				&n);
	rc = store_saved(t, rc, n, &w->rev, w->year.v, NULL);
	if (rc != TD_OK)
		return rc;
	return q_award_former_add(t,
				  &(struct q_award_former_add_args){.award_id = was->id,
								    .check_code = was->code,
								    .name = was->name,
								    .position = was->position,
								    .merit = was->merit,
								    .why = why,
								    .mended_by = t->actor.user_id,
								    .mended_by_name = t->actor.name,
								    .mended_at = t->now_ms},
				  NULL);
}

static struct award_former former_of(const struct q_award_former *r)
{
	return (struct award_former){.id = r->id,
				     .award = r->award_id,
				     .code = r->check_code,
				     .name = r->name,
				     .why = r->why,
				     .mended_by_name = r->mended_by_name,
				     .mended_at_ms = r->mended_at};
}

td_rc store_award_former_of_code(struct tx *t, str code, struct award_former *out)
{
	struct q_award_former row;
	td_rc rc = q_award_former_of_code(t, code, &row);
	if (rc == TD_OK)
		*out = former_of(&row);
	return rc;
}

td_rc store_award_former_list(struct tx *t, cluster_id cluster, award_former_list *out)
{
	struct db_rows r;
	struct q_award_former row;
	*out = (award_former_list){0};
	q_award_former_list(t, &r, cluster.v);
	while (q_award_former_list_next(&r, &row))
		VEC_PUSH(t->a, out) = former_of(&row);
	return db_rows_end(&r);
}
