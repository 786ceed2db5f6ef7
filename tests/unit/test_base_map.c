#include "base/map.h"
#include "tests/lib/check.h"

CASE(set_and_get)
{
	struct map m = map_new(check_arena());
	int one = 1, two = 2;
	CHECK(map_get(&m, S("a")) == NULL);
	CHECK(map_set(&m, S("a"), &one) == NULL);
	CHECK(map_set(&m, S(""), &two) == NULL);
	CHECK(map_get(&m, S("a")) == &one);
	CHECK(map_get(&m, STR_NULL) == &two);
	CHECK(map_get(&m, S("b")) == NULL);
	CHECK(map_set(&m, S("a"), &two) == &one);
	CHECK(map_get(&m, S("a")) == &two);
	CHECK_INT(m.n, 2);
	CHECK_STR(m.items[0].key, "a");
}

/* Against a plain array searched from the front. */
CASE(agrees_with_a_list)
{
	enum { KEYS = 3000 };
	struct arena *a = check_arena();
	struct map m = map_new(a);
	str keys[KEYS];
	void *values[KEYS] = {0};
	size_t order[KEYS], n = 0;
	for (size_t i = 0; i < KEYS; i++)
		keys[i] = arena_fmt(a, "%0*zu", (int)(i % 20), i * i);
	for (int i = 0; i < 20000; i++) {
		size_t k = check_random_below(KEYS);
		void *value = &values[check_random_below(KEYS)];
		bool known = values[k] != NULL;
		CHECK(map_get(&m, keys[k]) == values[k]);
		CHECK(map_set(&m, keys[k], value) == values[k]);
		values[k] = value;
		if (!known)
			order[n++] = k;
	}
	CHECK_INT(m.n, n);
	for (size_t i = 0; i < n; i++)
		CHECK(str_eq(m.items[i].key, keys[order[i]]) && m.items[i].value == values[order[i]]);
}
