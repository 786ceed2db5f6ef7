/* Accounts, days off, settings, tokens: their acts on both engines. */
#include "jobs/act_holiday.h"
#include "jobs/act_journal.h"
#include "tests/lib/fixture.h"

#define TX(name) static td_rc name(struct tx *t, void *ctx)

static struct journal_entry newest(struct tx *t)
{
	journal_list list = {0};
	CHECK_INT(journal_page(t, JOURNAL_SYSTEM, 0, 1, &list), TD_OK);
	return list.n ? list.at[0] : (struct journal_entry){0};
}

/* Days off ------------------------------------------------------------------------------------------------------- */

TX(shipped_days)
{
	holiday_list days;
	struct workday_calendar c;
	(void)ctx;
	CHECK_INT(store_holiday_merged(t, 2025, 2027, &days), TD_OK);
	CHECK(days.n > 30);
	for (size_t i = 0; i < days.n; i++)
		CHECK(!days.at[i].entered);
	CHECK_INT(store_calendar_load(t, 2025, 2027, &c), TD_OK);
	CHECK(workday_is(&c, (struct day){2025, 4, 26})); /* a Saturday worked for 2/5 */
	CHECK(!workday_is(&c, (struct day){2025, 5, 2}));
	CHECK(!workday_is(&c, (struct day){2026, 2, 17})); /* Tết */
	CHECK(!workday_is(&c, (struct day){2026, 9, 2}));
	CHECK(workday_is(&c, (struct day){2026, 9, 3}));
	/* every swapped day falls on a day of rest, every day off of the law on a working day */
	struct workday_calendar week = {.rest = c.rest};
	for (size_t i = 0; i < c.n; i++)
		CHECK(workday_is(&week, day_from_number(c.changes[i].day)) != c.changes[i].work);
	return TD_OK;
}

TX(enter_days)
{
	struct holiday off = {.day_on = S("2026-11-24"), .kind = HOLIDAY_OFF, .name = S("Nghỉ bù")};
	struct holiday plain = {.day_on = S("2026-09-01"), .kind = HOLIDAY_PLAIN, .name = S("Không nghỉ")};
	struct holiday wrong = {.day_on = S("2026-11-25"), .kind = HOLIDAY_WORK, .name = S("")};
	struct workday_calendar c;
	(void)ctx;
	CHECK_INT(act_holiday_put(t, &off, 0), TD_OK);
	CHECK_STR(act_sentence(t->a, LANG_VI, &(struct journal_entry){0}),
		  "Hệ thống thay đổi dữ liệu của hệ thống.");
	struct journal_entry j = newest(t);
	CHECK_STR(act_sentence(t->a, LANG_VI, &j), "kiểm thử ghi ngày 24/11/2026: Nghỉ, Nghỉ bù.");
	CHECK_INT(act_holiday_put(t, &plain, 0), TD_OK);
	CHECK_INT(act_holiday_put(t, &plain, 0), TD_STALE); /* somebody was faster */
	CHECK_INT(act_holiday_put(t, &plain, 1), TD_OK);
	size_t before = t->e->items.n;
	CHECK_INT(act_holiday_put(t, &wrong, 0), TD_INVALID);
	CHECK_INT(t->e->items.n - before, 2); /* a Wednesday cannot be swapped, no name */
	CHECK_INT(store_calendar_load(t, 2026, 2026, &c), TD_OK);
	CHECK(!workday_is(&c, (struct day){2026, 11, 24}));
	CHECK(workday_is(&c, (struct day){2026, 9, 1})); /* taken back */
	CHECK_INT(act_holiday_drop(t, S("2026-09-01")), TD_OK);
	CHECK_INT(act_holiday_drop(t, S("2026-09-01")), TD_NOT_FOUND);
	CHECK_INT(store_calendar_load(t, 2026, 2026, &c), TD_OK);
	CHECK(!workday_is(&c, (struct day){2026, 9, 1})); /* as shipped again */
	return TD_OK;
}

TX(take_list)
{
	size_t n;
	str good = S("Ngày;Loại;Tên;Căn cứ\n24/11/2028;nghỉ;Ngày lễ;Thông báo 1\n25/11/2028;Làm bù;Bù;\n");
	str bad = S("Ngày;Loại;Tên\n31/02/2028;nghỉ;Sai ngày\n01/03/2028;chơi;Sai loại\n");
	(void)ctx;
	CHECK_INT(act_holiday_import(t, S("a.csv"), good, &n), TD_OK);
	CHECK_INT(n, 2);
	CHECK_INT(act_holiday_import(t, S("a.csv"), good, &n), TD_OK);
	CHECK_INT(n, 0); /* the same list again changes nothing */
	size_t before = t->e->items.n;
	CHECK_INT(act_holiday_import(t, S("b.csv"), bad, &n), TD_INVALID);
	CHECK_INT(t->e->items.n - before, 2);
	CHECK_STR(t->e->items.at[before].where, "b.csv!A2");
	CHECK_STR(t->e->items.at[before + 1].where, "b.csv!B3");
	CHECK_INT(act_holiday_import(t, S("c.csv"), S("Tên\nTết\n"), &n), TD_INVALID);
	return TD_OK;
}

CASE_DB(days_off)
{
	CHECK_INT(fixture_read(f, shipped_days, NULL), TD_OK);
	CHECK_INT(fixture_write(f, enter_days, NULL), TD_OK);
	CHECK_INT(fixture_write(f, take_list, NULL), TD_OK);
}
