/* Whom the site believes when it checks signatures; and verdicts as pages show them. */
#ifndef WEB_PAGE_TRUST_H
#define WEB_PAGE_TRUST_H

#include "domain/signing.h"
#include "jobs/act_signature.h"
#include "web/page.h"

struct trust_line {
	i64 id, added_at;
	str kind, subject, issuer, from, until, hash, hash_end, who;
	bool crl, over; /* over: past its last day */
	i64 n_revoked;
};
struct trust_vm {
	struct page page;
	bool empty_roots;
	VEC(struct trust_line) lines;
};

td_rc page_trust(struct req *r);      /* GET /quan-tri/chu-ky-so */
td_rc page_trust_post(struct req *r); /* POST: a file of certificates or a CRL */
td_rc page_trust_drop(struct req *r); /* POST …/go */
extern const struct form_def page_trust_form, page_trust_drop_form;

/* ---- a verdict on a page ---- */

struct sign_line {
	str title, text;
	str css, icon;
};
struct sign_block {
	str who, claimed, proved, issuer, serial;
	struct page_tag tag;
	VEC(struct sign_line) lines;
};
struct sign_vm {
	bool set;
	struct page_tag tag;
	str people;
	i64 at, version;
	str by;
	VEC(struct sign_line) lines;
	VEC(struct sign_block) blocks;
};

/* The short tag beside a file; the whole verdict is behind href. */
struct sign_mark {
	bool set;                  /* false: no file that could be signed */
	str href;                  /* empty: there is nothing to read */
	struct page_tag tag, when; /* when: against the deadline; text empty: nothing is said */
};
/* Of a file by its name; due_on (YYYY-MM-DD) may be NULL. */
void page_mark_put(const struct req *r, const struct signature_mark *m, str file_name, str due_on, str href,
		   struct sign_mark *out);

/* An upload as acts read it; f stays as long. */
struct file_source page_upload_source(struct form_file *f);

/* What is found of the signatures of a file that is coming, before the transaction that keeps it. */
MUST_CHECK td_rc page_look(struct req *r, const struct form_file *f, struct signature_seen *out);

/* kept NULL: nothing was kept, nothing is shown. */
void page_sign_put(struct req *r, const struct signature_kept *kept, struct sign_vm *out);

#endif
