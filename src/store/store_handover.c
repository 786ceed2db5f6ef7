#include "store/store_handover.h"

#include "store/q_difficulty.h"
#include "store/q_handover.h"
#include "store/util.h"

td_rc store_commitment_add(struct tx *t, cluster_year_id year, str text)
{
	return store_wrote(t, q_commitment_add(t, year.v, text, NULL), year.v, NULL);
}

td_rc store_commitment_save(struct tx *t, struct commitment *c)
{
	i64 n;
	td_rc rc = q_commitment_done(t, c->id, c->year.v, c->rev, c->done_on, c->done_note, &n);
	return store_saved(t, rc, n, &c->rev, c->year.v, NULL);
}

td_rc store_commitment_list(struct tx *t, cluster_year_id year, commitment_list *out)
{
	struct db_rows r;
	struct q_commitment_list_row row;
	*out = (commitment_list){0};
	q_commitment_list(t, &r, year.v);
	while (q_commitment_list_next(&r, &row))
		VEC_PUSH(t->a, out) = (struct commitment){.id = row.id,
							  .year = year,
							  .text = row.text,
							  .done_on = row.done_on,
							  .done_note = row.done_note,
							  .rev = row.rev};
	return db_rows_end(&r);
}

td_rc store_difficulty_carry(struct tx *t, const struct difficulty *d, cluster_year_id to, str text)
{
	struct q_difficulty_carry_row row;
	td_rc rc = q_difficulty_carry(t,
				      &(struct q_difficulty_carry_args){.cluster_year_id = to.v,
									.unit_id = d->unit.v,
									.title = d->title,
									.body = d->body,
									.wish = d->wish,
									.raised_by = d->raised_by,
									.raised_at = t->now_ms,
									.carried_from = d->id},
				      &row);
	if (rc == TD_OK)
		rc = q_difficulty_say(
		    t,
		    &(struct q_difficulty_say_args){.difficulty_id = row.id,
						    .state = str_c(difficulty_code(DIFFICULTY_RAISED)),
						    .text = text,
						    .said_by = t->actor.user_id,
						    .said_by_name = t->actor.name,
						    .said_at = t->now_ms},
		    NULL);
	return store_wrote(t, rc, to.v, NULL);
}

td_rc store_difficulty_carried(struct tx *t, cluster_year_id from, carried_difficulty_list *out)
{
	struct db_rows r;
	struct q_difficulty_carried_row row;
	*out = (carried_difficulty_list){0};
	q_difficulty_carried(t, &r, from.v);
	while (q_difficulty_carried_next(&r, &row))
		VEC_PUSH(t->a, out) = (struct carried_difficulty){row.unit_name, row.title, row.wish};
	return db_rows_end(&r);
}
