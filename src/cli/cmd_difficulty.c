/* thidua difficulty list | raise | assign | answer | close | reopen */
#include <stdlib.h>

#include "base/caltime.h"
#include "cli/commands.h"
#include "cli/site.h"
#include "cli/text_table.h"
#include "format/value.h"
#include "jobs/act_difficulty.h"
#include "store/store_user.h"

struct difficulty_args {
	struct site_args site;
	const char *verb, *which; /* which: a unit's code, or a difficulty's number */
	const char *unit, *state, *title, *body, *wish, *text, *person, *due;
	bool json;
	struct cli *c;
};

static td_rc unit_of(struct tx *t, cluster_year_id year, const char *code, unit_id *out)
{
	struct membership m;
	td_rc rc = store_membership_find(t, year, str_c(code), &m);
	*out = m.unit;
	if (rc == TD_NOT_FOUND)
		rc = err_add(t->e, rc, str_c(code), N_("Cụm không có đơn vị mã này trong năm."));
	return rc;
}

static void put_json(struct tx *t, struct sb *out, const difficulty_list *list)
{
	struct value *rows = value_list(t->a);
	for (size_t i = 0; i < list->n; i++) {
		const struct difficulty *d = &list->at[i];
		struct value *v = value_add(t->a, rows, value_map(t->a));
		value_put_int(t->a, v, "id", d->id);
		value_put_text(t->a, v, "unit", d->unit_code);
		value_put_text(t->a, v, "title", d->title);
		value_put_text(t->a, v, "body", d->body);
		value_put_text(t->a, v, "wish", d->wish);
		value_put_text(t->a, v, "state", str_c(difficulty_code(d->state)));
		value_put_text(t->a, v, "assigned", d->assigned_name);
		value_put_text(t->a, v, "due", d->due_on);
		value_put_text(t->a, v, "raised_at", ms_iso(t->a, d->raised_at_ms));
	}
	sb_put(out, value_to_json(t->a, rows, VALUE_PRETTY));
}

static void put_table(struct tx *t, struct sb *out, const difficulty_list *list)
{
	static const char *const heads[] = {"Số", "Đơn vị", "Ngày nêu", "Trạng thái", "Khó khăn"};
	struct text_table table = text_table_new(t->a);
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		text_table_col(&table, str_c(heads[i]), i == 0);
	for (size_t i = 0; i < list->n; i++) {
		const struct difficulty *d = &list->at[i];
		str *row = text_table_row(&table);
		row[0] = arena_fmt(t->a, "%lld", (long long)d->id);
		row[1] = d->unit_code;
		row[2] = day_vi(t->a, day_of_ms(d->raised_at_ms));
		row[3] = str_c(i18n_tr(t->e->lang, difficulty_name(d->state)));
		row[4] = d->title;
	}
	text_table_put(out, &table);
}

static td_rc list(struct tx *t, void *ctx)
{
	struct difficulty_args *p = ctx;
	difficulty_list all = {0}, kept = {0};
	enum difficulty_state state = DIFFICULTY__N;
	cluster_year_id year;
	unit_id unit = {0};
	if (p->state && difficulty_parse(str_c(p->state), &state) != TD_OK)
		return err_add(t->e, TD_INVALID, S("--state"),
			       N_("Trạng thái là một trong: raised, assigned, answered, closed, reopened."));
	td_rc rc = site_year(t, &p->site, &year);
	if (rc == TD_OK && p->unit)
		rc = unit_of(t, year, p->unit, &unit);
	if (rc == TD_OK)
		rc = store_difficulty_list(t, year, unit, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		if (state == DIFFICULTY__N || all.at[i].state == state)
			VEC_PUSH(t->a, &kept) = all.at[i];
	if (rc == TD_OK)
		(p->json ? put_json : put_table)(t, &p->c->out, &kept);
	return rc;
}

static td_rc raise_one(struct tx *t, void *ctx)
{
	struct difficulty_args *p = ctx;
	struct difficulty d = {.title = str_c(p->title ? p->title : ""),
			       .body = str_c(p->body ? p->body : ""),
			       .wish = str_c(p->wish ? p->wish : "")};
	td_rc rc = site_year(t, &p->site, &d.year);
	if (rc == TD_OK)
		rc = unit_of(t, d.year, p->which, &d.unit);
	if (rc == TD_OK)
		rc = act_difficulty_raise(t, &d);
	if (rc == TD_OK)
		sb_fmt(&p->c->out, "%lld\n", (long long)d.id);
	return rc;
}

static td_rc read_wish(struct tx *t, const struct difficulty_args *p, struct difficulty_wish *w)
{
	struct day due;
	struct user u;
	*w = (struct difficulty_wish){.sides = DIFFICULTY_UNIT | DIFFICULTY_DESK,
				      .text = str_c(p->text ? p->text : "")};
	if (p->due) {
		if (day_parse_iso(str_c(p->due), &due) != TD_OK && day_parse_vi(str_c(p->due), &due) != TD_OK)
			return err_add(t->e, TD_INVALID, S("--due"), N_("Ngày ghi như 21/11/2026."));
		w->due_on = day_iso(t->a, due);
	}
	if (!p->person)
		return TD_OK;
	td_rc rc = store_user_by_login(t, str_c(p->person), &u);
	w->assignee = u.id;
	return rc == TD_NOT_FOUND
		   ? err_add(t->e, rc, S("--person"), N_("Không có tài khoản «%s»."), p->person)
		   : rc;
}

static td_rc move(struct tx *t, void *ctx)
{
	static const struct {
		const char *verb;
		enum difficulty_state to;
	} verbs[] = {{"assign", DIFFICULTY_ASSIGNED},
		     {"answer", DIFFICULTY_ANSWERED},
		     {"close", DIFFICULTY_CLOSED},
		     {"reopen", DIFFICULTY_REOPENED}};
	struct difficulty_args *p = ctx;
	struct difficulty_wish w;
	struct difficulty d;
	cluster_year_id year;
	i64 id;
	if (str_i64(str_c(p->which), &id) != TD_OK)
		return err_add(t->e, TD_INVALID, str_c(p->which),
			       N_("Cho biết số của khó khăn; xem thidua difficulty list."));
	td_rc rc = site_year(t, &p->site, &year);
	if (rc == TD_OK)
		rc = read_wish(t, p, &w);
	if (rc == TD_OK)
		rc = store_difficulty_get(t, id, &d);
	if (rc == TD_NOT_FOUND && t->e->n_total == 0)
		return err_add(t->e, rc, str_c(p->which), N_("Không có khó khăn số này trong năm."));
	if (rc != TD_OK)
		return rc;
	w.rev = d.rev;
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (strcmp(verbs[i].verb, p->verb) == 0)
			w.to = verbs[i].to;
	return act_difficulty_move(t, year, id, &w);
}

static td_rc run(struct cli *c, void *args)
{
	struct difficulty_args *p = args;
	bool reads = strcmp(p->verb, "list") == 0;
	p->c = c;
	return site_run(c, &p->site, !reads,
			reads                           ? list
			: strcmp(p->verb, "raise") == 0 ? raise_one
							: move,
			p);
}

int cmd_difficulty(int argc, char **argv)
{
	static const char *const verbs[] = {"list", "raise", "assign", "answer", "close", "reopen"};
	struct difficulty_args p = {.site.db = getenv("THIDUA_DB")};
	const struct cli_option options[] = {
	    {"--db", NULL, &p.site.db},
	    {"--unit", NULL, &p.unit},
	    {"--state", NULL, &p.state},
	    {"--json", &p.json, NULL},
	    {"--title", NULL, &p.title},
	    {"--body", NULL, &p.body},
	    {"--wish", NULL, &p.wish},
	    {"--text", NULL, &p.text},
	    {"--person", NULL, &p.person},
	    {"--due", NULL, &p.due},
	    {0},
	};
	const char *pos[4];
	if (!cli_parse(argc, argv, options, 3, 4, pos))
		return CLI_USAGE;
	bool known = false;
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		known |= strcmp(pos[0], verbs[i]) == 0;
	p.verb = pos[0];
	p.site.cluster = pos[1];
	p.site.year = pos[2];
	p.which = pos[3];
	if (!known || (strcmp(p.verb, "list") == 0) != (p.which == NULL))
		return cli_misuse(argv[0],
				  i18n_tr(cli_lang(), N_("cần: list CỤM NĂM; raise CỤM NĂM ĐƠN_VỊ; "
							 "assign, answer, close, reopen CỤM NĂM SỐ")));
	return cli_run(argv[0], (size_t)64 << 20, run, &p);
}
