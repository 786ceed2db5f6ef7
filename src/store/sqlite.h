/* Parts of the SQLite driver: connections and statements (db_sqlite.c), the writer thread (sqlite_writer.c), the
 * server's lock and the file (sqlite_file.c). */
#ifndef STORE_SQLITE_H
#define STORE_SQLITE_H

#include <sqlite3.h>

#include "store/driver.h"

/* Statements that must be ready before they are needed: a rollback that has to be prepared first needs memory. */
enum fixed {
	FIXED_BEGIN_READ,
	FIXED_BEGIN_WRITE,
	FIXED_COMMIT,
	FIXED_ROLLBACK,
	FIXED_SAVEPOINT,
	FIXED_RELEASE,
	FIXED_ROLLBACK_TO,
	FIXED__N
};

/* A statement beside the connection's own, because that one is running. It ends with the command, on the connection's
 * thread: the arena it stands on may end on another. */
struct sqlite_extra_stmt {
	sqlite3_stmt *h;
	struct sqlite_conn *c; /* NULL: ended */
	struct sqlite_extra_stmt *next;
};

struct sqlite_conn {
	struct db_conn base;
	sqlite3 *h;
	sqlite3_stmt *fixed[FIXED__N];
	sqlite3_stmt **stmts; /* by stmt.id, prepared at first use */
	struct sqlite_extra_stmt *extra;
	u32 n_open; /* statements that db_rows_end() has not ended */
};

struct sqlite_engine {
	struct sqlite_conn *writer;
	int lock_fd;
	pthread_t thread;
	bool running;
	/* the queue */
	pthread_mutex_t lock;
	pthread_cond_t filled;
	struct sqlite_ticket *first, **last;
	u32 n_queued;
	bool stop;
};

/* Opens a connection for reading or writing. *why gets the sentence. */
td_rc sqlite_conn_open(struct db *db, bool writer, struct sqlite_conn **out, const char **why);
void sqlite_conn_close(struct sqlite_conn *c);

/* Runs a fixed statement. */
td_rc sqlite_fixed(struct sqlite_conn *c, enum fixed f);

/* Marks the transaction as failed by what SQLite said last; returns the code. */
td_rc sqlite_fail(struct sqlite_conn *c, int code);

/* Resets what was left running. */
void sqlite_reset_open(struct sqlite_conn *c);

/* The code and sentence for a result of SQLite. */
td_rc sqlite_rc(int code, const char **why);

td_rc sqlite_writer_start(struct db *db);
void sqlite_writer_stop(struct db *db);
void sqlite_write(struct db *db, struct command *cmd);

/* Is the file there, readable and writable, and the place for a new one? Takes the server's lock in DB_SERVE and
 * DB_CREATE. Adds the sentence to e. */
td_rc sqlite_file_check(struct db *db, struct err *e, int *lock_fd);

#endif
