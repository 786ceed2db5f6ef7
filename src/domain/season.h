/* The working year of a cluster as a state machine (product.md): one table of moves for pages, API and commands. Who may
 * make a move is a permission word that authz.h knows; whether it is possible now is decided by its guard from plain
 * facts; going back needs a reason, which the caller writes to the journal. */
#ifndef DOMAIN_SEASON_H
#define DOMAIN_SEASON_H

#include "base/err.h"

enum season_state {
	SEASON_PREPARING,      /* membership, regulations, plan, scheme */
	SEASON_REGISTERING,    /* targets and titles are registered, the pact is signed */
	SEASON_RUNNING,        /* phases; mid-year review */
	SEASON_SELF_SCORING,   /* every unit scores itself */
	SEASON_CROSS_CHECKING, /* units check each other */
	SEASON_VERIFYING,      /* head and deputy verify */
	SEASON_EXPLAINING,     /* units answer changed scores */
	SEASON_MEETING,        /* adopt scores, ballots, election, next pact */
	SEASON_PROPOSED,       /* the proposal went to the Council */
	SEASON_DECIDED,        /* the decision is on record */
	SEASON_CLOSED,
	SEASON__N
};

/* Steps that a cluster's regulations switch off, as a set of bits. */
typedef u32 season_set;
#define SEASON_BIT(state) ((season_set)1 << (state))

/* Steps that may be switched off: registering, cross-checking, verifying, explaining, proposed, decided. */
#define SEASON_OPTIONAL                                                                                      \
	(SEASON_BIT(SEASON_REGISTERING) | SEASON_BIT(SEASON_CROSS_CHECKING) | SEASON_BIT(SEASON_VERIFYING) | \
	 SEASON_BIT(SEASON_EXPLAINING) | SEASON_BIT(SEASON_PROPOSED) | SEASON_BIT(SEASON_DECIDED))

/* What the guards ask; the caller counts it in the transaction in which it makes the move. */
struct season_facts {
	season_set off; /* steps switched off; bits outside SEASON_OPTIONAL are ignored */
	u32 n_members;
	bool has_head;
	bool scheme_sealed;
	u32 n_unregistered;     /* members without sent registration */
	u32 n_unsubmitted;      /* members whose scorecard is a draft or was returned */
	u32 n_unchecked;        /* assigned cross-checks not finished */
	u32 n_unverified;       /* scorecards not verified */
	u32 n_unanswered;       /* explanations asked for, not answered or not settled */
	bool ranking_frozen;    /* the meeting adopted scores and ranking */
	bool proposal_made;     /* the proposal paper exists */
	bool decision_recorded; /* number and date of the Council's decision */
};

/* A move as the user sees it. */
struct season_move {
	enum season_state from, to;
	const char *may;   /* permission word: "year.advance", "year.return", "year.propose", "year.decide",
	                    * "year.close", "year.reopen" */
	const char *label; /* button, Vietnamese source text: "Bắt đầu tự chấm điểm" */
	bool needs_reason; /* every move back */
};

enum { SEASON_MOVES_MAX = 8 };

/* "Chuẩn bị", "Đăng ký, ký giao ước" …: Vietnamese source text; and the code that is stored ("preparing"). */
const char *season_name(enum season_state s);
const char *season_code(enum season_state s);
MUST_CHECK td_rc season_parse(str code, enum season_state *out);

/* Is the step part of this cluster's year? */
bool season_uses(season_set off, enum season_state s);

/* Next used step after s, false at the end of the year. */
bool season_next(season_set off, enum season_state s, enum season_state *out);

/* All moves of the table from s for a cluster with these steps, forward first; returns their number. */
size_t season_moves(season_set off, enum season_state s, struct season_move out[SEASON_MOVES_MAX]);

/* The move, or NULL-like false when the table has none. */
bool season_find(season_set off, enum season_state from, enum season_state to, struct season_move *out);

/* May the year go from → to now? TD_CONFLICT: the table has no such move, or guards say no — every missing thing is one
 * item of e (where "season"); TD_INVALID: a reason is needed and empty (where "reason"). Rights are the caller's. */
MUST_CHECK td_rc season_can(const struct season_facts *f, enum season_state from, enum season_state to,
			    str reason, struct err *e);

#endif
