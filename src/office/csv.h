/* CSV going out. A sink of its own: text cannot reach it unescaped. Coming in: sheets_from_csv() in sheet.h. */
#ifndef OFFICE_CSV_H
#define OFFICE_CSV_H

#include "base/sb.h"

struct csv {
	struct sb b;
	bool in_row;
};

enum { CSV_MAX = 64 << 20 };

/* Begins with the BOM that Excel needs to see UTF-8. */
struct csv csv_new(struct arena *a);

/* One field of text: quoted when it must be; what a spreadsheet would run as a formula (= + - @, tab, CR in front)
 * gets an apostrophe, which spreadsheets do not show. */
void csv_text(struct csv *c, str s);

/* Hundredths with a decimal point, as short as exact. */
void csv_num(struct csv *c, i64 v_c);
void csv_int(struct csv *c, i64 v);
void csv_blank(struct csv *c);
void csv_end_row(struct csv *c);

str csv_str(const struct csv *c);

#endif
