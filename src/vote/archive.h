/* The file of a vote, UUID.bel: an old-style tar whose bytes are a pure function of its data, so that any copy can be
 * compared with any other. ballot.md 7. Records are only ever appended. */
#ifndef VOTE_ARCHIVE_H
#define VOTE_ARCHIVE_H

#include "base/hash.h"
#include "base/map.h"
#include "vote/finding.h"

enum { ARCHIVE_BLOCK = 512, ARCHIVE_MAX_BYTES = 512 << 20, ARCHIVE_MAX_RECORDS = 200000, ARCHIVE_HEX = 64 };

struct record {
	str hex;  /* SHA-256 of data, which is also its name; empty for the first record */
	str data; /* points into the file */
	bool event;
	bool used;  /* for the verifier: an event names it */
	size_t end; /* offset behind it in the file */
};

struct archive {
	i64 timestamp; /* seconds; the time of every record */
	struct record *at;
	size_t n;          /* without the first record, BELENIOS */
	struct map by_hex; /* → struct record */
};

/* Reads a whole file and checks each of its bytes that is not data, and that each name is the hash of its data.
 * TD_INVALID with *f. */
MUST_CHECK td_rc archive_read(struct arena *a, str bytes, struct finding *f, struct archive *out);

struct event {
	str parent; /* hex; empty at height 0 */
	i64 height;
	str type;
	str payload; /* hex; p == NULL: none */
};

/* TD_INVALID: another form (finding EVENT_FORM). */
MUST_CHECK td_rc archive_event_read(struct arena *a, str json, struct finding *f, struct event *out);

/* Writing: what is in out may be sent or stored after each event. */
struct archive_writer {
	struct sb out;
	i64 timestamp, height;
	str parent;
};

struct archive_writer archive_begin(struct arena *a, i64 timestamp);

/* Appends data; returns its hash in hex. */
str archive_put(struct archive_writer *w, str data);

/* Appends an event; payload STR_NULL: none. */
void archive_put_event(struct archive_writer *w, str type, str payload);

/* The text of an event; parent and payload STR_NULL: none. */
str archive_event_text(struct arena *a, str parent, i64 height, str type, str payload);

/* Appends a record as it is; the writer's parent and height stay. */
void archive_put_record(struct archive_writer *w, str bytes, bool event);

#endif
