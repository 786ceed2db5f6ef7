/* multipart/form-data as it streams in: texts are gathered, files go to temporary files without a name. */
#ifndef WEB_HTTP_UPLOAD_H
#define WEB_HTTP_UPLOAD_H

#include <microhttpd.h>

#include "web/http.h"

struct upload;

/* NULL when the request is not multipart/form-data or there is no memory. Ends with the arena. */
struct upload *upload_new(struct arena *a, struct MHD_Connection *c, const struct http_plan *plan,
			  const char *temp_dir);

/* The next bytes. After the first error the rest is dropped. */
void upload_feed(struct upload *u, const char *p, size_t n);

/* TD_OK and the parts, or TD_LIMIT, TD_INVALID, TD_IO. */
td_rc upload_end(struct upload *u, struct form **parts);

#endif
