/* The plain text of a paper: for tests and for search. */
#include "office/docx_part.h"
#include "office/zip_read.h"

static void text_of(struct sb *b, const struct xmltree_node *top)
{
	for (const struct xmltree_node *n = top; n; n = xmltree_next(n, top)) {
		str local = n->name.p ? xmltree_local(n) : STR_NULL;
		if (n->name.p == NULL && n->parent && str_eq(xmltree_local(n->parent), S("t")))
			sb_put(b, n->text);
		else if (str_eq(local, S("br")))
			sb_byte(b, '\n');
	}
}

static bool is_element(const struct xmltree_node *n, str local)
{
	return n->name.p && str_eq(xmltree_local(n), local);
}

static void row_text(struct sb *b, const struct xmltree_node *row)
{
	bool first = true;
	for (const struct xmltree_node *c = row->first; c; c = c->next) {
		if (!is_element(c, S("tc")))
			continue;
		if (!first)
			sb_byte(b, '\t');
		first = false;
		bool line = false;
		for (const struct xmltree_node *p = c->first; p; p = p->next) {
			if (!is_element(p, S("p")))
				continue;
			if (line)
				SB_LIT(b, " / ");
			line = true;
			text_of(b, p);
		}
	}
	sb_byte(b, '\n');
}

td_rc docx_text(struct arena *a, str bytes, struct err *e, str *out)
{
	struct zip z;
	str xml;
	struct xmltree_node *root;
	td_rc rc = zip_open(a, bytes, ZIP_DOCX, e, &z);
	if (rc == TD_OK)
		rc = docx_check_package(&z, e);
	if (rc == TD_OK)
		rc = zip_read(&z, zip_find(&z, S("word/document.xml")), DOCX_MAX_PART, e, &xml);
	if (rc == TD_OK)
		rc = xmltree_parse(a, xml, S("word/document.xml"), e, &root);
	if (rc != TD_OK)
		return rc;
	struct sb b = sb_new(a, DOCX_MAX_OUT);
	for (const struct xmltree_node *n = root; n;) {
		if (is_element(n, S("tr"))) {
			row_text(&b, n);
			n = xmltree_skip(n, root);
		} else if (is_element(n, S("p"))) {
			text_of(&b, n);
			sb_byte(&b, '\n');
			n = xmltree_skip(n, root);
		} else {
			n = xmltree_next(n, root);
		}
	}
	*out = sb_str(&b);
	return TD_OK;
}
