/* Files for the whole site that were read and wait for their sender's yes: one of each user at a time. */
#ifndef STORE_UPLOAD_H
#define STORE_UPLOAD_H

#include "domain/org.h"
#include "store/db.h"

struct site_upload {
	i64 id;
	str kind;  /* "cluster", "units", "people", "history" */
	str about; /* what it is for where the file does not say; may be NULL */
	file_id file;
	str file_name;
};

/* An older open one is dropped. */
MUST_CHECK td_rc store_upload_add(struct tx *t, user_id user, struct site_upload *u);
/* TD_NOT_FOUND: there is no open one. */
MUST_CHECK td_rc store_upload_open(struct tx *t, user_id user, struct site_upload *out);
/* TD_NOT_FOUND: there is no open one. */
MUST_CHECK td_rc store_upload_close(struct tx *t, user_id user, bool accepted);
/* Deletes those older than that which were not accepted. */
MUST_CHECK td_rc store_upload_purge(struct tx *t, i64 before_ms, i64 *n);

#endif
