#include "domain/authz.h"

struct word {
	const char *code, *name;
};

static const struct word roles[AUTHZ_ROLE__N] = {
    [AUTHZ_ADMIN] = {"admin", "Quản trị hệ thống"},
    [AUTHZ_APPRAISER] = {"appraiser", "Chuyên viên cơ quan thường trực Hội đồng"},
    [AUTHZ_COUNCIL] = {"council", "Thành viên Hội đồng"},
    [AUTHZ_HEAD] = {"head", "Lãnh đạo đơn vị trưởng"},
    [AUTHZ_DEPUTY] = {"deputy", "Lãnh đạo đơn vị phó"},
    [AUTHZ_SECRETARY] = {"secretary", "Thư ký cụm, khối"},
    [AUTHZ_CHECKER] = {"checker", "Người được giao thẩm tra"},
    [AUTHZ_COUNTER] = {"counter", "Thành viên ban kiểm phiếu"},
    [AUTHZ_EDITOR] = {"editor", "Biên tập viên tin tức"},
    [AUTHZ_LEADER] = {"leader", "Thủ trưởng đơn vị"},
    [AUTHZ_OFFICER] = {"officer", "Cán bộ đơn vị"},
    [AUTHZ_VIEWER] = {"viewer", "Người xem"},
};

static const struct word scopes[SCOPE__N] = {
    [SCOPE_SYSTEM] = {"system", "Toàn hệ thống"},
    [SCOPE_COUNCIL] = {"council", "Hội đồng"},
    [SCOPE_CLUSTER] = {"cluster", "Cụm, khối"},
    [SCOPE_UNIT] = {"unit", "Đơn vị"},
};

/* The scopes in which each role can be held; in any other it gives nothing. */
#define IN(scope) (1u << SCOPE_##scope)
static const u8 held_in[AUTHZ_ROLE__N] = {
    [AUTHZ_ADMIN] = IN(SYSTEM),
    [AUTHZ_APPRAISER] = IN(COUNCIL) | IN(CLUSTER),
    [AUTHZ_COUNCIL] = IN(COUNCIL),
    [AUTHZ_HEAD] = IN(CLUSTER),
    [AUTHZ_DEPUTY] = IN(CLUSTER),
    [AUTHZ_SECRETARY] = IN(CLUSTER),
    [AUTHZ_CHECKER] = IN(CLUSTER),
    [AUTHZ_COUNTER] = IN(CLUSTER),
    [AUTHZ_EDITOR] = IN(COUNCIL) | IN(CLUSTER),
    [AUTHZ_LEADER] = IN(UNIT),
    [AUTHZ_OFFICER] = IN(UNIT),
    [AUTHZ_VIEWER] = IN(CLUSTER) | IN(UNIT),
};
#undef IN

static const char *const kinds[PLACE__N] = {
    [PLACE_NONE] = "none", [PLACE_SYSTEM] = "system", [PLACE_BOOTH] = "booth",
    [PLACE_YEAR] = "year", [PLACE_UNIT] = "unit",
};

/* The table. Columns: admin, appraiser, council, head, deputy, secretary, checker, counter, editor, leader, officer,
 * viewer. A change here shows in tests/golden/cli/routes.txt. */
#define no RIGHT_NO
#define Y  RIGHT_YES
#define O  RIGHT_OWN
#define R  RIGHT_SHOWN
static const struct {
	const char *code;
	u8 right[AUTHZ_ROLE__N];
} rights[PERM__N] = {
    /*                        adm app cou hea dep sec che ctr edi lea off vie */
    [PERM_PUBLIC] = {"public", {Y, Y, Y, Y, Y, Y, Y, Y, Y, Y, Y, Y}},
    [PERM_SIGNED_IN] = {"signed_in", {Y, Y, Y, Y, Y, Y, Y, Y, Y, Y, Y, Y}},
    [PERM_YEAR_SEE] = {"year.see", {Y, Y, Y, Y, Y, Y, Y, Y, Y, Y, Y, Y}},
    [PERM_BOARD_SEE] = {"board.see", {R, Y, R, Y, Y, Y, Y, R, R, R, R, R}},
    [PERM_FILE_SEE] = {"file.see", {R, Y, R, Y, Y, Y, Y, R, R, R, R, R}},
    [PERM_SCORE_SELF] = {"score.self", {no, no, no, no, no, no, no, no, no, O, O, no}},
    [PERM_SCORE_SUBMIT] = {"score.submit", {no, no, no, no, no, no, no, no, no, O, no, no}},
    [PERM_SCORE_VERIFY] = {"score.verify", {no, Y, no, Y, Y, Y, Y, no, no, no, no, no}},
    [PERM_YEAR_MANAGE] = {"year.manage", {no, no, no, Y, Y, Y, no, no, no, no, no, no}},
    [PERM_DATA_IMPORT] = {"data.import", {no, Y, no, Y, no, Y, no, no, no, no, no, no}},
    [PERM_RANKING_FREEZE] = {"ranking.freeze", {no, no, no, Y, no, Y, no, no, no, no, no, no}},
    [PERM_POLL_RECORD] = {"poll.record", {no, no, no, Y, no, Y, no, Y, no, no, no, no}},
    [PERM_PAPER_GET] = {"paper.get", {R, Y, R, Y, Y, Y, R, R, R, R, R, R}},
    [PERM_PAPER_MAKE] = {"paper.make", {no, no, no, Y, Y, Y, no, no, no, no, no, no}},
    [PERM_JOURNAL_SEE] = {"journal.see", {Y, Y, no, Y, Y, Y, no, no, no, R, R, no}},
    [PERM_YEAR_ADVANCE] = {"year.advance", {no, no, no, Y, no, Y, no, no, no, no, no, no}},
    [PERM_YEAR_RETURN] = {"year.return", {no, no, no, Y, no, no, no, no, no, no, no, no}},
    [PERM_YEAR_PROPOSE] = {"year.propose", {no, no, no, Y, no, Y, no, no, no, no, no, no}},
    [PERM_YEAR_DECIDE] = {"year.decide", {no, Y, no, no, no, no, no, no, no, no, no, no}},
    [PERM_YEAR_CLOSE] = {"year.close", {no, Y, no, Y, no, no, no, no, no, no, no, no}},
    [PERM_YEAR_REOPEN] = {"year.reopen", {no, Y, no, no, no, no, no, no, no, no, no, no}},
    [PERM_UNIT_FILL] = {"unit.fill", {no, no, no, no, no, no, no, no, no, O, O, no}},
    [PERM_UNIT_SEND] = {"unit.send", {no, no, no, no, no, no, no, no, no, O, no, no}},
    [PERM_REGISTER_VET] = {"register.vet", {no, Y, no, Y, Y, Y, no, no, no, no, no, no}},
    [PERM_DIFFICULTY_ANSWER] = {"difficulty.answer", {no, Y, no, Y, Y, Y, no, no, no, no, no, no}},
    [PERM_CHECK_SCORE] = {"check.score", {no, no, no, no, no, no, no, no, no, O, O, no}},
    [PERM_ORG_MANAGE] = {"org.manage", {Y, Y, no, no, no, no, no, no, no, no, no, no}},
    [PERM_USER_MANAGE] = {"user.manage", {Y, no, no, no, no, no, no, no, no, no, no, no}},
    [PERM_SETTING_MANAGE] = {"setting.manage", {Y, no, no, no, no, no, no, no, no, no, no, no}},
    [PERM_SYSTEM_SEE] = {"system.see", {Y, no, no, no, no, no, no, no, no, no, no, no}},
};
#undef no
#undef Y
#undef O
#undef R

enum authz_right authz_right(enum authz_role role, enum permission p)
{
	return (enum authz_right)rights[p].right[role];
}

bool authz_role_takes(enum authz_role role, enum authz_scope scope)
{
	return held_in[role] >> scope & 1;
}

bool authz_in_force(const struct authz_grant *g, str today)
{
	if (g->from_on.p != NULL && str_cmp(today, g->from_on) < 0)
		return false;
	return g->to_on.p == NULL || str_cmp(today, g->to_on) <= 0;
}

static bool is_member(const struct authz_place *at, i64 unit_id)
{
	for (size_t i = 0; i < at->n_members; i++)
		if (at->members[i] == unit_id)
			return true;
	return false;
}

bool authz_covers(const struct authz_grant *g, const struct authz_place *at)
{
	if (g->scope == SCOPE_SYSTEM || at->kind == PLACE_NONE)
		return true;
	if (g->scope_id <= 0 || (at->kind != PLACE_YEAR && at->kind != PLACE_UNIT))
		return false;
	switch (g->scope) {
	case SCOPE_COUNCIL:
		return g->scope_id == at->council_id;
	case SCOPE_CLUSTER:
		return g->scope_id == at->cluster_id;
	case SCOPE_UNIT:
		return is_member(at, g->scope_id);
	default:
		return false;
	}
}

bool authz_gives(const struct authz_grant *g, enum permission p, const struct authz_place *at, str today)
{
	bool own = g->scope == SCOPE_UNIT && at->kind == PLACE_UNIT && g->scope_id == at->unit_id;
	if ((g->except >> p & 1) != 0 || !authz_role_takes(g->role, g->scope) || !authz_in_force(g, today) ||
	    !authz_covers(g, at))
		return false;
	switch (authz_right(g->role, p)) {
	case RIGHT_YES:
		return true;
	case RIGHT_OWN:
		return own;
	case RIGHT_SHOWN:
		return own || at->revealed;
	default:
		return false;
	}
}

/* ---- words ---- */

static td_rc find(const struct word *words, int n, str code, int *out)
{
	for (int i = 0; i < n; i++) {
		if (str_eq(str_c(words[i].code), code)) {
			*out = i;
			return TD_OK;
		}
	}
	return TD_INVALID;
}

const char *authz_role_code(enum authz_role role)
{
	return roles[role].code;
}

const char *authz_role_name(enum authz_role role)
{
	return roles[role].name;
}

td_rc authz_role_parse(str code, enum authz_role *out)
{
	int i = 0;
	td_rc rc = find(roles, AUTHZ_ROLE__N, code, &i);
	*out = (enum authz_role)i;
	return rc;
}

const char *authz_scope_code(enum authz_scope scope)
{
	return scopes[scope].code;
}

const char *authz_scope_name(enum authz_scope scope)
{
	return scopes[scope].name;
}

td_rc authz_scope_parse(str code, enum authz_scope *out)
{
	int i = 0;
	td_rc rc = find(scopes, SCOPE__N, code, &i);
	*out = (enum authz_scope)i;
	return rc;
}

const char *authz_permission_code(enum permission p)
{
	return rights[p].code;
}

td_rc authz_permission_parse(str code, enum permission *out)
{
	for (int i = PERM_PUBLIC; i < PERM__N; i++) {
		if (str_eq(str_c(rights[i].code), code)) {
			*out = (enum permission)i;
			return TD_OK;
		}
	}
	return TD_INVALID;
}

const char *authz_kind_code(enum authz_kind kind)
{
	return kinds[kind];
}
