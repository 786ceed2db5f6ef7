#include <openssl/crypto.h>

#include "vote/scalar.h"

scalar scalar_new(struct group *g)
{
	scalar r = {group_number(g->a)};
	BN_set_flags(r.bn, BN_FLG_CONSTTIME);
	return r;
}

scalar scalar_int(struct group *g, i64 v)
{
	scalar r = scalar_new(g);
	group_must(g, BN_set_word(r.bn, v < 0 ? 0 - (u64)v : (u64)v));
	BN_set_negative(r.bn, v < 0);
	group_must(g, BN_nnmod(r.bn, r.bn, g->q, g->ctx));
	return r;
}

static scalar reduced(struct group *g, const u8 *bytes, int n)
{
	scalar r = scalar_new(g);
	group_must(g, BN_bin2bn(bytes, n, r.bn) != NULL);
	group_must(g, BN_nnmod(r.bn, r.bn, g->q, g->ctx));
	return r;
}

scalar scalar_random(struct group *g, struct env *env)
{
	u8 bytes[2 * SHA256_LEN];
	scalar r = scalar_new(g); /* may unwind, therefore before the bytes are drawn */
	env->random(env, bytes, sizeof bytes);
	bool ok = BN_bin2bn(bytes, sizeof bytes, r.bn) != NULL;
	OPENSSL_cleanse(bytes, sizeof bytes);
	group_must(g, ok);
	group_must(g, BN_nnmod(r.bn, r.bn, g->q, g->ctx));
	return r;
}

scalar scalar_of_bytes(struct group *g, const u8 bytes[SHA256_LEN])
{
	return reduced(g, bytes, SHA256_LEN);
}

scalar scalar_hash(struct group *g, str text)
{
	struct sha256 h;
	group_must(g, sha256_of(text, &h) == TD_OK);
	return scalar_of_bytes(g, h.b);
}

void scalar_add(struct group *g, scalar r, scalar a, scalar b)
{
	group_must(g, BN_mod_add(r.bn, a.bn, b.bn, g->q, g->ctx));
}

void scalar_sub(struct group *g, scalar r, scalar a, scalar b)
{
	group_must(g, BN_mod_sub(r.bn, a.bn, b.bn, g->q, g->ctx));
}

void scalar_mul(struct group *g, scalar r, scalar a, scalar b)
{
	group_must(g, BN_mod_mul(r.bn, a.bn, b.bn, g->q, g->ctx));
}

void scalar_invert(struct group *g, scalar r, scalar a)
{
	group_must(g, BN_mod_inverse(r.bn, a.bn, g->q, g->ctx) != NULL);
}

bool scalar_same(scalar a, scalar b)
{
	return BN_cmp(a.bn, b.bn) == 0;
}

td_rc scalar_parse(struct group *g, str text, scalar out)
{
	td_rc rc = group_number_parse(g, text, GROUP_SCALAR_DIGITS, out.bn);
	return rc == TD_OK && BN_cmp(out.bn, g->q) < 0 ? TD_OK : TD_INVALID;
}

str scalar_text(struct group *g, scalar a)
{
	return group_number_text(g, a.bn);
}
