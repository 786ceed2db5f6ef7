/* An invented province as large as a real one (35 clusters and blocks, 275 units, three years each): what the program is
 * measured on, and what training can play with. Every name is plainly made up; the same figures come out each time. */
#ifndef JOBS_PROVINCE_H
#define JOBS_PROVINCE_H

#include "jobs/yearfile.h"

enum { PROVINCE_CLUSTERS = 35, PROVINCE_UNITS = 275, PROVINCE_FIRST_YEAR = 2024, PROVINCE_YEARS = 3 };

struct province {
	size_t n_years;
	i64 n_events;
	str admin, appraiser, secretary, officer; /* logins to begin with */
};

/* Plays n_clusters of them (1 … PROVINCE_CLUSTERS) into db; told is called after each year, for a progress line, and may be
 * NULL. The first years of a cluster are closed, the last stands at one of the steps of December. TD_CONFLICT: they are
 * there already. Codes as yearfile_play(). */
MUST_CHECK td_rc province_load(struct db *db, struct arena *a, struct env_fixed *clock, size_t n_clusters,
			       str password_hash, struct err *e,
			       void (*told)(void *ctx, size_t done, size_t of), void *ctx,
			       struct province *out);

#endif
