/* The tellers, one per kind, and the writing of numbers. Official Vietnamese throughout. */
#include "domain/explain_text.h"

#include "domain/rank.h"

static const char *const rounding_names[ROUND__N] = {
    [ROUND_HALF_UP] = "từ nửa trở lên làm tròn lên",
    [ROUND_HALF_EVEN] = "đúng nửa thì làm tròn về số chẵn",
    [ROUND_DOWN] = "bỏ phần lẻ",
    [ROUND_UP] = "có phần lẻ thì làm tròn lên",
};

const char *explain_rounding_name(enum rounding mode)
{
	return rounding_names[mode];
}

void explain_step(struct explanation *out, struct arena *a, enum explain_step_kind kind, str name, str text)
{
	struct explain_step *s = &VEC_PUSH(a, &out->steps);
	s->kind = kind;
	s->name = name;
	s->text = text;
}

void explain_step_value(struct explanation *out, struct arena *a, enum explain_step_kind kind, str name,
			str text, i64 value_c)
{
	explain_step(out, a, kind, name, text);
	out->steps.at[out->steps.n - 1].has_value = true;
	out->steps.at[out->steps.n - 1].value_c = value_c;
}

void explain_put_exact(struct sb *b, rat r)
{
	i128 whole = r.num < 0 ? -r.num : r.num, den = r.den * 100;
	u32 digits = (u32)(whole % den * 10000 / den);
	bool more = whole % den * 10000 % den != 0;
	if (r.num < 0)
		SB_LIT(b, "−");
	sb_int(b, (i64)(whole / den));
	if (digits || more)
		sb_fmt(b, ",%04u%s", digits, more ? "…" : "");
	while (!more && digits && b->p[b->n - 1] == '0')
		b->n--;
}

void explain_put_quantity(struct sb *b, const struct criterion *c, i64 v)
{
	num_put_short(b, v);
	if (c->unit.n) {
		SB_LIT(b, " ");
		sb_put(b, c->unit);
	}
}

struct sb *explain_remark(struct story *t)
{
	if (t->remark.n)
		SB_LIT(&t->remark, "; ");
	return &t->remark;
}

/* What a fraction came to, or 0 once something failed. */
static rat kept(struct story *t, td_rc rc, rat r)
{
	t->rc = t->rc ? t->rc : rc;
	return t->rc ? (rat){0, 1} : r;
}

rat explain_frac(struct story *t, i128 n, i128 d)
{
	rat r = {0, 1};
	td_rc rc = rat_make(n, d, &r);
	return kept(t, rc, r);
}

rat explain_add(struct story *t, rat x, rat y)
{
	rat r = {0, 1};
	td_rc rc = rat_add(x, y, &r);
	return kept(t, rc, r);
}

rat explain_mul(struct story *t, rat x, rat y)
{
	rat r = {0, 1};
	td_rc rc = rat_mul(x, y, &r);
	return kept(t, rc, r);
}

i64 explain_rounded(struct story *t, rat x, i64 step, enum rounding mode)
{
	i64 v = 0;
	td_rc rc = rat_round(x, step, mode, &v);
	t->rc = t->rc ? t->rc : rc;
	return v;
}

/* Numbers as C text on the arena, for formats. */
static const char *num(struct story *t, i64 v)
{
	return num_short(t->a, v).p;
}

static const char *quantity(struct story *t, i64 v)
{
	struct sb b = sb_new(t->a, 4096);
	explain_put_quantity(&b, t->c, v);
	sb_byte(&b, '\0');
	return sb_str(&b).p;
}

static void input(struct story *t, const char *name, i64 v)
{
	explain_step_value(t->out, t->a, EXPLAIN_INPUT, str_c(name), str_c(quantity(t, v)), v);
}

/* A value that the formula gave. */
static void formula(struct story *t, const char *general, rat exact)
{
	t->out->formula = str_c(general);
	t->exact = exact;
}

/* A value that was given, not computed. */
static void given(struct story *t, const char *general, i64 points)
{
	t->out->formula = str_c(general);
	t->exact = rat_int(points);
}

static void manual(struct story *t)
{
	input(t, "Điểm chấm", t->value);
	sb_fmt(explain_remark(t), "điểm chấm trực tiếp, điểm chuẩn %s", num(t, t->c->max_c));
	given(t, "điểm chấm trực tiếp trong khoảng từ 0 đến điểm chuẩn", t->value);
}

/* The chosen level, or that of the value; score_check() made sure that there is one. */
static const struct scheme_level *level_of(const struct criterion *c, i64 v)
{
	const struct scheme_level *l = c->levels, *last = l + c->n_levels - 1;
	if (!c->by_value)
		return l + v - 1;
	while (l < last && !scheme_level_holds(l, v))
		l++;
	return l;
}

static void level(struct story *t)
{
	const struct scheme_level *l = level_of(t->c, t->value);
	const char *label = arena_str(t->a, l->label).p;
	if (t->c->by_value) {
		input(t, "Kết quả", t->value);
		sb_fmt(explain_remark(t), "kết quả %s thuộc mức “%.*s”", quantity(t, t->value),
		       STRF(l->label));
	} else {
		explain_step(t->out, t->a, EXPLAIN_INPUT, S("Mức đã chọn"), l->label);
		sb_fmt(explain_remark(t), "mức “%s”", label);
	}
	given(t, "điểm của mức đạt được", l->points_c);
}

/* Where a target of 0, or none, is ruled by the scheme. met = points as if the target were just reached. */
static void zero_target(struct story *t, rat met)
{
	bool as_met = t->c->zero_target == ZERO_MET;
	const char *what = t->target == 0 ? "chỉ tiêu bằng 0" : "không có chỉ tiêu";
	sb_fmt(explain_remark(t), "%s, bảng tiêu chí quy định %s", what,
	       as_met ? "tính như đạt chỉ tiêu" : "không tính điểm");
	t->out->formula = S("theo quy định của bảng khi không có chỉ tiêu hoặc chỉ tiêu bằng 0");
	t->exact = as_met ? met : rat_int(0);
}

static void inputs_with_target(struct story *t)
{
	input(t, "Kết quả thực hiện", t->value);
	if (t->target != NO_TARGET)
		input(t, "Chỉ tiêu", t->target);
}

static void compare_with_target(struct story *t)
{
	const char *how = t->value < t->target   ? "thấp hơn chỉ tiêu"
			  : t->value > t->target ? "vượt chỉ tiêu"
						 : "bằng chỉ tiêu";
	sb_fmt(explain_remark(t), "kết quả %s %s %s", quantity(t, t->value), how, quantity(t, t->target));
}

static void ratio(struct story *t)
{
	inputs_with_target(t);
	if (t->target <= 0) {
		zero_target(t, rat_int(t->c->max_c));
		return;
	}
	sb_fmt(&t->expr, "%s × %s ÷ %s", num(t, t->c->max_c), num(t, t->value), num(t, t->target));
	compare_with_target(t);
	formula(t, "điểm chuẩn × kết quả ÷ chỉ tiêu",
		explain_frac(t, (i128)t->c->max_c * t->value, t->target));
}

static void relative(struct story *t)
{
	i64 best = t->l->best;
	if (t->c->kind == CRIT_RELATIVE)
		input(t, "Kết quả thực hiện", t->value);
	explain_step_value(t->out, t->a, EXPLAIN_FACT,
			   t->c->kind == CRIT_RELATIVE
			       ? S("Kết quả cao nhất của cụm")
			       : S("Kết quả cao nhất của các đơn vị không có chỉ tiêu"),
			   str_c(quantity(t, best)), best);
	if (best == 0) {
		sb_fmt(explain_remark(t), "kết quả cao nhất bằng 0 nên không đơn vị nào có điểm");
		given(t, "điểm chuẩn × kết quả ÷ kết quả cao nhất", 0);
		return;
	}
	sb_fmt(&t->expr, "%s × %s ÷ %s", num(t, t->c->max_c), num(t, t->value), num(t, best));
	if (t->c->kind == CRIT_LEADER)
		sb_fmt(explain_remark(t),
		       "đơn vị không có chỉ tiêu nên so với kết quả cao nhất %s của các đơn vị không có chỉ "
		       "tiêu",
		       quantity(t, best));
	else if (t->value == best)
		sb_fmt(explain_remark(t), "kết quả cao nhất cụm");
	else
		sb_fmt(explain_remark(t), "kết quả cao nhất cụm là %s", quantity(t, best));
	formula(t, "điểm chuẩn × kết quả ÷ kết quả cao nhất",
		explain_frac(t, (i128)t->c->max_c * t->value, best));
}

/* Below or at the target. */
static void leader_below(struct story *t)
{
	const struct score_leaf *l = t->l;
	explain_put_exact(&t->expr, explain_frac(t, l->c->base_pct_c, 100));
	sb_fmt(&t->expr, " × %s", num(t, l->c->max_c));
	if (t->value != t->target)
		sb_fmt(&t->expr, " × %s ÷ %s", num(t, t->value), num(t, t->target));
	compare_with_target(t);
	formula(t, "phần điểm khi đạt chỉ tiêu × điểm chuẩn × kết quả ÷ chỉ tiêu",
		explain_frac(t, (i128)l->c->max_c * l->share_num * t->value, (i128)l->share_den * t->target));
}

/* Above the target: share + (1 − share) · (a/b − 1) ÷ (leader's ratio − 1) of the full mark. */
static void leader_share(struct story *t, i64 a, i64 b)
{
	const struct score_leaf *l = t->l;
	i64 share = l->c->base_pct_c, rest = 10000 - share;
	rat part =
	    explain_mul(t, explain_frac(t, a - b, b), explain_frac(t, l->lead_b, l->lead_a - l->lead_b));
	rat whole =
	    explain_add(t, explain_frac(t, share, 10000), explain_mul(t, explain_frac(t, rest, 10000), part));
	explain_put_exact(&t->expr, explain_frac(t, share, 100));
	sb_fmt(&t->expr, " × %s + ", num(t, l->c->max_c));
	explain_put_exact(&t->expr, explain_frac(t, rest, 100));
	sb_fmt(&t->expr, " × %s × (%s ÷ %s − 1) ÷ (%s ÷ %s − 1)", num(t, l->c->max_c), num(t, a), num(t, b),
	       num(t, l->lead_a), num(t, l->lead_b));
	formula(t,
		"phần điểm khi đạt chỉ tiêu + phần còn lại × (tỷ lệ của đơn vị − 1) ÷ (tỷ lệ của đơn vị dẫn "
		"đầu − 1)",
		explain_mul(t, whole, rat_int(l->c->max_c)));
}

static void leader_above(struct story *t)
{
	const struct score_leaf *l = t->l;
	i64 a = t->value, b = t->target, cap = l->c->cap_pct_c;
	compare_with_target(t);
	if (cap && (i128)a * 10000 > (i128)cap * b) {
		a = cap;
		b = 10000;
		sb_fmt(explain_remark(t), "tỷ lệ hoàn thành chỉ tính đến %s %%", num(t, cap));
	}
	explain_step(t->out, t->a, EXPLAIN_FACT, S("Tỷ lệ của đơn vị dẫn đầu"),
		     arena_fmt(t->a, "%s ÷ %s", num(t, l->lead_a), num(t, l->lead_b)));
	if ((i128)a * l->lead_b == (i128)l->lead_a * b) {
		sb_fmt(explain_remark(t), "tỷ lệ hoàn thành cao nhất cụm nên được điểm chuẩn %s",
		       num(t, l->c->max_c));
		given(t, "đơn vị dẫn đầu được điểm chuẩn", l->c->max_c);
		return;
	}
	sb_fmt(explain_remark(t), "đơn vị dẫn đầu đạt %s trên chỉ tiêu %s", num(t, l->lead_a),
	       num(t, l->lead_b));
	leader_share(t, a, b);
}

static void leader(struct story *t)
{
	const struct score_leaf *l = t->l;
	inputs_with_target(t);
	if (t->target > 0 && !l->has_leader)
		explain_step(t->out, t->a, EXPLAIN_FACT, S("Đơn vị dẫn đầu"),
			     S("chưa có đơn vị nào vượt chỉ tiêu"));
	if (t->target == NO_TARGET)
		relative(t);
	else if (t->target == 0)
		zero_target(t, explain_frac(t, (i128)l->c->max_c * l->share_num, l->share_den));
	else if (t->value <= t->target)
		leader_below(t);
	else
		leader_above(t);
}

static void boolean(struct story *t)
{
	explain_step(t->out, t->a, EXPLAIN_INPUT, S("Kết quả"), t->value ? S("có") : S("không"));
	sb_put(explain_remark(t), t->value ? S("có thực hiện, được điểm chuẩn") : S("không thực hiện"));
	given(t, "có thì được điểm chuẩn, không thì 0 điểm", t->value ? t->c->max_c : 0);
}

static void count(struct story *t)
{
	input(t, "Số lượng", t->value);
	sb_fmt(&t->expr, "%s × %s", num(t, t->value), num(t, t->c->each_c));
	const char *verb = t->c->role == ROLE_PENALTY ? "trừ" : "được";
	if (t->c->unit.n)
		sb_fmt(explain_remark(t), "%s, mỗi %.*s %s %s điểm", quantity(t, t->value), STRF(t->c->unit),
		       verb, num(t, t->c->each_c));
	else
		sb_fmt(explain_remark(t), "số lượng %s, mỗi đơn vị số lượng %s %s điểm", num(t, t->value),
		       verb, num(t, t->c->each_c));
	formula(t, "số lượng × điểm mỗi đơn vị số lượng",
		explain_frac(t, (i128)t->value * t->c->each_c, 100));
}

static void bonus_penalty(struct story *t)
{
	const struct criterion *c = t->c;
	input(t, "Số việc được cộng điểm", t->value);
	input(t, "Số việc bị trừ điểm", t->target);
	sb_fmt(&t->expr, "%s × %s − %s × %s", num(t, t->value), num(t, c->each_c), num(t, t->target),
	       num(t, c->against_c));
	sb_fmt(explain_remark(t), "mỗi việc được cộng %s điểm, mỗi việc bị trừ %s điểm", num(t, c->each_c),
	       num(t, c->against_c));
	formula(t, "số việc cộng × điểm cộng − số việc trừ × điểm trừ",
		explain_frac(t, (i128)t->value * c->each_c - (i128)t->target * c->against_c, 100));
}

static void deduct_cases(struct story *t)
{
	input(t, "Số lần vi phạm, thiếu sót", t->value);
	sb_fmt(&t->expr, "%s − %s × %s", num(t, t->c->max_c), num(t, t->value), num(t, t->c->each_c));
	sb_fmt(explain_remark(t), "mỗi lần trừ %s điểm", num(t, t->c->each_c));
	formula(t, "điểm chuẩn − số lần × điểm trừ mỗi lần",
		explain_frac(t, (i128)t->c->max_c * 100 - (i128)t->value * t->c->each_c, 100));
}

/* The steps missed, exact or rounded as the scheme says. */
static rat missed_steps(struct story *t)
{
	const struct criterion *c = t->c;
	rat steps = explain_frac(t, (i128)(t->target - t->value) * 10000, (i128)t->target * c->step_c);
	return c->step_exact ? steps : rat_int(explain_rounded(t, steps, 1, c->step_rounding));
}

static void deduct_missed(struct story *t)
{
	const struct criterion *c = t->c;
	rat steps = missed_steps(t), loss = explain_mul(t, steps, rat_int(-c->each_c));
	struct sb pct = sb_new(t->a, 256);
	explain_put_exact(&pct, explain_frac(t, (i128)(t->target - t->value) * 10000, t->target));
	sb_byte(&pct, '\0');
	sb_fmt(&t->expr, "%s − ", num(t, c->max_c));
	explain_put_exact(&t->expr, explain_mul(t, steps, rat_int(100)));
	sb_fmt(&t->expr, " × %s", num(t, c->each_c));
	sb_fmt(explain_remark(t), "kết quả %s thiếu %s %% so với chỉ tiêu %s; mỗi %s %% thiếu trừ %s điểm",
	       quantity(t, t->value), sb_str(&pct).p, quantity(t, t->target), num(t, c->step_c),
	       num(t, c->each_c));
	formula(t, "điểm chuẩn − số bước thiếu × điểm trừ mỗi bước", explain_add(t, rat_int(c->max_c), loss));
}

static void deduct_percent(struct story *t)
{
	inputs_with_target(t);
	if (t->target <= 0) {
		zero_target(t, rat_int(t->c->max_c));
	} else if (t->value >= t->target) {
		compare_with_target(t);
		given(t, "điểm chuẩn − số bước thiếu × điểm trừ mỗi bước", t->c->max_c);
	} else {
		deduct_missed(t);
	}
}

static void deduct(struct story *t)
{
	if (t->c->per == DEDUCT_PERCENT)
		deduct_percent(t);
	else
		deduct_cases(t);
}

static const char *const op_names[OP__N] = {
    [OP_GE] = "≥", [OP_GT] = ">", [OP_LE] = "≤", [OP_LT] = "<", [OP_EQ] = "="};

static void threshold(struct story *t)
{
	input(t, "Kết quả", t->value);
	sb_fmt(explain_remark(t), "kết quả %s", quantity(t, t->value));
	for (u32 i = 0; i < t->c->n_limits; i++) {
		const struct scheme_limit *m = &t->c->limits[i];
		str label = t->l->s->classes[m->class_ix].label;
		bool holds = rank_limit_holds(m, t->value);
		explain_step(t->out, t->a, EXPLAIN_CLASS, label,
			     arena_fmt(t->a, "%s %s: %s", op_names[m->op], num(t, m->limit_c),
				       holds ? "đạt" : "không đạt"));
		sb_fmt(explain_remark(t), "%s ngưỡng %s %s của loại “%.*s”", holds ? "đạt" : "không đạt",
		       op_names[m->op], num(t, m->limit_c), STRF(label));
	}
	given(t, "so kết quả với ngưỡng của từng loại, không tính điểm", 0);
}

static void knockout(struct story *t)
{
	const struct criterion *c = t->c;
	explain_step(t->out, t->a, EXPLAIN_INPUT, S("Điều kiện loại trừ"),
		     t->value ? S("có") : S("không có"));
	if (!t->value)
		sb_fmt(explain_remark(t), "không có");
	else if (c->effect == KO_EXCLUDE)
		sb_fmt(explain_remark(t), "có, nên không xét suy tôn");
	else
		sb_fmt(explain_remark(t), "có, nên xếp loại không quá “%.*s”",
		       STRF(t->l->s->classes[c->ceiling_class].label));
	given(t, "có điều kiện loại trừ thì không xét hoặc hạ mức xếp loại", 0);
}

static void (*const tellers[CRIT__N])(struct story *) = {
    [CRIT_MANUAL] = manual,     [CRIT_LEVEL] = level,
    [CRIT_RATIO] = ratio,       [CRIT_LEADER] = leader,
    [CRIT_RELATIVE] = relative, [CRIT_BOOL] = boolean,
    [CRIT_COUNT] = count,       [CRIT_BONUS_PENALTY] = bonus_penalty,
    [CRIT_DEDUCT] = deduct,     [CRIT_THRESHOLD] = threshold,
    [CRIT_KNOCKOUT] = knockout,
};

void explain_kind(struct story *t)
{
	tellers[t->c->kind](t);
}
