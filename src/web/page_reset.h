/* A new password by a link that comes by mail. No answer tells whether an account exists. */
#ifndef WEB_PAGE_RESET_H
#define WEB_PAGE_RESET_H

#include "web/page.h"

struct reset_ask_vm {
	struct page page;
	str login;
	bool ready, sent; /* mail is set up; a link was asked for */
};
struct reset_vm {
	struct page page;
	str href, login;
	bool valid;
};

td_rc page_reset_ask(struct req *r);      /* GET /dat-lai-mat-khau */
td_rc page_reset_ask_post(struct req *r); /* POST */
td_rc page_reset(struct req *r);          /* GET /dat-lai-mat-khau/{token} */
td_rc page_reset_post(struct req *r);     /* POST: another password */
extern const struct form_def page_reset_ask_form, page_reset_form;

#endif
