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

td_rc store_people_add(struct tx *t, user_id user, struct people_file *p)
{
	struct q_people_add_row row;
	td_rc rc = q_people_close(t, user.v, S("dropped"), NULL);
	if (rc == TD_OK)
		rc = q_people_add(t, user.v, p->file.v, p->file_name, t->now_ms, &row);
	if (rc == TD_OK)
		p->id = row.id;
	return rc;
}

td_rc store_people_open(struct tx *t, user_id user, struct people_file *out)
{
	struct q_people row;
	td_rc rc = q_people_open(t, user.v, &row);
	if (rc == TD_OK)
		*out = (struct people_file){row.id, {row.file_id}, row.file_name};
	return rc;
}

td_rc store_people_close(struct tx *t, user_id user, bool accepted)
{
	i64 n;
	td_rc rc = q_people_close(t, user.v, accepted ? S("accepted") : S("dropped"), &n);
	return rc == TD_OK && n == 0 ? TD_NOT_FOUND : rc;
}
