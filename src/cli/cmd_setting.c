/* thidua setting list | get KEY | set KEY VALUE */
#include <stdio.h>
#include <stdlib.h>

#include "cli/commands.h"
#include "cli/site.h"
#include "jobs/act_setting.h"

enum { MEMORY = 64 << 20, LINE_BYTES = 1024 };

struct setting_args {
	struct site_args site;
	const char *verb, *key;
	str value;
	struct cli *c;
};

static td_rc list(struct tx *t, void *ctx)
{
	struct setting_args *p = ctx;
	setting_list all;
	td_rc rc = setting_list_all(t, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		if (p->key == NULL || str_eq(str_c(p->key), str_c(all.at[i].def->key)))
			sb_fmt(&p->c->out, "%-24s %s %.*s\n", all.at[i].def->key, all.at[i].set ? "+" : " ",
			       STRF(all.at[i].value));
	return rc;
}

static td_rc get(struct tx *t, void *ctx)
{
	struct setting_args *p = ctx;
	const struct setting_def *d = setting_find(str_c(p->key));
	str value;
	if (d == NULL)
		return err_add(t->e, TD_NOT_FOUND, str_c(p->key),
			       N_("không có thiết đặt này; xem thidua setting list"));
	if (d->kind == SETTING_SECRET)
		return err_add(t->e, TD_DENIED, str_c(p->key),
			       N_("thiết đặt này chỉ ghi, không xem lại được"));
	td_rc rc = setting_get(t, d->key, &value);
	if (rc == TD_OK)
		sb_fmt(&p->c->out, "%.*s\n", STRF(value));
	return rc;
}

static td_rc set(struct tx *t, void *ctx)
{
	const struct setting_args *p = ctx;
	return act_setting_put(t, str_c(p->key), p->value, STR_NULL, str_c(p->key));
}

/* "-": the first line of standard input, so that a password stands in no list of processes. */
static td_rc read_value(struct cli *c, str *value)
{
	if (!str_eq(*value, S("-")))
		return TD_OK;
	char *line = arena_alloc(c->a, LINE_BYTES);
	if (fgets(line, LINE_BYTES, stdin) == NULL)
		return err_add(&c->e, TD_INVALID, S("-"), N_("đầu vào chuẩn không có dòng nào"));
	*value = str_trim(str_c(line));
	return TD_OK;
}

static td_rc run(struct cli *c, void *ctx)
{
	struct setting_args *p = ctx;
	str verb = str_c(p->verb);
	p->c = c;
	if (str_eq(verb, S("list")))
		return site_run(c, &p->site, false, list, p);
	if (str_eq(verb, S("get")) && p->key)
		return site_run(c, &p->site, false, get, p);
	if (!str_eq(verb, S("set")) || p->key == NULL || p->value.p == NULL)
		return err_add(&c->e, TD_INVALID, verb, N_("chỉ có: list, get TÊN, set TÊN GIÁ_TRỊ"));
	td_rc rc = read_value(c, &p->value);
	return rc == TD_OK ? site_run(c, &p->site, true, set, p) : rc;
}

int cmd_setting(int argc, char **argv)
{
	struct setting_args p = {.site.db = getenv("THIDUA_DB")};
	const char *pos[3];
	const struct cli_option options[] = {{"--db", NULL, &p.site.db}, {0}};
	if (!cli_parse(argc, argv, options, 1, 3, pos))
		return CLI_USAGE;
	p.verb = pos[0];
	p.key = pos[1];
	p.value = str_c(pos[2]);
	return cli_run("setting", MEMORY, run, &p);
}
