/* The register of awards through the acts, on both engines: a decision in one act, codes, revoking. */
#include "domain/check_code.h"
#include "jobs/act_award.h"
#include "jobs/act_journal.h"
#include "tests/lib/fixture.h"

struct place {
	struct fixture_year y;
	struct award_decision d;
	award_list_of list;
	struct award one;
	struct award_former former;
	size_t n;
	i64 rev;
	str on;
};

#define TX(name) static td_rc name(struct tx *t, void *ctx)

TX(decide)
{
	struct place *p = ctx;
	return act_award_decide(t, p->y.year.id, &p->d, &p->n);
}

TX(look)
{
	struct place *p = ctx;
	td_rc rc = store_award_list(t, p->y.cluster.id, &p->list);
	for (size_t i = 0; rc == TD_OK && i < p->list.n; i++)
		rc = store_award_of_code(t, p->list.at[i].code, &p->one);
	return rc;
}

TX(revoke)
{
	struct place *p = ctx;
	return act_award_revoke(t, p->y.year.id, p->list.at[0].id, p->rev, p->on, S("09/QĐ-UBND"),
				S("Khai sai thành tích"));
}

static struct place begin(struct fixture *f)
{
	struct place p = {.rev = 1, .on = S("2020-02-01")};
	CHECK_INT(fixture_year(f, &p.y), TD_OK);
	p.d = (struct award_decision){.decision = S("0123/QĐ-UBND"),
				      .decided_on = S("2020-01-20"),
				      .decided_by = S("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"),
				      .list = AWARD_TITLE,
				      .award_code = S("LDTT"),
				      .holders =
					  arena_fmt(f->a, "Nguyễn Văn A; Phó phòng; %.*s\n\nTrần Thị B;;%.*s",
						    STRF(p.y.units[0].code), STRF(p.y.units[1].code))};
	return p;
}

CASE_DB(a_decision_gives_each_holder_its_place_and_code)
{
	struct place p = begin(f);
	str code;
	CHECK_INT(fixture_write(f, decide, &p), TD_OK);
	CHECK_INT(fixture_read(f, look, &p), TD_OK);
	CHECK_INT(p.list.n, 2);
	CHECK_INT(p.list.at[1].ordinal, 2);
	CHECK(str_eq(p.list.at[0].name, S("Nguyễn Văn A")));
	CHECK(str_eq(p.one.name, S("Trần Thị B")));
	CHECK(!str_eq(p.list.at[0].code, p.list.at[1].code));
	CHECK_INT(check_code_read(f->a, p.one.code, &code), TD_OK);
}

CASE_DB(the_same_decision_twice_is_refused)
{
	struct place p = begin(f);
	CHECK_INT(fixture_write(f, decide, &p), TD_OK);
	CHECK_INT(fixture_write(f, decide, &p), TD_CONFLICT);
	CHECK_INT(fixture_read(f, look, &p), TD_OK);
	CHECK_INT(p.list.n, 2);
}

CASE_DB(every_fault_of_a_decision_is_told_and_nothing_is_kept)
{
	struct place p = begin(f);
	p.d.decision = S(" ");
	p.d.holders = arena_fmt(f->a, "%.*s\nKhông Có", STRF(p.y.units[0].code));
	CHECK_INT(fixture_write(f, decide, &p), TD_INVALID);
	CHECK_INT(f->e.n_total, 3); /* no number; no title for a collective; no member */
	CHECK_INT(fixture_read(f, look, &p), TD_OK);
	CHECK_INT(p.list.n, 0);
}

CASE_DB(an_award_is_revoked_once_from_a_day_after_it)
{
	struct place p = begin(f);
	CHECK_INT(fixture_write(f, decide, &p), TD_OK);
	CHECK_INT(fixture_read(f, look, &p), TD_OK);
	p.on = S("2019-12-31");
	CHECK_INT(fixture_write(f, revoke, &p), TD_INVALID);
	p.on = S("2020-02-01");
	p.rev = 7;
	CHECK_INT(fixture_write(f, revoke, &p), TD_STALE);
	p.rev = 1;
	CHECK_INT(fixture_write(f, revoke, &p), TD_OK);
	CHECK_INT(fixture_write(f, revoke, &p), TD_CONFLICT);
	CHECK_INT(fixture_read(f, look, &p), TD_OK);
	CHECK(str_eq(p.list.at[0].revoked_decision, S("09/QĐ-UBND")));
	CHECK_INT(p.list.at[1].revoked_on.n, 0);
}

TX(mend)
{
	struct place *p = ctx;
	const struct award_words words = {S("Nguyễn Văn Á"), S("Trưởng phòng"), S("")};
	return act_award_mend(t, p->y.year.id, p->list.at[0].id, p->rev, &words, S("Viết sai tên"));
}

TX(look_back)
{
	struct place *p = ctx;
	td_rc rc = store_award_former_of_code(t, p->one.code, &p->former);
	return rc == TD_OK ? store_award_get(t, p->former.award, &p->one) : rc;
}

CASE_DB(mended_words_give_a_new_code_and_the_former_one_leads_to_it)
{
	struct place p = begin(f);
	CHECK_INT(fixture_write(f, decide, &p), TD_OK);
	CHECK_INT(fixture_read(f, look, &p), TD_OK);
	struct award was = p.list.at[0];
	CHECK_INT(fixture_write(f, mend, &p), TD_OK);
	CHECK_INT(fixture_write(f, mend, &p), TD_STALE);
	p.rev = 2;
	CHECK_INT(fixture_write(f, mend, &p), TD_CONFLICT); /* nothing changes */
	p.one = was;
	CHECK_INT(fixture_read(f, look_back, &p), TD_OK);
	CHECK(str_eq(p.former.name, S("Nguyễn Văn A")));
	CHECK(str_eq(p.one.name, S("Nguyễn Văn Á")));
	CHECK(!str_eq(p.one.code, was.code));
}
