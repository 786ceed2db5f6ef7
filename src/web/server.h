/* One run of the server: database, application, port; until it is told to stop. */
#ifndef WEB_SERVER_H
#define WEB_SERVER_H

#include "web/app.h"

struct server_config {
	const char *db_url;
	struct http_config http;
	struct app_config app; /* db, env and routes are filled in */
	bool no_group;         /* one transaction per write: for measurements */
	/* Called once the port is open; may print it. */
	void (*ready)(void *ctx, int port);
	void *ready_ctx;
};

/* Runs until SIGTERM or SIGINT, then finishes what is in work (at most ten seconds) and closes the database. What kept it
 * from starting is in e: TD_INVALID, TD_NOT_FOUND, TD_BUSY, TD_IO … of db_open() and http_start(). */
MUST_CHECK td_rc server_run(struct arena *a, const struct server_config *cfg, struct err *e);

#endif
