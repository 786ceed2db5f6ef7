/* The check of `thidua db check` for whoever asks in the browser: what was found stays in the journal. */
#ifndef JOBS_ACT_SELFCHECK_H
#define JOBS_ACT_SELFCHECK_H

#include "store/journal.h"
#include "store/maintain.h"

enum { SELFCHECK_FAULTS = 20 }; /* kept of one check */

struct selfcheck_fault {
	str where; /* "Cụm thi đua số 10 năm 2019, dòng nhật ký 17" */
	str text;
};

struct selfcheck {
	i64 at_ms;
	str who;
	struct maintain_report found;
	VEC(struct selfcheck_fault) faults; /* the first of them */
};

/* The journal's line: what the check found, with the first sentences of e. */
MUST_CHECK td_rc act_selfcheck(struct tx *t, const struct maintain_report *found, const struct err *e);

/* The last one; TD_NOT_FOUND: none yet. */
MUST_CHECK td_rc selfcheck_last(struct tx *t, struct selfcheck *out);

/* "structure", "keys", "journal", "files", "schemes", and their Vietnamese source text. */
const char *selfcheck_part_code(enum maintain_part p);
const char *selfcheck_part_name(enum maintain_part p);

/* "Cụm thi đua số 10 năm 2019", "Hệ thống". */
str selfcheck_chain_name(struct arena *a, enum lang lang, str cluster, i64 year);

#endif
