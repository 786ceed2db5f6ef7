/* The seam to HTTP. http_mhd.c is the only file that knows libmicrohttpd; everything above sees whole, checked
 * requests and gives whole answers. What is malformed in length, transfer coding, host or header (webstack.md 5) never
 * passes: it is answered 400 and the connection closed.
 *
 * A request is one arena. The handler is called twice: head() when the head is complete, on the server's thread, and
 * says how much body may come; answer() when the body has come. Both run inside arena_run(); when an allocation
 * unwinds the answer is 503. */
#ifndef WEB_HTTP_H
#define WEB_HTTP_H

#include "base/err.h"
#include "base/env.h"
#include "web/form.h"

enum {
	HTTP_MAX_HEAD = 16 * 1024,
	HTTP_MAX_HEADERS = 64,
	HTTP_MAX_URI = 8 * 1024,
	HTTP_MAX_PIECES = 16,
};

struct http_header {
	str name, value;
};

struct http_req {
	struct arena *a;
	str method;
	str target;  /* as sent, without query */
	str path;    /* decoded; STR_NULL if its escapes are broken or hide a '/' or a NUL */
	str query;   /* as sent, behind the '?' */
	str address; /* of the sender: "127.0.0.1" */
	struct http_header *headers;
	size_t n_headers;
	bool head_only; /* HEAD: everything is computed, nothing of the body sent */
	i64 started_ms;

	/* the body */
	str body;           /* application/x-www-form-urlencoded, or nothing */
	struct form *parts; /* multipart/form-data: texts and files */
	td_rc
	    body_rc; /* TD_OK, TD_LIMIT: larger than allowed, TD_INVALID: broken multipart, TD_IO: no temporary file */

	void *app; /* what head() left for answer() */
};

/* The first header of that name (any case), or STR_NULL. */
str http_header(const struct http_req *req, const char *name);

/* A body that is fetched while it is sent, so that a large file never stands in memory. read() puts at most n bytes
 * from pos into p and returns how many; 0 or less cuts the connection. It runs on the server's thread. */
struct http_stream {
	i64 size;
	i64 (*read)(void *ctx, i64 pos, char *p, size_t n);
	void *ctx; /* lives as long as the request's arena */
};

struct http_resp {
	int status;
	VEC(struct http_header) headers; /* Content-Length, Connection and Date are the server's */
	str pieces[HTTP_MAX_PIECES];     /* the body, in order; they live as long as the request's arena */
	size_t n_pieces;
	const struct http_stream *stream; /* instead of pieces, or NULL */
	bool close;
};

void http_add_header(const struct http_req *req, struct http_resp *resp, str name, str value);

enum http_body { HTTP_ANSWERED = 1, HTTP_BODY_BYTES, HTTP_BODY_PARTS };

/* How the body may come. ANSWERED: resp was filled and is sent at once; a body that would follow is not read and the
 * connection ends. PARTS: bytes of a form, or parts if it is multipart. */
struct http_plan {
	enum http_body kind;
	size_t max_bytes; /* of BYTES; of the texts of PARTS */
	i64 max_file;     /* of all files of PARTS together */
};

struct http_handler {
	void *ctx;
	struct http_plan (*head)(void *ctx, struct http_req *req, struct http_resp *resp);
	void (*answer)(void *ctx, struct http_req *req, struct http_resp *resp);
	/* The answer for requests that never reach the two above: bad head, no memory, past a limit. Static text. */
	str (*plain_page)(int status);
};

struct http_config {
	const char *listen;                   /* "127.0.0.1:8080", "[::1]:8080"; port 0 = any free one */
	u32 n_threads;                        /* 0 = 32: as many commands may wait for one commit */
	u32 max_connections, max_per_address; /* 0 = 1,000 and 128: an office behind one address */
	size_t arena_limit;                   /* bytes of one request, 0 = 32 MiB */
	i64 head_ms, idle_ms, body_ms,
	    response_ms;      /* 0 = 10 s, 30 s, 30 s, 60 s; body and response get 1 s more per 64 KiB */
	const char *temp_dir; /* of uploads; NULL = /tmp */
	const char *tls_cert, *tls_key; /* PEM files; NULL = plain */
	struct env *env;
};

struct http_server;

/* Starts listening. TD_INVALID: bad address; TD_BUSY: the port is taken; TD_IO. The sentence is in e. */
MUST_CHECK td_rc http_start(const struct http_config *cfg, const struct http_handler *handler, struct err *e,
			    struct http_server **out);

/* The port it listens on. */
int http_port(const struct http_server *s);

/* Stops accepting, lets running requests finish (at most wait_ms), closes everything. */
void http_stop(struct http_server *s, i64 wait_ms);

/* Counters of the system page. */
struct http_stats {
	u64 n_requests, n_bad_head, n_late, n_no_memory;
	u32 n_open;
};
void http_stats(const struct http_server *s, struct http_stats *out);

#endif
