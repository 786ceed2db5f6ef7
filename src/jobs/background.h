/* A thread of the server that does something again and again beside the requests. */
#ifndef JOBS_BACKGROUND_H
#define JOBS_BACKGROUND_H

#include "store/db.h"

struct background;

typedef void (*background_fn)(struct background *b, void *ctx);

/* Runs pass(b, ctx) at once, then every every_s seconds and whenever it is woken, until it is stopped. What it needs to know
 * of itself is on `a`, which outlives it. TD_LIMIT: no thread, and *out is NULL. */
MUST_CHECK td_rc background_start(struct arena *a, int every_s, background_fn pass, void *ctx,
				  struct background **out);
/* From any thread; a pass that is under way is followed by another one. NULL is fine, here and below. */
void background_wake(struct background *b);
/* Is it to stop? For passes that do several things. */
bool background_stopping(struct background *b);
/* Waits for the pass that is under way. */
void background_stop(struct background *b);

#endif
