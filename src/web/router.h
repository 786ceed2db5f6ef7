/* The route table's reader. */
#ifndef WEB_ROUTER_H
#define WEB_ROUTER_H

#include "web/req.h"

/* Refuses a table with a hole: every member given, every POST with a form and with an effect, no GET that writes, a
 * place that fits the names in the pattern, no two lines for the same request. Every fault is added to e. */
MUST_CHECK td_rc router_check(const struct route *table, size_t n, struct err *e);

struct router_hit {
	const struct route *route; /* NULL: no such address, or not with this method */
	bool known;                /* the address exists with another method */
	bool get, post;            /* which ones */
	struct req_param params[ROUTER_MAX_PARAMS];
	size_t n_params;
};

/* HEAD is looked up as GET. Literal segments win over names. */
struct router_hit router_find(const struct route *table, size_t n, str method, str path);

#endif
