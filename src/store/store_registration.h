/* Registrations of a cluster-year with their targets and awards (domain/registration.h), and the pact with its
 * signatures. Conventions of store_org.h. */
#ifndef STORE_REGISTRATION_H
#define STORE_REGISTRATION_H

#include "base/hash.h"
#include "domain/pact.h"
#include "domain/registration.h"
#include "store/db.h"

/* Never TD_NOT_FOUND: a unit that has not begun has an unsent one with id 0. */
MUST_CHECK td_rc store_registration_get(struct tx *t, cluster_year_id year, unit_id unit,
					struct registration *out);
/* Only those that were begun. */
MUST_CHECK td_rc store_registration_list(struct tx *t, cluster_year_id year, registration_list *out);
/* Adds (id 0) or saves everything but year and unit; saved_* are set here. TD_STALE. */
MUST_CHECK td_rc store_registration_put(struct tx *t, struct registration *r);

/* unit {0}: of every unit. In the order of members and rows, with the unit and the state of its registration. */
MUST_CHECK td_rc store_registered_target_list(struct tx *t, cluster_year_id year, unit_id unit,
					      registered_target_list *out);
MUST_CHECK td_rc store_registered_award_list(struct tx *t, cluster_year_id year, unit_id unit,
					     registered_award_list *out);
/* Writes rows of one registration. They bump no generation and check no rev: store_registration_put() does, first.
 * unlink frees the criteria of all its targets, so that two rows can change places. TD_CONFLICT on remove: something
 * (a report) refers to it. */
MUST_CHECK td_rc store_registered_target_unlink(struct tx *t, registration_id r);
MUST_CHECK td_rc store_registered_target_put(struct tx *t, struct registered_target *g);
MUST_CHECK td_rc store_registered_target_remove(struct tx *t, i64 id);
MUST_CHECK td_rc store_registered_award_put(struct tx *t, struct registered_award *g);
MUST_CHECK td_rc store_registered_award_remove(struct tx *t, i64 id);

/* The common pact of a cluster for a year. TD_NOT_FOUND: none was written yet. now is the cluster-year in which one works:
 * its generation is bumped. */
MUST_CHECK td_rc store_pact_get(struct tx *t, cluster_id cluster, i64 year, struct pact *out);
/* Adds (id 0) or saves. */
MUST_CHECK td_rc store_pact_put(struct tx *t, cluster_year_id now, struct pact *p);

/* Newest first, voided ones too. */
MUST_CHECK td_rc store_pact_signing_list(struct tx *t, cluster_id cluster, i64 year, pact_signing_list *out);
/* TD_CONFLICT: this part has a standing signature of the unit. recorded_* are set here. */
MUST_CHECK td_rc store_pact_signing_add(struct tx *t, cluster_year_id now, struct pact_signing *s);
MUST_CHECK td_rc store_pact_signing_void(struct tx *t, cluster_year_id now, i64 id);

#endif
