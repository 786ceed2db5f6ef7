/* Reading the JSON of votes: what is asked of every object in turn. */
#ifndef VOTE_TREE_H
#define VOTE_TREE_H

#include "format/value.h"

/* The tree of a JSON text; NULL: not JSON, or beyond the limits of format/value.h. Without memory it unwinds, so that a
 * lack of it is never told as a fault of the text. */
const struct value *tree_read(struct arena *a, str json);

/* The text or whole number under a key; false when there is none of that kind. */
bool tree_text(const struct value *map, str key, str *out);
bool tree_int(const struct value *map, str key, i64 *out);

/* The list of n items under a key, or NULL. */
const struct value *tree_list(const struct value *map, str key, size_t n);

#endif
