#include "base/map.h"
#include "base/num.h"
#include "base/utf8.h"
#include "base/vi.h"
#include "office/import_part.h"

/* A column of figures: of a stage (cards), of a criterion, or of a unit, perhaps of a stage of it. */
struct bound {
	u32 col;
	enum score_stage stage;
	const struct criterion *crit;  /* columns of criteria */
	const struct score_unit *unit; /* columns of units; on a card the unit of the card */
};

struct taker {
	struct arena *a;
	const struct import_known *known;
	struct import_plan *p;
	struct err *e;
	struct import_head h;
	struct map by_code, by_name, units; /* folded → struct criterion, struct score_unit */
	struct map seen;                    /* "unit criterion stage" → struct import_value */
	VEC(struct bound) cols;
	bool bad;
};

static struct criterion ambiguous; /* in by_name: several criteria have this name */

#define FAULT(t, ...) ((t)->bad = true, (void)err_add((t)->e, TD_INVALID, __VA_ARGS__))

static void fill_maps(struct taker *t)
{
	const struct import_known *k = t->known;
	t->by_code = map_new(t->a);
	t->by_name = map_new(t->a);
	t->units = map_new(t->a);
	t->seen = map_new(t->a);
	for (u32 i = 1; i < k->scheme->n_nodes; i++) {
		struct criterion *c = &k->scheme->nodes[i];
		map_set(&t->by_code, vi_fold(t->a, c->code), c);
		if (map_set(&t->by_name, vi_fold(t->a, c->name), c))
			map_set(&t->by_name, vi_fold(t->a, c->name), &ambiguous);
	}
	for (u32 i = 0; i < k->n_units; i++) {
		map_set(&t->units, vi_fold(t->a, k->units[i].name), (void *)(uintptr_t)&k->units[i]);
		map_set(&t->units, vi_fold(t->a, k->units[i].code), (void *)(uintptr_t)&k->units[i]);
	}
}

/* ---- which shape ---- */

/* A header that names a criterion: its code ("I.1", "Tiêu chí I.1"), or its whole name. */
static const struct criterion *criterion_of_head(struct taker *t, str folded)
{
	if (str_has_prefix(folded, S("tieu chi ")))
		folded = str_from(folded, 9);
	const struct criterion *c = folded.n ? map_get(&t->by_code, folded) : NULL;
	if (c == NULL && folded.n)
		c = map_get(&t->by_name, folded);
	return c == &ambiguous ? NULL : c;
}

static enum score_stage stage_of(enum import_col role, enum score_stage otherwise)
{
	switch (role) {
	case COL_SELF:
		return STAGE_SELF;
	case COL_CROSS:
		return STAGE_CROSS;
	case COL_VERIFIED:
		return STAGE_VERIFIED;
	case COL_EXPLAINED:
		return STAGE_EXPLAINED;
	case COL_FINAL:
		return STAGE_FINAL;
	case COL_COUNCIL:
		return STAGE_COUNCIL;
	default:
		return otherwise;
	}
}

/* What the rows of the header say of one column, top to bottom. */
static struct bound bind_column(struct taker *t, const struct import_head *h, u32 col)
{
	struct bound b = {.col = col, .stage = t->known->stage};
	for (u32 r = h->top; r < h->body; r++) {
		str f = import_head_text(t->a, h, r, col);
		if (f.n == 0)
			continue;
		const struct score_unit *u = map_get(&t->units, f);
		const struct criterion *c = criterion_of_head(t, f);
		if (c == NULL && b.crit) /* "1" below "I" */
			c = map_get(&t->by_code,
				    arena_fmt(t->a, "%.*s %.*s", STRF(vi_fold(t->a, b.crit->code)), STRF(f)));
		b.unit = u ? u : b.unit;
		b.crit = c ? c : b.crit;
		b.stage = stage_of(import_word(f), b.stage);
	}
	return b;
}

/* In the order of stages; a column of points that does not say whose stands for the stage that was asked for. */
static void bind_stage_columns(struct taker *t)
{
	for (enum score_stage stage = STAGE_SELF; stage < STAGE__N; stage++) {
		u32 col = NO_COL;
		for (enum import_col role = COL_SELF; role <= COL_COUNCIL; role++)
			if (t->h.col[role] != NO_COL && stage_of(role, STAGE__N) == stage)
				col = t->h.col[role];
		if (col == NO_COL && stage == t->known->stage)
			col = t->h.col[COL_POINTS];
		if (col != NO_COL)
			VEC_PUSH(t->a, &t->cols) = (struct bound){.col = col, .stage = stage};
	}
}

static bool fits(struct arena *a, const struct import_head *h, void *ctx)
{
	struct taker *t = ctx;
	u32 n_units = 0, n_criteria = 0;
	bool rows = h->col[COL_NAME] != NO_COL || h->col[COL_NO] != NO_COL || h->col[COL_CODE] != NO_COL;
	t->h = *h;
	t->cols.n = 0;
	for (u32 c = 0; c < h->s->n_cols; c++) {
		struct bound b = bind_column(t, h, c);
		bool by_unit = b.unit != NULL, by_criterion = b.crit && criterion_is_leaf(b.crit) && !by_unit;
		n_units += by_unit;
		n_criteria += by_criterion;
		if (by_unit || by_criterion)
			VEC_PUSH(a, &t->cols) = b;
	}
	t->p->shape = IMPORT_CLUSTER;
	if (n_units >= 2 && n_criteria == 0 && rows)
		return true;
	if (n_criteria >= 1 && n_units == 0 && (h->col[COL_UNIT] != NO_COL || h->col[COL_CODE] != NO_COL))
		return true;
	t->p->shape = IMPORT_CARD;
	t->cols.n = 0;
	bind_stage_columns(t);
	return rows && (t->cols.n > 0 || h->col[COL_ACTUAL] != NO_COL) && n_units < 2;
}

/* ---- taking values ---- */

static bool keep(struct taker *t, struct import_value v)
{
	str key = arena_fmt(t->a, "%.*s\n%.*s\n%d", STRF(v.unit), STRF(v.code), (int)v.stage);
	struct import_value *copy = NEW(t->a, struct import_value);
	*copy = v;
	const struct import_value *twin = map_set(&t->seen, key, copy);
	if (twin) {
		FAULT(t, v.where, "Tiêu chí «%.*s» đã có điểm ở ô %.*s.", STRF(v.code), STRF(twin->where));
		return false;
	}
	VEC_PUSH(t->a, &t->p->values) = v;
	return true;
}

static bool read_cell(struct taker *t, u32 row, const struct bound *b, const struct criterion *c,
		      enum import_source from, struct import_value *v)
{
	*v = (struct import_value){
	    .unit = b->unit ? b->unit->code : S(""), .code = c->code, .stage = b->stage, .reason = S("")};
	v->note = v->evidence = S("");
	if (import_figure_read(t->a, t->h.s, row, b->col, c, from, t->e, v) != TD_OK) {
		t->bad = true;
		return false;
	}
	return v->state != CELL_EMPTY;
}

static bool same_value(const struct import_value *x, const struct import_value *y)
{
	return x->state == y->state && x->a_c.v == y->a_c.v && x->b_c.set == y->b_c.set &&
	       x->b_c.v == y->b_c.v;
}

static bool row_has_figure(struct arena *a, const struct import_head *h, u32 row)
{
	u32 from = h->col[COL_NAME] != NO_COL ? h->col[COL_NAME]
		   : h->col[COL_NO] != NO_COL ? h->col[COL_NO]
					      : 0;
	for (u32 c = from + 1; c < h->s->n_cols; c++)
		if (!sheet_covered(h->s, row, c) && sheet_at(h->s, row, c)->kind != XLSX_EMPTY &&
		    sheet_text(a, h->s, row, c).n)
			return true;
	return false;
}

static bool has_bound_figure(struct taker *t, u32 row)
{
	for (size_t i = 0; i < t->cols.n; i++)
		if (!sheet_covered(t->h.s, row, t->cols.at[i].col) &&
		    sheet_text(t->a, t->h.s, row, t->cols.at[i].col).n)
			return true;
	return false;
}

/* The criterion of a row, by code and by name; both must agree. NULL with the fault told, when the row has figures. */
static const struct criterion *criterion_of_line(struct taker *t, const struct import_line *l)
{
	const struct criterion *code = l->coded ? map_get(&t->by_code, vi_fold(t->a, l->code)) : NULL;
	const struct criterion *name = map_get(&t->by_name, vi_fold(t->a, l->name));
	str where = import_addr(t->a, &t->h, l->row, t->h.col[COL_NAME] != NO_COL ? COL_NAME : COL_NO);
	name = name == &ambiguous ? NULL : name;
	if (code && name && code != name)
		FAULT(t, where, "Mã «%.*s» là «%.*s» nhưng nội dung ghi là của «%.*s»: sửa mã hoặc nội dung.",
		      STRF(l->code), STRF(code->name), STRF(name->code));
	else if (code || name)
		return code ? code : name;
	else if (has_bound_figure(t, l->row))
		FAULT(t, where, "Không có tiêu chí «%.*s %.*s» trong bảng tiêu chí đang dùng.",
		      STRF(l->coded ? l->code : S("")), STRF(utf8_upto(l->name, 120)));
	return NULL;
}

/* ---- sums that the sheet shows ---- */

/* Points taken per line and column; what is not judged by hand makes the sum unknown. */
struct sums {
	i64 *at;
	bool *unknown;
};

static void add_up(struct taker *t, struct sums *s, const struct import_lines *lines, size_t line, size_t col,
		   i64 v, bool known)
{
	for (i32 i = (i32)line;; i = lines->at.at[i].parent) {
		size_t at = (size_t)(i + 1) * t->cols.n + col;
		s->unknown[at] |= !known || num_add(s->at[at], v, &s->at[at]) != TD_OK;
		if (i < 0)
			return;
	}
}

static void compare_sum(struct taker *t, const struct sums *s, i64 line, u32 row, size_t col)
{
	bool set;
	i64 shown;
	u32 c = t->cols.at[col].col;
	size_t at = (size_t)(line + 1) * t->cols.n + col;
	struct err ignored = err_new(t->a, t->e->lang);
	if (s->unknown[at] || sheet_covered(t->h.s, row, c) ||
	    sheet_num_c(t->a, t->h.s, row, c, &ignored, &set, &shown) != TD_OK || !set || shown == s->at[at])
		return;
	import_note(t->a, t->p, sheet_addr(t->a, t->h.s, row, c),
		    "Tổng ghi trong bảng là %s, cộng các mục được %s.", num_short(t->a, shown).p,
		    num_short(t->a, s->at[at]).p);
}

static void compare_sums(struct taker *t, const struct sums *s, const struct import_lines *lines)
{
	for (size_t col = 0; col < t->cols.n; col++) {
		for (size_t i = 0; i < lines->at.n; i++)
			if (lines->at.at[i].n_children)
				compare_sum(t, s, (i64)i, lines->at.at[i].row, col);
		for (size_t i = 0; i < lines->totals.n; i++)
			compare_sum(t, s, -1, lines->totals.at[i], col);
	}
}

/* ---- rows are criteria ---- */

/* Texts beside the figures: evidence to the first stage, the reason to what differs from the stage before. */
static void add_texts(struct taker *t, u32 row, struct import_value *v, const struct import_value *before)
{
	str reason = import_text(t->a, &t->h, row, COL_REASON),
	    note = import_text(t->a, &t->h, row, COL_NOTE);
	bool differs = before && !same_value(before, v);
	if (before == NULL) {
		v->evidence = import_text(t->a, &t->h, row, COL_EVIDENCE);
		v->note = note;
	}
	if (!differs && v->state != CELL_NA)
		return;
	v->reason = reason.n ? reason : note;
	if (v->reason.n == 0 && differs)
		FAULT(t, v->where, "Khác bước trước (ô %.*s): phải ghi lý do ở cột «Lý do» hoặc «Ghi chú».",
		      STRF(before->where));
	else if (v->reason.n == 0)
		FAULT(t, v->where, "Không áp dụng thì phải ghi lý do ở cột «Lý do» hoặc «Ghi chú».");
}

/* Columns left to right; the stage before is the last one taken of the same unit. */
static void take_columns(struct taker *t, const struct import_lines *lines, size_t line,
			 const struct criterion *c, const struct import_value *actual, struct sums *sums)
{
	u32 row = lines->at.at[line].row;
	struct import_value before = {.state = CELL_EMPTY};
	enum import_source from = t->p->shape == IMPORT_CARD ? FROM_POINTS : FROM_CELL;
	for (size_t i = 0; i < t->cols.n; i++) {
		struct import_value v;
		const struct bound *b = &t->cols.at[i];
		bool by_hand = c->kind == CRIT_MANUAL;
		bool taken = !(actual && !by_hand) && read_cell(t, row, b, c, from, &v);
		add_up(t, sums, lines, line, i, taken && v.state == CELL_SET ? v.a_c.v : 0, by_hand);
		if (!taken)
			continue;
		bool goes_on = before.state != CELL_EMPTY && str_eq(before.unit, v.unit);
		add_texts(t, row, &v, goes_on ? &before : NULL);
		keep(t, v);
		before = v;
	}
}

/* The result column of a card and its target. True when it gave the value. */
static bool take_actual(struct taker *t, u32 row, const struct criterion *c, const struct score_unit *unit,
			struct import_value *v)
{
	bool set;
	i64 target;
	struct bound b = {.col = t->h.col[COL_ACTUAL], .stage = t->known->stage, .unit = unit};
	if (b.col == NO_COL || c->kind == CRIT_MANUAL || !read_cell(t, row, &b, c, FROM_ACTUAL, v))
		return false;
	if (criterion_uses_b(c) && !v->b_c.set) {
		if (import_num(t->a, &t->h, row, COL_TARGET, t->e, &set, &target) != TD_OK)
			t->bad = true;
		else if (set)
			v->b_c = OPT(target);
	}
	add_texts(t, row, v, NULL);
	keep(t, *v);
	return true;
}

static void take_line(struct taker *t, const struct import_lines *lines, size_t line,
		      const struct score_unit *unit, struct sums *sums)
{
	struct import_value v;
	const struct criterion *c = criterion_of_line(t, &lines->at.at[line]);
	if (c == NULL || !criterion_is_leaf(c))
		return;
	bool measured = t->p->shape == IMPORT_CARD && take_actual(t, lines->at.at[line].row, c, unit, &v);
	take_columns(t, lines, line, c, measured ? &v : NULL, sums);
}

static td_rc take_criteria_rows(struct taker *t, const struct score_unit *unit)
{
	struct import_lines lines = {0};
	td_rc rc = import_tree(t->a, &t->h, row_has_figure, t->e, &lines);
	if (rc != TD_OK)
		return rc;
	size_t n = (lines.at.n + 1) * t->cols.n;
	struct sums sums = {NEW_N(t->a, i64, n), NEW_N(t->a, bool, n)};
	for (size_t i = 0; i < t->cols.n; i++)
		t->cols.at[i].unit = t->cols.at[i].unit ? t->cols.at[i].unit : unit;
	for (size_t i = 0; i < lines.at.n; i++)
		take_line(t, &lines, i, unit, &sums);
	compare_sums(t, &sums, &lines);
	return TD_OK;
}

/* ---- rows are units ---- */

static void take_unit_row(struct taker *t, u32 row)
{
	enum import_col role = t->h.col[COL_UNIT] != NO_COL ? COL_UNIT : COL_CODE;
	str text = import_text(t->a, &t->h, row, role);
	const struct score_unit *u = text.n ? map_get(&t->units, vi_fold(t->a, text)) : NULL;
	if (u == NULL) {
		if (text.n && has_bound_figure(t, row))
			FAULT(t, import_addr(t->a, &t->h, row, role), "Không có đơn vị «%.*s» trong cụm.",
			      STRF(text));
		return;
	}
	for (size_t i = 0; i < t->cols.n; i++) {
		struct import_value v;
		struct bound b = t->cols.at[i];
		b.unit = u;
		if (!read_cell(t, row, &b, b.crit, FROM_CELL, &v))
			continue;
		if (v.state == CELL_NA) {
			v.reason = import_text(t->a, &t->h, row, COL_NOTE);
			if (v.reason.n == 0)
				FAULT(t, v.where, "Không áp dụng thì phải ghi lý do ở cột «Ghi chú».");
		}
		keep(t, v);
	}
}

/* ---- the unit of a card ---- */

/* "Đơn vị: Cục Thuế" above the header, in one cell or two. STR_NULL: the card does not say. */
static str unit_above(struct taker *t, str *where)
{
	const struct sheet *s = t->h.s;
	for (u32 r = 0; r < t->h.top; r++) {
		for (u32 c = 0; c < s->n_cols; c++) {
			str f = sheet_fold(t->a, s, r, c), text = sheet_text(t->a, s, r, c), label;
			if (sheet_covered(s, r, c) ||
			    (!str_has_prefix(f, S("don vi")) && !str_has_prefix(f, S("ten don vi"))) ||
			    !str_split(&text, ':', &label))
				continue;
			*where = sheet_addr(t->a, s, r, c);
			for (u32 k = c + 1; str_trim(text).n == 0 && k < s->n_cols; k++)
				text = sheet_covered(s, r, k) ? S("") : sheet_text(t->a, s, r, k);
			return str_trim(text);
		}
	}
	return STR_NULL;
}

static const struct score_unit *unit_of_card(struct taker *t)
{
	str where = S(""), text = unit_above(t, &where);
	const struct score_unit *given =
	    t->known->unit.n ? map_get(&t->units, vi_fold(t->a, t->known->unit)) : NULL;
	const struct score_unit *said = text.n ? map_get(&t->units, vi_fold(t->a, text)) : NULL;
	if (text.n && said == NULL)
		FAULT(t, where, "Không có đơn vị «%.*s» trong cụm.", STRF(text));
	else if (said && given && said != given)
		FAULT(t, where, "Phiếu ghi đơn vị «%.*s» nhưng đang nạp cho «%.*s».", STRF(said->name),
		      STRF(given->name));
	else if (!said && !given)
		FAULT(t, t->h.s->name,
		      "Phiếu không ghi tên đơn vị: chọn đơn vị trước khi nạp, hoặc ghi «Đơn vị: …» phía trên "
		      "bảng.");
	return said ? said : given;
}

td_rc import_scores(struct arena *a, const struct sheets *in, const struct import_known *known, struct err *e,
		    struct import_plan *out)
{
	*out = (struct import_plan){.shape = IMPORT_CARD};
	struct taker t = {.a = a, .known = known, .p = out, .e = e};
	struct import_head h;
	fill_maps(&t);
	if (!import_find(a, in, fits, &t, &h))
		return err_add(e, TD_INVALID, in->n ? in->at[0].name : S(""),
			       "Không tìm thấy bảng điểm: cần một dòng tiêu đề có cột «Nội dung» và cột "
			       "«Điểm tự chấm» (hoặc "
			       "«Thẩm tra», «Kết quả»), hoặc tên các đơn vị, hoặc mã các tiêu chí.");
	out->sheet = h.s->name;
	out->title = import_title(a, &h);
	td_rc rc = TD_OK;
	if (out->shape == IMPORT_CARD)
		rc = take_criteria_rows(&t, unit_of_card(&t));
	else if (t.cols.at[0].unit)
		rc = take_criteria_rows(&t, NULL);
	else
		for (u32 r = h.body; r < h.s->n_rows; r++)
			if (!import_is_total(a, &h, r))
				take_unit_row(&t, r);
	if (rc == TD_OK && !t.bad && out->values.n == 0)
		return err_add(e, TD_INVALID, h.s->name, "Bảng điểm chưa có điểm nào.");
	return t.bad ? TD_INVALID : rc;
}
