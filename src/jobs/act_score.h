/* Acts on scores: cells of a unit's card, the card's moves, accepting as proposed. */
#ifndef JOBS_ACT_SCORE_H
#define JOBS_ACT_SCORE_H

#include "domain/scorecard.h"
#include "jobs/act.h"
#include "store/store_score.h"

/* One cell as typed. rev is the entry's as the user saw it, 0 for none. */
struct act_cell {
	str code; /* criterion */
	enum cell_state state;
	struct opt_i64 a_c, b_c; /* see domain/scheme.h */
	str reason, note;        /* may be NULL */
	unit_id judge;           /* {0}: the stage's one value */
	i64 rev;
};

enum act_cells_flags {
	ACT_CELLS_OWN = 0,
	ACT_CELLS_ON_BEHALF =
	    1, /* the secretary enters or imports for the unit: any stage until the ranking is frozen */
	ACT_CELLS_CORRECTION = 2 /* of a frozen ranking, by act_correct.h alone */
};

/* Saves the cells that differ from what is stored; n_changed counts them. Faults have where = the criterion's code and
 * none of the cells is saved then. A value that differs from the stage before needs a reason (product.md), "not
 * applicable" always does. Each change is one journal line "score.save" with before and after. */
MUST_CHECK td_rc act_cells_save(struct tx *t, cluster_year_id year, unit_id unit, enum score_stage stage,
				const struct act_cell *cells, size_t n, enum act_cells_flags flags,
				size_t *n_changed);

/* Makes the unit's entries follow its profile in the year's table (codes; empty: none): what is leaves out is "not
 * applicable" with the profile's reason, what was left out alone is empty again. For act_profile.h, which decides
 * whether that may be done now. */
MUST_CHECK td_rc act_cells_profile(struct tx *t, cluster_year_id year, unit_id unit, str was, str is);

/* Copies the standing value of every cell that has none at this stage ("cho điểm theo đề xuất"). */
MUST_CHECK td_rc act_cells_accept(struct tx *t, cluster_year_id year, unit_id unit, enum score_stage stage,
				  size_t *n_changed);

/* What a checker left empty agrees with the unit's own score: copies it to the checker's entries. A criterion that the
 * peers alone score must have a value: TD_INVALID with every criterion named. */
MUST_CHECK td_rc act_cells_agree(struct tx *t, cluster_year_id year, unit_id unit, unit_id checker,
				 size_t *n_changed);

/* The value as a person reads it, and as the journal's line «score.save» keeps it: "8,50", "80 / 100", a level's label, "không
 * áp dụng", "(xóa)". */
str act_cell_text(struct arena *a, const struct criterion *c, enum cell_state state, struct opt_i64 av,
		  struct opt_i64 bv);

/* Is the one who acts a member of this unit (an unrevoked role in it, in force today)? Who is may not appraise its
 * dossier (T34). The program itself belongs to nobody. */
MUST_CHECK td_rc act_is_own_unit(struct tx *t, unit_id unit, bool *own);

/* The stage that is filled in this season, and whether a card in this state takes it: what the form shows. */
bool act_stage_open(enum season_state season, enum score_stage stage);
bool act_card_open(enum scorecard_state card, enum score_stage stage);

/* Moves a unit's card: scorecard_can() decides with the facts of this transaction. rev as seen. */
MUST_CHECK td_rc act_card_move(struct tx *t, cluster_year_id year, unit_id unit, enum scorecard_state to,
			       str reason, i64 rev);
/* Sends a card back to its unit (T8): whatever the level it comes from, the card goes to the unit's desk, its cross-checks
 * are open again, and origin and reason stay on record. act_card_move() to CARD_RETURNED does the same from the
 * level of the one who acts: the Council for its standing body, else the cluster. */
MUST_CHECK td_rc act_card_return(struct tx *t, cluster_year_id year, unit_id unit, enum card_level origin,
				 str reason, i64 rev);
MUST_CHECK td_rc act_card_facts(struct tx *t, const struct act_year *y, unit_id unit,
				struct scorecard_facts *out);

/* Targets of a unit, by criterion code. Value unset removes nothing: it is an error. */
MUST_CHECK td_rc act_target_save(struct tx *t, cluster_year_id year, unit_id unit, str code,
				 struct opt_i64 value_c, str source);

#endif
