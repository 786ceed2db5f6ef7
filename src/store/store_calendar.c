#include "store/store_calendar.h"

#include "store/q_calendar.h"
#include "store/util.h"

static const struct store_word kinds[EVENT__N] = {
    [EVENT_MEETING] = {"meeting", N_("Họp, hội nghị")},
    [EVENT_ACTIVITY] = {"activity", N_("Hoạt động chung")},
    [EVENT_DEADLINE] = {"deadline", N_("Hạn việc")},
    [EVENT_OTHER] = {"other", N_("Lịch khác")},
};

const char *event_kind_code(enum event_kind k)
{
	return kinds[k].code;
}

const char *event_kind_name(enum event_kind k)
{
	return kinds[k].name;
}

td_rc event_kind_parse(str code, enum event_kind *out)
{
	int i = store_word_find(kinds, EVENT__N, code);
	*out = (enum event_kind)i;
	return str_eq(code, str_c(kinds[i].code)) ? TD_OK : TD_INVALID;
}

static struct calendar_event event_of(const struct q_event *r)
{
	return (struct calendar_event){
	    .id = r->id,
	    .year = {r->cluster_year_id},
	    .kind = (enum event_kind)store_word_find(kinds, EVENT__N, r->kind),
	    .title = r->title,
	    .starts_on = r->starts_on,
	    .ends_on = r->ends_on,
	    .starts_minute = r->starts_minute,
	    .ends_minute = r->ends_minute,
	    .place = r->place,
	    .note = r->note,
	    .step = r->step,
	    .added_by = r->added_by,
	    .added_at_ms = r->added_at,
	    .changed_at_ms = r->changed_at,
	    .withdrawn_at_ms = r->withdrawn_at,
	    .withdrawn_why = r->withdrawn_why,
	    .rev = r->rev,
	    .added_by_name = r->added_by_name,
	};
}

static str or_null(str s)
{
	return s.n ? s : STR_NULL;
}

static struct q_event_values values_of(struct tx *t, const struct calendar_event *c)
{
	return (struct q_event_values){
	    .kind = str_c(event_kind_code(c->kind)),
	    .title = c->title,
	    .starts_on = c->starts_on,
	    .ends_on = c->ends_on,
	    .starts_minute = c->starts_minute,
	    .ends_minute = c->ends_minute,
	    .place = or_null(c->place),
	    .note = or_null(c->note),
	    .step = or_null(c->step),
	    .changed_at = t->now_ms,
	};
}

td_rc store_event_add(struct tx *t, struct calendar_event *c)
{
	struct q_event_add_row row;
	struct q_event_values v = values_of(t, c);
	td_rc rc = q_event_add(t, c->year.v, &v, t->actor.user_id, &row);
	if (rc != TD_OK)
		return rc;
	c->id = row.id;
	c->rev = 1;
	c->added_at_ms = c->changed_at_ms = t->now_ms;
	return store_wrote(t, rc, c->year.v, NULL);
}

td_rc store_event_save(struct tx *t, struct calendar_event *c)
{
	i64 n;
	struct q_event_values v = values_of(t, c);
	td_rc rc = q_event_save(t, c->id, c->rev, &v, &n);
	return store_saved(t, rc, n, &c->rev, c->year.v, NULL);
}

td_rc store_event_withdraw(struct tx *t, struct calendar_event *c, str why)
{
	i64 n;
	td_rc rc = q_event_withdraw(t, c->id, c->rev, t->now_ms, why, &n);
	return store_saved(t, rc, n, &c->rev, c->year.v, NULL);
}

td_rc store_event_get(struct tx *t, i64 id, struct calendar_event *out)
{
	struct q_event row;
	td_rc rc = q_event_get(t, id, &row);
	if (rc == TD_OK)
		*out = event_of(&row);
	return rc;
}

td_rc store_event_list(struct tx *t, cluster_year_id year, event_list *out)
{
	struct db_rows r;
	struct q_event row;
	*out = (event_list){0};
	q_event_list(t, &r, year.v);
	while (q_event_list_next(&r, &row))
		VEC_PUSH(t->a, out) = event_of(&row);
	return db_rows_end(&r);
}

td_rc store_extension_put(struct tx *t, const struct due_extension *x)
{
	td_rc rc = q_extension_put(t,
				   &(struct q_extension_put_args){.cluster_year_id = x->year.v,
								  .unit_id = x->unit.v,
								  .kind = str_c(due_kind_code(x->kind)),
								  .ref = x->ref,
								  .due_on = x->due_on,
								  .reason = x->reason,
								  .given_by = t->actor.user_id,
								  .given_at = t->now_ms},
				   NULL);
	return store_wrote(t, rc, x->year.v, NULL);
}

td_rc store_extension_list(struct tx *t, cluster_year_id year, extension_list *out)
{
	struct db_rows r;
	struct q_extension_list_row row;
	*out = (extension_list){0};
	q_extension_list(t, &r, year.v);
	while (q_extension_list_next(&r, &row)) {
		struct due_extension x = {.year = year,
					  .unit = {row.unit_id},
					  .ref = row.ref,
					  .due_on = row.due_on,
					  .reason = row.reason,
					  .given_at_ms = row.given_at};
		if (due_kind_parse(row.kind, &x.kind) == TD_OK)
			VEC_PUSH(t->a, out) = x;
	}
	return db_rows_end(&r);
}

td_rc store_calendar_token_put(struct tx *t, user_id user, const struct sha256 *token_hash)
{
	return q_calendar_token_put(t, user.v, store_hash_bytes(token_hash), t->now_ms, NULL);
}

td_rc store_calendar_token_end(struct tx *t, user_id user)
{
	return q_calendar_token_delete(t, user.v, NULL);
}

td_rc store_calendar_token_of(struct tx *t, user_id user, i64 *created_at_ms)
{
	struct q_calendar_token_of_row row;
	td_rc rc = q_calendar_token_of(t, user.v, &row);
	*created_at_ms = rc == TD_OK ? row.created_at : 0;
	return rc;
}

td_rc store_calendar_token_find(struct tx *t, const struct sha256 *token_hash, user_id *out)
{
	struct q_calendar_token_find_row row;
	td_rc rc = q_calendar_token_find(t, store_hash_bytes(token_hash), &row);
	out->v = rc == TD_OK ? row.user_id : 0;
	return rc;
}
