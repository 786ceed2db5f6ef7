/* Years that are away: taken to a meeting on another machine, given up, merged; for administrators. */
#ifndef WEB_PAGE_AWAY_H
#define WEB_PAGE_AWAY_H

#include "web/page.h"

struct away_line {
	i64 id, at;
	str place, machine, who, end; /* end: how, when and by whom; empty: it is away */
};
struct away_fact {
	str name, value;
};
struct away_vm {
	struct page page;
	bool here; /* this server is such a copy */
	VEC(struct away_line) open, past;
	page_option_list years; /* that can be taken */
	str machine, reason;    /* as typed */
	bool word_error;
	bool merged; /* what would come is shown */
	struct away_line merged_of;
	str merged_note;
	VEC(struct away_fact) facts, polls;
	i64 most_mib;
};

td_rc page_away(struct req *r);        /* GET /he-thong/mang-di */
td_rc page_away_take(struct req *r);   /* POST: a year is away from now on */
td_rc page_away_copy(struct req *r);   /* POST …/tep: with his password again; the answer is the copy */
td_rc page_away_cancel(struct req *r); /* POST …/lay-lai */
td_rc page_away_merge(struct req *r);  /* POST …/nhap: the copy comes back; first what it would bring */
extern const struct form_def page_away_form, page_away_copy_form, page_away_cancel_form, page_away_merge_form;

#endif
