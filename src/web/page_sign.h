/* Signing in and out, the own account, language and theme. */
#ifndef WEB_PAGE_SIGN_H
#define WEB_PAGE_SIGN_H

#include "web/page.h"

struct signin_vm {
	struct page page;
	str login, to;
	bool renewed; /* by a link of a mail, just now */
};
td_rc page_signin(struct req *r);      /* GET /dang-nhap */
td_rc page_signin_post(struct req *r); /* POST, outside transactions */
td_rc page_signout(struct req *r);     /* POST /dang-xuat */

struct account_grant {
	str role, scope;
};
struct account_session {
	i64 id, seen_at;
	str agent, address;
	bool current;
};
struct account_vm {
	struct page page;
	str name, login;
	bool must_change;
	VEC(struct account_grant) grants;
	VEC(struct account_session) sessions;
};
td_rc page_account(struct req *r);      /* GET /tai-khoan */
td_rc page_account_post(struct req *r); /* POST: another password, outside transactions */
td_rc page_session_end(struct req *r);  /* POST /tai-khoan/phien */

td_rc page_language(struct req *r); /* POST /ngon-ngu */
td_rc page_theme(struct req *r);    /* POST /giao-dien */

extern const struct form_def page_signin_form, page_account_form, page_session_form, page_language_form,
    page_theme_form;

/* A path of this site to go back to, else "/". */
str page_sign_back(str to);

#endif
