/* The application between HTTP and the handlers: the order of checks, transactions, answers. */
#ifndef WEB_APP_H
#define WEB_APP_H

#include <stdatomic.h>

#include "store/db.h"
#include "web/http.h"
#include "web/ratelimit.h"
#include "web/req.h"

struct cache;

struct app_config {
	struct db *db;
	struct env *env;
	const struct route *routes;
	size_t n_routes;
	const char *temp_dir; /* of copies while they are sent; NULL = /tmp */
	bool tls; /* https towards the browser, here or by the proxy: cookies are Secure and __Host- */
	const char *proxy; /* address whose X-Forwarded-For is believed; NULL: nobody's */
	u32 per_minute;    /* requests of one address, 0: no limit; those of ten seconds may come at once */
	u32 sign_in_per_minute; /* attempts to sign in of one address, 0: no limit */
	bool trace;             /* one log line per request */
	bool no_cache;          /* of pages: for measurements */
	bool pseudo;            /* every page in LANG_PSEUDO: for the test that finds forgotten texts */
};

struct app {
	struct app_config cfg;
	struct ratelimit *by_address, *sign_ins, *refusals;
	struct cache *cache;
	_Atomic u64 n_refused[16];           /* per check, in their order */
	_Atomic(struct background *) runner; /* of jobs; NULL: none, they wait for another process */
	atomic_flag copying;                 /* a copy of the site is being made or sent */
	atomic_flag checking;                /* and the site is being checked: one of each at a time */
	atomic_flag verifying;               /* the file of a vote is being verified */
};

/* TD_INVALID: the route table has holes (said in e). */
MUST_CHECK td_rc app_new(struct arena *a, const struct app_config *cfg, struct err *e, struct app **out);

struct background;
/* Who is woken when a request asked for a job. */
void app_set_runner(struct app *app, struct background *runner);

/* Lets go of the kept pages, when no request runs any more. */
void app_end(struct app *app);

/* What the server calls. */
struct http_handler app_handler(struct app *app);

/* For ALONE handlers, after the slow part: fn inside db_write() under the form's one-time key, as for a WRITE route. fn
 * sets r->location; a form that was sent before is answered with what it did then. */
MUST_CHECK td_rc app_write_once(struct req *r, db_fn fn, void *ctx);

/* The same, answered with the page that show makes instead of a redirect: for what is shown once and never kept,
 * and for bytes (which programs get too, see api_line.file). The answer is made in the same transaction, before its
 * commit. A form that was sent before leads to r->location. */
MUST_CHECK td_rc app_write_shown(struct req *r, db_fn fn, void *ctx, page_fn show);

/* For work that only one request may do at a time. True: it is this one's turn until its arena ends. */
bool app_take_turn(struct req *r, atomic_flag *busy);

/* What the page shows of the reader, and the token of its forms. */
MUST_CHECK td_rc app_fill_reader(struct req *r);

/* The checks of a request in their order. Each runs once; a request that fails one never reaches the next. */
enum app_phase {
	ON_HEAD,   /* when the head is there */
	ON_RIGHTS, /* inside the first transaction; for uploads before the body comes */
	IN_READ,   /* still inside it; the body is there too */
	IN_WRITE,
};
struct app_check {
	const char *name, *title; /* in the log; on the system page: what is refused by it */
	td_rc (*fn)(struct req *r);
	enum app_phase phase;
};
extern const struct app_check app_checks[];
extern const size_t n_app_checks;

/* Runs what is due up to a phase. The first refusal ends it; r->refused_by names the check. */
MUST_CHECK td_rc app_check_until(struct req *r, enum app_phase phase);

#endif
