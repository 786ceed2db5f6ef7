/* Every mechanism of facts.md 3.2 with the arithmetic done by hand in the comments. Amounts are hundredths. */
#include "test_domain_fix.h"

/* ---- T5: facts.md, "leader of the cluster" ----------------------------------------------------------------------- */

FIX_CASE(t5_leader_vectors, 6)
{
	u32 k = fix_add(f, 0, CRIT_LEADER, "A", 1000);
	fix_ab(f, k, 0, 8000, 10000);  /* 0,5·10·80/100 = 4,00 */
	fix_ab(f, k, 1, 10000, 10000); /* 0,5·10 = 5,00 */
	fix_ab(f, k, 2, 10500, 10000); /* 5 + 5·0,05/0,20 = 6,25 */
	fix_ab(f, k, 3, 12000, 10000); /* leader: 10,00 */
	fix_set(f, k, 4, 700);         /* without target: 10·7/10 = 7,00 */
	fix_set(f, k, 5, 1000);        /* 10·10/10 = 10,00 */
	fix_run(f);
	const i64 want[] = {400, 500, 625, 1000, 700, 1000};
	for (u32 u = 0; u < 6; u++)
		CHECK_INT(POINTS(f, k, u), want[u]);
	CHECK_INT(NOTE(f, k, 3), NOTE_BEST);
	CHECK_INT(NOTE(f, k, 4), NOTE_NO_TARGET);
}

FIX_CASE(t5_all_below_target, 2)
{
	u32 k = fix_add(f, 0, CRIT_LEADER, "A", 2000);
	fix_ab(f, k, 0, 9500, 10000); /* 0,5·20·0,95 = 9,50 */
	fix_ab(f, k, 1, 9900, 10000); /* 0,5·20·0,99 = 9,90 */
	fix_run(f);
	CHECK_INT(POINTS(f, k, 0), 950);
	CHECK_INT(POINTS(f, k, 1), 990);
	CHECK_INT(NOTE(f, k, 0), NOTE_NO_LEADER);
}

/* A tiny target makes a false leader: the cap on the ratio, 200 %, tames it. */
FIX_CASE(leader_ratio_cap, 3)
{
	u32 k = fix_add(f, 0, CRIT_LEADER, "A", 1000);
	f->nodes[k].cap_pct_c = 20000;
	fix_ab(f, k, 0, 1000, 100);    /* 1000 % counts as 200 %: 10,00 */
	fix_ab(f, k, 1, 15000, 10000); /* 5 + 5·0,5/1 = 7,50 */
	fix_ab(f, k, 2, 20000, 10000); /* exactly 200 %: 10,00 */
	fix_run(f);
	CHECK_INT(POINTS(f, k, 0), 1000);
	CHECK_INT(POINTS(f, k, 1), 750);
	CHECK_INT(POINTS(f, k, 2), 1000);
}
