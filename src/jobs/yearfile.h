/* A cluster's year as a script, "thidua-year/1": who takes part, and what happened when and by whom. It is played
 * through the same acts as the pages use, so that the demo clusters and the working-year test go the way a real year
 * goes, journal included. demo/ holds the five clusters of the press articles. */
#ifndef JOBS_YEARFILE_H
#define JOBS_YEARFILE_H

#include "format/value.h"
#include "store/store_org.h"

struct yearfile_account {
	str login, name, role,
	    place; /* role and place as Vietnamese text, for the list that `thidua demo` prints */
};

struct yearfile_played {
	cluster_year_id year;
	str cluster_code, cluster_name, state_name;
	i64 year_number;
	size_t n_events;
	VEC(struct yearfile_account) accounts;
};

/* Plays the script into db. Every event is its own write, at its own time on clock and by its own actor; the first that
 * is refused ends it with the event's place in e. password_hash is given to all accounts (NULL: they cannot sign in).
 * TD_INVALID: the script itself has faults; TD_CONFLICT: cluster and year are there already. */
MUST_CHECK td_rc yearfile_play(struct db *db, struct arena *a, struct env_fixed *clock,
			       const struct value *script, str password_hash, struct err *e,
			       struct yearfile_played *out);

/* Plays a list of events ({"do": "activity", …}, as in demo/) in a year that is there, in t, by t's actor: what a
 * script does to a year, by the same acts as the pages. All or nothing; n counts them. The first that is refused names its
 * place in t->e. */
MUST_CHECK td_rc yearfile_apply(struct tx *t, cluster_year_id year, const struct value *events, size_t *n);

#endif
