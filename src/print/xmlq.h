/* Looking things up in the XML of a document. Names are compared without their prefixes: programs choose their own. */
#ifndef PRINT_XMLQ_H
#define PRINT_XMLQ_H

#include "office/xmltree.h"

/* Is n the element of this local name? */
bool xmlq_is(const struct xmltree_node *n, const char *name);

/* The first child of this name, or NULL; also when n is NULL. */
const struct xmltree_node *xmlq_kid(const struct xmltree_node *n, const char *name);

/* The first element of this name anywhere below n, in document order, or NULL. */
const struct xmltree_node *xmlq_find(const struct xmltree_node *n, const char *name);

/* The attribute's value, or STR_NULL; also when n is NULL. */
str xmlq_attr(const struct xmltree_node *n, const char *name);

/* The attribute as a whole number of at most ±100 million ("12", "-3"; "12.5" gives 12), else else
 * `absent`. */
i64 xmlq_int(const struct xmltree_node *n, const char *name, i64 absent);

/* An on/off property: absent, val="0|false|off|none" → false; present without val or with another → true. */
bool xmlq_on(const struct xmltree_node *n);

/* The text of n's first child, or an empty one. */
str xmlq_text(const struct xmltree_node *n);

#endif
