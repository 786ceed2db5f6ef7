#include "domain/due.h"
#include "tests/lib/check.h"

static struct day d(int year, int month, int day)
{
	return (struct day){year, month, day};
}

static i64 at(int year, int month, int day, int hour, int minute)
{
	return day_start_ms(d(year, month, day)) + ((i64)hour * 60 + minute) * 60000;
}

/* Days left are counted between midnights in Viet Nam, whatever the hour; a leap year has its day more; +07 has no summer
 * time, so that no day of the year is short. */
CASE(t5_days_left_between_local_midnights)
{
	CHECK_INT(workday_left(at(2026, 11, 29, 23, 59), d(2026, 11, 30)), 1);
	CHECK_INT(workday_left(at(2026, 11, 30, 0, 0), d(2026, 11, 30)), 0);
	CHECK_INT(workday_left(at(2026, 11, 30, 23, 59), d(2026, 11, 30)), 0);
	CHECK_INT(workday_left(at(2026, 12, 1, 0, 0), d(2026, 11, 30)), -1);
	CHECK_INT(workday_left(at(2024, 2, 28, 12, 0), d(2024, 3, 1)), 2);
	CHECK_INT(workday_left(at(2026, 2, 28, 12, 0), d(2026, 3, 1)), 1);
	for (int month = 1; month < 12; month++)
		CHECK_INT(workday_left(at(2026, month, 1, 23, 30), d(2026, month + 1, 1)),
			  day_number(d(2026, month + 1, 1)) - day_number(d(2026, month, 1)));
}

CASE(t5_sent_in_the_last_minute_is_on_time)
{
	struct due x = {
	    .due_on = S("2026-11-30"), .state = DUE_DONE, .done_at_ms = OPT(at(2026, 11, 30, 23, 59))};
	CHECK_INT(due_days_late(&x), 0);
	x.done_at_ms = OPT(at(2026, 12, 1, 0, 0));
	CHECK_INT(due_days_late(&x), 1);
	x.done_at_ms = OPT(at(2026, 12, 3, 8, 0));
	CHECK_INT(due_days_late(&x), 3);
	x.due_on = STR_NULL;
	CHECK_INT(due_days_late(&x), 0);
}

static td_rc plan(struct err *e, str due_on, i64 year, str upto)
{
	struct due_plan p = {"due", N_("Tự chấm điểm"), due_on, S("2026-11-21"), year, upto, N_("Thẩm tra")};
	*e = err_new(check_arena(), LANG_VI);
	return due_check(&p, e);
}

CASE(t10_an_item_is_not_due_after_its_section)
{
	struct err e;
	CHECK_INT(plan(&e, S("2026-12-10"), 2026, S("2026-12-10")), TD_OK);
	CHECK_INT(plan(&e, S("2026-12-11"), 2026, S("2026-12-10")), TD_INVALID);
	CHECK_STR(err_first(&e),
		  "Tự chấm điểm: 11/12/2026 sau hạn của «Thẩm tra» là 10/12/2026; hạn của việc không "
		  "thể sau hạn của bước chứa nó hay bước tiếp theo.");
	CHECK_INT(plan(&e, S("2026-12-11"), 2026, STR_NULL), TD_OK);
}

CASE(t10_a_day_is_not_past_at_creation)
{
	struct err e;
	CHECK_INT(plan(&e, S("2026-11-21"), 2026, STR_NULL), TD_OK);
	CHECK_INT(plan(&e, S("2026-11-20"), 2026, STR_NULL), TD_INVALID);
	CHECK_STR(err_first(&e), "Tự chấm điểm: 20/11/2026 là ngày đã qua; hãy đặt từ hôm nay trở đi.");
	CHECK_INT(plan(&e, S("2026-11-20"), 2027, STR_NULL), TD_INVALID);
	/* an earlier year is entered afterwards: it has only past days */
	CHECK_INT(plan(&e, S("2020-11-30"), 2020, STR_NULL), TD_OK);
	CHECK_INT(plan(&e, S("30/11"), 2026, STR_NULL), TD_INVALID);
}

CASE(lights)
{
	struct due x = {.due_on = S("2026-11-30")};
	struct day on = d(2026, 11, 30), after = d(2026, 12, 1);
	CHECK_INT(due_light(&x, after), DUE_GREY);
	x.state = DUE_OPEN;
	CHECK_INT(due_light(&x, on), DUE_YELLOW);
	CHECK_INT(due_light(&x, after), DUE_RED);
	x.state = DUE_MISSED;
	CHECK_INT(due_light(&x, on), DUE_RED);
	x.state = DUE_DONE;
	CHECK_INT(due_light(&x, after), DUE_GREEN);
	x = (struct due){.state = DUE_OPEN};
	CHECK_INT(due_light(&x, after), DUE_YELLOW);
}

CASE(stages_of_reminders)
{
	static const struct {
		int left, stage; /* 99: none */
	} want[] = {{30, 99}, {8, 99}, {7, 7},   {6, 7},   {4, 7},   {3, 3},
		    {1, 3},   {0, 0},  {-1, -1}, {-7, -1}, {-8, 99}, {-400, 99}};
	for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
		int stage = 99;
		CHECK(due_stage(want[i].left, &stage) == (want[i].stage != 99));
		CHECK_INT(stage, want[i].stage);
	}
}

CASE(in_order_of_day_then_kind_those_without_one_last)
{
	struct due list[] = {
	    {.kind = DUE_EVENT, .ref = 9},
	    {.kind = DUE_CARD, .ref = 3, .due_on = S("2026-12-01"), .unit = {2}},
	    {.kind = DUE_EVENT, .ref = 2, .due_on = S("2026-11-01")},
	    {.kind = DUE_CARD, .ref = 3, .due_on = S("2026-12-01"), .unit = {1}},
	    {.kind = DUE_STEP, .ref = 5, .due_on = S("2026-12-01")},
	};
	due_sort(check_arena(), list, 5);
	CHECK_INT(list[0].ref, 2);
	CHECK_INT(list[1].kind, DUE_STEP);
	CHECK_INT(list[2].unit.v, 2); /* equal ones keep their order */
	CHECK_INT(list[3].unit.v, 1);
	CHECK_INT(list[4].ref, 9);
}

CASE(codes)
{
	enum due_kind k = DUE__N;
	for (int i = 0; i < DUE__N; i++) {
		CHECK_INT(due_kind_parse(str_c(due_kind_code((enum due_kind)i)), &k), TD_OK);
		CHECK_INT(k, i);
	}
	CHECK_INT(due_kind_parse(S("nope"), &k), TD_INVALID);
	CHECK(due_of_units(DUE_CARD) && !due_of_units(DUE_EVENT));
}
