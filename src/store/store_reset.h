/* Links that set a new password, sent by mail: only their hashes reach the database. */
#ifndef STORE_RESET_H
#define STORE_RESET_H

#include "base/hash.h"
#include "domain/org.h"
#include "store/db.h"

MUST_CHECK td_rc store_reset_add(struct tx *t, user_id user, const struct sha256 *hash, i64 expires_at_ms);
/* Whose link it is; TD_NOT_FOUND: used, too old, never was. */
MUST_CHECK td_rc store_reset_find(struct tx *t, const struct sha256 *hash, user_id *out);
/* All open links of a user are used up. */
MUST_CHECK td_rc store_reset_use(struct tx *t, user_id user);
/* How many were asked for since then. */
MUST_CHECK td_rc store_reset_recent(struct tx *t, user_id user, i64 since_ms, i64 *n);
/* Forgets those that ended before that. */
MUST_CHECK td_rc store_reset_purge(struct tx *t, i64 before_ms, i64 *n);

#endif
