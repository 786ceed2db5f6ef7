#include "domain/replay.h"

#include "base/map.h"

struct columns {
	i64 *a, *b;
	u8 *state, *has_b;
	u32 n_judges;
};

struct replayer {
	struct arena *a;
	const struct scheme *old, *s;
	const struct score_input *from;
	struct columns *cols; /* per node of s */
	struct replay *out;
};

static bool same_judges(const struct criterion *x, const struct criterion *y)
{
	return x->judging == y->judging && x->peers == y->peers;
}

/* The level of the same name: 1, 2, …; 0 when there is none. */
static i64 level_of(const struct criterion *c, str label)
{
	for (u32 i = 0; i < c->n_levels; i++)
		if (str_eq(c->levels[i].label, label))
			return (i64)i + 1;
	return 0;
}

/* One value brought over; false when it says nothing in the new table. */
static bool bring(const struct criterion *was, const struct criterion *c, i64 *a)
{
	if (c->kind == CRIT_MANUAL && was->max_c != c->max_c) {
		*a = was->max_c > 0 ? (i64)div_round((i128)*a * c->max_c, was->max_c, ROUND_HALF_UP) : 0;
		return was->max_c > 0;
	}
	if (c->kind == CRIT_LEVEL && c->by_value != was->by_value)
		return false;
	if (c->kind == CRIT_LEVEL && !c->by_value) {
		*a = *a >= 1 && *a <= was->n_levels ? level_of(c, was->levels[*a - 1].label) : 0;
		return *a > 0;
	}
	if (c->kind == CRIT_LEVEL) {
		for (u32 i = 0; i < c->n_levels; i++)
			if (scheme_level_holds(&c->levels[i], *a))
				return true;
		return false;
	}
	return true;
}

static struct columns columns_new(struct replayer *r, u32 n_judges, u8 state)
{
	size_t n = (size_t)r->from->n_units * n_judges;
	struct columns c = {NEW_N(r->a, i64, n), NEW_N(r->a, i64, n), NEW_N(r->a, u8, n), NEW_N(r->a, u8, n),
			    n_judges};
	memset(c.state, state, n);
	return c;
}

static enum replay_how bring_column(struct replayer *r, u32 node, u32 was)
{
	const struct criterion *c = &r->s->nodes[node], *o = &r->old->nodes[was];
	const struct score_col *col = &r->from->cols[was];
	struct columns *to = &r->cols[node];
	enum replay_how how = c->kind == CRIT_MANUAL && c->max_c != o->max_c ? REPLAY_SCALED : REPLAY_SAME;
	*to = columns_new(r, col->n_judges, CELL_EMPTY);
	for (size_t i = 0; i < (size_t)r->from->n_units * col->n_judges; i++) {
		to->state[i] = col->state[i];
		to->a[i] = col->a[i];
		to->has_b[i] = col->b && (!col->has_b || col->has_b[i]);
		to->b[i] = to->has_b[i] ? col->b[i] : 0;
		if (!to->has_b[i] && o->has_target && criterion_uses_b(o)) {
			to->has_b[i] = 1; /* last year's own target, not the new table's */
			to->b[i] = o->target_c;
		}
		if (col->state[i] == CELL_SET && !bring(o, c, &to->a[i])) {
			to->state[i] = CELL_NA;
			how = REPLAY_UNFIT;
		}
	}
	return how;
}

static void bring_node(struct replayer *r, u32 node)
{
	const struct criterion *c = &r->s->nodes[node];
	struct replay_item x = {
	    .node = node, .was = scheme_counterpart(r->old, r->s, node), .how = REPLAY_NEW};
	u32 judges = c->peers ? r->from->n_units : 1;
	if (x.was >= 0) {
		const struct criterion *o = &r->old->nodes[x.was];
		x.how = o->kind == c->kind && same_judges(o, c) ? bring_column(r, node, (u32)x.was)
								: REPLAY_OTHER;
	}
	if (x.how == REPLAY_NEW || x.how == REPLAY_OTHER) {
		r->cols[node] = columns_new(r, judges, CELL_NA);
		r->out->n_left_out++;
	}
	VEC_PUSH(r->a, &r->out->items) = x;
}

static struct replay_item *item_of(struct replay *p, u32 node)
{
	for (size_t i = 0; i < p->items.n; i++)
		if (p->items.at[i].node == node)
			return &p->items.at[i];
	return NULL;
}

/* A column that the new table refuses, a target that it needs and nobody had, is left out. */
static bool leave_out(struct replayer *r, const struct err *faults)
{
	bool any = false;
	for (size_t i = 0; i < faults->items.n; i++) {
		str where = faults->items.at[i].where;
		size_t slash = str_find_byte(where, '/');
		i64 node = scheme_find(r->s, slash < where.n ? str_from(where, slash + 1) : where);
		struct replay_item *x = node > 0 ? item_of(r->out, (u32)node) : NULL;
		if (x == NULL || x->how == REPLAY_OTHER)
			continue;
		struct columns *c = &r->cols[node];
		memset(c->state, CELL_NA, (size_t)r->from->n_units * c->n_judges);
		x->how = REPLAY_OTHER;
		r->out->n_left_out++;
		any = true;
	}
	return any;
}

static void make_input(struct replayer *r)
{
	struct score_col *cols = NEW_N(r->a, struct score_col, r->s->n_nodes);
	for (u32 k = 0; k < r->s->n_nodes; k++) {
		const struct columns *c = &r->cols[k];
		cols[k] = (struct score_col){c->a, c->b, c->state, c->has_b, c->n_judges ? c->n_judges : 1};
	}
	r->out->in = (struct score_input){r->from->n_units, r->from->units, cols};
}

/* ---- what the table does ----------------------------------------------------------------------------------------- */

static bool is_flat(const struct replay *p, u32 node)
{
	const i64 *points = p->result.nodes[node].points_c;
	for (u32 u = 1; u < p->in.n_units; u++)
		if (points[u] != points[0])
			return false;
	return true;
}

/* Would any rank change without the item? */
static td_rc decides(struct replayer *r, u32 node, bool *out)
{
	struct replay *p = r->out;
	struct arena_mark m = arena_mark(r->a);
	struct score_col *cols = NEW_N(r->a, struct score_col, r->s->n_nodes);
	struct score_input in = {p->in.n_units, p->in.units, cols};
	struct score_result res;
	size_t n = (size_t)p->in.n_units * p->in.cols[node].n_judges;
	u8 *state = NEW_N(r->a, u8, n);
	memcpy(cols, p->in.cols, sizeof *cols * r->s->n_nodes);
	memset(state, CELL_NA, n);
	cols[node].state = state;
	td_rc rc = score_run(r->a, r->s, &in, &res);
	for (u32 u = 0; rc == TD_OK && u < p->in.n_units; u++)
		*out |= res.rank[u] != p->result.rank[u];
	arena_release(r->a, m);
	return rc;
}

/* How an item orders the units: for each, how many stand above it. Equal bytes, equal order. */
static str order_of(struct arena *a, const struct replay *p, u32 node)
{
	const i64 *x = p->result.nodes[node].points_c;
	u32 n = p->in.n_units, *above = NEW_N(a, u32, n);
	for (u32 u = 0; u < n; u++)
		for (u32 v = 0; v < n; v++)
			above[u] += x[v] > x[u];
	return (str){(const char *)above, n * sizeof *above};
}

/* Items that overlap: they put the units in one order, so one of them tells what the other does. */
static void find_alike(struct replayer *r, const bool *scored)
{
	struct replay *p = r->out;
	struct map seen = map_new(r->a);
	for (u32 i = 0; i < p->items.n && p->in.n_units > 2; i++) {
		struct replay_item *x = &p->items.at[i];
		if (!scored[i] || x->flat)
			continue;
		str order = order_of(r->a, p, x->node);
		const struct replay_item *first = map_get(&seen, order);
		if (first)
			x->like = (u32)(first - p->items.at) + 1;
		else
			map_set(&seen, order, x);
	}
}

static bool orders_alike(const struct replay *p, u32 node)
{
	const i64 *x = p->result.nodes[node].points_c, *y = p->result.total_c;
	for (u32 u = 0; u < p->in.n_units; u++)
		for (u32 v = 0; v < u; v++)
			if ((x[u] > x[v]) != (y[u] > y[v]) || (x[u] < x[v]) != (y[u] < y[v]))
				return false;
	return true;
}

static void find_alone(struct replayer *r)
{
	const struct scheme *s = r->s;
	for (u32 k = 1; k < s->n_nodes && r->from->n_units > 2; k = s->nodes[k].subtree_end)
		if (s->nodes[k].kind == CRIT_GROUP && !is_flat(r->out, k) && orders_alike(r->out, k)) {
			r->out->alone = k;
			return;
		}
}

td_rc replay_run(struct arena *a, const struct scheme *old, const struct score_input *in,
		 const struct scheme *s, struct err *e, struct replay *out)
{
	struct replayer r = {.a = a, .old = old, .s = s, .from = in, .out = out};
	*out = (struct replay){0};
	r.cols = NEW_N(a, struct columns, s->n_nodes);
	for (u32 k = 1; k < s->n_nodes; k++)
		if (criterion_is_leaf(&s->nodes[k]))
			bring_node(&r, k);
	make_input(&r);
	struct err faults = err_new(a, e->lang);
	td_rc rc = score_check(s, &out->in, &faults);
	while (rc == TD_INVALID && leave_out(&r, &faults)) {
		faults = err_new(a, e->lang);
		rc = score_check(s, &out->in, &faults);
	}
	if (rc == TD_INVALID)
		return err_add(e, rc, S(""), N_("Số liệu năm trước không dùng được với bảng này: %.*s"),
			       STRF(err_first(&faults)));
	if (rc == TD_OK)
		rc = score_run(a, s, &out->in, &out->result);
	bool *scored = NEW_N(a, bool, out->items.n + 1);
	for (size_t i = 0; rc == TD_OK && i < out->items.n; i++) {
		struct replay_item *x = &out->items.at[i];
		bool counts = criterion_gives_points(&s->nodes[x->node]);
		if (x->how == REPLAY_NEW || x->how == REPLAY_OTHER || !counts)
			continue;
		scored[i] = true;
		x->flat = is_flat(out, x->node);
		rc = x->flat ? TD_OK : decides(&r, x->node, &x->decides);
	}
	if (rc == TD_OK) {
		find_alike(&r, scored);
		find_alone(&r);
	}
	return rc;
}
