/* What the tests of src/vote share: fixtures, and an election made from nothing. */
#ifndef TESTS_VOTE_LIB_H
#define TESTS_VOTE_LIB_H

#include "tests/lib/arena_case.h"
#include "vote/verify.h"

/* A file of tests/fixtures/ballot (environment THIDUA_SOURCE: the source folder). */
str vote_fixture(struct arena *a, const char *name);

/* An election with keys and voters of its own. Questions: "approve 0 … 2 of 3" and "one of 2, or blank". */
struct made {
	struct group *g;
	struct env *env;
	struct election election;
	struct credentials voters;
	str election_json, trustees_json, voters_json;
	scalar *keys, *secrets; /* of trustees, of voters */
	size_t n_keys, n_voters;
	struct archive_writer w;
};
void vote_make(struct made *m, struct arena *a, struct env *env, size_t n_keys, size_t n_voters);

/* Appends a ballot of a voter; votes: 3 bits, then blank and 2 bits. Returns the ballot. */
str vote_cast(struct made *m, size_t voter, const u8 votes[6]);

/* Closes, tallies these ballots (the last of each voter, in any order), decrypts, publishes counts. */
void vote_finish(struct made *m, const str *ballots, size_t n, const i64 *counts);

/* The codes found, joined by commas; "accept" when there are none. */
str vote_codes(struct arena *a, const struct verdict *v);

#endif
