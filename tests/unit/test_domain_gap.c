/* What would change two neighbours' places, by hand. Amounts are hundredths. */
#include "domain/rank_gap.h"
#include "test_domain_fix.h"

static struct rank_gap gap_of(struct fix *f, u32 at)
{
	struct rank_gap g[FIX_UNITS];
	u32 n = FIX_UNITS;
	CHECK_INT(rank_gaps(f->a, &f->s, &f->in, &f->r, g, &n), TD_OK);
	CHECK_INT(n, f->in.n_units - 1);
	return g[at];
}

FIX_CASE(the_smallest_change_is_one_more_than_the_gap, 2)
{
	u32 a = fix_add(f, 0, CRIT_MANUAL, "3.1", 1000), b = fix_add(f, 0, CRIT_MANUAL, "3.2", 1000);
	fix_set(f, a, 0, 1000);
	fix_set(f, b, 0, 835);
	fix_set(f, a, 1, 1000); /* no room: 3.1 may only fall */
	fix_set(f, b, 1, 800);
	fix_run(f);
	struct rank_gap g = gap_of(f, 0);
	CHECK(g.found && !g.same);
	CHECK_INT(g.gap_c, 35);
	CHECK_INT(g.node, a);
	CHECK_INT(g.unit, 0);
	CHECK_INT(g.points_from_c, 1000);
	CHECK_INT(g.points_to_c, 964);
	CHECK_INT(g.n_as_small, 2); /* 3.2 of either */
}

FIX_CASE(a_tie_rule_saves_the_hundredth, 2)
{
	u32 a = fix_add(f, 0, CRIT_MANUAL, "1", 1000), b = fix_add(f, 0, CRIT_MANUAL, "2", 1000);
	f->ties[0] = (struct tie_rule){.kind = TIE_NODE, .node = b, .text = S("mục 2")};
	f->s.n_ties = 1;
	fix_set(f, a, 0, 900);
	fix_set(f, b, 0, 500);
	fix_set(f, a, 1, 1000);
	fix_set(f, b, 1, 370);
	fix_run(f);
	struct rank_gap g = gap_of(f, 0);
	CHECK_INT(g.gap_c, 30);
	CHECK_INT(g.node, a); /* 31, and so does 2: equal totals go to who leads in 2 */
	CHECK_INT(g.points_from_c - g.points_to_c, 31);
	fix_set(f, b, 0, 370);
	fix_set(f, a, 0, 1000);
	f->av[b][1] = 400;
	f->av[a][1] = 970;
	CHECK_INT(score_run(f->a, &f->s, &f->in, &f->r), TD_OK);
	g = gap_of(f, 0);
	CHECK_INT(g.gap_c, 0);
	CHECK_INT(g.above, 1);
	CHECK_INT(g.below, 0);
	CHECK_INT(g.points_to_c - g.points_from_c, -1);
	CHECK_INT(g.unit, 1);
}

FIX_CASE(a_level_a_yes_or_no_and_a_measure_have_their_own_steps, 2)
{
	static const struct scheme_level levels[] = {{.label = {"Tốt", sizeof "Tốt" - 1}, .points_c = 1000},
						     {.label = {"Khá", sizeof "Khá" - 1}, .points_c = 700}};
	u32 l = fix_add(f, 0, CRIT_LEVEL, "1", 1000), y = fix_add(f, 0, CRIT_BOOL, "2", 500),
	    r = fix_add(f, 0, CRIT_RATIO, "3", 2000);
	f->nodes[l].levels = levels;
	f->nodes[l].n_levels = 2;
	for (u32 u = 0; u < 2; u++) {
		fix_set(f, l, u, 1 + u);
		fix_set(f, y, u, 1);
		fix_ab(f, r, u, 8000, 10000);
	}
	fix_run(f);
	struct rank_gap g =
	    gap_of(f, 0); /* 3 apart: the level would level them, the ratio must fall by 3,01 */
	CHECK(g.found);
	CHECK_INT(g.gap_c, 300);
	CHECK_INT(g.node, r);
	CHECK_INT(g.unit, 1);
	CHECK_INT(g.points_to_c - g.points_from_c, 301);
	CHECK_INT(g.from_c, 8000);
	CHECK_INT(g.to_c, 9503); /* 19,006 → 19,01 */
}

FIX_CASE(nothing_is_named_where_one_item_is_not_enough, 3)
{
	u32 a = fix_add(f, 0, CRIT_MANUAL, "1", 200), b = fix_add(f, 0, CRIT_MANUAL, "2", 200);
	for (u32 u = 0; u < 3; u++) {
		fix_set(f, a, u, u ? 0 : 200);
		fix_set(f, b, u, u ? 0 : 200);
	}
	fix_run(f);
	struct rank_gap g = gap_of(f, 0);
	CHECK(!g.found && !g.same);
	g = gap_of(f, 1);
	CHECK(!g.found && g.same); /* they share the rank */
}
