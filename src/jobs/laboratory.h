/* Last year replayed on the table that is drafted, or in use: what would have moved. Reading only. */
#ifndef JOBS_LABORATORY_H
#define JOBS_LABORATORY_H

#include "domain/replay.h"
#include "store/store_year.h"

struct laboratory {
	const char *missing;         /* why there is nothing to replay, source text; NULL: there is */
	bool draft;                  /* the draft was taken, not the table in use */
	const struct scheme *scheme; /* the table under test */
	struct scored_year last;
	struct replay replay;
	const bool *unproven;     /* per item of the replay: it gave points and no unit gave proof */
	u32 n_moved, n_reclassed; /* units with another rank; with another class, by its name */
};
MUST_CHECK td_rc laboratory_load(struct tx *t, cluster_year_id year, struct laboratory *out);

/* The class of a unit by the old or new table; empty: none. */
str laboratory_class(const struct scheme *s, const struct score_result *r, u32 unit);

/* "đúng như năm trước", "quy đổi theo điểm chuẩn mới", …: source text. */
const char *replay_how_name(enum replay_how how);

#endif
