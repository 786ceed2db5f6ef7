/* What is voted on: the questions, their limits and the key that ballots are encrypted to. ballot.md 4. */
#ifndef VOTE_ELECTION_H
#define VOTE_ELECTION_H

#include "vote/credential.h"
#include "vote/powers.h"

enum {
	ELECTION_MAX_QUESTIONS = 32,
	ELECTION_MAX_ANSWERS = 63,
	ELECTION_MAX_BYTES = 1 << 20,
	ELECTION_UUID_MIN = 14,
	ELECTION_UUID_MAX = 64
};

struct question {
	str text;
	str *answers;
	size_t n_answers;
	bool blank; /* a blank vote is offered: ciphertext 0 of the answer */
	i64 min, max;
};

struct election {
	struct group *g;
	str name, description, uuid;
	str fingerprint; /* base64 of SHA-256 of the stored bytes: what ballots are bound to */
	str key_text;
	elem key;
	struct powers *key_powers;
	struct question *questions;
	size_t n_questions;
};

/* Ciphertexts of an answer to q. */
static inline size_t question_width(const struct question *q)
{
	return q->n_answers + (q->blank ? 1 : 0);
}

/* Reads and checks the exact bytes of an election. TD_INVALID with *f. */
MUST_CHECK td_rc election_read(struct group *g, str json, struct finding *f, struct election *out);

/* SHA-256 of bytes in standard base64 without "=" (43 characters): fingerprints, trackers. */
str election_digest(struct group *g, str bytes);

#endif
