#include "store/store_difficulty.h"

#include "store/q_difficulty.h"
#include "store/util.h"

static enum difficulty_state state_of(str code)
{
	enum difficulty_state s;
	return difficulty_parse(code, &s) == TD_OK ? s : DIFFICULTY_RAISED; /* a CHECK forbids others */
}

static struct difficulty difficulty_of(const struct q_difficulty *r)
{
	return (struct difficulty){
	    .id = r->id,
	    .year = {r->cluster_year_id},
	    .unit = {r->unit_id},
	    .title = r->title,
	    .body = r->body,
	    .wish = r->wish,
	    .state = state_of(r->state),
	    .assigned_to = r->assigned_to,
	    .due_on = r->due_on,
	    .raised_by = r->raised_by,
	    .raised_at_ms = r->raised_at,
	    .unit_code = r->unit_code,
	    .unit_name = r->unit_name,
	    .assigned_name = r->assigned_name,
	    .raised_by_name = r->raised_by_name,
	    .rev = r->rev,
	};
}

static td_rc say(struct tx *t, const struct difficulty *d, str text)
{
	return q_difficulty_say(t,
				&(struct q_difficulty_say_args){.difficulty_id = d->id,
								.state = str_c(difficulty_code(d->state)),
								.text = text.n ? text : STR_NULL,
								.said_by = t->actor.user_id,
								.said_by_name = t->actor.name,
								.said_at = t->now_ms},
				NULL);
}

td_rc store_difficulty_add(struct tx *t, struct difficulty *d)
{
	struct q_difficulty_add_row row;
	d->state = DIFFICULTY_RAISED;
	d->raised_by = t->actor.user_id;
	d->raised_at_ms = t->now_ms;
	td_rc rc = q_difficulty_add(t,
				    &(struct q_difficulty_add_args){.cluster_year_id = d->year.v,
								    .unit_id = d->unit.v,
								    .title = d->title,
								    .body = d->body,
								    .wish = d->wish.n ? d->wish : STR_NULL,
								    .raised_by = d->raised_by,
								    .raised_at = d->raised_at_ms},
				    &row);
	if (rc != TD_OK)
		return rc;
	d->id = row.id;
	d->rev = 1;
	return store_wrote(t, say(t, d, STR_NULL), d->year.v, NULL);
}

td_rc store_difficulty_move(struct tx *t, struct difficulty *d, str text)
{
	i64 n;
	td_rc rc = q_difficulty_save(t, d->id, d->rev, str_c(difficulty_code(d->state)), d->assigned_to,
				     d->due_on, &n);
	rc = store_saved(t, rc, n, &d->rev, d->year.v, NULL);
	return rc == TD_OK ? say(t, d, text) : rc;
}

td_rc store_difficulty_get(struct tx *t, i64 id, struct difficulty *out)
{
	struct q_difficulty row;
	td_rc rc = q_difficulty_get(t, id, &row);
	if (rc == TD_OK)
		*out = difficulty_of(&row);
	return rc;
}

td_rc store_difficulty_list(struct tx *t, cluster_year_id year, unit_id unit, difficulty_list *out)
{
	struct db_rows r;
	struct q_difficulty row;
	*out = (difficulty_list){0};
	q_difficulty_list(t, &r, year.v, unit.v);
	while (q_difficulty_list_next(&r, &row))
		VEC_PUSH(t->a, out) = difficulty_of(&row);
	return db_rows_end(&r);
}

td_rc store_difficulty_answers(struct tx *t, i64 id, difficulty_answer_list *out)
{
	struct db_rows r;
	struct q_difficulty_answers_row row;
	*out = (difficulty_answer_list){0};
	q_difficulty_answers(t, &r, id);
	while (q_difficulty_answers_next(&r, &row))
		VEC_PUSH(t->a, out) = (struct difficulty_answer){
		    row.ordinal, state_of(row.state), row.text, row.said_by, row.said_at, row.said_by_name};
	return db_rows_end(&r);
}

td_rc store_difficulty_people(struct tx *t, cluster_id cluster, difficulty_role_list *out)
{
	struct db_rows r;
	struct q_difficulty_people_row row;
	*out = (difficulty_role_list){0};
	q_difficulty_people(t, &r, cluster.v);
	while (q_difficulty_people_next(&r, &row)) {
		struct difficulty_role p = {.user = {row.user_id},
					    .name = row.name,
					    .grant = {.from_on = row.from_on, .to_on = row.to_on}};
		if (authz_role_parse(row.role, &p.grant.role) == TD_OK)
			VEC_PUSH(t->a, out) = p;
	}
	return db_rows_end(&r);
}
