#include "web/app.h"

#include "base/caltime.h"
#include "base/log.h"
#include "jobs/act_signing.h"
#include "jobs/background.h"
#include "store/journal.h"
#include "store/store_notice.h"
#include "store/store_plan.h"
#include "store/store_user.h"
#include "web/api.h"
#include "web/app_keep.h"
#include "web/app_send.h"
#include "web/asset.h"
#include "web/auth.h"
#include "web/cache.h"
#include "web/page.h"
#include "web/page_booth.h"
#include "web/po.h"
#include "web/router.h"
#include "web/table_book.h"

enum {
	FORM_MAX = 64 * 1024,
	GRID_MAX = 1024 * 1024,
	FILES_MAX = 64 * 1024 * 1024,
	BALLOT_MAX = 512 * 1024,
	PAGE_MAX = 8 * 1024 * 1024,
	BURST = 10,
	REFUSALS_PER_MINUTE = 30,
	CACHE_BYTES = 64 * 1024 * 1024,
};

/* ---- the request ---- */

static str sender(const struct app *app, const struct http_req *http)
{
	str said = http_header(http, "x-forwarded-for");
	if (app->cfg.proxy == NULL || said.p == NULL || !str_eq(http->address, str_c(app->cfg.proxy)))
		return http->address;
	/* the last entry is the one that our proxy added */
	size_t from = said.n;
	while (from > 0 && said.p[from - 1] != ',')
		from--;
	return str_trim(str_from(said, from));
}

/* Not on paper: that is always light. */
static str dark_media(str theme)
{
	if (str_eq(theme, S("dark")))
		return S("screen");
	return str_eq(theme, S("light")) ? S("not all") : S("screen and (prefers-color-scheme: dark)");
}

static void fill_page(struct req *r)
{
	bool api = str_has_prefix(r->http->target, S("/api/")); /* programs say it as HTTP does */
	str lang = api ? str_upto(http_header(r->http, "accept-language"), 2) : req_cookie(r, "lang");
	str theme = req_cookie(r, "theme");
	struct page *p = &r->page;
	p->lang = r->app->cfg.pseudo ? LANG_PSEUDO : str_eq(lang, S("en")) ? LANG_EN : LANG_VI;
	p->lang_code = p->lang == LANG_EN ? S("en") : S("vi");
	p->theme = str_eq(theme, S("dark")) || str_eq(theme, S("light")) ? theme : S("");
	p->path = r->http->target;
	p->css = asset_href("thidua.css");
	p->css_dark = asset_href("thidua-dark.css");
	p->dark_media = dark_media(p->theme);
	p->js = asset_href("thidua.js");
	r->e->lang = p->lang;
}

static struct req *req_new(struct app *app, struct http_req *http)
{
	struct req *r = NEW(http->a, struct req);
	r->a = http->a;
	r->e = NEW(http->a, struct err);
	*r->e = err_new(http->a, LANG_VI);
	r->env = app->cfg.env;
	r->now_ms = http->started_ms;
	r->today = day_iso(r->a, day_of_ms(r->now_ms));
	r->app = app;
	r->http = http;
	r->address = sender(app, http);
	fill_page(r);
	return r;
}

td_rc app_fill_reader(struct req *r)
{
	r->page.signed_in = r->user.id.v != 0;
	r->page.user_name = r->user.name;
	if (r->user.n_grants > 0)
		r->page.user_role = str_c(req_tr(r, authz_role_name(r->user.grants[0].right.role)));
	if (r->user.id.v && r->tx && store_notice_unread(r->tx, r->user.id, &r->page.n_unread) != TD_OK)
		return TD_LIMIT;
	return r->secret.n ? auth_csrf_token(r, &r->page.csrf) : TD_OK;
}

/* ---- transactions ---- */

static td_rc with_tx(struct req *r, struct tx *t, page_fn fn)
{
	r->tx = t;
	td_rc rc = fn(r);
	r->tx = NULL;
	return rc;
}

static void new_page(struct req *r)
{
	r->html = html_new(r->a, r->page.lang, &r->page, PAGE_MAX);
	r->html.keep_holes = r->route->cache == CACHE_YEAR;
}

static td_rc read_checks(struct req *r)
{
	td_rc rc = app_check_until(r, IN_READ);
	return app_fill_reader(r) == TD_OK ? rc : TD_LIMIT;
}

/* ?xlsx=1: the page was made; its tables are what is sent. */
static td_rc tables_of_page(struct req *r)
{
	struct book *b;
	str path = r->path;
	td_rc rc = table_book(r->a, html_str(&r->html), r->page.title, r->page.place_name, &b);
	if (rc == TD_OK)
		rc = book_xlsx(b, r->e, &r->body);
	while (path.n && path.p[path.n - 1] != '/')
		path.n--;
	str name = str_from(r->path, path.n);
	r->type = S("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
	r->download = arena_fmt(r->a, "%.*s.xlsx", STRF(name.n ? name : S("trang")));
	return rc;
}

static td_rc in_read(struct tx *t, void *ctx)
{
	struct req *r = ctx;
	bool tables = page_is_workbook(r), kept = r->route->cache == CACHE_YEAR && !tables;
	td_rc rc = kept ? with_tx(r, t, keep_answer) : TD_NOT_FOUND;
	if (rc != TD_NOT_FOUND)
		return rc;
	rc = with_tx(r, t, read_checks);
	if (rc != TD_OK || r->route->method != HTTP_GET)
		return rc;
	new_page(r);
	rc = with_tx(r, t, r->route->handler);
	if (rc == TD_OK && tables && r->body.p == NULL && r->stream == NULL && r->location.p == NULL)
		return tables_of_page(r);
	return rc == TD_OK && kept ? with_tx(r, t, keep_page) : rc;
}

static struct actor actor_of(const struct req *r)
{
	return (struct actor){r->user.id.v, r->user.name};
}

static td_rc check_write(struct req *r)
{
	return app_check_until(r, IN_WRITE);
}

/* The answer is made before the commit: what is saved is never followed by "nothing was saved" for want of memory. */
static void make_ready(struct req *r)
{
	if (r->location.p == NULL)
		return;
	struct http_resp *resp = NEW(r->a, struct http_resp);
	if (r->route->api)
		app_send_json(r, r->http, resp,
			      r->asked_job             ? 202
			      : r->route->api->creates ? 201
						       : 200,
			      api_done(r));
	else
		app_send_redirect(r, r->http, resp);
	r->ready = resp;
}

static td_rc write_steps(struct req *r)
{
	td_rc rc = check_write(r);
	if (rc == TD_OK && !r->repeated)
		rc = r->route->handler(r);
	if (rc == TD_OK && !r->repeated && r->key.n)
		rc = store_request_done(r->tx, r->key, r->user.id, r->location);
	if (rc == TD_OK && r->route->api)
		rc = api_look_again(r, false);
	if (rc == TD_OK)
		make_ready(r);
	return rc;
}

/* May run again after a serialization failure: what the last run made goes first. */
static td_rc in_write(struct tx *t, void *ctx)
{
	struct req *r = ctx;
	r->location = STR_NULL;
	r->ready = NULL;
	r->status = 0;
	r->n_checked = n_app_checks - 1;
	return with_tx(r, t, write_steps);
}

/* fn is the write; show, where it is given, makes the answer instead of a redirect. */
struct once {
	struct req *r;
	db_fn fn;
	void *ctx;
	page_fn show;
};

/* What is shown once and never kept may not be lost after the commit: its page is made before it. */
static td_rc make_shown(struct req *r, struct tx *t, page_fn show)
{
	new_page(r);
	td_rc rc = with_tx(r, t, show);
	if (rc != TD_OK)
		return rc;
	struct http_resp *resp = NEW(r->a, struct http_resp);
	app_send_made(r, r->http, resp);
	r->ready = resp;
	return TD_OK;
}

static td_rc in_once(struct tx *t, void *ctx)
{
	struct once *o = ctx;
	struct req *r = o->r;
	r->location = STR_NULL;
	r->ready = NULL;
	r->n_checked = n_app_checks - 1;
	td_rc rc = with_tx(r, t, check_write);
	if (rc == TD_OK && !r->repeated)
		rc = o->fn(t, o->ctx);
	if (rc == TD_OK && !r->repeated && r->key.n)
		rc = store_request_done(t, r->key, r->user.id, r->location);
	if (rc == TD_OK && !r->repeated && o->show && (!r->is_api || r->route->api->file))
		return make_shown(r, t, o->show);
	if (rc == TD_OK)
		make_ready(r);
	return rc;
}

static td_rc write_once(struct once *o)
{
	struct actor who = actor_of(o->r);
	return db_write(o->r->app->cfg.db, o->r->a, o->r->e, &who, in_once, o);
}

td_rc app_write_once(struct req *r, db_fn fn, void *ctx)
{
	return write_once(&(struct once){r, fn, ctx, NULL});
}

td_rc app_write_shown(struct req *r, db_fn fn, void *ctx, page_fn show)
{
	return write_once(&(struct once){r, fn, ctx, show});
}

struct turn {
	atomic_flag *busy;
	bool mine;
};

static void let_next(void *arg)
{
	struct turn *k = arg;
	if (k->mine)
		atomic_flag_clear(k->busy);
}

/* Once the turn is taken nothing may fail before the arena knows of it. */
bool app_take_turn(struct req *r, atomic_flag *busy)
{
	struct turn *k = NEW(r->a, struct turn);
	k->busy = busy;
	arena_defer(r->a, let_next, k);
	k->mine = !atomic_flag_test_and_set(busy);
	return k->mine;
}

static td_rc in_again(struct tx *t, void *ctx)
{
	struct req *r = ctx;
	new_page(r);
	return with_tx(r, t, r->route->again);
}

static td_rc look_again(struct req *r)
{
	return api_look_again(r, true);
}

static td_rc in_stale(struct tx *t, void *ctx)
{
	return with_tx(ctx, t, look_again);
}

static bool shows_again(const struct req *r, td_rc rc)
{
	bool mendable = rc == TD_INVALID || rc == TD_CONFLICT || rc == TD_STALE;
	return mendable && r->form != NULL && r->status == 0 && r->route->again != NULL &&
	       r->page.csrf.p != NULL;
}

/* The document of a one-time address: it is used up before the first byte goes, and what is sent is made before the commit. */
static td_rc in_fetched(struct tx *t, void *ctx)
{
	struct req *r = ctx;
	struct http_resp *resp = NEW(r->a, struct http_resp);
	td_rc rc = act_signing_fetched(t, r->fetched);
	if (rc != TD_OK)
		return rc == TD_CONFLICT ? TD_NOT_FOUND : rc; /* another came first */
	app_send_made(r, r->http, resp);
	r->ready = resp;
	return TD_OK;
}

/* Everything between the body and the answer. */
static td_rc run(struct req *r)
{
	struct db *db = r->app->cfg.db;
	struct actor nobody = {0}, who;
	td_rc rc = db_read(db, r->a, r->e, &nobody, in_read, r);
	who = actor_of(r);
	if (rc == TD_OK && r->route->access == ROUTE_WRITE)
		rc = db_write(db, r->a, r->e, &who, in_write, r);
	else if (rc == TD_OK && r->route->access == ROUTE_ALONE)
		rc = r->route->handler(r);
	if (rc == TD_OK && r->fetched) {
		who = (struct actor){r->fetched->made_by, r->fetched->made_by_name};
		rc = db_write(db, r->a, r->e, &who, in_fetched, r);
	}
	if (rc == TD_DENIED && r->refused_by == NULL && r->user.id.v)
		r->journal_refusal = true; /* a handler's own decision about what the address names */
	if (rc != TD_OK && r->e->n_unsaid > 0)
		return TD_LIMIT; /* the refusal could not be put into words */
	if (r->route->api && rc == TD_STALE) {
		td_rc seen = db_read(db, r->a, r->e, &who, in_stale, r);
		return seen == TD_OK ? rc : seen;
	}
	if (!shows_again(r, rc))
		return rc;
	r->refused = rc;
	td_rc shown = db_read(db, r->a, r->e, &who, in_again, r);
	if (shown != TD_OK)
		return shown;
	r->status = rc_http(rc);
	r->location = STR_NULL;
	r->ready = NULL;
	return TD_OK;
}

/* ---- after the answer ---- */

static td_rc in_refusal(struct tx *t, void *ctx)
{
	struct req *r = ctx;
	str path = arena_fmt(r->a, "%.*s", STRF(r->path));
	return journal_add(t, JOURNAL_SYSTEM, S("access.refused"), S("route"), 0, STR_NULL, STR_NULL, path);
}

static td_rc in_opened(struct tx *t, void *ctx)
{
	struct req *r = ctx;
	return store_read_receipt_add(t, r->opened);
}

static td_rc put_side_records(void *ctx)
{
	struct req *r = ctx;
	struct actor who = actor_of(r);
	struct err e = err_new(r->a, LANG_VI);
	i64 wait_s;
	auth_touch(r);
	if (r->journal_refusal && ratelimit_take(r->app->refusals, r->user.login, r->now_ms, &wait_s) &&
	    db_write(r->app->cfg.db, r->a, &e, &who, in_refusal, r) != TD_OK)
		log_warn("a refused access could not be journaled");
	if (r->opened && db_write(r->app->cfg.db, r->a, &e, &who, in_opened, r) != TD_OK)
		log_warn("a receipt of reading could not be written");
	return TD_OK;
}

/* Side records of a request: they never change what it answers (decisions 1), not even for want of memory. An answer that
 * says that nothing was done leaves none. */
static void side_records(struct req *r, const struct http_resp *resp)
{
	if (resp->status < 500 && arena_run(r->a, put_side_records, r) != TD_OK)
		log_warn("side records of a request are lost: no memory");
}

static void trace(const struct req *r, int status)
{
	if (r->app->cfg.trace && (r->route == NULL || r->route->place != PLACE_BOOTH))
		log_info("http: %.*s %.*s → %d%s%s, %zu bytes of memory", STRF(r->http->method),
			 STRF(r->http->target), status, r->refused_by ? ", refused by " : "",
			 r->refused_by ? r->refused_by : "", arena_used(r->a));
}

/* ---- what the server calls ---- */

static struct http_plan body_plan(const struct route *route)
{
	switch (route->body) {
	case BODY_FORM:
		return (struct http_plan){HTTP_BODY_PARTS, FORM_MAX, 0};
	case BODY_GRID:
		return (struct http_plan){HTTP_BODY_PARTS, GRID_MAX, 0};
	case BODY_BALLOT:
		return (struct http_plan){HTTP_BODY_BYTES, BALLOT_MAX, 0};
	case BODY_FILES:
	case BODY_SENT:
		return (struct http_plan){HTTP_BODY_PARTS, FORM_MAX, FILES_MAX};
	default:
		return (struct http_plan){HTTP_BODY_BYTES, 0, 0};
	}
}

/* Who may not come here need not send 64 MiB first. */
static td_rc in_rights(struct tx *t, void *ctx)
{
	struct req *r = ctx;
	r->tx = t;
	td_rc rc = app_check_until(r, ON_RIGHTS);
	r->tx = NULL;
	return app_fill_reader(r) == TD_OK ? rc : TD_LIMIT;
}

static struct http_plan on_head(void *ctx, struct http_req *http, struct http_resp *resp)
{
	struct app *app = ctx;
	struct actor nobody = {0};
	if (asset_answer(http, resp) || booth_answer(http, resp))
		return (struct http_plan){.kind = HTTP_ANSWERED};
	struct req *r = http->app = req_new(app, http);
	td_rc rc = app_check_until(r, ON_HEAD);
	if (rc == TD_OK && r->route->body >= BODY_FILES)
		rc = db_read(app->cfg.db, r->a, r->e, &nobody, in_rights, r);
	if (rc == TD_OK)
		return body_plan(r->route);
	app_send_refusal(r, http, resp, rc);
	side_records(r, resp);
	trace(r, resp->status);
	return (struct http_plan){.kind = HTTP_ANSWERED};
}

/* What was typed comes back even when the form was refused before it was read. */
static void keep_typed(struct req *r)
{
	struct err ignored = err_new(r->a, LANG_VI);
	if (r->form != NULL || r->route->form == NULL || r->http->body.n == 0)
		return;
	struct form *f = NEW(r->a, struct form);
	f->def = r->route->form;
	if (form_decode(r->a, r->http->body, f, &ignored) == TD_OK)
		r->form = f;
}

static void on_answer(void *ctx, struct http_req *http, struct http_resp *resp)
{
	struct req *r = http->app;
	(void)ctx;
	td_rc rc = run(r);
	if (rc == TD_OK && r->asked_job)
		background_wake(atomic_load(&r->app->runner));
	if (rc == TD_OK && r->ready != NULL)
		*resp = *r->ready;
	else if (rc == TD_OK && r->location.p != NULL)
		app_send_redirect(r, http, resp);
	else if (rc == TD_OK)
		app_send_made(r, http, resp);
	else {
		keep_typed(r);
		app_send_refusal(r, http, resp, rc);
	}
	side_records(r, resp);
	trace(r, resp->status);
}

struct http_handler app_handler(struct app *app)
{
	return (struct http_handler){
	    .ctx = app, .head = on_head, .answer = on_answer, .plain_page = app_plain_page};
}

td_rc app_new(struct arena *a, const struct app_config *cfg, struct err *e, struct app **out)
{
	struct app *app = NEW(a, struct app);
	po_load();
	app->cfg = *cfg;
	app->by_address = ratelimit_new(a, cfg->per_minute, cfg->per_minute / 60 * BURST + 1, 4096);
	app->sign_ins = ratelimit_new(a, cfg->sign_in_per_minute, cfg->sign_in_per_minute, 4096);
	app->cache = cache_new(a, CACHE_BYTES);
	app->refusals = ratelimit_new(a, REFUSALS_PER_MINUTE, REFUSALS_PER_MINUTE, 1024);
	*out = app;
	return router_check(cfg->routes, cfg->n_routes, e);
}

void app_set_runner(struct app *app, struct background *runner)
{
	atomic_store(&app->runner, runner);
}

void app_end(struct app *app)
{
	cache_clear(app->cache);
}
