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
