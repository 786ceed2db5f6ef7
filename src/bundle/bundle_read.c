#include "bundle/bundle.h"
#include "bundle/bundle_fields.h"
#include "format/poll_json.h"
#include "office/zip_read.h"

enum { FILES_MAX = 1900 };

struct reader {
	struct arena *a;
	struct zip zip;
	struct err *e;
	struct bundle *b;
	str name; /* of the file at hand */
};

static td_rc fault(struct reader *r, const char *text)
{
	return err_add(r->e, TD_INVALID, r->name, "%s", i18n_tr(r->e->lang, text));
}

/* Faults inside the file at hand are told with its name. */
static td_rc pass_on(struct reader *r, const struct err *inside)
{
	for (size_t i = 0; i < inside->items.n; i++) {
		const struct err_item *x = &inside->items.at[i];
		err_add(r->e, TD_INVALID,
			x->where.n ? arena_fmt(r->a, "%.*s: %.*s", STRF(r->name), STRF(x->where)) : r->name,
			"%.*s", STRF(x->text));
	}
	return TD_INVALID;
}

static td_rc read_json(struct reader *r, str bytes, const struct value **out)
{
	struct err inside = err_new(r->a, r->e->lang);
	td_rc rc = value_from_json(r->a, bytes, &inside, out);
	return rc == TD_INVALID ? pass_on(r, &inside) : rc;
}

static td_rc read_hash(struct reader *r, str hex, struct sha256 *out)
{
	str bytes;
	if (hex_parse(r->a, hex, &bytes) != TD_OK || bytes.n != SHA256_LEN)
		return fault(r, N_("Mã băm phải là 64 chữ số thập lục phân."));
	memcpy(out->b, bytes.p, SHA256_LEN);
	return TD_OK;
}

/* One object by a table; list: a member that is read apart. */
static td_rc read_fields(struct reader *r, const struct value *v, const struct field *table, const char *list,
			 void *object)
{
	static const struct value_path root = {0};
	struct err inside = err_new(r->a, r->e->lang);
	struct fields f = fields_begin(r->a, &inside, &root, v);
	fields_read(&f, table, FIELD_ALL_KINDS, object);
	if (list)
		(void)fields_get(&f, list);
	fields_end(&f);
	return inside.n_total ? pass_on(r, &inside) : TD_OK;
}

/* ---- the kinds of file ---- */

static td_rc read_journal(struct reader *r, str bytes)
{
	const struct value *v;
	td_rc rc = read_json(r, bytes, &v);
	if (rc == TD_OK && v->kind != VALUE_LIST)
		rc = fault(r, N_("Phải là một danh sách."));
	for (size_t i = 0; rc == TD_OK && i < v->items.n; i++) {
		const struct value_path here = {NULL, STR_NULL, i};
		struct err inside = err_new(r->a, r->e->lang);
		struct chain_entry x;
		rc = chain_from_value(r->a, v->items.at[i].value, &here, &inside, &x);
		if (rc == TD_INVALID)
			return pass_on(r, &inside);
		x.chain = r->b->chain;
		if (r->b->journal.n)
			x.prev = r->b->journal.at[r->b->journal.n - 1].hash;
		VEC_PUSH(r->a, &r->b->journal) = x;
	}
	return rc;
}

static td_rc read_scheme(struct reader *r, str bytes)
{
	struct bundle_scheme *s = &VEC_PUSH(r->a, &r->b->schemes);
	s->json = bytes;
	return sha256_of(bytes, &s->hash);
}

static struct bundle_ranking *ranking_of(struct reader *r, i64 version)
{
	for (size_t i = 0; i < r->b->rankings.n; i++)
		if (r->b->rankings.at[i].version == version)
			return &r->b->rankings.at[i];
	struct bundle_ranking *x = &VEC_PUSH(r->a, &r->b->rankings);
	x->version = version;
	return x;
}

static td_rc read_rows(struct reader *r, const struct value *v, struct bundle_ranking *x)
{
	const struct value *rows = value_get(v, S("rows"));
	td_rc rc = TD_OK;
	if (rows == NULL || rows->kind != VALUE_LIST)
		return fault(r, N_("Thiếu danh sách «rows»."));
	for (size_t i = 0; rc == TD_OK && i < rows->items.n; i++)
		rc = read_fields(r, rows->items.at[i].value, bundle_row_fields, NULL,
				 &VEC_PUSH(r->a, &x->rows));
	return rc;
}

/* rankings/N/figures.json and rankings/N/ranking.json */
static td_rc read_ranking(struct reader *r, str rest, str bytes)
{
	struct ranking_said said = {0};
	const struct value *v;
	str number;
	i64 version;
	if (!str_split(&rest, '/', &number) || str_i64(number, &version) != TD_OK || version < 1)
		return fault(r, N_("Tên tệp không đúng mẫu."));
	struct bundle_ranking *x = ranking_of(r, version);
	if (str_eq(rest, S("figures.json"))) {
		x->figures = bytes;
		return TD_OK;
	}
	if (!str_eq(rest, S("ranking.json")))
		return fault(r, N_("Tên tệp không đúng mẫu."));
	td_rc rc = read_json(r, bytes, &v);
	if (rc == TD_OK)
		rc = read_fields(r, v, bundle_ranking_fields, "rows", &said);
	if (rc == TD_OK)
		rc = read_hash(r, said.scheme, &x->scheme);
	x->state = said.state;
	x->stage = (enum score_stage)said.stage;
	if (rc == TD_OK && said.version != version)
		rc = fault(r, N_("Số bản không giống tên tệp."));
	return rc == TD_OK ? read_rows(r, v, x) : rc;
}

static td_rc read_poll(struct reader *r, str bytes)
{
	struct err inside = err_new(r->a, r->e->lang);
	struct bundle_poll *p = &VEC_PUSH(r->a, &r->b->polls);
	const struct value *v;
	td_rc rc = read_json(r, bytes, &v);
	if (rc == TD_OK)
		rc = read_fields(r, v, bundle_poll_fields, "poll", p);
	if (rc != TD_OK)
		return rc;
	const struct value *poll = value_get(v, S("poll"));
	if (poll == NULL)
		return fault(r, N_("Thiếu mục «poll»."));
	rc = poll_from_value(r->a, poll, &inside, &p->poll, &p->elected);
	return rc == TD_INVALID ? pass_on(r, &inside) : rc;
}

/* votes/POLL/UUID.bel */
static td_rc read_vote(struct reader *r, str rest, str bytes)
{
	struct bundle_vote *v = &VEC_PUSH(r->a, &r->b->votes);
	str number;
	if (!str_split(&rest, '/', &number) || str_i64(number, &v->poll) != TD_OK ||
	    !str_has_suffix(rest, S(".bel")))
		return fault(r, N_("Tên tệp không đúng mẫu."));
	v->uuid = str_upto(rest, rest.n - 4);
	v->archive = bytes;
	return TD_OK;
}

static td_rc read_papers(struct reader *r, str bytes)
{
	const struct value *v;
	td_rc rc = read_json(r, bytes, &v);
	if (rc == TD_OK && (v->kind != VALUE_LIST || v->items.n > BUNDLE_PAPERS_MAX))
		rc = fault(r, N_("Phải là một danh sách."));
	for (size_t i = 0; rc == TD_OK && i < v->items.n; i++)
		rc = read_fields(r, v->items.at[i].value, bundle_paper_fields, NULL,
				 &VEC_PUSH(r->a, &r->b->papers));
	return rc;
}

static td_rc read_part(struct reader *r, str bytes)
{
	if (str_has_prefix(r->name, S("journal/")))
		return read_journal(r, bytes);
	if (str_has_prefix(r->name, S("schemes/")))
		return read_scheme(r, bytes);
	if (str_has_prefix(r->name, S("rankings/")))
		return read_ranking(r, str_from(r->name, 9), bytes);
	if (str_has_prefix(r->name, S("polls/")))
		return read_poll(r, bytes);
	if (str_has_prefix(r->name, S("votes/")))
		return read_vote(r, str_from(r->name, 6), bytes);
	if (str_eq(r->name, S("papers.json")))
		return read_papers(r, bytes);
	return fault(r, N_("Gói dữ liệu năm không có loại tệp này."));
}

/* ---- the manifest ---- */

static td_rc read_listed(struct reader *r, const struct value *line)
{
	struct file_said said = {0};
	struct sha256 stated, hash;
	str bytes;
	td_rc rc = read_fields(r, line, bundle_file_fields, NULL, &said);
	if (rc != TD_OK)
		return rc;
	r->name = said.name;
	const struct zip_entry *entry = zip_find(&r->zip, said.name);
	if (entry == NULL)
		return fault(r, N_("Tệp có trong danh mục mà không có trong gói."));
	rc = read_hash(r, said.sha256, &stated);
	if (rc == TD_OK)
		rc = zip_read(&r->zip, entry, BUNDLE_BYTES_MAX, r->e, &bytes);
	if (rc == TD_OK)
		rc = sha256_of(bytes, &hash);
	if (rc == TD_OK && ((i64)bytes.n != said.size || !bytes_same(hash.b, stated.b, SHA256_LEN)))
		rc = fault(r, N_("Nội dung tệp không đúng mã băm ghi trong danh mục."));
	return rc == TD_OK ? read_part(r, bytes) : rc;
}

static td_rc no_others(struct reader *r, const struct value *files)
{
	size_t listed = files->items.n + 1;
	if (r->zip.n == listed)
		return TD_OK;
	r->name = S(BUNDLE_MANIFEST);
	return fault(r, N_("Trong gói có tệp mà danh mục không ghi, hoặc một tệp ghi hai lần."));
}

static td_rc check_manifest(struct reader *r, const struct manifest_said *said)
{
	static const struct sha256 none = {{0}};
	const chain_list *j = &r->b->journal;
	const struct sha256 *head = j->n ? &j->at[j->n - 1].hash : &none;
	struct sha256 stated;
	r->name = S(BUNDLE_MANIFEST);
	td_rc rc = read_hash(r, said->head, &stated);
	if (rc == TD_OK && said->entries != (i64)j->n)
		rc = fault(r, N_("Số dòng nhật ký không đúng như danh mục ghi."));
	if (rc == TD_OK && !bytes_same(stated.b, head->b, SHA256_LEN))
		rc = fault(r, N_("Mã của dòng nhật ký cuối không đúng như danh mục ghi."));
	return rc;
}

static td_rc read_manifest(struct reader *r, struct manifest_said *said, const struct value **files)
{
	const struct zip_entry *entry = zip_find(&r->zip, r->name);
	const struct value *v;
	str bytes;
	if (entry == NULL)
		return fault(r, N_("Đây không phải gói dữ liệu năm do thidua lập."));
	td_rc rc = zip_read(&r->zip, entry, BUNDLE_BYTES_MAX, r->e, &bytes);
	if (rc == TD_OK)
		rc = read_json(r, bytes, &v);
	if (rc == TD_OK)
		rc = read_fields(r, v, bundle_manifest_fields, "files", said);
	if (rc != TD_OK)
		return rc;
	if (!str_eq(said->format, S(BUNDLE_FORMAT)))
		return fault(r, N_("Dạng gói này chương trình chưa biết; hãy dùng bản thidua mới hơn."));
	*files = value_get(v, S("files"));
	if (*files == NULL || (*files)->kind != VALUE_LIST || (*files)->items.n > FILES_MAX)
		return fault(r, N_("Thiếu danh sách «files», hoặc danh sách quá dài."));
	return TD_OK;
}

bool bundle_looks_like(str bytes)
{
	return str_has_prefix(bytes, S("PK"));
}

td_rc bundle_read(struct arena *a, str bytes, struct err *e, struct bundle *out)
{
	struct reader *r = NEW(a, struct reader);
	struct manifest_said said = {0};
	const struct value *files = NULL;
	*out = (struct bundle){0};
	*r = (struct reader){.a = a, .e = e, .b = out, .name = S(BUNDLE_MANIFEST)};
	td_rc rc = zip_open(a, bytes, ZIP_BUNDLE, e, &r->zip);
	if (rc == TD_OK)
		rc = read_manifest(r, &said, &files);
	if (rc != TD_OK || files == NULL)
		return rc;
	out->cluster = said.cluster;
	out->cluster_name = said.cluster_name;
	out->year = said.year;
	out->chain = said.chain;
	rc = no_others(r, files);
	for (size_t i = 0; rc == TD_OK && i < files->items.n; i++) {
		r->name = S(BUNDLE_MANIFEST);
		rc = read_listed(r, files->items.at[i].value);
	}
	return rc == TD_OK ? check_manifest(r, &said) : rc;
}
