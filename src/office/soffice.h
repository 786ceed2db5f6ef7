/* LibreOffice, where it is installed and the settings allow it: for documents that hold what thidua-print does not draw. It is
 * started for one document, in a directory and with a profile of its own that go with it, under limits of time, memory and
 * file size. It is not sandboxed as our own programs are: it needs too much of the machine. */
#ifndef OFFICE_SOFFICE_H
#define OFFICE_SOFFICE_H

#include "base/err.h"

enum { SOFFICE_TIMEOUT_MS = 90000, SOFFICE_CPU_S = 60, SOFFICE_MEMORY_MB = 4096, SOFFICE_MAX_PDF_MB = 64 };

/* Is there a program to start? */
bool soffice_installed(void);

/* A .docx as PDF, with its number of pages (0: not known). TD_NOT_FOUND: not installed; TD_IO: it could not be started, took
 * too long or made nothing; the sentence is in e. */
MUST_CHECK td_rc soffice_pdf(struct arena *a, str docx, struct err *e, str *pdf, i64 *pages);

#endif
