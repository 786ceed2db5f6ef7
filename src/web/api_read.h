/* What programs read: for each line of routes_api.c a plain struct, its table and the loading of it. A reader runs like a
 * page's handler, behind the same right, and loads what that page shows: it never asks again who may see what, except
 * where the page itself does. */
#ifndef WEB_API_READ_H
#define WEB_API_READ_H

#include "web/api.h"

#define API_READER(what)                              \
	extern const struct api_def api_##what##_def; \
	td_rc api_read_##what(struct req *r, void *out)

API_READER(members);

#endif
