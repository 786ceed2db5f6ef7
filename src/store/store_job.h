/* Work that is done beside the requests: asked for in a transaction, done by a runner (jobs/job.h) step by step, each step
 * counted in the transaction that keeps what it made. */
#ifndef STORE_JOB_H
#define STORE_JOB_H

#include "base/opt.h"
#include "store/db.h"

enum job_state { JOB_QUEUED, JOB_RUNNING, JOB_DONE, JOB_FAILED, JOB_STATE__N };
const char *job_state_code(enum job_state s);
const char *job_state_name(enum job_state s); /* "Đang chờ" … */

struct job {
	i64 id;
	struct opt_i64 year; /* cluster_year_id; none: of the whole site */
	str kind, ask;       /* ask: what is asked for, the same words for the same thing */
	str args_json;
	enum job_state state;
	i64 step, n_steps;
	str result_json; /* a list, an item for each step that is done */
	str error;       /* a sentence; may be NULL */
	i64 tries;
	i64 created_by;
	str created_by_name;
	i64 created_at_ms, due_at_ms;
	struct opt_i64 started_at_ms, ended_at_ms;
};
typedef VEC(struct job) job_list;

/* Waits from now on: year, kind, ask, args_json and n_steps of *j. */
MUST_CHECK td_rc store_job_add(struct tx *t, struct job *j);
MUST_CHECK td_rc store_job_get(struct tx *t, i64 id, struct job *out);
/* The job that was asked for by these words and has not ended; TD_NOT_FOUND. */
MUST_CHECK td_rc store_job_open(struct tx *t, str ask, struct job *out);
/* How many have not ended: of the year, of the site. */
MUST_CHECK td_rc store_job_counts(struct tx *t, struct opt_i64 year, i64 *n_year, i64 *n_all);
/* Is there one whose time has come? TD_NOT_FOUND. */
MUST_CHECK td_rc store_job_due(struct tx *t);
/* Takes the next job whose time has come, for lease_ms. TD_NOT_FOUND: nothing to do. */
MUST_CHECK td_rc store_job_take(struct tx *t, i64 lease_ms, struct job *out);
/* Writes state, step, result, error, due_at_ms of a job that was taken; ended_at_ms follows the state. TD_NOT_FOUND:
 * another runner has it now. */
MUST_CHECK td_rc store_job_save(struct tx *t, struct job *j);
/* Gives free what is marked as running. Only where no other process runs jobs. */
MUST_CHECK td_rc store_job_release(struct tx *t);
/* Newest first. year 0: of the whole site. */
MUST_CHECK td_rc store_job_list(struct tx *t, i64 year, i64 most, job_list *out);
/* Deletes what ended before then. */
MUST_CHECK td_rc store_job_purge(struct tx *t, i64 before_ms, i64 *n);

#endif
