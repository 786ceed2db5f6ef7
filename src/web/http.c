#include "web/http.h"

#include <strings.h>

#include "web/http_check.h"

static bool same_name(str name, const char *want)
{
	return name.n == strlen(want) && strncasecmp(name.p, want, name.n) == 0;
}

str http_header(const struct http_req *req, const char *name)
{
	for (size_t i = 0; i < req->n_headers; i++)
		if (same_name(req->headers[i].name, name))
			return req->headers[i].value;
	return STR_NULL;
}

void http_add_header(const struct http_req *req, struct http_resp *resp, str name, str value)
{
	VEC_PUSH(req->a, &resp->headers) = (struct http_header){name, value};
}

/* ---- what is well formed ---- */

static bool is_token(str s)
{
	static const char marks[] = "!#$%&'*+-.^_`|~";
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		bool alnum = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
		if (!alnum && (c == '\0' || strchr(marks, c) == NULL))
			return false;
	}
	return s.n > 0;
}

static bool has_control(str s)
{
	for (size_t i = 0; i < s.n; i++) {
		u8 c = (u8)s.p[i];
		if ((c < 0x20 && c != '\t') || c == 0x7f)
			return true;
	}
	return false;
}

static bool is_host(str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		bool alnum = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
		if (!alnum && (c == '\0' || strchr(".-_:[]", c) == NULL))
			return false;
	}
	return s.n > 0;
}

bool http_head_ok(const struct http_req *req, bool is_1_1)
{
	int n_length = 0, n_coding = 0, n_host = 0;
	for (size_t i = 0; i < req->n_headers; i++) {
		str name = req->headers[i].name, value = req->headers[i].value;
		u64 length;
		if (!is_token(name) || has_control(value))
			return false;
		if (same_name(name, "content-length") && (n_length++ > 0 || str_u64(value, &length) != TD_OK))
			return false;
		if (same_name(name, "transfer-encoding") &&
		    (n_coding++ > 0 || !same_name(value, "chunked") || !is_1_1))
			return false;
		if (same_name(name, "host") && (n_host++ > 0 || !is_host(value)))
			return false;
	}
	if (n_length > 0 && n_coding > 0)
		return false;
	if (is_1_1 && n_host == 0)
		return false;
	return is_token(req->method) && req->target.n > 0 && req->target.p[0] == '/' &&
	       !has_control(req->target);
}

/* ---- addresses ---- */

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

td_rc http_unescape(struct arena *a, str s, bool plus, str *out)
{
	char *p = arena_alloc(a, s.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		if (c == '%') {
			int hi = i + 2 < s.n ? hex_digit(s.p[i + 1]) : -1;
			int lo = i + 2 < s.n ? hex_digit(s.p[i + 2]) : -1;
			if (hi < 0 || lo < 0)
				return TD_INVALID;
			c = (char)(hi * 16 + lo);
			i += 2;
		} else if (plus && c == '+') {
			c = ' ';
		}
		p[n++] = c;
	}
	*out = (str){p, n};
	return TD_OK;
}

str http_decode_path(struct arena *a, str target)
{
	str path;
	if (http_unescape(a, target, false, &path) != TD_OK || memchr(path.p, '\0', path.n) != NULL)
		return STR_NULL;
	/* an escaped slash would move a name into another segment */
	size_t plain = 0, decoded = 0;
	for (size_t i = 0; i < target.n; i++)
		plain += target.p[i] == '/';
	for (size_t i = 0; i < path.n; i++)
		decoded += path.p[i] == '/';
	return plain == decoded ? path : STR_NULL;
}
