#include "web/page_booth.h"

#include "web/asset.h"

struct embed_set embed_booth(void);

enum { UUID_MIN = 14, UUID_MAX = 64 }; /* as src/vote/election.h */

static const char PREFIX[] = "/bo-phieu/";

static const struct embed_file *part(str name)
{
	static const struct embed_file none; /* not in a build that passes its tests */
	const struct embed_file *f = embed_find(embed_booth(), name);
	return f ? f : &none;
}

static const struct embed_file *page(void)
{
	return part(S("booth.html"));
}

str booth_hash(void)
{
	return page()->sha256;
}

static bool is_uuid(str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!((s.p[i] >= '0' && s.p[i] <= '9') || (s.p[i] >= 'A' && s.p[i] <= 'Z') ||
		      (s.p[i] >= 'a' && s.p[i] <= 'z')))
			return false;
	return s.n >= UUID_MIN && s.n <= UUID_MAX;
}

static void add_headers(struct http_req *req, struct http_resp *resp, str type, str etag)
{
	http_add_header(req, resp, S("Content-Type"), type);
	http_add_header(req, resp, S("Content-Security-Policy"), part(S("booth.csp"))->bytes);
	http_add_header(req, resp, S("ETag"), etag);
	http_add_header(req, resp, S("Vary"), S("Accept-Encoding"));
	http_add_header(req, resp, S("X-Content-Type-Options"), S("nosniff"));
	http_add_header(req, resp, S("Referrer-Policy"), S("no-referrer"));
	http_add_header(req, resp, S("Cross-Origin-Opener-Policy"), S("same-origin"));
	http_add_header(req, resp, S("Cross-Origin-Resource-Policy"), S("same-origin"));
	http_add_header(req, resp, S("Cache-Control"), S("no-cache"));
}

bool booth_answer(struct http_req *req, struct http_resp *resp)
{
	bool reads = str_eq(req->method, S("GET")) || req->head_only;
	if (req->path.p == NULL || !reads || !str_has_prefix(req->path, str_c(PREFIX)))
		return false;
	str name = str_from(req->path, sizeof PREFIX - 1);
	bool hash = str_eq(name, S("bam"));
	if (!hash && !is_uuid(name))
		return false;
	str etag = arena_fmt(req->a, "\"%.*s\"", STRF(page()->sha256));
	bool same = str_eq(http_header(req, "if-none-match"), etag);
	resp->status = same ? 304 : 200;
	add_headers(req, resp, hash ? S("text/plain; charset=utf-8") : S("text/html; charset=utf-8"), etag);
	if (!same) {
		resp->n_pieces = 1;
		resp->pieces[0] = hash ? arena_fmt(req->a, "%.*s  bo-phieu.html\n", STRF(page()->sha256))
				       : asset_form(req, resp, embed_booth(), page());
	}
	return true;
}
