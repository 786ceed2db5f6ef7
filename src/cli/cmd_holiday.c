/* thidua holiday list YEAR | set DAY KIND NAME | drop DAY | import FILE */
#include <stdlib.h>

#include "cli/commands.h"
#include "cli/site.h"
#include "jobs/act_holiday.h"

enum { MEMORY = 64 << 20, FILE_MAX = 2 << 20, WORDS = 4 };

struct holiday_args {
	struct site_args site;
	const char *verb, *what, *kind, *name, *source;
	struct cli *c;
	str bytes;
	size_t n_changed;
};

static td_rc read_day(struct tx *t, const struct holiday_args *p, str *out)
{
	struct day d;
	str s = str_c(p->what);
	if (day_parse_vi(s, &d) != TD_OK && day_parse_iso(s, &d) != TD_OK)
		return err_add(t->e, TD_INVALID, s, N_("không phải là ngày; ví dụ 02/9/2026"));
	*out = day_iso(t->a, d);
	return TD_OK;
}

static td_rc list(struct tx *t, void *ctx)
{
	struct holiday_args *p = ctx;
	holiday_list days;
	u64 year;
	if (str_u64(str_c(p->what), &year) != TD_OK || year < 1900 || year > 2999)
		return err_add(t->e, TD_INVALID, str_c(p->what), N_("Năm là một số, ví dụ 2026."));
	td_rc rc = store_holiday_merged(t, (int)year, (int)year, &days);
	for (size_t i = 0; rc == TD_OK && i < days.n; i++) {
		const struct holiday *h = &days.at[i];
		sb_fmt(&p->c->out, "%.*s %-5s %s %.*s%s%.*s\n", STRF(h->day_on), holiday_kind_code(h->kind),
		       h->entered ? "+" : " ", STRF(h->name), h->unverified.n ? " – ? " : "",
		       STRF(h->unverified));
	}
	return rc;
}

static td_rc set(struct tx *t, void *ctx)
{
	struct holiday_args *p = ctx;
	struct holiday h = {.name = str_c(p->name), .source = str_c(p->source)}, was = {0};
	td_rc rc = read_day(t, p, &h.day_on);
	if (rc == TD_OK && holiday_kind_parse(str_c(p->kind), &h.kind) != TD_OK)
		rc = err_add(t->e, TD_INVALID, str_c(p->kind), N_("loại ngày là off, work hoặc plain"));
	if (rc == TD_OK)
		rc = store_holiday_get(t, h.day_on, &was);
	return rc == TD_OK || rc == TD_NOT_FOUND ? act_holiday_put(t, &h, was.rev) : rc;
}

static td_rc drop(struct tx *t, void *ctx)
{
	str day = STR_NULL;
	td_rc rc = read_day(t, ctx, &day);
	return rc == TD_OK ? act_holiday_drop(t, day) : rc;
}

static td_rc import(struct tx *t, void *ctx)
{
	struct holiday_args *p = ctx;
	return act_holiday_import(t, str_c(p->what), p->bytes, &p->n_changed);
}

static td_rc run(struct cli *c, void *ctx)
{
	struct holiday_args *p = ctx;
	str verb = str_c(p->verb);
	p->c = c;
	if (str_eq(verb, S("list")))
		return site_run(c, &p->site, false, list, p);
	if (str_eq(verb, S("set")) && p->kind && p->name)
		return site_run(c, &p->site, true, set, p);
	if (str_eq(verb, S("drop")))
		return site_run(c, &p->site, true, drop, p);
	if (!str_eq(verb, S("import")))
		return err_add(&c->e, TD_INVALID, verb,
			       N_("chỉ có: list NĂM, set NGÀY LOẠI TÊN, drop NGÀY, import TỆP"));
	td_rc rc = cli_read(c, p->what, FILE_MAX, &p->bytes);
	if (rc == TD_OK)
		rc = site_run(c, &p->site, true, import, p);
	if (rc == TD_OK)
		sb_fmt(&c->out, i18n_tr(c->e.lang, N_("Đã ghi %zu ngày.\n")), p->n_changed);
	return rc;
}

int cmd_holiday(int argc, char **argv)
{
	struct holiday_args p = {.site.db = getenv("THIDUA_DB")};
	const char *pos[WORDS];
	const struct cli_option options[] = {{"--db", NULL, &p.site.db}, {"--source", NULL, &p.source}, {0}};
	if (!cli_parse(argc, argv, options, 2, WORDS, pos))
		return CLI_USAGE;
	p.verb = pos[0];
	p.what = pos[1];
	p.kind = pos[2];
	p.name = pos[3];
	return cli_run("holiday", MEMORY, run, &p);
}
