#include "jobs/background.h"

#include <pthread.h>

enum { STACK = 512 * 1024 };

struct background {
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	int every_s;
	background_fn pass;
	void *ctx;
	bool stop, woken;
};

static void wait_for_work(struct background *b)
{
	struct timespec until;
	int rc = 0;
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += b->every_s;
	while (!b->stop && !b->woken && rc == 0)
		rc = pthread_cond_timedwait(&b->wake, &b->lock, &until);
	b->woken = false;
}

static void *run(void *ctx)
{
	struct background *b = ctx;
	pthread_mutex_lock(&b->lock);
	while (!b->stop) {
		pthread_mutex_unlock(&b->lock);
		b->pass(b, b->ctx);
		pthread_mutex_lock(&b->lock);
		wait_for_work(b);
	}
	pthread_mutex_unlock(&b->lock);
	return NULL;
}

td_rc background_start(struct arena *a, int every_s, background_fn pass, void *ctx, struct background **out)
{
	struct background *b = NEW(a, struct background);
	pthread_condattr_t monotonic;
	pthread_attr_t small;
	*out = NULL;
	*b = (struct background){.every_s = every_s, .pass = pass, .ctx = ctx};
	pthread_mutex_init(&b->lock, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&b->wake, &monotonic);
	pthread_condattr_destroy(&monotonic);
	pthread_attr_init(&small);
	pthread_attr_setstacksize(&small, STACK);
	int failed = pthread_create(&b->thread, &small, run, b);
	pthread_attr_destroy(&small);
	if (failed)
		return TD_LIMIT;
	*out = b;
	return TD_OK;
}

void background_wake(struct background *b)
{
	if (b == NULL)
		return;
	pthread_mutex_lock(&b->lock);
	b->woken = true;
	pthread_cond_signal(&b->wake);
	pthread_mutex_unlock(&b->lock);
}

bool background_stopping(struct background *b)
{
	if (b == NULL)
		return false;
	pthread_mutex_lock(&b->lock);
	bool stop = b->stop;
	pthread_mutex_unlock(&b->lock);
	return stop;
}

void background_stop(struct background *b)
{
	if (b == NULL)
		return;
	pthread_mutex_lock(&b->lock);
	b->stop = true;
	pthread_cond_signal(&b->wake);
	pthread_mutex_unlock(&b->lock);
	pthread_join(b->thread, NULL);
	pthread_cond_destroy(&b->wake);
	pthread_mutex_destroy(&b->lock);
}
