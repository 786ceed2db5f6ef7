/* The year-end meeting (hội nghị tổng kết): when, where, who was there, what was said and concluded. */
#ifndef WEB_PAGE_MEETING_H
#define WEB_PAGE_MEETING_H

#include "store/store_meeting.h"
#include "web/page.h"

struct meeting_member {
	str code, name, person, title;
	bool present;
};
struct meeting_vm {
	struct page page;
	str base, cluster_name, held_on, starts, ends, place, chair, chair_title, secretary, guests, agenda,
	    opinions, conclusion;
	i64 year, rev, n_present;
	bool may_edit, saved;
	VEC(struct meeting_member) roll;
};

td_rc page_meeting(struct req *r);      /* GET …/hop */
td_rc page_meeting_post(struct req *r); /* POST */
extern const struct form_def page_meeting_form;

#endif
