/* Durable writes (one INSERT each, synchronous=FULL, 64 threads that wait for their own commit): group commit against
 * one transaction each, on this disk and on one whose sync takes 2 ms longer; and a scored year read from the database.
 * Prints ratios; figures of one run, one machine. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "tests/fault/vfs_fault.h"
#include "tests/lib/fixture.h"

enum { THREADS = 64, PER_THREAD_MAX = 100000, SLOW_US = 2000 };

struct worker {
	struct db *db;
	int index;
	atomic_bool *stop;
	i64 n, worst_ns;
	u32 *taken_us; /* of each write */
	pthread_t thread;
};

static i64 now_ns(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (i64)t.tv_sec * 1000000000 + t.tv_nsec;
}

static td_rc insert_one(struct tx *t, void *ctx)
{
	const struct worker *w = ctx;
	str key = arena_fmt(t->a, "bench-%d-%lld", w->index, (long long)w->n);
	return store_request_done(t, key, (user_id){0}, S("/"));
}

static void *work(void *p)
{
	struct worker *w = p;
	struct actor who = {0, S("bench")};
	struct arena *a = arena_new("bench", 1 << 20);
	while (!atomic_load(w->stop) && w->n < PER_THREAD_MAX) {
		struct err e = err_new(a, LANG_VI);
		i64 from = now_ns();
		if (db_write(w->db, a, &e, &who, insert_one, w) != TD_OK)
			abort();
		w->taken_us[w->n++] = (u32)((now_ns() - from) / 1000);
		arena_reset(a);
	}
	arena_free(a);
	return NULL;
}

static int by_size(const void *x, const void *y)
{
	u32 a = *(const u32 *)x, b = *(const u32 *)y;
	return (a > b) - (a < b);
}

struct figures {
	double per_s, p50_ms, p99_ms, max_ms, group;
};

static struct figures collect(struct worker *w, double seconds, u64 n_commits)
{
	i64 n = 0, at = 0;
	for (int i = 0; i < THREADS; i++)
		n += w[i].n;
	u32 *all = calloc((size_t)n + 1, sizeof *all);
	for (int i = 0; i < THREADS; i++) {
		memcpy(all + at, w[i].taken_us, (size_t)w[i].n * sizeof *all);
		at += w[i].n;
	}
	qsort(all, (size_t)n, sizeof *all, by_size);
	struct figures f = {(double)n / seconds, all[n / 2] / 1e3, all[n * 99 / 100] / 1e3,
			    all[n ? n - 1 : 0] / 1e3, (double)n / (double)(n_commits ? n_commits : 1)};
	free(all);
	return f;
}

static struct figures writes(bool group, long slow_us, int ms)
{
	static struct worker w[THREADS];
	struct fixture f;
	atomic_bool stop = false;
	struct db_stats stats;
	if (!fixture_open(&f, FIXTURE_SQLITE))
		exit(1);
	struct db_config cfg = fixture_config(&f, DB_SERVE);
	vfs_fault_set(slow_us ? VFS_SLOW : VFS_FINE, slow_us, 0);
	cfg.vfs = "fault";
	cfg.no_group = !group;
	db_close(f.db);
	if (db_open(&cfg, env_system(), &f.e, &f.db) != TD_OK)
		exit(1);
	i64 from = now_ns();
	for (int i = 0; i < THREADS; i++) {
		w[i] = (struct worker){.db = f.db, .index = i, .stop = &stop};
		w[i].taken_us = calloc(PER_THREAD_MAX, sizeof *w[i].taken_us);
		pthread_create(&w[i].thread, NULL, work, &w[i]);
	}
	nanosleep(&(struct timespec){ms / 1000, ms % 1000 * 1000000L}, NULL);
	atomic_store(&stop, true);
	for (int i = 0; i < THREADS; i++)
		pthread_join(w[i].thread, NULL);
	db_stats(f.db, &stats);
	struct figures r = collect(w, (double)(now_ns() - from) / 1e9, stats.n_commits);
	for (int i = 0; i < THREADS; i++)
		free(w[i].taken_us);
	vfs_fault_set(VFS_FINE, 0, 0);
	fixture_close(&f);
	return r;
}

static void print(const char *what, struct figures f)
{
	printf("  %-34s %9.0f writes/s   p50 %7.2f  p99 %7.2f  max %7.2f ms   %5.1f a commit\n", what,
	       f.per_s, f.p50_ms, f.p99_ms, f.max_ms, f.group);
}

/* Group against one each, turn by turn, best of three each: neighbours on the machine slow both. */
static void pair(const char *disk, long slow_us)
{
	struct figures group = {0}, single = {0};
	for (int i = 0; i < 3; i++) {
		struct figures g = writes(true, slow_us, 1000), s = writes(false, slow_us, 1000);
		group = g.per_s > group.per_s ? g : group;
		single = s.per_s > single.per_s ? s : single;
	}
	printf("%s\n", disk);
	print("group commit", group);
	print("one transaction each", single);
	printf("  ratio %.1f\n", group.per_s / single.per_s);
}

/* A year of 3 units, loaded and scored ------------------------------------------------------------------------------- */

static td_rc load(struct tx *t, void *ctx)
{
	const struct fixture_year *y = ctx;
	struct scored_year s;
	return store_year_load(t, y->year.id, STAGE_FINAL, &s);
}

static void reads(void)
{
	enum { N = 5000 };
	struct fixture f;
	struct fixture_year y;
	if (!fixture_open(&f, FIXTURE_SQLITE) || fixture_year(&f, &y) != TD_OK)
		exit(1);
	struct arena *a = arena_new("read", 8 << 20);
	i64 from = now_ns();
	for (int i = 0; i < N; i++) {
		struct err e = err_new(a, LANG_VI);
		if (db_read(f.db, a, &e, &f.actor, load, &y) != TD_OK)
			abort();
		arena_reset(a);
	}
	printf("a small year loaded and scored: %.1f µs\n", (double)(now_ns() - from) / 1e3 / N);
	arena_free(a);
	fixture_close(&f);
}

CASE(bench)
{
	pair("this disk", 0);
	pair("sync + 2 ms", SLOW_US);
	reads();
}
