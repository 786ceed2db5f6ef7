/* thidua paper KIND CLUSTER YEAR [-o FILE] */
#include <stdlib.h>

#include "cli/commands.h"
#include "cli/site.h"
#include "jobs/papers.h"

struct paper_args {
	struct site_args site;
	const char *kind, *file;
	struct cli *c;
	bool fields;
	enum paper_kind k;
	struct paper_file paper;
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
	return rc == TD_OK ? papers_fill(t, p->k, id, &p->paper) : rc;
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
	const char *file = p->file ? p->file : p->paper.file_name.p;
	if (strcmp(file, "-") == 0)
		return cli_put(c, p->paper.bytes);
	sb_fmt(&c->out, "%s\n", file); /* nothing may fail once the file is there */
	return cli_write(c, file, p->paper.bytes);
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
	const struct cli_option options[] = {
	    {"--db", NULL, &p.site.db}, {"-o", NULL, &p.file}, {"--fields", &p.fields, NULL}, {0}};
	const char *pos[3];
	if (!cli_parse(argc, argv, options, 1, 3, pos))
		return CLI_USAGE;
	p.kind = pos[0];
	p.site.cluster = pos[1];
	p.site.year = pos[2];
	if (p.fields)
		return cli_run(argv[0], (size_t)64 << 20, tell_fields, &p);
	if (p.site.year == NULL)
		return cli_misuse(argv[0], N_("cần mã cụm và năm"));
	return cli_run(argv[0], (size_t)256 << 20, make, &p);
}
