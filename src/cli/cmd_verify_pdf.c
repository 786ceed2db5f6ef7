/* thidua verify-pdf FILE.pdf [--trust DIR] [--json] */
#include <dirent.h>
#include <stdlib.h>

#include "base/caltime.h"
#include "base/env.h"
#include "cli/commands.h"
#include "office/signature.h"

enum { FILES_MAX = 500, CERTIFICATES_MAX = 16 << 20, PDF_BYTES_MAX = 64 << 20 };

struct verify_args {
	const char *file, *trust, *at;
	bool json, bad; /* bad: it is not valid */
};

static const char *tr(struct cli *c, const char *text)
{
	return i18n_tr(c->e.lang, text);
}

/* ---- the trust list in a folder ---- */

static bool known_name(str name)
{
	static const char *const endings[] = {".pem", ".crt", ".cer", ".der", ".crl"};
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (str_has_suffix(name, str_c(endings[i])))
			return true;
	return false;
}

/* A root is signed by itself; a file whose name begins with "tsa" holds those of time stamping. */
static void take_piece(struct cli *c, str name, const struct sign_piece *p, struct sign_trust *t)
{
	if (p->kind == SIGN_CRL)
		VEC_PUSH(c->a, &t->crls) = p->der;
	else if (!p->self_signed)
		VEC_PUSH(c->a, &t->intermediates) = p->der;
	else if (str_has_prefix(name, S("tsa")))
		VEC_PUSH(c->a, &t->stamp_roots) = p->der;
	else
		VEC_PUSH(c->a, &t->roots) = p->der;
}

static td_rc read_file(struct cli *c, const char *dir, const char *name, struct sign_trust *t)
{
	str bytes;
	sign_pieces all;
	td_rc rc = cli_read(c, arena_fmt(c->a, "%s/%s", dir, name).p, CERTIFICATES_MAX, &bytes);
	if (rc == TD_OK)
		rc = signature_pieces(c->a, bytes, &c->e, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		take_piece(c, str_c(name), &all.at[i], t);
	return rc;
}

static void close_dir(void *d)
{
	closedir(d);
}

static td_rc read_trust(struct cli *c, const char *dir, struct sign_trust *t)
{
	DIR *d = opendir(dir);
	struct dirent *f;
	td_rc rc = TD_OK;
	if (d == NULL)
		return err_add(&c->e, TD_NOT_FOUND, str_c(dir),
			       N_("Không mở được thư mục danh sách tin cậy."));
	arena_defer(c->a, close_dir, d);
	for (int n = 0; rc == TD_OK && n < FILES_MAX && (f = readdir(d)) != NULL;)
		if (known_name(str_c(f->d_name))) {
			n++;
			rc = read_file(c, dir, f->d_name, t);
		}
	return rc;
}

/* ---- what is said ---- */

static void put_checks(struct cli *c, const sign_checks *checks)
{
	static const char *const marks[SIGN_STATE__N] = {"✓", "!", "?", "✗"};
	for (size_t i = 0; i < checks->n; i++) {
		const struct sign_check *k = &checks->at[i];
		sb_fmt(&c->out, "  %s %s: %.*s\n", marks[k->state], tr(c, sign_code_title(k->code)),
		       STRF(sign_check_text(c->a, c->e.lang, k)));
	}
}

static void put_name(struct cli *c, const char *title, str text)
{
	if (text.n)
		sb_fmt(&c->out, "  %s: %.*s\n", tr(c, title), STRF(text));
}

static void put_one(struct cli *c, size_t n, const struct sign_one *one)
{
	sb_fmt(&c->out, "\n%s %zu: %s\n", tr(c, one->time_stamp ? N_("Dấu thời gian") : N_("Chữ ký")), n,
	       tr(c, sign_state_name(one->state)));
	put_name(c, N_("Người ký"), one->signer);
	put_name(c, N_("Tổ chức"), one->organisation);
	put_name(c, N_("Nơi cấp chứng thư"), one->issuer);
	put_name(c, N_("Số chứng thư"), one->serial);
	if (one->proved)
		put_name(c, N_("Thời điểm được chứng minh"), ms_vi(c->a, one->proved_ms));
	if (one->claimed)
		put_name(c, N_("Giờ ký tự khai"), ms_vi(c->a, one->claimed_ms));
	put_checks(c, &one->checks);
}

static void put_verdict(struct cli *c, const struct sign_verdict *v)
{
	sb_fmt(&c->out, "%s: %s\n", tr(c, N_("Chữ ký số")), tr(c, sign_state_name(v->state)));
	put_checks(c, &v->checks);
	for (size_t i = 0; i < v->signatures.n; i++)
		put_one(c, i + 1, &v->signatures.at[i]);
}

/* The end of that day, or now. */
static td_rc read_time(struct cli *c, const char *at, i64 *ms)
{
	struct day d;
	*ms = env_system()->now_ms(env_system());
	if (at == NULL)
		return TD_OK;
	if (day_parse_vi(str_c(at), &d) != TD_OK && day_parse_iso(str_c(at), &d) != TD_OK)
		return err_add(&c->e, TD_INVALID, S("--at"), N_("Ngày phải có dạng 21/11/2026."));
	*ms = day_start_ms(d) + 86400000 - 1;
	return TD_OK;
}

static td_rc verify(struct cli *c, void *args)
{
	struct verify_args *w = args;
	struct sign_trust trust = {0};
	struct sign_verdict v;
	str file;
	td_rc rc = read_time(c, w->at, &trust.now_ms);
	if (rc == TD_OK && w->trust)
		rc = read_trust(c, w->trust, &trust);
	if (rc == TD_OK)
		rc = cli_read(c, w->file, PDF_BYTES_MAX, &file);
	if (rc == TD_OK)
		rc = signature_verify(c->a, file, &trust, &c->e, &v);
	if (rc != TD_OK)
		return rc;
	if (w->json)
		sb_put(&c->out, value_to_json(c->a, signature_to_value(c->a, &v), VALUE_PRETTY));
	else
		put_verdict(c, &v);
	w->bad = v.state >= SIGN_UNKNOWN;
	return TD_OK;
}

int cmd_verify_pdf(int argc, char **argv)
{
	struct verify_args w = {0};
	const struct cli_option options[] = {
	    {"--trust", NULL, &w.trust}, {"--at", NULL, &w.at}, {"--json", &w.json, NULL}, {0}};
	if (!cli_parse(argc, argv, options, 1, 1, &w.file))
		return CLI_USAGE;
	int code = cli_run(argv[0], 512 << 20, verify, &w);
	return code == 0 && w.bad ? 1 : code;
}
