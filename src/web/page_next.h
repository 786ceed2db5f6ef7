/* What comes next in a cluster's year: the steps that its state asks for, in their order. My tasks lists them, the
 * pages of the year lead to the first one that the user may take. Nothing is asked for that is there already. */
#ifndef WEB_PAGE_NEXT_H
#define WEB_PAGE_NEXT_H

#include "jobs/act.h"
#include "web/page.h"

struct page_next_step {
	enum permission may;
	const char *path;           /* after "/cum/10/2026", "" is the overview */
	const char *title, *action; /* source texts: the task and its button */
};
typedef VEC(struct page_next_step) page_next_list;

/* From the scoring on; the reader's rights are the caller's to check. Reads through r->tx. */
MUST_CHECK td_rc page_next_steps(struct req *r, const struct act_year *year, page_next_list *out);

/* The button of this page: the first step that the user may take; empty when that is on this page ("xep-hang") or
 * there is none. */
MUST_CHECK td_rc page_next_link(struct req *r, const char *here, struct page_link *out);

#endif
