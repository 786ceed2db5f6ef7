/* Inside importing: headers and the tree of rows, shared by import_scheme.c, import_scores.c and import_units.c. */
#ifndef OFFICE_IMPORT_PART_H
#define OFFICE_IMPORT_PART_H

#include "office/import.h"

/* What a column holds, by the words of its header. */
enum import_col {
	COL_NO,     /* TT, STT */
	COL_CODE,   /* mã */
	COL_GROUP,  /* the first of two name columns: names of groups, merged downwards */
	COL_NAME,   /* nội dung, tiêu chí */
	COL_MAX,    /* điểm chuẩn */
	COL_POINTS, /* điểm, without saying whose */
	COL_SELF,
	COL_CROSS,
	COL_VERIFIED,
	COL_EXPLAINED,
	COL_FINAL,
	COL_COUNCIL,
	COL_ACTUAL, /* kết quả */
	COL_TARGET, /* chỉ tiêu */
	COL_EVIDENCE,
	COL_NOTE,
	COL_REASON,
	COL_MEASURE, /* đơn vị tính */
	COL_OWNER,   /* đơn vị phụ trách */
	COL_UNIT,
	COL_TOTAL,
	COL_RANK,
	COL_ADDRESS,
	COL_LEADER,
	COL_WOMEN,
	COL__N
};

enum { NO_COL = UINT32_MAX, IMPORT_HEAD_ROWS = 60 /* the header stands within these */ };

struct import_head {
	const struct sheet *s;
	u32 top, body; /* first row of the header, first row below it */
	u32 col[COL__N];
	u32 n_roles; /* kinds of columns found */
};

/* What a header's words mean; COL__N: nothing known. folded is sheet_fold()'s. */
enum import_col import_word(str folded);

/* Reads rows from top on as a header: how many rows it has follows from its merged cells. */
struct import_head import_head_at(struct arena *a, const struct sheet *s, u32 top);

/* The first header, visible sheets first, that fits. False: none. */
typedef bool (*import_fits)(struct arena *a, const struct import_head *h, void *ctx);
bool import_find(struct arena *a, const struct sheets *in, import_fits fits, void *ctx,
		 struct import_head *out);

/* The words of column col in header row (top … body − 1), folded; empty when the cell continues the one above. */
str import_head_text(struct arena *a, const struct import_head *h, u32 row, u32 col);

/* The cell of a role, as text; empty when there is no such column. */
str import_text(struct arena *a, const struct import_head *h, u32 row, enum import_col role);

/* Its address, for errors. */
str import_addr(struct arena *a, const struct import_head *h, u32 row, enum import_col role);

/* Its quantity, as sheet_num_c(); a cell inside a merged range has none of its own. */
MUST_CHECK td_rc import_num(struct arena *a, const struct import_head *h, u32 row, enum import_col role,
			    struct err *e, bool *set, i64 *out_c);

/* The title above the header: the row that speaks of a table, else the first. */
str import_title(struct arena *a, const struct import_head *h);

/* A row of the tree. */
struct import_line {
	u32 row;
	str code; /* whole: "I.1.a" */
	str name;
	i32 parent; /* index of a line, −1 at the top */
	u32 n_children;
	bool coded;    /* the row has a code of its own */
	bool is_group; /* came from the group column: the row's figures belong to the next line */
	str notes;     /* lines without code or figure that follow it */
};

struct import_lines {
	VEC(struct import_line) at;
	VEC(u32) totals; /* rows that sum up: "Tổng cộng" */
};

/* The rows below the header as a tree. What is a code and how deep it stands is told by its look ("I", "A", "1", "1.1",
 * "a"), without codes by bold and indent. has_figure says whether a row carries a figure: rows without code and figure
 * are notes of the line above, and after an empty row or a total they are signatures. TD_INVALID: the tree is too
 * deep or has too many rows. */
typedef bool (*import_figure)(struct arena *a, const struct import_head *h, u32 row);
MUST_CHECK td_rc import_tree(struct arena *a, const struct import_head *h, import_figure has_figure,
			     struct err *e, struct import_lines *out);

/* Does the row sum up? */
bool import_is_total(struct arena *a, const struct import_head *h, u32 row);

/* Where a figure stands: in a column of points, in a column of results, or in a table that has one cell for both. */
enum import_source { FROM_POINTS, FROM_ACTUAL, FROM_CELL };

/* Reads one cell as the value of a leaf: state, a_c, b_c of v are set; CELL_EMPTY when there is none. A level is found
 * by its label or its points, yes and no by words or by full marks and 0, two figures as "95/100".
 * TD_INVALID: the fault is in e at the cell's address. */
MUST_CHECK td_rc import_figure_read(struct arena *a, const struct sheet *s, u32 row, u32 col,
				    const struct criterion *c, enum import_source from, struct err *e,
				    struct import_value *v);

/* Adds a remark that is no fault. */
void import_note(struct arena *a, struct import_plan *p, str where, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

#endif
