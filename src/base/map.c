#include "base/map.h"

#include <pthread.h>

#include "base/env.h"

enum { ITEMS_MIN = 8 };

/* ---- SipHash-1-3 (Aumasson, Bernstein) ---- */

static u64 hash_key[2];
static pthread_once_t hash_key_once = PTHREAD_ONCE_INIT;

static void make_hash_key(void)
{
	struct env *env = env_system();
	env->random(env, hash_key, sizeof hash_key);
}

static u64 rotl(u64 x, int b)
{
	return x << b | x >> (64 - b);
}

static void sip_round(u64 v[4])
{
	v[0] += v[1];
	v[1] = rotl(v[1], 13) ^ v[0];
	v[0] = rotl(v[0], 32);
	v[2] += v[3];
	v[3] = rotl(v[3], 16) ^ v[2];
	v[0] += v[3];
	v[3] = rotl(v[3], 21) ^ v[0];
	v[2] += v[1];
	v[1] = rotl(v[1], 17) ^ v[2];
	v[2] = rotl(v[2], 32);
}

static void sip_word(u64 v[4], u64 m)
{
	v[3] ^= m;
	sip_round(v);
	v[0] ^= m;
}

static u64 hash(str s)
{
	u64 v[4] = {hash_key[0] ^ 0x736f6d6570736575, hash_key[1] ^ 0x646f72616e646f6d,
		    hash_key[0] ^ 0x6c7967656e657261, hash_key[1] ^ 0x7465646279746573};
	u64 last = (u64)s.n << 56, m;
	for (; s.n >= sizeof m; s = str_from(s, sizeof m)) {
		memcpy(&m, s.p, sizeof m);
		sip_word(v, m);
	}
	for (size_t i = 0; i < s.n; i++)
		last |= (u64)(u8)s.p[i] << 8 * i;
	sip_word(v, last);
	v[2] ^= 0xff;
	for (int i = 0; i < 3; i++)
		sip_round(v);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}

/* ---- open addressing; a slot holds the number of an item, from 1 ---- */

struct map map_new(struct arena *a)
{
	pthread_once(&hash_key_once, make_hash_key);
	return (struct map){.a = a};
}

/* The slot of the key, or the empty one where it belongs. At least half of the slots are empty. */
static u32 *find_slot(const struct map *m, str key)
{
	size_t at = hash(key) & (m->n_slots - 1);
	while (m->slots[at] && !str_eq(m->items[m->slots[at] - 1].key, key))
		at = (at + 1) & (m->n_slots - 1);
	return &m->slots[at];
}

static void grow(struct map *m)
{
	size_t cap = m->cap ? 2 * m->cap : ITEMS_MIN;
	if (cap > UINT32_MAX / 2)
		arena_fail(m->a);
	struct map_item *items = NEW_N(m->a, struct map_item, cap);
	u32 *slots = NEW_N(m->a, u32, 2 * cap);
	if (m->n)
		memcpy(items, m->items, m->n * sizeof *items);
	m->items = items;
	m->cap = cap;
	m->slots = slots;
	m->n_slots = 2 * cap;
	for (size_t i = 0; i < m->n; i++)
		*find_slot(m, items[i].key) = (u32)i + 1;
}

void *map_get(const struct map *m, str key)
{
	u32 slot = m->n ? *find_slot(m, key) : 0;
	return slot ? m->items[slot - 1].value : NULL;
}

void *map_set(struct map *m, str key, void *value)
{
	if (m->n == m->cap)
		grow(m);
	u32 *slot = find_slot(m, key);
	if (*slot == 0) {
		m->items[m->n++] = (struct map_item){key, value};
		*slot = (u32)m->n;
		return NULL;
	}
	void *old = m->items[*slot - 1].value;
	m->items[*slot - 1].value = value;
	return old;
}
