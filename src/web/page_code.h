/* Is this paper genuine? For anybody who holds its check code. */
#ifndef WEB_PAGE_CODE_H
#define WEB_PAGE_CODE_H

#include "jobs/paper_code.h"
#include "web/page_award.h"

struct code_vm {
	struct page page;
	str typed;                     /* as it was typed; empty: nobody asked yet */
	str fault;                     /* why it cannot be a code */
	bool known, unknown, replaced; /* neither of the first two: nobody asked, or it is no code */
	str code, title, cluster_name, council_name, number, signed_on, file_hash;
	i64 year, made_at;
	str newer_title, newer_number, newer_signed_on;
	i64 newer_made_at;
	bool of_award; /* it is that of an award, and known */
	bool mended;   /* a former one of it: its words were mended; award is what stands now */
	str former_name, former_code;
	struct award_row award;
};

td_rc page_code_ask(struct req *r); /* GET /kt, ?ma=: the form, and the answer to what was typed in it */
td_rc page_code(struct req *r);     /* GET /kt/{code}: what the QR code of a paper opens */

/* What the page says of a code. TD_INVALID: it cannot be one (in r->e). An unknown one is told by known. */
MUST_CHECK td_rc page_code_load(struct req *r, str typed, struct code_vm *vm);

#endif
