#include "office/sheet.h"

#include <math.h>
#include <stdio.h>

#include "base/num.h"
#include "base/utf8.h"
#include "base/vi.h"

/* Cells arrive in the order of the file; the size is known only at the end. */
struct found {
	u32 row, col;
	struct sheet_cell cell;
};

struct loader {
	struct arena *a;
	struct err *e;
	struct sheet *s;
	size_t *bytes; /* of text, over all sheets */
	VEC(struct found) cells;
	VEC(struct xlsx_range) merges;
};

static td_rc too_large(struct loader *l)
{
	return err_add(
	    l->e, TD_INVALID, l->s->name,
	    "Trang tính quá lớn để nạp (quá %d dòng hoặc %d ô): hãy xóa phần thừa ngoài bảng rồi lưu lại.",
	    SHEET_MAX_ROWS, SHEET_MAX_CELLS);
}

static td_rc on_cell(void *ctx, const struct xlsx_cell *c)
{
	struct loader *l = ctx;
	struct sheet *s = l->s;
	if (c->row >= s->n_rows)
		s->n_rows = c->row + 1;
	if (c->col >= s->n_cols)
		s->n_cols = c->col + 1;
	bool text = c->kind == XLSX_TEXT || c->kind == XLSX_ERROR;
	*l->bytes += text ? c->text.n : 0;
	if (s->n_rows > SHEET_MAX_ROWS || (u64)s->n_rows * s->n_cols > SHEET_MAX_CELLS ||
	    *l->bytes > SHEET_MAX_BYTES)
		return too_large(l);
	VEC_PUSH(l->a, &l->cells) = (struct found){
	    .row = c->row,
	    .col = c->col,
	    .cell = {.kind = c->kind,
		     .bold = c->style->bold,
		     .percent = c->style->percent,
		     .indent = c->style->indent,
		     .formula = c->formula,
		     .text = text ? arena_str(l->a, c->text) : S(""),
		     .number = c->number,
		     .day = c->day},
	};
	return TD_OK;
}

static td_rc on_merge(void *ctx, struct xlsx_range r)
{
	struct loader *l = ctx;
	if (r.row >= l->s->n_rows || r.col >= l->s->n_cols)
		return TD_OK;
	if (r.last_row >= l->s->n_rows)
		r.last_row = l->s->n_rows - 1;
	if (r.last_col >= l->s->n_cols)
		r.last_col = l->s->n_cols - 1;
	VEC_PUSH(l->a, &l->merges) = r;
	return TD_OK;
}

static struct sheet_cell *cell(const struct sheet *s, u32 row, u32 col)
{
	return &s->cells[(size_t)row * s->n_cols + col];
}

/* Ranges that overlap (no program writes them) stop at the first cell that is taken. */
void sheet_mark_merge(struct sheet *s, u32 ix)
{
	const struct xlsx_range *m = &s->merges[ix];
	for (u32 r = m->row; r <= m->last_row; r++) {
		for (u32 c = m->col; c <= m->last_col; c++) {
			if (cell(s, r, c)->merge)
				return;
			cell(s, r, c)->merge = ix + 1;
		}
	}
}

static void lay_out(struct loader *l)
{
	struct sheet *s = l->s;
	s->cells = NEW_N(l->a, struct sheet_cell, (size_t)s->n_rows * s->n_cols);
	for (size_t i = 0; i < l->cells.n; i++)
		*cell(s, l->cells.at[i].row, l->cells.at[i].col) = l->cells.at[i].cell;
	s->merges = l->merges.at;
	s->n_merges = (u32)l->merges.n;
	for (u32 i = 0; i < s->n_merges; i++)
		sheet_mark_merge(s, i);
}

static td_rc take_properties(struct arena *a, str bytes, struct err *e, struct sheets *out)
{
	xlsx_property_list list;
	td_rc rc = xlsx_properties(a, bytes, e, &list);
	out->properties = list.at;
	out->n_properties = (u32)list.n;
	return rc;
}

td_rc sheets_from_xlsx(struct arena *a, str bytes, struct err *e, struct sheets *out)
{
	static const struct xlsx_events ev = {on_cell, on_merge};
	struct xlsx *x;
	size_t n_bytes = 0;
	td_rc rc = xlsx_open(a, bytes, e, &x);
	if (rc != TD_OK)
		return rc;
	*out = (struct sheets){
	    .at = NEW_N(a, struct sheet, xlsx_n_sheets(x)), .n = xlsx_n_sheets(x), .workbook = true};
	for (u32 i = 0; i < out->n; i++) {
		struct loader l = {.a = a, .e = e, .s = &out->at[i], .bytes = &n_bytes};
		l.s->name = xlsx_sheet(x, i)->name;
		l.s->hidden = xlsx_sheet(x, i)->hidden;
		rc = xlsx_cells(x, i, &ev, &l, e);
		if (rc != TD_OK)
			return rc;
		lay_out(&l);
	}
	return take_properties(a, bytes, e, out);
}

td_rc sheets_from_file(struct arena *a, str bytes, str name, struct err *e, struct sheets *out)
{
	size_t line = str_find_byte(bytes, '\n');
	bool binary = str_find_byte(str_upto(bytes, 4096), '\0') < (bytes.n < 4096 ? bytes.n : 4096);
	bool markup = str_has_prefix(str_trim(str_upto(bytes, 64)), S("<"));
	if (bytes.n == 0 || binary || markup || line == bytes.n || str_has_prefix(bytes, S("PK")) ||
	    str_has_prefix(bytes, S("%PDF-")))
		return sheets_from_xlsx(a, bytes, e, out);
	return sheets_from_csv(a, bytes, name, e, out);
}

str sheets_property(const struct sheets *s, str name)
{
	for (u32 i = 0; i < s->n_properties; i++)
		if (str_eq(s->properties[i].name, name))
			return s->properties[i].text;
	return STR_NULL;
}

/* ---- reading cells ---- */

const struct sheet_cell *sheet_at(const struct sheet *s, u32 row, u32 col)
{
	static const struct sheet_cell empty = {0};
	if (row >= s->n_rows || col >= s->n_cols)
		return &empty;
	const struct sheet_cell *c = cell(s, row, col);
	if (c->merge == 0)
		return c;
	const struct xlsx_range *m = &s->merges[c->merge - 1];
	return cell(s, m->row, m->col);
}

bool sheet_covered(const struct sheet *s, u32 row, u32 col)
{
	if (row >= s->n_rows || col >= s->n_cols || cell(s, row, col)->merge == 0)
		return false;
	const struct xlsx_range *m = &s->merges[cell(s, row, col)->merge - 1];
	return m->row != row || m->col != col;
}

str sheet_addr(struct arena *a, const struct sheet *s, u32 row, u32 col)
{
	return arena_fmt(a, "%.*s!%.*s", STRF(s->name), STRF(xlsx_ref(a, row, col)));
}

/* Hundredths of a number that a spreadsheet computed in floating point: what differs by less than it can hold is the
 * same. False: more than two decimals, or too large. */
static bool exact_c(double d, i64 *out_c)
{
	double c = d * 100, whole = nearbyint(c);
	if (fabs(c) >= 1e15 || fabs(c - whole) > 1e-11 * (fabs(c) > 1000 ? fabs(c) : 1000))
		return false;
	*out_c = (i64)whole;
	return true;
}

/* "1" and "1,5" as well as what has no exact hundredths: "0,333333333333333". */
static str number_text(struct arena *a, double d)
{
	i64 c;
	if (exact_c(d, &c))
		return num_short(a, c);
	str s = arena_fmt(a, "%.15g", d);
	char *comma = memchr((char *)(uintptr_t)s.p, '.', s.n);
	if (comma)
		*comma = ',';
	return s;
}

str sheet_text(struct arena *a, const struct sheet *s, u32 row, u32 col)
{
	const struct sheet_cell *c = sheet_at(s, row, col);
	switch (c->kind) {
	case XLSX_TEXT:
	case XLSX_ERROR:
		return str_trim(c->text);
	case XLSX_NUMBER:
		return number_text(a, c->percent ? c->number * 100 : c->number);
	case XLSX_DAY:
		return day_vi(a, day_from_number(c->day));
	case XLSX_BOOL:
		return c->number != 0 ? S("x") : S("");
	default:
		return S("");
	}
}

str sheet_fold(struct arena *a, const struct sheet *s, u32 row, u32 col)
{
	return vi_fold(a, sheet_text(a, s, row, col));
}

static bool stands_for_nothing(str t)
{
	return t.n == 0 || str_eq(t, S("-")) || str_eq(t, S("–")) || str_eq(t, S("…")) || str_eq(t, S("..."));
}

static td_rc text_c(struct arena *a, const struct sheet *s, u32 row, u32 col, struct err *e, i64 *out_c)
{
	str t = sheet_text(a, s, row, col), number = t;
	static const str units[] = {{"%", 1}, {"điểm", sizeof "điểm" - 1}, {"đ", sizeof "đ" - 1}};
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (str_has_suffix(number, units[i]))
			number = str_trim(str_upto(number, number.n - units[i].n));
	if (num_parse_c(number, out_c) == TD_OK)
		return TD_OK;
	return err_add(e, TD_INVALID, sheet_addr(a, s, row, col), "«%.*s»: %s", STRF(utf8_upto(t, 60)),
		       i18n_tr(e->lang, num_parse_why(number)));
}

static td_rc refuse_kind(struct arena *a, const struct sheet *s, u32 row, u32 col, struct err *e)
{
	str t = sheet_text(a, s, row, col), at = sheet_addr(a, s, row, col);
	switch (sheet_at(s, row, col)->kind) {
	case XLSX_ERROR:
		return err_add(
		    e, TD_INVALID, at,
		    "Công thức trong ô báo lỗi %.*s: hãy sửa công thức rồi lưu lại bằng Excel, hoặc gõ số.",
		    STRF(t));
	case XLSX_DAY:
		return err_add(e, TD_INVALID, at,
			       "Ô cần một số nhưng đang là ngày %.*s: hãy đổi định dạng ô và gõ lại số.",
			       STRF(t));
	case XLSX_BOOL:
		return err_add(e, TD_INVALID, at, "Ô cần một số nhưng đang là giá trị đúng/sai: hãy gõ số.");
	default:
		return err_add(
		    e, TD_INVALID, at,
		    "%.*s có nhiều hơn hai chữ số thập phân: hãy làm tròn đến hai chữ số sau dấu phẩy.",
		    STRF(t));
	}
}

td_rc sheet_num_c(struct arena *a, const struct sheet *s, u32 row, u32 col, struct err *e, bool *set,
		  i64 *out_c)
{
	const struct sheet_cell *c = sheet_at(s, row, col);
	*out_c = 0;
	*set = c->kind != XLSX_EMPTY &&
	       !(c->kind == XLSX_TEXT && stands_for_nothing(sheet_text(a, s, row, col)));
	if (!*set)
		return TD_OK;
	if (c->kind == XLSX_TEXT)
		return text_c(a, s, row, col, e, out_c);
	if (c->kind == XLSX_NUMBER && exact_c(c->percent ? c->number * 100 : c->number, out_c))
		return TD_OK;
	return refuse_kind(a, s, row, col, e);
}

td_rc sheet_day(struct arena *a, const struct sheet *s, u32 row, u32 col, struct err *e, bool *set,
		struct day *out)
{
	const struct sheet_cell *c = sheet_at(s, row, col);
	str t = sheet_text(a, s, row, col);
	*set = t.n > 0;
	if (c->kind == XLSX_DAY)
		*out = day_from_number(c->day);
	else if (*set && day_parse_vi(t, out) != TD_OK && day_parse_iso(t, out) != TD_OK)
		return err_add(e, TD_INVALID, sheet_addr(a, s, row, col),
			       "«%.*s» không phải là ngày: hãy gõ dạng ngày/tháng/năm, ví dụ 21/11/2026.",
			       STRF(utf8_upto(t, 60)));
	return TD_OK;
}
