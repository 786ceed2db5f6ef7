/* Making a ballot: the voter's side, for the command line and the tests. The booth's page does the same in the browser. */
#include "vote/ballot.h"

static bool votes_allowed(const struct question *q, const u8 *votes)
{
	i64 sum = 0;
	for (size_t i = 0; i < question_width(q); i++) {
		if (votes[i] > 1)
			return false;
		sum += i == 0 && q->blank ? 0 : votes[i];
	}
	return q->blank && votes[0] ? sum == 0 : q->min <= sum && sum <= q->max;
}

struct making {
	const struct election *e;
	struct env *env;
	str credential;
};

/* Encrypts m: (g^r, y^r · g^m). */
static struct opening encrypt(const struct making *mk, u8 m, struct choice *c)
{
	struct group *g = mk->e->g;
	struct opening o = {scalar_random(g, mk->env), m};
	elem part = group_elem(g);
	c->alpha = group_elem(g);
	c->beta = group_elem(g);
	group_exp_secret(g, c->alpha, g->g, o.r);
	group_exp_secret(g, c->beta, mk->e->key, o.r);
	group_exp_secret(g, part, g->g, scalar_int(g, m));
	group_mul(g, c->beta, c->beta, part);
	c->alpha_text = group_text(g, c->alpha);
	c->beta_text = group_text(g, c->beta);
	return o;
}

static void prove_choice(const struct making *mk, struct choice *c, struct opening o)
{
	struct group *g = mk->e->g;
	const struct claim claims[2] = {{NULL, 0}, {NULL, 1}};
	const struct opening openings[2] = {o, o};
	str head = ballot_prefix(mk->e, mk->credential);
	str prefix =
	    arena_fmt(g->a, "prove|%.*s|%.*s,%.*s|", STRF(head), STRF(c->alpha_text), STRF(c->beta_text));
	proof_choice_make(g, mk->env, mk->e->key, prefix, claims, openings, 2, (size_t)o.m, c->individual);
}

/* What the maker knows of the product of the choices without the blank one; the product itself goes to alpha, beta. */
static struct opening sum_of(struct group *g, const struct question *q, const struct answer *a,
			     const struct opening *o, elem alpha, elem beta)
{
	struct opening sum = {scalar_new(g), 0};
	for (size_t i = q->blank ? 1 : 0; i < question_width(q); i++) {
		scalar_add(g, sum.r, sum.r, o[i].r);
		sum.m += o[i].m;
		group_mul(g, alpha, alpha, a->choices[i].alpha);
		group_mul(g, beta, beta, a->choices[i].beta);
	}
	return sum;
}

static void prove_overall(const struct making *mk, const struct question *q, struct answer *a,
			  const struct opening *o)
{
	struct group *g = mk->e->g;
	elem alpha = group_elem(g), beta = group_elem(g);
	struct opening sum = sum_of(g, q, a, o, alpha, beta), openings[PROOF_MAX_CLAIMS];
	struct claim claims[PROOF_MAX_CLAIMS];
	size_t n = 0, real;
	str prefix = ballot_overall_prefix(mk->e, mk->credential, q->blank ? "bproof1" : "prove", a, q);
	if (q->blank) {
		claims[n] = (struct claim){NULL, 1};
		openings[n++] = o[0];
	} else {
		prefix = ballot_sum_prefix(g, prefix, alpha, beta);
	}
	real = q->blank && o[0].m ? 0 : n + (size_t)(sum.m - q->min);
	for (i64 m = q->min; m <= q->max; m++) {
		claims[n] = (struct claim){NULL, m};
		openings[n++] = sum;
	}
	a->n_overall = n;
	a->overall = NEW_N(g->a, struct proof, n);
	proof_choice_make(g, mk->env, mk->e->key, prefix, claims, openings, n, real, a->overall);
	if (q->blank) {
		const struct claim blank[2] = {{NULL, 0}, {NULL, 0}};
		const struct opening known[2] = {o[0], sum};
		prefix = ballot_overall_prefix(mk->e, mk->credential, "bproof0", a, q);
		proof_choice_make(g, mk->env, mk->e->key, prefix, blank, known, 2, o[0].m ? 1 : 0, a->blank);
	}
}

static void make_answer(const struct making *mk, const struct question *q, const u8 *votes, struct answer *a)
{
	struct opening o[ELECTION_MAX_ANSWERS + 1] = {{{NULL}, 0}};
	size_t n = question_width(q);
	a->choices = NEW_N(mk->e->g->a, struct choice, n);
	for (size_t i = 0; i < n; i++)
		o[i] = encrypt(mk, votes[i], &a->choices[i]);
	for (size_t i = 0; i < n; i++)
		prove_choice(mk, &a->choices[i], o[i]);
	prove_overall(mk, q, a, o);
}

td_rc ballot_make(const struct election *e, struct env *env, scalar s, const u8 *votes, str *out)
{
	struct group *g = e->g;
	elem key = group_elem(g);
	group_exp_secret(g, key, g->g, s);
	struct making mk = {e, env, group_text(g, key)};
	struct ballot b = {e->uuid, e->fingerprint, mk.credential, NEW_N(g->a, struct answer, e->n_questions),
			   {0},     {{0}, {0}}};
	for (size_t i = 0; i < e->n_questions; i++) {
		if (!votes_allowed(&e->questions[i], votes))
			return TD_INVALID;
		make_answer(&mk, &e->questions[i], votes, &b.answers[i]);
		votes += question_width(&e->questions[i]);
	}
	b.hash = election_digest(g, ballot_text(e, &b, false));
	b.signature = proof_key_make(g, env, arena_fmt(g->a, "sig|%.*s|", STRF(b.hash)), s);
	*out = ballot_text(e, &b, true);
	return TD_OK;
}
