/* Signing in. Passwords are argon2id (libsodium) with bounded memory: at most four are hashed at a time, 19 MiB each.
 * A session is 32 random bytes in a cookie; the database holds their hash. It ends after two hours without a request,
 * after twelve hours at the latest (settings session.idle_minutes, session.max_minutes), or when it is ended.
 *
 * Hashing takes tens of milliseconds, so handlers that do it are ROUTE_ALONE: outside any transaction. */
#ifndef WEB_AUTH_H
#define WEB_AUTH_H

#include "store/store_user.h"
#include "web/req.h"

/* Once at the start of the program. TD_LIMIT: libsodium does not start. */
MUST_CHECK td_rc auth_init(void);

/* Text form for user.password_hash. TD_BUSY: too many at a time; TD_LIMIT: no memory. */
MUST_CHECK td_rc auth_hash(struct arena *a, str password, str *out);

/* TD_OK, TD_DENIED, TD_BUSY. hash p == NULL is refused in the same time as a wrong password. */
MUST_CHECK td_rc auth_verify(str hash, str password);

/* For ALONE handlers that ask for the password again: is it that of the session's own account, which is put into u?
 * TD_DENIED: it is not. */
MUST_CHECK td_rc auth_again(struct req *r, str password, struct user *u);

/* New passwords: at least 10 characters, not the login, not of the list of the most used. Adds to e under `where`. */
MUST_CHECK td_rc auth_password_ok(struct err *e, str where, str login, str password);

/* For ROUTE_ALONE handlers. Checks name and password, counts and delays failures by account (from the 5th on, doubling
 * from 30 s to 15 min) and address, and on success opens a new session: the cookie is set on r. TD_INVALID with a
 * sentence that does not tell which of the two was wrong; TD_BUSY while locked. */
MUST_CHECK td_rc auth_sign_in(struct req *r, str login, str password);

/* For ROUTE_ALONE handlers of somebody signed in. Ends his other sessions and rotates this one. */
MUST_CHECK td_rc auth_change_password(struct req *r, str old_password, str new_password);

/* For ROUTE_WRITE handlers: ends the session of this request and clears the cookie. */
MUST_CHECK td_rc auth_sign_out(struct req *r);

/* The app's side: who sends this request. Fills r->user, r->csrf and the cookie of visitors; within r->tx. */
MUST_CHECK td_rc auth_load(struct req *r);

/* The same for addresses under /api/: "Authorization: Bearer TOKEN", no cookie. The user's grants are cut to what the
 * token was given. */
MUST_CHECK td_rc auth_load_token(struct req *r);

/* The session's token as the cookie says it, not yet believed. */
str auth_token(const struct req *r);

/* Before a page with forms is sent: gives a new visitor his cookie. */
void auth_keep_visitor(struct req *r);

/* After the answer was made: marks the session as seen, at most once a minute. */
void auth_touch(struct req *r);

/* What the page's forms need: random bytes for their keys, and the token: a fresh nonce and its HMAC under the cookie's secret, so that no two pages carry the same bytes
 * (a compressed page then tells nothing about it). Checked in constant time. */
MUST_CHECK td_rc auth_csrf_token(struct req *r, str *out);
bool auth_csrf_ok(struct req *r, str token);

#endif
