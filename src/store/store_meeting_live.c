#include "store/store_meeting_live.h"

#include "store/q_meeting.h"
#include "store/q_meeting_live.h"
#include "store/util.h"

static td_rc bump(struct tx *t, td_rc rc, meeting_id id)
{
	struct q_meeting_year_row year;
	if (rc == TD_OK)
		rc = q_meeting_year(t, id.v, &year);
	return rc == TD_OK ? db_bump(t, year.cluster_year_id) : rc;
}

/* Events --------------------------------------------------------------------------------------------------------- */

td_rc store_meeting_event_add(struct tx *t, meeting_id id, struct meeting_event *x)
{
	x->by = t->actor.user_id;
	return bump(t,
		    q_meeting_event_add(
			t,
			&(struct q_meeting_event_add_args){.meeting_id = id.v,
							   .ordinal = x->ordinal,
							   .at = x->at_ms,
							   .kind = str_c(meeting_event_code(x->kind)),
							   .unit_id = x->unit,
							   .person = x->person.n ? x->person : STR_NULL,
							   .body = x->text.n ? x->text : STR_NULL,
							   .ref = x->ref,
							   .n = x->n,
							   .entered_by = x->by},
			NULL),
		    id);
}

td_rc store_meeting_event_list(struct tx *t, meeting_id id, meeting_event_list *out)
{
	struct db_rows r;
	struct q_meeting_event row;
	td_rc rc = TD_OK;
	*out = (meeting_event_list){0};
	q_meeting_event_list(t, &r, id.v);
	while (q_meeting_event_list_next(&r, &row)) {
		struct meeting_event *x = &VEC_PUSH(t->a, out);
		*x = (struct meeting_event){.ordinal = row.ordinal,
					    .at_ms = row.at,
					    .unit = row.unit_id,
					    .person = row.person,
					    .text = row.body,
					    .ref = row.ref,
					    .n = row.n,
					    .by = row.entered_by};
		if (meeting_event_parse(row.kind, &x->kind) != TD_OK)
			rc = TD_CORRUPT;
	}
	td_rc ended = db_rows_end(&r);
	return ended == TD_OK ? rc : ended;
}

/* The programme -------------------------------------------------------------------------------------------------- */

static td_rc item_add(struct tx *t, meeting_id id, struct meeting_item *x)
{
	struct q_meeting_item_add_row row;
	td_rc rc = q_meeting_item_add(
	    t,
	    &(struct q_meeting_item_add_args){.meeting_id = id.v,
					      .ordinal = x->ordinal,
					      .title = x->title,
					      .starts_on_plan = x->starts_min,
					      .minutes = x->minutes,
					      .speaker = x->speaker.n ? x->speaker : STR_NULL,
					      .unit_id = x->unit,
					      .paper_id = x->paper},
	    &row);
	if (rc == TD_OK)
		x->id = row.id;
	return rc;
}

static td_rc item_save(struct tx *t, meeting_id id, const struct meeting_item *x)
{
	i64 n;
	td_rc rc = q_meeting_item_save(
	    t,
	    &(struct q_meeting_item_save_args){.id = x->id,
					       .meeting_id = id.v,
					       .ordinal = x->ordinal,
					       .title = x->title,
					       .starts_on_plan = x->starts_min,
					       .minutes = x->minutes,
					       .speaker = x->speaker.n ? x->speaker : STR_NULL,
					       .unit_id = x->unit,
					       .paper_id = x->paper},
	    &n);
	return rc == TD_OK && n == 0 ? TD_NOT_FOUND : rc;
}

td_rc store_meeting_item_set(struct tx *t, meeting_id id, meeting_item_list *list)
{
	td_rc rc = q_meeting_item_shift(t, id.v, NULL);
	for (size_t i = 0; rc == TD_OK && i < list->n; i++) {
		list->at[i].ordinal = (i64)i + 1;
		rc = list->at[i].id ? item_save(t, id, &list->at[i]) : item_add(t, id, &list->at[i]);
	}
	if (rc == TD_OK)
		rc = q_meeting_item_trim(t, id.v, NULL);
	return bump(t, rc, id);
}

td_rc store_meeting_item_list(struct tx *t, meeting_id id, meeting_item_list *out)
{
	struct db_rows r;
	struct q_meeting_item row;
	*out = (meeting_item_list){0};
	q_meeting_item_list(t, &r, id.v);
	while (q_meeting_item_list_next(&r, &row))
		VEC_PUSH(t->a, out) = (struct meeting_item){.id = row.id,
							    .ordinal = row.ordinal,
							    .title = row.title,
							    .starts_min = row.starts_on_plan,
							    .minutes = row.minutes,
							    .speaker = row.speaker,
							    .unit = row.unit_id,
							    .paper = row.paper_id,
							    .unit_name = row.unit_name,
							    .unit_code = row.unit_code};
	return db_rows_end(&r);
}

/* Codes ---------------------------------------------------------------------------------------------------------- */

td_rc store_meeting_code_put(struct tx *t, const struct meeting_code *k)
{
	return bump(t, q_meeting_code_put(t, k->meeting.v, k->unit.v, k->code, NULL), k->meeting);
}

td_rc store_meeting_code_used(struct tx *t, const struct meeting_code *k)
{
	return bump(t, q_meeting_code_used(t, k->meeting.v, k->unit.v, t->now_ms, NULL), k->meeting);
}

td_rc store_meeting_code_list(struct tx *t, meeting_id id, meeting_code_list *out)
{
	struct db_rows r;
	struct q_meeting_code_list_row row;
	*out = (meeting_code_list){0};
	q_meeting_code_list(t, &r, id.v);
	while (q_meeting_code_list_next(&r, &row))
		VEC_PUSH(t->a, out) = (struct meeting_code){
		    .meeting = id, .unit = {row.unit_id}, .code = row.code, .used_at_ms = row.used_at};
	return db_rows_end(&r);
}

td_rc store_meeting_code_get(struct tx *t, str code, struct meeting_code *out)
{
	struct q_meeting_code_get_row row;
	td_rc rc = q_meeting_code_get(t, code, &row);
	if (rc == TD_OK)
		*out = (struct meeting_code){.meeting = {row.meeting_id},
					     .year = {row.cluster_year_id},
					     .unit = {row.unit_id},
					     .code = code,
					     .used_at_ms = row.used_at,
					     .unit_name = row.unit_name};
	return rc;
}

/* How it is run -------------------------------------------------------------------------------------------------- */

td_rc store_meeting_rule_get(struct tx *t, meeting_id id, struct meeting_rule *out)
{
	struct q_meeting_rule_get_row row;
	*out = (struct meeting_rule){.meeting = id};
	td_rc rc = q_meeting_rule_get(t, id.v, &row);
	if (rc == TD_OK)
		*out = (struct meeting_rule){id, row.quorum_num, row.quorum_den, row.speak_s, row.rev};
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

td_rc store_meeting_rule_save(struct tx *t, struct meeting_rule *r)
{
	i64 n;
	if (r->rev == 0) {
		td_rc rc =
		    q_meeting_rule_add(t, r->meeting.v, r->quorum_num, r->quorum_den, r->speak_s, NULL);
		r->rev = 1;
		return bump(t, rc == TD_CONFLICT ? TD_STALE : rc, r->meeting);
	}
	td_rc rc = q_meeting_rule_save(t, r->meeting.v, r->rev, r->quorum_num, r->quorum_den, r->speak_s, &n);
	if (rc == TD_OK && n == 0)
		return TD_STALE;
	r->rev++;
	return bump(t, rc, r->meeting);
}

td_rc store_attendance_come(struct tx *t, meeting_id id, unit_id unit, str person, enum presence p,
			    bool *found)
{
	i64 n;
	td_rc rc = q_attendance_come(t, id.v, unit.v, person, str_c(presence_code(p)), 1, &n);
	*found = rc == TD_OK && n > 0;
	return bump(t, rc, id);
}
