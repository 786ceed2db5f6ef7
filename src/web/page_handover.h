/* Hand-over of a year: what is open, who takes over, what goes along; and in the next year what was taken over. */
#ifndef WEB_PAGE_HANDOVER_H
#define WEB_PAGE_HANDOVER_H

#include "web/page.h"

struct handover_item {
	str text, href, link;
	struct page_tag tag;
};
struct handover_task {
	i64 id, rev;
	str text, done_on, note;
};
struct handover_office {
	str field, title, elected; /* elected empty: to be chosen */
	page_option_list units;
	bool wrong;
};
struct handover_vm {
	struct page page;
	str base, theme, tasks, decision, blocked;
	i64 year, next, rev;
	bool sees_all, may_close, may_manage, done, next_open, word_error;
	VEC(struct handover_item) items;
	VEC(struct handover_office) offices;
	VEC(struct handover_task) received;
};

/* Does the reader see the year's state, and not only what it took over? */
bool page_handover_whole(const struct req *r);

td_rc page_handover(struct req *r);      /* GET …/ban-giao */
td_rc page_handover_post(struct req *r); /* POST */
td_rc page_commitment(struct req *r);    /* POST …/ban-giao/xong */
extern const struct form_def page_handover_form, page_commitment_form;

#endif
