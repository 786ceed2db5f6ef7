/* The named change really swaps the two units in the engine, and no smaller one does. THIDUA_CASES sets the number of
 * cases, THIDUA_SEED the seed. */
#include <stdlib.h>

#include "domain/rank_gap.h"
#include "tests/lib/check.h"
#include "tests/prop/gen.h"

struct run {
	struct arena *a;
	u64 seed;
	long at, n_found;
	struct gen g;
};

/* Does below stand before above when this one value is another? −1: the scheme does not take it. */
static int engine_says(struct run *r, const struct rank_gap *x, u32 unit, u32 node, i64 value)
{
	struct gen *g = &r->g;
	struct arena_mark m = arena_mark(r->a);
	struct score_col *cols = NEW_N(r->a, struct score_col, g->s.n_nodes);
	u32 n = g->in.n_units;
	i64 *a = NEW_N(r->a, i64, (size_t)n * g->cols[node].n_judges);
	struct score_result res;
	struct err e = err_new(r->a, LANG_VI);
	memcpy(cols, g->cols, sizeof *cols * g->s.n_nodes);
	memcpy(a, cols[node].a, sizeof *a * n * g->cols[node].n_judges);
	a[unit] = value;
	cols[node].a = a;
	struct score_input in = {n, g->units, cols};
	int says = -1;
	if (score_check(&g->s, &in, &e) == TD_OK && score_run(r->a, &g->s, &in, &res) == TD_OK)
		says = res.rank[x->below] < res.rank[x->above];
	arena_release(r->a, m);
	return says;
}

static void complain(const struct run *r, const char *what, const struct rank_gap *x, i64 v)
{
	check_fail(__FILE__, __LINE__, "case %ld: %s: pair %u %u, unit %u, node %u, %lld → %lld, at %lld",
		   r->at, what, x->above, x->below, x->unit, x->node, (long long)x->from_c,
		   (long long)x->to_c, (long long)v);
}

/* Where a cap takes points from bonus, a tie rule may move against the points; a floor may give back a penalty that a
 * group above would have cut; and where a group's cap cuts and the penalties are capped above it, a larger penalty is
 * cut there and leaves the group more: in these more is not always more. */
static bool more_is_more(const struct scheme *s)
{
	bool caps = !s->total_may_exceed, by_points = false, floors = false, cuts = caps, forgives = false;
	for (u32 i = 0; i < s->n_ties; i++)
		by_points |= s->ties[i].kind <= TIE_BONUS;
	for (u32 k = 0; k < s->n_nodes; k++) {
		caps |= s->nodes[k].has_cap || s->nodes[k].has_bonus_cap || s->nodes[k].has_penalty_cap;
		floors |= s->nodes[k].has_floor;
		cuts |= s->nodes[k].has_cap;
		forgives |= s->nodes[k].has_penalty_cap;
	}
	return !floors && !(caps && by_points) && !(cuts && forgives);
}

static void smaller_ones_do_not(struct run *r, const struct rank_gap *x)
{
	const struct criterion *c = &r->g.s.nodes[x->node];
	i64 way = x->to_c > x->from_c ? 1 : -1, size = way * (x->to_c - x->from_c);
	bool counts = c->kind == CRIT_COUNT || c->kind == CRIT_BONUS_PENALTY ||
		      (c->kind == CRIT_DEDUCT && c->per == DEDUCT_CASE);
	i64 step = counts && x->from_c % 100 == 0 ? 100 : 1, n = size / step;
	if (c->kind == CRIT_LEVEL || c->kind == CRIT_BOOL)
		return;
	for (i64 i = 1; i < n; i += 1 + n / 40)
		if (engine_says(r, x, x->unit, x->node, x->from_c + way * step * i) == 1)
			complain(r, "a smaller change swaps", x, x->from_c + way * step * i);
	if (n > 1 && engine_says(r, x, x->unit, x->node, x->from_c + way * step * (n - 1)) == 1)
		complain(r, "one step less swaps", x, x->to_c - way * step);
}

/* No entered item of the two swaps them with less. */
static void others_need_more(struct run *r, const struct rank_gap *x)
{
	i64 size = x->points_to_c - x->points_from_c;
	size = size < 0 ? -size : size;
	for (u32 k = 0; k < r->g.s.n_nodes; k++)
		for (int side = 0; side < 2; side++) {
			const struct criterion *c = &r->g.s.nodes[k];
			u32 unit = side ? x->above : x->below;
			if (c->kind != CRIT_MANUAL || c->judging != JUDGE_ONE ||
			    r->g.cols[k].state[unit] != CELL_SET)
				continue;
			i64 now = r->g.cols[k].a[unit], most = x->found ? size - 1 : c->max_c;
			for (i64 d = 1; d <= most; d += 1 + most / 10)
				if (engine_says(r, x, unit, k, now + d) == 1 ||
				    engine_says(r, x, unit, k, now - d) == 1)
					complain(r, "another item needs less", x, d);
		}
}

static td_rc one_case(void *p)
{
	struct run *r = p;
	struct score_result res;
	struct rank_gap gaps[MODEL_UNITS];
	u32 n = MODEL_UNITS;
	struct err e = err_new(r->a, LANG_VI);
	r->g.a = r->a;
	r->g.seed = r->seed;
	gen_case(&r->g);
	if (scheme_check(&r->g.s, &e) != TD_OK || score_check(&r->g.s, &r->g.in, &e) != TD_OK ||
	    score_run(r->a, &r->g.s, &r->g.in, &res) != TD_OK)
		return TD_OK; /* test_prop_score says so */
	CHECK_INT(rank_gaps(r->a, &r->g.s, &r->g.in, &res, gaps, &n), TD_OK);
	for (u32 i = 0; i < n; i++) {
		const struct rank_gap *x = &gaps[i];
		if (x->same)
			continue;
		if (x->found && engine_says(r, x, x->unit, x->node, x->to_c) != 1)
			complain(r, "the named change does not swap", x, x->to_c);
		r->n_found += x->found;
		if (!more_is_more(&r->g.s))
			continue;
		if (x->found)
			smaller_ones_do_not(r, x);
		others_need_more(r, x);
	}
	return TD_OK;
}

CASE(named_changes_swap_and_smaller_ones_do_not)
{
	struct run *r = calloc(1, sizeof *r);
	const char *cases = getenv("THIDUA_CASES"), *seed = getenv("THIDUA_SEED");
	long n = cases ? strtol(cases, NULL, 10) : 3000;
	r->a = arena_new("gap", 256 << 20);
	u64 first = seed ? strtoull(seed, NULL, 10) : 20191122;
	for (r->at = 0; r->at < n && check_n_failed() < 20; r->at++) {
		r->seed = first + (u64)r->at * 7919;
		CHECK_INT(arena_run(r->a, one_case, r), TD_OK);
		arena_reset(r->a);
	}
	CHECK(r->n_found > n / 2);
	arena_free(r->a);
	free(r);
}
