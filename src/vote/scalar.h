/* Exponents: whole numbers modulo q. Like elements they live on the group's arena and are cleared with it. */
#ifndef VOTE_SCALAR_H
#define VOTE_SCALAR_H

#include "base/env.h"
#include "base/hash.h"
#include "vote/group.h"

/* A new scalar, 0. */
scalar scalar_new(struct group *g);

/* v mod q; v may be negative. */
scalar scalar_int(struct group *g, i64 v);

/* Uniform, of env's randomness (64 bytes, so that the remainder shows no bias). */
scalar scalar_random(struct group *g, struct env *env);

/* 32 bytes as a big-endian number, mod q. */
scalar scalar_of_bytes(struct group *g, const u8 bytes[SHA256_LEN]);

/* H(text) of the format: SHA-256 as a big-endian number, mod q. */
scalar scalar_hash(struct group *g, str text);

/* r = a ± b, a · b, 1/a (a not 0); r may be an argument. */
void scalar_add(struct group *g, scalar r, scalar a, scalar b);
void scalar_sub(struct group *g, scalar r, scalar a, scalar b);
void scalar_mul(struct group *g, scalar r, scalar a, scalar b);
void scalar_invert(struct group *g, scalar r, scalar a);

bool scalar_same(scalar a, scalar b);

/* Canonical decimal text below q. TD_INVALID. */
MUST_CHECK td_rc scalar_parse(struct group *g, str text, scalar out);
str scalar_text(struct group *g, scalar a);

#endif
