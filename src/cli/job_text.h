/* A job in words, for the terminal. */
#ifndef CLI_JOB_TEXT_H
#define CLI_JOB_TEXT_H

#include "cli/cli.h"
#include "jobs/job_papers.h"

/* Its state, then a line for each paper (number and title) or piece of certificates (how many), or why there is none. */
void job_text(struct cli *c, struct arena *a, const struct job *j);

#endif
