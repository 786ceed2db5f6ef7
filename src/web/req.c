#include "web/req.h"

#include "base/utf8.h"
#include "web/app.h"
#include "web/http_check.h"

str req_param(const struct req *r, const char *name)
{
	for (size_t i = 0; i < r->n_params; i++)
		if (str_eq(r->params[i].name, str_c(name)))
			return r->params[i].value;
	return (str){"", 0};
}

str req_query(const struct req *r, str name)
{
	str rest = r->http->query, pair;
	while (str_split(&rest, '&', &pair)) {
		size_t eq = str_find_byte(pair, '='), bad_at;
		str key, value;
		if (http_unescape(r->a, str_upto(pair, eq), true, &key) != TD_OK || !str_eq(key, name))
			continue;
		if (http_unescape(r->a, str_from(pair, eq + 1), true, &value) == TD_OK &&
		    utf8_clean(r->a, value, &value, &bad_at) == TD_OK)
			return value;
	}
	return STR_NULL;
}

bool req_may(const struct req *r, enum permission p)
{
	if (p == PERM_PUBLIC)
		return true;
	if (p == PERM_SIGNED_IN)
		return r->user.id.v != 0 && (r->user.except >> p & 1) == 0;
	for (size_t i = 0; i < r->user.n_grants; i++)
		if (authz_gives(&r->user.grants[i].right, p, &r->place, r->today))
			return true;
	return false;
}

const char *req_tr(const struct req *r, const char *vi)
{
	return i18n_tr(r->page.lang, vi);
}

/* ---- cookies ---- */

str req_cookie(const struct req *r, const char *name)
{
	str rest = http_header(r->http, "cookie"), part;
	while (str_split(&rest, ';', &part)) {
		part = str_trim(part);
		size_t eq = str_find_byte(part, '=');
		if (str_eq(str_upto(part, eq), str_c(name)))
			return str_from(part, eq + 1);
	}
	return STR_NULL;
}

void req_set_cookie(struct req *r, const char *name, str value, i64 max_age_s)
{
	const char *secure = r->app->cfg.tls ? "; Secure" : "";
	str age = max_age_s < 0 ? S("") : arena_fmt(r->a, "; Max-Age=%lld", (long long)max_age_s);
	str line = arena_fmt(r->a, "%s=%.*s; Path=/; HttpOnly; SameSite=Lax%s%.*s", name, STRF(value), secure,
			     STRF(age));
	if (r->n_set_cookie < REQ_MAX_COOKIES)
		r->set_cookie[r->n_set_cookie++] = line;
}
