/* A poll that the program runs: what may follow what, when two tellers' sheets agree, what a poll may be set up as. One
 * table of moves serves pages, programs and commands (T7); every pair that is not in it is refused in its own words. */
#ifndef DOMAIN_POLL_DESK_H
#define DOMAIN_POLL_DESK_H

#include "base/err.h"
#include "base/opt.h"

enum desk_phase {
	DESK_PREPARED,  /* rules and candidates are written */
	DESK_OPEN,      /* ballots are handed out */
	DESK_COUNTING,  /* closed; tellers count */
	DESK_COMPARED,  /* the counts agree; the head of the board confirms */
	DESK_CONFIRMED, /* the result stands */
	DESK_CANCELLED,
	DESK_PHASE__N
};
const char *desk_phase_code(enum desk_phase p); /* "prepared" … */
const char *desk_phase_name(enum desk_phase p); /* "Chuẩn bị" … */

enum desk_move {
	DESK_DO_EDIT,    /* rules, candidates */
	DESK_DO_OPINION, /* what an absent member wrote */
	DESK_DO_OPEN,    /* hand out the ballots */
	DESK_DO_CHANGE,  /* late arrival, early leaving, a spoiled ballot exchanged */
	DESK_DO_CLOSE,   /* no more ballots */
	DESK_DO_COUNT,   /* a teller sends his sheet */
	DESK_DO_AGREE,   /* all counts are there and agree */
	DESK_DO_DIFFER,  /* they do not: another attempt */
	DESK_DO_RECOUNT, /* the head of the board wants another count although they agree */
	DESK_DO_CONFIRM,
	DESK_DO_DECIDE, /* elected with a recorded reason, after the result */
	DESK_DO_CANCEL,
	DESK_MOVE__N
};

/* The phase that follows. TD_CONFLICT: this may not be done now, in a sentence. */
MUST_CHECK td_rc desk_next(enum desk_phase from, enum desk_move move, enum desk_phase *to, struct err *e);
bool desk_may(enum desk_phase from, enum desk_move move);

enum desk_method { DESK_PAPER, DESK_SHOW_OF_HANDS, DESK_ELECTRONIC, DESK_MIXED, DESK_METHOD__N };
const char *desk_method_code(enum desk_method m); /* "paper" … */
const char *desk_method_name(enum desk_method m); /* "Phiếu giấy" … */
MUST_CHECK td_rc desk_method_parse(str code, enum desk_method *out);
static inline bool desk_on_paper(enum desk_method m)
{
	return m == DESK_PAPER || m == DESK_MIXED;
}
static inline bool desk_electronic(enum desk_method m)
{
	return m == DESK_ELECTRONIC || m == DESK_MIXED;
}

/* The electronic subtotal of a mixed poll is public: each kind needs so many voters (decisions 24). */
enum { DESK_MIXED_MIN = 5 };

/* Voters of each kind when the ballots are handed out. TD_INVALID with every fault. */
MUST_CHECK td_rc desk_check_voters(enum desk_method m, i64 present, i64 on_paper, i64 electronic,
				   struct err *e);

/* What one teller counted, or the electronic box, or the hands of the room. */
struct count_row {
	i64 candidate; /* its ordinal */
	i64 yes, no, blank;
};
struct count {
	i64 issued, returned, not_returned, valid, invalid;
	const struct count_row *rows; /* one for each candidate that stands */
	size_t n_rows;
};

/* The sums of one sheet: issued = returned + not returned, returned = valid + invalid, yes + no + blank = valid in each
 * row, all yes together no more than max_yes × valid (0: no cap), nothing negative. names: one for each row.
 * TD_INVALID with every fault; where = "returned", "valid", "row.2" (the row's ordinal). */
MUST_CHECK td_rc count_check(const struct count *c, i64 max_yes, const str *names, struct err *e);

/* Where two sheets differ: the names of the fields ("issued", "row.2.yes"), on a; empty when they agree. */
typedef VEC(str) count_differences;
void count_compare(struct arena *a, const struct count *x, const struct count *y, count_differences *out);

/* Where nobody votes for his own unit: a candidate whose unit holds a ballot has at most issued − 1 votes. */
bool count_self_vote(const struct count_row *row, i64 issued);

#endif
