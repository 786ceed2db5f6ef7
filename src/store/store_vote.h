/* Electronic votes: set-up, trustees, and the records of the file. A vote's file is a pure function of its records; of a
 * ballot nothing else is kept. Writing a ballot bumps no generation and leaves nothing beside its two records. Common
 * words: store_org.h. */
#ifndef STORE_VOTE_H
#define STORE_VOTE_H

#include "base/hash.h"
#include "domain/vote_state.h"
#include "store/store_org.h"

struct vote {
	poll_id poll;
	str uuid;
	enum vote_phase phase;
	enum vote_shape shape;
	str candidates; /* ordinals of the poll's candidates in the order of the questions: "1,2,4" */
	struct opt_i64 server_unit;
	user_id officer;
	unit_id officer_unit;
	i64 n_codes, n_paper;
	struct opt_i64 n_issued;
	i64 faults;        /* of vote_setup_faults(), let pass by the resolution */
	str override_text; /* the resolution; NULL: none */
	i64 archive_time;  /* seconds: of every record of the file; a midnight, so that it tells no hour */
	str cancelled_why;
	i64 rev;
	/* joined */
	cluster_year_id year;
	str question, officer_name, officer_unit_name, server_unit_name;
};
typedef VEC(struct vote) vote_list;

MUST_CHECK td_rc store_vote_add(struct tx *t, struct vote *v);
/* Everything but uuid and archive_time. */
MUST_CHECK td_rc store_vote_save(struct tx *t, struct vote *v);
/* The same with a new uuid, before any ballot was cast: the records of the set-up go. */
MUST_CHECK td_rc store_vote_restart(struct tx *t, struct vote *v);
MUST_CHECK td_rc store_vote_get(struct tx *t, poll_id id, struct vote *out);
MUST_CHECK td_rc store_vote_by_uuid(struct tx *t, str uuid, struct vote *out);
/* Newest first. */
MUST_CHECK td_rc store_vote_list(struct tx *t, cluster_year_id year, vote_list *out);

struct vote_trustee {
	i64 ordinal; /* from 1: the owner of his factors */
	user_id user;
	unit_id unit;
	str public_key; /* {"pok":…,"public_key":…}; NULL: not yet */
	bool decrypted;
	str person, unit_name; /* joined */
};
typedef VEC(struct vote_trustee) vote_trustee_list;
/* Replaces them all; keys that were given go. */
MUST_CHECK td_rc store_vote_trustees_set(struct tx *t, poll_id id, const struct vote_seat *seats, size_t n);
MUST_CHECK td_rc store_vote_trustee_list(struct tx *t, poll_id id, vote_trustee_list *out);
/* TD_CONFLICT: he gave one already. */
MUST_CHECK td_rc store_vote_trustee_key(struct tx *t, poll_id id, i64 ordinal, str public_key);
MUST_CHECK td_rc store_vote_trustee_done(struct tx *t, poll_id id, i64 ordinal);

/* What an electronic vote of the year waits for from one person: his key, the codes he draws, his part of the result. */
enum vote_duty_kind { VOTE_DUTY_KEY, VOTE_DUTY_CODES, VOTE_DUTY_PART, VOTE_DUTY__N };
struct vote_duty {
	enum vote_duty_kind kind;
	str uuid, question;
};
typedef VEC(struct vote_duty) vote_duty_list;
MUST_CHECK td_rc store_vote_duties(struct tx *t, cluster_year_id year, user_id user, vote_duty_list *out);

/* Who may hold a key or draw the codes: accounts of the member units, by unit and name. Somebody of two units is there
 * twice. */
struct vote_person {
	user_id user;
	unit_id unit;
	str person, unit_name;
};
typedef VEC(struct vote_person) vote_person_list;
MUST_CHECK td_rc store_vote_people(struct tx *t, cluster_year_id year, vote_person_list *out);

/* One record of the file. */
struct vote_record {
	bool event;
	struct sha256 hash; /* of bytes, which is its name */
	bool ballot;
	struct sha256 credential_hash; /* of a ballot */
	str bytes;
};
typedef VEC(struct vote_record) vote_record_list;

/* What the next event is chained to. n 0: there is none yet. */
struct vote_end {
	i64 n;              /* records */
	i64 size;           /* of the file behind its first record */
	struct sha256 hash; /* of the last event */
	str event;          /* its bytes; NULL: none */
};
MUST_CHECK td_rc store_vote_end(struct tx *t, poll_id id, struct vote_end *out);
/* The hash of the event that closed the urn, by which it was shown to the hall. TD_NOT_FOUND: it is not closed. */
MUST_CHECK td_rc store_vote_close_hash(struct tx *t, poll_id id, struct sha256 *out);
/* Appends as number ordinal (from 1). TD_CONFLICT: the record is there, or another ballot of that credential is. */
MUST_CHECK td_rc store_vote_record_add(struct tx *t, poll_id id, i64 ordinal, const struct vote_record *r);
/* In order. */
MUST_CHECK td_rc store_vote_record_list(struct tx *t, poll_id id, vote_record_list *out);
MUST_CHECK td_rc store_vote_record_get(struct tx *t, poll_id id, i64 ordinal, str *bytes);
/* The ballots' bytes in order. */
typedef VEC(str) vote_bytes_list;
MUST_CHECK td_rc store_vote_ballots(struct tx *t, poll_id id, vote_bytes_list *out);
/* Was a ballot cast with this credential? Is there a ballot of this hash (its tracker)? */
MUST_CHECK td_rc store_vote_cast_with(struct tx *t, poll_id id, const struct sha256 *credential, bool *out);
MUST_CHECK td_rc store_vote_has_ballot(struct tx *t, poll_id id, const struct sha256 *hash, bool *out);

#endif
