/* Registration files: a unit's own there and back, and the aggregates of all units. */
#ifndef WEB_PAGE_REGISTER_FILE_H
#define WEB_PAGE_REGISTER_FILE_H

#include "jobs/registration_book.h"
#include "web/page.h"

struct register_file_vm {
	struct page page;
	str here, back, unit_name, file_name, summary; /* here: address of this page */
	i64 year, preview_id;
	bool preview, editable;
	struct page_tag tag;
	VEC(struct err_item) faults;
	VEC(struct registration_change) changes;
};

td_rc page_register_xlsx(struct req *r);        /* GET …/dang-ky/{unit}/dang-ky.xlsx */
td_rc page_register_all_xlsx(struct req *r);    /* GET …/dang-ky.xlsx?ds=danh-hieu */
td_rc page_register_file(struct req *r);        /* GET …/dang-ky/{unit}/excel */
td_rc page_register_file_post(struct req *r);   /* POST: keeps the file as a preview */
td_rc page_register_file_accept(struct req *r); /* POST …/excel/nhan */
td_rc page_register_file_drop(struct req *r);   /* POST …/excel/bo */
extern const struct form_def page_register_upload, page_register_preview;

#endif
