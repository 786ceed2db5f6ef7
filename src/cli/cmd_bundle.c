/* thidua bundle CLUSTER YEAR [-o FILE] */
#include <stdlib.h>

#include "cli/commands.h"
#include "cli/site.h"
#include "jobs/year_bundle.h"

enum { MEMORY = 1 << 30 };

struct bundle_args {
	struct site_args site;
	const char *file;
	str zip, name;
};

static td_rc make(struct tx *t, void *ctx)
{
	struct bundle_args *p = ctx;
	cluster_year_id id;
	u64 year;
	td_rc rc = site_year(t, &p->site, &id);
	if (rc == TD_OK)
		rc = str_u64(str_c(p->site.year), &year);
	if (rc == TD_OK)
		p->name = year_bundle_name(t->a, str_c(p->site.cluster), (i64)year);
	return rc == TD_OK ? year_bundle(t, id, &p->zip) : rc;
}

static td_rc run(struct cli *c, void *args)
{
	struct bundle_args *p = args;
	td_rc rc = site_run(c, &p->site, false, make, p);
	if (rc != TD_OK)
		return rc;
	if (p->file && strcmp(p->file, "-") == 0)
		return cli_put(c, p->zip);
	const char *file = p->file ? p->file : arena_fmt(c->a, "%.*s", STRF(p->name)).p;
	sb_fmt(&c->out, "%s %zu\n", file, p->zip.n);
	return cli_write(c, file, p->zip);
}

int cmd_bundle(int argc, char **argv)
{
	struct bundle_args p = {.site.db = getenv("THIDUA_DB")};
	const struct cli_option options[] = {{"--db", NULL, &p.site.db}, {"-o", NULL, &p.file}, {0}};
	const char *pos[2];
	if (!cli_parse(argc, argv, options, 2, 2, pos))
		return CLI_USAGE;
	p.site.cluster = pos[0];
	p.site.year = pos[1];
	return cli_run("bundle", MEMORY, run, &p);
}
