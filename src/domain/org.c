#include "domain/org.h"

#include "base/vi.h"

struct word {
	const char *code, *name;
};

static const struct word cluster_kinds[CLUSTER__N] = {
    [CLUSTER_CUM] = {"cum", "Cụm thi đua"},
    [CLUSTER_KHOI] = {"khoi", "Khối thi đua"},
    [CLUSTER_KHU_VUC] = {"khu_vuc", "Khu vực thi đua"},
};

static const struct word levels[COUNCIL__N] = {
    [COUNCIL_PROVINCE] = {"province", "Tỉnh, thành phố"},
    [COUNCIL_MINISTRY] = {"ministry", "Bộ, ban, ngành, đoàn thể trung ương"},
    [COUNCIL_COMMUNE] = {"commune", "Xã, phường, đặc khu"},
    [COUNCIL_AGENCY] = {"agency", "Cơ quan, đơn vị"},
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
WORDS(council_level, enum council_level, levels, COUNCIL__N)

static const struct {
	const char *head, *deputy;
} titles[CLUSTER__N] = {
    [CLUSTER_CUM] = {"Cụm trưởng", "Cụm phó"},
    [CLUSTER_KHOI] = {"Khối trưởng", "Khối phó"},
    [CLUSTER_KHU_VUC] = {"Trưởng khu vực", "Phó trưởng khu vực"},
};

const char *cluster_kind_head(enum cluster_kind k)
{
	return titles[k].head;
}

const char *cluster_kind_deputy(enum cluster_kind k)
{
	return titles[k].deputy;
}

enum { CODE_MAX = 60 };

str org_code(struct arena *a, str name)
{
	str f = str_upto(vi_fold(a, name), CODE_MAX);
	char *p = arena_alloc(a, f.n + 1);
	for (size_t i = 0; i < f.n; i++)
		p[i] = f.p[i] == ' ' ? '-' : f.p[i];
	while (f.n && p[f.n - 1] == '-')
		f.n--;
	return (str){p, f.n};
}

bool org_code_ok(str code)
{
	for (size_t i = 0; i < code.n; i++) {
		char c = code.p[i];
		bool mark = c == '-' || c == '.';
		if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && !mark)
			return false;
		if (mark && (i == 0 || i + 1 == code.n))
			return false;
	}
	return code.n >= 1 && code.n <= CODE_MAX;
}

enum term_state office_term_state(const struct office_term *o, str today)
{
	if (str_cmp(today, o->from_on) < 0)
		return TERM_LATER;
	return o->to_on.p == NULL || str_cmp(today, o->to_on) <= 0 ? TERM_HELD : TERM_OVER;
}

static bool meet(const struct office_term *x, const struct office_term *y)
{
	return (x->to_on.p == NULL || str_cmp(y->from_on, x->to_on) <= 0) &&
	       (y->to_on.p == NULL || str_cmp(x->from_on, y->to_on) <= 0);
}

bool office_term_free(const struct office_term *others, size_t n, const struct office_term *o)
{
	for (size_t i = 0; i < n; i++) {
		const struct office_term *x = &others[i];
		bool rival = x->office == o->office && (o->office == OFFICE_HEAD || x->unit.v == o->unit.v);
		if (rival && meet(x, o))
			return false;
	}
	return true;
}
