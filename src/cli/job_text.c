#include "cli/job_text.h"

void job_text(struct cli *c, struct arena *a, const struct job *j)
{
	job_paper_list made = {0};
	job_papers_results(a, j, &made);
	sb_fmt(&c->out, "%lld %s %lld/%lld\n", (long long)j->id, job_state_code(j->state), (long long)j->step,
	       (long long)j->n_steps);
	for (size_t i = 0; i < made.n; i++) {
		const struct job_paper *p = &made.at[i];
		if (p->paper)
			sb_fmt(&c->out, "  %lld %.*s%s\n", (long long)p->paper, STRF(p->title),
			       p->same ? " =" : "");
		else
			sb_fmt(&c->out, "  - %.*s: %.*s\n", STRF(p->title), STRF(p->error));
	}
}
