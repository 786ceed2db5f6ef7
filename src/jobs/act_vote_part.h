/* For act_vote*.c only. */
#ifndef JOBS_ACT_VOTE_PART_H
#define JOBS_ACT_VOTE_PART_H

#include "jobs/act_desk.h"
#include "jobs/act_vote.h"

/* Numbers of the first records of every file. */
enum { RECORD_ELECTION = 1, RECORD_TRUSTEES, RECORD_CREDENTIALS };

/* A line of the journal; what: a word for the sentence, may be empty. */
MUST_CHECK td_rc vote_log(struct tx *t, const struct vote *v, const char *action, str what, str reason);

/* Moves v. TD_CONFLICT with a sentence. */
MUST_CHECK td_rc vote_step(struct tx *t, struct vote *v, enum vote_move move);

/* The vote of a poll of the year. TD_NOT_FOUND; TD_STALE with a sentence. */
MUST_CHECK td_rc vote_find(struct tx *t, cluster_year_id year, poll_id poll, i64 rev, struct vote *v);

/* The desk of its poll, where there is one. */
MUST_CHECK td_rc vote_desk(struct tx *t, const struct vote *v, struct act_desk *out, bool *there);

/* v->candidates as numbers. */
typedef VEC(i64) vote_ordinal_list;
MUST_CHECK td_rc vote_ordinals(struct tx *t, const struct vote *v, vote_ordinal_list *out);

#endif
