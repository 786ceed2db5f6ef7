/* The shipped papers: their layout as Decree 30/2020 wants it, their text, their fields, and the papers of a whole demo
 * year out of a database. Golden texts are in tests/golden/papers; THIDUA_GOLDEN=write renews them. */
#include <stdio.h>
#include <stdlib.h>

#include "jobs/act_correct.h"
#include "jobs/demo.h"
#include "jobs/paper_code.h"
#include "jobs/papers.h"
#include "office/docx.h"
#include "office/print.h"
#include "office/xmltree.h"
#include "office/zip_read.h"
#include "tests/lib/fixture.h"

static str part(struct arena *a, str docx, str name)
{
	struct err e = err_new(a, LANG_VI);
	struct zip z;
	str bytes = STR_NULL;
	CHECK_INT(zip_open(a, docx, ZIP_DOCX, &e, &z), TD_OK);
	CHECK_INT(zip_read(&z, zip_find(&z, name), DOCX_MAX_PART, &e, &bytes), TD_OK);
	return bytes;
}

static bool holds(str text, str needle)
{
	return str_find(text, needle) < text.n;
}

/* ---- golden texts ---- */

static str golden_path(struct arena *a, const char *group, const char *code)
{
	return arena_fmt(a, "%s/%s-%s.txt", GOLDEN_DIR, group, code);
}

/* Where the journal stands says nothing about the paper: its number and code are left out. */
static str without_line(struct arena *a, str text)
{
	static const str mark = {"tới dòng số ", sizeof "tới dòng số " - 1};
	size_t at = str_find(text, mark);
	if (at == text.n)
		return text;
	str rest = str_from(text, at + mark.n);
	return arena_fmt(a, "%.*s…%.*s", STRF(str_upto(text, at + mark.n)),
			 STRF(str_from(rest, str_find_byte(rest, '\n'))));
}

static str text_of(struct arena *a, str docx)
{
	struct err e = err_new(a, LANG_VI);
	str text = STR_NULL;
	CHECK_INT(docx_text(a, docx, &e, &text), TD_OK);
	return without_line(a, text);
}

/* How long its PDF is, and what of it is not drawn: nothing. */
static str pages_of(struct arena *a, str docx)
{
	struct err e = err_new(a, LANG_VI);
	struct print_pdf pdf = {0};
	CHECK_INT(print_docx(a, docx, &e, &pdf), TD_OK);
	CHECK_STR(err_first(&e), "");
	CHECK_INT(pdf.notes.n, 0);
	return arena_fmt(a, "%u\n", pdf.pages);
}

/* ---- templates ---- */

CASE(kinds_have_codes)
{
	enum paper_kind k;
	for (int i = 0; i < PAPER__N; i++) {
		CHECK_INT(paper_kind_parse(str_c(paper_kind_code((enum paper_kind)i)), &k), TD_OK);
		CHECK_INT(k, i);
		CHECK(papers_default_template((enum paper_kind)i).n > 1000);
	}
	CHECK_INT(paper_kind_parse(S("letter"), &k), TD_INVALID);
}

CASE(shipped_templates_fit_their_fields)
{
	struct arena *a = check_arena();
	for (int k = 0; k < PAPER__N; k++) {
		struct err e = err_new(a, LANG_VI);
		CHECK_INT(papers_check_template(a, (enum paper_kind)k,
						papers_default_template((enum paper_kind)k), &e),
			  TD_OK);
		CHECK_STR(err_first(&e), "");
	}
}

CASE(sample_papers_read_as_before)
{
	struct arena *a = check_arena();
	for (int k = 0; k < PAPER__N; k++) {
		struct err e = err_new(a, LANG_VI);
		str docx = STR_NULL;
		CHECK_INT(docx_fill(a, papers_default_template((enum paper_kind)k),
				    papers_sample(a, (enum paper_kind)k), &e, &docx),
			  TD_OK);
		str text = text_of(a, docx);
		CHECK(!holds(text, S("{{")) && !holds(text, S("}}")));
		check_golden(golden_path(a, "sample", paper_kind_code((enum paper_kind)k)).p, text);
		check_golden(golden_path(a, "pages", paper_kind_code((enum paper_kind)k)).p,
			     pages_of(a, docx));
	}
}

static bool is_text_alone(enum paper_kind k)
{
	static const enum paper_kind kinds[] = {PAPER_PLAN,   PAPER_HANDOVER,   PAPER_REGULATIONS,
						PAPER_LAUNCH, PAPER_INVITATION, PAPER_PERSON};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (kinds[i] == k)
			return true;
	return false;
}

/* Margins 20/20/30/18 mm, A4, header in the top margin and not on page 1, Times New Roman. */
CASE(layout_of_decree_30)
{
	struct arena *a = check_arena();
	for (int k = 0; k < PAPER__N; k++) {
		str docx = papers_default_template((enum paper_kind)k);
		str body = part(a, docx, S("word/document.xml")),
		    styles = part(a, docx, S("word/styles.xml"));
		CHECK(holds(body,
			    S("<w:pgMar w:top=\"1134\" w:right=\"1020\" w:bottom=\"1134\" w:left=\"1701\"")));
		if (k ==
		    PAPER_BALLOT) { /* slips to be cut: no letterhead, no page number, no closing block */
			CHECK(!holds(body, S("headerReference")) && holds(body, S("<w:keepNext/>")));
			continue;
		}
		CHECK(holds(body, k == PAPER_SCORE_TABLE
				      ? S("<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>")
				      : S("<w:pgSz w:w=\"11906\" w:h=\"16838\"/>")));
		CHECK(holds(body, S("<w:titlePg/>")));
		CHECK(is_text_alone((enum paper_kind)k) || holds(body, S("<w:tblHeader/>")));
		CHECK(holds(body, S("<w:cantSplit/>")));
		CHECK(holds(body, S("Độc lập - Tự do - Hạnh phúc")));
		CHECK(holds(body, S("{{địa danh}}, {{ngày ký|ngày dài}}")));
		CHECK(holds(body, S("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")));
		CHECK(holds(
		    body,
		    S("<w:tcW w:w=\"5839\" w:type=\"dxa\"/>"))); /* 103 mm: the national header on one line */
		CHECK(holds(body, S("<w:keepNext/><w:keepLines/>"))); /* the closing block is never alone */
		CHECK(holds(styles, S("w:ascii=\"Times New Roman\"")));
		CHECK(holds(part(a, docx, S("word/header1.xml")), S(" PAGE ")));
	}
}

CASE(fields_are_listed)
{
	struct arena *a = check_arena();
	paper_field_list list = {0};
	papers_fields(a, PAPER_PROPOSAL, &list);
	bool subject = false, unit_name = false, item = false;
	for (size_t i = 0; i < list.n; i++) {
		const struct paper_field *f = &list.at[i];
		subject |=
		    str_eq(f->tag, S("{{trích yếu}}")) && str_has_prefix(f->example, S("Về việc đề nghị"));
		unit_name |= str_eq(f->tag, S("{{tên}}")) && f->depth == 1;
		item |= str_eq(f->tag, S("{{.}}")) && f->depth == 1;
	}
	CHECK(subject && unit_name && item);
}

/* ---- a whole year out of the database ---- */

/* The year of cluster "10" (S3) after the demo was loaded. */
static cluster_year_id demo_year(struct fixture *f)
{
	struct demo demo = {0};
	cluster_year_id id = {0};
	CHECK_INT(demo_load(f->db, f->a, &f->clock, STR_NULL, &f->e, &demo), TD_OK);
	CHECK_STR(err_first(&f->e), "");
	for (size_t i = 0; i < demo.n; i++)
		if (str_eq(demo.at[i].cluster_code, S("10")))
			id = demo.at[i].year;
	CHECK(id.v != 0);
	return id;
}

struct ask {
	cluster_year_id id;
	enum paper_kind k;
	str subject; /* the first one that the year has */
	struct paper_file file;
	struct paper paper;
	struct value *data;
};

static td_rc read_data(struct tx *t, void *ctx)
{
	struct ask *q = ctx;
	return papers_data(t, q->k, q->id, q->subject, &q->data);
}

static td_rc first_subject(struct tx *t, void *ctx)
{
	struct ask *q = ctx;
	paper_subject_list all = {0};
	td_rc rc = papers_subjects(papers_reader_new(t, q->id), q->k, &all);
	q->subject = rc == TD_OK && all.n ? all.at[0].subject : S("khong-co");
	return rc;
}

static td_rc fill_paper(struct tx *t, void *ctx)
{
	struct ask *q = ctx;
	return papers_fill(t, q->k, q->id, q->subject, &q->file);
}

static td_rc make_paper(struct tx *t, void *ctx)
{
	struct ask *q = ctx;
	return papers_make(t, q->k, q->id, q->subject, &q->paper);
}

/* Every field of the sample is in the data and the other way round, so that the documented list is the true one. */
static void same_fields(const struct value *x, const struct value *y, str path)
{
	for (size_t i = 0; x->kind == VALUE_MAP && i < x->items.n; i++) {
		const struct value_item *it = &x->items.at[i];
		const struct value *other = value_get(y, it->key);
		if (other == NULL && y->kind == VALUE_MAP)
			check_fail(__FILE__, __LINE__, "no field %.*s in %.*s", STRF(it->key), STRF(path));
		else if (other && it->value->kind == VALUE_MAP && other->kind == VALUE_MAP)
			same_fields(it->value, other, it->key);
		else if (other && it->value->kind == VALUE_LIST && it->value->items.n && other->items.n)
			same_fields(it->value->items.at[0].value, other->items.at[0].value, it->key);
	}
}

static void check_filled(struct fixture *f, cluster_year_id id, enum paper_kind k)
{
	struct ask q = {.id = id, .k = k}, again;
	CHECK_INT(fixture_read(f, first_subject, &q), TD_OK);
	again = q;
	/* the demo year has a campaign without phases */
	if (k == PAPER_PHASE_REVIEW && str_eq(q.subject, S("khong-co")))
		return;
	CHECK_INT(fixture_read(f, read_data, &q), TD_OK);
	CHECK_INT(fixture_read(f, fill_paper, &q), TD_OK);
	CHECK_INT(fixture_read(f, fill_paper, &again), TD_OK);
	CHECK_STR(err_first(&f->e), "");
	if (q.data == NULL || f->e.n_total)
		return;
	value_put(f->a, q.data, S("mã kiểm tra"), value_null(f->a)); /* put in when it is filled */
	value_put(f->a, q.data, S("địa chỉ kiểm tra"), value_null(f->a));
	same_fields(papers_sample(f->a, k), q.data, S("data"));
	same_fields(q.data, papers_sample(f->a, k), S("sample"));
	CHECK(str_eq(q.file.bytes, again.file.bytes)); /* the same data, the same bytes */
	CHECK(bytes_same(&q.file.data_hash, &again.file.data_hash, sizeof q.file.data_hash));
	check_golden(golden_path(f->a, "s3", paper_kind_code(k)).p, text_of(f->a, q.file.bytes));
}

static void check_stored_once(struct fixture *f, cluster_year_id id)
{
	struct ask q = {.id = id, .k = PAPER_PROPOSAL, .subject = S("")}, again = q;
	again.subject = STR_NULL; /* as scripts leave it out */
	CHECK_INT(fixture_write(f, make_paper, &q), TD_OK);
	CHECK_INT(fixture_write(f, make_paper, &again), TD_OK);
	CHECK(q.paper.id.v != 0);
	CHECK_INT(again.paper.id.v, q.paper.id.v);
	CHECK_INT(again.paper.file.v, q.paper.file.v);
	CHECK_STR(q.paper.file_name, "to-trinh-10-2019.docx");
}

struct asked_code {
	str code;
	struct paper_checked found;
};
static td_rc find_code(struct tx *t, void *ctx)
{
	struct asked_code *q = ctx;
	return paper_code_find(t, q->code, &q->found);
}

/* The code of a paper finds it. Returns it. */
static str check_code_finds(struct fixture *f, cluster_year_id id)
{
	struct ask q = {.id = id, .k = PAPER_PROPOSAL};
	struct asked_code first = {0}, none = {.code = S("7QK4-M2XA-93FA")}, slip = {.code = S("7QK4")};
	CHECK_INT(fixture_write(f, make_paper, &q), TD_OK);
	CHECK_INT((i64)q.paper.check_code.n, 12);
	first.code = q.paper.check_code;
	CHECK_INT(fixture_read(f, find_code, &first), TD_OK);
	CHECK_INT(first.found.paper.id.v, q.paper.id.v);
	CHECK(!first.found.replaced);
	CHECK_INT(fixture_read(f, find_code, &none), TD_NOT_FOUND);
	CHECK_INT(fixture_read(f, find_code, &slip), TD_INVALID);
	f->e = err_new(f->a, LANG_VI);
	return first.code;
}

static void check_code_replaced(struct fixture *f, cluster_year_id id, str code)
{
	struct ask q = {.id = id, .k = PAPER_PROPOSAL};
	struct asked_code old = {.code = code};
	CHECK_INT(fixture_write(f, make_paper, &q), TD_OK);
	CHECK_INT(fixture_read(f, find_code, &old), TD_OK);
	CHECK(old.found.replaced);
	CHECK_INT(old.found.newer.id.v, q.paper.id.v);
	CHECK(!str_eq(q.paper.check_code, code));
}

/* Twice, with no paper made between: the first version is the last that a paper was made from. */
static td_rc correct_twice(struct tx *t, void *ctx)
{
	struct ask *q = ctx;
	struct ranking r;
	membership_list members = {0};
	i64 version;
	td_rc rc = store_membership_list(t, q->id, &members);
	CHECK_INT(store_paper_before(t, q->id, S("letter"), 2, &version), TD_NOT_FOUND);
	for (int i = 0; rc == TD_OK && i < 2; i++) {
		rc = store_ranking_latest(t, q->id, &r);
		if (rc == TD_OK)
			rc = act_ranking_correct(t, q->id, r.rev, members.at[0].unit, S("I.3.2"),
						 100 + 50 * i, S("Kết luận số 5"), &r);
	}
	return rc;
}

/* What a paper says it replaces is a paper that was made. */
static void check_replaces(struct fixture *f, cluster_year_id id)
{
	struct ask made = {.id = id, .k = PAPER_MINUTES, .subject = S("")};
	CHECK_INT(fixture_write(f, correct_twice, &made), TD_OK);
	CHECK_STR(err_first(&f->e), "");
	CHECK_INT(fixture_read(f, read_data, &made), TD_OK);
	str text = value_get(made.data, S("đính chính"))->text;
	CHECK(
	    holds(text, S("bản xếp hạng số 3 (bản đính chính), thay văn bản cùng loại lập theo bản số 1.")));
}

/* The golden texts are the same on both engines. */
CASE_DB(papers_of_a_demo_year)
{
	cluster_year_id id = demo_year(f);
	for (int k = 0; k < PAPER__N; k++)
		check_filled(f, id, (enum paper_kind)k);
	check_stored_once(f, id);
	str code = check_code_finds(f, id);
	check_replaces(f, id);
	check_code_replaced(f, id, code);
}

/* ---- legal bases ---- */

struct value *papers_bases(struct arena *a, struct day on, str cluster_name);

CASE(bases_by_date)
{
	struct arena *a = check_arena();
	struct value *v = papers_bases(a, (struct day){2020, 1, 3}, S("Cụm thi đua số 10"));
	CHECK_INT(v->items.n, 4);
	CHECK(holds(v->items.at[2].value->text, S("91/2017/NĐ-CP")));
	v = papers_bases(a, (struct day){2025, 6, 30}, S("Cụm"));
	CHECK(v->items.n == 3 && holds(v->items.at[1].value->text, S("98/2023/NĐ-CP")));
	v = papers_bases(a, (struct day){2025, 7, 1}, S("Khối A"));
	CHECK(v->items.n == 3 && holds(v->items.at[1].value->text, S("152/2025/NĐ-CP")));
	CHECK_STR(v->items.at[2].value->text, "Căn cứ Quy chế tổ chức và hoạt động của Khối A");
}
