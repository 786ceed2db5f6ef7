/* Copies of the whole site, made and taken away in the browser; for administrators. */
#ifndef WEB_PAGE_BACKUP_H
#define WEB_PAGE_BACKUP_H

#include "web/page.h"

struct backup_line {
	i64 at;
	str who, name, size, rows, hash, hash_end; /* the hash in halves: a phone has no room for one line */
};
struct backup_vm {
	struct page page;
	str check_line, restore_line, serve_line; /* of the shell */
	VEC(struct backup_line) lines;
};

td_rc page_backup(struct req *r);      /* GET /he-thong/sao-luu */
td_rc page_backup_post(struct req *r); /* POST: with his password again; the answer is the file */
extern const struct form_def page_backup_form;

/* Answers with a copy after the password was given again; away as backup_make() takes it, back: where the form leads when it was
 * sent before. */
td_rc page_backup_send(struct req *r, str password, i64 away, str back);

#endif
