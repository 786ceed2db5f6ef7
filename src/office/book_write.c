/* The model of a book to .xlsx with libxlsxwriter: Times New Roman 13 on A4, header repeated and frozen, heights
 * computed so that nothing is clipped. Runs in the child process (worker.h). */
#include <xlsxwriter.h>

#include "base/caltime.h"
#include "base/utf8.h"
#include "office/book.h"
#include "office/times.h"

enum {
	FONT_PT = 13,
	LINE_PT = 17, /* height of a line of 13 pt */
	PAD_PT = 5,
	MAX_PT = 409, /* the highest row Excel knows */
	GREY = 0xF2F2F2,
	HEAD = 0xFDE9D9,
	INPUT = 0xFFFFCC,
	BAD = 0xFFC7CE,
	BAD_TEXT = 0x9C0006,
	MESSAGE_MAX = 255, /* characters of a message, and of its title, that Excel shows */
	TITLE_MAX = 32,
};

/* A column's width counts digits of the default font (Calibri 11: 7 pixels and 5 of padding); ours are 13 pt Times:
 * 8.67 pixels. The margin keeps a word from breaking where fonts differ a little. */
static const double PX_PER_CHAR = 8.67, PX_PER_UNIT = 7.0, PX_PAD = 5.0, MARGIN = 0.94;

enum look { LOOK_TEXT, LOOK_POINTS, LOOK_NUMBER, LOOK_INT, LOOK_DAY, LOOK__N };

struct writer {
	const struct book_sheet *s;
	lxw_workbook *wb;
	lxw_worksheet *ws;
	lxw_format *title, *subtitle, *note, *head, *bad;
	lxw_format *cells[BOOK_STYLE__N][BOOK_ALIGN__N][LOOK__N][2]; /* locked, input */
	lxw_error error;                                             /* the first */
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

static lxw_format *cell_format(struct writer *w, enum book_style style, enum book_align align, enum look look,
			       bool input)
{
	static const char *const numbers[] = {
	    [LOOK_POINTS] = "0.00", [LOOK_NUMBER] = "General", [LOOK_INT] = "0", [LOOK_DAY] = "dd/mm/yyyy"};
	lxw_format **f = &w->cells[style][align][look][input];
	if (*f)
		return *f;
	*f = new_format(w, style != BOOK_PLAIN, align);
	format_set_border(*f, LXW_BORDER_THIN);
	if (style == BOOK_GROUP)
		format_set_bg_color(*f, GREY);
	if (input) {
		format_set_unlocked(*f);
		format_set_bg_color(*f, INPUT);
	}
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
	w->bad = workbook_add_format(w->wb);
	format_set_bg_color(w->bad, BAD);
	format_set_font_color(w->bad, BAD_TEXT);
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
		n += w->s->cols.at[i].hidden ? 0 : w->s->cols.at[i].width;
	return n;
}

/* Titles and notes begin at the first column that is seen. */
static u32 first_col(const struct writer *w)
{
	u32 i = 0;
	while (i + 1 < w->s->cols.n && w->s->cols.at[i].hidden)
		i++;
	return i;
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
	put_merged(w, row, first_col(w), row, last_col(w), s, f);
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
		u32 n = c->hidden ? 1 : times_lines(c->title, box_of(c->width) * 95 / 100);
		lines = n > lines ? n : lines;
		lxw_row_col_options options = {.hidden = c->hidden};
		check(w, worksheet_set_column_opt(w->ws, (lxw_col_t)i, (lxw_col_t)i,
						  (c->width * PX_PER_CHAR + PX_PAD) / PX_PER_UNIT, NULL,
						  &options));
	}
	set_height(w, bottom, lines);
	worksheet_freeze_panes(w->ws, bottom + 1, (lxw_col_t)s->freeze_cols);
	check(w, worksheet_repeat_rows(w->ws, top, bottom));
}

/* ---- what may be typed ---- */

enum { CHOICE_COL = 0 }; /* of the sheet of choices */
static const char choices_name[] = "Danh mục";

/* At most that many characters, for libraries that want it changeable. */
static char *cut(struct arena *a, str s, u32 max)
{
	str rest = s;
	for (u32 n = 0; rest.n && n < max; n++)
		utf8_next(&rest);
	return (char *)(uintptr_t)arena_str(a, str_upto(s, s.n - rest.n)).p;
}

static void put_rule(struct writer *w, struct arena *a, u32 row, u32 col, const struct book_rule *r)
{
	lxw_col_t at = (lxw_col_t)col;
	lxw_data_validation v = {
	    .validate = LXW_VALIDATION_TYPE_ANY,
	    .input_title = r->hint.n ? cut(a, r->title, TITLE_MAX) : NULL,
	    .input_message = r->hint.n ? cut(a, r->hint, MESSAGE_MAX) : NULL,
	    .error_title = cut(a, r->title, TITLE_MAX),
	    .error_message = cut(a, r->error, MESSAGE_MAX),
	};
	if (r->kind == BOOK_RULE_NUMBER) {
		v.validate = LXW_VALIDATION_TYPE_DECIMAL;
		v.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
		v.minimum_number = (double)r->min_c / 100;
		v.maximum_number = (double)r->max_c / 100;
		lxw_conditional_format above = {.type = LXW_CONDITIONAL_TYPE_CELL,
						.criteria = LXW_CONDITIONAL_CRITERIA_GREATER_THAN,
						.value = v.maximum_number,
						.format = w->bad};
		check(w, worksheet_conditional_format_cell(w->ws, row, at, &above));
	} else if (r->kind == BOOK_RULE_LIST) {
		v.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
		v.value_formula = (char *)(uintptr_t)arena_fmt(a, "='%s'!$A$%u:$A$%u", choices_name,
							       r->first + 1, r->first + r->n)
				      .p;
	}
	if (r->kind != BOOK_RULE_ANY || r->hint.n)
		check(w, worksheet_data_validation_cell(w->ws, row, at, &v));
}

/* Lists live in cells, for a list inside a rule holds neither commas nor 256 characters. */
static void put_choices(struct writer *w, const struct book *b)
{
	if (b->choices.n == 0)
		return;
	w->ws = workbook_add_worksheet(w->wb, choices_name);
	if (w->ws == NULL) {
		check(w, LXW_ERROR_SHEETNAME_ALREADY_USED);
		return;
	}
	for (u32 i = 0; i < b->choices.n; i++)
		put_text(w, i, CHOICE_COL, arena_str(b->a, b->choices.at[i]), NULL);
	worksheet_protect(w->ws, NULL, NULL);
	worksheet_hide(w->ws);
}

/* ---- rows ---- */

static void put_cell(struct writer *w, struct arena *a, u32 row, u32 col, const struct book_cell *c,
		     enum book_style style)
{
	static const enum look looks[] = {
	    [BOOK_POINTS] = LOOK_POINTS, [BOOK_NUMBER] = LOOK_NUMBER,  [BOOK_INT] = LOOK_INT,
	    [BOOK_DAY] = LOOK_DAY,       [BOOK_FORMULA] = LOOK_POINTS, [BOOK_SUM] = LOOK_NUMBER,
	    [BOOK_TEXT] = LOOK_TEXT};
	const struct book_col *k = &w->s->cols.at[col];
	const struct book_rule *rule = c->rule ? &w->s->rules.at[c->rule - 1] : NULL;
	enum look look =
	    rule && rule->kind == BOOK_RULE_NUMBER && c->kind == BOOK_BLANK ? LOOK_NUMBER : looks[c->kind];
	lxw_format *f = cell_format(w, style, k->align, look, rule != NULL);
	if (rule)
		put_rule(w, a, row, col, rule);
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
	case BOOK_SUM:
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
		if (r->cells[i].kind != BOOK_TEXT || w->s->cols.at[i].hidden)
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
	if (s->form)
		worksheet_protect(w->ws, NULL, &(lxw_protection){.format_rows = 1, .format_columns = 1});
}

td_rc book_write(const struct book *b, const char *path)
{
	struct writer w = {.wb = workbook_new(path)};
	if (w.wb == NULL)
		return TD_IO;
	char *title = (char *)(uintptr_t)arena_str(b->a, b->title).p;
	lxw_doc_properties props = {.title = title};
	check(&w, workbook_set_properties(w.wb, &props));
	for (size_t i = 0; i < b->properties.n; i++)
		check(&w,
		      workbook_set_custom_property_string(w.wb, arena_str(b->a, b->properties.at[i].name).p,
							  arena_str(b->a, b->properties.at[i].text).p));
	make_formats(&w);
	for (size_t i = 0; i < b->sheets.n; i++) {
		w.s = b->sheets.at[i];
		w.ws = workbook_add_worksheet(w.wb, arena_str(b->a, w.s->name).p);
		if (w.ws == NULL)
			w.error = LXW_ERROR_SHEETNAME_ALREADY_USED;
		else
			put_sheet(&w, b->a);
	}
	put_choices(&w, b);
	lxw_error rc = workbook_close(w.wb);
	return rc == LXW_NO_ERROR && w.error == LXW_NO_ERROR ? TD_OK : TD_IO;
}
