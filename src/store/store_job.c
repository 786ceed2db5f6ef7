#include "store/store_job.h"

#include "store/q_job.h"
#include "store/util.h"

static const struct store_word states[JOB_STATE__N] = {
    [JOB_QUEUED] = {"queued", N_("Đang chờ")},
    [JOB_RUNNING] = {"running", N_("Đang làm")},
    [JOB_DONE] = {"done", N_("Xong")},
    [JOB_FAILED] = {"failed", N_("Không làm được")},
};

const char *job_state_code(enum job_state s)
{
	return states[s].code;
}

const char *job_state_name(enum job_state s)
{
	return states[s].name;
}

static struct job job_of(const struct q_job *r)
{
	return (struct job){
	    .id = r->id,
	    .year = r->cluster_year_id,
	    .kind = r->kind,
	    .ask = r->ask,
	    .args_json = r->args_json,
	    .state = (enum job_state)store_word_find(states, JOB_STATE__N, r->state),
	    .step = r->step,
	    .n_steps = r->n_steps,
	    .result_json = r->result_json,
	    .error = r->error,
	    .tries = r->tries,
	    .created_by = r->created_by,
	    .created_by_name = r->created_by_name,
	    .created_at_ms = r->created_at,
	    .due_at_ms = r->due_at,
	    .started_at_ms = r->started_at,
	    .ended_at_ms = r->ended_at,
	};
}

td_rc store_job_add(struct tx *t, struct job *j)
{
	struct q_job_add_row row;
	td_rc rc = q_job_add(t,
			     &(struct q_job_add_args){.cluster_year_id = j->year,
						      .kind = j->kind,
						      .ask = j->ask,
						      .args_json = j->args_json,
						      .n_steps = j->n_steps,
						      .created_by = t->actor.user_id,
						      .created_by_name = t->actor.name,
						      .created_at = t->now_ms},
			     &row);
	j->id = rc == TD_OK ? row.id : 0;
	j->state = JOB_QUEUED;
	j->created_by = t->actor.user_id;
	j->created_by_name = t->actor.name;
	j->created_at_ms = j->due_at_ms = t->now_ms;
	return rc;
}

td_rc store_job_get(struct tx *t, i64 id, struct job *out)
{
	struct q_job row;
	td_rc rc = q_job_get(t, id, &row);
	if (rc == TD_OK)
		*out = job_of(&row);
	return rc;
}

td_rc store_job_open(struct tx *t, str ask, struct job *out)
{
	struct q_job row;
	td_rc rc = q_job_open_ask(t, ask, &row);
	if (rc == TD_OK)
		*out = job_of(&row);
	return rc;
}

td_rc store_job_counts(struct tx *t, struct opt_i64 year, i64 *n_year, i64 *n_all)
{
	struct q_job_counts_row row;
	td_rc rc = q_job_counts(t, year, &row);
	*n_year = rc == TD_OK ? row.n_year : 0;
	*n_all = rc == TD_OK ? row.n_all : 0;
	return rc;
}

td_rc store_job_due(struct tx *t)
{
	struct q_job row;
	return q_job_next(t, t->now_ms, &row);
}

td_rc store_job_take(struct tx *t, i64 lease_ms, struct job *out)
{
	struct q_job row;
	i64 n = 0;
	td_rc rc = q_job_next(t, t->now_ms, &row);
	if (rc != TD_OK)
		return rc;
	*out = job_of(&row);
	rc = q_job_take(t, out->id, out->tries, t->now_ms + lease_ms, t->now_ms, &n);
	out->state = JOB_RUNNING;
	out->due_at_ms = t->now_ms + lease_ms;
	out->tries++;
	return rc == TD_OK && n == 0 ? TD_NOT_FOUND : rc;
}

td_rc store_job_save(struct tx *t, struct job *j)
{
	i64 n = 0;
	bool ended = j->state == JOB_DONE || j->state == JOB_FAILED;
	j->ended_at_ms = ended ? OPT(t->now_ms) : OPT_NONE;
	td_rc rc = q_job_save(t,
			      &(struct q_job_save_args){.id = j->id,
							.tries = j->tries,
							.state = str_c(job_state_code(j->state)),
							.step = j->step,
							.result_json = j->result_json,
							.error = j->error,
							.due_at = j->due_at_ms,
							.ended_at = j->ended_at_ms},
			      &n);
	return rc == TD_OK && n == 0 ? TD_NOT_FOUND : rc;
}

td_rc store_job_release(struct tx *t)
{
	return q_job_release(t, t->now_ms, NULL);
}

td_rc store_job_list(struct tx *t, i64 year, i64 most, job_list *out)
{
	struct db_rows r;
	struct q_job row;
	*out = (job_list){0};
	if (year) {
		q_job_list(t, &r, year, most);
		while (q_job_list_next(&r, &row))
			VEC_PUSH(t->a, out) = job_of(&row);
	} else {
		q_job_list_all(t, &r, most);
		while (q_job_list_all_next(&r, &row))
			VEC_PUSH(t->a, out) = job_of(&row);
	}
	return db_rows_end(&r);
}

td_rc store_job_purge(struct tx *t, i64 before_ms, i64 *n)
{
	return q_job_purge(t, before_ms, n);
}
