/* A small XML tree for documents that are changed and written again. Names and prefixes stay as written, comments and
 * processing instructions are dropped, neighbouring texts are one node. Nodes live on an arena and are never freed one
 * by one. Reading goes through xml.h with its limits (no DOCTYPE, bounded depth); writing escapes by construction. */
#ifndef OFFICE_XMLTREE_H
#define OFFICE_XMLTREE_H

#include "base/err.h"

enum { XMLTREE_MAX_NODES = 2 * 1000 * 1000 };

struct xmltree_attr {
	str name, value;
};

struct xmltree_node {
	str name; /* "w:p"; p == NULL is a text node */
	str text; /* of a text node, unescaped */
	VEC(struct xmltree_attr) attrs;
	struct xmltree_node *parent, *first, *last, *prev, *next;
	u32 kind;   /* for the user of the tree: 0 when parsed */
	void *user; /* likewise */
};

/* The root element. TD_INVALID as xml_parse(), or more than XMLTREE_MAX_NODES; part names the document in refusals. */
MUST_CHECK td_rc xmltree_parse(struct arena *a, str bytes, str part, struct err *e,
			       struct xmltree_node **root);

/* New nodes without a parent. Texts are not copied. */
struct xmltree_node *xmltree_element(struct arena *a, str name);
struct xmltree_node *xmltree_text(struct arena *a, str text);

/* Puts n (without a parent) under parent, before the child `before`, or last when that is NULL. */
void xmltree_insert(struct xmltree_node *parent, struct xmltree_node *before, struct xmltree_node *n);
/* Takes n out of its parent; it may be inserted again. */
void xmltree_unlink(struct xmltree_node *n);

/* A copy without a parent: the whole subtree, or only the element with its attributes. */
struct xmltree_node *xmltree_clone(struct arena *a, const struct xmltree_node *n);
struct xmltree_node *xmltree_shell(struct arena *a, const struct xmltree_node *n);

/* The node after n in document order inside top, or NULL; xmltree_skip() leaves n's children out. */
struct xmltree_node *xmltree_next(const struct xmltree_node *n, const struct xmltree_node *top);
struct xmltree_node *xmltree_skip(const struct xmltree_node *n, const struct xmltree_node *top);

/* The value of the attribute of this name as written, or STR_NULL. */
str xmltree_get(const struct xmltree_node *n, str name);
/* Sets or adds. */
void xmltree_set(struct arena *a, struct xmltree_node *n, str name, str value);

/* The name without its prefix. */
str xmltree_local(const struct xmltree_node *n);

/* Writing. Characters that XML cannot hold are left out. */
void xmltree_put_text(struct sb *b, str text);
void xmltree_put_value(struct sb *b, str text);                     /* of an attribute, without its quotes */
void xmltree_put_start(struct sb *b, const struct xmltree_node *n); /* <name attributes> */
void xmltree_put_end(struct sb *b, const struct xmltree_node *n);   /* </name> */
void xmltree_put(struct sb *b, const struct xmltree_node *n);       /* the whole subtree */

#endif
