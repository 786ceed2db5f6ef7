#include "office/csv.h"

#include "base/num.h"
#include "base/utf8.h"
#include "office/sheet.h"

/* ---- writing ---- */

struct csv csv_new(struct arena *a)
{
	struct csv c = {.b = sb_new(a, CSV_MAX)};
	SB_LIT(&c.b, "\xEF\xBB\xBF");
	return c;
}

static struct sb *next_field(struct csv *c)
{
	if (c->in_row)
		sb_byte(&c->b, ',');
	c->in_row = true;
	return &c->b;
}

void csv_text(struct csv *c, str s)
{
	struct sb *b = next_field(c);
	bool formula = s.n && strchr("=+-@\t\r", s.p[0]) != NULL;
	bool quoted = false;
	for (size_t i = 0; i < s.n && !quoted; i++)
		quoted = strchr(",;\"\t\r\n", s.p[i]) != NULL;
	if (quoted)
		sb_byte(b, '"');
	if (formula)
		sb_byte(b, '\'');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			sb_byte(b, '"');
		sb_byte(b, s.p[i]);
	}
	if (quoted)
		sb_byte(b, '"');
}

void csv_num(struct csv *c, i64 v_c)
{
	num_put_json(next_field(c), v_c);
}

void csv_int(struct csv *c, i64 v)
{
	sb_int(next_field(c), v);
}

void csv_blank(struct csv *c)
{
	next_field(c);
}

void csv_end_row(struct csv *c)
{
	SB_LIT(&c->b, "\r\n");
	c->in_row = false;
}

str csv_str(const struct csv *c)
{
	return sb_str(&c->b);
}

/* ---- reading ---- */

struct field {
	u32 row, col;
	str text;
};

struct scan {
	struct arena *a;
	str rest;
	char mark;
	u32 row, col;
	VEC(struct field) fields;
	u32 n_cols;
};

/* The separator that the first line has most of. */
static char find_mark(str bytes)
{
	static const char marks[] = {';', '\t', ','};
	str line = str_upto(bytes, str_find_byte(bytes, '\n'));
	char best = ',';
	size_t most = 0;
	for (size_t i = 0; i < sizeof marks; i++) {
		size_t n = 0;
		for (size_t k = 0; k < line.n; k++)
			n += line.p[k] == marks[i];
		if (n > most) {
			most = n;
			best = marks[i];
		}
	}
	return best;
}

/* Behind the opening quote; false when it never closes. */
static bool quoted_field(struct scan *s, str *out)
{
	struct sb b = sb_new(s->a, s->rest.n + 1);
	for (;;) {
		size_t n = str_find_byte(s->rest, '"');
		if (n == s->rest.n)
			return false;
		sb_put(&b, str_upto(s->rest, n));
		s->rest = str_from(s->rest, n + 1);
		if (!str_has_prefix(s->rest, S("\"")))
			break;
		sb_byte(&b, '"');
		s->rest = str_from(s->rest, 1);
	}
	*out = sb_str(&b);
	return true;
}

static str plain_field(struct scan *s)
{
	size_t n = 0;
	while (n < s->rest.n && s->rest.p[n] != s->mark && s->rest.p[n] != '\n')
		n++;
	str field = str_upto(s->rest, n);
	s->rest = str_from(s->rest, n);
	return field;
}

static bool scan_field(struct scan *s)
{
	str text;
	if (str_has_prefix(s->rest, S("\""))) {
		s->rest = str_from(s->rest, 1);
		if (!quoted_field(s, &text))
			return false;
		plain_field(s); /* what stands between the quote and the separator is lost in every reader */
	} else {
		text = plain_field(s);
	}
	text = str_trim(text);
	if (text.n) {
		VEC_PUSH(s->a, &s->fields) = (struct field){s->row, s->col, text};
		s->n_cols = s->col >= s->n_cols ? s->col + 1 : s->n_cols;
	}
	if (str_has_prefix(s->rest, S("\n"))) {
		s->row++;
		s->col = 0;
	} else {
		s->col++;
	}
	s->rest = str_from(s->rest, 1);
	return true;
}

td_rc sheets_from_csv(struct arena *a, str bytes, str name, struct err *e, struct sheets *out)
{
	size_t bad_at;
	str clean;
	if (str_has_prefix(bytes, S("\xEF\xBB\xBF")))
		bytes = str_from(bytes, 3);
	if (bytes.n > SHEET_MAX_BYTES || utf8_clean(a, bytes, &clean, &bad_at) != TD_OK)
		return err_add(
		    e, TD_INVALID, name,
		    "Tệp CSV quá lớn hoặc không ở bảng mã UTF-8: hãy lưu lại bằng Excel, chọn «CSV UTF-8».");
	struct scan s = {.a = a, .rest = clean, .mark = find_mark(clean)};
	while (s.rest.n) {
		if (!scan_field(&s))
			return err_add(e, TD_INVALID,
				       sheet_addr(a, &(struct sheet){.name = name}, s.row, s.col),
				       "Dấu ngoặc kép mở ra mà không đóng: hãy sửa ô này.");
		if (s.row >= SHEET_MAX_ROWS || (u64)(s.row + 1) * (s.n_cols + 1) > SHEET_MAX_CELLS)
			return err_add(e, TD_INVALID, name, "Bảng quá lớn để nạp (quá %d dòng hoặc %d ô).",
				       SHEET_MAX_ROWS, SHEET_MAX_CELLS);
	}
	struct sheet *sheet = NEW(a, struct sheet);
	*sheet = (struct sheet){.name = name, .n_rows = s.row + (s.col > 0), .n_cols = s.n_cols};
	sheet->cells = NEW_N(a, struct sheet_cell, (size_t)sheet->n_rows * sheet->n_cols);
	for (size_t i = 0; i < s.fields.n; i++) {
		const struct field *f = &s.fields.at[i];
		sheet->cells[(size_t)f->row * sheet->n_cols + f->col] =
		    (struct sheet_cell){.kind = XLSX_TEXT, .text = f->text};
	}
	*out = (struct sheets){.at = sheet, .n = 1};
	return TD_OK;
}
