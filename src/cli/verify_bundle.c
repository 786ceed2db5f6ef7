#include "cli/verify_bundle.h"

#include "base/caltime.h"
#include "bundle/bundle.h"
#include "domain/check_code.h"
#include "store/store_file.h"

static void put_count(struct cli *c, const char *what, size_t n)
{
	sb_fmt(&c->out, "%s: %zu\n", i18n_tr(c->e.lang, what), n);
}

static void put_report(struct cli *c, const struct bundle *b, const struct bundle_counts *n)
{
	sb_fmt(&c->out, "%.*s (%.*s), %s %lld\n", STRF(b->cluster_name), STRF(b->cluster),
	       i18n_tr(c->e.lang, N_("năm")), (long long)b->year);
	put_count(c, N_("Dòng nhật ký"), n->n_entries);
	if (b->journal.n)
		sb_fmt(&c->out, "%s: %.*s\n", i18n_tr(c->e.lang, N_("Mã của dòng cuối")),
		       STRF(chain_code(c->a, &b->journal.at[b->journal.n - 1].hash)));
	put_count(c, N_("Bảng tiêu chí"), n->n_schemes);
	put_count(c, N_("Bản xếp hạng đã tính lại"), n->n_rankings);
	put_count(c, N_("Dòng xếp hạng đã so"), n->n_units);
	put_count(c, N_("Cuộc bỏ phiếu đã tính lại"), n->n_polls);
	put_count(c, N_("Cuộc bỏ phiếu điện tử đã kiểm chứng"), n->n_votes);
	put_count(c, N_("Văn bản"), n->n_papers);
	put_count(c, N_("Kết quả, văn bản có mã băm trong nhật ký"), n->n_bound);
	sb_fmt(&c->out, "\n%s\n",
	       i18n_tr(c->e.lang, N_("HỢP LỆ: mọi số liệu trong gói tính lại đều khớp, nhật ký liền mạch.")));
}

static void put_json(struct cli *c, const struct bundle *b, const struct bundle_counts *n, bool valid)
{
	struct arena *a = c->a;
	struct value *top = value_map(a), *findings = value_list(a);
	value_put_text(a, top, "format", S("thidua-bundle-verdict/1"));
	value_put_bool(a, top, "valid", valid);
	value_put_text(a, top, "cluster", b->cluster.p ? b->cluster : S(""));
	value_put_int(a, top, "year", b->year);
	value_put_int(a, top, "entries", (i64)n->n_entries);
	value_put_int(a, top, "schemes", (i64)n->n_schemes);
	value_put_int(a, top, "rankings", (i64)n->n_rankings);
	value_put_int(a, top, "rows", (i64)n->n_units);
	value_put_int(a, top, "polls", (i64)n->n_polls);
	value_put_int(a, top, "votes", (i64)n->n_votes);
	value_put_int(a, top, "papers", (i64)n->n_papers);
	value_put_int(a, top, "bound", (i64)n->n_bound);
	for (size_t i = 0; i < c->e.items.n; i++) {
		struct value *x = value_add(a, findings, value_map(a));
		value_put_text(a, x, "place", c->e.items.at[i].where);
		value_put_text(a, x, "text", c->e.items.at[i].text);
	}
	value_put(a, top, S("findings"), findings);
	sb_put(&c->out, value_to_json(a, top, VALUE_PRETTY));
}

static td_rc tell_code(struct cli *c, const struct bundle *b, const char *typed)
{
	str code;
	if (check_code_read(c->a, str_c(typed), &code) != TD_OK)
		return err_add(&c->e, TD_INVALID, str_c(typed),
			       N_("không phải mã nhật ký; mã gồm 12 chữ và số, in dưới biên bản"));
	const struct chain_entry *x = bundle_find_code(c->a, b, check_code_print(c->a, code));
	if (x == NULL)
		return err_add(
		    &c->e, TD_NOT_FOUND, str_c(typed),
		    N_("nhật ký trong gói không có dòng nào mang mã này: gói lấy trước khi in văn bản, "
		       "hoặc nhật ký đã bị thay"));
	sb_fmt(&c->out, "%s: %lld, %.*s\n", i18n_tr(c->e.lang, N_("Mã này là của dòng nhật ký số")),
	       (long long)x->seq, STRF(ms_vi(c->a, x->at_ms)));
	return TD_OK;
}

static td_rc tell_paper(struct cli *c, const struct bundle *b, const char *path)
{
	struct sha256 hash;
	str bytes;
	td_rc rc = cli_read(c, path, FILE_MAX, &bytes);
	if (rc == TD_OK)
		rc = sha256_of(bytes, &hash);
	if (rc != TD_OK)
		return rc;
	str hex = hex_of(c->a, hash.b, SHA256_LEN);
	for (size_t i = 0; i < b->papers.n; i++) {
		const struct bundle_paper *p = &b->papers.at[i];
		if (!str_eq(hex, p->sha256) && !str_eq(hex, p->pdf_sha256))
			continue;
		sb_fmt(&c->out, "%s: %.*s%s\n", i18n_tr(c->e.lang, N_("Văn bản này có trong gói")),
		       STRF(p->title),
		       p->replaced_by ? i18n_tr(c->e.lang, N_(" (đã được thay bằng bản khác)")) : "");
		return TD_OK;
	}
	return err_add(&c->e, TD_NOT_FOUND, STR_NULL,
		       N_("không phải văn bản nào trong gói, hoặc đã bị sửa sau khi lập"));
}

td_rc verify_bundle(struct cli *c, str bytes, const struct verify_bundle_args *args)
{
	struct bundle *b = NEW(c->a, struct bundle);
	struct bundle_counts n = {0};
	td_rc rc = bundle_read(c->a, bytes, &c->e, b);
	if (rc == TD_OK)
		rc = bundle_check(c->a, b, &c->e, &n);
	if (args->json && rc != TD_LIMIT) {
		put_json(c, b, &n, rc == TD_OK);
		td_rc put = cli_put(c, sb_str(&c->out));
		c->out.n = 0;
		return put != TD_OK ? put : rc;
	}
	if (rc != TD_OK)
		return rc;
	put_report(c, b, &n);
	if (args->code)
		rc = tell_code(c, b, args->code);
	return rc == TD_OK && args->paper ? tell_paper(c, b, args->paper) : rc;
}
