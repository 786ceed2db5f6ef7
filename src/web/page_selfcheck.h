/* Whether the site's data are as they were written: the checks of `thidua db check`, on demand; for administrators. */
#ifndef WEB_PAGE_SELFCHECK_H
#define WEB_PAGE_SELFCHECK_H

#include "web/page.h"

struct selfcheck_line {
	str name, sentence;
	struct page_tag tag;
};
struct selfcheck_place {
	str where, text;
};
struct selfcheck_head {
	str name, seq, code;
	i64 at;
};
struct selfcheck_vm {
	struct page page;
	bool any;
	str who, more; /* more: a sentence about faults that are not shown, or empty */
	i64 at;
	struct page_tag tag;
	VEC(struct selfcheck_line) lines;
	VEC(struct selfcheck_place) faults;
	VEC(struct selfcheck_head) heads;
};

td_rc page_selfcheck(struct req *r);      /* GET /he-thong/kiem-tra: the last result */
td_rc page_selfcheck_post(struct req *r); /* POST: checks now */

#endif
