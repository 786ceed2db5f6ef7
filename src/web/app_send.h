/* What a request is answered: heads, and the four kinds of answers. */
#ifndef WEB_APP_SEND_H
#define WEB_APP_SEND_H

#include "web/app.h"

/* The beginning of every answer: status, security headers, type, cookies. */
void app_send_head(struct req *r, const struct http_req *http, struct http_resp *resp, int status, str type);
/* A JSON text with the headers of the API. */
void app_send_json(struct req *r, const struct http_req *http, struct http_resp *resp, int status, str json);
/* {"error":"…"}: the first sentence of r->e, or what the status means. */
str app_error_json(struct req *r, int status);
/* 303 to r->location. */
void app_send_redirect(struct req *r, const struct http_req *http, struct http_resp *resp);
/* The page, file or stream that the handler made; a page is kept where its route says so. */
void app_send_made(struct req *r, const struct http_req *http, struct http_resp *resp);
/* What rc means to who asked: the way to the sign-in, a page with the sentence, or JSON. */
void app_send_refusal(struct req *r, struct http_req *http, struct http_resp *resp, td_rc rc);
/* The page of what never becomes a request: too long an address, too large a head. */
str app_plain_page(int status);

#endif
