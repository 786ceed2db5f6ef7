/* What voters, trustees and auditors do with an election that they read. A file of its own: "struct ballot" is an encrypted
 * ballot here and a poll's figures in the store. */
#ifndef TESTS_BOX_SECRETS_H
#define TESTS_BOX_SECRETS_H

#include "vote/scalar.h"

MUST_CHECK td_rc box_secrets_ballot(struct group *g, struct env *env, str election, scalar code,
				    const u8 *marks, str *out);
str box_secrets_factors(struct group *g, struct env *env, str election, str tally, scalar key);
/* How many faults the verifier finds in a file with a result. */
i64 box_secrets_faults(struct arena *a, str file);

#endif
