/* The laboratory: figures that were entered for one table of criteria scored by another. What the other table asks and
 * the figures do not tell is named and left out (as not applicable), never guessed. Nothing is written. */
#ifndef DOMAIN_REPLAY_H
#define DOMAIN_REPLAY_H

#include "domain/scheme_edit.h"
#include "domain/score.h"

/* How the figures of one criterion came over. */
enum replay_how {
	REPLAY_SAME,
	REPLAY_SCALED, /* entered points of another full mark, in proportion */
	REPLAY_NEW,    /* the old table has no such criterion */
	REPLAY_OTHER,  /* it has, with another mechanism or other judges */
	REPLAY_UNFIT,  /* some values do not fit the new one: those are left out */
	REPLAY__N
};

struct replay_item {
	u32 node; /* of the new table, a leaf */
	i64 was;  /* of the old one, −1: none */
	enum replay_how how;
	bool flat;    /* every unit has the same points */
	bool decides; /* without it some unit would have another rank */
	u32 like; /* 1 + the index of the first item before it that orders the units just as it does; 0: none */
};

struct replay {
	struct score_input in; /* of the new table, the same units */
	struct score_result result;
	VEC(struct replay_item) items;
	u32 n_left_out; /* items without figures */
	i64 alone;      /* a top group whose points alone give the order of the totals; 0: none */
};

/* Scores the old figures by another table. TD_INVALID: they cannot be made to fit (said in e); TD_LIMIT as score_run(). */
MUST_CHECK td_rc replay_run(struct arena *a, const struct scheme *old, const struct score_input *in,
			    const struct scheme *s, struct err *e, struct replay *out);

#endif
