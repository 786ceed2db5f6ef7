/* Tables going out: a neutral model of a workbook that becomes .xlsx formatted for print, or CSV. Text never becomes a
 * formula. The .xlsx is written by libxlsxwriter in a child process (worker.h), so that its failures are a message.
 *
 *   struct book *b = book_new(a, S("Bảng điểm"));
 *   struct book_sheet *s = book_sheet(b, S("Bảng điểm"));
 *   book_title(b, s, S("BẢNG TỔNG HỢP ĐIỂM"));  book_col(b, s, …) …  book_row(b, s, BOOK_PLAIN) … */
#ifndef OFFICE_BOOK_H
#define OFFICE_BOOK_H

#include "base/err.h"
#include "domain/score.h"
#include "format/value.h"

enum book_kind {
	BOOK_BLANK,
	BOOK_TEXT,
	BOOK_POINTS,  /* v in hundredths, two decimals */
	BOOK_NUMBER,  /* v in hundredths, as short as exact */
	BOOK_INT,     /* v whole */
	BOOK_DAY,     /* v days since 1970-01-01 */
	BOOK_FORMULA, /* text is the formula without '=', v its value in hundredths, shown as points */
	BOOK_SUM,     /* as BOOK_FORMULA, shown as short as exact */
	BOOK_KIND__N
};

enum book_style {
	BOOK_PLAIN,
	BOOK_GROUP, /* bold on grey */
	BOOK_TOTAL, /* bold */
	BOOK_STYLE__N
};

enum book_align { BOOK_LEFT, BOOK_CENTRE, BOOK_RIGHT, BOOK_ALIGN__N };

struct book_cell {
	enum book_kind kind;
	str text;
	i64 v;
	u32 rule; /* 0: locked; else one more than the sheet's rule for what may be typed here: a yellow cell */
};

/* What a cell of a form takes. */
enum book_rule_kind {
	BOOK_RULE_ANY,
	BOOK_RULE_NUMBER, /* from min_c to max_c; what is pasted above max_c turns red */
	BOOK_RULE_LIST,   /* one of the book's choices from first on */
	BOOK_RULE__N
};

struct book_rule {
	enum book_rule_kind kind;
	i64 min_c, max_c; /* NUMBER */
	u32 first, n;     /* LIST: see book_choices() */
	str title, hint;  /* shown while the cell is chosen, at most 32 and 255 characters */
	str error;        /* said to who types something else, at most 255 characters */
};

struct book_col {
	str title; /* under its group when that is not empty */
	str group; /* columns side by side with the same group share a merged header cell above */
	u32 width; /* characters of Times New Roman 13 */
	enum book_align align;
	bool hidden;
};

struct book_row {
	enum book_style style;
	u32 indent;              /* levels, of the first text cell that wraps */
	struct book_cell *cells; /* one per column */
};

struct book_sheet {
	str name;
	bool landscape;
	bool form; /* protected: only cells with a rule may be changed */
	u32 freeze_cols;
	VEC(str) titles; /* merged over all columns, centred; the first bold capitals as given */
	VEC(struct book_col) cols;
	VEC(struct book_row) rows;
	VEC(str) notes; /* below the table, italic, merged */
	VEC(struct book_rule) rules;
};

/* A property of the file that programs read back: xlsx_property(). */
struct book_property {
	str name, text;
};

struct book {
	struct arena *a;
	str title; /* property of the file */
	VEC(struct book_sheet *) sheets;
	VEC(struct book_property) properties;
	VEC(str) choices; /* of all lists, one after another; written to a hidden sheet */
};

struct book *book_new(struct arena *a, str title);

/* A new sheet; characters that Excel refuses in names are replaced, the name is cut to 31 characters. */
struct book_sheet *book_sheet(struct book *b, str name);
void book_title(struct book *b, struct book_sheet *s, str text);
void book_note(struct book *b, struct book_sheet *s, str text);
void book_col(struct book *b, struct book_sheet *s, struct book_col col);

void book_property(struct book *b, str name, str text);

/* Adds the words of a list; where they begin is the rule's first. */
u32 book_choices(struct book *b, const str *words, u32 n);

/* Adds a rule to the sheet; the number is what a cell's rule takes. */
u32 book_rule(struct book *b, struct book_sheet *s, struct book_rule rule);

/* A new row of blank cells. All columns must be there, all titles too: they decide the addresses. */
struct book_row *book_row(struct book *b, struct book_sheet *s, enum book_style style);

/* Address of a row's cell for formulas: "F27". */
str book_ref(const struct book *b, const struct book_sheet *s, size_t row, size_t col);

/* First row of the table's header, from 0, and how many rows it has. */
u32 book_head_row(const struct book_sheet *s);
u32 book_head_rows(const struct book_sheet *s);

struct book_cell book_text(str text);
struct book_cell book_points(i64 points_c);
struct book_cell book_number(i64 v_c);
struct book_cell book_int(i64 v);
struct book_cell book_formula(str formula, i64 value_c);

/* The .xlsx bytes. TD_IO or TD_LIMIT with a sentence when the child failed, ran too long or grew too large. */
MUST_CHECK td_rc book_xlsx(const struct book *b, struct err *e, str *out);

/* One sheet as CSV: UTF-8 with BOM, comma, CRLF; numbers with a decimal point; text that a spreadsheet would take for a
 * formula gets an apostrophe in front. */
str book_csv(const struct book *b, const struct book_sheet *s);

/* For the child: the model as a value tree, and back. TD_INVALID: not such a tree. */
struct value *book_to_value(const struct book *b);
MUST_CHECK td_rc book_from_value(struct arena *a, const struct value *v, struct book **out);

/* Writes .xlsx to a file. Runs in the child; TD_IO. */
MUST_CHECK td_rc book_write(const struct book *b, const char *path);

/* The score table of a cluster for print: criteria down, units across, groups, totals, ranks and classes; the notes
 * below name tie rules and what is still empty. */
struct book_scores {
	str cluster, title,
	    place; /* "Cụm thi đua số 10", title line, last title line; empty lines are left out */
	const struct scheme *scheme;
	const struct score_input *in;
	const struct score_result *result;
};
struct book *book_scores(struct arena *a, const struct book_scores *t);

/* A table of criteria for print, which import_scheme() reads back: codes, names, full marks, levels, notes. */
struct book *book_scheme(struct arena *a, str cluster, const struct scheme *scheme);

#endif
