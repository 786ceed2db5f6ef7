/* A PDF being written into memory. What it says of itself comes from its maker: nothing of this moment or machine. */
#ifndef PRINT_PDF_H
#define PRINT_PDF_H

#include <cairo-pdf.h>

#include "base/sb.h"

struct pdf {
	struct arena *a;
	cairo_surface_t *surface;
	cairo_t *c; /* letters are drawn without hinting: as on paper */
	struct sb bytes;
};

/* With a first page of this size, in points. It goes with the arena. */
struct pdf *pdf_begin(struct arena *a, double wide, double high);

/* Title, author and day of making (ISO 8601); empty ones are left out. */
void pdf_describe(struct pdf *pdf, str title, str author, str made_at);

/* TD_LIMIT: there was not memory enough for it. */
MUST_CHECK td_rc pdf_end(struct pdf *pdf, str *out);

#endif
