#include "web/http_conns.h"

#include <errno.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <time.h>

enum { LOOK_EVERY_MS = 250, SECOND_PER_BYTES = 64 * 1024 };

/* Phase and deadline are written by the thread that serves the connection and read by the one that looks; only the
 * step IDLE → HEAD is made by the latter, by compare-and-exchange. */
struct conn {
	struct conn *prev, *next;
	int fd;
	atomic_int phase;
	_Atomic i64 deadline_ms;
	_Atomic u64 seen; /* bytes received when the watcher first saw it idle; 0: not yet */
};

struct conns {
	struct conn_limits limits;
	pthread_mutex_t lock; /* of the list */
	pthread_cond_t wake;
	struct conn *first, *free;
	pthread_t thread;
	bool stopping;
	atomic_uint n_open;
	_Atomic u64 n_late;
};

static i64 now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (i64)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static u64 bytes_received(int fd)
{
	struct tcp_info info = {0};
	socklen_t n = sizeof info;
	if (getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &n) != 0)
		return 0;
	return info.tcpi_bytes_received;
}

static i64 extra_ms(size_t size)
{
	return (i64)(size / SECOND_PER_BYTES) * 1000;
}

void conn_enter(struct conns *s, struct conn *c, enum conn_phase phase, size_t size)
{
	if (c == NULL)
		return;
	i64 allowed = 0;
	switch (phase) {
	case CONN_IDLE:
		allowed = s->limits.idle_ms;
		atomic_store(&c->seen, 0);
		break;
	case CONN_HEAD:
		allowed = s->limits.head_ms;
		break;
	case CONN_BODY:
		allowed = s->limits.body_ms;
		break;
	case CONN_SEND:
		allowed = s->limits.response_ms + extra_ms(size);
		break;
	case CONN_WORK:
		break;
	}
	atomic_store(&c->deadline_ms, allowed ? now_ms() + allowed : INT64_MAX);
	atomic_store(&c->phase, (int)phase);
}

void conn_progress(struct conn *c, size_t n)
{
	if (c != NULL)
		atomic_fetch_add(&c->deadline_ms, (i64)(n * 1000 / SECOND_PER_BYTES));
}

struct conn *conn_open(struct conns *s, int fd)
{
	pthread_mutex_lock(&s->lock);
	struct conn *c = s->free;
	if (c == NULL) {
		pthread_mutex_unlock(&s->lock);
		return NULL;
	}
	s->free = c->next;
	c->fd = fd;
	c->prev = NULL;
	conn_enter(s, c, CONN_HEAD, 0);
	c->next = s->first;
	if (s->first)
		s->first->prev = c;
	s->first = c;
	pthread_mutex_unlock(&s->lock);
	atomic_fetch_add(&s->n_open, 1);
	return c;
}

void conn_close(struct conns *s, struct conn *c)
{
	if (c == NULL)
		return;
	pthread_mutex_lock(&s->lock);
	if (c->prev)
		c->prev->next = c->next;
	else
		s->first = c->next;
	if (c->next)
		c->next->prev = c->prev;
	c->next = s->free;
	s->free = c;
	pthread_mutex_unlock(&s->lock);
	atomic_fetch_sub(&s->n_open, 1);
}

/* The first byte of a head that follows another request starts the head's clock. What came before the first look counts
 * as silence: then the idle limit ends it. */
static void notice_head(struct conns *s, struct conn *c, i64 now)
{
	int idle = CONN_IDLE;
	if (atomic_load(&c->phase) != CONN_IDLE)
		return;
	u64 bytes = bytes_received(c->fd), seen = 0;
	if (atomic_compare_exchange_strong(&c->seen, &seen, bytes) || bytes == seen)
		return;
	if (atomic_compare_exchange_strong(&c->phase, &idle, CONN_HEAD))
		atomic_store(&c->deadline_ms, now + s->limits.head_ms);
}

static void look(struct conns *s)
{
	i64 now = now_ms();
	for (struct conn *c = s->first; c; c = c->next) {
		notice_head(s, c, now);
		if (atomic_load(&c->deadline_ms) > now)
			continue;
		atomic_store(&c->deadline_ms, INT64_MAX);
		atomic_fetch_add(&s->n_late, 1);
		shutdown(c->fd, SHUT_RDWR);
	}
}

static void *watch(void *arg)
{
	struct conns *s = arg;
	pthread_mutex_lock(&s->lock);
	while (!s->stopping) {
		struct timespec until;
		clock_gettime(CLOCK_MONOTONIC, &until);
		until.tv_nsec += LOOK_EVERY_MS * 1000000L;
		if (until.tv_nsec >= 1000000000L) {
			until.tv_nsec -= 1000000000L;
			until.tv_sec++;
		}
		pthread_cond_timedwait(&s->wake, &s->lock, &until);
		look(s);
	}
	pthread_mutex_unlock(&s->lock);
	return NULL;
}

td_rc conns_new(struct arena *a, const struct conn_limits *limits, u32 max, struct conns **out)
{
	struct conns *s = NEW(a, struct conns);
	struct conn *slots = NEW_N(a, struct conn, max);
	for (u32 i = 0; i < max; i++) {
		slots[i].next = s->free;
		s->free = &slots[i];
	}
	pthread_condattr_t attr;
	s->limits = *limits;
	if (pthread_condattr_init(&attr) != 0)
		return TD_LIMIT;
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	if (pthread_mutex_init(&s->lock, NULL) != 0 || pthread_cond_init(&s->wake, &attr) != 0 ||
	    pthread_create(&s->thread, NULL, watch, s) != 0)
		return TD_LIMIT;
	pthread_condattr_destroy(&attr);
	*out = s;
	return TD_OK;
}

void conns_stop(struct conns *s)
{
	pthread_mutex_lock(&s->lock);
	s->stopping = true;
	pthread_cond_signal(&s->wake);
	pthread_mutex_unlock(&s->lock);
	pthread_join(s->thread, NULL);
}

static bool is_busy(struct conn *c)
{
	int phase = atomic_load(&c->phase);
	return phase == CONN_BODY || phase == CONN_WORK || phase == CONN_SEND;
}

void conns_shut_idle(struct conns *s)
{
	pthread_mutex_lock(&s->lock);
	for (struct conn *c = s->first; c; c = c->next)
		if (!is_busy(c))
			shutdown(c->fd, SHUT_RDWR);
	pthread_mutex_unlock(&s->lock);
}

u32 conns_busy(struct conns *s)
{
	u32 n = 0;
	pthread_mutex_lock(&s->lock);
	for (struct conn *c = s->first; c; c = c->next)
		n += is_busy(c);
	pthread_mutex_unlock(&s->lock);
	return n;
}

u32 conns_open(const struct conns *s)
{
	return atomic_load(&s->n_open);
}

u64 conns_late(const struct conns *s)
{
	return atomic_load(&s->n_late);
}
