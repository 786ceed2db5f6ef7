/* Inside the engine: the columns of the nodes and how groups are made of them. */
#ifndef DOMAIN_SCORE_TREE_H
#define DOMAIN_SCORE_TREE_H

#include "domain/score_leaf.h"

/* A node's own columns; NULL where it shares another's (see struct score_out) or has nothing to say. */
struct node_cols {
	i64 *points, *base, *bonus, *penalty;
	i64 *app; /* base max of what applies per unit; NULL: all of it, for every unit */
	u8 *note;
};

struct tree {
	struct arena *a;
	const struct scheme *s;
	u32 n_units;
	struct score_leaf **leaves; /* per node; NULL for groups */
	struct node_cols *own;      /* per node */
	struct score_out *nodes;    /* what is handed out */
	const i64 *zeros;           /* shared by all columns without points */
	const u8 *no_notes;
};

/* Columns for every node; leaves must be planned. */
void tree_new(struct tree *t, struct arena *a, const struct scheme *s, const struct score_input *in);

/* All nodes for units first … first+n−1, without rescaling. TD_LIMIT. */
MUST_CHECK td_rc tree_block(struct tree *t, u32 first, u32 n);

/* After all blocks: what is ranked. Changes node columns only for NA_RESCALE_GROUP. TD_LIMIT. */
MUST_CHECK td_rc tree_rescale(struct tree *t, const i64 **total_c);

#endif
