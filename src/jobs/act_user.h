/* Acts on accounts and what they were granted: for administrators' pages, `thidua user` and lists of people. The journal
 * of the system keeps keyed hashes of a person's details, never the details (decisions 34): destroying the key by
 * blanking makes them unreadable for good. Passwords are hashed by the caller, before the transaction. */
#ifndef JOBS_ACT_USER_H
#define JOBS_ACT_USER_H

#include "store/store_user.h"

/* What a form says of a person. */
struct act_person {
	str login;              /* lower ASCII letters, digits, '.', '-'; at most 64 */
	str name, title, email; /* title and email may be empty */
};

/* Adds every fault to e under the given places (p->login is looked at only when at_login is not empty). */
MUST_CHECK td_rc act_person_check(struct err *e, const struct act_person *p, str at_login, str at_name,
				  str at_email);

/* TD_INVALID with every fault (where: "login", "name", "email"), TD_CONFLICT: the login is taken. must_change: the
 * first sign-in sets a new password. */
MUST_CHECK td_rc act_user_add(struct tx *t, const struct act_person *p, str password_hash, bool must_change,
			      struct user *out);

/* Name, title, email; the login stays. TD_STALE. */
MUST_CHECK td_rc act_user_edit(struct tx *t, user_id id, i64 rev, const struct act_person *p);

/* Another password, set by somebody else: lifts a lock, ends every session. */
MUST_CHECK td_rc act_user_password(struct tx *t, user_id id, str password_hash, bool must_change);

/* Disabling ends every session. TD_CONFLICT: he is the last administrator; blanked accounts stay disabled. */
MUST_CHECK td_rc act_user_disable(struct tx *t, user_id id);
MUST_CHECK td_rc act_user_enable(struct tx *t, user_id id);

/* Destroys the person's details and the account with them. reason is kept. TD_CONFLICT: the last administrator. */
MUST_CHECK td_rc act_user_blank(struct tx *t, user_id id, i64 rev, str reason);

/* TD_INVALID: role and scope do not fit, the scope is empty or does not exist, the days are turned round ("scope", "from_on",
 * "to_on"); TD_CONFLICT: he has this role there already. */
MUST_CHECK td_rc act_grant_add(struct tx *t, user_id id, const struct authz_grant *right);

/* TD_CONFLICT: the last administrator's. TD_NOT_FOUND: not his, or revoked. */
MUST_CHECK td_rc act_grant_revoke(struct tx *t, user_id id, grant_id grant);

/* The administrator of a server whose administrators are all gone: made or put right, with this password. */
MUST_CHECK td_rc act_user_recover(struct tx *t, str login, str password_hash);

/* A password for the first sign-in: 16 letters and digits that are not mixed up, in fours. */
str act_password_new(struct arena *a, struct env *env);

#endif
