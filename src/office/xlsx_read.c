#include "office/xlsx_part.h"

struct rel {
	str id, kind, part; /* kind: last segment of the type's address */
};

struct rels {
	struct xlsx *x;
	str base; /* folder of the part they belong to, with '/' */
	VEC(struct rel) at;
};

u32 xlsx_u32(const char *s, u32 absent)
{
	u64 v;
	return s && str_u64(str_c(s), &v) == TD_OK && v <= UINT32_MAX ? (u32)v : absent;
}

td_rc xlsx_part(struct xlsx *x, str part, const struct xml_events *ev, void *ctx, struct err *e)
{
	const struct zip_entry *en = zip_find(&x->zip, part);
	if (en == NULL)
		return TD_NOT_FOUND;
	struct zip_stream s = zip_stream_open(&x->zip, en, e);
	return xml_parse(x->a, zip_stream_read, &s, ev, ctx, part, e);
}

static size_t folder_len(str part)
{
	size_t n = part.n;
	while (n && part.p[n - 1] != '/')
		n--;
	return n;
}

/* "worksheets/sheet1.xml" and "../x.xml" from the base folder, "/xl/…" from the top. */
static str resolve(struct arena *a, str base, str target)
{
	if (str_has_prefix(target, S("/")))
		return arena_str(a, str_from(target, 1));
	while (str_has_prefix(target, S("../"))) {
		target = str_from(target, 3);
		if (base.n)
			base = str_upto(base, folder_len(str_upto(base, base.n - 1)));
	}
	return arena_fmt(a, "%.*s%.*s", STRF(base), STRF(target));
}

static void on_rel(void *ctx, struct xml *xml, const char *name, const char **attrs)
{
	struct rels *r = ctx;
	(void)xml;
	const char *id = xml_attr(attrs, "Id"), *type = xml_attr(attrs, "Type"),
		   *target = xml_attr(attrs, "Target");
	if (strcmp(xml_local(name), "Relationship") != 0 || !id || !type || !target ||
	    r->at.n >= ZIP_MAX_ENTRIES)
		return;
	str t = str_c(type);
	struct arena *a = r->x->a;
	VEC_PUSH(a, &r->at) = (struct rel){
	    .id = arena_str(a, str_c(id)),
	    .kind = arena_str(a, str_from(t, folder_len(t))),
	    .part = resolve(a, r->base, str_c(target)),
	};
}

/* The relations of a part ("" is the package itself). None is no fault. */
static td_rc read_rels(struct xlsx *x, str part, struct rels *out, struct err *e)
{
	static const struct xml_events ev = {.start = on_rel};
	size_t n = folder_len(part);
	*out = (struct rels){.x = x, .base = str_upto(part, n)};
	str path = arena_fmt(x->a, "%.*s_rels/%.*s.rels", STRF(out->base), STRF(str_from(part, n)));
	td_rc rc = xlsx_part(x, path, &ev, out, e);
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

static str rel_by_kind(const struct rels *r, str kind)
{
	for (size_t i = 0; i < r->at.n; i++)
		if (str_eq(r->at.at[i].kind, kind))
			return r->at.at[i].part;
	return S("");
}

/* ---- the workbook part: sheets in order, calendar ---- */

struct workbook {
	struct xlsx *x;
	const struct rels *rels;
};

static void add_sheet(struct workbook *w, const char **attrs)
{
	struct xlsx *x = w->x;
	if (x->sheets.n >= XLSX_MAX_SHEETS)
		return;
	const char *name = xml_attr(attrs, "name"), *state = xml_attr(attrs, "state"),
		   *id = xml_attr(attrs, "id");
	struct xlsx_sheet *s = &VEC_PUSH(x->a, &x->sheets);
	x->text.n = 0;
	str clean = S("?");
	if (xlsx_text_put(x, str_c(name)) && xlsx_text_finish(x, &clean) == TD_OK)
		clean = arena_str(x->a, clean);
	s->name = clean;
	s->hidden = state && strcmp(state, "visible") != 0;
	s->part = S("");
	for (size_t i = 0; id && i < w->rels->at.n; i++) {
		const struct rel *r = &w->rels->at.at[i];
		if (str_eq(r->id, str_c(id)) && str_eq(r->kind, S("worksheet")))
			s->part = r->part;
	}
}

static void on_workbook(void *ctx, struct xml *xml, const char *name, const char **attrs)
{
	struct workbook *w = ctx;
	(void)xml;
	name = xml_local(name);
	if (strcmp(name, "sheet") == 0)
		add_sheet(w, attrs);
	else if (strcmp(name, "workbookPr") == 0)
		w->x->date1904 = xml_true(xml_attr(attrs, "date1904"), false);
}

/* ---- other office files under the name .xlsx ---- */

static td_rc refuse_other_package(const struct zip *z, struct err *e)
{
	if (zip_find(z, S("xl/workbook.bin")))
		return err_add(e, TD_INVALID, S(""),
			       "Đây là tệp Excel nhị phân (.xlsb): hãy mở bằng Excel và lưu lại dạng .xlsx.");
	if (zip_find(z, S("content.xml")) && zip_find(z, S("mimetype")))
		return err_add(
		    e, TD_INVALID, S(""),
		    "Đây là tệp OpenDocument (.ods): hãy mở bằng LibreOffice và lưu lại dạng .xlsx.");
	if (zip_find(z, S("word/document.xml")))
		return err_add(e, TD_INVALID, S(""),
			       "Đây là văn bản Word (.docx), không phải bảng tính .xlsx.");
	return err_add(e, TD_INVALID, S(""),
		       "Đây không phải bảng tính .xlsx (không có sổ làm việc bên trong): hãy mở bằng Excel "
		       "và lưu lại dạng "
		       ".xlsx.");
}

static td_rc read_workbook(struct xlsx *x, struct err *e)
{
	static const struct xml_events ev = {.start = on_workbook};
	struct rels rels;
	td_rc rc = read_rels(x, S(""), &rels, e);
	if (rc != TD_OK)
		return rc;
	str part = rel_by_kind(&rels, S("officeDocument"));
	if (zip_find(&x->zip, part) == NULL)
		part = S("xl/workbook.xml");
	if (!str_has_suffix(part, S(".xml")) || str_find(part, S("word/")) < part.n ||
	    !zip_find(&x->zip, part))
		return refuse_other_package(&x->zip, e);
	rc = read_rels(x, part, &rels, e);
	if (rc != TD_OK)
		return rc;
	struct workbook w = {x, &rels};
	rc = xlsx_part(x, part, &ev, &w, e);
	if (rc != TD_OK)
		return rc;
	if (x->sheets.n == 0)
		return refuse_other_package(&x->zip, e);
	rc = xlsx_styles_read(x, rel_by_kind(&rels, S("styles")), e);
	return rc == TD_OK ? xlsx_strings_read(x, rel_by_kind(&rels, S("sharedStrings")), e) : rc;
}

td_rc xlsx_open(struct arena *a, str bytes, struct err *e, struct xlsx **out)
{
	struct xlsx *x = NEW(a, struct xlsx);
	x->a = a;
	x->text.p = arena_alloc(a, TEXT_CAP + 1);
	td_rc rc = zip_open(a, bytes, ZIP_XLSX, e, &x->zip);
	if (rc == TD_OK)
		rc = read_workbook(x, e);
	*out = x;
	return rc;
}

u32 xlsx_n_sheets(const struct xlsx *x)
{
	return (u32)x->sheets.n;
}

const struct xlsx_sheet *xlsx_sheet(const struct xlsx *x, u32 ix)
{
	return &x->sheets.at[ix];
}
