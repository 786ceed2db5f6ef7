/* thidua tls DIRECTORY --name HOST[,HOST…] [--title NAME] */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/env.h"
#include "cli/commands.h"
#include "sign/authority.h"

enum { MEMORY = 16 << 20, PEM_MAX = 1 << 16 };

struct tls_args {
	const char *dir, *title, *names;
	struct authority_hosts hosts;
};

static const char *path(struct cli *c, const struct tls_args *p, const char *name)
{
	return arena_fmt(c->a, "%s/%s", p->dir, name).p;
}

/* The authority that is there stays: phones trust it already. */
static td_rc read_authority(struct cli *c, const struct tls_args *p, struct pem_pair *out)
{
	td_rc rc = cli_read(c, path(c, p, "ca.crt"), PEM_MAX, &out->cert);
	if (rc == TD_OK)
		rc = cli_read(c, path(c, p, "ca.key"), PEM_MAX, &out->key);
	c->file = NULL;
	return rc;
}

static td_rc make_authority(struct cli *c, const struct tls_args *p, struct pem_pair *out)
{
	struct env *env = env_system();
	td_rc rc = authority_make(c->a, str_c(p->title), &p->hosts, env->now_ms(env), &c->e, out);
	if (rc == TD_OK)
		rc = cli_write(c, path(c, p, "ca.key"), out->key);
	if (rc == TD_OK)
		rc = cli_write(c, path(c, p, "ca.crt"), out->cert);
	if (rc == TD_OK)
		sb_fmt(
		    &c->out, "%s: %s\n", path(c, p, "ca.crt"),
		    i18n_tr(c->e.lang, N_("chứng thư gốc; cài vào từng điện thoại, máy tính bảng một lần")));
	return rc;
}

static void take_names(struct cli *c, struct tls_args *p)
{
	str rest = str_c(p->names ? p->names : ""), one;
	while (p->hosts.n < AUTHORITY_HOSTS_MAX && rest.n && str_split(&rest, ',', &one))
		p->hosts.at[p->hosts.n++] = arena_fmt(c->a, "%.*s", STRF(str_trim(one))).p;
}

static td_rc make(struct cli *c, void *args)
{
	struct tls_args *p = args;
	struct env *env = env_system();
	struct pem_pair authority, server;
	take_names(c, p);
	td_rc rc = authority_hosts_check(&p->hosts, &c->e);
	if (rc != TD_OK)
		return rc;
	(void)mkdir(p->dir, 0700); /* what keeps it from being there is told when the first file is written */
	rc = access(path(c, p, "ca.crt"), F_OK) == 0 ? read_authority(c, p, &authority)
						     : make_authority(c, p, &authority);
	if (rc == TD_OK)
		rc = authority_issue(c->a, &authority, &p->hosts, env->now_ms(env), &c->e, &server);
	if (rc == TD_OK)
		rc = cli_write(c, path(c, p, "server.key"), server.key);
	if (rc == TD_OK)
		rc = cli_write(c, path(c, p, "server.crt"), server.cert);
	if (rc == TD_OK)
		sb_fmt(&c->out, "%s: thidua serve --listen 0.0.0.0:8443 --tls-cert %s --tls-key %s\n",
		       i18n_tr(c->e.lang, N_("chạy máy chủ")), path(c, p, "server.crt"),
		       path(c, p, "server.key"));
	return rc;
}

int cmd_tls(int argc, char **argv)
{
	struct tls_args p = {.title = "Chứng thư gốc của hội nghị thi đua"};
	const struct cli_option options[] = {{"--name", NULL, &p.names}, {"--title", NULL, &p.title}, {0}};
	if (!cli_parse(argc, argv, options, 1, 1, &p.dir))
		return CLI_USAGE;
	umask(077); /* the keys are nobody else's */
	return cli_run("tls", MEMORY, make, &p);
}
