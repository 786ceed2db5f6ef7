/* A vote step by step ("hòm phiếu"): what each step appends to its file. The server and the commands take the same steps;
 * the one keeps the records in its database, the others in the file itself. ballot.md 7 and 8. Public work only: no
 * step here needs a secret. Everything that is given is checked, and what is returned passes the verifier. */
#ifndef VOTE_BOX_H
#define VOTE_BOX_H

#include "base/hash.h"
#include "vote/credential.h"

/* A record to be appended. */
struct box_record {
	bool event;
	str bytes;
};

/* What the file ends with, and what a step appends to it. */
struct box {
	struct arena *a;
	i64 height; /* of the next event */
	str parent; /* hash of the last event in hex; p == NULL: there is none */
	VEC(struct box_record) add;
};

/* The empty file, or behind the last event (its bytes). TD_CORRUPT: these are no event. */
MUST_CHECK td_rc box_begin(struct arena *a, str last_event, struct box *out);

/* Appends data; then the event that names it (hex, or STR_NULL). */
str box_put(struct box *b, str data);
void box_put_event(struct box *b, const char *type, str payload);

/* The trustees object of public keys ({"pok":…,"public_key":…} each), all of which are needed. TD_INVALID with *f, which
 * names the trustee whose key or proof is wrong. key is their product. */
MUST_CHECK td_rc box_trustees(struct group *g, const str *keys, size_t n, struct finding *f, str *json,
			      elem *key);

/* What is asked. */
struct box_question {
	str text;
	const str *answers;
	size_t n_answers;
	bool blank;
	i64 min, max;
};
/* The election object. extra: fields behind the uuid, as they stand (",\"x\":1") or empty. */
str box_election(struct group *g, str name, str description, elem key, const struct box_question *q, size_t n,
		 str uuid, str extra);

/* A random uuid. */
str box_uuid(struct arena *a, struct env *env);

/* Opens the file. TD_INVALID with *f: one of the three is wrong, or the key is not that of the trustees. */
MUST_CHECK td_rc box_setup(struct box *b, struct group *g, str election, str trustees, str credentials,
			   struct finding *f);

/* Checks a ballot in full; that its credential cast none before is the caller's to ask. TD_INVALID with *f. */
MUST_CHECK td_rc box_check_ballot(struct group *g, str election, str credentials, str ballot,
				  struct finding *f, str *credential);
/* Appends a ballot that was checked. */
void box_cast(struct box *b, str ballot);

void box_close(struct box *b);

/* Publishes the product of the ballots. */
MUST_CHECK td_rc box_tally(struct box *b, str election, const str *ballots, size_t n, struct finding *f);

/* Appends the factors of trustee owner (from 1), and with the last of them the result; *counts is NULL before.
 * parts[i]: the factors of trustee i + 1 as they were given, p == NULL: not yet; that of owner among them.
 * TD_INVALID with *f. */
MUST_CHECK td_rc box_factors(struct box *b, struct group *g, str election, str trustees, str tally,
			     const str *parts, size_t owner, i64 max, struct finding *f, i64 **counts);

/* What a ballot is looked up by ("mã theo dõi"), and what ballots are bound to ("dấu vân tay" of an election): SHA-256 in
 * base64 without "=". Reading takes a blank for "+", as addresses do. TD_INVALID. */
str box_tracker(struct arena *a, str bytes);
MUST_CHECK td_rc box_tracker_parse(struct arena *a, str text, struct sha256 *out);

/* The records as the bytes of a file behind what is there; with its first record where begin is set. */
str box_bytes(const struct box *b, i64 timestamp, bool begin);

#endif
