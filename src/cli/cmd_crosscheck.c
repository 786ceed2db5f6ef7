/* thidua crosscheck CLUSTER YEAR [--draw K|all] [--seed N] [--blind] [--publish]: who checks whom. */
#include <stdlib.h>

#include "base/caltime.h"
#include "cli/commands.h"
#include "cli/site.h"
#include "jobs/act_check.h"

struct crosscheck_args {
	struct site_args site;
	const char *draw, *seed;
	bool blind, publish;
	struct cli *c;
};

static td_rc read_number(struct tx *t, const char *option, const char *text, u64 most, i64 *out)
{
	u64 v;
	if (str_u64(str_c(text), &v) != TD_OK || v > most)
		return err_add(t->e, TD_INVALID, str_c(option), N_("phải là số từ 0 đến %llu"),
			       (unsigned long long)most);
	*out = (i64)v;
	return TD_OK;
}

static td_rc draw(struct tx *t, const struct crosscheck_args *p, cluster_year_id year, i64 rev)
{
	i64 n_each = 0, seed = 0;
	td_rc rc = strcmp(p->draw, "all") == 0 ? TD_OK : read_number(t, "--draw", p->draw, 10, &n_each);
	if (rc == TD_OK && p->seed)
		rc = read_number(t, "--seed", p->seed, 999999999, &seed);
	return rc == TD_OK
		   ? act_crosscheck_draw(t, year, n_each, p->seed ? OPT(seed) : OPT_NONE, p->blind, rev)
		   : rc;
}

static str member_name(const struct act_crosscheck *x, unit_id unit)
{
	for (size_t i = 0; i < x->members.n; i++)
		if (x->members.at[i].unit.v == unit.v)
			return x->members.at[i].unit_name;
	return S("?");
}

static void tell(struct sb *b, struct tx *t, const struct act_crosscheck *x)
{
	if (x->c.id == 0) {
		sb_fmt(b, "%s\n", i18n_tr(t->e->lang, N_("Chưa phân công chấm chéo.")));
		return;
	}
	sb_fmt(
	    b,
	    i18n_tr(t->e->lang, N_("Số bốc: %lld. Mỗi phiếu: %lld đơn vị chấm. Lặp lại năm trước: %lld.\n")),
	    (long long)x->c.seed, (long long)x->c.n_each, (long long)x->c.n_repeated);
	for (size_t i = 0; i < x->pairs.n; i++) {
		const struct crosscheck_pair *p = &x->pairs.at[i];
		str a = member_name(x, p->checker), b2 = member_name(x, p->checked);
		sb_fmt(b, "%.*s → %.*s%s\n", STRF(a), STRF(b2),
		       p->finished_at_ms.set ? i18n_tr(t->e->lang, N_(" (xong)")) : "");
	}
}

static td_rc work(struct tx *t, void *ctx)
{
	struct crosscheck_args *p = ctx;
	struct act_crosscheck x;
	cluster_year_id year;
	td_rc rc = site_year(t, &p->site, &year);
	if (rc == TD_OK)
		rc = act_crosscheck_load(t, year, &x);
	if (rc == TD_OK && p->draw) {
		rc = draw(t, p, year, x.c.rev);
		if (rc == TD_OK)
			rc = act_crosscheck_load(t, year, &x);
	}
	if (rc == TD_OK && p->publish)
		rc = act_crosscheck_publish(t, year, x.c.rev);
	p->c->out.n = 0; /* may run again */
	if (rc == TD_OK)
		tell(&p->c->out, t, &x);
	return rc;
}

static td_rc run(struct cli *c, void *args)
{
	struct crosscheck_args *p = args;
	p->c = c;
	return site_run(c, &p->site, p->draw != NULL || p->publish, work, p);
}

int cmd_crosscheck(int argc, char **argv)
{
	struct crosscheck_args p = {.site.db = getenv("THIDUA_DB")};
	const struct cli_option options[] = {{"--db", NULL, &p.site.db},      {"--draw", NULL, &p.draw},
					     {"--seed", NULL, &p.seed},       {"--blind", &p.blind, NULL},
					     {"--publish", &p.publish, NULL}, {0}};
	const char *pos[2];
	if (!cli_parse(argc, argv, options, 2, 2, pos))
		return CLI_USAGE;
	p.site.cluster = pos[0];
	p.site.year = pos[1];
	return cli_run(argv[0], (size_t)256 << 20, run, &p);
}
