/* Common activities of a year in figures: what they cost and who took part, the share of collectives and people that
 * joined, and whether a period has as many exemplars as the cluster asked for. */
#ifndef DOMAIN_ACTIVITY_H
#define DOMAIN_ACTIVITY_H

#include "base/err.h"
#include "base/opt.h"

/* A sum over activities; money in whole đồng. */
struct activity_sum {
	i64 n, n_people, amount_dong;
};

/* Adds one part; TD_LIMIT when the money no longer fits. */
MUST_CHECK td_rc activity_sum_add(struct activity_sum *s, i64 n_people, i64 amount_dong);

/* "1.500.000", "1500000", "1.500.000 đồng", "1 500 000 đ" → whole đồng. TD_INVALID for anything else, also for
 * "1.500,5" and "15.00". */
MUST_CHECK td_rc activity_parse_dong(str typed, i64 *out);

/* Joined of all as hundredths of a percent, half up; not set when there is nobody. */
struct opt_i64 activity_rate(i64 n_joined, i64 n_all);

/* What a period asks of exemplars, and what it has. */
struct exemplar_quota {
	i64 persons, collectives; /* chosen by the cluster */
	i64 each;                 /* named by every unit at least */
};
struct exemplar_count {
	i64 persons, collectives; /* chosen so far */
	u32 n_units_short;        /* units that named fewer than each */
};

/* True when everything asked for is there. */
bool exemplar_quota_met(const struct exemplar_quota *q, const struct exemplar_count *c);

/* May one more be chosen? TD_CONFLICT with a sentence when the quota is full; a quota of 0 asks for nothing. */
MUST_CHECK td_rc exemplar_can_choose(const struct exemplar_quota *q, const struct exemplar_count *c,
				     bool collective, struct err *e);

#endif
