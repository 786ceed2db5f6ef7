/* Templates of papers and the number of a paper on both engines: which template rules, refused ones and their days, stale choices,
 * what is found before a number is given. */
#include "jobs/act_number.h"
#include "jobs/act_template.h"
#include "office/zip_write.h"
#include "store/store_file.h"
#include "store/store_import.h"
#include "store/maintain.h"
#include "tests/lib/fixture.h"

enum { DAY_MS = 24 * 3600 * 1000 };

struct place {
	struct fixture_year y;
	struct act_template a;
	i64 chosen;
	str name, bytes;
	struct paper_template used;
	paper_template_list list;
	struct template_check check;
	struct paper paper;
	struct act_number number;
	contradiction_list found;
};

static td_rc upload(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	return act_template_upload(t, p->y.year.id, &p->a, p->name, p->bytes);
}

static td_rc choose(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	return act_template_choose(t, p->y.year.id, &p->a, p->chosen);
}

static td_rc look(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	p->used = (struct paper_template){0};
	td_rc rc = store_template_list(t, p->y.cluster.id, S("minutes"), &p->list);
	return rc == TD_OK ? store_template_current(t, p->y.cluster.id, S("minutes"), &p->used) : rc;
}

CASE_DB(the_newest_template_rules_until_the_shipped_one_is_chosen)
{
	struct place p = {.a = {.kind = PAPER_MINUTES}, .name = S("mau-1.docx"), .bytes = S("một")};
	CHECK_INT(fixture_year(f, &p.y), TD_OK);
	CHECK_INT(fixture_read(f, look, &p), TD_NOT_FOUND);
	CHECK_INT(fixture_write(f, upload, &p), TD_OK);
	CHECK_INT(fixture_read(f, look, &p), TD_OK);
	CHECK_STR(p.used.file_name, "mau-1.docx");
	i64 first = p.used.id.v;
	/* whoever saw the shipped one is told */
	CHECK_INT(fixture_write(f, upload, &p), TD_STALE);
	CHECK_STR(err_first(&f->e),
		  "Mẫu đang dùng vừa được người khác thay: mau-1.docx. Xem lại rồi làm tiếp.");
	p.a.was = first;
	p.name = S("mau-2.docx");
	CHECK_INT(fixture_write(f, upload, &p), TD_OK);
	CHECK_INT(fixture_read(f, look, &p), TD_OK);
	CHECK_STR(p.used.file_name, "mau-2.docx");
	CHECK_INT((i64)p.list.n, 2);
	CHECK(p.list.at[1].retired_at_ms.set && !p.list.at[0].retired_at_ms.set);
	p.a.was = p.used.id.v;
	CHECK_INT(fixture_write(f, choose, &p), TD_OK);
	CHECK_INT(fixture_read(f, look, &p), TD_NOT_FOUND);
	/* an earlier one again, but none that is not there */
	p.a.was = 0;
	CHECK_INT(fixture_write(f, choose, &p), TD_CONFLICT);
	p.chosen = 999;
	CHECK_INT(fixture_write(f, choose, &p), TD_NOT_FOUND);
	p.chosen = first;
	CHECK_INT(fixture_write(f, choose, &p), TD_OK);
	CHECK_INT(fixture_read(f, look, &p), TD_OK);
	CHECK_STR(p.used.file_name, "mau-1.docx");
	CHECK_INT((i64)p.list.n, 3);
}

static td_rc keep(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	return act_template_keep(t, &p->check, p->bytes);
}

static td_rc get(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	td_rc rc = store_template_check_get(t, &p->check);
	return rc == TD_OK ? store_template_check_bytes(t, &p->check, &p->bytes) : rc;
}

CASE_DB(a_refused_template_waits_for_its_sender_some_days)
{
	struct place p = {.a = {.kind = PAPER_MINUTES}, .name = S("mau.docx")};
	struct maintain_purged gone;
	CHECK_INT(fixture_year(f, &p.y), TD_OK);
	p.check = (struct template_check){.cluster = p.y.cluster.id,
					  .user = p.y.user.id,
					  .kind = S("minutes"),
					  .file_name = S("sai.docx"),
					  .n_faults = 3};
	p.bytes = S("cũ");
	CHECK_INT(fixture_write(f, keep, &p), TD_OK);
	p.bytes = S("mới");
	CHECK_INT(fixture_write(f, keep, &p), TD_OK);
	CHECK_INT(fixture_read(f, get, &p), TD_OK);
	CHECK_STR(p.bytes, "mới");
	CHECK_INT(p.check.n_faults, 3);
	/* an accepted one by the same person ends it */
	struct place other = p;
	f->actor.user_id = p.y.user.id.v;
	CHECK_INT(fixture_write(f, upload, &other), TD_OK);
	CHECK_INT(fixture_read(f, get, &p), TD_NOT_FOUND);
	CHECK_INT(fixture_write(f, keep, &p), TD_OK);
	f->clock.now += (TEMPLATE_CHECK_DAYS + 1) * (i64)DAY_MS;
	CHECK_INT(fixture_read(f, get, &p), TD_NOT_FOUND);
	CHECK_INT(maintain_purge(f->db, f->a, &f->e, &gone), TD_OK);
	CHECK_INT(gone.n_template_checks, 1);
}

/* ---- the number of a paper ---- */

static str docx(struct arena *a, const char *sentence)
{
	struct zip_part parts[] = {
	    {S("[Content_Types].xml"), S("<Types/>")},
	    {S("word/document.xml"),
	     arena_fmt(a,
		       "<w:document "
		       "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
		       "<w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>",
		       sentence)}};
	str out = STR_NULL;
	CHECK_INT(zip_write(a, parts, 2, &out), TD_OK);
	return out;
}

static td_rc make_paper(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	p->paper = (struct paper){.year = p->y.year.id,
				  .kind = S("minutes"),
				  .subject = S(""),
				  .title = S("Biên bản"),
				  .file_name = S("bien-ban.docx")};
	td_rc rc = store_file_put(t, p->bytes, S("application/x"), &p->paper.file);
	return rc == TD_OK ? store_paper_add(t, &p->paper, (paper_id){0}) : rc;
}

static td_rc give(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	return act_number_give(t, p->y.year.id, &p->number);
}

static td_rc standing(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	return store_paper_standing(t, p->y.year.id, S("minutes"), S(""), &p->paper);
}

CASE_DB(b3_typed_text_that_contradicts_the_data_is_said_before_a_number_is_given)
{
	struct place p = {.bytes = docx(f->a, "Cụm có 10 đơn vị thành viên.")};
	CHECK_INT(fixture_year(f, &p.y), TD_OK);
	CHECK_INT(fixture_write(f, make_paper, &p), TD_OK);
	p.number = (struct act_number){.paper = p.paper.id,
				       .rev = 1,
				       .number = S("01/BB"),
				       .on = {2020, 1, 8},
				       .reason = S(""),
				       .edited = S("")};
	CHECK_INT(fixture_write(f, give, &p), TD_INVALID);
	CHECK_STR(err_first(&f->e),
		  "Đoạn «Cụm có 10 đơn vị thành viên»: ghi «10 đơn vị thành viên», số liệu là "
		  "«3 đơn vị thành viên».");
	p.number.reason = S("Hội nghị thống nhất");
	CHECK_INT(fixture_write(f, give, &p), TD_OK);
	CHECK_INT(fixture_read(f, standing, &p), TD_OK);
	CHECK_STR(p.paper.number, "01/BB");
	CHECK_STR(p.paper.signed_on, "2020-01-08");
	CHECK_INT(fixture_write(f, give, &p), TD_STALE);
	/* mended by hand: it stands in place of the one that was made, which takes no number any more */
	i64 before = p.paper.id.v;
	p.number.rev = p.paper.rev;
	p.number.reason = S("");
	p.number.edited = docx(f->a, "Cụm có 3 đơn vị thành viên.");
	CHECK_INT(fixture_write(f, give, &p), TD_OK);
	CHECK_INT(fixture_read(f, standing, &p), TD_OK);
	CHECK(p.paper.id.v != before);
	p.number.paper.v = before;
	p.number.edited = S("");
	CHECK_INT(fixture_write(f, give, &p), TD_CONFLICT);
	p.number.paper.v = 999;
	CHECK_INT(fixture_write(f, give, &p), TD_NOT_FOUND);
	p.number.paper = p.paper.id;
	p.number.edited = S("không phải docx");
	CHECK_INT(fixture_write(f, give, &p), TD_INVALID);
}
