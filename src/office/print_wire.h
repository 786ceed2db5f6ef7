/* What print.c and thidua-print say to each other.
 *
 * In: for each document its length as u64, then its bytes. Out: for each a struct print_answer, the notes (a line each:
 * the place, a tab, the sentence), the PDF. */
#ifndef OFFICE_PRINT_WIRE_H
#define OFFICE_PRINT_WIRE_H

#include "office/print.h"
#include "office/worker.h"

struct print_answer {
	u64 n_notes, n_pdf;
	u32 pages, zero;
};

#define PRINT_TASK "docx"
#define PRINT_BOX                                          \
	{                                                  \
		1024, 20, PRINT_MAX_PDF_MB, SANDBOX_CLOSED \
	}

#endif
