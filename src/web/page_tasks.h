/* My tasks (việc của tôi): what this person must do now, by deadline. */
#ifndef WEB_PAGE_TASKS_H
#define WEB_PAGE_TASKS_H

#include "web/page.h"

struct task {
	str title, place, detail, due_on, href, action;
	bool first;
	struct page_tag tag;
};
struct tasks_vm {
	struct page page;
	VEC(struct task) tasks;
	i64 n_years;
	str before, after; /* pages of the years that do not stand here; empty: there are none */
};

/* Each year is read by some twenty statements: a few years at once, the others a page further on. */
enum { TASKS_YEARS_AT_ONCE = 3 };

/* The tasks of the working years from the given one on, TASKS_YEARS_AT_ONCE of them, and n_years. */
MUST_CHECK td_rc page_tasks_load(struct req *r, u64 from, struct tasks_vm *vm);

td_rc page_tasks(struct req *r); /* GET /viec */

#endif
