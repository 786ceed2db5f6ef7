/* Tokens of programs: only hashes reach the database. */
#ifndef STORE_TOKEN_H
#define STORE_TOKEN_H

#include "base/hash.h"
#include "domain/org.h"
#include "store/db.h"

typedef struct {
	i64 v;
} token_id;

struct token {
	token_id id;
	user_id user;
	str name, scopes; /* scopes: words of domain/token.h */
	i64 created_at_ms, expires_at_ms;
	struct opt_i64 last_used_at_ms, revoked_at_ms;
	str login, user_name; /* joined for reading */
};
typedef VEC(struct token) token_list;

MUST_CHECK td_rc store_token_add(struct tx *t, struct token *k, const struct sha256 *hash);
/* In force, of a user who is not disabled; TD_NOT_FOUND. */
MUST_CHECK td_rc store_token_find(struct tx *t, const struct sha256 *hash, struct token *out);
MUST_CHECK td_rc store_token_get(struct tx *t, token_id id, struct token *out);
/* Not revoked, newest first, at most 500; user 0: everybody's. */
MUST_CHECK td_rc store_token_list(struct tx *t, user_id user, token_list *out);
/* TD_NOT_FOUND: was revoked. */
MUST_CHECK td_rc store_token_revoke(struct tx *t, token_id id);
/* last_used_at = now. Bumps nothing. */
MUST_CHECK td_rc store_token_used(struct tx *t, token_id id);

#endif
