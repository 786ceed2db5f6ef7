/* What a verifier found wrong: a code for programs, a sentence for people, and the place. The codes are part of the
 * output of `thidua verify --json`. */
#ifndef VOTE_FINDING_H
#define VOTE_FINDING_H

#include "base/err.h"

enum finding_code {
	FINDING_NONE,
	/* the file */
	FINDING_ARCHIVE_SIZE,
	FINDING_ARCHIVE_HEADER,
	FINDING_ARCHIVE_TRUNCATED,
	FINDING_ARCHIVE_PADDING,
	FINDING_ARCHIVE_TRAILING,
	FINDING_ARCHIVE_FIRST,
	FINDING_ARCHIVE_NAME,
	FINDING_ARCHIVE_REPEATED,
	FINDING_ARCHIVE_STRAY,
	/* the chain of events */
	FINDING_EVENT_FORM,
	FINDING_EVENT_PARENT,
	FINDING_EVENT_HEIGHT,
	FINDING_EVENT_ORDER,
	FINDING_EVENT_PAYLOAD,
	/* set-up */
	FINDING_SETUP_FORM,
	FINDING_ELECTION_FORM,
	FINDING_ELECTION_GROUP,
	FINDING_ELECTION_KEY,
	FINDING_TRUSTEE_FORM,
	FINDING_TRUSTEE_GROUP,
	FINDING_TRUSTEE_PROOF,
	FINDING_TRUSTEE_SIGNATURE,
	FINDING_TRUSTEE_SHARE,
	FINDING_CREDENTIAL_FORM,
	FINDING_CREDENTIAL_GROUP,
	FINDING_CREDENTIAL_REPEATED,
	/* ballots */
	FINDING_BALLOT_FORM,
	FINDING_BALLOT_CANONICAL,
	FINDING_BALLOT_ELECTION,
	FINDING_BALLOT_FINGERPRINT,
	FINDING_BALLOT_CREDENTIAL,
	FINDING_BALLOT_REPEATED,
	FINDING_BALLOT_GROUP,
	FINDING_BALLOT_INDIVIDUAL,
	FINDING_BALLOT_OVERALL,
	FINDING_BALLOT_BLANK,
	FINDING_BALLOT_HASH,
	FINDING_BALLOT_SIGNATURE,
	/* tally */
	FINDING_TALLY_FORM,
	FINDING_TALLY_COUNT,
	FINDING_TALLY_PRODUCT,
	FINDING_FACTOR_FORM,
	FINDING_FACTOR_OWNER,
	FINDING_FACTOR_GROUP,
	FINDING_FACTOR_PROOF,
	FINDING_RESULT_FORM,
	FINDING_RESULT_FACTORS,
	FINDING_RESULT_COUNT,
	/* beside an older copy */
	FINDING_AGAINST,
	FINDING__N
};

/* Places count from 1; 0: not about one. */
struct finding {
	enum finding_code code;
	size_t record, ballot, question, choice, trustee, voter;
};

/* Sets the code, keeps the places, returns TD_INVALID. */
td_rc finding_set(struct finding *f, enum finding_code code);

/* "ballot_individual": stable names for programs. */
const char *finding_name(enum finding_code code);

/* The sentence, Vietnamese source text in the language asked for. */
const char *finding_text(enum finding_code code, enum lang lang);

/* "phiếu 1, câu 2, lựa chọn 1", or empty. On the arena. */
str finding_place(struct arena *a, enum lang lang, const struct finding *f);

#endif
