/* thidua import CLUSTER YEAR FILE [--as scheme|scores|units|history|totals] [--unit U] [--stage S] [--accept] */
#include <stdlib.h>

#include "cli/commands.h"
#include "cli/site.h"
#include "jobs/act_history.h"
#include "jobs/act_import.h"

struct import_args {
	struct site_args site;
	const char *file, *as, *unit, *stage;
	bool accept;
	struct cli *c;
	str bytes;
};

static td_rc read_wish(struct import_args *p, struct err *e, struct import_wish *out)
{
	static const struct {
		const char *word;
		enum import_shape shape;
	} shapes[] = {{"scores", IMPORT_CLUSTER}, {"scheme", IMPORT_SCHEME}, {"units", IMPORT_UNITS}};
	*out = (struct import_wish){.shape = IMPORT__N,
				    .stage = STAGE_SELF,
				    .unit_code = p->unit ? str_c(p->unit) : S(""),
				    .file_name = str_c(p->file),
				    .bytes = p->bytes};
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
		if (str_eq(str_c(p->as), str_c(shapes[i].word)))
			out->shape = shapes[i].shape;
	if (out->shape == IMPORT__N)
		return err_add(e, TD_INVALID, S("--as"),
			       N_("Loại dữ liệu là scheme, scores, units, history hoặc totals."));
	if (p->stage && score_stage_parse(str_c(p->stage), &out->stage) != TD_OK)
		return err_add(e, TD_INVALID, S("--stage"),
			       N_("Bước là một trong: self, cross, verified, explained, final, council."));
	return TD_OK;
}

static void show(struct import_args *p, const struct import_job *job)
{
	struct sb *out = &p->c->out;
	for (size_t i = 0; i < job->changes.n; i++) {
		const struct import_change *c = &job->changes.at[i];
		sb_fmt(out, "%.*s: %.*s %.*s %.*s%s%.*s\n", STRF(c->where), STRF(c->unit), STRF(c->criterion),
		       STRF(c->was), c->was.n ? " → " : "", STRF(c->is));
	}
	for (size_t i = 0; i < job->notes.n; i++)
		sb_fmt(out, "%.*s: %.*s\n", STRF(job->notes.at[i].where), STRF(job->notes.at[i].text));
	sb_fmt(out, i18n_tr(p->c->e.lang, N_("%zu thay đổi, %zu giá trị đã có sẵn.")), job->changes.n,
	       job->n_same);
	sb_byte(out, '\n');
}

/* The last line is made before the commit, so that nothing fails after it. */
static td_rc accept(struct tx *t, struct import_args *p, cluster_year_id id, const struct import_job *job)
{
	size_t n_changed;
	struct cli *c = p->c;
	td_rc rc = act_import_apply(t, id, job->plan, str_c(p->file), 0, &n_changed);
	if (rc == TD_OK)
		sb_fmt(&c->out, i18n_tr(c->e.lang, N_("Đã nạp %zu giá trị.")), n_changed);
	sb_byte(&c->out, '\n');
	return rc;
}

/* ---- a year that is over ---- */

static td_rc read_history(struct tx *t, struct import_args *p, struct history_plan *plan)
{
	struct history_wish w = {.file_name = str_c(p->file), .bytes = p->bytes};
	td_rc rc = store_cluster_by_code(t, str_c(p->site.cluster), &w.cluster);
	if (rc == TD_NOT_FOUND)
		return err_add(t->e, rc, str_c(p->site.cluster), N_("không có cụm, khối này"));
	if (rc == TD_OK && str_i64(str_c(p->site.year), &w.year) != TD_OK)
		return err_add(t->e, TD_INVALID, str_c(p->site.year), N_("Năm là một số, ví dụ 2026."));
	if (str_eq(str_c(p->as), S("history")))
		w.kind = HISTORY_CRITERIA;
	if (rc == TD_OK)
		rc = history_read(t, &w, plan);
	for (size_t i = 0; rc == TD_OK && i < plan->faults.n; i++)
		err_add(t->e, TD_INVALID, plan->faults.at[i].where, "%.*s", STRF(plan->faults.at[i].text));
	return rc == TD_OK && plan->faults.n ? TD_INVALID : rc;
}

static td_rc import_history(struct tx *t, void *ctx)
{
	struct import_args *p = ctx;
	struct history_plan plan = {0};
	cluster_year_id id;
	struct sb *out = &p->c->out;
	out->n = 0;
	td_rc rc = read_history(t, p, &plan);
	if (rc != TD_OK)
		return rc;
	for (size_t i = 0; i < plan.lines.n; i++)
		sb_fmt(out, "%.*s: %.*s %.*s\n", STRF(plan.lines.at[i].where), STRF(plan.lines.at[i].unit),
		       STRF(plan.lines.at[i].text));
	for (size_t i = 0; i < plan.notes.n; i++)
		sb_fmt(out, "%.*s: %.*s\n", STRF(plan.notes.at[i].where), STRF(plan.notes.at[i].text));
	if (p->accept)
		sb_fmt(out, i18n_tr(t->e->lang, N_("Đã nạp %zu giá trị.")), plan.lines.n);
	else
		sb_put(out, str_c(i18n_tr(t->e->lang, N_("Chưa nạp gì; thêm --accept để nạp."))));
	sb_byte(out, '\n');
	return p->accept ? act_history_take(t, &plan, &id) : TD_OK;
}

/* May run again after a serialization failure: what the last run wrote goes first. */
static td_rc import(struct tx *t, void *ctx)
{
	struct import_args *p = ctx;
	struct import_wish wish;
	struct import_job job;
	cluster_year_id id;
	p->c->out.n = 0;
	td_rc rc = site_year(t, &p->site, &id);
	if (rc == TD_OK)
		rc = read_wish(p, t->e, &wish);
	if (rc == TD_OK)
		rc = act_import_read(t, id, &wish, &job);
	if (rc != TD_OK)
		return rc;
	for (size_t i = 0; i < job.faults.n; i++)
		err_add(t->e, TD_INVALID, job.faults.at[i].where, "%.*s", STRF(job.faults.at[i].text));
	if (job.faults.n)
		return TD_INVALID;
	show(p, &job);
	if (p->accept)
		return accept(t, p, id, &job);
	sb_put(&p->c->out, str_c(i18n_tr(p->c->e.lang, N_("Chưa nạp gì; thêm --accept để nạp."))));
	sb_byte(&p->c->out, '\n');
	return TD_OK;
}

static td_rc run(struct cli *c, void *args)
{
	struct import_args *p = args;
	p->c = c;
	td_rc rc = cli_read(c, p->file, (size_t)64 << 20, &p->bytes);
	bool over = str_eq(str_c(p->as), S("history")) || str_eq(str_c(p->as), S("totals"));
	return rc == TD_OK ? site_run(c, &p->site, p->accept, over ? import_history : import, p) : rc;
}

int cmd_import(int argc, char **argv)
{
	struct import_args p = {.site.db = getenv("THIDUA_DB"), .as = "scores"};
	const struct cli_option options[] = {{"--db", NULL, &p.site.db},    {"--as", NULL, &p.as},
					     {"--unit", NULL, &p.unit},     {"--stage", NULL, &p.stage},
					     {"--accept", &p.accept, NULL}, {0}};
	const char *pos[3];
	if (!cli_parse(argc, argv, options, 3, 3, pos))
		return CLI_USAGE;
	p.site.cluster = pos[0];
	p.site.year = pos[1];
	p.file = pos[2];
	return cli_run(argv[0], (size_t)512 << 20, run, &p);
}
