#include "store/store_reset.h"

#include "store/q_account.h"
#include "store/util.h"

td_rc store_reset_add(struct tx *t, user_id user, const struct sha256 *hash, i64 expires_at_ms)
{
	return q_reset_add(t, user.v, store_hash_bytes(hash), t->now_ms, expires_at_ms, NULL);
}

td_rc store_reset_find(struct tx *t, const struct sha256 *hash, user_id *out)
{
	struct q_reset_find_row row;
	td_rc rc = q_reset_find(t, store_hash_bytes(hash), t->now_ms, &row);
	if (rc == TD_OK)
		out->v = row.user_id;
	return rc;
}

td_rc store_reset_use(struct tx *t, user_id user)
{
	return q_reset_use(t, user.v, t->now_ms, NULL);
}

td_rc store_reset_recent(struct tx *t, user_id user, i64 since_ms, i64 *n)
{
	struct q_reset_recent_row row;
	td_rc rc = q_reset_recent(t, user.v, since_ms, &row);
	if (rc == TD_OK)
		*n = row.n;
	return rc;
}

td_rc store_reset_purge(struct tx *t, i64 before_ms, i64 *n)
{
	return q_reset_purge(t, before_ms, n);
}
