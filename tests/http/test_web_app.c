/* The application without a network: requests are made by hand, routes are of the test's own. */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <zlib.h>

#include "store/journal.h"
#include "tests/lib/fixture.h"
#include "web/app.h"
#include "web/auth.h"
#include "web/cache.h"
#include "web/page_error.h"

/* ---- routes of the test ---- */

struct note_form {
	str text;
	struct form_num points;
};
static const struct field note_fields[] = {
    FIELD(TEXT, struct note_form, text, N_("Ghi chú"), .required = true, .max = 20),
    FIELD(POINTS, struct note_form, points, N_("Điểm"), .low = 0, .high = 1000),
};
static const struct form_def note_form = FORM(struct note_form, note_fields);

static atomic_int n_handled;

static void reader_name(struct html *h, const struct page *page)
{
	HTML_RAW(h, "<b>");
	html_text(h, page->user_name);
	HTML_RAW(h, "</b>");
}

static td_rc show(struct req *r)
{
	str value = STR_NULL;
	td_rc rc = store_setting_get(r->tx, S("note"), &value);
	atomic_fetch_add(&n_handled, 1);
	HTML_RAW(&r->html, "<p>");
	html_text(&r->html, form_show(r->form, S("text"), value));
	HTML_RAW(&r->html, "</p>");
	html_personal(&r->html, reader_name);
	html_csrf(&r->html);
	for (size_t i = 0; i < r->e->items.n; i++)
		html_text(&r->html, r->e->items.at[i].text);
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

static td_rc save(struct req *r)
{
	const struct note_form *f = form_value(r->form);
	if (str_eq(f->text, S("xung đột")))
		return err_add(r->e, TD_CONFLICT, S("text"), "Người khác đã ghi.");
	td_rc rc = store_setting_put(r->tx, S("note"), f->text);
	if (rc == TD_OK)
		rc = db_bump(r->tx, r->year.id.v);
	if (rc == TD_OK)
		rc = journal_add(r->tx, JOURNAL_SYSTEM, S("note.save"), S("setting"), 0, STR_NULL, STR_NULL,
				 STR_NULL);
	r->location = S("/xong");
	return rc;
}

#define YEAR "/cum/{cluster}/{year}"
static const struct route table[] = {
    {HTTP_GET, "/cong-khai", show, PERM_PUBLIC, PLACE_NONE, ROUTE_READ, BODY_NONE, NULL, NULL, CACHE_NO},
    {HTTP_GET, YEAR "/giu", show, PERM_YEAR_SEE, PLACE_YEAR, ROUTE_READ, BODY_NONE, NULL, NULL, CACHE_YEAR},
    {HTTP_GET, YEAR "/ghi", show, PERM_YEAR_SEE, PLACE_YEAR, ROUTE_READ, BODY_NONE, NULL, NULL, CACHE_NO},
    {HTTP_POST, YEAR "/ghi", save, PERM_YEAR_MANAGE, PLACE_YEAR, ROUTE_WRITE, BODY_FORM, &note_form, show,
     CACHE_NO},
    {HTTP_GET, YEAR "/don-vi/{unit}", show, PERM_FILE_SEE, PLACE_UNIT, ROUTE_READ, BODY_NONE, NULL, NULL,
     CACHE_NO},
};

/* ---- a site with two people ---- */

struct site {
	struct fixture *f;
	struct fixture_year y;
	struct app *app;
	struct http_handler handler;
};

static const char *const secretary = "thidua=token-of-the-secretary";
static const char *const officer = "thidua=token-of-the-officer-of-a";

static td_rc add_person(struct tx *t, const char *login, const char *name, enum authz_role role,
			enum authz_scope scope, i64 scope_id, const char *cookie)
{
	struct user u = {.login = str_c(login), .name = str_c(name), .lang = S("vi"), .theme = S("auto")};
	struct session s = {.expires_at_ms = t->now_ms + 3600 * 1000};
	td_rc rc = store_user_add(t, &u);
	struct grant g = {.user = u.id, .right = {.role = role, .scope = scope, .scope_id = scope_id}};
	if (rc == TD_OK)
		rc = store_grant_add(t, &g);
	s.user = u.id;
	if (rc == TD_OK)
		rc = sha256_of(str_c(cookie + strlen("thidua=")), &s.token_hash);
	return rc == TD_OK ? store_session_add(t, &s) : rc;
}

static td_rc add_people(struct tx *t, void *ctx)
{
	struct site *s = ctx;
	td_rc rc = add_person(t, "thu.ky", "Trần Thị B", AUTHZ_SECRETARY, SCOPE_CLUSTER, s->y.cluster.id.v,
			      secretary);
	return rc == TD_OK ? add_person(t, "can.bo", "Nguyễn <Văn> A", AUTHZ_OFFICER, SCOPE_UNIT,
					s->y.units[0].id.v, officer)
			   : rc;
}

struct start {
	struct site *s;
	u32 per_minute;
};

static td_rc start_app(void *p)
{
	struct start *st = p;
	struct site *s = st->s;
	struct app_config cfg = {
	    .db = s->f->db,
	    .env = &s->f->clock.env,
	    .routes = table,
	    .n_routes = sizeof table / sizeof table[0],
	    .per_minute = st->per_minute,
	};
	return app_new(s->f->a, &cfg, &s->f->e, &s->app);
}

static void site_open(struct site *s, struct fixture *f, u32 per_minute)
{
	struct start st = {s, per_minute};
	*s = (struct site){.f = f};
	CHECK_INT(fixture_year(f, &s->y), TD_OK);
	CHECK_INT(fixture_write(f, add_people, s), TD_OK);
	CHECK_INT(arena_run(f->a, start_app, &st), TD_OK);
	s->handler = app_handler(s->app);
}

static void site_close(struct site *s)
{
	cache_clear(s->app->cache);
}

/* ---- a request ---- */

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

static str header_of(const struct http_resp *resp, const char *name)
{
	for (size_t i = 0; i < resp->headers.n; i++)
		if (str_eq(resp->headers.at[i].name, str_c(name)))
			return resp->headers.at[i].value;
	return STR_NULL;
}

static void put_header(struct http_req *req, const char *name, const char *value)
{
	if (value != NULL)
		req->headers[req->n_headers++] = (struct http_header){str_c(name), str_c(value)};
}

static td_rc run_ask(void *p)
{
	struct ask *q = p;
	struct http_req *req = NEW(q->a, struct http_req);
	struct http_resp resp = {0};
	str target = str_c(q->target);
	size_t mark = str_find_byte(target, '?');
	req->a = q->a;
	req->method = str_c(q->method);
	req->target = req->path = str_upto(target, mark);
	req->query = str_from(target, mark + 1);
	req->address = S("127.0.0.1");
	req->started_ms = q->s->f->clock.now;
	req->headers = NEW_N(q->a, struct http_header, 8);
	put_header(req, "Host", "thidua.example");
	put_header(req, "Cookie", q->cookie);
	put_header(req, "Origin", q->origin);
	put_header(req, "Accept-Encoding", q->encoding);
	put_header(req, "If-None-Match", q->if_none_match);
	if (q->body != NULL)
		put_header(req, "Content-Type", "application/x-www-form-urlencoded");
	struct http_plan plan = q->s->handler.head(q->s->handler.ctx, req, &resp);
	if (plan.kind != HTTP_ANSWERED) {
		req->body = str_c(q->body);
		if (req->body.n > plan.max_bytes)
			req->body_rc = TD_LIMIT;
		q->s->handler.answer(q->s->handler.ctx, req, &resp);
	}
	struct sb b = sb_new(q->a, 1 << 20);
	for (size_t i = 0; i < resp.n_pieces; i++)
		sb_put(&b, resp.pieces[i]);
	q->status = resp.status;
	q->text = sb_str(&b);
	q->location = header_of(&resp, "Location");
	q->encoding_sent = header_of(&resp, "Content-Encoding");
	q->etag = header_of(&resp, "ETag");
	q->refused_by = req->app ? ((struct req *)req->app)->refused_by : NULL;
	return TD_OK;
}

/* The texts live until the next request of the same arena. */
static void ask(struct site *s, struct ask *q)
{
	q->s = s;
	if (q->a == NULL)
		q->a = s->f->a;
	CHECK_INT(arena_run(q->a, run_ask, q), TD_OK);
}

static bool has(str text, const char *needle)
{
	return str_find(text, str_c(needle)) < text.n;
}

/* csrf=…&key=… as the page's form would send it. */
static str tokens(struct site *s, const char *target, const char *cookie)
{
	struct ask q = {.method = "GET", .target = target, .cookie = cookie};
	ask(s, &q);
	static const char csrf_at[] = "name=\"csrf\" value=\"", key_at[] = "name=\"key\" value=\"";
	str csrf = str_from(q.text, str_find(q.text, str_c(csrf_at)) + sizeof csrf_at - 1);
	str key = str_from(q.text, str_find(q.text, str_c(key_at)) + sizeof key_at - 1);
	csrf = str_upto(csrf, str_find_byte(csrf, '"'));
	key = str_upto(key, str_find_byte(key, '"'));
	static _Thread_local char out[512];
	snprintf(out, sizeof out, "csrf=%.*s&key=%.*s", STRF(csrf), STRF(key));
	return str_c(out);
}

static const char *with(str tokens_text, const char *rest)
{
	static _Thread_local char out[1024];
	snprintf(out, sizeof out, "%.*s&%s", STRF(tokens_text), rest);
	return out;
}

/* ---- the order of checks ---- */

/* Every row is wrong in all the ways of the rows below it: the first wrong thing must be the one that is told. */
CASE_DB(checks_have_their_order)
{
	struct site s;
	site_open(&s, f, 0);
	const char *forged = "csrf=x&key=y&text=a", *empty = "csrf=x&key=y&points=abc";
	const struct {
		const char *method, *target, *cookie, *origin, *body, *refused_by;
		int status;
	} rows[] = {
	    {"DELETE", "/khong-co", NULL, "https://evil", empty, "limits", 405},
	    {"POST", "/khong-co", NULL, "https://evil", empty, "route", 404},
	    {"POST", "/cong-khai", NULL, "https://evil", empty, "route", 405},
	    {"POST", "/cum/10/2019/ghi", NULL, "https://evil", empty, "permission", 401},
	    {"POST", "/cum/10/2019/ghi", "thidua=unknown", "https://evil", empty, "permission", 401},
	    {"POST", "/cum/10/2019/ghi", officer, "https://evil", empty, "permission", 403},
	    {"POST", "/cum/99/2019/ghi", secretary, "https://evil", empty, "permission", 404},
	    {"POST", "/cum/10/2020/ghi", secretary, "https://evil", empty, "permission", 404},
	    {"POST", "/cum/10/2019/ghi", secretary, "https://evil", empty, "origin", 403},
	    {"POST", "/cum/10/2019/ghi", secretary, NULL, empty, "form", 422},
	    {"POST", "/cum/10/2019/ghi", secretary, NULL, forged, "csrf", 403},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct ask q = {.method = rows[i].method,
				.target = rows[i].target,
				.cookie = rows[i].cookie,
				.origin = rows[i].origin,
				.body = rows[i].body};
		ask(&s, &q);
		CHECK_INT(q.status, rows[i].status);
		CHECK_STR(str_c(q.refused_by), rows[i].refused_by);
	}
	struct ask late = {.method = "POST", .target = "/cum/10/2019/ghi", .cookie = secretary};
	str t = tokens(&s, "/cum/10/2019/ghi", secretary);
	late.body = with(str_upto(t, str_find(t, S("&key="))), "key=short&text=a");
	ask(&s, &late);
	CHECK_STR(str_c(late.refused_by), "key");
	CHECK_INT(late.status, 403);
	site_close(&s);
}

CASE_DB(names_of_checks_are_in_the_documented_order)
{
	static const char *const names[] = {"limits", "route", "rate", "session", "permission",
					    "origin", "form",  "csrf", "key"};
	(void)f;
	CHECK_INT(n_app_checks, sizeof names / sizeof names[0]);
	for (size_t i = 0; i < n_app_checks; i++)
		CHECK_STR(str_c(app_checks[i].name), names[i]);
}

CASE_DB(rate_comes_before_the_session)
{
	struct site s;
	site_open(&s, f, 60);
	struct ask q;
	for (int i = 0; i < 12; i++) {
		q = (struct ask){.method = "GET", .target = "/cum/10/2019/ghi"};
		ask(&s, &q);
	}
	CHECK_INT(q.status, 429);
	CHECK_STR(str_c(q.refused_by), "rate");
	site_close(&s);
}

/* ---- rights ---- */

static td_rc last_refusal(struct tx *t, void *ctx)
{
	journal_list list;
	td_rc rc = journal_page(t, JOURNAL_SYSTEM, 0, 1, &list);
	str *out = ctx;
	*out = list.n ? list.at[0].action : S("");
	return rc;
}

CASE_DB(wrong_scope_is_refused_and_journaled)
{
	struct site s;
	str action;
	site_open(&s, f, 0);
	struct ask own = {.method = "GET", .target = "/cum/10/2019/don-vi/a", .cookie = officer};
	struct ask other = {.method = "GET", .target = "/cum/10/2019/don-vi/b", .cookie = officer};
	struct ask none = {.method = "GET", .target = "/cum/10/2019/don-vi/z", .cookie = officer};
	ask(&s, &own);
	ask(&s, &none);
	ask(&s, &other);
	CHECK_INT(own.status, 200);
	CHECK_INT(other.status, 403);
	CHECK_INT(none.status, 404);
	CHECK_INT(fixture_read(f, last_refusal, &action), TD_OK);
	CHECK_STR(action, "access.refused");
	site_close(&s);
}

CASE_DB(sessions_end)
{
	struct site s;
	site_open(&s, f, 0);
	struct ask q = {.method = "GET", .target = "/cum/10/2019/ghi", .cookie = secretary};
	ask(&s, &q);
	CHECK_INT(q.status, 200);
	f->clock.now += 61 * 60 * 1000; /* past the absolute limit of this session */
	ask(&s, &q);
	CHECK_INT(q.status, 303);
	CHECK_STR(q.location, "/dang-nhap");
	site_close(&s);
}

/* ---- forms ---- */

CASE_DB(form_comes_back_with_all_errors)
{
	struct site s;
	site_open(&s, f, 0);
	struct ask q = {.method = "POST", .target = "/cum/10/2019/ghi", .cookie = secretary};
	q.body = with(tokens(&s, "/cum/10/2019/ghi", secretary),
		      "text=M%E1%BB%99t+d%C3%B2ng+qu%C3%A1+d%C3%A0i+%3C+hai+m%C6%B0%C6%A1i&points=1.234");
	ask(&s, &q);
	CHECK_INT(q.status, 422);
	CHECK(has(q.text, "Một dòng quá dài &lt; hai mươi"));
	CHECK(has(q.text, "Ghi chú: dài quá 20 ký tự"));
	CHECK(has(q.text, "Điểm: "));
	site_close(&s);
}

CASE_DB(conflicts_show_the_page_again)
{
	struct site s;
	site_open(&s, f, 0);
	struct ask q = {.method = "POST", .target = "/cum/10/2019/ghi", .cookie = secretary};
	q.body = with(tokens(&s, "/cum/10/2019/ghi", secretary), "text=xung+%C4%91%E1%BB%99t");
	ask(&s, &q);
	CHECK_INT(q.status, 409);
	CHECK(has(q.text, "<p>xung đột</p>"));
	CHECK(has(q.text, "Người khác đã ghi."));
	site_close(&s);
}

static td_rc count_notes(struct tx *t, void *ctx)
{
	journal_list list;
	int *n = ctx;
	*n = 0;
	td_rc rc = journal_page(t, JOURNAL_SYSTEM, 0, 100, &list);
	for (size_t i = 0; i < list.n; i++)
		*n += str_eq(list.at[i].action, S("note.save"));
	return rc;
}

CASE_DB(form_sent_twice_is_done_once)
{
	struct site s;
	int n = 0;
	site_open(&s, f, 0);
	char body[1024];
	snprintf(body, sizeof body, "%s",
		 with(tokens(&s, "/cum/10/2019/ghi", secretary), "text=m%E1%BB%99t"));
	for (int i = 0; i < 3; i++) {
		struct ask q = {
		    .method = "POST", .target = "/cum/10/2019/ghi", .cookie = secretary, .body = body};
		ask(&s, &q);
		CHECK_INT(q.status, 303);
		CHECK_STR(q.location, "/xong");
	}
	CHECK_INT(fixture_read(f, count_notes, &n), TD_OK);
	CHECK_INT(n, 1);
	site_close(&s);
}

CASE_DB(refused_write_leaves_nothing)
{
	struct site s;
	int n = 0;
	site_open(&s, f, 0);
	struct ask q = {.method = "POST", .target = "/cum/10/2019/ghi", .cookie = secretary};
	q.body = with(tokens(&s, "/cum/10/2019/ghi", officer), "text=a");
	ask(&s, &q);
	CHECK_INT(q.status, 403); /* the token of somebody else */
	CHECK_INT(fixture_read(f, count_notes, &n), TD_OK);
	CHECK_INT(n, 0);
	site_close(&s);
}

/* ---- kept pages ---- */

static int handled(struct site *s, const char *cookie, struct ask *q)
{
	int before = atomic_load(&n_handled);
	*q = (struct ask){.method = "GET",
			  .target = "/cum/10/2019/giu",
			  .cookie = cookie,
			  .a = q->a,
			  .encoding = q->encoding};
	ask(s, q);
	CHECK_INT(q->status, 200);
	return atomic_load(&n_handled) - before;
}

static void post_note(struct site *s, const char *text)
{
	struct ask q = {.method = "POST", .target = "/cum/10/2019/ghi", .cookie = secretary};
	char rest[64];
	snprintf(rest, sizeof rest, "text=%s", text);
	q.body = with(tokens(s, "/cum/10/2019/ghi", secretary), rest);
	ask(s, &q);
	CHECK_INT(q.status, 303);
}

CASE_DB(page_is_kept_until_its_year_is_written)
{
	struct site s;
	struct ask q = {0};
	site_open(&s, f, 0);
	CHECK_INT(handled(&s, secretary, &q), 1);
	CHECK_INT(handled(&s, secretary, &q), 0);
	CHECK(has(q.text, "<p></p><b>Trần Thị B</b>"));
	post_note(&s, "moi");
	CHECK_INT(handled(&s, secretary, &q), 1);
	CHECK(has(q.text, "<p>moi</p>"));
	CHECK_INT(handled(&s, secretary, &q), 0);
	site_close(&s);
}

CASE_DB(kept_page_has_its_readers_name_and_fresh_tokens)
{
	struct site s;
	struct ask q = {0};
	site_open(&s, f, 0);
	handled(&s, officer, &q);
	CHECK_INT(handled(&s, officer, &q), 0);
	CHECK(has(q.text, "<b>Nguyễn &lt;Văn&gt; A</b>"));
	str first = tokens(&s, "/cum/10/2019/giu", officer);
	char kept[512];
	snprintf(kept, sizeof kept, "%.*s", STRF(first));
	CHECK(!str_eq(tokens(&s, "/cum/10/2019/giu", officer), str_c(kept)));
	site_close(&s);
}

static td_rc end_sessions(struct tx *t, void *ctx)
{
	struct user u;
	i64 n;
	td_rc rc = store_user_by_login(t, str_c(ctx), &u);
	return rc == TD_OK ? store_session_end_all(t, u.id, (session_id){0}, &n) : rc;
}

CASE_DB(ended_session_sees_no_kept_page)
{
	struct site s;
	struct ask q = {0};
	char login[] = "can.bo";
	site_open(&s, f, 0);
	handled(&s, officer, &q);
	CHECK_INT(handled(&s, officer, &q), 0);
	CHECK_INT(fixture_write(f, end_sessions, login), TD_OK);
	q = (struct ask){.method = "GET", .target = "/cum/10/2019/giu", .cookie = officer};
	ask(&s, &q);
	CHECK_INT(q.status, 303);
	site_close(&s);
}

static str inflated(struct arena *a, str packed)
{
	z_stream z = {.next_in = (Bytef *)(uintptr_t)packed.p, .avail_in = (uInt)packed.n};
	char *p = arena_alloc(a, 1 << 16);
	z.next_out = (Bytef *)p;
	z.avail_out = 1 << 16;
	CHECK_INT(inflateInit2(&z, 15 + 16), Z_OK);
	CHECK_INT(inflate(&z, Z_FINISH), Z_STREAM_END); /* checks CRC and length too */
	str out = {p, z.total_out};
	inflateEnd(&z);
	return out;
}

CASE_DB(kept_page_is_put_together_compressed)
{
	struct site s;
	struct ask q = {.encoding = "gzip, br"};
	site_open(&s, f, 0);
	handled(&s, secretary, &q);
	CHECK_INT(handled(&s, secretary, &q), 0);
	CHECK_STR(q.encoding_sent, "gzip");
	str text = inflated(f->a, q.text);
	CHECK(has(text, "<p></p><b>Trần Thị B</b><input type=\"hidden\" name=\"csrf\""));
	site_close(&s);
}

CASE_DB(unchanged_page_is_not_sent_again)
{
	struct site s;
	struct ask q = {0};
	char etag[128];
	site_open(&s, f, 0);
	handled(&s, secretary, &q);
	snprintf(etag, sizeof etag, "%.*s", STRF(q.etag));
	q = (struct ask){
	    .method = "GET", .target = "/cum/10/2019/giu", .cookie = secretary, .if_none_match = etag};
	ask(&s, &q);
	CHECK_INT(q.status, 304);
	CHECK_INT(q.text.n, 0);
	post_note(&s, "khac");
	ask(&s, &q);
	CHECK_INT(q.status, 200);
	site_close(&s);
}

/* Readers beside a writer: whoever asks after a write was acknowledged sees it or a later one. */
enum { READERS = 3, WRITES = 60 };

struct race {
	struct site *s;
	atomic_int acknowledged;
	atomic_bool done;
	atomic_int n_stale, n_read;
};

static int number_in(str page)
{
	u64 n = 0;
	str rest = str_from(page, 3);
	return str_u64(str_upto(rest, str_find_byte(rest, '<')), &n) == TD_OK ? (int)n : 0;
}

static void *read_on(void *arg)
{
	struct race *race = arg;
	struct arena *a = arena_new("reader", 8 << 20);
	while (!atomic_load(&race->done)) {
		struct ask q = {
		    .method = "GET", .target = "/cum/10/2019/giu", .cookie = secretary, .a = a, .s = race->s};
		int before = atomic_load(&race->acknowledged);
		if (arena_run(a, run_ask, &q) != TD_OK || q.status != 200 || number_in(q.text) < before)
			atomic_fetch_add(&race->n_stale, 1);
		atomic_fetch_add(&race->n_read, 1);
		arena_reset(a);
	}
	arena_free(a);
	return NULL;
}

CASE_DB(kept_page_is_never_older_than_an_acknowledged_write)
{
	struct site s;
	pthread_t threads[READERS];
	site_open(&s, f, 0);
	struct race race = {.s = &s};
	for (int i = 0; i < READERS; i++)
		pthread_create(&threads[i], NULL, read_on, &race);
	while (atomic_load(&race.n_read) < READERS)
		sched_yield(); /* the race is on only once all of them read */
	for (int i = 1; i <= WRITES; i++) {
		char text[16];
		snprintf(text, sizeof text, "%d", i);
		post_note(&s, text);
		atomic_store(&race.acknowledged, i);
	}
	atomic_store(&race.done, true);
	for (int i = 0; i < READERS; i++)
		pthread_join(threads[i], NULL);
	CHECK_INT(atomic_load(&race.n_stale), 0);
	CHECK(atomic_load(&race.n_read) > 0);
	site_close(&s);
}

/* ---- passwords ---- */

static td_rc passwords(void *arg)
{
	struct fixture *f = arg;
	str hash;
	CHECK_INT(auth_init(), TD_OK);
	CHECK_INT(auth_hash(f->a, S("một mật khẩu dài"), &hash), TD_OK);
	CHECK(str_has_prefix(hash, S("$argon2id$v=19$m=19456,t=2,p=1$")));
	CHECK_INT(auth_verify(hash, S("một mật khẩu dài")), TD_OK);
	CHECK_INT(auth_verify(hash, S("một mật khẩu khác")), TD_DENIED);
	CHECK_INT(auth_verify(STR_NULL, S("một mật khẩu dài")), TD_DENIED);
	CHECK_INT(auth_password_ok(&f->e, S("p"), S("van.a"), S("ngắn")), TD_INVALID);
	CHECK_INT(auth_password_ok(&f->e, S("p"), S("van.a"), S("xin chào van.a")), TD_INVALID);
	CHECK_INT(auth_password_ok(&f->e, S("p"), S("van.a"), S("matkhau123")), TD_INVALID);
	CHECK_INT(auth_password_ok(&f->e, S("p"), S("van.a"), S("mười một ký tự")), TD_OK);
	return TD_OK;
}

CASE(passwords_are_argon2id)
{
	struct fixture f;
	if (fixture_open(&f, FIXTURE_SQLITE)) {
		CHECK_INT(arena_run(f.a, passwords, &f), TD_OK);
		fixture_close(&f);
	}
}
