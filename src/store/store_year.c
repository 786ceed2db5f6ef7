#include "store/store_year.h"

/* What is under way: one column per leaf of the scheme, filled from the entries in their order (unit, criterion, stage,
 * judge). */
struct loading {
	struct tx *t;
	struct scored_year *y;
	struct column *cols; /* per node */
	i64 **
	    judge_ids; /* per node: ids of the judges that gave a value, ascending; [0] of leaves always exists */
};

struct column {
	i64 *a, *b;
	u8 *state, *has_b;
	u32 n_judges;
};

typedef td_rc entries_fn(struct tx *t, cluster_year_id year, enum score_stage upto, score_entry_list *out);

static td_rc load_rows(struct loading *l, cluster_year_id id, enum score_stage stage, entries_fn *entries)
{
	struct scored_year *y = l->y;
	td_rc rc = store_cluster_year_get(l->t, id, &y->year);
	if (rc == TD_OK && !y->year.scheme.set)
		return err_add(l->t->e, TD_CONFLICT, S("scheme"),
			       N_("Năm công tác này chưa chọn bảng tiêu chí chấm điểm."));
	scheme_id scheme = {y->year.scheme.v};
	if (rc == TD_OK)
		rc = store_scheme_load(l->t, scheme, &y->scheme);
	if (rc == TD_OK)
		rc = store_criteria_of(l->t, scheme, y->scheme, &y->criteria);
	if (rc == TD_OK)
		rc = store_membership_list(l->t, id, &y->members);
	if (rc == TD_OK)
		rc = entries(l->t, id, stage, &y->entries);
	if (rc == TD_OK)
		rc = store_target_list(l->t, id, &y->targets);
	if (rc == TD_OK && y->criteria.n != y->scheme->n_nodes)
		return TD_CORRUPT;
	return rc;
}

/* Ids of index rows rise with the node (they are made in order). -1: of another scheme. */
static i64 node_of(const struct scored_year *y, criterion_id id)
{
	size_t lo = 0, hi = y->criteria.n;
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if (y->criteria.at[mid].id.v < id.v)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < y->criteria.n && y->criteria.at[lo].id.v == id.v ? (i64)lo : -1;
}

/* -1: not a member any more. Clusters are small. */
static i64 member_of(const struct scored_year *y, unit_id id)
{
	for (size_t i = 0; i < y->members.n; i++) {
		if (y->members.at[i].unit.v == id.v)
			return (i64)i;
	}
	return -1;
}

/* Columns -------------------------------------------------------------------------------------------------------- */

/* Puts the judge among those of the node, ascending. */
static void note_judge(struct loading *l, i64 node, i64 judge)
{
	i64 *ids = l->judge_ids[node];
	u32 n = l->cols[node].n_judges, at = 0;
	while (at < n && ids[at] < judge)
		at++;
	if (at < n && ids[at] == judge)
		return;
	i64 *grown = NEW_N(l->t->a, i64, n + 1);
	for (u32 i = 0; i <= n; i++)
		grown[i] = i < at ? ids[i] : i == at ? judge : ids[i - 1];
	l->judge_ids[node] = grown;
	l->cols[node].n_judges = n + 1;
}

/* The column of a judge; n_judges when there is none any more. */
static u32 judge_slot(const struct loading *l, i64 node, i64 judge)
{
	u32 j = 0;
	while (j < l->cols[node].n_judges && l->judge_ids[node][j] != judge)
		j++;
	return j;
}

/* The judges of a criterion that the units score for each other are the members in their order (domain/score.h). */
static void peers_are_judges(struct loading *l, u32 node)
{
	u32 n = (u32)l->y->members.n;
	l->judge_ids[node] = NEW_N(l->t->a, i64, n);
	l->cols[node].n_judges = n;
	for (u32 i = 0; i < n; i++)
		l->judge_ids[node][i] = l->y->members.at[i].unit.v;
}

bool store_score_is_opinion(const struct criterion *c, const struct score_entry *e)
{
	return c->judging == JUDGE_ONE && e->judge.v != 0 && e->stage == STAGE_CROSS;
}

static void make_columns(struct loading *l)
{
	struct scored_year *y = l->y;
	struct arena *a = l->t->a;
	u32 n_nodes = y->scheme->n_nodes, n_units = (u32)y->members.n;
	l->cols = NEW_N(a, struct column, n_nodes);
	l->judge_ids = NEW_N(a, i64 *, n_nodes);
	for (u32 k = 0; k < n_nodes; k++)
		if (y->scheme->nodes[k].peers)
			peers_are_judges(l, k);
	for (size_t i = 0; i < y->entries.n; i++) {
		const struct score_entry *e = &y->entries.at[i];
		i64 node = node_of(y, e->criterion);
		if (e->stage <= y->stage && node >= 0 && member_of(y, e->unit) >= 0 &&
		    !y->scheme->nodes[node].peers && !store_score_is_opinion(&y->scheme->nodes[node], e))
			note_judge(l, node, e->judge.v);
	}
	for (u32 k = 0; k < n_nodes; k++) {
		if (!criterion_is_leaf(&y->scheme->nodes[k]))
			continue;
		if (l->cols[k].n_judges == 0)
			note_judge(l, k, 0);
		struct column *c = &l->cols[k];
		size_t n = (size_t)n_units * c->n_judges;
		*c = (struct column){NEW_N(a, i64, n), NEW_N(a, i64, n), NEW_N(a, u8, n), NEW_N(a, u8, n),
				     c->n_judges};
	}
}

/* A unit's registered target stands wherever no entry names one. */
static void put_target(struct loading *l, const struct target *g)
{
	i64 node = node_of(l->y, g->criterion), unit = member_of(l->y, g->unit);
	if (node < 0 || unit < 0 || l->cols[node].n_judges == 0)
		return;
	struct column *c = &l->cols[node];
	for (u32 j = 0; j < c->n_judges; j++) {
		size_t i = j * l->y->members.n + (size_t)unit;
		c->b[i] = g->value_c;
		c->has_b[i] = 1;
	}
}

static void put_entry(struct loading *l, size_t index)
{
	const struct score_entry *e = &l->y->entries.at[index];
	i64 node = node_of(l->y, e->criterion), unit = member_of(l->y, e->unit);
	size_t n_units = l->y->members.n;
	if (e->stage > l->y->stage || node < 0 || unit < 0 || !criterion_is_leaf(&l->y->scheme->nodes[node]))
		return;
	const struct criterion *k = &l->y->scheme->nodes[node];
	struct column *c = &l->cols[node];
	u32 slot = judge_slot(l, node, e->judge.v);
	if (e->judge.v == 0 && k->peers)
		slot = ((u32)unit + 1) % (u32)n_units; /* any column but the unit's own */
	if (slot == c->n_judges || store_score_is_opinion(k, e))
		return;
	i32 *cell = &l->y->cell_entry[(size_t)node * n_units + (size_t)unit];
	bool first_judge = *cell < 0 || l->y->entries.at[*cell].stage != e->stage;
	/* the stage's one value replaces what judges said before, and theirs the one value of an earlier stage */
	if (e->judge.v == 0 || (first_judge && *cell >= 0 && l->y->entries.at[*cell].judge.v == 0))
		for (u32 j = 0; j < c->n_judges; j++)
			c->state[j * n_units + (size_t)unit] = CELL_EMPTY;
	size_t i = slot * n_units + (size_t)unit;
	c->state[i] = (u8)e->state;
	c->a[i] = e->a_c.v;
	if (e->b_c.set) {
		c->b[i] = e->b_c.v;
		c->has_b[i] = 1;
	}
	if (first_judge)
		*cell = (i32)index;
}

static void fill_columns(struct loading *l)
{
	struct scored_year *y = l->y;
	size_t n_cells = (size_t)y->scheme->n_nodes * y->members.n;
	y->cell_entry = NEW_N(l->t->a, i32, n_cells);
	for (size_t i = 0; i < n_cells; i++)
		y->cell_entry[i] = -1;
	for (size_t i = 0; i < y->targets.n; i++)
		put_target(l, &y->targets.at[i]);
	for (size_t i = 0; i < y->entries.n; i++)
		put_entry(l, i);
}

/* The engine's view ---------------------------------------------------------------------------------------------- */

static struct score_unit *units_of(struct loading *l)
{
	const membership_list *m = &l->y->members;
	struct score_unit *u = NEW_N(l->t->a, struct score_unit, m->n);
	for (size_t i = 0; i < m->n; i++)
		u[i] = (struct score_unit){m->at[i].unit_code, m->at[i].unit_name,
					   m->at[i].women_pct_c.set ? m->at[i].women_pct_c.v : -1,
					   (u32)m->at[i].chair_order};
	return u;
}

static i32 *judges_of(struct loading *l, u32 node)
{
	u32 n = l->cols[node].n_judges;
	i32 *out = NEW_N(l->t->a, i32, n);
	for (u32 j = 0; j < n; j++)
		out[j] = (i32)member_of(l->y, (unit_id){l->judge_ids[node][j]});
	return out;
}

static void make_input(struct loading *l)
{
	struct scored_year *y = l->y;
	u32 n_nodes = y->scheme->n_nodes;
	struct score_col *cols = NEW_N(l->t->a, struct score_col, n_nodes);
	i32 **judges = NEW_N(l->t->a, i32 *, n_nodes);
	for (u32 k = 0; k < n_nodes; k++) {
		const struct column *c = &l->cols[k];
		cols[k] = (struct score_col){c->a, c->b, c->state, c->has_b, c->n_judges ? c->n_judges : 1};
		judges[k] = judges_of(l, k);
	}
	y->judges = judges;
	y->input = (struct score_input){(u32)y->members.n, units_of(l), cols};
}

/* Columns, check and result of a year whose rows are there. */
static td_rc compute(struct loading *l)
{
	struct scored_year *y = l->y;
	y->faults = err_new(l->t->a, l->t->e->lang);
	make_columns(l);
	fill_columns(l);
	make_input(l);
	td_rc rc = score_check(y->scheme, &y->input, &y->faults);
	if (rc == TD_OK)
		rc = score_run(l->t->a, y->scheme, &y->input, &y->result);
	y->computed = rc == TD_OK;
	if (y->faults.n_unsaid > 0)
		return TD_LIMIT; /* who asks for the faults must see every one */
	return rc == TD_INVALID ? TD_OK : rc;
}

static td_rc load(struct tx *t, cluster_year_id id, enum score_stage stage, entries_fn *entries,
		  struct scored_year *out)
{
	struct loading l = {.t = t, .y = out};
	*out = (struct scored_year){.stage = stage};
	td_rc rc = load_rows(&l, id, stage, entries);
	return rc == TD_OK ? compute(&l) : rc;
}

td_rc store_year_load(struct tx *t, cluster_year_id id, enum score_stage stage, struct scored_year *out)
{
	return load(t, id, stage, store_score_list, out);
}

td_rc store_year_figures(struct tx *t, cluster_year_id id, enum score_stage stage, struct scored_year *out)
{
	return load(t, id, stage, store_score_figures, out);
}

td_rc store_year_earlier(struct tx *t, const struct scored_year *from, enum score_stage stage,
			 struct scored_year *out)
{
	struct loading l = {.t = t, .y = out};
	*out = (struct scored_year){.year = from->year,
				    .scheme = from->scheme,
				    .criteria = from->criteria,
				    .members = from->members,
				    .entries = from->entries,
				    .targets = from->targets,
				    .stage = stage};
	return compute(&l);
}
