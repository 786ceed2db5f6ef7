/* Members, offices and the calendar: the rest of store_org.h. */
#include "store/q_year.h"
#include "store/store_org.h"
#include "store/util.h"

static struct membership membership_of(const struct q_membership *r)
{
	return (struct membership){
	    .id = {r->id},
	    .year = {r->cluster_year_id},
	    .unit = {r->unit_id},
	    .ordinal = r->ordinal,
	    .women_pct_c = r->women_pct_c,
	    .chair_order = r->chair_order,
	    .leader_name = r->leader_name,
	    .leader_title = r->leader_title,
	    .joined_on = r->joined_on,
	    .decision = r->decision,
	    .left_on = r->left_on,
	    .left_decision = r->left_decision,
	    .profile = r->profile,
	    .unit_code = r->unit_code,
	    .unit_name = r->unit_name,
	    .rev = r->rev,
	};
}

static struct q_membership_values values_of(const struct membership *m)
{
	return (struct q_membership_values){
	    .ordinal = m->ordinal,
	    .women_pct_c = m->women_pct_c,
	    .chair_order = m->chair_order,
	    .leader_name = m->leader_name,
	    .leader_title = m->leader_title,
	};
}

td_rc store_membership_add(struct tx *t, struct membership *m)
{
	struct q_membership_next_row next;
	struct q_membership_add_row row;
	td_rc rc = m->ordinal ? TD_OK : q_membership_next(t, m->year.v, &next);
	if (rc == TD_OK && m->ordinal == 0)
		m->ordinal = next.ordinal;
	struct q_membership_values values = values_of(m);
	if (rc == TD_OK)
		rc = q_membership_add(t, m->year.v, m->unit.v, &values, m->joined_on, m->decision, &row);
	if (rc == TD_OK) {
		m->id.v = row.id;
		m->rev = 1;
	}
	return store_wrote(t, rc, m->year.v, N_("Đơn vị này đã là thành viên của cụm, khối trong năm."));
}

td_rc store_membership_save(struct tx *t, struct membership *m)
{
	struct q_membership_values values = values_of(m);
	struct q_membership_save_row row;
	td_rc rc = q_membership_save(t, m->id.v, m->rev, &values, &row);
	if (rc == TD_NOT_FOUND)
		return TD_STALE;
	if (rc == TD_OK)
		m->rev++;
	return store_wrote(t, rc, row.cluster_year_id, NULL);
}

td_rc store_membership_leave(struct tx *t, struct membership *m)
{
	struct q_membership_leave_row row;
	td_rc rc = q_membership_leave(t, m->id.v, m->rev, m->ordinal, m->left_on, m->left_decision, &row);
	if (rc == TD_NOT_FOUND)
		return TD_STALE;
	if (rc == TD_OK)
		m->rev++;
	return store_wrote(t, rc, row.cluster_year_id, NULL);
}

td_rc store_membership_profile(struct tx *t, struct membership *m)
{
	struct q_membership_profile_row row;
	td_rc rc = q_membership_profile(t, m->id.v, m->rev, m->profile, &row);
	if (rc == TD_NOT_FOUND)
		return TD_STALE;
	if (rc == TD_OK)
		m->rev++;
	return store_wrote(t, rc, row.cluster_year_id, NULL);
}

td_rc store_membership_left(struct tx *t, cluster_year_id year, membership_list *out)
{
	struct db_rows r;
	struct q_membership row;
	*out = (membership_list){0};
	q_membership_left(t, &r, year.v);
	while (q_membership_left_next(&r, &row))
		VEC_PUSH(t->a, out) = membership_of(&row);
	return db_rows_end(&r);
}

td_rc store_membership_remove(struct tx *t, membership_id id)
{
	struct q_membership_remove_row row;
	td_rc rc = q_membership_remove(t, id.v, &row);
	return rc == TD_OK ? db_bump(t, row.cluster_year_id) : rc;
}

td_rc store_membership_list(struct tx *t, cluster_year_id year, membership_list *out)
{
	struct db_rows r;
	struct q_membership row;
	*out = (membership_list){0};
	q_membership_list(t, &r, year.v);
	while (q_membership_list_next(&r, &row))
		VEC_PUSH(t->a, out) = membership_of(&row);
	return db_rows_end(&r);
}

td_rc store_membership_find(struct tx *t, cluster_year_id year, str unit_code, struct membership *out)
{
	struct q_membership row;
	td_rc rc = q_membership_find(t, year.v, unit_code, &row);
	if (rc == TD_OK)
		*out = membership_of(&row);
	return rc;
}

td_rc store_office_add(struct tx *t, struct office_term *o)
{
	struct q_office_add_row row;
	td_rc rc = q_office_add(t,
				&(struct q_office_add_args){.cluster_year_id = o->year.v,
							    .unit_id = o->unit.v,
							    .office = str_c(office_code(o->office)),
							    .person_name = o->person_name,
							    .person_title = o->person_title,
							    .from_on = o->from_on,
							    .to_on = o->to_on,
							    .decision = o->decision},
				&row);
	if (rc == TD_OK) {
		o->id = row.id;
		o->rev = 1;
	}
	return store_wrote(t, rc, o->year.v, NULL);
}

td_rc store_office_end(struct tx *t, struct office_term *o)
{
	i64 n;
	td_rc rc = q_office_end(t, o->id, o->rev, o->to_on, o->end_decision, &n);
	return store_saved(t, rc, n, &o->rev, o->year.v, NULL);
}

td_rc store_office_drop(struct tx *t, const struct office_term *o)
{
	i64 n, rev = o->rev;
	td_rc rc = q_office_drop(t, o->id, o->rev, &n);
	return store_saved(t, rc, n, &rev, o->year.v, NULL);
}

td_rc store_office_list(struct tx *t, cluster_year_id year, office_term_list *out)
{
	struct db_rows r;
	struct q_office_list_row row;
	*out = (office_term_list){0};
	q_office_list(t, &r, year.v);
	while (q_office_list_next(&r, &row)) {
		enum office office = OFFICE_HEAD;
		if (office_parse(row.office, &office) != TD_OK)
			continue; /* CHECK allows no other */
		VEC_PUSH(t->a, out) = (struct office_term){.id = row.id,
							   .year = year,
							   .unit = {row.unit_id},
							   .office = office,
							   .person_name = row.person_name,
							   .person_title = row.person_title,
							   .from_on = row.from_on,
							   .to_on = row.to_on,
							   .decision = row.decision,
							   .end_decision = row.end_decision,
							   .rev = row.rev,
							   .unit_name = row.unit_name};
	}
	return db_rows_end(&r);
}

td_rc store_season_step_put(struct tx *t, const struct season_step *s)
{
	td_rc rc = q_season_step_put(t,
				     &(struct q_season_step_put_args){.cluster_year_id = s->year.v,
								      .step = s->step,
								      .enabled = s->enabled,
								      .starts_on = s->starts_on,
								      .due_on = s->due_on,
								      .entered_at = s->entered_at_ms},
				     NULL);
	return store_wrote(t, rc, s->year.v, NULL);
}

td_rc store_season_step_enter(struct tx *t, cluster_year_id year, str step)
{
	return store_wrote(t, q_season_step_enter(t, year.v, step, t->now_ms, NULL), year.v, NULL);
}

td_rc store_season_step_list(struct tx *t, cluster_year_id year, season_step_list *out)
{
	struct db_rows r;
	struct q_season_step_list_row row;
	*out = (season_step_list){0};
	q_season_step_list(t, &r, year.v);
	while (q_season_step_list_next(&r, &row))
		VEC_PUSH(t->a, out) = (struct season_step){year,          row.step,   row.enabled != 0,
							   row.starts_on, row.due_on, row.entered_at};
	return db_rows_end(&r);
}
