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
	VEC(struct error_typed) typed;
};

/* Writes the page for a status into r->html. text: what to tell beside the usual sentence of the status, or STR_NULL. */
void page_error(struct req *r, int status, str text);

#endif
