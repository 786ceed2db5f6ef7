/* thidua do CLUSTER YEAR FILE [--by LOGIN] */
#include <stdlib.h>

#include "cli/commands.h"
#include "cli/site.h"
#include "jobs/yearfile.h"

struct do_args {
	struct site_args site;
	const char *file, *by;
	str bytes;
	size_t n;
};

static td_rc play(struct tx *t, void *ctx)
{
	struct do_args *p = ctx;
	const struct value *events;
	cluster_year_id year;
	td_rc rc = site_year(t, &p->site, &year);
	if (rc == TD_OK)
		rc = site_actor(t, p->by);
	if (rc == TD_OK)
		rc = value_from_json(t->a, p->bytes, t->e, &events);
	return rc == TD_OK ? yearfile_apply(t, year, events, &p->n) : rc;
}

static td_rc run(struct cli *c, void *args)
{
	struct do_args *p = args;
	td_rc rc = cli_read(c, p->file, VALUE_MAX_BYTES, &p->bytes);
	if (rc == TD_OK)
		rc = site_run(c, &p->site, true, play, p);
	if (rc == TD_OK)
		sb_fmt(&c->out, "Đã thực hiện %zu việc.\n", p->n);
	return rc;
}

int cmd_do(int argc, char **argv)
{
	struct do_args p = {.site.db = getenv("THIDUA_DB")};
	const struct cli_option options[] = {{"--db", NULL, &p.site.db}, {"--by", NULL, &p.by}, {0}};
	const char *pos[3];
	if (!cli_parse(argc, argv, options, 3, 3, pos))
		return CLI_USAGE;
	p.site.cluster = pos[0];
	p.site.year = pos[1];
	p.file = pos[2];
	return cli_run(argv[0], (size_t)256 << 20, run, &p);
}
