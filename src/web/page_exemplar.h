/* Exemplars and talks of a year, and the periods they and the reports belong to. */
#ifndef WEB_PAGE_EXEMPLAR_H
#define WEB_PAGE_EXEMPLAR_H

#include "jobs/act_activity.h"
#include "web/page.h"

struct exemplar_row {
	i64 id, rev;
	str name, title, merit, unit;
	bool collective, chosen;
};
typedef VEC(struct exemplar_row) exemplar_row_list;
struct exemplar_group {
	str name, ask; /* "chọn 2 cá nhân; đã chọn 2" */
	struct page_tag tag;
	bool has_period;
	exemplar_row_list rows;
};
struct talk_row {
	i64 id;
	str title, speaker, unit, given_on, body, file_name, href;
};
struct exemplars_vm {
	struct page page;
	str base, unit_name, unit_code, own_href, here;
	i64 year;
	bool of_unit, all, may_add, may_choose;
	str name, title, merit, kind, talk_title, speaker, given_on, talk_body;
	bool collective;
	page_option_list periods;
	VEC(struct exemplar_group) groups;
	VEC(struct talk_row) talks;
};

struct period_row {
	i64 id, rev;
	str name, kind, starts_on, ends_on, due_on, why;
	i64 expected_c, persons, collectives, each;
	bool withdrawn;
	struct page_tag due;
};
struct kind_row {
	str code, name;
	bool retired;
};
struct periods_vm {
	struct page page;
	str base;
	i64 year, id, rev;
	str name, starts_on, ends_on, due_on, expected, persons, collectives, each, why, kind_name;
	page_option_list kinds;
	VEC(struct period_row) rows;
	VEC(struct kind_row) activity_kinds;
};

td_rc page_exemplars(struct req *r);       /* GET …/dien-hinh, …/dien-hinh/{unit} */
td_rc page_exemplar_add(struct req *r);    /* POST …/dien-hinh/{unit} */
td_rc page_exemplar_choose(struct req *r); /* POST …/dien-hinh/chon: the desk */
td_rc page_talk_add(struct req *r);        /* POST …/tham-luan/{unit} */
td_rc page_talk_file(struct req *r);       /* GET …/tham-luan/{unit}/{id} */
td_rc page_withdraw_one(struct req *r);    /* POST …/dien-hinh/{unit}/rut: an exemplar or a talk */
td_rc page_periods(struct req *r);         /* GET …/ky-bao-cao; ?sua=ID */
td_rc page_period_save(struct req *r);     /* POST */
td_rc page_period_drop(struct req *r);     /* POST …/ky-bao-cao/bo */
td_rc page_kind_save(struct req *r);       /* POST …/ky-bao-cao/loai */
extern const struct form_def page_exemplar_form, page_choose_form, page_talk_form, page_withdraw_one_form,
    page_period_form, page_period_drop_form, page_kind_form;

#endif
