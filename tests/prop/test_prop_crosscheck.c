/* The draw of cross-checks against a plain model (T33): every assignment there is is tried, the draw must find one when
 * there is one and repeat no more of last year's pairs than the best. THIDUA_CASES and THIDUA_SEED as elsewhere. */
#include <stdlib.h>

#include "domain/crosscheck.h"
#include "tests/lib/check.h"

struct luck {
	u64 state;
};

static u32 below(struct luck *l, u32 n)
{
	l->state = l->state * 6364136223846793005u + 1442695040888963407u;
	return (u32)(l->state >> 33) % n;
}

static const str names[CROSSCHECK_MAX_UNITS] = {S("Đơn vị A"), S("Đơn vị B"), S("Đơn vị C"), S("Đơn vị D"),
						S("Đơn vị E"), S("Đơn vị F"), S("Đơn vị G")};

/* ---- the model: rows one after the other, every set of k partners ---- */

struct model {
	const struct crosscheck_plan *p;
	u64 row[CROSSCHECK_MAX_UNITS];
	i32 best; /* fewest repeated pairs; −1: no assignment */
};

static u32 bits(u64 v)
{
	u32 n = 0;
	for (; v; v &= v - 1)
		n++;
	return n;
}

static bool fits(const struct model *m, u32 i, u64 set)
{
	const struct crosscheck_plan *p = m->p;
	if (bits(set) != p->n_each || (set >> i & 1) || (set & p->conflict.row[i]))
		return false;
	for (u32 j = 0; j < p->n_units; j++) {
		if (!(set >> j & 1))
			continue;
		u32 n = 0;
		for (u32 h = 0; h < i; h++)
			n += m->row[h] >> j & 1;
		if ((p->conflict.row[j] >> i & 1) || (j < i && (m->row[j] >> i & 1)) || n >= p->n_each)
			return false;
	}
	return true;
}

static void try_rows(struct model *m, u32 i, i32 repeated) /* NOLINT(misc-no-recursion): as deep as units */
{
	if (i == m->p->n_units) {
		if (m->best < 0 || repeated < m->best)
			m->best = repeated;
		return;
	}
	for (u64 set = 0; set < (u64)1 << m->p->n_units; set++)
		if (fits(m, i, set)) {
			m->row[i] = set;
			try_rows(m, i + 1, repeated + (i32)bits(set & m->p->last.row[i]));
		}
}

/* ---- what every assignment must hold ---- */

static void holds(const struct crosscheck_plan *p, const struct crosscheck_pairs *got, u32 n_repeated)
{
	u32 repeated = 0;
	for (u32 i = 0; i < p->n_units; i++) {
		u32 out = 0, in = 0;
		CHECK(!crosscheck_has(got, i, i));
		for (u32 j = 0; j < p->n_units; j++) {
			bool checks = crosscheck_has(got, i, j);
			out += checks;
			in += crosscheck_has(got, j, i);
			repeated += checks && crosscheck_has(&p->last, i, j);
			CHECK(!(checks && crosscheck_has(got, j, i)));
			CHECK(!(checks &&
				(crosscheck_has(&p->conflict, i, j) || crosscheck_has(&p->conflict, j, i))));
		}
		CHECK_INT(out, p->n_each);
		CHECK_INT(in, p->n_each);
	}
	CHECK_INT(repeated, n_repeated);
}

struct job {
	struct arena *a;
	struct luck luck;
	long cases;
};

/* Small clusters with some conflicts and a last year that may itself have been drawn by hand. */
static void random_plan(struct luck *l, struct crosscheck_plan *p)
{
	*p = (struct crosscheck_plan){.names = names};
	p->n_units = 3 + below(l, 5);
	p->n_each = p->n_units >= 5 && p->n_units < 6 ? 1 + below(l, 2) : 1;
	u32 n_conflicts = below(l, 4), n_last = below(l, 12);
	for (u32 i = 0; i < n_conflicts; i++)
		crosscheck_set(&p->conflict, below(l, p->n_units), below(l, p->n_units));
	for (u32 i = 0; i < n_last; i++)
		crosscheck_set(&p->last, below(l, p->n_units), below(l, p->n_units));
}

static td_rc against_the_model(void *ctx)
{
	struct job *job = ctx;
	for (long i = 0; i < job->cases; i++) {
		struct crosscheck_plan p;
		struct crosscheck_pairs got, again;
		struct err e = err_new(job->a, LANG_VI);
		u32 n_repeated, n_again;
		random_plan(&job->luck, &p);
		struct model m = {.p = &p, .best = -1};
		try_rows(&m, 0, 0);
		td_rc rc = crosscheck_draw(&p, (u64)i, &got, &n_repeated, &e);
		CHECK_INT(rc, m.best >= 0 ? TD_OK : TD_CONFLICT);
		CHECK(rc == TD_OK || e.n_total > 0);
		if (rc == TD_OK) {
			holds(&p, &got, n_repeated);
			CHECK_INT(n_repeated, m.best);
			CHECK_INT(crosscheck_draw(&p, (u64)i, &again, &n_again, &e), TD_OK);
			CHECK(memcmp(&got, &again, sizeof got) == 0);
		}
	}
	return TD_OK;
}

CASE(t33_draw_agrees_with_a_plain_model)
{
	const char *cases = getenv("THIDUA_CASES"), *seed = getenv("THIDUA_SEED");
	struct job job = {.a = arena_new("crosscheck", 8 << 20),
			  .luck = {seed ? strtoull(seed, NULL, 10) : 20261121},
			  .cases = cases ? strtol(cases, NULL, 10) : 400};
	CHECK_INT(arena_run(job.a, against_the_model, &job), TD_OK);
	arena_free(job.a);
}

/* Ten years of larger clusters: last year's pairs can be avoided, so they are. */
static td_rc years_of_large_clusters(void *ctx)
{
	struct job *job = ctx;
	static const u32 sizes[][2] = {{7, 1}, {8, 2}, {9, 2}, {12, 3}, {15, 3}, {35, 3}, {64, 2}};
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct crosscheck_plan p = {.n_units = sizes[i][0], .n_each = sizes[i][1], .names = names};
		crosscheck_set(&p.conflict, 0, 1);
		for (u64 year = 2020; year < 2030; year++) {
			struct crosscheck_pairs got;
			struct err e = err_new(job->a, LANG_VI);
			u32 n_repeated;
			CHECK_INT(crosscheck_draw(&p, year, &got, &n_repeated, &e), TD_OK);
			holds(&p, &got, n_repeated);
			CHECK_INT(n_repeated, 0);
			p.last = got;
		}
	}
	return TD_OK;
}

CASE(t33_no_pair_in_consecutive_years)
{
	struct job job = {.a = arena_new("crosscheck", 8 << 20)};
	CHECK_INT(arena_run(job.a, years_of_large_clusters, &job), TD_OK);
	arena_free(job.a);
}

/* decisions 18: k checkers without mutual pairs need 2k + 1 units, and that many are enough. */
static td_rc needs_2k_plus_1(void *ctx)
{
	struct job *job = ctx;
	for (u32 k = 1; k <= 5; k++) {
		struct crosscheck_plan p = {.n_units = 2 * k, .n_each = k, .names = names};
		struct crosscheck_pairs got;
		struct err e = err_new(job->a, LANG_VI);
		u32 n_repeated;
		CHECK_INT(crosscheck_draw(&p, 1, &got, &n_repeated, &e), TD_INVALID);
		CHECK_INT(e.n_total, 1);
		p.n_units++;
		CHECK_INT(crosscheck_draw(&p, 1, &got, &n_repeated, &e), TD_OK);
		holds(&p, &got, n_repeated);
	}
	return TD_OK;
}

CASE(assigned_checking_needs_2k_plus_1_units)
{
	struct job job = {.a = arena_new("crosscheck", 8 << 20)};
	CHECK_INT(arena_run(job.a, needs_2k_plus_1, &job), TD_OK);
	arena_free(job.a);
}

static td_rc by_hand(void *ctx)
{
	struct job *job = ctx;
	struct crosscheck_plan p = {.n_units = 3, .n_each = 1, .names = names};
	struct crosscheck_pairs pairs = {0};
	struct err e = err_new(job->a, LANG_VI);
	crosscheck_set(&pairs, 0, 1), crosscheck_set(&pairs, 1, 2), crosscheck_set(&pairs, 2, 0);
	CHECK_INT(crosscheck_check(&p, &pairs, &e), TD_OK);
	crosscheck_set(&p.conflict, 2, 1);
	crosscheck_set(&pairs, 1, 0);
	CHECK_INT(crosscheck_check(&p, &pairs, &e), TD_CONFLICT);
	CHECK_INT(e.n_total, 2); /* a pair to avoid, a mutual pair */
	p.n_each = 0;
	e = err_new(job->a, LANG_VI);
	CHECK_INT(crosscheck_check(&p, &pairs, &e), TD_CONFLICT);
	CHECK_INT(e.n_total, 1);
	u32 n_repeated;
	CHECK_INT(crosscheck_draw(&p, 1, &pairs, &n_repeated, &e), TD_OK);
	CHECK(crosscheck_has(&pairs, 0, 1) && crosscheck_has(&pairs, 1, 0) && !crosscheck_has(&pairs, 1, 2));
	return TD_OK;
}

CASE(mended_by_hand_is_checked_and_everyone_leaves_out_conflicts)
{
	struct job job = {.a = arena_new("crosscheck", 8 << 20)};
	CHECK_INT(arena_run(job.a, by_hand, &job), TD_OK);
	arena_free(job.a);
}

CASE(joined_values)
{
	struct scheme s = {.total_round = ROUND_HALF_UP, .total_step_c = 1};
	struct criterion manual = {.kind = CRIT_MANUAL}, ratio = {.kind = CRIT_RATIO};
	struct crosscheck_value v[] = {{CELL_SET, 800, false, 0},
				       {CELL_SET, 800, false, 0},
				       {CELL_SET, 851, false, 0}},
				out;
	CHECK(crosscheck_join(&s, &ratio, v, 2, &out));
	CHECK_INT(out.a_c, 800);
	CHECK(!crosscheck_join(&s, &ratio, v, 3, &out));
	CHECK(crosscheck_join(&s, &manual, v, 3, &out));
	CHECK_INT(out.a_c, 817);
	v[1].state = CELL_NA;
	CHECK(!crosscheck_join(&s, &manual, v, 3, &out));
	CHECK(!crosscheck_join(&s, &manual, v, 0, &out));
}
