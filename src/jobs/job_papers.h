/* Papers made beside the requests. */
#ifndef JOBS_JOB_PAPERS_H
#define JOBS_JOB_PAPERS_H

#include "jobs/job.h"
#include "jobs/papers.h"

/* Asks for one paper, in a write. TD_NOT_FOUND: no such subject. */
MUST_CHECK td_rc job_papers_one(struct tx *t, cluster_year_id year, enum paper_kind k, str subject,
				struct job *out);

/* Asks for the papers of a kind for each subject. TD_CONFLICT: there is none. */
MUST_CHECK td_rc job_papers_each(struct tx *t, cluster_year_id year, enum paper_kind k, struct job *out);

/* Asks for all papers that the year has the data of: the kit for print. */
MUST_CHECK td_rc job_papers_all(struct tx *t, cluster_year_id year, struct job *out);

/* Asks for the papers that lie on the table of the meeting: invitation, programme, roll, score tables, ballots. */
MUST_CHECK td_rc job_papers_kit(struct tx *t, cluster_year_id year, struct job *out);
/* Asks for those that the meeting leaves: minutes, minutes of the counts, score tables, proposal with its list, report,
 * minutes of hand-over. */
MUST_CHECK td_rc job_papers_closing(struct tx *t, cluster_year_id year, struct job *out);

/* A paper that was asked for, and what came of it. */
struct job_paper {
	str kind, subject, title;
	i64 paper; /* paper_id; 0: it could not be made */
	bool same; /* it was there already, with the same words */
	str error; /* why not */
};
typedef VEC(struct job_paper) job_paper_list;
/* All that were asked for: kind, subject, title. */
void job_papers_asked(struct arena *a, const struct job *j, job_paper_list *out);
/* Those whose step is done. */
void job_papers_results(struct arena *a, const struct job *j, job_paper_list *out);

#endif
