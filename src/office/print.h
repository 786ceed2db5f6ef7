/* Word documents and certificates as PDF. The layout is done by a program of its own, thidua-print (src/print), which brings its fonts and
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

/* ---- certificates: boxes at places in millimetres, on a sheet of its own each ---- */

enum {
	PRINT_MAX_BOXES = 60,                /* of a sheet */
	PRINT_MAX_BOX_TEXT = 4000,           /* bytes; of a QR code QR_MAX_BYTES (office/qr.h) */
	PRINT_MAX_PICTURE = 4 << 20,         /* bytes */
	PRINT_MAX_PICTURE_PIXELS = 20000000, /* A3 at 300 dots an inch has 17,4 million */
	PRINT_MIN_SIDE = 20 * 100,           /* hundredths of a millimetre, of a sheet: 2 cm … */
	PRINT_MAX_SIDE = 1200 * 100, /* … 120 cm; boxes lie within as much on every side of its corner */
	PRINT_MIN_HALF_POINTS = 4,   /* of letters: 2 … */
	PRINT_MAX_HALF_POINTS = 600  /* … 300 points */
};

enum print_align { PRINT_LEFT, PRINT_CENTRE, PRINT_RIGHT };
enum print_valign { PRINT_TOP, PRINT_MIDDLE, PRINT_BOTTOM };

struct print_box {
	i32 x, y, w, h; /* hundredths of a millimetre, from the sheet's top left corner; w, h > 0 */
	u16 size,
	    size_min; /* half points: as large as the text fits the box, broken between words into lines */
	enum print_align align;
	enum print_valign valign;
	bool bold, italic;
	u32 rgb;  /* 0xRRGGBB */
	bool qr;  /* the text as a QR code, as large as the box allows with its quiet zone, on white */
	str text; /* may have line breaks; nothing is drawn of an empty one */
};

struct print_sheet {
	const struct print_box *box;
	size_t n;
	str title; /* what the file says of itself: "Giấy khen – Nguyễn Văn A"; may be empty */
};

struct print_form {
	i32 w, h;    /* of every sheet, hundredths of a millimetre */
	str picture; /* PNG or JPEG, drawn over the whole sheet behind its boxes; empty on pre-printed forms */
	str made_at; /* "2020-12-31T00:00:00Z", the file's day of making; may be empty */
};

enum print_trouble {
	PRINT_TIGHT =
	    1, /* did not fit even at size_min, in which it was drawn whole: lines hang over the box, or a
			     word is broken; a QR code whose squares are too small to be read */
	PRINT_LETTERS = 2 /* has characters the font has not */
};

struct print_problem {
	u32 box;     /* which of the sheet's */
	u16 size;    /* it was drawn in */
	u16 trouble; /* of enum print_trouble, added up */
};

struct print_drawn {
	str bytes; /* a PDF of one page */
	VEC(struct print_problem) problems;
};

/* A PDF for each sheet, in order; out has room for n. All or none. The same input gives the same bytes. Any number of
 * sheets is drawn by as many runs of the program as its memory wants, with the same bytes; who wants constant memory here hands over
 * PRINT_SHEETS_AT_ONCE and keeps what came before the next. n = 0 only looks at the form and its picture.
 * TD_INVALID: a measure or text beyond the limits above, a picture that cannot be read ("Tờ 3, ô 2" in where); TD_IO as
 * for print_docx(). */
enum { PRINT_SHEETS_AT_ONCE = 50 };
MUST_CHECK td_rc print_certificates(struct arena *a, const struct print_form *form,
				    const struct print_sheet *sheets, size_t n, struct err *e,
				    struct print_drawn *out);

#endif
