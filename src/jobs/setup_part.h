/* Inside setup_*.c: one file being read. */
#ifndef JOBS_SETUP_PART_H
#define JOBS_SETUP_PART_H

#include "jobs/setup_file.h"
#include "office/table.h"

/* Names of the sheets, as the sample has them. */
#define SETUP_SHEET_YEAR     "Cụm và năm"
#define SETUP_SHEET_UNITS    "Đơn vị"
#define SETUP_SHEET_PEOPLE   "Người và vai trò"
#define SETUP_SHEET_SCHEME   "Tiêu chí"
#define SETUP_SHEET_CALENDAR "Lịch"

struct setup_input {
	struct tx *t;
	struct setup_plan *out;
	struct err faults;
	struct act_unit_table names;
	VEC(str) due_where; /* of each day of the calendar */
};

void setup_line(struct setup_input *k, str where, const char *what, str text);

/* Which of n lists of words ("tỉnh|cấp tỉnh") the text is, with or without marks; −1: none. */
int setup_word(struct arena *a, str text, const char *const *names, int n);

MUST_CHECK td_rc setup_read_units(struct setup_input *k, const struct sheets *in);
MUST_CHECK td_rc setup_read_people(struct setup_input *k, const struct sheets *in);

#endif
