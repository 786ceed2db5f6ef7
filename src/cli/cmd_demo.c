/* thidua demo --db URL [--province [--clusters N] | --script FILE] */
#include <sodium.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/text_table.h"
#include "jobs/demo.h"
#include "jobs/province.h"

struct demo_args {
	const char *db, *password, *clusters, *script;
	bool quiet, province;
	i64 n_clusters;
};

static td_rc hash_password(struct cli *c, const char *password, str *out)
{
	char *text = arena_alloc(c->a, crypto_pwhash_STRBYTES);
	if (sodium_init() < 0 ||
	    crypto_pwhash_str(text, password, strlen(password), crypto_pwhash_OPSLIMIT_INTERACTIVE,
			      crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
		return err_add(&c->e, TD_LIMIT, S("demo"), N_("Không đủ bộ nhớ để băm mật khẩu."));
	*out = str_c(text);
	return TD_OK;
}

static void put_accounts(struct cli *c, const struct demo *d)
{
	struct text_table t = text_table_new(c->a);
	text_table_col(&t, S("Cụm, khối"), false);
	text_table_col(&t, S("Tên đăng nhập"), false);
	text_table_col(&t, S("Vai trò"), false);
	text_table_col(&t, S("Nơi"), false);
	for (size_t i = 0; i < d->n; i++)
		for (size_t k = 0; k < d->at[i].accounts.n; k++) {
			const struct yearfile_account *acc = &d->at[i].accounts.at[k];
			str *row = text_table_row(&t);
			row[0] = arena_fmt(c->a, "%.*s/%lld", STRF(d->at[i].cluster_code),
					   (long long)d->at[i].year_number);
			row[1] = acc->login;
			row[2] = acc->role;
			row[3] = acc->place;
		}
	text_table_put(&c->out, &t);
}

struct playing {
	struct cli *c;
	const struct demo_args *args;
	struct env_fixed clock;
};

/* One line that counts up, for a person who waits; a file gets none. */
static void tell(void *ctx, size_t done, size_t of)
{
	(void)ctx;
	if (isatty(STDERR_FILENO))
		fprintf(stderr, "\r%s %zu/%zu%s", i18n_tr(cli_lang(), N_("Đã dựng năm thi đua")), done, of,
			done == of ? "\n" : "");
}

static td_rc play_province(struct playing *k, struct db *db, str hash)
{
	struct cli *c = k->c;
	struct province p;
	td_rc rc =
	    province_load(db, c->a, &k->clock, (size_t)k->args->n_clusters, hash, &c->e, tell, NULL, &p);
	if (rc != TD_OK)
		return rc;
	sb_fmt(&c->out,
	       i18n_tr(c->e.lang, N_("Tỉnh minh họa: %lld cụm, khối; %zu năm thi đua; %lld sự kiện.\n")),
	       (long long)k->args->n_clusters, p.n_years, (long long)p.n_events);
	sb_fmt(&c->out, i18n_tr(c->e.lang, N_("Tài khoản: %.*s, %.*s, %.*s, %.*s …\n")), STRF(p.admin),
	       STRF(p.appraiser), STRF(p.secretary), STRF(p.officer));
	return TD_OK;
}

/* A cluster's year of one's own instead of the five of the articles. */
static td_rc load_script(struct playing *k, struct db *db, str hash, struct demo *out)
{
	struct cli *c = k->c;
	const struct value *script;
	str bytes;
	*out = (struct demo){.n = 1};
	td_rc rc = cli_read(c, k->args->script, VALUE_MAX_BYTES, &bytes);
	if (rc == TD_OK)
		rc = value_from_json(c->a, bytes, &c->e, &script);
	return rc == TD_OK ? yearfile_play(db, c->a, &k->clock, script, hash, &c->e, &out->at[0]) : rc;
}

static td_rc play_articles(struct playing *k, struct db *db, str hash)
{
	struct cli *c = k->c;
	const struct demo_args *p = k->args;
	struct demo demo;
	td_rc rc =
	    p->script ? load_script(k, db, hash, &demo) : demo_load(db, c->a, &k->clock, hash, &c->e, &demo);
	if (rc != TD_OK)
		return rc;
	for (size_t i = 0; i < demo.n; i++)
		sb_fmt(&c->out, "%-52.*s năm %lld  %s\n", STRF(demo.at[i].cluster_name),
		       (long long)demo.at[i].year_number, i18n_tr(c->e.lang, demo.at[i].state_name.p));
	if (!p->quiet)
		put_accounts(c, &demo);
	return TD_OK;
}

static td_rc play(struct db *db, void *ctx)
{
	struct playing *k = ctx;
	struct cli *c = k->c;
	const struct demo_args *p = k->args;
	str hash = STR_NULL;
	td_rc rc = hash_password(c, p->password, &hash);
	if (rc == TD_OK)
		rc = p->province ? play_province(k, db, hash) : play_articles(k, db, hash);
	if (rc != TD_OK)
		return rc;
	sb_fmt(&c->out, "Mật khẩu của mọi tài khoản mẫu: %s\n", p->password);
	return TD_OK;
}

static td_rc demo(struct cli *c, void *args)
{
	struct playing k = {.c = c, .args = args};
	struct db_config cfg = {.url = str_c(k.args->db), .mode = DB_CREATE};
	env_fixed_init(&k.clock, 0, 0, 20261121);
	return db_with(c->a, &cfg, &k.clock.env, &c->e, play, &k);
}

int cmd_demo(int argc, char **argv)
{
	struct demo_args p = {.db = getenv("THIDUA_DB"), .password = "ThiDua@2026"};
	const struct cli_option options[] = {{"--db", NULL, &p.db},
					     {"--password", NULL, &p.password},
					     {"--quiet", &p.quiet, NULL},
					     {"--province", &p.province, NULL},
					     {"--clusters", NULL, &p.clusters},
					     {"--script", NULL, &p.script},
					     {0}};
	if (!cli_parse(argc, argv, options, 0, 0, NULL))
		return CLI_USAGE;
	if (p.db == NULL)
		return cli_misuse(argv[0], i18n_tr(cli_lang(), N_("cần --db, ví dụ --db sqlite:thidua.db")));
	p.n_clusters = PROVINCE_CLUSTERS;
	if (p.clusters != NULL && (!p.province || str_i64(str_c(p.clusters), &p.n_clusters) != TD_OK ||
				   p.n_clusters < 1 || p.n_clusters > PROVINCE_CLUSTERS))
		return cli_misuse(
		    argv[0], i18n_tr(cli_lang(), N_("--clusters là một số từ 1 đến 35, đi cùng --province")));
	return cli_run("demo", (size_t)512 << 20, demo, &p);
}
