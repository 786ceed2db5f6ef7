/* Registrations as workbooks: a unit's own file, to be filled in and brought back, and the desk's aggregates — one file
 * per list, because titles and award forms are never mixed (T31). */
#ifndef JOBS_REGISTRATION_BOOK_H
#define JOBS_REGISTRATION_BOOK_H

#include "jobs/act_registration.h"
#include "office/book.h"
#include "office/sheet.h"
#include "store/store_import.h"

/* A unit's file: sheets Chỉ tiêu, Danh hiệu, Hình thức khen thưởng, Sáng kiến; its property tells whose it is. */
MUST_CHECK td_rc registration_book(struct tx *t, cluster_year_id year, str unit_code, str *bytes);

/* What an aggregate is about. */
enum registration_sheet {
	SHEET_TARGETS,
	SHEET_TITLES,
	SHEET_FORMS,
	SHEET_INITIATIVES,
	REGISTRATION_SHEET__N
};
MUST_CHECK td_rc registration_sheet_parse(str code, enum registration_sheet *out); /* "chi-tieu" … */
const char *registration_sheet_code(enum registration_sheet s);

/* All units that have sent, row by row, and for targets a second sheet with the totals. */
MUST_CHECK td_rc registration_book_all(struct tx *t, cluster_year_id year, enum registration_sheet what,
				       str *bytes);

/* One row that differs. was empty: new; is empty: taken away. */
struct registration_change {
	str where, what, was, is;
};

/* A file as it was read against what stands: nothing is written. A list that the file does not have stays as it is. */
struct registration_file {
	struct registration_rows rows; /* keys are places in the file: "Chỉ tiêu!A7" */
	VEC(struct err_item) faults;
	VEC(struct registration_change) changes;
	size_t n_same;
	struct registration now; /* against which it was read */
};

/* Reads a unit's file, or any sheet with the same column titles. Faults of the file are in out, not in t->e. */
MUST_CHECK td_rc registration_file_read(struct tx *t, cluster_year_id year, str unit_code, str name,
					str bytes, struct registration_file *out);

/* Keeps an upload as the user's open preview, shows it again, and takes it: all of it or nothing. A preview is read anew
 * each time, so that it is never older than what stands. TD_NOT_FOUND: no open preview of this unit. */
MUST_CHECK td_rc registration_file_keep(struct tx *t, cluster_year_id year, str unit_code, str name,
					str bytes);
MUST_CHECK td_rc registration_file_open(struct tx *t, cluster_year_id year, str unit_code, user_id who,
					struct import_preview *p, struct registration_file *out);
MUST_CHECK td_rc registration_file_accept(struct tx *t, cluster_year_id year, str unit_code, preview_id id);
MUST_CHECK td_rc registration_file_drop(struct tx *t, cluster_year_id year, str unit_code, preview_id id);

#endif
