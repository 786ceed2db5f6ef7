/* What is prepared before a meeting: the programme, how it is run, the codes of the delegates, the kit of papers. */
#ifndef WEB_PAGE_PROGRAMME_H
#define WEB_PAGE_PROGRAMME_H

#include "web/page_conduct.h"

struct programme_row {
	str key, title, starts, minutes, speaker;
	page_option_list units;
};
struct programme_code {
	str unit, unit_code, code, href, qr;
	i64 qr_size;
	struct page_tag tag;
};
struct programme_vm {
	struct page page;
	str base, cluster_name, quorum, speak;
	i64 year, rev;
	bool saved, may_edit, ended;
	VEC(struct programme_row) rows;
	VEC(struct programme_code) codes;
};

td_rc page_programme(struct req *r);      /* GET …/hop/chuong-trinh */
td_rc page_programme_post(struct req *r); /* POST: programme and how it is run */
extern const struct form_def page_programme_form;
td_rc page_codes_post(struct req *r); /* POST …/hop/ma-diem-danh */
extern const struct form_def page_codes_form;

#endif
