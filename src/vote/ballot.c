#include "vote/ballot.h"
#include "vote/tree.h"

/* ---- reading ---- */

static bool read_proofs(struct group *g, const struct value *list, struct proof *out)
{
	if (list == NULL)
		return false;
	for (size_t i = 0; i < list->items.n; i++)
		if (proof_read(g, list->items.at[i].value, &out[i]) != TD_OK)
			return false;
	return true;
}

static bool read_choice(struct group *g, const struct value *v, const struct value *proofs,
			struct choice *out)
{
	out->alpha = group_elem(g);
	out->beta = group_elem(g);
	return tree_text(v, S("alpha"), &out->alpha_text) && tree_text(v, S("beta"), &out->beta_text) &&
	       group_parse(g, out->alpha_text, out->alpha) == TD_OK &&
	       group_parse(g, out->beta_text, out->beta) == TD_OK && proofs->kind == VALUE_LIST &&
	       proofs->items.n == 2 && read_proofs(g, proofs, out->individual);
}

static size_t n_overall(const struct question *q)
{
	return (size_t)(q->max - q->min + 1) + (q->blank ? 1 : 0);
}

static bool read_answer(struct group *g, const struct question *q, const struct value *v, struct answer *out)
{
	size_t n = question_width(q);
	const struct value *choices = tree_list(v, S("choices"), n),
			   *single = tree_list(v, S("individual_proofs"), n);
	if (choices == NULL || single == NULL)
		return false;
	out->choices = NEW_N(g->a, struct choice, n);
	out->n_overall = n_overall(q);
	out->overall = NEW_N(g->a, struct proof, out->n_overall);
	for (size_t i = 0; i < n; i++)
		if (!read_choice(g, choices->items.at[i].value, single->items.at[i].value, &out->choices[i]))
			return false;
	if (!read_proofs(g, tree_list(v, S("overall_proof"), out->n_overall), out->overall))
		return false;
	return !q->blank || read_proofs(g, tree_list(v, S("blank_proof"), 2), out->blank);
}

static bool read_form(const struct election *e, const struct value *v, struct ballot *out)
{
	const struct value *answers = tree_list(v, S("answers"), e->n_questions);
	const struct value *signature = value_get(v, S("signature"));
	if (answers == NULL || !tree_text(v, S("election_uuid"), &out->election_uuid) ||
	    !tree_text(v, S("election_hash"), &out->fingerprint) ||
	    !tree_text(v, S("credential"), &out->credential) ||
	    !tree_text(signature, S("hash"), &out->hash) ||
	    proof_read(e->g, value_get(signature, S("proof")), &out->signature) != TD_OK)
		return false;
	out->answers = NEW_N(e->g->a, struct answer, e->n_questions);
	for (size_t i = 0; i < e->n_questions; i++)
		if (!read_answer(e->g, &e->questions[i], answers->items.at[i].value, &out->answers[i]))
			return false;
	return true;
}

/* What the ballot is for comes first: a ballot of other questions often has another shape too. */
static td_rc read_head(const struct election *e, const struct value *v, struct finding *f, struct ballot *out)
{
	if (!tree_text(v, S("election_uuid"), &out->election_uuid) ||
	    !tree_text(v, S("election_hash"), &out->fingerprint) ||
	    !tree_text(v, S("credential"), &out->credential))
		return finding_set(f, FINDING_BALLOT_FORM);
	if (!str_eq(out->election_uuid, e->uuid))
		return finding_set(f, FINDING_BALLOT_ELECTION);
	if (!str_eq(out->fingerprint, e->fingerprint))
		return finding_set(f, FINDING_BALLOT_FINGERPRINT);
	return TD_OK;
}

td_rc ballot_read(const struct election *e, str json, struct finding *f, struct ballot *out)
{
	const struct value *v;
	*out = (struct ballot){0};
	if (json.n > BALLOT_MAX_BYTES || (v = tree_read(e->g->a, json)) == NULL)
		return finding_set(f, FINDING_BALLOT_FORM);
	td_rc rc = read_head(e, v, f, out);
	if (rc != TD_OK)
		return rc;
	if (!read_form(e, v, out))
		return finding_set(f, FINDING_BALLOT_FORM);
	return str_eq(ballot_text(e, out, true), json) ? TD_OK : finding_set(f, FINDING_BALLOT_CANONICAL);
}

/* ---- text ---- */

static void put_proofs(struct sb *b, struct group *g, const struct proof *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		sb_byte(b, i > 0 ? ',' : '[');
		proof_put(b, g, p[i]);
	}
	sb_byte(b, ']');
}

static void put_answer(struct sb *b, struct group *g, const struct question *q, const struct answer *a)
{
	size_t n = question_width(q);
	SB_LIT(b, "{\"choices\":[");
	for (size_t i = 0; i < n; i++)
		sb_fmt(b, "%s{\"alpha\":\"%.*s\",\"beta\":\"%.*s\"}", i > 0 ? "," : "",
		       STRF(a->choices[i].alpha_text), STRF(a->choices[i].beta_text));
	SB_LIT(b, "],\"individual_proofs\":[");
	for (size_t i = 0; i < n; i++) {
		sb_put(b, i > 0 ? S(",") : S(""));
		put_proofs(b, g, a->choices[i].individual, 2);
	}
	SB_LIT(b, "],\"overall_proof\":");
	put_proofs(b, g, a->overall, a->n_overall);
	if (q->blank) {
		SB_LIT(b, ",\"blank_proof\":");
		put_proofs(b, g, a->blank, 2);
	}
	sb_byte(b, '}');
}

/* The three texts of the head are compared with those of the election or the credential's digits before they count, so
 * they are written as they came: a ballot that would need escapes is not canonical. */
str ballot_text(const struct election *e, const struct ballot *b, bool sign)
{
	struct sb t = sb_new(e->g->a, 2 * BALLOT_MAX_BYTES);
	sb_fmt(&t,
	       "{\"election_uuid\":\"%.*s\",\"election_hash\":\"%.*s\",\"credential\":\"%.*s\",\"answers\":[",
	       STRF(b->election_uuid), STRF(b->fingerprint), STRF(b->credential));
	for (size_t i = 0; i < e->n_questions; i++) {
		sb_put(&t, i > 0 ? S(",") : S(""));
		put_answer(&t, e->g, &e->questions[i], &b->answers[i]);
	}
	sb_byte(&t, ']');
	if (sign) {
		sb_fmt(&t, ",\"signature\":{\"hash\":\"%.*s\",\"proof\":", STRF(b->hash));
		proof_put(&t, e->g, b->signature);
		sb_byte(&t, '}');
	}
	sb_byte(&t, '}');
	return sb_str(&t);
}

str ballot_prefix(const struct election *e, str credential)
{
	return arena_fmt(e->g->a, "%.*s|%.*s", STRF(e->fingerprint), STRF(credential));
}

str ballot_overall_prefix(const struct election *e, str credential, const char *kind, const struct answer *a,
			  const struct question *q)
{
	struct sb t = sb_new(e->g->a, BALLOT_MAX_BYTES);
	sb_fmt(&t, "%s|%.*s|%.*s|", kind, STRF(e->fingerprint), STRF(credential));
	for (size_t i = 0; i < question_width(q); i++)
		sb_fmt(&t, "%s%.*s,%.*s", i > 0 ? "," : "", STRF(a->choices[i].alpha_text),
		       STRF(a->choices[i].beta_text));
	sb_byte(&t, '|');
	return sb_str(&t);
}

str ballot_sum_prefix(struct group *g, str prefix, elem alpha, elem beta)
{
	str a = group_text(g, alpha), b = group_text(g, beta);
	return arena_fmt(g->a, "%.*s%.*s,%.*s|", STRF(prefix), STRF(a), STRF(b));
}

/* ---- checking ---- */

static td_rc check_choices(const struct election *e, const struct ballot *b, const struct answer *a,
			   struct cipher *ciphers, size_t n, struct finding *f)
{
	struct group *g = e->g;
	str head = ballot_prefix(e, b->credential);
	for (size_t i = 0; i < n; i++) {
		const struct choice *c = &a->choices[i];
		f->choice = i + 1;
		ciphers[i] =
		    (struct cipher){c->alpha, c->beta, chain_new(g, c->alpha), chain_new(g, c->beta)};
		if (!chain_member(g, ciphers[i].alpha_chain) || !chain_member(g, ciphers[i].beta_chain))
			return finding_set(f, FINDING_BALLOT_GROUP);
		const struct claim claims[2] = {{&ciphers[i], 0}, {&ciphers[i], 1}};
		str prefix = arena_fmt(g->a, "prove|%.*s|%.*s,%.*s|", STRF(head), STRF(c->alpha_text),
				       STRF(c->beta_text));
		if (!proof_choice_check(g, e->key_powers, prefix, claims, c->individual, 2))
			return finding_set(f, FINDING_BALLOT_INDIVIDUAL);
	}
	f->choice = 0;
	return TD_OK;
}

/* The product of a question's ciphertexts without the blank one: encrypts the number of choices. */
static struct cipher sum_of(struct group *g, const struct question *q, const struct cipher *ciphers)
{
	struct cipher sum = {group_elem(g), group_elem(g), NULL, NULL};
	for (size_t i = q->blank ? 1 : 0; i < question_width(q); i++) {
		group_mul(g, sum.alpha, sum.alpha, ciphers[i].alpha);
		group_mul(g, sum.beta, sum.beta, ciphers[i].beta);
	}
	sum.alpha_chain = chain_new(g, sum.alpha);
	sum.beta_chain = chain_new(g, sum.beta);
	return sum;
}

static td_rc check_overall(const struct election *e, const struct ballot *b, const struct question *q,
			   const struct answer *a, const struct cipher *ciphers, struct finding *f)
{
	struct group *g = e->g;
	struct cipher sum = sum_of(g, q, ciphers);
	struct claim claims[PROOF_MAX_CLAIMS];
	size_t n = 0;
	str prefix = ballot_overall_prefix(e, b->credential, q->blank ? "bproof1" : "prove", a, q);
	if (q->blank)
		claims[n++] = (struct claim){&ciphers[0], 1};
	else
		prefix = ballot_sum_prefix(g, prefix, sum.alpha, sum.beta);
	for (i64 m = q->min; m <= q->max; m++)
		claims[n++] = (struct claim){&sum, m};
	if (!proof_choice_check(g, e->key_powers, prefix, claims, a->overall, n))
		return finding_set(f, FINDING_BALLOT_OVERALL);
	if (!q->blank)
		return TD_OK;
	const struct claim blank[2] = {{&ciphers[0], 0}, {&sum, 0}};
	prefix = ballot_overall_prefix(e, b->credential, "bproof0", a, q);
	return proof_choice_check(g, e->key_powers, prefix, blank, a->blank, 2)
		   ? TD_OK
		   : finding_set(f, FINDING_BALLOT_BLANK);
}

static td_rc check_signature(const struct election *e, const struct ballot *b, elem key, struct finding *f)
{
	if (!str_eq(b->hash, election_digest(e->g, ballot_text(e, b, false))))
		return finding_set(f, FINDING_BALLOT_HASH);
	str prefix = arena_fmt(e->g->a, "sig|%.*s|", STRF(b->hash));
	return proof_key_check(e->g, prefix, key, b->signature) ? TD_OK
								: finding_set(f, FINDING_BALLOT_SIGNATURE);
}

td_rc ballot_check(const struct election *e, const struct credentials *voters, const struct ballot *b,
		   struct finding *f, struct credential **voter)
{
	*voter = map_get(&voters->by_key, b->credential);
	if (*voter == NULL)
		return finding_set(f, FINDING_BALLOT_CREDENTIAL);
	td_rc rc = TD_OK;
	for (size_t i = 0; rc == TD_OK && i < e->n_questions; i++) {
		const struct question *q = &e->questions[i];
		struct cipher ciphers[ELECTION_MAX_ANSWERS + 1];
		f->question = i + 1;
		rc = check_choices(e, b, &b->answers[i], ciphers, question_width(q), f);
		if (rc == TD_OK)
			rc = check_overall(e, b, q, &b->answers[i], ciphers, f);
	}
	if (rc != TD_OK)
		return rc;
	f->question = 0;
	return check_signature(e, b, (*voter)->elem, f);
}
