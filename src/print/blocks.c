/* Paragraphs and tables as strips of a column: spacing between them, what keeps together, borders around. */
#include "print/doc.h"

static bool same_border(const struct border *x, const struct border *y)
{
	return x->width == y->width && x->space == y->space && x->line == y->line && x->colour == y->colour;
}

/* Paragraphs whose borders, shading and indents are alike stand in one box. */
static bool same_box(const struct para *x, const struct para *y)
{
	if (x == NULL || y == NULL || x->shape.left != y->shape.left || x->shape.right != y->shape.right)
		return false;
	for (int i = 0; i < SIDE__N; i++)
		if (!same_border(&x->shape.borders[i], &y->shape.borders[i]))
			return false;
	return true;
}

static double edge(const struct border *b)
{
	return b->width > 0 ? b->width + b->space : 0;
}

static double gap_above(const struct column *c, const struct para *p)
{
	const struct para *last = c->last;
	const bool alike = last && str_eq(last->style, p->style);
	return (alike && last->shape.contextual ? 0 : c->after) +
	       (alike && p->shape.contextual ? 0 : p->shape.before);
}

/* May the page end behind line i of n? At least two lines stay together at both ends. */
static bool glued(const struct para *p, u32 i)
{
	const u32 n = (u32)p->lines.n;
	if (i + 1 == n)
		return p->shape.keep_next;
	return p->shape.keep_lines || (p->shape.widows && (i == 0 || i + 2 == n));
}

static void put_box(struct column *c, struct strip *first, struct strip *last, const struct para *p)
{
	const struct border *b = p->shape.borders;
	first->opens = last->closes = true;
	if (same_box(c->last, p) && c->at.n && c->at.at[c->at.n - 1].closes) {
		struct strip *above = &c->at.at[c->at.n - 1];
		above->closes = first->opens = false;
		above->height -= above->bottom;
		above->bottom = 0;
		first->top = edge(&b[SIDE_INNER_H]);
	} else {
		first->top = edge(&b[SIDE_TOP]);
	}
	last->bottom = edge(&b[SIDE_BOTTOM]);
	first->height += first->top;
	last->height += last->bottom;
}

/* The name of the kind of paper and what it is about: what the file is called where its properties do not say. */
static void take_title(struct doc *d, const struct para *p)
{
	static const char *const styles[] = {"TenLoai", "TrichYeu", "Title", "Subtitle"};
	for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
		if (str_eq(p->style, str_c(styles[i])) && p->text.n && d->title.n + p->text.n < 1000)
			sb_fmt(&d->title, "%s%.*s", d->title.n ? " " : "", STRF(p->text));
}

static void put_para(struct doc *d, struct para *p, double width, struct column *out)
{
	const u32 n_before = (u32)out->at.n;
	text_lay_out(d->a, d->fonts, p, width);
	take_title(d, p);
	const u32 n = (u32)p->lines.n;
	struct strip *strips = NEW_N(d->a, struct strip, n);
	for (u32 i = 0; i < n; i++)
		strips[i] = (struct strip){.para = p,
					   .line = i,
					   .height = p->lines.at[i].height,
					   .glued = glued(p, i) && p->lines.at[i].end != END_PAGE,
					   .new_page = i && p->lines.at[i - 1].end == END_PAGE,
					   .section = d->section};
	strips[0].gap = gap_above(out, p);
	strips[0].new_page =
	    p->shape.new_page || (n_before && out->at.at[n_before - 1].para && out->last &&
				  out->last->lines.at[out->last->lines.n - 1].end == END_PAGE);
	put_box(out, &strips[0], &strips[n - 1], p);
	for (u32 i = 0; i < n; i++)
		VEC_PUSH(d->a, &out->at) = strips[i];
	out->after = p->shape.after;
	out->last = p;
}

double blocks_height(const struct column *c, u32 from, u32 to)
{
	double h = 0;
	for (u32 i = from; i < to; i++)
		h += c->at.at[i].height + (i == from && from ? 0 : c->at.at[i].gap);
	return to == c->at.n ? h + c->after : h;
}

/* ---- what stands in a body, a cell, a header ---- */

static void block(struct doc *d, const struct xmltree_node *n, double width, struct column *out)
{
	const double room = width > 0 ? width : section_width(&d->sections.at[d->section]);
	if (xmlq_is(n, "p")) {
		put_para(d, read_para(d, n), room, out);
		if (width <= 0 && xmlq_kid(xmlq_kid(n, "pPr"), "sectPr") && d->section + 1 < d->sections.n)
			d->section++;
	} else if (xmlq_is(n, "tbl")) {
		table_read(d, n, room, out);
	} else if (xmlq_is(n, "sdt")) {
		if (xmlq_kid(n, "sdtContent"))
			blocks_read(d, xmlq_kid(n, "sdtContent"), width, out);
	} else if (xmlq_is(n, "customXml") || xmlq_is(n, "ins") || xmlq_is(n, "moveTo") ||
		   xmlq_is(n, "smartTag")) {
		blocks_read(d, n, width, out);
	} else if (xmlq_is(n, "altChunk")) {
		notes_add(&d->notes, NOTE_CHUNK, d->part, 0);
	}
}

void blocks_read(struct doc *d, const struct xmltree_node *parent, double width, struct column *out)
{
	for (const struct xmltree_node *n = parent->first; n; n = n->next)
		if (n->name.p)
			block(d, n, width, out);
}
