/* Work beside the requests, as its reader waits for it. */
#ifndef WEB_PAGE_JOB_H
#define WEB_PAGE_JOB_H

#include "jobs/job.h"
#include "web/page.h"

/* A job in the list of the papers' page. */
struct job_line {
	i64 id, at, step, n_steps;
	str title, who;
	struct page_tag tag;
	bool open;
};
typedef VEC(struct job_line) job_line_list;

struct job_result {
	i64 paper; /* 0: it could not be made */
	str title, error;
	bool same;
};
struct job_vm {
	struct page page;
	str base, error, kind, subject; /* kind, subject: to ask again */
	struct job_line job;
	i64 n_made, n_same, n_missing;
	VEC(struct job_result) results;
	bool may_make;
};

/* The newest of the year; those that have ended at most for a day. */
MUST_CHECK td_rc page_job_lines(struct req *r, job_line_list *out);

td_rc page_job(struct req *r); /* GET …/van-ban/viec/{job} */

#endif
