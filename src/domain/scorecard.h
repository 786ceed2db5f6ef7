/* A scorecard (phiếu chấm điểm of one unit at one stage) as a state machine. Status words are fixed: Nháp, Đã gửi, Trả
 * lại, Đang thẩm tra, Đã thẩm tra, Đã niêm phong, Đã công bố. A sent card can be recalled until it is received;
 * then it can only be returned. After publication nothing changes. */
#ifndef DOMAIN_SCORECARD_H
#define DOMAIN_SCORECARD_H

#include "domain/season.h"

enum scorecard_state {
	CARD_DRAFT,     /* Nháp */
	CARD_SUBMITTED, /* Đã gửi */
	CARD_RETURNED,  /* Trả lại: editable again, with the reason shown */
	CARD_VERIFYING, /* Đang thẩm tra: received by the checker */
	CARD_VERIFIED,  /* Đã thẩm tra */
	CARD_SEALED,    /* Đã niêm phong: adopted by the meeting, frozen with its inputs */
	CARD_PUBLISHED, /* Đã công bố */
	CARD__N
};

/* The levels that a card passes, in this order; which of them a year has is its own data. A return from any of them goes
 * to the unit, and the chain begins again. */
enum card_level {
	LEVEL_UNIT,    /* the unit's officers fill it in */
	LEVEL_LEADER,  /* the unit's leader signs it off and sends it */
	LEVEL_CROSS,   /* other units check it */
	LEVEL_CLUSTER, /* head and deputy verify it */
	LEVEL_COUNCIL, /* the Council's standing body */
	LEVEL__N
};

struct scorecard_facts {
	enum season_state season;
	season_set off;       /* steps that the year does without */
	u32 n_unchecked;      /* cross-checks of this card that are not finished */
	u32 n_empty;          /* criteria neither scored nor marked as not applicable; 0 points is a value */
	u32 n_without_reason; /* values that differ from the stage before, or not applicable, without a reason */
	u32 n_without_evidence; /* criteria whose scheme asks for evidence and that have none */
	bool ranking_frozen;
	bool decided; /* the Council decided, or the cluster chose to publish (decisions 16) */
};

struct scorecard_move {
	enum scorecard_state from, to;
	const char *may; /* permission word of authz.h: "score.submit", "score.verify", "ranking.freeze" */
	const char *label;
	bool needs_reason;
};

enum { SCORECARD_MOVES_MAX = 4 };

const char *scorecard_name(enum scorecard_state s); /* status word, Vietnamese source text */
const char *scorecard_code(enum scorecard_state s); /* "draft" …, what is stored */
MUST_CHECK td_rc scorecard_parse(str code, enum scorecard_state *out);

/* May the values be edited by the unit in this state? (draft, returned) */
bool scorecard_editable(enum scorecard_state s);

const char *card_level_name(enum card_level l); /* Vietnamese source text */
const char *card_level_code(
    enum card_level l); /* "unit", "leader" …, what is stored as the origin of a return */

/* The chain of a year: its levels in order; returns their number. */
size_t card_chain(season_set off, enum card_level out[LEVEL__N]);
/* Where in the chain a card is: the level that has it on its desk. LEVEL__N: it has passed all. */
enum card_level card_level_of(const struct scorecard_facts *f, enum scorecard_state s);

size_t scorecard_moves(enum scorecard_state s, struct scorecard_move out[SCORECARD_MOVES_MAX]);
bool scorecard_find(enum scorecard_state from, enum scorecard_state to, struct scorecard_move *out);

/* As season_can(): TD_CONFLICT with every missing thing, TD_INVALID without a needed reason. */
MUST_CHECK td_rc scorecard_can(const struct scorecard_facts *f, enum scorecard_state from,
			       enum scorecard_state to, str reason, struct err *e);

#endif
