#include "vote/proof.h"

td_rc proof_read(struct group *g, const struct value *v, struct proof *out)
{
	const struct value *c = value_get(v, S("challenge")), *r = value_get(v, S("response"));
	if (c == NULL || r == NULL || c->kind != VALUE_TEXT || r->kind != VALUE_TEXT || v->items.n != 2)
		return TD_INVALID;
	*out = (struct proof){scalar_new(g), scalar_new(g)};
	td_rc rc = scalar_parse(g, c->text, out->challenge);
	return rc == TD_OK ? scalar_parse(g, r->text, out->response) : rc;
}

void proof_put(struct sb *b, struct group *g, struct proof p)
{
	SB_LIT(b, "{\"challenge\":\"");
	sb_put(b, scalar_text(g, p.challenge));
	SB_LIT(b, "\",\"response\":\"");
	sb_put(b, scalar_text(g, p.response));
	SB_LIT(b, "\"}");
}

enum { TEXT_MAX = 1 << 20 };

static scalar challenge_of(struct group *g, str prefix, const elem *commitments, size_t n)
{
	struct sb b = sb_new(g->a, TEXT_MAX);
	sb_put(&b, prefix);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			sb_byte(&b, ',');
		sb_put(&b, group_text(g, commitments[i]));
	}
	return scalar_hash(g, sb_str(&b));
}

/* response = w − x · challenge */
static scalar respond(struct group *g, scalar w, scalar x, scalar challenge)
{
	scalar r = scalar_new(g);
	scalar_mul(g, r, x, challenge);
	scalar_sub(g, r, w, r);
	return r;
}

/* ---- one exponent ---- */

bool proof_key_check(struct group *g, str prefix, elem key, struct proof p)
{
	elem commitment = group_elem(g), part = group_elem(g);
	powers_exp(g, commitment, g->g_powers, p.response);
	group_exp(g, part, key, p.challenge);
	group_mul(g, commitment, commitment, part);
	return scalar_same(challenge_of(g, prefix, &commitment, 1), p.challenge);
}

struct proof proof_key_make(struct group *g, struct env *env, str prefix, scalar x)
{
	scalar w = scalar_random(g, env);
	elem commitment = group_elem(g);
	group_exp_secret(g, commitment, g->g, w);
	scalar c = challenge_of(g, prefix, &commitment, 1);
	return (struct proof){c, respond(g, w, x, c)};
}

bool proof_factor_check(struct group *g, str prefix, elem key, elem base, elem factor, struct proof p)
{
	elem commitments[2] = {group_elem(g), group_elem(g)}, part = group_elem(g);
	powers_exp(g, commitments[0], g->g_powers, p.response);
	group_exp(g, part, key, p.challenge);
	group_mul(g, commitments[0], commitments[0], part);
	group_exp(g, commitments[1], base, p.response);
	group_exp(g, part, factor, p.challenge);
	group_mul(g, commitments[1], commitments[1], part);
	return scalar_same(challenge_of(g, prefix, commitments, 2), p.challenge);
}

struct proof proof_factor_make(struct group *g, struct env *env, str prefix, elem base, scalar x)
{
	scalar w = scalar_random(g, env);
	elem commitments[2] = {group_elem(g), group_elem(g)};
	group_exp_secret(g, commitments[0], g->g, w);
	group_exp_secret(g, commitments[1], base, w);
	scalar c = challenge_of(g, prefix, commitments, 2);
	return (struct proof){c, respond(g, w, x, c)};
}

/* ---- one of several ---- */

/* A = g^r · α^c, B = y^r · (β/g^m)^c; the power of g is taken from the table: g^(−m c). */
static void recompute(struct group *g, const struct powers *y, struct claim claim, struct proof p,
		      elem out[2])
{
	struct arena_mark mark = arena_mark(g->a);
	elem part = group_elem(g);
	powers_exp(g, out[0], g->g_powers, p.response);
	chain_exp(g, part, claim.cipher->alpha_chain, p.challenge);
	group_mul(g, out[0], out[0], part);
	powers_exp(g, out[1], y, p.response);
	chain_exp(g, part, claim.cipher->beta_chain, p.challenge);
	group_mul(g, out[1], out[1], part);
	if (claim.m != 0) {
		scalar k = scalar_int(g, -claim.m);
		scalar_mul(g, k, k, p.challenge);
		powers_exp(g, part, g->g_powers, k);
		group_mul(g, out[1], out[1], part);
	}
	arena_release(g->a, mark);
}

bool proof_choice_check(struct group *g, const struct powers *y, str prefix, const struct claim *claims,
			const struct proof *p, size_t n)
{
	elem *commitments = NEW_N(g->a, elem, 2 * n);
	scalar sum = scalar_new(g);
	for (size_t i = 0; i < n; i++) {
		commitments[2 * i] = group_elem(g);
		commitments[2 * i + 1] = group_elem(g);
		recompute(g, y, claims[i], p[i], &commitments[2 * i]);
		scalar_add(g, sum, sum, p[i].challenge);
	}
	return scalar_same(challenge_of(g, prefix, commitments, 2 * n), sum);
}

/* A false claim's commitments for a challenge and a response drawn first. The maker knows r and what is encrypted, so
 * g^(response + r c) and y^(response + r c) · g^((m − claimed) c) need no power of the ciphertext. */
static void simulate(struct group *g, elem y, i64 claimed, struct opening o, struct proof p, elem out[2])
{
	scalar e = scalar_new(g), k = scalar_int(g, o.m - claimed);
	elem part = group_elem(g);
	scalar_mul(g, e, o.r, p.challenge);
	scalar_add(g, e, e, p.response);
	scalar_mul(g, k, k, p.challenge);
	group_exp_secret(g, out[0], g->g, e);
	group_exp_secret(g, out[1], y, e);
	group_exp_secret(g, part, g->g, k);
	group_mul(g, out[1], out[1], part);
}

void proof_choice_make(struct group *g, struct env *env, elem y, str prefix, const struct claim *claims,
		       const struct opening *openings, size_t n, size_t real, struct proof *out)
{
	elem *commitments = NEW_N(g->a, elem, 2 * n);
	scalar w = scalar_random(g, env), others = scalar_new(g);
	for (size_t i = 0; i < n; i++) {
		elem *pair = &commitments[2 * i];
		pair[0] = group_elem(g);
		pair[1] = group_elem(g);
		if (i == real) {
			group_exp_secret(g, pair[0], g->g, w);
			group_exp_secret(g, pair[1], y, w);
			continue;
		}
		out[i] = (struct proof){scalar_random(g, env), scalar_random(g, env)};
		simulate(g, y, claims[i].m, openings[i], out[i], pair);
		scalar_add(g, others, others, out[i].challenge);
	}
	scalar c = challenge_of(g, prefix, commitments, 2 * n);
	scalar_sub(g, c, c, others);
	out[real] = (struct proof){c, respond(g, w, openings[real].r, c)};
}
