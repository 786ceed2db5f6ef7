/* What belongs to the editing of a template and not to the paper made of it goes: marks of the spelling, comments, bookmarks'
 * hidden history, and changes being tracked, which are taken as accepted. */
#include "office/docx_part.h"

enum fate { KEEP, DROP, UNWRAP };

static enum fate fate_of(str local)
{
	static const struct {
		const char *name;
		enum fate fate;
	} fates[] = {
	    {"proofErr", DROP},
	    {"commentRangeStart", DROP},
	    {"commentRangeEnd", DROP},
	    {"commentReference", DROP},
	    {"annotationRef", DROP},
	    {"lastRenderedPageBreak", DROP},
	    {"del", DROP},
	    {"moveFrom", DROP},
	    {"ins", UNWRAP},
	    {"moveTo", UNWRAP},
	    {"moveFromRangeStart", DROP},
	    {"moveFromRangeEnd", DROP},
	    {"moveToRangeStart", DROP},
	    {"moveToRangeEnd", DROP},
	    {"rPrChange", DROP},
	    {"pPrChange", DROP},
	    {"sectPrChange", DROP},
	    {"tblPrChange", DROP},
	    {"tblPrExChange", DROP},
	    {"trPrChange", DROP},
	    {"tcPrChange", DROP},
	    {"tblGridChange", DROP},
	    {"numberingChange", DROP},
	    {"cellIns", DROP},
	    {"cellDel", DROP},
	    {"cellMerge", DROP},
	    {"customXmlInsRangeStart", DROP},
	    {"customXmlInsRangeEnd", DROP},
	};
	for (size_t i = 0; i < sizeof fates / sizeof *fates; i++)
		if (str_eq(str_c(fates[i].name), local))
			return fates[i].fate;
	return KEEP;
}

void docx_number(struct xmltree_node *root)
{
	uintptr_t n = 0;
	for (struct xmltree_node *k = root; k; k = xmltree_next(k, root))
		if (k->name.p && str_eq(xmltree_local(k), S("p")))
			k->user = (void *)++n;
}

static bool is_named(const struct xmltree_node *n, const char *local)
{
	return n && n->name.p && str_eq(xmltree_local(n), str_c(local));
}

static struct xmltree_node *child(struct xmltree_node *n, const char *local)
{
	for (struct xmltree_node *k = n ? n->first : NULL; k; k = k->next)
		if (is_named(k, local))
			return k;
	return NULL;
}

/* A row that was deleted, or a paragraph whose mark was and that holds nothing any more. */
static bool deleted(struct xmltree_node *n)
{
	if (is_named(n, "tr"))
		return child(child(n, "trPr"), "del") != NULL;
	if (!is_named(n, "p") || child(child(child(n, "pPr"), "rPr"), "del") == NULL)
		return false;
	for (const struct xmltree_node *k = n->first; k; k = k->next)
		if (k->name.p && !is_named(k, "pPr") && fate_of(xmltree_local(k)) != DROP)
			return false;
	return n->parent->first != n || n->next; /* a cell keeps one */
}

/* Its children take its place. The first of them, or what follows. */
static struct xmltree_node *unwrap(struct xmltree_node *n)
{
	struct xmltree_node *first = n->first;
	for (struct xmltree_node *k = n->first, *next; k; k = next) {
		next = k->next;
		xmltree_unlink(k);
		xmltree_insert(n->parent, n, k);
	}
	return first;
}

/* A run that only held a comment's mark. */
static bool emptied(const struct xmltree_node *run)
{
	for (const struct xmltree_node *k = run->first; k; k = k->next)
		if (k->name.p && !is_named(k, "rPr") && fate_of(xmltree_local(k)) != DROP)
			return false;
	return run->first != NULL;
}

void docx_clean(struct docx_part *p)
{
	struct xmltree_node *next;
	for (struct xmltree_node *n = p->root; n; n = next) {
		enum fate fate = KEEP;
		next = xmltree_next(n, p->root);
		if (n == p->root || n->name.p == NULL || !str_has_prefix(n->name, p->prefix))
			continue;
		fate = fate_of(xmltree_local(n));
		if (fate == KEEP && (deleted(n) || (is_named(n, "r") && emptied(n))))
			fate = DROP;
		if (fate == KEEP)
			continue;
		next = xmltree_skip(n, p->root);
		if (fate == UNWRAP) {
			struct xmltree_node *first = unwrap(n);
			next = first ? first : next;
		}
		xmltree_unlink(n);
	}
}
