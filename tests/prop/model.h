/* A plain model of scoring, written from the comments of domain/scheme.h and domain/score.h: one unit at a time, exact
 * fractions, recursion, quadratic ranking. It shares no code with the engine; slow and obvious on purpose. */
#ifndef PROP_MODEL_H
#define PROP_MODEL_H

#include "domain/score.h"

enum { MODEL_NODES = 32, MODEL_UNITS = 16, MODEL_JUDGES = 16 };

struct model_node {
	i64 points, base, bonus, penalty;
	enum score_note note;
};

struct model_unit {
	struct model_node node[MODEL_NODES];
	i64 raw, total, applicable;
	u32 n_empty, rank, place; /* place: position in the order, from 0 */
	u8 class_ix, excluded, tie_rule;
};

struct model {
	struct model_unit unit[MODEL_UNITS];
};

void model_run(const struct scheme *s, const struct score_input *in, struct model *m);

#endif
