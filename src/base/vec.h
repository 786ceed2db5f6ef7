/* Growing arrays on an arena: VEC(struct unit) units; VEC_PUSH(a, &units) = u; for (size_t i = 0; i < units.n; i++) units.at[i] */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include "base/arena.h"

#define VEC(type)              \
	struct {               \
		type *at;      \
		size_t n, cap; \
	}

/* Grows *at (items of size bytes) so that one more fits. */
void *vec_grow(struct arena *a, void *at, size_t n, size_t *cap, size_t size)
    __attribute__((returns_nonnull));

/* An lvalue: the new last item, zeroed. */
#define VEC_PUSH(a, v)                                                                                       \
	(*((v)->n < (v)->cap ? (void)0                                                                       \
			     : (void)((v)->at = vec_grow((a), (v)->at, (v)->n, &(v)->cap, sizeof *(v)->at)), \
	   &(v)->at[(v)->n++]))

#endif
