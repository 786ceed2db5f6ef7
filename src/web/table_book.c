#include "web/table_book.h"

#include "base/caltime.h"
#include "base/num.h"
#include "base/utf8.h"
#include "base/vi.h"
#include "web/table_read.h"

enum { WIDEST = 45, NARROWEST = 6, PORTRAIT = 88, SHORT = 8 };

/* ---- what a cell says ---- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "1.234,56", "98,5", "−0,50", "12": numbers as pages write them. "05" and long rows of digits are names of things. */
static bool as_number(str s, i64 *out_c)
{
	bool minus = str_has_prefix(s, S("−")) || str_has_prefix(s, S("-"));
	str t = minus                       ? str_from(s, s.p[0] == '-' ? 1 : sizeof "−" - 1)
		: str_has_prefix(s, S("+")) ? str_from(s, 1)
					    : s;
	char digits[24];
	size_t n = 0, i = 0, group = 0;
	if (t.n == 0 || t.n > 20 || !is_digit(t.p[0]) || (t.p[0] == '0' && t.n > 1 && t.p[1] != ','))
		return false;
	for (; i < t.n && t.p[i] != ','; i++) {
		if (t.p[i] == '.') {
			if (i + 3 >= t.n || (group == 0 && i > 3) || (group && i - group != 4))
				return false;
			group = i;
		} else if (!is_digit(t.p[i]))
			return false;
		else
			digits[n++] = t.p[i];
	}
	if (n > 13 || (group && i - group != 4))
		return false;
	if (i < t.n) {
		size_t left = t.n - i - 1;
		if (left < 1 || left > 2)
			return false;
		digits[n++] = '.';
		for (i++; i < t.n; i++) {
			if (!is_digit(t.p[i]))
				return false;
			digits[n++] = t.p[i];
		}
	}
	if (num_parse_c((str){digits, n}, out_c) != TD_OK)
		return false;
	*out_c = minus ? -*out_c : *out_c;
	return true;
}

static bool as_day(str s, struct day *out)
{
	if (s.n != 10 || s.p[2] != '/' || s.p[5] != '/')
		return false;
	for (int i = 0; i < 10; i++)
		if (i != 2 && i != 5 && !is_digit(s.p[i]))
			return false;
	char iso[10] = {s.p[6], s.p[7], s.p[8], s.p[9], '-', s.p[3], s.p[4], '-', s.p[0], s.p[1]};
	return day_parse_iso((str){iso, 10}, out) == TD_OK;
}

static struct book_cell cell_of(str s)
{
	i64 c;
	struct day d;
	if (str_eq(s, S("–")) || str_eq(s, S("—")) || s.n == 0)
		return (struct book_cell){0};
	if (as_number(s, &c))
		return c % 100 == 0 ? book_int(c / 100) : book_number(c);
	if (as_day(s, &d))
		return (struct book_cell){.kind = BOOK_DAY, .v = day_number(d)};
	return book_text(s);
}

static bool number_of(const struct book_cell *c, i64 *out_c)
{
	if (c->kind == BOOK_INT)
		return num_mul(c->v, 100, out_c) == TD_OK;
	*out_c = c->v;
	return c->kind == BOOK_NUMBER;
}

/* ---- columns ---- */

struct plan {
	struct arena *a;
	struct book *b;
	struct book_sheet *s;
	const struct html_table *t;
	bool *used; /* columns that say something */
};

static void find_used(struct plan *p)
{
	for (size_t r = 0; r < p->t->rows.n; r++)
		for (size_t c = 0; c < p->t->n_cols; c++)
			p->used[c] |= !p->t->rows.at[r].head && p->t->rows.at[r].cells[c].n > 0;
}

static u32 width_of(const struct plan *p, size_t c)
{
	size_t most = 0;
	for (size_t r = 0; r < p->t->rows.n; r++) {
		str s = p->t->rows.at[r].cells[c];
		size_t n = p->t->rows.at[r].head ? utf8_len(s) / 2 : utf8_len(s);
		most = n > most ? n : most;
	}
	return (u32)(most + 2 > WIDEST ? WIDEST : most + 2 < NARROWEST ? NARROWEST : most + 2);
}

/* Where most of a column are numbers they stand right, short ones in the middle. */
static enum book_align align_of(const struct plan *p, size_t c)
{
	size_t n = 0, numbers = 0;
	for (size_t r = 0; r < p->t->rows.n; r++) {
		struct book_cell x = cell_of(p->t->rows.at[r].cells[c]);
		if (p->t->rows.at[r].head || x.kind == BOOK_BLANK)
			continue;
		n++;
		numbers += x.kind == BOOK_INT || x.kind == BOOK_NUMBER;
	}
	if (2 * numbers <= n)
		return BOOK_LEFT;
	return width_of(p, c) <= SHORT ? BOOK_CENTRE : BOOK_RIGHT; /* ranks, counts */
}

/* The last header row names the columns; one above it that spans several is their group. */
static void put_cols(struct plan *p)
{
	const struct html_row *last = NULL, *above = NULL;
	u32 width = 0;
	for (size_t r = 0; r < p->t->rows.n && p->t->rows.at[r].head; r++) {
		above = last;
		last = &p->t->rows.at[r];
	}
	for (size_t c = 0; c < p->t->n_cols; c++) {
		if (!p->used[c])
			continue;
		str title = last ? last->cells[c] : S(""), group = above ? above->cells[c] : S("");
		struct book_col col = {.title = title.n ? title : S(" "),
				       .group = str_eq(group, title) ? S("") : group,
				       .width = width_of(p, c),
				       .align = align_of(p, c)};
		width += col.width;
		book_col(p->b, p->s, col);
	}
	p->s->landscape = width > PORTRAIT;
}

/* ---- rows ---- */

/* What a total is the sum of: every row above it that is no total itself. */
static bool is_sum(const struct plan *p, size_t first, size_t n, size_t col, i64 total_c)
{
	i64 sum = 0, v;
	size_t found = 0;
	for (size_t r = first; r < n; r++)
		if (number_of(&p->s->rows.at[r].cells[col], &v)) {
			if (num_add(sum, v, &sum) != TD_OK)
				return false;
			found++;
		}
	return found > 1 && sum == total_c;
}

static void put_row(struct plan *p, const struct html_row *row, size_t n_body)
{
	struct book_row *to = book_row(p->b, p->s, row->total ? BOOK_TOTAL : BOOK_PLAIN);
	size_t at = p->s->rows.n - 1, col = 0;
	i64 v;
	for (size_t c = 0; c < p->t->n_cols; c++) {
		if (!p->used[c])
			continue;
		struct book_cell x = cell_of(row->cells[c]);
		if (row->total && n_body && at >= n_body && number_of(&x, &v) && is_sum(p, 0, n_body, col, v))
			x = (struct book_cell){
			    .kind = BOOK_SUM,
			    .v = v,
			    .text = arena_fmt(p->a, "SUM(%.*s:%.*s)", STRF(book_ref(p->b, p->s, 0, col)),
					      STRF(book_ref(p->b, p->s, n_body - 1, col)))};
		to->cells[col++] = x;
	}
}

static bool says_something(const struct plan *p)
{
	for (size_t c = 0; c < p->t->n_cols; c++)
		if (p->used[c])
			return true;
	return false;
}

static str sheet_name(const struct plan *p, str title)
{
	str name = p->t->name.n ? p->t->name : title;
	for (size_t i = 0; i < p->b->sheets.n; i++)
		if (str_eq(p->b->sheets.at[i]->name, utf8_upto(name, 28)) ||
		    str_eq(p->b->sheets.at[i]->name, name))
			return arena_fmt(p->a, "Bảng %zu", p->b->sheets.n + 1);
	return utf8_upto(name, 28);
}

static void put_table(struct plan *p, str title, str place)
{
	size_t n_body = 0;
	p->used = NEW_N(p->a, bool, p->t->n_cols + 1);
	find_used(p);
	if (!says_something(p))
		return;
	p->s = book_sheet(p->b, sheet_name(p, title));
	book_title(p->b, p->s, vi_upper(p->a, title));
	if (place.n)
		book_title(p->b, p->s, place);
	if (p->t->name.n && !str_eq(p->t->name, title))
		book_title(p->b, p->s, p->t->name);
	put_cols(p);
	for (size_t r = 0; r < p->t->rows.n; r++)
		n_body += !p->t->rows.at[r].head && !p->t->rows.at[r].total;
	for (size_t r = 0; r < p->t->rows.n; r++)
		if (!p->t->rows.at[r].head)
			put_row(p, &p->t->rows.at[r], n_body);
}

td_rc table_book(struct arena *a, str html, str title, str place, struct book **out)
{
	html_table_list tables = {0};
	table_read(a, html, &tables);
	struct plan p = {.a = a, .b = *out = book_new(a, title)};
	for (size_t i = 0; i < tables.n; i++) {
		p.t = &tables.at[i];
		put_table(&p, title, place);
	}
	return p.b->sheets.n ? TD_OK : TD_NOT_FOUND;
}
