#include "web/page_health.h"

#include "store/db.h"

td_rc page_health(struct req *r)
{
	i64 gen;
	td_rc rc = db_generation(r->tx, DB_TAG_SYSTEM, &gen);
	r->body = S("ok\n");
	r->type = S("text/plain; charset=utf-8");
	return rc;
}
