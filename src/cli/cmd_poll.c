/* thidua poll CLUSTER YEAR [POLL] [--by LOGIN] [--do JSON]: polls that the program runs. */
#include <stdlib.h>

#include "cli/commands.h"
#include "cli/site.h"
#include "jobs/act_desk.h"
#include "jobs/yearfile.h"

struct poll_args {
	struct site_args site;
	const char *poll, *by, *act;
	struct cli *c;
};

static td_rc tell_all(struct sb *b, struct tx *t, cluster_year_id year)
{
	ballot_list polls = {0};
	poll_desk_list desks = {0};
	td_rc rc = store_ballot_run_list(t, year, &polls);
	if (rc == TD_OK)
		rc = store_poll_desk_list(t, year, &desks);
	if (rc == TD_OK && polls.n == 0)
		sb_fmt(b, "Chưa có cuộc bỏ phiếu nào chạy trên chương trình.\n");
	for (size_t i = 0; rc == TD_OK && i < polls.n && i < desks.n; i++)
		sb_fmt(b, "%lld  %-14s %s: %.*s\n", (long long)polls.at[i].id.v,
		       desk_phase_name(desks.at[i].phase), desk_method_name(desks.at[i].method),
		       STRF(polls.at[i].question));
	return rc;
}

static void tell_result(struct sb *b, struct tx *t, const struct act_desk *x)
{
	struct poll poll;
	struct poll_result r;
	store_ballot_poll(t->a, &x->b, &x->candidates, &poll);
	poll_judge(t->a, &poll, &r);
	sb_fmt(b, "%.*s\n%.*s\n", STRF(r.quorum_sentence), STRF(r.sentence));
	for (u32 i = 0; i < poll.n_candidates; i++)
		sb_fmt(b, "  %.*s\n", STRF(r.rows[i].sentence));
}

static void tell_counts(struct sb *b, const struct act_desk *x)
{
	for (size_t i = 0; i < x->candidates.n; i++)
		sb_fmt(b, "  %lld. %.*s%s\n", (long long)x->candidates.at[i].ordinal,
		       STRF(x->candidates.at[i].label), x->candidates.at[i].withdrawn ? " (đã rút)" : "");
	for (size_t i = 0; i < x->sheets.n; i++) {
		const struct count_sheet *s = &x->sheets.at[i];
		sb_fmt(b, "  lần %lld, %.*s: thu về %lld, hợp lệ %lld;", (long long)s->attempt,
		       STRF(s->user_name), (long long)s->count.returned, (long long)s->count.valid);
		for (size_t k = 0; k < s->count.n_rows; k++)
			sb_fmt(b, " %lld/%lld/%lld", (long long)s->count.rows[k].yes,
			       (long long)s->count.rows[k].no, (long long)s->count.rows[k].blank);
		sb_fmt(b, "\n");
	}
}

static td_rc tell_one(struct sb *b, struct tx *t, cluster_year_id year, i64 id)
{
	struct act_desk x;
	td_rc rc = act_desk_load(t, year, (poll_id){id}, &x);
	if (rc == TD_NOT_FOUND)
		return err_add(t->e, rc, S(""), N_("Không có cuộc bỏ phiếu số %lld."), (long long)id);
	if (rc != TD_OK)
		return rc;
	sb_fmt(b, "%.*s\n%s, %s; phát ra %lld phiếu, lần đếm %lld.\n", STRF(x.b.question),
	       desk_method_name(x.d.method), desk_phase_name(x.d.phase), (long long)x.d.n_issued,
	       (long long)x.d.attempt);
	tell_counts(b, &x);
	if (x.d.phase == DESK_CONFIRMED)
		tell_result(b, t, &x);
	return TD_OK;
}

/* The events of yearfile_poll.c, for this poll where one is named. */
static td_rc act(struct tx *t, const struct poll_args *p, cluster_year_id year, i64 id)
{
	const struct value *events;
	size_t n;
	str json = id ? arena_fmt(t->a, "[{\"do\":\"poll_move\",\"poll\":%lld,%s]", (long long)id,
				  p->act[0] == '{' ? p->act + 1 : p->act)
		      : arena_fmt(t->a, "[%s]", p->act);
	td_rc rc = value_from_json(t->a, json, t->e, &events);
	return rc == TD_OK ? yearfile_apply(t, year, events, &n) : rc;
}

static td_rc work(struct tx *t, void *ctx)
{
	struct poll_args *p = ctx;
	cluster_year_id year;
	i64 id = 0;
	td_rc rc = site_year(t, &p->site, &year);
	if (rc == TD_OK && p->poll && (str_i64(str_c(p->poll), &id) != TD_OK || id <= 0))
		rc = err_add(t->e, TD_INVALID, S(""), N_("“%s” không phải là số của một cuộc bỏ phiếu."),
			     p->poll);
	if (rc == TD_OK)
		rc = site_actor(t, p->by);
	if (rc == TD_OK && p->act)
		rc = act(t, p, year, id);
	p->c->out.n = 0; /* may run again */
	if (rc != TD_OK)
		return rc;
	return id ? tell_one(&p->c->out, t, year, id) : tell_all(&p->c->out, t, year);
}

static td_rc run(struct cli *c, void *args)
{
	struct poll_args *p = args;
	p->c = c;
	return site_run(c, &p->site, p->act != NULL, work, p);
}

int cmd_poll(int argc, char **argv)
{
	struct poll_args p = {.site.db = getenv("THIDUA_DB")};
	const struct cli_option options[] = {
	    {"--db", NULL, &p.site.db}, {"--by", NULL, &p.by}, {"--do", NULL, &p.act}, {0}};
	const char *pos[3];
	if (!cli_parse(argc, argv, options, 2, 3, pos))
		return CLI_USAGE;
	p.site.cluster = pos[0];
	p.site.year = pos[1];
	p.poll = pos[2];
	return cli_run(argv[0], (size_t)256 << 20, run, &p);
}
