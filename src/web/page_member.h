/* Members, offices and regulations of a cluster's year (page 28): who takes part, who leads from when to when and by which
 * decision, the theme, the steps in use. */
#ifndef WEB_PAGE_MEMBER_H
#define WEB_PAGE_MEMBER_H

#include "web/page_org.h"

struct member_row {
	str code, name, leader, title, women, order, joined;
	i64 rev;
};
struct member_left {
	str name, on, decision;
};
struct member_term {
	i64 id, rev;
	str title, unit, person, from_on, to_on, decision;
	struct page_tag tag;
	bool may_end;
};
struct member_vm {
	struct page page;
	str base, cluster_name, theme, head_title, deputy_title;
	i64 year, rev;
	bool may_edit, may_org, may_open;
	/* forms as typed */
	str unit, on, decision, leave_unit, leave_on, leave_decision, person, person_title, from_on, to_on,
	    office_decision;
	bool relieve;
	VEC(struct member_row) members;
	VEC(struct member_left) left;
	VEC(struct member_term) terms;
	org_step_list steps;
	page_option_list offices, office_units, leave_units;
};

td_rc page_members(struct req *r);      /* GET …/thanh-vien */
td_rc page_members_post(struct req *r); /* POST: places, leaders */
td_rc page_member_join(struct req *r);  /* POST …/thanh-vien/vao */
td_rc page_member_leave(struct req *r); /* POST …/thanh-vien/roi */
td_rc page_office_give(struct req *r);  /* POST …/chuc-vu */
td_rc page_office_end(struct req *r);   /* POST …/chuc-vu/thoi */
td_rc page_rules(struct req *r);        /* POST …/quy-che */
extern const struct form_def page_members_form, page_join_form, page_leave_form, page_office_form,
    page_office_end_form, page_rules_form;

#endif
