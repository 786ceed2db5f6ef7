/* Certificates: text, QR codes and a picture at places in millimetres, a file of one page for each sheet. What comes in is
 * the bytes of office/print_wire.h; every measure is checked here. */
#ifndef PRINT_CERTIFICATE_H
#define PRINT_CERTIFICATE_H

#include "office/print_wire.h"
#include "print/fonts.h"
#include "print/image.h"

struct certificates {
	struct arena *a;
	const struct fonts *fonts;
	struct err *e;
	struct print_form_head head;
	str made_at;
	struct image picture; /* without surface: none */
	u32 next;             /* the sheet to be drawn, from 0 */
	str rest;             /* of the input */
};

/* The form. TD_INVALID: its measures or its picture, said in e; bytes that are none of ours, without a word. */
MUST_CHECK td_rc certificate_open(struct arena *a, const struct fonts *f, str input, struct err *e,
				  struct certificates *out);

/* The next of head.n_sheets sheets, as it goes to the caller: a struct print_sheet_answer and what follows it. Its
 * memory may be released before the one after it is drawn. */
MUST_CHECK td_rc certificate_next(struct certificates *c, str *out);

#endif
