#include "tests/http/web_site.h"

#include "store/journal.h"
#include "web/auth.h"

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

atomic_int site_n_made;

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
	atomic_fetch_add(&site_n_made, 1);
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
    {HTTP_GET, "/cong-khai", show, PERM_PUBLIC, PLACE_NONE, ROUTE_READ, BODY_NONE, NULL, NULL, CACHE_NO, NULL,
     NULL},
    {HTTP_GET, YEAR "/giu", show, PERM_YEAR_SEE, PLACE_YEAR, ROUTE_READ, BODY_NONE, NULL, NULL, CACHE_YEAR,
     NULL, NULL},
    {HTTP_GET, YEAR "/ghi", show, PERM_YEAR_SEE, PLACE_YEAR, ROUTE_READ, BODY_NONE, NULL, NULL, CACHE_NO,
     NULL, NULL},
    {HTTP_POST, YEAR "/ghi", save, PERM_YEAR_MANAGE, PLACE_YEAR, ROUTE_WRITE, BODY_FORM, &note_form, show,
     CACHE_NO, NULL, NULL},
    {HTTP_GET, YEAR "/don-vi/{unit}", show, PERM_FILE_SEE, PLACE_UNIT, ROUTE_READ, BODY_NONE, NULL, NULL,
     CACHE_NO, NULL, NULL},
};

/* ---- a site with two people ---- */

const char site_secretary[] = "thidua=token-of-the-secretary";
const char site_officer[] = "thidua=token-of-the-officer-of-a";

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
			      site_secretary);
	return rc == TD_OK ? add_person(t, "can.bo", "Nguyễn <Văn> A", AUTHZ_OFFICER, SCOPE_UNIT,
					s->y.units[0].id.v, site_officer)
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

void site_open(struct site *s, struct fixture *f, u32 per_minute)
{
	struct start st = {s, per_minute};
	*s = (struct site){.f = f};
	CHECK_INT(fixture_year(f, &s->y), TD_OK);
	CHECK_INT(fixture_write(f, add_people, s), TD_OK);
	CHECK_INT(arena_run(f->a, start_app, &st), TD_OK);
	s->handler = app_handler(s->app);
}

void site_close(struct site *s)
{
	app_end(s->app);
}

/* ---- a request ---- */

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

td_rc site_run_ask(void *p)
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

void site_ask(struct site *s, struct ask *q)
{
	q->s = s;
	if (q->a == NULL)
		q->a = s->f->a;
	CHECK_INT(arena_run(q->a, site_run_ask, q), TD_OK);
}

bool site_has(str text, const char *needle)
{
	return str_find(text, str_c(needle)) < text.n;
}

str site_tokens(struct site *s, const char *target, const char *cookie)
{
	struct ask q = {.method = "GET", .target = target, .cookie = cookie};
	site_ask(s, &q);
	static const char csrf_at[] = "name=\"csrf\" value=\"", key_at[] = "name=\"key\" value=\"";
	str csrf = str_from(q.text, str_find(q.text, str_c(csrf_at)) + sizeof csrf_at - 1);
	str key = str_from(q.text, str_find(q.text, str_c(key_at)) + sizeof key_at - 1);
	csrf = str_upto(csrf, str_find_byte(csrf, '"'));
	key = str_upto(key, str_find_byte(key, '"'));
	static _Thread_local char out[512];
	snprintf(out, sizeof out, "csrf=%.*s&key=%.*s", STRF(csrf), STRF(key));
	return str_c(out);
}

const char *site_with(str tokens_text, const char *rest)
{
	static _Thread_local char out[1024];
	snprintf(out, sizeof out, "%.*s&%s", STRF(tokens_text), rest);
	return out;
}
