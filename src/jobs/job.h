/* Work beside the requests: a row of the table job, done by one runner thread of the server or by `thidua job run`.
 *
 * A job has steps. Each is read (one snapshot), made (outside any transaction: what is slow) and kept (a short write that
 * also counts the step). A runner holds a job for some minutes; when its process dies, another one goes on with the step
 * that was not kept, so that nothing is lost and nothing is made twice. What a step cannot do because of the year's data
 * becomes a sentence in its result and the next step follows; what the machine could not do is tried again later. */
#ifndef JOBS_JOB_H
#define JOBS_JOB_H

#include "format/value.h"
#include "jobs/background.h"
#include "store/store_job.h"

enum {
	JOB_MOST_YEAR = 20, /* that wait or run: of a cluster-year */
	JOB_MOST_SITE = 200,
	JOB_TRIES = 3, /* of one step */
};

/* A step on its way through its three parts, all on the runner's arena. */
struct job_step {
	struct arena *a;
	struct err *e;
	struct job *job;
	const struct value *ask; /* the item of args_json for this step */
	void *made;              /* from one part to the next */
};

/* A kind of job. TD_INVALID, TD_CONFLICT, TD_NOT_FOUND and TD_DENIED end the step with the first sentence of e. */
struct job_kind {
	const char *code, *name;
	td_rc (*read)(struct tx *t, struct job_step *k);
	td_rc (*make)(struct job_step *k);
	/* Puts into result (a map) what came of it. */
	td_rc (*keep)(struct tx *t, struct job_step *k, struct value *result);
};
extern const struct job_kind job_papers, job_certificates;

/* Asks for a job in a write: asks is a list with an item for each step; ask names it. When the same was asked for and has
 * not ended, *out is that one. TD_CONFLICT: too many wait, said in t->e. */
MUST_CHECK td_rc job_queue(struct tx *t, const struct job_kind *kind, struct opt_i64 year, str ask,
			   const struct value *asks, struct job *out);

/* "Lập văn bản"; the kind's code for one that this program does not know. */
const char *job_kind_name(str code);

/* The items of a job's result, one per step that is done. */
const struct value *job_results(struct arena *a, const struct job *j);

struct job_report {
	i64 n_done, n_failed, n_later;
};
/* Does what is due, at most `most` jobs, until stop (may be NULL) is told to stop. The arena is used anew for each. */
MUST_CHECK td_rc job_pass(struct db *db, struct arena *a, struct err *e, i64 most, struct background *stop,
			  struct job_report *out);

/* The runner thread of the server. `a` outlives it. */
MUST_CHECK td_rc job_runner_start(struct arena *a, struct db *db, struct background **out);

#endif
