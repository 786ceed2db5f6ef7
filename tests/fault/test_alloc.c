/* Every allocation fails in turn, once and from then on: ours in arenas and SQLite's own share one counter. A read or a
 * command then ends with a code, nothing of it stays, nothing leaks (the sanitizers look), and the next one works. */
#include <stdio.h>
#include <stdlib.h>

#include "store/journal.h"
#include "store/store_file.h"
#include "tests/lib/fixture.h"

/* What is tried -------------------------------------------------------------------------------------------------- */

/* A command of everyday size: reads, decides, writes several tables and the journal. */
static td_rc save_score(struct tx *t, void *ctx)
{
	const struct fixture_year *y = ctx;
	struct score_entry e = {.year = y->year.id,
				.unit = y->units[0].id,
				.criterion = y->criteria.at[FIXTURE_I1].id,
				.stage = STAGE_SELF};
	td_rc rc = store_score_get(t, &e);
	if (rc != TD_OK && rc != TD_NOT_FOUND)
		return rc;
	e.state = CELL_SET;
	e.a_c = OPT((e.a_c.v + 25) % 4000);
	file_id file;
	rc = store_score_put(t, &e);
	if (rc == TD_OK)
		rc = store_file_put(t, arena_fmt(t->a, "minh chứng %lld", (long long)e.rev), S("text/plain"),
				    &file);
	return rc == TD_OK ? journal_add(t, y->year.id.v, S("score.save"), S("score_entry"), e.id, STR_NULL,
					 STR_NULL, STR_NULL)
			   : rc;
}

static td_rc load_year(struct tx *t, void *ctx)
{
	const struct fixture_year *y = ctx;
	struct scored_year s;
	return store_year_load(t, y->year.id, STAGE_FINAL, &s);
}

/* State: the newest journal entry, which every command adds, and the entry's value. */
struct state {
	const struct fixture_year *y;
	i64 seq, rev, gen;
};

static td_rc read_state(struct tx *t, void *ctx)
{
	struct state *s = ctx;
	struct sha256 hash;
	struct score_entry e = {.year = s->y->year.id,
				.unit = s->y->units[0].id,
				.criterion = s->y->criteria.at[FIXTURE_I1].id,
				.stage = STAGE_SELF};
	td_rc rc = journal_head(t, s->y->year.id.v, &s->seq, &hash);
	if (rc == TD_OK)
		rc = store_score_get(t, &e);
	s->rev = e.rev;
	return rc == TD_OK ? db_generation(t, s->y->year.id.v, &s->gen) : rc;
}

static struct state state_now(struct fixture *f, const struct fixture_year *y)
{
	struct state s = {.y = y};
	CHECK_INT(fixture_read(f, read_state, &s), TD_OK);
	return s;
}

/* One run of fn with the n-th allocation failing. True: the fault was not reached any more. */
static bool try_at(struct fixture *f, struct fixture_year *y, db_fn fn, bool writes, long n, bool persistent)
{
	struct arena *a = arena_new("request", 8 << 20);
	struct err e = err_new(a, LANG_VI);
	struct state before = state_now(f, y), after;
	arena_fault_at(n, persistent);
	td_rc rc =
	    writes ? db_write(f->db, a, &e, &f->actor, fn, y) : db_read(f->db, a, &e, &f->actor, fn, y);
	bool reached = arena_fault_count() >= n;
	arena_fault_at(0, false);
	arena_free(a);
	after = state_now(f, y);
	i64 step = writes && rc == TD_OK ? 1 : 0;
	bool same = after.seq == before.seq + step && after.rev == before.rev + step &&
		    (step || after.gen == before.gen);
	if (!same || (!reached && rc != TD_OK) || (rc != TD_OK && rc_http(rc) < 500))
		check_fail(__FILE__, __LINE__, "allocation %ld: %s, journal %lld to %lld, rev %lld to %lld",
			   n, rc_name(rc), (long long)before.seq, (long long)after.seq, (long long)before.rev,
			   (long long)after.rev);
	return !reached;
}

/* A fresh process has nothing prepared: the first runs are the longest. Reopening makes them so again. */
static void sweep(const char *what, db_fn fn, bool writes)
{
	for (int persistent = 0; persistent < 2; persistent++) {
		struct fixture f;
		struct fixture_year y;
		long n = 1;
		if (!fixture_open(&f, FIXTURE_SQLITE))
			return;
		CHECK_INT(fixture_year(&f, &y), TD_OK);
		CHECK_INT(fixture_write(&f, save_score, &y), TD_OK);
		CHECK_INT(fixture_reopen(&f, DB_SERVE), TD_OK);
		while (n < 20000 && !try_at(&f, &y, fn, writes, n, persistent))
			n++;
		printf("%s%s: %ld allocations failed in turn\n", what, persistent ? " (from then on)" : "",
		       n - 1);
		CHECK(n > 20 && n < 20000);
		fixture_close(&f);
	}
}

CASE(a_command_without_memory)
{
	sweep("command", save_score, true);
}

CASE(a_read_without_memory)
{
	sweep("read", load_year, false);
}

/* Opening: the database either opens or says a code, and opens afterwards. */
static td_rc open_again(void *p)
{
	return fixture_reopen(p, DB_SERVE);
}

CASE(opening_without_memory)
{
	struct fixture f;
	long n = 1;
	bool reached = true;
	if (!fixture_open(&f, FIXTURE_SQLITE))
		return;
	for (; reached && n < 20000; n++) {
		arena_fault_at(n, false);
		td_rc rc = arena_run(f.a, open_again, &f);
		reached = arena_fault_count() >= n;
		arena_fault_at(0, false);
		if (!reached)
			CHECK_INT(rc, TD_OK);
	}
	printf("opening: %ld allocations failed in turn\n", n - 2);
	CHECK_INT(arena_run(f.a, open_again, &f), TD_OK);
	fixture_close(&f);
}
