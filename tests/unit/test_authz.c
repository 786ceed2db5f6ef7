#include "domain/authz.h"
#include "tests/lib/check.h"

static const i64 members[] = {7, 8, 9};

static struct authz_place unit_file(i64 unit, bool revealed)
{
	return (struct authz_place){
	    .kind = PLACE_UNIT,
	    .council_id = 1,
	    .cluster_id = 10,
	    .unit_id = unit,
	    .members = members,
	    .n_members = 3,
	    .revealed = revealed,
	};
}

static struct authz_place whole_year(bool revealed)
{
	struct authz_place at = unit_file(0, revealed);
	at.kind = PLACE_YEAR;
	return at;
}

static bool gives(enum authz_role role, enum authz_scope scope, i64 id, enum permission p,
		  struct authz_place at)
{
	struct authz_grant g = {.role = role, .scope = scope, .scope_id = id};
	return authz_gives(&g, p, &at, S("2026-11-21"));
}

CASE(unit_sees_only_its_own_file_before_the_reveal)
{
	CHECK(gives(AUTHZ_OFFICER, SCOPE_UNIT, 7, PERM_FILE_SEE, unit_file(7, false)));
	CHECK(!gives(AUTHZ_OFFICER, SCOPE_UNIT, 7, PERM_FILE_SEE, unit_file(8, false)));
	CHECK(!gives(AUTHZ_LEADER, SCOPE_UNIT, 7, PERM_BOARD_SEE, whole_year(false)));
	CHECK(gives(AUTHZ_OFFICER, SCOPE_UNIT, 7, PERM_FILE_SEE, unit_file(8, true)));
	CHECK(gives(AUTHZ_LEADER, SCOPE_UNIT, 7, PERM_BOARD_SEE, whole_year(true)));
}

CASE(unit_writes_only_its_own_file)
{
	CHECK(gives(AUTHZ_OFFICER, SCOPE_UNIT, 7, PERM_SCORE_SELF, unit_file(7, true)));
	CHECK(!gives(AUTHZ_OFFICER, SCOPE_UNIT, 7, PERM_SCORE_SELF, unit_file(8, true)));
	CHECK(!gives(AUTHZ_OFFICER, SCOPE_UNIT, 7, PERM_SCORE_SELF, whole_year(true)));
	CHECK(!gives(AUTHZ_OFFICER, SCOPE_UNIT, 7, PERM_SCORE_SUBMIT, unit_file(7, true)));
	CHECK(gives(AUTHZ_LEADER, SCOPE_UNIT, 7, PERM_SCORE_SUBMIT, unit_file(7, true)));
	/* a unit's role given over a whole cluster is still nobody's own file */
	CHECK(!gives(AUTHZ_OFFICER, SCOPE_CLUSTER, 10, PERM_SCORE_SELF, unit_file(7, true)));
}

CASE(unit_of_another_cluster_is_refused)
{
	CHECK(!gives(AUTHZ_OFFICER, SCOPE_UNIT, 77, PERM_YEAR_SEE, whole_year(true)));
	CHECK(!gives(AUTHZ_OFFICER, SCOPE_UNIT, 77, PERM_FILE_SEE, unit_file(7, true)));
}

CASE(scope_must_reach_the_place)
{
	CHECK(gives(AUTHZ_SECRETARY, SCOPE_CLUSTER, 10, PERM_BOARD_SEE, whole_year(false)));
	CHECK(!gives(AUTHZ_SECRETARY, SCOPE_CLUSTER, 11, PERM_BOARD_SEE, whole_year(true)));
	CHECK(gives(AUTHZ_APPRAISER, SCOPE_COUNCIL, 1, PERM_BOARD_SEE, whole_year(false)));
	CHECK(!gives(AUTHZ_APPRAISER, SCOPE_COUNCIL, 2, PERM_BOARD_SEE, whole_year(true)));
	CHECK(!gives(AUTHZ_SECRETARY, SCOPE_CLUSTER, 10, PERM_SYSTEM_SEE,
		     (struct authz_place){.kind = PLACE_SYSTEM}));
	CHECK(
	    gives(AUTHZ_ADMIN, SCOPE_SYSTEM, 0, PERM_SYSTEM_SEE, (struct authz_place){.kind = PLACE_SYSTEM}));
	CHECK(!gives(AUTHZ_ADMIN, SCOPE_CLUSTER, 10, PERM_SYSTEM_SEE,
		     (struct authz_place){.kind = PLACE_SYSTEM}));
}

CASE(missing_scope_or_place_denies)
{
	/* ids of 0 must not meet each other */
	struct authz_place nowhere = {.kind = PLACE_YEAR, .revealed = true};
	CHECK(!gives(AUTHZ_SECRETARY, SCOPE_CLUSTER, 0, PERM_YEAR_SEE, nowhere));
	CHECK(!gives(AUTHZ_APPRAISER, SCOPE_COUNCIL, 0, PERM_YEAR_SEE, nowhere));
	CHECK(!gives(AUTHZ_OFFICER, SCOPE_UNIT, 0, PERM_YEAR_SEE, nowhere));
	CHECK(!gives(AUTHZ_SECRETARY, SCOPE_CLUSTER, 10, PERM_YEAR_SEE,
		     (struct authz_place){.cluster_id = 10}));
}

CASE(days_of_force)
{
	struct authz_grant g = {.role = AUTHZ_SECRETARY, .scope = SCOPE_CLUSTER, .scope_id = 10};
	struct authz_place at = whole_year(false);
	g.from_on = S("2026-11-21");
	g.to_on = S("2026-11-30");
	CHECK(!authz_gives(&g, PERM_YEAR_SEE, &at, S("2026-11-20")));
	CHECK(authz_gives(&g, PERM_YEAR_SEE, &at, S("2026-11-21")));
	CHECK(authz_gives(&g, PERM_YEAR_SEE, &at, S("2026-11-30")));
	CHECK(!authz_gives(&g, PERM_YEAR_SEE, &at, S("2026-12-01")));
}

CASE(words_are_complete_and_read_back)
{
	for (int i = 0; i < AUTHZ_ROLE__N; i++) {
		enum authz_role role;
		CHECK(authz_role_name((enum authz_role)i) != NULL);
		CHECK(authz_role_parse(str_c(authz_role_code((enum authz_role)i)), &role) == TD_OK);
		CHECK_INT(role, i);
	}
	for (int i = 0; i < SCOPE__N; i++) {
		enum authz_scope scope;
		CHECK(authz_scope_parse(str_c(authz_scope_code((enum authz_scope)i)), &scope) == TD_OK);
		CHECK_INT(scope, i);
	}
	for (int i = PERM_PUBLIC; i < PERM__N; i++) {
		enum permission p;
		CHECK(authz_permission_parse(str_c(authz_permission_code((enum permission)i)), &p) == TD_OK);
		CHECK_INT(p, i);
	}
	enum permission p;
	CHECK(authz_permission_parse(S("year.rewrite"), &p) == TD_INVALID);
}
