/* thidua form CLUSTER YEAR UNIT [--stage S] [-o FILE] */
#include <stdlib.h>

#include "cli/commands.h"
#include "cli/site.h"
#include "jobs/act_form.h"

struct form_args {
	struct site_args site;
	const char *unit, *stage, *file;
	enum score_stage s;
	str bytes;
};

static td_rc make_form(struct tx *t, void *ctx)
{
	struct form_args *p = ctx;
	cluster_year_id id;
	td_rc rc = site_year(t, &p->site, &id);
	if (rc == TD_OK)
		rc = act_form_xlsx(t, id, str_c(p->unit), p->s, &p->bytes);
	if (rc == TD_NOT_FOUND && t->e->items.n == 0)
		rc = err_add(t->e, TD_NOT_FOUND, str_c(p->unit), N_("Cụm không có đơn vị mã này trong năm."));
	return rc;
}

static td_rc run(struct cli *c, void *args)
{
	struct form_args *p = args;
	if (p->stage && score_stage_parse(str_c(p->stage), &p->s) != TD_OK)
		return err_add(&c->e, TD_INVALID, S("--stage"),
			       N_("Bước là một trong: self, cross, verified, explained, final, council."));
	td_rc rc = site_run(c, &p->site, false, make_form, p);
	if (rc != TD_OK)
		return rc;
	const char *file = p->file ? p->file : arena_fmt(c->a, "phieu-%s-%s.xlsx", p->unit, p->site.year).p;
	if (strcmp(file, "-") == 0)
		return cli_put(c, p->bytes);
	sb_fmt(&c->out, "%s\n", file); /* nothing may fail once the file is there */
	return cli_write(c, file, p->bytes);
}

int cmd_form(int argc, char **argv)
{
	struct form_args p = {.site.db = getenv("THIDUA_DB"), .s = STAGE_SELF};
	const struct cli_option options[] = {
	    {"--db", NULL, &p.site.db}, {"--stage", NULL, &p.stage}, {"-o", NULL, &p.file}, {0}};
	const char *pos[3];
	if (!cli_parse(argc, argv, options, 3, 3, pos))
		return CLI_USAGE;
	p.site.cluster = pos[0];
	p.site.year = pos[1];
	p.unit = pos[2];
	return cli_run(argv[0], (size_t)256 << 20, run, &p);
}
