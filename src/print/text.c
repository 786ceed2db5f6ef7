#include "print/text.h"

#include "base/utf8.h"

/* Raised text as Word sets it: smaller, and off the line by parts of the full size. */
#define RAISED_SIZE 0.65
#define RAISED_UP   0.35
#define RAISED_DOWN 0.14
#define SMALL_CAPS  0.8

const struct font *text_font(const struct fonts *f, const struct look *l)
{
	return &f->at[(l->bold ? FONT_BOLD : 0) | (l->italic ? FONT_ITALIC : 0)];
}

double text_size(const struct look *l)
{
	return l->size * (l->raised ? RAISED_SIZE : 1) * (l->small_caps == 2 ? SMALL_CAPS : 1);
}

/* ---- shaping ---- */

static void thing(struct arena *a, struct para *p, u32 ix)
{
	const struct span *s = &p->spans.at[ix];
	struct glyph *g = &VEC_PUSH(a, &p->glyphs);
	*g = (struct glyph){.span = ix, .at = (u32)s->from, .advance = (float)s->wide};
}

static void take(struct arena *a, struct para *p, u32 ix, const hb_glyph_info_t *info,
		 const hb_glyph_position_t *pos, unsigned n, double scale)
{
	const struct span *s = &p->spans.at[ix];
	u32 before = UINT32_MAX;
	for (unsigned i = 0; i < n; i++) {
		struct glyph *g = &VEC_PUSH(a, &p->glyphs);
		unsigned k = i + 1;
		while (k < n && info[k].cluster == info[i].cluster)
			k++;
		const bool first = info[i].cluster != before;
		*g = (struct glyph){.id = info[i].codepoint,
				    .span = ix,
				    .at = info[i].cluster,
				    .advance =
					(float)(pos[i].x_advance * scale + (first ? s->look.spacing : 0)),
				    .x = (float)(pos[i].x_offset * scale),
				    .y = (float)(pos[i].y_offset * scale)};
		if (first)
			g->len = (k < n ? info[k].cluster : (u32)s->to) - g->at;
		if (first && p->text.p[g->at] == ' ')
			g->flags = GLYPH_SPACE;
		before = info[i].cluster;
	}
}

static void shape(struct arena *a, const struct fonts *f, struct para *p, u32 ix)
{
	const struct span *s = &p->spans.at[ix];
	const struct font *font = text_font(f, &s->look);
	unsigned n, m;
	hb_buffer_reset(f->buffer);
	hb_buffer_add_utf8(f->buffer, p->text.p, (int)p->text.n, (unsigned)s->from, (int)(s->to - s->from));
	hb_buffer_set_direction(f->buffer, HB_DIRECTION_LTR);
	hb_buffer_set_script(f->buffer, HB_SCRIPT_LATIN);
	hb_shape(font->shape, f->buffer, f->features, f->n_features);
	if (!hb_buffer_allocation_successful(f->buffer))
		arena_fail(a);
	const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(f->buffer, &n);
	const hb_glyph_position_t *pos = hb_buffer_get_glyph_positions(f->buffer, &m);
	take(a, p, ix, info, pos, n, text_size(&s->look) / font->em);
}

void text_lay_out(struct arena *a, const struct fonts *f, struct para *p, double width)
{
	p->width = width;
	for (u32 i = 0; i < p->spans.n; i++)
		if (p->spans.at[i].kind != SPAN_TEXT)
			thing(a, p, i);
		else if (p->spans.at[i].to > p->spans.at[i].from)
			shape(a, f, p, i);
	lines_mark(p);
	lines_break(a, f, p);
}

/* ---- drawing ---- */

enum { BATCH = 512 };

struct pen {
	cairo_t *c;
	const struct fonts *f;
	const struct para *p;
	cairo_glyph_t glyphs[BATCH];
	cairo_text_cluster_t clusters[BATCH];
	int n_glyphs, n_clusters;
	u32 text_from, text_to;
};

static void ink(cairo_t *c, i32 colour)
{
	const u32 rgb = colour == COLOUR_NONE ? 0 : (u32)colour;
	cairo_set_source_rgb(c, (rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0);
}

static void flush(struct pen *pen)
{
	if (pen->n_glyphs)
		cairo_show_text_glyphs(pen->c, pen->p->text.p + pen->text_from,
				       (int)(pen->text_to - pen->text_from), pen->glyphs, pen->n_glyphs,
				       pen->clusters, pen->n_clusters, 0);
	pen->n_glyphs = pen->n_clusters = 0;
}

static void put(struct pen *pen, const struct glyph *g, double x, double y)
{
	if (pen->n_glyphs == BATCH || (g->len && pen->n_glyphs > BATCH - 16))
		flush(pen);
	if (pen->n_glyphs == 0)
		pen->text_from = g->at;
	pen->glyphs[pen->n_glyphs++] = (cairo_glyph_t){g->id, x + (double)g->x, y - (double)g->y};
	if (g->len || pen->n_clusters == 0)
		pen->clusters[pen->n_clusters++] = (cairo_text_cluster_t){(int)g->len, 1};
	else
		pen->clusters[pen->n_clusters - 1].num_glyphs++;
	pen->text_to = g->at + g->len > pen->text_to || pen->n_glyphs == 1 ? g->at + g->len : pen->text_to;
}

static double rise(const struct look *l)
{
	return l->raise + (l->raised == RAISED_SUPER ? RAISED_UP * l->size
			   : l->raised == RAISED_SUB ? -RAISED_DOWN * l->size
						     : 0);
}

static void rule(cairo_t *c, double x, double wide, double y, double thick)
{
	cairo_rectangle(c, x, y - thick / 2, wide, thick);
	cairo_fill(c);
}

/* Lines through and under what stands from x on. */
static void decorate(struct pen *pen, const struct look *l, double x, double wide, double y)
{
	const struct font *font = text_font(pen->f, l);
	const double size = text_size(l), thick = font->underline_thick * size;
	if (l->underline) {
		const double at = y + font->underline_at * size;
		rule(pen->c, x, wide, at, l->underline == LINE_THICK ? 2 * thick : thick);
		if (l->underline == LINE_DOUBLE)
			rule(pen->c, x, wide, at + 2 * thick, thick);
	}
	if (l->strike)
		rule(pen->c, x, wide, y - 0.26 * size, thick);
}

static void picture(cairo_t *c, const struct span *s, double x, double y)
{
	if (s->image == NULL || s->wide <= 0 || s->high <= 0)
		return;
	cairo_save(c);
	cairo_translate(c, x, y - s->high);
	cairo_scale(c, s->wide / s->image->pixels_wide, s->high / s->image->pixels_high);
	cairo_set_source_surface(c, s->image->surface, 0, 0);
	cairo_paint(c);
	cairo_restore(c);
}

/* Dots, dashes or a line over the width of a tab; dots of lines below each other stand below each other. */
static void leader(struct pen *pen, const struct glyph *g, const struct look *l, double x, double y)
{
	const struct font *font = text_font(pen->f, l);
	const char text = (char)g->leader;
	hb_codepoint_t id;
	if (!g->leader || !hb_font_get_nominal_glyph(font->shape, (u8)text, &id))
		return;
	const double wide = hb_font_get_glyph_h_advance(font->shape, id) * text_size(l) / font->em;
	if (wide <= 0)
		return;
	const double begin = wide * (double)(i64)(x / wide + 1);
	for (int n = 0; n < 1000 && begin + (n + 1) * wide <= x + (double)g->advance; n++) {
		cairo_glyph_t one = {id, begin + n * wide, y};
		cairo_text_cluster_t cluster = {1, 1};
		cairo_show_text_glyphs(pen->c, &text, 1, &one, 1, &cluster, 1, 0);
	}
}

/* The glyphs from..to of one span. Returns where the next one begins. */
static double draw_span(struct pen *pen, const struct line *l, u32 from, u32 to, double x, double y)
{
	const struct para *p = pen->p;
	const struct span *s = &p->spans.at[p->glyphs.at[from].span];
	double at = x, up = y - rise(&s->look);
	for (u32 i = from; i < to; i++)
		at +=
		    (double)p->glyphs.at[i].advance +
		    ((p->glyphs.at[i].flags & GLYPH_SPACE) && i >= l->stretch_from && i < l->seen ? l->stretch
												  : 0);
	if (s->look.back != COLOUR_NONE && s->kind != SPAN_IMAGE) {
		ink(pen->c, s->look.back);
		cairo_rectangle(pen->c, x, y - 0.891 * s->look.size, at - x, 1.107 * s->look.size);
		cairo_fill(pen->c);
	}
	ink(pen->c, s->look.colour);
	cairo_set_font_face(pen->c, text_font(pen->f, &s->look)->draw);
	cairo_set_font_size(pen->c, text_size(&s->look));
	if (s->kind == SPAN_IMAGE)
		picture(pen->c, s, x, y);
	else if (s->kind == SPAN_TAB)
		leader(pen, &p->glyphs.at[from], &s->look, x, up);
	double pos = x;
	for (u32 i = from; s->kind == SPAN_TEXT && i < to; i++) {
		const struct glyph *g = &p->glyphs.at[i];
		put(pen, g, pos, up);
		pos += (double)g->advance +
		       ((g->flags & GLYPH_SPACE) && i >= l->stretch_from && i < l->seen ? l->stretch : 0);
	}
	flush(pen);
	if (s->kind == SPAN_TEXT || s->kind == SPAN_TAB)
		decorate(pen, &s->look, x, at - x, up);
	return at;
}

void text_draw(cairo_t *c, const struct fonts *f, const struct para *p, const struct line *l, double x,
	       double y)
{
	struct pen pen; /* its buffers are large and are written before they are read */
	pen.c = c;
	pen.f = f;
	pen.p = p;
	pen.n_glyphs = pen.n_clusters = 0;
	pen.text_from = pen.text_to = 0;
	x += l->x;
	for (u32 i = l->from, k; i < l->seen; i = k) {
		for (k = i + 1; k < l->seen && p->glyphs.at[k].span == p->glyphs.at[i].span;)
			k++;
		x = draw_span(&pen, l, i, k, x, y + l->base);
	}
}
