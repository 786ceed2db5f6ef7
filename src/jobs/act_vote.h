/* Acts of an electronic vote (ballot.md 14). Public work only: no secret key and no code passes through here. What may
 * follow what is domain/vote_state.h. Everything but casting leaves a line in the journal; casting leaves nothing but the
 * ballot's two records. rev: the vote's as the user saw it, 0: as it stands.
 *
 * Common codes: TD_CONFLICT the phase says no, or the set-up is refused; TD_DENIED not one of its people; TD_INVALID. */
#ifndef JOBS_ACT_VOTE_H
#define JOBS_ACT_VOTE_H

#include "jobs/act.h"
#include "store/store_vote.h"
#include "vote/box.h"

/* Sets a vote up for a poll whose result is not there yet, or changes the set-up; the trustees then make new keys. The
 * resolution (trimmed, may be empty) lets pass what may pass. */
MUST_CHECK td_rc act_vote_save(struct tx *t, cluster_year_id year, poll_id poll, const struct vote_setup *s,
			       str resolution, i64 rev);
/* Asks the trustees for their keys: from now on the questions stand. */
MUST_CHECK td_rc act_vote_ask_keys(struct tx *t, cluster_year_id year, poll_id poll, i64 rev);

/* By uuid, for the people who were chosen: t->actor's part, else TD_DENIED. */
MUST_CHECK td_rc act_vote_trustee(struct tx *t, str uuid, struct vote *v, vote_trustee_list *all,
				  struct vote_trustee *own);
MUST_CHECK td_rc act_vote_officer(struct tx *t, str uuid, struct vote *v);

/* A trustee's public key with its proof. With the last one the election object stands. */
MUST_CHECK td_rc act_vote_key(struct tx *t, str uuid, str public_key);
/* The officer's public list: as many keys as codes were ordered. The file begins. */
MUST_CHECK td_rc act_vote_credentials(struct tx *t, str uuid, str public_creds);

MUST_CHECK td_rc act_vote_begin(struct tx *t, cluster_year_id year, poll_id poll, i64 rev);
MUST_CHECK td_rc act_vote_close(struct tx *t, cluster_year_id year, poll_id poll, i64 rev);
/* issued: slips that were drawn; not fewer than ballots. */
MUST_CHECK td_rc act_vote_count(struct tx *t, cluster_year_id year, poll_id poll, i64 issued, i64 rev);
/* A trustee's factors. With the last one the counts stand and go into the poll. */
MUST_CHECK td_rc act_vote_factors(struct tx *t, str uuid, str factors);
MUST_CHECK td_rc act_vote_cancel(struct tx *t, cluster_year_id year, poll_id poll, str reason, i64 rev);

/* Casting in three steps, so that the proofs are checked outside of any write: load (in a read), check (with g, outside),
 * put (in a write, which asks again for phase and credential). */
struct vote_casting {
	poll_id poll;
	str election, credentials; /* loaded */
	str ballot;                /* given */
	str credential;            /* of the ballot; set by the check */
	str tracker;
};
MUST_CHECK td_rc act_vote_cast_load(struct tx *t, str uuid, struct vote_casting *c);
MUST_CHECK td_rc act_vote_cast_check(struct group *g, struct err *e, struct vote_casting *c);
MUST_CHECK td_rc act_vote_cast_put(struct tx *t, const struct vote_casting *c);

/* The exact bytes of the election object; p == NULL: not there yet. */
MUST_CHECK td_rc act_vote_election(struct tx *t, const struct vote *v, str *out);

/* What stands in the file, for pages. NULL texts: not there yet. */
struct vote_file {
	str election, trustees, credentials; /* exact bytes */
	str fingerprint;
	str tally;  /* exact bytes of the encrypted tally, once counted */
	str result; /* {"result":…} */
	str head; /* hash in hex of the event that closed the urn, which names it from then on; before: of the last event */
	bool closed;
	i64 n_ballots;
};
MUST_CHECK td_rc act_vote_file(struct tx *t, const struct vote *v, struct vote_file *out);
/* What the file's result says of each candidate. TD_CONFLICT: there is none yet. */
struct vote_result {
	str name;
	struct vote_count count;
};
typedef VEC(struct vote_result) vote_result_list;
MUST_CHECK td_rc act_vote_counts(struct tx *t, const struct vote *v, const struct vote_file *f,
				 vote_result_list *out);
/* The whole UUID.bel. TD_CONFLICT while it is not closed. */
MUST_CHECK td_rc act_vote_bytes(struct tx *t, const struct vote *v, str *out);
/* Is there a ballot with this tracker (43 characters of base64)? */
MUST_CHECK td_rc act_vote_tracked(struct tx *t, const struct vote *v, str tracker, bool *out);

#endif
