/* The database behind the program: SQLite inside, or PostgreSQL by URL. The same named statements run on both
 * (queries/, compiled by tools/sqlgen.py); there is no other way to send SQL.
 *
 * A read sees one snapshot. A write command — load, decide, apply — runs whole: on SQLite on the one writer thread
 * under a SAVEPOINT of a group commit, on PostgreSQL in a SERIALIZABLE transaction of its own. Either returns after
 * the commit, so TD_OK means the change is on disk. When a command returns anything but TD_OK, or an allocation on its
 * arena unwinds, nothing of it stays. */
#ifndef STORE_DB_H
#define STORE_DB_H

#include "base/env.h"
#include "base/err.h"
#include "base/opt.h"

struct db;

/* Who does it, for the journal. user_id 0 is the program itself ("thidua demo", migrations). */
struct actor {
	i64 user_id;
	str name;
};

/* One transaction as a command sees it. Rows read through it live on a. */
struct tx {
	struct arena *a;
	struct err *e;
	struct env *env;
	i64 now_ms; /* one reading of the clock per transaction */
	struct actor actor;
	struct db *db;
	struct db_conn *conn; /* of the driver; not for others */
	bool writes;          /* inside db_write() */
};

typedef td_rc (*db_fn)(struct tx *t, void *ctx);

enum db_mode {
	DB_USE, /* must exist with the schema of this program; other processes may use it at the same time */
	DB_SERVE,  /* as DB_USE, and this process is the only server of the file (SQLite) */
	DB_CREATE, /* DB_SERVE, made and migrated when missing or older */
	DB_INSPECT /* reads only, any schema version: `thidua db status` */
};

struct db_config {
	str url; /* "sqlite:PATH" or "postgresql://…" */
	enum db_mode mode;
	u32 n_conns;     /* connections at most; 0: PostgreSQL 8, SQLite two readers a processor */
	bool no_group;   /* one transaction per command (SQLite): for bench/ only */
	bool one_file;   /* at the end leave a plain file without a log beside it (SQLite): for copies */
	const char *vfs; /* SQLite VFS by name, NULL the default: for fault tests only */
	const char
	    *schema; /* PostgreSQL schema (search_path), NULL the default: for tests that share a server */
};

/* Opens. What is wrong is said in Vietnamese in e:
 * TD_INVALID bad URL; TD_NOT_FOUND no such file or not migrated; TD_CONFLICT made by a newer program, or its applied
 * migrations are not ours; TD_BUSY another server has it; TD_IO read-only, full disk, cannot be reached; TD_CORRUPT. */
MUST_CHECK td_rc db_open(const struct db_config *cfg, struct env *env, struct err *e, struct db **out);

/* Waits for the writer, closes all connections. NULL is fine. */
void db_close(struct db *db);

/* Opens, runs fn, closes — also when an allocation on a unwinds inside, which then is TD_LIMIT. For commands. */
MUST_CHECK td_rc db_with(struct arena *a, const struct db_config *cfg, struct env *env, struct err *e,
			 td_rc (*fn)(struct db *db, void *ctx), void *ctx);

/* Runs fn on one snapshot on the calling thread. Returns what fn returns, or TD_LIMIT (arena), TD_BUSY, TD_IO, TD_DB,
 * TD_CORRUPT with a sentence in e. fn cannot write. May not be nested. */
MUST_CHECK td_rc db_read(struct db *db, struct arena *a, struct err *e, const struct actor *who, db_fn fn,
			 void *ctx);

/* Runs fn as a write command and returns after the commit. On PostgreSQL fn runs again after a serialization failure,
 * so its only effects may be on the database, on its arena and on ctx fields it sets anew each time. A fn that finds
 * nothing to change still costs a place in the queue.
 * Beside fn's own codes: TD_BUSY queue full or reruns exhausted, TD_UNCERTAIN the connection died in COMMIT,
 * TD_IO disk full or broken, TD_LIMIT arena. */
MUST_CHECK td_rc db_write(struct db *db, struct arena *a, struct err *e, const struct actor *who, db_fn fn,
			  void *ctx);

/* Change counters for caches. A write that changes a cluster-year (or tag 0: accounts, sessions, settings) bumps its
 * tag in the same transaction: what was rendered from a snapshot with generation g is right for every snapshot whose
 * generation is g, in any process. Both read inside t's snapshot. */
enum { DB_TAG_SYSTEM = 0 };
MUST_CHECK td_rc db_generation(struct tx *t, i64 tag, i64 *gen);
/* TD_CONFLICT with a sentence: that year is away from this database (store_away.h). */
MUST_CHECK td_rc db_bump(struct tx *t, i64 tag);

/* For the system page and the tests. */
struct db_stats {
	const char *engine; /* "SQLite 3.40.1", "PostgreSQL 15.20" */
	u64 n_reads, n_writes, n_commits, n_reruns, n_refused, n_statements;
	u64 max_group; /* most commands in one commit */
	u32 n_conns, queue_len;
};
void db_stats(struct db *db, struct db_stats *out);

bool db_is_postgres(const struct db *db);

#endif
