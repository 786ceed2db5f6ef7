#include "jobs/paper_code.h"

#include "domain/check_code.h"
#include "jobs/act_setting.h"
#include "store/store_user.h"

static const str secret_key = {"check.secret", 12};
enum { SECRET_LEN = 32, MAX_TYPED = 40, MAX_STEPS = 100 };

td_rc paper_code_prepare(struct tx *t)
{
	u8 secret[SECRET_LEN];
	str known;
	td_rc rc = store_setting_get(t, secret_key, &known);
	if (rc != TD_NOT_FOUND)
		return rc;
	t->env->random(t->env, secret, sizeof secret);
	return store_setting_put(t, secret_key, hex_of(t->a, secret, sizeof secret));
}

static td_rc code_of(struct tx *t, cluster_year_id year, str kind, str subject, const struct sha256 *sources,
		     str *code)
{
	struct sha256 mac;
	str secret;
	td_rc rc = store_setting_get(t, secret_key, &secret);
	if (rc != TD_OK)
		return rc;
	str made_of = arena_fmt(t->a, "%lld\n%.*s\n%.*s\n%.*s", (long long)year.v, STRF(kind), STRF(subject),
				STRF(hex_of(t->a, sources->b, sizeof sources->b)));
	rc = hmac_sha256(secret, made_of, &mac);
	if (rc == TD_OK)
		*code = check_code_of(t->a, mac.b);
	return rc;
}

td_rc paper_code_put(struct tx *t, cluster_year_id year, str kind, str subject, const struct sha256 *sources,
		     struct value *data, str *code)
{
	str site = STR_NULL;
	*code = STR_NULL;
	td_rc rc = code_of(t, year, kind, subject, sources, code);
	if (rc == TD_OK)
		rc = setting_get(t, "site.url", &site);
	if (rc != TD_OK && rc != TD_NOT_FOUND)
		return rc;
	str print = code->n ? check_code_print(t->a, *code) : STR_NULL;
	value_put(t->a, data, S("mã kiểm tra"), print.n ? value_text(t->a, print) : value_null(t->a));
	value_put(t->a, data, S("địa chỉ kiểm tra"),
		  print.n && site.n
		      ? value_text(t->a, arena_fmt(t->a, "%.*s/kt/%.*s", STRF(site), STRF(print)))
		      : value_null(t->a));
	return TD_OK;
}

/* The paper that stands at the end of those which replaced one another. */
static td_rc standing(struct tx *t, const struct paper *p, struct paper *out)
{
	td_rc rc = TD_OK;
	*out = *p;
	for (int i = 0; rc == TD_OK && out->replaced_by.set && i < MAX_STEPS; i++)
		rc = store_paper_get(t, (paper_id){out->replaced_by.v}, out);
	return rc;
}

td_rc paper_code_find(struct tx *t, str typed, struct paper_checked *out)
{
	struct file_row file;
	str code;
	if (typed.n > MAX_TYPED || check_code_read(t->a, typed, &code) != TD_OK)
		return err_add(
		    t->e, TD_INVALID, S("code"),
		    N_("Mã kiểm tra có 12 chữ và số, in thành ba nhóm bốn như 7QK4-M2XA-93FA, không "
		       "có chữ O, I và số 0, 1. Hãy so lại từng chữ với văn bản."));
	td_rc rc = store_paper_by_code(t, code, &out->paper);
	if (rc == TD_OK)
		rc = store_cluster_year_get(t, out->paper.year, &out->year);
	if (rc == TD_OK)
		rc = store_file_get(t, out->paper.file, &file);
	if (rc != TD_OK)
		return rc;
	out->file_hash = file.hash;
	out->replaced = out->paper.replaced_by.set;
	return out->replaced ? standing(t, &out->paper, &out->newer) : TD_OK;
}
