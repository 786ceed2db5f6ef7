/* The model of a book to .xlsx with libxlsxwriter: Times New Roman 13 on A4, header repeated and frozen, heights
 * computed so that nothing is clipped. Runs in the child process (worker.h). */
#include <xlsxwriter.h>

#include "base/caltime.h"
#include "office/book.h"
#include "office/times.h"

enum {
	FONT_PT = 13,
	LINE_PT = 17, /* height of a line of 13 pt */
	PAD_PT = 5,
	MAX_PT = 409, /* the highest row Excel knows */
	GREY = 0xF2F2F2,
	HEAD = 0xFDE9D9,
};

/* A column's width counts digits of the default font (Calibri 11: 7 pixels and 5 of padding); ours are 13 pt Times:
 * 8.67 pixels. The margin keeps a word from breaking where fonts differ a little. */
static const double PX_PER_CHAR = 8.67, PX_PER_UNIT = 7.0, PX_PAD = 5.0, MARGIN = 0.94;

enum look { LOOK_TEXT, LOOK_POINTS, LOOK_NUMBER, LOOK_INT, LOOK_DAY, LOOK__N };

struct writer {
	const struct book_sheet *s;
	lxw_workbook *wb;
	lxw_worksheet *ws;
	lxw_format *title, *subtitle, *note, *head;
	lxw_format *cells[BOOK_STYLE__N][BOOK_ALIGN__N][LOOK__N];
	lxw_error error; /* the first */
};

static void check(struct writer *w, lxw_error rc)
{
	if (w->error == LXW_NO_ERROR)
		w->error = rc;
}

/* ---- formats ---- */

static lxw_format *new_format(struct writer *w, bool bold, enum book_align align)
{
	static const u8 aligns[] = {
	    [BOOK_LEFT] = LXW_ALIGN_LEFT, [BOOK_CENTRE] = LXW_ALIGN_CENTER, [BOOK_RIGHT] = LXW_ALIGN_RIGHT};
	lxw_format *f = workbook_add_format(w->wb);
	format_set_font_name(f, "Times New Roman");
	format_set_font_size(f, FONT_PT);
	if (bold)
		format_set_bold(f);
	format_set_align(f, aligns[align]);
	format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
	format_set_text_wrap(f);
	return f;
}

static lxw_format *cell_format(struct writer *w, enum book_style style, enum book_align align, enum look look)
{
	static const char *const numbers[] = {
	    [LOOK_POINTS] = "0.00", [LOOK_NUMBER] = "0.##", [LOOK_INT] = "0", [LOOK_DAY] = "dd/mm/yyyy"};
	lxw_format **f = &w->cells[style][align][look];
	if (*f)
		return *f;
	*f = new_format(w, style != BOOK_PLAIN, align);
	format_set_border(*f, LXW_BORDER_THIN);
	if (style == BOOK_GROUP)
		format_set_bg_color(*f, GREY);
	if (numbers[look])
		format_set_num_format(*f, numbers[look]);
	return *f;
}

static void make_formats(struct writer *w)
{
	w->title = new_format(w, true, BOOK_CENTRE);
	w->subtitle = new_format(w, false, BOOK_CENTRE);
	w->note = new_format(w, false, BOOK_LEFT);
	format_set_italic(w->note);
	w->head = new_format(w, true, BOOK_CENTRE);
	format_set_border(w->head, LXW_BORDER_THIN);
	format_set_bg_color(w->head, HEAD);
}

/* ---- text, heights, merged cells ---- */

/* Thousandths of the font size that fit into that many characters. */
static u32 box_of(u32 chars)
{
	return (u32)(chars * 500 * MARGIN);
}

static u32 table_chars(const struct writer *w)
{
	u32 n = 0;
	for (size_t i = 0; i < w->s->cols.n; i++)
		n += w->s->cols.at[i].width;
	return n;
}

static void set_height(struct writer *w, u32 row, u32 lines)
{
	u32 pt = lines * LINE_PT + PAD_PT;
	check(w, worksheet_set_row(w->ws, row, pt < MAX_PT ? pt : MAX_PT, NULL));
}

static void put_text(struct writer *w, u32 row, u32 col, str s, lxw_format *f)
{
	check(w, worksheet_write_string(w->ws, row, (lxw_col_t)col, s.n ? s.p : "", f));
}

static void put_merged(struct writer *w, u32 row, u32 col, u32 last_row, u32 last_col, str s, lxw_format *f)
{
	if (row == last_row && col == last_col)
		put_text(w, row, col, s, f);
	else
		check(w, worksheet_merge_range(w->ws, row, (lxw_col_t)col, last_row, (lxw_col_t)last_col,
					       s.n ? s.p : "", f));
}

static u32 last_col(const struct writer *w)
{
	return (u32)w->s->cols.n - 1;
}

static void put_line(struct writer *w, u32 row, str s, lxw_format *f, bool bold)
{
	put_merged(w, row, 0, row, last_col(w), s, f);
	set_height(w, row, times_lines(s, box_of(table_chars(w)) * (bold ? 95 : 100) / 100));
}

/* ---- header ---- */

/* One past the columns of the group that begins at i. */
static u32 group_end(const struct book_sheet *s, u32 i)
{
	u32 end = i + 1;
	while (end < s->cols.n && str_eq(s->cols.at[end].group, s->cols.at[i].group))
		end++;
	return end;
}

static void put_groups(struct writer *w, u32 top)
{
	const struct book_sheet *s = w->s;
	u32 lines = 1;
	for (u32 i = 0; i < s->cols.n;) {
		u32 end = s->cols.at[i].group.n ? group_end(s, i) : i + 1, chars = 0;
		for (u32 k = i; k < end; k++)
			chars += s->cols.at[k].width;
		if (s->cols.at[i].group.n) {
			put_merged(w, top, i, top, end - 1, s->cols.at[i].group, w->head);
			u32 n = times_lines(s->cols.at[i].group, box_of(chars) * 95 / 100);
			lines = n > lines ? n : lines;
		}
		i = end;
	}
	set_height(w, top, lines);
}

static void put_header(struct writer *w)
{
	const struct book_sheet *s = w->s;
	u32 top = book_head_row(s), rows = book_head_rows(s), bottom = top + rows - 1, lines = 1;
	if (rows == 2)
		put_groups(w, top);
	for (u32 i = 0; i < s->cols.n; i++) {
		const struct book_col *c = &s->cols.at[i];
		put_merged(w, c->group.n ? bottom : top, i, bottom, i, c->title, w->head);
		u32 n = times_lines(c->title, box_of(c->width) * 95 / 100);
		lines = n > lines ? n : lines;
		check(w, worksheet_set_column(w->ws, (lxw_col_t)i, (lxw_col_t)i,
					      (c->width * PX_PER_CHAR + PX_PAD) / PX_PER_UNIT, NULL));
	}
	set_height(w, bottom, lines);
	worksheet_freeze_panes(w->ws, bottom + 1, (lxw_col_t)s->freeze_cols);
	check(w, worksheet_repeat_rows(w->ws, top, bottom));
}

/* ---- rows ---- */

static void put_cell(struct writer *w, struct arena *a, u32 row, u32 col, const struct book_cell *c,
		     enum book_style style)
{
	static const enum look looks[] = {
	    [BOOK_POINTS] = LOOK_POINTS, [BOOK_NUMBER] = LOOK_NUMBER,  [BOOK_INT] = LOOK_INT,
	    [BOOK_DAY] = LOOK_DAY,       [BOOK_FORMULA] = LOOK_POINTS, [BOOK_TEXT] = LOOK_TEXT};
	lxw_format *f = cell_format(w, style, w->s->cols.at[col].align, looks[c->kind]);
	lxw_col_t at = (lxw_col_t)col;
	struct day d;
	switch (c->kind) {
	case BOOK_TEXT:
		put_text(w, row, col, arena_str(a, c->text), f);
		break;
	case BOOK_POINTS:
	case BOOK_NUMBER:
		check(w, worksheet_write_number(w->ws, row, at, (double)c->v / 100, f));
		break;
	case BOOK_INT:
		check(w, worksheet_write_number(w->ws, row, at, (double)c->v, f));
		break;
	case BOOK_DAY:
		d = day_from_number(c->v);
		check(w, worksheet_write_datetime(
			     w->ws, row, at, &(lxw_datetime){.year = d.year, .month = d.month, .day = d.day},
			     f));
		break;
	case BOOK_FORMULA:
		check(w, worksheet_write_formula_num(w->ws, row, at, arena_fmt(a, "=%.*s", STRF(c->text)).p,
						     f, (double)c->v / 100));
		break;
	default:
		check(w, worksheet_write_blank(w->ws, row, at, f));
	}
}

static void put_row(struct writer *w, struct arena *a, u32 at, const struct book_row *r)
{
	u32 lines = 1;
	for (u32 i = 0; i < w->s->cols.n; i++) {
		put_cell(w, a, at, i, &r->cells[i], r->style);
		if (r->cells[i].kind != BOOK_TEXT)
			continue;
		u32 n = times_lines(r->cells[i].text, box_of(w->s->cols.at[i].width) *
							  (r->style == BOOK_PLAIN ? 100 : 95) / 100);
		lines = n > lines ? n : lines;
	}
	set_height(w, at, lines);
}

static void set_paper(struct writer *w)
{
	enum { A4 = 9 };
	worksheet_set_paper(w->ws, A4);
	if (w->s->landscape)
		worksheet_set_landscape(w->ws);
	else
		worksheet_set_portrait(w->ws);
	worksheet_fit_to_pages(w->ws, 1, 0);
	worksheet_center_horizontally(w->ws);
	worksheet_set_margins(w->ws, 0.6, 0.5, 0.6, 0.7);
	check(w, worksheet_set_footer(w->ws, "&C&\"Times New Roman\"&11&P/&N"));
}

static void put_sheet(struct writer *w, struct arena *a)
{
	const struct book_sheet *s = w->s;
	for (u32 i = 0; i < s->titles.n; i++)
		put_line(w, i, arena_str(a, s->titles.at[i]), i ? w->subtitle : w->title, i == 0);
	put_header(w);
	u32 at = book_head_row(s) + book_head_rows(s);
	for (size_t i = 0; i < s->rows.n; i++)
		put_row(w, a, at++, &s->rows.at[i]);
	at++;
	for (size_t i = 0; i < s->notes.n; i++)
		put_line(w, at++, arena_str(a, s->notes.at[i]), w->note, false);
	set_paper(w);
}

td_rc book_write(const struct book *b, const char *path)
{
	struct writer w = {.wb = workbook_new(path)};
	if (w.wb == NULL)
		return TD_IO;
	char *title = (char *)(uintptr_t)arena_str(b->a, b->title).p;
	lxw_doc_properties props = {.title = title};
	check(&w, workbook_set_properties(w.wb, &props));
	make_formats(&w);
	for (size_t i = 0; i < b->sheets.n; i++) {
		w.s = b->sheets.at[i];
		w.ws = workbook_add_worksheet(w.wb, arena_str(b->a, w.s->name).p);
		if (w.ws == NULL)
			w.error = LXW_ERROR_SHEETNAME_ALREADY_USED;
		else
			put_sheet(&w, b->a);
	}
	lxw_error rc = workbook_close(w.wb);
	return rc == LXW_NO_ERROR && w.error == LXW_NO_ERROR ? TD_OK : TD_IO;
}
