/* From .docx bytes to PDF bytes. */
#include "print/doc.h"
#include "print/pdf.h"

static void read_settings(struct doc *d)
{
	const struct xmltree_node *root = d->package.settings, *compat = xmlq_kid(root, "compat");
	d->tab_every = TWIPS(xmlq_int(xmlq_kid(root, "defaultTabStop"), "val", 720));
	d->even_headers = xmlq_on(xmlq_kid(root, "evenAndOddHeaders"));
	for (const struct xmltree_node *k = compat ? compat->first : NULL; k; k = k->next)
		if (xmlq_is(k, "compatSetting") && str_eq(xmlq_attr(k, "name"), S("compatibilityMode")))
			d->new_tables = xmlq_int(k, "val", 12) >= 15;
}

static td_rc write_pdf(struct doc *d, str *out)
{
	const struct section *s = &d->sections.at[d->pages.at[0].section];
	const struct package *p = &d->package;
	struct pdf *pdf = pdf_begin(d->a, s->wide, s->high);
	pdf_describe(pdf, p->title.n ? p->title : sb_str(&d->title), p->author, p->made_at);
	draw_pages(d, pdf->c, pdf->surface);
	return pdf_end(pdf, out);
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
