#include "store/store_token.h"

#include "store/q_account.h"
#include "store/util.h"

static struct token token_of(const struct q_token *r)
{
	return (struct token){.id = {r->id},
			      .user = {r->user_id},
			      .name = r->name,
			      .scopes = r->scopes,
			      .created_at_ms = r->created_at,
			      .expires_at_ms = r->expires_at,
			      .last_used_at_ms = r->last_used_at,
			      .revoked_at_ms = r->revoked_at,
			      .login = r->login,
			      .user_name = r->user_name};
}

td_rc store_token_add(struct tx *t, struct token *k, const struct sha256 *hash)
{
	struct q_token_add_row row;
	td_rc rc = q_token_add(t,
			       &(struct q_token_add_args){.user_id = k->user.v,
							  .name = k->name,
							  .token_hash = store_hash_bytes(hash),
							  .scopes = k->scopes,
							  .created_at = t->now_ms,
							  .expires_at = k->expires_at_ms},
			       &row);
	if (rc == TD_OK) {
		k->id.v = row.id;
		k->created_at_ms = t->now_ms;
	}
	return store_wrote(t, rc, DB_TAG_SYSTEM, NULL);
}

td_rc store_token_find(struct tx *t, const struct sha256 *hash, struct token *out)
{
	struct q_token row;
	td_rc rc = q_token_find(t, store_hash_bytes(hash), t->now_ms, &row);
	if (rc == TD_OK)
		*out = token_of(&row);
	return rc;
}

td_rc store_token_get(struct tx *t, token_id id, struct token *out)
{
	struct q_token row;
	td_rc rc = q_token_get(t, id.v, &row);
	if (rc == TD_OK)
		*out = token_of(&row);
	return rc;
}

td_rc store_token_list(struct tx *t, user_id user, token_list *out)
{
	struct db_rows r;
	struct q_token row;
	*out = (token_list){0};
	q_token_list(t, &r, user.v);
	while (q_token_list_next(&r, &row))
		VEC_PUSH(t->a, out) = token_of(&row);
	return db_rows_end(&r);
}

td_rc store_token_revoke(struct tx *t, token_id id)
{
	i64 n;
	td_rc rc = q_token_revoke(t, id.v, t->now_ms, &n);
	if (rc == TD_OK && n == 0)
		return TD_NOT_FOUND;
	return store_wrote(t, rc, DB_TAG_SYSTEM, NULL);
}

td_rc store_token_used(struct tx *t, token_id id)
{
	return q_token_used(t, id.v, t->now_ms, NULL);
}
