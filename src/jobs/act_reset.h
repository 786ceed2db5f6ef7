/* A new password by mail (đặt lại mật khẩu): a link that is valid for a while (setting account.reset_minutes) and once. Nobody learns
 * from it whether an account exists: whoever asks gets the same answer, and the journal the same line. */
#ifndef JOBS_ACT_RESET_H
#define JOBS_ACT_RESET_H

#include "domain/org.h"
#include "store/db.h"

/* Links of one account within an hour; further ones are not sent. */
enum { RESET_PER_HOUR = 3 };

/* Is mail set up, with an address of this site for its links? Not: nothing can be asked for. */
MUST_CHECK td_rc reset_ready(struct tx *t, bool *out);

/* Sends a link to the mail address of the account of this name, or of this address where it is one account's alone. TD_OK also
 * when there is none, it is disabled, has no address, or asked too often. */
MUST_CHECK td_rc act_reset_ask(struct tx *t, str login_or_mail);

/* Whose link it is. TD_NOT_FOUND: used, too old, never was, or its account is disabled by now. */
MUST_CHECK td_rc reset_find(struct tx *t, str token, user_id *out, str *login);

/* Sets the password, uses up every link of the account, lifts a lock and ends all sessions. TD_NOT_FOUND as above. */
MUST_CHECK td_rc act_reset_set(struct tx *t, str token, str password_hash);

#endif
