#include "web/router.h"

#include "web/api.h"

static bool is_name(str segment)
{
	return segment.n > 2 && segment.p[0] == '{' && segment.p[segment.n - 1] == '}';
}

/* Does path fit the pattern? Names collect into hit; *n_literal tells how many segments were literal. */
static bool fits(const char *pattern, str path, struct router_hit *hit, int *n_literal)
{
	str want, got, p = str_c(pattern);
	hit->n_params = 0;
	*n_literal = 0;
	for (;;) {
		bool more_want = str_split(&p, '/', &want), more_got = str_split(&path, '/', &got);
		if (!more_want || !more_got)
			return more_want == more_got;
		if (!is_name(want)) {
			if (!str_eq(want, got))
				return false;
			++*n_literal;
		} else if (got.n == 0 || hit->n_params == ROUTER_MAX_PARAMS) {
			return false;
		} else {
			hit->params[hit->n_params++] = (struct req_param){{want.p + 1, want.n - 2}, got};
		}
	}
}

static enum http_method method_of(str method)
{
	if (str_eq(method, S("GET")) || str_eq(method, S("HEAD")))
		return HTTP_GET;
	return str_eq(method, S("POST")) ? HTTP_POST : 0;
}

/* The part of the pattern before its first name, compared in place: most lines end here. */
static bool begins(const char *pattern, str path)
{
	size_t i = 0;
	for (; pattern[i] != '\0' && pattern[i] != '{'; i++)
		if (i >= path.n || path.p[i] != pattern[i])
			return false;
	return true;
}

/* The part behind its last name likewise: most of the rest end here. */
static bool ends(const char *pattern, str path)
{
	const char *brace = strrchr(pattern, '}');
	return brace == NULL || str_has_suffix(path, str_c(brace + 1));
}

struct router_hit router_find(const struct route *table, size_t n, str method, str path)
{
	struct router_hit best = {0};
	enum http_method m = method_of(method);
	int best_literal = -1;
	for (size_t i = 0; i < n; i++) {
		struct router_hit hit;
		int n_literal;
		if (!begins(table[i].path, path) || !ends(table[i].path, path) ||
		    !fits(table[i].path, path, &hit, &n_literal))
			continue;
		best.known = true;
		best.get |= table[i].method == HTTP_GET;
		best.post |= table[i].method == HTTP_POST;
		if (table[i].method != m || n_literal <= best_literal)
			continue;
		best_literal = n_literal;
		best.route = &table[i];
		best.n_params = hit.n_params;
		memcpy(best.params, hit.params, sizeof hit.params);
	}
	return best;
}

/* ---- the table itself ---- */

static bool has_name(const char *path, const char *name)
{
	return strstr(path, name) != NULL;
}

static const char *fault_of(const struct route *r)
{
	if (r->method < HTTP_GET || r->method >= HTTP_METHOD__N || r->path == NULL || r->path[0] != '/' ||
	    r->handler == NULL)
		return "method, path and handler must be given";
	if (r->permission < PERM_PUBLIC || r->permission >= PERM__N)
		return "no permission";
	if (r->place < PLACE_NONE || r->place >= PLACE__N)
		return "no place";
	if (r->access < ROUTE_READ || r->access > ROUTE_ALONE || r->body < BODY_NONE ||
	    r->body > BODY_BALLOT || r->cache < CACHE_NO || r->cache > CACHE_YEAR)
		return "access, body and cache must be given";
	if (r->method == HTTP_GET && (r->access == ROUTE_WRITE || r->form != NULL || r->body != BODY_NONE))
		return "a GET reads and has no form";
	if (r->method == HTTP_POST && (r->access == ROUTE_READ || r->form == NULL || r->body == BODY_NONE))
		return "a POST writes and has a form";
	if (r->method == HTTP_POST && r->cache != CACHE_NO)
		return "a POST is not kept";
	if ((r->body == BODY_BALLOT && r->place != PLACE_BOOTH) ||
	    (r->place == PLACE_BOOTH && r->permission != PERM_PUBLIC))
		return "a ballot box is for everybody, and only it takes ballots";
	bool year = has_name(r->path, "{cluster}") && has_name(r->path, "{year}");
	if ((r->place == PLACE_YEAR || r->place == PLACE_UNIT) != year ||
	    (r->place == PLACE_UNIT) != has_name(r->path, "{unit}"))
		return "the place and the names in the path differ";
	return NULL;
}

/* An address of programs has the names of its page, and tells what it does. */
static const char *api_fault_of(const struct route *r)
{
	if (r->api == NULL)
		return NULL;
	if (r->page == NULL)
		return "there is no such page";
	if (strncmp(r->path, "/api/v1/", 8) != 0 || r->api->tells == NULL)
		return "it stands under /api/v1/ and says what it does";
	if (r->method == HTTP_GET && (r->api->read == NULL) != (r->api->gives == NULL))
		return "what is read is described";
	str rest = str_c(r->page->path), part;
	while (str_split(&rest, '/', &part))
		if (is_name(part) && str_find(str_c(r->path), part) == strlen(r->path))
			return "a name of the page is missing";
	return NULL;
}

td_rc router_check(const struct route *table, size_t n, struct err *e)
{
	td_rc rc = n > 0 ? TD_OK : err_add(e, TD_INVALID, S(""), "%s", "no routes");
	for (size_t i = 0; i < n; i++) {
		const char *why = api_fault_of(&table[i]);
		if (why == NULL)
			why = fault_of(&table[i]);
		for (size_t k = 0; why == NULL && k < i; k++)
			if (table[k].method == table[i].method && strcmp(table[k].path, table[i].path) == 0)
				why = "stands twice";
		if (why != NULL)
			rc = err_add(e, TD_INVALID, str_c(table[i].path ? table[i].path : "?"), "%s", why);
	}
	return rc;
}
