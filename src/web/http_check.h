/* What of a request is well formed, apart from any library: the table of webstack.md 5. */
#ifndef WEB_HTTP_CHECK_H
#define WEB_HTTP_CHECK_H

#include "web/http.h"

/* At most one Content-Length of digits only, at most one Transfer-Encoding equal to "chunked" and then no
 * Content-Length, exactly one Host in HTTP/1.1, header names and the method are tokens, no control bytes, and the
 * target is a path. */
bool http_head_ok(const struct http_req *req, bool is_1_1);

/* Percent-decoding; plus: '+' is a blank, as in forms and queries. TD_INVALID: a '%' without two hex digits. */
MUST_CHECK td_rc http_unescape(struct arena *a, str s, bool plus, str *out);

/* STR_NULL for broken escapes, a NUL or an escaped '/'. */
str http_decode_path(struct arena *a, str target);

#endif
