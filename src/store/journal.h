/* The journal: who did what, when, what was before and after, and why. Append-only — the database itself refuses
 * UPDATE and DELETE on it — and chained: each entry's hash covers the entry and the hash before it, one chain per
 * cluster-year and one for the system (decisions 33), so that a change behind the program's back is found. */
#ifndef STORE_JOURNAL_H
#define STORE_JOURNAL_H

#include "format/chain.h"
#include "store/db.h"

enum { JOURNAL_SYSTEM = 0 }; /* chain of accounts, clusters, settings; the others are cluster_year ids */

struct journal_entry {
	i64 chain, seq, at_ms;
	i64 actor_id;
	str actor_name;
	str action;      /* "score.save", "ranking.freeze": turned into a sentence by the page */
	str object_kind; /* table name */
	i64 object_id;
	str before_json, after_json; /* canonical JSON or NULL */
	str reason;                  /* may be NULL */
	struct sha256 hash;
};

/* Appends for t's actor and bumps the generation of the chain's tag. JSON texts may be NULL. */
MUST_CHECK td_rc journal_add(struct tx *t, i64 chain, str action, str object_kind, i64 object_id,
			     str before_json, str after_json, str reason);

/* Entries of a chain, newest first, older than before_seq (0: from the newest), at most limit. */
typedef VEC(struct journal_entry) journal_list;
MUST_CHECK td_rc journal_page(struct tx *t, i64 chain, i64 before_seq, i64 limit, journal_list *out);

/* The newest entries of a chain with one action, at most limit. */
MUST_CHECK td_rc journal_of_action(struct tx *t, i64 chain, str action, i64 limit, journal_list *out);

/* Entries of a chain as they are sealed, oldest first, after a seq; at most limit. */
MUST_CHECK td_rc journal_sealed(struct tx *t, i64 chain, i64 after_seq, i64 limit, chain_list *out);

/* The newest entry about what the year's meeting decides: ranking, nominations, ballots, the meeting itself; TD_NOT_FOUND:
 * none. Its minutes print its code. */
MUST_CHECK td_rc journal_of_meeting(struct tx *t, i64 chain, struct journal_entry *out);

/* The newest entry of a chain; TD_NOT_FOUND when empty. Papers print its hash. */
MUST_CHECK td_rc journal_head(struct tx *t, i64 chain, i64 *seq, struct sha256 *hash);

/* The newest entry of every chain, of cluster-years as they were written last, the system's first; at most limit. */
struct journal_head_row {
	i64 chain, seq, at_ms, year;
	str cluster; /* empty: the system's */
	struct sha256 hash;
};
typedef VEC(struct journal_head_row) journal_head_list;
MUST_CHECK td_rc journal_heads(struct tx *t, i64 limit, journal_head_list *out);

/* The cluster and year of a chain; TD_NOT_FOUND: the system's, or none. */
MUST_CHECK td_rc journal_chain_of(struct tx *t, i64 chain, str *cluster, i64 *year);

/* Recomputes every chain. Adds one item to t->e per break (where = chain and entry) and returns TD_CORRUPT. */
MUST_CHECK td_rc journal_verify(struct tx *t, i64 *n_chains, i64 *n_entries);

#endif
