/* A plain list in a sheet: one header row, known by its words without accents, and rows below it. For lists of the
 * program's own (people, days off); tables of scores have readers of their own in import.h. */
#ifndef OFFICE_TABLE_H
#define OFFICE_TABLE_H

#include "office/sheet.h"

enum { TABLE_COLS_MAX = 12, TABLE_NO_COL = UINT32_MAX };

struct table_col {
	const char *name;  /* as a person reads it: "Họ và tên" */
	const char *words; /* headers that mean it, folded, between bars: "ho va ten|ho ten" */
	bool required;
};

struct table {
	const struct sheet *s;
	u32 body;                /* first row below the header */
	u32 col[TABLE_COLS_MAX]; /* of each table_col, TABLE_NO_COL: not there */
};

/* The first row of any sheet that has every required column, within its first 60. TD_INVALID names the columns. */
MUST_CHECK td_rc table_find(struct arena *a, const struct sheets *in, const struct table_col *cols, size_t n,
			    struct err *e, struct table *out);

/* The text of a column, trimmed; empty when there is no such column. */
str table_text(struct arena *a, const struct table *t, u32 row, size_t col);

/* "Danh sách!B7"; of a column that is not there the row's first cell. */
str table_addr(struct arena *a, const struct table *t, u32 row, size_t col);

/* A day of a column. *set is false for an empty cell. TD_INVALID with its address. */
MUST_CHECK td_rc table_day(struct arena *a, const struct table *t, u32 row, size_t col, struct err *e,
			   bool *set, struct day *out);

/* Has the row anything in a known column? */
bool table_is_empty(struct arena *a, const struct table *t, size_t n, u32 row);

#endif
