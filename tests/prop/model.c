#include "tests/prop/model.h"

#include <stdlib.h>

/* ---- fractions that may not fail --------------------------------------------------------------------------------- */

static rat must(td_rc rc, rat r)
{
	if (rc != TD_OK)
		abort();
	return r;
}

static rat frac(i64 n, i64 d)
{
	rat r = {0, 1};
	td_rc rc = rat_make(n, d, &r);
	return must(rc, r);
}

static rat add(rat a, rat b)
{
	rat r = {0, 1};
	td_rc rc = rat_add(a, b, &r);
	return must(rc, r);
}

static rat sub(rat a, rat b)
{
	rat r = {0, 1};
	td_rc rc = rat_sub(a, b, &r);
	return must(rc, r);
}

static rat mul(rat a, rat b)
{
	rat r = {0, 1};
	td_rc rc = rat_mul(a, b, &r);
	return must(rc, r);
}

static rat quot(rat a, rat b)
{
	rat r = {0, 1};
	td_rc rc = rat_div(a, b, &r);
	return must(rc, r);
}

static int cmp(rat a, rat b)
{
	int c = 0;
	if (rat_cmp(a, b, &c) != TD_OK)
		abort();
	return c;
}

/* Rounding from its definition: the two neighbouring multiples of step, then the rule. */
static i64 round_to(rat r, i64 step, enum rounding mode)
{
	i128 unit = r.den * step, down = r.num / unit;
	if (r.num < 0 && r.num % unit != 0)
		down--;
	i128 low = down * step, high = r.num % unit == 0 ? low : low + step;
	if (low == high)
		return (i64)low;
	int middle = cmp(r, frac((i64)(low + high), 2));
	bool negative = r.num < 0, take_high;
	switch (mode) {
	case ROUND_DOWN:
		take_high = negative;
		break;
	case ROUND_UP:
		take_high = !negative;
		break;
	case ROUND_HALF_EVEN:
		take_high = middle > 0 || (middle == 0 && down % 2 != 0);
		break;
	default:
		take_high = middle > 0 || (middle == 0 && !negative);
		break;
	}
	return (i64)(take_high ? high : low);
}

/* ---- cells --------------------------------------------------------------------------------------------------------- */

struct world {
	const struct scheme *s;
	const struct score_input *in;
};

struct cell {
	bool set, na;
	i64 a, b;
	bool has_b;
};

static struct cell cell_of(const struct world *w, u32 k, u32 judge, u32 unit)
{
	const struct criterion *c = &w->s->nodes[k];
	const struct score_col *col = &w->in->cols[k];
	size_t at = (size_t)judge * w->in->n_units + unit;
	struct cell x = {.set = col->state[at] == CELL_SET, .na = col->state[at] == CELL_NA};
	if (!x.set)
		return x;
	x.a = col->a[at];
	if (col->b && (!col->has_b || col->has_b[at])) {
		x.has_b = true;
		x.b = col->b[at];
	} else if (c->has_target && c->kind != CRIT_BONUS_PENALTY) {
		x.has_b = true;
		x.b = c->target_c;
	}
	return x;
}

static i64 best_actual(const struct world *w, u32 k, bool only_without_target)
{
	i64 best = 0;
	for (u32 u = 0; u < w->in->n_units; u++) {
		struct cell x = cell_of(w, k, 0, u);
		if (x.set && !(only_without_target && x.has_b) && x.a > best)
			best = x.a;
	}
	return best;
}

/* A unit's ratio, cut at the cap. */
static rat ratio_of(const struct criterion *c, const struct cell *x)
{
	rat r = frac(x->a, x->b), cap = frac(c->cap_pct_c, 10000);
	return c->cap_pct_c && cmp(r, cap) > 0 ? cap : r;
}

/* Highest ratio among the units above their target; 1 when there is none. */
static rat leading_ratio(const struct world *w, u32 k)
{
	rat best = rat_int(1);
	for (u32 u = 0; u < w->in->n_units; u++) {
		struct cell x = cell_of(w, k, 0, u);
		if (x.set && x.has_b && x.b > 0 && cmp(ratio_of(&w->s->nodes[k], &x), best) > 0)
			best = ratio_of(&w->s->nodes[k], &x);
	}
	return best;
}

struct scored {
	rat exact;
	bool as_is; /* entered or listed points: not rounded, not clamped */
	enum score_note note;
};

static struct scored relative(const struct criterion *c, i64 a, i64 best, bool leader)
{
	if (best == 0)
		return (struct scored){rat_int(0), false, NOTE_BEST_ZERO};
	enum score_note note = leader ? NOTE_NO_TARGET : a == best ? NOTE_BEST : NOTE_NONE;
	return (struct scored){mul(rat_int(c->max_c), frac(a, best)), false, note};
}

static struct scored leader(const struct world *w, u32 k, const struct cell *x)
{
	const struct criterion *c = &w->s->nodes[k];
	rat share = mul(rat_int(c->max_c), frac(c->base_pct_c, 10000)), rest = sub(rat_int(c->max_c), share);
	rat lead = leading_ratio(w, k);
	if (!x->has_b)
		return relative(c, x->a, best_actual(w, k, true), true);
	if (x->b == 0)
		return (struct scored){c->zero_target == ZERO_MET ? share : rat_int(0), false,
				       NOTE_TARGET_ZERO};
	enum score_note note = cmp(lead, rat_int(1)) == 0 ? NOTE_NO_LEADER : NOTE_NONE;
	if (x->a <= x->b)
		return (struct scored){mul(share, frac(x->a, x->b)), false, note};
	rat mine = ratio_of(c, x);
	if (cmp(mine, lead) == 0)
		return (struct scored){rat_int(c->max_c), false, NOTE_BEST};
	rat part = quot(sub(mine, rat_int(1)), sub(lead, rat_int(1)));
	return (struct scored){add(share, mul(rest, part)), false, NOTE_NONE};
}

static i64 level_points(const struct criterion *c, i64 v)
{
	if (!c->by_value)
		return c->levels[v - 1].points_c;
	for (u32 i = 0; i < c->n_levels; i++) {
		const struct scheme_level *l = &c->levels[i];
		bool above = !l->has_from || (l->from_excl ? v > l->from_c : v >= l->from_c);
		bool below = !l->has_to || (l->to_excl ? v < l->to_c : v <= l->to_c);
		if (above && below)
			return l->points_c;
	}
	abort();
}

static struct scored deduct(const struct criterion *c, const struct cell *x)
{
	if (c->per == DEDUCT_CASE)
		return (struct scored){sub(rat_int(c->max_c), mul(frac(x->a, 100), rat_int(c->each_c))),
				       false, NOTE_NONE};
	if (!x->has_b || x->b == 0)
		return (struct scored){rat_int(c->zero_target == ZERO_MET ? c->max_c : 0), false,
				       NOTE_TARGET_ZERO};
	if (x->a >= x->b)
		return (struct scored){rat_int(c->max_c), false, NOTE_NONE};
	rat missed_pct = mul(sub(rat_int(1), frac(x->a, x->b)), rat_int(100));
	rat steps = quot(missed_pct, frac(c->step_c, 100));
	if (!c->step_exact)
		steps = rat_int(round_to(steps, 1, c->step_rounding));
	return (struct scored){sub(rat_int(c->max_c), mul(steps, rat_int(c->each_c))), false, NOTE_NONE};
}

static struct scored score_one(const struct world *w, u32 k, const struct cell *x)
{
	const struct criterion *c = &w->s->nodes[k];
	struct scored out = {rat_int(0), true, NOTE_NONE};
	switch (c->kind) {
	case CRIT_MANUAL:
		out.exact = rat_int(x->a);
		return out;
	case CRIT_LEVEL:
		out.exact = rat_int(level_points(c, x->a));
		return out;
	case CRIT_BOOL:
		out.exact = rat_int(x->a ? c->max_c : 0);
		return out;
	case CRIT_RATIO:
		out.as_is = false;
		if (x->has_b && x->b > 0)
			out.exact = mul(rat_int(c->max_c), frac(x->a, x->b));
		else
			out = (struct scored){rat_int(c->zero_target == ZERO_MET ? c->max_c : 0), false,
					      NOTE_TARGET_ZERO};
		return out;
	case CRIT_LEADER:
		return leader(w, k, x);
	case CRIT_RELATIVE:
		return relative(c, x->a, best_actual(w, k, false), false);
	case CRIT_COUNT:
		return (struct scored){mul(frac(x->a, 100), rat_int(c->each_c)), false, NOTE_NONE};
	case CRIT_BONUS_PENALTY:
		return (struct scored){sub(mul(frac(x->a, 100), rat_int(c->each_c)),
					   mul(frac(x->b, 100), rat_int(c->against_c))),
				       false, NOTE_NONE};
	case CRIT_DEDUCT:
		return deduct(c, x);
	case CRIT_KNOCKOUT:
		out.note = x->a ? NOTE_KNOCKED : NOTE_NONE;
		return out;
	default:
		return out;
	}
}

/* Rounds and clamps; a note that the formula gave wins unless the clamp changed something. */
static i64 settle(const struct world *w, u32 k, struct scored v, enum score_note *note)
{
	const struct criterion *c = &w->s->nodes[k];
	*note = v.note;
	if (v.as_is)
		return (i64)v.exact.num;
	i64 step = c->has_round ? c->round_step_c : w->s->round_step_c;
	enum rounding mode = c->has_round ? c->round : w->s->round;
	i64 points = round_to(v.exact, step, mode), high = c->total_exceeds ? INT64_MAX : c->max_c, low = 0;
	if (c->kind == CRIT_BONUS_PENALTY || c->kind == CRIT_DEDUCT)
		low = c->min_c;
	if (c->kind == CRIT_RATIO && c->cap_pct_c) {
		i64 cap = round_to(mul(rat_int(c->max_c), frac(c->cap_pct_c, 10000)), step, mode);
		high = cap < high ? cap : high;
	}
	i64 clamped = points > high ? high : points < low ? low : points;
	if (clamped != points && v.note != NOTE_TARGET_ZERO && v.note != NOTE_NO_TARGET)
		*note = NOTE_CAPPED;
	return clamped;
}

static int by_value(const void *x, const void *y)
{
	i64 a = *(const i64 *)x, b = *(const i64 *)y;
	return (a > b) - (a < b);
}

static i64 join(const struct world *w, u32 k, i64 *v, u32 n, enum score_note *note)
{
	const struct criterion *c = &w->s->nodes[k];
	u32 from = 0, to = n;
	i64 sum = 0;
	*note = NOTE_NONE;
	qsort(v, n, sizeof *v, by_value);
	if (c->judging == JUDGE_MEAN && c->drop_low + c->drop_high > 0 && n > c->drop_low + c->drop_high) {
		from = c->drop_low;
		to = n - c->drop_high;
		*note = NOTE_TRIMMED;
	}
	for (u32 i = from; i < to; i++)
		sum += v[i];
	if (c->judging == JUDGE_MEAN)
		return round_to(frac(sum, to - from), w->s->total_step_c, w->s->total_round);
	i64 high = c->total_exceeds ? INT64_MAX : c->max_c, low = 0;
	if (c->kind == CRIT_BONUS_PENALTY || c->kind == CRIT_DEDUCT)
		low = c->min_c;
	if (c->kind == CRIT_RATIO && c->cap_pct_c) {
		i64 cap = round_to(mul(rat_int(c->max_c), frac(c->cap_pct_c, 10000)),
				   c->has_round ? c->round_step_c : w->s->round_step_c,
				   c->has_round ? c->round : w->s->round);
		high = cap < high ? cap : high;
	}
	i64 clamped = sum > high ? high : sum < low ? low : sum;
	if (clamped != sum)
		*note = NOTE_CAPPED;
	return clamped;
}

static i64 leaf(const struct world *w, u32 k, u32 unit, enum score_note *note)
{
	const struct criterion *c = &w->s->nodes[k];
	u32 judges = c->judging == JUDGE_ONE ? 1 : w->in->cols[k].n_judges, n = 0;
	bool na = false;
	i64 values[MODEL_JUDGES];
	for (u32 j = 0; j < judges; j++) {
		struct cell x = cell_of(w, k, j, unit);
		na |= x.na;
		if (x.set)
			values[n++] = settle(w, k, score_one(w, k, &x), note);
	}
	if (n == 0) {
		*note = na ? NOTE_NA : NOTE_EMPTY;
		return 0;
	}
	return c->judging == JUDGE_ONE ? values[0] : join(w, k, values, n, note);
}

/* ---- the tree ------------------------------------------------------------------------------------------------------ */

static bool gives_points(const struct criterion *c)
{
	return c->kind != CRIT_THRESHOLD && c->kind != CRIT_KNOCKOUT;
}

/* What applies of node k. */
static i64 applies(const struct world *w, const struct model_unit *u, u32 k)
{
	const struct criterion *c = &w->s->nodes[k];
	i64 sum = 0;
	if (c->role != ROLE_BASE || !gives_points(c))
		return 0;
	if (c->kind != CRIT_GROUP)
		return u->node[k].note == NOTE_NA ? 0 : c->max_c;
	for (u32 i = k + 1; i < w->s->n_nodes; i++)
		if (w->s->nodes[i].parent == k)
			sum += applies(w, u, i);
	return sum < c->max_c ? sum : c->max_c;
}

static i64 rescaled(const struct world *w, u32 k, i64 base, i64 app)
{
	if (app <= 0)
		return base;
	return round_to(mul(rat_int(base), frac(w->s->nodes[k].max_c, app)), w->s->total_step_c,
			w->s->total_round);
}

/* Sums the children of k in *n, rescales base if asked (by what applies, or with every group that has something counted
 * whole), and caps. */
static void group(const struct world *w, struct model_unit *u, u32 k, bool at_total, bool groups)
{
	const struct criterion *c = &w->s->nodes[k];
	struct model_node n = {0};
	i64 counted = 0;
	for (u32 i = k + 1; i < w->s->n_nodes; i++) {
		if (w->s->nodes[i].parent != k)
			continue;
		n.base += u->node[i].base;
		n.bonus += u->node[i].bonus;
		n.penalty += u->node[i].penalty;
		i64 app = applies(w, u, i);
		counted += w->s->nodes[i].kind == CRIT_GROUP && app > 0 ? w->s->nodes[i].max_c : app;
	}
	i64 app = applies(w, u, k);
	if (at_total && app != c->max_c)
		n.base = rescaled(w, k, n.base, app);
	if (groups && counted < c->max_c)
		n.base = rescaled(w, k, n.base, counted);
	struct model_node was = n;
	if (c->has_bonus_cap && n.bonus > c->bonus_cap_c)
		n.bonus = c->bonus_cap_c;
	if (c->has_penalty_cap && n.penalty > c->penalty_cap_c)
		n.penalty = c->penalty_cap_c;
	bool scale = k == 0 && !w->s->total_may_exceed && !w->s->thresholds_only;
	i64 cap = c->has_cap ? c->cap_c : INT64_MAX;
	if (scale && w->s->max_c < cap)
		cap = w->s->max_c;
	/* hundredth by hundredth, as the words say */
	while (n.base + n.bonus - n.penalty > cap)
		n.bonus > 0 ? n.bonus-- : n.base--;
	while (c->has_floor && n.base + n.bonus - n.penalty < c->floor_c)
		n.penalty > 0 ? n.penalty-- : n.base++;
	n.points = n.base + n.bonus - n.penalty;
	n.note = memcmp(&was.base, &n.base, 3 * sizeof n.base) ? NOTE_CAPPED : NOTE_NONE;
	if (c->role == ROLE_BASE && c->max_c > 0 && app == 0)
		n.note = NOTE_NA;
	u->node[k] = n;
}

static void score_unit(const struct world *w, struct model_unit *u, u32 unit)
{
	for (u32 k = w->s->n_nodes; k-- > 0;) {
		const struct criterion *c = &w->s->nodes[k];
		struct model_node *n = &u->node[k];
		if (c->kind == CRIT_GROUP) {
			group(w, u, k, false, false);
			continue;
		}
		i64 v = leaf(w, k, unit, &n->note);
		n->base = c->role == ROLE_BASE ? v : 0;
		n->bonus = c->role == ROLE_BONUS ? v : 0;
		n->penalty = c->role == ROLE_PENALTY ? v : 0;
		n->points = n->base + n->bonus - n->penalty;
		u->n_empty += n->note == NOTE_EMPTY;
	}
	u->raw = u->total = u->node[0].points;
	u->applicable = applies(w, u, 0);
	if (w->s->na == NA_RESCALE_TOTAL) {
		struct model_node raw = u->node[0];
		group(w, u, 0, true, false);
		u->total = u->node[0].points;
		u->node[0] = raw;
	}
	if (w->s->na == NA_RESCALE_GROUP) {
		for (u32 k = w->s->n_nodes; k-- > 0;)
			if (w->s->nodes[k].kind == CRIT_GROUP)
				group(w, u, k, false, true);
		u->total = u->node[0].points;
	}
}

/* ---- classes and ranks --------------------------------------------------------------------------------------------- */

static bool holds(const struct scheme_limit *l, i64 v)
{
	return l->op == OP_GE   ? v >= l->limit_c
	       : l->op == OP_GT ? v > l->limit_c
	       : l->op == OP_LE ? v <= l->limit_c
	       : l->op == OP_LT ? v < l->limit_c
				: v == l->limit_c;
}

static bool reaches(const struct world *w, const struct model_unit *u, u32 unit, u32 class_ix)
{
	const struct scheme_class *c = &w->s->classes[class_ix];
	if (!w->s->thresholds_only && c->has_min && u->total < c->min_c)
		return false;
	for (u32 k = 0; k < w->s->n_nodes; k++) {
		const struct criterion *n = &w->s->nodes[k];
		if (n->kind != CRIT_THRESHOLD)
			continue;
		struct cell x = cell_of(w, k, 0, unit);
		for (u32 i = 0; i < n->n_limits; i++)
			if (n->limits[i].class_ix == class_ix && !x.na &&
			    (!x.set || !holds(&n->limits[i], x.a)))
				return false;
	}
	return true;
}

static void classify(const struct world *w, struct model_unit *u, u32 unit)
{
	u->class_ix = NO_CLASS;
	for (u32 c = w->s->n_classes; c-- > 0;)
		if (reaches(w, u, unit, c))
			u->class_ix = (u8)c;
	for (u32 k = 0; k < w->s->n_nodes; k++) {
		if (u->node[k].note != NOTE_KNOCKED)
			continue;
		if (w->s->nodes[k].effect == KO_EXCLUDE)
			u->excluded = 1;
		else if (u->class_ix != NO_CLASS && u->class_ix < w->s->nodes[k].ceiling_class)
			u->class_ix = (u8)w->s->nodes[k].ceiling_class;
	}
}

/* Larger is better. */
static i64 tie_value(const struct world *w, const struct model *m, const struct tie_rule *t, u32 unit)
{
	const struct score_unit *su = &w->in->units[unit];
	const struct model_unit *u = &m->unit[unit];
	switch (t->kind) {
	case TIE_NODE:
		return u->node[t->node].points;
	case TIE_PENALTY:
		return -u->node[0].penalty;
	case TIE_BONUS:
		return u->node[0].bonus;
	case TIE_WOMEN:
		return su->women_pct_c >= t->limit_c;
	default:
		return su->chair_order ? -(i64)su->chair_order : INT64_MIN;
	}
}

/* > 0 when x is better than y; *rule tells which tie rule decided, 0 for the value itself. */
static int better(const struct world *w, const struct model *m, u32 x, u32 y, u8 *rule)
{
	i64 vx = m->unit[x].total, vy = m->unit[y].total;
	if (w->s->thresholds_only) {
		vx = -m->unit[x].class_ix;
		vy = -m->unit[y].class_ix;
	}
	*rule = 0;
	if (vx != vy)
		return vx > vy ? 1 : -1;
	for (u32 t = 0; t < w->s->n_ties; t++) {
		i64 tx = tie_value(w, m, &w->s->ties[t], x), ty = tie_value(w, m, &w->s->ties[t], y);
		if (tx != ty) {
			*rule = (u8)(t + 1);
			return tx > ty ? 1 : -1;
		}
	}
	return 0;
}

static void rank(const struct world *w, struct model *m)
{
	u32 n = w->in->n_units, at[MODEL_UNITS];
	u8 rule;
	for (u32 x = 0; x < n; x++) {
		struct model_unit *u = &m->unit[x];
		for (u32 y = 0; y < n; y++) {
			int c = better(w, m, y, x, &rule);
			u->place += c > 0 || (c == 0 && y < x);
		}
		at[u->place] = x;
	}
	for (u32 i = 0; i < n; i++) {
		struct model_unit *u = &m->unit[at[i]];
		u->rank = 1;
		if (i == 0)
			continue;
		const struct model_unit *above = &m->unit[at[i - 1]];
		int c = better(w, m, at[i - 1], at[i], &u->tie_rule);
		u->rank = c == 0 ? above->rank : w->s->rank_style == RANK_DENSE ? above->rank + 1 : i + 1;
	}
}

void model_run(const struct scheme *s, const struct score_input *in, struct model *m)
{
	const struct world w = {s, in};
	memset(m, 0, sizeof *m);
	for (u32 u = 0; u < in->n_units; u++) {
		score_unit(&w, &m->unit[u], u);
		classify(&w, &m->unit[u], u);
	}
	rank(&w, m);
}
