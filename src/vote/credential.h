/* Ballot codes ("mã phiếu"): 14 random Base58 characters and a check character, printed XXX-XXX-XXX-XXX-XXX; and the
 * public list of a vote. ballot.md 3. */
#ifndef VOTE_CREDENTIAL_H
#define VOTE_CREDENTIAL_H

#include "base/map.h"
#include "vote/finding.h"
#include "vote/scalar.h"

enum { CREDENTIAL_LEN = 19 };

/* A new code of env's randomness, on the arena. */
str credential_new(struct arena *a, struct env *env);

/* Is the form and the check character right? */
bool credential_valid(str code);

/* The secret exponent of a code in the vote uuid: PBKDF2-HMAC-SHA256, 1000 rounds. TD_INVALID: not a code. */
MUST_CHECK td_rc credential_secret(struct group *g, str code, str uuid, scalar *out);

struct credential {
	str key; /* decimal text of g^s */
	elem elem;
	i64 weight;
	size_t last_ballot; /* for the verifier: 1-based number of the last ballot cast with it, 0: none */
};

struct credentials {
	struct credential *at;
	size_t n;
	i64 weight;        /* of all */
	struct map by_key; /* → struct credential */
};

enum { CREDENTIALS_MAX = 20000, CREDENTIAL_WEIGHT_MAX = 100000 };

/* Reads and checks a public list: a JSON array of "key" or "key,weight", distinct, every key a member of the group.
 * TD_INVALID with *f. */
MUST_CHECK td_rc credentials_read(struct group *g, str json, struct finding *f, struct credentials *out);

/* The public list of these keys, sorted so that the order tells nothing. */
str credentials_text(struct arena *a, const str *keys, size_t n);

#endif
