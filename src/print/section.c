/* Sections: paper, margins, headers and footers. */
#include "print/doc.h"

static void read_heads(const struct doc *d, const struct xmltree_node *n, const char *name, str out[3])
{
	for (const struct xmltree_node *k = n->first; k; k = k->next)
		if (xmlq_is(k, name)) {
			str type = xmlq_attr(k, "type");
			const int kind = str_eq(type, S("first"))  ? HEAD_FIRST
					 : str_eq(type, S("even")) ? HEAD_EVEN
								   : HEAD_DEFAULT;
			out[kind] = package_target(&d->package, xmlq_attr(k, "id"));
		}
}

static double length(const struct xmltree_node *n, const char *name, double absent, double least, double most)
{
	double v = xmlq_attr(n, name).p ? TWIPS(xmlq_int(n, name, 0)) : absent;
	v = v < 0 ? -v : v;
	return v < least ? least : v > most ? most : v;
}

static void read(struct doc *d, const struct xmltree_node *n)
{
	const struct xmltree_node *size = xmlq_kid(n, "pgSz"), *margins = xmlq_kid(n, "pgMar"),
				  *number = xmlq_kid(n, "pgNumType");
	static const struct section none = {.wide = -1};
	const struct section *before = &none;
	if (d->sections.n)
		before = &d->sections.at[d->sections.n - 1];
	struct section s = {.first_number = xmlq_int(number, "start", -1),
			    .number_format = xmlq_attr(number, "fmt")};
	for (int i = 0; i < 3; i++) {
		s.headers[i] = before->headers[i];
		s.footers[i] = before->footers[i];
	}
	s.wide = length(size, "w", 595.3, 36, 4000);
	s.high = length(size, "h", 841.9, 36, 4000);
	s.top = length(margins, "top", 72, 0, s.high / 2 - 10);
	s.bottom = length(margins, "bottom", 72, 0, s.high / 2 - 10);
	s.left =
	    length(margins, "left", 72, 0, s.wide / 2 - 10) + length(margins, "gutter", 0, 0, s.wide / 4);
	s.right = length(margins, "right", 72, 0, s.wide / 2 - 10);
	s.head = length(margins, "header", 35.4, 0, s.high / 2);
	s.foot = length(margins, "footer", 35.4, 0, s.high / 2);
	if (s.left > s.wide - s.right - 10)
		s.left = s.wide - s.right - 10;
	s.title = xmlq_on(xmlq_kid(n, "titlePg"));
	s.continues = str_eq(xmlq_attr(xmlq_kid(n, "type"), "val"), S("continuous")) &&
		      s.wide == before->wide && s.high == before->high && s.left == before->left &&
		      s.right == before->right;
	if (xmlq_int(xmlq_kid(n, "cols"), "num", 1) > 1)
		notes_add(&d->notes, NOTE_COLUMNS, d->part, 0);
	if (n) {
		read_heads(d, n, "headerReference", s.headers);
		read_heads(d, n, "footerReference", s.footers);
	}
	VEC_PUSH(d->a, &d->sections) = s;
}

void sections_find(struct doc *d)
{
	const struct xmltree_node *body = d->package.body;
	for (const struct xmltree_node *n = body; n; n = xmltree_next(n, body))
		if (xmlq_is(n, "sectPr") && !xmlq_is(n->parent, "sectPrChange"))
			read(d, n);
	if (d->sections.n == 0)
		read(d, NULL);
}

double section_width(const struct section *s)
{
	return s->wide - s->left - s->right;
}

static str head_part(const struct doc *d, const struct page *page, bool footer)
{
	const struct section *s = &d->sections.at[page->section];
	const str *parts = footer ? s->footers : s->headers;
	if (s->title && page->first)
		return parts[HEAD_FIRST];
	return d->even_headers && page->number % 2 == 0 ? parts[HEAD_EVEN] : parts[HEAD_DEFAULT];
}

/* Parts are parsed once. */
struct head {
	const struct xmltree_node *root;
	struct map links;
};

static const struct head *load(struct doc *d, str part)
{
	struct head *h = map_get(&d->heads, part);
	if (h)
		return h;
	h = NEW(d->a, struct head);
	if (package_xml(&d->package, part, &h->root, &h->links) != TD_OK)
		h->root = NULL;
	map_set(&d->heads, part, h);
	return h;
}

struct column section_head(struct doc *d, const struct page *page, bool footer)
{
	struct column out = {0};
	str part = head_part(d, page, footer);
	const struct head *h = part.p ? load(d, part) : NULL;
	if (h == NULL || h->root == NULL)
		return out;
	d->part = footer ? "Chân trang" : "Đầu trang";
	d->links = &h->links;
	d->page_number = page->number;
	d->page_ix = (u32)(page - d->pages.at);
	blocks_read(d, h->root, section_width(&d->sections.at[page->section]), &out);
	return out;
}

void section_room(struct doc *d, const struct page *page, double *top, double *bottom)
{
	const struct section *s = &d->sections.at[page->section];
	const struct column head = section_head(d, page, false), foot = section_head(d, page, true);
	const double above = s->head + blocks_height(&head, 0, (u32)head.at.n);
	const double below = s->foot + blocks_height(&foot, 0, (u32)foot.at.n);
	*top = head.at.n && above > s->top ? above : s->top;
	*bottom = s->high - (foot.at.n && below > s->bottom ? below : s->bottom);
	if (*bottom < *top + 20)
		*bottom = *top + 20;
}
