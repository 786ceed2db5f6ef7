/* Evidence through the acts, on both engines: documents in use, of several years, withdrawn; T1 and T11. */
#include "jobs/act_evidence.h"
#include "jobs/act_score.h"
#include "tests/lib/fixture.h"

struct place {
	struct fixture_year y;
	struct evidence doc;
	i64 second_c; /* what II is scored with; −1: left empty */
};

#define WRITES(name) static td_rc name(struct tx *t, void *ctx)

static const struct act_pointer first = {S("I.1"), S("mục 2, trang 5")}, other = {S("I.2"), S("trang 1")};

WRITES(add)
{
	struct place *p = ctx;
	p->doc = (struct evidence){.year = p->y.year.id,
				   .unit = p->y.units[0].id,
				   .title = S("Báo cáo kết quả"),
				   .doc_number = S("12/BC"),
				   .issuer = S("Cơ quan A"),
				   .kind = S("report"),
				   .doc_on = S("2018-12-01")};
	return act_evidence_add(t, &p->doc, &first, 1, NULL);
}

WRITES(remove_it)
{
	struct place *p = ctx;
	return act_evidence_remove(t, p->y.year.id, p->y.units[0].id, p->doc.id);
}

WRITES(withdraw)
{
	struct place *p = ctx;
	CHECK_INT(act_evidence_withdraw(t, p->y.year.id, p->y.units[0].id, p->doc.id, 1, S(" ")), TD_INVALID);
	return act_evidence_withdraw(t, p->y.year.id, p->y.units[0].id, p->doc.id, 1, S("Ký nhầm"));
}

WRITES(see_withdrawn)
{
	struct place *p = ctx;
	struct evidence v;
	evidence_link_list links;
	CHECK_INT(store_evidence_get(t, p->doc.id, &v), TD_OK);
	CHECK_STR(v.withdrawn_reason, "Ký nhầm");
	CHECK_STR(v.issuer, "Cơ quan A");
	CHECK_INT(store_evidence_link_list(t, p->y.year.id, p->y.units[0].id, &links), TD_OK);
	CHECK_INT(links.n, 1);
	CHECK(links.at[0].withdrawn);
	return TD_OK;
}

WRITES(use_more)
{
	struct place *p = ctx;
	unit_id a = p->y.units[0].id, b = p->y.units[1].id;
	CHECK_INT(act_evidence_use(t, p->y.year.id, b, p->doc.id, &other), TD_NOT_FOUND);
	return act_evidence_use(t, p->y.year.id, a, p->doc.id, &other);
}

WRITES(drop_all)
{
	struct place *p = ctx;
	td_rc rc = act_evidence_drop(t, p->y.year.id, p->y.units[0].id, p->doc.id, S("I.1"));
	return rc == TD_OK ? act_evidence_drop(t, p->y.year.id, p->y.units[0].id, p->doc.id, S("I.2")) : rc;
}

CASE_DB(t11_a_document_in_use_is_withdrawn_not_removed)
{
	struct place p = {0};
	CHECK_INT(fixture_year(f, &p.y), TD_OK);
	CHECK_INT(fixture_write(f, add, &p), TD_OK);
	CHECK_INT(fixture_write(f, remove_it, &p), TD_CONFLICT);
	CHECK_INT(fixture_write(f, withdraw, &p), TD_OK);
	CHECK_INT(fixture_read(f, see_withdrawn, &p), TD_OK);
	CHECK_INT(fixture_write(f, use_more, &p), TD_CONFLICT);
}

CASE_DB(one_document_serves_several_items_and_is_removed_when_none_uses_it)
{
	struct place p = {0};
	CHECK_INT(fixture_year(f, &p.y), TD_OK);
	CHECK_INT(fixture_write(f, add, &p), TD_OK);
	CHECK_INT(fixture_write(f, use_more, &p), TD_OK);
	CHECK_INT(fixture_write(f, drop_all, &p), TD_OK);
	CHECK_INT(fixture_write(f, remove_it, &p), TD_OK);
}

WRITES(change)
{
	struct place *p = ctx;
	p->doc.rev = 1;
	p->doc.title = S("Báo cáo kết quả năm");
	td_rc rc = act_evidence_change(t, p->y.year.id, &p->doc, NULL);
	p->doc.rev = 1;
	CHECK_INT(act_evidence_change(t, p->y.year.id, &p->doc, NULL), TD_STALE);
	return rc;
}

CASE_DB(a_stale_change_of_a_document_is_refused)
{
	struct place p = {0};
	CHECK_INT(fixture_year(f, &p.y), TD_OK);
	CHECK_INT(fixture_write(f, add, &p), TD_OK);
	CHECK_INT(fixture_write(f, change, &p), TD_OK);
}

WRITES(send)
{
	struct place *p = ctx;
	struct cluster_year y;
	td_rc rc = store_cluster_year_get(t, p->y.year.id, &y);
	y.step = S("self_scoring");
	if (rc == TD_OK)
		rc = store_cluster_year_save(t, &y);
	if (rc == TD_OK)
		rc = fixture_score(t, &p->y, 0, FIXTURE_I1, 0);
	if (rc == TD_OK)
		rc = fixture_score(t, &p->y, 0, FIXTURE_I2, 0);
	if (rc == TD_OK && p->second_c >= 0)
		rc = fixture_score(t, &p->y, 0, FIXTURE_II, p->second_c);
	return rc == TD_OK ? act_card_move(t, y.id, p->y.units[0].id, CARD_SUBMITTED, STR_NULL, 0) : rc;
}

CASE_DB(t1_zero_is_a_score_empty_is_not)
{
	struct place p = {.second_c = -1};
	CHECK_INT(fixture_year(f, &p.y), TD_OK);
	CHECK_INT(fixture_write(f, send, &p), TD_CONFLICT);
	p.second_c = 0;
	CHECK_INT(fixture_write(f, send, &p), TD_OK);
}
