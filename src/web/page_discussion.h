/* What the meeting has to talk about (danh mục thảo luận): items about which self-score, checkers and verification
 * differ, in the order of their effect on the ranking. */
#ifndef WEB_PAGE_DISCUSSION_H
#define WEB_PAGE_DISCUSSION_H

#include "jobs/act_score.h"
#include "jobs/analysis.h"
#include "web/page.h"

struct discussion_row {
	str href, unit, code, name, self, cross, verified, rank, effect;
	bool moves; /* places or the class hang on it */
	struct page_tag tag;
};
struct discussion_vm {
	struct page page;
	str base, cluster_name;
	i64 year;
	u32 n_hidden, n_moving, n_open; /* of the reader's own unit; that move places; not decided */
	bool computed, may_assign;
	VEC(struct discussion_row) rows;
};

struct discussion {
	struct act_year y;
	struct scored_year sy;
	discussion_list items;
	u32 n_hidden; /* of the reader's own unit */
};

/* The items that the reader may see: who belongs to a unit does not appraise it, and does not see what is said of it here
 * (T34). */
MUST_CHECK td_rc page_discussion_load(struct req *r, struct discussion *out);

td_rc page_discussion(struct req *r); /* GET …/thao-luan */

#endif
