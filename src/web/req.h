/* A request as handlers see it, the page model that every view embeds, and the route table's line.
 *
 * Contract. A READ handler runs inside db_read(): it loads through r->tx, fills its model on r->a and calls its view
 * with &r->html (or sets r->body for a download). A WRITE handler runs inside db_write(): load, decide, apply, then
 * r->location = where to go (303). Any code but TD_OK rolls back. On TD_INVALID, TD_CONFLICT and TD_STALE the route's
 * `again` handler shows the page once more in a read, with r->e and r->form kept and the status of rc_http(). A
 * handler may run twice (retry, again): it has no effect but the database. */
#ifndef WEB_REQ_H
#define WEB_REQ_H

#include "base/env.h"
#include "base/vec.h"
#include "domain/org.h"
#include "web/form.h"
#include "web/html.h"

struct read_receipt;
struct signing_request;
struct tx;
struct req;
struct route;
struct api_line;
struct value;
struct http_req;
struct http_stream;

enum http_method { HTTP_GET = 1, HTTP_POST, HTTP_METHOD__N };

/* READ and WRITE as in the contract above. ALONE: a POST that runs outside any transaction and makes its own, because
 * it does something slow first (passwords). */
enum route_access { ROUTE_READ = 1, ROUTE_WRITE, ROUTE_ALONE };

/* {cluster}, {year} and {unit} of a pattern are looked up before the handler runs (404 if there is none). */

/* How much may be sent: a form (64 KiB), a grid of scores (1 MiB), files (64 MiB, streamed to disk), a ballot (512 KiB of
 * JSON, which is no form: r->http->body). BODY_SENT: files that a program sends to a one-time address, which is its
 * right: neither session nor form of ours. */
enum route_body { BODY_NONE = 1, BODY_FORM, BODY_GRID, BODY_FILES, BODY_SENT, BODY_BALLOT };

/* Whether the page may be kept: never, or per cluster-year, language and view class until something is written there. */
enum route_cache { CACHE_NO = 1, CACHE_YEAR };

typedef td_rc (*page_fn)(struct req *r);

/* One line of the table; every member is given, router_check() refuses a table with a hole. */
struct route {
	enum http_method method;
	const char *path; /* "/cum/{cluster}/{year}/bang-diem": a name in braces is one segment */
	page_fn handler;
	enum permission permission;
	enum authz_kind place;
	enum route_access access;
	enum route_body body;
	const struct form_def *form; /* POST: the table of fields, form_empty for a button; GET: NULL */
	page_fn again;               /* POST: shows the page once more; NULL: the error page */
	enum route_cache cache;
	const struct api_line *api; /* an address of programs: its line in web/api.h; NULL: a page */
	const struct route *page;   /* and the page's line that it stands for */
};

/* The pages, then the addresses of programs. */
extern const struct route *const routes;
size_t routes_n(void);

struct nav_item {
	str href, text, icon; /* icon: name of a symbol of the sprite */
	str label;            /* a heading above this item, or empty */
	bool current;
};

/* What the layout shows. Filled by the app; handlers set title, heading and nav. */
enum { PAGE_SEED_BYTES = 16 };

struct page {
	str title;
	enum lang lang;
	str lang_code; /* "vi", "en" */
	str theme;     /* "light", "dark", "" = as the device says */
	bool signed_in;
	str user_name, user_role;
	i64 n_unread;   /* notices of the reader */
	str path;       /* of this page, for "come back here" */
	str site_name;  /* as the settings say; empty on pages made without the database */
	str place_name; /* "Cụm thi đua số 10 · 2026", empty outside a cluster */
	VEC(struct nav_item) nav;
	VEC(struct nav_item) crumbs; /* where one is; the last has no href */
	str csrf;                    /* the session's token */
	str notice;                  /* a sentence after something was saved */
	str away;                    /* where the year is that is only read here; empty: here */
	bool has_errors;
	VEC(struct err_item) errors;
	u8 seed[PAGE_SEED_BYTES]; /* random: one-time keys of its forms */
	str css, css_dark, js;    /* addresses of the assets */
	str dark_media;           /* when css_dark counts: a media query */
};

enum { ROUTER_MAX_PARAMS = 6, REQ_MAX_COOKIES = 4 };

struct req_param {
	str name, value;
};

/* Who is asking. id.v == 0: nobody is signed in. */
struct req_user {
	user_id id;
	session_id session;
	i64 session_ends_ms; /* at the latest */
	str login, name;
	bool must_change; /* the password, before anything else */
	const struct grant *grants;
	size_t n_grants;
	u64 except;      /* bits 1 << enum permission that the token of a program does not give */
	bool only_reads; /* nor anything that writes */
};

struct req {
	struct arena *a;
	struct err *e;
	struct env *env;
	i64 now_ms;
	str today; /* YYYY-MM-DD in Viet Nam */
	struct app *app;
	const struct http_req *http;
	str path;    /* decoded, clean */
	str address; /* of the sender; behind the proxy what it says */
	const struct route *route;
	struct req_param params[ROUTER_MAX_PARAMS];
	size_t n_params;
	struct req_user user;
	struct authz_place place;
	struct cluster_year year; /* of {cluster}/{year}; id.v == 0: none in the address */
	struct membership member; /* of {unit} */
	struct form *form;        /* NULL for GET */
	struct tx *tx;            /* inside a handler only */

	/* what the handler makes */
	struct html html;
	struct page page;
	int status;                       /* 0: 200, or 303 with location */
	str location;                     /* a path of this site */
	struct http_resp *ready;          /* the answer of a write, made before its commit; NULL: none yet */
	str body, type;                   /* instead of html: bytes and media type */
	const struct http_stream *stream; /* or a body that is fetched while it is sent: page_send_file() */
	str download;                     /* file name to save as */
	str policy;                       /* a Content-Security-Policy of its own; empty: the site's */
	bool in_place;                    /* the browser may show it instead of saving it */
	str set_cookie[REQ_MAX_COOKIES];
	size_t n_set_cookie;

	str once;                          /* the secret that a program is told instead of that page */
	bool asked_job;                    /* a job waits: its runner is woken after the commit */
	const void *shown;                 /* what a page of app_write_shown() is about */
	td_rc refused;                     /* in an `again` handler: with what the command was refused */
	const struct read_receipt *opened; /* to be recorded once the page was given, see page_receipt.h */
	const struct signing_request
	    *fetched; /* the document of a one-time address, used up before it goes */

	/* the app's own */
	size_t n_checked; /* of app_checks */
	const char *refused_by;
	str allow, key;
	i64 retry_after_s;
	bool is_api;          /* an address under /api/: a token instead of a session */
	i64 used_token;       /* id whose last use is to be noted */
	struct value *stands; /* what a command of a program finds after it */
	bool repeated, journal_refusal, session_stale, visitor_is_new, keeps;
	str secret;       /* of the cookie: the session's token or a visitor's */
	const void *kept; /* a page out of the cache */
	str rights;
	i64 gen_system, gen_year; /* of this request's snapshot, where a page may be kept */
};

/* Sets a cookie of the whole site. max_age_s 0 deletes it, −1 keeps it until the browser closes. Script cannot
 * read it. */
void req_set_cookie(struct req *r, const char *name, str value, i64 max_age_s);

/* A cookie of the request, or STR_NULL. */
str req_cookie(const struct req *r, const char *name);

/* A segment of the address by its name in the route's pattern; empty if there is none. */
str req_param(const struct req *r, const char *name);

/* A value of the query string, decoded; STR_NULL if not given. */
str req_query(const struct req *r, str name);

/* Whether the user has a permission at the place of this request: what buttons and links to show. */
bool req_may(const struct req *r, enum permission p);

/* The text in the language of the request; may be a format, which is then checked as its source text is. */
const char *req_tr(const struct req *r, const char *vi) __attribute__((format_arg(2)));

/* printf of an address of this site on the arena. */
#define req_path(r, ...) arena_fmt((r)->a, __VA_ARGS__)

#endif
