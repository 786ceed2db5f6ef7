/* A ballot with its rule and its counts as JSON: what the journal holds the hash of, and what the year's bundle carries.
 * docs/goi-du-lieu.md lists the members. */
#ifndef FORMAT_POLL_JSON_H
#define FORMAT_POLL_JSON_H

#include "base/hash.h"
#include "domain/poll.h"
#include "format/value.h"

/* elected: one per candidate, as it was decided; NULL: not decided. The tree lives on a, texts are p's. */
struct value *poll_to_value(struct arena *a, const struct poll *p, const bool *elected);

/* Back; the candidates and *elected (NULL: not decided) on a. TD_INVALID with every fault in e. */
MUST_CHECK td_rc poll_from_value(struct arena *a, const struct value *v, struct err *e, struct poll *out,
				 const bool **elected);

/* Of the canonical bytes. */
MUST_CHECK td_rc poll_hash(struct arena *a, const struct poll *p, const bool *elected, struct sha256 *out);

#endif
