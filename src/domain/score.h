/* Scoring a cluster with a scheme: columns in, columns out, exact integers. Scores may depend on other units (best of
 * the cluster, means of cross-scores), so a cluster is always computed whole.
 *
 * Leaves. Entered points (manual, level, bool) are taken as they are. Computed points are exact fractions up to one
 * rounding with the criterion's rule, then clamped to [min, max] (no upper clamp where total_exceeds says so).
 * With several judges each judge's points are made so, then joined: JUDGE_ONE takes judge 0; JUDGE_MEAN drops the
 * lowest and highest when more values are given than are dropped, and rounds the mean with total_round; JUDGE_SUM adds
 * and clamps. A cell is empty when no judge gave a value, not applicable when no judge gave one and one said so.
 *
 * Nodes. Every node has base, bonus and penalty with points = base + bonus − penalty. A leaf puts its points into the
 * one that its role names (a penalty leaf of 2,00 has points −2,00). A group adds its children, then bonus ≤
 * bonus_cap and penalty ≤ penalty_cap, then cap: points above cap are taken from bonus first (as long as there is
 * any), then from base; floor: points below floor give penalty back first, then raise base. Unless
 * total_may_exceed, the root's cap is at most the scheme's max_c.
 *
 * Not applicable. A leaf that does not apply is left out. What applies of a group is the sum of what applies of its
 * base children, at most the group's max. raw is the root without rescaling. Rescaling multiplies base by max ÷ (max
 * of what applies), rounded with total_round, before the caps: at the root (NA_RESCALE_TOTAL: node columns stay raw,
 * total is rescaled) or at every group of which a part applies (NA_RESCALE_GROUP: node columns are rescaled; a group
 * of which nothing applies is left out by its parent). Bonus, penalty and caps lie outside the scale and keep
 * their size.
 *
 * Classes. A unit's class is the best whose min it reaches (points schemes) and whose limits all hold; an empty value
 * fails its limits, one that does not apply has none. Then ceilings of knock-outs. Order: total (thresholds-only:
 * class), then the tie rules, each where all before are equal. */
#ifndef DOMAIN_SCORE_H
#define DOMAIN_SCORE_H

#include "domain/scheme.h"

/* Stages stand side by side and are never overwritten (product.md). The value of a cell "as of" a stage is the latest
 * stage not after it that has one. */
enum score_stage {
	STAGE_SELF,
	STAGE_CROSS,
	STAGE_VERIFIED,
	STAGE_EXPLAINED,
	STAGE_FINAL,
	STAGE_COUNCIL,
	STAGE__N
};

/* Vietnamese name ("Tự chấm", "Chấm chéo", "Thẩm tra", "Giải trình", "Chính thức", "Hội đồng") and code ("self" …). */
const char *score_stage_name(enum score_stage s);
const char *score_stage_code(enum score_stage s);
MUST_CHECK td_rc score_stage_parse(str code, enum score_stage *out);

enum cell_state {
	CELL_EMPTY, /* nothing entered: not a 0; the unit is incomplete */
	CELL_SET,
	CELL_NA /* does not apply to this unit, with a reason on record */
};

/* Input of one leaf: value i belongs to unit i % n_units of judge i / n_units. b may be NULL where the kind uses none;
 * has_b NULL means every set cell has b when b is given. */
struct score_col {
	const i64 *a, *b;
	const u8 *state; /* enum cell_state */
	const u8 *has_b;
	u32 n_judges; /* ≥ 1 */
};

/* What ranking needs to know of a unit beside its points. */
struct score_unit {
	str code, name;
	i64 women_pct_c; /* share of women, −1 unknown */
	u32 chair_order; /* chair's recorded tie decision: 1 before 2 …; 0 none */
};

struct score_input {
	u32 n_units;
	const struct score_unit *units;
	const struct score_col *cols; /* one per node; groups' entries are ignored */
};

/* Named results of a cell (decisions 13). */
enum score_note {
	NOTE_NONE,
	NOTE_EMPTY, /* no value yet */
	NOTE_NA,
	NOTE_CAPPED,      /* a cap or clamp cut the value */
	NOTE_BEST,        /* leads the cluster in this criterion */
	NOTE_NO_LEADER,   /* nobody is above target */
	NOTE_BEST_ZERO,   /* the best value is 0: everybody gets 0 */
	NOTE_TARGET_ZERO, /* target 0, scored as zero_target says */
	NOTE_NO_TARGET,   /* scored relative to the best of those without target */
	NOTE_TRIMMED,     /* highest/lowest judges were left out */
	NOTE_KNOCKED,     /* knock-out condition found */
	NOTE__N
};

enum { NO_CLASS = 0xff };

/* What came out for one node. Columns of n_units; some are shared between nodes: read only. */
struct score_out {
	const i64 *points_c, *base_c, *bonus_c, *penalty_c;
	const u8 *note; /* enum score_note */
};

struct score_result {
	u32 n_units, n_nodes;
	struct score_out *nodes; /* one per node: nodes[k].points_c[unit] */
	/* per unit */
	const i64 *raw_c;      /* root points without rescaling */
	const i64 *total_c;    /* what is ranked */
	i64 *applicable_max_c; /* base max of what applies */
	u32 *n_empty;          /* leaves still empty */
	u8 *class_ix;          /* into scheme.classes after ceilings, or NO_CLASS */
	u8 *excluded;          /* 1: knocked out, may not be nominated */
	/* ranking */
	u32 *rank;  /* 1-based */
	u32 *order; /* unit indices, best first; equal ranks keep the order of input */
	u8 *tie_rule; /* 1 + index of the tie rule that put this unit below the one before it in order; 0 none */
};

/* Largest amount of points of one node, one thousand billion: more is TD_LIMIT. */
#define SCORE_MAX_C ((i64)100000000000000)
/* Largest entered value; num_parse_c() gives no larger one. */
#define SCORE_MAX_VALUE_C ((i64)100000000000000000)

/* Checks the input against the scheme: states, ranges (0…max, levels, booleans, counts ≥ 0), targets. where of an item
 * is "<unit code>/<criterion code>". All faults are added; TD_INVALID. Empty cells are no fault. */
MUST_CHECK td_rc score_check(const struct scheme *s, const struct score_input *in, struct err *e);

/* Computes everything. in must have passed score_check(). TD_LIMIT on overflow of 128-bit arithmetic or 64-bit sums.
 * The result lives on a. O(nodes × units) plus the sort. */
MUST_CHECK td_rc score_run(struct arena *a, const struct scheme *s, const struct score_input *in,
			   struct score_result *out);

/* One leaf cell, exactly as score_run() does it, for live totals and explanations. */
MUST_CHECK td_rc score_cell(struct arena *a, const struct scheme *s, const struct score_input *in, u32 unit,
			    u32 node, i64 *points_c, enum score_note *note);

#endif
