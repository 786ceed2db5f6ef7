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
