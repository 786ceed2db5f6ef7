#include "base/vec.h"

void *vec_grow(struct arena *a, void *at, size_t n, size_t *cap, size_t size)
{
	size_t more = *cap ? *cap * 2 : 8;
	void *p = arena_array(a, more, size);
	if (n)
		memcpy(p, at, n * size);
	*cap = more;
	return p;
}
