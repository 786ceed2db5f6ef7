/* Notices of a person: the list, marking them read, and what he wants by mail. */
#ifndef WEB_PAGE_NOTICE_H
#define WEB_PAGE_NOTICE_H

#include "web/page.h"

struct notice_row {
	i64 id, at;
	str text, place, href, kind;
	bool unread;
};
struct notice_option {
	str code, text;
	bool on;
};
struct notice_vm {
	struct page page;
	VEC(struct notice_row) rows;
	VEC(struct notice_option) options;
	str email, older_href;
	i64 newest, n_unread;
};

td_rc page_notices(struct req *r); /* GET /thong-bao */
td_rc page_notice_open(
    struct req *r); /* POST /thong-bao: marks one read and goes where it is dealt with, or all */
td_rc page_notice_choose(struct req *r); /* POST /thong-bao/cai-dat */
extern const struct form_def page_notice_form, page_notice_choice_form;

#endif
