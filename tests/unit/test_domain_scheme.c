/* What scheme_check(), scheme_check_seal() and score_check() refuse: each fault, its place, and all at once. */
#include "test_domain_fix.h"

/* A sound table of one group with two criteria, 100 points; each case breaks one thing. */
static void sound(struct fix *f, u32 *g, u32 *x, u32 *y)
{
	*g = fix_add(f, 0, CRIT_GROUP, "I", 0);
	*x = fix_add(f, *g, CRIT_MANUAL, "I.1", 4000);
	*y = fix_add(f, *g, CRIT_MANUAL, "I.2", 6000);
	f->classes[0] = (struct scheme_class){S("A"), S("Tốt"), true, 5000};
	f->s.n_classes = 1;
	CHECK_INT(fix_seal(f), TD_OK);
}

static void refused(struct fix *f, const char *where, const char *part)
{
	f->e = err_new(f->a, LANG_VI);
	CHECK_INT(scheme_check(&f->s, &f->e), TD_INVALID);
	if (fix_says(f, where, part))
		return;
	check_fail(__FILE__, __LINE__, "not said: %s: %s", where, part);
	for (size_t i = 0; i < f->e.items.n; i++)
		check_fail(__FILE__, __LINE__, "but: %.*s: %.*s", STRF(f->e.items.at[i].where),
			   STRF(f->e.items.at[i].text));
}

#define REFUSED(where, part) refused(f, where, part)

/* Breaks one field of node k, expects a fault, and mends it. */
#define BREAK(k, field, value, part)                 \
	do {                                         \
		struct criterion was_ = f->nodes[k]; \
		f->nodes[k].field = (value);         \
		REFUSED("I.1", part);                \
		f->nodes[k] = was_;                  \
	} while (0)

FIX_CASE(tree_is_indexed, 1)
{
	u32 g, x, y;
	sound(f, &g, &x, &y);
	CHECK_INT(f->nodes[0].first_child, g);
	CHECK_INT(f->nodes[0].n_children, 1);
	CHECK_INT(f->nodes[g].n_children, 2);
	CHECK_INT(f->nodes[g].subtree_end, 4);
	CHECK_INT(f->nodes[x].subtree_end, 3);
	CHECK_INT(f->nodes[y].depth, 2);
	CHECK_INT(scheme_find(&f->s, S("I.2")), y);
	CHECK_INT(scheme_find(&f->s, S("?")), -1);
}

FIX_CASE(trees_that_are_none, 1)
{
	u32 g, x, y;
	sound(f, &g, &x, &y);
	f->nodes[x].parent = y; /* cyclic: a parent behind its child */
	REFUSED("I.1", "tạo thành vòng");
	f->nodes[x].parent = g;
	f->nodes[y].parent = 0;
	u32 z = fix_add(f, g, CRIT_MANUAL, "I.3", 100); /* not in preorder: group I ended before I.2 */
	REFUSED("I.3", "Nhóm cha không đứng trước");
	f->nodes[z].parent = 0;
	f->s.n_nodes = 0;
	REFUSED("criteria", "từ 1 đến 2000");
	f->s.n_nodes = 4;
	f->nodes[0].kind = CRIT_MANUAL;
	REFUSED("criteria", "Mục gốc của bảng phải là nhóm");
}

FIX_CASE(empty_group_and_leaf_with_children, 1)
{
	u32 g, x, y;
	sound(f, &g, &x, &y);
	f->nodes[x].kind = CRIT_GROUP;
	REFUSED("I.1", "Nhóm chưa có tiêu chí nào");
	f->nodes[x].kind = CRIT_MANUAL;
	f->nodes[g].kind = CRIT_MANUAL;
	REFUSED("I", "không thể chứa tiêu chí con");
}

FIX_CASE(too_deep, 1)
{
	u32 at = 0;
	for (u32 d = 0; d <= SCHEME_MAX_DEPTH; d++)
		at = fix_add(f, at, d < SCHEME_MAX_DEPTH ? CRIT_GROUP : CRIT_MANUAL,
			     arena_fmt(f->a, "n%u", d).p, d < SCHEME_MAX_DEPTH ? 0 : 100);
	CHECK_INT(fix_seal(f), TD_INVALID);
	CHECK(fix_says(f, "n12", "sâu quá 12 cấp"));
}

FIX_CASE(codes_and_names, 1)
{
	u32 g, x, y;
	sound(f, &g, &x, &y);
	f->nodes[y].code = S("I.1");
	REFUSED("I.1", "bị trùng");
	f->nodes[y].code = S("");
	REFUSED("mục thứ 4", "chưa có mã");
	f->nodes[y].code = S("I.2");
	f->nodes[y].name = S("");
	REFUSED("I.2", "chưa có tên");
}

/* The whole list, not the first one. */
FIX_CASE(all_faults_at_once, 1)
{
	u32 g, x, y;
	sound(f, &g, &x, &y);
	f->nodes[x].max_c = 3000;
	f->nodes[y].name = S("");
	f->s.title = S("");
	f->classes[0].label = S("");
	f->e = err_new(f->a, LANG_VI);
	CHECK_INT(scheme_check(&f->s, &f->e), TD_INVALID);
	CHECK_INT(f->e.n_total, 4);
	CHECK(fix_says(f, "I", "Tổng điểm chuẩn các mục con là 90, khác điểm chuẩn 100 của nhóm"));
	CHECK(fix_says(f, "I.2", "chưa có tên"));
	CHECK(fix_says(f, "title", "chưa có tên"));
	CHECK(fix_says(f, "classes", "Loại thứ 1"));
}

FIX_CASE(faults_of_every_node, 1)
{
	u32 g, x, y;
	sound(f, &g, &x, &y);
	BREAK(x, kind, CRIT__N, "không hợp lệ");
	BREAK(x, role, ROLE__N, "không hợp lệ");
	BREAK(x, judging, JUDGE__N, "không hợp lệ");
	BREAK(x, zero_target, ZERO__N, "không hợp lệ");
	BREAK(x, per, DEDUCT__N, "không hợp lệ");
	BREAK(x, step_rounding, ROUND__N, "không hợp lệ");
	BREAK(x, effect, KO__N, "không hợp lệ");
	BREAK(x, has_cap, true, "chỉ đặt cho nhóm");
	BREAK(x, has_floor, true, "chỉ đặt cho nhóm");
	BREAK(x, has_bonus_cap, true, "chỉ đặt cho nhóm");
	BREAK(x, has_penalty_cap, true, "chỉ đặt cho nhóm");
	BREAK(x, max_c, -100, "không được âm");
	BREAK(x, max_c, INT64_MAX, "vượt quá");
	BREAK(x, target_c, INT64_MIN, "vượt quá");
	BREAK(x, has_round, true, "từ 0,01 điểm trở lên");
	BREAK(x, peers, true, "trung bình hoặc tổng");
	BREAK(x, drop_low, 1, "khi lấy trung bình");
	BREAK(x, drop_high, 1, "khi lấy trung bình");
	f->nodes[x].judging = JUDGE_MEAN;
	BREAK(x, drop_low, 101, "nhiều nhất 100");
	BREAK(x, drop_high, 101, "nhiều nhất 100");
	BREAK(x, kind, CRIT_RELATIVE, "một bộ số liệu");
	BREAK(x, kind, CRIT_KNOCKOUT, "một bộ số liệu");
	BREAK(x, kind, CRIT_THRESHOLD, "một bộ số liệu");
	BREAK(x, kind, CRIT_LEADER, "một bộ số liệu");
	f->nodes[x].has_round = true;
	f->nodes[x].round_step_c = 50;
	BREAK(x, round, ROUND__N, "không hợp lệ");
	f->nodes[x].kind = CRIT_COUNT;
	f->nodes[x].each_c = 1;
	BREAK(x, max_c, 3990, "bội của bước làm tròn 0,5");
	BREAK(x, min_c, 10, "bội của bước làm tròn 0,5");
}

FIX_CASE(faults_of_kinds, 1)
{
	u32 g, x, y;
	sound(f, &g, &x, &y);
	struct criterion *c = &f->nodes[x];
	c->kind = CRIT_LEVEL;
	REFUSED("I.1", "từ 1 đến 64 mức");
	c->kind = CRIT_RATIO;
	BREAK(x, cap_pct_c, -1, "không được âm");
	BREAK(x, has_target, true, "Chỉ tiêu chung phải lớn hơn 0");
	c->has_target = true;
	BREAK(x, target_c, -1, "Chỉ tiêu chung phải lớn hơn 0");
	c->has_target = false;
	c->kind = CRIT_LEADER;
	BREAK(x, base_pct_c, 10001, "từ 0 % đến 100 %");
	BREAK(x, base_pct_c, -1, "từ 0 % đến 100 %");
	BREAK(x, cap_pct_c, 10000, "lớn hơn 100 %");
	c->kind = CRIT_COUNT;
	REFUSED("I.1", "mỗi đơn vị số lượng phải lớn hơn 0");
	c->kind = CRIT_BONUS_PENALTY;
	BREAK(x, each_c, -1, "số không âm");
	BREAK(x, against_c, -1, "số không âm");
	BREAK(x, min_c, 5000, "lớn hơn điểm tối đa");
	c->kind = CRIT_DEDUCT;
	REFUSED("I.1", "trừ mỗi lần phải lớn hơn 0");
	c->each_c = 100;
	BREAK(x, min_c, 5000, "lớn hơn điểm chuẩn");
	BREAK(x, per, DEDUCT_PERCENT, "Bước trừ");
	c->kind = CRIT_THRESHOLD;
	REFUSED("I.1", "chưa có ngưỡng");
	static const struct scheme_limit no_class[] = {{7, OP_GE, 1}}, no_op[] = {{0, OP__N, 1}};
	c->n_limits = 1;
	c->limits = no_class;
	REFUSED("I.1", "không có trong bảng xếp loại");
	c->limits = no_op;
	REFUSED("I.1", "không có trong bảng xếp loại");
	c->kind = CRIT_KNOCKOUT;
	c->effect = KO_CEILING;
	c->ceiling_class = 7;
	REFUSED("I.1", "Mức trần xếp loại");
}

static void bands(struct fix *f, u32 k, const struct scheme_level *l, u32 n)
{
	f->nodes[k].kind = CRIT_LEVEL;
	f->nodes[k].by_value = true;
	f->nodes[k].levels = l;
	f->nodes[k].n_levels = n;
}

FIX_CASE(faults_of_bands, 1)
{
	u32 g, x, y;
	sound(f, &g, &x, &y);
	static const struct scheme_level gap[] = {{S("thấp"), 0, false, true, false, true, 0, 5000},
						  {S("cao"), 100, true, false, false, false, 6000, 0}};
	bands(f, x, gap, 2);
	REFUSED("I.1", "Mức “thấp” và mức “cao” hở hoặc chồng");
	static const struct scheme_level overlap[] = {{S("cao"), 100, true, false, false, false, 4000, 0},
						      {S("thấp"), 0, false, true, false, false, 0, 4000}};
	bands(f, x, overlap, 2);
	REFUSED("I.1", "hở hoặc chồng"); /* 40 would belong to both */
	static const struct scheme_level neither[] = {{S("thấp"), 0, false, true, false, true, 0, 4000},
						      {S("cao"), 100, true, false, true, false, 4000, 0}};
	bands(f, x, neither, 2);
	REFUSED("I.1", "hở hoặc chồng"); /* 40 would belong to none */
	static const struct scheme_level both_open[] = {{S("một"), 0, false, true, false, true, 0, 4000},
							{S("hai"), 100, false, false, false, false, 0, 0}};
	bands(f, x, both_open, 2);
	REFUSED("I.1", "hở hoặc chồng");
	static const struct scheme_level turned[] = {{S("ngược"), 0, true, true, false, false, 500, 400}};
	bands(f, x, turned, 1);
	REFUSED("I.1", "cận dưới 5 không nhỏ hơn cận trên 4");
	static const struct scheme_level point[] = {{S("rỗng"), 0, true, true, true, false, 500, 500}};
	bands(f, x, point, 1);
	REFUSED("I.1", "cận dưới 5 không nhỏ hơn cận trên 5");
	static const struct scheme_level dear[] = {{S("quá"), 4001, false, false, false, false, 0, 0}};
	bands(f, x, dear, 1);
	REFUSED("I.1", "cho 40,01 điểm, phải từ 0 đến điểm chuẩn 40");
	static const struct scheme_level half[] = {{S("một"), 0, false, true, false, false, 0, 150},
						   {S("hai"), 100, true, false, false, false, 250, 0}};
	bands(f, x, half, 2);
	REFUSED("I.1", "hở hoặc chồng"); /* one apart, but not whole numbers */
}

FIX_CASE(faults_of_groups, 1)
{
	u32 g, x, y;
	sound(f, &g, &x, &y);
	f->nodes[g].has_cap = f->nodes[g].has_floor = true;
	f->nodes[g].cap_c = 10;
	f->nodes[g].floor_c = 20;
	REFUSED("I", "Sàn 0,2 lớn hơn trần 0,1");
	f->nodes[g].has_cap = f->nodes[g].has_floor = false;
	f->nodes[g].has_bonus_cap = true;
	f->nodes[g].bonus_cap_c = -1;
	REFUSED("I", "không được âm");
	f->nodes[g].has_bonus_cap = false;
	f->nodes[g].has_penalty_cap = true;
	f->nodes[g].penalty_cap_c = -1;
	REFUSED("I", "không được âm");
	f->nodes[g].has_penalty_cap = false;
	f->nodes[0].has_floor = true;
	f->nodes[0].floor_c = 10001;
	REFUSED("mục thứ 1", "lớn hơn trần 100");
	f->nodes[0].has_floor = false;
	f->nodes[0].role = ROLE_BONUS;
	REFUSED("mục thứ 1", "không thể là điểm thưởng");
	f->nodes[0].role = ROLE_BASE;
	f->nodes[g].role = ROLE_BONUS;
	REFUSED("I.1", "cũng phải là điểm thưởng");
	f->nodes[g].role = ROLE_PENALTY;
	REFUSED("I.1", "cũng phải là điểm trừ");
	f->nodes[g].role = ROLE_BASE;
	/* children of more than the group's max are fine under a cap at the max */
	f->nodes[x].max_c = 9000;
	f->nodes[g].has_cap = true;
	f->nodes[g].cap_c = 10000;
	f->e = err_new(f->a, LANG_VI);
	CHECK_INT(scheme_check(&f->s, &f->e), TD_OK);
	f->nodes[x].max_c = 1000;
	REFUSED("I", "Tổng điểm chuẩn các mục con là 70");
}

FIX_CASE(faults_of_classes_and_ties, 1)
{
	u32 g, x, y;
	sound(f, &g, &x, &y);
	f->classes[1] = (struct scheme_class){S("A"), S("Khá"), true, 6000};
	f->s.n_classes = 2;
	REFUSED("classes", "Mã loại “A” bị trùng");
	REFUSED("classes", "Điểm tối thiểu của loại “Khá” phải thấp hơn loại “Tốt”");
	f->classes[1].code = S("");
	REFUSED("classes", "chưa có mã hoặc tên");
	f->classes[0].has_min = false;
	REFUSED("classes", "chỉ loại cuối được để trống");
	f->s.n_classes = 201;
	f->s.classes = NEW_N(f->a, struct scheme_class, 201);
	REFUSED("classes", "Nhiều nhất 200");
	f->s.n_classes = 0;
	f->ties[0] = (struct tie_rule){.kind = TIE__N};
	f->ties[1] = (struct tie_rule){.kind = TIE_NODE, .node = 99};
	f->ties[2] = (struct tie_rule){.kind = TIE_WOMEN, .limit_c = 0};
	f->ties[3] = (struct tie_rule){.kind = TIE_WOMEN, .limit_c = 10001};
	f->s.n_ties = 4;
	REFUSED("ties", "thứ 1 không hợp lệ");
	REFUSED("ties", "thứ 2 nêu một tiêu chí không có");
	REFUSED("ties", "thứ 3: tỷ lệ nữ");
	REFUSED("ties", "thứ 4: tỷ lệ nữ");
	f->s.ties = NEW_N(f->a, struct tie_rule, 201);
	f->s.n_ties = 201;
	REFUSED("ties", "Nhiều nhất 200");
}

FIX_CASE(faults_of_profiles, 1)
{
	u32 g, x, y, one[3] = {0}, all[1] = {0};
	sound(f, &g, &x, &y);
	struct scheme_profile p[2] = {{S("dn"), S("Doanh nghiệp"), S("không có"), one, 1},
				      {S("dn"), S(""), S("x"), all, 0}};
	one[0] = x;
	f->s.profiles = p;
	f->s.n_profiles = 1;
	CHECK_INT(scheme_check(&f->s, &f->e), TD_OK);
	CHECK(scheme_profile_find(&f->s, S("dn")) == p);
	CHECK(scheme_profile_find(&f->s, S("")) == NULL);
	CHECK(scheme_profile_leaves_out(&f->s, p, x));
	CHECK(!scheme_profile_leaves_out(&f->s, p, y));
	CHECK(!scheme_profile_leaves_out(&f->s, NULL, x));
	f->s.n_profiles = 2;
	REFUSED("profiles", "Mã nhóm đơn vị «dn» bị trùng");
	REFUSED("profiles", "Nhóm đơn vị thứ 2 phải có tên");
	REFUSED("profiles", "Nhóm đơn vị thứ 2 chưa nêu mục nào");
	p[1].code = S("");
	REFUSED("profiles", "Nhóm đơn vị thứ 2: ghi mã");
	f->s.n_profiles = 1;
	one[0] = 99;
	REFUSED("profiles", "nêu một mục không có trong bảng");
	one[0] = one[1] = x;
	p[0].n_nodes = 2;
	REFUSED("profiles", "nêu mục I.1 hai lần");
	one[0] = g; /* with a leaf of it */
	REFUSED("profiles", "nêu mục I.1 hai lần");
	p[0].n_nodes = 1;
	CHECK(scheme_profile_leaves_out(&f->s, p, y));
	REFUSED("profiles", "bỏ hết các mục của bảng");
	one[0] = x;
	f->nodes[x].peers = true;
	f->nodes[x].judging = JUDGE_MEAN;
	REFUSED("profiles", "bỏ mục I.1 do các đơn vị chấm cho nhau");
	f->s.n_profiles = SCHEME_MAX_PROFILES + 1;
	REFUSED("profiles", "Nhiều nhất 20 nhóm");
}

FIX_CASE(faults_of_the_scheme, 1)
{
	u32 g, x, y;
	sound(f, &g, &x, &y);
	f->s.max_c = 5000;
	REFUSED("max", "Thang điểm 50 khác tổng điểm chuẩn 100");
	f->s.max_c = INT64_MAX;
	REFUSED("max", "quá lớn");
	f->s.max_c = 10000;
	f->s.round_step_c = 0;
	REFUSED("rounding", "từ 0,01");
	f->s.round_step_c = INT64_MAX;
	REFUSED("rounding", "từ 0,01");
	f->s.round_step_c = 1;
	f->s.total_step_c = 0;
	REFUSED("rounding", "từ 0,01");
	f->s.total_step_c = INT64_MAX;
	REFUSED("rounding", "từ 0,01");
	f->s.total_step_c = 1;
	f->s.round = ROUND__N;
	REFUSED("rounding", "không hợp lệ");
	f->s.round = ROUND_DOWN;
	f->s.total_round = ROUND__N;
	REFUSED("rounding", "không hợp lệ");
	f->s.total_round = ROUND_DOWN;
	f->s.na = NA__N;
	REFUSED("rounding", "không hợp lệ");
	f->s.na = NA_RESCALE_NONE;
	f->s.rank_style = RANK__N;
	REFUSED("rounding", "không hợp lệ");
	f->s.rank_style = RANK_DENSE;
	f->s.thresholds_only = true;
	REFUSED("I.1", "không có tiêu chí cho điểm");
	f->s.n_classes = 0;
	REFUSED("classes", "ít nhất một loại");
}

/* T1, T3, T7: tables whose source is cut cannot be sealed (decisions 15). */
FIX_CASE(sealing, 1)
{
	u32 g, x, y;
	sound(f, &g, &x, &y);
	CHECK_INT(scheme_check_seal(&f->s, &f->e), TD_OK);
	f->nodes[y].incomplete = true;
	CHECK_INT(scheme_check_seal(&f->s, &f->e), TD_INVALID);
	CHECK(fix_says(f, "I.2", "bị khuyết ở nguồn"));
	f->nodes[y].incomplete = false;
	f->s.sealable = false;
	CHECK_INT(scheme_check_seal(&f->s, &f->e), TD_INVALID);
	CHECK(fix_says(f, "sealable", "chỉ để tham khảo"));
}

/* ---- input --------------------------------------------------------------------------------------------------------- */

static const struct scheme_level two_bands[] = {{S("ít"), 0, false, true, false, false, 0, 100},
						{S("nhiều"), 100, true, true, false, false, 200, 300}};

FIX_CASE(cells_that_do_not_fit, 2)
{
	u32 m = fix_add(f, 0, CRIT_MANUAL, "m", 1000), l = fix_add(f, 0, CRIT_LEVEL, "l", 100),
	    v = fix_add(f, 0, CRIT_LEVEL, "v", 100), b = fix_add(f, 0, CRIT_BOOL, "b", 100),
	    r = fix_add(f, 0, CRIT_RATIO, "r", 100), e = fix_add(f, 0, CRIT_LEADER, "e", 100),
	    d = fix_add(f, 0, CRIT_DEDUCT, "d", 100), c = fix_add(f, 0, CRIT_DEDUCT, "c", 100),
	    p = fix_add(f, 0, CRIT_MANUAL, "p", 100);
	f->nodes[l].levels = f->nodes[v].levels = two_bands;
	f->nodes[l].n_levels = f->nodes[v].n_levels = 2;
	f->nodes[v].by_value = true;
	f->nodes[d].per = DEDUCT_PERCENT;
	f->nodes[d].each_c = f->nodes[d].step_c = f->nodes[c].each_c = 100;
	f->nodes[p].judging = JUDGE_MEAN;
	f->nodes[p].peers = true;
	CHECK_INT(fix_seal(f), TD_OK);
	fix_set(f, m, 0, 1250);
	fix_set(f, m, 1, -1);
	fix_set(f, l, 0, 0);
	fix_set(f, l, 1, 3);
	fix_set(f, v, 0, 150);
	fix_set(f, v, 1, 301);
	fix_set(f, b, 0, 2);
	f->state[b][1] = 9;
	fix_set(f, r, 0, 100);
	fix_ab(f, r, 1, 100, 0);
	fix_ab(f, e, 0, 100, 0);
	fix_ab(f, e, 1, 100, -1);
	fix_ab(f, d, 0, -1, 100);
	fix_ab(f, d, 1, SCORE_MAX_VALUE_C + 1, 100);
	fix_set(f, c, 0, -1);
	fix_set(f, c, 1, 100);
	fix_judge(f, p, 0, 0, 50);
	fix_judge(f, p, 1, 0, 50);
	CHECK_INT(score_check(&f->s, &f->in, &f->e), TD_INVALID);
	CHECK(fix_says(f, "u1/m", "12,5 vượt điểm chuẩn 10"));
	CHECK(fix_says(f, "u2/m", "−0,01 là điểm âm"));
	CHECK(fix_says(f, "u1/l", "Không có mức thứ 0; chọn từ 1 đến 2"));
	CHECK(fix_says(f, "u2/l", "Không có mức thứ 3"));
	CHECK(fix_says(f, "u1/v", "1,5 không thuộc mức nào"));
	CHECK(fix_says(f, "u2/v", "3,01 không thuộc mức nào"));
	CHECK(fix_says(f, "u1/b", "“có” hoặc “không”"));
	CHECK(fix_says(f, "u2/b", "Trạng thái"));
	CHECK(fix_says(f, "u1/r", "Chưa có chỉ tiêu"));
	CHECK(fix_says(f, "u2/r", "Chỉ tiêu bằng 0"));
	CHECK(fix_says(f, "u1/e", "Chỉ tiêu bằng 0"));
	CHECK(fix_says(f, "u2/e", "số âm"));
	CHECK(fix_says(f, "u1/d", "số âm"));
	CHECK(fix_says(f, "u2/d", "quá lớn"));
	CHECK(fix_says(f, "u1/c", "số âm"));
	CHECK(fix_says(f, "u1/p", "không tự chấm"));
	CHECK_INT(f->e.n_total, 16);
}

FIX_CASE(columns_that_do_not_fit, 2)
{
	u32 m = fix_add(f, 0, CRIT_MANUAL, "m", 1000), p = fix_add(f, 0, CRIT_MANUAL, "p", 100);
	f->nodes[p].judging = JUDGE_MEAN;
	f->nodes[p].peers = true;
	CHECK_INT(fix_seal(f), TD_OK);
	CHECK_INT(score_check(&f->s, &f->in, &f->e), TD_INVALID);
	CHECK(fix_says(f, "p", "bằng số đơn vị (2), không phải 1"));
	f->cols[m].n_judges = 0;
	CHECK_INT(score_check(&f->s, &f->in, &f->e), TD_INVALID);
	CHECK(fix_says(f, "m", "Thiếu số liệu"));
	f->cols[m].n_judges = 1;
	f->cols[m].a = NULL;
	CHECK_INT(score_check(&f->s, &f->in, &f->e), TD_INVALID);
	f->cols[m].a = f->av[m];
	f->cols[m].state = NULL;
	CHECK_INT(score_check(&f->s, &f->in, &f->e), TD_INVALID);
}

/* What may exceed: a judged criterion with total_exceeds; thresholds may be negative. */
FIX_CASE(cells_that_fit, 1)
{
	static const struct scheme_limit any[] = {{0, OP_GE, 0}};
	u32 m = fix_add(f, 0, CRIT_MANUAL, "m", 1000), t = fix_add(f, 0, CRIT_THRESHOLD, "t", 0),
	    e = fix_add(f, 0, CRIT_LEADER, "e", 100);
	f->nodes[m].total_exceeds = true;
	f->nodes[t].limits = any;
	f->nodes[t].n_limits = 1;
	f->classes[0] = (struct scheme_class){S("A"), S("Tốt"), false, 0};
	f->s.n_classes = 1;
	CHECK_INT(fix_seal(f), TD_OK);
	fix_set(f, m, 0, 5000);
	fix_set(f, t, 0, -500);
	fix_set(f, e, 0, 100); /* a leader's unit may lack a target */
	CHECK_INT(score_check(&f->s, &f->in, &f->e), TD_OK);
	fix_set(f, m, 0, SCORE_MAX_C + 1);
	CHECK_INT(score_check(&f->s, &f->in, &f->e), TD_INVALID);
}

FIX_CASE(kinds_have_names, 1)
{
	(void)f;
	for (int k = 0; k < CRIT__N; k++)
		CHECK(*criterion_kind_name((enum criterion_kind)k));
	CHECK_STR(str_c(criterion_kind_name(CRIT__N)), "");
	CHECK(!criterion_uses_b(&(struct criterion){.kind = CRIT__N}));
	CHECK(criterion_uses_b(&(struct criterion){.kind = CRIT_DEDUCT, .per = DEDUCT_PERCENT}));
	CHECK(criterion_is_computed(&(struct criterion){.kind = CRIT_COUNT}));
	CHECK(!criterion_is_computed(&(struct criterion){.kind = CRIT_BOOL}));
}
