/* Receipts of reading: who opened what the cluster sent down. The page itself writes nothing (decisions 1); what it says
 * was opened is recorded beside it, once, after the answer was made. */
#ifndef WEB_PAGE_RECEIPT_H
#define WEB_PAGE_RECEIPT_H

#include "domain/plan.h"
#include "web/page.h"

/* Call last: the user opens an edition for his own unit. Nothing happens when he has none in this year, looks at a
 * draft (edition 0), or has opened it before. */
MUST_CHECK td_rc page_opened(struct req *r, enum read_kind kind, i64 object_id, i64 edition);

/* One member and whether it opened the edition. */
struct receipt_row {
	str unit, who;
	i64 at;
	bool opened;
};
struct receipts {
	bool shown; /* only to the desk, and only of what was launched */
	i64 n_opened;
	VEC(struct receipt_row) rows;
};
MUST_CHECK td_rc page_receipts(struct req *r, enum read_kind kind, i64 object_id, i64 edition,
			       struct receipts *out);

/* The form that launches a plan or a campaign: a word is typed. TD_INVALID with a sentence when it is another. */
extern const struct form_def page_launch_form;
MUST_CHECK td_rc page_launch_word(struct req *r, i64 *rev);

#endif
