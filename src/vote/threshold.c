/* A group of trustees of whom any `threshold` can decrypt (Pedersen). Trustee i has published A_ik = g^(a_ik), the
 * commitments to his polynomial; member j's key must be the product of A_ik^(j^k) over all i and k. */
#include "vote/trustees.h"
#include "vote/tree.h"

struct sharing {
	struct group *g;
	size_t n, threshold;
	elem *verification; /* [n] keys that sign */
	elem *commitments;  /* [n][threshold] */
};

static bool read_member(struct group *g, const struct value *v, elem *out)
{
	*out = group_elem(g);
	return v != NULL && v->kind == VALUE_TEXT && group_parse(g, v->text, *out) == TD_OK;
}

/* Takes {"message":"…","signature":…} apart: the message's own tree, its text and its signature. */
static bool open_message(struct group *g, const struct value *v, str *text, const struct value **body,
			 struct proof *signature)
{
	const struct value *message = value_get(v, S("message"));
	if (message == NULL || message->kind != VALUE_TEXT ||
	    proof_read(g, value_get(v, S("signature")), signature) != TD_OK ||
	    (*body = tree_read(g->a, message->text)) == NULL)
		return false;
	*text = message->text;
	return true;
}

static bool signed_by(struct group *g, str text, elem key, struct proof signature)
{
	return proof_key_check(g, arena_fmt(g->a, "sigmsg|%.*s|", STRF(text)), key, signature);
}

/* Trustee i's certificate: the key that signs for him, signed by itself. */
static td_rc read_cert(struct sharing *s, size_t i, const struct value *v, struct finding *f)
{
	str text;
	const struct value *body;
	struct proof signature;
	if (!open_message(s->g, v, &text, &body, &signature) ||
	    !read_member(s->g, value_get(body, S("verification")), &s->verification[i]))
		return finding_set(f, FINDING_TRUSTEE_FORM);
	if (!group_member(s->g, s->verification[i]))
		return finding_set(f, FINDING_TRUSTEE_GROUP);
	return signed_by(s->g, text, s->verification[i], signature)
		   ? TD_OK
		   : finding_set(f, FINDING_TRUSTEE_SIGNATURE);
}

static td_rc read_commitments(struct sharing *s, size_t i, const struct value *v, struct finding *f)
{
	str text;
	const struct value *body, *list;
	struct proof signature;
	if (!open_message(s->g, v, &text, &body, &signature) ||
	    (list = tree_list(body, S("coefexps"), s->threshold)) == NULL)
		return finding_set(f, FINDING_TRUSTEE_FORM);
	for (size_t k = 0; k < s->threshold; k++) {
		elem *c = &s->commitments[i * s->threshold + k];
		if (!read_member(s->g, list->items.at[k].value, c))
			return finding_set(f, FINDING_TRUSTEE_FORM);
		if (!group_member(s->g, *c))
			return finding_set(f, FINDING_TRUSTEE_GROUP);
	}
	return signed_by(s->g, text, s->verification[i], signature)
		   ? TD_OK
		   : finding_set(f, FINDING_TRUSTEE_SIGNATURE);
}

/* Member j (from 1): product of A_ik^(j^k), by Horner's rule in the exponent. */
static elem member_key(const struct sharing *s, size_t j)
{
	struct group *g = s->g;
	elem key = group_elem(g);
	scalar by = scalar_int(g, (i64)j);
	for (size_t k = s->threshold; k-- > 0;) {
		group_exp(g, key, key, by);
		for (size_t i = 0; i < s->n; i++)
			group_mul(g, key, key, s->commitments[i * s->threshold + k]);
	}
	return key;
}

static td_rc read_sharing(struct sharing *s, const struct value *v, struct finding *f, size_t first)
{
	const struct value *certs = tree_list(v, S("certs"), s->n),
			   *coefexps = tree_list(v, S("coefexps"), s->n);
	if (certs == NULL || coefexps == NULL)
		return finding_set(f, FINDING_TRUSTEE_FORM);
	td_rc rc = TD_OK;
	for (size_t i = 0; rc == TD_OK && i < s->n; i++) {
		f->trustee = first + i + 1;
		rc = read_cert(s, i, certs->items.at[i].value, f);
		if (rc == TD_OK)
			rc = read_commitments(s, i, coefexps->items.at[i].value, f);
	}
	return rc;
}

td_rc trustees_read_group(struct group *g, const struct value *v, struct finding *f, struct trustees *out)
{
	const struct value *threshold = value_get(v, S("threshold")),
			   *keys = value_get(v, S("verification_keys"));
	if (threshold == NULL || threshold->kind != VALUE_INT || keys == NULL || keys->kind != VALUE_LIST ||
	    keys->items.n == 0 || keys->items.n > TRUSTEES_MAX - out->n || threshold->i < 1 ||
	    threshold->i > (i64)keys->items.n)
		return finding_set(f, FINDING_TRUSTEE_FORM);
	struct sharing s = {g, keys->items.n, (size_t)threshold->i, NEW_N(g->a, elem, keys->items.n),
			    NEW_N(g->a, elem, keys->items.n * (size_t)threshold->i)};
	td_rc rc = read_sharing(&s, v, f, out->n);
	for (size_t j = 0; rc == TD_OK && j < s.n; j++) {
		struct trustee *t = &out->at[out->n + j];
		f->trustee = out->n + j + 1;
		rc = trustees_read_key(g, keys->items.at[j].value, f, t);
		if (rc == TD_OK && !group_same(t->key, member_key(&s, j + 1)))
			rc = finding_set(f, FINDING_TRUSTEE_SHARE);
	}
	if (rc != TD_OK)
		return rc;
	for (size_t i = 0; i < s.n; i++)
		group_mul(g, out->key, out->key, s.commitments[i * s.threshold]);
	out->shares[out->n_shares++] = (struct share){out->n, s.n, s.threshold};
	out->n += s.n;
	return TD_OK;
}
