#include "vote/tally.h"
#include "vote/tree.h"

struct tally tally_new(const struct election *e)
{
	struct tally t = {0};
	for (size_t i = 0; i < e->n_questions; i++)
		t.n += question_width(&e->questions[i]);
	t.alpha = NEW_N(e->g->a, elem, t.n);
	t.beta = NEW_N(e->g->a, elem, t.n);
	for (size_t i = 0; i < t.n; i++) {
		t.alpha[i] = group_elem(e->g);
		t.beta[i] = group_elem(e->g);
	}
	return t;
}

static void multiply(struct group *g, elem into, elem by, i64 weight)
{
	struct arena_mark m = arena_mark(g->a);
	if (weight != 1) {
		elem power = group_elem(g);
		group_exp(g, power, by, scalar_int(g, weight));
		by = power;
	}
	group_mul(g, into, into, by);
	arena_release(g->a, m);
}

void tally_add(const struct election *e, struct tally *t, const struct ballot *b, i64 weight)
{
	size_t at = 0;
	for (size_t i = 0; i < e->n_questions; i++) {
		for (size_t k = 0; k < question_width(&e->questions[i]); k++, at++) {
			multiply(e->g, t->alpha[at], b->answers[i].choices[k].alpha, weight);
			multiply(e->g, t->beta[at], b->answers[i].choices[k].beta, weight);
		}
	}
}

bool tally_same(const struct tally *a, const struct tally *b)
{
	for (size_t i = 0; i < a->n; i++)
		if (!group_same(a->alpha[i], b->alpha[i]) || !group_same(a->beta[i], b->beta[i]))
			return false;
	return a->n == b->n;
}

/* ---- tables: a list for each question with an item for each choice ---- */

typedef void (*put_fn)(struct sb *b, const struct election *e, const void *ctx, size_t at);

static void put_table(struct sb *b, const struct election *e, put_fn put, const void *ctx)
{
	size_t at = 0;
	sb_byte(b, '[');
	for (size_t i = 0; i < e->n_questions; i++) {
		sb_put(b, i > 0 ? S(",[") : S("["));
		for (size_t k = 0; k < question_width(&e->questions[i]); k++, at++) {
			sb_put(b, k > 0 ? S(",") : S(""));
			put(b, e, ctx, at);
		}
		sb_byte(b, ']');
	}
	sb_byte(b, ']');
}

typedef bool (*take_fn)(const struct election *e, void *ctx, size_t at, const struct value *item);

static bool take_table(const struct election *e, const struct value *v, take_fn take, void *ctx)
{
	size_t at = 0;
	if (v == NULL || v->kind != VALUE_LIST || v->items.n != e->n_questions)
		return false;
	for (size_t i = 0; i < e->n_questions; i++) {
		const struct value *row = v->items.at[i].value;
		if (row->kind != VALUE_LIST || row->items.n != question_width(&e->questions[i]))
			return false;
		for (size_t k = 0; k < row->items.n; k++, at++)
			if (!take(e, ctx, at, row->items.at[k].value))
				return false;
	}
	return true;
}

static void put_cipher(struct sb *b, const struct election *e, const void *ctx, size_t at)
{
	const struct tally *t = ctx;
	str alpha = group_text(e->g, t->alpha[at]), beta = group_text(e->g, t->beta[at]);
	sb_fmt(b, "{\"alpha\":\"%.*s\",\"beta\":\"%.*s\"}", STRF(alpha), STRF(beta));
}

static bool take_elem(const struct election *e, const struct value *v, elem out)
{
	return v != NULL && v->kind == VALUE_TEXT && group_parse(e->g, v->text, out) == TD_OK;
}

static bool take_cipher(const struct election *e, void *ctx, size_t at, const struct value *item)
{
	struct tally *t = ctx;
	return take_elem(e, value_get(item, S("alpha")), t->alpha[at]) &&
	       take_elem(e, value_get(item, S("beta")), t->beta[at]);
}

str tally_text(const struct election *e, const struct tally *t)
{
	struct sb b = sb_new(e->g->a, BALLOT_MAX_BYTES * 8);
	put_table(&b, e, put_cipher, t);
	return sb_str(&b);
}

td_rc tally_read(const struct election *e, str json, struct finding *f, struct tally *out)
{
	*out = tally_new(e);
	return take_table(e, tree_read(e->g->a, json), take_cipher, out) ? TD_OK
									 : finding_set(f, FINDING_TALLY_FORM);
}

/* ---- factors ---- */

struct factors {
	elem *factor;
	struct proof *proof;
};

static bool take_factor(const struct election *e, void *ctx, size_t at, const struct value *item)
{
	struct factors *x = ctx;
	x->factor[at] = group_elem(e->g);
	return take_elem(e, item, x->factor[at]);
}

static bool take_proof(const struct election *e, void *ctx, size_t at, const struct value *item)
{
	struct factors *x = ctx;
	return proof_read(e->g, item, &x->proof[at]) == TD_OK;
}

static str factor_prefix(const struct election *e, str key_text)
{
	return arena_fmt(e->g->a, "decrypt|%.*s|%.*s|", STRF(e->fingerprint), STRF(key_text));
}

static td_rc check_factor(const struct election *e, const struct tally *t, const struct trustee *trustee,
			  const struct factors *x, size_t at, struct finding *f)
{
	if (!group_member(e->g, x->factor[at]))
		return finding_set(f, FINDING_FACTOR_GROUP);
	return proof_factor_check(e->g, factor_prefix(e, trustee->key_text), trustee->key, t->alpha[at],
				  x->factor[at], x->proof[at])
		   ? TD_OK
		   : finding_set(f, FINDING_FACTOR_PROOF);
}

td_rc tally_factors_read(const struct election *e, const struct tally *t, const struct trustee *trustee,
			 str json, struct finding *f, elem *factors)
{
	const struct value *v = tree_read(e->g->a, json);
	struct factors x = {factors, NEW_N(e->g->a, struct proof, t->n)};
	if (!take_table(e, value_get(v, S("decryption_factors")), take_factor, &x) ||
	    !take_table(e, value_get(v, S("decryption_proofs")), take_proof, &x))
		return finding_set(f, FINDING_FACTOR_FORM);
	size_t at = 0;
	for (size_t i = 0; i < e->n_questions; i++) {
		for (size_t k = 0; k < question_width(&e->questions[i]); k++) {
			f->question = i + 1;
			f->choice = k + 1;
			td_rc rc = check_factor(e, t, trustee, &x, at++, f);
			if (rc != TD_OK)
				return rc;
		}
	}
	f->question = f->choice = 0;
	return TD_OK;
}

static void put_factor(struct sb *b, const struct election *e, const void *ctx, size_t at)
{
	const struct factors *x = ctx;
	str factor = group_text(e->g, x->factor[at]);
	sb_fmt(b, "\"%.*s\"", STRF(factor));
}

static void put_factor_proof(struct sb *b, const struct election *e, const void *ctx, size_t at)
{
	const struct factors *x = ctx;
	proof_put(b, e->g, x->proof[at]);
}

str tally_factors_make(const struct election *e, struct env *env, const struct tally *t, scalar x)
{
	struct group *g = e->g;
	struct factors made = {NEW_N(g->a, elem, t->n), NEW_N(g->a, struct proof, t->n)};
	elem key = group_elem(g);
	group_exp_secret(g, key, g->g, x);
	str prefix = factor_prefix(e, group_text(g, key));
	for (size_t i = 0; i < t->n; i++) {
		made.factor[i] = group_elem(g);
		group_exp_secret(g, made.factor[i], t->alpha[i], x);
		made.proof[i] = proof_factor_make(g, env, prefix, t->alpha[i], x);
	}
	struct sb b = sb_new(g->a, BALLOT_MAX_BYTES * 8);
	SB_LIT(&b, "{\"decryption_factors\":");
	put_table(&b, e, put_factor, &made);
	SB_LIT(&b, ",\"decryption_proofs\":");
	put_table(&b, e, put_factor_proof, &made);
	sb_byte(&b, '}');
	return sb_str(&b);
}
