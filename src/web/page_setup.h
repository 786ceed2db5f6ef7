/* Setting up from one workbook: a cluster with its year, a list of units, a list of people. A file is read and shown with
 * every fault by its cell; nothing is taken before its sender says so. */
#ifndef WEB_PAGE_SETUP_H
#define WEB_PAGE_SETUP_H

#include "jobs/setup_file.h"
#include "web/page.h"

struct setup_row {
	str where, what, text;
};
struct setup_sample_link {
	str href, name;
};
struct setup_vm {
	struct page page;
	bool preview;
	str file_name, kind_name, summary, digest;
	struct page_tag tag;
	VEC(struct setup_row) lines;
	VEC(struct err_item) faults, notes;
	page_option_list kinds;
	VEC(struct setup_sample_link) samples;
};

struct setup_secret {
	str name, login, password, scope;
};
struct setup_done_vm {
	struct page page;
	str file_name, href;
	i64 n_lines;
	VEC(struct setup_secret) secrets;
};

/* The reader's open file, read against the site as it is now. TD_NOT_FOUND: none waits. */
MUST_CHECK td_rc page_setup_open(struct req *r, struct setup_plan *plan);

td_rc page_setup(struct req *r);        /* GET /to-chuc/khai-bao */
td_rc page_setup_sample(struct req *r); /* GET …/mau/{kind}: a workbook to fill in */
td_rc page_setup_post(struct req *r);   /* POST: reads a file */
td_rc page_setup_accept(struct req *r); /* POST …/nhan: takes it; passwords are shown once */
td_rc page_setup_drop(struct req *r);   /* POST …/bo */
extern const struct form_def page_setup_form, page_setup_accept_form;

#endif
