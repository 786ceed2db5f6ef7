#include "jobs/papers.h"

#include "base/embed.h"
#include "jobs/act_journal.h"
#include "jobs/papers_part.h"
#include "office/docx.h"

struct embed_set embed_papers(void);

static const char media_type[] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

static const struct {
	const char *code, *name, *stem; /* stem of the shipped template and of the file's name */
} kinds[PAPER__N] = {
    [PAPER_MINUTES] = {"minutes", N_("Biên bản hội nghị tổng kết"), "bien-ban"},
    [PAPER_SCORE_TABLE] = {"score_table", N_("Bảng tổng hợp điểm"), "bang-diem"},
    [PAPER_REVIEW_REPORT] = {"review_report", N_("Báo cáo tổng kết"), "bao-cao"},
    [PAPER_PROPOSAL] = {"proposal", N_("Tờ trình đề nghị khen thưởng"), "to-trinh"},
    [PAPER_PLAN] = {"plan", N_("Kế hoạch thi đua"), "ke-hoach"},
    [PAPER_MIDYEAR] = {"midyear_review", N_("Báo cáo sơ kết"), "so-ket"},
    [PAPER_HANDOVER] = {"handover", N_("Biên bản bàn giao năm"), "ban-giao"},
};

const char *paper_kind_code(enum paper_kind k)
{
	return kinds[k].code;
}

const char *paper_kind_name(enum paper_kind k)
{
	return kinds[k].name;
}

td_rc paper_kind_parse(str code, enum paper_kind *out)
{
	for (int k = 0; k < PAPER__N; k++)
		if (str_eq(code, str_c(kinds[k].code))) {
			*out = (enum paper_kind)k;
			return TD_OK;
		}
	return TD_INVALID;
}

str papers_default_template(enum paper_kind k)
{
	struct embed_set set = embed_papers();
	for (size_t i = 0; i < set.n; i++) {
		str name = set.at[i].name, stem = str_c(kinds[k].stem);
		if (str_has_prefix(name, stem) && str_eq(str_from(name, stem.n), S(".docx")))
			return set.at[i].bytes;
	}
	return S(""); /* not in a build that passes its tests */
}

td_rc papers_check_template(struct arena *a, enum paper_kind k, str docx, struct err *e)
{
	return docx_check_upload(a, docx, papers_sample(a, k), e);
}

/* A review of the mid-year is made of the year's monitoring alone: there may be no scheme and no scores yet. */
/* What is made from the ranking: after a correction also what the paper stands in place of. */
static td_rc ranking_facts(struct tx *t, enum paper_kind k, cluster_year_id year, struct paper_facts *f)
{
	td_rc rc = papers_facts(t, year, f);
	if (rc == TD_OK && f->frozen && f->ranking.version > 1)
		rc = store_paper_before(t, year, str_c(kinds[k].code), f->ranking.version, &f->replaces);
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

static td_rc read_facts(struct tx *t, enum paper_kind k, cluster_year_id year, struct paper_facts *f)
{
	if (k == PAPER_PLAN)
		return papers_plan_facts(t, year, f);
	if (k == PAPER_HANDOVER) {
		*f = (struct paper_facts){0};
		return papers_handover_facts(t, year, f);
	}
	if (k != PAPER_MIDYEAR)
		return ranking_facts(t, k, year, f);
	*f = (struct paper_facts){.mid = NEW(t->a, struct midyear_facts)};
	td_rc rc = store_cluster_year_get(t, year, &f->sy.year);
	if (rc == TD_OK)
		rc = midyear_load(t, &f->sy.year, 0, f->mid);
	if (rc == TD_OK)
		rc = store_office_list(t, year, &f->offices);
	if (rc != TD_OK)
		return rc;
	f->sy.members = f->mid->reports.members;
	f->on = (struct day){(int)f->sy.year.year, 6, 30};
	if (f->mid->period && day_parse_iso(f->mid->period->ends_on, &f->on) != TD_OK)
		return TD_CORRUPT;
	return TD_OK;
}

td_rc papers_data(struct tx *t, enum paper_kind k, cluster_year_id year, struct value **out)
{
	struct paper_facts *f = NEW(t->a, struct paper_facts);
	td_rc rc = read_facts(t, k, year, f);
	if (rc == TD_OK)
		*out = papers_tree(t->a, k, f);
	return rc;
}

/* The cluster's own template, else the shipped one. */
static td_rc find_template(struct tx *t, enum paper_kind k, cluster_id cluster, str *bytes,
			   struct opt_i64 *used)
{
	struct paper_template own;
	td_rc rc = store_template_current(t, cluster, str_c(kinds[k].code), &own);
	*used = OPT_NONE;
	if (rc == TD_NOT_FOUND) {
		*bytes = papers_default_template(k);
		return TD_OK;
	}
	if (rc != TD_OK)
		return rc;
	*used = OPT(own.id.v);
	return store_file_read(t, own.file, bytes);
}

/* Of the data's canonical JSON and the template's hash: equal for equal papers. */
static td_rc hash_sources(struct arena *a, const struct value *data, str template_bytes, struct sha256 *out)
{
	struct sha256 h;
	td_rc rc = sha256_of(template_bytes, &h);
	if (rc != TD_OK)
		return rc;
	str json = value_to_json(a, data, VALUE_CANONICAL);
	return sha256_of(arena_fmt(a, "%.*s\n%.*s", STRF(hex_of(a, h.b, sizeof h.b)), STRF(json)), out);
}

static td_rc fill(struct tx *t, enum paper_kind k, const struct paper_facts *f, struct paper_file *out)
{
	const struct cluster_year *y = &f->sy.year;
	const struct value *data = papers_tree(t->a, k, f);
	str docx = STR_NULL;
	td_rc rc = find_template(t, k, y->cluster, &docx, &out->template_used);
	if (rc == TD_OK)
		rc = hash_sources(t->a, data, docx, &out->data_hash);
	if (rc == TD_OK)
		rc = out->template_used.set ? docx_fill_upload(t->a, docx, data, t->e, &out->bytes)
					    : docx_fill(t->a, docx, data, t->e, &out->bytes);
	out->file_name =
	    arena_fmt(t->a, "%s-%.*s-%lld.docx", kinds[k].stem, STRF(y->cluster_code), (long long)y->year);
	return rc;
}

td_rc papers_fill(struct tx *t, enum paper_kind k, cluster_year_id year, struct paper_file *out)
{
	struct paper_facts *f = NEW(t->a, struct paper_facts);
	td_rc rc = read_facts(t, k, year, f);
	return rc == TD_OK ? fill(t, k, f, out) : rc;
}

/* The standing paper of a kind: id 0 when none was made. */
static td_rc standing(struct tx *t, enum paper_kind k, cluster_year_id year, struct paper *out)
{
	paper_list all = {0};
	td_rc rc = store_paper_list(t, year, &all);
	*out = (struct paper){0};
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		if (!all.at[i].replaced_by.set && str_eq(all.at[i].kind, str_c(kinds[k].code))) {
			*out = all.at[i];
			break;
		}
	return rc;
}

static td_rc log_made(struct tx *t, const struct paper *p, const struct paper_file *file)
{
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "title", p->title);
	value_put_text(t->a, after, "kind", p->kind);
	value_put_text(t->a, after, "file", p->file_name);
	value_put_text(t->a, after, "sources_sha256",
		       hex_of(t->a, file->data_hash.b, sizeof file->data_hash.b));
	return act_log(t, p->year.v, "paper.make", "paper", p->id.v, NULL, after, STR_NULL);
}

td_rc papers_make(struct tx *t, enum paper_kind k, cluster_year_id year, struct paper *out)
{
	struct paper_facts *f = NEW(t->a, struct paper_facts);
	struct paper_file file = {0};
	struct paper before;
	file_id id;
	td_rc rc = read_facts(t, k, year, f);
	if (rc == TD_OK)
		rc = fill(t, k, f, &file);
	if (rc == TD_OK)
		rc = standing(t, k, year, &before);
	if (rc == TD_OK)
		rc = store_file_put(t, file.bytes, str_c(media_type), &id);
	if (rc != TD_OK)
		return rc;
	if (before.id.v && before.file.v == id.v) {
		*out = before;
		return TD_OK;
	}
	*out = (struct paper){.year = year,
			      .kind = str_c(kinds[k].code),
			      .title = str_c(kinds[k].name),
			      .file = id,
			      .file_name = file.file_name,
			      .template_used = file.template_used,
			      .ranking = f->frozen ? OPT(f->ranking.id.v) : OPT_NONE};
	rc = store_paper_add(t, out, before.id);
	return rc == TD_OK ? log_made(t, out, &file) : rc;
}
