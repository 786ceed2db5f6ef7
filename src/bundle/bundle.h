/* The year's bundle: one zip file with everything from which a cluster's year can be computed again by somebody who
 * does not trust the program or the office that holds the database: the journal, the tables of criteria, the frozen
 * figures and rankings, the ballots, and the hashes of the papers. Form "thidua-year/1": docs/goi-du-lieu.md. The same
 * year gives the same bytes. */
#ifndef BUNDLE_BUNDLE_H
#define BUNDLE_BUNDLE_H

#include "domain/poll.h"
#include "domain/score.h"
#include "format/chain.h"

#define BUNDLE_FORMAT "thidua-year/1"

enum {
	BUNDLE_BYTES_MAX = 64 << 20,
	BUNDLE_PAPERS_MAX = 10000,
	BUNDLE_JOURNAL_PART = 1000, /* entries of one file of the journal */
};

struct bundle_scheme {
	struct sha256 hash; /* of json */
	str json;           /* canonical thidua-scheme/1 */
};

struct bundle_row {
	str unit; /* code */
	i64 rank, ordinal, total_c, raw_c, applicable_c, base_c, bonus_c, penalty_c;
	str class_code, tie_text; /* empty: none */
	bool excluded;
};

struct bundle_ranking {
	i64 version;
	str state; /* "frozen", "adopted", "superseded" */
	enum score_stage stage;
	struct sha256 scheme;
	str figures; /* canonical thidua-data/1: what it was computed from */
	VEC(struct bundle_row) rows;
};

struct bundle_poll {
	i64 id;    /* the object of its lines in the journal */
	str state; /* "counted", "announced" */
	struct poll poll;
	const bool *elected; /* one per candidate; NULL: not decided */
};

struct bundle_vote {
	i64 poll;
	str uuid, archive; /* an electronic ballot's whole file: docs of UUID.bel */
};

struct bundle_paper {
	i64 id; /* the object of its line in the journal */
	str kind, title, file, code;
	str sha256, pdf_sha256; /* hex; pdf_sha256 empty: there is no PDF */
	i64 replaced_by;        /* id of a paper, 0: it stands */
};

struct bundle {
	str cluster, cluster_name;
	i64 year, chain;
	chain_list journal; /* whole, oldest first */
	VEC(struct bundle_scheme) schemes;
	VEC(struct bundle_ranking) rankings;
	VEC(struct bundle_poll) polls;
	VEC(struct bundle_vote) votes;
	VEC(struct bundle_paper) papers;
};

/* The zip file, on a. TD_LIMIT: larger than BUNDLE_BYTES_MAX, or no memory. */
MUST_CHECK td_rc bundle_write(struct arena *a, const struct bundle *b, str *zip);

/* Is it the beginning of a zip file, and not of another that can be verified? */
bool bundle_looks_like(str bytes);

/* Reads it and looks at its form: every file is listed with its hash and none is missing. TD_INVALID with every fault in
 * e (where = the name of a file, then the place in it). Texts live on a; bytes must outlive it. */
MUST_CHECK td_rc bundle_read(struct arena *a, str bytes, struct err *e, struct bundle *out);

/* What was looked at, and when nothing is wrong was right. */
struct bundle_counts {
	size_t n_entries, n_schemes, n_rankings, n_units, n_polls, n_votes, n_papers;
	size_t n_bound; /* rankings, polls and papers whose content a line of the journal holds the hash of */
};

/* Computes everything again: the chain of the journal; every ranking from its figures by its table, unit by unit; every
 * ballot's sums, thresholds and verdicts; electronic ballots with all their proofs; and that the journal says the same
 * of each. Every difference is added to e, the first one first: where = "rankings/2/DON-VI-A", the text names what
 * stands there and what was computed. TD_INVALID when there is one; TD_LIMIT: no memory. */
MUST_CHECK td_rc bundle_check(struct arena *a, const struct bundle *b, struct err *e,
			      struct bundle_counts *out);

/* The entry of which a paper shows this code (chain_code()); NULL: none. */
const struct chain_entry *bundle_find_code(struct arena *a, const struct bundle *b, str code);

#endif
