/* Filling Word templates. A template is a .docx that people write in Word; what varies stands in double braces:
 *
 *   {{Tên đơn vị}}            a field; case, accents and spacing of its name do not matter
 *   {{phiếu.phát ra}}         a field of a group
 *   {{#đơn vị}}…{{/đơn vị}}   repeats for every item of a list, once for a group or when a field is set; both tags in
 *                             one table row repeat that row; {{/}} is enough to close
 *   {{+nhóm}}…{{/nhóm}}       in one table cell: repeats the column; the columns share the width of the one drawn
 *   {{?đơn vị}}…{{/đơn vị}}   once when the list is not empty or the field is set
 *   {{^đơn vị}}…{{/đơn vị}}   once when the list is empty or the field is not set
 *   {{tt}}                    inside a repetition: 1, 2, 3 …; {{#đầu}} {{#cuối}}: is it the first, the last item?
 *   {{.}}                     the item itself, in a list of texts
 *   {{?hạng = 1}}…{{/hạng}}  once when the comparison holds (= ≠ < > ≤ ≥); {{^hạng = 1}} when it does not
 *   {{điểm|số:2}}             formats, also several in a row (docx_format.c has the list)
 *   {{@qr|24}}                a picture 24 mm wide, {{@ảnh|30x40}} within 30 × 40 mm: the field's text is a picture as
 *                             data:image/png;base64,… (or image/jpeg), or else drawn as a QR code. As the alternative text
 *                             of a picture in the template: put in its place, as large as that one is
 *
 * Content controls (w:sdt) whose tag or title is a field's name show the field; repeating sections named after a list
 * repeat. Changes being tracked are taken as accepted, comments are left out.
 * Tags may be cut over any number of runs (Word does so), stand in headers, footers and notes, and texts may hold line
 * breaks. A paragraph or row that holds nothing but tags of repetitions vanishes. The template is compiled once —
 * repetitions become nodes of the tree — and then written out in one pass: time and memory are linear in the result.
 * The same template and data give the same bytes. */
#ifndef OFFICE_DOCX_H
#define OFFICE_DOCX_H

#include "format/value.h"

enum {
	DOCX_MAX_PART = 32 << 20, /* one part of a template */
	DOCX_MAX_OUT = 256 << 20, /* one part when filled */
	DOCX_MAX_TAG = 200,       /* bytes between the braces */
	DOCX_MAX_PATH = 8         /* names of a dotted path */
};

/* Fills template_bytes with data (a map) into *out. TD_INVALID: no .docx (told apart as zip_open() does), with macros,
 * or with faulty tags; every fault is in e, where = the part and the paragraph's text, with the nearest name for an
 * unknown field. Also TD_LIMIT. */
MUST_CHECK td_rc docx_fill(struct arena *a, str template_bytes, const struct value *data, struct err *e,
			   str *out);

/* Checks a template when it is uploaded: every tag, also those in parts that this data would leave out. sample has all
 * fields, and at least one item in every list. TD_INVALID with all faults in e. */
MUST_CHECK td_rc docx_check(struct arena *a, str template_bytes, const struct value *sample, struct err *e);

/* As docx_check() and docx_fill(), for a template that somebody sent: done in a worker (worker.h). */
MUST_CHECK td_rc docx_check_upload(struct arena *a, str template_bytes, const struct value *sample,
				   struct err *e);
MUST_CHECK td_rc docx_fill_upload(struct arena *a, str template_bytes, const struct value *data,
				  struct err *e, str *out);

/* The template with every fault of docx_check() as a Word comment where it stands (those outside the body on its first
 * paragraph). TD_OK also when there is no fault; TD_INVALID: it cannot be opened, with the reason in e. */
MUST_CHECK td_rc docx_annotate(struct arena *a, str template_bytes, const struct value *sample, struct err *e,
			       str *out);
/* The same in a worker. */
MUST_CHECK td_rc docx_annotate_upload(struct arena *a, str template_bytes, const struct value *sample,
				      struct err *e, str *out);

/* The plain text of the body for tests and search: a line per paragraph, cells of a row apart by tabs. */
MUST_CHECK td_rc docx_text(struct arena *a, str bytes, struct err *e, str *out);
/* The same in a worker. */
MUST_CHECK td_rc docx_text_upload(struct arena *a, str bytes, struct err *e, str *out);

#endif
