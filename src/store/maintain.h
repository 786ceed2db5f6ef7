/* Care of a site: checking everything that can be checked, throwing away what is old, copies to one SQLite file, and back
 * from one into either engine. `thidua db` is its command line. */
#ifndef STORE_MAINTAIN_H
#define STORE_MAINTAIN_H

#include "store/db.h"

enum maintain_part {
	PART_STRUCTURE, /* of the file; PostgreSQL: its operator's, pg_amcheck */
	PART_KEYS,      /* rows that others point to; PostgreSQL: the server's own */
	PART_JOURNAL,
	PART_FILES,
	PART_SCHEMES,
	MAINTAIN_PART__N
};

struct maintain_report {
	i64 n_chains, n_entries; /* journal */
	i64 n_files, n_schemes;
	i64 n_faults; /* each is an item of e */
	struct {
		bool done;
		i64 n_faults;
	} parts[MAINTAIN_PART__N];
};

/* Looks at the structure of the database (SQLite: integrity and foreign keys), every journal chain, the hash of every
 * file and of every scheme. Goes on after a fault; TD_CORRUPT when there was one. Reads one snapshot: the server may
 * run. */
MUST_CHECK td_rc maintain_check(struct db *db, struct arena *a, struct err *e, struct maintain_report *out);

struct maintain_purged {
	i64 n_sessions, n_requests, n_previews, n_uploads, n_notices, n_mails, n_resets, n_jobs,
	    n_template_checks;
};

/* Throws away what has had its time: sessions past their end, used one-time keys of forms that no session can send any
 * more, previews and files that nobody took within thirty days, links of passwords a day after their end, jobs that ended thirty days ago, notices and sent
 * mails that are older than the settings keep.notice_days and keep.mail_days say. The server does it at its start and every day. */
MUST_CHECK td_rc maintain_purge(struct db *db, struct arena *a, struct err *e, struct maintain_purged *out);

/* How far a copy is. Rows are not counted beforehand: that would read the whole database once more. */
struct maintain_copied {
	i64 n_tables, all_tables, n_rows;
};
/* Told after some rows, after every table and so at the end, when n_tables is all_tables. On any thread. */
typedef void (*maintain_progress)(void *ctx, const struct maintain_copied *now);

/* Writes a copy of one snapshot to path, a SQLite file that is either whole or not there; an older file at path is
 * replaced at the end. The password of the mail server is left out. The server may run. TD_IO with a sentence. */
MUST_CHECK td_rc maintain_backup(struct db *db, struct arena *a, struct err *e, str path,
				 maintain_progress fn, void *ctx);

/* The same for a meeting on another machine: in the copy the row of year_away says that it is the copy, and what is made
 * there is numbered above everything that is made here meanwhile (store_away.h). */
MUST_CHECK td_rc maintain_take_away(struct db *db, struct arena *a, struct err *e, str path, i64 away,
				    maintain_progress fn, void *ctx);

/* Runs fn as a write command on db beside a snapshot of such a file, which is opened to be read only and checked whole first
 * (maintain_check()); a's memory holds what fn leaves in ctx. keep false: when fn says TD_OK everything it wrote is taken back.
 * TD_CONFLICT with a sentence: a file of another schema, or with tables that are not what their names say. */
typedef td_rc (*maintain_both)(struct tx *t, struct tx *from, void *ctx);
MUST_CHECK td_rc maintain_beside(struct db *db, struct arena *a, struct err *e, const struct actor *who,
				 str path, bool keep, maintain_both fn, void *ctx);

/* Fills db (DB_CREATE; without any row yet, else TD_CONFLICT) from such a file in one transaction. */
MUST_CHECK td_rc maintain_restore(struct db *db, struct arena *a, struct err *e, str path,
				  maintain_progress fn, void *ctx);

#endif
