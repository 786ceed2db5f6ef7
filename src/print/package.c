#include "print/package.h"

#include "print/xmlq.h"

static td_rc read_part(struct package *p, str name, size_t max, str *out)
{
	const struct zip_entry *entry = zip_find(&p->zip, name);
	*out = STR_NULL;
	return entry ? zip_read(&p->zip, entry, max, p->e, out) : TD_NOT_FOUND;
}

/* NULL when the part is not there. */
static td_rc parse(struct package *p, str name, const struct xmltree_node **out)
{
	struct xmltree_node *root = NULL;
	str bytes;
	td_rc rc = read_part(p, name, PACKAGE_MAX_XML, &bytes);
	*out = NULL;
	if (rc == TD_NOT_FOUND)
		return TD_OK;
	if (rc == TD_OK)
		rc = xmltree_parse(p->a, bytes, name, p->e, &root);
	*out = root;
	return rc;
}

/* "word/" of "word/document.xml". */
static str folder_of(str name)
{
	size_t n = name.n;
	while (n && name.p[n - 1] != '/')
		n--;
	return str_upto(name, n);
}

/* A target as written beside its part: relative to folder, "/" from the top; ".." is not followed. */
static str resolve(struct arena *a, str folder, str target)
{
	if (str_find(target, S("..")) < target.n) {
		if (!str_has_prefix(target, S("../")) ||
		    str_find(str_from(target, 3), S("..")) + 3 < target.n)
			return STR_NULL;
		return str_from(target, 3);
	}
	if (str_has_prefix(target, S("/")))
		return str_from(target, 1);
	return arena_fmt(a, "%.*s%.*s", STRF(folder), STRF(target));
}

static td_rc read_links(struct package *p, str name, struct map *out)
{
	const struct xmltree_node *root;
	str folder = folder_of(name);
	*out = map_new(p->a);
	td_rc rc = parse(
	    p, arena_fmt(p->a, "%.*s_rels/%.*s.rels", STRF(folder), STRF(str_from(name, folder.n))), &root);
	for (const struct xmltree_node *r = rc == TD_OK && root ? root->first : NULL; r; r = r->next) {
		if (!xmlq_is(r, "Relationship") || str_eq(xmlq_attr(r, "TargetMode"), S("External")))
			continue;
		str *target = NEW(p->a, str);
		*target = resolve(p->a, folder, xmlq_attr(r, "Target"));
		map_set(out, xmlq_attr(r, "Id"), target);
		/* parts of which there is one are also known by the last word of their type */
		str type = xmlq_attr(r, "Type");
		size_t slash = type.n;
		while (slash && type.p[slash - 1] != '/')
			slash--;
		map_set(out, arena_fmt(p->a, "/%.*s", STRF(str_from(type, slash))), target);
	}
	return rc;
}

str package_target(const struct package *p, str relationship)
{
	const str *target = map_get(&p->links, relationship);
	return target ? *target : STR_NULL;
}

/* The part of a kind ("styles"), NULL when there is none. */
static td_rc read_kind(struct package *p, const char *kind, const struct xmltree_node **out)
{
	str name = package_target(p, str_c(kind));
	*out = NULL;
	return name.p ? parse(p, name, out) : TD_OK;
}

static void core(struct package *p, const struct xmltree_node *root)
{
	p->title = xmlq_text(xmlq_kid(root, "title"));
	p->author = xmlq_text(xmlq_kid(root, "creator"));
	p->made_at = xmlq_text(xmlq_kid(root, "created"));
}

static td_rc find_body(struct package *p, str *name)
{
	struct map top;
	const struct xmltree_node *root = NULL;
	td_rc rc = read_links(p, S(""), &top);
	const str *main = rc == TD_OK ? map_get(&top, S("/officeDocument")) : NULL;
	const str *props = rc == TD_OK ? map_get(&top, S("/core-properties")) : NULL;
	*name = main && main->p ? *main : S("word/document.xml");
	if (rc == TD_OK && props && props->p)
		rc = parse(p, *props, &root);
	core(p, root);
	return rc;
}

td_rc package_open(struct arena *a, str bytes, struct err *e, struct package *out)
{
	const struct xmltree_node *root = NULL;
	str name;
	*out = (struct package){.a = a, .e = e};
	td_rc rc = zip_open(a, bytes, ZIP_DOCX, e, &out->zip);
	if (rc == TD_OK)
		rc = find_body(out, &name);
	if (rc == TD_OK)
		rc = parse(out, name, &root);
	if (rc != TD_OK)
		return rc;
	out->body = xmlq_kid(root, "body");
	out->folder = folder_of(name);
	if (out->body == NULL)
		return err_add(e, TD_INVALID, S(""),
			       "Tệp không phải văn bản Word (.docx): không có thân văn bản.");
	rc = read_links(out, name, &out->links);
	if (rc == TD_OK)
		rc = read_kind(out, "/styles", &out->styles);
	if (rc == TD_OK)
		rc = read_kind(out, "/numbering", &out->numbering);
	return rc == TD_OK ? read_kind(out, "/settings", &out->settings) : rc;
}

td_rc package_xml(struct package *p, str name, const struct xmltree_node **root, struct map *links)
{
	td_rc rc = parse(p, name, root);
	return rc == TD_OK ? read_links(p, name, links) : rc;
}

td_rc package_bytes(struct package *p, str name, str *out)
{
	return read_part(p, name, PACKAGE_MAX_PICTURE, out);
}
