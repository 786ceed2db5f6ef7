#include "tests/prop/gen.h"

/* splitmix64 */
static u64 next(struct gen *g)
{
	u64 z = g->seed += 0x9e3779b97f4a7c15u;
	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

u32 gen_below(struct gen *g, u32 n)
{
	return (u32)(next(g) % n);
}

static bool one_in(struct gen *g, u32 n)
{
	return gen_below(g, n) == 0;
}

static i64 step_of(struct gen *g)
{
	static const i64 steps[] = {1, 1, 1, 1, 5, 50};
	return steps[gen_below(g, 6)];
}

static enum rounding rounding_of(struct gen *g)
{
	return (enum rounding)gen_below(g, ROUND__N);
}

/* ---- schemes ----------------------------------------------------------------------------------------------------- */

static void bands(struct gen *g, struct scheme_level *l, u32 n)
{
	bool whole = one_in(g, 3);
	i64 at = whole ? 100 : (i64)gen_below(g, 300);
	for (u32 i = 0; i < n; i++) {
		l[i].has_from = i > 0;
		l[i].has_to = i + 1 < n;
		if (i > 0 && whole) {
			l[i].from_c = l[i - 1].to_c + 100;
		} else if (i > 0) {
			l[i].from_c = l[i - 1].to_c;
			l[i].from_excl = !l[i - 1].to_excl;
		}
		l[i].to_c = at;
		l[i].to_excl = !whole && one_in(g, 2);
		at += whole ? 100 * (1 + (i64)gen_below(g, 4)) : 1 + (i64)gen_below(g, 400);
	}
	for (u32 i = n; i > 1; i--) { /* any order of rows */
		u32 j = gen_below(g, i);
		struct scheme_level x = l[j];
		l[j] = l[i - 1];
		l[i - 1] = x;
	}
}

static void levels(struct gen *g, struct criterion *c)
{
	u32 n = 1 + gen_below(g, 5);
	struct scheme_level *l = NEW_N(g->a, struct scheme_level, n);
	c->by_value = one_in(g, 2);
	if (c->by_value)
		bands(g, l, n);
	for (u32 i = 0; i < n; i++)
		l[i].points_c = (i64)gen_below(g, (u32)c->max_c + 1);
	c->levels = l;
	c->n_levels = n;
}

static void limits(struct gen *g, struct criterion *c)
{
	u32 n = 1 + gen_below(g, 3);
	struct scheme_limit *l = NEW_N(g->a, struct scheme_limit, n);
	for (u32 i = 0; i < n; i++)
		l[i] =
		    (struct scheme_limit){gen_below(g, g->s.n_classes),
					  (enum threshold_op)gen_below(g, OP__N), 100 * (i64)gen_below(g, 8)};
	c->limits = l;
	c->n_limits = n;
	c->max_c = 0;
}

static void target_rules(struct gen *g, struct criterion *c)
{
	c->zero_target = (enum zero_target)gen_below(g, ZERO__N);
	c->has_target = one_in(g, 3);
	c->target_c = 100 * (i64)(gen_below(g, 9) + (c->zero_target == ZERO_INVALID));
}

static void judging(struct gen *g, struct criterion *c)
{
	if (!one_in(g, 4) || c->kind == CRIT_LEADER || c->kind == CRIT_RELATIVE || !criterion_gives_points(c))
		return;
	c->judging = one_in(g, 3) ? JUDGE_SUM : JUDGE_MEAN;
	c->peers = one_in(g, 2);
	if (c->judging == JUDGE_MEAN && one_in(g, 2)) {
		c->drop_low = gen_below(g, 3);
		c->drop_high = gen_below(g, 3);
	}
}

static void leaf(struct gen *g, struct criterion *c)
{
	if (g->s.thresholds_only)
		c->kind = one_in(g, 4) ? CRIT_KNOCKOUT : CRIT_THRESHOLD;
	else
		c->kind = (enum criterion_kind)(1 + gen_below(g, CRIT__N - 1));
	if (!g->s.n_classes && (c->kind == CRIT_THRESHOLD || c->kind == CRIT_KNOCKOUT))
		c->kind = CRIT_MANUAL;
	c->has_round = one_in(g, 4);
	c->round = rounding_of(g);
	c->round_step_c = step_of(g);
	i64 step = c->has_round ? c->round_step_c : g->s.round_step_c;
	c->max_c = step * (i64)(1 + gen_below(g, (u32)(1500 / step)));
	c->total_exceeds = one_in(g, 5);
	c->each_c = 1 + (i64)gen_below(g, 300);
	c->against_c = (i64)gen_below(g, 300);
	c->cap_pct_c = one_in(g, 2) ? 10001 + (i64)gen_below(g, 10000) : 0;
	c->base_pct_c = one_in(g, 2) ? 5000 : (i64)gen_below(g, 10001);
	c->per = (enum deduct_per)gen_below(g, DEDUCT__N);
	c->step_c = 1 + (i64)gen_below(g, 300);
	c->step_rounding = rounding_of(g);
	c->step_exact = one_in(g, 2);
	c->effect = (enum knockout_effect)gen_below(g, KO__N);
	c->ceiling_class = g->s.n_classes ? gen_below(g, g->s.n_classes) : 0;
	if (c->kind == CRIT_BONUS_PENALTY)
		c->min_c = -step * (i64)gen_below(g, 10);
	if (c->kind == CRIT_DEDUCT && one_in(g, 2))
		c->min_c = (c->max_c / step / 2) * step;
	if (c->kind == CRIT_RATIO || c->kind == CRIT_LEADER || c->kind == CRIT_DEDUCT)
		target_rules(g, c);
	if (c->kind == CRIT_LEVEL)
		levels(g, c);
	if (c->kind == CRIT_THRESHOLD)
		limits(g, c);
	if (c->kind == CRIT_KNOCKOUT)
		c->max_c = 0;
	judging(g, c);
}

static void group_caps(struct gen *g, struct criterion *c)
{
	c->has_bonus_cap = one_in(g, 3);
	c->bonus_cap_c = (i64)gen_below(g, 800);
	c->has_penalty_cap = one_in(g, 3);
	c->penalty_cap_c = (i64)gen_below(g, 800);
	c->has_cap = one_in(g, 3);
	c->cap_c = (i64)gen_below(g, 2500);
	c->has_floor = one_in(g, 4);
	c->floor_c = c->has_cap ? c->cap_c - (i64)gen_below(g, 500) : (i64)gen_below(g, 500) - 400;
}

static void grow(struct gen *g, u32 parent, u32 depth)
{
	u32 n = 1 + gen_below(g, depth ? 3 : 4), self = parent;
	i64 sum = 0;
	for (u32 i = 0; i < n && g->s.n_nodes < MODEL_NODES - 4; i++) {
		u32 k = g->s.n_nodes++;
		struct criterion *c = &g->nodes[k];
		*c = (struct criterion){
		    .parent = parent, .name = S("tiêu chí"), .code = arena_fmt(g->a, "c%u", k)};
		c->role = g->nodes[parent].role;
		if (c->role == ROLE_BASE && one_in(g, 4))
			c->role = one_in(g, 2) ? ROLE_BONUS : ROLE_PENALTY;
		if (depth < 3 && g->s.n_nodes < MODEL_NODES - 5 && one_in(g, 4))
			grow(g, k, depth + 1);
		else
			leaf(g, c);
		if (c->role == g->nodes[self].role)
			sum += c->max_c;
	}
	struct criterion *c = &g->nodes[self];
	c->kind = CRIT_GROUP;
	c->max_c = sum;
	group_caps(g, c);
	if (c->role == ROLE_BASE && sum > 1 && !g->s.thresholds_only && one_in(g, 6)) {
		c->max_c = c->cap_c =
		    1 + (i64)gen_below(g, (u32)sum); /* children of more than the group's max */
		c->has_cap = true;
		c->has_floor = false;
	}
}

static void classes_and_ties(struct gen *g)
{
	i64 min = 4000;
	g->s.n_classes = gen_below(g, 4);
	if (g->s.thresholds_only && !g->s.n_classes)
		g->s.n_classes = 1;
	g->s.classes = NEW_N(g->a, struct scheme_class, g->s.n_classes);
	for (u32 i = 0; i < g->s.n_classes; i++) {
		min -= 1 + (i64)gen_below(g, 1800);
		g->s.classes[i] =
		    (struct scheme_class){arena_fmt(g->a, "L%u", i), arena_fmt(g->a, "Loại %u", i),
					  i + 1 < g->s.n_classes || one_in(g, 2), min};
	}
	g->s.n_ties = gen_below(g, 5);
	g->s.ties = NEW_N(g->a, struct tie_rule, g->s.n_ties);
}

static void scheme(struct gen *g)
{
	g->s = (struct scheme){.title = S("thử"), .sealable = true, .nodes = g->nodes, .n_nodes = 1};
	g->s.thresholds_only = one_in(g, 12);
	g->s.total_may_exceed = one_in(g, 2);
	g->s.round = rounding_of(g);
	g->s.round_step_c = step_of(g);
	g->s.total_round = rounding_of(g);
	g->s.total_step_c = step_of(g);
	g->s.na = (enum na_rescale)gen_below(g, NA__N);
	g->s.rank_style = (enum rank_style)gen_below(g, RANK__N);
	classes_and_ties(g);
	g->nodes[0] = (struct criterion){.kind = CRIT_GROUP, .name = S("bảng")};
	grow(g, 0, 0);
	g->s.max_c = g->nodes[0].max_c;
	if (g->nodes[0].floor_c > g->s.max_c)
		g->nodes[0].floor_c = g->s.max_c;
	for (u32 i = 0; i < g->s.n_ties; i++)
		g->s.ties[i] = (struct tie_rule){.kind = (enum tie_kind)gen_below(g, TIE__N),
						 .node = gen_below(g, g->s.n_nodes),
						 .limit_c = 7000};
}

/* ---- input --------------------------------------------------------------------------------------------------------- */

static i64 quantity(struct gen *g)
{
	return one_in(g, 3) ? (i64)gen_below(g, 1500) : 100 * (i64)gen_below(g, 12);
}

static i64 value(struct gen *g, const struct criterion *c)
{
	switch (c->kind) {
	case CRIT_MANUAL:
		return (i64)gen_below(g, (u32)c->max_c + 1 + (c->total_exceeds ? 200 : 0));
	case CRIT_LEVEL:
		/* whole numbers fit every kind of bands */
		return c->by_value ? 100 * (i64)gen_below(g, 14) : 1 + (i64)gen_below(g, c->n_levels);
	case CRIT_BOOL:
	case CRIT_KNOCKOUT:
		return gen_below(g, 2);
	default:
		return quantity(g);
	}
}

static void cell(struct gen *g, const struct criterion *c, const struct score_col *col, u32 judge, u32 unit,
		 u32 sparse)
{
	u32 at = judge * g->in.n_units + unit, dice = gen_below(g, 10);
	((u8 *)col->state)[at] = dice < sparse ? CELL_NA : dice < sparse + sparse / 2 ? CELL_EMPTY : CELL_SET;
	if (c->peers && judge == unit && col->state[at] == CELL_SET)
		((u8 *)col->state)[at] = CELL_EMPTY;
	bool b_needed = c->zero_target == ZERO_INVALID && !c->has_target && c->kind != CRIT_LEADER;
	((i64 *)col->a)[at] = col->state[at] == CELL_SET ? value(g, c) : -7; /* rubbish in unset cells */
	if (col->b)
		((i64 *)col->b)[at] = quantity(g) + (c->zero_target == ZERO_INVALID);
	if (col->has_b)
		((u8 *)col->has_b)[at] = b_needed || one_in(g, 2);
}

static void column(struct gen *g, u32 k)
{
	const struct criterion *c = &g->nodes[k];
	u32 judges = c->peers ? g->in.n_units : 1 + gen_below(g, 4), sparse = gen_below(g, 4);
	size_t n = (size_t)judges * g->in.n_units;
	bool b_needed = c->zero_target == ZERO_INVALID && !c->has_target &&
			(c->kind == CRIT_RATIO || c->kind == CRIT_DEDUCT);
	struct score_col *col = &g->cols[k];
	*col = (struct score_col){NEW_N(g->a, i64, n), NULL, NEW_N(g->a, u8, n), NULL, judges};
	if (b_needed || !one_in(g, 5))
		col->b = NEW_N(g->a, i64, n);
	if (col->b && one_in(g, 2))
		col->has_b = NEW_N(g->a, u8, n);
	for (u32 j = 0; j < judges; j++)
		for (u32 u = 0; u < g->in.n_units; u++)
			cell(g, c, col, j, u, sparse);
}

void gen_case(struct gen *g)
{
	scheme(g);
	g->in = (struct score_input){1 + gen_below(g, 6), g->units, g->cols};
	for (u32 u = 0; u < g->in.n_units; u++)
		g->units[u] = (struct score_unit){arena_fmt(g->a, "u%u", u), arena_fmt(g->a, "Đơn vị %u", u),
						  1000 * (i64)gen_below(g, 10) - 1, gen_below(g, 3)};
	for (u32 k = 0; k < g->s.n_nodes; k++)
		if (g->nodes[k].kind != CRIT_GROUP)
			column(g, k);
}

/* ---- permutations -------------------------------------------------------------------------------------------------- */

static void shuffle(struct gen *g, u32 *at, u32 n)
{
	for (u32 i = n; i > 1; i--) {
		u32 j = gen_below(g, i), x = at[j];
		at[j] = at[i - 1];
		at[i - 1] = x;
	}
}

static void copy(const struct gen *g, struct gen *out)
{
	*out = *g;
	out->s.nodes = out->nodes;
	out->in.units = out->units;
	out->in.cols = out->cols;
}

void gen_permute_units(struct gen *g, struct gen *out, u32 *map)
{
	u32 n = g->in.n_units;
	for (u32 u = 0; u < n; u++)
		map[u] = u;
	shuffle(g, map, n);
	copy(g, out);
	for (u32 u = 0; u < n; u++)
		out->units[u] = g->units[map[u]];
	for (u32 k = 0; k < g->s.n_nodes; k++) {
		const struct score_col *from = &g->cols[k];
		if (g->nodes[k].kind == CRIT_GROUP)
			continue;
		size_t all = (size_t)from->n_judges * n;
		i64 *a = NEW_N(g->a, i64, all), *b = from->b ? NEW_N(g->a, i64, all) : NULL;
		u8 *state = NEW_N(g->a, u8, all), *has_b = from->has_b ? NEW_N(g->a, u8, all) : NULL;
		for (u32 j = 0; j < from->n_judges; j++)
			for (u32 u = 0; u < n; u++) {
				u32 src = (g->nodes[k].peers ? map[j] : j) * n + map[u], dst = j * n + u;
				a[dst] = from->a[src];
				state[dst] = from->state[src];
				if (b)
					b[dst] = from->b[src];
				if (has_b)
					has_b[dst] = from->has_b[src];
			}
		out->cols[k] = (struct score_col){a, b, state, has_b, from->n_judges};
	}
}

static void visit(struct gen *g, struct gen *out, u32 *map, u32 old, u32 parent)
{
	u32 self = out->s.n_nodes++, children[MODEL_NODES], n = 0;
	map[self] = old;
	out->nodes[self] = g->nodes[old];
	out->nodes[self].parent = parent;
	out->cols[self] = g->cols[old];
	for (u32 c = g->nodes[old].first_child; g->nodes[old].n_children && c < g->nodes[old].subtree_end;
	     c = g->nodes[c].subtree_end)
		children[n++] = c;
	shuffle(g, children, n);
	for (u32 i = 0; i < n; i++)
		visit(g, out, map, children[i], self);
}

void gen_permute_nodes(struct gen *g, struct gen *out, u32 *map)
{
	copy(g, out);
	out->s.n_nodes = 0;
	visit(g, out, map, 0, 0);
	out->s.ties = NEW_N(g->a, struct tie_rule, g->s.n_ties);
	for (u32 t = 0; t < g->s.n_ties; t++) {
		out->s.ties[t] = g->s.ties[t];
		for (u32 k = 0; k < g->s.n_nodes; k++)
			if (map[k] == g->s.ties[t].node)
				out->s.ties[t].node = k;
	}
}
