/* A unit's scorecard as an Excel form: download, upload, what it would change, take it. Whoever may edit the card may
 * bring the form in; a form of another unit is refused. */
#ifndef WEB_PAGE_FORM_H
#define WEB_PAGE_FORM_H

#include "jobs/act_import.h"
#include "web/page.h"

struct form_vm {
	struct page page;
	str here, card, unit_name, file_name,
	    summary; /* here: address of this page; card: of the scorecard */
	i64 year, preview_id;
	bool preview, editable;
	struct page_tag tag;
	VEC(struct err_item) faults;
	VEC(struct import_change) changes;
};

/* The reader's open preview of this unit's form. TD_NOT_FOUND: none waits. */
MUST_CHECK td_rc page_form_open(struct req *r, struct import_preview *p, struct import_job *job);

td_rc page_form_get(struct req *r);            /* GET …/cham-diem/{unit}/phieu.xlsx */
td_rc page_form(struct req *r);                /* GET …/cham-diem/{unit}/excel */
td_rc page_form_post(struct req *r);           /* POST: reads the file and keeps its preview */
td_rc page_form_accept(struct req *r);         /* POST …/excel/nhan */
td_rc page_form_drop(struct req *r);           /* POST …/excel/bo */
extern const struct form_def page_form_upload; /* the others send page_preview_form */

#endif
