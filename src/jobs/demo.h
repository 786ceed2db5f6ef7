/* The demo clusters S0–S4 of the press articles, each at another point of its year (product.md). Compiled in. */
#ifndef JOBS_DEMO_H
#define JOBS_DEMO_H

#include "jobs/yearfile.h"

enum { DEMO_MAX = 8 };

struct demo {
	size_t n;
	struct yearfile_played at[DEMO_MAX];
};

/* Plays every script into db. TD_CONFLICT: they are there already. Codes as yearfile_play(). */
MUST_CHECK td_rc demo_load(struct db *db, struct arena *a, struct env_fixed *clock, str password_hash,
			   struct err *e, struct demo *out);

#endif
