/* A table of kernels, one per kind of criterion, each one loop over a block of units. Formulas are facts.md 3.2; every
 * kernel makes an exact fraction, rounds it once and clamps it. */
#include "domain/score_leaf.h"

static inline i64 clamped(const struct score_leaf *l, i128 v, u8 *note)
{
	if (v > l->high) {
		*note = NOTE_CAPPED;
		return l->high;
	}
	if (v < l->low) {
		*note = NOTE_CAPPED;
		return l->low;
	}
	return (i64)v;
}

static inline i64 rounded(const struct score_leaf *l, i128 num, i128 den, u8 *note)
{
	return clamped(l, score_round(num, den, l->step, l->round), note);
}

/* x·y of what is not negative; 0 and true when it does not fit. Not the compiler's builtin: for 128 bits it needs a
 * run-time library that is not everywhere. Two 64-bit factors always fit. */
static inline bool mul(i128 x, i64 y, i128 *out)
{
	const i128 most = (i128)(~(unsigned __int128)0 >> 1);
	bool wide = x != (i64)x && y > most / x;
	*out = wide ? 0 : x * y;
	return wide;
}

static inline bool mul3(i128 x, i64 y, i64 z, i128 *out)
{
	bool wide = mul(x, y, out);
	return mul(*out, z, out) || wide;
}

/* Larger denominators could not be multiplied by a rounding step. */
#define DEN_MAX ((i128)1 << 80)
#define NUM_MAX ((i128)1 << 125)

typedef td_rc (*kernel)(const struct score_leaf *l, const struct score_block *blk, i64 *out, u8 *note);

/* 1: the judge's points as they are. */
static td_rc manual(const struct score_leaf *l, const struct score_block *blk, i64 *out, u8 *note)
{
	(void)l;
	(void)note;
	memcpy(out, blk->a, blk->n * sizeof *out);
	return TD_OK;
}

/* 2: the last band whose lower bound is reached, or the chosen level. */
static td_rc level(const struct score_leaf *l, const struct score_block *blk, i64 *out, u8 *note)
{
	(void)note;
	u32 n_levels = l->n_levels;
	for (u32 i = 0; i < blk->n; i++) {
		i64 v = blk->a[i];
		u32 at = 0;
		if (l->c->by_value)
			for (u32 j = 1; j < n_levels; j++)
				at += v >= l->bound[j];
		else
			at = (u64)v - 1 < n_levels ? (u32)v - 1 : 0;
		out[i] = l->points[at];
	}
	return TD_OK;
}

/* What a target of 0, or none, gives. */
static i64 without_target(const struct score_leaf *l, i64 met)
{
	return l->c->zero_target == ZERO_MET ? met : 0;
}

/* 3, 4: max × actual ÷ target. */
static td_rc ratio(const struct score_leaf *l, const struct score_block *blk, i64 *out, u8 *note)
{
	i128 max = l->c->max_c;
	i64 met = l->c->max_c < l->high ? l->c->max_c : l->high;
	for (u32 i = 0; i < blk->n; i++) {
		note[i] = NOTE_NONE;
		if (blk->b[i] > 0) {
			out[i] = rounded(l, max * blk->a[i], blk->b[i], &note[i]);
		} else {
			out[i] = without_target(l, met);
			note[i] = NOTE_TARGET_ZERO;
		}
	}
	return TD_OK;
}

/* 6: max × actual ÷ best actual. */
static i64 relative_to_best(const struct score_leaf *l, i64 a, u8 *note)
{
	*note = l->best == 0 ? NOTE_BEST_ZERO : a == l->best ? NOTE_BEST : NOTE_NONE;
	if (l->best == 0)
		return 0;
	return rounded(l, (i128)l->c->max_c * a, l->best, note);
}

static td_rc relative(const struct score_leaf *l, const struct score_block *blk, i64 *out, u8 *note)
{
	for (u32 i = 0; i < blk->n; i++)
		out[i] = relative_to_best(l, blk->a[i], &note[i]);
	return TD_OK;
}

/* 5: share · max · a/t below and at the target; above it the rest in proportion to the leader's excess. */
static bool leader_cell(const struct score_leaf *l, i64 a, i64 t, i64 *out, u8 *note)
{
	i128 max = l->c->max_c, num, den, more;
	*note = l->has_leader ? NOTE_NONE : NOTE_NO_LEADER;
	if (a <= t) {
		*out = rounded(l, max * l->share_num * a, (i128)l->share_den * t, note);
		return true;
	}
	i64 cap = l->c->cap_pct_c;
	if (cap && (i128)a * 10000 > (i128)cap * t) {
		a = cap;
		t = 10000;
	}
	if ((i128)a * l->lead_b == (i128)l->lead_a * t) {
		*note = NOTE_BEST;
		*out = l->c->max_c;
		return true;
	}
	bool wide = mul3(max * l->share_num, t, l->gain_den, &num);
	wide |= mul3(max * (l->share_den - l->share_num), a - t, l->gain_num, &more);
	wide |= mul3(l->share_den, t, l->gain_den, &den);
	if (wide || den > DEN_MAX || (num | more) > NUM_MAX)
		return false;
	*out = rounded(l, num + more, den, note);
	return true;
}

static td_rc leader(const struct score_leaf *l, const struct score_block *blk, i64 *out, u8 *note)
{
	for (u32 i = 0; i < blk->n; i++) {
		i64 t = blk->b[i];
		if (t > 0) {
			if (!leader_cell(l, blk->a[i], t, &out[i], &note[i]))
				return TD_LIMIT;
		} else if (t == 0) {
			out[i] = without_target(l, (i64)score_round((i128)l->c->max_c * l->share_num,
								    l->share_den, l->step, l->round));
			note[i] = NOTE_TARGET_ZERO;
		} else {
			out[i] = relative_to_best(l, blk->a[i], &note[i]);
			if (note[i] != NOTE_BEST_ZERO)
				note[i] = NOTE_NO_TARGET;
		}
	}
	return TD_OK;
}

/* 7 */
static td_rc boolean(const struct score_leaf *l, const struct score_block *blk, i64 *out, u8 *note)
{
	(void)note;
	for (u32 i = 0; i < blk->n; i++)
		out[i] = blk->a[i] ? l->c->max_c : 0;
	return TD_OK;
}

/* 8: count × points each; a count of 1 is 100. */
static td_rc count(const struct score_leaf *l, const struct score_block *blk, i64 *out, u8 *note)
{
	i128 each = l->c->each_c;
	for (u32 i = 0; i < blk->n; i++) {
		note[i] = NOTE_NONE;
		out[i] = rounded(l, each * blk->a[i], 100, &note[i]);
	}
	return TD_OK;
}

/* 9 */
static td_rc bonus_penalty(const struct score_leaf *l, const struct score_block *blk, i64 *out, u8 *note)
{
	i128 each = l->c->each_c, against = l->c->against_c;
	for (u32 i = 0; i < blk->n; i++) {
		note[i] = NOTE_NONE;
		out[i] = rounded(l, each * blk->a[i] - against * blk->b[i], 100, &note[i]);
	}
	return TD_OK;
}

/* 10: per case. */
static td_rc deduct_cases(const struct score_leaf *l, const struct score_block *blk, i64 *out, u8 *note)
{
	i128 max = (i128)l->c->max_c * 100, each = l->c->each_c;
	for (u32 i = 0; i < blk->n; i++) {
		note[i] = NOTE_NONE;
		out[i] = rounded(l, max - each * blk->a[i], 100, &note[i]);
	}
	return TD_OK;
}

/* 10: per missed percent of the target. Missed steps = (t − a) · 10000 ÷ (t · step). */
static bool deduct_percent_cell(const struct score_leaf *l, i64 a, i64 t, i64 *out, u8 *note)
{
	const struct criterion *c = l->c;
	i128 missed = (i128)(t - a) * 10000, per_step = (i128)t * c->step_c, num, loss;
	if (!c->step_exact) {
		i128 steps = div_round(missed, per_step, c->step_rounding);
		*out = rounded(l, c->max_c - steps * c->each_c, 1, note);
		return true;
	}
	bool wide = mul(per_step, c->max_c, &num);
	wide |= mul(missed, c->each_c, &loss);
	if (wide || per_step > DEN_MAX)
		return false;
	*out = rounded(l, num - loss, per_step, note);
	return true;
}

static td_rc deduct_percent(const struct score_leaf *l, const struct score_block *blk, i64 *out, u8 *note)
{
	for (u32 i = 0; i < blk->n; i++) {
		i64 a = blk->a[i], t = blk->b[i];
		note[i] = NOTE_NONE;
		if (t <= 0) {
			out[i] = clamped(l, without_target(l, l->c->max_c), &note[i]);
			note[i] = NOTE_TARGET_ZERO;
		} else if (a >= t) {
			out[i] = l->c->max_c;
		} else if (!deduct_percent_cell(l, a, t, &out[i], &note[i])) {
			return TD_LIMIT;
		}
	}
	return TD_OK;
}

static td_rc deduct(const struct score_leaf *l, const struct score_block *blk, i64 *out, u8 *note)
{
	return l->c->per == DEDUCT_PERCENT ? deduct_percent(l, blk, out, note)
					   : deduct_cases(l, blk, out, note);
}

/* 13: no points, only the class. */
static td_rc threshold(const struct score_leaf *l, const struct score_block *blk, i64 *out, u8 *note)
{
	(void)l;
	(void)note;
	memset(out, 0, blk->n * sizeof *out);
	return TD_OK;
}

/* 14 */
static td_rc knockout(const struct score_leaf *l, const struct score_block *blk, i64 *out, u8 *note)
{
	for (u32 i = 0; i < blk->n; i++)
		note[i] = blk->a[i] ? NOTE_KNOCKED : NOTE_NONE;
	return threshold(l, blk, out, note);
}

static const struct kind {
	kernel run;
	bool notes;
} kinds[CRIT__N] = {
    [CRIT_MANUAL] = {manual, false},    [CRIT_LEVEL] = {level, false},
    [CRIT_RATIO] = {ratio, true},       [CRIT_LEADER] = {leader, true},
    [CRIT_RELATIVE] = {relative, true}, [CRIT_BOOL] = {boolean, false},
    [CRIT_COUNT] = {count, true},       [CRIT_BONUS_PENALTY] = {bonus_penalty, true},
    [CRIT_DEDUCT] = {deduct, true},     [CRIT_THRESHOLD] = {threshold, false},
    [CRIT_KNOCKOUT] = {knockout, true},
};

bool score_leaf_notes(const struct score_leaf *l)
{
	return kinds[l->c->kind].notes;
}

td_rc score_leaf_points(const struct score_leaf *l, const struct score_block *blk, i64 *points, u8 *note)
{
	td_rc rc = kinds[l->c->kind].run(l, blk, points, note);
	if (rc == TD_OK && l->high > SCORE_MAX_C)
		for (u32 i = 0; i < blk->n; i++)
			if (points[i] > SCORE_MAX_C)
				return TD_LIMIT;
	return rc;
}
