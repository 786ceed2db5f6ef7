#include "domain/token.h"

#define P(name) ((u64)1 << PERM_##name)

static const struct {
	const char *code, *name;
	u64 permissions;
} scopes[TOKEN_SCOPE__N] = {
    [TOKEN_READ] = {"read", "Xem",
		    P(SIGNED_IN) | P(YEAR_SEE) | P(BOARD_SEE) | P(FILE_SEE) | P(PAPER_GET) | P(JOURNAL_SEE)},
    [TOKEN_FILL] = {"fill", "Nhập số liệu của đơn vị", P(SCORE_SELF) | P(UNIT_FILL)},
    [TOKEN_SEND] = {"send", "Gửi thay thủ trưởng đơn vị", P(SCORE_SUBMIT) | P(UNIT_SEND)},
    [TOKEN_CHECK] = {"check", "Thẩm tra, chấm chéo, trả lời",
		     P(SCORE_VERIFY) | P(REGISTER_VET) | P(DIFFICULTY_ANSWER) | P(CHECK_SCORE)},
    [TOKEN_MANAGE] = {"manage", "Điều hành năm của cụm, khối",
		      P(YEAR_MANAGE) | P(DATA_IMPORT) | P(RANKING_FREEZE) | P(POLL_RECORD) | P(PAPER_MAKE) |
			  P(YEAR_ADVANCE) | P(YEAR_RETURN) | P(YEAR_PROPOSE) | P(YEAR_DECIDE) |
			  P(YEAR_CLOSE) | P(YEAR_REOPEN)},
    [TOKEN_ADMIN] = {"admin", "Quản trị", P(ORG_MANAGE) | P(USER_MANAGE) | P(SETTING_MANAGE) | P(SYSTEM_SEE)},
};

u64 token_permissions(enum token_scope s)
{
	return scopes[s].permissions;
}

const char *token_scope_code(enum token_scope s)
{
	return scopes[s].code;
}

const char *token_scope_name(enum token_scope s)
{
	return scopes[s].name;
}

td_rc token_scopes_parse(str words, u64 *out)
{
	str word;
	*out = 0;
	while (str_split(&words, ' ', &word)) {
		int i = 0;
		while (i < TOKEN_SCOPE__N && !str_eq(word, str_c(scopes[i].code)))
			i++;
		if (i == TOKEN_SCOPE__N)
			return TD_INVALID;
		*out |= scopes[i].permissions;
	}
	return *out ? TD_OK : TD_INVALID;
}

bool token_scope_useful(enum token_scope s, const struct authz_grant *g, str today)
{
	if (!authz_in_force(g, today))
		return false;
	for (int p = PERM_SIGNED_IN + 1; p < PERM__N; p++)
		if ((scopes[s].permissions >> p & 1) != 0 &&
		    authz_right(g->role, (enum permission)p) != RIGHT_NO)
			return true;
	return false;
}
