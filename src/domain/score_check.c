/* Does the input fit the scheme? Every cell that does not is named, with what it may hold. */
#include "base/num.h"
#include "domain/score.h"

struct checker {
	const struct scheme *s;
	const struct score_input *in;
	struct err *e;
	bool bad;
};

/* One cell under check. */
struct cell {
	struct checker *k;
	const struct criterion *c;
	u32 unit, judge;
	i64 a, b;
	bool has_b;
};

static str place(const struct cell *x)
{
	return arena_fmt(x->k->e->a, "%.*s/%.*s", STRF(x->k->in->units[x->unit].code), STRF(x->c->code));
}

static const char *short_c(const struct cell *x, i64 c)
{
	return num_short(x->k->e->a, c).p;
}

#define FAULT(x, ...) ((x)->k->bad = true, (void)err_add((x)->k->e, TD_INVALID, place(x), __VA_ARGS__))

static void check_manual(const struct cell *x)
{
	i64 max = x->c->total_exceeds ? SCORE_MAX_C : x->c->max_c;
	if (x->a < 0)
		FAULT(x, "%s là điểm âm; nhập từ 0 đến %s.", short_c(x, x->a), short_c(x, max));
	else if (x->a > max)
		FAULT(x, "%s vượt điểm chuẩn %s; nhập lại điểm.", short_c(x, x->a), short_c(x, max));
}

static void check_level(const struct cell *x)
{
	if (!x->c->by_value) {
		if (x->a < 1 || x->a > x->c->n_levels)
			FAULT(x, "Không có mức thứ %lld; chọn từ 1 đến %u.", (long long)x->a, x->c->n_levels);
		return;
	}
	for (u32 i = 0; i < x->c->n_levels; i++)
		if (scheme_level_holds(&x->c->levels[i], x->a))
			return;
	FAULT(x, "Giá trị %s không thuộc mức nào của tiêu chí; kiểm tra lại số liệu.", short_c(x, x->a));
}

static void check_yes_no(const struct cell *x)
{
	if (x->a != 0 && x->a != 1)
		FAULT(x, "Chỉ nhận “có” hoặc “không”.");
}

static void check_not_negative(const struct cell *x)
{
	if (x->a < 0 || (x->has_b && x->b < 0))
		FAULT(x, "%s là số âm; nhập số từ 0 trở lên.", short_c(x, x->a < 0 ? x->a : x->b));
}

/* Kinds with a target: a target of 0, or none, needs a rule of the scheme (decisions 13). */
static void check_target(const struct cell *x)
{
	check_not_negative(x);
	if (x->c->zero_target != ZERO_INVALID)
		return;
	if (x->has_b && x->b == 0)
		FAULT(x, "Chỉ tiêu bằng 0 nên không tính được tỷ lệ; nhập chỉ tiêu lớn hơn 0 hoặc ghi là "
			 "không áp dụng.");
	else if (!x->has_b && x->c->kind != CRIT_LEADER)
		FAULT(x, "Chưa có chỉ tiêu; nhập chỉ tiêu của đơn vị hoặc ghi là không áp dụng.");
}

static void check_deduct(const struct cell *x)
{
	if (x->c->per == DEDUCT_PERCENT)
		check_target(x);
	else
		check_not_negative(x);
}

static void check_any(const struct cell *x)
{
	(void)x;
}

static void (*const kinds[CRIT__N])(const struct cell *) = {
    [CRIT_MANUAL] = check_manual,         [CRIT_LEVEL] = check_level,
    [CRIT_RATIO] = check_target,          [CRIT_LEADER] = check_target,
    [CRIT_RELATIVE] = check_not_negative, [CRIT_BOOL] = check_yes_no,
    [CRIT_COUNT] = check_not_negative,    [CRIT_BONUS_PENALTY] = check_not_negative,
    [CRIT_DEDUCT] = check_deduct,         [CRIT_THRESHOLD] = check_any,
    [CRIT_KNOCKOUT] = check_yes_no,
};

static bool beyond(i64 v)
{
	return v > SCORE_MAX_VALUE_C || v < -SCORE_MAX_VALUE_C;
}

static void check_set(struct cell *x, const struct score_col *col, size_t at)
{
	x->a = col->a[at];
	x->has_b = criterion_uses_b(x->c) && col->b && (!col->has_b || col->has_b[at]);
	x->b = x->has_b ? col->b[at] : 0;
	if (!x->has_b && x->c->has_target && criterion_uses_b(x->c) && x->c->kind != CRIT_BONUS_PENALTY) {
		x->has_b = true;
		x->b = x->c->target_c;
	}
	if (beyond(x->a) || beyond(x->b))
		FAULT(x, "Số quá lớn; kiểm tra lại đơn vị tính.");
	else if (x->c->peers && x->judge == x->unit)
		FAULT(x, "Đơn vị không tự chấm tiêu chí do các đơn vị khác chấm; bỏ trống ô này.");
	else
		kinds[x->c->kind](x);
}

static void check_cell(struct cell *x, const struct score_col *col)
{
	size_t at = (size_t)x->judge * x->k->in->n_units + x->unit;
	if (col->state[at] > CELL_NA)
		FAULT(x, "Trạng thái của ô không hợp lệ.");
	else if (col->state[at] == CELL_SET)
		check_set(x, col, at);
}

static void check_column(struct checker *k, u32 i)
{
	const struct criterion *c = &k->s->nodes[i];
	const struct score_col *col = &k->in->cols[i];
	if (col->a == NULL || col->state == NULL || col->n_judges == 0) {
		k->bad = true;
		(void)err_add(k->e, TD_INVALID, c->code, "Thiếu số liệu của tiêu chí này.");
		return;
	}
	if (c->peers && col->n_judges != k->in->n_units) {
		k->bad = true;
		(void)err_add(
		    k->e, TD_INVALID, c->code,
		    "Các đơn vị chấm cho nhau nên số người chấm phải bằng số đơn vị (%u), không phải %u.",
		    k->in->n_units, col->n_judges);
		return;
	}
	for (u32 j = 0; j < col->n_judges; j++)
		for (u32 u = 0; u < k->in->n_units; u++)
			check_cell(&(struct cell){.k = k, .c = c, .unit = u, .judge = j}, col);
}

td_rc score_check(const struct scheme *s, const struct score_input *in, struct err *e)
{
	struct checker k = {s, in, e, false};
	for (u32 i = 0; i < s->n_nodes; i++)
		if (s->nodes[i].kind != CRIT_GROUP)
			check_column(&k, i);
	return k.bad ? TD_INVALID : TD_OK;
}
