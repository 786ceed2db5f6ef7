/* Registration and pact through their acts, on both engines. */
#include "jobs/act_pact.h"
#include "jobs/act_registration.h"
#include "store/store_score.h"
#include "tests/lib/fixture.h"

#define TX(name) static td_rc name(struct tx *t, void *ctx)

/* ---- a year in its registering step ---- */

TX(open_step)
{
	struct fixture_year *y = ctx;
	struct season_step s = {
	    .year = y->year.id, .step = S("registering"), .enabled = true, .due_on = S("2026-11-21")};
	y->year.step = S("registering");
	td_rc rc = store_cluster_year_save(t, &y->year);
	return rc == TD_OK ? store_season_step_put(t, &s) : rc;
}

static bool open_year(struct fixture *f, struct fixture_year *y)
{
	bool ok = fixture_year(f, y) == TD_OK && fixture_write(f, open_step, y) == TD_OK;
	CHECK(ok);
	return ok;
}

static struct registered_target target(const char *name, i64 plan_c, const char *criterion)
{
	return (struct registered_target){.indicator = str_c(name),
					  .measure_unit = S("tỷ đồng"),
					  .baseline_c = OPT(9000),
					  .plan_c = plan_c,
					  .source = S("QĐ 12/QĐ-UBND"),
					  .criterion_code = criterion ? str_c(criterion) : STR_NULL};
}

static void put(struct arena *a, struct registration_rows *rows, struct registered_target g, const char *key)
{
	VEC_PUSH(a, &rows->targets) = g;
	VEC_PUSH(a, &rows->target_keys) = str_c(key);
}

static void put_award(struct arena *a, struct registration_rows *rows, enum award_list list,
		      enum award_holder holder, const char *code, const char *name)
{
	VEC_PUSH(a, &rows->awards) = (struct registered_award){
	    .list = list, .holder = holder, .award_code = code ? str_c(code) : STR_NULL, .name = str_c(name)};
	VEC_PUSH(a, &rows->award_keys) = S("n");
}

static void fill(struct arena *a, struct registration_rows *rows)
{
	put(a, rows, target("Thu ngân sách", 12000, "II"), "n1");
	put(a, rows, target("Sáng kiến", 800, NULL), "n2");
	put_award(a, rows, AWARD_TITLE, HOLDER_PERSON, "CSTDCS", "Nguyễn Văn A");
	put_award(a, rows, AWARD_FORM, HOLDER_HOUSEHOLD, "GK", "Hộ ông Trần Văn B");
	put_award(a, rows, AWARD_INITIATIVE, HOLDER_PERSON, NULL, "Một cửa điện tử");
}

TX(register_a)
{
	struct fixture_year *y = ctx;
	struct registration_rows rows = {0};
	fill(t->a, &rows);
	return act_registration_save(t, y->year.id, y->units[0].id, &rows, 0);
}

static td_rc act(struct tx *t, struct fixture_year *y, enum registration_act what, const char *reason)
{
	struct registration r;
	td_rc rc = store_registration_get(t, y->year.id, y->units[0].id, &r);
	return rc == TD_OK ? act_registration_do(t, y->year.id, y->units[0].id, what, str_c(reason), r.rev)
			   : rc;
}

TX(send)
{
	return act(t, ctx, REGISTRATION_SEND, "");
}
TX(recall)
{
	return act(t, ctx, REGISTRATION_RECALL, "");
}
TX(receive)
{
	return act(t, ctx, REGISTRATION_RECEIVE, "");
}
TX(approve)
{
	return act(t, ctx, REGISTRATION_APPROVE, "");
}
TX(give_back)
{
	return act(t, ctx, REGISTRATION_RETURN, "Bổ sung nguồn giao chỉ tiêu");
}
TX(give_back_silently)
{
	return act(t, ctx, REGISTRATION_RETURN, " ");
}

/* ---- what is there then ---- */

TX(approved_figures)
{
	struct fixture_year *y = ctx;
	registered_target_list targets;
	target_list filled;
	CHECK_INT(store_registered_target_list(t, y->year.id, (unit_id){0}, &targets), TD_OK);
	CHECK_INT(targets.n, 2);
	CHECK_INT(targets.at[0].state, REGISTRATION_APPROVED);
	CHECK_STR(targets.at[0].criterion_code, "II");
	CHECK_INT(store_target_list(t, y->year.id, &filled), TD_OK);
	CHECK_INT(filled.n, 1);
	CHECK_INT(filled.at[0].value_c, 12000);
	CHECK_INT(filled.at[0].unit.v, y->units[0].id.v);
	return TD_OK;
}

CASE_DB(approving_fills_the_targets_of_linked_criteria)
{
	struct fixture_year y;
	if (!open_year(f, &y))
		return;
	CHECK_INT(fixture_write(f, send, &y), TD_CONFLICT); /* nothing in it */
	CHECK_INT(fixture_write(f, register_a, &y), TD_OK);
	CHECK_INT(fixture_write(f, send, &y), TD_OK);
	CHECK_INT(fixture_write(f, approve, &y), TD_OK);
	CHECK_INT(fixture_read(f, approved_figures, &y), TD_OK);
}

CASE_DB(t30_recalled_until_received)
{
	struct fixture_year y;
	if (!open_year(f, &y))
		return;
	CHECK_INT(fixture_write(f, register_a, &y), TD_OK);
	CHECK_INT(fixture_write(f, send, &y), TD_OK);
	CHECK_INT(fixture_write(f, recall, &y), TD_OK);
	CHECK_INT(fixture_write(f, send, &y), TD_OK);
	CHECK_INT(fixture_write(f, receive, &y), TD_OK);
	CHECK_INT(fixture_write(f, recall, &y), TD_CONFLICT);
	CHECK_INT(fixture_write(f, give_back_silently, &y), TD_INVALID);
	CHECK_INT(fixture_write(f, give_back, &y), TD_OK);
}

TX(mend_a)
{
	struct fixture_year *y = ctx;
	struct registration r;
	struct registration_rows rows = {0};
	registered_target_list was;
	CHECK_INT(store_registration_get(t, y->year.id, y->units[0].id, &r), TD_OK);
	CHECK_STR(r.reason, "Bổ sung nguồn giao chỉ tiêu");
	CHECK_INT(store_registered_target_list(t, y->year.id, y->units[0].id, &was), TD_OK);
	/* the first row goes, the second one takes its criterion, a new one comes */
	was.at[1].criterion_code = S("II");
	was.at[1].plan_c = 13000;
	put(t->a, &rows, was.at[1], "2");
	put(t->a, &rows, target("Hộ nghèo giảm", 500, NULL), "n1");
	td_rc rc = act_registration_save(t, y->year.id, y->units[0].id, &rows, r.rev);
	if (rc != TD_OK)
		return rc;
	registered_target_list is;
	registered_award_list awards;
	CHECK_INT(store_registered_target_list(t, y->year.id, y->units[0].id, &is), TD_OK);
	CHECK_INT(is.n, 2);
	CHECK_INT(is.at[0].id, was.at[1].id);
	CHECK_INT(is.at[1].ordinal, 3);
	CHECK_INT(store_registered_award_list(t, y->year.id, y->units[0].id, &awards), TD_OK);
	CHECK_INT(awards.n, 0);
	return TD_OK;
}

CASE_DB(what_was_returned_is_mended_and_sent_again)
{
	struct fixture_year y;
	if (!open_year(f, &y))
		return;
	CHECK_INT(fixture_write(f, register_a, &y), TD_OK);
	CHECK_INT(fixture_write(f, send, &y), TD_OK);
	CHECK_INT(fixture_write(f, register_a, &y), TD_CONFLICT); /* sent: closed for edits */
	CHECK_INT(fixture_write(f, give_back, &y), TD_OK);
	CHECK_INT(fixture_write(f, register_a, &y), TD_STALE); /* as seen before it was sent */
	CHECK_INT(fixture_write(f, mend_a, &y), TD_OK);
	CHECK_INT(fixture_write(f, send, &y), TD_OK);
	CHECK_INT(fixture_write(f, approve, &y), TD_OK);
}

TX(from_the_wrong_list)
{
	struct fixture_year *y = ctx;
	struct registration_rows rows = {0};
	put(t->a, &rows, target("", 1, "I.1"), "n1");
	put_award(t->a, &rows, AWARD_TITLE, HOLDER_PERSON, "BK", "Nguyễn Văn A");
	put_award(t->a, &rows, AWARD_FORM, HOLDER_COLLECTIVE, "TTLDXS", "Phòng B");
	put_award(t->a, &rows, AWARD_TITLE, HOLDER_HOUSEHOLD, "CSTDCS", "Hộ ông C");
	td_rc rc = act_registration_save(t, y->year.id, y->units[0].id, &rows, 0);
	CHECK_INT(t->e->n_total,
		  5); /* no name, not a criterion with target, two of the wrong list, one wrong holder */
	return rc;
}

CASE_DB(t31_a_title_is_no_award_form)
{
	struct fixture_year y;
	if (!open_year(f, &y))
		return;
	CHECK_INT(fixture_write(f, from_the_wrong_list, &y), TD_INVALID);
}

TX(is_late)
{
	struct fixture_year *y = ctx;
	struct registration r;
	struct season_facts facts;
	struct act_year ay;
	CHECK_INT(store_registration_get(t, y->year.id, y->units[0].id, &r), TD_OK);
	CHECK(r.late);
	CHECK_INT(act_year_get(t, y->year.id, &ay), TD_OK);
	CHECK_INT(act_season_facts(t, &ay, &facts), TD_OK);
	CHECK_INT(facts.n_unregistered, 2); /* of three */
	return TD_OK;
}

CASE_DB(who_joins_late_is_taken_and_the_lateness_is_on_record)
{
	struct fixture_year y;
	if (!open_year(f, &y))
		return;
	f->clock.now += (i64)2 * 24 * 3600 * 1000;
	CHECK_INT(fixture_write(f, register_a, &y), TD_OK);
	CHECK_INT(fixture_write(f, send, &y), TD_OK);
	CHECK_INT(fixture_read(f, is_late, &y), TD_OK);
}

/* ---- the pact ---- */

TX(write_pact)
{
	struct fixture_year *y = ctx;
	struct pact_of_year p;
	struct pact text = {
	    .contents = S("Vượt chỉ tiêu\nVững mạnh"), .measures = S("Chỉ đạo sát"), .theme = S("Đoàn kết")};
	td_rc rc = act_pact_load(t, y->year.id, false, &p);
	return rc == TD_OK ? act_pact_save(t, y->year.id, false, &text, p.pact.rev) : rc;
}

TX(change_pact)
{
	struct fixture_year *y = ctx;
	struct pact text = {.contents = S("Vượt chỉ tiêu"), .measures = S("Chỉ đạo sát")};
	return act_pact_save(t, y->year.id, false, &text, 1);
}

static td_rc sign(struct tx *t, struct fixture_year *y, enum pact_part part)
{
	struct act_signature s = {
	    .part = part, .method = PACT_IN_BROWSER, .name = S("Nguyễn Văn A"), .title = S("Giám đốc")};
	return act_pact_sign(t, y->year.id, false, y->units[0].id, &s);
}

TX(sign_common)
{
	return sign(t, ctx, PACT_COMMON);
}
TX(sign_annex)
{
	return sign(t, ctx, PACT_ANNEX);
}
TX(both_are_signed)
{
	struct fixture_year *y = ctx;
	struct pact_of_year p;
	CHECK_INT(act_pact_load(t, y->year.id, false, &p), TD_OK);
	CHECK_INT(p.units.at[0].state[PACT_COMMON], PACT_SIGNED);
	CHECK_INT(p.units.at[0].state[PACT_ANNEX], PACT_SIGNED);
	CHECK_INT(p.units.at[1].state[PACT_COMMON], PACT_UNSIGNED);
	CHECK_INT(p.units.at[1].state[PACT_ANNEX], PACT_NOT_READY);
	return TD_OK;
}
TX(common_is_outdated)
{
	struct fixture_year *y = ctx;
	struct pact_of_year p;
	CHECK_INT(act_pact_load(t, y->year.id, false, &p), TD_OK);
	CHECK_INT(p.units.at[0].state[PACT_COMMON], PACT_OUTDATED);
	CHECK_INT(p.units.at[0].state[PACT_ANNEX], PACT_SIGNED);
	return TD_OK;
}
TX(sign_next_year)
{
	struct fixture_year *y = ctx;
	struct pact text = {.contents = S("Năm sau"), .measures = S("Như trên")};
	struct pact_of_year p;
	size_t n = 0;
	td_rc rc = act_pact_save(t, y->year.id, true, &text, 0);
	for (int i = 0; rc == TD_OK && i < 3; i++) {
		y->members[i].leader_name = S("Trần Thị B");
		rc = store_membership_save(t, &y->members[i]);
	}
	if (rc == TD_OK)
		rc = act_pact_sign_all(t, y->year.id, true, PACT_COMMON, STR_NULL, &n);
	CHECK_INT(n, 3);
	if (rc == TD_OK)
		rc = act_pact_load(t, y->year.id, true, &p);
	CHECK_INT(p.year, 2020);
	CHECK_INT(p.units.at[2].state[PACT_COMMON], PACT_SIGNED);
	CHECK_INT(p.units.at[2].state[PACT_ANNEX], PACT_NOT_READY);
	return rc;
}

CASE_DB(a_pact_is_signed_part_by_part_and_again_when_it_changes)
{
	struct fixture_year y;
	if (!open_year(f, &y))
		return;
	CHECK_INT(fixture_write(f, sign_common, &y), TD_CONFLICT); /* not written */
	CHECK_INT(fixture_write(f, sign_annex, &y), TD_CONFLICT);  /* not approved */
	CHECK_INT(fixture_write(f, write_pact, &y), TD_OK);
	CHECK_INT(fixture_write(f, register_a, &y), TD_OK);
	CHECK_INT(fixture_write(f, send, &y), TD_OK);
	CHECK_INT(fixture_write(f, approve, &y), TD_OK);
	CHECK_INT(fixture_write(f, sign_common, &y), TD_OK);
	CHECK_INT(fixture_write(f, sign_annex, &y), TD_OK);
	CHECK_INT(fixture_write(f, sign_common, &y), TD_CONFLICT); /* once */
	CHECK_INT(fixture_read(f, both_are_signed, &y), TD_OK);
	CHECK_INT(fixture_write(f, change_pact, &y), TD_OK);
	CHECK_INT(fixture_read(f, common_is_outdated, &y), TD_OK);
	CHECK_INT(fixture_write(f, change_pact, &y), TD_STALE);
	CHECK_INT(fixture_write(f, sign_common, &y), TD_OK);
	CHECK_INT(fixture_write(f, sign_next_year, &y), TD_OK);
}
