/* thidua job list | show | run: what was asked for beside the requests, and the server's runner by hand. */
#include <stdlib.h>

#include "base/caltime.h"
#include "cli/commands.h"
#include "cli/job_text.h"
#include "cli/site.h"
#include "cli/text_table.h"

enum { MEMORY = 512 << 20, LISTED = 50, RUN_MOST = 1000 };

struct job_args {
	struct site_args site;
	const char *verb, *id;
	struct cli *c;
};

static td_rc list(struct tx *t, void *ctx)
{
	static const char *const heads[] = {"Số",   "Lúc", "Người yêu cầu", "Việc", "Trạng thái",
					    "Bước", "Lỗi"};
	struct job_args *p = ctx;
	job_list jobs = {0};
	struct text_table table = text_table_new(t->a);
	td_rc rc = store_job_list(t, 0, LISTED, &jobs);
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		text_table_col(&table, str_c(heads[i]), i == 0);
	for (size_t i = 0; rc == TD_OK && i < jobs.n; i++) {
		const struct job *j = &jobs.at[i];
		str *row = text_table_row(&table);
		row[0] = arena_fmt(t->a, "%lld", (long long)j->id);
		row[1] = ms_vi(t->a, j->created_at_ms);
		row[2] = j->created_by_name;
		row[3] = str_c(i18n_tr(t->e->lang, job_kind_name(j->kind)));
		row[4] = str_c(i18n_tr(t->e->lang, job_state_name(j->state)));
		row[5] = arena_fmt(t->a, "%lld/%lld", (long long)j->step, (long long)j->n_steps);
		row[6] = j->error;
	}
	if (rc == TD_OK)
		text_table_put(&p->c->out, &table);
	return rc;
}

static td_rc show(struct tx *t, void *ctx)
{
	struct job_args *p = ctx;
	struct job j;
	i64 id;
	td_rc rc = str_i64(str_c(p->id), &id) == TD_OK ? store_job_get(t, id, &j) : TD_NOT_FOUND;
	if (rc == TD_NOT_FOUND)
		return err_add(t->e, rc, str_c(p->id), N_("Không có việc này."));
	if (rc == TD_OK)
		job_text(p->c, t->a, &j);
	return rc;
}

static td_rc run_all(struct db *db, void *ctx)
{
	struct job_args *p = ctx;
	struct job_report n;
	td_rc rc = job_pass(db, p->c->a, &p->c->e, RUN_MOST, NULL, &n);
	if (rc == TD_OK)
		sb_fmt(&p->c->out, "%lld %lld %lld\n", (long long)n.n_done, (long long)n.n_failed,
		       (long long)n.n_later);
	return rc;
}

static td_rc run(struct cli *c, void *args)
{
	struct job_args *p = args;
	p->c = c;
	if (strcmp(p->verb, "run") != 0)
		return site_run(c, &p->site, false, p->id ? show : list, p);
	struct db_config cfg = {.url = str_c(p->site.db ? p->site.db : ""), .mode = DB_USE};
	return db_with(c->a, &cfg, env_system(), &c->e, run_all, p);
}

int cmd_job(int argc, char **argv)
{
	struct job_args p = {.site.db = getenv("THIDUA_DB")};
	const struct cli_option options[] = {{"--db", NULL, &p.site.db}, {0}};
	const char *pos[2];
	if (!cli_parse(argc, argv, options, 1, 2, pos))
		return CLI_USAGE;
	p.verb = pos[0];
	p.id = pos[1];
	bool shows = strcmp(p.verb, "show") == 0;
	if ((!shows && strcmp(p.verb, "list") != 0 && strcmp(p.verb, "run") != 0) || shows != (p.id != NULL))
		return cli_misuse(argv[0], i18n_tr(cli_lang(), N_("cần: list, run hoặc show SỐ")));
	return cli_run(argv[0], MEMORY, run, &p);
}
