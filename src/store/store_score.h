/* Figures of a cluster-year: entries per unit, criterion, stage and judge; scorecards; targets; evidence. */
#ifndef STORE_SCORE_H
#define STORE_SCORE_H

#include "domain/org.h"
#include "domain/score.h"
#include "domain/scorecard.h"
#include "domain/signing.h"
#include "store/db.h"

/* One value. judge is the scoring unit where several judge (cross-scores), else {0}: the stage's one value. */
struct score_entry {
	i64 id;
	cluster_year_id year;
	unit_id unit;
	criterion_id criterion;
	enum score_stage stage;
	unit_id judge;
	enum cell_state state;   /* CELL_SET or CELL_NA; saving CELL_EMPTY removes the row */
	struct opt_i64 a_c, b_c; /* what domain/scheme.h says a and b are for the kind */
	struct opt_i64 points_c; /* as computed when it was entered; the scoreboard recomputes */
	str reason;              /* why it differs from the stage before, or why not applicable */
	str note;
	i64 entered_by, entered_at_ms; /* user_id; set by the store from t */
	str entered_by_name;           /* joined */
	i64 rev;                       /* 0: new */
};
typedef VEC(struct score_entry) score_entry_list;

/* Inserts (rev 0), updates (rev as read) or removes (state CELL_EMPTY). TD_STALE when another value was saved since
 * (also when rev is 0 and there is one): *e is left alone, store_score_get() reads the other version.
 * Domain rules (ranges, season step, reasons) are the caller's. Bumps the year's generation. */
MUST_CHECK td_rc store_score_put(struct tx *t, struct score_entry *e);
/* The entry of that key (year, unit, criterion, stage, judge of *e). */
MUST_CHECK td_rc store_score_get(struct tx *t, struct score_entry *e);
/* Everything of a year up to and including a stage, by unit, criterion, stage, judge. */
MUST_CHECK td_rc store_score_list(struct tx *t, cluster_year_id year, enum score_stage upto,
				  score_entry_list *out);
/* The same entries with their figures and times only: what scoring a whole cluster for a page needs. */
MUST_CHECK td_rc store_score_figures(struct tx *t, cluster_year_id year, enum score_stage upto,
				     score_entry_list *out);
/* Of one unit, all stages. */
MUST_CHECK td_rc store_score_of_unit(struct tx *t, cluster_year_id year, unit_id unit, score_entry_list *out);

/* The sheet of a unit at a stage. */
struct scorecard {
	i64 id;
	cluster_year_id year;
	unit_id unit;
	enum score_stage stage;
	enum scorecard_state state;
	struct opt_i64 submitted_at_ms;
	struct opt_i64 submitted_by; /* user_id */
	str note;                    /* why it was returned */
	i64 rev;
};
typedef VEC(struct scorecard) scorecard_list;

/* The card, or a fresh CARD_DRAFT with rev 0 that is not stored yet. */
MUST_CHECK td_rc store_scorecard_get(struct tx *t, cluster_year_id year, unit_id unit, enum score_stage stage,
				     struct scorecard *out);
/* Insert (rev 0) or update; TD_STALE. submitted_* are set from t when state becomes CARD_SUBMITTED. */
MUST_CHECK td_rc store_scorecard_put(struct tx *t, struct scorecard *c);
MUST_CHECK td_rc store_scorecard_list(struct tx *t, cluster_year_id year, scorecard_list *out);

/* A unit's own target for a criterion, registered or assigned: the default of score_entry.b. */
struct target {
	cluster_year_id year;
	unit_id unit;
	criterion_id criterion;
	i64 value_c;
	str source; /* document that assigns it; may be NULL */
	i64 rev;    /* 0: new */
};
typedef VEC(struct target) target_list;
MUST_CHECK td_rc store_target_put(struct tx *t, struct target *g);
MUST_CHECK td_rc store_target_list(struct tx *t, cluster_year_id year, target_list *out);

/* minh chứng: a document by number and date, optionally with its file, shown beside the criteria it proves. */
struct evidence {
	evidence_id id;
	cluster_year_id year;
	unit_id unit;
	str title;
	str doc_number, doc_on; /* may be NULL */
	struct opt_i64 file;    /* file_id */
	str file_name;          /* name it was uploaded under */
	i64 added_by, added_at_ms;
	str added_by_name;
	i64 rev;
	str issuer, kind; /* may be NULL */
	struct opt_i64 withdrawn_at_ms;
	str withdrawn_reason;
	i64 file_size; /* bytes, joined */
	i64 n_same;    /* documents of other units with the same file: for who may see them all */
	struct signature_mark mark; /* of the file, at receipt; joined */
};
/* What a document proves in a year: the same document may serve several years. */
struct evidence_link {
	evidence_id evidence;
	cluster_year_id year;
	criterion_id criterion;
	str page; /* "trang 3"; may be NULL */
	str criterion_code;
	bool withdrawn; /* the document is: it stays to be seen and proves nothing */
};
typedef VEC(struct evidence) evidence_list;
typedef VEC(struct evidence_link) evidence_link_list;

MUST_CHECK td_rc store_evidence_add(struct tx *t, struct evidence *v);
MUST_CHECK td_rc store_evidence_get(struct tx *t, evidence_id id, struct evidence *out);
/* Marks it removed; the journal and the file stay. */
MUST_CHECK td_rc store_evidence_remove(struct tx *t, evidence_id id);
/* Of a unit ({0}: of all) in the order they were added; without removed ones. */
MUST_CHECK td_rc store_evidence_list(struct tx *t, cluster_year_id year, unit_id unit, evidence_list *out);
/* Everything but year, unit and who added it; TD_STALE. */
MUST_CHECK td_rc store_evidence_save(struct tx *t, struct evidence *v);
MUST_CHECK td_rc store_evidence_withdraw(struct tx *t, evidence_id id, i64 rev, str reason);
/* The unit's documents of other years which this year does not use, newest first, at most 200. */
MUST_CHECK td_rc store_evidence_elsewhere(struct tx *t, cluster_year_id year, unit_id unit,
					  evidence_list *out);
/* In how many places of all years it is used. */
MUST_CHECK td_rc store_evidence_uses(struct tx *t, evidence_id id, i64 *n);
/* TD_NOT_FOUND: there was no such use. */
MUST_CHECK td_rc store_evidence_link_drop(struct tx *t, const struct evidence_link *l);
/* Linking twice is TD_OK and replaces the page. */
MUST_CHECK td_rc store_evidence_link_put(struct tx *t, const struct evidence_link *l);
MUST_CHECK td_rc store_evidence_link_list(struct tx *t, cluster_year_id year, unit_id unit,
					  evidence_link_list *out);
/* The criteria for which some unit gave proof in the year, ascending. */
typedef VEC(criterion_id) criterion_id_list;
MUST_CHECK td_rc store_evidence_criteria(struct tx *t, cluster_year_id year, criterion_id_list *out);

#endif
