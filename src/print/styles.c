#include "print/styles.h"

static void index_style(struct styles *s, const struct xmltree_node *n)
{
	str id = xmlq_attr(n, "styleId"), type = xmlq_attr(n, "type"), dflt = xmlq_attr(n, "default");
	if (id.p == NULL)
		return;
	map_set(&s->nodes, id, (void *)(uintptr_t)n);
	if (!str_eq(dflt, S("1")) && !str_eq(dflt, S("true")))
		return;
	if (str_eq(type, S("paragraph")))
		s->normal = id;
	else if (str_eq(type, S("table")))
		s->table = id;
}

struct styles styles_new(struct arena *a, const struct xmltree_node *root)
{
	struct styles s = {.a = a, .nodes = map_new(a), .made = map_new(a)};
	const struct xmltree_node *d = xmlq_kid(root, "docDefaults");
	s.defaults = (struct style){props_shape(), props_look()};
	props_read_look(xmlq_kid(xmlq_kid(d, "rPrDefault"), "rPr"), &s.defaults.look);
	props_read_shape(xmlq_kid(xmlq_kid(d, "pPrDefault"), "pPr"), &s.defaults.shape);
	for (const struct xmltree_node *n = root ? root->first : NULL; n; n = n->next)
		if (xmlq_is(n, "style"))
			index_style(&s, n);
	return s;
}

/* The style's nodes, its own first, then what it is based on; returns how many. */
static u32 chain(const struct styles *s, str id, const struct xmltree_node *out[STYLES_MAX_DEPTH])
{
	u32 n = 0;
	while (n < STYLES_MAX_DEPTH && id.p && (out[n] = map_get(&s->nodes, id)) != NULL)
		id = xmlq_attr(xmlq_kid(out[n++], "basedOn"), "val");
	return n;
}

static void apply(const struct styles *s, str id, struct style *out)
{
	const struct xmltree_node *nodes[STYLES_MAX_DEPTH];
	for (u32 n = chain(s, id, nodes); n--;) {
		props_read_shape(xmlq_kid(nodes[n], "pPr"), &out->shape);
		props_read_look(xmlq_kid(nodes[n], "rPr"), &out->look);
	}
}

struct style styles_paragraph(struct styles *s, str id, str table)
{
	if (id.p == NULL || map_get(&s->nodes, id) == NULL)
		id = s->normal;
	struct style *known = table.p || id.p == NULL ? NULL : map_get(&s->made, id);
	if (known)
		return *known;
	struct style made = s->defaults;
	apply(s, table, &made);
	apply(s, id, &made);
	if (table.p || id.p == NULL)
		return made;
	known = NEW(s->a, struct style);
	*known = made;
	map_set(&s->made, id, known);
	return made;
}

void styles_run(const struct styles *s, str id, struct look *out)
{
	const struct xmltree_node *nodes[STYLES_MAX_DEPTH];
	for (u32 n = chain(s, id, nodes); n--;)
		props_read_look(xmlq_kid(nodes[n], "rPr"), out);
}

void styles_table(const struct styles *s, str id, void (*see)(void *ctx, const struct xmltree_node *style),
		  void *ctx)
{
	const struct xmltree_node *nodes[STYLES_MAX_DEPTH];
	for (u32 n = chain(s, id.p ? id : s->table, nodes); n--;)
		see(ctx, nodes[n]);
}
