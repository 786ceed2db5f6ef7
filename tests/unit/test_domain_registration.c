#include "domain/pact.h"
#include "domain/registration.h"
#include "format/awards.h"
#include "tests/lib/check.h"

static void in_arena(td_rc (*fn)(void *))
{
	struct arena *a = arena_new("registration", 4 << 20);
	CHECK_INT(arena_run(a, fn, a), TD_OK);
	arena_free(a);
}

static const struct registration_facts full = {.season = SEASON_REGISTERING, .n_targets = 1};

static td_rc the_way_through(void *p)
{
	struct err e = err_new(p, LANG_VI);
	CHECK_INT(registration_can(&full, REGISTRATION_UNSENT, REGISTRATION_SEND, STR_NULL, &e), TD_OK);
	CHECK_INT(registration_can(&full, REGISTRATION_PENDING, REGISTRATION_APPROVE, STR_NULL, &e), TD_OK);
	CHECK_INT(registration_can(&full, REGISTRATION_PENDING, REGISTRATION_RETURN, S(" "), &e), TD_INVALID);
	CHECK_INT(registration_can(&full, REGISTRATION_PENDING, REGISTRATION_RETURN, S("thiếu nguồn"), &e),
		  TD_OK);
	CHECK_INT(registration_can(&full, REGISTRATION_RETURNED, REGISTRATION_SEND, STR_NULL, &e), TD_OK);
	CHECK_INT(registration_can(&full, REGISTRATION_UNSENT, REGISTRATION_APPROVE, STR_NULL, &e),
		  TD_CONFLICT);
	return TD_OK;
}

CASE(send_return_mend_approve)
{
	in_arena(the_way_through);
}

static td_rc recall(void *p)
{
	struct err e = err_new(p, LANG_VI);
	struct registration_facts f = full;
	struct registration r = {.state = REGISTRATION_PENDING};
	struct registration_move m[REGISTRATION_MOVES_MAX];
	CHECK_INT(registration_can(&f, REGISTRATION_PENDING, REGISTRATION_RECALL, STR_NULL, &e), TD_OK);
	CHECK_INT(registration_moves(&r, m), 4);
	f.received = true;
	r.received_at_ms = OPT(1);
	CHECK_INT(registration_can(&f, REGISTRATION_PENDING, REGISTRATION_RECALL, STR_NULL, &e), TD_CONFLICT);
	CHECK_INT(registration_can(&f, REGISTRATION_PENDING, REGISTRATION_RECEIVE, STR_NULL, &e),
		  TD_CONFLICT);
	CHECK_INT(registration_can(&f, REGISTRATION_PENDING, REGISTRATION_RETURN, S("sửa"), &e), TD_OK);
	CHECK_INT(registration_moves(&r, m), 2); /* approve, return */
	return TD_OK;
}

CASE(t30_recalled_until_received_then_only_returned)
{
	in_arena(recall);
}

static td_rc not_sent(void *p)
{
	struct err e = err_new(p, LANG_VI);
	struct registration_facts f = {.season = SEASON_VERIFYING};
	CHECK_INT(registration_can(&f, REGISTRATION_UNSENT, REGISTRATION_SEND, STR_NULL, &e), TD_CONFLICT);
	CHECK_INT(e.n_total, 2); /* both reasons at once */
	f = full;
	f.ranking_frozen = true;
	CHECK_INT(registration_can(&f, REGISTRATION_APPROVED, REGISTRATION_RETURN, S("sửa"), &e),
		  TD_CONFLICT);
	return TD_OK;
}

CASE(nothing_to_send_and_closed_are_told_together)
{
	in_arena(not_sent);
}

CASE(late_is_after_the_day_or_after_the_step)
{
	CHECK(!registration_is_late(SEASON_REGISTERING, S("2026-03-15"), S("2026-03-15")));
	CHECK(registration_is_late(SEASON_REGISTERING, S("2026-03-15"), S("2026-03-16")));
	CHECK(!registration_is_late(SEASON_REGISTERING, STR_NULL, S("2026-12-31")));
	CHECK(registration_is_late(SEASON_RUNNING, S("2026-03-15"), S("2026-03-01")));
	CHECK(registration_editable(REGISTRATION_UNSENT, SEASON_RUNNING));
	CHECK(!registration_editable(REGISTRATION_UNSENT, SEASON_VERIFYING));
	CHECK(!registration_editable(REGISTRATION_PENDING, SEASON_REGISTERING));
}

static td_rc rows(void *p)
{
	struct err e = err_new(p, LANG_VI);
	const str keys[] = {S("12"), S("n1")};
	struct registered_target t[2] = {
	    {.indicator = S("Thu ngân sách"), .measure_unit = S("tỷ đồng"), .criterion = OPT(7)},
	    {.plan_c = -1, .criterion = OPT(7)}};
	CHECK_INT(registration_check_targets(t, keys, 1, &e), TD_OK);
	CHECK_INT(registration_check_targets(t, keys, 2, &e), TD_INVALID);
	CHECK_INT(e.n_total, 4); /* no name, no measure, negative, the same criterion twice */
	CHECK_STR(e.items.at[0].where, "indicator[n1]");
	return TD_OK;
}

CASE(every_fault_of_every_row_at_once)
{
	in_arena(rows);
}

CASE(anomalies)
{
	struct registered_target t = {.plan_c = 900, .baseline_c = OPT(1000), .source = S("QĐ 1")};
	CHECK_INT(registration_anomaly(&t), ANOMALY_BELOW_BASELINE);
	t.plan_c = 2000;
	CHECK_INT(registration_anomaly(&t), ANOMALY_DOUBLED);
	t.plan_c = 1100;
	CHECK_INT(registration_anomaly(&t), ANOMALY_NONE);
	t.source = STR_NULL;
	CHECK_INT(registration_anomaly(&t), ANOMALY_NO_SOURCE);
	t.baseline_c = OPT_NONE;
	CHECK_INT(registration_anomaly(&t), ANOMALY_NO_BASELINE);
}

static td_rc totals(void *p)
{
	registered_target_list list = {0};
	target_total_list out;
	static const struct {
		const char *name, *unit;
		i64 base, plan;
	} in[] = {{"Thu ngân sách", "tỷ đồng", 1000, 1250},
		  {"thu Ngân Sách", "Tỷ đồng", 2000, 2050},
		  {"Tỷ lệ nợ", "%", 400, 301},
		  {"Tỷ lệ nợ", "%", 500, 300}};
	for (size_t i = 0; i < 4; i++)
		VEC_PUSH((struct arena *)p, &list) =
		    (struct registered_target){.indicator = str_c(in[i].name),
					       .measure_unit = str_c(in[i].unit),
					       .baseline_c = OPT(in[i].base),
					       .plan_c = in[i].plan};
	registration_totals(p, &list, &out);
	CHECK_INT(out.n, 2);
	CHECK_INT(out.at[0].n_units, 2);
	CHECK_INT(out.at[0].plan_c, 3300);
	CHECK_INT(out.at[0].baseline_c, 3000);
	CHECK(out.at[1].is_mean);
	CHECK_INT(out.at[1].plan_c, 301); /* 300,5 → half up */
	CHECK_INT(out.at[1].baseline_c, 450);
	return TD_OK;
}

CASE(totals_add_up_and_percentages_are_means)
{
	in_arena(totals);
}

static td_rc words(void *p)
{
	enum registration_state s;
	enum registration_act act;
	enum award_list l;
	enum award_holder h;
	(void)p;
	for (int i = 0; i < REGISTRATION__N; i++)
		CHECK(registration_parse(str_c(registration_code((enum registration_state)i)), &s) == TD_OK &&
		      (int)s == i);
	for (int i = 0; i < REGISTRATION_ACT__N; i++)
		CHECK(registration_act_parse(str_c(registration_act_code((enum registration_act)i)), &act) ==
			  TD_OK &&
		      (int)act == i);
	for (int i = 0; i < AWARD_LIST__N; i++)
		CHECK(award_list_parse(str_c(award_list_code((enum award_list)i)), &l) == TD_OK &&
		      (int)l == i);
	for (int i = 0; i < HOLDER__N; i++)
		CHECK(award_holder_parse(str_c(award_holder_code((enum award_holder)i)), &h) == TD_OK &&
		      (int)h == i);
	CHECK_INT(registration_parse(S("khong"), &s), TD_INVALID);
	return TD_OK;
}

CASE(words_go_there_and_back)
{
	in_arena(words);
}

/* T31: danh hiệu and hình thức khen thưởng are separate lists of the law. */
static td_rc catalogue(void *p)
{
	award_kind_list now, before, never;
	size_t n[AWARD_LIST__N] = {0};
	CHECK_INT(awards_on(p, (struct day){2026, 12, 31}, &now), TD_OK);
	for (size_t i = 0; i < now.n; i++) {
		n[now.at[i].list]++;
		CHECK(now.at[i].source.n > 0);
		for (size_t k = 0; k < i; k++)
			CHECK(!str_eq(now.at[i].code, now.at[k].code));
	}
	CHECK_INT(n[AWARD_TITLE], 12);
	CHECK_INT(n[AWARD_FORM], 8);
	const struct award_kind *bk = awards_find(&now, AWARD_FORM, S("BK"));
	CHECK(bk && bk->holders[HOLDER_HOUSEHOLD] && bk->level == AWARD_PROVINCE);
	CHECK(awards_find(&now, AWARD_TITLE, S("BK")) == NULL);
	CHECK(awards_find(&now, AWARD_FORM, S("CSTDCS")) == NULL);
	CHECK(!awards_find(&now, AWARD_TITLE, S("CSTDCS"))->holders[HOLDER_COLLECTIVE]);
	CHECK_INT(awards_on(p, (struct day){2019, 12, 31}, &before), TD_OK);
	CHECK(awards_find(&before, AWARD_TITLE, S("CSTDCS"))->unverified.n > 0);
	CHECK(awards_find(&before, AWARD_TITLE, S("XPTB")) == NULL); /* new in the law of 2022 */
	CHECK_INT(awards_on(p, (struct day){1999, 12, 31}, &never), TD_OK);
	CHECK_INT(never.n, 0);
	return TD_OK;
}

CASE(t31_titles_and_award_forms_are_separate_lists)
{
	in_arena(catalogue);
}

static td_rc signatures(void *p)
{
	pact_signing_list all = {0};
	struct sha256 text = {{1}}, other = {{2}};
	VEC_PUSH((struct arena *)p, &all) = (struct pact_signing){
	    .id = 2, .unit = {1}, .part = PACT_ANNEX, .voided_at_ms = OPT(5), .text = text};
	VEC_PUSH((struct arena *)p, &all) =
	    (struct pact_signing){.id = 1, .unit = {1}, .part = PACT_COMMON, .text = text};
	CHECK(pact_standing(&all, (unit_id){1}, PACT_ANNEX) == NULL);
	const struct pact_signing *s = pact_standing(&all, (unit_id){1}, PACT_COMMON);
	CHECK(s && s->id == 1);
	CHECK_INT(pact_state(NULL, s), PACT_NOT_READY);
	CHECK_INT(pact_state(&text, NULL), PACT_UNSIGNED);
	CHECK_INT(pact_state(&text, s), PACT_SIGNED);
	CHECK_INT(pact_state(&other, s), PACT_OUTDATED);
	return TD_OK;
}

CASE(a_signature_is_of_a_text)
{
	in_arena(signatures);
}
