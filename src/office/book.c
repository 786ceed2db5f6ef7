#include "office/book.h"

#include "base/caltime.h"
#include "base/num.h"
#include "base/utf8.h"
#include "office/csv.h"
#include "office/worker.h"
#include "office/xlsx_read.h"

enum { NAME_MAX_CHARS = 31 };

struct book *book_new(struct arena *a, str title)
{
	struct book *b = NEW(a, struct book);
	b->a = a;
	b->title = title;
	return b;
}

/* Excel refuses : \ / ? * [ ] and more than 31 characters. */
static str sheet_name(struct arena *a, str name)
{
	struct sb b = sb_new(a, name.n + 1);
	str rest = name;
	for (size_t n = 0; rest.n && n < NAME_MAX_CHARS; n++) {
		str from = rest;
		i32 c = utf8_next(&rest);
		str one = str_upto(from, from.n - rest.n);
		sb_put(&b, c < 0x80 && strchr(":\\/?*[]", c) ? S("-") : one);
	}
	return sb_str(&b);
}

struct book_sheet *book_sheet(struct book *b, str name)
{
	struct book_sheet *s = NEW(b->a, struct book_sheet);
	s->name = sheet_name(b->a, name);
	VEC_PUSH(b->a, &b->sheets) = s;
	return s;
}

void book_title(struct book *b, struct book_sheet *s, str text)
{
	if (text.n)
		VEC_PUSH(b->a, &s->titles) = text;
}

void book_note(struct book *b, struct book_sheet *s, str text)
{
	if (text.n)
		VEC_PUSH(b->a, &s->notes) = text;
}

void book_col(struct book *b, struct book_sheet *s, struct book_col col)
{
	VEC_PUSH(b->a, &s->cols) = col;
}

void book_property(struct book *b, str name, str text)
{
	VEC_PUSH(b->a, &b->properties) = (struct book_property){name, text};
}

u32 book_choices(struct book *b, const str *words, u32 n)
{
	u32 first = (u32)b->choices.n;
	for (u32 i = 0; i < n; i++)
		VEC_PUSH(b->a, &b->choices) = words[i];
	return first;
}

u32 book_rule(struct book *b, struct book_sheet *s, struct book_rule rule)
{
	VEC_PUSH(b->a, &s->rules) = rule;
	return (u32)s->rules.n;
}

struct book_row *book_row(struct book *b, struct book_sheet *s, enum book_style style)
{
	struct book_row *r = &VEC_PUSH(b->a, &s->rows);
	r->style = style;
	r->cells = NEW_N(b->a, struct book_cell, s->cols.n);
	return r;
}

u32 book_head_row(const struct book_sheet *s)
{
	return (u32)s->titles.n + (s->titles.n > 0);
}

u32 book_head_rows(const struct book_sheet *s)
{
	for (size_t i = 0; i < s->cols.n; i++)
		if (s->cols.at[i].group.n)
			return 2;
	return 1;
}

str book_ref(const struct book *b, const struct book_sheet *s, size_t row, size_t col)
{
	return xlsx_ref(b->a, book_head_row(s) + book_head_rows(s) + (u32)row, (u32)col);
}

struct book_cell book_text(str text)
{
	return (struct book_cell){.kind = text.n ? BOOK_TEXT : BOOK_BLANK, .text = text};
}

struct book_cell book_points(i64 points_c)
{
	return (struct book_cell){.kind = BOOK_POINTS, .v = points_c};
}

struct book_cell book_number(i64 v_c)
{
	return (struct book_cell){.kind = BOOK_NUMBER, .v = v_c};
}

struct book_cell book_int(i64 v)
{
	return (struct book_cell){.kind = BOOK_INT, .v = v};
}

struct book_cell book_formula(str formula, i64 value_c)
{
	return (struct book_cell){.kind = BOOK_FORMULA, .text = formula, .v = value_c};
}

td_rc book_xlsx(const struct book *b, struct err *e, str *out)
{
	return worker_run(b->a, "book", value_to_json(b->a, book_to_value(b), VALUE_CANONICAL), e, out);
}

/* ---- CSV ---- */

static void csv_cell(struct arena *a, struct csv *c, const struct book_cell *cell)
{
	switch (cell->kind) {
	case BOOK_TEXT:
		csv_text(c, cell->text);
		break;
	case BOOK_POINTS:
	case BOOK_NUMBER:
	case BOOK_FORMULA:
	case BOOK_SUM:
		csv_num(c, cell->v);
		break;
	case BOOK_INT:
		csv_int(c, cell->v);
		break;
	case BOOK_DAY:
		csv_text(c, day_iso(a, day_from_number(cell->v)));
		break;
	default:
		csv_blank(c);
	}
}

str book_csv(const struct book *b, const struct book_sheet *s)
{
	struct csv c = csv_new(b->a);
	for (size_t i = 0; i < s->cols.n; i++) {
		const struct book_col *col = &s->cols.at[i];
		csv_text(&c, col->group.n ? arena_fmt(b->a, "%.*s – %.*s", STRF(col->group), STRF(col->title))
					  : col->title);
	}
	csv_end_row(&c);
	for (size_t r = 0; r < s->rows.n; r++) {
		for (size_t i = 0; i < s->cols.n; i++)
			csv_cell(b->a, &c, &s->rows.at[r].cells[i]);
		csv_end_row(&c);
	}
	return csv_str(&c);
}
