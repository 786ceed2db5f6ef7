/* thidua meeting CLUSTER YEAR [--by LOGIN] [--do JSON]: the meeting while it runs. */
#include <stdlib.h>

#include "base/caltime.h"
#include "cli/commands.h"
#include "cli/site.h"
#include "jobs/act_meeting_live.h"
#include "jobs/yearfile.h"

struct meeting_args {
	struct site_args site;
	const char *by, *act;
	struct cli *c;
};

static str unit_name(const struct act_meeting *k, struct opt_i64 unit)
{
	for (size_t i = 0; unit.set && i < k->members.n; i++)
		if (k->members.at[i].unit.v == unit.v)
			return k->members.at[i].unit_name;
	return S("");
}

static td_rc tell(struct sb *b, struct tx *t, cluster_year_id year)
{
	struct act_meeting k;
	meeting_code_list codes = {0};
	td_rc rc = act_meeting_of_year(t, year, &k);
	if (rc == TD_NOT_FOUND) {
		sb_fmt(b, "Chưa có thông tin hội nghị.\n");
		return TD_OK;
	}
	if (rc == TD_OK)
		rc = store_meeting_code_list(t, k.m.id, &codes);
	if (rc != TD_OK)
		return rc;
	sb_fmt(b, "%s; %.*s\n", meeting_phase_name(k.now.phase), STRF(k.quorum.sentence));
	for (size_t i = 0; i < k.items.n; i++)
		sb_fmt(b, "  %zu. %.*s%s\n", i + 1, STRF(k.items.at[i].title),
		       k.items.at[i].id == k.now.item ? " (đang tiến hành)" : "");
	for (size_t i = 0; i < k.events.n; i++) {
		const struct meeting_event *x = &k.events.at[i];
		str unit = unit_name(&k, x->unit);
		sb_fmt(b, "%.*s %s%s%.*s%s%.*s%s%.*s\n", STRF(ms_vi(t->a, x->at_ms)),
		       meeting_event_name(x->kind), x->person.n ? " " : "", STRF(x->person),
		       unit.n ? " – " : "", STRF(unit), x->text.n ? ": " : "", STRF(x->text));
	}
	for (size_t i = 0; i < codes.n; i++) {
		str unit = unit_name(&k, OPT(codes.at[i].unit.v));
		sb_fmt(b, "%.*s  %.*s\n", STRF(meeting_code_print(t->a, codes.at[i].code)), STRF(unit));
	}
	return TD_OK;
}

static td_rc work(struct tx *t, void *ctx)
{
	struct meeting_args *p = ctx;
	const struct value *events;
	cluster_year_id year;
	size_t n;
	td_rc rc = site_year(t, &p->site, &year);
	if (rc == TD_OK)
		rc = site_actor(t, p->by);
	if (rc == TD_OK && p->act)
		rc = value_from_json(t->a, arena_fmt(t->a, "[%s]", p->act), t->e, &events);
	if (rc == TD_OK && p->act)
		rc = yearfile_apply(t, year, events, &n);
	p->c->out.n = 0; /* may run again */
	return rc == TD_OK ? tell(&p->c->out, t, year) : rc;
}

static td_rc run(struct cli *c, void *args)
{
	struct meeting_args *p = args;
	p->c = c;
	return site_run(c, &p->site, p->act != NULL, work, p);
}

int cmd_meeting(int argc, char **argv)
{
	struct meeting_args p = {.site.db = getenv("THIDUA_DB")};
	const struct cli_option options[] = {
	    {"--db", NULL, &p.site.db}, {"--by", NULL, &p.by}, {"--do", NULL, &p.act}, {0}};
	const char *pos[2];
	if (!cli_parse(argc, argv, options, 2, 2, pos))
		return CLI_USAGE;
	p.site.cluster = pos[0];
	p.site.year = pos[1];
	return cli_run(argv[0], (size_t)256 << 20, run, &p);
}
