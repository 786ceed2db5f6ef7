/* The verifier: reads a vote's file and checks everything in it that can be checked without a secret. It trusts nothing
 * but the file's own bytes. What one file cannot show is a ballot left out before the close: only the voter (his
 * tracker is missing) or an older copy (verify_against()) can. */
#ifndef VOTE_VERIFY_H
#define VOTE_VERIFY_H

#include "vote/archive.h"
#include "vote/tally.h"

enum verify_stage {
	VERIFY_EMPTY, /* nothing could be read */
	VERIFY_OPEN,
	VERIFY_CLOSED,
	VERIFY_TALLIED, /* encrypted tally published, factors are being given */
	VERIFY_RESULT,
	VERIFY__N
};

enum { VERIFY_MAX_FINDINGS = 100 };

struct verdict {
	VEC(struct finding) findings; /* empty: everything is right */
	enum verify_stage stage;
	struct archive archive;
	struct election election; /* n_questions 0: not read */
	struct trustees trustees;
	struct credentials voters;
	VEC(str) trackers; /* of every ballot in order */
	size_t n_counted;  /* ballots that count: the last of each credential */
	size_t n_factors;  /* trustees who gave factors */
	i64 *counts;       /* of the tally's ciphertexts in order; NULL before the result */
	str head;          /* hash of the last event, in hex: names the whole file */
	str close; /* hash of the event that closed the urn, as the hall was shown it; NULL: it is open */
};

/* Verifies a whole file. Ballots are all looked at; other faults end it at the first. Returns TD_OK with the verdict
 * whatever it is. The group must be on the arena that the verdict shall live on. */
MUST_CHECK td_rc verify_archive(struct group *g, str bytes, struct verdict *out);

/* Is older a beginning of bytes that ends between two events? Adds the finding AGAINST, with the first record that
 * differs, if not. out is verify_archive()'s of bytes. */
void verify_against(struct arena *a, str bytes, str older, struct verdict *out);

/* "open", "closed" …: stable names for programs; and for people, Vietnamese source text. */
const char *verify_stage_name(enum verify_stage stage);
const char *verify_stage_text(enum verify_stage stage, enum lang lang);

#endif
