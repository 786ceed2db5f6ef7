/* thidua trust list | add FILE… | remove ID: whom the site believes when it checks signatures. */
#include <stdlib.h>

#include "base/caltime.h"
#include "cli/commands.h"
#include "cli/site.h"
#include "jobs/act_signature.h"
#include "office/signature.h"

enum { MEMORY = 256 << 20, FILE_BYTES_MAX = 20 << 20 };

struct trust_args {
	struct site_args site;
	const char *verb, *what;
	bool stamps;
	struct cli *c;
	sign_pieces all;
	i64 n;
};

static td_rc list(struct tx *t, void *ctx)
{
	struct trust_args *p = ctx;
	trust_item_list all;
	td_rc rc = store_trust_list(t, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++) {
		const struct trust_item *x = &all.at[i];
		sb_fmt(&p->c->out, "%lld %s %.*s %.*s  %.*s\n", (long long)x->id, trust_kind_code(x->kind),
		       STRF(x->valid_until_ms ? day_iso(t->a, day_of_ms(x->valid_until_ms)) : S("-")),
		       STRF(hex_of(t->a, x->hash.b, SHA256_LEN)),
		       STRF(x->subject.n ? x->subject : x->issuer));
	}
	return rc;
}

static td_rc add(struct tx *t, void *ctx)
{
	struct trust_args *p = ctx;
	return act_trust_add(t, &p->all, p->stamps, &p->n);
}

static td_rc drop(struct tx *t, void *ctx)
{
	struct trust_args *p = ctx;
	i64 id;
	if (str_i64(str_c(p->what), &id) != TD_OK)
		return err_add(t->e, TD_INVALID, str_c(p->what),
			       N_("Mã là một số, xem «thidua trust list»."));
	return act_trust_remove(t, id);
}

static td_rc run(struct cli *c, void *ctx)
{
	struct trust_args *p = ctx;
	str verb = str_c(p->verb);
	p->c = c;
	if (str_eq(verb, S("list")))
		return site_run(c, &p->site, false, list, p);
	if (str_eq(verb, S("remove")) && p->what)
		return site_run(c, &p->site, true, drop, p);
	if (!str_eq(verb, S("add")) || p->what == NULL)
		return err_add(&c->e, TD_INVALID, verb, N_("chỉ có: list, add TỆP, remove MÃ"));
	str bytes;
	td_rc rc = cli_read(c, p->what, FILE_BYTES_MAX, &bytes);
	if (rc == TD_OK)
		rc = signature_pieces(c->a, bytes, &c->e, &p->all);
	if (rc == TD_OK)
		rc = site_run(c, &p->site, true, add, p);
	if (rc == TD_OK)
		sb_fmt(&c->out, i18n_tr(c->e.lang, N_("Đã thêm %lld mục.\n")), (long long)p->n);
	return rc;
}

int cmd_trust(int argc, char **argv)
{
	struct trust_args p = {.site.db = getenv("THIDUA_DB")};
	const char *pos[2];
	const struct cli_option options[] = {{"--db", NULL, &p.site.db}, {"--stamps", &p.stamps, NULL}, {0}};
	if (!cli_parse(argc, argv, options, 1, 2, pos))
		return CLI_USAGE;
	p.verb = pos[0];
	p.what = pos[1];
	return cli_run("trust", MEMORY, run, &p);
}
