#include "domain/rank.h"

/* ---- classes ----------------------------------------------------------------------------------------------------- */

bool rank_limit_holds(const struct scheme_limit *limit, i64 value)
{
	switch (limit->op) {
	case OP_GE:
		return value >= limit->limit_c;
	case OP_GT:
		return value > limit->limit_c;
	case OP_LE:
		return value <= limit->limit_c;
	case OP_LT:
		return value < limit->limit_c;
	default:
		return value == limit->limit_c;
	}
}

/* Do the limits of class k hold for the unit in threshold node n? An empty value fails, one that does not apply passes. */
static bool threshold_passes(const struct criterion *n, const struct score_col *col, u32 unit, u32 k)
{
	if (col->state[unit] == CELL_NA)
		return true;
	for (u32 i = 0; i < n->n_limits; i++)
		if (n->limits[i].class_ix == k &&
		    (col->state[unit] == CELL_EMPTY || !rank_limit_holds(&n->limits[i], col->a[unit])))
			return false;
	return true;
}

static u8 class_of(const struct scheme *s, const struct score_input *in, const u32 *thresholds,
		   u32 n_thresholds, i64 total, u32 unit)
{
	for (u32 k = 0; k < s->n_classes; k++) {
		if (!s->thresholds_only && s->classes[k].has_min && total < s->classes[k].min_c)
			continue;
		u32 ok = 0;
		while (ok < n_thresholds &&
		       threshold_passes(&s->nodes[thresholds[ok]], &in->cols[thresholds[ok]], unit, k))
			ok++;
		if (ok == n_thresholds)
			return (u8)k;
	}
	return NO_CLASS;
}

static void knock_out(const struct criterion *n, const u8 *note, struct score_result *r)
{
	for (u32 u = 0; u < r->n_units; u++) {
		if (note[u] != NOTE_KNOCKED)
			continue;
		if (n->effect == KO_EXCLUDE)
			r->excluded[u] = 1;
		else if (r->class_ix[u] < n->ceiling_class)
			r->class_ix[u] = (u8)n->ceiling_class;
	}
}

void rank_classes(struct arena *a, const struct scheme *s, const struct score_input *in,
		  struct score_result *r)
{
	u32 *thresholds = NEW_N(a, u32, s->n_nodes), n_thresholds = 0;
	r->class_ix = NEW_N(a, u8, r->n_units);
	r->excluded = NEW_N(a, u8, r->n_units);
	for (u32 k = 0; k < s->n_nodes; k++)
		if (s->nodes[k].kind == CRIT_THRESHOLD)
			thresholds[n_thresholds++] = k;
	for (u32 u = 0; u < r->n_units; u++)
		r->class_ix[u] = class_of(s, in, thresholds, n_thresholds, r->total_c[u], u);
	for (u32 k = 0; k < s->n_nodes; k++)
		if (s->nodes[k].kind == CRIT_KNOCKOUT)
			knock_out(&s->nodes[k], r->nodes[k].note, r);
}

/* ---- ties -------------------------------------------------------------------------------------------------------- */

static int more_first(i64 x, i64 y)
{
	return (x < y) - (x > y);
}

int rank_tie(const struct scheme *s, const struct score_input *in, const struct score_result *r, u32 t, u32 x,
	     u32 y)
{
	const struct tie_rule *rule = &s->ties[t];
	const struct score_unit *ux = &in->units[x], *uy = &in->units[y];
	switch (rule->kind) {
	case TIE_NODE:
		return more_first(r->nodes[rule->node].points_c[x], r->nodes[rule->node].points_c[y]);
	case TIE_PENALTY:
		return more_first(r->nodes[0].penalty_c[y], r->nodes[0].penalty_c[x]);
	case TIE_BONUS:
		return more_first(r->nodes[0].bonus_c[x], r->nodes[0].bonus_c[y]);
	case TIE_WOMEN:
		return more_first(ux->women_pct_c >= rule->limit_c, uy->women_pct_c >= rule->limit_c);
	default: /* TIE_CHAIR: 0, no decision, wraps round to the end */
		return more_first((i64)(uy->chair_order - 1u), (i64)(ux->chair_order - 1u));
	}
}

struct ranking {
	const struct scheme *s;
	const struct score_input *in;
	struct score_result *r;
};

/* Order by the tie rules, and in *rule (1-based) the one that told them apart. */
static int compare(const struct ranking *k, u32 x, u32 y, u8 *rule)
{
	for (u32 t = 0; t < k->s->n_ties; t++) {
		int c = rank_tie(k->s, k->in, k->r, t, x, y);
		if (c != 0) {
			*rule = (u8)(t + 1);
			return c;
		}
	}
	*rule = 0;
	return 0;
}

/* Stable merge sort of a run of equal totals. */
static void sort_run(const struct ranking *k, u32 *at, u32 *spare, u32 n)
{
	u8 rule;
	if (n < 2)
		return;
	u32 half = n / 2, i = 0, j = half, w = 0;
	sort_run(k, at, spare, half);
	sort_run(k, at + half, spare, n - half);
	memcpy(spare, at, n * sizeof *at);
	while (i < half && j < n)
		at[w++] = compare(k, spare[i], spare[j], &rule) <= 0 ? spare[i++] : spare[j++];
	while (i < half)
		at[w++] = spare[i++];
	while (j < n)
		at[w++] = spare[j++];
}

/* ---- order ------------------------------------------------------------------------------------------------------- */

enum { RADIX_BITS = 11, RADIX = 1 << RADIX_BITS };

struct keyed {
	u64 key;
	u32 unit;
};

/* One stable counting pass by the digit at shift. */
static void radix_pass(const struct keyed *from, struct keyed *to, u32 n, u32 shift)
{
	u32 start[RADIX] = {0}, sum = 0;
	for (u32 i = 0; i < n; i++)
		start[from[i].key >> shift & (RADIX - 1)]++;
	for (u32 d = 0; d < RADIX; d++) {
		u32 here = start[d];
		start[d] = sum;
		sum += here;
	}
	for (u32 i = 0; i < n; i++)
		to[start[from[i].key >> shift & (RADIX - 1)]++] = from[i];
}

/* Units with the best first; the passes are as many as the range of totals needs. */
static void sort_by_value(struct arena *a, const i64 *value, u32 n, u32 *order)
{
	struct keyed *x = NEW_N(a, struct keyed, n), *y = NEW_N(a, struct keyed, n), *swap;
	u64 top = 0, all = 0;
	for (u32 u = 0; u < n; u++) {
		u64 v = (u64)value[u] ^ (u64)1 << 63;
		top = v > top ? v : top;
	}
	for (u32 u = 0; u < n; u++) {
		x[u] = (struct keyed){top - ((u64)value[u] ^ (u64)1 << 63), u};
		all |= x[u].key;
	}
	for (u32 shift = 0; shift < 64 && all >> shift; shift += RADIX_BITS) {
		radix_pass(x, y, n, shift);
		swap = x;
		x = y;
		y = swap;
	}
	for (u32 i = 0; i < n; i++)
		order[i] = x[i].unit;
}

static void number_ranks(const struct ranking *k, const i64 *value)
{
	struct score_result *r = k->r;
	for (u32 i = 0; i < r->n_units; i++) {
		u32 u = r->order[i], above = i ? r->order[i - 1] : u;
		u8 rule = 0;
		if (i > 0 && value[u] == value[above]) {
			bool apart = compare(k, above, u, &rule) != 0;
			r->rank[u] = apart ? (k->s->rank_style == RANK_DENSE ? r->rank[above] : i) + 1
					   : r->rank[above];
		} else {
			r->rank[u] = i == 0 ? 1 : k->s->rank_style == RANK_DENSE ? r->rank[above] + 1 : i + 1;
		}
		r->tie_rule[u] = rule;
	}
}

/* What is ranked, more is better. */
static const i64 *ranked_value(struct arena *a, const struct scheme *s, const struct score_result *r)
{
	if (!s->thresholds_only)
		return r->total_c;
	i64 *value = NEW_N(a, i64, r->n_units);
	for (u32 u = 0; u < r->n_units; u++)
		value[u] = -(i64)r->class_ix[u];
	return value;
}

void rank_order(struct arena *a, const struct scheme *s, const struct score_input *in, struct score_result *r)
{
	struct ranking k = {s, in, r};
	u32 n = r->n_units;
	r->order = NEW_N(a, u32, n);
	r->rank = NEW_N(a, u32, n);
	r->tie_rule = NEW_N(a, u8, n);
	const i64 *value = ranked_value(a, s, r);
	sort_by_value(a, value, n, r->order);
	u32 *spare = NEW_N(a, u32, n);
	for (u32 i = 0, end; i < n && s->n_ties; i = end) {
		for (end = i + 1; end < n && value[r->order[end]] == value[r->order[i]];)
			end++;
		sort_run(&k, r->order + i, spare, end - i);
	}
	number_ranks(&k, value);
}
