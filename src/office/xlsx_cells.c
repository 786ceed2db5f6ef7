#include <errno.h>
#include <math.h>
#include <stdlib.h>

#include "base/caltime.h"
#include "office/xlsx_part.h"

/* What <c t="…"> promises of the value. */
enum type { TYPE_NUMBER, TYPE_SHARED, TYPE_TEXT, TYPE_BOOL, TYPE_ERROR, TYPE_ISO_DAY };

/* Excel's day 25569 is 1970-01-01; serials below 60 are a day off (its 1900 has a 29 February); 2958465 is the last
 * day of 9999; the 1904 calendar starts 1462 days later. */
enum { SERIAL_EPOCH = 25569, SERIAL_BUG = 60, SERIAL_END = 2958466, DAYS_1904 = 1462 };

struct reader {
	struct xlsx *x;
	const struct xlsx_sheet *sheet;
	const struct xlsx_events *ev;
	void *ctx;
	struct err *e;
	u32 row, col; /* of the cell now open, from 0 */
	u32 next_row, next_col;
	u32 n_cells;
	enum type type;
	const struct xlsx_style *style;
	bool in_data, in_cell, in_inline, in_value, in_phonetic, formula, fonted;
	size_t run_at;
	enum vn_font run_font;
};

static str where(struct reader *r)
{
	return arena_fmt(r->x->a, "%.*s!%.*s", STRF(r->sheet->name), STRF(xlsx_ref(r->x->a, r->row, r->col)));
}

static td_rc bad_cell(struct reader *r)
{
	return err_add(r->e, TD_INVALID, where(r),
		       "Ô bị hỏng: hãy mở tệp bằng Excel, lưu lại và thử lần nữa.");
}

/* ---- values ---- */

static bool plain_decimal(const char *s)
{
	return s[strspn(s, "0123456789+-.eE")] == '\0';
}

static td_rc as_number(struct reader *r, struct xlsx_cell *c)
{
	char *end;
	errno = 0;
	c->number = strtod(c->text.p, &end);
	if (!plain_decimal(c->text.p) || end == c->text.p || *end || !isfinite(c->number))
		return bad_cell(r);
	c->kind = XLSX_NUMBER;
	double serial = c->number + (r->x->date1904 ? DAYS_1904 : 0);
	if (!c->style->date || serial < 1 || serial >= SERIAL_END)
		return TD_OK;
	c->kind = XLSX_DAY;
	c->day = (i64)serial - SERIAL_EPOCH + (serial < SERIAL_BUG);
	return TD_OK;
}

static td_rc as_iso_day(struct reader *r, struct xlsx_cell *c)
{
	struct day d;
	if (day_parse_iso(str_upto(c->text, 10), &d) != TD_OK)
		return bad_cell(r);
	c->kind = XLSX_DAY;
	c->day = day_number(d);
	return TD_OK;
}

/* The text of the cell, in Unicode and NFC. Shared strings were cleaned when they were read. */
static td_rc as_text(struct reader *r, struct xlsx_cell *c)
{
	enum vn_font font = r->style->font;
	bool clean = false;
	c->kind = XLSX_TEXT;
	if (r->type == TYPE_SHARED) {
		u64 ix;
		if (str_u64(str_trim(c->text), &ix) != TD_OK || !xlsx_string(r->x, ix, &c->text, &r->fonted))
			return bad_cell(r);
		clean = font == VN_UNICODE || r->fonted;
		if (clean)
			return TD_OK;
		r->x->text.n = 0;
		if (!xlsx_text_put(r->x, c->text))
			return bad_cell(r);
	}
	if (!r->fonted)
		xlsx_text_convert(r->x, 0, font);
	if (xlsx_text_finish(r->x, &c->text) != TD_OK)
		return err_add(r->e, TD_INVALID, where(r),
			       "Ô chứa ký tự điều khiển: hãy xóa ký tự lạ trong ô.");
	return TD_OK;
}

static td_rc read_value(struct reader *r, struct xlsx_cell *c)
{
	switch (r->type) {
	case TYPE_NUMBER:
		return as_number(r, c);
	case TYPE_ISO_DAY:
		return as_iso_day(r, c);
	case TYPE_BOOL:
		c->kind = XLSX_BOOL;
		c->number = xml_true(c->text.p, false);
		return TD_OK;
	case TYPE_ERROR:
		c->kind = XLSX_ERROR;
		return TD_OK;
	case TYPE_SHARED:
	case TYPE_TEXT:
		break;
	}
	return as_text(r, c);
}

static td_rc emit(struct reader *r)
{
	struct xlsx *x = r->x;
	bool not_computed = x->text.n == 0 && r->formula && r->type == TYPE_NUMBER;
	if (not_computed) {
		/* written by a program that does not calculate: shown as what it is, never taken for an empty cell */
		r->type = TYPE_ERROR;
		(void)xlsx_text_put(x, S("#CHƯA-TÍNH!"));
	}
	if (x->text.n == 0)
		return TD_OK;
	if (r->col >= XLSX_MAX_COLS)
		return err_add(r->e, TD_INVALID, where(r), "Bảng có quá %d cột: không nhận.", XLSX_MAX_COLS);
	if (++r->n_cells > XLSX_MAX_CELLS)
		return err_add(r->e, TD_INVALID, where(r), "Bảng có quá %d ô: không nhận.", XLSX_MAX_CELLS);
	x->text.p[x->text.n] = '\0';
	struct xlsx_cell c = {
	    .row = r->row,
	    .col = r->col,
	    .formula = r->formula,
	    .text = {x->text.p, x->text.n},
	    .style = r->style,
	};
	td_rc rc = read_value(r, &c);
	if (rc != TD_OK || (c.kind == XLSX_TEXT && c.text.n == 0))
		return rc;
	return r->ev->cell(r->ctx, &c);
}

/* ---- elements ---- */

static enum type type_of(const char *t)
{
	if (t == NULL || strcmp(t, "n") == 0)
		return TYPE_NUMBER;
	if (strcmp(t, "s") == 0)
		return TYPE_SHARED;
	if (strcmp(t, "b") == 0)
		return TYPE_BOOL;
	if (strcmp(t, "e") == 0)
		return TYPE_ERROR;
	return strcmp(t, "d") == 0 ? TYPE_ISO_DAY : TYPE_TEXT;
}

static void start_row(struct reader *r, struct xml *xml, const char **attrs)
{
	const char *n = xml_attr(attrs, "r");
	u32 row = n ? xlsx_u32(n, 0) : r->next_row + 1;
	r->row = row - 1;
	r->col = 0;
	r->next_row = row;
	r->next_col = 0;
	if (row == 0 || row > XLSX_MAX_ROWS)
		xml_stop(xml, err_add(r->e, TD_INVALID, r->sheet->name,
				      "Số thứ tự dòng trong tệp không hợp lệ: không nhận."));
}

static void start_cell(struct reader *r, struct xml *xml, const char **attrs)
{
	static const struct xlsx_style plain = {0};
	const char *ref = NULL, *style = NULL, *type = NULL;
	for (; *attrs; attrs += 2) {
		if (attrs[0][1] != '\0')
			continue;
		if (attrs[0][0] == 'r')
			ref = attrs[1];
		else if (attrs[0][0] == 's')
			style = attrs[1];
		else if (attrs[0][0] == 't')
			type = attrs[1];
	}
	u32 row;
	r->col = r->next_col;
	if (ref && xlsx_ref_parse(str_c(ref), &row, &r->col) != TD_OK)
		xml_stop(xml, err_add(r->e, TD_INVALID, r->sheet->name,
				      "Địa chỉ ô trong tệp không hợp lệ: không nhận."));
	r->next_col = r->col + 1;
	u32 ix = xlsx_u32(style, 0);
	r->style = ix < r->x->styles.n ? &r->x->styles.at[ix] : &plain;
	r->type = type_of(type);
	r->in_cell = true;
	r->formula = r->fonted = false;
	r->run_font = VN_UNICODE;
	r->x->text.n = 0;
}

static void start_in_cell(struct reader *r, const char *name, const char **attrs)
{
	if (strcmp(name, "v") == 0) {
		r->in_value = !r->in_inline;
	} else if (strcmp(name, "f") == 0) {
		r->formula = true;
	} else if (strcmp(name, "is") == 0) {
		r->in_inline = true;
	} else if (strcmp(name, "rPh") == 0) {
		r->in_phonetic = true;
	} else if (r->in_inline && strcmp(name, "rFont") == 0) {
		r->fonted = true;
		r->run_font = vn_font_of(str_c(xml_attr(attrs, "val")));
	} else if (r->in_inline && strcmp(name, "t") == 0) {
		r->in_value = !r->in_phonetic;
		r->run_at = r->x->text.n;
	}
}

static void merge_cell(struct reader *r, struct xml *xml, const char **attrs)
{
	str last = str_c(xml_attr(attrs, "ref")), first;
	struct xlsx_range m;
	if (r->ev->merge == NULL || !str_split(&last, ':', &first) || last.p == NULL)
		return;
	if (xlsx_ref_parse(first, &m.row, &m.col) != TD_OK ||
	    xlsx_ref_parse(last, &m.last_row, &m.last_col) != TD_OK || m.last_row < m.row ||
	    m.last_col < m.col)
		return;
	td_rc rc = r->ev->merge(r->ctx, m);
	if (rc != TD_OK)
		xml_stop(xml, rc);
}

static void on_start(void *ctx, struct xml *xml, const char *name, const char **attrs)
{
	struct reader *r = ctx;
	name = xml_local(name);
	if (r->in_cell)
		start_in_cell(r, name, attrs);
	else if (r->in_data && strcmp(name, "c") == 0)
		start_cell(r, xml, attrs);
	else if (r->in_data && strcmp(name, "row") == 0)
		start_row(r, xml, attrs);
	else if (strcmp(name, "sheetData") == 0)
		r->in_data = true;
	else if (strcmp(name, "mergeCell") == 0)
		merge_cell(r, xml, attrs);
}

static void end_cell(struct reader *r, struct xml *xml)
{
	r->in_cell = r->in_inline = r->in_value = r->in_phonetic = false;
	td_rc rc = emit(r);
	if (rc != TD_OK)
		xml_stop(xml, rc);
}

static void on_end(void *ctx, struct xml *xml, const char *name)
{
	struct reader *r = ctx;
	name = xml_local(name);
	if (!r->in_cell) {
		if (strcmp(name, "sheetData") == 0)
			r->in_data = false;
	} else if (strcmp(name, "v") == 0) {
		r->in_value = false;
	} else if (strcmp(name, "c") == 0) {
		end_cell(r, xml);
	} else if (strcmp(name, "t") == 0) {
		if (r->in_value)
			xlsx_text_convert(r->x, r->run_at, r->run_font);
		r->in_value = false;
	} else if (strcmp(name, "rPh") == 0) {
		r->in_phonetic = false;
	} else if (strcmp(name, "is") == 0) {
		r->in_inline = false;
	}
}

static void on_text(void *ctx, struct xml *xml, str text)
{
	struct reader *r = ctx;
	if (r->in_value && !xlsx_text_put(r->x, text))
		xml_stop(xml, err_add(r->e, TD_INVALID, where(r), "Ô chứa quá %d ký tự: không nhận.",
				      XLSX_MAX_TEXT / 4));
}

td_rc xlsx_cells(struct xlsx *x, u32 ix, const struct xlsx_events *ev, void *ctx, struct err *e)
{
	static const struct xml_events on = {.start = on_start, .end = on_end, .text = on_text};
	struct reader r = {.x = x, .sheet = &x->sheets.at[ix], .ev = ev, .ctx = ctx, .e = e};
	if (r.sheet->part.n == 0)
		return TD_OK;
	td_rc rc = xlsx_part(x, r.sheet->part, &on, &r, e);
	if (rc == TD_NOT_FOUND)
		return err_add(e, TD_INVALID, r.sheet->name,
			       "Tệp thiếu nội dung của trang tính này: hãy lưu lại bằng Excel.");
	return rc;
}

/* ---- references ---- */

str xlsx_ref(struct arena *a, u32 row, u32 col)
{
	char letters[8];
	size_t i = sizeof letters;
	for (u64 c = (u64)col + 1; c; c = (c - 1) / 26)
		letters[--i] = (char)('A' + (c - 1) % 26);
	return arena_fmt(a, "%.*s%u", (int)(sizeof letters - i), letters + i, row + 1);
}

td_rc xlsx_ref_parse(str ref, u32 *row, u32 *col)
{
	enum { LAST_COL = 16384 /* XFD */ };
	u64 c = 0, n;
	if (str_has_prefix(ref, S("$")))
		ref = str_from(ref, 1);
	while (ref.n && ((ref.p[0] >= 'A' && ref.p[0] <= 'Z') || (ref.p[0] >= 'a' && ref.p[0] <= 'z')) &&
	       c <= LAST_COL) {
		c = c * 26 + (u64)((ref.p[0] & 0x1F));
		ref = str_from(ref, 1);
	}
	if (str_has_prefix(ref, S("$")))
		ref = str_from(ref, 1);
	if (c == 0 || c > LAST_COL || str_u64(ref, &n) != TD_OK || n == 0 || n > XLSX_MAX_ROWS)
		return TD_INVALID;
	*row = (u32)n - 1;
	*col = (u32)c - 1;
	return TD_OK;
}
