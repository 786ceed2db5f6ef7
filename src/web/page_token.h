/* Tokens of programs: the own ones, and everybody's for administrators. */
#ifndef WEB_PAGE_TOKEN_H
#define WEB_PAGE_TOKEN_H

#include "web/page.h"

struct token_line {
	i64 id, expires_at, last_used_at;
	str name, scopes, owner;
	bool used, expired;
};
struct tokens_vm {
	struct page page;
	bool all; /* everybody's */
	str action, name, days;
	VEC(struct token_line) tokens;
	page_option_list scopes;
};
struct token_once_vm {
	struct page page;
	str name, text, example;
};

td_rc page_tokens(struct req *r);           /* GET /tai-khoan/ma-truy-cap */
td_rc page_token_add(struct req *r);        /* POST: shown once, outside transactions */
td_rc page_token_revoke(struct req *r);     /* POST …/thu-hoi */
td_rc page_tokens_all(struct req *r);       /* GET /quan-tri/ma-truy-cap */
td_rc page_token_revoke_any(struct req *r); /* POST …/thu-hoi */
extern const struct form_def page_token_form, page_token_revoke_form;

#endif
