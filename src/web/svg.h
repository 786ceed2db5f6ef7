/* Geometry of charts. The drawing itself is views/chart.html: a wide chart with names beside the bars and a narrow one
 * with names above them, since a wide one shrunk to a phone cannot be read. Whole units of the viewBox. */
#ifndef WEB_SVG_H
#define WEB_SVG_H

#include "base/vec.h"

struct svg_part {
	i64 x, width, colour; /* colour: class f1 … f8 of the stylesheet */
};

struct svg_bar {
	str label; /* cut to what fits, with an ellipsis */
	i64 y, text_y, label_y, end_x, total_c;
	VEC(struct svg_part) parts;
};

struct svg_tick {
	i64 x, value_c;
};

struct svg_chart {
	i64 width, height, grid_end, axis_y, label_x;
	VEC(struct svg_tick) grid;
	VEC(struct svg_bar) bars;
	str best_name, lowest_name;
	i64 best_c, lowest_c;
};

/* A row to draw: parts_c[i] in the colour colours[i]; parts below 0 are left out. */
struct svg_row {
	str name;
	i64 total_c;
	const i64 *parts_c;
};

enum svg_form { SVG_WIDE, SVG_NARROW };

/* Stacked bars in the order given. max_c: end of the scale, more than 0. */
void svg_stacked(struct arena *a, enum svg_form form, const struct svg_row *rows, size_t n, const u8 *colours,
		 size_t n_parts, i64 max_c, struct svg_chart *out);

/* At most n characters; cut between words where that leaves half of it, with an ellipsis. */
str svg_label(struct arena *a, str s, size_t n);

#endif
