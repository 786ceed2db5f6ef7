/* Hand-over of a cluster's year in one act (bàn giao): it closes the year, ends the terms that run until handed over,
 * opens the next year or takes the one that is open, gives its offices, carries on what is not done and makes the
 * minutes of it. As act.h. */
#ifndef JOBS_ACT_HANDOVER_H
#define JOBS_ACT_HANDOVER_H

#include "jobs/act.h"
#include "store/store_handover.h"

/* What stands at the hand-over. */
struct handover {
	struct act_year y;
	struct season_facts facts;
	bool at_end;             /* the year is closed or may be closed now */
	struct opt_i64 next;     /* cluster_year_id of the next year, when it is open already */
	bool handed_over;        /* closed, and the next year is open */
	difficulty_list open;    /* not settled; they are carried */
	i64 n_papers, n_wanted;  /* papers that were made, of those a year ends with */
	i64 n_reports, n_unsent; /* reports of all periods by all members; those not sent */
	unit_id elected[2]; /* head and deputy of the next year, by election or as given; 0: nobody yet */
	str elected_name[2];
	str promised; /* conclusions of the year-end meeting, one per line; may be empty */
	membership_list members;
};
MUST_CHECK td_rc act_handover_look(struct tx *t, cluster_year_id id, struct handover *out);

struct handover_wish {
	str office[2]; /* unit codes of head and deputy; used for an office nobody was elected to */
	str theme;     /* of the next year, when this act opens it */
	str tasks;     /* one per line: conclusions, promises, the Council's remarks to be followed */
	str decision;  /* number of the minutes; empty: named by the year */
	i64 rev;       /* the year's, as seen */
};
/* TD_CONFLICT: the year is not at its end, or was handed over; TD_INVALID: where "head", "deputy", "tasks". */
MUST_CHECK td_rc act_handover(struct tx *t, cluster_year_id id, const struct handover_wish *w,
			      struct cluster_year *out);

/* A carried commitment is done: on a day (STR_NULL: today), with a word about it (may be empty). */
MUST_CHECK td_rc act_commitment_done(struct tx *t, cluster_year_id year, i64 id, str note, i64 rev);

#endif
