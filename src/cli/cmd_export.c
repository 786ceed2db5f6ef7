/* thidua export CLUSTER YEAR [--stage S] and thidua journal CLUSTER YEAR */
#include <stdlib.h>

#include "base/caltime.h"
#include "cli/commands.h"
#include "cli/site.h"
#include "jobs/act_journal.h"
#include "jobs/year_table.h"

struct export_args {
	struct site_args site;
	const char *stage, *limit;
	struct cli *c;
};

static td_rc export_year(struct tx *t, void *ctx)
{
	struct export_args *p = ctx;
	struct scored_year *sy = NEW(t->a, struct scored_year);
	struct score_table table;
	enum score_stage stage = STAGE_COUNCIL;
	cluster_year_id id;
	if (p->stage && score_stage_parse(str_c(p->stage), &stage) != TD_OK)
		return err_add(t->e, TD_INVALID, S("--stage"),
			       N_("Bước là một trong: self, cross, verified, explained, final, council."));
	td_rc rc = site_year(t, &p->site, &id);
	if (rc == TD_OK)
		rc = store_year_load(t, id, stage, sy);
	if (rc == TD_OK)
		rc = year_table(t, sy, &table);
	if (rc == TD_OK)
		sb_put(&p->c->out,
		       value_to_json(t->a, data_to_value(t->a, sy->scheme, &table), VALUE_PRETTY));
	return rc;
}

static td_rc tell_journal(struct tx *t, void *ctx)
{
	struct export_args *p = ctx;
	journal_list list = {0};
	cluster_year_id id;
	u64 limit = 100;
	if (p->limit && (str_u64(str_c(p->limit), &limit) != TD_OK || limit == 0 || limit > 100000))
		return err_add(t->e, TD_INVALID, S("--limit"), N_("Số dòng là một số từ 1 đến 100000."));
	td_rc rc = site_year(t, &p->site, &id);
	if (rc == TD_OK)
		rc = journal_page(t, id.v, 0, (i64)limit, &list);
	for (size_t i = list.n; rc == TD_OK && i-- > 0;) {
		const struct journal_entry *j = &list.at[i];
		sb_fmt(&p->c->out, "%.*s  %.*s\n", STRF(ms_vi(t->a, j->at_ms)),
		       STRF(act_sentence(t->a, t->e->lang, j)));
	}
	return rc;
}

static td_rc run_export(struct cli *c, void *args)
{
	struct export_args *p = args;
	p->c = c;
	return site_run(c, &p->site, false, export_year, p);
}

static td_rc run_journal(struct cli *c, void *args)
{
	struct export_args *p = args;
	p->c = c;
	return site_run(c, &p->site, false, tell_journal, p);
}

static int parse_and_run(int argc, char **argv, struct export_args *p, const struct cli_option *options,
			 td_rc (*run)(struct cli *, void *))
{
	const char *pos[2];
	p->site.db = p->site.db ? p->site.db : getenv("THIDUA_DB");
	if (!cli_parse(argc, argv, options, 2, 2, pos))
		return CLI_USAGE;
	p->site.cluster = pos[0];
	p->site.year = pos[1];
	return cli_run(argv[0], (size_t)256 << 20, run, p);
}

int cmd_export(int argc, char **argv)
{
	struct export_args p = {.site.db = getenv("THIDUA_DB")};
	const struct cli_option options[] = {{"--db", NULL, &p.site.db}, {"--stage", NULL, &p.stage}, {0}};
	return parse_and_run(argc, argv, &p, options, run_export);
}

int cmd_journal(int argc, char **argv)
{
	struct export_args p = {.site.db = getenv("THIDUA_DB")};
	const struct cli_option options[] = {{"--db", NULL, &p.site.db}, {"--limit", NULL, &p.limit}, {0}};
	return parse_and_run(argc, argv, &p, options, run_journal);
}
