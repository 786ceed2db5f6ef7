#include "domain/scheme.h"

/* What a kind is, in one line: its name and whether it reads a second value. */
static const struct kind_info {
	const char *name;
	bool uses_b;
} kinds[CRIT__N] = {
    [CRIT_GROUP] = {N_("Nhóm tiêu chí"), false},
    [CRIT_MANUAL] = {N_("Chấm theo thang điểm"), false},
    [CRIT_LEVEL] = {N_("Chọn mức"), false},
    [CRIT_RATIO] = {N_("Theo tỷ lệ hoàn thành chỉ tiêu"), true},
    [CRIT_LEADER] = {N_("So với đơn vị dẫn đầu về tỷ lệ hoàn thành"), true},
    [CRIT_RELATIVE] = {N_("So với kết quả cao nhất"), false},
    [CRIT_BOOL] = {N_("Có hoặc không"), false},
    [CRIT_COUNT] = {N_("Chấm thẳng theo số lượng"), false},
    [CRIT_BONUS_PENALTY] = {N_("Cộng, trừ theo số việc"), true},
    [CRIT_DEDUCT] = {N_("Trừ dần từ điểm chuẩn"), true},
    [CRIT_THRESHOLD] = {N_("Ngưỡng phải đạt"), false},
    [CRIT_KNOCKOUT] = {N_("Điều kiện loại trừ"), false},
};

const char *criterion_kind_name(enum criterion_kind k)
{
	return k < CRIT__N ? kinds[k].name : "";
}

bool criterion_uses_b(const struct criterion *c)
{
	if (c->kind == CRIT_DEDUCT)
		return c->per == DEDUCT_PERCENT;
	return c->kind < CRIT__N && kinds[c->kind].uses_b;
}

bool criterion_gives_points(const struct criterion *c)
{
	return c->kind != CRIT_THRESHOLD && c->kind != CRIT_KNOCKOUT;
}

bool criterion_is_computed(const struct criterion *c)
{
	return c->kind >= CRIT_RATIO && c->kind <= CRIT_DEDUCT && c->kind != CRIT_BOOL;
}

bool scheme_level_holds(const struct scheme_level *l, i64 v)
{
	return (!l->has_from || v > l->from_c || (v == l->from_c && !l->from_excl)) &&
	       (!l->has_to || v < l->to_c || (v == l->to_c && !l->to_excl));
}

i64 scheme_find(const struct scheme *s, str code)
{
	for (u32 i = 0; i < s->n_nodes; i++)
		if (str_eq(s->nodes[i].code, code))
			return i;
	return -1;
}

const struct scheme_profile *scheme_profile_find(const struct scheme *s, str code)
{
	for (u32 i = 0; code.n && i < s->n_profiles; i++)
		if (str_eq(s->profiles[i].code, code))
			return &s->profiles[i];
	return NULL;
}

bool scheme_profile_leaves_out(const struct scheme *s, const struct scheme_profile *p, u32 node)
{
	for (u32 i = 0; p && i < p->n_nodes; i++)
		if (node >= p->nodes[i] && node < s->nodes[p->nodes[i]].subtree_end)
			return true;
	return false;
}
