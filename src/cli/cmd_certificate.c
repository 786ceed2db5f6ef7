/* thidua certificate list | show | save | drop | print CLUSTER YEAR …: layouts of certificates, and printing. */
#include <stdlib.h>

#include "base/caltime.h"
#include "cli/commands.h"
#include "cli/site.h"
#include "jobs/job_certificates.h"

enum { MEMORY = 1 << 30, LAYOUT_BYTES_MAX = 1 << 20 };

struct certificate_args {
	struct site_args site;
	const char *verb, *what, *layout, *decision, *out;
	struct certificate_run made;
	str zip;
	certificate_loose loose;
	bool everywhere;
	struct cli *c;
	str json;
	struct cluster_year y;
};

static td_rc year_of(struct tx *t, struct certificate_args *p)
{
	cluster_year_id id;
	td_rc rc = site_year(t, &p->site, &id);
	return rc == TD_OK ? store_cluster_year_get(t, id, &p->y) : rc;
}

static td_rc find(struct tx *t, struct certificate_args *p, const char *code, struct certificate_found *out)
{
	*out = (struct certificate_found){0};
	td_rc rc = year_of(t, p);
	if (rc == TD_OK)
		rc = certificate_find(t, &p->y, str_c(code), out);
	return rc == TD_NOT_FOUND
		   ? err_add(t->e, rc, str_c(code), N_("Không có mẫu này; xem «thidua certificate list»."))
		   : rc;
}

static td_rc list(struct tx *t, void *ctx)
{
	struct certificate_args *p = ctx;
	certificate_found_list all = {0};
	td_rc rc = year_of(t, p);
	if (rc == TD_OK)
		rc = certificate_all(t, &p->y, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++) {
		const struct certificate_found *f = &all.at[i];
		const char *whose = f->shipped ? "shipped" : f->saved.cluster.set ? "cluster" : "council";
		sb_fmt(&p->c->out, "%.*s %s %s  %.*s\n", STRF(f->code), whose,
		       f->layout.overlay ? "overlay" : "full", STRF(f->layout.name));
	}
	return rc;
}

static td_rc show(struct tx *t, void *ctx)
{
	struct certificate_args *p = ctx;
	struct certificate_found f;
	td_rc rc = find(t, p, p->what, &f);
	if (rc == TD_OK)
		sb_put(&p->c->out, value_to_json(t->a, certificate_to_value(t->a, &f.layout), VALUE_PRETTY));
	return rc;
}

static td_rc save(struct tx *t, void *ctx)
{
	struct certificate_args *p = ctx;
	struct certificate_layout l;
	struct certificate_found f = {0};
	i64 id;
	td_rc rc = p->layout ? find(t, p, p->layout, &f) : year_of(t, p);
	if (rc == TD_OK)
		rc = certificate_from_json(t->a, p->json, t->e, &l);
	if (rc != TD_OK)
		return rc;
	const struct certificate_change change = {.id = f.saved.id,
						  .rev = f.saved.rev,
						  .everywhere = p->everywhere,
						  .may_council = true,
						  .layout = &l};
	rc = act_certificate_save(t, p->y.id, &change, &id);
	if (rc == TD_OK)
		sb_fmt(&p->c->out, "%lld\n", (long long)id);
	return rc;
}

static td_rc drop(struct tx *t, void *ctx)
{
	struct certificate_args *p = ctx;
	struct certificate_found f;
	td_rc rc = find(t, p, p->what, &f);
	if (rc != TD_OK)
		return rc;
	if (f.shipped)
		return err_add(t->e, TD_CONFLICT, str_c(p->what), N_("Mẫu có sẵn không bỏ được."));
	const struct certificate_change change = {
	    .id = f.saved.id, .rev = f.saved.rev, .may_council = true, .layout = &f.layout};
	return act_certificate_drop(t, p->y.id, &change);
}

/* ---- printing: as the server does it, in this process ---- */

static td_rc ask(struct tx *t, void *ctx)
{
	struct certificate_args *p = ctx;
	const struct certificates_wish w = {.layout = str_c(p->what), .decision = str_c(p->decision)};
	td_rc rc = year_of(t, p);
	return rc == TD_OK ? certificates_ask(t, p->y.id, &w, &p->made) : rc;
}

static td_rc take(struct tx *t, void *ctx)
{
	struct certificate_args *p = ctx;
	certificate_piece_list pieces = {0};
	td_rc rc = store_certificate_piece_list(t, p->made.id, &pieces);
	if (rc == TD_OK)
		rc = certificates_zip(t, &p->made, &p->zip);
	certificates_loose(t->a, &pieces, &p->loose);
	return rc == TD_CONFLICT
		   ? err_add(t->e, rc, str_c(p->what), N_("Chưa in xong; xem «thidua job show %lld»."),
			     (long long)p->made.job)
		   : rc;
}

static td_rc print(struct certificate_args *p)
{
	struct cli *c = p->c;
	td_rc rc = site_run_job(c, &p->site, ask, take, p);
	if (rc != TD_OK || strcmp(p->out, "-") == 0)
		return rc == TD_OK ? cli_put(c, p->zip) : rc;
	for (size_t i = 0; i < p->loose.n; i++)
		sb_fmt(&c->out, "%.*s\n", STRF(p->loose.at[i]));
	sb_fmt(&c->out, "%s %lld\n", p->out, (long long)p->made.n_awards);
	return cli_write(c, p->out, p->zip);
}

static td_rc run(struct cli *c, void *ctx)
{
	struct certificate_args *p = ctx;
	str verb = str_c(p->verb);
	p->c = c;
	if (str_eq(verb, S("list")))
		return site_run(c, &p->site, false, list, p);
	if (p->what && str_eq(verb, S("show")))
		return site_run(c, &p->site, false, show, p);
	if (p->what && str_eq(verb, S("drop")))
		return site_run(c, &p->site, true, drop, p);
	if (p->what && p->decision && p->out && str_eq(verb, S("print")))
		return print(p);
	if (p->what == NULL || !str_eq(verb, S("save")))
		return err_add(
		    &c->e, TD_INVALID, verb,
		    N_("chỉ có: list CỤM NĂM, show CỤM NĂM MẪU, save CỤM NĂM TỆP, drop CỤM NĂM MẪU, "
		       "print CỤM NĂM MẪU --decision SỐ -o TỆP"));
	td_rc rc = cli_read(c, p->what, LAYOUT_BYTES_MAX, &p->json);
	return rc == TD_OK ? site_run(c, &p->site, true, save, p) : rc;
}

int cmd_certificate(int argc, char **argv)
{
	struct certificate_args p = {.site.db = getenv("THIDUA_DB")};
	const char *pos[4];
	const struct cli_option options[] = {{"--db", NULL, &p.site.db},
					     {"--layout", NULL, &p.layout},
					     {"--council", &p.everywhere, NULL},
					     {"--decision", NULL, &p.decision},
					     {"-o", NULL, &p.out},
					     {0}};
	if (!cli_parse(argc, argv, options, 3, 4, pos))
		return CLI_USAGE;
	p.verb = pos[0];
	p.site.cluster = pos[1];
	p.site.year = pos[2];
	p.what = pos[3];
	return cli_run("certificate", MEMORY, run, &p);
}
