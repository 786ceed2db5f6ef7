/* A small scheme and its input, built cell by cell, for the tests of the domain. */
#ifndef TEST_DOMAIN_FIX_H
#define TEST_DOMAIN_FIX_H

#include "domain/explain.h"
#include "tests/lib/check.h"

enum { FIX_NODES = 24, FIX_UNITS = 8, FIX_JUDGES = 8 };

struct fix {
	struct arena *a;
	struct err e;
	struct scheme s;
	struct criterion nodes[FIX_NODES];
	struct scheme_class classes[4];
	struct tie_rule ties[4];
	struct score_unit units[FIX_UNITS];
	struct score_col cols[FIX_NODES];
	i64 av[FIX_NODES][FIX_UNITS * FIX_JUDGES], bv[FIX_NODES][FIX_UNITS * FIX_JUDGES];
	u8 state[FIX_NODES][FIX_UNITS * FIX_JUDGES], has_b[FIX_NODES][FIX_UNITS * FIX_JUDGES];
	struct score_input in;
	struct score_result r;
};

/* An empty table with a root; its max is set by fix_seal(). */
static inline void fix_init(struct fix *f, struct arena *a, u32 n_units)
{
	memset(f, 0, sizeof *f);
	f->a = a;
	f->e = err_new(a, LANG_VI);
	f->s = (struct scheme){.code = S("t"), .title = S("Bảng thử"), .round_step_c = 1, .total_step_c = 1};
	f->s.nodes = f->nodes;
	f->s.n_nodes = 1;
	f->s.classes = f->classes;
	f->s.ties = f->ties;
	f->s.sealable = true;
	f->nodes[0] = (struct criterion){.kind = CRIT_GROUP, .name = S("Toàn bảng")};
	f->in = (struct score_input){n_units, f->units, f->cols};
	for (u32 u = 0; u < n_units; u++)
		f->units[u] =
		    (struct score_unit){arena_fmt(a, "u%u", u + 1), arena_fmt(a, "Đơn vị %u", u + 1), -1, 0};
}

static inline u32 fix_add(struct fix *f, u32 parent, enum criterion_kind kind, const char *code, i64 max_c)
{
	u32 k = f->s.n_nodes++;
	f->nodes[k] = (struct criterion){.parent = parent,
					 .kind = kind,
					 .code = str_c(code),
					 .max_c = max_c,
					 .base_pct_c = 5000,
					 .name = arena_fmt(f->a, "Tiêu chí %s", code)};
	f->cols[k] = (struct score_col){f->av[k], f->bv[k], f->state[k], f->has_b[k], 1};
	return k;
}

/* One judge's values; fix_set() is judge 0, fix_ab() gives the second value too. */
static inline void fix_judge(struct fix *f, u32 k, u32 judge, u32 unit, i64 v)
{
	u32 at = judge * f->in.n_units + unit;
	f->av[k][at] = v;
	f->state[k][at] = CELL_SET;
	if (judge >= f->cols[k].n_judges)
		f->cols[k].n_judges = judge + 1;
}

static inline void fix_set(struct fix *f, u32 k, u32 unit, i64 v)
{
	fix_judge(f, k, 0, unit, v);
}

static inline void fix_ab(struct fix *f, u32 k, u32 unit, i64 v, i64 b)
{
	fix_judge(f, k, 0, unit, v);
	f->bv[k][unit] = b;
	f->has_b[k][unit] = 1;
}

static inline void fix_na(struct fix *f, u32 k, u32 unit)
{
	f->state[k][unit] = CELL_NA;
}

/* Sets the maxima of base groups to the sums of their children, the scale to the root's, and checks all. */
static inline td_rc fix_seal(struct fix *f)
{
	for (u32 k = f->s.n_nodes; k-- > 1;)
		if (f->nodes[k].role == ROLE_BASE && criterion_gives_points(&f->nodes[k]))
			f->nodes[f->nodes[k].parent].max_c += f->nodes[k].max_c;
	f->s.max_c = f->nodes[0].max_c;
	return scheme_check(&f->s, &f->e);
}

/* Checks and scores; prints what was refused. */
static inline void fix_run(struct fix *f)
{
	td_rc rc = fix_seal(f);
	if (rc == TD_OK)
		rc = score_check(&f->s, &f->in, &f->e);
	for (size_t i = 0; i < f->e.items.n; i++)
		check_fail(__FILE__, __LINE__, "%.*s: %.*s", STRF(f->e.items.at[i].where),
			   STRF(f->e.items.at[i].text));
	if (rc != TD_OK)
		return;
	CHECK_INT(score_run(f->a, &f->s, &f->in, &f->r), TD_OK);
}

static inline bool fix_says(const struct fix *f, const char *where, const char *part)
{
	for (size_t i = 0; i < f->e.items.n; i++)
		if (str_eq(f->e.items.at[i].where, str_c(where)) &&
		    str_find(f->e.items.at[i].text, str_c(part)) < f->e.items.at[i].text.n)
			return true;
	return false;
}

/* FIX_CASE(name, n_units) { … f … }: runs inside an arena. */
#define FIX_CASE(name, n_units)                                     \
	static void fixed_##name(struct fix *f);                    \
	static td_rc in_arena_##name(void *p)                       \
	{                                                           \
		struct fix *f = NEW((struct arena *)p, struct fix); \
		fix_init(f, p, n_units);                            \
		fixed_##name(f);                                    \
		return TD_OK;                                       \
	}                                                           \
	CASE(name)                                                  \
	{                                                           \
		struct arena *a = arena_new(#name, 64 << 20);       \
		CHECK_INT(arena_run(a, in_arena_##name, a), TD_OK); \
		arena_free(a);                                      \
	}                                                           \
	static void fixed_##name(struct fix *f)

#define POINTS(f, k, u) ((f)->r.nodes[k].points_c[u])
#define NOTE(f, k, u)   ((f)->r.nodes[k].note[u])

#endif
