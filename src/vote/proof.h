/* Proofs of knowledge (Schnorr, Chaum–Pedersen, disjunctions), made non-interactive by hashing: ballot.md 5 to 8. Every
 * prefix given here is the whole text in front of the commitments, its last "|" included. */
#ifndef VOTE_PROOF_H
#define VOTE_PROOF_H

#include "format/value.h"
#include "vote/powers.h"
#include "vote/scalar.h"

struct proof {
	scalar challenge, response;
};

/* {"challenge":"…","response":"…"}; TD_INVALID: another shape, or a number that is not canonical or not below q. */
MUST_CHECK td_rc proof_read(struct group *g, const struct value *v, struct proof *out);
void proof_put(struct sb *b, struct group *g, struct proof p);

/* Knowledge of x in key = g^x, bound to prefix. Keys of trustees, signatures. */
bool proof_key_check(struct group *g, str prefix, elem key, struct proof p);
struct proof proof_key_make(struct group *g, struct env *env, str prefix, scalar x);

/* The same x in key = g^x and factor = base^x. Decryption factors. */
bool proof_factor_check(struct group *g, str prefix, elem key, elem base, elem factor, struct proof p);
struct proof proof_factor_make(struct group *g, struct env *env, str prefix, elem base, scalar x);

/* A ciphertext (alpha, beta) = (g^r, y^r · g^m) with the shared powers of its parts. */
struct cipher {
	elem alpha, beta;
	const struct chain *alpha_chain, *beta_chain;
};

/* One claim of a disjunction: cipher encrypts m. */
struct claim {
	const struct cipher *cipher;
	i64 m;
};

enum { PROOF_MAX_CLAIMS = 66 };

/* One of the n claims is true, nobody is told which. y is the table of the election's key. */
bool proof_choice_check(struct group *g, const struct powers *y, str prefix, const struct claim *claims,
			const struct proof *p, size_t n);

/* What the maker knows of a claim's ciphertext: its randomness and what it encrypts. */
struct opening {
	scalar r;
	i64 m;
};

/* Claim number real is the true one. All powers are of secret exponents and take constant time. */
void proof_choice_make(struct group *g, struct env *env, elem y, str prefix, const struct claim *claims,
		       const struct opening *openings, size_t n, size_t real, struct proof *out);

#endif
