/* Sending the outbox by SMTP (libcurl), outside any request: in a thread of the server, or by `thidua mail run`.
 *
 * Settings: mail.host (without it nothing is sent), mail.port, mail.tls ("starttls" unless told, "tls", "none"), mail.user,
 * mail.password, mail.from. A mail is taken for some minutes, sent, and marked in a write of its own; a sender that was
 * killed in between leaves it to the next one. SMTP cannot tell whether a message whose confirmation was lost had
 * arrived: its Message-ID stays the same, so that the receiver can drop the second. */
#ifndef JOBS_MAIL_H
#define JOBS_MAIL_H

#include "jobs/background.h"
#include "store/store_outbox.h"

enum mail_tls { MAIL_TLS_NONE, MAIL_TLS_START, MAIL_TLS_ALWAYS };

struct mail_config {
	str host, user, password, from;
	i64 port;
	enum mail_tls tls;
	i64 timeout_ms; /* of one mail; 0: a minute */
};

/* TD_NOT_FOUND: no mail.host is set. TD_INVALID: a setting cannot be right, said in t->e. */
MUST_CHECK td_rc mail_config_load(struct tx *t, struct mail_config *out);

/* The message as it travels (RFC 5322, 2045, 2047): plain text, UTF-8 in base64, CRLF. */
str mail_message(struct arena *a, const struct mail_config *cfg, const struct mail *m);

/* Sends one. TD_IO: not now (why in *why, at most 500 bytes); TD_INVALID: never (the address or the server's last word). */
MUST_CHECK td_rc mail_send(struct arena *a, const struct mail_config *cfg, const struct mail *m, str *why);

struct mail_report {
	i64 n_sent, n_waiting, n_failed; /* of those that were due */
};
enum { MAIL_TRIES = 8 };
/* Sends what is due, at most `most` mails. TD_NOT_FOUND: mail is not configured. The arena is used anew for each mail. */
MUST_CHECK td_rc mail_pass(struct db *db, struct arena *a, struct err *e, i64 most, struct mail_report *out);

/* A thread that does so every half minute until it is stopped; it costs nothing while mail is not configured.
 * What it needs to know of itself is on `a`, which outlives it. TD_LIMIT: no thread, and *out is NULL. */
MUST_CHECK td_rc mail_sender_start(struct arena *a, struct db *db, struct background **out);

#endif
