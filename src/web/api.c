/* Addresses of programs: which page each stands for, and what they answer. */
#include "web/api.h"

#include "web/app.h"
#include "web/router.h"

/* ---- the table ---- */

static const struct route *page_of(const struct route *pages, size_t n, const struct api_line *line)
{
	for (size_t i = 0; i < n; i++)
		if (pages[i].method == line->method && strcmp(pages[i].path, line->page) == 0)
			return &pages[i];
	return NULL;
}

static td_rc get(struct req *r)
{
	const struct api_line *line = r->route->api;
	void *out = arena_alloc(r->a, line->gives->size);
	td_rc rc = line->read(r, out);
	if (rc != TD_OK)
		return rc;
	r->body = value_to_json(r->a, api_value(r->a, line->gives, out), VALUE_PRETTY);
	r->type = S("application/json; charset=utf-8");
	return TD_OK;
}

void api_routes(const struct route *pages, size_t n_pages, struct route *out)
{
	for (size_t i = 0; i < n_api_lines; i++) {
		const struct api_line *line = &api_lines[i];
		const struct route *page = page_of(pages, n_pages, line);
		struct route *to = &out[i];
		*to = page ? *page : (struct route){.method = line->method};
		to->path = line->path;
		to->cache = CACHE_NO;
		to->api = line;
		to->page = page;
		if (page && line->read)
			to->handler = get;
	}
}

/* ---- where a page's address is read by programs ---- */

static const struct route *reader_of(const struct req *r, const struct route *page)
{
	for (size_t i = 0; i < r->app->cfg.n_routes; i++) {
		const struct route *x = &r->app->cfg.routes[i];
		if (x->page == page && x->method == HTTP_GET)
			return x;
	}
	return NULL;
}

static str param_of(const struct router_hit *hit, str name)
{
	for (size_t i = 0; i < hit->n_params; i++)
		if (str_eq(hit->params[i].name, name))
			return hit->params[i].value;
	return STR_NULL;
}

static str filled(struct req *r, const char *pattern, const struct router_hit *hit)
{
	struct sb b = sb_new(r->a, 4096);
	str rest = str_c(pattern);
	while (rest.n > 0) {
		size_t open = str_find_byte(rest, '{');
		sb_put(&b, str_upto(rest, open));
		rest = str_from(rest, open);
		size_t close = str_find_byte(rest, '}');
		if (rest.n > 0)
			sb_put(&b, param_of(hit, str_from(str_upto(rest, close), 1)));
		rest = str_from(rest, close + 1);
	}
	return sb_str(&b);
}

/* "/cum/10/2026/cham-diem/a?luu=1" → "/api/v1/clusters/10/2026/cards/a"; STR_NULL: programs have no such address. */
static str address_for(struct req *r, str location)
{
	str path = str_upto(str_upto(location, str_find_byte(location, '#')), str_find_byte(location, '?'));
	struct router_hit hit = router_find(r->app->cfg.routes, r->app->cfg.n_routes, S("GET"), path);
	const struct route *reader = hit.route ? reader_of(r, hit.route) : NULL;
	return reader ? filled(r, reader->path, &hit) : STR_NULL;
}

/* ---- what stands after a write ---- */

/* The address that holds what this command writes: the same one, else the nearest above it (…/cards/{unit} of
 * …/cards/{unit}/cells). */
static const struct route *holder_of(const struct req *r)
{
	const struct route *best = NULL;
	str own = str_c(r->route->path);
	size_t most = 0;
	for (size_t i = 0; i < r->app->cfg.n_routes; i++) {
		const struct route *x = &r->app->cfg.routes[i];
		str path = str_c(x->path);
		bool above = x->method == HTTP_GET && x->api && x->api->read && str_has_prefix(own, path) &&
			     (path.n == own.n || str_has_prefix(str_from(own, path.n), S("/")));
		if (above && path.n > most) {
			best = x;
			most = path.n;
		}
	}
	return best;
}

/* Does the form say which edition its sender saw: rev, year_rev … of the whole, was of a part? */
static bool keeps_editions(const struct form_def *def, bool parts)
{
	for (size_t i = 0; i < def->n_fields; i++) {
		str name = str_c(def->fields[i].name);
		if (str_has_suffix(name, S("rev")) || (parts && str_eq(name, S("was"))))
			return true;
	}
	return false;
}

static bool may_read(struct req *r, const struct route *x)
{
	enum authz_kind kind = r->place.kind;
	r->place.kind = x->place;
	bool may = req_may(r, x->permission);
	r->place.kind = kind;
	return may;
}

td_rc api_look_again(struct req *r, bool refused)
{
	const struct route *x = keeps_editions(r->route->form, refused) ? holder_of(r) : NULL;
	r->stands = NULL;
	if (x == NULL || !may_read(r, x))
		return TD_OK;
	void *out = arena_alloc(r->a, x->api->gives->size);
	td_rc rc = x->api->read(r, out);
	if (rc == TD_OK)
		r->stands = api_value(r->a, x->api->gives, out);
	return rc == TD_NOT_FOUND || rc == TD_DENIED ? TD_OK : rc;
}

/* ---- answers ---- */

str api_done(struct req *r)
{
	struct value *v = value_map(r->a);
	const struct value *rev = value_get(r->stands, S("rev"));
	str address = address_for(r, r->location);
	value_put_bool(r->a, v, "repeated", r->repeated);
	value_put_text(r->a, v, "page", arena_str(r->a, r->location));
	value_put(r->a, v, S("location"), address.p ? value_text(r->a, address) : value_null(r->a));
	value_put(r->a, v, S("rev"),
		  rev && rev->kind == VALUE_INT ? value_int(r->a, rev->i) : value_null(r->a));
	if (r->once.n)
		value_put_text(r->a, v, "once", r->once);
	return value_to_json(r->a, v, VALUE_PRETTY);
}

static struct value *sent(struct req *r)
{
	struct value *v = value_map(r->a);
	for (size_t i = 0; i < r->form->pairs.n; i++) {
		const struct form_pair *p = &r->form->pairs.at[i];
		bool secret = form_show(r->form, p->name, S("")).n == 0;
		if (value_get(v, p->name) == NULL && !secret)
			value_put(r->a, v, p->name, value_text(r->a, p->value));
	}
	return v;
}

str api_error(struct req *r, int status, str text)
{
	struct value *v = value_map(r->a), *e = value_put(r->a, v, S("error"), value_map(r->a));
	struct value *items = value_list(r->a);
	value_put_int(r->a, e, "status", status);
	value_put_text(r->a, e, "text", text);
	value_put(r->a, e, S("items"), items);
	for (size_t i = 0; i < r->e->items.n; i++) {
		struct value *item = value_add(r->a, items, value_map(r->a));
		value_put_text(r->a, item, "where", r->e->items.at[i].where);
		value_put_text(r->a, item, "text", r->e->items.at[i].text);
	}
	if (r->stands) {
		value_put(r->a, e, S("sent"), sent(r));
		value_put(r->a, e, S("stands"), r->stands);
	}
	return value_to_json(r->a, v, VALUE_PRETTY);
}

/* ---- paging ---- */

i64 api_number(const struct req *r, const char *name)
{
	i64 v = 0;
	return str_i64(req_query(r, str_c(name)), &v) == TD_OK && v > 0 ? v : 0;
}

i64 api_limit(const struct req *r)
{
	i64 v = api_number(r, "limit");
	return v == 0 ? API_PAGE : v < API_PAGE_MAX ? v : API_PAGE_MAX;
}
