/* Number and date of a paper, given by the clerk. */
#ifndef WEB_PAGE_NUMBER_H
#define WEB_PAGE_NUMBER_H

#include "domain/contradict.h"
#include "web/page.h"

struct number_vm {
	struct page page;
	str base, title, number, signed_on, reason, rev;
	i64 paper;
	bool replaced, number_error, day_error;
	contradiction_list found;
};

td_rc page_number(struct req *r);      /* GET …/van-ban/{paper}/so */
td_rc page_number_post(struct req *r); /* POST …/van-ban/{paper}/so */
extern const struct form_def page_number_form;

#endif
