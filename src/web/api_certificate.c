/* Layouts of certificates, as programs read them. */
#include "web/api_read.h"
#include "web/page_certificate.h"
#include "web/page_certificate_print.h"

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

/* ---- what was printed ---- */

static const struct api_member run[] = {
    API(INT, struct certificate_run, id, "id"),
    API(TEXT, struct certificate_run, title, "title"),
    API(TEXT, struct certificate_run, layout_name, "layout"),
    API(INT, struct certificate_run, n_awards, "certificates"),
    API(INT, struct certificate_run, n_pieces, "pieces"),
    API(INT, struct certificate_run, n_done, "pieces_done"),
    API(TEXT, struct certificate_run, made_by_name, "made_by"),
    API(TIME, struct certificate_run, made_at_ms, "made_at"),
};
static const struct api_def run_def = API_DEF("CertificateRun", struct certificate_run, run);

struct runs {
	certificate_run_list runs;
};
static const struct api_member runs[] = {API_LIST(struct runs, runs, "runs", &run_def)};
const struct api_def api_certificate_runs_def = API_DEF("CertificateRuns", struct runs, runs);

td_rc api_read_certificate_runs(struct req *r, void *out)
{
	struct runs *o = out;
	return store_certificate_run_list(r->tx, r->year.id, &o->runs);
}

struct loose_text {
	str text;
};
static const struct api_member loose_text[] = {API(TEXT, struct loose_text, text, "text")};
static const struct api_def loose_def = API_DEF("CertificateLoose", struct loose_text, loose_text);

struct one_run {
	struct certificate_run run;
	str error;
	VEC(struct loose_text) loose;
};
static const struct api_member one_run[] = {
    API_INSIDE(struct one_run, run, "run", &run_def),
    API(TEXT, struct one_run, error, "error"),
    API_LIST(struct one_run, loose, "loose", &loose_def),
};
const struct api_def api_certificate_run_def = API_DEF("CertificateRunOne", struct one_run, one_run);

td_rc api_read_certificate_run(struct req *r, void *out)
{
	struct one_run *o = out;
	certificate_piece_list pieces = {0};
	certificate_loose loose = {0};
	struct job j;
	td_rc rc = page_certificate_run_find(r, &o->run, &j, &pieces);
	if (rc != TD_OK)
		return rc;
	o->error = j.error;
	certificates_loose(r->a, &pieces, &loose);
	for (size_t i = 0; i < loose.n; i++)
		VEC_PUSH(r->a, &o->loose) = (struct loose_text){loose.at[i]};
	return TD_OK;
}
