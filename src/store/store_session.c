/* Sessions, one-time keys and settings: the rest of store_user.h. */
#include "store/q_user.h"
#include "store/store_user.h"
#include "store/util.h"

static struct session session_of(const struct q_session *r)
{
	return (struct session){
	    .id = {r->id},
	    .token_hash = store_hash(r->token_hash),
	    .user = {r->user_id},
	    .created_at_ms = r->created_at,
	    .seen_at_ms = r->seen_at,
	    .expires_at_ms = r->expires_at,
	    .address = r->address,
	    .agent = r->agent,
	};
}

td_rc store_session_add(struct tx *t, struct session *s)
{
	struct q_session_add_row row;
	s->created_at_ms = s->seen_at_ms = t->now_ms;
	td_rc rc = q_session_add(t,
				 &(struct q_session_add_args){.token_hash = store_hash_bytes(&s->token_hash),
							      .user_id = s->user.v,
							      .created_at = s->created_at_ms,
							      .seen_at = s->seen_at_ms,
							      .expires_at = s->expires_at_ms,
							      .address = s->address,
							      .agent = s->agent},
				 &row);
	if (rc == TD_OK)
		s->id.v = row.id;
	return rc;
}

td_rc store_session_find(struct tx *t, const struct sha256 *token_hash, struct session *s, struct user *u)
{
	struct q_session row;
	td_rc rc = q_session_find(t, store_hash_bytes(token_hash), t->now_ms, &row);
	if (rc != TD_OK)
		return rc;
	*s = session_of(&row);
	return store_user_get(t, s->user, u);
}

td_rc store_session_touch(struct tx *t, session_id id)
{
	return q_session_touch(t, id.v, t->now_ms, NULL);
}

td_rc store_session_list(struct tx *t, user_id user, session_list *out)
{
	struct db_rows r;
	struct q_session row;
	*out = (session_list){0};
	q_session_list(t, &r, user.v);
	while (q_session_list_next(&r, &row))
		VEC_PUSH(t->a, out) = session_of(&row);
	return db_rows_end(&r);
}

td_rc store_session_end(struct tx *t, user_id user, session_id id)
{
	i64 n;
	td_rc rc = q_session_end(t, user.v, id.v, &n);
	if (rc != TD_OK)
		return rc;
	return n == 0 ? TD_NOT_FOUND : db_bump(t, DB_TAG_SYSTEM);
}

td_rc store_session_end_all(struct tx *t, user_id user, session_id keep, i64 *n)
{
	td_rc rc = q_session_end_all(t, user.v, keep.v, n);
	return rc == TD_OK ? db_bump(t, DB_TAG_SYSTEM) : rc;
}

td_rc store_session_purge(struct tx *t, i64 *n)
{
	return q_session_purge(t, t->now_ms, n);
}

td_rc store_request_seen(struct tx *t, str key, user_id user, str *location)
{
	struct q_request_get_row row;
	td_rc rc = q_request_get(t, key, user.v, &row);
	if (rc == TD_OK)
		*location = row.location;
	return rc;
}

td_rc store_request_done(struct tx *t, str key, user_id user, str location)
{
	return q_request_add(t, key, user.v, t->now_ms, location, NULL);
}

td_rc store_request_purge(struct tx *t, i64 before_ms, i64 *n)
{
	return q_request_purge(t, before_ms, n);
}

td_rc store_setting_get(struct tx *t, str key, str *value)
{
	struct q_setting_get_row row;
	td_rc rc = q_setting_get(t, key, &row);
	if (rc == TD_OK)
		*value = row.value;
	return rc;
}

td_rc store_settings(struct tx *t, store_setting_list *out)
{
	struct db_rows r;
	struct q_setting_list_row row;
	*out = (store_setting_list){0};
	q_setting_list(t, &r);
	while (q_setting_list_next(&r, &row))
		VEC_PUSH(t->a, out) = (struct setting_row){row.key, row.value};
	return db_rows_end(&r);
}

td_rc store_setting_put(struct tx *t, str key, str value)
{
	td_rc rc = q_setting_put(t, key, value, t->now_ms, NULL);
	return store_wrote(t, rc, DB_TAG_SYSTEM, NULL);
}
