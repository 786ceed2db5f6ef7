/* Files compiled into the program by tools/embed.py: schemes, legal rules, assets, templates. In a meson.build:
 *   x_c = custom_target(input: files(…), output: 'embed_x.c', command: [python, embed_py, 'x', '@OUTPUT@', '@INPUT@'])
 * gives a function `struct embed_set embed_x(void);` which the including module declares as the line above. */
#ifndef BASE_EMBED_H
#define BASE_EMBED_H

#include "base/str.h"

struct embed_file {
	str name;   /* the file's name without folder */
	str bytes;  /* a NUL stands behind, not counted */
	str sha256; /* lower-case hex: cache keys, ETags */
};

struct embed_set {
	const struct embed_file *at; /* sorted by name, byte order */
	size_t n;
};

/* The file of that name, or NULL. */
static inline const struct embed_file *embed_find(struct embed_set set, str name)
{
	for (size_t i = 0; i < set.n; i++)
		if (str_eq(set.at[i].name, name))
			return &set.at[i];
	return NULL;
}

#endif
