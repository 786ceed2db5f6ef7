/* A .docx as the parts that drawing needs: the body, styles, numbering, settings, headers, footers, pictures. */
#ifndef PRINT_PACKAGE_H
#define PRINT_PACKAGE_H

#include "base/map.h"
#include "office/xmltree.h"
#include "office/zip_read.h"

enum {
	PACKAGE_MAX_XML = 32 << 20,    /* one part */
	PACKAGE_MAX_PICTURE = 32 << 20 /* one file */
};

struct package {
	struct arena *a;
	struct err *e;
	struct zip zip;
	str folder; /* of the body: "word/" */
	const struct xmltree_node *body, *styles, *numbering, *settings;
	struct map links;  /* relationship of the body → name of the part */
	str title, author; /* core properties; may be empty */
	str made_at;       /* "2026-01-07T00:00:00Z" as written, or empty */
};

/* Opens a document and reads its fixed parts. TD_INVALID: no .docx, damaged, or over a limit; the sentence is in e. */
MUST_CHECK td_rc package_open(struct arena *a, str bytes, struct err *e, struct package *out);

/* The part the body's relationship names; STR_NULL: there is none, or it lies outside the file. */
str package_target(const struct package *p, str relationship);

/* A part as XML (headers, footers) with the relationships of its own; NULL roots when there is none. */
MUST_CHECK td_rc package_xml(struct package *p, str name, const struct xmltree_node **root,
			     struct map *links);

/* A part's bytes. TD_NOT_FOUND: there is none. TD_INVALID: damaged or too large. */
MUST_CHECK td_rc package_bytes(struct package *p, str name, str *out);

#endif
