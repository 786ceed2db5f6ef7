/* One paragraph: its characters with their looks, shaped once, broken into lines.
 *
 * The text is one string; a span is a stretch of it with one look, or one thing that is no text: a tab, a break, a
 * picture. Shaping gives a list of glyphs in the order of the text (one for each thing); a line is a range of them. */
#ifndef PRINT_TEXT_H
#define PRINT_TEXT_H

#include "print/fonts.h"
#include "print/image.h"
#include "print/notes.h"
#include "print/props.h"

enum span_kind { SPAN_TEXT, SPAN_TAB, SPAN_LINE_BREAK, SPAN_PAGE_BREAK, SPAN_IMAGE };

struct span {
	struct look look;
	u8 kind;
	bool number;     /* a tab behind the number of a list */
	size_t from, to; /* of the text; empty for things */
	const struct image *image;
	double wide, high; /* of a picture */
};

enum glyph_flag { GLYPH_SPACE = 1, GLYPH_BREAK = 2 /* a line may end behind it */ };

struct glyph {
	u32 id;
	u32 span;
	u32 at, len;         /* bytes of the text it stands for; len 0: goes with the glyph before */
	float advance, x, y; /* points */
	u8 flags;
	u8 leader; /* of a tab */
};

enum line_end { END_WRAP, END_BREAK, END_PAGE, END_PARAGRAPH };

struct line {
	u32 from, to, seen; /* glyphs; seen: without the spaces at the end */
	double x, width;    /* from the paragraph's left edge; width of what is seen */
	double stretch;     /* added to every space behind `stretch_from` */
	u32 stretch_from;
	double height, base; /* base: from the top of the line */
	double spare; /* of the height: white below the letters, which may hang over the end of a page */
	u8 end;
};

struct para {
	struct shape shape;
	struct look mark; /* of the paragraph's end: the height of an empty one */
	str style;        /* its id */
	str text;
	VEC(struct span) spans;
	VEC(struct glyph) glyphs;
	VEC(struct line) lines;
	double width; /* between the edges of the column, indents included */
	u32 notes[2]; /* what of the document's notes it has: from, to */
	const char *part;
	double tab_every;
	u8 number_align; /* of the number before it: where its place is its right end or its middle */
};

/* lines.c: which glyphs may end a line (GLYPH_BREAK), and the lines themselves. */
void lines_mark(struct para *p);
void lines_break(struct arena *a, const struct fonts *f, struct para *p);

/* Shapes the spans' text and breaks it into lines of the given width. Once for each paragraph. */
void text_lay_out(struct arena *a, const struct fonts *f, struct para *p, double width);

/* The font of a look, and the size it is drawn in (smaller when raised). */
const struct font *text_font(const struct fonts *f, const struct look *l);
double text_size(const struct look *l);

/* Draws one line with its left edge at x and its top at y. */
void text_draw(cairo_t *c, const struct fonts *f, const struct para *p, const struct line *l, double x,
	       double y);

#endif
