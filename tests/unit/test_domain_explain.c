/* The sentences, read as an official would read them aloud. */
#include "test_domain_fix.h"

static str sentence(struct fix *f, u32 node, u32 unit)
{
	struct explanation x;
	CHECK_INT(explain_node(f->a, &f->s, &f->in, &f->r, unit, node, &x), TD_OK);
	return x.sentence;
}

#define SAYS(node, unit, want) CHECK_STR(sentence(f, node, unit), want)

FIX_CASE(leader_sentences, 6)
{
	u32 k = fix_add(f, 0, CRIT_LEADER, "I.1.1", 1000);
	f->nodes[k].name = S("Tỷ lệ nắm các vụ việc phức tạp");
	fix_ab(f, k, 0, 8000, 10000);
	fix_ab(f, k, 1, 10000, 10000);
	fix_ab(f, k, 2, 10500, 10000);
	fix_ab(f, k, 3, 12000, 10000);
	fix_set(f, k, 4, 700);
	fix_set(f, k, 5, 1000);
	fix_run(f);
	SAYS(k, 0,
	     "I.1.1 Tỷ lệ nắm các vụ việc phức tạp: 4,00 điểm = 0,5 × 10 × 80 ÷ 100 (kết quả 80 "
	     "thấp hơn chỉ tiêu 100).");
	SAYS(k, 1,
	     "I.1.1 Tỷ lệ nắm các vụ việc phức tạp: 5,00 điểm = 0,5 × 10 (kết quả 100 bằng chỉ "
	     "tiêu 100).");
	SAYS(k, 2,
	     "I.1.1 Tỷ lệ nắm các vụ việc phức tạp: 6,25 điểm = 0,5 × 10 + 0,5 × 10 × (105 ÷ 100 − "
	     "1) ÷ (120 ÷ 100 − 1) (kết quả 105 vượt chỉ tiêu 100; đơn vị dẫn đầu đạt 120 trên chỉ "
	     "tiêu 100).");
	SAYS(k, 3,
	     "I.1.1 Tỷ lệ nắm các vụ việc phức tạp: 10,00 điểm (kết quả 120 vượt chỉ tiêu 100; tỷ "
	     "lệ hoàn thành cao nhất cụm nên được điểm chuẩn 10).");
	SAYS(k, 4,
	     "I.1.1 Tỷ lệ nắm các vụ việc phức tạp: 7,00 điểm = 10 × 7 ÷ 10 (đơn vị không có chỉ "
	     "tiêu nên so với kết quả cao nhất 10 của các đơn vị không có chỉ tiêu).");
}

FIX_CASE(rounding_is_told, 1)
{
	struct explanation x;
	u32 k = fix_add(f, 0, CRIT_RATIO, "A", 1000);
	f->nodes[k].unit = S("vụ");
	fix_ab(f, k, 0, 7300, 11100); /* 10·73/111 = 6,5765765… */
	fix_run(f);
	CHECK_INT(explain_node(f->a, &f->s, &f->in, &f->r, 0, k, &x), TD_OK);
	CHECK_STR(x.sentence, "A Tiêu chí A: 6,58 điểm = 10 × 73 ÷ 111 (kết quả 73 vụ thấp hơn chỉ tiêu "
			      "111 vụ; làm tròn từ 6,5765…).");
	CHECK_STR(x.formula, "điểm chuẩn × kết quả ÷ chỉ tiêu");
	const struct explain_step *last = &x.steps.at[x.steps.n - 1];
	CHECK_INT(last->kind, EXPLAIN_ROUND);
	CHECK(last->has_exact && last->exact.num == 73000 && last->exact.den == 111);
	CHECK_STR(last->text, "6,5765… làm tròn đến 0,01 điểm, từ nửa trở lên làm tròn lên");
}

FIX_CASE(group_and_total, 3)
{
	u32 g = fix_add(f, 0, CRIT_GROUP, "I", 0);
	u32 m = fix_add(f, g, CRIT_MANUAL, "I.1", 5000);
	u32 n = fix_add(f, g, CRIT_MANUAL, "I.2", 5000);
	u32 bonus = fix_add(f, 0, CRIT_BOOL, "II", 500);
	u32 minus = fix_add(f, 0, CRIT_COUNT, "III", 1000);
	u32 ko = fix_add(f, 0, CRIT_KNOCKOUT, "IV", 0);
	f->nodes[bonus].role = ROLE_BONUS;
	f->nodes[minus].role = ROLE_PENALTY;
	f->nodes[minus].each_c = 200;
	f->nodes[ko].effect = KO_CEILING;
	f->nodes[ko].ceiling_class = 1;
	f->classes[0] = (struct scheme_class){S("A"), S("Xuất sắc"), true, 9000};
	f->classes[1] = (struct scheme_class){S("B"), S("Tốt"), false, 0};
	f->s.n_classes = 2;
	f->ties[0] = (struct tie_rule){.kind = TIE_NODE, .node = m};
	f->s.n_ties = 1;
	for (u32 u = 0; u < 3; u++) {
		fix_set(f, m, u, u == 2 ? 4000 : 5000);
		fix_set(f, n, u, u == 2 ? 5000 : 4000);
		fix_set(f, bonus, u, 1);
		fix_set(f, minus, u, u == 0 ? 100 : 0);
		fix_set(f, ko, u, u == 1);
	}
	fix_run(f);
	SAYS(g, 0, "I Tiêu chí I: 90,00 điểm, là tổng điểm của 2 mục con (điểm chuẩn 100).");
	SAYS(minus, 0,
	     "III Tiêu chí III: trừ 2,00 điểm = 1 × 2 (số lượng 1, mỗi đơn vị số lượng trừ 2 điểm).");
	SAYS(ko, 1, "IV Tiêu chí IV: có, nên xếp loại không quá “Tốt”.");
	SAYS(ko, 0, "IV Tiêu chí IV: không có.");
	SAYS(0, 0, "Đơn vị 1: tổng 93,00 điểm trên thang 100, xếp thứ 3/3, xếp loại Xuất sắc.");
	SAYS(0, 1, "Đơn vị 2: tổng 95,00 điểm trên thang 100, xếp thứ 1/3, xếp loại Tốt.");
	SAYS(0, 2,
	     "Đơn vị 3: tổng 95,00 điểm trên thang 100, xếp thứ 2/3 (bằng điểm với Đơn vị 2, đơn vị đó "
	     "xếp trước do điểm mục Tiêu chí I.1 cao hơn), xếp loại Xuất sắc.");
}

/* One unit, one criterion of each kind; the sentences are what the scoreboard links to. */
FIX_CASE(every_kind_in_words, 2)
{
	static const struct scheme_level late[] = {
	    {S("đúng hạn"), 200, false, true, false, false, 0, 0},
	    {S("chậm từ 1 ngày"), 100, true, false, false, false, 100, 0}};
	u32 m = fix_add(f, 0, CRIT_MANUAL, "1", 1000), l = fix_add(f, 0, CRIT_LEVEL, "2", 200),
	    v = fix_add(f, 0, CRIT_LEVEL, "3", 200), r = fix_add(f, 0, CRIT_RATIO, "4", 1000),
	    e = fix_add(f, 0, CRIT_RELATIVE, "5", 1000), b = fix_add(f, 0, CRIT_BOOL, "6", 500),
	    c = fix_add(f, 0, CRIT_COUNT, "7", 500), p = fix_add(f, 0, CRIT_BONUS_PENALTY, "8", 1000),
	    d = fix_add(f, 0, CRIT_DEDUCT, "9", 1000), q = fix_add(f, 0, CRIT_DEDUCT, "10", 1000),
	    x = fix_add(f, 0, CRIT_DEDUCT, "11", 1000);
	for (u32 k = m; k <= x; k++)
		f->nodes[k].name = S("Nội dung");
	f->nodes[l].levels = f->nodes[v].levels = late;
	f->nodes[l].n_levels = f->nodes[v].n_levels = 2;
	f->nodes[v].by_value = true;
	f->nodes[v].unit = S("ngày");
	f->nodes[e].unit = S("mô hình");
	f->nodes[c].unit = S("chiến sĩ");
	f->nodes[c].each_c = f->nodes[p].each_c = f->nodes[q].each_c = f->nodes[x].each_c = 50;
	f->nodes[p].against_c = 100;
	f->nodes[p].min_c = -500;
	f->nodes[d].each_c = 200;
	f->nodes[q].per = f->nodes[x].per = DEDUCT_PERCENT;
	f->nodes[q].step_c = f->nodes[x].step_c = 100;
	f->nodes[x].step_exact = true;
	static const i64 in[][4] = {/* a, b of unit 1; of unit 2 */
				    {850, 0, 1000, 0},
				    {1, 0, 2, 0},
				    {0, 0, 300, 0},
				    {11500, 10000, 8000, 10000},
				    {300, 0, 400, 0},
				    {1, 0, 0, 0},
				    {400, 0, 1200, 0},
				    {600, 100, 0, 900},
				    {100, 0, 600, 0},
				    {9740, 10000, 10000, 10000},
				    {9740, 10000, 10500, 10000}};
	for (u32 k = m; k <= x; k++)
		for (u32 u = 0; u < 2; u++) {
			if (criterion_uses_b(&f->nodes[k]))
				fix_ab(f, k, u, in[k - m][2 * u], in[k - m][2 * u + 1]);
			else
				fix_set(f, k, u, in[k - m][2 * u]);
		}
	fix_run(f);
	SAYS(m, 0, "1 Nội dung: 8,50 điểm (điểm chấm trực tiếp, điểm chuẩn 10).");
	SAYS(l, 0, "2 Nội dung: 2,00 điểm (mức “đúng hạn”).");
	SAYS(v, 1, "3 Nội dung: 1,00 điểm (kết quả 3 ngày thuộc mức “chậm từ 1 ngày”).");
	SAYS(r, 0,
	     "4 Nội dung: 10,00 điểm = 10 × 115 ÷ 100 (kết quả 115 vượt chỉ tiêu 100; 11,5 nên lấy mức "
	     "tối đa 10).");
	SAYS(e, 0, "5 Nội dung: 7,50 điểm = 10 × 3 ÷ 4 (kết quả cao nhất cụm là 4 mô hình).");
	SAYS(e, 1, "5 Nội dung: 10,00 điểm = 10 × 4 ÷ 4 (kết quả cao nhất cụm).");
	SAYS(b, 0, "6 Nội dung: 5,00 điểm (có thực hiện, được điểm chuẩn).");
	SAYS(b, 1, "6 Nội dung: 0,00 điểm (không thực hiện).");
	SAYS(c, 0, "7 Nội dung: 2,00 điểm = 4 × 0,5 (4 chiến sĩ, mỗi chiến sĩ được 0,5 điểm).");
	SAYS(p, 0,
	     "8 Nội dung: 2,00 điểm = 6 × 0,5 − 1 × 1 (mỗi việc được cộng 0,5 điểm, mỗi việc bị trừ 1 "
	     "điểm).");
	SAYS(p, 1,
	     "8 Nội dung: −5,00 điểm = 0 × 0,5 − 9 × 1 (mỗi việc được cộng 0,5 điểm, mỗi việc bị trừ 1 "
	     "điểm; −9 nên lấy mức tối thiểu −5).");
	SAYS(d, 0, "9 Nội dung: 8,00 điểm = 10 − 1 × 2 (mỗi lần trừ 2 điểm).");
	SAYS(q, 0,
	     "10 Nội dung: 8,50 điểm = 10 − 3 × 0,5 (kết quả 97,4 thiếu 2,6 % so với chỉ tiêu 100; mỗi 1 "
	     "% thiếu trừ 0,5 điểm).");
	SAYS(q, 1, "10 Nội dung: 10,00 điểm (kết quả 100 bằng chỉ tiêu 100).");
	SAYS(x, 0,
	     "11 Nội dung: 8,70 điểm = 10 − 2,6 × 0,5 (kết quả 97,4 thiếu 2,6 % so với chỉ tiêu 100; mỗi "
	     "1 % thiếu trừ 0,5 điểm).");
}

FIX_CASE(named_results_in_words, 3)
{
	u32 r = fix_add(f, 0, CRIT_RATIO, "1", 1000), n = fix_add(f, 0, CRIT_RATIO, "2", 1000),
	    b = fix_add(f, 0, CRIT_RELATIVE, "3", 1000), l = fix_add(f, 0, CRIT_LEADER, "4", 1000),
	    m = fix_add(f, 0, CRIT_MANUAL, "5", 1000);
	f->nodes[r].zero_target = ZERO_MET;
	f->nodes[n].zero_target = ZERO_NONE;
	f->nodes[l].cap_pct_c = 15000;
	f->s.na = NA_RESCALE_NONE;
	fix_ab(f, r, 0, 500, 0);
	fix_set(f, n, 0, 500);
	fix_set(f, b, 0, 0);
	fix_ab(f, l, 0, 300, 100); /* 300 % counts as 150 % */
	fix_ab(f, l, 1, 120, 100);
	fix_na(f, m, 0);
	fix_run(f);
	SAYS(r, 0,
	     "1 Tiêu chí 1: 10,00 điểm (chỉ tiêu bằng 0, bảng tiêu chí quy định tính như đạt chỉ tiêu).");
	SAYS(n, 0, "2 Tiêu chí 2: 0,00 điểm (không có chỉ tiêu, bảng tiêu chí quy định không tính điểm).");
	SAYS(b, 0, "3 Tiêu chí 3: 0,00 điểm (kết quả cao nhất bằng 0 nên không đơn vị nào có điểm).");
	SAYS(l, 0,
	     "4 Tiêu chí 4: 10,00 điểm (kết quả 3 vượt chỉ tiêu 1; tỷ lệ hoàn thành chỉ tính đến 150 %; tỷ "
	     "lệ hoàn thành cao nhất cụm nên được điểm chuẩn 10).");
	SAYS(l, 1,
	     "4 Tiêu chí 4: 7,00 điểm = 0,5 × 10 + 0,5 × 10 × (1,2 ÷ 1 − 1) ÷ (150 ÷ 100 − 1) (kết quả 1,2 "
	     "vượt chỉ tiêu 1; đơn vị dẫn đầu đạt 150 trên chỉ tiêu 100).");
	SAYS(m, 0, "5 Tiêu chí 5: không áp dụng đối với đơn vị này.");
	SAYS(m, 1, "5 Tiêu chí 5: chưa có số liệu nên chưa tính điểm.");
	SAYS(0, 2, "Đơn vị 3: tổng 0,00 điểm trên thang 50, xếp thứ 3/3; còn 5 tiêu chí chưa có số liệu.");
}

FIX_CASE(judges_in_words, 1)
{
	u32 k = fix_add(f, 0, CRIT_MANUAL, "1", 1000), s = fix_add(f, 0, CRIT_MANUAL, "2", 1000);
	f->nodes[k].judging = JUDGE_MEAN;
	f->nodes[k].drop_low = f->nodes[k].drop_high = 1;
	f->nodes[s].judging = JUDGE_SUM;
	static const i64 given[] = {200, 900, 800, 1000, 851};
	for (u32 j = 0; j < 5; j++)
		fix_judge(f, k, j, 0, given[j]);
	fix_judge(f, s, 0, 0, 600);
	fix_judge(f, s, 1, 0, 700);
	fix_run(f);
	struct explanation x;
	CHECK_INT(explain_node(f->a, &f->s, &f->in, &f->r, 0, k, &x), TD_OK);
	CHECK_STR(x.sentence,
		  "1 Tiêu chí 1: 8,50 điểm (trung bình của 5 điểm chấm sau khi bỏ 1 điểm thấp nhất, "
		  "1 điểm cao nhất; làm tròn từ 8,5033…).");
	CHECK_INT(x.steps.n, 6);
	CHECK_STR(x.steps.at[0].text, "2,00 điểm (điểm chấm trực tiếp, điểm chuẩn 10)");
	SAYS(s, 0, "2 Tiêu chí 2: 10,00 điểm (tổng của 2 điểm chấm; 13 nên lấy mức tối đa 10).");
}

FIX_CASE(groups_in_words, 2)
{
	u32 g = fix_add(f, 0, CRIT_GROUP, "I", 0), x = fix_add(f, g, CRIT_MANUAL, "I.1", 3000),
	    y = fix_add(f, g, CRIT_MANUAL, "I.2", 2000), b = fix_add(f, g, CRIT_MANUAL, "I.3", 2000),
	    p = fix_add(f, g, CRIT_MANUAL, "I.4", 2000);
	u32 h = fix_add(f, 0, CRIT_GROUP, "II", 0), z = fix_add(f, h, CRIT_MANUAL, "II.1", 5000);
	f->nodes[b].role = ROLE_BONUS;
	f->nodes[p].role = ROLE_PENALTY;
	f->nodes[g].has_bonus_cap = f->nodes[g].has_penalty_cap = f->nodes[g].has_floor = true;
	f->nodes[g].bonus_cap_c = 500;
	f->nodes[g].penalty_cap_c = 300;
	f->nodes[g].floor_c = 2000;
	f->s.na = NA_RESCALE_GROUP;
	for (u32 u = 0; u < 2; u++) {
		fix_set(f, x, u, u ? 0 : 2500);
		fix_set(f, y, u, 1000);
		fix_set(f, b, u, u ? 0 : 900);
		fix_set(f, p, u, u ? 0 : 700);
		fix_set(f, z, u, 4000);
	}
	fix_na(f, y, 0);
	fix_na(f, z, 1);
	fix_run(f);
	/* 25·50/30 = 41,67; + 5 − 3 = 43,67 */
	SAYS(g, 0,
	     "I Tiêu chí I: 43,67 điểm, là tổng điểm của 4 mục con (điểm chuẩn 50); quy đổi: 25 × 50 ÷ 30 = "
	     "41,67; giới hạn: 9 còn 5; giới hạn: 7 còn 3.");
	SAYS(g, 1,
	     "I Tiêu chí I: 20,00 điểm, là tổng điểm của 4 mục con (điểm chuẩn 50); giới hạn: 10 nâng lên "
	     "20.");
	SAYS(h, 1, "II Tiêu chí II: không áp dụng đối với đơn vị này.");
	SAYS(0, 1, "Đơn vị 2: tổng 40,00 điểm trên thang 100, xếp thứ 2/2; quy đổi: 20 × 100 ÷ 50 = 40.");
}

FIX_CASE(ties_in_words, 6)
{
	u32 k = fix_add(f, 0, CRIT_MANUAL, "1", 1000), b = fix_add(f, 0, CRIT_MANUAL, "2", 100),
	    p = fix_add(f, 0, CRIT_MANUAL, "3", 100), ko = fix_add(f, 0, CRIT_KNOCKOUT, "4", 0);
	f->nodes[b].role = ROLE_BONUS;
	f->nodes[p].role = ROLE_PENALTY;
	f->ties[0] = (struct tie_rule){.kind = TIE_PENALTY};
	f->ties[1] = (struct tie_rule){.kind = TIE_BONUS};
	f->ties[2] =
	    (struct tie_rule){.kind = TIE_WOMEN, .limit_c = 7000, .text = S("Nghị định số 152/2025/NĐ-CP")};
	f->ties[3] = (struct tie_rule){.kind = TIE_CHAIR};
	f->s.n_ties = 4;
	for (u32 u = 0; u < 6; u++) {
		fix_set(f, k, u, 900);
		fix_set(f, b, u, u == 5 ? 100 : 0);
		fix_set(f, p, u, u == 5 ? 100 : 0);
		fix_set(f, ko, u, u == 4);
	}
	f->units[0].women_pct_c = 8000;
	f->units[1].chair_order = 1;
	f->units[2].chair_order = 2;
	fix_run(f);
	SAYS(0, 1,
	     "Đơn vị 2: tổng 9,00 điểm trên thang 10, xếp thứ 2/6 (bằng điểm với Đơn vị 1, đơn vị đó xếp "
	     "trước do Nghị định số 152/2025/NĐ-CP).");
	SAYS(0, 2,
	     "Đơn vị 3: tổng 9,00 điểm trên thang 10, xếp thứ 3/6 (bằng điểm với Đơn vị 2, đơn vị đó xếp "
	     "trước do quyết định của chủ tọa).");
	SAYS(0, 4,
	     "Đơn vị 5: tổng 9,00 điểm trên thang 10, xếp thứ 4/6 (đồng hạng với Đơn vị 4), không xét suy "
	     "tôn.");
	SAYS(0, 5,
	     "Đơn vị 6: tổng 9,00 điểm trên thang 10, xếp thứ 6/6 (bằng điểm với Đơn vị 5, đơn vị đó xếp "
	     "trước do ít điểm trừ hơn).");
	SAYS(ko, 4, "4 Tiêu chí 4: có, nên không xét suy tôn.");
}

FIX_CASE(thresholds_in_words, 1)
{
	static const struct scheme_limit limits[] = {{0, OP_GE, 820}, {1, OP_GT, 800}};
	u32 t = fix_add(f, 0, CRIT_THRESHOLD, "1", 0);
	f->s.thresholds_only = true;
	f->classes[0] = (struct scheme_class){S("QT"), S("Quyết thắng"), false, 0};
	f->classes[1] = (struct scheme_class){S("TT"), S("Tiên tiến"), false, 0};
	f->s.n_classes = 2;
	f->nodes[t].limits = limits;
	f->nodes[t].n_limits = 2;
	fix_set(f, t, 0, 810);
	fix_run(f);
	SAYS(t, 0,
	     "1 Tiêu chí 1: kết quả 8,1; không đạt ngưỡng ≥ 8,2 của loại “Quyết thắng”; đạt ngưỡng > 8 của "
	     "loại “Tiên tiến”.");
	SAYS(0, 0, "Đơn vị 1: xét theo ngưỡng, xếp thứ 1/1, xếp loại Tiên tiến.");
}

/* A result that is not that of the input is refused, not told. */
FIX_CASE(foreign_result_is_corrupt, 1)
{
	struct explanation x;
	u32 k = fix_add(f, 0, CRIT_MANUAL, "1", 1000);
	fix_set(f, k, 0, 500);
	fix_run(f);
	fix_set(f, k, 0, 600);
	CHECK_INT(explain_node(f->a, &f->s, &f->in, &f->r, 0, k, &x), TD_CORRUPT);
}
