/* Word documents as PDF. The layout is done by a program of its own, thidua-print (src/print), which brings its fonts and
 * is part of this one as bytes: it is started from a memory file and shut in like every worker (worker.h), so that the
 * server never loads the libraries that draw. They are libcairo2, libfreetype6 and libharfbuzz0b; a machine without
 * them runs everything else. docs/in-pdf.md tells what of Word is drawn. */
#ifndef OFFICE_PRINT_H
#define OFFICE_PRINT_H

#include "base/err.h"

enum { PRINT_MAX_PDF_MB = 64, PRINT_MAX_BATCH = 1000 };

struct print_note {
	str where, text; /* "Thân văn bản, trang 2", "Hộp chữ (text box) không được vẽ." */
};

struct print_pdf {
	str bytes;
	u32 pages;
	VEC(struct print_note) notes; /* what the document has that was not drawn, or drawn otherwise */
};

/* A .docx as PDF. The same bytes give the same PDF on any machine. TD_INVALID: it is no .docx, or has too many pages;
 * TD_IO: the program could not be started, its libraries are missing, or it died; the sentence in e says which and that
 * nothing was changed. */
MUST_CHECK td_rc print_docx(struct arena *a, str docx, struct err *e, struct print_pdf *out);

/* n documents in one run of the program; out has room for n. All or none. */
MUST_CHECK td_rc print_docx_all(struct arena *a, const str *docx, size_t n, struct err *e,
				struct print_pdf *out);

#endif
