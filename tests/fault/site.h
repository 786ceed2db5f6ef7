/* A site with one year and one user who may do everything, its application without a server, and the requests that the
 * tests send to it. */
#ifndef TESTS_FAULT_SITE_H
#define TESTS_FAULT_SITE_H

#include "tests/fault/dbfile.h"
#include "tests/lib/fixture.h"
#include "web/app.h"

/* Of the calendar of the site's user. */
#define CALENDAR_TOKEN "dGhpcy1pcy1hLXRva2VuLW9mLWEtY2FsZW5kYXI0MzQ"

/* Of a link that sets a new password for the site's user. */
#define FETCH_TOKEN "dGhpcy1pcy10aGUtdG9rZW4tb2YtYS1kb3dubG9hZC0"
#define SEND_TOKEN  "dGhpcy1pcy10aGUtdG9rZW4tb2YtYW4tdXBsb2FkLS0"
#define RESET_TOKEN "dGhpcy1pcy1hLXRva2VuLW9mLWEtcmVzZXQtbGluazQ"

struct site {
	struct fixture f;
	struct fixture_year y;
	struct dbfile base; /* as it was founded */
	struct arena *app_memory, *request;
	struct app *app;
	struct http_handler h;
	unsigned n_keys;
	str form; /* of unit a, for its own upload */
};

/* Founds the site, once; its database is closed then. False after a failed check. */
bool site_found(struct site *s);
/* Opens it as it was founded, in a folder that is there, or again where it is (NULL). */
void site_open(struct site *s, const char *dir);
void site_close(struct site *s);
/* Closes it and takes it away. */
void site_end(struct site *s);

/* The path of its database. */
const char *site_path(const struct site *s);

/* Makes the next request as long as a first one: a connection is open, nothing is prepared, no scheme parsed. */
void site_forget(struct site *s);

/* What is sent to one route of the table, and what must come back when nothing fails. */
struct address {
	const char *method, *pattern, *path;
	const char *body; /* fields without csrf and key; NULL: none */
	int status;
	const char *file_name; /* an upload: its field is "file" */
	str (*file)(struct site *s);
};
/* Every route of the table stands here at least once. */
extern const struct address addresses[];
extern const size_t n_addresses;

/* Sends; the status, 503 when an allocation unwound to the server's boundary. */
int site_send(struct site *s, const struct address *at);

#endif
