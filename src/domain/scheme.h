/* A scoring scheme (bảng tiêu chí chấm điểm): a tree of groups and criteria with its rules. Pure data; sealed versions
 * never change. The sixteen mechanisms of real tables are the kinds below together with role, judging and caps.
 * Points and quantities are hundredths (…_c). Formats: docs/scheme.schema.json. */
#ifndef DOMAIN_SCHEME_H
#define DOMAIN_SCHEME_H

#include "base/err.h"
#include "base/rat.h"

enum criterion_kind {
	CRIT_GROUP,  /* sums its children */
	CRIT_MANUAL, /* 1  judged 0…max; a = points */
	CRIT_LEVEL,  /* 2, 11  one of a list: a = chosen level (1, 2, … not hundredths) or a measured value
	                     *    that falls into a band (lateness in days, percent) */
	CRIT_RATIO,  /* 3, 4  max × actual ÷ target, optional cap; a = actual, b = target */
	CRIT_LEADER, /* 5  share of max at target, the rest relative to the best unit; a, b; a unit without
	                     *    target is scored as CRIT_RELATIVE among the units without target */
	CRIT_RELATIVE,      /* 6  max × actual ÷ best actual; a */
	CRIT_BOOL,          /* 7  done: max, else 0; a = 0 or 1 */
	CRIT_COUNT,         /* 8, 11  count × points each, capped at max; a = count in hundredths */
	CRIT_BONUS_PENALTY, /* 9  a = cases for, b = cases against; clamped to [min, max] */
	CRIT_DEDUCT, /* 10  starts from max, loses per case (a) or per missed percent (a of b); not below floor */
	CRIT_THRESHOLD, /* 13  a = measured value; gives no points, decides the class */
	CRIT_KNOCKOUT,  /* 14  a = 1: the condition was found; excludes or caps the class */
	CRIT__N
};

/* What a node's points do to the total. */
enum criterion_role { ROLE_BASE, ROLE_BONUS, ROLE_PENALTY, ROLE__N };

/* 15, 16: how the points of several judges become one value. */
enum judging {
	JUDGE_ONE, /* one value; judges > 1 means: the owner's, who is judge 0 */
	JUDGE_MEAN, /* mean of the values given, after dropping the lowest/highest (needs more than are dropped) */
	JUDGE_SUM,
	JUDGE__N
};

/* Whether a level's bounds include the value itself; an absent bound is open. */
struct scheme_level {
	str label;
	i64 points_c;
	bool has_from, has_to, from_excl, to_excl;
	i64 from_c, to_c;
};

/* A threshold of one class: value ⋈ limit. */
enum threshold_op { OP_GE, OP_GT, OP_LE, OP_LT, OP_EQ, OP__N };
struct scheme_limit {
	u32 class_ix; /* into scheme.classes */
	enum threshold_op op;
	i64 limit_c;
};

enum knockout_effect { KO_EXCLUDE /* không xét suy tôn */, KO_CEILING /* class at most class_ix */, KO__N };

/* What a target of 0 (or a missing one where the kind needs it) means; decisions 13: named, never assumed. */
enum zero_target {
	ZERO_INVALID, /* refused with the cell's name: the default */
	ZERO_MET,     /* as if exactly on target */
	ZERO_NONE,    /* 0 points */
	ZERO__N
};

enum deduct_per { DEDUCT_CASE, DEDUCT_PERCENT, DEDUCT__N };

struct criterion {
	u32 parent;                               /* index into scheme.nodes; the root is its own parent */
	u32 first_child, n_children, subtree_end; /* preorder: the subtree is [self, subtree_end) */
	u16 depth;
	enum criterion_kind kind;
	enum criterion_role role;
	str code; /* "I.1.2", unique in the scheme */
	str name;
	str unit;        /* unit of measure: "%", "vụ", "mô hình" */
	str note;        /* how it is scored, shown under the name */
	str owner;       /* department that fills it in; empty: the unit itself */
	str source;      /* document, article, page it comes from */
	bool incomplete; /* the source is cut here (decisions 15): the scheme cannot be sealed */
	bool evidence_required;

	i64 max_c; /* full mark (điểm chuẩn); for groups the declared sum */
	bool has_cap, has_floor, has_bonus_cap, has_penalty_cap;
	i64 cap_c, floor_c, bonus_cap_c, penalty_cap_c; /* groups: see score.h */
	i64 min_c; /* CRIT_BONUS_PENALTY lower clamp; CRIT_DEDUCT floor; else 0 */

	i64 each_c; /* COUNT: points per 1; BONUS_PENALTY: per case for; DEDUCT: points lost per case or step */
	i64 against_c; /* BONUS_PENALTY: points lost per case against */
	bool has_target;
	i64 target_c; /* target of the scheme for every unit; a unit's own target (b) wins */
	i64 cap_pct_c; /* RATIO: at most this percent of max (10000 = 100,00 %), 0 = no cap. LEADER: cap on actual/target */
	i64 base_pct_c; /* LEADER: share of max at target, 5000 = one half */
	enum zero_target zero_target;
	enum deduct_per per;
	i64 step_c; /* DEDUCT_PERCENT: percent points per step, 100 = each 1 %; */
	enum rounding
	    step_rounding; /* how many steps a part of a step counts: ROUND_DOWN, ROUND_UP, HALF_UP … */
	bool step_exact;   /* no rounding of steps */
	bool by_value;     /* LEVEL: a is a measured value for the bands */
	const struct scheme_level *levels;
	u32 n_levels;
	const struct scheme_limit *limits; /* THRESHOLD */
	u32 n_limits;
	enum knockout_effect effect; /* KNOCKOUT */
	u32 ceiling_class;

	enum judging judging;
	u32 drop_low, drop_high;
	bool peers;     /* the judges are the other units of the cluster */
	bool has_round; /* own rounding; else the scheme's */
	enum rounding round;
	i64 round_step_c;
	bool total_exceeds; /* may go above max_c (T4 without cap) */
};

struct scheme_class {
	str code, label; /* "HTXSNV", "Hoàn thành xuất sắc nhiệm vụ" */
	bool has_min;
	i64 min_c; /* band: total ≥ min (points schemes); thresholds schemes use limits */
};

enum tie_kind {
	TIE_NODE,    /* more points in a node */
	TIE_PENALTY, /* fewer penalty points */
	TIE_BONUS,   /* more bonus points */
	TIE_WOMEN,   /* collective with ≥ 70 % women: NĐ 152/2025 Art 4(6); the limit is in the rule */
	TIE_CHAIR,   /* decision recorded by the chair: struct score_unit.chair_order */
	TIE__N
};

struct tie_rule {
	enum tie_kind kind;
	u32 node;    /* TIE_NODE */
	i64 limit_c; /* TIE_WOMEN: percent */
	str text;    /* printed under the table */
};

/* A kind of unit and the items that do not apply to it, said before the year's scoring: nodes[] are leaves or groups, a
 * group standing for its leaves. Units of no profile have all items. */
struct scheme_profile {
	str code, name, reason;
	u32 *nodes;
	u32 n_nodes;
};

enum na_rescale { NA_RESCALE_TOTAL, NA_RESCALE_GROUP, NA_RESCALE_NONE, NA__N };
enum rank_style { RANK_STANDARD /* 1 2 2 4 */, RANK_DENSE /* 1 2 2 3 */, RANK__N };

struct scheme {
	str code, title, version, source, note;
	bool thresholds_only;      /* 13: classes by limits, no points */
	bool sealable;             /* false for reference tables whose source is cut */
	bool total_may_exceed;     /* 12: the total may pass the scale through bonus */
	i64 max_c;                 /* scale, e.g. 10000 */
	enum rounding round;       /* of criteria */
	i64 round_step_c;          /* 1 = hundredths, 50 = halves */
	enum rounding total_round; /* of rescaled totals and means */
	i64 total_step_c;
	enum na_rescale na;
	enum rank_style rank_style;
	struct criterion *nodes; /* preorder; nodes[0] is the root group */
	u32 n_nodes;
	struct scheme_class *classes; /* best first */
	u32 n_classes;
	struct tie_rule *ties;
	u32 n_ties;
	struct scheme_profile *profiles;
	u32 n_profiles;
};

enum { SCHEME_MAX_NODES = 2000, SCHEME_MAX_DEPTH = 12, SCHEME_MAX_LEVELS = 64, SCHEME_MAX_PROFILES = 20 };
enum { SCHEME_PROFILE_CODE_MAX = 40, SCHEME_PROFILE_REASON_MAX = 500 }; /* bytes */

/* Largest amount in a scheme (points, targets, limits): ten billion. */
#define SCHEME_MAX_C ((i64)1000000000000)

/* Fills first_child, n_children, subtree_end, depth from parent (which the reader set, parents before children) and
 * checks everything: codes unique and not empty, tree not empty, groups have children and leaves none, everything
 * under a bonus or penalty group is of its role, sums of base children equal the group's max (or pass it where the
 * group's cap is its max), caps and bands in order, levels without gap or overlap when by value (bounds that are whole
 * numbers may stand one apart: "1–2 ngày", "3–5 ngày"), limits name classes, several judges only where points do
 * not depend on other units, profiles leave something over, full marks multiples of the rounding step. Adds every fault to e (where = the criterion's code) and returns TD_INVALID. */
MUST_CHECK td_rc scheme_check(struct scheme *s, struct err *e);

/* As above for sealing: also sealable and no incomplete node. */
MUST_CHECK td_rc scheme_check_seal(const struct scheme *s, struct err *e);

/* Index of the node with this code, or -1. */
i64 scheme_find(const struct scheme *s, str code);

/* The profile with this code, or NULL; an empty code is none. */
const struct scheme_profile *scheme_profile_find(const struct scheme *s, str code);

/* Does the profile (NULL: none) leave the node out, by itself or with a group above it? */
bool scheme_profile_leaves_out(const struct scheme *s, const struct scheme_profile *p, u32 node);

static inline bool criterion_is_leaf(const struct criterion *c)
{
	return c->kind != CRIT_GROUP;
}

/* Does a measured value fall into the level's band? */
bool scheme_level_holds(const struct scheme_level *l, i64 v);

/* Does the kind read a second value (target, cases against)? And its Vietnamese name, source text for i18n_tr(). */
bool criterion_uses_b(const struct criterion *c);
const char *criterion_kind_name(enum criterion_kind k);

/* False for thresholds and knock-outs, which decide only the class. */
bool criterion_gives_points(const struct criterion *c);

/* True for kinds whose points are computed by a formula and therefore rounded; entered and listed points are not. */
bool criterion_is_computed(const struct criterion *c);

#endif
