/* Open connections and their total deadlines. libmicrohttpd only times inactivity, so that a sender of one byte a
 * second would stay for ever; here every phase of a request has an end, and a thread that looks four times a second
 * shuts a late connection's socket, which the library then sees as closed by the peer. */
#ifndef WEB_HTTP_CONNS_H
#define WEB_HTTP_CONNS_H

#include "base/arena.h"

enum conn_phase {
	CONN_IDLE, /* between two requests: until the first byte of the next head */
	CONN_HEAD, /* its bytes come */
	CONN_BODY,
	CONN_WORK, /* a handler runs: no deadline */
	CONN_SEND,
};

struct conn_limits {
	i64 head_ms, idle_ms, body_ms, response_ms;
};

struct conns;
struct conn;

/* The registry for at most max connections, and its thread. TD_LIMIT: no thread. */
MUST_CHECK td_rc conns_new(struct arena *a, const struct conn_limits *limits, u32 max, struct conns **out);
void conns_stop(struct conns *s);

/* A connection was accepted; NULL when there are too many. */
struct conn *conn_open(struct conns *s, int fd);
void conn_close(struct conns *s, struct conn *c);

/* The connection entered a phase; size: bytes of the answer for CONN_SEND, else 0. NULL is fine. */
void conn_enter(struct conns *s, struct conn *c, enum conn_phase phase, size_t size);

/* Bytes of a body came: the deadline moves by one second per 64 KiB. NULL is fine. */
void conn_progress(struct conn *c, size_t n);

/* Shuts every connection on which no request is in work: when the server stops. */
void conns_shut_idle(struct conns *s);

u32 conns_open(const struct conns *s);
u64 conns_late(const struct conns *s);

/* Requests between head and end of answer. */
u32 conns_busy(struct conns *s);

#endif
