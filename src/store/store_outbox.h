/* Mails that wait to be sent: written in the transaction of what they tell about, sent later by jobs/mail.h outside any
 * request. */
#ifndef STORE_OUTBOX_H
#define STORE_OUTBOX_H

#include "store/db.h"

enum mail_state { MAIL_WAITING, MAIL_SENDING, MAIL_SENT, MAIL_FAILED, MAIL_STATE__N };
const char *mail_state_code(enum mail_state s);
const char *mail_state_name(enum mail_state s); /* "Chờ gửi" … */

struct mail {
	i64 id;
	str to_address, subject, body; /* plain text, UTF-8 */
	enum mail_state state;
	i64 tries;
	i64 created_at_ms, due_at_ms;
	str last_error; /* may be NULL */
	struct opt_i64 sent_at_ms;
};
typedef VEC(struct mail) mail_list;

/* Waits from now on: to_address, subject and body of *m. It need not be configured that mails are sent at all. */
MUST_CHECK td_rc store_mail_add(struct tx *t, struct mail *m);
/* Takes the next mail whose time has come, for lease_ms; a mail whose sender did not come back by then is taken again.
 * TD_NOT_FOUND: nothing to do. */
MUST_CHECK td_rc store_mail_take(struct tx *t, i64 lease_ms, struct mail *out);
/* What became of a mail that was taken: sent, failed for good, or waiting until m->due_at_ms. Only the latest taker is
 * heard. */
MUST_CHECK td_rc store_mail_done(struct tx *t, const struct mail *m);
/* Newest first. */
MUST_CHECK td_rc store_mail_list(struct tx *t, i64 most, mail_list *out);
MUST_CHECK td_rc store_mail_counts(struct tx *t, i64 n[MAIL_STATE__N]);
/* Deletes what was sent, or failed, and was written before then. */
MUST_CHECK td_rc store_mail_purge(struct tx *t, i64 before_ms, i64 *n);

#endif
