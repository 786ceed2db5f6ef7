/* Random schemes with fitting input, small enough that everything happens often: ties, caps, nothing applies. */
#ifndef PROP_GEN_H
#define PROP_GEN_H

#include "tests/prop/model.h"

struct gen {
	struct arena *a;
	u64 seed;
	struct scheme s;
	struct score_input in;
	struct criterion nodes[MODEL_NODES];
	struct score_col cols[MODEL_NODES];
	struct score_unit units[MODEL_UNITS];
};

/* 0 … n−1 */
u32 gen_below(struct gen *g, u32 n);

/* A new random case on g->a. */
void gen_case(struct gen *g);

/* The same case with its units in another order: units[i] of out is units[map[i]] of g. */
void gen_permute_units(struct gen *g, struct gen *out, u32 *map);

/* The same case with the children of every group in another order: node i of out is node map[i] of g. */
void gen_permute_nodes(struct gen *g, struct gen *out, u32 *map);

#endif
