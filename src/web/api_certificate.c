/* Layouts of certificates, as programs read them. */
#include "web/api_read.h"
#include "web/page_certificate.h"

struct layout_line {
	str code, name, changed_by;
	bool shipped, everywhere, overlay, has_picture;
	i64 changed_at_ms, rev;
};
static const struct api_member line[] = {
    API(TEXT, struct layout_line, code, "code"),
    API(TEXT, struct layout_line, name, "name"),
    API(BOOL, struct layout_line, shipped, "shipped"),
    API(BOOL, struct layout_line, everywhere, "everywhere"),
    API(BOOL, struct layout_line, overlay, "overlay"),
    API(BOOL, struct layout_line, has_picture, "has_picture"),
    API(TEXT, struct layout_line, changed_by, "changed_by"),
    API(TIME, struct layout_line, changed_at_ms, "changed_at"),
    API(INT, struct layout_line, rev, "rev"),
};
static const struct api_def line_def = API_DEF("CertificateLayoutLine", struct layout_line, line);

struct layouts {
	VEC(struct layout_line) layouts;
};
static const struct api_member layouts[] = {API_LIST(struct layouts, layouts, "layouts", &line_def)};
const struct api_def api_certificates_def = API_DEF("CertificateLayouts", struct layouts, layouts);

static struct layout_line line_of(const struct certificate_found *f)
{
	return (struct layout_line){.code = f->code,
				    .name = f->layout.name,
				    .changed_by = f->shipped ? STR_NULL : f->saved.changed_by_name,
				    .shipped = f->shipped,
				    .everywhere = f->shipped || !f->saved.cluster.set,
				    .overlay = f->layout.overlay,
				    .has_picture = f->saved.picture.set,
				    .changed_at_ms = f->saved.changed_at_ms,
				    .rev = f->saved.rev};
}

td_rc api_read_certificates(struct req *r, void *out)
{
	struct layouts *o = out;
	certificate_found_list all = {0};
	td_rc rc = certificate_all(r->tx, &r->year, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		VEC_PUSH(r->a, &o->layouts) = line_of(&all.at[i]);
	return rc;
}

struct layout_field {
	str field, example;
};
static const struct api_member field[] = {
    API(TEXT, struct layout_field, field, "field"),
    API(TEXT, struct layout_field, example, "example"),
};
static const struct api_def field_def = API_DEF("CertificateField", struct layout_field, field);

struct layout {
	struct layout_line about;
	const struct value *body;
	VEC(struct layout_field) fields;
};
static const struct api_member layout[] = {
    API_INSIDE(struct layout, about, "about", &line_def),
    API(VALUE, struct layout, body, "layout"),
    API_LIST(struct layout, fields, "fields", &field_def),
};
const struct api_def api_certificate_def = API_DEF("CertificateLayout", struct layout, layout);

td_rc api_read_certificate(struct req *r, void *out)
{
	struct layout *o = out;
	struct certificate_found f;
	td_rc rc = page_certificate_find(r, &f);
	if (rc != TD_OK)
		return rc;
	o->about = line_of(&f);
	o->body = certificate_to_value(r->a, &f.layout);
	for (int i = 0; i < CERTIFICATE_FIELD__N; i++)
		VEC_PUSH(r->a, &o->fields) =
		    (struct layout_field){str_c(certificate_field_name((enum certificate_field)i)),
					  str_c(certificate_field_example((enum certificate_field)i))};
	return TD_OK;
}
