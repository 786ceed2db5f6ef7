/* Where a person starts: his clusters, his tasks, and the overview of a cluster's year with its steps and dates. */
#ifndef WEB_PAGE_HOME_H
#define WEB_PAGE_HOME_H

#include "web/page.h"

struct home_cluster {
	str href, name, step, head, head_title, council;
	i64 year, n_units;
	page_link_list years; /* earlier ones */
};
struct home_vm {
	struct page page;
	VEC(struct home_cluster) clusters;
};

struct home_member {
	i64 ordinal;
	str name, office, href;
	bool mine;
	struct page_tag tag; /* of the card; empty text: not to be seen */
};
struct home_office {
	str office, unit, person;
};
struct home_move {
	str code, label, question;
	bool needs_reason, first;
};
struct overview_vm {
	struct page page;
	str base, cluster_name, theme, council_name, step_name, scheme_title, next_href, next_text, reason,
	    origin;
	i64 year, rev;
	bool shows_state, may_manage, own_sent;
	page_step_list steps;
	page_link_list years;
	VEC(struct home_member) members;
	VEC(struct home_office) offices;
	VEC(struct home_move) moves;
};

td_rc page_home(struct req *r);     /* GET / */
td_rc page_overview(struct req *r); /* GET /cum/{c}/{y} */
td_rc page_move(struct req *r);     /* POST …/buoc: the year moves to another step */
td_rc page_due(struct req *r);      /* POST …/han: days of the steps */
extern const struct form_def page_move_form, page_due_form;

/* The cluster-years this user may see, newest year first, with the place that their rights are checked at. */
struct home_year {
	struct cluster_year y;
	struct authz_place place; /* of its members only the user's own units are named */
	i64 n_members;
	str head_name; /* may be NULL */
};
typedef VEC(struct home_year) home_year_list;
MUST_CHECK td_rc page_home_years(struct req *r, home_year_list *out);

#endif
