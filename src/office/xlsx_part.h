/* Inside the xlsx reader: what xlsx_read.c, xlsx_styles.c, xlsx_strings.c and xlsx_cells.c share. */
#ifndef OFFICE_XLSX_PART_H
#define OFFICE_XLSX_PART_H

#include "office/vn_legacy.h"
#include "office/xlsx_read.h"
#include "office/xml.h"

/* The text being collected, of one cell or one shared string. NUL behind it once finished. */
struct xlsx_text {
	char *p;
	size_t n;
};

enum {
	TEXT_CAP = 3 * XLSX_MAX_TEXT, /* conversion to Unicode and NFC may lengthen it */
	POOL_BITS = 18,               /* chunks of the shared strings; longer than any string */
	POOL_BLOCK = 16384,           /* offsets per block */
};

/* Shared strings end to end in chunks, found by 32-bit offsets: 4 bytes each beside the text. A flag byte goes before
 * the text, NUL behind. */
struct xlsx_pool {
	VEC(char *) chunks;
	VEC(u32 *) blocks;
	u32 used; /* of the last chunk */
	u32 n;
};

struct xlsx {
	struct arena *a;
	struct zip zip;
	VEC(struct xlsx_sheet) sheets;
	VEC(struct xlsx_style) styles;
	bool date1904;
	struct xlsx_pool pool;
	struct xlsx_text text;
};

/* Streams a part through ev. TD_NOT_FOUND when the file has no such part. */
MUST_CHECK td_rc xlsx_part(struct xlsx *x, str part, const struct xml_events *ev, void *ctx, struct err *e);

MUST_CHECK td_rc xlsx_styles_read(struct xlsx *x, str part, struct err *e);
MUST_CHECK td_rc xlsx_strings_read(struct xlsx *x, str part, struct err *e);

/* Shared string ix. *fonted: its runs name fonts of their own, so that the cell's font says nothing about it.
 * False: there is no such string. */
bool xlsx_string(const struct xlsx *x, u64 ix, str *out, bool *fonted);

/* Appends to the text; false when it passes XLSX_MAX_TEXT. */
bool xlsx_text_put(struct xlsx *x, str s);

/* From byte from on, turns a legacy font's text into Unicode. */
void xlsx_text_convert(struct xlsx *x, size_t from, enum vn_font font);

/* The whole text, escapes (_x000D_) taken out, checked and in NFC. TD_INVALID: control characters. */
MUST_CHECK td_rc xlsx_text_finish(struct xlsx *x, str *out);

/* A whole number, or absent when s is NULL or no number. */
u32 xlsx_u32(const char *s, u32 absent);

#endif
