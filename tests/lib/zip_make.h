/* Zip files for tests, honest and hostile. */
#ifndef TESTS_ZIP_MAKE_H
#define TESTS_ZIP_MAKE_H

#include "base/arena.h"

struct zip_part {
	const char *name;
	str body;
	bool deflate;
	u16 flags;    /* of the directory entry: 1 is "encrypted" */
	i64 lie_size; /* added to the declared inflated size */
	u32 lie_crc;  /* xored into the CRC */
	u32 share;    /* 1 + index of an earlier part whose bytes this one points at */
};

str zip_make(struct arena *a, const struct zip_part *parts, size_t n);

/* An .xlsx of one sheet "Bảng điểm" from the inside of <sheetData> … (with what follows it), optional shared strings
 * (the inside of <sst>) and styles (the inside of <styleSheet>). */
struct xlsx_text_parts {
	const char *rows, *after, *strings, *styles, *workbook_pr;
};
str xlsx_make(struct arena *a, struct xlsx_text_parts p);

/* Its four or five parts, for tests that spoil one. */
size_t xlsx_make_parts(struct arena *a, struct xlsx_text_parts p, struct zip_part out[5]);

#endif
