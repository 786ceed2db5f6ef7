/* Custom properties of a workbook: docProps/custom.xml. */
#include "office/xlsx_read.h"
#include "office/xml.h"

enum { PART_MAX = 1 << 20, VALUE_MAX = 4096 };

struct finder {
	struct arena *a;
	xlsx_property_list *out;
	bool inside; /* in a property */
	struct sb value;
};

static void on_start(void *ctx, struct xml *x, const char *name, const char **attrs)
{
	struct finder *f = ctx;
	(void)x;
	if (strcmp(xml_local(name), "property") != 0)
		return;
	const char *is = xml_attr(attrs, "name");
	f->inside = is && f->out->n < XLSX_MAX_PROPERTIES;
	if (!f->inside)
		return;
	f->value = sb_new(f->a, VALUE_MAX);
	VEC_PUSH(f->a, f->out).name = arena_str(f->a, str_upto(str_c(is), VALUE_MAX));
}

static void on_text(void *ctx, struct xml *x, str s)
{
	struct finder *f = ctx;
	(void)x;
	if (f->inside)
		sb_put(&f->value, str_upto(s, VALUE_MAX - f->value.n));
}

static void on_end(void *ctx, struct xml *x, const char *name)
{
	struct finder *f = ctx;
	(void)x;
	if (!f->inside || strcmp(xml_local(name), "property") != 0)
		return;
	f->out->at[f->out->n - 1].text = str_trim(sb_str(&f->value));
	f->inside = false;
}

td_rc xlsx_properties(struct arena *a, str bytes, struct err *e, xlsx_property_list *out)
{
	static const struct xml_events ev = {on_start, on_end, on_text};
	struct finder f = {.a = a, .out = out};
	const str part = S("docProps/custom.xml");
	struct zip z;
	str xml;
	*out = (xlsx_property_list){0};
	td_rc rc = zip_open(a, bytes, ZIP_XLSX, e, &z);
	if (rc != TD_OK)
		return rc;
	const struct zip_entry *entry = zip_find(&z, part);
	if (entry == NULL)
		return TD_OK;
	rc = zip_read(&z, entry, PART_MAX, e, &xml);
	return rc == TD_OK ? xml_parse_str(a, xml, &ev, &f, part, e) : rc;
}
