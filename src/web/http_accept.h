/* Taking connections and spreading them over the pool. Left to itself each thread of libmicrohttpd's pool accepts whatever
 * waits when it wakes, so that a burst of connections ends on two or three threads and a thread that blocks on a commit
 * holds up many of them. One thread accepts here and hands out by turns (MHD_add_connection). */
#ifndef WEB_HTTP_ACCEPT_H
#define WEB_HTTP_ACCEPT_H

#include <microhttpd.h>

#include "base/arena.h"

struct acceptor;

/* A listening socket that nobody can reach: the pool wants one of its own. −1 on failure; the daemon closes it. */
int acceptor_blind_socket(void);

/* Starts accepting on fd, which stays the caller's. TD_LIMIT: no thread. */
MUST_CHECK td_rc acceptor_start(struct arena *a, int fd, struct MHD_Daemon *daemon, struct acceptor **out);

/* No connection is taken after this. NULL is fine. */
void acceptor_stop(struct acceptor *s);

#endif
