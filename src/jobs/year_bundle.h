/* The year's bundle (bundle/bundle.h) of a year in the database. */
#ifndef JOBS_YEAR_BUNDLE_H
#define JOBS_YEAR_BUNDLE_H

#include "domain/org.h"
#include "store/db.h"

/* The zip file, on t's arena. It was read again and checked before it is given out: TD_CORRUPT with what differs when
 * the database does not hold what its own journal says. TD_LIMIT: too large. */
MUST_CHECK td_rc year_bundle(struct tx *t, cluster_year_id year, str *zip);

/* "goi-2026-KHOI-VI-DU.zip" */
str year_bundle_name(struct arena *a, str cluster, i64 year);

#endif
