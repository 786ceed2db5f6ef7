#include "domain/rank_gap.h"

#include "domain/rank.h"
#include "domain/score_tree.h"

/* The whole table with the leaves' points put in directly: changing one of them computes one unit anew, without memory. */
struct probe {
	struct arena *a;
	const struct scheme *s;        /* the real one */
	const struct score_input *in;  /* the real figures */
	struct scheme entered;         /* every leaf that gives points takes them as they are */
	struct score_input points_in;  /* of units, points per leaf */
	struct score_col *cols, *real; /* of points_in; of in, where one column may be replaced */
	i64 **points;                  /* [node][unit], what cols hold */
	i64 *moved;                    /* room for one changed column of the real figures */
	struct tree t;
	struct score_out *plain; /* the nodes as tree_new() laid them out: rescaled groups replace them */
	const i64 *total;
	td_rc rc;
};

static void enter_points(struct probe *p, const struct score_result *res, u32 k)
{
	u32 n = p->in->n_units;
	struct criterion *c = &p->entered.nodes[k];
	u8 *state = NEW_N(p->a, u8, n);
	p->points[k] = NEW_N(p->a, i64, n);
	for (u32 u = 0; u < n; u++) {
		u8 note = res->nodes[k].note[u];
		state[u] = note == NOTE_NA ? CELL_NA : note == NOTE_EMPTY ? CELL_EMPTY : CELL_SET;
		p->points[k][u] =
		    c->role == ROLE_PENALTY ? res->nodes[k].penalty_c[u] : res->nodes[k].points_c[u];
	}
	c->kind = CRIT_MANUAL;
	c->judging = JUDGE_ONE;
	c->peers = false;
	p->cols[k] = (struct score_col){.a = p->points[k], .state = state, .n_judges = 1};
}

/* Groups of what does not apply are rescaled anew each time, on memory that is given back. */
static void total_up(struct probe *p, u32 unit)
{
	if (p->t.own[0].app)
		memcpy(p->t.nodes, p->plain, sizeof *p->plain * p->s->n_nodes);
	if (p->rc == TD_OK)
		p->rc = tree_block(&p->t, unit, 1);
}

static void probe_new(struct probe *p, const struct score_result *res)
{
	const struct scheme *s = p->s;
	u32 n = s->n_nodes;
	p->entered = *s;
	p->entered.nodes = NEW_N(p->a, struct criterion, n);
	memcpy(p->entered.nodes, s->nodes, sizeof *s->nodes * n);
	p->cols = NEW_N(p->a, struct score_col, n);
	p->real = NEW_N(p->a, struct score_col, n);
	p->points = NEW_N(p->a, i64 *, n);
	p->moved = NEW_N(p->a, i64, p->in->n_units);
	memcpy(p->cols, p->in->cols, sizeof *p->cols * n);
	memcpy(p->real, p->in->cols, sizeof *p->real * n);
	for (u32 k = 0; k < n; k++)
		if (criterion_is_leaf(&s->nodes[k]) && criterion_gives_points(&s->nodes[k]))
			enter_points(p, res, k);
	p->points_in = (struct score_input){p->in->n_units, p->in->units, p->cols};
	tree_new(&p->t, p->a, &p->entered, &p->points_in);
	p->plain = NEW_N(p->a, struct score_out, n);
	memcpy(p->plain, p->t.nodes, sizeof *p->plain * n);
	for (u32 u = 0; u < p->in->n_units; u++)
		total_up(p, u);
}

/* Does below now stand before above? */
static bool swapped(struct probe *p, u32 above, u32 below)
{
	struct arena_mark m = arena_mark(p->a);
	struct score_result r = {.n_units = p->in->n_units, .n_nodes = p->s->n_nodes, .nodes = p->t.nodes};
	if (p->rc == TD_OK)
		p->rc = tree_rescale(&p->t, &r.total_c);
	int c = 0;
	if (p->rc == TD_OK)
		c = (r.total_c[above] < r.total_c[below]) - (r.total_c[above] > r.total_c[below]);
	for (u32 t = 0; p->rc == TD_OK && c == 0 && t < p->s->n_ties; t++)
		c = rank_tie(p->s, p->in, &r, t, above, below);
	arena_release(p->a, m);
	return c > 0;
}

static bool depends_on_others(enum criterion_kind k)
{
	return k == CRIT_RELATIVE || k == CRIT_LEADER;
}

/* One item of one of the two units as it may change. */
struct item {
	struct probe *p;
	const struct criterion *c;
	u32 above, below, unit, node;
	i64 now, was_above, was_below; /* value; points of the two */
};

static i64 leaf_points(struct item *x, const struct score_leaf *l, u32 unit)
{
	i64 points = 0;
	u8 note = 0;
	if (x->p->rc == TD_OK)
		x->p->rc = score_leaf_block(l, x->p->a, unit, 1, &points, &note);
	return points;
}

/* Puts the points that this value gives into the tree; returns the unit's. */
static i64 put_value(struct item *x, i64 value)
{
	struct probe *p = x->p;
	struct score_leaf l;
	struct score_input in = {p->in->n_units, p->in->units, p->real};
	i64 *points = p->points[x->node];
	memcpy(p->moved, p->in->cols[x->node].a, sizeof *p->moved * p->in->n_units);
	p->moved[x->unit] = value;
	p->real[x->node].a = p->moved;
	score_leaf_plan(&l, p->s, &in, x->node);
	points[x->unit] = leaf_points(x, &l, x->unit);
	u32 other = x->unit == x->above ? x->below : x->above;
	if (depends_on_others(x->c->kind)) {
		if (p->in->cols[x->node].state[other] == CELL_SET)
			points[other] = leaf_points(x, &l, other);
		total_up(p, other);
	}
	total_up(p, x->unit);
	p->real[x->node].a = p->in->cols[x->node].a;
	return points[x->unit];
}

static bool swaps_at(struct item *x, i64 value)
{
	(void)put_value(x, value);
	return swapped(x->p, x->above, x->below);
}

static void put_back(struct item *x)
{
	x->p->points[x->node][x->above] = x->was_above;
	x->p->points[x->node][x->below] = x->was_below;
	total_up(x->p, x->above);
	total_up(x->p, x->below);
}

/* ---- values that may be taken ------------------------------------------------------------------------------------ */

static i64 size_of(i64 from, i64 to)
{
	return to > from ? to - from : from - to;
}

/* Is points the least change so far? Then it is kept. */
static void keep(struct item *x, struct rank_gap *g, i64 value)
{
	i64 from = x->unit == x->above ? x->was_above : x->was_below, to = put_value(x, value);
	i64 size = size_of(from, to), best = size_of(g->points_from_c, g->points_to_c);
	if (g->found && size > best)
		return;
	if (g->found && size == best) {
		g->n_as_small++;
		return;
	}
	g->found = true;
	g->n_as_small = 0;
	g->unit = x->unit;
	g->node = x->node;
	g->from_c = x->now;
	g->to_c = value;
	g->points_from_c = from;
	g->points_to_c = to;
}

/* The value of a level that is nearest to now. */
static i64 level_value(const struct item *x, u32 j)
{
	const struct scheme_level *l = &x->c->levels[j];
	if (!x->c->by_value)
		return (i64)j + 1;
	if (l->has_from && x->now < l->from_c + l->from_excl)
		return l->from_c + l->from_excl;
	if (l->has_to && x->now > l->to_c - l->to_excl)
		return l->to_c - l->to_excl;
	return x->now;
}

static void try_levels(struct item *x, struct rank_gap *g)
{
	i64 best = 0, from = x->unit == x->above ? x->was_above : x->was_below, size = INT64_MAX;
	for (u32 j = 0; j < x->c->n_levels; j++) {
		i64 v = level_value(x, j), d = size_of(from, x->c->levels[j].points_c);
		if (v == x->now || d >= size || (x->c->by_value && !scheme_level_holds(&x->c->levels[j], v)))
			continue; /* the band may be too narrow for a hundredth */
		if (swaps_at(x, v)) {
			best = v;
			size = d;
		}
	}
	if (size != INT64_MAX)
		keep(x, g, best);
}

/* How far a value may go up. */
static i64 highest(const struct item *x)
{
	const struct criterion *c = x->c;
	const struct score_col *col = &x->p->in->cols[x->node];
	if (c->kind == CRIT_MANUAL && !c->total_exceeds)
		return c->max_c;
	i64 b = criterion_uses_b(c) && col->b && (!col->has_b || col->has_b[x->unit]) ? col->b[x->unit]
										      : c->target_c;
	i64 most = x->now > b ? x->now : b;
	most = most > c->max_c ? most : c->max_c;
	return most > SCORE_MAX_VALUE_C / 8 ? most : 4 * most + 10000;
}

/* Points rise with the value, or fall: cases against. */
static bool rises(const struct criterion *c)
{
	return !(c->kind == CRIT_DEDUCT && c->per == DEDUCT_CASE) &&
	       !(c->kind == CRIT_BONUS_PENALTY && c->each_c < 0);
}

static i64 step_of(const struct item *x)
{
	bool counts = x->c->kind == CRIT_COUNT || x->c->kind == CRIT_BONUS_PENALTY ||
		      (x->c->kind == CRIT_DEDUCT && x->c->per == DEDUCT_CASE);
	return counts && x->now % 100 == 0 ? 100 : 1;
}

/* The fewest steps from now towards the end that swap the two: what swaps once swaps from there on. */
static void try_range(struct item *x, struct rank_gap *g)
{
	bool up = (x->unit == x->below) != (x->c->role == ROLE_PENALTY) ? rises(x->c) : !rises(x->c);
	i64 step = step_of(x), most = up ? (highest(x) - x->now) / step : x->now / step;
	if (x->c->kind == CRIT_MANUAL && g->found) {
		i64 best = size_of(g->points_from_c, g->points_to_c);
		most = most < best ? most : best;
	}
	step = up ? step : -step;
	if (most <= 0 || !swaps_at(x, x->now + step * most))
		return;
	i64 no = 0, yes = most;
	while (yes - no > 1) {
		i64 mid = no + (yes - no) / 2;
		if (swaps_at(x, x->now + step * mid))
			yes = mid;
		else
			no = mid;
	}
	keep(x, g, x->now + step * yes);
}

static void try_item(struct probe *p, struct rank_gap *g, u32 node, u32 unit)
{
	const struct criterion *c = &p->s->nodes[node];
	const struct score_col *col = &p->in->cols[node];
	if (!criterion_is_leaf(c) || !criterion_gives_points(c) || c->judging != JUDGE_ONE ||
	    col->state[unit] != CELL_SET)
		return;
	struct item x = {.p = p,
			 .c = c,
			 .above = g->above,
			 .below = g->below,
			 .unit = unit,
			 .node = node,
			 .now = col->a[unit],
			 .was_above = p->points[node][g->above],
			 .was_below = p->points[node][g->below]};
	if (c->kind == CRIT_LEVEL)
		try_levels(&x, g);
	else if (c->kind != CRIT_BOOL)
		try_range(&x, g);
	else if (swaps_at(&x, !x.now))
		keep(&x, g, !x.now);
	put_back(&x);
}

td_rc rank_gaps(struct arena *a, const struct scheme *s, const struct score_input *in,
		const struct score_result *res, struct rank_gap *out, u32 *n_gaps)
{
	struct probe *p = NEW(a, struct probe);
	u32 n = in->n_units ? in->n_units - 1 : 0;
	p->a = a;
	p->s = s;
	p->in = in;
	*n_gaps = s->thresholds_only ? 0 : n < *n_gaps ? n : *n_gaps;
	if (*n_gaps)
		probe_new(p, res);
	for (u32 i = 0; p->rc == TD_OK && i < *n_gaps; i++) {
		u32 x = res->order[i], y = res->order[i + 1];
		out[i] = (struct rank_gap){.above = x,
					   .below = y,
					   .gap_c = res->total_c[x] - res->total_c[y],
					   .same = res->rank[x] == res->rank[y]};
		for (u32 k = 0; !out[i].same && k < s->n_nodes; k++) {
			try_item(p, &out[i], k, y);
			try_item(p, &out[i], k, x);
		}
	}
	return p->rc;
}
