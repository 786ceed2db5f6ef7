/* An earlier year of a cluster from the officials' own sheet: read, shown, taken as a closed year. */
#ifndef WEB_PAGE_HISTORY_H
#define WEB_PAGE_HISTORY_H

#include "jobs/act_history.h"
#include "web/page.h"

struct history_vm {
	struct page page;
	bool preview;
	str base, cluster_name, year, file_name, summary, digest;
	struct page_tag tag;
	VEC(struct history_line) lines;
	VEC(struct err_item) faults, notes;
	page_option_list kinds;
};

/* The cluster of the address and the reader's file that waits for it. TD_NOT_FOUND: no such cluster. */
MUST_CHECK td_rc page_history_open(struct req *r, struct cluster *c, struct history_plan *plan, bool *waits);

td_rc page_history(struct req *r);        /* GET /to-chuc/cum/{code}/nam-truoc */
td_rc page_history_post(struct req *r);   /* POST: reads a file */
td_rc page_history_accept(struct req *r); /* POST …/nhan */
td_rc page_history_drop(struct req *r);   /* POST …/bo */
extern const struct form_def page_history_form, page_history_accept_form;

#endif
