/* Administrators' pages about people: accounts, their roles, passwords for the first sign-in. */
#ifndef WEB_PAGE_USER_H
#define WEB_PAGE_USER_H

#include "web/page.h"

struct user_grant {
	i64 id;
	str role, scope, days;
	bool in_force;
};
typedef VEC(struct user_grant) user_grant_list;

struct user_line {
	i64 id;
	str login, name, title;
	i64 last_login_at;
	bool seen;
	struct page_tag state;
	user_grant_list grants;
};
struct users_vm {
	struct page page;
	str q, state;
	i64 n_all, n_pages, shown_page;
	str before, after; /* addresses of the pages beside this one, may be empty */
	page_option_list states;
	VEC(struct user_line) users;
};

struct user_scope_group {
	str label;
	page_option_list scopes;
};
struct user_vm {
	struct page page;
	i64 id;
	bool is_new, disabled, blanked;
	str base, login, name, title, email, rev, saved_name;
	struct page_tag state;
	i64 last_login_at;
	bool seen;
	user_grant_list grants;
	page_option_list roles;
	VEC(struct user_scope_group) scopes;
	str from_on, to_on, reason;
};

/* A password that is shown this one time. */
struct once_vm {
	struct page page;
	str name, login, password, href;
};

td_rc page_users(struct req *r);       /* GET /quan-tri/nguoi-dung?q=&tt=&trang= */
td_rc page_user_new(struct req *r);    /* GET …/moi */
td_rc page_user_add(struct req *r);    /* POST …/moi, outside transactions */
td_rc page_user(struct req *r);        /* GET …/{user} */
td_rc page_user_edit(struct req *r);   /* POST …/{user} */
td_rc page_user_grant(struct req *r);  /* POST …/{user}/vai-tro */
td_rc page_user_revoke(struct req *r); /* POST …/{user}/thu-hoi */
td_rc page_user_able(struct req *r);   /* POST …/{user}/khoa */
td_rc page_user_reset(struct req *r);  /* POST …/{user}/mat-khau, outside transactions */
td_rc page_user_blank(struct req *r);  /* POST …/{user}/xoa-thong-tin */
extern const struct form_def page_user_new_form, page_user_form, page_user_grant_form, page_user_revoke_form,
    page_user_able_form, page_user_blank_form;

/* The id in the address; TD_NOT_FOUND. */
MUST_CHECK td_rc page_user_id(const struct req *r, user_id *out);

#endif
