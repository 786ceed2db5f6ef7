/* thidua user: accounts from the command line of the server, also when nobody can sign in any more. */
#include <termios.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/site.h"
#include "store/journal.h"
#include "store/store_org.h"
#include "store/store_user.h"
#include "web/auth.h"

enum { MEMORY = 64 << 20, PASSWORD_BYTES = 1024 };

struct user_args {
	struct site_args site;
	const char *verb, *login, *name, *role, *cluster, *unit, *council, *from, *to;
	bool keep; /* no change at the first sign-in */
	str password_hash;
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

/* ---- commands ---- */

static td_rc no_such_user(struct tx *t, const char *login)
{
	return err_add(t->e, TD_NOT_FOUND, str_c(login), N_("không có tài khoản này"));
}

static bool is_login(str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '.' ||
		      s.p[i] == '-'))
			return false;
	return s.n > 0 && s.n <= 64;
}

static td_rc note(struct tx *t, const char *action, user_id id)
{
	return journal_add(t, JOURNAL_SYSTEM, str_c(action), S("user_account"), id.v, STR_NULL, STR_NULL,
			   STR_NULL);
}

static td_rc add(struct tx *t, void *ctx)
{
	const struct user_args *args = ctx;
	struct user u = {
	    .login = str_c(args->login),
	    .name = str_c(args->name ? args->name : args->login),
	    .password_hash = args->password_hash,
	    .must_change = !args->keep,
	    .lang = S("vi"),
	    .theme = S("auto"),
	};
	if (!is_login(u.login))
		return err_add(
		    t->e, TD_INVALID, u.login,
		    N_("tên đăng nhập chỉ gồm chữ thường không dấu, chữ số, dấu chấm và gạch nối"));
	td_rc rc = store_user_add(t, &u);
	return rc == TD_OK ? note(t, "user.add", u.id) : rc;
}

static td_rc passwd(struct tx *t, void *ctx)
{
	const struct user_args *args = ctx;
	struct user u;
	i64 n_ended;
	td_rc rc = store_user_by_login(t, str_c(args->login), &u);
	if (rc == TD_NOT_FOUND)
		return no_such_user(t, args->login);
	u.password_hash = args->password_hash;
	u.must_change = !args->keep;
	u.disabled_at_ms = OPT_NONE;
	if (rc == TD_OK)
		rc = store_user_save(t, &u);
	if (rc == TD_OK)
		rc = store_user_failed(t, u.id, 0);
	if (rc == TD_OK)
		rc = store_session_end_all(t, u.id, (session_id){0}, &n_ended);
	return rc == TD_OK ? note(t, "user.password", u.id) : rc;
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

static td_rc grant(struct tx *t, void *ctx)
{
	const struct user_args *args = ctx;
	struct user u;
	struct grant g = {.right = {.from_on = str_c(args->from), .to_on = str_c(args->to)}};
	if (authz_role_parse(str_c(args->role), &g.right.role) != TD_OK)
		return err_add(t->e, TD_INVALID, str_c(args->role), N_("không có vai trò này"));
	td_rc rc = store_user_by_login(t, str_c(args->login), &u);
	if (rc == TD_NOT_FOUND)
		return no_such_user(t, args->login);
	if (rc == TD_OK)
		rc = find_scope(t, args, &g.right);
	if (rc == TD_OK && (g.right.scope == SCOPE_SYSTEM) != (g.right.role == AUTHZ_ADMIN))
		return err_add(t->e, TD_INVALID, S("scope"),
			       N_("vai trò quản trị có phạm vi toàn hệ thống; vai trò khác cần --unit, "
				  "--cluster hoặc --council"));
	g.user = u.id;
	if (rc == TD_OK)
		rc = store_grant_add(t, &g);
	return rc == TD_OK ? note(t, "user.grant", u.id) : rc;
}

struct listing {
	struct cli *c;
};

static td_rc list(struct tx *t, void *ctx)
{
	struct listing *l = ctx;
	user_list users = {0};
	td_rc rc = store_user_list(t, &users);
	for (size_t i = 0; rc == TD_OK && i < users.n; i++) {
		const struct user *u = &users.at[i];
		grant_list grants = {0};
		rc = store_grants_of(t, u->id, &grants);
		sb_fmt(&l->c->out, "%-24.*s %.*s%s", STRF(u->login), STRF(u->name),
		       u->disabled_at_ms.set ? " (khóa)" : "");
		for (size_t k = 0; k < grants.n; k++)
			sb_fmt(&l->c->out, " %s@%s%s", authz_role_code(grants.at[k].right.role),
			       authz_scope_code(grants.at[k].right.scope), k + 1 < grants.n ? "," : "");
		SB_LIT(&l->c->out, "\n");
	}
	return rc;
}

static td_rc run(struct cli *c, void *ctx)
{
	struct user_args *args = ctx;
	str verb = str_c(args->verb);
	struct listing l = {c};
	td_rc rc = TD_OK;
	if (str_eq(verb, S("list")))
		return site_run(c, &args->site, false, list, &l);
	if (args->login == NULL)
		return err_add(&c->e, TD_INVALID, verb, N_("thiếu tên đăng nhập"));
	if (str_eq(verb, S("grant")))
		return site_run(c, &args->site, true, grant, args);
	if (!str_eq(verb, S("add")) && !str_eq(verb, S("passwd")))
		return err_add(&c->e, TD_INVALID, verb, N_("chỉ có: add, passwd, list, grant"));
	rc = make_hash(c, args);
	return rc == TD_OK ? site_run(c, &args->site, true, str_eq(verb, S("add")) ? add : passwd, args) : rc;
}

int cmd_user(int argc, char **argv)
{
	struct user_args u = {.site = {.db = getenv("THIDUA_DB")}};
	const char *pos[3];
	const struct cli_option options[] = {
	    {"--db", NULL, &u.site.db}, {"--name", NULL, &u.name},       {"--keep", &u.keep, NULL},
	    {"--unit", NULL, &u.unit},  {"--cluster", NULL, &u.cluster}, {"--council", NULL, &u.council},
	    {"--from", NULL, &u.from},  {"--to", NULL, &u.to},           {0},
	};
	if (!cli_parse(argc, argv, options, 1, 3, pos))
		return CLI_USAGE;
	u.verb = pos[0];
	u.login = pos[1];
	u.role = pos[2];
	return cli_run("user", MEMORY, run, &u);
}
