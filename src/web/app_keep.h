/* Kept pages. A page of a CACHE_YEAR route is the same for all readers with the same rights as long as nothing of its
 * year or of the system was written; what differs between them are its holes (html.h).
 *
 * Two things are kept, both bound to the generations of the snapshot they were made from:
 *  - per session and address: the outcome of the checks — who, with what rights, at which place;
 *  - per address, language, theme, day and rights: the page with its holes, raw and compressed.
 * Both are looked up inside a read transaction whose generations are read first, so an answer never shows less than the
 * last acknowledged write. The first is kept for a minute at most, so that the session is marked as seen. */
#ifndef WEB_APP_KEEP_H
#define WEB_APP_KEEP_H

#include "web/app.h"

/* Inside the read transaction, before the checks. TD_OK: r->html has the page (r->from_cache). TD_NOT_FOUND: go the whole
 * way. */
MUST_CHECK td_rc keep_answer(struct req *r);

/* Inside the read transaction, after the handler: keeps what was made. */
MUST_CHECK td_rc keep_page(struct req *r);

/* Puts the page into resp, behind its head: holes filled, compressed if the browser takes it, 304 if it has it. */
void keep_send(struct req *r, const struct http_req *http, struct http_resp *resp);

#endif
