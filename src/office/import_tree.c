#include "base/utf8.h"
#include "base/vi.h"
#include "office/import_part.h"

/* How a code looks; rows of one look are siblings. */
enum look { LOOK_ROMAN, LOOK_UPPER, LOOK_DIGITS, LOOK_LOWER, LOOK_BULLET, LOOK_BOLD, LOOK_PLAIN };

struct token {
	str text;    /* "1.1", without what closes it */
	str last;    /* "1" */
	u32 n_parts; /* 2 */
	enum look look;
	u8 indent; /* of rows without code */
};

struct builder {
	struct arena *a;
	const struct import_head *h;
	struct import_lines *out;
	struct err *e;
	VEC(struct token) tokens; /* of each line */
	i32 open[SCHEME_MAX_DEPTH + 1];
	u32 n_open;
	bool any_code;
	bool after_end; /* an empty row or a total was passed */
};

enum { MAX_TOKEN = 16 };

static bool all_in(str s, const char *set)
{
	for (size_t i = 0; i < s.n; i++)
		if (strchr(set, s.p[i]) == NULL)
			return false;
	return s.n > 0;
}

/* One letter of the alphabet of lists: a … z, đ. */
static bool one_letter(str s, bool upper)
{
	if (s.n == 1)
		return upper ? s.p[0] >= 'A' && s.p[0] <= 'Z' : s.p[0] >= 'a' && s.p[0] <= 'z';
	return str_eq(s, upper ? S("Đ") : S("đ"));
}

static bool look_of(str part, enum look *out)
{
	if (all_in(part, "0123456789") && part.n <= 4)
		*out = LOOK_DIGITS;
	else if (all_in(part, "IVXLC") && part.n <= 7)
		*out = LOOK_ROMAN;
	else if (one_letter(part, true))
		*out = LOOK_UPPER;
	else if (one_letter(part, false) || all_in(part, "ivx"))
		*out = LOOK_LOWER;
	else if (all_in(part, "-+*") || str_eq(part, S("–")) || str_eq(part, S("•")))
		*out = LOOK_BULLET;
	else
		return false;
	return true;
}

/* "I.", "1.1", "1,1" (a number in the cell), "a)", "(b)", "-". */
static bool parse_token(struct arena *a, str s, struct token *out)
{
	s = str_trim(s);
	if (str_has_prefix(s, S("(")))
		s = str_from(s, 1);
	while (s.n && strchr(".):/ ", s.p[s.n - 1]))
		s.n--;
	if (s.n == 0 || s.n > MAX_TOKEN)
		return false;
	s = arena_str(a, s);
	for (char *p = (char *)(uintptr_t)s.p; *p; p++)
		if (*p == ',')
			*p = '.';
	*out = (struct token){.text = s};
	str rest = s, part;
	while (str_split(&rest, '.', &part)) {
		if (!look_of(part, &out->look))
			return false;
		out->last = part;
		out->n_parts++;
	}
	return true;
}

/* "1. Thực hiện …", "a) …": a code in front of the name, when it has no column of its own. */
static bool token_in_name(struct arena *a, str *name, struct token *out)
{
	size_t n = str_find_byte(*name, ' ');
	if (n == name->n || n < 1)
		return false;
	str word = str_upto(*name, n);
	bool closed =
	    word.p[n - 1] == '.' || word.p[n - 1] == ')' || str_eq(word, S("-")) || str_eq(word, S("+"));
	if (!closed || !parse_token(a, word, out))
		return false;
	*name = str_trim(str_from(*name, n));
	return true;
}

static const struct token *token_of(const struct builder *b, i32 line)
{
	return &b->tokens.at[line];
}

/* A single I, V, X, L, C, D may also be a letter: it is one when the letter before it is open. */
static void settle_roman(const struct builder *b, struct token *t)
{
	if (t->look != LOOK_ROMAN || t->last.n != 1)
		return;
	for (u32 i = b->n_open; i-- > 0;) {
		const struct token *o = token_of(b, b->open[i]);
		if (o->look == LOOK_UPPER && o->n_parts == t->n_parts && o->last.n == 1 &&
		    o->last.p[0] + 1 == t->last.p[0])
			t->look = LOOK_UPPER;
	}
}

static bool same_look(const struct token *x, const struct token *y)
{
	return x->look == y->look && x->n_parts == y->n_parts && x->indent == y->indent;
}

/* Is "1" the front of "1.1"? */
static bool is_front(str front, str whole)
{
	return whole.n > front.n && str_has_prefix(whole, front) && whole.p[front.n] == '.';
}

/* Closes lines until the parent of a line with this token is on top; how many stay open. */
static u32 place(const struct builder *b, const struct token *t)
{
	for (u32 i = b->n_open; t->n_parts > 1 && i-- > 0;)
		if (is_front(token_of(b, b->open[i])->text, t->text) ||
		    is_front(b->out->at.at[b->open[i]].code, t->text))
			return i + 1;
	for (u32 i = b->n_open; i-- > 0;)
		if (same_look(token_of(b, b->open[i]), t))
			return i;
	for (u32 i = 0; t->look == LOOK_DIGITS && i < b->n_open; i++) /* "2" after "1.1" */
		if (token_of(b, b->open[i])->look == LOOK_DIGITS &&
		    token_of(b, b->open[i])->n_parts > t->n_parts)
			return i;
	return b->n_open;
}

/* The code of the whole path. A token that repeats its parent's in front counts its last part only. */
static str whole_code(struct builder *b, const struct token *t, i32 parent)
{
	bool coded = t->look < LOOK_BULLET;
	u32 nth = 1;
	if (parent < 0) {
		for (size_t i = 0; i < b->out->at.n; i++)
			nth += b->out->at.at[i].parent < 0;
		return coded ? t->text : arena_fmt(b->a, "%u", nth);
	}
	const struct import_line *up = &b->out->at.at[parent];
	if (!coded)
		return arena_fmt(b->a, "%.*s.%u", STRF(up->code), up->n_children + 1);
	bool repeats = is_front(token_of(b, parent)->text, t->text) || is_front(up->code, t->text);
	return arena_fmt(b->a, "%.*s.%.*s", STRF(up->code), STRF(repeats ? t->last : t->text));
}

static td_rc add_line(struct builder *b, u32 row, struct token t, str name, bool is_group)
{
	settle_roman(b, &t);
	u32 n = place(b, &t);
	if (n >= SCHEME_MAX_DEPTH || b->out->at.n >= SCHEME_MAX_NODES)
		return err_add(b->e, TD_INVALID, sheet_addr(b->a, b->h->s, row, 0),
			       "Bảng có quá %d cấp hoặc quá %d tiêu chí: hãy gộp bớt.", SCHEME_MAX_DEPTH,
			       SCHEME_MAX_NODES);
	i32 parent = n ? b->open[n - 1] : -1;
	str code = whole_code(b, &t, parent);
	if (parent >= 0)
		b->out->at.at[parent].n_children++;
	b->open[n] = (i32)b->out->at.n;
	b->n_open = n + 1;
	VEC_PUSH(b->a, &b->tokens) = t;
	VEC_PUSH(b->a, &b->out->at) = (struct import_line){.row = row,
							   .code = code,
							   .name = name,
							   .parent = parent,
							   .coded = t.look < LOOK_BULLET,
							   .is_group = is_group,
							   .notes = S("")};
	return TD_OK;
}

static bool is_empty_row(struct arena *a, const struct import_head *h, u32 row)
{
	for (u32 c = 0; c < h->s->n_cols; c++)
		if (sheet_text(a, h->s, row, c).n)
			return false;
	return true;
}

/* A cell that only continues the one above has no text of its own. */
static str own_text(struct arena *a, const struct import_head *h, u32 row, enum import_col role)
{
	u32 col = h->col[role];
	if (col == NO_COL || (row > 0 && sheet_covered(h->s, row, col) &&
			      sheet_at(h->s, row - 1, col) == sheet_at(h->s, row, col)))
		return S("");
	return sheet_text(a, h->s, row, col);
}

static bool row_token(struct builder *b, u32 row, str *name, struct token *t)
{
	enum import_col role = b->h->col[COL_NO] != NO_COL ? COL_NO : COL_CODE;
	return parse_token(b->a, own_text(b->a, b->h, row, role), t) || token_in_name(b->a, name, t);
}

static td_rc add_row(struct builder *b, u32 row, import_figure has_figure)
{
	struct token t = {0};
	str name = own_text(b->a, b->h, row, COL_NAME);
	str group = own_text(b->a, b->h, row, COL_GROUP);
	const struct sheet_cell *cell = sheet_at(b->h->s, row, b->h->col[COL_NAME]);
	bool has = has_figure(b->a, b->h, row);
	td_rc rc = TD_OK;
	if (group.n && row_token(b, row, &group, &t)) {
		rc = add_line(b, row, t, group, name.n > 0);
		b->any_code = true;
		if (rc != TD_OK || name.n == 0)
			return rc;
		t = (struct token){.look = LOOK_PLAIN};
		return add_line(b, row, t, name, false);
	}
	if (name.n == 0)
		return TD_OK;
	if (row_token(b, row, &name, &t) && (t.look < LOOK_BULLET || has)) {
		b->any_code = true;
		b->after_end = false;
		return add_line(b, row, t, name, false);
	}
	bool heads = !b->any_code && cell->bold && !b->after_end;
	if (has || heads) {
		t = (struct token){.look = cell->bold ? LOOK_BOLD : LOOK_PLAIN, .indent = cell->indent};
		return add_line(b, row, t, name, false);
	}
	if (b->out->at.n && !b->after_end) {
		struct import_line *l = &b->out->at.at[b->out->at.n - 1];
		l->notes = l->notes.n ? arena_fmt(b->a, "%.*s\n%.*s", STRF(l->notes), STRF(name)) : name;
	}
	return TD_OK;
}

/* "Xếp hạng", "Xếp loại" below the totals: results, not criteria. */
static bool is_result_row(struct arena *a, const struct import_head *h, u32 row)
{
	return import_word(vi_fold(a, import_text(a, h, row, COL_NAME))) == COL_RANK &&
	       import_text(a, h, row, COL_NO).n == 0;
}

td_rc import_tree(struct arena *a, const struct import_head *h, import_figure has_figure, struct err *e,
		  struct import_lines *out)
{
	struct builder b = {.a = a, .h = h, .out = out, .e = e};
	for (u32 row = h->body; row < h->s->n_rows; row++) {
		if (is_empty_row(a, h, row)) {
			b.after_end = true;
			continue;
		}
		if (is_result_row(a, h, row))
			continue;
		if (import_is_total(a, h, row)) {
			VEC_PUSH(a, &out->totals) = row;
			b.after_end = true;
			continue;
		}
		td_rc rc = add_row(&b, row, has_figure);
		if (rc != TD_OK)
			return rc;
	}
	return TD_OK;
}
