/* The page for everything that went wrong: what happened and what to do, in the reader's words, with what he had typed. */
#ifndef WEB_PAGE_ERROR_H
#define WEB_PAGE_ERROR_H

#include "web/req.h"

struct error_typed {
	str name, value;
};

struct error_vm {
	struct page page;
	str title, text;
	bool sign_in; /* offer to sign in */
	VEC(struct err_item) errors;
	VEC(struct error_typed) typed; /* never passwords */
};

/* What happened, in a few words. */
str page_error_title(const struct req *r, int status);

/* Writes the page for a status into r->html, with the sentences of r->e. */
void page_error(struct req *r, int status);

#endif
