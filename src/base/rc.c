#include "base/rc.h"

static const struct {
	const char *name;
	int http, exit;
} codes[TD__N] = {
    [TD_OK] = {"ok", 200, 0},
    [TD_NOT_FOUND] = {"not_found", 404, 1},
    [TD_DENIED] = {"denied", 403, 1},
    [TD_INVALID] = {"invalid", 422, 1},
    [TD_CONFLICT] = {"conflict", 409, 1},
    [TD_STALE] = {"stale", 409, 1},
    [TD_BUSY] = {"busy", 503, 3},
    [TD_UNCERTAIN] = {"uncertain", 503, 3},
    [TD_LIMIT] = {"limit", 503, 4},
    [TD_IO] = {"io", 500, 5},
    [TD_DB] = {"db", 500, 6},
    [TD_CORRUPT] = {"corrupt", 500, 7},
};

int rc_http(td_rc rc)
{
	return codes[rc].http;
}

int rc_exit(td_rc rc)
{
	return codes[rc].exit;
}

const char *rc_name(td_rc rc)
{
	return codes[rc].name;
}
