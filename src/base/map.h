/* Hash map from text to a pointer, on an arena. Insertion order is kept. The hash is keyed at random for each process
 * (SipHash-1-3), so that nobody can choose keys that collide. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/arena.h"

struct map_item {
	str key;
	void *value;
};

struct map {
	struct arena *a;
	struct map_item *items; /* n of them, in order of insertion */
	size_t n, cap;
	u32 *slots;
	size_t n_slots;
};

struct map map_new(struct arena *a);

/* The value, or NULL. */
void *map_get(const struct map *m, str key);

/* Sets; returns the old value or NULL. The key's bytes are not copied. There is no removal: set NULL. */
void *map_set(struct map *m, str key, void *value);

#endif
