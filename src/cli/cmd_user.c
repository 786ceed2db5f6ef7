/* thidua user: accounts from the command line of the server, also when nobody can sign in any more. */
#include <termios.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/site.h"
#include "jobs/act_reset.h"
#include "jobs/act_user.h"
#include "store/store_org.h"
#include "store/store_user.h"
#include "web/auth.h"

enum { MEMORY = 64 << 20, PASSWORD_BYTES = 1024 };

struct user_args {
	struct site_args site;
	const char *verb, *login, *name, *title, *email, *role, *cluster, *unit, *council, *from, *to,
	    *reason;
	bool keep; /* no change at the first sign-in */
	str password_hash;
	str once; /* the password that was made */
};

/* ---- passwords: asked for on a terminal without echo, else the first line of standard input ---- */

static td_rc read_line(struct cli *c, str *out)
{
	char *line = arena_alloc(c->a, PASSWORD_BYTES);
	if (fgets(line, PASSWORD_BYTES, stdin) == NULL)
		return err_add(&c->e, TD_INVALID, S("password"), N_("chưa nhập mật khẩu"));
	*out = str_trim(str_c(line));
	return TD_OK;
}

static td_rc read_password(struct cli *c, str *out)
{
	struct termios kept, quiet;
	bool terminal = tcgetattr(STDIN_FILENO, &kept) == 0;
	if (terminal) {
		quiet = kept;
		quiet.c_lflag &= ~(tcflag_t)ECHO;
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
		fprintf(stderr, "%s: ", i18n_tr(c->e.lang, N_("Mật khẩu mới")));
	}
	td_rc rc = read_line(c, out);
	if (terminal) {
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &kept);
		fputc('\n', stderr);
	}
	return rc;
}

static td_rc make_hash(struct cli *c, struct user_args *u)
{
	str password = STR_NULL;
	td_rc rc = auth_init();
	if (rc == TD_OK)
		rc = read_password(c, &password);
	if (rc == TD_OK)
		rc = auth_password_ok(&c->e, S("password"), str_c(u->login), password);
	return rc == TD_OK ? auth_hash(c->a, password, &u->password_hash) : rc;
}

/* A password that the program makes, and its hash. */
static td_rc make_once(struct cli *c, struct user_args *u)
{
	td_rc rc = auth_init();
	u->once = act_password_new(c->a, env_system());
	return rc == TD_OK ? auth_hash(c->a, u->once, &u->password_hash) : rc;
}

/* ---- commands ---- */

static td_rc find_user(struct tx *t, const char *login, struct user *u)
{
	td_rc rc = store_user_by_login(t, str_c(login), u);
	return rc == TD_NOT_FOUND ? err_add(t->e, rc, str_c(login), N_("không có tài khoản này")) : rc;
}

static td_rc add(struct tx *t, void *ctx)
{
	const struct user_args *args = ctx;
	struct user u;
	struct act_person p = {.login = str_c(args->login),
			       .name = str_c(args->name ? args->name : args->login),
			       .title = str_c(args->title),
			       .email = str_c(args->email)};
	return act_user_add(t, &p, args->password_hash, !args->keep, &u);
}

static td_rc passwd(struct tx *t, void *ctx)
{
	const struct user_args *args = ctx;
	struct user u;
	td_rc rc = find_user(t, args->login, &u);
	return rc == TD_OK ? act_user_password(t, u.id, args->password_hash, !args->keep) : rc;
}

static td_rc disable(struct tx *t, void *ctx)
{
	const struct user_args *args = ctx;
	struct user u;
	td_rc rc = find_user(t, args->login, &u);
	return rc == TD_OK ? act_user_disable(t, u.id) : rc;
}

static td_rc enable(struct tx *t, void *ctx)
{
	const struct user_args *args = ctx;
	struct user u;
	td_rc rc = find_user(t, args->login, &u);
	return rc == TD_OK ? act_user_enable(t, u.id) : rc;
}

static td_rc blank(struct tx *t, void *ctx)
{
	const struct user_args *args = ctx;
	struct user u;
	td_rc rc = find_user(t, args->login, &u);
	return rc == TD_OK ? act_user_blank(t, u.id, u.rev, str_c(args->reason)) : rc;
}

/* A link by mail, as the person himself would ask for it. */
static td_rc send_link(struct tx *t, void *ctx)
{
	const struct user_args *args = ctx;
	struct user u;
	bool ready = false;
	td_rc rc = find_user(t, args->login, &u);
	if (rc == TD_OK)
		rc = reset_ready(t, &ready);
	if (rc == TD_OK && (!ready || u.email.n == 0))
		return err_add(
		    t->e, TD_CONFLICT, str_c(args->login),
		    N_("chưa gửi được: cần mail.host, mail.from, site.url và địa chỉ thư của tài khoản"));
	return rc == TD_OK ? act_reset_ask(t, str_c(args->login)) : rc;
}

static td_rc recover(struct tx *t, void *ctx)
{
	const struct user_args *args = ctx;
	return act_user_recover(t, str_c(args->login), args->password_hash);
}

static td_rc find_scope(struct tx *t, const struct user_args *args, struct authz_grant *g)
{
	struct cluster cluster;
	struct council council;
	struct unit unit;
	td_rc rc = TD_OK;
	if (args->unit && (rc = store_unit_by_code(t, str_c(args->unit), &unit)) == TD_OK) {
		g->scope = SCOPE_UNIT;
		g->scope_id = unit.id.v;
	} else if (args->cluster &&
		   (rc = store_cluster_by_code(t, str_c(args->cluster), &cluster)) == TD_OK) {
		g->scope = SCOPE_CLUSTER;
		g->scope_id = cluster.id.v;
	} else if (args->council &&
		   (rc = store_council_by_code(t, str_c(args->council), &council)) == TD_OK) {
		g->scope = SCOPE_COUNCIL;
		g->scope_id = council.id.v;
	} else if (rc == TD_OK) {
		g->scope = SCOPE_SYSTEM;
	}
	if (rc == TD_NOT_FOUND)
		return err_add(t->e, rc, S("scope"), N_("không có đơn vị, cụm hoặc hội đồng này"));
	return rc;
}

static td_rc find_right(struct tx *t, const struct user_args *args, struct user *u, struct authz_grant *g)
{
	*g = (struct authz_grant){.from_on = str_c(args->from), .to_on = str_c(args->to)};
	if (authz_role_parse(str_c(args->role), &g->role) != TD_OK)
		return err_add(t->e, TD_INVALID, str_c(args->role), N_("không có vai trò này"));
	td_rc rc = find_user(t, args->login, u);
	return rc == TD_OK ? find_scope(t, args, g) : rc;
}

static td_rc grant(struct tx *t, void *ctx)
{
	struct user u = {0};
	struct authz_grant g;
	td_rc rc = find_right(t, ctx, &u, &g);
	return rc == TD_OK ? act_grant_add(t, u.id, &g) : rc;
}

/* Every grant of the role in this place. */
static td_rc take_back(struct tx *t, void *ctx)
{
	const struct user_args *args = ctx;
	struct user u = {0};
	struct authz_grant g;
	grant_list list = {0};
	bool found = false;
	td_rc rc = find_right(t, args, &u, &g);
	if (rc == TD_OK)
		rc = store_grants_of(t, u.id, &list);
	for (size_t i = 0; rc == TD_OK && i < list.n; i++) {
		const struct authz_grant *have = &list.at[i].right;
		if (have->role != g.role || have->scope != g.scope || have->scope_id != g.scope_id)
			continue;
		found = true;
		rc = act_grant_revoke(t, u.id, list.at[i].id);
	}
	if (rc == TD_OK && !found)
		return err_add(t->e, TD_NOT_FOUND, str_c(args->role),
			       N_("người này không có vai trò đó ở đây"));
	return rc;
}

struct listing {
	struct cli *c;
};

/* "leader@unit:bhxh 2026-03-01…2026-03-31" */
static void put_grant(struct sb *out, const struct grant_place *p)
{
	const struct authz_grant *g = &p->grant.right;
	sb_fmt(out, "%s@%s", authz_role_code(g->role), authz_scope_code(g->scope));
	if (p->code.n)
		sb_fmt(out, ":%.*s", STRF(p->code));
	if (g->from_on.n || g->to_on.n)
		sb_fmt(out, " %.*s…%.*s", STRF(g->from_on), STRF(g->to_on));
}

static td_rc list(struct tx *t, void *ctx)
{
	struct listing *l = ctx;
	struct user_filter all = {.text = S(""), .limit = INT32_MAX};
	user_list users = {0};
	grant_place_list places = {0};
	i64 n;
	td_rc rc = store_user_page(t, &all, &users, &n);
	if (rc == TD_OK)
		rc = store_grant_places_page(t, &all, &places);
	for (size_t i = 0; rc == TD_OK && i < users.n; i++) {
		const struct user *u = &users.at[i];
		const char *sep = " ";
		sb_fmt(&l->c->out, "%-24.*s %.*s%s", STRF(u->login), STRF(u->name),
		       u->disabled_at_ms.set ? " (khóa)" : "");
		for (size_t k = 0; k < places.n; k++) {
			if (places.at[k].grant.user.v != u->id.v)
				continue;
			sb_put(&l->c->out, str_c(sep));
			put_grant(&l->c->out, &places.at[k]);
			sep = ", ";
		}
		SB_LIT(&l->c->out, "\n");
	}
	return rc;
}

static const struct verb {
	const char *name;
	db_fn fn;
	bool asks, makes, role; /* a password is asked for; the program makes one; a role is needed */
} verbs[] = {
    {"add", add, true, false, false},         {"passwd", passwd, true, false, false},
    {"reset", passwd, false, true, false},    {"recover", recover, false, true, false},
    {"link", send_link, false, false, false}, {"disable", disable, false, false, false},
    {"enable", enable, false, false, false},  {"blank", blank, false, false, false},
    {"grant", grant, false, false, true},     {"revoke", take_back, false, false, true},
};

static td_rc run_verb(struct cli *c, struct user_args *args, const struct verb *v)
{
	td_rc rc = TD_OK;
	if (args->login == NULL)
		return err_add(&c->e, TD_INVALID, str_c(v->name), N_("thiếu tên đăng nhập"));
	if (v->role && args->role == NULL)
		return err_add(&c->e, TD_INVALID, str_c(v->name), N_("thiếu vai trò"));
	if (v->asks)
		rc = make_hash(c, args);
	else if (v->makes)
		rc = make_once(c, args);
	if (rc == TD_OK)
		rc = site_run(c, &args->site, true, v->fn, args);
	if (rc == TD_OK && v->makes)
		sb_fmt(&c->out, i18n_tr(c->e.lang, N_("Mật khẩu dùng một lần của %s: %.*s\n")), args->login,
		       STRF(args->once));
	return rc;
}

static td_rc run(struct cli *c, void *ctx)
{
	struct user_args *args = ctx;
	str verb = str_c(args->verb);
	struct listing l = {c};
	if (str_eq(verb, S("list")))
		return site_run(c, &args->site, false, list, &l);
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (str_eq(verb, str_c(verbs[i].name)))
			return run_verb(c, args, &verbs[i]);
	return err_add(
	    &c->e, TD_INVALID, verb,
	    N_("chỉ có: add, passwd, reset, link, disable, enable, blank, grant, revoke, recover, list"));
}

int cmd_user(int argc, char **argv)
{
	struct user_args u = {.site = {.db = getenv("THIDUA_DB")}};
	const char *pos[3];
	const struct cli_option options[] = {
	    {"--db", NULL, &u.site.db},  {"--name", NULL, &u.name},       {"--keep", &u.keep, NULL},
	    {"--unit", NULL, &u.unit},   {"--cluster", NULL, &u.cluster}, {"--council", NULL, &u.council},
	    {"--from", NULL, &u.from},   {"--to", NULL, &u.to},           {"--title", NULL, &u.title},
	    {"--email", NULL, &u.email}, {"--reason", NULL, &u.reason},   {0},
	};
	if (!cli_parse(argc, argv, options, 1, 3, pos))
		return CLI_USAGE;
	u.verb = pos[0];
	u.login = pos[1];
	u.role = pos[2];
	return cli_run("user", MEMORY, run, &u);
}
