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

td_rc page_tasks(struct req *r); /* GET /viec */

#endif
