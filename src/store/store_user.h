/* Accounts, what they were granted, and sessions. A session's token never reaches the database: only its hash. */
#ifndef STORE_USER_H
#define STORE_USER_H

#include "base/hash.h"
#include "domain/org.h"
#include "store/db.h"

typedef VEC(struct user) user_list;
typedef VEC(struct grant) grant_list;

/* login unique (lower ASCII, checked by the caller). */
MUST_CHECK td_rc store_user_add(struct tx *t, struct user *u);
/* name, title, email, must_change, disabled, lang, theme, password_hash. */
MUST_CHECK td_rc store_user_save(struct tx *t, struct user *u);
MUST_CHECK td_rc store_user_get(struct tx *t, user_id id, struct user *out);
MUST_CHECK td_rc store_user_by_login(struct tx *t, str login, struct user *out);
/* The person's details go, the account can never sign in again; login and name become its number. */
MUST_CHECK td_rc store_user_blank(struct tx *t, struct user *u);

/* What a list shows: names, logins and mail addresses that hold the text, with or without accents. */
struct user_filter {
	str text;
	enum { USER_ALL, USER_ACTIVE, USER_DISABLED } state;
	i64 limit, offset;
};
/* A page by name; n_all counts every page. */
MUST_CHECK td_rc store_user_page(struct tx *t, const struct user_filter *f, user_list *out, i64 *n_all);
/* Not disabled, of this mail address. */
MUST_CHECK td_rc store_user_by_email(struct tx *t, str email, user_list *out);
/* Whom these entries of the system's journal speak of: id, name, login and blanked_at_ms only. */
MUST_CHECK td_rc store_user_of_entries(struct tx *t, i64 first_seq, i64 last_seq, user_list *out);
/* Counts a wrong password and locks until then (0: no lock). */
MUST_CHECK td_rc store_user_failed(struct tx *t, user_id id, i64 locked_until_ms);
MUST_CHECK td_rc store_user_unlock(struct tx *t, user_id id);
/* Clears the counter, sets last_login_at. */
MUST_CHECK td_rc store_user_signed_in(struct tx *t, user_id id);

/* granted_at_ms is set to now. */
MUST_CHECK td_rc store_grant_add(struct tx *t, struct grant *g);
/* Sets revoked_at. TD_NOT_FOUND when there is none in force. */
MUST_CHECK td_rc store_grant_revoke(struct tx *t, grant_id id);
/* Of a user: not revoked; days of force are for authz_in_force(). With what the terms of office of his units give him
 * (id 0): leaders of the head's or deputy's unit hold that office, officers of the secretary's unit theirs. */
MUST_CHECK td_rc store_grants_of(struct tx *t, user_id id, grant_list *out);
/* Not revoked; TD_NOT_FOUND. */
MUST_CHECK td_rc store_grant_get(struct tx *t, grant_id id, struct grant *out);
/* Grants of the role admin whose user is not disabled. */
MUST_CHECK td_rc store_admins(struct tx *t, grant_list *out);

/* A grant with code and name of what it reaches; both NULL with SCOPE_SYSTEM. */
struct grant_place {
	struct grant grant;
	str code, name;
};
typedef VEC(struct grant_place) grant_place_list;
MUST_CHECK td_rc store_grant_places(struct tx *t, user_id id, grant_place_list *out);
/* Of everybody on a page of store_user_page(), by user. */
MUST_CHECK td_rc store_grant_places_page(struct tx *t, const struct user_filter *f, grant_place_list *out);

/* Of everybody with a role in this scope, not revoked. */
MUST_CHECK td_rc store_grants_in(struct tx *t, enum authz_scope scope, i64 scope_id, grant_list *out);

struct session {
	session_id id;
	struct sha256 token_hash;
	user_id user;
	i64 created_at_ms, seen_at_ms,
	    expires_at_ms;  /* expires_at: the absolute limit; idle is the caller's */
	str address, agent; /* as seen at sign-in; may be NULL */
};
typedef VEC(struct session) session_list;

MUST_CHECK td_rc store_session_add(struct tx *t, struct session *s);
/* The session and its user in one read; TD_NOT_FOUND when unknown or past expires_at. */
MUST_CHECK td_rc store_session_find(struct tx *t, const struct sha256 *token_hash, struct session *s,
				    struct user *u);
/* seen_at = now. Does not bump any generation. */
MUST_CHECK td_rc store_session_touch(struct tx *t, session_id id);
/* Of a user, newest first. */
MUST_CHECK td_rc store_session_list(struct tx *t, user_id user, session_list *out);
/* Only when it is that user's; TD_NOT_FOUND. Bumps the system's generation, as ending all does: what was kept for the
 * session is not found again. */
MUST_CHECK td_rc store_session_end(struct tx *t, user_id user, session_id id);
/* All of a user except keep (0: all). */
MUST_CHECK td_rc store_session_end_all(struct tx *t, user_id user, session_id keep, i64 *n);
/* Deletes those past expires_at. No generation is bumped: time had already ended them for everybody. */
MUST_CHECK td_rc store_session_purge(struct tx *t, i64 *n);

/* One-time keys of forms: a POST repeated by the browser is answered with what the first one did.
 * TD_NOT_FOUND: not seen. */
MUST_CHECK td_rc store_request_seen(struct tx *t, str key, user_id user, str *location);
MUST_CHECK td_rc store_request_done(struct tx *t, str key, user_id user, str location);
/* Forgets keys used before that, except those a session that is still kept could send again. */
MUST_CHECK td_rc store_request_purge(struct tx *t, i64 before_ms, i64 *n);

/* Settings of the site: small texts by key. TD_NOT_FOUND when never set. */
MUST_CHECK td_rc store_setting_get(struct tx *t, str key, str *value);
MUST_CHECK td_rc store_setting_put(struct tx *t, str key, str value);
/* Every one that was set. */
struct setting_row {
	str key, value;
};
typedef VEC(struct setting_row) store_setting_list;
MUST_CHECK td_rc store_settings(struct tx *t, store_setting_list *out);

#endif
