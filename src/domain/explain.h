/* Derivation: any figure answers for itself. Recomputed on demand from the input of the figure; never stored. */
#ifndef DOMAIN_EXPLAIN_H
#define DOMAIN_EXPLAIN_H

#include "domain/score.h"

enum explain_step_kind {
	EXPLAIN_INPUT,   /* a figure somebody entered: actual, target, count, level */
	EXPLAIN_FACT,    /* a figure of the cluster: best ratio, best actual, number of judges */
	EXPLAIN_FORMULA, /* the formula with numbers put in */
	EXPLAIN_CLAMP,   /* a cap, floor or clamp that changed the value */
	EXPLAIN_ROUND,   /* exact fraction → hundredths, and the rule */
	EXPLAIN_CHILD,   /* a child's points in a group's sum */
	EXPLAIN_RESCALE,
	EXPLAIN_TIE,   /* for the rank of a unit */
	EXPLAIN_CLASS, /* band, threshold or ceiling that decided the class */
	EXPLAIN__N
};

struct explain_step {
	enum explain_step_kind kind;
	str name; /* "Kết quả thực hiện", "Chỉ tiêu", "I.1 Nắm tình hình" */
	str text; /* "10 × 80 ÷ 100 = 8" */
	bool has_value;
	i64 value_c;
	bool has_exact;
	rat exact; /* before rounding, in hundredths */
	str code;  /* child's criterion code, for links */
};

struct explanation {
	str unit_code, unit_name, code, name;
	str formula; /* general form: "điểm chuẩn × kết quả ÷ chỉ tiêu" */
	VEC(struct explain_step) steps;
	i64 points_c;
	enum score_note note;
	str source;   /* the scheme's source of the rule */
	str sentence; /* the whole in one Vietnamese sentence */
};

/* Explains the points of a node for a unit (node 0: the total with rescaling, class and rank). res is the result of
 * score_run() on the same input. Texts are Vietnamese (official); the figures equal res exactly. */
MUST_CHECK td_rc explain_node(struct arena *a, const struct scheme *s, const struct score_input *in,
			      const struct score_result *res, u32 unit, u32 node, struct explanation *out);

#endif
