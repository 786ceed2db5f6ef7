/* Custom properties of a workbook: docProps/custom.xml. */
#include "base/utf8.h"
#include "office/xlsx_read.h"
#include "office/xml.h"

enum { PART_MAX = 1 << 20, VALUE_MAX = 4096 };

struct finder {
	str name;
	bool inside, found; /* in the property; it was seen */
	struct sb value;
};

static void on_start(void *ctx, struct xml *x, const char *name, const char **attrs)
{
	struct finder *f = ctx;
	(void)x;
	if (strcmp(xml_local(name), "property") != 0)
		return;
	f->inside = !f->found && str_eq(str_c(xml_attr(attrs, "name")), f->name);
	f->found = f->found || f->inside;
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
	if (strcmp(xml_local(name), "property") == 0)
		f->inside = false;
}

td_rc xlsx_property(struct arena *a, str bytes, str name, struct err *e, str *out)
{
	static const struct xml_events ev = {on_start, on_end, on_text};
	struct finder f = {.name = name, .value = sb_new(a, VALUE_MAX)};
	const str part = S("docProps/custom.xml");
	struct zip z;
	str xml;
	td_rc rc = zip_open(a, bytes, ZIP_XLSX, e, &z);
	if (rc != TD_OK)
		return rc;
	const struct zip_entry *entry = zip_find(&z, part);
	if (entry == NULL)
		return TD_NOT_FOUND;
	rc = zip_read(&z, entry, PART_MAX, e, &xml);
	if (rc == TD_OK)
		rc = xml_parse_str(a, xml, &ev, &f, part, e);
	if (rc != TD_OK)
		return rc;
	*out = str_trim(sb_str(&f.value));
	return f.found ? TD_OK : TD_NOT_FOUND;
}
