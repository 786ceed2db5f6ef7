#include "web/cache.h"

#include <pthread.h>
#include <stdatomic.h>

enum { N_SHARDS = 16, SETS_PER_SHARD = 64, WAYS = 4 };

struct shard {
	pthread_mutex_t lock;
	size_t bytes;
	struct cache_item *slots[SETS_PER_SHARD][WAYS];
};

struct cache {
	size_t max_bytes;
	_Atomic u64 clock, n_found, n_missed;
	struct shard shards[N_SHARDS];
};

static u64 hash(str s)
{
	u64 h = 14695981039346656037u;
	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (u8)s.p[i]) * 1099511628211u;
	return h ^ h >> 32;
}

struct cache *cache_new(struct arena *a, size_t max_bytes)
{
	struct cache *c = NEW(a, struct cache);
	c->max_bytes = max_bytes;
	for (int i = 0; i < N_SHARDS; i++)
		pthread_mutex_init(&c->shards[i].lock, NULL);
	return c;
}

void cache_release(struct cache_item *item)
{
	if (atomic_fetch_sub(&item->refs, 1) == 1)
		arena_free(item->a);
}

struct cache_item *cache_find(struct cache *c, str key)
{
	u64 h = hash(key);
	struct shard *s = &c->shards[h % N_SHARDS];
	struct cache_item **set = s->slots[h / N_SHARDS % SETS_PER_SHARD], *found = NULL;
	pthread_mutex_lock(&s->lock);
	for (int i = 0; i < WAYS && found == NULL; i++)
		if (set[i] != NULL && str_eq(set[i]->key, key))
			found = set[i];
	if (found != NULL) {
		atomic_fetch_add(&found->refs, 1);
		found->used = atomic_fetch_add_explicit(&c->clock, 1, memory_order_relaxed);
	}
	pthread_mutex_unlock(&s->lock);
	atomic_fetch_add_explicit(found ? &c->n_found : &c->n_missed, 1, memory_order_relaxed);
	return found;
}

/* ---- keeping ---- */

struct making {
	struct arena *a;
	str key;
	void *(*fill)(struct arena *a, void *ctx);
	void *ctx;
	struct cache_item *item;
};

static td_rc make(void *arg)
{
	struct making *m = arg;
	m->item = NEW(m->a, struct cache_item);
	m->item->a = m->a;
	m->item->key = arena_str(m->a, m->key);
	m->item->value = m->fill(m->a, m->ctx);
	return TD_OK;
}

static void take_out(struct shard *s, struct cache_item **slot)
{
	struct cache_item *old = *slot;
	*slot = NULL;
	if (old != NULL) {
		s->bytes -= old->size;
		cache_release(old);
	}
}

static void empty(struct shard *s)
{
	for (int i = 0; i < SETS_PER_SHARD; i++)
		for (int k = 0; k < WAYS; k++)
			take_out(s, &s->slots[i][k]);
}

/* The slot of the same key, else a free one, else the one that was not found for the longest time. */
static struct cache_item **slot_for(struct cache_item **set, str key)
{
	struct cache_item **best = &set[0];
	for (int i = 0; i < WAYS; i++) {
		if (set[i] != NULL && str_eq(set[i]->key, key))
			return &set[i];
		if (*best != NULL && (set[i] == NULL || set[i]->used < (*best)->used))
			best = &set[i];
	}
	return best;
}

void cache_keep(struct cache *c, str key, i64 gen_system, i64 gen_year, size_t limit,
		void *(*fill)(struct arena *a, void *ctx), void *ctx)
{
	struct making m = {arena_new("kept", limit), key, fill, ctx, NULL};
	if (m.a == NULL)
		return;
	if (arena_run(m.a, make, &m) != TD_OK) {
		arena_free(m.a);
		return;
	}
	u64 h = hash(key);
	struct shard *s = &c->shards[h % N_SHARDS];
	struct cache_item *item = m.item;
	item->gen_system = gen_system;
	item->gen_year = gen_year;
	item->size = arena_used(m.a);
	item->used = atomic_fetch_add(&c->clock, 1);
	atomic_store(&item->refs, 1);
	pthread_mutex_lock(&s->lock);
	if (s->bytes + item->size > c->max_bytes / N_SHARDS)
		empty(s);
	struct cache_item **slot = slot_for(s->slots[h / N_SHARDS % SETS_PER_SHARD], key);
	take_out(s, slot);
	*slot = item;
	s->bytes += item->size;
	pthread_mutex_unlock(&s->lock);
}

void cache_clear(struct cache *c)
{
	for (int i = 0; i < N_SHARDS; i++) {
		pthread_mutex_lock(&c->shards[i].lock);
		empty(&c->shards[i]);
		pthread_mutex_unlock(&c->shards[i].lock);
	}
}

void cache_stats(const struct cache *c, struct cache_stats *out)
{
	*out =
	    (struct cache_stats){.n_found = atomic_load(&c->n_found), .n_missed = atomic_load(&c->n_missed)};
	for (int i = 0; i < N_SHARDS; i++) {
		out->bytes += c->shards[i].bytes;
		for (int k = 0; k < SETS_PER_SHARD * WAYS; k++)
			out->n_items += c->shards[i].slots[k / WAYS][k % WAYS] != NULL;
	}
}
