#include "web/asset.h"

#include <pthread.h>

struct embed_set embed_assets(void);

enum { MAX_ASSETS = 64, HASH_CHARS = 12, HREF_MAX = 128 };

static const struct {
	const char *ending, *type;
} types[] = {
    {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".woff2", "font/woff2"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".txt", "text/plain; charset=utf-8"},
};

static struct {
	const struct embed_file *file;
	char href[HREF_MAX];
} assets[MAX_ASSETS];
static size_t n_assets;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static const char *type_of(str name)
{
	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
		if (str_has_suffix(name, str_c(types[i].ending)))
			return types[i].type;
	return NULL;
}

static void list_assets(void)
{
	struct embed_set set = embed_assets();
	for (size_t i = 0; i < set.n && n_assets < MAX_ASSETS; i++) {
		const struct embed_file *f = &set.at[i];
		if (type_of(f->name) == NULL)
			continue; /* a compressed form */
		size_t dot = f->name.n;
		while (dot > 0 && f->name.p[dot - 1] != '.')
			dot--;
		assets[n_assets].file = f;
		snprintf(assets[n_assets].href, HREF_MAX, "/a/%.*s%.*s.%.*s", (int)dot, f->name.p, HASH_CHARS,
			 f->sha256.p, (int)(f->name.n - dot), f->name.p + dot);
		n_assets++;
	}
}

str asset_href(const char *name)
{
	pthread_once(&once, list_assets);
	for (size_t i = 0; i < n_assets; i++)
		if (str_eq(assets[i].file->name, str_c(name)))
			return str_c(assets[i].href);
	return (str){"", 0};
}

/* By its address with the hash, or by its plain name (fonts named in a style sheet). */
static const struct embed_file *find(str path, bool *hashed)
{
	pthread_once(&once, list_assets);
	for (size_t i = 0; i < n_assets; i++) {
		*hashed = str_eq(str_c(assets[i].href), path);
		if (*hashed || str_eq(assets[i].file->name, str_from(path, 3)))
			return assets[i].file;
	}
	return NULL;
}

static bool accepts(const struct http_req *req, const char *coding)
{
	str accept = http_header(req, "accept-encoding");
	return str_find(accept, str_c(coding)) < accept.n;
}

str asset_form(struct http_req *req, struct http_resp *resp, struct embed_set set,
	       const struct embed_file *file)
{
	static const struct {
		const char *coding, *ending;
	} forms[] = {{"br", ".br"}, {"gzip", ".gz"}};
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
		str name = arena_fmt(req->a, "%.*s%s", STRF(file->name), forms[i].ending);
		const struct embed_file *packed = embed_find(set, name);
		if (packed == NULL || !accepts(req, forms[i].coding))
			continue;
		http_add_header(req, resp, S("Content-Encoding"), str_c(forms[i].coding));
		return packed->bytes;
	}
	return file->bytes;
}

bool asset_answer(struct http_req *req, struct http_resp *resp)
{
	bool hashed;
	bool reads = str_eq(req->method, S("GET")) || req->head_only;
	if (req->path.p == NULL || !str_has_prefix(req->path, S("/a/")) || !reads)
		return false;
	const struct embed_file *file = find(req->path, &hashed);
	if (file == NULL)
		return false;
	str etag = arena_fmt(req->a, "\"%.*s\"", HASH_CHARS, file->sha256.p);
	bool same = str_eq(http_header(req, "if-none-match"), etag);
	resp->status = same ? 304 : 200;
	http_add_header(req, resp, S("Content-Type"), str_c(type_of(file->name)));
	http_add_header(req, resp, S("ETag"), etag);
	http_add_header(req, resp, S("Vary"), S("Accept-Encoding"));
	http_add_header(req, resp, S("X-Content-Type-Options"), S("nosniff"));
	http_add_header(req, resp, S("Cross-Origin-Resource-Policy"), S("same-origin"));
	http_add_header(req, resp, S("Cache-Control"),
			hashed ? S("public, max-age=31536000, immutable") : S("public, max-age=86400"));
	if (!same) {
		resp->pieces[0] = asset_form(req, resp, embed_assets(), file);
		resp->n_pieces = 1;
	}
	return true;
}
