#include "print/xmlq.h"

bool xmlq_is(const struct xmltree_node *n, const char *name)
{
	return n->name.p && str_eq(xmltree_local(n), str_c(name));
}

const struct xmltree_node *xmlq_kid(const struct xmltree_node *n, const char *name)
{
	for (const struct xmltree_node *k = n ? n->first : NULL; k; k = k->next)
		if (xmlq_is(k, name))
			return k;
	return NULL;
}

const struct xmltree_node *xmlq_find(const struct xmltree_node *n, const char *name)
{
	for (const struct xmltree_node *k = n; k; k = xmltree_next(k, n))
		if (xmlq_is(k, name))
			return k;
	return NULL;
}

str xmlq_attr(const struct xmltree_node *n, const char *name)
{
	const str want = str_c(name);
	for (size_t i = 0; n && i < n->attrs.n; i++) {
		str have = n->attrs.at[i].name;
		if (have.n > want.n && have.p[have.n - want.n - 1] == ':')
			have = str_from(have, have.n - want.n);
		if (str_eq(have, want))
			return n->attrs.at[i].value;
	}
	return STR_NULL;
}

i64 xmlq_int(const struct xmltree_node *n, const char *name, i64 absent)
{
	enum { MOST = 100 * 1000 * 1000 };
	str v = xmlq_attr(n, name);
	i64 out;
	v = str_upto(v, str_find_byte(v, '.'));
	if (v.n == 0 || str_i64(v, &out) != TD_OK)
		return absent;
	return out > MOST ? MOST : out < -MOST ? -MOST : out;
}

bool xmlq_on(const struct xmltree_node *n)
{
	if (n == NULL)
		return false;
	str v = xmlq_attr(n, "val");
	return !(str_eq(v, S("0")) || str_eq(v, S("false")) || str_eq(v, S("off")) || str_eq(v, S("none")));
}

str xmlq_text(const struct xmltree_node *n)
{
	return n && n->first && n->first->name.p == NULL ? n->first->text : S("");
}
