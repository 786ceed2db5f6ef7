/* thidua paper KIND CLUSTER YEAR [--of SUBJECT] [-o FILE | --keep] */
#include <stdlib.h>

#include "cli/commands.h"
#include "cli/job_text.h"
#include "cli/site.h"

struct paper_args {
	struct site_args site;
	const char *kind, *file, *of;
	struct cli *c;
	bool fields, keep, all, pdf;
	enum paper_kind k;
	struct paper_file paper;
	struct job job;
};

static td_rc parse_kind(struct paper_args *p)
{
	if (paper_kind_parse(str_c(p->kind), &p->k) == TD_OK)
		return TD_OK;
	struct sb known = sb_new(p->c->a, 4096);
	for (int k = 0; k < PAPER__N; k++)
		sb_fmt(&known, "%s%s (%s)", k ? ", " : "", paper_kind_code((enum paper_kind)k),
		       paper_kind_name((enum paper_kind)k));
	return err_add(&p->c->e, TD_INVALID, str_c(p->kind), N_("Loại văn bản là một trong: %.*s."),
		       STRF(sb_str(&known)));
}

static td_rc fill(struct tx *t, void *ctx)
{
	struct paper_args *p = ctx;
	cluster_year_id id;
	td_rc rc = site_year(t, &p->site, &id);
	return rc == TD_OK ? papers_fill(t, p->k, id, str_c(p->of ? p->of : ""), &p->paper) : rc;
}

static td_rc make(struct cli *c, void *args)
{
	struct paper_args *p = args;
	p->c = c;
	td_rc rc = parse_kind(p);
	if (rc == TD_OK)
		rc = site_run(c, &p->site, false, fill, p);
	if (rc != TD_OK)
		return rc;
	str bytes = p->paper.bytes, name = p->paper.file_name;
	if (p->pdf) {
		name = papers_pdf_name(c->a, name);
		rc = papers_pdf_of(c->a, bytes, &c->e, &bytes);
	}
	const char *file = p->file ? p->file : name.p;
	if (rc != TD_OK || strcmp(file, "-") == 0)
		return rc == TD_OK ? cli_put(c, bytes) : rc;
	sb_fmt(&c->out, "%s\n", file); /* nothing may fail once the file is there */
	return cli_write(c, file, bytes);
}

/* ---- as the server does it ---- */

static td_rc ask(struct tx *t, void *ctx)
{
	struct paper_args *p = ctx;
	cluster_year_id id;
	td_rc rc = site_year(t, &p->site, &id);
	if (rc != TD_OK)
		return rc;
	return p->all ? job_papers_all(t, id, &p->job)
		      : job_papers_one(t, id, p->k, str_c(p->of ? p->of : ""), &p->job);
}

static td_rc look(struct tx *t, void *ctx)
{
	struct paper_args *p = ctx;
	return store_job_get(t, p->job.id, &p->job);
}

/* Queued and done in this process, with all that the server keeps of it. */
static td_rc keep(struct cli *c, void *args)
{
	struct paper_args *p = args;
	p->c = c;
	td_rc rc = p->all ? TD_OK : parse_kind(p);
	if (rc == TD_OK)
		rc = site_run_job(c, &p->site, ask, look, p);
	if (rc == TD_OK)
		job_text(c, c->a, &p->job);
	if (rc == TD_OK && p->job.state != JOB_DONE && p->job.state != JOB_FAILED)
		return err_add(&c->e, TD_LIMIT, STR_NULL,
			       N_("Chưa làm xong; việc số %lld còn đó, xin chạy tiếp: thidua job run"),
			       (long long)p->job.id);
	if (rc == TD_OK && p->job.state == JOB_FAILED)
		return err_add(&c->e, TD_CONFLICT, str_c(p->kind), "%.*s", STRF(p->job.error));
	return rc;
}

/* The fields a template of the kind may use: no database needed. */
static td_rc tell_fields(struct cli *c, void *args)
{
	struct paper_args *p = args;
	paper_field_list list = {0};
	p->c = c;
	td_rc rc = parse_kind(p);
	if (rc != TD_OK)
		return rc;
	papers_fields(c->a, p->k, &list);
	for (size_t i = 0; i < list.n; i++)
		sb_fmt(&c->out, "%*s%.*s  %.*s\n", (int)list.at[i].depth * 2, "", STRF(list.at[i].tag),
		       STRF(list.at[i].example));
	return TD_OK;
}

int cmd_paper(int argc, char **argv)
{
	struct paper_args p = {.site.db = getenv("THIDUA_DB")};
	const struct cli_option options[] = {{"--db", NULL, &p.site.db},
					     {"-o", NULL, &p.file},
					     {"--of", NULL, &p.of},
					     {"--keep", &p.keep, NULL},
					     {"--fields", &p.fields, NULL},
					     {"--pdf", &p.pdf, NULL},
					     {0}};
	const char *pos[3];
	if (argc > 1 && strcmp(argv[1], "pdf") == 0)
		return cmd_paper_pdf(argc - 1, argv + 1);
	if (!cli_parse(argc, argv, options, 1, 3, pos))
		return CLI_USAGE;
	p.kind = pos[0];
	p.site.cluster = pos[1];
	p.site.year = pos[2];
	if (p.fields)
		return cli_run(argv[0], (size_t)64 << 20, tell_fields, &p);
	if (p.site.year == NULL)
		return cli_misuse(argv[0], N_("cần mã cụm và năm"));
	p.all = strcmp(p.kind, "all") == 0;
	if (p.all && !p.keep)
		return cli_misuse(argv[0], N_("cả bộ văn bản (all) phải đi với --keep"));
	return cli_run(argv[0], (size_t)512 << 20, p.keep ? keep : make, &p);
}
