/* Documents of the cluster (quy chế, kế hoạch, hướng dẫn, giấy mời …): the list, adding, downloading, withdrawing. */
#ifndef WEB_PAGE_DOCUMENT_H
#define WEB_PAGE_DOCUMENT_H

#include "web/page_receipt.h"

struct document_row {
	i64 id, at, n_opened;
	str number, issued_on, issuer, title, kind, file_name, file_size, who, withdrawn;
};
struct documents_vm {
	struct page page;
	str base, q, number, issued_on, issuer, title, reason;
	i64 year, n_members, failed; /* failed: the one whose withdrawal was refused */
	bool may_edit, filtered;
	page_option_list kinds, filter;
	VEC(struct document_row) rows;
};

td_rc page_documents(struct req *r);         /* GET …/tai-lieu */
td_rc page_document_add(struct req *r);      /* POST …/tai-lieu */
td_rc page_document_get(struct req *r);      /* GET …/tai-lieu/{document}: the file */
td_rc page_document_withdraw(struct req *r); /* POST …/tai-lieu/{document}/thu-hoi */
extern const struct form_def page_document_form, page_document_withdraw_form;

#endif
