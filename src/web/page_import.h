/* Bringing data in (nạp dữ liệu): a file is read and compared first; nothing is taken before its preview is accepted. */
#ifndef WEB_PAGE_IMPORT_H
#define WEB_PAGE_IMPORT_H

#include "jobs/act_import.h"
#include "web/page.h"

/* Which preview is meant: accepted or dropped. */
struct preview_form {
	struct form_num preview;
};

struct import_vm {
	struct page page;
	str base, cluster_name, file_name, summary;
	i64 year, preview_id;
	bool preview;
	struct page_tag tag;
	VEC(struct err_item) faults, notes;
	VEC(struct import_change) changes;
	page_option_list kinds, stages, units;
};

/* The reader's open preview of the year. TD_NOT_FOUND: none waits. */
MUST_CHECK td_rc page_import_open(struct req *r, struct import_preview *p, struct import_job *job);
/* What a preview says in one sentence, with its mark. */
str page_preview_says(struct req *r, const struct import_job *job, struct page_tag *tag);
/* Drops one that was found to be the reader's, and goes to where. */
MUST_CHECK td_rc page_preview_drop(struct req *r, preview_id id, str where);

td_rc page_import(struct req *r);        /* GET …/nap */
td_rc page_import_post(struct req *r);   /* POST: reads the file and keeps its preview */
td_rc page_import_accept(struct req *r); /* POST …/nap/nhan */
td_rc page_import_drop(struct req *r);   /* POST …/nap/bo */
extern const struct form_def page_import_form, page_preview_form;

#endif
