/* Powers of public exponents with work shared between them. A verifier raises g and the election's key to thousands of
 * exponents (struct powers: a full table, built once), and each ciphertext to a handful (struct chain: the squarings
 * are done once, each exponent then costs a quarter of a power by itself). Time depends on the exponents: never give
 * them a secret one. */
#ifndef VOTE_POWERS_H
#define VOTE_POWERS_H

#include "vote/group.h"

enum {
	POWERS_WINDOW = 6, /* bits of the exponent that one multiplication settles */
	POWERS_N_WINDOWS = (GROUP_SCALAR_BITS + POWERS_WINDOW - 1) / POWERS_WINDOW,
	CHAIN_WINDOW = 4,
	CHAIN_N = GROUP_SCALAR_BITS / CHAIN_WINDOW
};

struct powers {
	elem at[POWERS_N_WINDOWS][1 << POWERS_WINDOW]; /* [w][d] = base^(d · 2^(6 w)); [w][0] is not used */
};

struct powers *powers_new(struct group *g, elem base);

/* r = base^e */
void powers_exp(struct group *g, elem r, const struct powers *t, scalar e);

struct chain {
	elem at[CHAIN_N]; /* base^(16^i) */
};

struct chain *chain_new(struct group *g, elem base);

/* r = base^e by the method of Yao: what shares a digit is multiplied first, then the digits are summed. */
void chain_exp(struct group *g, elem r, const struct chain *c, scalar e);

/* Is base^q = 1? */
bool chain_member(struct group *g, const struct chain *c);

#endif
