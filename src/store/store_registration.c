#include "store/store_registration.h"

#include "store/q_registration.h"
#include "store/util.h"

static struct registration registration_of(const struct q_registration *r)
{
	struct registration out = {
	    .id = {r->id},
	    .year = {r->cluster_year_id},
	    .unit = {r->unit_id},
	    .late = r->late != 0,
	    .sent_at_ms = r->sent_at,
	    .sent_by = r->sent_by,
	    .received_at_ms = r->received_at,
	    .decided_at_ms = r->decided_at,
	    .decided_by = r->decided_by,
	    .reason = r->reason,
	    .saved_at_ms = r->saved_at,
	    .saved_by = r->saved_by,
	    .sent_by_name = r->sent_by_name,
	    .decided_by_name = r->decided_by_name,
	    .saved_by_name = r->saved_by_name,
	    .rev = r->rev,
	};
	if (registration_parse(r->state, &out.state) != TD_OK)
		out.state = REGISTRATION_UNSENT; /* not possible: CHECK */
	return out;
}

td_rc store_registration_get(struct tx *t, cluster_year_id year, unit_id unit, struct registration *out)
{
	struct q_registration row;
	td_rc rc = q_registration_get(t, year.v, unit.v, &row);
	*out = (struct registration){.year = year, .unit = unit};
	if (rc == TD_OK)
		*out = registration_of(&row);
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

td_rc store_registration_list(struct tx *t, cluster_year_id year, registration_list *out)
{
	struct db_rows r;
	struct q_registration row;
	*out = (registration_list){0};
	q_registration_list(t, &r, year.v);
	while (q_registration_list_next(&r, &row))
		VEC_PUSH(t->a, out) = registration_of(&row);
	return db_rows_end(&r);
}

static td_rc add(struct tx *t, struct registration *r)
{
	struct q_registration_add_row row;
	td_rc rc =
	    q_registration_add(t,
			       &(struct q_registration_add_args){.cluster_year_id = r->year.v,
								 .unit_id = r->unit.v,
								 .state = str_c(registration_code(r->state)),
								 .late = r->late,
								 .sent_at = r->sent_at_ms,
								 .sent_by = r->sent_by,
								 .saved_at = r->saved_at_ms,
								 .saved_by = r->saved_by},
			       &row);
	if (rc == TD_NOT_FOUND)
		return TD_STALE;
	if (rc == TD_OK) {
		r->id.v = row.id;
		r->rev = 1;
	}
	return store_wrote(t, rc, r->year.v, NULL);
}

td_rc store_registration_put(struct tx *t, struct registration *r)
{
	i64 n;
	r->saved_at_ms = t->now_ms;
	r->saved_by = t->actor.user_id;
	if (r->id.v == 0)
		return add(t, r);
	td_rc rc = q_registration_save(
	    t,
	    &(struct q_registration_save_args){.id = r->id.v,
					       .rev = r->rev,
					       .state = str_c(registration_code(r->state)),
					       .late = r->late,
					       .sent_at = r->sent_at_ms,
					       .sent_by = r->sent_by,
					       .received_at = r->received_at_ms,
					       .decided_at = r->decided_at_ms,
					       .decided_by = r->decided_by,
					       .reason = r->reason,
					       .saved_at = r->saved_at_ms,
					       .saved_by = r->saved_by},
	    &n);
	return store_saved(t, rc, n, &r->rev, r->year.v, NULL);
}

/* Rows ----------------------------------------------------------------------------------------------------------- */

static struct registered_target target_of(const struct q_registered_target_list_row *r)
{
	struct registered_target out = {
	    .id = r->id,
	    .registration = {r->registration_id},
	    .ordinal = r->ordinal,
	    .indicator = r->indicator,
	    .measure_unit = r->measure_unit,
	    .baseline_c = r->baseline_c,
	    .plan_c = r->plan_c,
	    .source = r->source,
	    .criterion = r->criterion_id,
	    .criterion_code = r->criterion_code,
	    .unit = {r->unit_id},
	};
	if (registration_parse(r->state, &out.state) != TD_OK)
		out.state = REGISTRATION_UNSENT;
	return out;
}

td_rc store_registered_target_list(struct tx *t, cluster_year_id year, unit_id unit,
				   registered_target_list *out)
{
	struct db_rows r;
	struct q_registered_target_list_row row;
	*out = (registered_target_list){0};
	q_registered_target_list(t, &r, year.v, unit.v);
	while (q_registered_target_list_next(&r, &row))
		VEC_PUSH(t->a, out) = target_of(&row);
	return db_rows_end(&r);
}

static struct registered_award award_of(const struct q_registered_award_list_row *r)
{
	struct registered_award out = {
	    .id = r->id,
	    .registration = {r->registration_id},
	    .ordinal = r->ordinal,
	    .award_code = r->award_code,
	    .name = r->name,
	    .note = r->note,
	    .unit = {r->unit_id},
	};
	if (award_list_parse(r->list, &out.list) != TD_OK ||
	    award_holder_parse(r->holder, &out.holder) != TD_OK ||
	    registration_parse(r->state, &out.state) != TD_OK)
		out.state = REGISTRATION_UNSENT;
	return out;
}

td_rc store_registered_award_list(struct tx *t, cluster_year_id year, unit_id unit,
				  registered_award_list *out)
{
	struct db_rows r;
	struct q_registered_award_list_row row;
	*out = (registered_award_list){0};
	q_registered_award_list(t, &r, year.v, unit.v);
	while (q_registered_award_list_next(&r, &row))
		VEC_PUSH(t->a, out) = award_of(&row);
	return db_rows_end(&r);
}

td_rc store_registered_target_unlink(struct tx *t, registration_id r)
{
	return q_registered_target_unlink(t, r.v, NULL);
}

td_rc store_registered_target_put(struct tx *t, struct registered_target *g)
{
	struct q_registered_target_add_row row;
	if (g->id)
		return q_registered_target_save(
		    t,
		    &(struct q_registered_target_save_args){.id = g->id,
							    .indicator = g->indicator,
							    .measure_unit = g->measure_unit,
							    .baseline_c = g->baseline_c,
							    .plan_c = g->plan_c,
							    .source = g->source,
							    .criterion_id = g->criterion},
		    NULL);
	td_rc rc = q_registered_target_add(
	    t,
	    &(struct q_registered_target_add_args){.registration_id = g->registration.v,
						   .ordinal = g->ordinal,
						   .indicator = g->indicator,
						   .measure_unit = g->measure_unit,
						   .baseline_c = g->baseline_c,
						   .plan_c = g->plan_c,
						   .source = g->source,
						   .criterion_id = g->criterion},
	    &row);
	if (rc == TD_OK)
		g->id = row.id;
	return rc;
}

td_rc store_registered_target_remove(struct tx *t, i64 id)
{
	td_rc rc = q_registered_target_remove(t, id, NULL);
	if (rc == TD_CONFLICT)
		return err_add(t->e, rc, S("registration"),
			       N_("Chỉ tiêu đã có số liệu báo cáo nên không bỏ được; hãy sửa thay vì bỏ."));
	return rc;
}

td_rc store_registered_award_put(struct tx *t, struct registered_award *g)
{
	struct q_registered_award_add_row row;
	str list = str_c(award_list_code(g->list)), holder = str_c(award_holder_code(g->holder));
	if (g->id)
		return q_registered_award_save(
		    t,
		    &(struct q_registered_award_save_args){.id = g->id,
							   .list = list,
							   .holder = holder,
							   .award_code = g->award_code,
							   .name = g->name,
							   .note = g->note},
		    NULL);
	td_rc rc =
	    q_registered_award_add(t,
				   &(struct q_registered_award_add_args){.registration_id = g->registration.v,
									 .ordinal = g->ordinal,
									 .list = list,
									 .holder = holder,
									 .award_code = g->award_code,
									 .name = g->name,
									 .note = g->note},
				   &row);
	if (rc == TD_OK)
		g->id = row.id;
	return rc;
}

td_rc store_registered_award_remove(struct tx *t, i64 id)
{
	return q_registered_award_remove(t, id, NULL);
}
