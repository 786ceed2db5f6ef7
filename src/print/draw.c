/* Drawing pages with cairo: backgrounds, letters, borders. */
#include <cairo-pdf.h>

#include "print/doc.h"

struct draw {
	struct doc *d;
	cairo_t *c;
	u32 page; /* from 1; for notes */
	struct border stroke;
	bool stroking; /* there is a path of such borders */
};

static void ink(cairo_t *c, i32 colour)
{
	const u32 rgb = colour == COLOUR_NONE ? 0 : (u32)colour;
	cairo_set_source_rgb(c, (rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0);
}

static void fill(cairo_t *c, i32 colour, double x, double y, double wide, double high)
{
	if (colour == COLOUR_NONE || wide <= 0 || high <= 0)
		return;
	ink(c, colour);
	cairo_rectangle(c, x, y, wide, high);
	cairo_fill(c);
}

static bool alike(const struct border *x, const struct border *y)
{
	return x->width == y->width && x->line == y->line && x->colour == y->colour;
}

/* Borders between two points, as wide as they say, centred on the line. Those that look alike are one path, drawn by
 * end_strokes(). */
static void end_strokes(struct draw *w)
{
	const struct border *b = &w->stroke;
	const bool broken = b->line == LINE_DOTTED || b->line == LINE_DASHED;
	const double dash = b->line == LINE_DOTTED ? b->width : 3 * b->width + 1.5;
	if (!w->stroking)
		return;
	ink(w->c, b->colour);
	cairo_set_dash(w->c, (double[]){dash, dash}, broken ? 2 : 0, 0);
	cairo_set_line_width(w->c, b->line == LINE_DOUBLE ? b->width / 2 : b->width);
	cairo_set_line_cap(w->c, broken ? CAIRO_LINE_CAP_BUTT : CAIRO_LINE_CAP_SQUARE);
	cairo_stroke(w->c);
	w->stroking = false;
}

static void stroke(struct draw *w, const struct border *b, double x1, double y1, double x2, double y2)
{
	const double apart = b->line == LINE_DOUBLE ? b->width : 0, dx = x1 == x2 ? apart : 0,
		     dy = y1 == y2 ? apart : 0;
	if (b->width <= 0)
		return;
	if (!alike(b, &w->stroke))
		end_strokes(w);
	w->stroke = *b;
	w->stroking = true;
	cairo_move_to(w->c, x1 - dx, y1 - dy);
	cairo_line_to(w->c, x2 - dx, y2 - dy);
	if (apart > 0) {
		cairo_move_to(w->c, x1 + dx, y1 + dy);
		cairo_line_to(w->c, x2 + dx, y2 + dy);
	}
}

/* ---- lines of paragraphs ---- */

static void note_para(struct draw *w, const struct para *p)
{
	for (u32 i = p->notes[0]; i < p->notes[1]; i++)
		notes_add(&w->d->notes, w->d->pending.at[i], p->part, w->page);
}

static void draw_line(struct draw *w, const struct strip *s, double x, double y)
{
	const struct para *p = s->para;
	const struct border *b = p->shape.borders;
	const struct line *l = &p->lines.at[s->line];
	const double left =
	    x + p->shape.left + (p->shape.first < 0 && b[SIDE_LEFT].width > 0 ? p->shape.first : 0);
	const double right = x + p->width - p->shape.right;
	const double over = b[SIDE_LEFT].width > 0 ? b[SIDE_LEFT].space : 0,
		     beyond = b[SIDE_RIGHT].width > 0 ? b[SIDE_RIGHT].space : 0;
	const double end = y + s->height;
	fill(w->c, p->shape.back, left - over, y, right + beyond - left + over, s->height);
	if (s->line == 0)
		note_para(w, p);
	if (s->opens)
		stroke(w, &b[SIDE_TOP], left - over, y + b[SIDE_TOP].width / 2, right + beyond,
		       y + b[SIDE_TOP].width / 2);
	else if (s->line == 0)
		stroke(w, &b[SIDE_INNER_H], left - over, y + b[SIDE_INNER_H].width / 2, right + beyond,
		       y + b[SIDE_INNER_H].width / 2);
	if (s->closes)
		stroke(w, &b[SIDE_BOTTOM], left - over, end - b[SIDE_BOTTOM].width / 2, right + beyond,
		       end - b[SIDE_BOTTOM].width / 2);
	stroke(w, &b[SIDE_LEFT], left - over, y, left - over, end);
	stroke(w, &b[SIDE_RIGHT], right + beyond, y, right + beyond, end);
	end_strokes(w);
	text_draw(w->c, w->d->fonts, p, l, x, y + s->top);
}

/* ---- tables ---- */

static void draw_column(struct draw *w, const struct column *c, u32 from, u32 to, double x, double y);

/* Rows of one table one below the other on a page. */
struct rows {
	const struct placed *at;
	u32 n;
	double x;
};

static const struct cell *at_column(const struct row *r, u32 col)
{
	for (size_t i = 0; i < r->cells.n; i++)
		if (r->cells.at[i].col == col)
			return &r->cells.at[i];
	return NULL;
}

/* The height of a cell with what merges into it on this page; *ends: nothing of it is on the next one. */
static double span_height(const struct rows *rows, u32 i, const struct cell *c, bool *ends)
{
	double h = rows->at[i].height;
	while (c && c->merges_down && i + 1 < rows->n) {
		c = at_column(rows->at[++i].strip->row, c->col);
		h += rows->at[i].height;
	}
	*ends = c == NULL || !c->merges_down;
	return h;
}

static bool shows(const struct rows *rows, u32 i, const struct cell *c)
{
	return !c->merged || i == 0 || (rows->at[i - 1].copy && !rows->at[i].copy);
}

static void draw_cell(struct draw *w, const struct rows *rows, u32 i, u32 k)
{
	const struct placed *p = &rows->at[i];
	struct cell *c = &p->strip->row->cells.at[k], *owner = c->owner ? c->owner : c;
	bool ends;
	const double high = span_height(rows, i, c, &ends);
	const double room = high - p->strip->row->edge - c->top - c->bottom;
	u32 from = p->from ? p->from[k] : 0, to = p->to ? p->to[k] : (u32)owner->content.at.n;
	if (!p->copy && (c->merges_down || c->merged)) {
		from = owner->drawn;
		while (!ends && to > from + 1 && blocks_height(&owner->content, from, to) > room)
			to--;
		owner->drawn = to;
	}
	const double free = room - blocks_height(&owner->content, from, to);
	const double down = free <= 0                       ? 0
			    : owner->valign == ALIGN_CENTER ? free / 2
			    : owner->valign == ALIGN_RIGHT  ? free
							    : 0;
	draw_column(w, &owner->content, from, to, rows->x + c->x + c->left,
		    p->y + p->strip->row->edge + c->top + down);
}

static void draw_borders(struct draw *w, const struct rows *rows, u32 i, const struct cell *c)
{
	const struct placed *p = &rows->at[i];
	const struct row *r = p->strip->row;
	const double x = rows->x + c->x, end = x + c->wide, half = r->edge / 2;
	const bool last = i + 1 == rows->n;
	/* borders stand in the middle of the room that the row leaves for them */
	const double top = p->y + half;
	const double bottom =
	    p->y + p->height +
	    (last ? -c->borders[SIDE_BOTTOM].width / 2 : rows->at[i + 1].strip->row->edge / 2);
	if (shows(rows, i, c))
		stroke(w, &c->borders[SIDE_TOP], x, top, end, top);
	if (!c->merges_down || last)
		stroke(w, &c->borders[SIDE_BOTTOM], x, bottom, end, bottom);
	stroke(w, &c->borders[SIDE_LEFT], x, top, x, bottom);
	stroke(w, &c->borders[SIDE_RIGHT], end, top, end, bottom);
}

static void draw_rows(struct draw *w, const struct rows *rows)
{
	bool ends;
	for (u32 i = 0; i < rows->n; i++)
		for (u32 k = 0; k < rows->at[i].strip->row->cells.n; k++) {
			const struct cell *c = &rows->at[i].strip->row->cells.at[k];
			if (shows(rows, i, c))
				fill(w->c, c->owner ? c->owner->back : c->back, rows->x + c->x, rows->at[i].y,
				     c->wide, span_height(rows, i, c, &ends));
		}
	for (u32 i = 0; i < rows->n; i++)
		for (u32 k = 0; k < rows->at[i].strip->row->cells.n; k++)
			if (shows(rows, i, &rows->at[i].strip->row->cells.at[k]))
				draw_cell(w, rows, i, k);
	for (u32 i = 0; i < rows->n; i++)
		for (u32 k = 0; k < rows->at[i].strip->row->cells.n; k++)
			draw_borders(w, rows, i, &rows->at[i].strip->row->cells.at[k]);
	end_strokes(w);
}

static u32 rows_at(const struct placed *at, size_t n)
{
	u32 k = 0;
	while (k < n && at[k].strip->row && at[k].strip->row->table == at[0].strip->row->table)
		k++;
	return k;
}

static void draw_placed(struct draw *w, const struct placed *at, size_t n, double x)
{
	for (size_t i = 0; i < n;) {
		if (at[i].strip->row == NULL) {
			draw_line(w, at[i].strip, x, at[i].y);
			i++;
			continue;
		}
		struct rows rows = {&at[i], rows_at(&at[i], n - i), x + at[i].strip->row->table->x};
		draw_rows(w, &rows);
		i += rows.n;
	}
}

/* Strips that need no pages: of a cell, a header. */
static void draw_column(struct draw *w, const struct column *c, u32 from, u32 to, double x, double y)
{
	struct placed *at = NEW_N(w->d->a, struct placed, to - from + 1);
	for (u32 i = from; i < to; i++) {
		y += i == from && from ? 0 : c->at.at[i].gap;
		at[i - from] = (struct placed){.strip = &c->at.at[i], .y = y, .height = c->at.at[i].height};
		y += c->at.at[i].height;
	}
	draw_placed(w, at, to - from, x);
}

/* ---- pages ---- */

static void draw_heads(struct draw *w, const struct page *p)
{
	const struct section *s = &w->d->sections.at[p->section];
	const struct column head = section_head(w->d, p, false), foot = section_head(w->d, p, true);
	draw_column(w, &head, 0, (u32)head.at.n, s->left, s->head);
	draw_column(w, &foot, 0, (u32)foot.at.n, s->left,
		    s->high - s->foot - blocks_height(&foot, 0, (u32)foot.at.n));
}

void draw_pages(struct doc *d, cairo_t *c, cairo_surface_t *surface)
{
	for (u32 i = 0; i < d->pages.n; i++) {
		const struct page *p = &d->pages.at[i];
		const struct section *s = &d->sections.at[p->section];
		struct draw w = {.d = d, .c = c, .page = i + 1};
		cairo_pdf_surface_set_size(surface, s->wide, s->high);
		draw_placed(&w, p->at.at, p->at.n, s->left);
		draw_heads(&w, p);
		cairo_show_page(c);
	}
}
