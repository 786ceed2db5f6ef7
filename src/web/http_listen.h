/* The listening socket of the server. */
#ifndef WEB_HTTP_LISTEN_H
#define WEB_HTTP_LISTEN_H

#include "base/arena.h"
#include "base/err.h"

/* Opens the address "127.0.0.1:8080", "[::1]:8080" or ":8080"; port 0: a free one. *fd is the caller's to close as soon as
 * it is not negative, also on failure; *port is the one that was given. TD_INVALID: not an address; TD_BUSY: somebody
 * else's port; TD_IO. */
MUST_CHECK td_rc listen_open(struct arena *a, const char *address, int *fd, int *port, struct err *e);

#endif
