/* The acts of the organisation on both engines: founding, members and offices by day and decision, and who may do what
 * by the office of his unit. */
#include "jobs/act_lineage.h"
#include "store/journal.h"
#include "store/store_lineage.h"
#include "tests/store/office.h"

#define TX(name) static td_rc name(struct tx *t, void *ctx)

struct place {
	struct fixture_year y;
	struct cluster_year made;
	user_id leader[3], officer; /* of units a, b, c; the officer is of a */
	td_rc rc;
};

static td_rc person(struct tx *t, const char *login, enum authz_role role, unit_id unit, user_id *out)
{
	struct user u = {.login = str_c(login), .name = str_c(login)};
	td_rc rc = store_user_add(t, &u);
	struct grant g = {.user = u.id, .right = {.role = role, .scope = SCOPE_UNIT, .scope_id = unit.v}};
	*out = u.id;
	return rc == TD_OK ? store_grant_add(t, &g) : rc;
}

TX(people)
{
	static const char *const logins[] = {"a.ld", "b.ld", "c.ld"};
	struct place *p = ctx;
	td_rc rc = person(t, "a.cb", AUTHZ_OFFICER, p->y.units[0].id, &p->officer);
	for (int i = 0; rc == TD_OK && i < 3; i++)
		rc = person(t, logins[i], AUTHZ_LEADER, p->y.units[i].id, &p->leader[i]);
	return rc;
}

TX(terms)
{
	struct place *p = ctx;
	td_rc rc = fixture_office(t, &p->y, OFFICE_HEAD, 0, S("2026-01-01"), STR_NULL);
	if (rc == TD_OK)
		rc = fixture_office(t, &p->y, OFFICE_DEPUTY, 1, S("2026-01-01"), S("2026-12-31"));
	return rc == TD_OK ? fixture_office(t, &p->y, OFFICE_SECRETARY, 0, S("2026-01-01"), S("2026-12-31"))
			   : rc;
}

static bool may(struct tx *t, struct place *p, user_id user, enum permission perm, str day)
{
	grant_list grants = {0};
	i64 units[3] = {p->y.units[0].id.v, p->y.units[1].id.v, p->y.units[2].id.v};
	struct authz_place at = {.kind = PLACE_YEAR,
				 .council_id = p->y.council.id.v,
				 .cluster_id = p->y.cluster.id.v,
				 .members = units,
				 .n_members = 3};
	CHECK_INT(store_grants_of(t, user, &grants), TD_OK);
	for (size_t i = 0; i < grants.n; i++)
		if (authz_gives(&grants.at[i].right, perm, &at, day))
			return true;
	return false;
}

/* Every permission of the table, for who holds the office and for who does not. */
static void check_rights(struct tx *t, struct place *p, user_id user, enum authz_role own, int office,
			 str day)
{
	for (int k = PERM_PUBLIC; k < PERM__N; k++) {
		enum permission perm = (enum permission)k;
		bool want = authz_right(own, perm) == RIGHT_YES ||
			    (office >= 0 && authz_right((enum authz_role)office, perm) == RIGHT_YES);
		if (may(t, p, user, perm, day) != want)
			check_fail(__FILE__, __LINE__, "%s on %.*s: %s", authz_permission_code(perm),
				   STRF(day), want ? "missing" : "too much");
	}
}

TX(rights_by_office)
{
	struct place *p = ctx;
	check_rights(t, p, p->leader[0], AUTHZ_LEADER, AUTHZ_HEAD, S("2026-12-31"));
	check_rights(t, p, p->leader[1], AUTHZ_LEADER, AUTHZ_DEPUTY, S("2026-12-31"));
	check_rights(t, p, p->leader[2], AUTHZ_LEADER, -1, S("2026-12-31"));
	check_rights(t, p, p->officer, AUTHZ_OFFICER, AUTHZ_SECRETARY, S("2026-06-01"));
	check_rights(t, p, p->leader[0], AUTHZ_LEADER, -1, S("2025-12-31")); /* before the term */
	return TD_OK;
}

TX(change_head)
{
	struct place *p = ctx;
	return fixture_office(t, &p->y, OFFICE_HEAD, 2, S("2027-01-01"), STR_NULL);
}

/* M1: on 1 January the new head has it, the old one is an ex-head; December stays as it was. */
TX(rights_after_the_change)
{
	struct place *p = ctx;
	journal_list lines = {0};
	office_term_list terms = {0};
	check_rights(t, p, p->leader[0], AUTHZ_LEADER, AUTHZ_HEAD, S("2026-12-31"));
	check_rights(t, p, p->leader[2], AUTHZ_LEADER, -1, S("2026-12-31"));
	check_rights(t, p, p->leader[0], AUTHZ_LEADER, -1, S("2027-01-01"));
	check_rights(t, p, p->leader[2], AUTHZ_LEADER, AUTHZ_HEAD, S("2027-01-01"));
	CHECK_INT(store_office_list(t, p->y.year.id, &terms), TD_OK);
	CHECK_INT(terms.n, 4);
	for (size_t i = 0; i < terms.n; i++)
		if (terms.at[i].office == OFFICE_HEAD && terms.at[i].unit.v == p->y.units[0].id.v)
			CHECK_STR(terms.at[i].to_on, "2026-12-31");
	CHECK_INT(journal_page(t, p->y.year.id.v, 0, 50, &lines), TD_OK);
	return TD_OK;
}

CASE_DB(t29_rights_of_head_deputy_member_and_ex_head)
{
	struct place p = {0};
	CHECK_INT(fixture_year(f, &p.y), TD_OK);
	CHECK_INT(fixture_write(f, people, &p), TD_OK);
	CHECK_INT(fixture_write(f, terms, &p), TD_OK);
	CHECK_INT(fixture_read(f, rights_by_office, &p), TD_OK);
	CHECK_INT(fixture_write(f, change_head, &p), TD_OK);
	CHECK_INT(fixture_read(f, rights_after_the_change, &p), TD_OK);
}

TX(scope_of_nobody)
{
	struct place *p = ctx;
	struct grant g = {.user = p->y.user.id, .right = {.role = AUTHZ_SECRETARY, .scope = SCOPE_CLUSTER}};
	return store_grant_add(t, &g);
}

TX(sees_nothing)
{
	struct place *p = ctx;
	for (int k = PERM_SIGNED_IN + 1; k < PERM__N; k++)
		CHECK(!may(t, p, p->y.user.id, (enum permission)k, S("2026-06-01")));
	return TD_OK;
}

CASE_DB(t3_an_empty_scope_is_denied)
{
	struct place p = {0};
	CHECK_INT(fixture_year(f, &p.y), TD_OK);
	CHECK_INT(fixture_read(f, sees_nothing, &p), TD_OK); /* no grant at all */
	if (fixture_write(f, scope_of_nobody, &p) == TD_OK)
		CHECK_INT(fixture_read(f, sees_nothing, &p), TD_OK);
}

TX(second_head)
{
	struct place *p = ctx;
	struct office_term o = {.year = p->y.year.id,
				.unit = p->y.units[1].id,
				.office = OFFICE_HEAD,
				.from_on = S("2026-05-01"),
				.decision = S("1")};
	return act_office_give(t, &o, false);
}

CASE_DB(two_heads_at_a_time_are_refused)
{
	struct place p = {0};
	CHECK_INT(fixture_year(f, &p.y), TD_OK);
	CHECK_INT(fixture_write(f, terms, &p), TD_OK);
	CHECK_INT(fixture_write(f, second_head, &p), TD_CONFLICT);
	CHECK_INT(f->e.n_total, 1);
}

TX(leaves)
{
	struct place *p = ctx;
	return act_member_leave(t, p->y.year.id, p->y.units[1].id, S("2026-07-01"), S("5/QĐ-HĐ"));
}

TX(comes_back)
{
	struct place *p = ctx;
	return act_member_join(t, p->y.year.id, p->y.units[1].id, S("2026-09-01"), S("9/QĐ-HĐ"));
}

TX(list)
{
	struct place *p = ctx;
	membership_list members = {0}, left = {0};
	CHECK_INT(store_membership_list(t, p->y.year.id, &members), TD_OK);
	CHECK_INT(store_membership_left(t, p->y.year.id, &left), TD_OK);
	CHECK_INT(members.n + left.n, 3);
	for (size_t i = 0; i < members.n; i++)
		CHECK_INT(members.at[i].ordinal, i + 1);
	p->rc = left.n == 1 ? TD_OK : TD_NOT_FOUND;
	return TD_OK;
}

CASE_DB(a_member_leaves_and_comes_back_by_decision)
{
	struct place p = {0};
	CHECK_INT(fixture_year(f, &p.y), TD_OK);
	CHECK_INT(fixture_write(f, leaves, &p), TD_OK);
	CHECK_INT(fixture_read(f, list, &p), TD_OK);
	CHECK_INT(p.rc, TD_OK);
	CHECK_INT(fixture_write(f, comes_back, &p), TD_OK);
	CHECK_INT(fixture_read(f, list, &p), TD_OK);
	CHECK_INT(p.rc, TD_NOT_FOUND);
	CHECK_INT(fixture_write(f, terms, &p), TD_OK);
	CHECK_INT(fixture_write(f, leaves, &p), TD_CONFLICT); /* it holds an office */
}

TX(found)
{
	struct place *p = ctx;
	struct act_founding g = {.cluster = p->y.cluster.id,
				 .year = 2026,
				 .theme = S("Đoàn kết"),
				 .off = SEASON_BIT(SEASON_CROSS_CHECKING)};
	td_rc rc = act_units_read(t, S("members"), S("c\n  Đơn vị A \n\nTrung tâm mới"), true, &g.members);
	return rc == TD_OK ? act_year_found(t, &g, &p->made) : rc;
}

TX(look_at_founded)
{
	struct place *p = ctx;
	struct act_year y;
	membership_list members = {0};
	CHECK_INT(act_year_get(t, p->made.id, &y), TD_OK);
	CHECK_INT(y.off, SEASON_BIT(SEASON_CROSS_CHECKING));
	CHECK_INT(y.season, SEASON_PREPARING);
	CHECK_INT(store_membership_list(t, p->made.id, &members), TD_OK);
	CHECK_INT(members.n, 3);
	CHECK_STR(members.at[0].unit_code, "c");
	CHECK_STR(members.at[2].unit_name, "Trung tâm mới");
	return TD_OK;
}

TX(wrong_lines)
{
	unit_list units = {0};
	(void)ctx;
	return act_units_read(t, S("members"), S("a\nkhông có\na"), false, &units);
}

CASE_DB(a_year_is_founded_with_members_in_order)
{
	struct place p = {0};
	CHECK_INT(fixture_year(f, &p.y), TD_OK);
	CHECK_INT(fixture_write(f, found, &p), TD_OK);
	CHECK_INT(fixture_read(f, look_at_founded, &p), TD_OK);
	CHECK_INT(fixture_write(f, found, &p), TD_CONFLICT);
	f->e = err_new(f->a, LANG_VI);
	CHECK_INT(fixture_write(f, wrong_lines, &p), TD_INVALID);
	CHECK_INT(f->e.n_total, 2);
}

TX(renamed)
{
	struct place *p = ctx;
	struct unit_change c = {
	    .kind = CHANGE_RENAME, .effective_on = S("2025-03-01"), .decision = S("29/NQ-CP")};
	VEC_PUSH(t->a, &c.parts) = (struct unit_change_part){
	    .unit = p->y.units[0].id, .name = S("Chi cục Đường sông"), .continues = true};
	VEC_PUSH(t->a, &c.parts) =
	    (struct unit_change_part){.after = true, .unit = p->y.units[0].id, .name = p->y.units[0].name};
	return store_unit_change_add(t, &c);
}

TX(find_old_name)
{
	unit_list found_units = {0};
	unit_change_list changes = {0};
	unit_year_list years = {0};
	i64 n = 0;
	struct place *p = ctx;
	CHECK_INT(store_unit_search(t, S("duong song"), 10, 0, &found_units, &n), TD_OK);
	CHECK_INT(n, 1);
	CHECK_INT(found_units.at[0].id.v, p->y.units[0].id.v);
	CHECK_INT(store_unit_search(t, S(""), 2, 2, &found_units, &n), TD_OK);
	CHECK_INT(n, 3);
	CHECK_INT(found_units.n, 1);
	CHECK_INT(store_unit_change_list(t, &changes), TD_OK);
	CHECK_INT(changes.n, 1);
	CHECK_INT(changes.at[0].parts.n, 2);
	CHECK_STR(changes.at[0].parts.at[0].name, "Chi cục Đường sông");
	CHECK_INT(store_unit_years(t, p->y.units[0].id, &years), TD_OK);
	CHECK_INT(years.n, 1);
	return TD_OK;
}

CASE_DB(units_are_found_by_old_names)
{
	struct place p = {0};
	CHECK_INT(fixture_year(f, &p.y), TD_OK);
	CHECK_INT(fixture_write(f, renamed, &p), TD_OK);
	CHECK_INT(fixture_read(f, find_old_name, &p), TD_OK);
}
