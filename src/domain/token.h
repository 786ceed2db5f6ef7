/* What a token of a program may be given: a few wide words instead of forty permissions. A token never has more than
 * its owner: its rights are his grants, cut to these. */
#ifndef DOMAIN_TOKEN_H
#define DOMAIN_TOKEN_H

#include "domain/authz.h"

enum token_scope {
	TOKEN_READ,   /* see what he may see */
	TOKEN_FILL,   /* enter the own unit's figures */
	TOKEN_SEND,   /* sign them off */
	TOKEN_CHECK,  /* verify, vet, answer */
	TOKEN_MANAGE, /* the desk of a cluster's year */
	TOKEN_ADMIN,  /* the site */
	TOKEN_SCOPE__N
};

/* Bits 1 << enum permission. */
u64 token_permissions(enum token_scope s);

/* "read", "fill" …; the name is Vietnamese source text. TD_INVALID. */
const char *token_scope_code(enum token_scope s);
const char *token_scope_name(enum token_scope s);

/* "read fill" → permissions of both; an unknown word is TD_INVALID. */
MUST_CHECK td_rc token_scopes_parse(str words, u64 *out);

/* Has one of the grants a permission of the scope today? What it does not cover need not be offered. */
bool token_scope_useful(enum token_scope s, const struct authz_grant *g, str today);

#endif
