/* From decryption factors to counts. */
#include "vote/tally.h"
#include "vote/tree.h"

/* λ of member j among the chosen: Π k/(k − j) over the others, at 0. */
static scalar lagrange(struct group *g, const size_t *chosen, size_t n, size_t j)
{
	scalar up = scalar_int(g, 1), down = scalar_int(g, 1);
	for (size_t i = 0; i < n; i++) {
		if (chosen[i] == j)
			continue;
		scalar_mul(g, up, up, scalar_int(g, (i64)chosen[i]));
		scalar_mul(g, down, down, scalar_int(g, (i64)chosen[i] - (i64)j));
	}
	scalar_invert(g, down, down);
	scalar_mul(g, up, up, down);
	return up;
}

/* The first `threshold` members of a share who gave factors, as indices from 1; how many there are. */
static size_t choose(const struct share *s, elem *const *factors, size_t *chosen)
{
	size_t n = 0;
	for (size_t i = 0; i < s->n && n < s->threshold; i++)
		if (factors[s->first + i] != NULL)
			chosen[n++] = i + 1;
	return n;
}

/* Multiplies a share's part of α^x into combined[]. */
static bool combine(struct group *g, const struct share *s, elem *const *factors, size_t n, elem *combined)
{
	size_t chosen[TRUSTEES_MAX];
	if (choose(s, factors, chosen) < s->threshold)
		return false;
	for (size_t i = 0; i < s->threshold; i++) {
		const elem *of = factors[s->first + chosen[i] - 1];
		scalar l = lagrange(g, chosen, s->threshold, chosen[i]);
		elem part = group_elem(g);
		for (size_t k = 0; k < n; k++) {
			if (s->n == 1)
				group_copy(g, part, of[k]);
			else
				group_exp(g, part, of[k], l);
			group_mul(g, combined[k], combined[k], part);
		}
	}
	return true;
}

/* The m ≤ max with g^m = x, or −1. */
static i64 logarithm(struct group *g, elem x, i64 max)
{
	elem power = group_elem(g);
	for (i64 m = 0; m <= max; m++) {
		if (group_same(power, x))
			return m;
		group_mul(g, power, power, g->g);
	}
	return -1;
}

td_rc tally_decrypt(const struct election *e, const struct tally *t, const struct trustees *trustees,
		    elem *const *factors, i64 max, struct finding *f, i64 *counts)
{
	struct group *g = e->g;
	elem *combined = NEW_N(g->a, elem, t->n);
	for (size_t i = 0; i < t->n; i++)
		combined[i] = group_elem(g);
	for (size_t i = 0; i < trustees->n_shares; i++)
		if (!combine(g, &trustees->shares[i], factors, t->n, combined))
			return finding_set(f, FINDING_RESULT_FACTORS);
	for (size_t i = 0; i < t->n; i++) {
		group_invert(g, combined[i], combined[i]);
		group_mul(g, combined[i], combined[i], t->beta[i]);
		counts[i] = logarithm(g, combined[i], max);
		if (counts[i] < 0)
			return finding_set(f, FINDING_RESULT_COUNT);
	}
	return TD_OK;
}

str tally_result_text(const struct election *e, const i64 *counts)
{
	struct sb b = sb_new(e->g->a, 1 << 16);
	size_t at = 0;
	SB_LIT(&b, "{\"result\":[");
	for (size_t i = 0; i < e->n_questions; i++) {
		sb_put(&b, i > 0 ? S(",[") : S("["));
		for (size_t k = 0; k < question_width(&e->questions[i]); k++) {
			sb_put(&b, k > 0 ? S(",") : S(""));
			sb_int(&b, counts[at++]);
		}
		sb_byte(&b, ']');
	}
	SB_LIT(&b, "]}");
	return sb_str(&b);
}

static bool take_row(const struct value *row, size_t n, i64 *counts)
{
	if (row->kind != VALUE_LIST || row->items.n != n)
		return false;
	for (size_t i = 0; i < n; i++) {
		const struct value *v = row->items.at[i].value;
		if (v->kind != VALUE_INT || v->i < 0)
			return false;
		counts[i] = v->i;
	}
	return true;
}

td_rc tally_result_read(const struct election *e, str json, struct finding *f, i64 *counts)
{
	const struct value *v;
	if ((v = tree_read(e->g->a, json)) == NULL)
		return finding_set(f, FINDING_RESULT_FORM);
	v = value_get(v, S("result"));
	if (v == NULL || v->kind != VALUE_LIST || v->items.n != e->n_questions)
		return finding_set(f, FINDING_RESULT_FORM);
	for (size_t i = 0; i < e->n_questions; i++) {
		size_t n = question_width(&e->questions[i]);
		if (!take_row(v->items.at[i].value, n, counts))
			return finding_set(f, FINDING_RESULT_FORM);
		counts += n;
	}
	return TD_OK;
}
