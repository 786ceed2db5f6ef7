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

struct scorecard_facts {
	enum season_state season;
	u32 n_empty;          /* criteria neither scored nor marked as not applicable; 0 points is a value */
	u32 n_without_reason; /* values that differ from the stage before, or not applicable, without a reason */
	u32 n_without_evidence; /* criteria whose scheme asks for evidence and that have none */
	bool ranking_frozen;
	bool decided; /* the Council decided, or the cluster chose to publish (decisions 16) */
};

struct scorecard_move {
	enum scorecard_state from, to;
	const char *
	    may; /* "card.submit", "card.recall", "card.verify", "card.return", "card.seal", "card.publish" */
	const char *label;
	bool needs_reason;
};

enum { SCORECARD_MOVES_MAX = 4 };

const char *scorecard_name(enum scorecard_state s); /* status word, Vietnamese source text */
const char *scorecard_code(enum scorecard_state s); /* "draft" …, what is stored */
MUST_CHECK td_rc scorecard_parse(str code, enum scorecard_state *out);

/* May the values be edited by the unit in this state? (draft, returned) */
bool scorecard_editable(enum scorecard_state s);

size_t scorecard_moves(enum scorecard_state s, struct scorecard_move out[SCORECARD_MOVES_MAX]);
bool scorecard_find(enum scorecard_state from, enum scorecard_state to, struct scorecard_move *out);

/* As season_can(): TD_CONFLICT with every missing thing, TD_INVALID without a needed reason. */
MUST_CHECK td_rc scorecard_can(const struct scorecard_facts *f, enum scorecard_state from,
			       enum scorecard_state to, str reason, struct err *e);

#endif
