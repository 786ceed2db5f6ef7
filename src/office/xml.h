/* XML of office files: a thin layer over expat. No document type (so no entities, no external files), at most
 * XML_MAX_DEPTH deep, one token at most about half of XML_MAX_HEAP; UTF-8 and UTF-16. Names come as written; handlers
 * compare the local part (xml_local), so that any prefix does.
 * expat's memory is counted with the arenas' (arena_fault_at() reaches it) and is freed when the parse ends, however
 * it ends: handlers may unwind. */
#ifndef OFFICE_XML_H
#define OFFICE_XML_H

#include "base/err.h"

enum { XML_MAX_DEPTH = 64, XML_MAX_HEAP = 8 << 20 };

struct xml; /* a running parse */

/* Any of the three may be NULL. attrs is name, value, name, value, …, NULL. Text may come in pieces. */
struct xml_events {
	void (*start)(void *ctx, struct xml *x, const char *name, const char **attrs);
	void (*end)(void *ctx, struct xml *x, const char *name);
	void (*text)(void *ctx, struct xml *x, str s);
};

/* Gives up to cap bytes at p; *n == 0 is the end. */
typedef td_rc (*xml_source)(void *from, void *p, size_t cap, size_t *n);

/* Parses what read(from) gives and calls ev with ctx. part names the document in refusals ("xl/workbook.xml").
 * TD_INVALID: not well-formed, has a DOCTYPE, too deep, a token too long. Or what read or xml_stop() said. */
MUST_CHECK td_rc xml_parse(struct arena *a, xml_source read, void *from, const struct xml_events *ev,
			   void *ctx, str part, struct err *e);

/* The same over bytes in memory. */
MUST_CHECK td_rc xml_parse_str(struct arena *a, str bytes, const struct xml_events *ev, void *ctx, str part,
			       struct err *e);

/* Called in a handler: no further event comes and xml_parse() returns rc (which must not be TD_OK). The handler has
 * put its sentence into the struct err. */
void xml_stop(struct xml *x, td_rc rc);

/* The name without its prefix. */
const char *xml_local(const char *name);

/* The value of the attribute with this local name, or NULL. */
const char *xml_attr(const char **attrs, const char *local);

/* Is the xsd:boolean true? NULL is absent. */
bool xml_true(const char *value, bool absent);

#endif
