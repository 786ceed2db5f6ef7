/* The derivation of any figure (diễn giải): formula, inputs, rounding, sources, who entered it, with what evidence. */
#ifndef WEB_PAGE_EXPLAIN_H
#define WEB_PAGE_EXPLAIN_H

#include "domain/explain.h"
#include "web/page.h"

struct derivation_stage {
	str code, name, reason, who;
	i64 at, points_c;
};
struct derivation_proof {
	str href, text, pointer;
};
struct derivation_vm {
	struct page page;
	str base, unit_code, unit_name, code, parent_code, what, stage_code, stage_name, sentence, formula,
	    source;
	i64 points_c, max_c;
	bool leaf;
	VEC(struct explain_step) steps;
	VEC(struct derivation_stage) stages;
	VEC(struct derivation_proof) evidence;
};

/* The derivation that the address names. */
MUST_CHECK td_rc page_explain_load(struct req *r, struct explanation *out);

td_rc page_explain(struct req *r); /* GET …/dien-giai/{unit}/{criterion}; "tong" is the total, ?dang=json */

#endif
