/* Cross-checking (chấm chéo): who checks whom, and what the checkers' values come to. Units are indices 0 … n−1.
 *
 * Assigned checking gives every unit k checkers and k units to check, so that nobody checks itself or the one who checks
 * it and no pair with a declared conflict meets. Of all such assignments the draw takes one in which as few pairs as
 * possible repeat last year's. The same seed, members, conflicts and pairs of last year give the same assignment, on any
 * machine. Where everyone scores everyone, only conflicts are left out. */
#ifndef DOMAIN_CROSSCHECK_H
#define DOMAIN_CROSSCHECK_H

#include "base/err.h"
#include "domain/score.h"

enum { CROSSCHECK_MAX_UNITS = 64, CROSSCHECK_MAX_EACH = 10 };

/* A square of units as bits: row i holds the units that i may not check, or checks. */
struct crosscheck_pairs {
	u64 row[CROSSCHECK_MAX_UNITS];
};

static inline void crosscheck_set(struct crosscheck_pairs *p, u32 checker, u32 checked)
{
	p->row[checker] |= (u64)1 << checked;
}
static inline bool crosscheck_has(const struct crosscheck_pairs *p, u32 checker, u32 checked)
{
	return p->row[checker] >> checked & 1;
}

struct crosscheck_plan {
	u32 n_units;
	u32 n_each;                       /* checkers of each unit; 0: everyone scores everyone */
	struct crosscheck_pairs conflict; /* declared; either direction forbids both */
	struct crosscheck_pairs last;     /* who checked whom last year */
	const str *names;                 /* of the units, for sentences */
};

/* Draws. TD_INVALID: too few units for k checkers without mutual pairs (decisions 18: n ≥ 2k + 1), more than
 * CROSSCHECK_MAX_UNITS, k out of range; TD_CONFLICT: the declared conflicts leave no way, a unit with too few partners
 * is named. n_repeated counts pairs of last year that could not be avoided. */
MUST_CHECK td_rc crosscheck_draw(const struct crosscheck_plan *plan, u64 seed, struct crosscheck_pairs *out,
				 u32 *n_repeated, struct err *e);

/* Checks an assignment mended by hand: nobody checks itself, no declared conflict, no mutual pair (not asked where
 * everyone scores everyone), every unit has at least one checker. TD_CONFLICT with every fault, naming the units. */
MUST_CHECK td_rc crosscheck_check(const struct crosscheck_plan *plan, const struct crosscheck_pairs *pairs,
				  struct err *e);

/* One checker's value of an item. */
struct crosscheck_value {
	enum cell_state state; /* CELL_SET or CELL_NA */
	i64 a_c;
	bool has_b;
	i64 b_c;
};

/* What the checkers propose for an item: their common value; for entered points (CRIT_MANUAL) the mean, rounded as the
 * scheme rounds means. False: there is no value, or they differ and a person must decide. */
bool crosscheck_join(const struct scheme *s, const struct criterion *c, const struct crosscheck_value *v,
		     size_t n, struct crosscheck_value *out);

#endif
