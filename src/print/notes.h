/* What a document holds that this program does not draw, or draws otherwise, told once for each page it is on:
 * "Thân văn bản, trang 2" – "Hộp chữ (text box) không được vẽ." */
#ifndef PRINT_NOTES_H
#define PRINT_NOTES_H

#include "base/sb.h"
#include "base/vec.h"

enum note_what {
	NOTE_TEXT_BOX,
	NOTE_DRAWING,
	NOTE_FLOATING,
	NOTE_PICTURE,
	NOTE_FORMULA,
	NOTE_FOOTNOTE,
	NOTE_OBJECT,
	NOTE_FONT,
	NOTE_GLYPH,
	NOTE_FIELD,
	NOTE_NUMBER,
	NOTE_COLUMNS,
	NOTE_TABLE_FLOATING,
	NOTE_FRAME,
	NOTE_CHUNK,
	NOTE_TALL,
	NOTE_RIGHT_TO_LEFT,
	NOTE_DIRECTION,
	NOTE_NESTED,
	NOTE__N
};

enum { NOTES_MAX = 200 };

struct note {
	enum note_what what;
	const char *part; /* "Thân văn bản", "Đầu trang" … */
	u32 page;         /* 0: not known */
};

struct notes {
	struct arena *a;
	VEC(struct note) at;
};

/* Adds it unless it is there. */
void notes_add(struct notes *n, enum note_what what, const char *part, u32 page);

/* One line each: the place, a tab, the sentence. In order of the pages. */
str notes_text(const struct notes *n);

#endif
