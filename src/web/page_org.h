/* Administration of the organisation: councils, clusters, founding a cluster's year. Who may: the administrator
 * everywhere, a Council's appraiser among the clusters of his Council (or of his cluster). */
#ifndef WEB_PAGE_ORG_H
#define WEB_PAGE_ORG_H

#include "web/page.h"

struct org_cluster {
	str code, name, kind;
	page_link_list years;
};
struct org_council {
	str code, name, level;
	bool may_add;
	VEC(struct org_cluster) clusters;
};
struct org_vm {
	struct page page;
	bool may_council;
	i64 n_units;
	VEC(struct org_council) councils;
};

struct org_council_vm {
	struct page page;
	str code, name;
	i64 rev;
	bool is_new;
	page_option_list levels;
};

struct org_cluster_vm {
	struct page page;
	str code, name, head_title, deputy_title, old_code;
	i64 rev;
	bool is_new;
	page_option_list councils, kinds;
	page_link_list years;
};

struct org_step {
	str code, name;
	bool on;
};
typedef VEC(struct org_step) org_step_list;
struct org_found_vm {
	struct page page;
	str cluster_code, cluster_name, year, theme, members;
	bool create;
	org_step_list steps;
};

td_rc page_org(struct req *r);              /* GET /to-chuc */
td_rc page_org_council(struct req *r);      /* GET /to-chuc/hoi-dong/{code}: "moi" is a new one */
td_rc page_org_council_post(struct req *r); /* POST */
td_rc page_org_cluster(struct req *r);      /* GET /to-chuc/cum/{code} */
td_rc page_org_cluster_post(struct req *r); /* POST */
td_rc page_org_found(struct req *r);        /* GET /to-chuc/cum/{code}/nam-moi */
td_rc page_org_found_post(struct req *r);   /* POST */
extern const struct form_def page_org_council_form, page_org_cluster_form, page_org_found_form;

/* May the user manage the organisation: of this council (0: anything of it, for what all share) and cluster? */
bool page_org_may(const struct req *r, council_id council, cluster_id cluster);
/* The whole site: councils are the administrator's. */
bool page_org_may_all(const struct req *r);

/* The Council of {code}, a new one for "moi"; TD_DENIED: only the administrator's. */
MUST_CHECK td_rc page_org_council_find(struct req *r, struct council *c);
/* The cluster of {code}; TD_DENIED when the user's right does not reach it. */
MUST_CHECK td_rc page_org_find(struct req *r, struct cluster *out);

/* The steps that may be switched off, ticked when in use; what f sent (steps[code]) wins, f may be NULL. */
void page_org_steps(struct req *r, const struct form *f, season_set off, org_step_list *out);
/* The steps that a form switches off: those that were not ticked. */
season_set page_org_off(const struct form_texts *steps);

#endif
