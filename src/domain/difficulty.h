/* A difficulty (khó khăn, vướng mắc) of a unit as a state machine: raised → assigned → answered → closed, reopened when
 * the answer does not help. One table for pages, commands and the year's scripts. Two sides move it: the unit that
 * raised it and the desk that answers. */
#ifndef DOMAIN_DIFFICULTY_H
#define DOMAIN_DIFFICULTY_H

#include "base/err.h"

enum difficulty_state {
	DIFFICULTY_RAISED,   /* Mới nêu */
	DIFFICULTY_ASSIGNED, /* Đã giao: somebody was named to answer */
	DIFFICULTY_ANSWERED, /* Đã trả lời */
	DIFFICULTY_CLOSED,   /* Đã đóng: the unit is helped, or took it back */
	DIFFICULTY_REOPENED, /* Mở lại */
	DIFFICULTY__N
};

/* Who makes the move; bits, because one person may stand on both sides. */
enum difficulty_side {
	DIFFICULTY_UNIT = 1, /* permission "unit.fill" at the unit */
	DIFFICULTY_DESK = 2  /* permission "difficulty.answer" */
};

struct difficulty_move {
	enum difficulty_state from, to;
	enum difficulty_side side;
	const char *label;  /* button, Vietnamese source text */
	bool needs_text;    /* an answer or a reason */
	bool needs_someone; /* the person who is to answer */
};

enum { DIFFICULTY_MOVES_MAX = 8 };

const char *difficulty_name(enum difficulty_state s); /* Vietnamese source text */
const char *difficulty_code(enum difficulty_state s); /* "raised" …, what is stored */
MUST_CHECK td_rc difficulty_parse(str code, enum difficulty_state *out);

/* Does it still wait for somebody? Everything but closed. */
bool difficulty_open(enum difficulty_state s);

/* The moves that sides may make from a state, in the order of their buttons. */
size_t difficulty_moves(enum difficulty_state s, unsigned sides,
			struct difficulty_move out[DIFFICULTY_MOVES_MAX]);

/* What is decided on. */
struct difficulty_facts {
	unsigned sides;   /* of the person who moves it */
	str text;         /* what is said with the move */
	bool has_someone; /* an assignee was chosen */
	bool year_closed; /* a closed year takes nothing */
};

/* TD_CONFLICT: not from this state, not by this side, or the year is closed; TD_INVALID: text or assignee is missing. */
MUST_CHECK td_rc difficulty_can(const struct difficulty_facts *f, enum difficulty_state from,
				enum difficulty_state to, struct err *e);

#endif
