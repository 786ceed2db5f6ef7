#include "domain/scheme_edit.h"

/* ---- the tree ----------------------------------------------------------------------------------------------------- */

static void link_nodes(struct scheme *s)
{
	for (u32 i = 0; i < s->n_nodes; i++) {
		struct criterion *n = &s->nodes[i];
		n->first_child = n->n_children = n->depth = 0;
		n->subtree_end = i + 1;
		struct criterion *up = &s->nodes[n->parent];
		if (i > 0 && up->n_children++ == 0)
			up->first_child = i;
		n->depth = i > 0 ? (u16)(up->depth + 1) : 0;
	}
	for (u32 i = s->n_nodes; i-- > 1;) {
		struct criterion *up = &s->nodes[s->nodes[i].parent];
		if (up->subtree_end < s->nodes[i].subtree_end)
			up->subtree_end = s->nodes[i].subtree_end;
	}
}

void scheme_edit_copy(struct arena *a, const struct scheme *s, struct scheme *out)
{
	*out = *s;
	out->nodes = NEW_N(a, struct criterion, s->n_nodes);
	memcpy(out->nodes, s->nodes, sizeof *s->nodes * s->n_nodes);
	out->ties = NEW_N(a, struct tie_rule, s->n_ties);
	if (s->n_ties)
		memcpy(out->ties, s->ties, sizeof *s->ties * s->n_ties);
	out->profiles = NEW_N(a, struct scheme_profile, s->n_profiles);
	for (u32 i = 0; i < s->n_profiles; i++) {
		struct scheme_profile *p = &out->profiles[i];
		*p = s->profiles[i];
		p->nodes = NEW_N(a, u32, p->n_nodes);
		for (u32 k = 0; k < p->n_nodes; k++)
			p->nodes[k] = s->profiles[i].nodes[k];
	}
}

void scheme_edit_blank(struct arena *a, str code, str title, struct scheme *out)
{
	*out = (struct scheme){.code = code,
			       .title = title,
			       .version = S("1"),
			       .sealable = true,
			       .round_step_c = 1,
			       .total_step_c = 1,
			       .max_c = 10000,
			       .nodes = NEW(a, struct criterion),
			       .n_nodes = 1};
	out->nodes[0] = (struct criterion){
	    .kind = CRIT_GROUP, .code = S("TONG"), .name = S("Tổng điểm"), .max_c = 10000, .subtree_end = 1};
}

/* The nodes again in another order: order[i] is the old index of node i; parents are old indices and follow. */
static void reorder(struct arena *a, struct scheme *s, const u32 *order, u32 n)
{
	struct criterion *nodes = NEW_N(a, struct criterion, n);
	u32 *now = NEW_N(a, u32, s->n_nodes);
	for (u32 i = 0; i < n; i++)
		now[order[i]] = i;
	for (u32 i = 0; i < n; i++) {
		nodes[i] = s->nodes[order[i]];
		nodes[i].parent = now[nodes[i].parent];
	}
	for (u32 t = 0; t < s->n_ties; t++)
		if (s->ties[t].kind == TIE_NODE)
			s->ties[t].node = now[s->ties[t].node];
	for (u32 i = 0; i < s->n_profiles; i++)
		for (u32 k = 0; k < s->profiles[i].n_nodes; k++)
			s->profiles[i].nodes[k] = now[s->profiles[i].nodes[k]];
	s->nodes = nodes;
	s->n_nodes = n;
	link_nodes(s);
}

/* All nodes but [from, end), and these, unless dropped, at where they come before old node to. */
static void splice(struct arena *a, struct scheme *s, u32 from, u32 end, u32 to, bool drop)
{
	u32 *order = NEW_N(a, u32, s->n_nodes), n = 0;
	for (u32 i = 0; i <= s->n_nodes; i++) {
		for (u32 k = from; i == to && !drop && k < end; k++)
			order[n++] = k;
		if (i < s->n_nodes && (i < from || i >= end))
			order[n++] = i;
	}
	reorder(a, s, order, n);
}

td_rc scheme_edit_add(struct arena *a, struct scheme *s, u32 parent, const struct criterion *c, struct err *e)
{
	if (parent >= s->n_nodes || s->nodes[parent].kind != CRIT_GROUP)
		return err_add(e, TD_CONFLICT, S("parent"), N_("Chỉ thêm được vào một nhóm."));
	if (s->n_nodes >= SCHEME_MAX_NODES || s->nodes[parent].depth >= SCHEME_MAX_DEPTH)
		return err_add(e, TD_LIMIT, S("parent"), N_("Bảng đã đủ số mục hoặc số cấp cho phép."));
	struct criterion *nodes = NEW_N(a, struct criterion, s->n_nodes + 1);
	u32 last = s->n_nodes, end = s->nodes[parent].subtree_end;
	memcpy(nodes, s->nodes, sizeof *nodes * last);
	nodes[last] = *c;
	nodes[last].parent = parent;
	s->nodes = nodes;
	s->n_nodes++;
	splice(a, s, last, last + 1, end, false);
	return TD_OK;
}

static bool is_within(const struct scheme *s, u32 node, u32 below)
{
	return below >= node && below < s->nodes[node].subtree_end;
}

td_rc scheme_edit_remove(struct arena *a, struct scheme *s, u32 node, struct err *e)
{
	if (node == 0 || node >= s->n_nodes)
		return TD_NOT_FOUND;
	for (u32 t = 0; t < s->n_ties; t++)
		if (s->ties[t].kind == TIE_NODE && is_within(s, node, s->ties[t].node))
			return err_add(
			    e, TD_CONFLICT, s->nodes[node].code,
			    N_("Quy tắc phân hạng thứ %u nêu mục %.*s; sửa quy tắc đó rồi mới bỏ mục này."),
			    t + 1, STRF(s->nodes[s->ties[t].node].code));
	for (u32 i = 0; i < s->n_profiles; i++)
		for (u32 k = 0; k < s->profiles[i].n_nodes; k++)
			if (is_within(s, node, s->profiles[i].nodes[k]))
				return err_add(
				    e, TD_CONFLICT, s->nodes[node].code,
				    N_("Nhóm đơn vị «%.*s» nêu mục %.*s; sửa nhóm đó rồi mới bỏ mục này."),
				    STRF(s->profiles[i].code), STRF(s->nodes[s->profiles[i].nodes[k]].code));
	splice(a, s, node, s->nodes[node].subtree_end, 0, true);
	return TD_OK;
}

void scheme_edit_shift(struct arena *a, struct scheme *s, u32 node, int by)
{
	const struct criterion *n = &s->nodes[node];
	if (node == 0)
		return;
	u32 end = n->subtree_end;
	if (by > 0 && end < s->nodes[n->parent].subtree_end) {
		splice(a, s, node, end, s->nodes[end].subtree_end, false);
	} else if (by < 0 && s->nodes[n->parent].first_child < node) {
		u32 before = node - 1; /* up to the neighbour from the last node below it */
		while (s->nodes[before].parent != n->parent)
			before = s->nodes[before].parent;
		splice(a, s, node, end, before, false);
	}
}

td_rc scheme_edit_under(struct arena *a, struct scheme *s, u32 node, u32 group, struct err *e)
{
	if (node == 0 || group >= s->n_nodes || s->nodes[group].kind != CRIT_GROUP ||
	    is_within(s, node, group))
		return err_add(e, TD_CONFLICT, S("parent"),
			       N_("Chỉ chuyển được vào một nhóm khác, không nằm trong chính mục này."));
	if (s->nodes[node].parent == group)
		return TD_OK;
	u32 to = s->nodes[group].subtree_end;
	s->nodes[node].parent = group;
	splice(a, s, node, s->nodes[node].subtree_end, to, false);
	return TD_OK;
}

static str roman(struct arena *a, u32 n)
{
	static const struct {
		u32 v;
		const char *word;
	} signs[] = {{100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"},
		     {9, "IX"},  {5, "V"},   {4, "IV"}, {1, "I"}};
	struct sb b = sb_new(a, 256);
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		for (; n >= signs[i].v; n -= signs[i].v)
			sb_fmt(&b, "%s", signs[i].word);
	return sb_str(&b);
}

void scheme_edit_number(struct arena *a, struct scheme *s)
{
	for (u32 g = 0; g < s->n_nodes; g++) {
		u32 at = 1;
		for (u32 c = s->nodes[g].first_child; s->nodes[g].n_children && c < s->nodes[g].subtree_end;
		     c = s->nodes[c].subtree_end, at++)
			s->nodes[c].code =
			    g ? arena_fmt(a, "%.*s.%u", STRF(s->nodes[g].code), at) : roman(a, at);
	}
}

i64 scheme_edit_sum(const struct scheme *s, u32 group)
{
	i64 sum = 0;
	const struct criterion *g = &s->nodes[group];
	for (u32 c = g->first_child; g->n_children && c < g->subtree_end; c = s->nodes[c].subtree_end)
		if (s->nodes[c].role == g->role && criterion_gives_points(&s->nodes[c]) &&
		    s->nodes[c].max_c <= SCHEME_MAX_C && s->nodes[c].max_c >= -SCHEME_MAX_C)
			sum += s->nodes[c].max_c;
	return sum;
}

/* ---- two versions -------------------------------------------------------------------------------------------------- */

static bool same_opt(bool has_x, i64 x, bool has_y, i64 y)
{
	return has_x == has_y && (!has_x || x == y);
}

static bool same_levels(const struct criterion *x, const struct criterion *y)
{
	if (x->n_levels != y->n_levels || x->by_value != y->by_value)
		return false;
	for (u32 i = 0; i < x->n_levels; i++) {
		const struct scheme_level *p = &x->levels[i], *q = &y->levels[i];
		if (!str_eq(p->label, q->label) || p->points_c != q->points_c ||
		    !same_opt(p->has_from, p->from_c, q->has_from, q->from_c) ||
		    p->from_excl != q->from_excl || !same_opt(p->has_to, p->to_c, q->has_to, q->to_c) ||
		    p->to_excl != q->to_excl)
			return false;
	}
	return true;
}

static bool same_limits(const struct criterion *x, const struct criterion *y)
{
	if (x->n_limits != y->n_limits)
		return false;
	for (u32 i = 0; i < x->n_limits; i++)
		if (x->limits[i].class_ix != y->limits[i].class_ix || x->limits[i].op != y->limits[i].op ||
		    x->limits[i].limit_c != y->limits[i].limit_c)
			return false;
	return true;
}

static bool same_judging(const struct criterion *x, const struct criterion *y)
{
	return x->judging == y->judging && x->drop_low == y->drop_low && x->drop_high == y->drop_high &&
	       x->peers == y->peers && x->has_round == y->has_round &&
	       (!x->has_round || (x->round == y->round && x->round_step_c == y->round_step_c)) &&
	       x->evidence_required == y->evidence_required;
}

static bool same_caps(const struct criterion *x, const struct criterion *y)
{
	return same_opt(x->has_cap, x->cap_c, y->has_cap, y->cap_c) &&
	       same_opt(x->has_floor, x->floor_c, y->has_floor, y->floor_c) &&
	       same_opt(x->has_bonus_cap, x->bonus_cap_c, y->has_bonus_cap, y->bonus_cap_c) &&
	       same_opt(x->has_penalty_cap, x->penalty_cap_c, y->has_penalty_cap, y->penalty_cap_c);
}

bool criterion_same_rule(const struct criterion *x, const struct criterion *y)
{
	return x->kind == y->kind && x->role == y->role && x->min_c == y->min_c && x->each_c == y->each_c &&
	       x->against_c == y->against_c &&
	       same_opt(x->has_target, x->target_c, y->has_target, y->target_c) &&
	       x->cap_pct_c == y->cap_pct_c && x->base_pct_c == y->base_pct_c &&
	       x->zero_target == y->zero_target && x->per == y->per && x->step_c == y->step_c &&
	       x->step_rounding == y->step_rounding && x->step_exact == y->step_exact &&
	       x->total_exceeds == y->total_exceeds && x->effect == y->effect &&
	       x->ceiling_class == y->ceiling_class && same_levels(x, y) && same_limits(x, y) &&
	       same_judging(x, y) && same_caps(x, y);
}

i64 scheme_counterpart(const struct scheme *s, const struct scheme *other, u32 k)
{
	const struct criterion *c = &other->nodes[k];
	i64 at = scheme_find(s, c->code);
	if (at >= 0 && criterion_is_leaf(&s->nodes[at]) == criterion_is_leaf(c))
		return at;
	for (u32 i = 0; i < s->n_nodes; i++)
		if (str_eq(s->nodes[i].name, c->name) &&
		    criterion_is_leaf(&s->nodes[i]) == criterion_is_leaf(c))
			return i;
	return -1;
}

static bool same_text(str x, str y)
{
	return x.n == y.n && (x.n == 0 || str_eq(x, y));
}

static bool same_profiles(const struct scheme *x, const struct scheme *y)
{
	if (x->n_profiles != y->n_profiles)
		return false;
	for (u32 i = 0; i < x->n_profiles; i++) {
		const struct scheme_profile *p = &x->profiles[i], *q = &y->profiles[i];
		if (!same_text(p->code, q->code) || !same_text(p->name, q->name) ||
		    !same_text(p->reason, q->reason) || p->n_nodes != q->n_nodes)
			return false;
		for (u32 k = 0; k < p->n_nodes; k++)
			if (!same_text(x->nodes[p->nodes[k]].code, y->nodes[q->nodes[k]].code))
				return false;
	}
	return true;
}

void scheme_compare(struct arena *a, const struct scheme *before, const struct scheme *after,
		    scheme_change_list *out)
{
	*out = (scheme_change_list){0};
	for (u32 k = 0; k < after->n_nodes; k++) {
		i64 was = k ? scheme_counterpart(before, after, k) : 0;
		if (was < 0) {
			VEC_PUSH(a, out) = (struct scheme_change){CHANGE_ADDED, -1, k};
			continue;
		}
		const struct criterion *x = &before->nodes[was], *y = &after->nodes[k];
		if (x->max_c != y->max_c)
			VEC_PUSH(a, out) = (struct scheme_change){CHANGE_POINTS, was, k};
		if (!criterion_same_rule(x, y))
			VEC_PUSH(a, out) = (struct scheme_change){CHANGE_RULE, was, k};
		if (!str_eq(x->name, y->name) || !str_eq(x->code, y->code))
			VEC_PUSH(a, out) = (struct scheme_change){CHANGE_NAME, was, k};
	}
	for (u32 k = 1; k < before->n_nodes; k++)
		if (scheme_counterpart(after, before, k) < 0)
			VEC_PUSH(a, out) = (struct scheme_change){CHANGE_REMOVED, k, -1};
	if (!same_profiles(before, after))
		VEC_PUSH(a, out) = (struct scheme_change){CHANGE_PROFILES, 0, 0};
}
