/* The seam between db.c and the two engines. For src/store only. */
#ifndef STORE_DRIVER_H
#define STORE_DRIVER_H

#include <pthread.h>
#include <stdatomic.h>

#include "store/stmt.h"

enum tx_kind { TX_READ, TX_WRITE, TX_MIGRATE };

/* A connection; each driver's struct begins with it. */
struct db_conn {
	struct db *db;
	struct db_conn *next; /* of the idle ones */
	td_rc failed;         /* first failure of the running transaction: it cannot be committed */
	const char *why;      /* Vietnamese source text for failed, or NULL */
	bool rerun;           /* it was a serialization failure */
	bool broken;          /* the connection is of no more use */
	bool maintenance;     /* migrations and checks: the authorizer lets them pass */
};

/* A write command on its way; lives on the stack of the thread that waits for it. */
struct command {
	struct tx tx;
	db_fn fn;
	void *ctx;
	td_rc rc;
	const char *why;        /* of a failure outside fn */
	size_t n_items, n_said; /* of tx.e before fn ran */
};

struct driver {
	/* Checks the database, takes the server's lock, starts threads; sets db->engine. */
	td_rc (*open)(struct db *db, struct err *e);
	void (*close)(struct db *db);
	/* A connection for db_read() (PostgreSQL: for anything). */
	td_rc (*connect)(struct db *db, struct db_conn **out, const char **why);
	void (*disconnect)(struct db_conn *c);
	td_rc (*begin)(struct db_conn *c, enum tx_kind kind);
	td_rc (*commit)(struct db_conn *c);
	void (*rollback)(struct db_conn *c); /* also drops what statements left open; cannot fail */
	/* Runs a write command to its commit, without touching the arena outside arena_run(). */
	void (*write)(struct db *db, struct command *cmd);
	/* SQL of a migration or of engine.*.sql; several statements at once. */
	td_rc (*script)(struct db_conn *c, const char *sql);
	/* First column of the first row of such an SQL. */
	td_rc (*number)(struct db_conn *c, const char *sql, i64 *out);

	td_rc (*start)(struct db_rows *r, const struct db_value *v);
	bool (*next)(struct db_rows *r); /* sets r->rc */
	void (*end)(struct db_rows *r);  /* sets r->n_changed */
	struct db_value (*col)(struct db_rows *r, int i);
	i64 (*num)(struct db_rows *r, int i); /* of a column that is a number and never NULL */
	/* Can it be prepared? For the contract tests. */
	td_rc (*prepare)(struct db_conn *c, const struct stmt *s);
};

extern const struct driver driver_sqlite, driver_pg;

struct db {
	const struct driver *drv;
	struct env *env;
	struct db_config cfg; /* texts are copies, freed by db_close() */
	const char *place;    /* path, or the URL without its password */
	pthread_mutex_t lock;
	pthread_mutex_t rerun_lane;
	pthread_cond_t freed; /* a connection came back */
	struct db_conn *idle; /* the one used last comes first: its page cache is warm */
	u32 n_conns, max_conns;
	void *engine; /* the driver's own */
	char engine_name[48];
	atomic_ullong n_reads, n_writes, n_commits, n_reruns, n_refused, n_statements, max_group;
};

/* Marks the running transaction as failed; the first cause stays. Returns rc. */
td_rc conn_fail(struct db_conn *c, td_rc rc, const char *why);

/* Runs cmd->fn inside the arena's boundary; its code, or what failed in the transaction. */
td_rc command_run(struct command *cmd, struct db_conn *c);

/* A connection from the pool, opened when there is none; waits when max_conns are out. */
td_rc conn_take(struct db *db, struct db_conn **out, const char **why);
void conn_give(struct db_conn *c);

/* Brings the schema up to date in mode DB_CREATE; in the others looks whether it is ours (see db_open()). */
td_rc schema_settle(struct db *db, struct db_conn *c, struct err *e);

#endif
