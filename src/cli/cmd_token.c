/* thidua token list | add LOGIN NAME | revoke ID: tokens of programs from the command line of the server. */
#include <stdlib.h>

#include "base/caltime.h"
#include "cli/commands.h"
#include "cli/site.h"
#include "jobs/act_token.h"
#include "store/store_user.h"

enum { MEMORY = 64 << 20 };

struct token_args {
	struct site_args site;
	const char *verb, *what, *name, *scopes, *days;
	struct cli *c;
	str text;
};

static td_rc list(struct tx *t, void *ctx)
{
	struct token_args *p = ctx;
	token_list all;
	td_rc rc = store_token_list(t, (user_id){0}, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++) {
		str end = ms_vi(t->a, all.at[i].expires_at_ms);
		sb_fmt(&p->c->out, "%lld %-20.*s %-24.*s %.*s (%.*s)\n", (long long)all.at[i].id.v,
		       STRF(all.at[i].login), STRF(all.at[i].scopes), STRF(all.at[i].name), STRF(end));
	}
	return rc;
}

static td_rc add(struct tx *t, void *ctx)
{
	struct token_args *p = ctx;
	struct user u;
	struct token k;
	i64 days;
	if (str_i64(str_c(p->days), &days) != TD_OK)
		days = 0;
	td_rc rc = store_user_by_login(t, str_c(p->what), &u);
	if (rc == TD_NOT_FOUND)
		return err_add(t->e, rc, str_c(p->what), N_("không có tài khoản này"));
	return rc == TD_OK ? act_token_add(t, u.id, str_c(p->name), str_c(p->scopes), days, &k, &p->text)
			   : rc;
}

static td_rc take_back(struct tx *t, void *ctx)
{
	const struct token_args *p = ctx;
	i64 id;
	if (str_i64(str_c(p->what), &id) != TD_OK)
		return err_add(t->e, TD_INVALID, str_c(p->what),
			       N_("số của mã là một số; xem thidua token list"));
	return act_token_revoke(t, (user_id){0}, (token_id){id});
}

static td_rc run(struct cli *c, void *ctx)
{
	struct token_args *p = ctx;
	str verb = str_c(p->verb);
	p->c = c;
	if (str_eq(verb, S("list")))
		return site_run(c, &p->site, false, list, p);
	if (str_eq(verb, S("revoke")) && p->what)
		return site_run(c, &p->site, true, take_back, p);
	if (!str_eq(verb, S("add")) || !p->what || !p->name)
		return err_add(&c->e, TD_INVALID, verb,
			       N_("chỉ có: list, add TÊN_ĐĂNG_NHẬP TÊN_MÃ, revoke SỐ"));
	td_rc rc = site_run(c, &p->site, true, add, p);
	if (rc == TD_OK)
		sb_fmt(&c->out, "%.*s\n", STRF(p->text));
	return rc;
}

int cmd_token(int argc, char **argv)
{
	struct token_args p = {.site.db = getenv("THIDUA_DB"), .scopes = "read", .days = "90"};
	const char *pos[3];
	const struct cli_option options[] = {
	    {"--db", NULL, &p.site.db}, {"--scopes", NULL, &p.scopes}, {"--days", NULL, &p.days}, {0}};
	if (!cli_parse(argc, argv, options, 1, 3, pos))
		return CLI_USAGE;
	p.verb = pos[0];
	p.what = pos[1];
	p.name = pos[2];
	return cli_run("token", MEMORY, run, &p);
}
