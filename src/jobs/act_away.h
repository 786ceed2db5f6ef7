/* A year goes to its meeting on another machine and comes back (docs/adr/0013-year-away.md). It is taken away: from then on
 * it is only read here, and a copy of the site (store/maintain.h) goes with it, on which only this year is written. It comes
 * back by merging that copy: all of it or nothing, and what is in the way is named. Or it is given up, with a reason. */
#ifndef JOBS_ACT_AWAY_H
#define JOBS_ACT_AWAY_H

#include "store/store_away.h"

/* Takes the year away; out->id is for maintain_take_away(). TD_INVALID: the machine's name; TD_CONFLICT: it is away already,
 * it is closed, or this is itself such a copy. */
MUST_CHECK td_rc act_away_take(struct tx *t, cluster_year_id year, str machine, struct away *out);

/* The year is written here again; what was done on the other machine cannot be merged any more. TD_INVALID without a reason,
 * TD_CONFLICT: it is not away. */
MUST_CHECK td_rc act_away_cancel(struct tx *t, cluster_year_id year, str reason, struct away *out);

/* What came back, or would come. */
struct away_count {
	const char *label; /* Vietnamese */
	i64 n_added, n_changed, n_dropped;
};
struct away_poll {
	str question, sentence; /* how it ended */
};
struct away_merged {
	struct away away;
	bool already;         /* merged before with the same lines: nothing was changed */
	i64 n_lines, n_files; /* of the journal; new here */
	i64 n_site_lines; /* of the other machine's own journal of accounts and settings: they stay there */
	VEC(struct away_count) counts;
	VEC(struct away_poll) polls; /* that were counted or announced there */
};

/* Merges the copy at path (a SQLite file, only read) into db, in one transaction, by who; with dry everything is done and
 * then taken back. Everything that is in the way is an item of e, and nothing is written then: TD_CONFLICT, TD_CORRUPT (the
 * file does not hold what its own journal says), TD_NOT_FOUND (no year of this site). */
MUST_CHECK td_rc act_away_merge(struct db *db, struct arena *a, struct err *e, const struct actor *who,
				str path, bool dry, struct away_merged *out);

#endif
