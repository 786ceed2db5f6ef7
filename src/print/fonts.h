/* The type of every page this program draws: Tinos, whose letters are as wide as those of Times New Roman, in four
 * styles, inside the program. No font of the machine is looked for: the same document gives the same page anywhere.
 * Shaping is HarfBuzz's, in the font's own units, so that no screen and no size rounds a width. */
#ifndef PRINT_FONTS_H
#define PRINT_FONTS_H

#include <cairo.h>
#include <hb.h>

#include "base/arena.h"

enum font_style { FONT_REGULAR, FONT_BOLD, FONT_ITALIC, FONT_BOLD_ITALIC, FONT__N };

struct font {
	hb_font_t *shape;
	cairo_font_face_t *draw;
	/* of one unit of size */
	double em;                   /* font units */
	double ascent, descent, gap; /* gap: what the font asks for between lines */
	double underline_at, underline_thick;
};

struct fonts {
	struct font at[FONT__N];
	hb_buffer_t *buffer;
	const hb_feature_t *features;
	unsigned n_features;
};

/* All four; they go with the arena. TD_CORRUPT: not in a build that passes its tests. */
MUST_CHECK td_rc fonts_load(struct arena *a, struct fonts *out);

/* Has the font a glyph of its own for this character? */
bool fonts_has(const struct font *f, u32 code);

#endif
