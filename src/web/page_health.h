/* For load balancers: does the program answer, and does its database? */
#ifndef WEB_PAGE_HEALTH_H
#define WEB_PAGE_HEALTH_H

#include "web/req.h"

td_rc page_health(
    struct req *r); /* GET /healthz: 200 "ok" from inside a read transaction, 500 or 503 without one */

#endif
