#include "jobs/year_table.h"

static i64 member_at(const struct scored_year *sy, unit_id unit)
{
	for (size_t i = 0; i < sy->members.n; i++)
		if (sy->members.at[i].unit.v == unit.v)
			return (i64)i;
	return -1;
}

static i64 node_at(const struct scored_year *sy, criterion_id id)
{
	for (size_t k = 0; k < sy->criteria.n; k++)
		if (sy->criteria.at[k].id.v == id.v)
			return (i64)k;
	return -1;
}

/* The index of a judge outside the cluster, added when new. */
static td_rc outside_judge(struct tx *t, struct score_table *out, unit_id judge, u32 *ix)
{
	struct unit u;
	td_rc rc = store_unit_get(t, judge, &u);
	if (rc != TD_OK)
		return rc;
	for (*ix = 0; *ix < out->judges.n; ++*ix)
		if (str_eq(out->judges.at[*ix].code, u.code))
			return TD_OK;
	VEC_PUSH(t->a, &out->judges) = (struct score_judge){u.code, u.name};
	return TD_OK;
}

static td_rc judge_ix(struct tx *t, const struct scored_year *sy, const struct criterion *c, unit_id judge,
		      struct score_table *out, u32 *ix)
{
	*ix = 0;
	if (judge.v == 0)
		return TD_OK;
	if (!c->peers)
		return outside_judge(t, out, judge, ix);
	i64 at = member_at(sy, judge);
	if (at < 0)
		return TD_CORRUPT;
	*ix = (u32)at;
	return TD_OK;
}

td_rc year_table(struct tx *t, const struct scored_year *sy, struct score_table *out)
{
	*out = (struct score_table){
	    .title = sy->scheme->title, .cluster = sy->year.cluster_name, .year = sy->year.year};
	for (size_t i = 0; i < sy->members.n; i++)
		VEC_PUSH(t->a, &out->units) = sy->input.units[i];
	for (size_t i = 0; i < sy->entries.n; i++) {
		const struct score_entry *e = &sy->entries.at[i];
		i64 unit = member_at(sy, e->unit), node = node_at(sy, e->criterion);
		if (unit < 0 || node < 0)
			continue; /* of a unit that left the cluster */
		if (store_score_is_opinion(&sy->scheme->nodes[node], e))
			continue;
		const struct score_col *col = &sy->input.cols[node];
		struct score_cell c = {.unit = (u32)unit,
				       .node = (u32)node,
				       .stage = e->stage,
				       .state = e->state,
				       .has_b = e->b_c.set,
				       .a = e->a_c.v,
				       .b = e->b_c.v,
				       .reason = e->reason,
				       .note = e->note};
		if (!c.has_b && c.state == CELL_SET && col->b && criterion_uses_b(&sy->scheme->nodes[node]) &&
		    col->has_b && col->has_b[unit]) {
			c.has_b = true;
			c.b = col->b[unit];
		}
		td_rc rc = judge_ix(t, sy, &sy->scheme->nodes[node], e->judge, out, &c.judge);
		if (rc != TD_OK)
			return rc;
		VEC_PUSH(t->a, &out->cells) = c;
	}
	return TD_OK;
}
