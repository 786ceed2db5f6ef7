/* A SQLite database as a file that is put back before each run, and what it holds. */
#ifndef TESTS_FAULT_DBFILE_H
#define TESTS_FAULT_DBFILE_H

#include "base/hash.h"

/* The bytes of a closed database. */
struct dbfile {
	char *bytes;
	size_t n;
};

void dbfile_load(struct dbfile *f, const char *path);
void dbfile_free(struct dbfile *f);
/* Makes path such a database, without log or index beside it. Nobody has it open. */
void dbfile_put(const struct dbfile *f, const char *path);
/* Does path hold these very bytes, and nothing beside it? */
bool dbfile_is(const struct dbfile *f, const char *path);

/* What a database holds. all: every value of every row; shape: the number of rows of each table and every generation,
 * the same whenever the same command ran to its end, whatever the time and its random numbers. */
struct dbstate {
	struct sha256 all;
	char shape[2048];
};
void dbstate_read(const char *path, struct dbstate *out);
bool dbstate_same(const struct dbstate *a, const struct dbstate *b);

/* Looks at a database that others have open: its number changes with every commit of theirs. */
struct watch {
	struct sqlite3 *h;
	struct sqlite3_stmt *version;
};
void watch_open(struct watch *w, const char *path);
void watch_close(struct watch *w);
i64 watch_number(struct watch *w);
void watch_state(struct watch *w, struct dbstate *out);

#endif
