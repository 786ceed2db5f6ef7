/* Settings of the site: one form, every fault at once; the mail password goes in and never comes out. */
#ifndef WEB_PAGE_SETTING_H
#define WEB_PAGE_SETTING_H

#include "jobs/site_seal.h"
#include "web/page.h"

struct setting_line {
	str key, id, name, hint, value, was;
	bool secret, set, choice, number;
	page_option_list options;
};
struct setting_group {
	str name;
	VEC(struct setting_line) lines;
};
struct settings_vm {
	struct page page;
	VEC(struct setting_group) groups;
	struct seal_state seal;
	i64 seal_from, seal_until;
};

td_rc page_settings(struct req *r);      /* GET /quan-tri/thiet-dat */
td_rc page_settings_post(struct req *r); /* POST */
extern const struct form_def page_settings_form;

#endif
