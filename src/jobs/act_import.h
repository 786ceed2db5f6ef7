/* Imports: a file is read into a preview — what it would change, or every fault — and taken only when its preview is
 * accepted, against the same state of the year. .xlsx of the officials' own sheets, or JSON in the formats of
 * docs/formats.md. */
#ifndef JOBS_ACT_IMPORT_H
#define JOBS_ACT_IMPORT_H

#include "jobs/act.h"
#include "office/import.h"
#include "store/store_import.h"

/* What the user said about the file. */
struct import_wish {
	enum import_shape shape; /* IMPORT_CARD and IMPORT_CLUSTER are both "scores" */
	enum score_stage stage;  /* of columns that do not say */
	str unit_code;           /* of a card that does not say; may be empty */
	bool
	    own; /* only the form of unit_code at stage, as the unit's own act: season and card must allow it */
	str file_name, bytes;
};

/* One difference, as shown. */
struct import_change {
	str where, unit, criterion, was, is; /* was empty: new */
};

/* A file that was read: lives on the arena of the transaction it was read in. */
struct import_job {
	struct import_wish wish;
	struct value *plan; /* what accepting does; NULL with faults */
	VEC(struct import_change) changes;
	VEC(struct err_item) faults, notes;
	size_t n_same; /* values that are there already */
};

/* Reads the file against the year as t sees it (a read is enough). Faults of the file are in out, not in t->e; codes
 * other than TD_OK are faults of the program or TD_NOT_FOUND. */
MUST_CHECK td_rc act_import_read(struct tx *t, cluster_year_id year, const struct import_wish *wish,
				 struct import_job *out);

/* Keeps it as the user's open preview of this year; an older open one is dropped. */
MUST_CHECK td_rc act_import_keep(struct tx *t, cluster_year_id year, const struct import_job *job,
				 struct import_preview *out);

/* The kind under which previews of a unit's own form are kept: "form:KB3". */
str act_import_own_kind(struct arena *a, str unit_code);

/* The preview's report back as lists, for the page. */
MUST_CHECK td_rc act_import_report(struct tx *t, const struct import_preview *p, struct import_job *out);

/* Takes all of it or nothing. TD_STALE: the year was changed since; TD_CONFLICT: it has faults or is not open.
 * n_changed counts values, units or criteria. */
MUST_CHECK td_rc act_import_accept(struct tx *t, preview_id id, size_t *n_changed);
/* Takes a plan at once: for commands, where what act_import_read() found was shown in the same breath. */
MUST_CHECK td_rc act_import_apply(struct tx *t, cluster_year_id year, const struct value *plan, str file_name,
				  i64 preview, size_t *n_changed);
MUST_CHECK td_rc act_import_drop(struct tx *t, preview_id id);

#endif
