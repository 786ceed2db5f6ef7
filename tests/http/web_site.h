/* The application without a network: a site with two people, routes of the test's own, requests made by hand. */
#ifndef TESTS_WEB_SITE_H
#define TESTS_WEB_SITE_H

#include <stdatomic.h>

#include "tests/lib/fixture.h"
#include "web/app.h"

struct site {
	struct fixture *f;
	struct fixture_year y;
	struct app *app;
	struct http_handler handler;
};

/* Cookies of the two: a secretary of the cluster and an officer of unit a. */
extern const char site_secretary[], site_officer[];
/* How often a page of the test's routes was made: more than once is not kept. */
extern atomic_int site_n_made;

/* per_minute 0: no limit. */
void site_open(struct site *s, struct fixture *f, u32 per_minute);
void site_close(struct site *s);

struct ask {
	const char *method, *target, *cookie, *body;
	const char *origin, *encoding, *if_none_match;
	/* the answer */
	int status;
	str text, location, encoding_sent, etag;
	const char *refused_by;
	/* inside */
	struct site *s;
	struct arena *a;
};

/* The texts of the answer live until the next request of the same arena. */
void site_ask(struct site *s, struct ask *q);
/* The same without a check, for other threads: q->s and q->a are set. For arena_run(). */
td_rc site_run_ask(void *q);
bool site_has(str text, const char *needle);

/* csrf=…&key=… as the page's form would send it; and with the rest of a body behind them. */
str site_tokens(struct site *s, const char *target, const char *cookie);
const char *site_with(str tokens, const char *rest);

#endif
