#include "domain/crosscheck.h"

#include "base/rat.h"

/* The search decides pair after pair (checks, does not check), always at the unit that has the fewest ways left, and
 * takes back the last "checks" when a unit cannot get its number any more. Taking back turns the pair into "does not",
 * so no set of pairs is tried twice and the search is complete; for large clusters it is cut off and begun again in
 * another order. */
enum { STEPS_EXACT = 60000, TRIES = 24 };

struct random {
	u64 state;
};

/* splitmix64 */
static u64 next(struct random *r)
{
	u64 z = r->state += 0x9e3779b97f4a7c15u;
	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

/* Without bias: draws again in the short last stretch. */
static u32 below(struct random *r, u32 n)
{
	u64 v, most = UINT64_MAX - UINT64_MAX % n;
	do
		v = next(r);
	while (v >= most);
	return (u32)(v % n);
}

/* One decision: the pair, and whether it was taken. */
struct decision {
	u8 checker, checked;
	bool taken;
};

struct search {
	const struct crosscheck_plan *p;
	struct random random;
	struct crosscheck_pairs open, taken; /* still possible; decided */
	u32 n_out[CROSSCHECK_MAX_UNITS], n_in[CROSSCHECK_MAX_UNITS];
	u32 n_repeated, most_repeated, steps;
	struct decision trail[CROSSCHECK_MAX_UNITS * CROSSCHECK_MAX_UNITS];
	u32 n_trail;
};

static bool conflicts(const struct crosscheck_plan *p, u32 i, u32 j)
{
	return crosscheck_has(&p->conflict, i, j) || crosscheck_has(&p->conflict, j, i);
}

/* May i still check j, given what was taken? */
static bool may(const struct search *s, u32 i, u32 j)
{
	if (!crosscheck_has(&s->open, i, j) || crosscheck_has(&s->taken, i, j))
		return false;
	return !crosscheck_has(&s->taken, j, i) && s->n_out[i] < s->p->n_each && s->n_in[j] < s->p->n_each &&
	       (s->n_repeated < s->most_repeated || !crosscheck_has(&s->p->last, i, j));
}

/* Ways left for the unit to get checkers (in) or units to check (out). */
static u32 ways(const struct search *s, u32 unit, bool in)
{
	u32 n = 0;
	for (u32 k = 0; k < s->p->n_units; k++)
		n += in ? may(s, k, unit) : may(s, unit, k);
	return n;
}

/* The unit and side with the fewest ways to spare; false when all have their number. *slack < 0: no way. */
static bool tightest(const struct search *s, u32 *unit, bool *in, i32 *slack)
{
	bool found = false;
	for (u32 side = 0; side < 2; side++)
		for (u32 u = 0; u < s->p->n_units; u++) {
			u32 need = s->p->n_each - (side ? s->n_in[u] : s->n_out[u]);
			if (need == 0)
				continue;
			i32 spare = (i32)ways(s, u, side) - (i32)need;
			if (found && spare >= *slack)
				continue;
			found = true;
			*unit = u, *in = side, *slack = spare;
			if (spare < 0)
				return true;
		}
	return found;
}

static void take(struct search *s, u32 i, u32 j)
{
	crosscheck_set(&s->taken, i, j);
	s->n_out[i]++;
	s->n_in[j]++;
	s->n_repeated += crosscheck_has(&s->p->last, i, j);
	s->trail[s->n_trail++] = (struct decision){(u8)i, (u8)j, true};
}

/* Back to the last pair that was taken, which is then closed; false when there is none. */
static bool take_back(struct search *s)
{
	while (s->n_trail) {
		struct decision *d = &s->trail[s->n_trail - 1];
		u64 bit = (u64)1 << d->checked;
		if (d->taken) {
			s->taken.row[d->checker] &= ~bit;
			s->n_out[d->checker]--;
			s->n_in[d->checked]--;
			s->n_repeated -= crosscheck_has(&s->p->last, d->checker, d->checked);
			s->open.row[d->checker] &= ~bit;
			d->taken = false;
			return true;
		}
		s->open.row[d->checker] |= bit;
		s->n_trail--;
	}
	return false;
}

/* A random partner of the unit, one of another pair than last year's as long as there is one. */
static void take_one(struct search *s, u32 unit, bool in)
{
	u32 list[CROSSCHECK_MAX_UNITS], n = 0;
	for (u32 fresh = 1; n == 0; fresh--) {
		for (u32 k = 0; k < s->p->n_units; k++) {
			u32 i = in ? k : unit, j = in ? unit : k;
			if (may(s, i, j) && !(fresh && crosscheck_has(&s->p->last, i, j)))
				list[n++] = k;
		}
		if (fresh == 0)
			break;
	}
	if (n == 0) /* not where the slack is 0 or more */
		return;
	u32 k = list[below(&s->random, n)];
	take(s, in ? k : unit, in ? unit : k);
}

enum outcome { FOUND, NONE, CUT_OFF };

static void begin(struct search *s)
{
	u32 n = s->p->n_units;
	s->n_trail = s->n_repeated = s->steps = 0;
	s->taken = (struct crosscheck_pairs){0};
	for (u32 i = 0; i < n; i++) {
		s->n_out[i] = s->n_in[i] = 0;
		s->open.row[i] = 0;
		for (u32 j = 0; j < n; j++)
			if (i != j && !conflicts(s->p, i, j))
				crosscheck_set(&s->open, i, j);
	}
}

static enum outcome search(struct search *s)
{
	u32 unit = 0;
	bool in = false;
	i32 slack = 0;
	begin(s);
	while (tightest(s, &unit, &in, &slack)) {
		if (++s->steps > STEPS_EXACT)
			return CUT_OFF;
		if (slack >= 0)
			take_one(s, unit, in);
		else if (!take_back(s))
			return NONE;
	}
	return FOUND;
}

/* With as few pairs of last year as can be found. */
static bool draw_best(struct search *s)
{
	u32 most = s->p->n_units * s->p->n_each;
	for (s->most_repeated = 0; s->most_repeated <= most; s->most_repeated++) {
		enum outcome o = CUT_OFF;
		for (u32 try = 0; o == CUT_OFF && try < TRIES; try++)
			o = search(s);
		if (o == FOUND)
			return true;
	}
	return false;
}

/* ---- what is asked of the plan ---- */

static u32 n_partners(const struct crosscheck_plan *p, u32 unit)
{
	u32 n = 0;
	for (u32 k = 0; k < p->n_units; k++)
		n += k != unit && !conflicts(p, unit, k);
	return n;
}

/* A unit needs k checkers and, no pair being mutual, k others to check. */
static td_rc refuse(const struct crosscheck_plan *p, struct err *e)
{
	bool named = false;
	for (u32 i = 0; i < p->n_units; i++) {
		u32 n = n_partners(p, i);
		if (n >= 2 * p->n_each)
			continue;
		named = true;
		err_add(e, TD_CONFLICT, S("conflicts"),
			N_("%.*s chỉ còn %u đơn vị không phải tránh, cần ít nhất %u; bớt cặp phải tránh hoặc "
			   "bớt số đơn vị chấm."),
			STRF(p->names[i]), n, 2 * p->n_each);
	}
	if (!named)
		err_add(
		    e, TD_CONFLICT, S("conflicts"),
		    N_("Các cặp phải tránh không để lại cách phân công nào; bớt cặp phải tránh hoặc bớt số "
		       "đơn vị chấm."));
	return TD_CONFLICT;
}

static td_rc check_size(const struct crosscheck_plan *p, struct err *e)
{
	if (p->n_units > CROSSCHECK_MAX_UNITS)
		return err_add(e, TD_INVALID, S("each"), N_("Phân công được nhiều nhất %d đơn vị."),
			       CROSSCHECK_MAX_UNITS);
	if (p->n_each > CROSSCHECK_MAX_EACH)
		return err_add(e, TD_INVALID, S("each"), N_("Số đơn vị chấm mỗi phiếu là từ 1 đến %d."),
			       CROSSCHECK_MAX_EACH);
	if (p->n_each && p->n_units < 2 * p->n_each + 1)
		return err_add(
		    e, TD_INVALID, S("each"),
		    N_("Mỗi phiếu có %u đơn vị chấm mà không có cặp nào chấm lẫn nhau thì cần ít nhất %u "
		       "đơn vị, cụm chỉ có %u."),
		    p->n_each, 2 * p->n_each + 1, p->n_units);
	if (p->n_units < 2)
		return err_add(e, TD_INVALID, S("each"), N_("Cần ít nhất hai đơn vị để chấm chéo."));
	return TD_OK;
}

static void everyone(const struct crosscheck_plan *p, struct crosscheck_pairs *out)
{
	for (u32 i = 0; i < p->n_units; i++)
		for (u32 j = 0; j < p->n_units; j++)
			if (i != j && !conflicts(p, i, j))
				crosscheck_set(out, i, j);
}

td_rc crosscheck_draw(const struct crosscheck_plan *plan, u64 seed, struct crosscheck_pairs *out,
		      u32 *n_repeated, struct err *e)
{
	struct search s = {.p = plan, .random = {seed}};
	*out = (struct crosscheck_pairs){0};
	*n_repeated = 0;
	td_rc rc = check_size(plan, e);
	if (rc != TD_OK)
		return rc;
	if (plan->n_each == 0) {
		everyone(plan, out);
		return TD_OK;
	}
	if (!draw_best(&s))
		return refuse(plan, e);
	*out = s.taken;
	*n_repeated = s.n_repeated;
	return TD_OK;
}

td_rc crosscheck_check(const struct crosscheck_plan *plan, const struct crosscheck_pairs *pairs,
		       struct err *e)
{
	const str *name = plan->names;
	size_t before = e->n_total;
	for (u32 i = 0; i < plan->n_units; i++) {
		u32 n_checkers = 0;
		for (u32 j = 0; j < plan->n_units; j++) {
			n_checkers += crosscheck_has(pairs, j, i);
			if (!crosscheck_has(pairs, i, j))
				continue;
			if (i == j)
				err_add(e, TD_CONFLICT, S("pairs"), N_("%.*s không tự chấm chéo mình."),
					STRF(name[i]));
			else if (conflicts(plan, i, j))
				err_add(e, TD_CONFLICT, S("pairs"),
					N_("%.*s và %.*s là cặp phải tránh nên không chấm nhau."),
					STRF(name[i]), STRF(name[j]));
			else if (plan->n_each && i < j && crosscheck_has(pairs, j, i))
				err_add(e, TD_CONFLICT, S("pairs"), N_("%.*s và %.*s chấm lẫn nhau."),
					STRF(name[i]), STRF(name[j]));
		}
		if (n_checkers == 0)
			err_add(e, TD_CONFLICT, S("pairs"), N_("Chưa có đơn vị nào chấm %.*s."),
				STRF(name[i]));
	}
	return e->n_total == before ? TD_OK : TD_CONFLICT;
}

/* ---- what the values come to ---- */

static bool same(const struct crosscheck_value *a, const struct crosscheck_value *b)
{
	if (a->state != b->state)
		return false;
	return a->state == CELL_NA ||
	       (a->a_c == b->a_c && a->has_b == b->has_b && (!a->has_b || a->b_c == b->b_c));
}

bool crosscheck_join(const struct scheme *s, const struct criterion *c, const struct crosscheck_value *v,
		     size_t n, struct crosscheck_value *out)
{
	i128 sum = 0;
	bool all_same = n > 0, all_set = n > 0;
	for (size_t i = 0; i < n; i++) {
		all_same = all_same && same(&v[0], &v[i]);
		all_set = all_set && v[i].state == CELL_SET;
		sum += v[i].a_c;
	}
	if (all_same) {
		*out = v[0];
		return true;
	}
	if (!all_set || c->kind != CRIT_MANUAL)
		return false;
	i128 step = s->total_step_c;
	*out = (struct crosscheck_value){.state = CELL_SET,
					 .a_c = (i64)(div_round(sum, (i128)n * step, s->total_round) * step)};
	return true;
}
