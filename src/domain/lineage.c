#include "domain/lineage.h"

static const struct {
	const char *code, *name;
} kinds[CHANGE__N] = {
    [CHANGE_RENAME] = {"rename", "Đổi tên"},
    [CHANGE_MERGE] = {"merge", "Sáp nhập, hợp nhất"},
    [CHANGE_SPLIT] = {"split", "Chia, tách"},
    [CHANGE_TRANSFER] = {"transfer", "Chuyển cụm, khối"},
};

const char *unit_change_code(enum unit_change_kind k)
{
	return kinds[k].code;
}

const char *unit_change_name(enum unit_change_kind k)
{
	return kinds[k].name;
}

td_rc unit_change_parse(str code, enum unit_change_kind *out)
{
	for (int i = 0; i < CHANGE__N; i++)
		if (str_eq(code, str_c(kinds[i].code))) {
			*out = (enum unit_change_kind)i;
			return TD_OK;
		}
	return TD_INVALID;
}

static bool holds(const unit_id_list *list, unit_id unit)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->at[i].v == unit.v)
			return true;
	return false;
}

static bool is_after(const struct unit_change *c, unit_id unit)
{
	for (size_t i = 0; i < c->parts.n; i++)
		if (c->parts.at[i].after && c->parts.at[i].continues && c->parts.at[i].unit.v == unit.v)
			return true;
	return false;
}

void lineage_of(struct arena *a, const unit_change_list *all, unit_id unit, unit_id_list *out)
{
	*out = (unit_id_list){0};
	VEC_PUSH(a, out) = unit;
	for (size_t k = 0; k < out->n; k++)
		for (size_t i = 0; i < all->n; i++) {
			const struct unit_change *c = &all->at[i];
			if (!is_after(c, out->at[k]))
				continue;
			for (size_t p = 0; p < c->parts.n; p++) {
				const struct unit_change_part *part = &c->parts.at[p];
				if (!part->after && part->continues && !holds(out, part->unit))
					VEC_PUSH(a, out) = part->unit;
			}
		}
}

str lineage_name_on(const unit_change_list *all, unit_id unit, str day, str now)
{
	for (size_t i = 0; i < all->n; i++) {
		const struct unit_change *c = &all->at[i];
		if (str_cmp(c->effective_on, day) <= 0)
			continue;
		for (size_t p = 0; p < c->parts.n; p++)
			if (!c->parts.at[p].after && c->parts.at[p].unit.v == unit.v)
				return c->parts.at[p].name;
	}
	return now;
}
