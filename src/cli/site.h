/* Commands that work on a site's database: opening it and finding a cluster's year. */
#ifndef CLI_SITE_H
#define CLI_SITE_H

#include "cli/cli.h"
#include "domain/org.h"
#include "store/db.h"

/* What most of these commands are told. */
struct site_args {
	const char *db;      /* --db URL, else THIDUA_DB */
	const char *cluster; /* code */
	const char *year;
};

/* Opens the database of args (DB_USE), runs fn in one read or write as actor "dòng lệnh", closes it. ctx is fn's. */
MUST_CHECK td_rc site_run(struct cli *c, const struct site_args *args, bool write, db_fn fn, void *ctx);

/* Opens the database likewise; ask queues a job in a write of its own, the waiting jobs are done in this process, look
 * reads what came of it. */
MUST_CHECK td_rc site_run_job(struct cli *c, const struct site_args *args, db_fn ask, db_fn look, void *ctx);

/* The year that the words name. TD_NOT_FOUND with a sentence. */
MUST_CHECK td_rc site_year(struct tx *t, const struct site_args *args, cluster_year_id *out);

/* Whose name stands in the journal from here on: the account's; NULL: the command line's own. TD_NOT_FOUND with a sentence. */
MUST_CHECK td_rc site_actor(struct tx *t, const char *login);

#endif
