/* Accounts, days off, settings, tokens: their acts on both engines. */
#include "jobs/act_holiday.h"
#include "jobs/act_journal.h"
#include "jobs/act_setting.h"
#include "jobs/act_token.h"
#include "jobs/act_user.h"
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

/* Accounts ------------------------------------------------------------------------------------------------------- */

struct people {
	struct fixture_year y;
	struct user admin, officer;
};

TX(add_people)
{
	struct people *p = ctx;
	struct act_person bad = {.login = S("Có Dấu"), .name = S(""), .email = S("a@b")};
	struct act_person admin = {.login = S("quan.tri"), .name = S("Trần Thị B")};
	struct act_person officer = {.login = S("can.bo"),
				     .name = S("Lê Đình Ước"),
				     .title = S("Chuyên viên"),
				     .email = S("uoc@tinh.example")};
	struct authz_grant right = {.role = AUTHZ_ADMIN, .scope = SCOPE_SYSTEM};
	struct user none;
	size_t before = t->e->items.n;
	CHECK_INT(act_user_add(t, &bad, STR_NULL, true, &none), TD_INVALID);
	CHECK_INT(t->e->items.n - before, 3); /* all at once */
	CHECK_INT(act_user_add(t, &admin, S("$hash"), true, &p->admin), TD_OK);
	CHECK_INT(act_grant_add(t, p->admin.id, &right), TD_OK);
	CHECK_INT(act_grant_add(t, p->admin.id, &right), TD_CONFLICT); /* he has it */
	CHECK_INT(act_user_add(t, &officer, S("$hash"), true, &p->officer), TD_OK);
	struct journal_entry j = newest(t);
	CHECK_STR(act_sentence_about(t->a, LANG_VI, &j, S("Lê Đình Ước")),
		  "kiểm thử lập tài khoản của Lê Đình Ước.");
	/* the journal holds no name, title or address */
	CHECK(str_find(j.after_json, S("Ước")) == j.after_json.n);
	CHECK(str_find(j.after_json, S("uoc@")) == j.after_json.n);
	CHECK(str_find(j.after_json, S("email_hash")) < j.after_json.n);
	return TD_OK;
}

TX(search_people)
{
	struct user_filter f = {.text = S("dinh uoc"), .limit = 10};
	user_list found;
	i64 n;
	(void)ctx;
	CHECK_INT(store_user_page(t, &f, &found, &n), TD_OK);
	CHECK_INT(n, 1); /* without accents */
	f.text = S("ĐÌNH Ước");
	CHECK_INT(store_user_page(t, &f, &found, &n), TD_OK);
	CHECK_INT(n, 1);
	CHECK_STR(found.at[0].login, "can.bo");
	f.text = S("UOC@tinh");
	CHECK_INT(store_user_page(t, &f, &found, &n), TD_OK);
	CHECK_INT(n, 1);
	f.text = S("%");
	CHECK_INT(store_user_page(t, &f, &found, &n), TD_OK);
	CHECK_INT(n, 3); /* is no wild card of the user's */
	f = (struct user_filter){.text = S(""), .limit = 2, .offset = 2};
	CHECK_INT(store_user_page(t, &f, &found, &n), TD_OK);
	CHECK_INT(n, 3);
	CHECK_INT(found.n, 1);
	return TD_OK;
}

TX(t3_an_empty_scope_gives_nothing)
{
	struct people *p = ctx;
	struct authz_grant unit = {.role = AUTHZ_LEADER, .scope = SCOPE_UNIT};
	struct authz_grant cluster = {
	    .role = AUTHZ_LEADER, .scope = SCOPE_CLUSTER, .scope_id = p->y.cluster.id.v};
	struct authz_grant nowhere = {.role = AUTHZ_LEADER, .scope = SCOPE_UNIT, .scope_id = 999};
	struct authz_grant all = {.role = AUTHZ_LEADER, .scope = SCOPE_SYSTEM};
	grant_list list;
	CHECK_INT(act_grant_add(t, p->officer.id, &unit), TD_INVALID);
	CHECK_INT(act_grant_add(t, p->officer.id, &cluster),
		  TD_INVALID); /* a unit's role reaches no cluster */
	CHECK_INT(act_grant_add(t, p->officer.id, &nowhere), TD_INVALID);
	CHECK_INT(act_grant_add(t, p->officer.id, &all), TD_INVALID);
	CHECK_INT(store_grants_of(t, p->officer.id, &list), TD_OK);
	CHECK_INT(list.n, 0);
	return TD_OK;
}

TX(cover_for_absence)
{
	struct people *p = ctx;
	struct authz_grant cover = {.role = AUTHZ_LEADER,
				    .scope = SCOPE_UNIT,
				    .scope_id = p->y.units[0].id.v,
				    .from_on = S("2026-11-20"),
				    .to_on = S("2026-11-30")};
	struct authz_grant turned = cover;
	grant_place_list places;
	turned.from_on = S("2026-12-01");
	CHECK_INT(act_grant_add(t, p->officer.id, &turned), TD_INVALID);
	CHECK_INT(act_grant_add(t, p->officer.id, &cover), TD_OK);
	struct journal_entry j = newest(t);
	CHECK_STR(act_sentence_about(t->a, LANG_VI, &j, S("Lê Đình Ước")),
		  "kiểm thử giao Lê Đình Ước vai trò Thủ trưởng đơn vị, phạm vi Đơn vị A, từ 20/11/2026, đến "
		  "30/11/2026.");
	cover.scope_id = p->y.units[1].id.v; /* several units for one person */
	CHECK_INT(act_grant_add(t, p->officer.id, &cover), TD_OK);
	CHECK_INT(store_grant_places(t, p->officer.id, &places), TD_OK);
	CHECK_INT(places.n, 2);
	CHECK_STR(places.at[0].code, "a");
	CHECK(authz_in_force(&places.at[0].grant.right, S("2026-11-21")));
	CHECK(!authz_in_force(&places.at[0].grant.right, S("2026-12-01")));
	CHECK_INT(act_grant_revoke(t, p->admin.id, places.at[0].grant.id), TD_NOT_FOUND); /* not his */
	CHECK_INT(act_grant_revoke(t, p->officer.id, places.at[0].grant.id), TD_OK);
	CHECK_INT(act_grant_revoke(t, p->officer.id, places.at[0].grant.id), TD_NOT_FOUND);
	return TD_OK;
}

TX(keep_last_admin)
{
	struct people *p = ctx;
	grant_list list;
	struct user u;
	CHECK_INT(store_grants_of(t, p->admin.id, &list), TD_OK);
	CHECK_INT(act_user_disable(t, p->admin.id), TD_CONFLICT);
	CHECK_INT(act_grant_revoke(t, p->admin.id, list.at[0].id), TD_CONFLICT);
	CHECK_INT(act_user_blank(t, p->admin.id, p->admin.rev, S("Nghỉ hưu")), TD_CONFLICT);
	/* with a second one the first may go; an administrator of next year does not count */
	struct authz_grant later = {.role = AUTHZ_ADMIN, .scope = SCOPE_SYSTEM, .from_on = S("2027-01-01")};
	struct authz_grant now = {.role = AUTHZ_ADMIN, .scope = SCOPE_SYSTEM};
	CHECK_INT(act_grant_add(t, p->officer.id, &later), TD_OK);
	CHECK_INT(act_user_disable(t, p->admin.id), TD_CONFLICT);
	CHECK_INT(act_grant_add(t, p->officer.id, &now), TD_OK);
	CHECK_INT(act_user_disable(t, p->admin.id), TD_OK);
	CHECK_INT(act_user_disable(t, p->officer.id), TD_CONFLICT);
	/* recovery from the command line: the account is open again and administers */
	CHECK_INT(act_user_recover(t, S("quan.tri"), S("$new")), TD_OK);
	CHECK_INT(store_user_get(t, p->admin.id, &u), TD_OK);
	CHECK(!u.disabled_at_ms.set && u.must_change);
	CHECK_STR(u.password_hash, "$new");
	CHECK_INT(act_user_disable(t, p->officer.id), TD_OK);
	CHECK_INT(act_user_recover(t, S("moi"), S("$new")), TD_OK); /* also an account that was not there */
	CHECK_INT(store_admins(t, &list), TD_OK);
	CHECK_INT(list.n, 2);
	return TD_OK;
}

TX(blank_person)
{
	struct people *p = ctx;
	struct act_person edit = {.name = S("Lê Đình Ước"), .title = S("Phó Giám đốc")};
	struct user u;
	CHECK_INT(act_user_edit(t, p->officer.id, 99, &edit), TD_STALE);
	CHECK_INT(store_user_get(t, p->officer.id, &u), TD_OK);
	CHECK_INT(act_user_edit(t, p->officer.id, u.rev, &edit), TD_OK);
	CHECK_INT(act_user_blank(t, p->officer.id, u.rev + 1, S("")), TD_INVALID);
	CHECK_INT(act_user_blank(t, p->officer.id, u.rev + 1, S("Theo đơn của người đó")), TD_OK);
	CHECK_INT(store_user_get(t, p->officer.id, &u), TD_OK);
	CHECK(u.blanked_at_ms.set && u.disabled_at_ms.set);
	CHECK(u.secret.p == NULL && u.email.p == NULL && u.title.p == NULL && u.password_hash.p == NULL);
	CHECK(str_find(u.name, S("Ước")) == u.name.n && str_find(u.login, S("can.bo")) == u.login.n);
	CHECK_INT(act_user_enable(t, p->officer.id), TD_CONFLICT);
	CHECK_INT(act_user_password(t, p->officer.id, S("$x"), true), TD_CONFLICT);
	/* no line of the journal tells the details */
	journal_list list = {0};
	CHECK_INT(journal_page(t, JOURNAL_SYSTEM, 0, 1000, &list), TD_OK);
	for (size_t i = 0; i < list.n; i++) {
		CHECK(str_find(list.at[i].after_json, S("Ước")) == list.at[i].after_json.n);
		CHECK(str_find(list.at[i].before_json, S("Ước")) == list.at[i].before_json.n);
	}
	return TD_OK;
}

CASE_DB(people)
{
	struct people p = {0};
	CHECK_INT(fixture_year(f, &p.y), TD_OK);
	CHECK_INT(fixture_write(f, add_people, &p), TD_OK);
	CHECK_INT(fixture_read(f, search_people, &p), TD_OK);
	CHECK_INT(fixture_write(f, t3_an_empty_scope_gives_nothing, &p), TD_OK);
	CHECK_INT(fixture_write(f, cover_for_absence, &p), TD_OK);
	CHECK_INT(fixture_write(f, keep_last_admin, &p), TD_OK);
	CHECK_INT(fixture_write(f, blank_person, &p), TD_OK);
}

/* Settings ------------------------------------------------------------------------------------------------------- */

TX(set_settings)
{
	setting_list all;
	i64 minutes;
	str text;
	(void)ctx;
	CHECK_INT(setting_int(t, "session.idle_minutes", &minutes), TD_OK);
	CHECK_INT(minutes, 120); /* what holds when nobody set it */
	CHECK_INT(act_setting_put(t, S("session.idle_minutes"), S("30"), S("120"), S("x")), TD_OK);
	CHECK_INT(setting_int(t, "session.idle_minutes", &minutes), TD_OK);
	CHECK_INT(minutes, 30);
	struct journal_entry j = newest(t);
	CHECK_STR(act_sentence(t->a, LANG_VI, &j),
		  "kiểm thử đặt «Phiên tự kết thúc sau số phút không dùng»: 120 → 30.");
	CHECK_INT(act_setting_put(t, S("session.idle_minutes"), S("60"), S("120"), S("x")), TD_STALE);
	CHECK_INT(act_setting_put(t, S("session.idle_minutes"), S("1"), STR_NULL, S("x")), TD_INVALID);
	CHECK_INT(act_setting_put(t, S("mail.tls"), S("ssl"), STR_NULL, S("x")), TD_INVALID);
	CHECK_INT(act_setting_put(t, S("mail.host"), S("mail tinh"), STR_NULL, S("x")), TD_INVALID);
	CHECK_INT(act_setting_put(t, S("mail.from"), S("a@b\r\nBcc: c@d"), STR_NULL, S("x")), TD_INVALID);
	CHECK_INT(act_setting_put(t, S("calendar.rest"), S("1 2 3 4 5 6 7"), STR_NULL, S("x")), TD_INVALID);
	CHECK_INT(act_setting_put(t, S("khong.co"), S("1"), STR_NULL, S("x")), TD_NOT_FOUND);
	/* the password goes in and never comes out */
	CHECK_INT(act_setting_put(t, S("mail.password"), S("b\xc3\xad m\xe1\xba\xadt"), STR_NULL, S("x")),
		  TD_OK);
	j = newest(t);
	CHECK(j.after_json.p == NULL && j.before_json.p == NULL);
	CHECK_STR(act_sentence(t->a, LANG_VI, &j), "kiểm thử đặt mật khẩu máy chủ thư.");
	CHECK_INT(setting_get(t, "mail.password", &text), TD_OK);
	CHECK_STR(text, "bí mật");
	CHECK_INT(setting_list_all(t, &all), TD_OK);
	for (size_t i = 0; i < all.n; i++)
		CHECK(!str_eq(all.at[i].value, text));
	return TD_OK;
}

TX(other_week)
{
	struct workday_calendar c;
	(void)ctx;
	CHECK_INT(act_setting_put(t, S("calendar.rest"), S("7"), STR_NULL, S("x")), TD_OK);
	CHECK_INT(store_calendar_load(t, 2026, 2026, &c), TD_OK);
	CHECK(workday_is(&c, (struct day){2026, 11, 21})); /* a Saturday */
	CHECK(!workday_is(&c, (struct day){2026, 11, 22}));
	return TD_OK;
}

CASE_DB(settings)
{
	CHECK_INT(fixture_write(f, set_settings, NULL), TD_OK);
	CHECK_INT(fixture_write(f, other_week, NULL), TD_OK);
}

/* Tokens --------------------------------------------------------------------------------------------------------- */

TX(use_tokens)
{
	struct fixture_year *y = ctx;
	struct token k, found;
	str text;
	u64 given;
	size_t before = t->e->items.n;
	CHECK_INT(act_token_add(t, y->user.id, S(""), S("doc"), 0, &k, &text), TD_INVALID);
	CHECK_INT(t->e->items.n - before, 3);
	CHECK_INT(act_token_add(t, y->user.id, S("Báo cáo"), S("read fill"), 30, &k, &text), TD_OK);
	CHECK_INT(token_check(t, text, &found), TD_OK);
	CHECK_INT(found.id.v, k.id.v);
	CHECK_INT(token_scopes_parse(found.scopes, &given), TD_OK);
	CHECK((given >> PERM_BOARD_SEE & 1) && (given >> PERM_SCORE_SELF & 1) &&
	      !(given >> PERM_SCORE_SUBMIT & 1));
	CHECK_INT(token_check(t, S("td_khong-co"), &found), TD_NOT_FOUND);
	CHECK_INT(token_check(t, str_upto(text, text.n - 1), &found), TD_NOT_FOUND);
	t->now_ms += (i64)31 * 86400000; /* a month later */
	CHECK_INT(token_check(t, text, &found), TD_NOT_FOUND);
	t->now_ms -= (i64)31 * 86400000;
	CHECK_INT(act_token_revoke(t, (user_id){y->user.id.v + 1}, k.id), TD_NOT_FOUND); /* not his */
	CHECK_INT(act_token_revoke(t, y->user.id, k.id), TD_OK);
	CHECK_INT(token_check(t, text, &found), TD_NOT_FOUND);
	/* the journal does not hold the token */
	journal_list list = {0};
	CHECK_INT(journal_page(t, JOURNAL_SYSTEM, 0, 10, &list), TD_OK);
	for (size_t i = 0; i < list.n; i++)
		CHECK(str_find(list.at[i].after_json, text) == list.at[i].after_json.n);
	return TD_OK;
}

TX(a_cut_grant)
{
	(void)t;
	(void)ctx;
	struct authz_grant g = {.role = AUTHZ_LEADER, .scope = SCOPE_UNIT, .scope_id = 5};
	i64 members[] = {5};
	struct authz_place at = {.kind = PLACE_UNIT, .unit_id = 5, .members = members, .n_members = 1};
	CHECK(authz_gives(&g, PERM_SCORE_SUBMIT, &at, S("2026-11-21")));
	g.except = ~token_permissions(TOKEN_READ);
	CHECK(!authz_gives(&g, PERM_SCORE_SUBMIT, &at, S("2026-11-21")));
	CHECK(authz_gives(&g, PERM_FILE_SEE, &at, S("2026-11-21")));
	return TD_OK;
}

CASE_DB(tokens)
{
	struct fixture_year y;
	CHECK_INT(fixture_year(f, &y), TD_OK);
	CHECK_INT(fixture_write(f, use_tokens, &y), TD_OK);
	CHECK_INT(fixture_read(f, a_cut_grant, &y), TD_OK);
}
