#include "vote/powers.h"

/* Bits at … at + n − 1 of e, n ≤ 8. */
static unsigned digit(scalar e, int at, int n)
{
	unsigned d = 0;
	for (int i = 0; i < n; i++)
		d |= (unsigned)BN_is_bit_set(e.bn, at + i) << i;
	return d;
}

struct powers *powers_new(struct group *g, elem base)
{
	struct powers *t = NEW(g->a, struct powers);
	elem step = base;
	for (int w = 0; w < POWERS_N_WINDOWS; w++) {
		elem *row = t->at[w];
		row[1] = step;
		for (int d = 2; d < 1 << POWERS_WINDOW; d++) {
			row[d] = group_elem(g);
			group_mul(g, row[d], row[d - 1], step);
		}
		step = group_elem(g);
		group_mul(g, step, row[(1 << POWERS_WINDOW) - 1], row[1]);
	}
	return t;
}

void powers_exp(struct group *g, elem r, const struct powers *t, scalar e)
{
	group_copy(g, r, g->one);
	for (int w = 0; w < POWERS_N_WINDOWS; w++) {
		unsigned d = digit(e, w * POWERS_WINDOW, POWERS_WINDOW);
		if (d > 0)
			group_mul(g, r, r, t->at[w][d]);
	}
}

struct chain *chain_new(struct group *g, elem base)
{
	struct chain *c = NEW(g->a, struct chain);
	c->at[0] = base;
	for (int i = 1; i < CHAIN_N; i++) {
		c->at[i] = group_elem(g);
		group_mul(g, c->at[i], c->at[i - 1], c->at[i - 1]);
		for (int k = 1; k < CHAIN_WINDOW; k++)
			group_mul(g, c->at[i], c->at[i], c->at[i]);
	}
	return c;
}

/* r · a, where a first factor is only copied. */
static void gather(struct group *g, elem r, bool *any, elem a)
{
	if (*any)
		group_mul(g, r, r, a);
	else
		group_copy(g, r, a);
	*any = true;
}

void chain_exp(struct group *g, elem r, const struct chain *c, scalar e)
{
	struct arena_mark m = arena_mark(g->a);
	elem bucket[1 << CHAIN_WINDOW], sum = group_elem(g);
	bool full[1 << CHAIN_WINDOW] = {false}, any = false, started = false;
	for (unsigned d = 1; d < 1 << CHAIN_WINDOW; d++)
		bucket[d] = group_elem(g);
	for (int i = 0; i < CHAIN_N; i++) {
		unsigned d = digit(e, i * CHAIN_WINDOW, CHAIN_WINDOW);
		if (d > 0)
			gather(g, bucket[d], &full[d], c->at[i]);
	}
	group_copy(g, r, g->one);
	for (unsigned d = (1 << CHAIN_WINDOW) - 1; d > 0; d--) {
		if (full[d])
			gather(g, sum, &any, bucket[d]);
		if (any)
			gather(g, r, &started, sum);
	}
	arena_release(g->a, m);
}

bool chain_member(struct group *g, const struct chain *c)
{
	struct arena_mark m = arena_mark(g->a);
	elem r = group_elem(g);
	chain_exp(g, r, c, g->order);
	bool is = group_same(r, g->one);
	arena_release(g->a, m);
	return is;
}
