/* How paragraphs and runs look: w:pPr and w:rPr as plain structs. Lengths are points, 1/72 inch. Reading a node changes
 * only what it says, so that docDefaults, styles, numbering and the paragraph's own properties are read one over the
 * other. */
#ifndef PRINT_PROPS_H
#define PRINT_PROPS_H

#include "base/vec.h"
#include "print/xmlq.h"

#define TWIPS(n) ((double)(n) / 20)

enum { COLOUR_NONE = -1 }; /* colours are 0xRRGGBB, or this: automatic, none */

enum underline { LINE_NONE, LINE_SINGLE, LINE_DOUBLE, LINE_THICK, LINE_DOTTED, LINE_DASHED };
enum raised { RAISED_NOT, RAISED_SUPER, RAISED_SUB };

struct look { /* of a run */
	double size, raise, spacing;
	i32 colour, back;
	u8 bold, italic, strike, caps, small_caps, hidden; /* 0 or 1 */
	u8 underline, raised;
	u8 symbols; /* the font is one of pictures: Symbol, Wingdings */
	u8 foreign; /* the font is none this program has a likeness of */
};

struct border {
	double width, space; /* width 0: none */
	i32 colour;
	u8 line;  /* enum underline: single, double, dotted, dashed */
	bool set; /* said at all, be it "none" */
};

enum side { SIDE_TOP, SIDE_LEFT, SIDE_BOTTOM, SIDE_RIGHT, SIDE_INNER_H, SIDE_INNER_V, SIDE__N };

enum align { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT, ALIGN_BOTH };
enum line_rule { RULE_AUTO, RULE_EXACT, RULE_LEAST };
enum tab_kind { TAB_LEFT, TAB_CENTER, TAB_RIGHT, TAB_DECIMAL };

struct tab {
	double at;
	u8 kind, leader; /* leader: the character, 0 none */
};
enum { TABS_MAX = 40 };

struct shape { /* of a paragraph */
	u8 align, rule;
	bool keep_next, keep_lines, widows, new_page, contextual;
	double left, right, first;      /* first < 0: hanging */
	double before, after, line;     /* line: of auto the factor, else points */
	struct border borders[SIDE__N]; /* inner_h: between paragraphs */
	i32 back;
	i32 num, level; /* num 0: none */
	struct tab tabs[TABS_MAX];
	u32 n_tabs;
};

/* What holds where nothing is said. */
struct look props_look(void);
struct shape props_shape(void);

/* NULL nodes change nothing. */
void props_read_look(const struct xmltree_node *rpr, struct look *out);
void props_read_shape(const struct xmltree_node *ppr, struct shape *out);

/* A w:top, w:left … with val, sz, space, color; NULL leaves out as it is. */
void props_read_border(const struct xmltree_node *n, struct border *out);
/* All sides of w:pBdr, w:tblBorders, w:tcBorders. */
void props_read_borders(const struct xmltree_node *n, struct border out[SIDE__N]);

/* The fill of a w:shd, COLOUR_NONE when it has none. */
i32 props_fill(const struct xmltree_node *shd);

#endif
