#include "cli/job_text.h"

static void papers_text(struct cli *c, struct arena *a, const struct job *j)
{
	job_paper_list made = {0};
	job_papers_results(a, j, &made);
	for (size_t i = 0; i < made.n; i++) {
		const struct job_paper *p = &made.at[i];
		if (p->paper)
			sb_fmt(&c->out, "  %lld %.*s%s\n", (long long)p->paper, STRF(p->title),
			       p->same ? " =" : "");
		else
			sb_fmt(&c->out, "  - %.*s: %.*s\n", STRF(p->title), STRF(p->error));
	}
}

/* A line for each piece: how many certificates, or why there are none. */
static void certificates_text(struct cli *c, struct arena *a, const struct job *j)
{
	const struct value *results = job_results(a, j);
	for (size_t i = 0; i < results->items.n; i++) {
		const struct value *r = results->items.at[i].value, *n = value_get(r, S("files")),
				   *error = value_get(r, S("error"));
		if (error && error->kind == VALUE_TEXT)
			sb_fmt(&c->out, "  - %.*s\n", STRF(error->text));
		else
			sb_fmt(&c->out, i18n_tr(c->e.lang, N_("  phần %zu: %lld giấy\n")), i + 1,
			       n && n->kind == VALUE_INT ? (long long)n->i : 0LL);
	}
}

void job_text(struct cli *c, struct arena *a, const struct job *j)
{
	sb_fmt(&c->out, "%lld %s %lld/%lld\n", (long long)j->id, job_state_code(j->state), (long long)j->step,
	       (long long)j->n_steps);
	if (str_eq(j->kind, str_c(job_certificates.code)))
		certificates_text(c, a, j);
	else
		papers_text(c, a, j);
}
