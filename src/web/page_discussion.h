/* What the meeting has to talk about (danh mục thảo luận): items about which self-score, checkers and verification
 * differ, in the order of their effect on the ranking. */
#ifndef WEB_PAGE_DISCUSSION_H
#define WEB_PAGE_DISCUSSION_H

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

td_rc page_discussion(struct req *r); /* GET …/thao-luan */

#endif
