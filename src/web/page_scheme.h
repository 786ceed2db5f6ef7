/* The scheme of a year (bảng tiêu chí), to read; and the choice of one. */
#ifndef WEB_PAGE_SCHEME_H
#define WEB_PAGE_SCHEME_H

#include "domain/scheme.h"
#include "web/page.h"

struct scheme_line {
	str code, name, note, kind;
	u32 depth;
	bool group, incomplete, has_max;
	i64 max_c;
};
struct scheme_group {
	str code, name, items, reason, units;
};
struct scheme_unit {
	str code, name, profile;
	i64 rev;
	page_option_list options;
};
struct scheme_vm {
	struct page page;
	str base, cluster_name, title, source, rounding;
	i64 year, max_c;
	bool may_import, may_choose, may_draft, word_error, incomplete;
	struct page_tag state;
	VEC(struct scheme_line) rows;
	VEC(struct scheme_class) classes;
	VEC(struct tie_rule) ties;
	page_option_list schemes;
	VEC(struct scheme_group) profiles;
	VEC(struct scheme_unit) units;
	bool may_profile, profile_fault;
};

td_rc page_scheme(struct req *r);        /* GET …/bang-tieu-chi */
td_rc page_scheme_choose(struct req *r); /* POST */
td_rc page_profile_post(struct req *r);  /* POST …/bang-tieu-chi/nhom: which unit is of which kind */
td_rc page_scheme_xlsx(struct req *r);   /* GET …/bang-tieu-chi.xlsx */
extern const struct form_def page_scheme_form, page_profile_form;

/* The section of units' kinds; nothing when the table has none. */
MUST_CHECK td_rc page_profile_put(struct req *r, struct scheme_vm *vm, const struct scheme *s);

#endif
