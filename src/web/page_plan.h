/* The plan of a year: what members read, the desk's draft, launching it, who opened it. */
#ifndef WEB_PAGE_PLAN_H
#define WEB_PAGE_PLAN_H

#include "web/page_receipt.h"

struct plan_part {
	str code, name, text, saved; /* saved: what stands now, when a stale form is shown again */
	i64 rows;
	bool same; /* word for word last year's */
};
struct plan_vm {
	struct page page;
	str base, number, issued_on, by, saved_by, reason;
	i64 year, rev, edition, saved_at;
	struct opt_i64 launched_at;
	bool may_edit, exists, launched, seen, may_copy, may_launch, word_error, stale;
	struct page_tag tag;
	VEC(struct plan_part) parts;
	struct receipts receipts;
};

td_rc page_plan(struct req *r);        /* GET …/ke-hoach */
td_rc page_plan_edit(struct req *r);   /* GET …/ke-hoach/soan */
td_rc page_plan_save(struct req *r);   /* POST …/ke-hoach/soan */
td_rc page_plan_copy(struct req *r);   /* POST …/ke-hoach/tu-nam-truoc */
td_rc page_plan_launch(struct req *r); /* POST …/ke-hoach/phat-dong */
extern const struct form_def page_plan_form;

/* Nháp, Đã phát động, Đã phát động (bản sửa đổi N). */
struct page_tag page_edition_tag(const struct req *r, i64 edition);

#endif
