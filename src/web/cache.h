/* Things that were made from a snapshot of the database and are right for every snapshot with the same generations
 * (store/db.h). Each lives in an arena of its own and goes when nobody uses it any more. Nothing is ever invalidated: a
 * write bumps a generation inside its transaction, and what carries the old one is not found again. */
#ifndef WEB_CACHE_H
#define WEB_CACHE_H

#include "base/arena.h"

struct cache;

struct cache_item {
	void *value;
	i64 gen_system, gen_year; /* of the snapshot it was made from */
	/* the cache's own */
	struct arena *a;
	str key;
	size_t size;
	u64 used; /* when it was last found */
	_Atomic u32 refs;
};

/* A cache of about max_bytes. */
struct cache *cache_new(struct arena *a, size_t max_bytes);
void cache_clear(struct cache *c);

/* The newest item of that key, whatever its generations, held for the caller until cache_release(); or NULL. */
struct cache_item *cache_find(struct cache *c, str key);
void cache_release(struct cache_item *item);

/* Makes an item: fill(arena, ctx) copies what is needed to the item's arena and returns its value. Memory that cannot be
 * had, or more than limit bytes, keeps nothing. */
void cache_keep(struct cache *c, str key, i64 gen_system, i64 gen_year, size_t limit,
		void *(*fill)(struct arena *a, void *ctx), void *ctx);

struct cache_stats {
	u64 n_found, n_missed, n_items;
	size_t bytes;
};
void cache_stats(const struct cache *c, struct cache_stats *out);

#endif
