/* Fields of a unit's score receipt: each criterion as the unit scored itself and as it stands, with the reasons. */
#include "jobs/papers_part.h"

static u32 row_of_member(const struct paper_facts *f)
{
	u32 i = 0;
	while (i < f->sy.members.n && !str_eq(f->sy.members.at[i].unit_code, f->of.subject))
		i++;
	return i;
}

/* Points of a cell, or null: empty, not applicable, no points to give. */
static struct value *points(struct arena *a, const struct scored_year *y, u32 node, u32 unit)
{
	const struct criterion *c = &y->scheme->nodes[node];
	if (!y->computed || (c->kind != CRIT_GROUP && !criterion_gives_points(c)))
		return value_null(a);
	const struct score_out *o = &y->result.nodes[node];
	if (o->note && (o->note[unit] == NOTE_EMPTY || o->note[unit] == NOTE_NA))
		return value_null(a);
	return value_num(a, o->points_c[unit]);
}

static str reason_of(const struct scored_year *y, u32 node, u32 unit)
{
	i32 at = y->cell_entry[(size_t)node * y->members.n + unit];
	if (y->result.nodes[node].note && y->result.nodes[node].note[unit] == NOTE_NA)
		return at >= 0 && y->entries.at[at].reason.n ? y->entries.at[at].reason : S("Không áp dụng");
	return at >= 0 ? y->entries.at[at].reason : STR_NULL;
}

static void put_row(struct arena *a, struct value *list, const struct paper_facts *f, u32 node, u32 unit)
{
	const struct criterion *c = &f->sy.scheme->nodes[node];
	struct value *row = value_add(a, list, value_map(a));
	str reason = c->kind == CRIT_GROUP ? STR_NULL : reason_of(&f->sy, node, unit);
	value_put_text(a, row, "mã", c->code);
	value_put_text(a, row, "tên", c->name);
	value_put_bool(a, row, "là nhóm", c->kind == CRIT_GROUP);
	value_put(a, row, S("điểm chuẩn"), c->max_c > 0 ? value_num(a, c->max_c) : value_null(a));
	value_put(a, row, S("tự chấm"), points(a, f->self, node, unit));
	value_put(a, row, S("kết quả"), points(a, &f->sy, node, unit));
	value_put_text(a, row, "lý do", reason.n ? reason : S(""));
}

void papers_put_card(struct arena *a, struct value *v, const struct paper_facts *f)
{
	u32 u = row_of_member(f);
	const struct score_result *r = &f->sy.result;
	const struct membership *m = &f->sy.members.at[u];
	struct value *unit = value_put(a, v, S("đơn vị"), value_map(a));
	papers_put(a, unit, "tên", m->unit_name);
	papers_put(a, unit, "người", m->leader_name);
	papers_put(a, unit, "chức vụ", m->leader_title);
	struct value *b = value_put(a, v, S("bảng điểm"), value_map(a));
	value_put_text(a, b, "tên", f->sy.scheme->title);
	value_put_num(a, b, "điểm tối đa", f->sy.scheme->max_c);
	struct value *list = value_put(a, v, S("tiêu chí"), value_list(a));
	for (u32 k = 1; k < f->sy.scheme->n_nodes; k++)
		put_row(a, list, f, k, u);
	value_put_num(a, v, "tổng điểm", r->total_c[u]);
	value_put(a, v, S("tổng tự chấm"),
		  f->self->computed ? value_num(a, f->self->result.total_c[u]) : value_null(a));
	value_put_int(a, v, "hạng", r->rank[u]);
	value_put_int(a, v, "số đơn vị", r->n_units);
	value_put_text(a, v, "xếp loại",
		       r->class_ix[u] == NO_CLASS ? S("") : f->sy.scheme->classes[r->class_ix[u]].label);
}
