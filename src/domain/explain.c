#include "domain/explain.h"

#include "domain/explain_text.h"
#include "domain/rank.h"

enum { TEXT_MAX = 64 * 1024 };

static const char *num(struct arena *a, i64 v)
{
	return num_short(a, v).p;
}

/* "I.1.1 Tên tiêu chí" */
static void put_title(struct sb *b, const struct criterion *c)
{
	if (c->code.n) {
		sb_put(b, c->code);
		SB_LIT(b, " ");
	}
	sb_put(b, c->name);
}

/* "4,00 điểm"; a penalty says "trừ 2,00 điểm". */
static void put_points(struct sb *b, const struct criterion *c, i64 points)
{
	if (c->role == ROLE_PENALTY && points < 0)
		SB_LIT(b, "trừ ");
	num_put_c(b, c->role == ROLE_PENALTY && points < 0 ? -points : points);
	SB_LIT(b, " điểm");
}

/* ---- one leaf, one judge ------------------------------------------------------------------------------------------- */

/* Value and target as the kernels get them. */
static void read_cell(struct story *t, u32 judge, u32 unit)
{
	struct score_block *blk = NEW(t->a, struct score_block);
	score_leaf_gather(t->l, judge, unit, 1, blk);
	t->value = blk->a[0];
	t->target = criterion_uses_b(t->c) ? blk->b[0] : NO_TARGET;
}

/* exact → hundredths by a rule, with a step where something was rounded. */
static i64 round_story(struct story *t, i64 step, enum rounding mode)
{
	i64 points = explain_rounded(t, t->exact, step, mode);
	if (t->rc != TD_OK || (t->exact.den == 1 && t->exact.num == points))
		return points;
	struct sb exact = sb_new(t->a, TEXT_MAX);
	explain_put_exact(&exact, t->exact);
	sb_byte(&exact, '\0');
	explain_step_value(t->out, t->a, EXPLAIN_ROUND, S("Làm tròn"),
			   arena_fmt(t->a, "%s làm tròn đến %s điểm, %s", sb_str(&exact).p, num(t->a, step),
				     explain_rounding_name(mode)),
			   points);
	t->out->steps.at[t->out->steps.n - 1].has_exact = true;
	t->out->steps.at[t->out->steps.n - 1].exact = t->exact;
	sb_fmt(explain_remark(t), "làm tròn từ %s", sb_str(&exact).p);
	return points;
}

static i64 clamp_story(struct story *t, i64 was)
{
	i64 limit = was > t->l->high ? t->l->high : t->l->low;
	if (was <= t->l->high && was >= t->l->low)
		return was;
	bool over = was > limit;
	explain_step_value(t->out, t->a, EXPLAIN_CLAMP, over ? S("Mức tối đa") : S("Mức tối thiểu"),
			   arena_fmt(t->a, "%s %s %s nên lấy %s", num(t->a, was),
				     over ? "vượt mức tối đa" : "thấp hơn mức tối thiểu", num(t->a, limit),
				     num(t->a, limit)),
			   limit);
	sb_fmt(explain_remark(t), "%s nên lấy mức %s %s", num(t->a, was), over ? "tối đa" : "tối thiểu",
	       num(t->a, limit));
	return limit;
}

/* Points of one judge's set cell. */
static i64 tell_judge(struct story *t, u32 judge, u32 unit)
{
	t->expr = sb_new(t->a, TEXT_MAX);
	t->remark = sb_new(t->a, TEXT_MAX);
	read_cell(t, judge, unit);
	explain_kind(t);
	if (!criterion_is_computed(t->c))
		return (i64)t->exact.num;
	return clamp_story(t, round_story(t, t->l->step, t->l->round));
}

static void put_remark(struct sb *b, const struct story *t)
{
	SB_LIT(b, " (");
	sb_put(b, sb_str(&t->remark));
	SB_LIT(b, ")");
}

static void put_sentence(struct story *t, i64 points)
{
	struct sb b = sb_new(t->a, TEXT_MAX);
	put_title(&b, t->c);
	SB_LIT(&b, ": ");
	if (criterion_gives_points(t->c)) {
		put_points(&b, t->c, points);
		if (t->expr.n) {
			SB_LIT(&b, " = ");
			sb_put(&b, sb_str(&t->expr));
		}
		put_remark(&b, t);
	} else {
		sb_put(&b, sb_str(&t->remark));
	}
	SB_LIT(&b, ".");
	t->out->sentence = sb_str(&b);
}

/* ---- several judges ------------------------------------------------------------------------------------------------ */

struct panel {
	i64 *points;
	u32 n;
};

/* Ascending. */
static void add_judge(struct panel *p, i64 v)
{
	u32 at = p->n++;
	while (at > 0 && p->points[at - 1] > v) {
		p->points[at] = p->points[at - 1];
		at--;
	}
	p->points[at] = v;
}

static void tell_panel(struct story *t, u32 unit, struct panel *p)
{
	struct explanation aside, *out = t->out;
	p->points = NEW_N(t->a, i64, t->l->col->n_judges);
	for (u32 j = 0; j < t->l->col->n_judges; j++) {
		if (t->l->col->state[(size_t)j * t->l->n_units + unit] != CELL_SET)
			continue;
		aside = (struct explanation){0};
		t->out = &aside;
		i64 points = tell_judge(t, j, unit);
		t->out = out;
		add_judge(p, points);
		struct sb text = sb_new(t->a, TEXT_MAX);
		num_put_c(&text, points);
		SB_LIT(&text, " điểm");
		put_remark(&text, t);
		explain_step_value(out, t->a, EXPLAIN_INPUT, arena_fmt(t->a, "Điểm chấm thứ %u", p->n),
				   sb_str(&text), points);
	}
}

static i128 sum_of(const struct panel *p, u32 from, u32 to)
{
	i128 sum = 0;
	for (u32 i = from; i < to; i++)
		sum += p->points[i];
	return sum;
}

static i64 tell_mean(struct story *t, const struct panel *p)
{
	const struct criterion *c = t->c;
	bool trims = c->drop_low + c->drop_high > 0 && p->n > c->drop_low + c->drop_high;
	u32 low = trims ? c->drop_low : 0, high = trims ? c->drop_high : 0;
	t->exact = explain_frac(t, sum_of(p, low, p->n - high), p->n - low - high);
	t->out->formula = trims ? S("trung bình các điểm chấm sau khi bỏ điểm cao nhất, thấp nhất")
				: S("trung bình các điểm chấm");
	sb_fmt(explain_remark(t), "trung bình của %u điểm chấm", p->n);
	if (trims)
		sb_fmt(&t->remark, " sau khi bỏ %u điểm thấp nhất, %u điểm cao nhất", low, high);
	return round_story(t, t->l->s->total_step_c, t->l->s->total_round);
}

static i64 tell_judges(struct story *t, u32 unit)
{
	struct panel p = {0};
	tell_panel(t, unit, &p);
	t->expr = sb_new(t->a, TEXT_MAX);
	t->remark = sb_new(t->a, TEXT_MAX);
	if (t->c->judging == JUDGE_MEAN)
		return tell_mean(t, &p);
	t->out->formula = S("tổng các điểm chấm");
	sb_fmt(explain_remark(t), "tổng của %u điểm chấm", p.n);
	return clamp_story(t, (i64)sum_of(&p, 0, p.n));
}

/* ---- a leaf -------------------------------------------------------------------------------------------------------- */

static void tell_unset(struct story *t, enum cell_state st)
{
	struct sb b = sb_new(t->a, TEXT_MAX);
	put_title(&b, t->c);
	sb_put(&b, st == CELL_NA ? S(": không áp dụng đối với đơn vị này.")
				 : S(": chưa có số liệu nên chưa tính điểm."));
	t->out->formula = st == CELL_NA ? S("không áp dụng") : S("chưa có số liệu");
	t->out->sentence = sb_str(&b);
}

static td_rc tell_leaf(struct story *t, u32 unit)
{
	enum cell_state st = score_leaf_state(t->l, unit);
	i64 points = 0;
	if (st == CELL_SET)
		points = t->c->judging == JUDGE_ONE ? tell_judge(t, 0, unit) : tell_judges(t, unit);
	t->out->points_c = t->c->role == ROLE_PENALTY ? -points : points;
	if (st == CELL_SET)
		put_sentence(t, t->out->points_c);
	else
		tell_unset(t, st);
	return t->rc;
}

/* ---- a group ------------------------------------------------------------------------------------------------------- */

struct parts {
	i64 base, bonus, penalty;
};

static struct parts sum_children(struct arena *a, const struct scheme *s, const struct score_result *res,
				 u32 unit, u32 g, struct explanation *out)
{
	struct parts p = {0};
	for (u32 c = s->nodes[g].first_child; c < s->nodes[g].subtree_end; c = s->nodes[c].subtree_end) {
		const struct score_out *o = &res->nodes[c];
		struct sb name = sb_new(a, TEXT_MAX);
		p.base += o->base_c[unit];
		p.bonus += o->bonus_c[unit];
		p.penalty += o->penalty_c[unit];
		if (!criterion_gives_points(&s->nodes[c]))
			continue;
		put_title(&name, &s->nodes[c]);
		explain_step_value(out, a, EXPLAIN_CHILD, sb_str(&name),
				   o->note[unit] == NOTE_NA      ? S("không áp dụng")
				   : o->note[unit] == NOTE_EMPTY ? S("chưa có số liệu")
								 : num_c(a, o->points_c[unit]),
				   o->points_c[unit]);
		out->steps.at[out->steps.n - 1].code = s->nodes[c].code;
	}
	return p;
}

/* Base max of what applies under node k, in plain recursion. A group that is itself rescaled counts whole. */
static i64 applies(const struct scheme *s, const struct score_result *res, u32 unit, u32 k, bool groups)
{
	const struct criterion *n = &s->nodes[k];
	if (n->role != ROLE_BASE || !criterion_gives_points(n))
		return 0;
	if (n->kind != CRIT_GROUP)
		return res->nodes[k].note[unit] == NOTE_NA ? 0 : n->max_c;
	i64 sum = 0;
	for (u32 c = n->first_child; c < n->subtree_end; c = s->nodes[c].subtree_end) {
		i64 app = applies(s, res, unit, c, false);
		sum += groups && s->nodes[c].kind == CRIT_GROUP && app > 0 ? s->nodes[c].max_c : app;
	}
	return sum < n->max_c ? sum : n->max_c;
}

static td_rc rescale(struct arena *a, const struct scheme *s, i64 max, i64 app, struct explanation *out,
		     i64 *base)
{
	struct story t = {.a = a};
	i64 was = *base;
	if (app <= 0 || app == max)
		return TD_OK;
	rat exact = explain_frac(&t, (i128)was * max, app);
	*base = explain_rounded(&t, exact, s->total_step_c, s->total_round);
	explain_step_value(
	    out, a, EXPLAIN_RESCALE, S("Quy đổi vì có tiêu chí không áp dụng"),
	    arena_fmt(a, "%s × %s ÷ %s = %s", num(a, was), num(a, max), num(a, app), num(a, *base)), *base);
	out->steps.at[out->steps.n - 1].has_exact = true;
	out->steps.at[out->steps.n - 1].exact = exact;
	return t.rc;
}

static void cap_step(struct arena *a, struct explanation *out, str name, i64 from, i64 to)
{
	explain_step_value(out, a, EXPLAIN_CLAMP, name, arena_fmt(a, "%s còn %s", num(a, from), num(a, to)),
			   to);
}

/* The caps of score.h: bonus and penalty each, then the whole. Only the points are told. */
static i64 capped(struct arena *a, const struct scheme *s, u32 g, struct parts p, struct explanation *out)
{
	const struct criterion *c = &s->nodes[g];
	bool scale = g == 0 && !s->total_may_exceed && !s->thresholds_only;
	i64 cap = c->has_cap ? c->cap_c : INT64_MAX;
	if (c->has_bonus_cap && p.bonus > c->bonus_cap_c) {
		cap_step(a, out, S("Điểm thưởng tối đa của nhóm"), p.bonus, c->bonus_cap_c);
		p.bonus = c->bonus_cap_c;
	}
	if (c->has_penalty_cap && p.penalty > c->penalty_cap_c) {
		cap_step(a, out, S("Điểm trừ tối đa của nhóm"), p.penalty, c->penalty_cap_c);
		p.penalty = c->penalty_cap_c;
	}
	i64 points = p.base + p.bonus - p.penalty;
	if (scale && s->max_c < cap)
		cap = s->max_c;
	if (points > cap) {
		cap_step(a, out, S("Tổng điểm không vượt"), points, cap);
		return cap;
	}
	if (c->has_floor && points < c->floor_c) {
		explain_step_value(out, a, EXPLAIN_CLAMP, S("Tổng điểm không thấp hơn"),
				   arena_fmt(a, "%s nâng lên %s", num(a, points), num(a, c->floor_c)),
				   c->floor_c);
		return c->floor_c;
	}
	return points;
}

/* "; điểm thưởng còn …" of every clamp and rescale step, for the sentence. */
static void put_changes(struct sb *b, const struct explanation *out)
{
	for (size_t i = 0; i < out->steps.n; i++) {
		const struct explain_step *s = &out->steps.at[i];
		if (s->kind != EXPLAIN_RESCALE && s->kind != EXPLAIN_CLAMP)
			continue;
		sb_fmt(b, "; %s: %.*s", s->kind == EXPLAIN_RESCALE ? "quy đổi" : "giới hạn", STRF(s->text));
	}
}

static td_rc tell_group(struct arena *a, const struct scheme *s, const struct score_result *res, u32 unit,
			u32 g, struct explanation *out)
{
	struct parts p = sum_children(a, s, res, unit, g, out);
	bool groups = s->na == NA_RESCALE_GROUP;
	td_rc rc = TD_OK;
	out->formula = S("tổng điểm của các mục con");
	if (groups || (s->na == NA_RESCALE_TOTAL && g == 0))
		rc = rescale(a, s, s->nodes[g].max_c, applies(s, res, unit, g, groups), out, &p.base);
	out->points_c = capped(a, s, g, p, out);
	return rc;
}

static void group_sentence(struct arena *a, const struct criterion *c, const struct score_result *res,
			   u32 unit, u32 g, struct explanation *out)
{
	struct sb b = sb_new(a, TEXT_MAX);
	put_title(&b, c);
	SB_LIT(&b, ": ");
	if (res->nodes[g].note[unit] == NOTE_NA) {
		SB_LIT(&b, "không áp dụng đối với đơn vị này.");
	} else {
		put_points(&b, c, out->points_c);
		sb_fmt(&b, ", là tổng điểm của %u mục con", c->n_children);
		if (c->role == ROLE_BASE && c->max_c)
			sb_fmt(&b, " (điểm chuẩn %s)", num(a, c->max_c));
		put_changes(&b, out);
		SB_LIT(&b, ".");
	}
	out->sentence = sb_str(&b);
}

/* ---- the whole ----------------------------------------------------------------------------------------------------- */

static str class_label(const struct scheme *s, const struct score_result *res, u32 unit)
{
	return res->class_ix[unit] < s->n_classes ? s->classes[res->class_ix[unit]].label : STR_NULL;
}

static void tell_class(struct arena *a, const struct scheme *s, const struct score_result *res, u32 unit,
		       struct explanation *out)
{
	str label = class_label(s, res, unit);
	if (label.n && !s->thresholds_only && s->classes[res->class_ix[unit]].has_min)
		explain_step(
		    out, a, EXPLAIN_CLASS, label,
		    arena_fmt(a, "tổng điểm từ %s trở lên", num(a, s->classes[res->class_ix[unit]].min_c)));
	else if (label.n)
		explain_step(out, a, EXPLAIN_CLASS, label, S("loại của đơn vị"));
	for (u32 k = 0; k < s->n_nodes; k++) {
		if (s->nodes[k].kind != CRIT_KNOCKOUT || res->nodes[k].note[unit] != NOTE_KNOCKED)
			continue;
		struct sb name = sb_new(a, TEXT_MAX);
		put_title(&name, &s->nodes[k]);
		explain_step(out, a, EXPLAIN_CLASS, sb_str(&name),
			     s->nodes[k].effect == KO_EXCLUDE
				 ? S("không xét suy tôn")
				 : arena_fmt(a, "xếp loại không quá “%.*s”",
					     STRF(s->classes[s->nodes[k].ceiling_class].label)));
	}
}

/* What the tie rule compares, when the scheme gives it no text of its own. */
static str tie_text(struct arena *a, const struct scheme *s, const struct tie_rule *t)
{
	if (t->text.n)
		return t->text;
	switch (t->kind) {
	case TIE_NODE:
		return arena_fmt(a, "điểm mục %.*s cao hơn", STRF(s->nodes[t->node].name));
	case TIE_PENALTY:
		return S("ít điểm trừ hơn");
	case TIE_BONUS:
		return S("nhiều điểm thưởng hơn");
	case TIE_WOMEN:
		return arena_fmt(a, "tập thể có từ %s %% nữ trở lên", num(a, t->limit_c));
	default:
		return S("quyết định của chủ tọa");
	}
}

/* The rank, and the tie with the unit before it in order. */
static void tell_rank(struct arena *a, const struct scheme *s, const struct score_input *in,
		      const struct score_result *res, u32 unit, struct sb *b, struct explanation *out)
{
	u32 at = 0;
	while (res->order[at] != unit)
		at++;
	sb_fmt(b, ", xếp thứ %u/%u", res->rank[unit], res->n_units);
	if (at == 0)
		return;
	u32 above = res->order[at - 1];
	u8 rule = res->tie_rule[unit];
	if (rule) {
		str why = tie_text(a, s, &s->ties[rule - 1]);
		explain_step(out, a, EXPLAIN_TIE, in->units[above].name,
			     arena_fmt(a, "bằng nhau, xếp trước do %.*s", STRF(why)));
		sb_fmt(b, " (bằng điểm với %.*s, đơn vị đó xếp trước do %.*s)", STRF(in->units[above].name),
		       STRF(why));
	} else if (res->rank[above] == res->rank[unit]) {
		explain_step(out, a, EXPLAIN_TIE, in->units[above].name,
			     S("bằng nhau, không quy tắc nào phân định"));
		sb_fmt(b, " (đồng hạng với %.*s)", STRF(in->units[above].name));
	}
}

static void total_sentence(struct arena *a, const struct scheme *s, const struct score_input *in,
			   const struct score_result *res, u32 unit, struct explanation *out)
{
	struct sb b = sb_new(a, TEXT_MAX);
	str label = class_label(s, res, unit);
	sb_put(&b, in->units[unit].name);
	SB_LIT(&b, ": ");
	if (s->thresholds_only) {
		SB_LIT(&b, "xét theo ngưỡng");
	} else {
		SB_LIT(&b, "tổng ");
		num_put_c(&b, res->total_c[unit]);
		sb_fmt(&b, " điểm trên thang %s", num(a, s->max_c));
	}
	tell_rank(a, s, in, res, unit, &b, out);
	if (label.n)
		sb_fmt(&b, ", xếp loại %.*s", STRF(label));
	if (res->excluded[unit])
		SB_LIT(&b, ", không xét suy tôn");
	put_changes(&b, out);
	if (res->n_empty[unit])
		sb_fmt(&b, "; còn %u tiêu chí chưa có số liệu", res->n_empty[unit]);
	SB_LIT(&b, ".");
	out->sentence = sb_str(&b);
}

td_rc explain_node(struct arena *a, const struct scheme *s, const struct score_input *in,
		   const struct score_result *res, u32 unit, u32 node, struct explanation *out)
{
	const struct criterion *c = &s->nodes[node];
	td_rc rc;
	*out = (struct explanation){.unit_code = in->units[unit].code, .unit_name = in->units[unit].name};
	out->code = c->code;
	out->name = c->name;
	out->source = c->source;
	out->note = (enum score_note)res->nodes[node].note[unit];
	if (c->kind == CRIT_GROUP) {
		rc = tell_group(a, s, res, unit, node, out);
	} else {
		struct score_leaf *l = NEW(a, struct score_leaf);
		struct story t = {.a = a, .l = l, .c = c, .out = out};
		score_leaf_plan(l, s, in, node);
		rc = tell_leaf(&t, unit);
	}
	if (rc != TD_OK)
		return rc;
	if (node == 0) {
		tell_class(a, s, res, unit, out);
		total_sentence(a, s, in, res, unit, out);
	} else if (c->kind == CRIT_GROUP) {
		group_sentence(a, c, res, unit, node, out);
	}
	i64 want = node == 0 ? res->total_c[unit] : res->nodes[node].points_c[unit];
	return out->points_c == want ? TD_OK : TD_CORRUPT;
}
