/* The styles of a document: docDefaults, paragraph, character and table styles with what they are based on. */
#ifndef PRINT_STYLES_H
#define PRINT_STYLES_H

#include "base/map.h"
#include "print/props.h"

enum { STYLES_MAX_DEPTH = 12 }; /* of basedOn; deeper chains end there */

/* A paragraph style with all it is based on. */
struct style {
	struct shape shape;
	struct look look;
};

struct styles {
	struct arena *a;
	struct map nodes; /* styleId → w:style */
	struct map made;  /* styleId → struct style */
	struct style defaults;
	str normal, table; /* ids of the default paragraph and table styles; may be NULL */
};

struct styles styles_new(struct arena *a, const struct xmltree_node *root);

/* The paragraph style of this id, the default one when id is NULL or unknown. table: the table style around it, or
 * STR_NULL; its properties lie under those of the paragraph's style. */
struct style styles_paragraph(struct styles *s, str id, str table);

/* Reads a character style over a look. */
void styles_run(const struct styles *s, str id, struct look *out);

/* Calls see(ctx, node) for a table style and what it is based on, the base first. */
void styles_table(const struct styles *s, str id, void (*see)(void *ctx, const struct xmltree_node *style),
		  void *ctx);

#endif
