/* The one writer. Commands queue up; while one group is being flushed to disk the next one gathers, so a slow disk makes
 * larger groups instead of longer queues. Each command has its SAVEPOINT: one that fails takes nothing with it. */
#include <semaphore.h>
#include <time.h>

#include "base/log.h"
#include "store/sqlite.h"

enum { GROUP_MAX = 256, GROUP_NS = 5 * 1000 * 1000, QUEUE_MAX = 4096 };

struct sqlite_ticket {
	struct sqlite_ticket *next;
	struct command *cmd;
	sem_t done;
};

static i64 monotonic_ns(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (i64)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* The next in line, or NULL: at once when wait is false, else only when the writer shall stop and nobody is left. */
static struct sqlite_ticket *take(struct sqlite_engine *g, bool wait)
{
	pthread_mutex_lock(&g->lock);
	while (wait && g->first == NULL && !g->stop)
		pthread_cond_wait(&g->filled, &g->lock);
	struct sqlite_ticket *t = g->first;
	if (t) {
		g->first = t->next;
		if (g->first == NULL)
			g->last = &g->first;
		g->n_queued--;
		t->next = NULL;
	}
	pthread_mutex_unlock(&g->lock);
	return t;
}

/* One command under its savepoint. False: the whole transaction is gone (SQLite gave it up) or cannot go on. */
static bool run_one(struct sqlite_conn *c, struct command *cmd)
{
	c->base.failed = TD_OK;
	c->base.why = NULL;
	if (sqlite_fixed(c, FIXED_SAVEPOINT) != TD_OK) {
		cmd->rc = c->base.failed;
		cmd->why = c->base.why;
		return false;
	}
	cmd->rc = command_run(cmd, &c->base);
	sqlite_reset_open(c);
	if (sqlite3_get_autocommit(c->h))
		return false;
	c->base.failed = TD_OK; /* from here on it would be the group's failure */
	c->base.why = NULL;
	if (cmd->rc != TD_OK && sqlite_fixed(c, FIXED_ROLLBACK_TO) != TD_OK)
		return false;
	return sqlite_fixed(c, FIXED_RELEASE) == TD_OK;
}

/* Everybody of the group whose command was fine hears that it is lost: nothing was promised. */
static void lose(struct sqlite_conn *c, struct sqlite_ticket *group)
{
	td_rc rc = c->base.failed != TD_OK ? c->base.failed : TD_DB;
	const char *why = c->base.why;
	driver_sqlite.rollback(&c->base);
	for (struct sqlite_ticket *t = group; t; t = t->next) {
		if (t->cmd->rc == TD_OK) {
			t->cmd->rc = rc;
			t->cmd->why = why;
		}
	}
}

static void wake(struct sqlite_ticket *group)
{
	while (group) {
		struct sqlite_ticket *next = group->next; /* the ticket is gone once its owner runs */
		sem_post(&group->done);
		group = next;
	}
}

static void note_group(struct db *db, u64 n)
{
	atomic_fetch_add(&db->n_commits, 1);
	if (n > atomic_load(&db->max_group))
		atomic_store(&db->max_group, n);
}

static void run_group(struct db *db, struct sqlite_ticket *first)
{
	struct sqlite_engine *g = db->engine;
	struct sqlite_conn *c = g->writer;
	struct sqlite_ticket *group = first, **end = &first->next;
	u64 n = 1, max = db->cfg.no_group ? 1 : GROUP_MAX;
	i64 until = monotonic_ns() + GROUP_NS;
	bool alive = driver_sqlite.begin(&c->base, TX_WRITE) == TD_OK && run_one(c, first->cmd);
	while (alive && n < max && monotonic_ns() < until) {
		struct sqlite_ticket *t = take(g, false);
		if (t == NULL)
			break;
		*end = t;
		end = &t->next;
		n++;
		alive = run_one(c, t->cmd);
	}
	if (!alive || driver_sqlite.commit(&c->base) != TD_OK)
		lose(c, group);
	note_group(db, n);
	wake(group);
}

static void *writer(void *p)
{
	struct db *db = p;
	struct sqlite_ticket *t;
	while ((t = take(db->engine, true)) != NULL)
		run_group(db, t);
	return NULL;
}

void sqlite_write(struct db *db, struct command *cmd)
{
	struct sqlite_engine *g = db->engine;
	struct sqlite_ticket t = {.cmd = cmd};
	sem_init(&t.done, 0, 0);
	pthread_mutex_lock(&g->lock);
	bool taken = g->running && !g->stop && g->n_queued < QUEUE_MAX;
	if (taken) {
		*g->last = &t;
		g->last = &t.next;
		g->n_queued++;
		pthread_cond_signal(&g->filled);
	}
	pthread_mutex_unlock(&g->lock);
	if (taken) {
		while (sem_wait(&t.done) != 0)
			; /* interrupted by a signal */
	} else {
		cmd->rc = g->running ? TD_BUSY : TD_DENIED;
	}
	sem_destroy(&t.done);
}

td_rc sqlite_writer_start(struct db *db)
{
	struct sqlite_engine *g = db->engine;
	g->running = pthread_create(&g->thread, NULL, writer, db) == 0;
	return g->running ? TD_OK : TD_LIMIT;
}

void sqlite_writer_stop(struct db *db)
{
	struct sqlite_engine *g = db->engine;
	if (!g->running)
		return;
	pthread_mutex_lock(&g->lock);
	g->stop = true;
	pthread_cond_signal(&g->filled);
	pthread_mutex_unlock(&g->lock);
	pthread_join(g->thread, NULL);
	g->running = false;
}
