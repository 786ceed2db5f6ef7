/* The booth of the secret ballot: one page, the same bytes for every election and visitor (src/web/booth). It is answered
 * before anything is known of who asks: no cookie is read or set, nothing is logged. */
#ifndef WEB_PAGE_BOOTH_H
#define WEB_PAGE_BOOTH_H

#include "web/http.h"

/* Answers GET and HEAD of /bo-phieu/{uuid}, and /bo-phieu/bam: the page's SHA-256 as sha256sum writes it. false: the
 * address is somebody else's. */
bool booth_answer(struct http_req *req, struct http_resp *resp);

/* SHA-256 of the page in hex, for the pages that publish it. */
str booth_hash(void);

#endif
