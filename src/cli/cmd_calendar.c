/* thidua calendar list | add | withdraw: what is due in a year, and the events of its desk. */
#include <stdlib.h>

#include "base/caltime.h"
#include "cli/commands.h"
#include "cli/site.h"
#include "cli/text_table.h"
#include "format/ics.h"
#include "format/value.h"
#include "jobs/act_calendar.h"
#include "jobs/due.h"

struct calendar_args {
	struct site_args site;
	const char *verb, *which; /* which: an event's number */
	const char *kind, *title, *on, *to, *starts, *ends, *place, *note, *step, *why;
	bool json, ics;
	struct cli *c;
};

static const char *light_code(enum due_light l)
{
	static const char *const codes[DUE_LIGHT__N] = {"grey", "red", "yellow", "green"};
	return codes[l];
}

static void put_json(struct tx *t, struct sb *out, const due_list *list)
{
	struct value *rows = value_list(t->a);
	for (size_t i = 0; i < list->n; i++) {
		const struct due *d = &list->at[i];
		struct value *v = value_add(t->a, rows, value_map(t->a));
		value_put_text(t->a, v, "kind", str_c(due_kind_code(d->kind)));
		value_put_int(t->a, v, "ref", d->ref);
		value_put_text(t->a, v, "title", due_title(t->a, LANG_VI, d));
		value_put_text(t->a, v, "unit", d->unit_code);
		value_put_text(t->a, v, "due", d->due_on);
		value_put_text(t->a, v, "light", str_c(light_code(due_light(d, day_of_ms(t->now_ms)))));
		value_put_int(t->a, v, "days_late", due_days_late(d));
		value_put_text(t->a, v, "place", d->place);
	}
	sb_put(out, value_to_json(t->a, rows, VALUE_PRETTY));
}

static void put_ics(struct tx *t, struct sb *out, const struct due_year *y)
{
	ics_begin(out, y->y.y.cluster_name);
	for (size_t i = 0; i < y->list.n; i++) {
		const struct due *d = &y->list.at[i];
		struct ics_event e = {.uid = arena_fmt(t->a, "%lld-%s-%lld-%lld-0@thidua",
						       (long long)y->y.y.id.v, due_kind_code(d->kind),
						       (long long)d->ref, (long long)d->unit.v),
				      .title = due_title(t->a, LANG_VI, d),
				      .place = d->place,
				      .note = d->unit.v ? d->unit_name : d->note,
				      .starts_minute = d->starts_minute,
				      .ends_minute = d->ends_minute,
				      .changed_at_ms = d->changed_at_ms,
				      .sequence = d->rev > 0 ? d->rev - 1 : 0};
		if (day_parse_iso(d->due_on, &e.first) != TD_OK)
			continue;
		if (!d->ends_on.n || day_parse_iso(d->ends_on, &e.last) != TD_OK)
			e.last = e.first;
		ics_put(out, &e, t->now_ms);
	}
	ics_end(out);
}

static void put_table(struct tx *t, struct sb *out, const due_list *list)
{
	static const char *const heads[] = {"Ngày", "Việc", "Đơn vị", "Tình trạng"};
	static const char *const lights[DUE_LIGHT__N] = {N_("chưa mở"), N_("quá hạn"), N_("đang làm"),
							 N_("xong")};
	struct text_table table = text_table_new(t->a);
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		text_table_col(&table, str_c(heads[i]), false);
	for (size_t i = 0; i < list->n; i++) {
		const struct due *d = &list->at[i];
		struct day day;
		i64 late = due_days_late(d);
		str *row = text_table_row(&table);
		row[0] = day_parse_iso(d->due_on, &day) == TD_OK ? day_vi(t->a, day) : S("–");
		row[1] = due_title(t->a, t->e->lang, d);
		row[2] = d->unit_code;
		row[3] = str_c(i18n_tr(t->e->lang, lights[due_light(d, day_of_ms(t->now_ms))]));
		if (late)
			row[3] =
			    arena_fmt(t->a, i18n_tr(t->e->lang, N_("xong, muộn %lld ngày")), (long long)late);
	}
	text_table_put(out, &table);
}

static td_rc list(struct tx *t, void *ctx)
{
	struct calendar_args *p = ctx;
	struct due_year y;
	cluster_year_id year;
	td_rc rc = site_year(t, &p->site, &year);
	if (rc == TD_OK)
		rc = due_load(t, year, &y);
	if (rc != TD_OK)
		return rc;
	if (p->ics)
		put_ics(t, &p->c->out, &y);
	else
		(p->json ? put_json : put_table)(t, &p->c->out, &y.list);
	return TD_OK;
}

static td_rc read_day(struct tx *t, const char *option, const char *text, str *out)
{
	struct day d;
	*out = STR_NULL;
	if (!text)
		return TD_OK;
	if (day_parse_iso(str_c(text), &d) != TD_OK && day_parse_vi(str_c(text), &d) != TD_OK)
		return err_add(t->e, TD_INVALID, str_c(option), N_("Ngày ghi như 21/11/2026."));
	*out = day_iso(t->a, d);
	return TD_OK;
}

static td_rc read_minute(struct tx *t, const char *option, const char *text, struct opt_i64 *out)
{
	u64 hour, minute;
	*out = OPT_NONE;
	if (!text)
		return TD_OK;
	str s = str_c(text);
	size_t colon = str_find_byte(s, ':');
	if (str_u64(str_upto(s, colon), &hour) != TD_OK ||
	    str_u64(str_from(s, colon + 1), &minute) != TD_OK || hour > 23 || minute > 59)
		return err_add(t->e, TD_INVALID, str_c(option), N_("Giờ phải ghi như 08:00."));
	*out = OPT((i64)(hour * 60 + minute));
	return TD_OK;
}

static td_rc add(struct tx *t, void *ctx)
{
	struct calendar_args *p = ctx;
	struct calendar_event c = {.title = str_c(p->title ? p->title : ""),
				   .place = str_c(p->place ? p->place : ""),
				   .note = str_c(p->note ? p->note : ""),
				   .step = str_c(p->step ? p->step : "")};
	td_rc rc = site_year(t, &p->site, &c.year);
	if (rc == TD_OK && event_kind_parse(str_c(p->kind ? p->kind : "meeting"), &c.kind) != TD_OK)
		rc = err_add(t->e, TD_INVALID, S("--kind"),
			     N_("Loại việc là một trong: meeting, activity, deadline, other."));
	if (rc == TD_OK)
		rc = read_day(t, "--on", p->on, &c.starts_on);
	if (rc == TD_OK)
		rc = read_day(t, "--to", p->to, &c.ends_on);
	if (rc == TD_OK)
		rc = read_minute(t, "--starts", p->starts, &c.starts_minute);
	if (rc == TD_OK)
		rc = read_minute(t, "--ends", p->ends, &c.ends_minute);
	if (rc == TD_OK)
		rc = act_event_save(t, &c);
	if (rc == TD_OK)
		sb_fmt(&p->c->out, "%lld\n", (long long)c.id);
	return rc;
}

static td_rc withdraw(struct tx *t, void *ctx)
{
	struct calendar_args *p = ctx;
	struct calendar_event c;
	cluster_year_id year;
	i64 id;
	td_rc rc = site_year(t, &p->site, &year);
	if (rc == TD_OK)
		rc = str_i64(str_c(p->which), &id) == TD_OK ? store_event_get(t, id, &c) : TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = act_event_withdraw(t, year, id, c.rev, str_c(p->why ? p->why : ""));
	if (rc == TD_NOT_FOUND && t->e->n_total == 0)
		rc = err_add(t->e, rc, str_c(p->which), N_("Lịch của năm không có việc số này."));
	return rc;
}

static td_rc run(struct cli *c, void *args)
{
	struct calendar_args *p = args;
	bool reads = strcmp(p->verb, "list") == 0;
	p->c = c;
	return site_run(c, &p->site, !reads, reads ? list : strcmp(p->verb, "add") == 0 ? add : withdraw, p);
}

int cmd_calendar(int argc, char **argv)
{
	struct calendar_args p = {.site.db = getenv("THIDUA_DB")};
	const struct cli_option options[] = {
	    {"--db", NULL, &p.site.db},  {"--kind", NULL, &p.kind},
	    {"--title", NULL, &p.title}, {"--json", &p.json, NULL},
	    {"--ics", &p.ics, NULL},     {"--on", NULL, &p.on},
	    {"--to", NULL, &p.to},       {"--starts", NULL, &p.starts},
	    {"--ends", NULL, &p.ends},   {"--place", NULL, &p.place},
	    {"--note", NULL, &p.note},   {"--step", NULL, &p.step},
	    {"--reason", NULL, &p.why},  {0},
	};
	const char *pos[4];
	if (!cli_parse(argc, argv, options, 3, 4, pos))
		return CLI_USAGE;
	p.verb = pos[0];
	p.site.cluster = pos[1];
	p.site.year = pos[2];
	p.which = pos[3];
	bool takes = strcmp(p.verb, "withdraw") == 0;
	bool known = takes || strcmp(p.verb, "list") == 0 || strcmp(p.verb, "add") == 0;
	if (!known || takes != (p.which != NULL))
		return cli_misuse(
		    argv[0], i18n_tr(cli_lang(), N_("cần: list CỤM NĂM; add CỤM NĂM; withdraw CỤM NĂM SỐ")));
	return cli_run(argv[0], (size_t)64 << 20, run, &p);
}
