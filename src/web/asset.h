/* Styles, scripts and fonts, compiled in with their compressed forms. Addresses carry the content's hash, so that
 * browsers keep them for ever and never hold an old one. */
#ifndef WEB_ASSET_H
#define WEB_ASSET_H

#include "base/embed.h"
#include "web/http.h"

/* "/a/thidua.3f2a9c1b04de.css" for "thidua.css"; empty when there is no such file. Lives as long as the program. */
str asset_href(const char *name);

/* Answers GET and HEAD of /a/…; false: the address is somebody else's. */
bool asset_answer(struct http_req *req, struct http_resp *resp);

/* The smallest form of a file of set (itself, NAME.gz, NAME.br) that the browser takes; names its coding in resp. */
str asset_form(struct http_req *req, struct http_resp *resp, struct embed_set set,
	       const struct embed_file *file);

#endif
