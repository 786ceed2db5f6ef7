/* The register of awards of a cluster. */
#ifndef WEB_PAGE_AWARD_H
#define WEB_PAGE_AWARD_H

#include "store/store_award.h"
#include "web/page.h"

struct award_row {
	i64 id, rev, of_year, ordinal;
	str name, detail, award, decision, decided_on, decided_by, code, href;
	str revoked_on, revoked_decision, revoked_why;
	struct page_tag tag;
};
struct awards_vm {
	struct page page;
	str base, query;
	i64 year;
	bool may_decide, all_years;
	str decision, decided_on, decided_by, signer, merit, holders;
	page_option_list forms;
	VEC(struct award_row) rows;
};
/* What the reader asked for: of this year, or of all years of the cluster with the words of ?q=, in any spelling. */
td_rc page_awards_find(struct req *r, award_list_of *out);
struct award_row page_award_row(struct req *r, const struct award *w);

td_rc page_awards(struct req *r);       /* GET …/khen-thuong */
td_rc page_award_decide(struct req *r); /* POST */
td_rc page_award_revoke(struct req *r); /* POST …/khen-thuong/thu-hoi */
extern const struct form_def page_award_form, page_award_revoke_form;

#endif
