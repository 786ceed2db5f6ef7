/* The rules between entered values and the columns made of them; reading and writing is in data_json.c. */
#include "format/data_json.h"

#include <stdlib.h>

#include "base/map.h"

bool criterion_has_judges(const struct criterion *c)
{
	return c->judging != JUDGE_ONE;
}

static int compare(u32 x, u32 y)
{
	return (x > y) - (x < y);
}

/* Groups the stages of one cell, in their order; the same stage twice keeps the order of input. */
static int by_place(const void *x, const void *y)
{
	const struct score_cell *p = *(const struct score_cell *const *)x,
				*q = *(const struct score_cell *const *)y;
	int d = compare(p->node, q->node);
	d = d ? d : compare(p->judge, q->judge);
	d = d ? d : compare(p->unit, q->unit);
	d = d ? d : compare(p->stage, q->stage);
	return d ? d : (p > q) - (p < q);
}

static const struct score_cell **in_order(struct arena *a, const struct score_table *t)
{
	const struct score_cell **cells = NEW_N(a, const struct score_cell *, t->cells.n);
	for (size_t i = 0; i < t->cells.n; i++)
		cells[i] = &t->cells.at[i];
	qsort(cells, t->cells.n, sizeof *cells, by_place);
	return cells;
}

static bool same_place(const struct score_cell *p, const struct score_cell *q)
{
	return p->node == q->node && p->judge == q->judge && p->unit == q->unit;
}

static bool same_value(const struct score_cell *p, const struct score_cell *q)
{
	return p->state == q->state && p->a == q->a && (!q->has_b || (p->has_b && p->b == q->b));
}

struct table_check {
	const struct scheme *s;
	const struct score_table *t;
	struct err *e;
};

static td_rc check_units(struct arena *a, struct table_check *k)
{
	td_rc rc = TD_OK;
	struct map seen = map_new(a);
	for (size_t i = 0; i < k->t->units.n; i++) {
		const struct score_unit *u = &k->t->units.at[i];
		const struct score_unit *twin = map_get(&seen, u->code);
		if (twin)
			rc = err_add(k->e, TD_INVALID, u->code,
				     N_("mã đơn vị “%.*s” dùng cho cả %.*s và %.*s"), STRF(u->code),
				     STRF(twin->name), STRF(u->name));
		else
			map_set(&seen, u->code, &k->t->units.at[i]);
	}
	return rc;
}

/* A cell against the one of the stage before (or NULL). */
static td_rc check_cell(struct table_check *k, const struct score_cell *before, const struct score_cell *c)
{
	str unit = k->t->units.at[c->unit].code, code = k->s->nodes[c->node].code;
	td_rc rc = TD_OK;
	if (before && before->stage == c->stage)
		return err_add(k->e, TD_INVALID, c->where,
			       N_("đơn vị “%.*s”, tiêu chí “%.*s” đã có giá trị của bước %s ở %.*s"),
			       STRF(unit), STRF(code), i18n_tr(k->e->lang, score_stage_name(c->stage)),
			       STRF(before->where));
	if (k->s->nodes[c->node].peers && c->judge == c->unit)
		rc = err_add(k->e, TD_INVALID, c->where, N_("đơn vị “%.*s” không chấm chéo chính mình"),
			     STRF(unit));
	if (c->reason.n)
		return rc;
	if (c->state == CELL_NA && !(before && before->state == CELL_NA))
		rc = err_add(
		    k->e, TD_INVALID, c->where,
		    N_("tiêu chí “%.*s” không áp dụng cho đơn vị “%.*s” thì phải ghi lý do (“reason”)"),
		    STRF(code), STRF(unit));
	else if (before && !same_value(before, c))
		rc = err_add(k->e, TD_INVALID, c->where,
			     N_("khác giá trị bước %s của đơn vị “%.*s”, tiêu chí “%.*s” nên phải ghi lý do "
				"(“reason”)"),
			     i18n_tr(k->e->lang, score_stage_name(before->stage)), STRF(unit), STRF(code));
	return rc;
}

td_rc score_table_check(struct arena *a, const struct scheme *s, const struct score_table *t, struct err *e)
{
	struct table_check k = {s, t, e};
	td_rc rc = check_units(a, &k);
	const struct score_cell **cells = in_order(a, t);
	for (size_t i = 0; i < t->cells.n; i++) {
		const struct score_cell *before =
		    i && same_place(cells[i - 1], cells[i]) ? cells[i - 1] : NULL;
		if (check_cell(&k, before, cells[i]) != TD_OK)
			rc = TD_INVALID;
	}
	return rc;
}

static u32 judges_of(const struct score_table *t, const struct criterion *c)
{
	size_t n = !criterion_has_judges(c) ? 1 : c->peers ? t->units.n : t->judges.n;
	return n ? (u32)n : 1;
}

/* Arrays of a column, writable while it is filled. */
struct column {
	i64 *a, *b;
	u8 *state, *has_b;
};

static struct column column_new(struct arena *a, struct score_col *out, u32 n_units, u32 n_judges)
{
	size_t n = (size_t)n_units * n_judges;
	struct column c = {NEW_N(a, i64, n), NEW_N(a, i64, n), NEW_N(a, u8, n), NEW_N(a, u8, n)};
	*out = (struct score_col){c.a, c.b, c.state, c.has_b, n_judges};
	return c;
}

static void put_cell(struct column *col, const struct score_cell *c, u32 n_units)
{
	size_t i = (size_t)c->judge * n_units + c->unit;
	col->state[i] = (u8)c->state;
	col->a[i] = c->a;
	if (c->has_b) {
		col->b[i] = c->b;
		col->has_b[i] = 1;
	}
}

void score_table_input(struct arena *a, const struct scheme *s, const struct score_table *t,
		       enum score_stage stage, struct score_input *out)
{
	u32 n_units = (u32)t->units.n;
	struct score_col *cols = NEW_N(a, struct score_col, s->n_nodes);
	struct column *fill = NEW_N(a, struct column, s->n_nodes);
	for (u32 k = 0; k < s->n_nodes; k++)
		if (criterion_is_leaf(&s->nodes[k]))
			fill[k] = column_new(a, &cols[k], n_units, judges_of(t, &s->nodes[k]));
	const struct score_cell **cells = in_order(a, t);
	for (size_t i = 0; i < t->cells.n; i++)
		if (cells[i]->stage <= stage)
			put_cell(&fill[cells[i]->node], cells[i], n_units);
	*out = (struct score_input){n_units, t->units.at, cols};
}

enum score_stage score_table_stage(const struct score_table *t)
{
	enum score_stage last = STAGE_SELF;
	for (size_t i = 0; i < t->cells.n; i++)
		if (t->cells.at[i].stage > last)
			last = t->cells.at[i].stage;
	return last;
}
