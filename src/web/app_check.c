/* The order of checks: limits → route → rate limit → session → permission × scope → pass → origin → form → CSRF →
 * one-time key. After them: begin → handler → commit → send (app.c). */
#include "base/utf8.h"
#include "jobs/act_signing.h"
#include "store/store_org.h"
#include "store/store_user.h"
#include "web/api.h"
#include "web/app.h"
#include "web/auth.h"
#include "web/http_check.h"
#include "web/router.h"

enum { KEY_CHARS = 22 }; /* 16 bytes in base64url */

static td_rc status(struct req *r, td_rc rc, int http)
{
	r->status = http;
	return rc;
}

/* Length and coding were checked by the server; what is left is the method and the address. */
static td_rc check_limits(struct req *r)
{
	str m = r->http->method;
	if (!str_eq(m, S("GET")) && !str_eq(m, S("HEAD")) && !str_eq(m, S("POST")))
		return status(r, TD_INVALID,
			      str_eq(m, S("PUT")) || str_eq(m, S("DELETE")) || str_eq(m, S("PATCH")) ||
				      str_eq(m, S("OPTIONS"))
				  ? 405
				  : 501);
	size_t bad_at;
	str path;
	if (r->http->path.p == NULL || utf8_clean(r->a, r->http->path, &path, &bad_at) != TD_OK)
		return status(r, TD_INVALID, 400);
	r->path = path;
	r->is_api = str_has_prefix(path, S("/api/"));
	return TD_OK;
}

static td_rc check_route(struct req *r)
{
	struct router_hit hit =
	    router_find(r->app->cfg.routes, r->app->cfg.n_routes, r->http->method, r->path);
	if (hit.route == NULL) {
		r->allow = hit.get && hit.post ? S("GET, HEAD, POST") : hit.post ? S("POST") : S("GET, HEAD");
		return status(r, hit.known ? TD_INVALID : TD_NOT_FOUND, hit.known ? 405 : 404);
	}
	r->route = hit.route;
	r->n_params = hit.n_params;
	memcpy(r->params, hit.params, sizeof hit.params);
	return TD_OK;
}

static td_rc check_rate(struct req *r)
{
	if (ratelimit_take(r->app->by_address, r->address, r->now_ms, &r->retry_after_s))
		return TD_OK;
	return status(r, TD_BUSY, 429);
}

static td_rc check_session(struct req *r)
{
	if (r->route->place == PLACE_BOOTH)
		return TD_OK; /* a ballot is never beside a session */
	return r->is_api ? auth_load_token(r) : auth_load(r);
}

/* ---- permission × scope ---- */

static td_rc load_members(struct req *r)
{
	membership_list list = {0};
	str unit = req_param(r, "unit");
	td_rc rc = store_membership_list(r->tx, r->year.id, &list);
	i64 *ids = NEW_N(r->a, i64, list.n + 1);
	for (size_t i = 0; i < list.n; i++) {
		ids[i] = list.at[i].unit.v;
		if (unit.n > 0 && str_eq(list.at[i].unit_code, unit)) {
			r->member = list.at[i];
			r->place.unit_id = ids[i];
		}
	}
	r->place.members = ids;
	r->place.n_members = list.n;
	if (rc == TD_OK && unit.n > 0 && r->place.unit_id == 0)
		return TD_NOT_FOUND;
	return rc;
}

static td_rc load_year(struct req *r)
{
	i64 year;
	if (str_i64(req_param(r, "year"), &year) != TD_OK)
		return TD_NOT_FOUND;
	td_rc rc = store_cluster_year_find(r->tx, req_param(r, "cluster"), year, &r->year);
	if (rc != TD_OK)
		return rc;
	r->place.cluster_id = r->year.cluster.v;
	r->place.revealed = r->year.revealed_at_ms.set && r->year.revealed_at_ms.v <= r->now_ms;
	r->place.council_id = r->year.council.v;
	return load_members(r);
}

static td_rc deny(struct req *r)
{
	if (r->user.id.v == 0 && r->route->method == HTTP_GET && !r->is_api) {
		r->location = req_path(r, "/dang-nhap");
		return status(r, TD_DENIED, 303);
	}
	r->journal_refusal = r->user.id.v != 0;
	return status(r, TD_DENIED, r->user.id.v ? 403 : 401);
}

/* Who must set a new password first can do only that, or leave. */
static bool serves_first_sign_in(const char *path)
{
	return str_eq(str_c(path), S("/tai-khoan")) || str_eq(str_c(path), S("/dang-xuat"));
}

static bool by_address(const struct req *r)
{
	return r->route->body == BODY_SENT;
}

static td_rc check_permission(struct req *r)
{
	enum permission p = r->route->permission;
	r->place.kind = r->route->place;
	if (p != PERM_PUBLIC && r->user.id.v == 0)
		return deny(r);
	if (r->place.kind == PLACE_YEAR || r->place.kind == PLACE_UNIT) {
		td_rc rc = load_year(r);
		if (rc != TD_OK)
			return rc;
	}
	if (r->user.must_change && p != PERM_PUBLIC && !serves_first_sign_in(r->route->path)) {
		r->location = S("/tai-khoan");
		return status(r, TD_DENIED, 303);
	}
	if (r->user.only_reads && r->route->method == HTTP_POST)
		return deny(r);
	return req_may(r, p) ? TD_OK : deny(r);
}

/* A one-time address is looked at before the body comes. Unknown, used and expired ones are not told apart. */
static td_rc check_pass(struct req *r)
{
	struct signing_request s;
	return by_address(r) ? signing_pass(r->tx, req_param(r, "token"), true, &s) : TD_OK;
}

/* ---- POST only ---- */

/* The host part of an origin or address: "https://thidua.example:8080/x" → "thidua.example:8080". */
static str host_of(str url)
{
	size_t at = str_find(url, S("://"));
	str rest = str_from(url, at < url.n ? at + 3 : url.n);
	return str_upto(rest, str_find_byte(rest, '/'));
}

/* Browsers say where a form comes from; a foreign page cannot take that away from them. */
static td_rc check_origin(struct req *r)
{
	if (r->route->method != HTTP_POST || r->is_api || by_address(r) || r->route->place == PLACE_BOOTH)
		return TD_OK; /* a ballot carries its own signature */
	str host = http_header(r->http, "host"), origin = http_header(r->http, "origin");
	str site = http_header(r->http, "sec-fetch-site"), referer = http_header(r->http, "referer");
	bool same;
	if (origin.p != NULL)
		same = str_eq(host_of(origin), host);
	else if (site.p != NULL)
		same = str_eq(site, S("same-origin")) || str_eq(site, S("none"));
	else
		same = referer.p == NULL || str_eq(host_of(referer), host);
	return same ? TD_OK : status(r, TD_DENIED, 403);
}

static td_rc read_json(struct req *r, str type)
{
	int http = 0;
	if (r->http->body.n > 0 && !str_has_prefix(type, S("application/json")))
		return status(r, TD_INVALID, 415);
	td_rc rc = api_form_read(r->a, r->route->form, r->http->body, r->form, r->e, &http);
	return rc == TD_OK || rc == TD_LIMIT ? rc : status(r, rc, http);
}

static td_rc known_parts(struct req *r)
{
	td_rc rc = api_form_known(r->a, r->route->form, r->form, r->e);
	return rc == TD_OK ? TD_OK : status(r, rc, 422);
}

static td_rc read_pairs(struct req *r)
{
	str type = http_header(r->http, "content-type");
	if (r->http->parts != NULL) {
		r->form = r->http->parts;
		td_rc rc = form_clean_parts(r->a, r->form, r->e);
		return rc == TD_OK && r->route->api ? known_parts(r) : rc;
	}
	r->form = NEW(r->a, struct form);
	if (r->route->api)
		return read_json(r, type);
	if (r->http->body.n > 0 && !str_has_prefix(type, S("application/x-www-form-urlencoded")))
		return status(r, TD_INVALID, 415);
	return form_decode(r->a, r->http->body, r->form, r->e);
}

static td_rc check_form(struct req *r)
{
	if (r->http->body_rc == TD_LIMIT)
		return status(r, TD_INVALID, 413);
	if (r->http->body_rc != TD_OK)
		return status(r, r->http->body_rc, r->http->body_rc == TD_INVALID ? 400 : 500);
	if (r->route->method != HTTP_POST || r->route->body == BODY_BALLOT)
		return TD_OK;
	td_rc rc = read_pairs(r);
	if (rc == TD_LIMIT)
		return rc;
	if (rc != TD_OK) {
		r->form = NULL;
		return status(r, rc, r->status ? r->status : 400);
	}
	return form_bind(r->a, r->route->form, r->form, r->e);
}

static td_rc check_csrf(struct req *r)
{
	if (r->route->method != HTTP_POST || r->is_api || by_address(r) || r->route->place == PLACE_BOOTH ||
	    auth_csrf_ok(r, form_typed(r->form, S("csrf"))))
		return TD_OK;
	return status(r, TD_DENIED, 403);
}

/* A form is sent once: what comes again is answered with what the first one did. */
static td_rc check_key(struct req *r)
{
	if (by_address(r))
		return TD_OK; /* it is used once */
	/* a program may name its request, so that it can be sent again after a broken line */
	r->key = r->is_api ? http_header(r->http, "idempotency-key") : form_typed(r->form, S("key"));
	if (r->is_api && r->key.n == 0)
		return TD_OK;
	if (r->key.n != KEY_CHARS)
		return status(r, TD_DENIED, 403);
	td_rc rc = store_request_seen(r->tx, r->key, r->user.id, &r->location);
	r->repeated = rc == TD_OK;
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

const struct app_check app_checks[] = {
    {"limits", N_("Cách gửi hoặc địa chỉ không hợp lệ"), check_limits, ON_HEAD},
    {"route", N_("Địa chỉ không có"), check_route, ON_HEAD},
    {"rate", N_("Gửi quá nhiều trong một phút"), check_rate, ON_HEAD},
    {"session", N_("Chưa đăng nhập hoặc hết phiên"), check_session, ON_RIGHTS},
    {"permission", N_("Không có quyền"), check_permission, ON_RIGHTS},
    {"pass", N_("Địa chỉ dùng một lần đã dùng hoặc hết hạn"), check_pass, ON_RIGHTS},
    {"origin", N_("Gửi từ trang khác"), check_origin, ON_RIGHTS},
    {"form", N_("Biểu mẫu không đọc được"), check_form, IN_READ},
    {"csrf", N_("Thiếu dấu bảo vệ của biểu mẫu"), check_csrf, IN_READ},
    {"key", N_("Gửi lại biểu mẫu đã nhận"), check_key, IN_WRITE},
};
const size_t n_app_checks = sizeof app_checks / sizeof app_checks[0];

td_rc app_check_until(struct req *r, enum app_phase phase)
{
	for (size_t i = r->n_checked; i < n_app_checks && app_checks[i].phase <= phase; i++) {
		td_rc rc = app_checks[i].fn(r);
		if (rc != TD_OK) {
			r->refused_by = app_checks[i].name;
			r->app->n_refused[i]++;
			return rc;
		}
		r->n_checked = i + 1;
	}
	return TD_OK;
}
