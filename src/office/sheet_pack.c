/* The grid of an uploaded file, read by a worker: how it travels. Numbers stand as this machine keeps them; both ends
 * are the same program. */
#include <math.h>

#include "base/utf8.h"
#include "office/sheet.h"
#include "office/worker_tasks.h"

enum { PACK_MAX = 64 << 20, NAME_MAX_BYTES = 64 << 10 };

struct packed_book {
	u32 n, n_properties;
	u8 workbook;
};

struct packed_sheet {
	u32 n_rows, n_cols, n_merges, n_cells; /* cells that hold something */
	u8 hidden;
};

struct packed_cell {
	u32 row, col;
	union {
		double number;
		i64 day;
		u64 n_text;
	};
	u8 kind, bold, percent, formula, indent;
};

/* ---- in the worker ---- */

#define PUT(b, x) sb_put((b), (str){(const char *)&(x), sizeof(x)})

static void put_text(struct sb *b, str s)
{
	u32 n = (u32)s.n;
	PUT(b, n);
	sb_put(b, s);
}

static bool has_text(enum xlsx_kind k)
{
	return k == XLSX_TEXT || k == XLSX_ERROR;
}

static void put_cell(struct sb *b, const struct sheet *s, u32 row, u32 col)
{
	const struct sheet_cell *c = &s->cells[(size_t)row * s->n_cols + col];
	struct packed_cell p;
	memset(&p, 0, sizeof p); /* the gaps too: the same file packs the same */
	p.row = row;
	p.col = col;
	p.kind = (u8)c->kind;
	p.bold = c->bold;
	p.percent = c->percent;
	p.formula = c->formula;
	p.indent = c->indent;
	if (has_text(c->kind))
		p.n_text = c->text.n;
	else if (c->kind == XLSX_DAY)
		p.day = c->day;
	else
		p.number = c->number;
	PUT(b, p);
	if (has_text(c->kind))
		sb_put(b, c->text);
}

/* A cell that is formatted and empty counts: its indent tells the level of a row. */
static bool holds(const struct sheet_cell *c)
{
	return c->kind != XLSX_EMPTY || c->bold || c->percent || c->formula || c->indent;
}

static void put_sheet(struct sb *b, const struct sheet *s)
{
	struct packed_sheet p;
	size_t n = (size_t)s->n_rows * s->n_cols;
	memset(&p, 0, sizeof p);
	p.n_rows = s->n_rows;
	p.n_cols = s->n_cols;
	p.n_merges = s->n_merges;
	p.hidden = s->hidden;
	for (size_t i = 0; i < n; i++)
		p.n_cells += holds(&s->cells[i]);
	PUT(b, p);
	put_text(b, s->name);
	for (size_t i = 0; i < n; i++)
		if (holds(&s->cells[i]))
			put_cell(b, s, (u32)(i / s->n_cols), (u32)(i % s->n_cols));
	for (u32 i = 0; i < s->n_merges; i++)
		PUT(b, s->merges[i]);
}

str sheets_pack(struct arena *a, const struct sheets *in)
{
	struct sb b = sb_new(a, PACK_MAX);
	struct packed_book p;
	memset(&p, 0, sizeof p);
	p.n = in->n;
	p.n_properties = in->n_properties;
	p.workbook = in->workbook;
	PUT(&b, p);
	for (u32 i = 0; i < in->n_properties; i++) {
		put_text(&b, in->properties[i].name);
		put_text(&b, in->properties[i].text);
	}
	for (u32 i = 0; i < in->n; i++)
		put_sheet(&b, &in->at[i]);
	return sb_str(&b);
}

/* ---- in who asked ---- */

struct cursor {
	struct arena *a;
	str rest;
	bool bad;
};

static void get(struct cursor *c, void *out, size_t n)
{
	if (c->bad || c->rest.n < n) {
		c->bad = true;
		memset(out, 0, n);
		return;
	}
	memcpy(out, c->rest.p, n);
	c->rest = str_from(c->rest, n);
}

static str get_bytes(struct cursor *c, u64 n, u64 max)
{
	str s = S("");
	size_t bad_at;
	if (c->bad || n > max || n > c->rest.n) {
		c->bad = true;
		return s;
	}
	if (utf8_clean(c->a, str_upto(c->rest, n), &s, &bad_at) != TD_OK)
		c->bad = true;
	c->rest = str_from(c->rest, n);
	return s;
}

static str get_text(struct cursor *c)
{
	u32 n;
	get(c, &n, sizeof n);
	return get_bytes(c, n, NAME_MAX_BYTES);
}

static void get_cell(struct cursor *c, struct sheet *s)
{
	struct packed_cell p;
	get(c, &p, sizeof p);
	c->bad = c->bad || p.row >= s->n_rows || p.col >= s->n_cols || p.kind >= XLSX__N;
	if (c->bad)
		return;
	struct sheet_cell *to = &s->cells[(size_t)p.row * s->n_cols + p.col];
	*to = (struct sheet_cell){.kind = (enum xlsx_kind)p.kind,
				  .bold = p.bold,
				  .percent = p.percent,
				  .formula = p.formula,
				  .indent = p.indent,
				  .text = S("")};
	if (has_text(to->kind))
		to->text = get_bytes(c, p.n_text, XLSX_MAX_TEXT);
	else if (to->kind == XLSX_DAY)
		to->day = p.day;
	else if (isfinite(p.number))
		to->number = p.number;
}

static void get_merge(struct cursor *c, const struct sheet *s, struct xlsx_range *m)
{
	get(c, m, sizeof *m);
	if (m->row > m->last_row || m->col > m->last_col || m->last_row >= s->n_rows ||
	    m->last_col >= s->n_cols)
		c->bad = true;
}

static void get_sheet(struct cursor *c, struct sheet *s)
{
	struct packed_sheet p;
	get(c, &p, sizeof p);
	s->name = get_text(c);
	u64 n = (u64)p.n_rows * p.n_cols;
	if (c->bad || p.n_rows > SHEET_MAX_ROWS || n > SHEET_MAX_CELLS || p.n_cells > n ||
	    p.n_merges > c->rest.n / sizeof(struct xlsx_range)) {
		c->bad = true;
		return;
	}
	s->hidden = p.hidden;
	s->n_rows = p.n_rows;
	s->n_cols = p.n_cols;
	s->n_merges = p.n_merges;
	s->cells = NEW_N(c->a, struct sheet_cell, n);
	s->merges = NEW_N(c->a, struct xlsx_range, p.n_merges);
	for (u32 i = 0; i < p.n_cells && !c->bad; i++)
		get_cell(c, s);
	for (u32 i = 0; i < p.n_merges && !c->bad; i++)
		get_merge(c, s, &s->merges[i]);
	for (u32 i = 0; i < p.n_merges && !c->bad; i++)
		sheet_mark_merge(s, i);
}

td_rc sheets_unpack(struct arena *a, str bytes, struct sheets *out)
{
	struct cursor c = {.a = a, .rest = bytes};
	struct packed_book p;
	get(&c, &p, sizeof p);
	*out = (struct sheets){.n = p.n, .n_properties = p.n_properties, .workbook = p.workbook};
	if (c.bad || p.n > XLSX_MAX_SHEETS || p.n_properties > XLSX_MAX_PROPERTIES)
		return TD_CORRUPT;
	out->at = NEW_N(a, struct sheet, p.n);
	out->properties = NEW_N(a, struct xlsx_property, p.n_properties);
	for (u32 i = 0; i < p.n_properties; i++) {
		out->properties[i].name = get_text(&c);
		out->properties[i].text = get_text(&c);
	}
	for (u32 i = 0; i < p.n && !c.bad; i++)
		get_sheet(&c, &out->at[i]);
	return c.bad || c.rest.n ? TD_CORRUPT : TD_OK;
}

td_rc sheets_from_upload(struct arena *a, str bytes, str name, struct err *e, struct sheets *out)
{
	struct sb in = sb_new(a, bytes.n + name.n + sizeof(u32));
	str packed;
	*out = (struct sheets){0};
	put_text(&in, name);
	sb_put(&in, bytes);
	td_rc rc = worker_run(a, "sheets", sb_str(&in), e, &packed);
	if (rc != TD_OK || sheets_unpack(a, packed, out) == TD_OK)
		return rc;
	return err_add(
	    e, TD_INVALID, S(""),
	    "Không đọc được tệp: việc đọc cho kết quả không dùng được. Hãy mở tệp bằng Excel, lưu lại rồi "
	    "thử lại.");
}

td_rc worker_sheets(struct worker_job *j)
{
	struct cursor c = {.a = j->a, .rest = j->input};
	struct sheets in;
	str name = get_text(&c);
	if (c.bad)
		return TD_CORRUPT;
	td_rc rc = sheets_from_file(j->a, c.rest, name, j->e, &in);
	if (rc == TD_OK)
		j->out = sheets_pack(j->a, &in);
	return rc;
}
