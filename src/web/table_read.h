/* The tables of a page of this program, read out of its HTML: well-formed, attributes in double quotes, every cell
 * closed. Not for anybody else's HTML. */
#ifndef WEB_TABLE_READ_H
#define WEB_TABLE_READ_H

#include "base/str.h"
#include "base/vec.h"

enum { TABLE_READ_ROWS = 20000, TABLE_READ_COLS = 200 };

struct html_row {
	bool head, total; /* of thead; of tfoot */
	str *cells;       /* n_cols of the table: what a reader sees, spans repeated */
};
struct html_table {
	str name; /* the heading before it */
	size_t n_cols;
	VEC(struct html_row) rows;
};
typedef VEC(struct html_table) html_table_list;

/* Those between <main and </main. What only screen readers hear, buttons and pictures are left out; a field gives what
 * stands in it. Rows and columns beyond the bounds are left out. */
void table_read(struct arena *a, str html, html_table_list *out);

#endif
