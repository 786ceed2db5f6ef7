/* Acts on the table of criteria of a year: its draft, from the first line to the sealed version. */
#ifndef JOBS_ACT_SCHEME_H
#define JOBS_ACT_SCHEME_H

#include "domain/scheme_edit.h"
#include "jobs/act.h"
#include "store/store_scheme.h"

/* The draft of a year as it stands. */
struct act_draft {
	struct scheme_draft row; /* rev 0: there is none */
	struct scheme scheme;    /* sound or not; its links are */
	struct err faults;       /* of scheme_check(), where = the criterion's code */
};
MUST_CHECK td_rc act_draft_load(struct tx *t, cluster_year_id year, struct act_draft *out);

/* Begins a draft, over one that is there: "" a table with its root alone, "current" the year's own table, "last" last
 * year's, else the code of a shipped table. rev as seen, 0 for none. */
MUST_CHECK td_rc act_draft_begin(struct tx *t, cluster_year_id year, str from, i64 rev);

/* Keeps a changed draft; sound or not, but codes and names are there and codes are not shared. what: for the journal, in
 * words ("sửa I.1"). TD_STALE with a sentence. */
MUST_CHECK td_rc act_draft_save(struct tx *t, cluster_year_id year, const struct scheme *s, str what,
				i64 rev);
MUST_CHECK td_rc act_draft_drop(struct tx *t, cluster_year_id year, i64 rev);

/* Makes the draft a version and the year's table; the draft ends. TD_INVALID with every fault. seal: it never changes
 * again. A year whose table is sealed needs the minutes that agree to another (reason). */
MUST_CHECK td_rc act_draft_publish(struct tx *t, cluster_year_id year, bool seal, str reason, i64 rev);

/* Seals the year's table as it is. TD_CONFLICT: it is sealed, or there is none. */
MUST_CHECK td_rc act_scheme_seal(struct tx *t, cluster_year_id year);

/* Versions that concern a year: those of its table's code and of its draft's, newest first. */
MUST_CHECK td_rc act_scheme_versions(struct tx *t, cluster_year_id year, scheme_list *out);

/* "thêm", "bỏ", "đổi điểm chuẩn", "đổi cách chấm", "đổi mã, tên": source text for i18n_tr(). */
const char *scheme_change_name(enum scheme_change_kind k);

#endif
