#include "domain/org.h"

struct word {
	const char *code, *name;
};

static const struct word cluster_kinds[CLUSTER__N] = {
    [CLUSTER_CUM] = {"cum", "Cụm thi đua"},
    [CLUSTER_KHOI] = {"khoi", "Khối thi đua"},
    [CLUSTER_KHU_VUC] = {"khu_vuc", "Khu vực thi đua"},
};

static const struct word offices[OFFICE__N] = {
    [OFFICE_HEAD] = {"head", "Đơn vị trưởng"},
    [OFFICE_DEPUTY] = {"deputy", "Đơn vị phó"},
    [OFFICE_SECRETARY] = {"secretary", "Thư ký"},
};

static const struct word user_roles[USER_ROLE__N] = {
    [USER_ADMIN] = {"admin", "Quản trị hệ thống"},
    [USER_APPRAISER] = {"appraiser", "Chuyên viên thẩm định"},
    [USER_HEAD] = {"head", "Lãnh đạo đơn vị trưởng"},
    [USER_DEPUTY] = {"deputy", "Lãnh đạo đơn vị phó"},
    [USER_SECRETARY] = {"secretary", "Thư ký cụm, khối"},
    [USER_CHECKER] = {"checker", "Người được giao thẩm định"},
    [USER_LEADER] = {"leader", "Thủ trưởng đơn vị"},
    [USER_OFFICER] = {"officer", "Cán bộ đơn vị"},
    [USER_VIEWER] = {"viewer", "Người xem"},
};

static const struct word scope_kinds[SCOPE__N] = {
    [SCOPE_SYSTEM] = {"system", "Toàn hệ thống"},
    [SCOPE_COUNCIL] = {"council", "Hội đồng"},
    [SCOPE_CLUSTER] = {"cluster", "Cụm, khối"},
    [SCOPE_UNIT] = {"unit", "Đơn vị"},
};

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

#define WORDS(stem, type, table, n)                  \
	const char *stem##_code(type v)              \
	{                                            \
		return table[v].code;                \
	}                                            \
	const char *stem##_name(type v)              \
	{                                            \
		return table[v].name;                \
	}                                            \
	td_rc stem##_parse(str code, type *out)      \
	{                                            \
		int i = 0;                           \
		td_rc rc = find(table, n, code, &i); \
		*out = (type)i;                      \
		return rc;                           \
	}

WORDS(cluster_kind, enum cluster_kind, cluster_kinds, CLUSTER__N)
WORDS(office, enum office, offices, OFFICE__N)
WORDS(user_role, enum user_role, user_roles, USER_ROLE__N)
WORDS(scope_kind, enum scope_kind, scope_kinds, SCOPE__N)

bool grant_in_force(const struct grant *g, str day)
{
	if (g->revoked_at_ms.set)
		return false;
	if (g->from_on.p != NULL && str_cmp(day, g->from_on) < 0)
		return false;
	return g->to_on.p == NULL || str_cmp(day, g->to_on) <= 0;
}
