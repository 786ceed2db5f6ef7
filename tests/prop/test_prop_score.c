/* The engine against the plain model on random schemes and inputs; derivations reach every figure; the order of units
 * and criteria changes nothing but order. THIDUA_CASES sets the number of cases, THIDUA_SEED the seed. */
#include <stdlib.h>

#include "domain/explain.h"
#include "tests/lib/check.h"
#include "tests/prop/gen.h"

struct run {
	struct arena *a;
	u64 seed;
	long at;
	bool bad;
};

static void complain(struct run *r, const char *what, u32 node, u32 unit, i64 got, i64 want)
{
	r->bad = true;
	check_fail(__FILE__, __LINE__, "case %ld: %s of node %u, unit %u is %lld, not %lld", r->at, what,
		   node, unit, (long long)got, (long long)want);
}

#define SAME(what, node, unit, got, want)                                       \
	do {                                                                    \
		if ((i64)(got) != (i64)(want))                                  \
			complain(r, what, node, unit, (i64)(got), (i64)(want)); \
	} while (0)

static void compare_nodes(struct run *r, const struct gen *g, const struct score_result *res,
			  const struct model *m)
{
	for (u32 k = 0; k < g->s.n_nodes; k++)
		for (u32 u = 0; u < g->in.n_units; u++) {
			const struct model_node *want = &m->unit[u].node[k];
			const struct score_out *got = &res->nodes[k];
			SAME("points", k, u, got->points_c[u], want->points);
			SAME("base", k, u, got->base_c[u], want->base);
			SAME("bonus", k, u, got->bonus_c[u], want->bonus);
			SAME("penalty", k, u, got->penalty_c[u], want->penalty);
			SAME("note", k, u, got->note[u], want->note);
		}
}

static void compare_units(struct run *r, const struct gen *g, const struct score_result *res,
			  const struct model *m)
{
	for (u32 u = 0; u < g->in.n_units; u++) {
		const struct model_unit *want = &m->unit[u];
		SAME("raw", 0, u, res->raw_c[u], want->raw);
		SAME("total", 0, u, res->total_c[u], want->total);
		SAME("applicable", 0, u, res->applicable_max_c[u], want->applicable);
		SAME("n_empty", 0, u, res->n_empty[u], want->n_empty);
		SAME("class", 0, u, res->class_ix[u], want->class_ix);
		SAME("excluded", 0, u, res->excluded[u], want->excluded);
		SAME("rank", 0, u, res->rank[u], want->rank);
		SAME("tie rule", 0, u, res->tie_rule[u], want->tie_rule);
		SAME("order", 0, u, res->order[want->place], u);
	}
}

/* Scores a case that must be sound. */
static bool run_engine(struct run *r, struct gen *g, struct score_result *res)
{
	struct err e = err_new(r->a, LANG_VI);
	td_rc rc = scheme_check(&g->s, &e);
	if (rc == TD_OK)
		rc = score_check(&g->s, &g->in, &e);
	if (rc == TD_OK)
		rc = score_run(r->a, &g->s, &g->in, res);
	if (rc == TD_OK)
		return true;
	r->bad = true;
	check_fail(__FILE__, __LINE__, "case %ld: %s: %.*s %.*s", r->at, rc_name(rc),
		   STRF(e.items.n ? e.items.at[0].where : S("")), STRF(err_first(&e)));
	return false;
}

/* A random node and the total are told, and each single cell is scored alike. */
static void explained(struct run *r, struct gen *g, const struct score_result *res)
{
	u32 unit = gen_below(g, g->in.n_units), node = gen_below(g, g->s.n_nodes);
	struct explanation x;
	SAME("explain", node, unit, explain_node(r->a, &g->s, &g->in, res, unit, node, &x), TD_OK);
	SAME("sentence", node, unit, x.sentence.n > 0, 1);
	SAME("explain", 0, unit, explain_node(r->a, &g->s, &g->in, res, unit, 0, &x), TD_OK);
	if (g->nodes[node].kind != CRIT_GROUP) {
		i64 points = 0;
		enum score_note note = NOTE_NONE;
		SAME("cell", node, unit, score_cell(r->a, &g->s, &g->in, unit, node, &points, &note), TD_OK);
		SAME("cell", node, unit, points, res->nodes[node].points_c[unit]);
		SAME("cell note", node, unit, note, res->nodes[node].note[unit]);
	}
}

static void units_permuted(struct run *r, struct gen *g, const struct score_result *res)
{
	u32 map[MODEL_UNITS];
	struct gen *other = NEW(r->a, struct gen);
	struct score_result again;
	gen_permute_units(g, other, map);
	if (!run_engine(r, other, &again))
		return;
	for (u32 u = 0; u < g->in.n_units; u++) {
		SAME("rank after permuting units", 0, u, again.rank[u], res->rank[map[u]]);
		SAME("total after permuting units", 0, u, again.total_c[u], res->total_c[map[u]]);
		SAME("class after permuting units", 0, u, again.class_ix[u], res->class_ix[map[u]]);
		for (u32 k = 0; k < g->s.n_nodes; k++)
			SAME("points after permuting units", k, u, again.nodes[k].points_c[u],
			     res->nodes[k].points_c[map[u]]);
	}
}

static void nodes_permuted(struct run *r, struct gen *g, const struct score_result *res)
{
	u32 map[MODEL_NODES];
	struct gen *other = NEW(r->a, struct gen);
	struct score_result again;
	gen_permute_nodes(g, other, map);
	if (!run_engine(r, other, &again))
		return;
	for (u32 u = 0; u < g->in.n_units; u++) {
		SAME("rank after permuting criteria", 0, u, again.rank[u], res->rank[u]);
		SAME("total after permuting criteria", 0, u, again.total_c[u], res->total_c[u]);
		SAME("class after permuting criteria", 0, u, again.class_ix[u], res->class_ix[u]);
		for (u32 k = 0; k < g->s.n_nodes; k++)
			SAME("points after permuting criteria", k, u, again.nodes[k].points_c[u],
			     res->nodes[map[k]].points_c[u]);
	}
}

static td_rc one_case(void *p)
{
	struct run *r = p;
	struct gen *g = NEW(r->a, struct gen);
	struct model *m = NEW(r->a, struct model);
	struct score_result res;
	g->a = r->a;
	g->seed = r->seed;
	gen_case(g);
	if (!run_engine(r, g, &res))
		return TD_OK;
	model_run(&g->s, &g->in, m);
	compare_nodes(r, g, &res, m);
	compare_units(r, g, &res, m);
	explained(r, g, &res);
	if (r->at % 4 == 0)
		units_permuted(r, g, &res);
	if (r->at % 4 == 2)
		nodes_permuted(r, g, &res);
	return TD_OK;
}

CASE(engine_agrees_with_model)
{
	const char *env = getenv("THIDUA_CASES");
	long cases = env ? strtol(env, NULL, 10) : 100000, bad = 0;
	struct arena *a = arena_new("prop", 64 << 20);
	for (long i = 0; i < cases && bad < 3; i++) {
		struct run r = {a, check_seed() + (u64)i * 0x2545f4914f6cdd1du, i, false};
		CHECK_INT(arena_run(a, one_case, &r), TD_OK);
		arena_reset(a);
		bad += r.bad;
	}
	arena_free(a);
}
