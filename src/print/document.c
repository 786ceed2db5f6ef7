/* From .docx bytes to PDF bytes. */
#include <cairo-pdf.h>

#include "print/doc.h"

static void read_settings(struct doc *d)
{
	const struct xmltree_node *root = d->package.settings, *compat = xmlq_kid(root, "compat");
	d->tab_every = TWIPS(xmlq_int(xmlq_kid(root, "defaultTabStop"), "val", 720));
	d->even_headers = xmlq_on(xmlq_kid(root, "evenAndOddHeaders"));
	for (const struct xmltree_node *k = compat ? compat->first : NULL; k; k = k->next)
		if (xmlq_is(k, "compatSetting") && str_eq(xmlq_attr(k, "name"), S("compatibilityMode")))
			d->new_tables = xmlq_int(k, "val", 12) >= 15;
}

static cairo_status_t keep(void *ctx, const unsigned char *p, unsigned n)
{
	sb_put(ctx, (str){(const char *)p, n});
	return CAIRO_STATUS_SUCCESS;
}

static void drop_surface(void *surface)
{
	cairo_surface_finish(surface);
	cairo_surface_destroy(surface);
}

static void drop_context(void *c)
{
	cairo_destroy(c);
}

/* What the file says of itself: its title and day of making, and nothing of this moment or machine. */
static void describe(struct doc *d, cairo_surface_t *surface)
{
	const str said = d->package.title.n ? d->package.title : sb_str(&d->title);
	str title = arena_str(d->a, said), made = arena_str(d->a, d->package.made_at);
	str author = arena_str(d->a, d->package.author);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, made.n >= 10 ? made.p : NULL);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, NULL);
	if (title.n)
		cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title.p);
	if (author.n)
		cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, author.p);
}

static cairo_t *open_context(struct doc *d, cairo_surface_t *surface)
{
	cairo_font_options_t *plain = cairo_font_options_create();
	cairo_t *c = cairo_create(surface);
	arena_defer(d->a, drop_context, c);
	cairo_font_options_set_hint_style(plain, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(plain, CAIRO_HINT_METRICS_OFF);
	cairo_set_font_options(c, plain);
	cairo_font_options_destroy(plain);
	return c;
}

static td_rc write_pdf(struct doc *d, str *out)
{
	struct sb *bytes = NEW(d->a, struct sb);
	const struct section *s = &d->sections.at[d->pages.at[0].section];
	*bytes = sb_new(d->a, (size_t)256 << 20);
	cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(keep, bytes, s->wide, s->high);
	arena_defer(d->a, drop_surface, surface);
	cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
	describe(d, surface);
	cairo_t *c = open_context(d, surface);
	draw_pages(d, c, surface);
	cairo_surface_finish(surface);
	*out = sb_str(bytes);
	return cairo_status(c) == CAIRO_STATUS_SUCCESS &&
		       cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS
		   ? TD_OK
		   : TD_LIMIT;
}

static td_rc lay_out(struct doc *d, str docx)
{
	td_rc rc = package_open(d->a, docx, d->e, &d->package);
	if (rc != TD_OK)
		return rc;
	read_settings(d);
	d->styles = styles_new(d->a, d->package.styles);
	d->numbering = numbering_new(d->a, d->package.numbering);
	d->links = &d->package.links;
	sections_find(d);
	blocks_read(d, d->package.body, 0, &d->body);
	return flow_pages(d);
}

td_rc document_print(struct arena *a, const struct fonts *f, str docx, struct err *e, struct printed *out)
{
	struct doc *d = NEW(a, struct doc);
	*d = (struct doc){.a = a,
			  .e = e,
			  .fonts = f,
			  .notes.a = a,
			  .title = sb_new(a, 2000),
			  .images = map_new(a),
			  .heads = map_new(a),
			  .part = "Thân văn bản",
			  .page_number = -1};
	td_rc rc = lay_out(d, docx);
	if (rc == TD_OK)
		rc = write_pdf(d, &out->pdf);
	if (rc != TD_OK)
		return rc;
	out->pages = (u32)d->pages.n;
	out->notes = notes_text(&d->notes);
	return TD_OK;
}
