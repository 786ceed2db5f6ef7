/* The model of a book as a value tree, for the child process that writes it. */
#include "office/book.h"

static void put_texts(struct arena *a, struct value *map, const char *key, const str *at, size_t n)
{
	struct value *list = value_put(a, map, str_c(key), value_list(a));
	for (size_t i = 0; i < n; i++)
		value_add(a, list, value_text(a, at[i]));
}

/* null, or [kind, number, text, rule]. */
static struct value *cell_to_value(struct arena *a, const struct book_cell *c)
{
	if (c->kind == BOOK_BLANK && c->rule == 0)
		return value_null(a);
	struct value *v = value_list(a);
	value_add(a, v, value_int(a, c->kind));
	value_add(a, v, value_int(a, c->v));
	value_add(a, v, value_text(a, c->text.p ? c->text : S("")));
	value_add(a, v, value_int(a, c->rule));
	return v;
}

static struct value *row_to_value(struct arena *a, const struct book_sheet *s, const struct book_row *r)
{
	struct value *v = value_map(a);
	value_put_int(a, v, "style", r->style);
	value_put_int(a, v, "indent", r->indent);
	struct value *cells = value_put(a, v, S("cells"), value_list(a));
	for (size_t i = 0; i < s->cols.n; i++)
		value_add(a, cells, cell_to_value(a, &r->cells[i]));
	return v;
}

static void put_rules(struct arena *a, struct value *map, const struct book_sheet *s)
{
	struct value *list = value_put(a, map, S("rules"), value_list(a));
	for (size_t i = 0; i < s->rules.n; i++) {
		const struct book_rule *r = &s->rules.at[i];
		struct value *v = value_add(a, list, value_map(a));
		value_put_int(a, v, "kind", r->kind);
		value_put_int(a, v, "min", r->min_c);
		value_put_int(a, v, "max", r->max_c);
		value_put_int(a, v, "first", r->first);
		value_put_int(a, v, "n", r->n);
		value_put_text(a, v, "title", r->title.p ? r->title : S(""));
		value_put_text(a, v, "hint", r->hint.p ? r->hint : S(""));
		value_put_text(a, v, "error", r->error.p ? r->error : S(""));
	}
}

static struct value *sheet_to_value(struct arena *a, const struct book_sheet *s)
{
	struct value *v = value_map(a);
	value_put_text(a, v, "name", s->name);
	value_put_bool(a, v, "landscape", s->landscape);
	value_put_bool(a, v, "form", s->form);
	value_put_int(a, v, "freeze", s->freeze_cols);
	put_texts(a, v, "titles", s->titles.at, s->titles.n);
	put_texts(a, v, "notes", s->notes.at, s->notes.n);
	struct value *cols = value_put(a, v, S("cols"), value_list(a));
	for (size_t i = 0; i < s->cols.n; i++) {
		const struct book_col *c = &s->cols.at[i];
		struct value *col = value_add(a, cols, value_map(a));
		value_put_text(a, col, "title", c->title.p ? c->title : S(""));
		value_put_text(a, col, "group", c->group.p ? c->group : S(""));
		value_put_int(a, col, "width", c->width);
		value_put_int(a, col, "align", c->align);
		value_put_bool(a, col, "hidden", c->hidden);
	}
	put_rules(a, v, s);
	struct value *rows = value_put(a, v, S("rows"), value_list(a));
	for (size_t i = 0; i < s->rows.n; i++)
		value_add(a, rows, row_to_value(a, s, &s->rows.at[i]));
	return v;
}

struct value *book_to_value(const struct book *b)
{
	struct value *v = value_map(b->a);
	value_put_text(b->a, v, "title", b->title);
	struct value *sheets = value_put(b->a, v, S("sheets"), value_list(b->a));
	for (size_t i = 0; i < b->sheets.n; i++)
		value_add(b->a, sheets, sheet_to_value(b->a, b->sheets.at[i]));
	struct value *properties = value_put(b->a, v, S("properties"), value_list(b->a));
	for (size_t i = 0; i < b->properties.n; i++) {
		struct value *p = value_add(b->a, properties, value_map(b->a));
		value_put_text(b->a, p, "name", b->properties.at[i].name);
		value_put_text(b->a, p, "text", b->properties.at[i].text);
	}
	put_texts(b->a, v, "choices", b->choices.at, b->choices.n);
	return v;
}

/* ---- and back: anything unexpected sets bad and reads as nothing ---- */

struct reader {
	struct book *b;
	bool bad;
};

static const struct value *member(struct reader *r, const struct value *map, const char *key,
				  enum value_kind kind)
{
	static const struct value none = {.kind = VALUE_LIST};
	const struct value *v = value_get(map, str_c(key));
	if (v && v->kind == kind)
		return v;
	r->bad = true;
	return &none;
}

static str text_of(struct reader *r, const struct value *map, const char *key)
{
	const struct value *v = member(r, map, key, VALUE_TEXT);
	return v->kind == VALUE_TEXT ? v->text : S("");
}

/* A whole number from 0 to below end. */
static u32 index_of(struct reader *r, const struct value *map, const char *key, i64 end)
{
	const struct value *v = member(r, map, key, VALUE_INT);
	if (v->kind == VALUE_INT && v->i >= 0 && v->i < end)
		return (u32)v->i;
	r->bad = true;
	return 0;
}

static i64 int_of(struct reader *r, const struct value *map, const char *key)
{
	const struct value *v = member(r, map, key, VALUE_INT);
	return v->kind == VALUE_INT ? v->i : 0;
}

static struct book_cell cell_of(struct reader *r, const struct book_sheet *s, const struct value *v)
{
	if (v->kind == VALUE_NULL)
		return (struct book_cell){0};
	if (v->kind == VALUE_LIST && v->items.n == 4) {
		const struct value *kind = v->items.at[0].value, *n = v->items.at[1].value,
				   *text = v->items.at[2].value, *rule = v->items.at[3].value;
		if (kind->kind == VALUE_INT && kind->i >= 0 && kind->i < BOOK_KIND__N &&
		    n->kind == VALUE_INT && text->kind == VALUE_TEXT && rule->kind == VALUE_INT &&
		    rule->i >= 0 && rule->i <= (i64)s->rules.n)
			return (struct book_cell){(enum book_kind)kind->i, text->text, n->i, (u32)rule->i};
	}
	r->bad = true;
	return (struct book_cell){0};
}

static void read_row(struct reader *r, struct book_sheet *s, const struct value *v)
{
	struct book_row *row = book_row(r->b, s, (enum book_style)index_of(r, v, "style", BOOK_STYLE__N));
	row->indent = index_of(r, v, "indent", 16);
	const struct value *cells = member(r, v, "cells", VALUE_LIST);
	if (cells->items.n != s->cols.n)
		r->bad = true;
	for (size_t i = 0; i < cells->items.n && i < s->cols.n; i++)
		row->cells[i] = cell_of(r, s, cells->items.at[i].value);
}

static void read_texts(struct reader *r, const struct value *map, const char *key, struct book_sheet *s,
		       void (*add)(struct book *, struct book_sheet *, str))
{
	const struct value *list = member(r, map, key, VALUE_LIST);
	for (size_t i = 0; i < list->items.n; i++) {
		if (list->items.at[i].value->kind == VALUE_TEXT)
			add(r->b, s, list->items.at[i].value->text);
		else
			r->bad = true;
	}
}

static void read_rules(struct reader *r, struct book_sheet *s, const struct value *map)
{
	const struct value *list = member(r, map, "rules", VALUE_LIST);
	i64 end = (i64)r->b->choices.n + 1;
	for (size_t i = 0; i < list->items.n; i++) {
		const struct value *v = list->items.at[i].value;
		struct book_rule rule = {
		    .kind = (enum book_rule_kind)index_of(r, v, "kind", BOOK_RULE__N),
		    .min_c = int_of(r, v, "min"),
		    .max_c = int_of(r, v, "max"),
		    .first = index_of(r, v, "first", end),
		    .title = text_of(r, v, "title"),
		    .hint = text_of(r, v, "hint"),
		    .error = text_of(r, v, "error"),
		};
		rule.n = index_of(r, v, "n", end - rule.first);
		book_rule(r->b, s, rule);
	}
}

static void read_sheet(struct reader *r, const struct value *v)
{
	enum { COLS_MAX = 512, WIDTH_MAX = 200 };
	struct book_sheet *s = book_sheet(r->b, text_of(r, v, "name"));
	s->landscape = member(r, v, "landscape", VALUE_BOOL)->b;
	s->form = member(r, v, "form", VALUE_BOOL)->b;
	s->freeze_cols = index_of(r, v, "freeze", COLS_MAX);
	read_texts(r, v, "titles", s, book_title);
	read_texts(r, v, "notes", s, book_note);
	const struct value *cols = member(r, v, "cols", VALUE_LIST), *rows = member(r, v, "rows", VALUE_LIST);
	if (cols->items.n == 0 || cols->items.n > COLS_MAX)
		r->bad = true;
	for (size_t i = 0; i < cols->items.n && i < COLS_MAX; i++) {
		const struct value *c = cols->items.at[i].value;
		book_col(r->b, s,
			 (struct book_col){.title = text_of(r, c, "title"),
					   .group = text_of(r, c, "group"),
					   .width = index_of(r, c, "width", WIDTH_MAX),
					   .align = (enum book_align)index_of(r, c, "align", BOOK_ALIGN__N),
					   .hidden = member(r, c, "hidden", VALUE_BOOL)->b});
	}
	read_rules(r, s, v);
	for (size_t i = 0; i < rows->items.n; i++)
		read_row(r, s, rows->items.at[i].value);
}

static void read_file(struct reader *r, const struct value *v)
{
	r->b->title = text_of(r, v, "title");
	const struct value *list = member(r, v, "properties", VALUE_LIST);
	for (size_t i = 0; i < list->items.n; i++)
		book_property(r->b, text_of(r, list->items.at[i].value, "name"),
			      text_of(r, list->items.at[i].value, "text"));
	list = member(r, v, "choices", VALUE_LIST);
	for (size_t i = 0; i < list->items.n; i++) {
		if (list->items.at[i].value->kind == VALUE_TEXT)
			book_choices(r->b, &list->items.at[i].value->text, 1);
		else
			r->bad = true;
	}
}

td_rc book_from_value(struct arena *a, const struct value *v, struct book **out)
{
	struct reader r = {.b = book_new(a, S(""))};
	read_file(&r, v);
	const struct value *sheets = member(&r, v, "sheets", VALUE_LIST);
	for (size_t i = 0; i < sheets->items.n; i++)
		read_sheet(&r, sheets->items.at[i].value);
	*out = r.b;
	return r.bad || r.b->sheets.n == 0 ? TD_INVALID : TD_OK;
}
