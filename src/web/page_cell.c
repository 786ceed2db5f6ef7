#include "web/page_cell.h"

#include "format/value.h"
#include "web/page_card.h"

struct cell_form {
	str code, stage, score, second, na, reason, was;
};
static const struct field fields[] = {
    FIELD(CODE, struct cell_form, code, N_("Tiêu chí"), .required = true, .max = 32),
    FIELD(CODE, struct cell_form, stage, N_("Giai đoạn"), .required = true, .max = 16),
    FIELD(TEXT, struct cell_form, score, N_("Kết quả"), .max = 32),
    FIELD(TEXT, struct cell_form, second, N_("Chỉ tiêu"), .max = 32),
    FIELD(TEXT, struct cell_form, na, N_("Không áp dụng"), .max = 8),
    FIELD(TEXT, struct cell_form, reason, N_("Lý do"), .max = 1000),
    FIELD(TEXT, struct cell_form, was, N_("Phiên bản"), .max = 20),
};
const struct form_def page_cell_form = FORM(struct cell_form, fields);

/* ---- reading ---- */

static td_rc read_number(struct err *e, const struct criterion *k, str text, struct opt_i64 *out)
{
	bool whole =
	    k->kind == CRIT_BOOL || k->kind == CRIT_KNOCKOUT || (k->kind == CRIT_LEVEL && !k->by_value);
	i64 v = 0;
	*out = OPT_NONE;
	if (!text.n)
		return TD_OK;
	td_rc rc = whole ? str_i64(text, &v) : num_parse_c(text, &v);
	if (rc != TD_OK)
		return err_add(e, TD_INVALID, k->code, "%s", num_parse_why(text));
	*out = OPT(v);
	return TD_OK;
}

td_rc page_cell_read(struct err *e, const struct criterion *k, const struct cell_typed *t,
		     struct act_cell *out)
{
	td_rc rc = TD_OK;
	i64 was = 0;
	*out = (struct act_cell){.code = k->code, .reason = t->reason};
	if (str_i64(t->was, &was) == TD_OK)
		out->rev = was;
	if (read_number(e, k, t->a, &out->a_c) != TD_OK || read_number(e, k, t->b, &out->b_c) != TD_OK)
		rc = TD_INVALID;
	if (!criterion_uses_b(k))
		out->b_c = OPT_NONE;
	if (t->na)
		out->state = CELL_NA, out->a_c = out->b_c = OPT_NONE;
	else
		out->state = out->a_c.set ? CELL_SET : CELL_EMPTY;
	if (out->state == CELL_EMPTY)
		out->b_c = OPT_NONE;
	return rc;
}

/* ---- saving ---- */

/* The card may have moved on since the form was opened: then the stage that was typed for says what is refused. */
static td_rc check_place(struct req *r, const struct cell_form *f)
{
	struct card_place at;
	enum score_stage stage;
	td_rc rc = score_stage_parse(f->stage, &stage);
	if (rc == TD_OK)
		rc = page_card_place(r, &at);
	if (rc != TD_OK)
		return rc;
	if (stage != at.stage) {
		at.stage = stage;
		at.editable = false;
	}
	return page_card_open(r, &at);
}

td_rc page_cell_post(struct req *r)
{
	const struct cell_form *f = form_value(r->form);
	const struct scheme *s;
	struct act_cell cell;
	size_t changed;
	enum score_stage stage;
	td_rc rc = check_place(r, f);
	if (rc == TD_OK && !r->year.scheme.set)
		rc = TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = store_scheme_load(r->tx, (scheme_id){r->year.scheme.v}, &s);
	if (rc == TD_OK)
		rc = score_stage_parse(f->stage, &stage);
	if (rc != TD_OK)
		return rc;
	i64 node = scheme_find(s, f->code);
	if (node < 0 || !criterion_is_leaf(&s->nodes[node]))
		return err_add(r->e, TD_INVALID, f->code, N_("Không có tiêu chí «%.*s» trong bảng điểm."),
			       STRF(f->code));
	const struct cell_typed typed = {f->code, f->score, f->second, f->reason, f->was, f->na.n > 0};
	rc = page_cell_read(r->e, &s->nodes[node], &typed, &cell);
	if (rc == TD_OK)
		rc = act_cells_save(r->tx, r->year.id, r->member.unit, stage, &cell, 1, ACT_CELLS_OWN,
				    &changed);
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s/cham-diem/%.*s/o/%.*s", STRF(page_base(r)),
				       STRF(r->member.unit_code), STRF(f->code));
	return rc;
}

/* ---- telling ---- */

static void put_groups(struct arena *a, struct value *map, const struct grid *grid)
{
	struct value *list = value_put(a, map, S("groups"), value_list(a));
	for (size_t i = 0; i < grid->groups.n; i++) {
		const struct grid_group *g = &grid->groups.at[i];
		struct value *x = value_add(a, list, value_map(a));
		value_put_int(a, x, "ix", g->ix);
		value_put_int(a, x, "n_filled", g->n_filled);
		if (g->shows_points)
			value_put_text(a, x, "points", num_c(a, g->points_c));
	}
}

static void put_row(struct arena *a, struct value *map, const struct grid_row *row)
{
	value_put_text(a, map, "code", row->code);
	value_put_text(a, map, "a", row->a);
	value_put_text(a, map, "b", row->b);
	value_put_bool(a, map, "na", row->na);
	value_put_text(a, map, "reason", row->reason);
	value_put_text(a, map, "shown", row->shown);
	value_put_int(a, map, "rev", row->was);
	value_put_bool(a, map, "filled", row->filled);
	value_put_int(a, map, "points_c", row->points_c);
	value_put_text(a, map, "points", num_c(a, row->points_c));
	value_put_text(a, map, "tag", row->tag.text);
}

static const struct grid_row *find_row(const struct grid *grid, str code)
{
	for (size_t i = 0; i < grid->groups.n; i++)
		for (size_t k = 0; k < grid->groups.at[i].rows.n; k++) {
			const struct grid_row *row = &grid->groups.at[i].rows.at[k];
			if (!row->heading && str_eq(row->code, code))
				return row;
		}
	return NULL;
}

/* What is stored now: the cell and the sums that it changes. */
static td_rc put_now(struct req *r, str code, struct value *map)
{
	struct arena *a = r->a;
	struct card_vm *vm = NEW(a, struct card_vm);
	td_rc rc = page_card_model(r, vm);
	const struct grid_row *row = rc == TD_OK ? find_row(&vm->grid, code) : NULL;
	if (rc == TD_OK && row == NULL)
		rc = TD_NOT_FOUND;
	if (rc != TD_OK)
		return rc;
	put_row(a, map, row);
	put_groups(a, map, &vm->grid);
	value_put_text(a, map, "total", num_c(a, vm->total_c));
	value_put_int(a, map, "n_filled", vm->grid.n_filled);
	value_put_int(a, map, "n_own", vm->grid.n_own);
	value_put_text(a, map, "csrf", r->page.csrf);
	return TD_OK;
}

static void answer(struct req *r, const struct value *map)
{
	r->body = value_to_json(r->a, map, VALUE_CANONICAL);
	r->type = S("application/json; charset=utf-8");
}

td_rc page_cell(struct req *r)
{
	struct value *map = value_map(r->a);
	value_put_bool(r->a, map, "ok", true);
	td_rc rc = put_now(r, req_param(r, "criterion"), map);
	if (rc == TD_OK)
		answer(r, map);
	return rc;
}

/* Whose fault it is: of what was typed, of another who saved in between, or the time is over. */
static str why(td_rc refused)
{
	return refused == TD_STALE ? S("stale") : refused == TD_INVALID ? S("invalid") : S("closed");
}

td_rc page_cell_again(struct req *r)
{
	struct arena *a = r->a;
	str code = form_typed(r->form, S("code"));
	struct value *map = value_map(a), *now = value_map(a);
	value_put_bool(a, map, "ok", false);
	value_put_text(a, map, "why", why(r->refused));
	struct value *errors = value_put(a, map, S("errors"), value_list(a));
	for (size_t i = 0; i < r->e->items.n; i++)
		value_add(a, errors, value_text(a, r->e->items.at[i].text));
	r->form = NULL; /* what is stored is told, not what was typed: that is still in the page */
	td_rc rc = put_now(r, code.n ? code : S("-"), now);
	if (rc == TD_OK)
		value_put(a, map, S("now"), now);
	answer(r, map);
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}
