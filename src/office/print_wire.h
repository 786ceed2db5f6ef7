/* What print.c and thidua-print say to each other.
 *
 * Documents in: for each its length as u64, then its bytes. Out: for each a struct print_answer, the notes (a line each:
 * the place, a tab, the sentence), the PDF.
 *
 * Certificates in: a struct print_form_head, the picture, the day of making; for each sheet a struct print_sheet_head
 * and its title, for each of its boxes a struct print_box_head and its text. Out: for each sheet a struct
 * print_sheet_answer, the problems, the PDF. */
#ifndef OFFICE_PRINT_WIRE_H
#define OFFICE_PRINT_WIRE_H

#include "office/print.h"
#include "office/worker.h"

struct print_answer {
	u64 n_notes, n_pdf;
	u32 pages, zero;
};

struct print_form_head {
	u64 n_picture, n_made_at;
	i32 w, h;
	u32 n_sheets;
	u32 first; /* how many sheets earlier runs have had: for the sentences */
};

struct print_sheet_head {
	u32 n_boxes, n_title;
};

enum print_box_flag { PRINT_BOX_BOLD = 1, PRINT_BOX_ITALIC = 2, PRINT_BOX_QR = 4 };

struct print_box_head {
	i32 x, y, w, h;
	u32 rgb, n_text;
	u16 size, size_min;
	u8 align, valign, flags, zero;
};

struct print_sheet_answer {
	u64 n_pdf;
	u32 n_problems, zero;
};

#define PRINT_TASK        "docx"
#define PRINT_CERTIFICATE "certificates"
#define PRINT_BOX                                          \
	{                                                  \
		1024, 20, PRINT_MAX_PDF_MB, SANDBOX_CLOSED \
	}

#endif
