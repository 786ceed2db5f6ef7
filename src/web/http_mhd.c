/* libmicrohttpd behind http.h. Its callbacks run on the pool's threads; nothing here suspends a connection: a thread
 * that waits for the database's writer blocks (webstack.md 8). */
#include <arpa/inet.h>
#include <microhttpd.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/log.h"
#include "web/http_accept.h"
#include "web/http_check.h"
#include "web/http_conns.h"
#include "web/http_listen.h"
#include "web/http_upload.h"

enum {
	CONNECTION_MEMORY = 32 * 1024,
	STREAM_BLOCK = 64 * 1024,
	STACK_BYTES = 1024 * 1024,
	KEPT_ARENAS = 128,
};

struct http_server {
	struct http_config cfg;
	struct http_handler handler;
	struct arena *a; /* of the server's own life */
	struct MHD_Daemon *daemon;
	int listen_fd;
	struct acceptor *acceptor;
	int port;
	struct conns *conns;
	pthread_mutex_t lock; /* of the kept arenas */
	struct arena *kept[KEPT_ARENAS];
	size_t n_kept;
	atomic_bool stopping;
	_Atomic u64 n_requests, n_bad_head, n_no_memory;
};

/* One request and its answer. */
struct exchange {
	struct http_server *s;
	struct http_req req;
	struct http_resp resp;
	struct http_plan plan;
	struct MHD_Connection *c;
	struct conn *conn;
	struct sb body;
	struct upload *upload;
	bool begun, answered;
	/* arguments of the callback that runs */
	const char *method, *version;
};

/* ---- arenas are used again ---- */

static struct arena *take_arena(struct http_server *s)
{
	struct arena *a = NULL;
	pthread_mutex_lock(&s->lock);
	if (s->n_kept > 0)
		a = s->kept[--s->n_kept];
	pthread_mutex_unlock(&s->lock);
	return a ? a : arena_new("request", s->cfg.arena_limit);
}

static void give_arena(struct http_server *s, struct arena *a)
{
	arena_reset(a);
	pthread_mutex_lock(&s->lock);
	bool kept = s->n_kept < KEPT_ARENAS;
	if (kept)
		s->kept[s->n_kept++] = a;
	pthread_mutex_unlock(&s->lock);
	if (!kept)
		arena_free(a);
}

/* ---- answers ---- */

static ssize_t read_stream(void *cls, uint64_t pos, char *p, size_t n)
{
	const struct http_stream *s = cls;
	i64 got = s->read(s->ctx, (i64)pos, p, n);
	return got > 0 ? (ssize_t)got : MHD_CONTENT_READER_END_WITH_ERROR;
}

static struct MHD_Response *make_response(const struct http_resp *resp)
{
	if (resp->stream && resp->stream->size > 0)
		return MHD_create_response_from_callback((uint64_t)resp->stream->size, STREAM_BLOCK,
							 read_stream, (void *)(uintptr_t)resp->stream, NULL);
	struct MHD_IoVec iov[HTTP_MAX_PIECES];
	unsigned n = 0;
	for (size_t i = 0; i < resp->n_pieces; i++)
		if (resp->pieces[i].n > 0)
			iov[n++] = (struct MHD_IoVec){resp->pieces[i].p, resp->pieces[i].n};
	if (n == 0)
		return MHD_create_response_from_buffer(0, iov, MHD_RESPMEM_PERSISTENT);
	return MHD_create_response_from_iovec(iov, n, NULL, NULL);
}

static size_t body_size(const struct http_resp *resp)
{
	size_t n = resp->stream ? (size_t)resp->stream->size : 0;
	for (size_t i = 0; i < resp->n_pieces; i++)
		n += resp->pieces[i].n;
	return n;
}

/* Headers are NUL-terminated here: every value comes from a literal, arena_fmt() or arena_str(). */
static bool add_headers(struct MHD_Response *r, const struct http_resp *resp)
{
	bool ok = true;
	for (size_t i = 0; i < resp->headers.n; i++)
		ok &= MHD_add_response_header(r, resp->headers.at[i].name.p, resp->headers.at[i].value.p) ==
		      MHD_YES;
	return ok;
}

static enum MHD_Result send_response(struct http_server *s, struct MHD_Connection *c, struct conn *conn,
				     const struct http_resp *resp)
{
	struct MHD_Response *r = make_response(resp);
	if (r == NULL)
		return MHD_NO;
	enum MHD_Result done = MHD_NO;
	bool closes = resp->close || atomic_load_explicit(&s->stopping, memory_order_relaxed);
	if (add_headers(r, resp) &&
	    (!closes || MHD_add_response_header(r, "Connection", "close") == MHD_YES)) {
		conn_enter(s->conns, conn, CONN_SEND, body_size(resp));
		done = MHD_queue_response(c, (unsigned)resp->status, r);
	}
	MHD_destroy_response(r);
	return done;
}

/* For requests without an arena to speak of: static text, and the connection ends. */
static enum MHD_Result send_plain(struct http_server *s, struct MHD_Connection *c, struct conn *conn,
				  int status)
{
	struct http_header type[] = {
	    {S("Content-Type"), S("text/html; charset=utf-8")},
	    {S("Cache-Control"), S("no-store")},
	    {S("X-Content-Type-Options"), S("nosniff")},
	    {S("Content-Security-Policy"), S("default-src 'none'; base-uri 'none'; frame-ancestors 'none'")},
	};
	struct http_resp resp = {.status = status, .close = true, .n_pieces = 1};
	resp.headers.at = type;
	resp.headers.n = sizeof type / sizeof type[0];
	resp.pieces[0] = s->handler.plain_page(status);
	return send_response(s, c, conn, &resp);
}

/* ---- the head ---- */

static enum MHD_Result take_header(void *cls, enum MHD_ValueKind kind, const char *name, size_t n_name,
				   const char *value, size_t n_value)
{
	struct http_req *req = cls;
	(void)kind;
	req->headers[req->n_headers++] = (struct http_header){{name, n_name}, {value ? value : "", n_value}};
	return MHD_YES;
}

static void read_headers(struct exchange *x)
{
	int n = MHD_get_connection_values_n(x->c, MHD_HEADER_KIND, NULL, NULL);
	x->req.headers = NEW_N(x->req.a, struct http_header, (size_t)(n > 0 ? n : 0) + 1);
	if (n > 0 && n <= HTTP_MAX_HEADERS)
		MHD_get_connection_values_n(x->c, MHD_HEADER_KIND, take_header, &x->req);
	else
		x->req.n_headers = (size_t)n;
}

static str address_text(struct arena *a, const struct sockaddr *sa)
{
	char text[INET6_ADDRSTRLEN] = "?";
	if (sa->sa_family == AF_INET)
		inet_ntop(AF_INET, &((const struct sockaddr_in *)(const void *)sa)->sin_addr, text,
			  sizeof text);
	else if (sa->sa_family == AF_INET6)
		inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)(const void *)sa)->sin6_addr, text,
			  sizeof text);
	return arena_str(a, str_c(text));
}

/* 0: well formed and within the limits, else the status to answer with. */
static int check_head(struct exchange *x)
{
	const union MHD_ConnectionInfo *size =
	    MHD_get_connection_info(x->c, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
	if (x->req.target.n + x->req.query.n > HTTP_MAX_URI)
		return 414;
	if (size == NULL || size->header_size > HTTP_MAX_HEAD || x->req.n_headers > HTTP_MAX_HEADERS)
		return 431;
	return http_head_ok(&x->req, strcmp(x->version, "HTTP/1.1") == 0) ? 0 : 400;
}

static bool has_body(const struct http_req *req)
{
	str length = http_header(req, "content-length");
	return http_header(req, "transfer-encoding").p != NULL ||
	       (length.p != NULL && !str_eq(length, S("0")));
}

static bool is_multipart(const struct http_req *req)
{
	return str_has_prefix(http_header(req, "content-type"), S("multipart/form-data"));
}

static td_rc begin(void *arg)
{
	struct exchange *x = arg;
	struct http_req *req = &x->req;
	req->method = arena_str(req->a, str_c(x->method));
	req->head_only = str_eq(req->method, S("HEAD"));
	read_headers(x);
	x->resp.status = check_head(x);
	if (x->resp.status != 0)
		return TD_INVALID;
	const union MHD_ConnectionInfo *peer =
	    MHD_get_connection_info(x->c, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	req->address = peer ? address_text(req->a, peer->client_addr) : S("?");
	req->path = http_decode_path(req->a, req->target);
	x->plan = x->s->handler.head(x->s->handler.ctx, req, &x->resp);
	if (x->plan.kind == HTTP_BODY_PARTS && is_multipart(req))
		x->upload = upload_new(req->a, x->c, &x->plan, x->s->cfg.temp_dir);
	else
		x->body = sb_new(req->a, x->plan.max_bytes + 1);
	return TD_OK;
}

/* ---- the body ---- */

struct chunk {
	struct exchange *x;
	const char *p;
	size_t n;
};

static td_rc feed(void *arg)
{
	struct chunk *c = arg;
	struct exchange *x = c->x;
	if (x->upload)
		upload_feed(x->upload, c->p, c->n);
	else if (x->body.n + c->n > x->plan.max_bytes)
		x->req.body_rc = TD_LIMIT;
	else if (x->req.body_rc == TD_OK)
		sb_put(&x->body, (str){c->p, c->n});
	return TD_OK;
}

static td_rc finish(void *arg)
{
	struct exchange *x = arg;
	if (x->upload)
		x->req.body_rc = upload_end(x->upload, &x->req.parts);
	else
		x->req.body = sb_str(&x->body);
	x->s->handler.answer(x->s->handler.ctx, &x->req, &x->resp);
	return TD_OK;
}

/* ---- the library's callbacks ---- */

static struct conn *conn_of(struct MHD_Connection *c)
{
	const union MHD_ConnectionInfo *i = MHD_get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	return i ? i->socket_context : NULL;
}

struct birth {
	struct http_server *s;
	struct arena *a;
	struct MHD_Connection *c;
	str uri;
	struct exchange *x;
};

static td_rc born(void *arg)
{
	struct birth *b = arg;
	struct exchange *x = NEW(b->a, struct exchange);
	str uri = arena_str(b->a, b->uri);
	size_t mark = str_find_byte(uri, '?');
	x->s = b->s;
	x->c = b->c;
	x->conn = conn_of(b->c);
	x->req.a = b->a;
	x->req.target = str_upto(uri, mark);
	x->req.query = str_from(uri, mark + 1);
	x->req.started_ms = b->s->cfg.env->now_ms(b->s->cfg.env);
	b->x = x;
	return TD_OK;
}

/* The request line was read: the request begins. */
static void *on_uri(void *cls, const char *uri, struct MHD_Connection *c)
{
	struct http_server *s = cls;
	struct birth b = {.s = s, .a = take_arena(s), .c = c, .uri = str_c(uri)};
	if (b.a != NULL && arena_run(b.a, born, &b) != TD_OK) {
		give_arena(s, b.a);
		b.x = NULL;
	}
	return b.x;
}

static enum MHD_Result on_head(struct http_server *s, struct exchange *x)
{
	x->begun = true;
	td_rc rc = arena_run(x->req.a, begin, x);
	if (rc == TD_LIMIT) {
		atomic_fetch_add(&s->n_no_memory, 1);
		return send_plain(s, x->c, x->conn, 503);
	}
	if (rc != TD_OK) {
		atomic_fetch_add(&s->n_bad_head, 1);
		return send_plain(s, x->c, x->conn, x->resp.status);
	}
	/* an answer before the body ends the connection; without a body it waits for the request's end */
	if (x->plan.kind == HTTP_ANSWERED && has_body(&x->req)) {
		x->answered = x->resp.close = true;
		return send_response(s, x->c, x->conn, &x->resp);
	}
	conn_enter(s->conns, x->conn, CONN_BODY, 0);
	return MHD_YES;
}

static enum MHD_Result on_end(struct http_server *s, struct exchange *x)
{
	x->answered = true;
	conn_enter(s->conns, x->conn, CONN_WORK, 0);
	if (x->plan.kind != HTTP_ANSWERED && arena_run(x->req.a, finish, x) != TD_OK) {
		atomic_fetch_add(&s->n_no_memory, 1);
		return send_plain(s, x->c, x->conn, 503);
	}
	return send_response(s, x->c, x->conn, &x->resp);
}

static enum MHD_Result on_request(void *cls, struct MHD_Connection *c, const char *url, const char *method,
				  const char *version, const char *data, size_t *n_data, void **request)
{
	struct http_server *s = cls;
	struct exchange *x = *request;
	(void)url;
	if (x == NULL)
		return send_plain(s, c, conn_of(c), 503);
	if (!x->begun) {
		atomic_fetch_add(&s->n_requests, 1);
		x->method = method;
		x->version = version;
		return on_head(s, x);
	}
	if (*n_data > 0) {
		struct chunk chunk = {x, data, *n_data};
		conn_progress(x->conn, *n_data);
		if (arena_run(x->req.a, feed, &chunk) != TD_OK)
			x->req.body_rc = TD_LIMIT;
		*n_data = 0;
		return MHD_YES;
	}
	return x->answered ? MHD_YES : on_end(s, x);
}

static void on_completed(void *cls, struct MHD_Connection *c, void **request,
			 enum MHD_RequestTerminationCode why)
{
	struct http_server *s = cls;
	struct exchange *x = *request;
	(void)c;
	(void)why;
	if (x == NULL)
		return;
	*request = NULL;
	conn_enter(s->conns, x->conn, CONN_IDLE, 0);
	give_arena(s, x->req.a);
}

static void on_connection(void *cls, struct MHD_Connection *c, void **context,
			  enum MHD_ConnectionNotificationCode what)
{
	struct http_server *s = cls;
	if (what == MHD_CONNECTION_NOTIFY_STARTED) {
		const union MHD_ConnectionInfo *fd =
		    MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);
		*context = fd ? conn_open(s->conns, fd->connect_fd) : NULL;
	} else {
		conn_close(s->conns, *context);
		*context = NULL;
	}
}

/* Addresses are decoded by http_decode_path(), which refuses what the library would let pass. */
static size_t keep_escaped(void *cls, struct MHD_Connection *c, char *text)
{
	(void)cls;
	(void)c;
	return strlen(text);
}

__attribute__((format(printf, 2, 0))) static void on_log(void *cls, const char *fmt, va_list ap)
{
	char line[256];
	(void)cls;
	vsnprintf(line, sizeof line, fmt, ap);
	log_debug("http: %s", line);
}

/* ---- start and stop ---- */

static td_rc start_daemon(struct http_server *s, struct err *e)
{
	unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC | MHD_USE_ERROR_LOG;
	struct MHD_OptionItem tls[] = {
	    {MHD_OPTION_END, 0, NULL}, {MHD_OPTION_END, 0, NULL}, {MHD_OPTION_END, 0, NULL}};
	if (s->cfg.tls_cert && s->cfg.tls_key) {
		flags |= MHD_USE_TLS;
		tls[0] =
		    (struct MHD_OptionItem){MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)(uintptr_t)s->cfg.tls_cert};
		tls[1] =
		    (struct MHD_OptionItem){MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)(uintptr_t)s->cfg.tls_key};
	}
	int blind = acceptor_blind_socket();
	s->daemon = MHD_start_daemon(
	    flags, 0, NULL, NULL, on_request, s, MHD_OPTION_EXTERNAL_LOGGER, on_log, NULL,
	    MHD_OPTION_LISTEN_SOCKET, blind, MHD_OPTION_THREAD_POOL_SIZE, (unsigned)s->cfg.n_threads,
	    MHD_OPTION_THREAD_STACK_SIZE, (size_t)STACK_BYTES, MHD_OPTION_STRICT_FOR_CLIENT, 1,
	    MHD_OPTION_CONNECTION_LIMIT, (unsigned)s->cfg.max_connections, MHD_OPTION_PER_IP_CONNECTION_LIMIT,
	    (unsigned)s->cfg.max_per_address, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
	    MHD_OPTION_URI_LOG_CALLBACK, on_uri, s, MHD_OPTION_UNESCAPE_CALLBACK, keep_escaped, NULL,
	    MHD_OPTION_NOTIFY_COMPLETED, on_completed, s, MHD_OPTION_NOTIFY_CONNECTION, on_connection, s,
	    MHD_OPTION_ARRAY, tls, MHD_OPTION_END);
	if (s->daemon != NULL && acceptor_start(s->a, s->listen_fd, s->daemon, &s->acceptor) == TD_OK)
		return TD_OK;
	return err_add(
	    e, TD_IO, S("listen"),
	    N_("Không khởi động được máy chủ web: thiếu bộ nhớ hoặc chứng thư TLS không đọc được"));
}

static void fill_defaults(struct http_config *cfg)
{
	cfg->n_threads = cfg->n_threads ? cfg->n_threads : 32;
	cfg->max_connections = cfg->max_connections ? cfg->max_connections : 1000;
	cfg->max_per_address = cfg->max_per_address ? cfg->max_per_address : 128;
	cfg->arena_limit = cfg->arena_limit ? cfg->arena_limit : (size_t)32 << 20;
	cfg->head_ms = cfg->head_ms ? cfg->head_ms : 10 * 1000;
	cfg->idle_ms = cfg->idle_ms ? cfg->idle_ms : 30 * 1000;
	cfg->body_ms = cfg->body_ms ? cfg->body_ms : 30 * 1000;
	cfg->response_ms = cfg->response_ms ? cfg->response_ms : 60 * 1000;
}

struct start {
	struct arena *a;
	const struct http_config *cfg;
	const struct http_handler *handler;
	struct err *e;
	struct http_server *s;
};

static td_rc start(void *arg)
{
	struct start *st = arg;
	struct http_server *s = st->s = NEW(st->a, struct http_server);
	s->a = st->a;
	s->cfg = *st->cfg;
	s->handler = *st->handler;
	s->listen_fd = -1;
	fill_defaults(&s->cfg);
	if (pthread_mutex_init(&s->lock, NULL) != 0)
		return TD_LIMIT;
	struct conn_limits limits = {s->cfg.head_ms, s->cfg.idle_ms, s->cfg.body_ms, s->cfg.response_ms};
	td_rc rc = listen_open(s->a, s->cfg.listen, &s->listen_fd, &s->port, st->e);
	if (rc == TD_OK)
		rc = conns_new(s->a, &limits, s->cfg.max_connections + s->cfg.n_threads, &s->conns);
	if (rc == TD_OK)
		rc = start_daemon(s, st->e);
	return rc;
}

/* Also of one that did not start wholly. */
static void release(struct http_server *s)
{
	if (s->daemon)
		MHD_stop_daemon(s->daemon);
	if (s->conns)
		conns_stop(s->conns);
	while (s->n_kept > 0)
		arena_free(s->kept[--s->n_kept]);
	if (s->listen_fd >= 0)
		close(s->listen_fd);
	pthread_mutex_destroy(&s->lock);
	arena_free(s->a);
}

td_rc http_start(const struct http_config *cfg, const struct http_handler *handler, struct err *e,
		 struct http_server **out)
{
	struct start st = {arena_new("http", 4 << 20), cfg, handler, e, NULL};
	if (st.a == NULL)
		return TD_LIMIT;
	td_rc rc = arena_run(st.a, start, &st);
	if (rc == TD_OK)
		*out = st.s;
	else if (st.s)
		release(st.s);
	else
		arena_free(st.a);
	return rc;
}

int http_port(const struct http_server *s)
{
	return s->port;
}

void http_stop(struct http_server *s, i64 wait_ms)
{
	atomic_store(&s->stopping, true);
	acceptor_stop(s->acceptor);
	conns_shut_idle(s->conns);
	for (i64 waited = 0; waited < wait_ms && conns_busy(s->conns) > 0; waited += 10)
		poll(NULL, 0, 10);
	release(s);
}

void http_stats(const struct http_server *s, struct http_stats *out)
{
	*out = (struct http_stats){
	    .n_requests = atomic_load(&s->n_requests),
	    .n_bad_head = atomic_load(&s->n_bad_head),
	    .n_late = conns_late(s->conns),
	    .n_no_memory = atomic_load(&s->n_no_memory),
	    .n_open = conns_open(s->conns),
	};
}
