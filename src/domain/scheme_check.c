/* Is a scheme sound? Every fault is named at its criterion, with the way to mend it, all at once. */
#include "base/map.h"
#include "base/num.h"
#include "domain/scheme.h"

struct checker {
	struct scheme *s;
	struct err *e;
	bool bad;
};

/* FAULT(k, where, "…", …): k is the checker. */
#define FAULT(k, ...) ((k)->bad = true, (void)err_add((k)->e, TD_INVALID, __VA_ARGS__))

static const char *short_c(struct checker *k, i64 c)
{
	return num_short(k->e->a, c).p;
}

/* The criterion's code, or its position when it has none. */
static str place(struct checker *k, u32 i)
{
	str code = k->s->nodes[i].code;
	return code.n ? code : arena_fmt(k->e->a, "mục thứ %u", i + 1);
}

/* ---- the tree -------------------------------------------------------------------------------------------------- */

/* Preorder: the parent of a node is the node before it or one of that node's ancestors. */
static bool parent_in_order(const struct criterion *nodes, u32 i)
{
	u32 at = i - 1;
	while (at != nodes[i].parent && at != 0)
		at = nodes[at].parent;
	return at == nodes[i].parent;
}

static void link_node(struct checker *k, u32 i)
{
	struct criterion *n = &k->s->nodes[i], *up = &k->s->nodes[n->parent];
	if (up->n_children++ == 0)
		up->first_child = i;
	n->depth = (u16)(up->depth + 1);
	if (n->depth > SCHEME_MAX_DEPTH)
		FAULT(k, place(k, i), "Cây tiêu chí sâu quá %d cấp; gộp bớt cấp.", SCHEME_MAX_DEPTH);
}

/* True when every parent was sound, so that the tree may be walked. */
static bool build_tree(struct checker *k)
{
	struct scheme *s = k->s;
	for (u32 i = 0; i < s->n_nodes; i++) {
		s->nodes[i].first_child = s->nodes[i].n_children = s->nodes[i].depth = 0;
		s->nodes[i].subtree_end = i + 1;
	}
	s->nodes[0].parent = 0;
	for (u32 i = 1; i < s->n_nodes; i++) {
		if (s->nodes[i].parent >= i || !parent_in_order(s->nodes, i)) {
			FAULT(k, place(k, i),
			      "Nhóm cha không đứng trước tiêu chí này hoặc tạo thành vòng; xếp tiêu chí ngay "
			      "dưới "
			      "nhóm của nó.");
			return false;
		}
		link_node(k, i);
	}
	for (u32 i = s->n_nodes; i-- > 1;) {
		struct criterion *up = &s->nodes[s->nodes[i].parent];
		if (up->subtree_end < s->nodes[i].subtree_end)
			up->subtree_end = s->nodes[i].subtree_end;
	}
	return true;
}

static void check_codes(struct checker *k)
{
	struct map seen = map_new(k->e->a);
	for (u32 i = 0; i < k->s->n_nodes; i++) {
		const struct criterion *n = &k->s->nodes[i];
		if (n->name.n == 0)
			FAULT(k, place(k, i), "Tiêu chí chưa có tên; ghi nội dung thi đua.");
		if (i == 0 && n->code.n == 0)
			continue; /* the root needs no code */
		if (n->code.n == 0)
			FAULT(k, place(k, i), "Tiêu chí chưa có mã; ghi số thứ tự, ví dụ I.1.");
		else if (map_set(&seen, n->code, k->s->nodes + i))
			FAULT(k, n->code, "Mã tiêu chí bị trùng; mỗi tiêu chí một mã riêng.");
	}
}

/* ---- groups ---------------------------------------------------------------------------------------------------- */

static bool too_large(i64 c)
{
	return c > SCHEME_MAX_C || c < -SCHEME_MAX_C;
}

static i64 sum_of_children(const struct scheme *s, u32 g)
{
	i64 sum = 0;
	const struct criterion *group = &s->nodes[g];
	for (u32 c = group->first_child; c < group->subtree_end; c = s->nodes[c].subtree_end)
		if (s->nodes[c].role == group->role && criterion_gives_points(&s->nodes[c]) &&
		    !too_large(s->nodes[c].max_c))
			sum += s->nodes[c].max_c;
	return sum;
}

static void check_group(struct checker *k, u32 i)
{
	const struct criterion *n = &k->s->nodes[i];
	if (n->n_children == 0) {
		FAULT(k, place(k, i), "Nhóm chưa có tiêu chí nào; thêm tiêu chí hoặc bỏ nhóm.");
		return;
	}
	i64 cap = n->has_cap ? n->cap_c : INT64_MAX;
	if (i == 0 && !k->s->total_may_exceed && !k->s->thresholds_only && k->s->max_c < cap)
		cap = k->s->max_c;
	if (n->has_floor && n->floor_c > cap)
		FAULT(k, place(k, i), "Sàn %s lớn hơn trần %s; sửa lại cho sàn không vượt trần.",
		      short_c(k, n->floor_c), short_c(k, cap));
	if ((n->has_bonus_cap && n->bonus_cap_c < 0) || (n->has_penalty_cap && n->penalty_cap_c < 0))
		FAULT(k, place(k, i), "Mức tối đa của điểm thưởng, điểm trừ không được âm.");
	i64 sum = sum_of_children(k->s, i);
	bool cut = n->has_cap && n->cap_c == n->max_c && sum >= n->max_c;
	if (!k->s->thresholds_only && n->role == ROLE_BASE && sum != n->max_c && !cut)
		FAULT(k, place(k, i),
		      "Tổng điểm chuẩn các mục con là %s, khác điểm chuẩn %s của nhóm; sửa một trong hai cho "
		      "khớp.",
		      short_c(k, sum), short_c(k, n->max_c));
}

static void check_role(struct checker *k, u32 i)
{
	const struct criterion *n = &k->s->nodes[i], *up = &k->s->nodes[n->parent];
	if (i == 0 && n->role != ROLE_BASE)
		FAULT(k, place(k, i), "Toàn bảng không thể là điểm thưởng hay điểm trừ.");
	if (up->role != ROLE_BASE && n->role != up->role)
		FAULT(k, place(k, i),
		      "Nhóm chứa tiêu chí này là nhóm điểm %s nên tiêu chí cũng phải là điểm %s.",
		      up->role == ROLE_BONUS ? "thưởng" : "trừ", up->role == ROLE_BONUS ? "thưởng" : "trừ");
}

/* ---- leaves, one function per kind ----------------------------------------------------------------------------- */

static bool whole(i64 c)
{
	return c % 100 == 0;
}

/* Order of bands by their lower bound; an open one first. */
static bool band_before(const struct scheme_level *x, const struct scheme_level *y)
{
	if (!x->has_from || !y->has_from)
		return !x->has_from && y->has_from;
	return x->from_c < y->from_c || (x->from_c == y->from_c && !x->from_excl && y->from_excl);
}

static bool bands_meet(const struct scheme_level *x, const struct scheme_level *y)
{
	if (!x->has_to || !y->has_from)
		return false;
	if (x->to_c == y->from_c)
		return x->to_excl != y->from_excl;
	return y->from_c - x->to_c == 100 && whole(x->to_c) && whole(y->from_c) && !x->to_excl &&
	       !y->from_excl;
}

static void check_bands(struct checker *k, u32 i)
{
	const struct criterion *n = &k->s->nodes[i];
	const struct scheme_level *sorted[SCHEME_MAX_LEVELS];
	for (u32 j = 0; j < n->n_levels; j++) {
		const struct scheme_level *l = &n->levels[j];
		if (l->has_from && l->has_to &&
		    (l->from_c > l->to_c || (l->from_c == l->to_c && (l->from_excl || l->to_excl))))
			FAULT(k, place(k, i), "Mức “%.*s” có cận dưới %s không nhỏ hơn cận trên %s.",
			      STRF(l->label), short_c(k, l->from_c), short_c(k, l->to_c));
		u32 at = j;
		while (at > 0 && band_before(l, sorted[at - 1])) {
			sorted[at] = sorted[at - 1];
			at--;
		}
		sorted[at] = l;
	}
	for (u32 j = 1; j < n->n_levels; j++)
		if (!bands_meet(sorted[j - 1], sorted[j]))
			FAULT(k, place(k, i),
			      "Mức “%.*s” và mức “%.*s” hở hoặc chồng lên nhau; sửa cận để mỗi giá trị thuộc "
			      "đúng một mức.",
			      STRF(sorted[j - 1]->label), STRF(sorted[j]->label));
}

static void check_level(struct checker *k, u32 i)
{
	const struct criterion *n = &k->s->nodes[i];
	if (n->n_levels == 0 || n->n_levels > SCHEME_MAX_LEVELS) {
		FAULT(k, place(k, i), "Tiêu chí chọn mức phải có từ 1 đến %d mức.", SCHEME_MAX_LEVELS);
		return;
	}
	for (u32 j = 0; j < n->n_levels; j++)
		if (n->levels[j].points_c < 0 || n->levels[j].points_c > n->max_c)
			FAULT(k, place(k, i), "Mức “%.*s” cho %s điểm, phải từ 0 đến điểm chuẩn %s.",
			      STRF(n->levels[j].label), short_c(k, n->levels[j].points_c),
			      short_c(k, n->max_c));
	if (n->by_value)
		check_bands(k, i);
}

static void check_target(struct checker *k, u32 i)
{
	const struct criterion *n = &k->s->nodes[i];
	if (n->has_target && (n->target_c < 0 || (n->target_c == 0 && n->zero_target == ZERO_INVALID)))
		FAULT(k, place(k, i),
		      "Chỉ tiêu chung phải lớn hơn 0, hoặc ghi rõ cách tính khi chỉ tiêu bằng 0.");
}

static void check_ratio(struct checker *k, u32 i)
{
	check_target(k, i);
	if (k->s->nodes[i].cap_pct_c < 0)
		FAULT(k, place(k, i), "Mức tối đa theo phần trăm không được âm.");
}

static void check_leader(struct checker *k, u32 i)
{
	const struct criterion *n = &k->s->nodes[i];
	check_target(k, i);
	if (n->base_pct_c < 0 || n->base_pct_c > 10000)
		FAULT(k, place(k, i), "Phần điểm khi đạt chỉ tiêu phải từ 0 %% đến 100 %%.");
	if (n->cap_pct_c != 0 && n->cap_pct_c <= 10000)
		FAULT(k, place(k, i), "Mức chặn tỷ lệ hoàn thành phải lớn hơn 100 %%, hoặc để trống.");
}

static void check_count(struct checker *k, u32 i)
{
	if (k->s->nodes[i].each_c <= 0)
		FAULT(k, place(k, i), "Số điểm cho mỗi đơn vị số lượng phải lớn hơn 0.");
}

static void check_bonus_penalty(struct checker *k, u32 i)
{
	const struct criterion *n = &k->s->nodes[i];
	if (n->each_c < 0 || n->against_c < 0)
		FAULT(k, place(k, i), "Điểm cộng và điểm trừ mỗi việc ghi số không âm.");
	if (n->min_c > n->max_c)
		FAULT(k, place(k, i), "Điểm tối thiểu %s lớn hơn điểm tối đa %s.", short_c(k, n->min_c),
		      short_c(k, n->max_c));
}

static void check_deduct(struct checker *k, u32 i)
{
	const struct criterion *n = &k->s->nodes[i];
	check_target(k, i);
	if (n->each_c <= 0)
		FAULT(k, place(k, i), "Số điểm trừ mỗi lần phải lớn hơn 0.");
	if (n->min_c > n->max_c)
		FAULT(k, place(k, i), "Điểm tối thiểu %s lớn hơn điểm chuẩn %s.", short_c(k, n->min_c),
		      short_c(k, n->max_c));
	if (n->per == DEDUCT_PERCENT && n->step_c <= 0)
		FAULT(k, place(k, i), "Bước trừ theo phần trăm phải lớn hơn 0.");
}

static void check_threshold(struct checker *k, u32 i)
{
	const struct criterion *n = &k->s->nodes[i];
	if (n->n_limits == 0)
		FAULT(k, place(k, i), "Tiêu chí ngưỡng chưa có ngưỡng cho loại nào.");
	for (u32 j = 0; j < n->n_limits; j++)
		if (n->limits[j].class_ix >= k->s->n_classes || n->limits[j].op >= OP__N)
			FAULT(k, place(k, i), "Ngưỡng thứ %u thuộc một loại không có trong bảng xếp loại.",
			      j + 1);
}

static void check_knockout(struct checker *k, u32 i)
{
	const struct criterion *n = &k->s->nodes[i];
	if (n->effect == KO_CEILING && n->ceiling_class >= k->s->n_classes)
		FAULT(k, place(k, i), "Mức trần xếp loại không có trong bảng xếp loại.");
}

static void (*const kind_checks[CRIT__N])(struct checker *, u32) = {
    [CRIT_GROUP] = check_group,       [CRIT_LEVEL] = check_level,
    [CRIT_RATIO] = check_ratio,       [CRIT_LEADER] = check_leader,
    [CRIT_COUNT] = check_count,       [CRIT_BONUS_PENALTY] = check_bonus_penalty,
    [CRIT_DEDUCT] = check_deduct,     [CRIT_THRESHOLD] = check_threshold,
    [CRIT_KNOCKOUT] = check_knockout,
};

/* ---- what every node must have --------------------------------------------------------------------------------- */

static void check_amounts(struct checker *k, u32 i)
{
	const struct criterion *n = &k->s->nodes[i];
	const i64 all[] = {n->max_c,  n->cap_c,     n->floor_c,     n->bonus_cap_c, n->penalty_cap_c,
			   n->min_c,  n->each_c,    n->target_c,    n->cap_pct_c,   n->base_pct_c,
			   n->step_c, n->against_c, n->round_step_c};
	for (size_t j = 0; j < sizeof all / sizeof *all; j++)
		if (too_large(all[j])) {
			FAULT(k, place(k, i), "Có một con số vượt quá %s; kiểm tra lại đơn vị tính.",
			      short_c(k, SCHEME_MAX_C));
			return;
		}
	if (n->max_c < 0)
		FAULT(k, place(k, i),
		      "Điểm chuẩn không được âm; điểm trừ ghi số dương và chọn loại điểm trừ.");
	if (n->has_round && n->round_step_c < 1)
		FAULT(k, place(k, i), "Bước làm tròn phải từ 0,01 điểm trở lên.");
}

static bool depends_on_others(enum criterion_kind kind)
{
	return kind == CRIT_LEADER || kind == CRIT_RELATIVE || kind == CRIT_THRESHOLD ||
	       kind == CRIT_KNOCKOUT;
}

static void check_judging(struct checker *k, u32 i)
{
	const struct criterion *n = &k->s->nodes[i];
	if (n->judging != JUDGE_ONE && depends_on_others(n->kind))
		FAULT(k, place(k, i),
		      "Loại tiêu chí này chỉ nhận một bộ số liệu; bỏ cách lấy trung bình hoặc cộng điểm "
		      "nhiều người chấm.");
	if (n->peers && n->judging == JUDGE_ONE)
		FAULT(k, place(k, i),
		      "Các đơn vị chấm cho nhau thì phải lấy trung bình hoặc tổng các điểm chấm.");
	if ((n->drop_low || n->drop_high) && n->judging != JUDGE_MEAN)
		FAULT(k, place(k, i), "Chỉ bỏ điểm cao nhất, thấp nhất khi lấy trung bình.");
	if (n->drop_low > 100 || n->drop_high > 100)
		FAULT(k, place(k, i), "Bỏ nhiều nhất 100 điểm cao nhất và 100 điểm thấp nhất.");
}

/* Full marks and floors must survive the rounding of computed points. */
static void check_step(struct checker *k, u32 i)
{
	const struct criterion *n = &k->s->nodes[i];
	i64 step = n->has_round ? n->round_step_c : k->s->round_step_c;
	if (criterion_is_computed(n) && step > 0 && (n->max_c % step || n->min_c % step))
		FAULT(k, place(k, i), "Điểm chuẩn và điểm tối thiểu phải là bội của bước làm tròn %s.",
		      short_c(k, step));
}

static bool enums_ok(const struct criterion *n)
{
	return n->kind < CRIT__N && n->role < ROLE__N && n->judging < JUDGE__N && n->zero_target < ZERO__N &&
	       n->per < DEDUCT__N && n->step_rounding < ROUND__N && n->effect < KO__N &&
	       (!n->has_round || n->round < ROUND__N);
}

static void check_node(struct checker *k, u32 i)
{
	const struct criterion *n = &k->s->nodes[i];
	if (!enums_ok(n)) {
		FAULT(k, place(k, i), "Loại tiêu chí hoặc cách tính không hợp lệ.");
		return;
	}
	if (n->kind != CRIT_GROUP && n->n_children)
		FAULT(k, place(k, i), "Tiêu chí chấm điểm không thể chứa tiêu chí con; đổi thành nhóm.");
	if (n->kind != CRIT_GROUP && (n->has_cap || n->has_floor || n->has_bonus_cap || n->has_penalty_cap))
		FAULT(k, place(k, i), "Trần, sàn và mức tối đa điểm thưởng, điểm trừ chỉ đặt cho nhóm.");
	if (k->s->thresholds_only && n->kind != CRIT_GROUP && criterion_gives_points(n))
		FAULT(k, place(k, i), "Bảng chỉ xét theo ngưỡng thì không có tiêu chí cho điểm.");
	check_amounts(k, i);
	check_role(k, i);
	check_judging(k, i);
	check_step(k, i);
	if (kind_checks[n->kind])
		kind_checks[n->kind](k, i);
}

/* ---- the scheme's own lists ------------------------------------------------------------------------------------ */

static void check_classes(struct checker *k)
{
	const struct scheme *s = k->s;
	if (s->n_classes > 200)
		FAULT(k, S("classes"), "Nhiều nhất 200 loại.");
	for (u32 i = 0; i < s->n_classes; i++) {
		const struct scheme_class *c = &s->classes[i], *above = i ? c - 1 : NULL;
		if (c->code.n == 0 || c->label.n == 0)
			FAULT(k, S("classes"), "Loại thứ %u chưa có mã hoặc tên.", i + 1);
		for (u32 j = 0; j < i; j++)
			if (str_eq(s->classes[j].code, c->code))
				FAULT(k, S("classes"), "Mã loại “%.*s” bị trùng.", STRF(c->code));
		if (s->thresholds_only)
			continue;
		if (!c->has_min && i + 1 < s->n_classes)
			FAULT(k, S("classes"),
			      "Loại “%.*s” chưa có điểm tối thiểu; chỉ loại cuối được để trống.",
			      STRF(c->label));
		if (above && above->has_min && c->has_min && c->min_c >= above->min_c)
			FAULT(k, S("classes"), "Điểm tối thiểu của loại “%.*s” phải thấp hơn loại “%.*s”.",
			      STRF(c->label), STRF(above->label));
	}
	if (s->thresholds_only && s->n_classes == 0)
		FAULT(k, S("classes"), "Bảng chỉ xét theo ngưỡng phải có ít nhất một loại.");
}

static void check_ties(struct checker *k)
{
	const struct scheme *s = k->s;
	if (s->n_ties > 200)
		FAULT(k, S("ties"), "Nhiều nhất 200 quy tắc phân định khi bằng điểm.");
	for (u32 i = 0; i < s->n_ties; i++) {
		const struct tie_rule *t = &s->ties[i];
		if (t->kind >= TIE__N)
			FAULT(k, S("ties"), "Quy tắc phân định thứ %u không hợp lệ.", i + 1);
		if (t->kind == TIE_NODE && t->node >= s->n_nodes)
			FAULT(k, S("ties"), "Quy tắc phân định thứ %u nêu một tiêu chí không có trong bảng.",
			      i + 1);
		if (t->kind == TIE_WOMEN && (t->limit_c <= 0 || t->limit_c > 10000))
			FAULT(k, S("ties"), "Quy tắc phân định thứ %u: tỷ lệ nữ phải trên 0 %% đến 100 %%.",
			      i + 1);
	}
}

static void check_profile_nodes(struct checker *k, const struct scheme_profile *p)
{
	const struct scheme *s = k->s;
	u32 n_left = 0;
	for (u32 i = 0; i < p->n_nodes; i++) {
		u32 node = p->nodes[i];
		if (node == 0 || node >= s->n_nodes) {
			FAULT(k, S("profiles"), "Nhóm đơn vị «%.*s» nêu một mục không có trong bảng.",
			      STRF(p->code));
			return;
		}
		for (u32 j = 0; j < p->n_nodes; j++)
			if (j != i && p->nodes[j] < s->n_nodes && node >= p->nodes[j] &&
			    node < s->nodes[p->nodes[j]].subtree_end && (j < i || node != p->nodes[j]))
				FAULT(k, S("profiles"), "Nhóm đơn vị «%.*s» nêu mục %.*s hai lần.",
				      STRF(p->code), STRF(s->nodes[node].code));
	}
	for (u32 i = 1; i < s->n_nodes; i++) {
		bool out = scheme_profile_leaves_out(s, p, i);
		n_left += !out && criterion_is_leaf(&s->nodes[i]);
		if (out && s->nodes[i].peers)
			FAULT(k, S("profiles"),
			      "Nhóm đơn vị «%.*s» bỏ mục %.*s do các đơn vị chấm cho nhau; mục này phải áp "
			      "dụng cho mọi đơn vị.",
			      STRF(p->code), STRF(s->nodes[i].code));
	}
	if (n_left == 0)
		FAULT(k, S("profiles"), "Nhóm đơn vị «%.*s» bỏ hết các mục của bảng; để lại ít nhất một mục.",
		      STRF(p->code));
}

static void check_profiles(struct checker *k)
{
	const struct scheme *s = k->s;
	if (s->n_profiles > SCHEME_MAX_PROFILES) {
		FAULT(k, S("profiles"), "Nhiều nhất %d nhóm đơn vị.", SCHEME_MAX_PROFILES);
		return;
	}
	for (u32 i = 0; i < s->n_profiles; i++) {
		const struct scheme_profile *p = &s->profiles[i];
		if (p->code.n == 0 || p->code.n > SCHEME_PROFILE_CODE_MAX)
			FAULT(k, S("profiles"), "Nhóm đơn vị thứ %u: ghi mã, nhiều nhất %d ký tự.", i + 1,
			      SCHEME_PROFILE_CODE_MAX);
		for (u32 j = 0; j < i; j++)
			if (p->code.n && str_eq(s->profiles[j].code, p->code))
				FAULT(k, S("profiles"), "Mã nhóm đơn vị «%.*s» bị trùng.", STRF(p->code));
		if (p->name.n == 0 || p->reason.n == 0 || p->reason.n > SCHEME_PROFILE_REASON_MAX)
			FAULT(k, S("profiles"),
			      "Nhóm đơn vị thứ %u phải có tên và lý do không áp dụng, lý do nhiều nhất %d ký "
			      "tự.",
			      i + 1, SCHEME_PROFILE_REASON_MAX);
		if (p->n_nodes == 0)
			FAULT(k, S("profiles"), "Nhóm đơn vị thứ %u chưa nêu mục nào không áp dụng.", i + 1);
		check_profile_nodes(k, p);
	}
}

static void check_scheme_fields(struct checker *k)
{
	const struct scheme *s = k->s;
	if (s->title.n == 0)
		FAULT(k, S("title"), "Bảng tiêu chí chưa có tên.");
	if (s->round_step_c < 1 || s->total_step_c < 1 || too_large(s->round_step_c) ||
	    too_large(s->total_step_c))
		FAULT(k, S("rounding"), "Bước làm tròn phải từ 0,01 điểm trở lên.");
	if (s->round >= ROUND__N || s->total_round >= ROUND__N || s->na >= NA__N || s->rank_style >= RANK__N)
		FAULT(k, S("rounding"), "Cách làm tròn, quy đổi hoặc xếp hạng không hợp lệ.");
	if (!s->thresholds_only && s->max_c != s->nodes[0].max_c)
		FAULT(k, S("max"), "Thang điểm %s khác tổng điểm chuẩn %s của bảng.", short_c(k, s->max_c),
		      short_c(k, s->nodes[0].max_c));
	if (too_large(s->max_c))
		FAULT(k, S("max"), "Thang điểm quá lớn.");
}

td_rc scheme_check(struct scheme *s, struct err *e)
{
	struct checker k = {s, e, false};
	if (s->n_nodes == 0 || s->n_nodes > SCHEME_MAX_NODES)
		return err_add(e, TD_INVALID, S("criteria"), "Bảng phải có từ 1 đến %d tiêu chí.",
			       SCHEME_MAX_NODES);
	if (s->nodes[0].kind != CRIT_GROUP)
		return err_add(e, TD_INVALID, S("criteria"), "Mục gốc của bảng phải là nhóm.");
	check_codes(&k);
	if (!build_tree(&k))
		return TD_INVALID;
	check_scheme_fields(&k);
	check_classes(&k);
	check_ties(&k);
	check_profiles(&k);
	for (u32 i = 0; i < s->n_nodes; i++)
		check_node(&k, i);
	return k.bad ? TD_INVALID : TD_OK;
}

td_rc scheme_check_seal(const struct scheme *s, struct err *e)
{
	td_rc rc = TD_OK;
	if (!s->sealable)
		rc = err_add(e, TD_INVALID, S("sealable"),
			     "Bảng này chỉ để tham khảo vì nguồn không đầy đủ; lập bảng riêng của cụm rồi "
			     "mới niêm phong.");
	for (u32 i = 0; i < s->n_nodes; i++)
		if (s->nodes[i].incomplete)
			rc = err_add(
			    e, TD_INVALID, s->nodes[i].code,
			    "Nội dung tiêu chí này bị khuyết ở nguồn; bổ sung cho đủ trước khi niêm phong.");
	return rc;
}
