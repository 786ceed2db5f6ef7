/* What becomes of units: the list of all changes and the form for one more; and the next year of a cluster. */
#ifndef WEB_PAGE_CHANGE_H
#define WEB_PAGE_CHANGE_H

#include "domain/lineage.h"
#include "web/page_org.h"
#include "web/page_unit.h"

struct change_vm {
	struct page page;
	str effective_on, decision, before, after, continues, note;
	page_option_list kinds, clusters;
	VEC(struct unit_event) events;
};

struct year_next_vm {
	struct page page;
	str base, cluster_name, theme, scheme_title;
	i64 year, next, n_members, n_steps;
	bool exists;
	VEC(struct unit_member) elected; /* href empty */
};

td_rc page_changes(struct req *r);        /* GET /to-chuc/thay-doi */
td_rc page_change_post(struct req *r);    /* POST */
td_rc page_year_next(struct req *r);      /* GET …/nam-sau */
td_rc page_year_next_post(struct req *r); /* POST */
extern const struct form_def page_change_form, page_year_next_form;

/* "Chi cục A, Chi cục B → Chi cục C" */
str page_change_text(struct req *r, const struct unit_change *c);

#endif
