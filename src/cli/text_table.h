/* A table for the terminal: columns as wide as their widest cell, counted in columns of the screen. */
#ifndef CLI_TEXT_TABLE_H
#define CLI_TEXT_TABLE_H

#include "base/sb.h"
#include "base/vec.h"

struct text_col {
	str title;
	bool right; /* numbers */
};

struct text_table {
	struct arena *a;
	VEC(struct text_col) cols;
	VEC(str *) rows;
};

struct text_table text_table_new(struct arena *a);
void text_table_col(struct text_table *t, str title, bool right);

/* A new row of empty cells, one per column; all columns must be there. */
str *text_table_row(struct text_table *t);

/* The whole, each line ended; no blanks at line ends. */
void text_table_put(struct sb *b, const struct text_table *t);

/* Columns of the screen that a text takes: combining marks none, wide characters two. */
size_t text_table_width(str s);

#endif
