/* Reading .xlsx workbooks, streaming: sheets of any length in constant memory, only the shared strings are kept.
 * Cells come in the order of the file, empty ones not at all. Text is checked UTF-8 in NFC; text in the legacy fonts
 * .Vn… (TCVN3) and VNI-… is turned into Unicode on the way (vn_legacy.h).
 * Written by Excel, LibreOffice, openpyxl, libxlsxwriter, SheetJS, exceljs: prefixes, UTF-16 parts, missing cell
 * references, rich text, inline strings, phonetic runs (skipped), absolute part names, the 1904 calendar. */
#ifndef OFFICE_XLSX_READ_H
#define OFFICE_XLSX_READ_H

#include "office/zip_read.h"

enum {
	XLSX_MAX_CELLS = 5000000, /* not empty, of one sheet */
	XLSX_MAX_ROWS = 1048576,
	XLSX_MAX_COLS = 512,
	XLSX_MAX_STRINGS = 3000000,
	XLSX_MAX_TEXT = 32767 * 4, /* bytes of one cell */
	XLSX_MAX_SHEETS = 256,
	XLSX_MAX_STYLES = 65536,
	XLSX_MAX_PROPERTIES = 100, /* further ones are passed over */
};

enum xlsx_kind { XLSX_EMPTY, XLSX_TEXT, XLSX_NUMBER, XLSX_DAY, XLSX_BOOL, XLSX_ERROR, XLSX__N };

/* What importing needs to know of a cell's format. */
struct xlsx_style {
	bool date, percent, bold;
	u8 indent; /* levels */
	u8 font;   /* enum vn_font */
};

struct xlsx_cell {
	u32 row, col; /* from 0 */
	enum xlsx_kind kind;
	bool formula;  /* the value is the one Excel computed last */
	str text;      /* TEXT; NUMBER: digits as in the file; ERROR: "#DIV/0!", or "#CHƯA-TÍNH!" for a
		    * formula that was never computed. Until the callback returns. */
	double number; /* NUMBER, finite; BOOL: 0 or 1 */
	i64 day;       /* DAY: days since 1970-01-01 (the time of day is dropped) */
	const struct xlsx_style *style; /* never NULL */
};

/* Both corners inclusive, from 0. */
struct xlsx_range {
	u32 row, col, last_row, last_col;
};

struct xlsx_events {
	td_rc (*cell)(void *ctx, const struct xlsx_cell *c);
	td_rc (*merge)(void *ctx, struct xlsx_range r); /* after all cells; may be NULL */
};

struct xlsx_sheet {
	str name;
	bool hidden;
	str part; /* empty: the workbook names a sheet that is no worksheet (a chart) */
};

struct xlsx;

/* Opens the workbook: directory, list of sheets, styles, shared strings. bytes must stay. TD_INVALID: not an .xlsx —
 * told apart: old .xls or password, HTML, .xlsb, .ods, .docx — or damaged, hostile, over a limit. */
MUST_CHECK td_rc xlsx_open(struct arena *a, str bytes, struct err *e, struct xlsx **out);

u32 xlsx_n_sheets(const struct xlsx *x);
const struct xlsx_sheet *xlsx_sheet(const struct xlsx *x, u32 ix);

/* Streams one sheet. TD_INVALID names sheet and cell; anything a callback returned stops and is returned. */
MUST_CHECK td_rc xlsx_cells(struct xlsx *x, u32 ix, const struct xlsx_events *ev, void *ctx, struct err *e);

/* A custom property of the file ("thidua.form"). */
struct xlsx_property {
	str name, text;
};
typedef VEC(struct xlsx_property) xlsx_property_list;

/* The custom properties, without reading a sheet. TD_INVALID as zip_open() and xml_parse(). */
MUST_CHECK td_rc xlsx_properties(struct arena *a, str bytes, struct err *e, xlsx_property_list *out);

/* "F27" for row 26, column 5. */
str xlsx_ref(struct arena *a, u32 row, u32 col);

/* "F27" → 26, 5; '$' allowed. TD_INVALID: not a reference, or past row 1048576 or column XFD. */
MUST_CHECK td_rc xlsx_ref_parse(str ref, u32 *row, u32 *col);

#endif
