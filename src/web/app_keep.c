#include "web/app_keep.h"

#include "store/db.h"
#include "web/auth.h"
#include "web/cache.h"
#include "web/compress.h"

enum {
	READER_MS = 60 * 1000,
	READER_MAX = 64 * 1024,
	PAGE_ITEM_MAX = 1024 * 1024,
	FRAGMENT_MAX = 256 * 1024,
	MAX_HOLES = 6, /* 2 n + 1 pieces, and head and tail of gzip, fit into a response */
	SMALL = 1400,  /* not worth compressing: one packet */
	QUICK = 1,
	GOOD = 6,
};

/* The outcome of the checks for one session at one address. */
struct reader {
	struct req_user user;
	str rights; /* bits of all permissions at the place and the reader's own units */
	str today;
	i64 year_id, made_ms, revealed_at_ms;
	bool has_reveal, revealed;
};

struct kept_page {
	str html;
	const struct html_hole *holes;
	size_t n_holes;
	struct gzip_part packed[MAX_HOLES + 1]; /* of the pieces between the holes */
};

/* ---- keys ---- */

enum { KEY_MAX = 64 * 1024 };

/* Blanks cannot stand in tokens, targets and days. */
static str join_words(struct arena *a, const str *words, size_t n)
{
	struct sb b = sb_new(a, KEY_MAX);
	for (size_t i = 0; i < n; i++) {
		sb_put(&b, words[i]);
		sb_byte(&b, ' ');
	}
	return sb_str(&b);
}

static str reader_key(struct req *r, str token)
{
	return join_words(r->a, (const str[]){S("r"), token, r->path}, 3);
}

/* Everything a page may depend on beside the database. */
static str page_key(struct req *r, str rights)
{
	return join_words(r->a,
			  (const str[]){S("p"), r->http->target, r->http->query, r->page.lang_code,
					r->page.theme, r->today, rights},
			  7);
}

static str rights_of(struct req *r)
{
	u64 bits = 0;
	struct sb b = sb_new(r->a, READER_MAX);
	for (int p = PERM_PUBLIC; p < PERM__N; p++)
		bits |= (u64)req_may(r, (enum permission)p) << p;
	sb_fmt(&b, "%llx", (unsigned long long)bits);
	for (size_t i = 0; i < r->user.n_grants; i++) {
		const struct authz_grant *g = &r->user.grants[i].right;
		if (authz_in_force(g, r->today))
			sb_fmt(&b, " %d:%d:%lld", (int)g->role, (int)g->scope, (long long)g->scope_id);
	}
	return sb_str(&b);
}

_Static_assert(PERM__N <= 64, "the rights of a reader are the bits of one word");

/* ---- looking up ---- */

static void release(void *item)
{
	cache_release(item);
}

/* Found and made from the generations of this snapshot. Held until the request ends. */
static const void *find(struct req *r, str key)
{
	struct cache_item *item = cache_find(r->app->cache, key);
	if (item == NULL)
		return NULL;
	arena_defer(r->a, release, item);
	return item->gen_system == r->gen_system && item->gen_year == r->gen_year ? item->value : NULL;
}

static td_rc read_generations(struct req *r, i64 year_id)
{
	td_rc rc = db_generation(r->tx, DB_TAG_SYSTEM, &r->gen_system);
	return rc == TD_OK ? db_generation(r->tx, year_id, &r->gen_year) : rc;
}

static bool still_holds(const struct req *r, const struct reader *who)
{
	bool revealed = who->has_reveal && who->revealed_at_ms <= r->now_ms;
	return r->now_ms - who->made_ms < READER_MS && r->now_ms < who->user.session_ends_ms &&
	       str_eq(who->today, r->today) && revealed == who->revealed;
}

td_rc keep_answer(struct req *r)
{
	str token = auth_token(r);
	if (token.n == 0 || r->app->cfg.no_cache)
		return TD_NOT_FOUND;
	str key = reader_key(r, token);
	struct cache_item *item = cache_find(r->app->cache, key);
	if (item == NULL)
		return TD_NOT_FOUND;
	arena_defer(r->a, release, item);
	const struct reader *who = item->value;
	td_rc rc = read_generations(r, who->year_id);
	if (rc != TD_OK)
		return rc;
	if (item->gen_system != r->gen_system || item->gen_year != r->gen_year || !still_holds(r, who))
		return TD_NOT_FOUND;
	r->kept = find(r, page_key(r, who->rights));
	if (r->kept == NULL)
		return TD_NOT_FOUND;
	r->user = who->user;
	r->secret = token;
	r->n_checked = n_app_checks;
	r->keeps = true;
	return app_fill_reader(r);
}

/* ---- keeping ---- */

static struct req_user copy_user(struct arena *a, const struct req_user *from)
{
	struct req_user u = *from;
	struct grant *grants = NEW_N(a, struct grant, from->n_grants + 1);
	for (size_t i = 0; i < from->n_grants; i++) {
		grants[i] = from->grants[i];
		grants[i].right.from_on = arena_str(a, grants[i].right.from_on);
		grants[i].right.to_on = arena_str(a, grants[i].right.to_on);
	}
	u.login = arena_str(a, u.login);
	u.name = arena_str(a, u.name);
	u.grants = grants;
	return u;
}

static void *fill_reader(struct arena *a, void *ctx)
{
	const struct req *r = ctx;
	struct reader *who = NEW(a, struct reader);
	who->user = copy_user(a, &r->user);
	who->rights = arena_str(a, r->rights);
	who->today = arena_str(a, r->today);
	who->year_id = r->year.id.v;
	who->made_ms = r->now_ms;
	who->has_reveal = r->year.revealed_at_ms.set;
	who->revealed_at_ms = r->year.revealed_at_ms.v;
	who->revealed = r->place.revealed;
	return who;
}

/* The i-th piece between the holes. */
static str piece_of(str html, const struct html_hole *holes, size_t n_holes, size_t i)
{
	size_t from = i ? holes[i - 1].at : 0, to = i < n_holes ? holes[i].at : html.n;
	return (str){html.p + from, to - from};
}

static void *fill_page(struct arena *a, void *ctx)
{
	const struct req *r = ctx;
	struct kept_page *k = NEW(a, struct kept_page);
	struct html_hole *holes = NEW_N(a, struct html_hole, r->html.holes.n + 1);
	for (size_t i = 0; i < r->html.holes.n; i++)
		holes[i] = r->html.holes.at[i];
	k->html = arena_str(a, html_str(&r->html));
	k->holes = holes;
	k->n_holes = r->html.holes.n;
	for (size_t i = 0; i <= k->n_holes; i++)
		if (gzip_part(a, piece_of(k->html, k->holes, k->n_holes, i), GOOD, &k->packed[i]) != TD_OK)
			arena_fail(a);
	return k;
}

td_rc keep_page(struct req *r)
{
	str token = auth_token(r);
	bool ordinary = (r->status == 0 || r->status == 200) && r->body.p == NULL && r->stream == NULL &&
			r->location.p == NULL;
	if (r->app->cfg.no_cache || !ordinary || r->html.holes.n > MAX_HOLES || r->user.id.v == 0 ||
	    r->session_stale)
		return TD_OK;
	td_rc rc = read_generations(r, r->year.id.v);
	if (rc != TD_OK)
		return rc;
	r->rights = rights_of(r);
	cache_keep(r->app->cache, page_key(r, r->rights), r->gen_system, r->gen_year, PAGE_ITEM_MAX,
		   fill_page, r);
	cache_keep(r->app->cache, reader_key(r, token), r->gen_system, r->gen_year, READER_MAX, fill_reader,
		   r);
	r->keeps = true;
	return TD_OK;
}

/* ---- sending ---- */

static void add_piece(struct http_resp *resp, str piece)
{
	if (piece.n > 0)
		resp->pieces[resp->n_pieces++] = piece;
}

static str fragment(struct req *r, html_personal_fn fn)
{
	struct html h = html_new(r->a, r->page.lang, &r->page, FRAGMENT_MAX);
	h.n_forms = r->html.n_forms;
	fn(&h, &r->page);
	r->html.n_forms = h.n_forms;
	return html_str(&h);
}

static bool takes_gzip(const struct http_req *http)
{
	str accept = http_header(http, "accept-encoding");
	return str_find(accept, S("gzip")) < accept.n;
}

/* Parts of the page compressed long ago, the reader's own stored between them. */
static td_rc send_packed(struct req *r, struct http_resp *resp, const struct kept_page *k)
{
	struct gzip_part parts[2 * MAX_HOLES + 1];
	size_t n = 0;
	for (size_t i = 0; i <= k->n_holes; i++) {
		parts[n++] = k->packed[i];
		if (i < k->n_holes && gzip_part(r->a, fragment(r, k->holes[i].fn), 0, &parts[n++]) != TD_OK)
			return TD_LIMIT;
	}
	add_piece(resp, gzip_head());
	for (size_t i = 0; i < n; i++)
		add_piece(resp, parts[i].bytes);
	add_piece(resp, gzip_tail(r->a, parts, n));
	return TD_OK;
}

static void send_plain(struct req *r, struct http_resp *resp, str html, const struct html_hole *holes,
		       size_t n_holes)
{
	for (size_t i = 0; i <= n_holes; i++) {
		add_piece(resp, piece_of(html, holes, n_holes, i));
		if (i < n_holes)
			add_piece(resp, fragment(r, holes[i].fn));
	}
}

/* Joins a page with too many holes for pieces. */
static str join(struct req *r)
{
	str html = html_str(&r->html);
	struct sb b = sb_new(r->a, html.n + r->html.holes.n * FRAGMENT_MAX + 1);
	for (size_t i = 0; i <= r->html.holes.n; i++) {
		sb_put(&b, piece_of(html, r->html.holes.at, r->html.holes.n, i));
		if (i < r->html.holes.n)
			sb_put(&b, fragment(r, r->html.holes.at[i].fn));
	}
	return sb_str(&b);
}

/* Pages that were just made: whole, compressed quickly where it pays. */
static void send_fresh(struct req *r, const struct http_req *http, struct http_resp *resp)
{
	str html = r->html.holes.n ? join(r) : html_str(&r->html);
	struct gzip_part part;
	if (html.n > SMALL && takes_gzip(http) && gzip_part(r->a, html, QUICK, &part) == TD_OK) {
		http_add_header(http, resp, S("Content-Encoding"), S("gzip"));
		add_piece(resp, gzip_head());
		add_piece(resp, part.bytes);
		add_piece(resp, gzip_tail(r->a, &part, 1));
	} else {
		add_piece(resp, html);
	}
}

/* Session, generations, language, rights and what waits to be read name the bytes, but for one-time keys. */
static str etag_of(struct req *r)
{
	return arena_fmt(r->a, "W/\"%.*s-%llx-%llx-%llx-%d%.*s-%lld\"", STRF(r->today),
			 (unsigned long long)r->gen_system, (unsigned long long)r->gen_year,
			 (unsigned long long)r->user.session.v, (int)r->page.lang, STRF(r->page.theme),
			 (long long)r->page.n_unread);
}

void keep_send(struct req *r, const struct http_req *http, struct http_resp *resp)
{
	const struct kept_page *k = r->kept;
	http_add_header(http, resp, S("Vary"), S("Accept-Encoding, Cookie"));
	if (!r->keeps || resp->status != 200) {
		http_add_header(http, resp, S("Cache-Control"), S("no-store"));
		send_fresh(r, http, resp);
		return;
	}
	str etag = etag_of(r);
	http_add_header(http, resp, S("Cache-Control"), S("private, no-cache"));
	http_add_header(http, resp, S("ETag"), etag);
	if (str_eq(http_header(http, "if-none-match"), etag)) {
		resp->status = 304;
	} else if (k == NULL) {
		send_fresh(r, http, resp);
	} else if (takes_gzip(http)) {
		http_add_header(http, resp, S("Content-Encoding"), S("gzip"));
		if (send_packed(r, resp, k) != TD_OK)
			arena_fail(r->a);
	} else {
		send_plain(r, resp, k->html, k->holes, k->n_holes);
	}
}
