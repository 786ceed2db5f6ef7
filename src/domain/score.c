#include "domain/score.h"

#include "domain/rank.h"
#include "domain/score_tree.h"

static const struct {
	const char *code, *name;
} stages[STAGE__N] = {
    [STAGE_SELF] = {"self", N_("Tự chấm")},          [STAGE_CROSS] = {"cross", N_("Chấm chéo")},
    [STAGE_VERIFIED] = {"verified", N_("Thẩm tra")}, [STAGE_EXPLAINED] = {"explained", N_("Giải trình")},
    [STAGE_FINAL] = {"final", N_("Chính thức")},     [STAGE_COUNCIL] = {"council", N_("Hội đồng")},
};

const char *score_stage_name(enum score_stage s)
{
	return s < STAGE__N ? stages[s].name : "";
}

const char *score_stage_code(enum score_stage s)
{
	return s < STAGE__N ? stages[s].code : "";
}

td_rc score_stage_parse(str code, enum score_stage *out)
{
	for (u32 i = 0; i < STAGE__N; i++)
		if (str_eq(code, str_c(stages[i].code))) {
			*out = (enum score_stage)i;
			return TD_OK;
		}
	return TD_INVALID;
}

static void count_empty(const struct tree *t, struct score_result *r)
{
	r->n_empty = NEW_N(t->a, u32, r->n_units);
	for (u32 k = 0; k < r->n_nodes; k++)
		if (t->leaves[k] && t->leaves[k]->has_empty)
			for (u32 u = 0; u < r->n_units; u++)
				r->n_empty[u] += r->nodes[k].note[u] == NOTE_EMPTY;
}

static void applicable(const struct tree *t, struct score_result *r)
{
	r->applicable_max_c = t->own[0].app;
	if (r->applicable_max_c)
		return;
	r->applicable_max_c = NEW_N(t->a, i64, r->n_units);
	for (u32 u = 0; u < r->n_units; u++)
		r->applicable_max_c[u] = t->s->nodes[0].max_c;
}

td_rc score_run(struct arena *a, const struct scheme *s, const struct score_input *in,
		struct score_result *out)
{
	struct tree t;
	td_rc rc;
	tree_new(&t, a, s, in);
	for (u32 first = 0; first < in->n_units; first += SCORE_BLOCK) {
		u32 left = in->n_units - first;
		rc = tree_block(&t, first, left < SCORE_BLOCK ? left : SCORE_BLOCK);
		if (rc != TD_OK)
			return rc;
	}
	*out = (struct score_result){.n_units = in->n_units, .n_nodes = s->n_nodes, .nodes = t.nodes};
	out->raw_c = t.nodes[0].points_c;
	rc = tree_rescale(&t, &out->total_c);
	if (rc != TD_OK)
		return rc;
	applicable(&t, out);
	count_empty(&t, out);
	rank_classes(a, s, in, out);
	rank_order(a, s, in, out);
	return TD_OK;
}

td_rc score_cell(struct arena *a, const struct scheme *s, const struct score_input *in, u32 unit, u32 node,
		 i64 *points_c, enum score_note *note)
{
	struct score_leaf *l = NEW(a, struct score_leaf);
	i64 points = 0;
	u8 n = NOTE_NONE;
	score_leaf_plan(l, s, in, node);
	td_rc rc = score_leaf_block(l, a, unit, 1, &points, &n);
	*points_c = l->c->role == ROLE_PENALTY ? -points : points;
	*note = n;
	return rc;
}
