/* Periods, lights, money, shares and quotas of following a year. */
#include "domain/activity.h"
#include "domain/period.h"
#include "tests/lib/check.h"

static void in_arena(td_rc (*fn)(void *))
{
	struct arena *a = arena_new("period", 1 << 20);
	CHECK_INT(arena_run(a, fn, a), TD_OK);
	arena_free(a);
}

static struct day day(const char *iso)
{
	struct day d = {0};
	CHECK_INT(day_parse_iso(str_c(iso), &d), TD_OK);
	return d;
}

CASE(t5_days_left_are_counted_between_local_midnights)
{
	CHECK_INT(period_days_left(day("2026-11-21"), day("2026-11-21")), 0);
	CHECK_INT(period_days_left(day("2028-02-28"), day("2028-03-01")), 2); /* a leap year */
	CHECK_INT(period_days_left(day("2027-02-28"), day("2027-03-01")), 1);
	CHECK_INT(period_days_left(day("2027-01-01"), day("2026-12-31")), -1);
}

CASE(a_report_sent_at_23_59_of_the_last_day_is_on_time)
{
	struct day due = day("2026-07-10");
	i64 midnight = day_start_ms(day("2026-07-11"));
	CHECK_INT(period_days_late(due, midnight - 60000), 0);
	CHECK_INT(period_days_late(due, midnight - 1), 0);
	CHECK_INT(period_days_late(due, midnight), 1);
	CHECK_INT(period_days_late(due, day_start_ms(day("2026-07-01"))), 0);
}

static struct period_plan half(void)
{
	return (struct period_plan){.name = S("6 tháng đầu năm"),
				    .starts_on = S("2026-01-01"),
				    .ends_on = S("2026-06-30"),
				    .due_on = S("2026-07-10"),
				    .expected_pct_c = 5000,
				    .last_on = S("2026-12-20"),
				    .today = S("2026-03-01"),
				    .year = 2026,
				    .is_new = true};
}

static size_t faults(struct arena *a, const struct period_plan *p)
{
	struct err e = err_new(a, LANG_VI);
	td_rc rc = period_check(p, &e);
	CHECK_INT(rc, e.n_total ? TD_INVALID : TD_OK);
	return e.n_total;
}

static td_rc deadlines(void *ctx)
{
	struct period_plan p = half();
	CHECK_INT(faults(ctx, &p), 0);
	p.due_on = S("2026-12-21"); /* after the meeting */
	CHECK_INT(faults(ctx, &p), 1);
	p = half();
	p.due_on = S("2026-02-28"); /* past */
	CHECK_INT(faults(ctx, &p), 1);
	p.year = 2025; /* a year entered afterwards */
	CHECK_INT(faults(ctx, &p), 0);
	p.year = 2026, p.is_new = false;
	CHECK_INT(faults(ctx, &p), 0);
	p.due_on = S("2025-12-31"); /* before it begins */
	CHECK_INT(faults(ctx, &p), 1);
	p = (struct period_plan){.name = S(" "), .starts_on = S("x"), .ends_on = S(""), .due_on = S("31/2")};
	p.expected_pct_c = 10001;
	CHECK_INT(faults(ctx, &p), 5);
	p = half();
	p.ends_on = S("2025-06-30");
	p.last_on = S("");
	CHECK_INT(faults(ctx, &p), 1);
	return TD_OK;
}

CASE(t10_a_period_is_due_before_the_meeting_and_not_in_the_past)
{
	in_arena(deadlines);
}

CASE(lights_by_what_should_be_done_by_now)
{
	struct light_limits at = {10000, 8000};
	CHECK_INT(period_light(OPT_NONE, 10000, 5000, at), LIGHT_GREY);
	CHECK_INT(period_light(OPT(5000), 10000, 5000, at), LIGHT_GREEN);
	CHECK_INT(period_light(OPT(4999), 10000, 5000, at), LIGHT_YELLOW);
	CHECK_INT(period_light(OPT(4000), 10000, 5000, at), LIGHT_YELLOW);
	CHECK_INT(period_light(OPT(3999), 10000, 5000, at), LIGHT_RED);
	CHECK_INT(period_light(OPT(0), 10000, 5000, at), LIGHT_RED); /* 0 is a figure */
	CHECK_INT(period_light(OPT(0), 10000, 0, at), LIGHT_GREEN);
	CHECK_INT(period_light(OPT(0), 0, 5000, at), LIGHT_GREEN); /* a plan of nothing */
	CHECK_INT(period_light(OPT(-100), 0, 5000, at), LIGHT_RED);
	i64 most = 999999999999999;
	CHECK_INT(period_light(OPT(most), most, 10000, at), LIGHT_GREEN);
	CHECK_INT(period_share(5000, 20000).v, 2500);
	CHECK_INT(period_share(1, 300).v, 33);
	CHECK_INT(period_share(most, 1).v, 10000000);
	CHECK_INT(period_share(-5, 100).v, 0);
	CHECK(!period_share(5, 0).set);
	for (int i = 0; i < LIGHT__N; i++)
		CHECK(str_c(period_light_name((enum period_light)i)).n > 0);
}

CASE(kinds_of_period_have_codes_and_words)
{
	enum period_kind k;
	for (int i = 0; i < PERIOD__N; i++) {
		CHECK_INT(period_kind_parse(str_c(period_kind_code((enum period_kind)i)), &k), TD_OK);
		CHECK_INT(k, i);
		CHECK(str_c(period_kind_name(k)).n > 0);
	}
	CHECK_INT(period_kind_parse(S("week"), &k), TD_INVALID);
}

CASE(money_is_read_as_people_write_it)
{
	static const struct {
		const char *typed;
		i64 dong;
	} good[] = {
	    {"1.500.000", 1500000}, {"1500000", 1500000}, {"1 500 000 đồng", 1500000}, {"0", 0},
	    {"500.000đ", 500000},   {" 12 ", 12},         {"20.000 VNĐ", 20000},       {"999.999", 999999}};
	static const char *const bad[] = {"",         "abc",      "1.50",  "15.00",
					  "1500.000", "1.500,5",  "-5000", ".500",
					  "1..500",   "1.500.00", "đồng",  "1234567890123456"};
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		i64 v = -1;
		CHECK_INT(activity_parse_dong(str_c(good[i].typed), &v), TD_OK);
		CHECK_INT(v, good[i].dong);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		i64 v;
		if (activity_parse_dong(str_c(bad[i]), &v) != TD_INVALID)
			check_fail(__FILE__, __LINE__, "taken: %s", bad[i]);
	}
}

CASE(sums_and_shares)
{
	struct activity_sum s = {0};
	CHECK_INT(activity_sum_add(&s, 3, 1500000), TD_OK);
	CHECK_INT(activity_sum_add(&s, 4, 500000), TD_OK);
	CHECK_INT(s.n, 2);
	CHECK_INT(s.n_people, 7);
	CHECK_INT(s.amount_dong, 2000000);
	CHECK_INT(activity_sum_add(&s, 0, INT64_MAX), TD_LIMIT);
	CHECK_INT(activity_sum_add(&s, INT64_MAX, 0), TD_LIMIT);
	CHECK(!activity_rate(0, 0).set);
	CHECK_INT(activity_rate(40, 40).v, 10000);
	CHECK_INT(activity_rate(1, 3).v, 3333);
	CHECK_INT(activity_rate(2, 3).v, 6667);
}

static td_rc quotas(void *a)
{
	struct err e = err_new(a, LANG_VI);
	struct exemplar_quota q = {.persons = 2, .each = 1};
	struct exemplar_count c = {.persons = 1};
	CHECK(!exemplar_quota_met(&q, &c));
	CHECK_INT(exemplar_can_choose(&q, &c, false, &e), TD_OK);
	CHECK_INT(exemplar_can_choose(&q, &c, true, &e), TD_OK); /* not asked for, not forbidden */
	c.persons = 2;
	CHECK(exemplar_quota_met(&q, &c));
	CHECK_INT(exemplar_can_choose(&q, &c, false, &e), TD_CONFLICT);
	c.n_units_short = 1;
	CHECK(!exemplar_quota_met(&q, &c));
	q.collectives = c.collectives = 1;
	CHECK_INT(exemplar_can_choose(&q, &c, true, &e), TD_CONFLICT);
	return TD_OK;
}

CASE(a_phase_chooses_two_people_and_no_third)
{
	in_arena(quotas);
}

CASE(a_rate_is_held_against_the_whole_plan_and_may_be_better_lower)
{
	struct light_limits at = {10000, 8000};
	struct period_figure f = {.actual_c = OPT(9000), .plan_c = 9000, .rate = true};
	CHECK_INT(period_figure_light(&f, 5000, at), LIGHT_GREEN);
	f.actual_c = OPT(4500); /* half of a rate is no good at half of the year */
	CHECK_INT(period_figure_light(&f, 5000, at), LIGHT_RED);
	f.rate = false;
	CHECK_INT(period_figure_light(&f, 5000, at), LIGHT_GREEN);
	f = (struct period_figure){.actual_c = OPT(440), .baseline_c = OPT(480), .plan_c = 450, .rate = true};
	CHECK_INT(period_figure_light(&f, 5000, at), LIGHT_GREEN);
	f.actual_c = OPT(500);
	CHECK_INT(period_figure_light(&f, 5000, at), LIGHT_YELLOW);
	CHECK_INT(period_figure_share(&f).v, 9000);
	f.actual_c = OPT(0);
	CHECK_INT(period_figure_light(&f, 5000, at), LIGHT_GREEN);
	f.actual_c = OPT_NONE;
	CHECK_INT(period_figure_light(&f, 5000, at), LIGHT_GREY);
	CHECK(!period_figure_share(&f).set);
	CHECK_INT(period_worse(LIGHT_GREEN, LIGHT_GREY), LIGHT_GREY);
	CHECK_INT(period_worse(LIGHT_RED, LIGHT_YELLOW), LIGHT_RED);
}

static td_rc report_moves(void *a)
{
	struct err e = err_new(a, LANG_VI);
	struct report_facts f = {.n_targets = 3};
	enum report_state to;
	CHECK_INT(report_can(&f, REPORT_DRAFT, REPORT_SAVE, &to, &e), TD_OK);
	CHECK_INT(to, REPORT_DRAFT);
	CHECK_INT(report_can(&f, REPORT_DRAFT, REPORT_SEND, &to, &e), TD_OK);
	CHECK_INT(to, REPORT_SENT);
	CHECK_INT(report_can(&f, REPORT_SENT, REPORT_SAVE, &to, &e), TD_CONFLICT);
	CHECK_INT(report_can(&f, REPORT_SENT, REPORT_RETURN, &to, &e), TD_INVALID);
	f.reason = S("Thiếu số liệu thu");
	CHECK_INT(report_can(&f, REPORT_SENT, REPORT_RETURN, &to, &e), TD_OK);
	CHECK_INT(to, REPORT_RETURNED);
	CHECK_INT(report_can(&f, REPORT_RETURNED, REPORT_SEND, &to, &e), TD_OK);
	CHECK_INT(report_can(&f, REPORT_SENT, REPORT_RECALL, &to, &e), TD_OK);
	CHECK_INT(to, REPORT_DRAFT);
	f.n_empty = f.n_red_without_cause = 1;
	size_t before = e.n_total;
	CHECK_INT(report_can(&f, REPORT_DRAFT, REPORT_SEND, &to, &e), TD_CONFLICT);
	CHECK_INT(e.n_total - before, 2); /* everything that is missing at once */
	f = (struct report_facts){0};
	CHECK_INT(report_can(&f, REPORT_DRAFT, REPORT_SEND, &to, &e), TD_CONFLICT);
	f.period_withdrawn = true;
	CHECK_INT(report_can(&f, REPORT_DRAFT, REPORT_SAVE, &to, &e), TD_CONFLICT);
	f.year_closed = true;
	CHECK_INT(report_can(&f, REPORT_DRAFT, REPORT_SAVE, &to, &e), TD_CONFLICT);
	enum report_state s;
	enum report_act act;
	for (int i = 0; i < REPORT__N; i++) {
		CHECK_INT(report_state_parse(str_c(report_state_code((enum report_state)i)), &s), TD_OK);
		CHECK(str_c(report_state_name(s)).n > 0);
	}
	CHECK_INT(report_state_parse(S("gone"), &s), TD_INVALID);
	CHECK_INT(report_act_parse(S("return"), &act), TD_OK);
	CHECK_INT(report_act_parse(S("burn"), &act), TD_INVALID);
	return TD_OK;
}

CASE(a_report_is_saved_sent_returned_and_sent_again)
{
	in_arena(report_moves);
}
