/* The system page: versions, database, counters of refusals; for administrators. */
#ifndef WEB_PAGE_SYSTEM_H
#define WEB_PAGE_SYSTEM_H

#include "web/page.h"

struct system_fact {
	str name, value;
};
struct system_section {
	str title;
	VEC(struct system_fact) facts;
};
struct system_vm {
	struct page page;
	str version, engine;
	VEC(struct system_section) sections;
};

/* Everything but the frame. */
MUST_CHECK td_rc page_system_load(struct req *r, struct system_vm *vm);

td_rc page_system(struct req *r); /* GET /he-thong */

#endif
