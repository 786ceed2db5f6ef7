#include "print/pdf.h"

enum { MAX_BYTES = 256 << 20 };

static cairo_status_t keep(void *pdf, const unsigned char *p, unsigned n)
{
	sb_put(&((struct pdf *)pdf)->bytes, (str){(const char *)p, n});
	return CAIRO_STATUS_SUCCESS;
}

static void drop(void *ctx)
{
	struct pdf *pdf = ctx;
	cairo_destroy(pdf->c);
	cairo_surface_finish(pdf->surface);
	cairo_surface_destroy(pdf->surface);
}

static void draw_as_on_paper(cairo_t *c)
{
	cairo_font_options_t *plain = cairo_font_options_create();
	cairo_font_options_set_hint_style(plain, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(plain, CAIRO_HINT_METRICS_OFF);
	cairo_set_font_options(c, plain);
	cairo_font_options_destroy(plain);
}

struct pdf *pdf_begin(struct arena *a, double wide, double high)
{
	struct pdf *pdf = NEW(a, struct pdf);
	pdf->a = a;
	pdf->bytes = sb_new(a, MAX_BYTES);
	arena_defer(a, drop, pdf); /* before there is anything to drop: it may unwind */
	pdf->surface = cairo_pdf_surface_create_for_stream(keep, pdf, wide, high);
	cairo_pdf_surface_restrict_to_version(pdf->surface, CAIRO_PDF_VERSION_1_5);
	pdf->c = cairo_create(pdf->surface);
	draw_as_on_paper(pdf->c);
	return pdf;
}

void pdf_describe(struct pdf *pdf, str title, str author, str made_at)
{
	cairo_surface_t *s = pdf->surface;
	const str t = arena_str(pdf->a, title), who = arena_str(pdf->a, author),
		  made = arena_str(pdf->a, made_at);
	cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_CREATE_DATE, made.n >= 10 ? made.p : NULL);
	cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_MOD_DATE, NULL);
	if (t.n)
		cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_TITLE, t.p);
	if (who.n)
		cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_AUTHOR, who.p);
}

td_rc pdf_end(struct pdf *pdf, str *out)
{
	cairo_surface_finish(pdf->surface);
	*out = sb_str(&pdf->bytes);
	return cairo_status(pdf->c) == CAIRO_STATUS_SUCCESS &&
		       cairo_surface_status(pdf->surface) == CAIRO_STATUS_SUCCESS
		   ? TD_OK
		   : TD_LIMIT;
}
