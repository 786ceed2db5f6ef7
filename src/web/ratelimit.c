#include "web/ratelimit.h"

#include <pthread.h>

enum { WAYS = 4, MINUTE_MS = 60 * 1000 };

struct bucket {
	u64 key;
	i64 tokens; /* times MINUTE_MS, so that the flow is exact in milliseconds */
	i64 at_ms;
};

struct ratelimit {
	u32 per_minute, burst, n_sets;
	pthread_mutex_t lock;
	struct bucket *buckets; /* n_sets × WAYS */
};

struct ratelimit *ratelimit_new(struct arena *a, u32 per_minute, u32 burst, u32 n_keys)
{
	struct ratelimit *l = NEW(a, struct ratelimit);
	l->per_minute = per_minute;
	l->burst = burst;
	l->n_sets = n_keys / WAYS + 1;
	l->buckets = NEW_N(a, struct bucket, (size_t)l->n_sets * WAYS);
	pthread_mutex_init(&l->lock, NULL);
	return l;
}

/* FNV-1a; a flood of chosen keys only shares buckets with itself. */
static u64 hash(str s)
{
	u64 h = 14695981039346656037u;
	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (u8)s.p[i]) * 1099511628211u;
	return h | 1;
}

static struct bucket *bucket_of(struct ratelimit *l, u64 key, i64 now_ms)
{
	struct bucket *set = &l->buckets[key % l->n_sets * WAYS], *oldest = set;
	for (int i = 0; i < WAYS; i++) {
		if (set[i].key == key)
			return &set[i];
		if (set[i].at_ms < oldest->at_ms)
			oldest = &set[i];
	}
	*oldest = (struct bucket){key, (i64)l->burst * MINUTE_MS, now_ms};
	return oldest;
}

bool ratelimit_take(struct ratelimit *l, str key, i64 now_ms, i64 *wait_s)
{
	if (l->per_minute == 0)
		return true;
	pthread_mutex_lock(&l->lock);
	struct bucket *b = bucket_of(l, hash(key), now_ms);
	i64 full = (i64)l->burst * MINUTE_MS, passed = now_ms > b->at_ms ? now_ms - b->at_ms : 0;
	i64 flowed = passed > MINUTE_MS * (i64)l->burst ? full : passed * l->per_minute;
	b->tokens = b->tokens + flowed > full ? full : b->tokens + flowed;
	b->at_ms = now_ms;
	bool ok = b->tokens >= MINUTE_MS;
	if (ok)
		b->tokens -= MINUTE_MS;
	else
		*wait_s = (MINUTE_MS - b->tokens) / ((i64)l->per_minute * 1000) + 1;
	pthread_mutex_unlock(&l->lock);
	return ok;
}
