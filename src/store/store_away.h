/* Years that are away: taken to a meeting on another machine, where they are written, and not here, until they come back
 * or are given up. In the copy that was taken, the row of its year says «here» and no other year is written. */
#ifndef STORE_AWAY_H
#define STORE_AWAY_H

#include "base/hash.h"
#include "domain/org.h"
#include "store/db.h"

enum { AWAY_TOKEN_LEN = 32, AWAY_MACHINE_MAX = 100 };

struct away {
	i64 id;
	cluster_year_id year;
	str cluster_code, cluster_name;
	i64 year_number;
	str token, machine;
	i64 base; /* rows made there have numbers above it */
	i64 head_seq;
	struct sha256 head; /* newest line that both have */
	str taken_by_name;
	i64 taken_at_ms;
	bool here; /* this database is the copy */
	struct opt_i64 ended_at_ms;
	str ended_by_name; /* with its end */
	bool merged;       /* else given up, when it has ended */
	bool has_other;    /* the newest line that came back is known */
	struct sha256 merged_head;
};
typedef VEC(struct away) away_list;

/* Those that are away, then the newest; at most limit. */
MUST_CHECK td_rc store_away_list(struct tx *t, i64 limit, away_list *out);
/* Those that have no end; this copy's own first. */
MUST_CHECK td_rc store_away_open(struct tx *t, away_list *out);
/* The one that is open for a year; TD_NOT_FOUND: the year is not away. */
MUST_CHECK td_rc store_away_of_year(struct tx *t, cluster_year_id year, struct away *out);
MUST_CHECK td_rc store_away_by_token(struct tx *t, str token, struct away *out);

/* Writes a, with its hashes of rows (away_rows.h): from then on the year is not written here. Token, base, who and when are
 * set. */
MUST_CHECK td_rc store_away_add(struct tx *t, struct away *a, str row_hashes);
MUST_CHECK td_rc store_away_row_hashes(struct tx *t, i64 id, str *out);
/* Ends it by t's actor. TD_NOT_FOUND: it has an end. */
MUST_CHECK td_rc store_away_end(struct tx *t, struct away *a, bool merged);
/* With which newest line it came back. */
MUST_CHECK td_rc store_away_merged(struct tx *t, i64 id, const struct sha256 *head);

/* TD_CONFLICT with a sentence: the year of tag is not written in this database. For db_bump(). */
MUST_CHECK td_rc store_away_refuse(struct tx *t, i64 tag);

#endif
