/* Several judges of one criterion (facts.md 3.2, mechanisms 15 and 16): each judge's points are made like those of a
 * single one and folded into running sums, so memory does not grow with the number of judges. */
#include "domain/score_leaf.h"

struct fold {
	u32 n, n_low, n_high;
	i128 *sum;
	u32 *given;
	i64 *low, *high; /* n_low (n_high) extremes of each unit so far, most extreme first */
};

/* Puts v into the extremes kept, sign −1 for the lowest and 1 for the highest; seen = values before v. */
static void keep_extreme(i64 *kept, u32 n_kept, u32 seen, i64 v, int sign)
{
	u32 at = seen < n_kept ? seen : n_kept;
	while (at > 0 && (sign > 0 ? v > kept[at - 1] : v < kept[at - 1])) {
		if (at < n_kept)
			kept[at] = kept[at - 1];
		at--;
	}
	if (at < n_kept)
		kept[at] = v;
}

static void fold_judge(struct fold *f, const i64 *points, const u8 *state)
{
	for (u32 i = 0; i < f->n; i++) {
		if (state[i] != CELL_SET)
			continue;
		keep_extreme(f->low + (size_t)i * f->n_low, f->n_low, f->given[i], points[i], -1);
		keep_extreme(f->high + (size_t)i * f->n_high, f->n_high, f->given[i], points[i], 1);
		f->sum[i] += points[i];
		f->given[i]++;
	}
}

static i64 mean(const struct score_leaf *l, const struct fold *f, u32 i, u8 *note)
{
	i128 sum = f->sum[i];
	u32 left = f->given[i], drops = f->n_low + f->n_high;
	if (drops && left > drops) {
		for (u32 j = 0; j < f->n_low; j++)
			sum -= f->low[(size_t)i * f->n_low + j];
		for (u32 j = 0; j < f->n_high; j++)
			sum -= f->high[(size_t)i * f->n_high + j];
		left -= drops;
		*note = NOTE_TRIMMED;
	}
	return (i64)score_round(sum, left, l->s->total_step_c, l->s->total_round);
}

static td_rc join(const struct score_leaf *l, const struct fold *f, i64 *points, u8 *note)
{
	for (u32 i = 0; i < f->n; i++) {
		note[i] = NOTE_NONE;
		points[i] = 0;
		if (f->given[i] == 0)
			continue;
		if (l->c->judging == JUDGE_MEAN) {
			points[i] = mean(l, f, i, &note[i]);
			continue;
		}
		i128 sum = f->sum[i];
		if (sum > l->high || sum < l->low)
			note[i] = NOTE_CAPPED;
		points[i] = (i64)(sum > l->high ? l->high : sum < l->low ? l->low : sum);
		if (points[i] > SCORE_MAX_C)
			return TD_LIMIT;
	}
	return TD_OK;
}

static struct fold fold_new(const struct score_leaf *l, struct arena *a, u32 n)
{
	struct fold f = {.n = n};
	if (l->c->judging == JUDGE_MEAN) {
		f.n_low = l->c->drop_low;
		f.n_high = l->c->drop_high;
	}
	f.sum = NEW_N(a, i128, n);
	f.given = NEW_N(a, u32, n);
	f.low = NEW_N(a, i64, (size_t)n * f.n_low);
	f.high = NEW_N(a, i64, (size_t)n * f.n_high);
	return f;
}

td_rc score_judges(const struct score_leaf *l, struct arena *a, u32 first, u32 n, i64 *points, u8 *note)
{
	struct arena_mark m = arena_mark(a);
	struct fold f = fold_new(l, a, n);
	struct score_block blk;
	for (u32 j = 0; j < l->col->n_judges; j++) {
		score_leaf_gather(l, j, first, n, &blk);
		td_rc rc = score_leaf_points(l, &blk, points, note);
		if (rc != TD_OK)
			return rc;
		fold_judge(&f, points, l->col->state + (size_t)j * l->n_units + first);
	}
	td_rc rc = join(l, &f, points, note);
	arena_release(a, m);
	return rc;
}
