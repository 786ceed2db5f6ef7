/* Every mechanism of facts.md 3.2 with the arithmetic done by hand in the comments. Amounts are hundredths. */
#include "test_domain_fix.h"

static void expect_points(struct fix *f, u32 k, const i64 *points, size_t n)
{
	for (u32 u = 0; u < n; u++)
		if (POINTS(f, k, u) != points[u])
			check_fail(__FILE__, __LINE__, "%.*s, unit %u: %lld points, not %lld",
				   STRF(f->nodes[k].code), u + 1, (long long)POINTS(f, k, u),
				   (long long)points[u]);
}

static void expect_notes(struct fix *f, u32 k, const enum score_note *notes, size_t n)
{
	for (u32 u = 0; u < n; u++)
		if (NOTE(f, k, u) != notes[u])
			check_fail(__FILE__, __LINE__, "%.*s, unit %u: note %d, not %d",
				   STRF(f->nodes[k].code), u + 1, NOTE(f, k, u), (int)notes[u]);
}

#define LIST(type, ...) (const type[]){__VA_ARGS__}, sizeof((type[]){__VA_ARGS__}) / sizeof(type)
#define EXPECT(k, ...)  expect_points(f, k, LIST(i64, __VA_ARGS__))
#define NOTES(k, ...)   expect_notes(f, k, LIST(enum score_note, __VA_ARGS__))

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
	EXPECT(k, 400, 500, 625, 1000, 700, 1000);
	NOTES(k, NOTE_NONE, NOTE_NONE, NOTE_NONE, NOTE_BEST, NOTE_NO_TARGET, NOTE_NO_TARGET);
}

FIX_CASE(t5_all_below_target, 2)
{
	u32 k = fix_add(f, 0, CRIT_LEADER, "A", 2000);
	fix_ab(f, k, 0, 9500, 10000); /* 0,5·20·0,95 = 9,50 */
	fix_ab(f, k, 1, 9900, 10000); /* 0,5·20·0,99 = 9,90 */
	fix_run(f);
	EXPECT(k, 950, 990);
	NOTES(k, NOTE_NO_LEADER, NOTE_NO_LEADER);
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
	EXPECT(k, 1000, 750, 1000);
}

/* A quarter of the points at target: 2,5 + 7,5·(1,1 − 1)/(1,4 − 1) = 2,5 + 1,875 = 4,375 → 4,38. */
FIX_CASE(leader_other_share, 3)
{
	u32 k = fix_add(f, 0, CRIT_LEADER, "A", 1000);
	f->nodes[k].base_pct_c = 2500;
	fix_ab(f, k, 0, 1100, 1000);
	fix_ab(f, k, 1, 1400, 1000);
	fix_ab(f, k, 2, 500, 1000); /* 2,5·0,5 = 1,25 */
	fix_run(f);
	EXPECT(k, 438, 1000, 125);
}

/* ---- 1, 2, 7, 8, 9, 11 --------------------------------------------------------------------------------------------- */

FIX_CASE(judged_as_entered, 2)
{
	u32 k = fix_add(f, 0, CRIT_MANUAL, "A", 1000);
	f->s.round_step_c = 50; /* entered points are not rounded */
	fix_set(f, k, 0, 733);
	fix_set(f, k, 1, 1000);
	fix_run(f);
	EXPECT(k, 733, 1000);
}

/* T3 I.1.1: on time 2 · 1–2 days late 1,5 · 3–5 days 1 · 6–10 days 0,5 · more 0. */
static const struct scheme_level days_late[] = {
    {S("đúng hạn"), 200, false, true, false, false, 0, 0},
    {S("chậm 1–2 ngày"), 150, true, true, false, false, 100, 200},
    {S("chậm 3–5 ngày"), 100, true, true, false, false, 300, 500},
    {S("chậm 6–10 ngày"), 50, true, true, false, false, 600, 1000},
    {S("chậm trên 10 ngày"), 0, true, false, true, false, 1000, 0},
};

FIX_CASE(t3_lateness_in_days, 8)
{
	static const i64 days[] = {0, 100, 200, 300, 500, 1000, 1100, -100};
	u32 k = fix_add(f, 0, CRIT_LEVEL, "I.1.1", 200);
	f->nodes[k].by_value = true;
	f->nodes[k].levels = days_late;
	f->nodes[k].n_levels = 5;
	for (u32 u = 0; u < 8; u++)
		fix_set(f, k, u, days[u]);
	fix_run(f);
	EXPECT(k, 200, 150, 150, 100, 100, 50, 0, 200);
}

/* T3 VIII.3.a, best first: > 95 % 1,5 · 75–95 % 1 · 50–<75 % 0,5 · < 50 % 0. */
static const struct scheme_level percent_bands[] = {
    {S("trên 95 %"), 150, true, false, true, false, 9500, 0},
    {S("75–95 %"), 100, true, true, false, false, 7500, 9500},
    {S("50–<75 %"), 50, true, true, false, true, 5000, 7500},
    {S("dưới 50 %"), 0, false, true, false, true, 0, 5000},
};

FIX_CASE(t3_percent_bands, 7)
{
	static const i64 pct[] = {9501, 9500, 7500, 7499, 5000, 4999, 10000};
	u32 k = fix_add(f, 0, CRIT_LEVEL, "VIII.3.a", 150);
	f->nodes[k].by_value = true;
	f->nodes[k].levels = percent_bands;
	f->nodes[k].n_levels = 4;
	for (u32 u = 0; u < 7; u++)
		fix_set(f, k, u, pct[u]);
	fix_run(f);
	EXPECT(k, 150, 100, 100, 50, 50, 0, 150);
}

FIX_CASE(chosen_level_and_yes_no, 3)
{
	u32 k = fix_add(f, 0, CRIT_LEVEL, "A", 150), b = fix_add(f, 0, CRIT_BOOL, "B", 500);
	f->nodes[k].levels = percent_bands;
	f->nodes[k].n_levels = 4;
	for (u32 u = 0; u < 3; u++) {
		fix_set(f, k, u, 1 + u);
		fix_set(f, b, u, u == 1);
	}
	fix_run(f);
	EXPECT(k, 150, 100, 50);
	EXPECT(b, 0, 500, 0);
}

/* T6 III.2.1: 0,5 per person, cap 5. */
FIX_CASE(count_with_cap, 4)
{
	u32 k = fix_add(f, 0, CRIT_COUNT, "A", 500);
	f->nodes[k].each_c = 50;
	fix_set(f, k, 0, 300);  /* 3·0,5 = 1,50 */
	fix_set(f, k, 1, 1000); /* 10·0,5 = 5,00: just the cap */
	fix_set(f, k, 2, 1100); /* 5,50 → 5,00 */
	fix_set(f, k, 3, 33);   /* 0,33·0,5 = 0,165 → 0,17 */
	fix_run(f);
	EXPECT(k, 150, 500, 500, 17);
	NOTES(k, NOTE_NONE, NOTE_NONE, NOTE_CAPPED, NOTE_NONE);
}

/* T6 II.2: +0,5 / −1 per case, clamp [−5, 10]. */
FIX_CASE(bonus_and_penalty_cases, 5)
{
	u32 k = fix_add(f, 0, CRIT_BONUS_PENALTY, "II.2", 1000);
	f->nodes[k].each_c = 50;
	f->nodes[k].against_c = 100;
	f->nodes[k].min_c = -500;
	fix_ab(f, k, 0, 600, 100);  /* 3 − 1 = 2,00 */
	fix_ab(f, k, 1, 0, 300);    /* −3,00 */
	fix_ab(f, k, 2, 100, 900);  /* 0,5 − 9 → −5,00 */
	fix_ab(f, k, 3, 3000, 100); /* 15 − 1 → 10,00 */
	fix_set(f, k, 4, 100);      /* no cases against entered: 0,50 */
	fix_run(f);
	EXPECT(k, 200, -300, -500, 1000, 50);
	NOTES(k, NOTE_NONE, NOTE_NONE, NOTE_CAPPED, NOTE_CAPPED, NOTE_NONE);
}

/* T2: +10 for the City flag, +15 for the Government flag, outside the scale: 97 + 10 = 107. */
FIX_CASE(t2_flat_bonus_passes_the_scale, 3)
{
	static const struct scheme_level flags[] = {{.label = S("không có cờ")},
						    {.label = S("Cờ thành phố, bộ"), .points_c = 1000},
						    {.label = S("Cờ Chính phủ"), .points_c = 1500}};
	u32 k = fix_add(f, 0, CRIT_MANUAL, "A", 10000), b = fix_add(f, 0, CRIT_LEVEL, "B", 1500);
	f->nodes[b].role = ROLE_BONUS;
	f->nodes[b].levels = flags;
	f->nodes[b].n_levels = 3;
	f->s.total_may_exceed = true;
	for (u32 u = 0; u < 3; u++) {
		fix_set(f, k, u, 9700);
		fix_set(f, b, u, 1 + u);
	}
	fix_run(f);
	CHECK_INT(f->r.total_c[0], 9700);
	CHECK_INT(f->r.total_c[1], 10700);
	CHECK_INT(f->r.total_c[2], 11200);
}

/* The same, but the total may not pass the scale: the bonus is cut. */
FIX_CASE(t2_scale_holds, 1)
{
	u32 k = fix_add(f, 0, CRIT_MANUAL, "A", 10000), b = fix_add(f, 0, CRIT_BOOL, "B", 1000);
	f->nodes[b].role = ROLE_BONUS;
	fix_set(f, k, 0, 9700);
	fix_set(f, b, 0, 1);
	fix_run(f);
	CHECK_INT(f->r.total_c[0], 10000);
	CHECK_INT(f->r.nodes[0].base_c[0], 9700);
	CHECK_INT(f->r.nodes[0].bonus_c[0], 300);
	CHECK_INT(NOTE(f, 0, 0), NOTE_CAPPED);
}

/* ---- 3, 4: proportional ------------------------------------------------------------------------------------------- */

/* T4: 10 · 108 % = 10,8; 10 · 73 % = 7,3; not done 0. */
FIX_CASE(t4_beyond_and_below, 4)
{
	u32 k = fix_add(f, 0, CRIT_RATIO, "A", 1000);
	f->nodes[k].total_exceeds = true;
	fix_ab(f, k, 0, 10800, 10000);
	fix_ab(f, k, 1, 7300, 10000);
	fix_ab(f, k, 2, 10000, 10000);
	fix_ab(f, k, 3, 0, 10000);
	f->s.total_may_exceed = true;
	fix_run(f);
	EXPECT(k, 1080, 730, 1000, 0);
}

/* Capped at 100 %, or at 120 % where the criterion may exceed. */
FIX_CASE(ratio_caps, 3)
{
	u32 k = fix_add(f, 0, CRIT_RATIO, "A", 1000), j = fix_add(f, 0, CRIT_RATIO, "B", 1000);
	f->nodes[j].total_exceeds = true;
	f->nodes[j].cap_pct_c = 12000;
	f->s.total_may_exceed = true;
	for (u32 u = 0; u < 3; u++) {
		fix_ab(f, k, u, 10000 + 1500 * u, 10000); /* 100 %, 115 %, 130 % */
		fix_ab(f, j, u, 10000 + 1500 * u, 10000);
	}
	fix_run(f);
	EXPECT(k, 1000, 1000, 1000);
	NOTES(k, NOTE_NONE, NOTE_CAPPED, NOTE_CAPPED);
	EXPECT(j, 1000, 1150, 1200);
	NOTES(j, NOTE_NONE, NOTE_NONE, NOTE_CAPPED);
}

/* The scheme's target is used where the unit has none of its own. */
FIX_CASE(target_of_the_scheme, 2)
{
	u32 k = fix_add(f, 0, CRIT_RATIO, "A", 1000);
	f->nodes[k].has_target = true;
	f->nodes[k].target_c = 5000;
	fix_set(f, k, 0, 4000);      /* 10·40/50 = 8,00 */
	fix_ab(f, k, 1, 4000, 8000); /* its own 80: 5,00 */
	fix_run(f);
	EXPECT(k, 800, 500);
}

/* ---- 6: relative; named results of decisions 13 ------------------------------------------------------------------- */

FIX_CASE(relative_to_the_best, 3)
{
	u32 k = fix_add(f, 0, CRIT_RELATIVE, "A", 1000);
	fix_set(f, k, 0, 700);
	fix_set(f, k, 1, 900); /* 10·9/9 */
	fix_set(f, k, 2, 0);
	fix_run(f); /* 10·7/9 = 7,777… → 7,78 */
	EXPECT(k, 778, 1000, 0);
	NOTES(k, NOTE_NONE, NOTE_BEST, NOTE_NONE);
}

FIX_CASE(best_value_zero, 2)
{
	u32 k = fix_add(f, 0, CRIT_RELATIVE, "A", 1000), l = fix_add(f, 0, CRIT_LEADER, "B", 1000);
	for (u32 u = 0; u < 2; u++) {
		fix_set(f, k, u, 0);
		fix_set(f, l, u, 0); /* nobody has a target, best 0 */
	}
	fix_run(f);
	EXPECT(k, 0, 0);
	NOTES(k, NOTE_BEST_ZERO, NOTE_BEST_ZERO);
	EXPECT(l, 0, 0);
	NOTES(l, NOTE_BEST_ZERO, NOTE_BEST_ZERO);
}

FIX_CASE(target_zero_as_if_met, 2)
{
	u32 r = fix_add(f, 0, CRIT_RATIO, "A", 1000), l = fix_add(f, 0, CRIT_LEADER, "B", 1000),
	    d = fix_add(f, 0, CRIT_DEDUCT, "C", 1000), n = fix_add(f, 0, CRIT_RATIO, "D", 1000),
	    none = fix_add(f, 0, CRIT_DEDUCT, "E", 1000);
	f->nodes[r].zero_target = f->nodes[l].zero_target = f->nodes[d].zero_target = ZERO_MET;
	f->nodes[n].zero_target = f->nodes[none].zero_target = ZERO_NONE;
	f->nodes[d].per = f->nodes[none].per = DEDUCT_PERCENT;
	f->nodes[d].each_c = f->nodes[d].step_c = f->nodes[none].each_c = f->nodes[none].step_c = 100;
	f->nodes[none].min_c = 200;
	for (u32 u = 0; u < 2; u++) {
		fix_ab(f, r, u, 500, 0);  /* as met: 10 */
		fix_ab(f, l, u, 500, 0);  /* as met: the half at target */
		fix_ab(f, d, u, 0, 0);    /* nothing missed: 10 */
		fix_set(f, n, u, 500);    /* no target at all: 0 */
		fix_ab(f, none, u, 5, 0); /* 0, not below the floor of 2 */
	}
	fix_run(f);
	EXPECT(r, 1000, 1000);
	EXPECT(l, 500, 500);
	EXPECT(d, 1000, 1000);
	EXPECT(n, 0, 0);
	EXPECT(none, 200, 200);
	NOTES(r, NOTE_TARGET_ZERO, NOTE_TARGET_ZERO);
	NOTES(l, NOTE_TARGET_ZERO, NOTE_TARGET_ZERO);
	NOTES(d, NOTE_TARGET_ZERO);
	NOTES(n, NOTE_TARGET_ZERO);
}

FIX_CASE(empty_is_not_zero, 3)
{
	u32 k = fix_add(f, 0, CRIT_MANUAL, "A", 1000), j = fix_add(f, 0, CRIT_COUNT, "B", 1000);
	f->nodes[j].each_c = 100;
	fix_set(f, k, 0, 0);
	fix_set(f, j, 0, 0);
	fix_set(f, k, 1, 900);
	fix_na(f, j, 1);
	f->s.na = NA_RESCALE_NONE;
	fix_run(f);
	CHECK_INT(f->r.n_empty[0], 0);
	CHECK_INT(f->r.n_empty[1], 0);
	CHECK_INT(f->r.n_empty[2], 2);
	NOTES(k, NOTE_NONE, NOTE_NONE, NOTE_EMPTY);
	NOTES(j, NOTE_NONE, NOTE_NA, NOTE_EMPTY);
	CHECK_INT(f->r.applicable_max_c[1], 1000);
	CHECK_INT(f->r.applicable_max_c[2], 2000);
}

/* ---- 10: deductions ------------------------------------------------------------------------------------------------ */

/* "chậm 1 lần trừ 2 điểm", floor 0. */
FIX_CASE(deduct_per_case, 3)
{
	u32 k = fix_add(f, 0, CRIT_DEDUCT, "A", 1000);
	f->nodes[k].each_c = 200;
	fix_set(f, k, 0, 0);
	fix_set(f, k, 1, 300); /* 10 − 3·2 = 4,00 */
	fix_set(f, k, 2, 600); /* 10 − 12 → 0,00 */
	fix_run(f);
	EXPECT(k, 1000, 400, 0);
	NOTES(k, NOTE_NONE, NOTE_NONE, NOTE_CAPPED);
}

/* "thiếu 1 % trừ 0,5 điểm": the four ways to count a part of a percent. 97,4 of 100: 2,6 % missed. */
FIX_CASE(deduct_per_missed_percent, 2)
{
	u32 down = fix_add(f, 0, CRIT_DEDUCT, "A", 1000), up = fix_add(f, 0, CRIT_DEDUCT, "B", 1000),
	    half = fix_add(f, 0, CRIT_DEDUCT, "C", 1000), exact = fix_add(f, 0, CRIT_DEDUCT, "D", 1000);
	f->nodes[down].step_rounding = ROUND_DOWN;
	f->nodes[up].step_rounding = ROUND_UP;
	f->nodes[half].step_rounding = ROUND_HALF_UP;
	f->nodes[exact].step_exact = true;
	for (u32 k = down; k <= exact; k++) {
		f->nodes[k].per = DEDUCT_PERCENT;
		f->nodes[k].each_c = 50;
		f->nodes[k].step_c = 100;
		fix_ab(f, k, 0, 9740, 10000);
		fix_ab(f, k, 1, 10200, 10000); /* beyond the target: nothing lost */
	}
	fix_run(f);
	EXPECT(down, 900, 1000);  /* 2 steps: 10 − 1,0 */
	EXPECT(up, 850, 1000);    /* 3 steps: 10 − 1,5 */
	EXPECT(half, 850, 1000);  /* 2,6 → 3 steps */
	EXPECT(exact, 870, 1000); /* 10 − 2,6·0,5 = 8,70 */
}

/* Steps of 5 %: 82 of 100 misses 18 % = 3,6 steps → 3; floor 7. */
FIX_CASE(deduct_in_steps_of_five, 2)
{
	u32 k = fix_add(f, 0, CRIT_DEDUCT, "A", 1000);
	f->nodes[k].per = DEDUCT_PERCENT;
	f->nodes[k].each_c = 100;
	f->nodes[k].step_c = 500;
	f->nodes[k].step_rounding = ROUND_DOWN;
	f->nodes[k].min_c = 600;
	fix_ab(f, k, 0, 8200, 10000);
	fix_ab(f, k, 1, 1000, 10000); /* 18 steps, floor */
	fix_run(f);
	EXPECT(k, 700, 600);
}

/* ---- rounding ------------------------------------------------------------------------------------------------------ */

/* Steps of half a point and the four rules. */
FIX_CASE(rounding_rules, 3)
{
	u32 k[ROUND__N];
	for (u32 r = 0; r < ROUND__N; r++) {
		k[r] = fix_add(f, 0, CRIT_RATIO, arena_fmt(f->a, "R%u", r).p, 1000);
		f->nodes[k[r]].has_round = true;
		f->nodes[k[r]].round = (enum rounding)r;
		f->nodes[k[r]].round_step_c = 50;
		fix_ab(f, k[r], 0, 225, 1000); /* 2,25: half between 2,0 and 2,5 */
		fix_ab(f, k[r], 1, 275, 1000); /* 2,75: half between 2,5 and 3,0 */
		fix_ab(f, k[r], 2, 230, 1000); /* 2,30 */
	}
	fix_run(f);
	EXPECT(k[ROUND_HALF_UP], 250, 300, 250);
	EXPECT(k[ROUND_HALF_EVEN], 200, 300, 250);
	EXPECT(k[ROUND_DOWN], 200, 250, 200);
	EXPECT(k[ROUND_UP], 250, 300, 250);
}

/* Half up means away from zero: −0,005 → −0,01. */
FIX_CASE(half_away_from_zero, 2)
{
	u32 k = fix_add(f, 0, CRIT_BONUS_PENALTY, "A", 100);
	f->nodes[k].each_c = f->nodes[k].against_c = 1;
	f->nodes[k].min_c = -100;
	fix_ab(f, k, 0, 0, 50);
	fix_ab(f, k, 1, 50, 0);
	fix_run(f);
	EXPECT(k, -1, 1);
}

/* ---- 15, 16: several judges --------------------------------------------------------------------------------------- */

FIX_CASE(mean_of_judges, 3)
{
	u32 k = fix_add(f, 0, CRIT_MANUAL, "A", 1000);
	f->nodes[k].judging = JUDGE_MEAN;
	fix_judge(f, k, 0, 0, 800);
	fix_judge(f, k, 1, 0, 900);
	fix_judge(f, k, 2, 0, 900);       /* 26/3 = 8,666… → 8,67 */
	fix_judge(f, k, 1, 1, 700);       /* one judge only */
	f->state[k][2 * 3 + 2] = CELL_NA; /* unit 3: one says not applicable, nobody scored */
	fix_run(f);
	EXPECT(k, 867, 700, 0);
	NOTES(k, NOTE_NONE, NOTE_NONE, NOTE_NA);
}

FIX_CASE(t12_a_component_that_does_not_apply_is_left_out_of_the_mean, 3)
{
	u32 k = fix_add(f, 0, CRIT_MANUAL, "A", 1000);
	f->nodes[k].judging = JUDGE_MEAN;
	for (u32 u = 0; u < 3; u++) {
		fix_judge(f, k, 0, u, 500);
		fix_judge(f, k, 2, u, 500);
	}
	f->state[k][3] = CELL_NA; /* unit 1: the second judge says not applicable; unit 2: he was not asked */
	fix_judge(f, k, 1, 2, 0); /* unit 3: he gave nought */
	fix_run(f);
	EXPECT(k, 500, 500, 333);
}

FIX_CASE(mean_without_extremes, 2)
{
	u32 k = fix_add(f, 0, CRIT_MANUAL, "A", 1000);
	f->nodes[k].judging = JUDGE_MEAN;
	f->nodes[k].drop_low = f->nodes[k].drop_high = 1;
	static const i64 given[] = {200, 900, 800, 1000, 850}; /* without 2 and 10: 25,5/3 = 8,50 */
	for (u32 j = 0; j < 5; j++)
		fix_judge(f, k, j, 0, given[j]);
	fix_judge(f, k, 0, 1, 300); /* two judges: nothing can be dropped, (3 + 5)/2 */
	fix_judge(f, k, 1, 1, 500);
	fix_run(f);
	EXPECT(k, 850, 400);
	NOTES(k, NOTE_TRIMMED, NOTE_NONE);
}

/* T2: departments score districts and the city sums; each judge's points are made by the kind first. */
FIX_CASE(sum_of_judges, 2)
{
	u32 k = fix_add(f, 0, CRIT_MANUAL, "A", 1000), c = fix_add(f, 0, CRIT_COUNT, "B", 400);
	f->nodes[k].judging = f->nodes[c].judging = JUDGE_SUM;
	f->nodes[c].each_c = 100;
	for (u32 j = 0; j < 3; j++) {
		fix_judge(f, k, j, 0, 300);
		fix_judge(f, k, j, 1, 400); /* 12 → 10 */
		fix_judge(f, c, j, 0, 100);
		fix_judge(f, c, j, 1, 200); /* 2 + 2 + 2 → 4 */
	}
	fix_run(f);
	EXPECT(k, 900, 1000);
	EXPECT(c, 300, 400);
	NOTES(k, NOTE_NONE, NOTE_CAPPED);
}

/* Cross-scores: everybody but oneself; the own column stays empty. */
FIX_CASE(peers, 3)
{
	u32 k = fix_add(f, 0, CRIT_MANUAL, "A", 1000);
	f->nodes[k].judging = JUDGE_MEAN;
	f->nodes[k].peers = true;
	for (u32 j = 0; j < 3; j++)
		for (u32 u = 0; u < 3; u++)
			if (j != u)
				fix_judge(f, k, j, u, 600 + 100 * j + 10 * u);
	fix_run(f);
	/* unit 1: (7 + 8)/2; unit 2: (6,1 + 8,1)/2; unit 3: (6,2 + 7,2)/2 */
	EXPECT(k, 750, 710, 670);
}

/* JUDGE_ONE reads the owner only. */
FIX_CASE(the_owner_decides, 1)
{
	u32 k = fix_add(f, 0, CRIT_MANUAL, "A", 1000);
	fix_judge(f, k, 0, 0, 500);
	fix_judge(f, k, 1, 0, 900);
	fix_run(f);
	EXPECT(k, 500);
}

/* ---- limits -------------------------------------------------------------------------------------------------------- */

static void expect_limit(struct fix *f)
{
	CHECK_INT(fix_seal(f), TD_OK);
	CHECK_INT(score_check(&f->s, &f->in, &f->e), TD_OK);
	CHECK_INT(score_run(f->a, &f->s, &f->in, &f->r), TD_LIMIT);
}

FIX_CASE(too_many_points, 1)
{
	u32 k = fix_add(f, 0, CRIT_COUNT, "A", 1000);
	f->nodes[k].each_c = SCHEME_MAX_C;
	f->nodes[k].total_exceeds = true;
	fix_set(f, k, 0, SCORE_MAX_VALUE_C);
	expect_limit(f);
}

FIX_CASE(sum_too_large, 1)
{
	u32 k = fix_add(f, 0, CRIT_COUNT, "A", 1000);
	f->nodes[k].each_c = 100;
	f->nodes[k].total_exceeds = true;
	f->nodes[k].judging = JUDGE_SUM;
	for (u32 j = 0; j < 2; j++)
		fix_judge(f, k, j, 0, SCORE_MAX_C / 100 * 90);
	expect_limit(f);
}

FIX_CASE(judge_too_large, 1)
{
	u32 k = fix_add(f, 0, CRIT_COUNT, "A", 1000);
	f->nodes[k].each_c = 10000;
	f->nodes[k].total_exceeds = true;
	f->nodes[k].judging = JUDGE_MEAN;
	fix_judge(f, k, 0, 0, SCORE_MAX_C);
	expect_limit(f);
}

/* Fractions beyond 128 bits are refused, not wrong. */
FIX_CASE(leader_fraction_too_large, 3)
{
	u32 k = fix_add(f, 0, CRIT_LEADER, "A", SCHEME_MAX_C);
	f->nodes[k].base_pct_c = 3333;
	fix_ab(f, k, 0, SCORE_MAX_VALUE_C - 1, SCORE_MAX_VALUE_C - 3);
	fix_ab(f, k, 1, SCORE_MAX_VALUE_C, SCORE_MAX_VALUE_C / 7);
	fix_ab(f, k, 2, SCORE_MAX_VALUE_C - 11, SCORE_MAX_VALUE_C / 3);
	expect_limit(f);
}

FIX_CASE(deduct_fraction_too_large, 1)
{
	u32 k = fix_add(f, 0, CRIT_DEDUCT, "A", SCHEME_MAX_C);
	f->nodes[k].per = DEDUCT_PERCENT;
	f->nodes[k].step_exact = true;
	f->nodes[k].each_c = 1;
	f->nodes[k].step_c = SCHEME_MAX_C;
	fix_ab(f, k, 0, 1, SCORE_MAX_VALUE_C);
	expect_limit(f);
}

FIX_CASE(rescale_too_large, 1)
{
	u32 k = fix_add(f, 0, CRIT_COUNT, "A", 1), j = fix_add(f, 0, CRIT_MANUAL, "B", SCHEME_MAX_C - 1);
	f->nodes[k].each_c = 100;
	f->nodes[k].total_exceeds = true;
	f->s.total_may_exceed = true;
	fix_set(f, k, 0, SCORE_MAX_C);
	fix_na(f, j, 0);
	expect_limit(f);
}

/* Large but fitting values are exact: 10 billion · (10^17 − 1) ÷ 10^17, rounded up to the full mark. */
FIX_CASE(large_values_are_exact, 2)
{
	u32 k = fix_add(f, 0, CRIT_RATIO, "A", SCHEME_MAX_C);
	fix_ab(f, k, 0, SCORE_MAX_VALUE_C - 1, SCORE_MAX_VALUE_C);
	fix_ab(f, k, 1, SCORE_MAX_VALUE_C / 2, SCORE_MAX_VALUE_C);
	fix_run(f);
	EXPECT(k, SCHEME_MAX_C, SCHEME_MAX_C / 2);
}
