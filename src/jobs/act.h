/* Acts: the commands that change a working year, the same for pages, commands, the demo and tests. Each runs inside
 * db_write(): load, decide with the domain, apply through the store, write the journal. Rights are the caller's (the
 * route table); everything else — season, card, ranges, reasons, stale edits — is decided here.
 *
 * Common codes: TD_INVALID every fault is in t->e, where = the field's or criterion's name; TD_CONFLICT the state of
 * the year says no, with a sentence; TD_STALE somebody saved in between; TD_NOT_FOUND no such thing in this year. */
#ifndef JOBS_ACT_H
#define JOBS_ACT_H

#include "domain/season.h"
#include "store/store_org.h"

/* A cluster-year with its place in the calendar. */
struct act_year {
	struct cluster_year y;
	enum season_state season;
	season_set off; /* steps its regulations switch off */
	bool frozen;    /* a ranking version stands */
	bool adopted;   /* and the meeting adopted it */
};

MUST_CHECK td_rc act_year_get(struct tx *t, cluster_year_id id, struct act_year *out);

/* TD_CONFLICT with a sentence: the year is closed and takes nothing any more. */
MUST_CHECK td_rc act_year_open(struct tx *t, cluster_year_id id);

/* Facts for season_can(), counted in this transaction. */
MUST_CHECK td_rc act_season_facts(struct tx *t, const struct act_year *y, struct season_facts *out);

/* Moves the year: season_can() decides. The journal keeps from, to and reason. rev is the year's as the user saw it. */
MUST_CHECK td_rc act_season_move(struct tx *t, cluster_year_id id, enum season_state to, str reason, i64 rev);

/* Plans a step: days "YYYY-MM-DD" or STR_NULL; switched off only when the season allows it. */
MUST_CHECK td_rc act_season_plan(struct tx *t, cluster_year_id id, enum season_state step, bool enabled,
				 str starts_on, str due_on);

/* Chooses the scheme of the year while nothing is scored yet; seal also seals it (scheme_check_seal()). */
MUST_CHECK td_rc act_scheme_choose(struct tx *t, cluster_year_id id, scheme_id scheme, bool seal);

/* Members see all figures from now on (decisions 16: in the meeting); the public when published. */
MUST_CHECK td_rc act_reveal(struct tx *t, cluster_year_id id, bool to_public);

#endif
