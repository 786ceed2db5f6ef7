/* Acts on the register of awards: a decision with its list of holders, and the revoking of one award. As act.h. */
#ifndef JOBS_ACT_AWARD_H
#define JOBS_ACT_AWARD_H

#include "jobs/act.h"
#include "store/store_award.h"

enum { AWARD_HOLDERS_MAX = 500 };

struct award_decision {
	str decision, decided_on; /* number; YYYY-MM-DD */
	str decided_by, signer;   /* who decides ("CHỦ TỊCH …"); the name below it, may be empty */
	enum award_list list;
	str award_code; /* format/awards.h, in force on the day of the decision */
	str merit;      /* what for, may be empty */
	/* One holder a line, in the order of the decision: a member by name or code; a person as "name; position; unit". */
	str holders;
};

/* Enters the decision: one award a line, each with a new code. TD_INVALID: every fault is told, where = the members'
 * names; TD_CONFLICT: the year has this decision already. */
MUST_CHECK td_rc act_award_decide(struct tx *t, cluster_year_id year, const struct award_decision *d,
				  size_t *n_awards);

/* Takes an award back from a day on, by a decision, for a reason. TD_INVALID: where "on", "by", "why"; TD_CONFLICT: it is
 * revoked already; TD_STALE. */
MUST_CHECK td_rc act_award_revoke(struct tx *t, cluster_year_id year, i64 id, i64 rev, str on, str by,
				  str why);

/* The words that stand on a certificate. */
struct award_words {
	str name, position, merit; /* position and merit may be empty */
};
/* Mends them: the award gets a new code, the former one answers «replaced» from now on. TD_INVALID: where "name",
 * "position", "merit", "mend_why"; TD_CONFLICT: it is revoked, or nothing changes; TD_STALE. */
MUST_CHECK td_rc act_award_mend(struct tx *t, cluster_year_id year, i64 id, i64 rev,
				const struct award_words *words, str why);

#endif
