/* The Word templates of a cluster's papers: which is in use, down and up, tried out, their fields. */
#ifndef WEB_PAGE_TEMPLATE_H
#define WEB_PAGE_TEMPLATE_H

#include "jobs/papers.h"
#include "web/page.h"

struct template_line {
	i64 id, at;
	str name, who;
	bool current;
};
struct template_vm {
	struct page page;
	str base, cluster_name, code, name;
	bool may_change, own, several; /* several: the year has one of the kind for each of subjects */
	page_option_list subjects;
	i64 used_id, used_at;
	str used_name, used_by;
	VEC(struct template_line) lines;
	VEC(struct err_item) faults; /* of the file that was just refused, each with its place */
	bool checked;                /* a refused file waits to be taken down */
	str check_name;
	i64 check_faults, check_until, max_mib;
};

struct template_field_line {
	str tag, example, list;
};
struct template_format_line {
	str tag, shows;
};
struct template_fields_vm {
	struct page page;
	str base, code, name, q;
	i64 n_all;
	VEC(struct template_field_line) fields;
	VEC(struct template_format_line) formats;
};

td_rc page_template(struct req *r);         /* GET …/van-ban/mau/{kind} */
td_rc page_template_upload(struct req *r);  /* POST …/van-ban/mau/{kind} */
td_rc page_template_choose(struct req *r);  /* POST …/van-ban/mau/{kind}/chon */
td_rc page_template_file(struct req *r);    /* GET …/van-ban/mau/{kind}/tep/{file} */
td_rc page_template_preview(struct req *r); /* GET …/van-ban/mau/{kind}/xem-truoc/{data} */
td_rc page_template_fields(struct req *r);  /* GET …/van-ban/mau/{kind}/truong */
extern const struct form_def page_template_form, page_template_choose_form;

#endif
