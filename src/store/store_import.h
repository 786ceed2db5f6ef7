/* Previews of imports: what a file would change, kept until it is accepted or dropped. Nothing is taken before. */
#ifndef STORE_IMPORT_H
#define STORE_IMPORT_H

#include "domain/org.h"
#include "store/db.h"

enum preview_state { PREVIEW_OPEN, PREVIEW_ACCEPTED, PREVIEW_DROPPED, PREVIEW__N };

struct import_preview {
	preview_id id;
	cluster_year_id year;
	user_id user; /* only he may accept it */
	str kind;     /* "units", "scores", "scheme", "targets", "data" */
	file_id file; /* the upload */
	str file_name;
	str plan_json; /* what would be written, in the form the accepting command reads; NULL when errors forbid it */
	str report_json; /* errors and differences as shown */
	i64 n_errors;
	i64 year_gen; /* generation of the year it was made against; accepting a stale one is TD_STALE */
	enum preview_state state;
	i64 created_at_ms;
};

MUST_CHECK td_rc store_preview_add(struct tx *t, struct import_preview *p);
MUST_CHECK td_rc store_preview_get(struct tx *t, preview_id id, struct import_preview *out);
/* The newest open preview of a user in a year; TD_NOT_FOUND. */
MUST_CHECK td_rc store_preview_open(struct tx *t, cluster_year_id year, user_id user,
				    struct import_preview *out);
/* PREVIEW_OPEN → accepted or dropped; TD_CONFLICT when it is no longer open. */
MUST_CHECK td_rc store_preview_close(struct tx *t, preview_id id, enum preview_state state);
/* Deletes those older than that which are not accepted. */
MUST_CHECK td_rc store_preview_purge(struct tx *t, i64 before_ms, i64 *n);

#endif
