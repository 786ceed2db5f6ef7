/* thidua seal status | sign FILE.pdf OUT.pdf [--key FILE --password FILE]: the site's own seal. */
#include <stdlib.h>

#include "base/caltime.h"
#include "base/env.h"
#include "cli/commands.h"
#include "cli/site.h"
#include "jobs/site_seal.h"

enum { MEMORY = 512 << 20, PDF_BYTES_MAX = 64 << 20 };

struct seal_args {
	struct site_args site;
	const char *verb, *from, *to, *key, *password;
	struct site_seal seal;
	bool bad;
};

static td_rc load(struct tx *t, void *ctx)
{
	struct seal_args *p = ctx;
	return site_seal_of(t, &p->seal);
}

static td_rc find(struct cli *c, struct seal_args *p)
{
	td_rc rc = TD_OK;
	if (p->key)
		p->seal = (struct site_seal){str_c(p->key), str_c(p->password ? p->password : "")};
	else
		rc = site_run(c, &p->site, false, load, p);
	if (rc == TD_OK && p->seal.file.n == 0)
		return err_add(&c->e, TD_NOT_FOUND, S("seal"),
			       N_("Hệ thống chưa có dấu số; đặt «seal.file» bằng «thidua setting» hoặc ở "
				  "trang Thiết đặt."));
	return rc;
}

static void put(struct cli *c, const char *title, str value)
{
	if (value.n)
		sb_fmt(&c->out, "%s: %.*s\n", i18n_tr(c->e.lang, title), STRF(value));
}

static td_rc status(struct cli *c, struct seal_args *p, i64 now_ms)
{
	struct seal_state s;
	td_rc rc = site_seal_look(c->a, &p->seal, c->e.lang, now_ms, &s);
	if (rc != TD_OK)
		return rc;
	put(c, N_("Tệp khóa"), p->seal.file);
	put(c, N_("Chứng thư của"), s.about.name);
	put(c, N_("Tổ chức"), s.about.organisation);
	put(c, N_("Nơi cấp chứng thư"), s.about.issuer);
	put(c, N_("Số chứng thư"), s.about.serial);
	if (s.about.serial.n) {
		put(c, N_("Hiệu lực từ"), day_vi(c->a, day_of_ms(s.about.from_ms)));
		put(c, N_("Hiệu lực đến"), day_vi(c->a, day_of_ms(s.about.until_ms)));
	}
	if (s.fit)
		put(c, N_("Còn số ngày"), arena_fmt(c->a, "%lld", (long long)s.days));
	if (s.soon)
		sb_fmt(&c->out, "%s\n",
		       i18n_tr(c->e.lang, N_("Sắp hết hạn: xin cấp chứng thư mới rồi thay tệp khóa.")));
	put(c, N_("Không đóng dấu được"), s.why);
	p->bad = !s.fit;
	return TD_OK;
}

static td_rc sign(struct cli *c, struct seal_args *p, i64 now_ms)
{
	struct seal_key *k;
	str file, out;
	td_rc rc = site_seal_open(c->a, &p->seal, &c->e, &k);
	if (rc == TD_OK)
		rc = cli_read(c, p->from, PDF_BYTES_MAX, &file);
	if (rc == TD_OK)
		rc = seal_put(c->a, k, file, now_ms, &c->e, &out);
	if (rc != TD_OK || strcmp(p->to, "-") == 0)
		return rc == TD_OK ? cli_put(c, out) : rc;
	sb_fmt(&c->out, "%s\n", p->to);
	return cli_write(c, p->to, out);
}

static td_rc run(struct cli *c, void *ctx)
{
	struct seal_args *p = ctx;
	bool to_sign = strcmp(p->verb, "sign") == 0;
	if (to_sign ? p->to == NULL : strcmp(p->verb, "status") != 0 || p->from != NULL)
		return err_add(&c->e, TD_INVALID, str_c(p->verb),
			       N_("chỉ có: status, sign TỆP.pdf TỆP-RA.pdf"));
	td_rc rc = find(c, p);
	if (rc != TD_OK)
		return rc;
	i64 now_ms = env_system()->now_ms(env_system());
	return to_sign ? sign(c, p, now_ms) : status(c, p, now_ms);
}

int cmd_seal(int argc, char **argv)
{
	struct seal_args p = {.site.db = getenv("THIDUA_DB")};
	const struct cli_option options[] = {
	    {"--db", NULL, &p.site.db}, {"--key", NULL, &p.key}, {"--password", NULL, &p.password}, {0}};
	const char *pos[3];
	if (!cli_parse(argc, argv, options, 1, 3, pos))
		return CLI_USAGE;
	p.verb = pos[0];
	p.from = pos[1];
	p.to = pos[2];
	int code = cli_run("seal", MEMORY, run, &p);
	return code == 0 && p.bad ? 1 : code;
}
