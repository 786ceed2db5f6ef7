/* Between the files of this folder: the document being drawn, and what reading it makes – columns of strips.
 *
 * A strip is what a page break cannot cut: a line of a paragraph, or a row of a table (which may give a piece of itself
 * where it may be split). A column is a list of strips: the body, the content of a cell, a header. Pages are filled
 * with the strips of the body; headers are drawn when all pages are known. */
#ifndef PRINT_DOC_H
#define PRINT_DOC_H

#include "print/numbering.h"
#include "print/package.h"
#include "print/styles.h"
#include "print/text.h"

enum {
	PRINT_MAX_PAGES = 2000,
	PRINT_MAX_NESTED = 4,    /* tables in cells of tables */
	PRINT_MAX_GRID = 200,    /* columns of a table */
	PRINT_MAX_CELLS = 400000 /* of a document */
};

struct strip;
struct column {
	VEC(struct strip) at;
	double after; /* space below the last paragraph */
	const struct para *last;
};

struct cell {
	u32 col, span;
	bool merged;      /* goes on from the row above */
	bool merges_down; /* the row below goes on with it */
	u8 valign;        /* ALIGN_LEFT top, ALIGN_CENTER, ALIGN_RIGHT bottom */
	i32 back;
	struct border borders[SIDE__N];
	double x, wide;                  /* from the table's left edge */
	double top, left, bottom, right; /* margins */
	struct column content;
	struct cell *owner; /* of a merged cell: the one it goes on from */
	u32 drawn;          /* of one that is gone on with: strips that earlier pages have */
};

struct row {
	struct table *table;
	u32 ix;
	VEC(struct cell) cells;
	double least, height; /* height: with the content, as measured */
	double edge;          /* width of the border above, and below in the last row */
	bool exact, whole /* is not split */, header, keep_next;
};

struct table {
	double x, wide;
	VEC(struct row *) rows;
	u32 n_head;                      /* rows repeated on every page */
	double head;                     /* their height */
	double grid[PRINT_MAX_GRID + 1]; /* left edges */
	u32 n_grid;
};

struct strip {
	struct para *para; /* a line … */
	u32 line;
	struct row *row;    /* … or a row */
	double gap;         /* space above, dropped where a page begins */
	double top, bottom; /* border and its distance, above the first and below the last line */
	double height;      /* of it all without the gap */
	bool glued;         /* no page may begin behind it */
	bool new_page;      /* a page begins before it */
	bool opens, closes; /* the box of borders and shading */
	u32 section;
};

struct section {
	double wide, high, top, bottom, left, right, head, foot;
	bool title, continues;
	i64 first_number; /* −1: goes on counting */
	str number_format;
	str headers[3], footers[3]; /* parts: default, first, even; STR_NULL: as the section before */
};

/* A strip on a page; pieces of split rows say which strips of each cell they have. */
struct placed {
	const struct strip *strip;
	double y;
	double height;
	const u32 *from, *to; /* for each cell of a split row; NULL: all */
	bool copy;            /* a header row repeated */
};

struct page {
	u32 section;
	i64 number; /* as printed */
	bool first; /* of its section */
	VEC(struct placed) at;
};

struct doc {
	struct arena *a;
	struct err *e;
	struct package package;
	struct styles styles;
	struct numbering numbering;
	struct notes notes;
	const struct fonts *fonts;
	struct map images; /* part → struct image, or one without surface */
	double tab_every;
	bool even_headers;
	bool new_tables;  /* of Word 2013 on: the edge of a table, not its text, stands at the margin */
	struct map heads; /* part → what section.c read of it */
	VEC(struct section) sections;
	struct column body;
	VEC(struct page) pages;
	u32 n_cells;
	struct sb title; /* from the paragraphs that are one, for files that do not say */
	/* where reading stands */
	u32 section;
	const char *part;
	const struct map *links;
	str table_style; /* STR_NULL outside of tables that have one */
	u32 nested;
	VEC(enum note_what) pending; /* notes of paragraphs, by their place in the list */
	/* what fields print: set while headers are read */
	i64 page_number;
	u32 page_ix;
};

/* read.c: a paragraph's text, looks and pictures. */
struct para *read_para(struct doc *d, const struct xmltree_node *n);
/* Notes something of the paragraph being read. */
void read_note(struct doc *d, enum note_what what);

/* blocks.c: paragraphs, tables and what holds them as strips of a column of this width; 0: the body, as wide as the
 * text of the section that is being read. */
void blocks_read(struct doc *d, const struct xmltree_node *parent, double width, struct column *out);
/* Height of strips from..to as they stand in a cell, the space below the last of all included. */
double blocks_height(const struct column *c, u32 from, u32 to);

/* table.c */
void table_read(struct doc *d, const struct xmltree_node *n, double width, struct column *out);

/* section.c: finds all sections of the body, in order; there is one at least. */
void sections_find(struct doc *d);
double section_width(const struct section *s);
enum head_kind { HEAD_DEFAULT, HEAD_FIRST, HEAD_EVEN };
/* What stands above or below the text of a page, as strips; empty when there is nothing. */
struct column section_head(struct doc *d, const struct page *page, bool footer);
/* Where the text of a page begins and ends: below its header and above its footer if these need more than the margin. */
void section_room(struct doc *d, const struct page *page, double *top, double *bottom);

/* flow.c: fills pages with the strips of the body. TD_INVALID: more than PRINT_MAX_PAGES. */
MUST_CHECK td_rc flow_pages(struct doc *d);

/* draw.c: all pages, with their headers. */
void draw_pages(struct doc *d, cairo_t *c, cairo_surface_t *surface);

/* document.c: a whole .docx as PDF. TD_INVALID: no document, too many pages; TD_LIMIT. */
struct printed {
	str pdf, notes;
	u32 pages;
};
MUST_CHECK td_rc document_print(struct arena *a, const struct fonts *f, str docx, struct err *e,
				struct printed *out);

#endif
