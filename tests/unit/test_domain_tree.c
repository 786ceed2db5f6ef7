/* Groups, caps, what does not apply, classes, knock-outs, ties and ranks, by hand. Amounts are hundredths. */
#include "test_domain_fix.h"

/* ---- bonus, penalty, caps ------------------------------------------------------------------------------------------ */

/* A group with 40 of base, bonuses of at most 5 and penalties of at most 3. */
static u32 capped_group(struct fix *f, u32 *base, u32 *bonus, u32 *minus)
{
	u32 g = fix_add(f, 0, CRIT_GROUP, "I", 0);
	*base = fix_add(f, g, CRIT_MANUAL, "I.1", 4000);
	*bonus = fix_add(f, g, CRIT_COUNT, "I.2", 2000);
	*minus = fix_add(f, g, CRIT_COUNT, "I.3", 2000);
	f->nodes[*bonus].role = ROLE_BONUS;
	f->nodes[*minus].role = ROLE_PENALTY;
	f->nodes[*bonus].each_c = f->nodes[*minus].each_c = 100;
	f->nodes[g].has_bonus_cap = f->nodes[g].has_penalty_cap = true;
	f->nodes[g].bonus_cap_c = 500;
	f->nodes[g].penalty_cap_c = 300;
	f->s.total_may_exceed = true;
	return g;
}

FIX_CASE(group_bonus_and_penalty_caps, 3)
{
	u32 b, p, m, g = capped_group(f, &b, &p, &m);
	for (u32 u = 0; u < 3; u++)
		fix_set(f, b, u, 3000);
	fix_set(f, p, 0, 400);
	fix_set(f, m, 0, 200); /* 30 + 4 − 2 = 32 */
	fix_set(f, p, 1, 900);
	fix_set(f, m, 1, 700); /* 30 + 5 − 3 = 32 */
	fix_set(f, p, 2, 0);
	fix_set(f, m, 2, 0);
	fix_run(f);
	CHECK_INT(POINTS(f, g, 0), 3200);
	CHECK_INT(NOTE(f, g, 0), NOTE_NONE);
	CHECK_INT(POINTS(f, g, 1), 3200);
	CHECK_INT(NOTE(f, g, 1), NOTE_CAPPED);
	CHECK_INT(f->r.nodes[g].bonus_c[1], 500);
	CHECK_INT(f->r.nodes[g].penalty_c[1], 300);
	CHECK_INT(POINTS(f, m, 1), -700); /* the leaf itself keeps its points */
	CHECK_INT(f->r.nodes[m].penalty_c[1], 700);
	CHECK_INT(POINTS(f, g, 2), 3000);
}

/* Cap 32: what is above comes from bonus first, then from base. Floor 20: penalty is given back first, then base. */
FIX_CASE(group_cap_and_floor, 4)
{
	u32 b, p, m, g = capped_group(f, &b, &p, &m);
	f->nodes[g].has_cap = f->nodes[g].has_floor = true;
	f->nodes[g].cap_c = 3200;
	f->nodes[g].floor_c = 2000;
	static const i64 in[4][3] = {{3000, 400, 0},  /* 34 → 32: bonus 4 → 2 */
				     {3500, 100, 0},  /* 36 → 32: bonus 1 → 0, base 35 → 32 */
				     {2200, 0, 300},  /* 19 → 20: penalty 3 → 2 */
				     {1500, 0, 200}}; /* 13 → 20: penalty 2 → 0, base 15 → 20 */
	for (u32 u = 0; u < 4; u++) {
		fix_set(f, b, u, in[u][0]);
		fix_set(f, p, u, in[u][1]);
		fix_set(f, m, u, in[u][2]);
	}
	fix_run(f);
	static const i64 want[4][4] = {
	    {3200, 3000, 200, 0}, {3200, 3200, 0, 0}, {2000, 2200, 0, 200}, {2000, 2000, 0, 0}};
	for (u32 u = 0; u < 4; u++) {
		const struct score_out *o = &f->r.nodes[g];
		CHECK_INT(o->points_c[u], want[u][0]);
		CHECK_INT(o->base_c[u], want[u][1]);
		CHECK_INT(o->bonus_c[u], want[u][2]);
		CHECK_INT(o->penalty_c[u], want[u][3]);
		CHECK_INT(o->note[u], NOTE_CAPPED);
	}
}

/* A bonus group with its own sum; a negative bonus is not "taken" by a cap. */
FIX_CASE(bonus_group, 2)
{
	u32 k = fix_add(f, 0, CRIT_MANUAL, "I", 1000), g = fix_add(f, 0, CRIT_GROUP, "II", 0);
	f->nodes[g].role = ROLE_BONUS;
	u32 x = fix_add(f, g, CRIT_BONUS_PENALTY, "II.1", 500);
	f->nodes[x].role = ROLE_BONUS;
	f->nodes[x].each_c = f->nodes[x].against_c = 100;
	f->nodes[x].min_c = -500;
	f->nodes[0].has_cap = true;
	f->nodes[0].cap_c = 700;
	for (u32 u = 0; u < 2; u++)
		fix_set(f, k, u, 1000);
	fix_ab(f, x, 0, 0, 200); /* 10 − 2 = 8 → 7, all from base */
	fix_ab(f, x, 1, 300, 0); /* 13 → 7: bonus 3 → 0, base 10 → 7 */
	fix_run(f);
	CHECK_INT(f->r.nodes[0].base_c[0], 900);
	CHECK_INT(f->r.nodes[0].bonus_c[0], -200);
	CHECK_INT(f->r.nodes[0].base_c[1], 700);
	CHECK_INT(f->r.nodes[0].bonus_c[1], 0);
}

/* ---- not applicable ------------------------------------------------------------------------------------------------ */

/* Two groups of 50: I = 30 + 20, II = 50. Unit 1: I.2 does not apply. Unit 2: II does not apply. Unit 3: all apply.
 * Unit 4: nothing applies. */
static void with_na(struct fix *f, enum na_rescale na)
{
	u32 g1 = fix_add(f, 0, CRIT_GROUP, "I", 0);
	u32 x = fix_add(f, g1, CRIT_MANUAL, "I.1", 3000), y = fix_add(f, g1, CRIT_MANUAL, "I.2", 2000);
	u32 g2 = fix_add(f, 0, CRIT_GROUP, "II", 0);
	u32 z = fix_add(f, g2, CRIT_MANUAL, "II.1", 5000);
	f->s.na = na;
	for (u32 u = 0; u < 3; u++) {
		fix_set(f, x, u, 2500);
		fix_set(f, y, u, 1000);
		fix_set(f, z, u, 4000);
	}
	fix_na(f, y, 0);
	fix_na(f, z, 1);
	fix_na(f, x, 3);
	fix_na(f, y, 3);
	fix_na(f, z, 3);
	fix_run(f);
	static const i64 raw[4] = {6500, 3500, 7500, 0}, app[4] = {8000, 5000, 10000, 0};
	for (u32 u = 0; u < 4; u++) {
		CHECK_INT(f->r.raw_c[u], raw[u]);
		CHECK_INT(f->r.applicable_max_c[u], app[u]);
	}
	CHECK_INT(NOTE(f, g2, 1), NOTE_NA);
	CHECK_INT(NOTE(f, 0, 3), NOTE_NA);
}

FIX_CASE(na_rescales_the_total, 4)
{
	with_na(f, NA_RESCALE_TOTAL);
	CHECK_INT(f->r.total_c[0], 8125); /* 65·100/80 = 81,25 */
	CHECK_INT(f->r.total_c[1], 7000); /* 35·100/50 = 70,00 */
	CHECK_INT(f->r.total_c[2], 7500);
	CHECK_INT(f->r.total_c[3], 0);
	CHECK_INT(POINTS(f, 1, 0), 2500); /* node columns stay raw */
}

FIX_CASE(t12_what_does_not_apply_is_left_out_of_the_total, 1)
{
	u32 a = fix_add(f, 0, CRIT_MANUAL, "I", 1000), b = fix_add(f, 0, CRIT_MANUAL, "II", 1000),
	    c = fix_add(f, 0, CRIT_MANUAL, "III", 1000);
	f->s.na = NA_RESCALE_TOTAL;
	fix_set(f, a, 0, 500);
	fix_set(f, b, 0, 500);
	fix_na(f, c, 0);
	fix_run(f);
	CHECK_INT(f->r.raw_c[0], 1000);
	CHECK_INT(f->r.applicable_max_c[0], 2000);
	CHECK_INT(f->r.total_c[0], 1500); /* half of 30, as half of 20: not a third */
}

FIX_CASE(na_rescales_the_group, 4)
{
	with_na(f, NA_RESCALE_GROUP);
	CHECK_INT(POINTS(f, 1, 0), 4167); /* I: 25·50/30 = 41,666… */
	CHECK_INT(f->r.total_c[0], 8167); /* + 40 */
	CHECK_INT(f->r.total_c[1], 7000); /* II left out: 35·100/50 */
	CHECK_INT(f->r.total_c[2], 7500);
	CHECK_INT(f->r.total_c[3], 0);
}

FIX_CASE(na_without_rescaling, 4)
{
	with_na(f, NA_RESCALE_NONE);
	CHECK_INT(f->r.total_c[0], 6500);
	CHECK_INT(f->r.total_c[1], 3500);
}

/* 1/3 of a total: rounded once, with total_round and steps of a quarter. */
FIX_CASE(na_rounding_of_the_total, 1)
{
	u32 x = fix_add(f, 0, CRIT_MANUAL, "A", 300), y = fix_add(f, 0, CRIT_MANUAL, "B", 700);
	f->s.total_step_c = 25;
	f->s.total_round = ROUND_DOWN;
	fix_set(f, x, 0, 200); /* 2·10/3 = 6,666… → 6,50 */
	fix_na(f, y, 0);
	fix_run(f);
	CHECK_INT(f->r.total_c[0], 650);
}

/* ---- classes ------------------------------------------------------------------------------------------------------- */

static void three_classes(struct fix *f)
{
	f->classes[0] = (struct scheme_class){S("A"), S("Xuất sắc"), true, 9000};
	f->classes[1] = (struct scheme_class){S("B"), S("Tốt"), true, 7000};
	f->classes[2] = (struct scheme_class){S("C"), S("Hoàn thành"), true, 5000};
	f->s.n_classes = 3;
}

FIX_CASE(bands_of_classes, 5)
{
	u32 k = fix_add(f, 0, CRIT_MANUAL, "A", 10000);
	static const i64 points[] = {9000, 8999, 7000, 5000, 4999};
	static const u8 want[] = {0, 1, 1, 2, NO_CLASS};
	three_classes(f);
	for (u32 u = 0; u < 5; u++)
		fix_set(f, k, u, points[u]);
	fix_run(f);
	for (u32 u = 0; u < 5; u++)
		CHECK_INT(f->r.class_ix[u], want[u]);
}

/* T10: a violation caps the class whatever the points; ND152 Art 4(4): another excludes. */
FIX_CASE(knockouts, 4)
{
	u32 k = fix_add(f, 0, CRIT_MANUAL, "A", 10000), cap = fix_add(f, 0, CRIT_KNOCKOUT, "B", 0),
	    out = fix_add(f, 0, CRIT_KNOCKOUT, "C", 0);
	three_classes(f);
	f->nodes[cap].effect = KO_CEILING;
	f->nodes[cap].ceiling_class = 1;
	for (u32 u = 0; u < 4; u++) {
		fix_set(f, k, u, u == 2 ? 5500 : 9500);
		fix_set(f, cap, u, u == 1 || u == 2);
		fix_set(f, out, u, u == 3);
	}
	fix_run(f);
	CHECK_INT(f->r.class_ix[0], 0);
	CHECK_INT(f->r.class_ix[1], 1);
	CHECK_INT(f->r.class_ix[2], 2); /* already below the ceiling */
	CHECK_INT(f->r.class_ix[3], 0);
	CHECK_INT(f->r.excluded[3], 1);
	CHECK_INT(f->r.excluded[1], 0);
	CHECK_INT(f->r.rank[3], 1); /* excluded from nomination, not from the table */
	CHECK_INT(NOTE(f, out, 3), NOTE_KNOCKED);
}

/* T9: Quyết thắng ≥ 8,2 and safety = yes; Tiên tiến ≥ 8,0. */
static void military(struct fix *f, u32 *avg, u32 *loss)
{
	static const struct scheme_limit by_average[] = {{0, OP_GE, 820}, {1, OP_GE, 800}};
	static const struct scheme_limit by_loss[] = {{0, OP_EQ, 0}, {1, OP_LT, 30}, {1, OP_LE, 20}};
	f->s.thresholds_only = true;
	f->classes[0] = (struct scheme_class){S("QT"), S("Quyết thắng"), false, 0};
	f->classes[1] = (struct scheme_class){S("TT"), S("Tiên tiến"), false, 0};
	f->s.n_classes = 2;
	*avg = fix_add(f, 0, CRIT_THRESHOLD, "A", 0);
	*loss = fix_add(f, 0, CRIT_THRESHOLD, "B", 0);
	f->nodes[*avg].limits = by_average;
	f->nodes[*avg].n_limits = 2;
	f->nodes[*loss].limits = by_loss;
	f->nodes[*loss].n_limits = 3;
}

FIX_CASE(thresholds_only, 6)
{
	u32 avg, loss;
	military(f, &avg, &loss);
	static const i64 in[6][2] = {{820, 0}, {900, 20}, {819, 0}, {799, 0}, {820, 0}, {830, 0}};
	for (u32 u = 0; u < 6; u++) {
		fix_set(f, avg, u, in[u][0]);
		fix_set(f, loss, u, in[u][1]);
	}
	f->state[loss][4] = CELL_EMPTY; /* unknown is not met */
	fix_na(f, loss, 5);             /* does not apply: only the average counts */
	fix_run(f);
	static const u8 want[] = {0, 1, 1, NO_CLASS, NO_CLASS, 0};
	static const u32 rank[] = {1, 3, 3, 5, 5, 1};
	for (u32 u = 0; u < 6; u++) {
		CHECK_INT(f->r.class_ix[u], want[u]);
		CHECK_INT(f->r.rank[u], rank[u]);
	}
}

FIX_CASE(threshold_operators, 3)
{
	static const struct scheme_limit more[] = {{0, OP_GT, 100}};
	u32 k = fix_add(f, 0, CRIT_MANUAL, "A", 10000), t = fix_add(f, 0, CRIT_THRESHOLD, "B", 0);
	three_classes(f);
	f->nodes[t].limits = more;
	f->nodes[t].n_limits = 1;
	for (u32 u = 0; u < 3; u++) {
		fix_set(f, k, u, 9500);
		fix_set(f, t, u, 50 + 50 * u);
	}
	fix_run(f);
	CHECK_INT(f->r.class_ix[0], 1);
	CHECK_INT(f->r.class_ix[1], 1); /* 1,00 is not more than 1,00 */
	CHECK_INT(f->r.class_ix[2], 0);
}

/* ---- order --------------------------------------------------------------------------------------------------------- */

/* Seven units of 90: told apart by a node, fewer penalties, more bonus, women, and the chair, in that order. */
FIX_CASE(tie_rules_in_order, 7)
{
	u32 task = fix_add(f, 0, CRIT_MANUAL, "A", 5000), rest = fix_add(f, 0, CRIT_MANUAL, "B", 5000),
	    bonus = fix_add(f, 0, CRIT_MANUAL, "C", 1000), minus = fix_add(f, 0, CRIT_MANUAL, "D", 1000);
	f->nodes[bonus].role = ROLE_BONUS;
	f->nodes[minus].role = ROLE_PENALTY;
	f->ties[0] = (struct tie_rule){.kind = TIE_NODE, .node = task};
	f->ties[1] = (struct tie_rule){.kind = TIE_PENALTY};
	f->ties[2] = (struct tie_rule){.kind = TIE_WOMEN, .limit_c = 7000};
	f->ties[3] = (struct tie_rule){.kind = TIE_CHAIR};
	f->s.n_ties = 4;
	static const i64 in[7][4] = {{4000, 5000, 0, 0}, {5000, 4000, 0, 0}, {4000, 5000, 100, 100},
				     {4000, 5000, 0, 0}, {4000, 5000, 0, 0}, {4000, 5000, 0, 0},
				     {4000, 5000, 0, 0}};
	for (u32 u = 0; u < 7; u++) {
		fix_set(f, task, u, in[u][0]);
		fix_set(f, rest, u, in[u][1]);
		fix_set(f, bonus, u, in[u][2]);
		fix_set(f, minus, u, in[u][3]);
	}
	f->units[3].women_pct_c = 7000;
	f->units[4].chair_order = 2;
	f->units[5].chair_order = 1;
	fix_run(f);
	static const u32 order[] = {1, 3, 5, 4, 0, 6, 2}, rank[] = {1, 2, 3, 4, 5, 5, 7};
	static const u8 rule[] = {0, 1, 3, 4, 4, 0, 2};
	for (u32 i = 0; i < 7; i++) {
		u32 u = order[i];
		CHECK_INT(f->r.order[i], u);
		CHECK_INT(f->r.rank[u], rank[i]);
		CHECK_INT(f->r.tie_rule[u], rule[i]);
	}
}

FIX_CASE(tie_by_bonus, 2)
{
	u32 k = fix_add(f, 0, CRIT_MANUAL, "A", 1000), b = fix_add(f, 0, CRIT_MANUAL, "B", 500);
	f->nodes[b].role = ROLE_BONUS;
	f->ties[0] = (struct tie_rule){.kind = TIE_BONUS};
	f->s.n_ties = 1;
	fix_set(f, k, 0, 900);
	fix_set(f, b, 0, 0);
	fix_set(f, k, 1, 800);
	fix_set(f, b, 1, 100);
	fix_run(f);
	CHECK_INT(f->r.order[0], 1);
	CHECK_INT(f->r.rank[0], 2);
}

static void five_totals(struct fix *f, enum rank_style style)
{
	static const i64 points[] = {700, 900, 800, 900, 800};
	u32 k = fix_add(f, 0, CRIT_MANUAL, "A", 1000);
	f->s.rank_style = style;
	for (u32 u = 0; u < 5; u++)
		fix_set(f, k, u, points[u]);
	fix_run(f);
}

FIX_CASE(standard_ranks, 5)
{
	static const u32 want[] = {5, 1, 3, 1, 3}, order[] = {1, 3, 2, 4, 0};
	five_totals(f, RANK_STANDARD);
	for (u32 u = 0; u < 5; u++) {
		CHECK_INT(f->r.rank[u], want[u]);
		CHECK_INT(f->r.order[u], order[u]); /* equal ranks keep the order of input */
	}
}

FIX_CASE(dense_ranks, 5)
{
	static const u32 want[] = {3, 1, 2, 1, 2};
	five_totals(f, RANK_DENSE);
	for (u32 u = 0; u < 5; u++)
		CHECK_INT(f->r.rank[u], want[u]);
}

FIX_CASE(dense_ranks_with_ties_told_apart, 2)
{
	u32 k = fix_add(f, 0, CRIT_MANUAL, "A", 1000);
	f->s.rank_style = RANK_DENSE;
	f->ties[0] = (struct tie_rule){.kind = TIE_CHAIR};
	f->s.n_ties = 1;
	for (u32 u = 0; u < 2; u++) {
		fix_set(f, k, u, 500);
		f->units[u].chair_order = 2 - u;
	}
	fix_run(f);
	CHECK_INT(f->r.rank[1], 1);
	CHECK_INT(f->r.rank[0], 2);
}

/* Totals below zero and far apart go through all digits of the radix sort. */
FIX_CASE(negative_and_distant_totals, 4)
{
	u32 k = fix_add(f, 0, CRIT_BONUS_PENALTY, "A", SCHEME_MAX_C);
	f->nodes[k].each_c = f->nodes[k].against_c = 100;
	f->nodes[k].min_c = -SCHEME_MAX_C;
	fix_ab(f, k, 0, 0, 5);
	fix_ab(f, k, 1, SCHEME_MAX_C, 0);
	fix_ab(f, k, 2, 0, SCHEME_MAX_C);
	fix_ab(f, k, 3, 7, 0);
	fix_run(f);
	static const u32 order[] = {1, 3, 0, 2};
	for (u32 i = 0; i < 4; i++)
		CHECK_INT(f->r.order[i], order[i]);
}

FIX_CASE(no_units, 0)
{
	fix_add(f, 0, CRIT_MANUAL, "A", 1000);
	fix_run(f);
	CHECK_INT(f->r.n_units, 0);
}

FIX_CASE(stages, 1)
{
	enum score_stage s = STAGE__N;
	(void)f;
	for (int i = 0; i < STAGE__N; i++) {
		CHECK_INT(score_stage_parse(str_c(score_stage_code((enum score_stage)i)), &s), TD_OK);
		CHECK_INT(s, i);
	}
	CHECK_INT(score_stage_parse(S("?"), &s), TD_INVALID);
	CHECK_STR(str_c(score_stage_name(STAGE_CROSS)), "Chấm chéo");
	CHECK_STR(str_c(score_stage_name(STAGE__N)), "");
	CHECK_STR(str_c(score_stage_code(STAGE__N)), "");
}

/* score_cell() is one cell of score_run(), a penalty with its sign. */
FIX_CASE(single_cells, 2)
{
	u32 k = fix_add(f, 0, CRIT_RELATIVE, "A", 1000), m = fix_add(f, 0, CRIT_COUNT, "B", 1000);
	f->nodes[m].role = ROLE_PENALTY;
	f->nodes[m].each_c = 100;
	for (u32 u = 0; u < 2; u++) {
		fix_set(f, k, u, 300 * (1 + u));
		fix_set(f, m, u, 200);
	}
	fix_run(f);
	i64 points = 0;
	enum score_note note = NOTE_NONE;
	CHECK_INT(score_cell(f->a, &f->s, &f->in, 0, k, &points, &note), TD_OK);
	CHECK_INT(points, 500);
	CHECK_INT(score_cell(f->a, &f->s, &f->in, 1, k, &points, &note), TD_OK);
	CHECK_INT(note, NOTE_BEST);
	CHECK_INT(score_cell(f->a, &f->s, &f->in, 1, m, &points, &note), TD_OK);
	CHECK_INT(points, -200);
	CHECK_INT(f->r.total_c[1], 800);
}

/* Frappe gave 3,33: two items of 5 and 5, the third does not apply. */
FIX_CASE(t12_what_does_not_apply_is_left_out_of_the_average, 2)
{
	u32 k[3] = {fix_add(f, 0, CRIT_MANUAL, "1", 500), fix_add(f, 0, CRIT_MANUAL, "2", 500),
		    fix_add(f, 0, CRIT_MANUAL, "3", 500)};
	for (u32 i = 0; i < 3; i++)
		fix_set(f, k[i], 0, 500);
	fix_set(f, k[0], 1, 500);
	fix_set(f, k[1], 1, 500);
	fix_na(f, k[2], 1);
	f->s.na = NA_RESCALE_TOTAL;
	fix_run(f);
	CHECK_INT(f->r.total_c[0], 1500);
	CHECK_INT(f->r.raw_c[1], 1000);
	CHECK_INT(f->r.total_c[1], 1500);
	CHECK_INT(f->r.rank[1], 1);
}
