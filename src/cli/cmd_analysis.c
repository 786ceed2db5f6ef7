/* thidua analysis gaps | discussion CLUSTER YEAR: what a ranking hangs on. */
#include <stdlib.h>

#include "base/num.h"
#include "cli/commands.h"
#include "cli/site.h"
#include "jobs/act.h"
#include "jobs/analysis.h"

struct analysis_args {
	struct site_args site;
	const char *verb, *stage;
	struct cli *c;
};

static td_rc tell_gaps(struct tx *t, struct sb *out, const struct scored_year *sy)
{
	rank_gap_list gaps;
	td_rc rc = analysis_gaps(t, sy, 1000, &gaps);
	for (size_t i = 0; rc == TD_OK && i < gaps.n; i++)
		sb_fmt(out, "%.*s\n", STRF(analysis_gap_text(t, sy, &gaps.at[i])));
	return rc;
}

static void tell_item(struct tx *t, struct sb *out, const struct scored_year *sy,
		      const struct discussion_item *d)
{
	const struct criterion *c = &sy->scheme->nodes[d->node];
	sb_fmt(out, "%.*s · %.*s %.*s:", STRF(sy->members.at[d->unit].unit_name), STRF(c->code),
	       STRF(c->name));
	for (size_t i = 0; i < d->views.n; i++) {
		const struct item_view *v = &d->views.at[i];
		sb_fmt(out, "%s %s %.*s", i ? ";" : "",
		       i18n_tr(t->e->lang, score_stage_name(v->entry->stage)),
		       STRF(num_short(t->a, v->points_c)));
	}
	if (d->best_rank == d->worst_rank)
		sb_fmt(out, i18n_tr(t->e->lang, N_(" – vẫn hạng %u")), d->best_rank);
	else
		sb_fmt(out, i18n_tr(t->e->lang, N_(" – từ hạng %u đến %u")), d->best_rank, d->worst_rank);
	sb_fmt(out, i18n_tr(t->e->lang, N_(", chênh %.*s điểm\n")), STRF(num_short(t->a, d->effect_c)));
}

static td_rc tell_discussion(struct tx *t, struct sb *out, const struct scored_year *sy)
{
	discussion_list items;
	td_rc rc = analysis_discussion(t, sy, &items);
	for (size_t i = 0; rc == TD_OK && i < items.n; i++)
		tell_item(t, out, sy, &items.at[i]);
	return rc;
}

static td_rc work(struct tx *t, void *ctx)
{
	struct analysis_args *p = ctx;
	struct scored_year *sy = NEW(t->a, struct scored_year);
	enum score_stage stage = STAGE_FINAL;
	cluster_year_id year;
	if (p->stage && score_stage_parse(str_c(p->stage), &stage) != TD_OK)
		return err_add(t->e, TD_INVALID, S("--stage"),
			       N_("Bước là một trong: self, cross, verified, explained, final, council."));
	td_rc rc = site_year(t, &p->site, &year);
	if (rc == TD_OK)
		rc = store_year_figures(t, year, stage, sy);
	if (rc == TD_OK && !sy->computed)
		return err_add(t->e, TD_CONFLICT, S(""),
			       N_("Số liệu đã nhập còn lỗi nên chưa xếp hạng được."));
	p->c->out.n = 0; /* may run again */
	if (rc != TD_OK)
		return rc;
	return strcmp(p->verb, "gaps") == 0 ? tell_gaps(t, &p->c->out, sy)
					    : tell_discussion(t, &p->c->out, sy);
}

static td_rc run(struct cli *c, void *args)
{
	struct analysis_args *p = args;
	p->c = c;
	return site_run(c, &p->site, false, work, p);
}

int cmd_analysis(int argc, char **argv)
{
	struct analysis_args p = {.site.db = getenv("THIDUA_DB")};
	const struct cli_option options[] = {{"--db", NULL, &p.site.db}, {"--stage", NULL, &p.stage}, {0}};
	const char *pos[3];
	if (!cli_parse(argc, argv, options, 3, 3, pos))
		return CLI_USAGE;
	p.verb = pos[0];
	p.site.cluster = pos[1];
	p.site.year = pos[2];
	if (strcmp(p.verb, "gaps") != 0 && strcmp(p.verb, "discussion") != 0)
		return cli_misuse(argv[0], i18n_tr(cli_lang(), N_("việc là gaps hoặc discussion")));
	return cli_run(argv[0], (size_t)256 << 20, run, &p);
}
