/* Lists of a package that grow when a part comes in: types and relations. */
#include "office/docx_part.h"
#include "office/zip_write.h"

struct zip_part *docx_part_find(struct zip_part *parts, u32 n, str name)
{
	for (u32 i = 0; i < n; i++)
		if (str_eq(parts[i].name, name))
			return &parts[i];
	return NULL;
}

static str written(struct arena *a, const struct xmltree_node *root)
{
	struct sb b = sb_new(a, DOCX_MAX_OUT);
	SB_LIT(&b, DOCX_DECLARATION);
	xmltree_put(&b, root);
	return sb_str(&b);
}

static struct xmltree_node *child_like(struct arena *a, const struct xmltree_node *root, const char *local)
{
	size_t prefix = root->name.n - xmltree_local(root).n;
	return xmltree_element(a, arena_fmt(a, "%.*s%s", (int)prefix, root->name.p, local));
}

static bool has(const struct xmltree_node *root, str attribute, str value)
{
	for (const struct xmltree_node *k = root->first; k; k = k->next)
		if (k->name.p && str_eq(xmltree_get(k, attribute), value))
			return true;
	return false;
}

td_rc docx_type_add(struct arena *a, struct zip_part *parts, u32 n, str extension, str part, str type,
		    struct err *e)
{
	struct zip_part *types = docx_part_find(parts, n, S("[Content_Types].xml"));
	struct xmltree_node *root;
	td_rc rc = types ? xmltree_parse(a, types->bytes, types->name, e, &root) : TD_INVALID;
	if (rc != TD_OK)
		return rc;
	bool by_extension = extension.n > 0;
	str name = by_extension ? S("Extension") : S("PartName"), value = by_extension ? extension : part;
	if (has(root, name, value))
		return TD_OK;
	struct xmltree_node *k = child_like(a, root, by_extension ? "Default" : "Override");
	xmltree_set(a, k, name, value);
	xmltree_set(a, k, S("ContentType"), type);
	xmltree_insert(root, by_extension ? root->first : NULL, k);
	types->bytes = written(a, root);
	return TD_OK;
}

/* "word/document.xml" → "word/_rels/document.xml.rels" */
static str relations_of(struct arena *a, str part)
{
	size_t slash = part.n;
	while (slash > 0 && part.p[slash - 1] != '/')
		slash--;
	return arena_fmt(a, "%.*s_rels/%.*s.rels", (int)slash, part.p, STRF(str_from(part, slash)));
}

td_rc docx_relations_add(struct arena *a, struct zip_part *parts, u32 *n, str part,
			 const struct docx_relation *add, size_t n_add, struct err *e)
{
	str name = relations_of(a, part);
	struct zip_part *list = docx_part_find(parts, *n, name);
	struct xmltree_node *root;
	if (list == NULL) {
		list = &parts[(*n)++];
		list->name = name;
		list->bytes = S("<Relationships "
				"xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>");
	}
	td_rc rc = xmltree_parse(a, list->bytes, name, e, &root);
	for (size_t i = 0; i < n_add && rc == TD_OK; i++) {
		if (has(root, S("Id"), add[i].id))
			continue;
		struct xmltree_node *k = child_like(a, root, "Relationship");
		xmltree_set(a, k, S("Id"), add[i].id);
		xmltree_set(a, k, S("Type"), add[i].type);
		xmltree_set(a, k, S("Target"), add[i].target);
		xmltree_insert(root, NULL, k);
	}
	if (rc == TD_OK)
		list->bytes = written(a, root);
	return rc;
}
