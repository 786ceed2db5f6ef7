#include "cli/text_table.h"

#include <utf8proc.h>

#include "base/utf8.h"

struct text_table text_table_new(struct arena *a)
{
	return (struct text_table){.a = a};
}

void text_table_col(struct text_table *t, str title, bool right)
{
	VEC_PUSH(t->a, &t->cols) = (struct text_col){title, right};
}

str *text_table_row(struct text_table *t)
{
	return VEC_PUSH(t->a, &t->rows) = NEW_N(t->a, str, t->cols.n);
}

size_t text_table_width(str s)
{
	size_t width = 0;
	for (i32 c; (c = utf8_next(&s)) >= 0;) {
		int w = utf8proc_charwidth(c);
		width += w > 0 ? (size_t)w : 0;
	}
	return width;
}

static void put_blank(struct sb *b, size_t n)
{
	while (n--)
		sb_byte(b, ' ');
}

/* pending blanks wait for the next text, so that a line never ends in them */
static void put_cell(struct sb *b, str text, size_t width, bool right, size_t *pending)
{
	size_t fill = width - text_table_width(text);
	if (text.n == 0) {
		*pending += width;
		return;
	}
	put_blank(b, *pending + (right ? fill : 0));
	sb_put(b, text);
	*pending = right ? 0 : fill;
}

static void put_row(struct sb *b, const struct text_table *t, const size_t *widths, const str *cells)
{
	size_t pending = 0;
	for (size_t i = 0; i < t->cols.n; i++) {
		if (i)
			pending += 2;
		put_cell(b, cells[i], widths[i], t->cols.at[i].right, &pending);
	}
	sb_byte(b, '\n');
}

static void put_rule(struct sb *b, const struct text_table *t, const size_t *widths)
{
	for (size_t i = 0; i < t->cols.n; i++) {
		if (i)
			put_blank(b, 2);
		for (size_t k = 0; k < widths[i]; k++)
			SB_LIT(b, "─");
	}
	sb_byte(b, '\n');
}

void text_table_put(struct sb *b, const struct text_table *t)
{
	size_t *widths = NEW_N(t->a, size_t, t->cols.n);
	str *titles = NEW_N(t->a, str, t->cols.n);
	for (size_t i = 0; i < t->cols.n; i++) {
		titles[i] = t->cols.at[i].title;
		widths[i] = text_table_width(titles[i]);
		for (size_t r = 0; r < t->rows.n; r++)
			if (text_table_width(t->rows.at[r][i]) > widths[i])
				widths[i] = text_table_width(t->rows.at[r][i]);
	}
	put_row(b, t, widths, titles);
	put_rule(b, t, widths);
	for (size_t r = 0; r < t->rows.n; r++)
		put_row(b, t, widths, t->rows.at[r]);
}
