/* Encrypted ballots: read, checked, made. ballot.md 6. */
#ifndef VOTE_BALLOT_H
#define VOTE_BALLOT_H

#include "vote/election.h"
#include "vote/proof.h"

enum { BALLOT_MAX_BYTES = 512 * 1024 };

struct choice {
	elem alpha, beta;
	str alpha_text, beta_text;
	struct proof individual[2]; /* of "encrypts 0" and "encrypts 1" */
};

struct answer {
	struct choice *choices; /* question_width() of them */
	struct proof *overall;
	size_t n_overall; /* max − min + 1, and one more in front where a blank vote is offered */
	struct proof blank[2];
};

struct ballot {
	str election_uuid, fingerprint, credential;
	struct answer *answers;
	str hash; /* base64 digest of the ballot without its signature, as the ballot states it */
	struct proof signature;
};

/* Reads a ballot: its election and fingerprint, shape, ranges, canonical bytes. Says nothing about proofs. TD_INVALID with *f. */
MUST_CHECK td_rc ballot_read(const struct election *e, str json, struct finding *f, struct ballot *out);

/* Everything else a ballot must satisfy by itself: listed credential, membership, proofs, signature.
 * voters finds the credential; *voter is it. Not checked here: repetition (see verify.h). TD_INVALID with *f. */
MUST_CHECK td_rc ballot_check(const struct election *e, const struct credentials *voters,
			      const struct ballot *b, struct finding *f, struct credential **voter);

/* The one text of a ballot; without its signature (what is hashed and signed) when sign is false. */
str ballot_text(const struct election *e, const struct ballot *b, bool sign);

/* The prefixes of a question's proofs. "prove|" and the like, then this, is what is hashed in front of commitments. */
str ballot_prefix(const struct election *e, str credential);
str ballot_overall_prefix(const struct election *e, str credential, const char *kind, const struct answer *a,
			  const struct question *q);
/* The prefix of an overall proof without a blank vote goes on with the product of the choices. */
str ballot_sum_prefix(struct group *g, str prefix, elem alpha, elem beta);

/* Makes a ballot: votes holds 0 or 1 for every ciphertext of every question in turn (the blank vote first where there is
 * one), s is the credential's secret. TD_INVALID: the votes break the limits of a question. */
MUST_CHECK td_rc ballot_make(const struct election *e, struct env *env, scalar s, const u8 *votes, str *out);

#endif
