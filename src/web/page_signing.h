/* Signing with a program on one's desk, through one-time addresses (jobs/act_signing.h): the page where a person makes them
 * and sees what became of them, and the two addresses themselves, which know no session. */
#ifndef WEB_PAGE_SIGNING_H
#define WEB_PAGE_SIGNING_H

#include "jobs/act_signing.h"
#include "web/page.h"
#include "web/page_trust.h"

struct signing_vm {
	struct page page;
	str here, back, back_text, title, lede, fetch_url, send_url, file_name, who, refusal;
	i64 expires_at, minutes;
	bool may_make, has, fresh, waits, expires_soon, received; /* has: there was one before */
	struct page_tag tag;
	struct sign_vm sign; /* of a paper: the verdict on the signed version that stands */
};

td_rc page_signing_evidence(struct req *r);      /* GET …/minh-chung/{unit}/ky-so/{id} */
td_rc page_signing_evidence_post(struct req *r); /* POST: makes the addresses, shown once */
td_rc page_signing_pact(struct req *r);          /* GET …/giao-uoc/{unit}/ky-so/{part} */
td_rc page_signing_pact_post(struct req *r);     /* POST */
td_rc page_signing_paper(struct req *r);         /* GET …/van-ban/{paper}/ky-so */
td_rc page_signing_paper_post(struct req *r);    /* POST */
td_rc page_signing_fetch(struct req *r);         /* GET /ky-so/tai/{token}: the document, once */
td_rc page_signing_send(
    struct req *r); /* POST /ky-so/nhan/{token}: its signed version, until a good one came */

/* The newest request of the place in the address; TD_NOT_FOUND: none. For the API too. */
MUST_CHECK td_rc page_signing_now(struct req *r, struct signing_request *out);

#endif
