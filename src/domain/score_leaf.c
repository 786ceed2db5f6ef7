#include "domain/score_leaf.h"

static bool all_set(const u8 *state, size_t n)
{
	return n == 0 || (state[0] == CELL_SET && memcmp(state, state + 1, n - 1) == 0);
}

static i64 gcd(i64 x, i64 y)
{
	while (y) {
		i64 r = x % y;
		x = y;
		y = r;
	}
	return x;
}

/* The unit's target: its own, else the scheme's. */
static i64 target_of(const struct score_leaf *l, size_t at)
{
	const struct score_col *col = l->col;
	if (col->b && (!col->has_b || col->has_b[at]))
		return col->b[at];
	return l->c->has_target ? l->c->target_c : NO_TARGET;
}

static void plan_clamp(struct score_leaf *l)
{
	const struct criterion *c = l->c;
	l->low = c->kind == CRIT_BONUS_PENALTY || c->kind == CRIT_DEDUCT ? c->min_c : 0;
	l->high = c->total_exceeds ? SCORE_MAX_C + 1 : c->max_c;
	if (c->kind == CRIT_RATIO && c->cap_pct_c) {
		i64 cap = (i64)score_round((i128)c->max_c * c->cap_pct_c, 10000, l->step, l->round);
		l->high = cap < l->high ? cap : l->high;
	}
}

static void plan_best(struct score_leaf *l)
{
	for (u32 u = 0; u < l->n_units; u++)
		if (l->col->state[u] == CELL_SET && l->col->a[u] > l->best)
			l->best = l->col->a[u];
}

/* The leader: the highest actual ÷ target above 1, cut at the cap on ratios. */
static void find_leader(struct score_leaf *l)
{
	i64 cap = l->c->cap_pct_c;
	l->lead_a = l->lead_b = 1;
	for (u32 u = 0; u < l->n_units; u++) {
		if (l->col->state[u] != CELL_SET)
			continue;
		i64 a = l->col->a[u], t = target_of(l, u);
		if (t == NO_TARGET && a > l->best)
			l->best = a;
		if (t > 0 && (i128)a * l->lead_b > (i128)l->lead_a * t) {
			l->lead_a = a;
			l->lead_b = t;
			l->has_leader = true;
		}
	}
	if (l->has_leader && cap && (i128)l->lead_a * 10000 > (i128)cap * l->lead_b) {
		l->lead_a = cap;
		l->lead_b = 10000;
	}
}

static void plan_leader(struct score_leaf *l)
{
	find_leader(l);
	i64 excess = l->lead_a - l->lead_b, g = l->has_leader ? gcd(l->lead_b, excess) : 1;
	l->gain_num = l->lead_b / g;
	l->gain_den = l->has_leader ? excess / g : 1;
	g = gcd(10000, l->c->base_pct_c);
	l->share_num = l->c->base_pct_c / g;
	l->share_den = 10000 / g;
}

/* Levels by value become ascending inclusive lower bounds; the lowest band also takes what lies below. A band so narrow
 * that no hundredth falls into it, "over 5,00 and under 5,01", stands before the one that starts there. */
static void plan_levels(struct score_leaf *l)
{
	const struct criterion *c = l->c;
	i64 top[SCHEME_MAX_LEVELS];
	l->n_levels = c->n_levels;
	for (u32 i = 0; i < c->n_levels; i++) {
		const struct scheme_level *v = &c->levels[i];
		i64 low = v->has_from ? v->from_c + v->from_excl : INT64_MIN;
		i64 high = v->has_to ? v->to_c - v->to_excl : INT64_MAX;
		u32 at = i;
		while (c->by_value && at > 0 &&
		       (l->bound[at - 1] > low || (l->bound[at - 1] == low && top[at - 1] > high))) {
			l->bound[at] = l->bound[at - 1];
			l->points[at] = l->points[at - 1];
			top[at] = top[at - 1];
			at--;
		}
		l->bound[at] = low;
		l->points[at] = v->points_c;
		top[at] = high;
	}
}

void score_leaf_plan(struct score_leaf *l, const struct scheme *s, const struct score_input *in, u32 k)
{
	const struct criterion *c = &s->nodes[k];
	*l = (struct score_leaf){.s = s, .c = c, .col = &in->cols[k], .n_units = in->n_units};
	l->round = c->has_round ? c->round : s->round;
	l->step = c->has_round ? c->round_step_c : s->round_step_c;
	u32 judges = c->judging == JUDGE_ONE ? 1 : l->col->n_judges;
	size_t n = (size_t)in->n_units * judges;
	if (!all_set(l->col->state, n)) {
		l->has_empty = memchr(l->col->state, CELL_EMPTY, n) != NULL;
		l->has_na = memchr(l->col->state, CELL_NA, n) != NULL;
	}
	plan_clamp(l);
	if (c->kind == CRIT_LEVEL)
		plan_levels(l);
	if (c->kind == CRIT_RELATIVE)
		plan_best(l);
	if (c->kind == CRIT_LEADER)
		plan_leader(l);
}

/* a with 0, or 1 for levels, in cells that are not set. */
static void gather_a(const struct score_leaf *l, size_t at, struct score_block *blk)
{
	const u8 *state = l->col->state + at;
	blk->a = l->col->a + at;
	if (!l->has_empty && !l->has_na)
		return;
	for (u32 i = 0; i < blk->n; i++)
		blk->a_buf[i] = state[i] == CELL_SET ? blk->a[i] : l->c->kind == CRIT_LEVEL;
	blk->a = blk->a_buf;
}

static void gather_b(const struct score_leaf *l, size_t at, struct score_block *blk)
{
	const u8 *state = l->col->state + at;
	bool target = l->c->kind != CRIT_BONUS_PENALTY;
	blk->b = l->col->b ? l->col->b + at : NULL;
	if (blk->b && !l->col->has_b && !l->has_empty && !l->has_na)
		return;
	for (u32 i = 0; i < blk->n; i++) {
		i64 none = target ? 1 : 0;
		if (state[i] != CELL_SET)
			blk->b_buf[i] = none;
		else if (target)
			blk->b_buf[i] = target_of(l, at + i);
		else
			blk->b_buf[i] = blk->b && (!l->col->has_b || l->col->has_b[at + i]) ? blk->b[i] : 0;
	}
	blk->b = blk->b_buf;
}

void score_leaf_gather(const struct score_leaf *l, u32 judge, u32 first, u32 n, struct score_block *blk)
{
	size_t at = (size_t)judge * l->n_units + first;
	blk->first = first;
	blk->n = n;
	gather_a(l, at, blk);
	if (criterion_uses_b(l->c))
		gather_b(l, at, blk);
}

enum cell_state score_leaf_state(const struct score_leaf *l, u32 unit)
{
	u32 judges = l->c->judging == JUDGE_ONE ? 1 : l->col->n_judges;
	enum cell_state found = CELL_EMPTY;
	for (u32 j = 0; j < judges; j++) {
		u8 s = l->col->state[(size_t)j * l->n_units + unit];
		if (s == CELL_SET)
			return CELL_SET;
		if (s == CELL_NA)
			found = CELL_NA;
	}
	return found;
}

/* Cells that are not set: no points, and a note that says which. */
static void blank_unset(const struct score_leaf *l, u32 first, u32 n, i64 *points, u8 *note)
{
	for (u32 i = 0; i < n; i++) {
		enum cell_state st = score_leaf_state(l, first + i);
		if (st != CELL_SET) {
			points[i] = 0;
			if (note)
				note[i] = st == CELL_NA ? NOTE_NA : NOTE_EMPTY;
		}
	}
}

td_rc score_leaf_block(const struct score_leaf *l, struct arena *a, u32 first, u32 n, i64 *points, u8 *note)
{
	struct score_block blk;
	td_rc rc;
	if (l->c->judging != JUDGE_ONE) {
		rc = score_judges(l, a, first, n, points, note);
	} else {
		score_leaf_gather(l, 0, first, n, &blk);
		if (note && !score_leaf_notes(l))
			memset(note, NOTE_NONE, n);
		rc = score_leaf_points(l, &blk, points, note);
	}
	if (rc == TD_OK && (l->has_empty || l->has_na))
		blank_unset(l, first, n, points, note);
	return rc;
}
