/* The limit that the server is measured against: a bare epoll loop that runs the same statements (session and rights
 * included) and builds the same bytes of one scoreboard, and knows nothing of HTTP but "\r\n\r\n".
 *
 *	bench_web_bare DB-URL CLUSTER YEAR THREADS      prints its port */
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "base/caltime.h"
#include "store/store_org.h"
#include "store/store_user.h"
#include "web/app.h"
#include "web/page_board.h"

enum { MEMORY = 32 << 20, PAGE_MAX = 8 << 20, HEAD_MAX = 4096, EVENTS = 128 };

static struct db *db;
static str cluster;
static i64 year;
static u16 port;

struct conn {
	int fd;
	size_t n;
	char head[HEAD_MAX];
};

struct page_run {
	struct req r;
	str token;
};

/* ---- the page ---- */

static td_rc load_rights(struct req *r, str token)
{
	struct sha256 hash;
	struct session s;
	struct user u;
	str minutes;
	grant_list grants = {0};
	membership_list members = {0};
	td_rc rc = sha256_of(token, &hash);
	if (rc == TD_OK)
		rc = store_session_find(r->tx, &hash, &s, &u);
	if (rc == TD_OK && store_setting_get(r->tx, S("session.idle_minutes"), &minutes) == TD_DB)
		rc = TD_DB;
	if (rc == TD_OK)
		rc = store_grants_of(r->tx, u.id, &grants);
	if (rc == TD_OK)
		rc = store_cluster_year_find(r->tx, cluster, year, &r->year);
	if (rc == TD_OK)
		rc = store_membership_list(r->tx, r->year.id, &members);
	if (rc != TD_OK)
		return rc;
	i64 *ids = NEW_N(r->a, i64, members.n + 1);
	for (size_t i = 0; i < members.n; i++)
		ids[i] = members.at[i].unit.v;
	r->user = (struct req_user){.id = u.id, .name = u.name, .grants = grants.at, .n_grants = grants.n};
	r->place = (struct authz_place){
	    .kind = PLACE_YEAR,
	    .cluster_id = r->year.cluster.v,
	    .members = ids,
	    .n_members = members.n,
	    .revealed = r->year.revealed_at_ms.set,
	};
	return TD_OK;
}

static td_rc build(struct tx *t, void *ctx)
{
	struct page_run *p = ctx;
	struct req *r = &p->r;
	r->tx = t;
	td_rc rc = load_rights(r, p->token);
	if (rc != TD_OK)
		return rc;
	r->page.signed_in = true;
	r->page.user_name = r->user.name;
	r->page.user_role = S("Thư ký cụm, khối");
	r->html = html_new(r->a, LANG_VI, &r->page, PAGE_MAX);
	return page_board(r);
}

static td_rc make_page(void *arg)
{
	struct page_run *p = arg;
	struct req *r = &p->r;
	struct actor nobody = {0};
	struct err e = err_new(r->a, LANG_VI);
	static const struct http_req none;
	r->e = &e;
	r->env = env_system();
	r->now_ms = r->env->now_ms(r->env);
	r->today = day_iso(r->a, day_of_ms(r->now_ms));
	r->http = &none;
	r->path = arena_fmt(r->a, "/cum/%.*s/%lld/bang-diem", STRF(cluster), (long long)year);
	r->page = (struct page){
	    .lang = LANG_VI,
	    .lang_code = S("vi"),
	    .path = r->path,
	    .csrf = S("0123456789012345678901.0123456789012345678901234567890123456789012"),
	    .css = S("/a/thidua.0123456789ab.css"),
	    .css_dark = S("/a/thidua-dark.0123456789ab.css"),
	    .dark_media = S("screen and (prefers-color-scheme: dark)"),
	    .js = S("/a/thidua.0123456789ab.js"),
	};
	return db_read(db, r->a, &e, &nobody, build, p);
}

static str token_of(str head)
{
	str rest = str_from(head, str_find(head, S("thidua=")) + strlen("thidua="));
	size_t n = 0;
	while (n < rest.n && rest.p[n] != '\r' && rest.p[n] != ';')
		n++;
	return str_upto(rest, n);
}

/* ---- the loop ---- */

static bool send_all(int fd, str head, str body)
{
	struct iovec iov[2] = {{(void *)(uintptr_t)head.p, head.n}, {(void *)(uintptr_t)body.p, body.n}};
	size_t left = head.n + body.n;
	while (left > 0) {
		ssize_t n = writev(fd, iov, 2);
		if (n <= 0)
			return false;
		left -= (size_t)n;
		for (int i = 0; i < 2; i++) {
			size_t take = (size_t)n < iov[i].iov_len ? (size_t)n : iov[i].iov_len;
			iov[i].iov_base = (char *)iov[i].iov_base + take;
			iov[i].iov_len -= take;
			n -= (ssize_t)take;
		}
	}
	return true;
}

static bool answer(struct arena *a, struct conn *c)
{
	struct page_run p = {.r = {.a = a}, .token = token_of((str){c->head, c->n})};
	char head[128];
	td_rc rc = arena_run(a, make_page, &p);
	str body = rc == TD_OK ? html_str(&p.r.html) : (str){"", 0};
	int n =
	    snprintf(head, sizeof head,
		     "HTTP/1.1 %d x\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %zu\r\n\r\n",
		     rc == TD_OK ? 200 : 500, body.n);
	bool ok = send_all(c->fd, (str){head, (size_t)n}, body);
	arena_reset(a);
	return ok;
}

static bool on_readable(struct arena *a, struct conn *c)
{
	ssize_t n = read(c->fd, c->head + c->n, sizeof c->head - c->n);
	if (n <= 0)
		return false;
	c->n += (size_t)n;
	if (c->n < 4 || memcmp(c->head + c->n - 4, "\r\n\r\n", 4) != 0)
		return c->n < sizeof c->head;
	bool ok = answer(a, c);
	c->n = 0;
	return ok;
}

static int listen_on(u16 wanted)
{
	struct sockaddr_in sa = {
	    .sin_family = AF_INET, .sin_port = htons(wanted), .sin_addr = {htonl(INADDR_LOOPBACK)}};
	socklen_t n = sizeof sa;
	int on = 1, fd = socket(AF_INET, SOCK_STREAM, 0);
	setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
	if (bind(fd, (struct sockaddr *)&sa, sizeof sa) != 0 || listen(fd, 1024) != 0)
		exit(1);
	getsockname(fd, (struct sockaddr *)&sa, &n);
	port = ntohs(sa.sin_port);
	return fd;
}

static void *loop(void *arg)
{
	int listener = *(int *)arg, ep = epoll_create1(0), on = 1;
	struct arena *a = arena_new("bare", MEMORY);
	struct epoll_event events[EVENTS], ev = {.events = EPOLLIN, .data = {.ptr = NULL}};
	epoll_ctl(ep, EPOLL_CTL_ADD, listener, &ev);
	for (;;) {
		int n = epoll_wait(ep, events, EVENTS, -1);
		for (int i = 0; i < n; i++) {
			struct conn *c = events[i].data.ptr;
			if (c == NULL) {
				c = calloc(1, sizeof *c);
				c->fd = accept(listener, NULL, NULL);
				setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
				ev.data.ptr = c;
				epoll_ctl(ep, EPOLL_CTL_ADD, c->fd, &ev);
				ev.data.ptr = NULL;
			} else if (!on_readable(a, c)) {
				close(c->fd);
				free(c);
			}
		}
	}
	return NULL;
}

int main(int argc, char **argv)
{
	struct arena *a = arena_new("main", 1 << 20);
	struct err e = err_new(a, LANG_VI);
	int fds[64];
	u64 n_threads;
	if (argc != 5 || str_i64(str_c(argv[3]), &year) != TD_OK ||
	    str_u64(str_c(argv[4]), &n_threads) != TD_OK || n_threads > 64)
		return 2;
	struct db_config cfg = {.url = str_c(argv[1]), .mode = DB_USE};
	cluster = str_c(argv[2]);
	if (db_open(&cfg, env_system(), &e, &db) != TD_OK)
		return 1;
	for (u64 i = 0; i < n_threads; i++) {
		pthread_t t;
		fds[i] = listen_on(port);
		if (pthread_create(&t, NULL, loop, &fds[i]) != 0)
			return 1;
	}
	printf("%d\n", port);
	fflush(stdout);
	for (;;)
		pause();
}
