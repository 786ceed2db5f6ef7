/* Counting without opening a ballot: the product of all ballots, the trustees' decryption factors, the result.
 * ballot.md 8. */
#ifndef VOTE_TALLY_H
#define VOTE_TALLY_H

#include "vote/ballot.h"
#include "vote/trustees.h"

/* One ciphertext for each choice of each question, in order. */
struct tally {
	elem *alpha, *beta;
	size_t n;
};

/* An empty tally of e. */
struct tally tally_new(const struct election *e);

/* Multiplies a ballot in, weight times. */
void tally_add(const struct election *e, struct tally *t, const struct ballot *b, i64 weight);

/* [[{"alpha":…,"beta":…},…],…], and back. TD_INVALID (finding TALLY_FORM). */
str tally_text(const struct election *e, const struct tally *t);
MUST_CHECK td_rc tally_read(const struct election *e, str json, struct finding *f, struct tally *out);

bool tally_same(const struct tally *a, const struct tally *b);

/* A trustee's factors: one for each ciphertext, proved with his key. TD_INVALID with *f. */
MUST_CHECK td_rc tally_factors_read(const struct election *e, const struct tally *t,
				    const struct trustee *trustee, str json, struct finding *f,
				    elem *factors);

/* The factors of the private key x, with proofs. */
str tally_factors_make(const struct election *e, struct env *env, const struct tally *t, scalar x);

/* Combines the factors (factors[i]: of trustee i, NULL: not given) and reads the counts off; none may be above max.
 * TD_INVALID with *f: not enough factors, or no count up to max. */
MUST_CHECK td_rc tally_decrypt(const struct election *e, const struct tally *t,
			       const struct trustees *trustees, elem *const *factors, i64 max,
			       struct finding *f, i64 *counts);

/* {"result":[[…],…]}, and back: TD_INVALID (finding RESULT_FORM). */
str tally_result_text(const struct election *e, const i64 *counts);
MUST_CHECK td_rc tally_result_read(const struct election *e, str json, struct finding *f, i64 *counts);

#endif
