#include "store/store_meeting.h"

#include "store/q_meeting.h"
#include "store/util.h"

static const struct store_word kinds[MEETING__N] = {
    [MEETING_YEAR_END] = {"year_end", N_("Hội nghị tổng kết")},
    [MEETING_MIDYEAR] = {"midyear", N_("Hội nghị sơ kết")},
    [MEETING_SIGNING] = {"signing", N_("Hội nghị ký kết giao ước")},
    [MEETING_COORDINATION] = {"coordination", N_("Hội nghị giao ban")},
};

static const struct store_word presences[PRESENCE__N] = {
    [PRESENCE_PRESENT] = {"present", N_("Có mặt")},
    [PRESENCE_ABSENT] = {"absent", N_("Vắng mặt")},
    [PRESENCE_PROXY] = {"proxy", N_("Người được ủy quyền")},
};

const char *meeting_kind_code(enum meeting_kind k)
{
	return kinds[k].code;
}

const char *meeting_kind_name(enum meeting_kind k)
{
	return kinds[k].name;
}

const char *presence_code(enum presence p)
{
	return presences[p].code;
}

const char *presence_name(enum presence p)
{
	return presences[p].name;
}

/* Meetings ------------------------------------------------------------------------------------------------------- */

static struct meeting meeting_of(const struct q_meeting *r)
{
	return (struct meeting){
	    .id = {r->id},
	    .year = {r->cluster_year_id},
	    .kind = (enum meeting_kind)store_word_find(kinds, MEETING__N, r->kind),
	    .start_at_ms = r->start_at,
	    .end_at_ms = r->end_at,
	    .place = r->place,
	    .chair_name = r->chair_name,
	    .chair_title = r->chair_title,
	    .secretary_name = r->secretary_name,
	    .secretary_title = r->secretary_title,
	    .agenda = r->agenda,
	    .opinions = r->opinions,
	    .conclusion = r->conclusion,
	    .rev = r->rev,
	};
}

static struct q_meeting_values values_of(const struct meeting *m)
{
	return (struct q_meeting_values){
	    .kind = str_c(kinds[m->kind].code),
	    .start_at = m->start_at_ms,
	    .end_at = m->end_at_ms,
	    .place = m->place,
	    .chair_name = m->chair_name,
	    .chair_title = m->chair_title,
	    .secretary_name = m->secretary_name,
	    .secretary_title = m->secretary_title,
	    .agenda = m->agenda,
	    .opinions = m->opinions,
	    .conclusion = m->conclusion,
	};
}

td_rc store_meeting_add(struct tx *t, struct meeting *m)
{
	struct q_meeting_values values = values_of(m);
	struct q_meeting_add_row row;
	td_rc rc = q_meeting_add(t, m->year.v, &values, &row);
	if (rc == TD_OK) {
		m->id.v = row.id;
		m->rev = 1;
	}
	return store_wrote(t, rc, m->year.v, NULL);
}

td_rc store_meeting_save(struct tx *t, struct meeting *m)
{
	struct q_meeting_values values = values_of(m);
	i64 n;
	td_rc rc = q_meeting_save(t, m->id.v, m->rev, &values, &n);
	return store_saved(t, rc, n, &m->rev, m->year.v, NULL);
}

td_rc store_meeting_get(struct tx *t, meeting_id id, struct meeting *out)
{
	struct q_meeting row;
	td_rc rc = q_meeting_get(t, id.v, &row);
	if (rc == TD_OK)
		*out = meeting_of(&row);
	return rc;
}

td_rc store_meeting_list(struct tx *t, cluster_year_id year, meeting_list *out)
{
	struct db_rows r;
	struct q_meeting row;
	*out = (meeting_list){0};
	q_meeting_list(t, &r, year.v);
	while (q_meeting_list_next(&r, &row))
		VEC_PUSH(t->a, out) = meeting_of(&row);
	return db_rows_end(&r);
}

/* Attendance ----------------------------------------------------------------------------------------------------- */

static td_rc attendance_add(struct tx *t, meeting_id id, i64 ordinal, struct attendance *x)
{
	struct q_attendance_add_row row;
	td_rc rc =
	    q_attendance_add(t,
			     &(struct q_attendance_add_args){.meeting_id = id.v,
							     .ordinal = ordinal,
							     .unit_id = x->unit,
							     .person_name = x->person_name,
							     .person_title = x->person_title,
							     .presence = str_c(presences[x->presence].code),
							     .votes = x->votes,
							     .reason = x->reason},
			     &row);
	if (rc == TD_OK)
		x->id = row.id;
	return rc;
}

static td_rc attendance_save(struct tx *t, meeting_id id, i64 ordinal, const struct attendance *x)
{
	return q_attendance_save(
	    t,
	    &(struct q_attendance_save_args){.id = x->id,
					     .meeting_id = id.v,
					     .ordinal = ordinal,
					     .unit_id = x->unit,
					     .person_name = x->person_name,
					     .person_title = x->person_title,
					     .presence = str_c(presences[x->presence].code),
					     .votes = x->votes,
					     .reason = x->reason},
	    NULL);
}

/* The row that stands for the same unit, or a guest of the same name; 0: none that is not taken yet. */
static i64 row_of(const attendance_list *old, const struct attendance *x)
{
	for (size_t i = 0; i < old->n; i++) {
		struct attendance *o = &old->at[i];
		bool same = x->unit.set ? o->unit.set && o->unit.v == x->unit.v
					: !o->unit.set && str_eq(o->person_name, x->person_name);
		if (!same || o->id == 0)
			continue;
		i64 id = o->id;
		o->id = 0;
		return id;
	}
	return 0;
}

td_rc store_attendance_set(struct tx *t, meeting_id id, attendance_list *list)
{
	struct q_meeting_year_row year;
	attendance_list old = {0};
	td_rc rc = q_meeting_year(t, id.v, &year);
	if (rc == TD_OK)
		rc = store_attendance_list(t, id, &old);
	if (rc == TD_OK)
		rc = q_attendance_shift(t, id.v, NULL);
	for (size_t i = 0; rc == TD_OK && i < list->n; i++) {
		struct attendance *x = &list->at[i];
		x->meeting = id;
		x->ordinal = (i64)i + 1;
		x->id = row_of(&old, x);
		rc = x->id ? attendance_save(t, id, x->ordinal, x) : attendance_add(t, id, x->ordinal, x);
	}
	if (rc == TD_OK)
		rc = q_attendance_trim(t, id.v, NULL);
	return rc == TD_OK ? db_bump(t, year.cluster_year_id) : rc;
}

td_rc store_attendance_list(struct tx *t, meeting_id id, attendance_list *out)
{
	struct db_rows r;
	struct q_attendance_list_row row;
	*out = (attendance_list){0};
	q_attendance_list(t, &r, id.v);
	while (q_attendance_list_next(&r, &row))
		VEC_PUSH(t->a, out) = (struct attendance){
		    .id = row.id,
		    .meeting = id,
		    .unit = row.unit_id,
		    .person_name = row.person_name,
		    .person_title = row.person_title,
		    .presence = (enum presence)store_word_find(presences, PRESENCE__N, row.presence),
		    .votes = row.votes != 0,
		    .reason = row.reason,
		    .ordinal = row.ordinal,
		    .unit_name = row.unit_name,
		};
	return db_rows_end(&r);
}

/* Nominations ---------------------------------------------------------------------------------------------------- */

td_rc store_nomination_add(struct tx *t, struct nomination *n)
{
	struct q_nomination_add_row row;
	n->proposed_by = t->actor.user_id;
	n->proposed_at_ms = t->now_ms;
	td_rc rc = q_nomination_add(t,
				    &(struct q_nomination_add_args){.cluster_year_id = n->year.v,
								    .unit_id = n->unit.v,
								    .title_code = n->title_code,
								    .ordinal = n->ordinal,
								    .reason = n->reason,
								    .proposed_by = n->proposed_by,
								    .proposed_at = n->proposed_at_ms},
				    &row);
	if (rc == TD_OK) {
		n->id = row.id;
		n->rev = 1;
	}
	return store_wrote(t, rc, n->year.v, N_("Đơn vị này đã được suy tôn danh hiệu đó."));
}

td_rc store_nomination_save(struct tx *t, struct nomination *n)
{
	i64 changed;
	td_rc rc = q_nomination_save(t, n->id, n->rev, n->ordinal, n->reason, n->withdrawn_at_ms, &changed);
	return store_saved(t, rc, changed, &n->rev, n->year.v, NULL);
}

td_rc store_nomination_list(struct tx *t, cluster_year_id year, nomination_list *out)
{
	struct db_rows r;
	struct q_nomination_list_row row;
	*out = (nomination_list){0};
	q_nomination_list(t, &r, year.v);
	while (q_nomination_list_next(&r, &row))
		VEC_PUSH(t->a, out) = (struct nomination){
		    .id = row.id,
		    .year = year,
		    .unit = {row.unit_id},
		    .title_code = row.title_code,
		    .ordinal = row.ordinal,
		    .reason = row.reason,
		    .withdrawn_at_ms = row.withdrawn_at,
		    .proposed_by = row.proposed_by,
		    .proposed_at_ms = row.proposed_at,
		    .unit_name = row.unit_name,
		    .rev = row.rev,
		};
	return db_rows_end(&r);
}
