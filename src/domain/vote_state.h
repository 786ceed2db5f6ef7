/* An electronic vote: its phases, who may hold what, and what its counts mean. ballot.md 10 and 14, decisions 24 to 27. */
#ifndef DOMAIN_VOTE_STATE_H
#define DOMAIN_VOTE_STATE_H

#include "base/err.h"

enum vote_phase {
	VOTE_DRAFT,       /* being set up */
	VOTE_KEYS,        /* trustees make their keys */
	VOTE_CREDENTIALS, /* the officer draws the codes; with them the file begins */
	VOTE_OPEN,
	VOTE_CLOSED,     /* no ballot comes in any more; the last event's hash names the urn */
	VOTE_DECRYPTING, /* the encrypted tally is there, trustees give their factors */
	VOTE_RESULT,
	VOTE_CANCELLED,
	VOTE_PHASE__N
};

enum vote_move {
	VOTE_SAVE, /* change the set-up */
	VOTE_ASK_KEYS,
	VOTE_ALL_KEYS, /* the last trustee gave his key */
	VOTE_BEGIN,    /* open the urn */
	VOTE_CAST,
	VOTE_CLOSE,
	VOTE_COUNT, /* publish the encrypted tally */
	VOTE_ALL_FACTORS,
	VOTE_CANCEL,
	VOTE_MOVE__N
};

/* "draft" …; parse: TD_INVALID. Names: Vietnamese source text. */
const char *vote_phase_code(enum vote_phase p);
const char *vote_phase_name(enum vote_phase p);
MUST_CHECK td_rc vote_phase_parse(str code, enum vote_phase *out);

/* The one table of transitions: TD_CONFLICT when the phase does not know the move. */
MUST_CHECK td_rc vote_move(enum vote_phase from, enum vote_move move, enum vote_phase *to);

enum { VOTE_TRUSTEES_MIN = 3, VOTE_TRUSTEES_MAX = 9, VOTE_PART_MIN = 5, VOTE_CODES_MAX = 300 };

struct vote_seat {
	i64 user, unit;
};

/* Who holds what. */
struct vote_setup {
	struct vote_seat trustees[VOTE_TRUSTEES_MAX];
	size_t n_trustees;
	struct vote_seat officer; /* draws the codes */
	i64 server_unit;          /* whose server it is; 0: of no member unit */
	i64 n_codes, n_paper;     /* who votes electronically, and on paper in the same poll */
};

/* What is wrong with a set-up, as bits 1 << enum vote_fault. */
enum vote_fault {
	VOTE_FEW_TRUSTEES,    /* never allowed */
	VOTE_TRUSTEE_TWICE,   /* never allowed */
	VOTE_SMALL_PART,      /* never allowed: the electronic subtotal is public (decisions 24) */
	VOTE_FEW_UNITS,       /* trustees of fewer than three units */
	VOTE_OFFICER_SERVER,  /* codes and server in one unit */
	VOTE_OFFICER_TRUSTEE, /* codes and a key with one person */
	VOTE_ONE_UNIT,        /* server, codes and a key in one unit */
	VOTE_FAULT__N
};

u32 vote_setup_faults(const struct vote_setup *s);

/* Only a resolution of the meeting lets it pass (decisions 26). */
bool vote_fault_may_pass(enum vote_fault f);

/* The sentence. Vietnamese source text. */
const char *vote_fault_text(enum vote_fault f);

/* What every page and the minutes carry where a resolution let faults pass; NULL: nothing. */
const char *vote_banner(u32 faults);

/* Vietnamese source texts of what is said at set-up and in the booth, NULL after the last. */
const char *vote_warning(size_t i);

/* How candidates become questions. */
enum vote_shape {
	VOTE_EACH,   /* one question for each: yes, no, blank */
	VOTE_CHOOSE, /* one question: so many of them, or blank */
	VOTE_SHAPE__N
};
const char *vote_shape_code(enum vote_shape s);
MUST_CHECK td_rc vote_shape_parse(str code, enum vote_shape *out);

/* The votes of candidate i of n among n_ballots, from the counts of the result: blank first in every question. */
struct vote_count {
	i64 yes, no, blank;
};
struct vote_count vote_count_of(enum vote_shape shape, const i64 *counts, size_t i, i64 n_ballots);

#endif
