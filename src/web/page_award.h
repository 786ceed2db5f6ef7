/* The register of awards of a cluster. */
#ifndef WEB_PAGE_AWARD_H
#define WEB_PAGE_AWARD_H

#include "store/store_award.h"
#include "web/page.h"

struct award_row {
	i64 id, rev, of_year, ordinal;
	str one, name, detail, award, decision, decided_on, decided_by, code, href;
	str revoked_on, revoked_decision, revoked_why;
	struct page_tag tag;
};
struct award_nominated {
	str code, name;
	i64 n;
};
struct awards_vm {
	struct page page;
	str filled; /* name of the title whose nominated units stand in the form */
	VEC(struct award_nominated) nominated;
	str base, query;
	i64 year;
	bool may_decide, all_years;
	str decision, decided_on, decided_by, signer, merit, holders;
	page_option_list forms;
	VEC(struct award_row) rows;
};
struct award_former_row {
	str code, name, why, who;
	i64 at;
};
struct award_vm {
	struct page page;
	str base, merit_now;
	struct award_row award;
	bool person, may_decide, word_error;
	str by, on, why, name, position, merit, mend_why;
	VEC(struct award_former_row) formers;
};
/* What the reader asked for: of this year, or of all years of the cluster with the words of ?q=, in any spelling. */
td_rc page_awards_find(struct req *r, award_list_of *out);
struct award_row page_award_row(struct req *r, const struct award *w);

td_rc page_awards(struct req *r);       /* GET …/khen-thuong */
td_rc page_award_decide(struct req *r); /* POST */
td_rc page_award(struct req *r);        /* GET …/khen-thuong/{award} */
td_rc page_award_revoke(struct req *r); /* POST …/khen-thuong/{award}/thu-hoi */
td_rc page_award_mend(struct req *r);   /* POST …/khen-thuong/{award}/dinh-chinh */
extern const struct form_def page_award_form, page_award_revoke_form, page_award_mend_form;

/* The award in the address, and what stood on its certificates before. */
MUST_CHECK td_rc page_award_find(struct req *r, struct award *out);
MUST_CHECK td_rc page_award_formers(struct req *r, const struct award *w, award_former_list *out);

#endif
