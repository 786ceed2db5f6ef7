/* The counting board's keys ("Ban kiểm phiếu"): trustees whose keys are all needed, and groups of which any t of m are
 * enough. ballot.md 5. */
#ifndef VOTE_TRUSTEES_H
#define VOTE_TRUSTEES_H

#include "vote/finding.h"
#include "vote/proof.h"

enum { TRUSTEES_MAX = 63 };

struct trustee {
	elem key; /* what his decryption factors are checked with */
	str key_text;
};

/* Trustees first … first + n − 1 (from 0); threshold of them are needed. */
struct share {
	size_t first, n, threshold;
};

struct trustees {
	struct trustee at[TRUSTEES_MAX];
	size_t n;
	struct share shares[TRUSTEES_MAX];
	size_t n_shares;
	elem key; /* product over the shares: must be the election's */
};

/* Reads the trustees and checks every key, proof and signature in it. TD_INVALID with *f. */
MUST_CHECK td_rc trustees_read(struct group *g, str json, struct finding *f, struct trustees *out);

/* The public part of a private key with its proof: {"pok":…,"public_key":"…"}. */
str trustees_public(struct group *g, struct env *env, scalar x);

/* For the files of this folder: reads {"pok":…,"public_key":…} and checks it; a threshold group. */
MUST_CHECK td_rc trustees_read_key(struct group *g, const struct value *v, struct finding *f,
				   struct trustee *out);
MUST_CHECK td_rc trustees_read_group(struct group *g, const struct value *v, struct finding *f,
				     struct trustees *out);

#endif
