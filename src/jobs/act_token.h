/* Acts on tokens of programs. */
#ifndef JOBS_ACT_TOKEN_H
#define JOBS_ACT_TOKEN_H

#include "domain/token.h"
#include "store/store_token.h"

enum { TOKEN_DAYS_MAX = 366 };

/* A token of this user, told in *text and nowhere else. scopes: words of domain/token.h with spaces between. TD_INVALID
 * with every fault (where: "name", "scopes", "days"). */
MUST_CHECK td_rc act_token_add(struct tx *t, user_id user, str name, str scopes, i64 days, struct token *out,
			       str *text);

/* owner 0: an administrator revokes anybody's. TD_NOT_FOUND with a sentence. */
MUST_CHECK td_rc act_token_revoke(struct tx *t, user_id owner, token_id id);

/* Whose token it is, in force now; TD_NOT_FOUND. */
MUST_CHECK td_rc token_check(struct tx *t, str text, struct token *out);

#endif
