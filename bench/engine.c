/* The scoring engine beside straight-line C written for one scheme, and beside one pass that only sums the input: 100,000
 * units × 50 criteria of ten kinds. Both results are compared before anything is printed. usage: engine [UNITS [ROUNDS]] */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "domain/score.h"

enum { GROUPS = 5, PER_GROUP = 10, LEAVES = GROUPS * PER_GROUP, NODES = 1 + GROUPS + LEAVES, COLS = LEAVES };

/* Leaves of a group, in order. */
enum { MANUAL, CHOICE, BANDS, RATIO, LEADER, RELATIVE, BOOL, COUNT, BONUS, DEDUCT };

struct data {
	u32 n;
	i64 *a[LEAVES], *b[LEAVES]; /* b only for RATIO, LEADER, BONUS */
	u8 *state;
};

static const enum criterion_kind kinds[PER_GROUP] = {
    CRIT_MANUAL,   CRIT_LEVEL, CRIT_LEVEL, CRIT_RATIO,         CRIT_LEADER,
    CRIT_RELATIVE, CRIT_BOOL,  CRIT_COUNT, CRIT_BONUS_PENALTY, CRIT_DEDUCT};

static const struct scheme_level choice[4] = {{.label = S("đúng hạn"), .points_c = 200},
					      {.label = S("chậm 1–2 ngày"), .points_c = 150},
					      {.label = S("chậm 3–5 ngày"), .points_c = 100},
					      {.label = S("chậm hơn"), .points_c = 0}};
static const struct scheme_level bands[4] = {
    {.label = S("dưới 50 %"), .has_to = true, .to_excl = true, .to_c = 5000},
    {.label = S("50–<75 %"),
     .points_c = 50,
     .has_from = true,
     .from_c = 5000,
     .has_to = true,
     .to_excl = true,
     .to_c = 7500},
    {.label = S("75–95 %"), .points_c = 100, .has_from = true, .from_c = 7500, .has_to = true, .to_c = 9500},
    {.label = S("trên 95 %"), .points_c = 150, .has_from = true, .from_excl = true, .from_c = 9500},
};

static struct criterion nodes[NODES];
static struct scheme scheme = {.title = S("Đo tốc độ"),
			       .round_step_c = 1,
			       .total_step_c = 1,
			       .max_c = 10000,
			       .total_may_exceed = true,
			       .nodes = nodes,
			       .n_nodes = NODES};

static u32 node_of(u32 leaf)
{
	return 1 + leaf / PER_GROUP * (PER_GROUP + 1) + 1 + leaf % PER_GROUP;
}

static void make_scheme(struct arena *a)
{
	struct err e = err_new(a, LANG_VI);
	nodes[0] = (struct criterion){.kind = CRIT_GROUP, .name = S("Bảng"), .max_c = 10000};
	for (u32 g = 0; g < GROUPS; g++)
		nodes[1 + g * (PER_GROUP + 1)] = (struct criterion){
		    .kind = CRIT_GROUP, .code = arena_fmt(a, "%u", g + 1), .name = S("Nhóm"), .max_c = 2000};
	for (u32 i = 0; i < LEAVES; i++) {
		u32 g = 1 + i / PER_GROUP * (PER_GROUP + 1);
		nodes[node_of(i)] = (struct criterion){.parent = g,
						       .kind = kinds[i % PER_GROUP],
						       .code = arena_fmt(a, "%u.%u", i / 10 + 1, i % 10 + 1),
						       .name = S("Tiêu chí"),
						       .max_c = 200,
						       .base_pct_c = 5000,
						       .each_c = 50,
						       .against_c = 100,
						       .by_value = i % PER_GROUP == BANDS,
						       .levels = i % PER_GROUP == BANDS ? bands : choice,
						       .n_levels = 4,
						       .min_c = i % PER_GROUP == BONUS ? -500 : 0};
	}
	if (scheme_check(&scheme, &e) != TD_OK)
		fprintf(stderr, "%.*s\n", STRF(err_first(&e)));
}

/* ---- data ---------------------------------------------------------------------------------------------------------- */

static u64 seed = 20261121;

static i64 below(u32 n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (i64)((seed >> 33) % n);
}

static void make_column(struct data *d, u32 i)
{
	static const struct {
		u32 a_to, a_step, b_from, b_to;
	} ranges[PER_GROUP] = {[MANUAL] = {201, 1, 0, 0},
			       [CHOICE] = {4, 1, 0, 0},
			       [BANDS] = {10001, 1, 0, 0},
			       [RATIO] = {12000, 1, 8000, 10000},
			       [LEADER] = {12000, 1, 8000, 10000},
			       [RELATIVE] = {20000, 1, 0, 0},
			       [BOOL] = {2, 1, 0, 0},
			       [COUNT] = {8, 100, 0, 0},
			       [BONUS] = {6, 100, 0, 4},
			       [DEDUCT] = {5, 100, 0, 0}};
	u32 k = i % PER_GROUP;
	for (u32 u = 0; u < d->n; u++) {
		d->a[i][u] = below(ranges[k].a_to) * ranges[k].a_step + (k == CHOICE);
		if (d->b[i])
			d->b[i][u] = k == BONUS ? below(ranges[k].b_to) * 100
						: ranges[k].b_from + below(ranges[k].b_to - ranges[k].b_from);
	}
}

static struct data make_data(struct arena *a, u32 n)
{
	struct data d = {.n = n, .state = NEW_N(a, u8, n)};
	memset(d.state, CELL_SET, n);
	for (u32 i = 0; i < LEAVES; i++) {
		u32 k = i % PER_GROUP;
		d.a[i] = NEW_N(a, i64, n);
		if (k == RATIO || k == LEADER || k == BONUS)
			d.b[i] = NEW_N(a, i64, n);
		make_column(&d, i);
	}
	return d;
}

/* ---- straight-line C for this one scheme -------------------------------------------------------------------------- */

struct straight {
	i64 *points[LEAVES], *total;
	u32 *order, *rank;
};

static inline i64 half_up(i64 n, i64 d)
{
	return (2 * n + d) / (2 * d);
}

static inline i64 at_most(i64 v, i64 max)
{
	return v < max ? v : max;
}

struct leaders {
	i64 a[GROUPS], b[GROUPS], best[GROUPS];
};

static struct leaders find_leaders(const struct data *d)
{
	struct leaders l;
	for (u32 g = 0; g < GROUPS; g++) {
		const i64 *a = d->a[g * PER_GROUP + LEADER], *b = d->b[g * PER_GROUP + LEADER],
			  *r = d->a[g * PER_GROUP + RELATIVE];
		l.a[g] = l.b[g] = 1;
		l.best[g] = 0;
		for (u32 u = 0; u < d->n; u++) {
			if (a[u] * l.b[g] > l.a[g] * b[u]) {
				l.a[g] = a[u];
				l.b[g] = b[u];
			}
			l.best[g] = r[u] > l.best[g] ? r[u] : l.best[g];
		}
	}
	return l;
}

static inline i64 leader_points(i64 a, i64 t, i64 la, i64 lb)
{
	if (a <= t)
		return half_up(100 * a, t);
	if (a * lb == la * t)
		return 200;
	return half_up(100 * t * (la - lb) + 100 * (a - t) * lb, t * (la - lb));
}

/* for each unit u of the block, points of criterion i are the expression */
#define EACH(i, expression)                       \
	for (u32 u = first; u < first + n; u++) { \
		i64 p = (expression);             \
		s->points[k + (i)][u] = p;        \
		s->total[u] += p;                 \
	}
#define A(i) d->a[k + (i)][u]
#define B(i) d->b[k + (i)][u]

/* Ten criteria of one group, a loop for each, over a block that stays in the cache. */
static void group_points(const struct data *d, const struct leaders *l, u32 g, u32 first, u32 n,
			 struct straight *s)
{
	static const i64 choice_points[] = {0, 200, 150, 100, 0};
	const u32 k = g * PER_GROUP;
	i64 x;
	EACH(MANUAL, A(MANUAL))
	EACH(CHOICE, choice_points[A(CHOICE)])
	EACH(BANDS, (x = A(BANDS), x < 5000 ? 0 : x < 7500 ? 50 : x <= 9500 ? 100 : 150))
	EACH(RATIO, at_most(half_up(200 * A(RATIO), B(RATIO)), 200))
	EACH(LEADER, leader_points(A(LEADER), B(LEADER), l->a[g], l->b[g]))
	EACH(RELATIVE, half_up(200 * A(RELATIVE), l->best[g]))
	EACH(BOOL, A(BOOL) ? 200 : 0)
	EACH(COUNT, at_most(half_up(50 * A(COUNT), 100), 200))
	EACH(BONUS, (x = (50 * A(BONUS) - 100 * B(BONUS)) / 100, x > 200 ? 200 : x < -500 ? -500 : x))
	EACH(DEDUCT, (x = 200 - half_up(50 * A(DEDUCT), 100), x < 0 ? 0 : x))
}

static void radix(struct arena *a, const i64 *total, u32 n, u32 *order)
{
	u32 *from = NEW_N(a, u32, n), *to = order, *swap;
	i64 top = total[0];
	for (u32 u = 0; u < n; u++) {
		top = total[u] > top ? total[u] : top;
		from[u] = u;
	}
	for (u32 shift = 0; shift < 22; shift += 11) {
		u32 start[2049] = {0};
		for (u32 i = 0; i < n; i++)
			start[((u64)(top - total[from[i]]) >> shift & 2047) + 1]++;
		for (u32 i = 0; i < 2048; i++)
			start[i + 1] += start[i];
		for (u32 i = 0; i < n; i++)
			to[start[(u64)(top - total[from[i]]) >> shift & 2047]++] = from[i];
		swap = from;
		from = to;
		to = swap;
	}
	if (from != order)
		memcpy(order, from, n * sizeof *order);
}

static void run_straight(struct arena *a, const struct data *d, struct straight *s)
{
	for (u32 i = 0; i < LEAVES; i++)
		s->points[i] = NEW_N(a, i64, d->n);
	s->total = NEW_N(a, i64, d->n);
	s->order = NEW_N(a, u32, d->n);
	s->rank = NEW_N(a, u32, d->n);
	struct leaders l = find_leaders(d);
	for (u32 first = 0; first < d->n; first += 1024)
		for (u32 g = 0; g < GROUPS; g++)
			group_points(d, &l, g, first, d->n - first < 1024 ? d->n - first : 1024, s);
	radix(a, s->total, d->n, s->order);
	for (u32 i = 0; i < d->n; i++) {
		u32 u = s->order[i];
		s->rank[u] = i && s->total[s->order[i - 1]] == s->total[u] ? s->rank[s->order[i - 1]] : i + 1;
	}
}

/* ---- the three in turn --------------------------------------------------------------------------------------------- */

/* Processor time of this thread: one thread, no waiting, so other work on the machine is left out. */
static double now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static i64 run_sum(const struct data *d)
{
	i64 sum = 0;
	for (u32 i = 0; i < LEAVES; i++)
		for (u32 u = 0; u < d->n; u++)
			sum += d->a[i][u] + (d->b[i] ? d->b[i][u] : 0);
	return sum;
}

struct bench {
	struct arena *data, *work;
	u32 n, rounds;
	double engine, straight, sum;
};

static bool same(const struct data *d, const struct score_result *r, const struct straight *s)
{
	for (u32 i = 0; i < LEAVES; i++)
		if (memcmp(r->nodes[node_of(i)].points_c, s->points[i], d->n * sizeof(i64)) != 0) {
			fprintf(stderr, "criterion %u differs\n", i);
			return false;
		}
	return memcmp(r->total_c, s->total, d->n * sizeof(i64)) == 0 &&
	       memcmp(r->order, s->order, d->n * sizeof(u32)) == 0 &&
	       memcmp(r->rank, s->rank, d->n * sizeof(u32)) == 0;
}

static double least(double x, double y)
{
	return x == 0 || y < x ? y : x;
}

static td_rc one_round(struct bench *b, const struct data *d, const struct score_input *in)
{
	static volatile i64 sink;
	struct score_result r;
	struct straight s = {0};
	double t0 = now_ms();
	td_rc rc = score_run(b->work, &scheme, in, &r);
	double t1 = now_ms();
	if (rc != TD_OK)
		return rc;
	run_straight(b->work, d, &s);
	double t2 = now_ms();
	sink = run_sum(d);
	double t3 = now_ms();
	(void)sink;
	b->engine = least(b->engine, t1 - t0);
	b->straight = least(b->straight, t2 - t1);
	b->sum = least(b->sum, t3 - t2);
	return same(d, &r, &s) ? TD_OK : TD_CORRUPT;
}

static td_rc run(void *p)
{
	struct bench *b = p;
	struct score_col cols[NODES] = {{0}};
	make_scheme(b->data);
	struct data d = make_data(b->data, b->n);
	for (u32 i = 0; i < LEAVES; i++)
		cols[node_of(i)] = (struct score_col){d.a[i], d.b[i], d.state, NULL, 1};
	struct score_unit *units = NEW_N(b->data, struct score_unit, b->n);
	struct score_input in = {b->n, units, cols};
	for (u32 i = 0; i < b->rounds; i++) {
		struct arena_mark m = arena_mark(b->work);
		td_rc rc = one_round(b, &d, &in);
		if (rc != TD_OK)
			return rc;
		arena_release(b->work, m);
	}
	return TD_OK;
}

static td_rc run_on_work(void *p)
{
	struct bench *b = p;
	return arena_run(b->data, run, b);
}

int main(int argc, char **argv)
{
	struct bench b = {
	    arena_new("data", (size_t)1 << 31), arena_new("work", (size_t)1 << 31), 100000, 7, 0, 0, 0};
	u64 v;
	if (argc > 1 && str_u64(str_c(argv[1]), &v) == TD_OK)
		b.n = (u32)v;
	if (argc > 2 && str_u64(str_c(argv[2]), &v) == TD_OK)
		b.rounds = (u32)v;
	td_rc rc = arena_run(b.work, run_on_work, &b);
	if (rc != TD_OK) {
		fprintf(stderr, "engine and straight-line code disagree or failed: %s\n", rc_name(rc));
		return 1;
	}
	printf("%u units x %d criteria, best of %u rounds, results equal, processor time\n", b.n, LEAVES,
	       b.rounds);
	printf("engine         %8.2f ms  %10.0f units/s  %6.2f ns per criterion\n", b.engine,
	       b.n / b.engine * 1e3, b.engine * 1e6 / b.n / LEAVES);
	printf("straight-line  %8.2f ms  engine takes %.2f x\n", b.straight, b.engine / b.straight);
	printf("only summing   %8.2f ms  engine takes %.2f x\n", b.sum, b.engine / b.sum);
	arena_free(b.work);
	arena_free(b.data);
	return 0;
}
