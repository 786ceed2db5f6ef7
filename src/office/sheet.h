/* One sheet of a workbook as a grid in memory: what importing works on. Bounded, so that a sheet of a million rows is
 * refused with a sentence and never held. A cell inside a merged range reads as the range's top-left cell, as the
 * person who typed it sees it. */
#ifndef OFFICE_SHEET_H
#define OFFICE_SHEET_H

#include "base/caltime.h"
#include "office/xlsx_read.h"

enum {
	SHEET_MAX_ROWS = 20000,
	SHEET_MAX_CELLS = 400000, /* rows × columns */
	SHEET_MAX_BYTES = 32 << 20,
};

struct sheet_cell {
	enum xlsx_kind kind;
	u32 merge; /* 1 + index of the merged range, 0 none */
	bool bold, percent, formula;
	u8 indent;
	str text;      /* TEXT, ERROR; else empty */
	double number; /* NUMBER, BOOL */
	i64 day;       /* DAY */
};

struct sheet {
	str name;
	bool hidden;
	u32 n_rows, n_cols;
	struct sheet_cell *cells; /* n_rows × n_cols */
	struct xlsx_range *merges;
	u32 n_merges;
};

/* The sheets of one file, in order, and what else programs keep in it. */
struct sheets {
	struct sheet *at;
	u32 n;
	struct xlsx_property *properties; /* none in CSV */
	u32 n_properties;
	bool workbook; /* not CSV */
};

/* Reads every worksheet of an .xlsx, in this process: for files of our own. TD_INVALID as xlsx_open() and xlsx_cells(),
 * or a sheet too large for importing. Memory: the cells and their texts on a. */
MUST_CHECK td_rc sheets_from_xlsx(struct arena *a, str bytes, struct err *e, struct sheets *out);

/* Reads a CSV file as one sheet of that name: UTF-8 (a BOM is fine), separator , ; or tab found by the first line,
 * quotes doubled. Every cell is text. TD_INVALID: not UTF-8, a quote that never closes, too large. */
MUST_CHECK td_rc sheets_from_csv(struct arena *a, str bytes, str name, struct err *e, struct sheets *out);

/* Either, by the first bytes, in this process. name serves CSV. */
MUST_CHECK td_rc sheets_from_file(struct arena *a, str bytes, str name, struct err *e, struct sheets *out);

/* As sheets_from_file(), for what somebody sent: read in a worker (worker.h), which gives back the grid. */
MUST_CHECK td_rc sheets_from_upload(struct arena *a, str bytes, str name, struct err *e, struct sheets *out);

/* The grid there and back, for the worker. TD_CORRUPT: not what sheets_pack() writes; every index, count and text is
 * looked at, since a worker that was taken over may have written it. The texts stay in bytes. */
str sheets_pack(struct arena *a, const struct sheets *in);
MUST_CHECK td_rc sheets_unpack(struct arena *a, str bytes, struct sheets *out);

/* The text of a property of the file ("thidua.form"); STR_NULL: it has none of that name. */
str sheets_property(const struct sheets *s, str name);

/* Where the grid is made: the cells of merge ix learn that they are in it. */
void sheet_mark_merge(struct sheet *s, u32 ix);

/* The cell as a reader sees it: never NULL, empty outside the grid, the top-left one inside a merged range. */
const struct sheet_cell *sheet_at(const struct sheet *s, u32 row, u32 col);

/* Does the merged range of this cell start elsewhere? */
bool sheet_covered(const struct sheet *s, u32 row, u32 col);

/* "Bảng điểm!F27": how errors name a cell. */
str sheet_addr(struct arena *a, const struct sheet *s, u32 row, u32 col);

/* What stands in the cell, trimmed: text as it is, 98,75, 21/11/2026, "x" for TRUE, nothing for FALSE. */
str sheet_text(struct arena *a, const struct sheet *s, u32 row, u32 col);

/* sheet_text() folded for comparing (vi_fold()): "Điểm tự chấm" → "diem tu cham". */
str sheet_fold(struct arena *a, const struct sheet *s, u32 row, u32 col);

/* A quantity in hundredths. Numbers typed as text with comma or point; what floating point adds (98.749999999999986)
 * is taken off; a cell formatted as percent gives the percent figure (0.95 as 95 % → 9500); a trailing %, "điểm" or
 * "đ" in text is dropped. *set is false for an empty cell and for "-". TD_INVALID with the reason at the cell's address. */
MUST_CHECK td_rc sheet_num_c(struct arena *a, const struct sheet *s, u32 row, u32 col, struct err *e,
			     bool *set, i64 *out_c);

/* A day: a date cell, or text dd/mm/yyyy or yyyy-mm-dd. Otherwise as sheet_num_c(). */
MUST_CHECK td_rc sheet_day(struct arena *a, const struct sheet *s, u32 row, u32 col, struct err *e, bool *set,
			   struct day *out);

#endif
