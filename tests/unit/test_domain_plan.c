/* The plan of a year: what may be launched, phases among each other, receipts. */
#include "domain/plan.h"
#include "tests/lib/check.h"
#include "tests/lib/arena_case.h"

static struct campaign campaign(void)
{
	return (struct campaign){.id = 1,
				 .kind = CAMPAIGN_PHASE,
				 .name = S("Thi đua lập thành tích"),
				 .starts_on = S("2010-01-01"),
				 .ends_on = S("2010-12-31")};
}

static struct campaign_phase phase(i64 id, const char *name, const char *from, const char *to, bool last)
{
	return (struct campaign_phase){.id = id,
				       .campaign_id = 1,
				       .name = str_c(name),
				       .final_push = last,
				       .starts_on = str_c(from),
				       .ends_on = str_c(to)};
}

ARENA_CASE(words_are_read_back)
{
	(void)a;
	for (int i = 0; i < CAMPAIGN_KIND__N; i++) {
		enum campaign_kind k;
		CHECK_INT(campaign_kind_parse(str_c(campaign_kind_code((enum campaign_kind)i)), &k), TD_OK);
		CHECK_INT(k, i);
	}
	for (int i = 0; i < DOCUMENT_KIND__N; i++) {
		enum document_kind k;
		CHECK_INT(document_kind_parse(str_c(document_kind_code((enum document_kind)i)), &k), TD_OK);
		CHECK_INT(k, i);
	}
	for (int i = 0; i < READ_KIND__N; i++) {
		enum read_kind k;
		CHECK_INT(read_kind_parse(str_c(read_kind_code((enum read_kind)i)), &k), TD_OK);
		CHECK_INT(k, i);
	}
	enum read_kind other;
	CHECK_INT(read_kind_parse(S("khac"), &other), TD_INVALID);
}

ARENA_CASE(an_empty_plan_is_a_draft_but_not_launched)
{
	struct plan p = {.id = 1};
	struct err e = err_new(a, LANG_VI);
	CHECK_INT(plan_check(&p, false, &e), TD_OK);
	CHECK_INT(plan_check(&p, true, &e), TD_INVALID);
	CHECK_INT(e.n_total, 3); /* theme, contents, measures; aims may be empty */
	CHECK(err_at(&e, S("contents")) != NULL && err_at(&e, S("aims")) == NULL);
	p.text[PLAN_THEME] = S("Kỷ cương");
	p.text[PLAN_CONTENTS] = S("Thu đạt 100%");
	p.text[PLAN_MEASURES] = S("Giao ban hằng quý");
	e = err_new(a, LANG_VI);
	CHECK_INT(plan_check(&p, true, &e), TD_OK);
	p.issued_on = S("31/02/2026");
	CHECK_INT(plan_check(&p, true, &e), TD_INVALID);
}

ARENA_CASE(a_copied_section_is_seen)
{
	(void)a;
	bool same[PLAN_SECTION__N];
	struct plan last = {.text = {S("A"), S(""), S("C"), S("D")}},
		    now = {.text = {S("B"), S(""), S("C"), S("")}};
	plan_same(&now, &last, same);
	CHECK(!same[PLAN_THEME] && !same[PLAN_AIMS] && same[PLAN_CONTENTS] && !same[PLAN_MEASURES]);
}

ARENA_CASE(phases_do_not_overlap_and_the_final_push_is_last)
{
	struct campaign c = campaign();
	campaign_phase_list all = {0};
	phase_target_list none = {0};
	struct err e = err_new(a, LANG_VI);
	VEC_PUSH(a, &all) = phase(1, "Đợt I", "2010-01-08", "2010-03-31", false);
	VEC_PUSH(a, &all) = phase(2, "Nước rút", "2010-10-01", "2010-12-15", true);
	struct campaign_phase p = phase(0, "Đợt II", "2010-04-01", "2010-06-30", false);
	CHECK_INT(phase_check(&c, &all, &p, &none, &e), TD_OK);
	p.starts_on = S("2010-03-31");
	CHECK_INT(phase_check(&c, &all, &p, &none, &e), TD_INVALID);
	CHECK(err_at(&e, S("starts_on")) != NULL);
	e = err_new(a, LANG_VI);
	p = phase(0, "Đợt III", "2010-12-16", "2010-12-31", false);
	CHECK_INT(phase_check(&c, &all, &p, &none, &e), TD_INVALID); /* after the final push */
	CHECK(err_at(&e, S("final_push")) != NULL);
	e = err_new(a, LANG_VI);
	p = phase(0, "Đợt IV", "2011-01-01", "2011-01-31", true);
	CHECK_INT(phase_check(&c, &all, &p, &none, &e), TD_INVALID);
	CHECK_INT(e.n_total, 2); /* outside the campaign, and a second final push */
	e = err_new(a, LANG_VI);
	p = all.at[0]; /* itself is no neighbour */
	CHECK_INT(phase_check(&c, &all, &p, &none, &e), TD_OK);
	p = phase(0, " ", "khong", "", false);
	CHECK_INT(phase_check(&c, &all, &p, &none, &e), TD_INVALID);
	CHECK_INT(e.n_total, 3); /* all at once: name and both days */
}

ARENA_CASE(a_target_without_words_names_its_row)
{
	struct campaign c = campaign();
	campaign_phase_list none = {0};
	phase_target_list targets = {0};
	struct campaign_phase p = phase(0, "Đợt I", "2010-01-08", "2010-03-31", false);
	struct err e = err_new(a, LANG_VI);
	VEC_PUSH(a, &targets) = (struct phase_target){.row = 4, .indicator = S(""), .plan_c = OPT(100)};
	CHECK_INT(phase_check(&c, &none, &p, &targets, &e), TD_INVALID);
	CHECK(err_at(&e, S("indicator[4]")) != NULL);
}

ARENA_CASE(a_campaign_by_phases_is_launched_with_one)
{
	struct campaign c = campaign();
	struct err e = err_new(a, LANG_VI);
	CHECK_INT(campaign_check(&c, &e), TD_OK);
	CHECK_INT(campaign_check_launch(&c, 0, &e), TD_INVALID);
	e = err_new(a, LANG_VI);
	CHECK_INT(campaign_check_launch(&c, 1, &e), TD_OK);
	c.kind = CAMPAIGN_THEMATIC;
	CHECK_INT(campaign_check_launch(&c, 0, &e), TD_INVALID); /* nothing says what is to be done */
	c.ends_on = S("2009-12-31");
	e = err_new(a, LANG_VI);
	CHECK_INT(campaign_check(&c, &e), TD_INVALID);
}

ARENA_CASE(a_receipt_counts_a_unit_once_and_its_first_reader)
{
	read_receipt_list all = {0};
	const struct {
		i64 edition, unit, at;
	} rows[] = {{1, 7, 200}, {1, 7, 100}, {1, 8, 300}, {2, 7, 400}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		VEC_PUSH(a, &all) = (struct read_receipt){.kind = READ_PLAN,
							  .object_id = 1,
							  .edition = rows[i].edition,
							  .unit = {rows[i].unit},
							  .opened_at_ms = rows[i].at};
	CHECK_INT(read_receipt_units(&all, READ_PLAN, 1, 1), 2);
	CHECK_INT(read_receipt_units(&all, READ_PLAN, 1, 2), 1);
	CHECK_INT(read_receipt_units(&all, READ_CAMPAIGN, 1, 1), 0);
	CHECK_INT(read_receipt_of(&all, READ_PLAN, 1, 1, (unit_id){7})->opened_at_ms, 100);
	CHECK(read_receipt_of(&all, READ_PLAN, 1, 2, (unit_id){8}) == NULL);
}

ARENA_CASE(a_document_needs_a_file_and_a_title)
{
	struct cluster_document d = {.title = S(" "), .issued_on = S("2026-11-22")};
	struct err e = err_new(a, LANG_VI);
	CHECK_INT(document_check(&d, S("2026-11-21"), &e), TD_INVALID);
	CHECK_INT(e.n_total, 3); /* and it is issued tomorrow */
}
