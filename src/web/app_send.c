#include "web/app_send.h"

#include "web/api.h"
#include "web/app_keep.h"
#include "web/auth.h"
#include "web/page_error.h"

#define ADD(req, resp, name, value) http_add_header((req), (resp), S(name), (value))

static void add_security_headers(const struct http_req *http, struct http_resp *resp, bool tls, str policy)
{
	ADD(http, resp, "Content-Security-Policy",
	    policy.n ? policy
		     : S("default-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'; "
			 "object-src 'none'"));
	ADD(http, resp, "X-Content-Type-Options", S("nosniff"));
	ADD(http, resp, "Referrer-Policy", S("same-origin"));
	ADD(http, resp, "Cross-Origin-Opener-Policy", S("same-origin"));
	ADD(http, resp, "Cross-Origin-Resource-Policy", S("same-origin"));
	if (tls)
		ADD(http, resp, "Strict-Transport-Security", S("max-age=31536000"));
}

void app_send_head(struct req *r, const struct http_req *http, struct http_resp *resp, int status, str type)
{
	resp->status = status;
	add_security_headers(http, resp, r->app->cfg.tls, r->policy);
	ADD(http, resp, "Content-Type", type);
	for (size_t i = 0; i < r->n_set_cookie; i++)
		ADD(http, resp, "Set-Cookie", r->set_cookie[i]);
	if (r->retry_after_s > 0)
		ADD(http, resp, "Retry-After", arena_fmt(r->a, "%lld", (long long)r->retry_after_s));
	if (status == 405)
		ADD(http, resp, "Allow", r->allow.p ? r->allow : S("GET, HEAD, POST"));
}

static void send_bytes(struct http_resp *resp, str bytes)
{
	resp->pieces[0] = bytes;
	resp->n_pieces = 1;
}

void app_send_json(struct req *r, const struct http_req *http, struct http_resp *resp, int status, str json)
{
	app_send_head(r, http, resp, status, S("application/json; charset=utf-8"));
	if (status == 401)
		ADD(http, resp, "WWW-Authenticate", S("Bearer"));
	ADD(http, resp, "Cache-Control", S("no-store"));
	send_bytes(resp, json);
}

str app_error_json(struct req *r, int status)
{
	struct value *v = value_map(r->a);
	value_put_text(r->a, v, "error",
		       r->e->items.n ? r->e->items.at[0].text : page_error_title(r, status));
	return value_to_json(r->a, v, VALUE_CANONICAL);
}

static void send_error(struct req *r, struct http_req *http, struct http_resp *resp, int status)
{
	if (r->is_api) {
		app_send_json(r, http, resp, status, api_error(r, status, page_error_title(r, status)));
		return;
	}
	if (r->route && r->route->body == BODY_BALLOT) {
		app_send_json(r, http, resp, status, app_error_json(r, status));
		return;
	}
	page_error(r, status);
	app_send_head(r, http, resp, status, S("text/html; charset=utf-8"));
	ADD(http, resp, "Cache-Control", S("no-store"));
	send_bytes(resp, html_str(&r->html));
}

void app_send_redirect(struct req *r, const struct http_req *http, struct http_resp *resp)
{
	app_send_head(r, http, resp, 303, S("text/plain; charset=utf-8"));
	ADD(http, resp, "Location", arena_str(r->a, r->location));
	ADD(http, resp, "Cache-Control", S("no-store"));
}

/* A file name that any system takes: ASCII in the plain form, everything in the extended one (RFC 6266). */
static str disposition(struct req *r)
{
	struct html name = html_new(r->a, LANG_VI, NULL, 4096);
	html_url(&name, r->download);
	char *plain = arena_alloc(r->a, r->download.n + 1);
	for (size_t i = 0; i < r->download.n; i++) {
		char c = r->download.p[i];
		plain[i] = (u8)c < 0x20 || (u8)c > 0x7e || c == '"' || c == '\\' ? '_' : c;
	}
	return arena_fmt(r->a, "%s; filename=\"%s\"; filename*=UTF-8''%.*s",
			 r->in_place ? "inline" : "attachment", plain, STRF(html_str(&name)));
}

void app_send_made(struct req *r, const struct http_req *http, struct http_resp *resp)
{
	int status = r->status ? r->status : 200;
	if (r->body.p != NULL || r->stream != NULL) {
		app_send_head(r, http, resp, status, arena_str(r->a, r->type));
		if (r->download.p != NULL)
			ADD(http, resp, "Content-Disposition", disposition(r));
		ADD(http, resp, "Cache-Control", S("no-store"));
		send_bytes(resp, r->body);
		resp->stream = r->stream;
		return;
	}
	auth_keep_visitor(r);
	app_send_head(r, http, resp, status, S("text/html; charset=utf-8"));
	keep_send(r, http, resp);
}

/* A check's own status, unless there was no memory for what it found. */
static int status_of(const struct req *r, td_rc rc)
{
	return r->status && rc != TD_LIMIT ? r->status : rc_http(rc);
}

void app_send_refusal(struct req *r, struct http_req *http, struct http_resp *resp, td_rc rc)
{
	int status = status_of(r, rc);
	if (status == 303)
		app_send_redirect(r, http, resp);
	else
		send_error(r, http, resp, status);
}

str app_plain_page(int status)
{
	switch (status) {
	case 414:
		return S(
		    "<!doctype html><html lang=\"vi\"><meta charset=\"utf-8\"><title>Địa chỉ quá dài</title>"
		    "<p>Địa chỉ quá dài. Hãy mở lại trang từ trình đơn.</p></html>\n");
	case 431:
		return S(
		    "<!doctype html><html lang=\"vi\"><meta charset=\"utf-8\"><title>Phần đầu quá lớn</title>"
		    "<p>Phần đầu của yêu cầu quá lớn. Hãy xóa cookie của trang này rồi thử "
		    "lại.</p></html>\n");
	case 503:
		return S(
		    "<!doctype html><html lang=\"vi\"><meta charset=\"utf-8\"><title>Máy chủ đang bận</title>"
		    "<p>Máy chủ đang bận, chưa lưu được gì. Hãy thử lại sau ít giây.</p></html>\n");
	default:
		return S("<!doctype html><html lang=\"vi\"><meta charset=\"utf-8\"><title>Yêu cầu không hợp "
			 "lệ</title>"
			 "<p>Máy chủ không hiểu yêu cầu này. Hãy mở lại trang rồi thử lại.</p></html>\n");
	}
}
