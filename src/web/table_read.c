#include "web/table_read.h"

#include "base/sb.h"

enum { CELL_MAX = 8192, TAG_MAX = 16 };

struct span {
	str text;
	u32 left; /* rows that it still covers */
};

struct raw_cell {
	str text;
	u32 cols, rows;
};
struct raw_row {
	bool head, total;
	VEC(struct raw_cell) cells;
};

struct reader {
	struct arena *a;
	str rest;
	html_table_list *out;
	VEC(struct raw_row) rows;
	str name;     /* the last heading */
	struct sb *b; /* the text that is collected: of a heading or a cell; NULL: none */
	u32 skip;     /* elements without a reader that are open */
	char skipped[TAG_MAX];
	bool in_table, in_head, in_foot, in_select, selected, in_cell;
};

/* ---- the small parts ---- */

static bool attr(str tag, str name, str *out)
{
	str needle = name;
	for (size_t at = 0; at + needle.n + 2 < tag.n; at++) {
		str here = str_from(tag, at);
		if (tag.p[at] != ' ' || !str_has_prefix(str_from(here, 1), needle))
			continue;
		str v = str_from(here, 1 + needle.n);
		if (!str_has_prefix(v, S("=\"")))
			continue;
		v = str_from(v, 2);
		*out = str_upto(v, str_find_byte(v, '"'));
		return true;
	}
	return false;
}

static bool has(str tag, str word)
{
	return str_find(tag, word) < tag.n;
}

static u32 span_of(str tag, str name)
{
	str v;
	i64 n;
	return attr(tag, name, &v) && str_i64(v, &n) == TD_OK && n > 0 && n <= TABLE_READ_COLS ? (u32)n : 1;
}

/* Blanks become one; none at the beginning. */
static void put_byte(struct sb *b, char c)
{
	bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
	if (b->n >= CELL_MAX - 8 || (blank && (b->n == 0 || b->p[b->n - 1] == ' ')))
		return;
	sb_byte(b, blank ? ' ' : c);
}

static str entity(str s, size_t *len)
{
	static const struct {
		str from, to;
	} known[] = {{{"&amp;", 5}, {"&", 1}},   {{"&lt;", 4}, {"<", 1}},   {{"&gt;", 4}, {">", 1}},
		     {{"&quot;", 6}, {"\"", 1}}, {{"&#34;", 5}, {"\"", 1}}, {{"&#39;", 5}, {"'", 1}},
		     {{"&nbsp;", 6}, {" ", 1}},  {{"\u00a0", 2}, {" ", 1}}};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (str_has_prefix(s, known[i].from)) {
			*len = known[i].from.n;
			return known[i].to;
		}
	*len = 1;
	return str_upto(s, 1);
}

static void put_text(struct reader *r, str s)
{
	if (r->b == NULL || r->skip || (r->in_select && !r->selected))
		return;
	while (s.n) {
		size_t len;
		str c = entity(s, &len);
		put_byte(r->b, c.p[0]);
		s = str_from(s, len);
	}
}

static struct sb *text_new(struct arena *a)
{
	struct sb *b = NEW(a, struct sb);
	*b = sb_new(a, CELL_MAX);
	return b;
}

/* ---- tags ---- */

/* What a reader of the table does not read: pictures, buttons, words for screen readers. */
static bool unread(str name, str tag)
{
	static const char *const names[] = {"svg", "button", "script", "progress", "template"};
	str css = STR_NULL;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_eq(name, str_c(names[i])))
			return true;
	return attr(tag, S("class"), &css) &&
	       (str_eq(css, S("vh")) || has(css, S("vh ")) || has(css, S("btn")));
}

static void end_cell(struct reader *r)
{
	if (r->in_cell && r->rows.n) {
		struct raw_row *row = &r->rows.at[r->rows.n - 1];
		row->cells.at[row->cells.n - 1].text = str_trim(sb_str(r->b));
	}
	r->in_cell = false;
	r->b = NULL;
}

static void begin_cell(struct reader *r, str tag)
{
	struct raw_row *row = r->rows.n ? &r->rows.at[r->rows.n - 1] : NULL;
	if (row == NULL || row->cells.n >= TABLE_READ_COLS)
		return;
	VEC_PUSH(r->a, &row->cells) =
	    (struct raw_cell){S(""), span_of(tag, S("colspan")), span_of(tag, S("rowspan"))};
	r->b = text_new(r->a);
	r->in_cell = true;
}

/* A field of the table gives what stands in it. */
static void put_input(struct reader *r, str tag)
{
	str type = S("text"), value;
	bool typed = !attr(tag, S("type"), &type) || str_eq(type, S("text")) || str_eq(type, S("number"));
	if (r->in_cell && typed && attr(tag, S("value"), &value))
		put_text(r, value);
	else if (r->in_cell && str_eq(type, S("checkbox")) && has(tag, S(" checked")))
		put_text(r, S("x"));
}

/* Columns of the row that has most. */
static size_t widest(const struct reader *r)
{
	size_t most = 0;
	for (size_t i = 0; i < r->rows.n; i++) {
		size_t n = 0;
		for (size_t k = 0; k < r->rows.at[i].cells.n; k++)
			n += r->rows.at[i].cells.at[k].cols;
		most = n > most ? n : most;
	}
	return most < TABLE_READ_COLS ? most : TABLE_READ_COLS;
}

/* The rows as a grid: what spans several columns or rows is repeated in each. */
static void end_table(struct reader *r)
{
	struct html_table *t = &VEC_PUSH(r->a, r->out);
	size_t most = widest(r);
	struct span *down = NEW_N(r->a, struct span, most + 1);
	*t = (struct html_table){.name = r->name, .n_cols = most};
	for (size_t i = 0; i < r->rows.n; i++) {
		struct html_row *to = &VEC_PUSH(r->a, &t->rows);
		const struct raw_row *from = &r->rows.at[i];
		size_t c = 0, k = 0;
		*to = (struct html_row){from->head, from->total, NEW_N(r->a, str, most + 1)};
		while (c < most && (k < from->cells.n || down[c].left)) {
			if (down[c].left) {
				to->cells[c] = from->head ? down[c].text : S("");
				down[c++].left--;
				continue;
			}
			const struct raw_cell *x = &from->cells.at[k++];
			for (u32 s = 0; s < x->cols && c < most; s++, c++) {
				to->cells[c] = s == 0 || from->head ? x->text : S("");
				down[c] = (struct span){x->text, x->rows - 1};
			}
		}
	}
	r->in_table = false;
}

static void open_tag(struct reader *r, str name, str tag)
{
	if (str_eq(name, S("table"))) {
		r->in_table = true;
		r->in_head = r->in_foot = false;
		r->rows.n = 0;
	} else if (str_eq(name, S("h1")) || str_eq(name, S("h2")) || str_eq(name, S("h3")) ||
		   str_eq(name, S("caption"))) {
		if (!r->in_cell)
			r->b = text_new(r->a);
	} else if (str_eq(name, S("thead")))
		r->in_head = true;
	else if (str_eq(name, S("tfoot")))
		r->in_foot = true;
	else if (str_eq(name, S("tr")) && r->in_table && r->rows.n < TABLE_READ_ROWS)
		VEC_PUSH(r->a, &r->rows) = (struct raw_row){.head = r->in_head, .total = r->in_foot};
	else if ((str_eq(name, S("td")) || str_eq(name, S("th"))) && r->in_table)
		begin_cell(r, tag);
	else if (str_eq(name, S("select")))
		r->in_select = true;
	else if (str_eq(name, S("option")))
		r->selected = has(tag, S(" selected"));
	else if (str_eq(name, S("input")))
		put_input(r, tag);
	else if (str_eq(name, S("br")) || str_eq(name, S("p")) || str_eq(name, S("li")) ||
		 str_eq(name, S("div")) || str_eq(name, S("small")))
		put_text(r, S(" "));
}

static void close_tag(struct reader *r, str name)
{
	bool heading = str_eq(name, S("h1")) || str_eq(name, S("h2")) || str_eq(name, S("h3")) ||
		       str_eq(name, S("caption"));
	if (str_eq(name, S("table")) && r->in_table)
		end_table(r);
	else if (heading && r->b && !r->in_cell) {
		r->name = str_trim(sb_str(r->b));
		r->b = NULL;
	} else if (str_eq(name, S("thead")))
		r->in_head = false;
	else if (str_eq(name, S("tfoot")))
		r->in_foot = false;
	else if (str_eq(name, S("td")) || str_eq(name, S("th")))
		end_cell(r);
	else if (str_eq(name, S("select")))
		r->in_select = false;
	else if (str_eq(name, S("option")))
		r->selected = false;
}

static void do_tag(struct reader *r, str tag)
{
	bool closes = tag.n && tag.p[0] == '/';
	str inside = closes ? str_from(tag, 1) : tag;
	size_t n = 0;
	while (n < inside.n && inside.p[n] != ' ' && inside.p[n] != '/' && inside.p[n] != '\n')
		n++;
	str name = str_upto(inside, n);
	bool alone = str_has_suffix(tag, S("/"));
	if (r->skip) {
		if (str_eq(name, str_c(r->skipped)) && !alone)
			r->skip += closes ? -1u : 1u;
		return;
	}
	if (!closes && unread(name, tag) && name.n < TAG_MAX) {
		memcpy(r->skipped, name.p, name.n);
		r->skipped[name.n] = 0;
		r->skip = alone ? 0 : 1;
	} else if (closes)
		close_tag(r, name);
	else
		open_tag(r, name, tag);
}

void table_read(struct arena *a, str html, html_table_list *out)
{
	struct reader r = {.a = a, .out = out};
	size_t from = str_find(html, S("<main"));
	*out = (html_table_list){0};
	r.rest = str_from(html, from);
	r.rest = str_upto(r.rest, str_find(r.rest, S("</main")));
	while (r.rest.n) {
		size_t open = str_find_byte(r.rest, '<');
		put_text(&r, str_upto(r.rest, open));
		if (open == r.rest.n)
			break;
		r.rest = str_from(r.rest, open + 1);
		size_t close = str_find_byte(r.rest, '>');
		do_tag(&r, str_upto(r.rest, close));
		r.rest = str_from(r.rest, close < r.rest.n ? close + 1 : close);
	}
}
