#include "tests/lib/check.h"
#include "web/router.h"

static td_rc never(struct req *r)
{
	(void)r;
	return TD_OK;
}

#define GET(path)                                                                                            \
	{                                                                                                    \
		HTTP_GET, path, never, PERM_PUBLIC, PLACE_NONE, ROUTE_READ, BODY_NONE, NULL, NULL, CACHE_NO, \
		    NULL, NULL                                                                               \
	}
#define POST(path)                                                                                          \
	{                                                                                                   \
		HTTP_POST, path, never, PERM_PUBLIC, PLACE_NONE, ROUTE_WRITE, BODY_FORM, &form_empty, NULL, \
		    CACHE_NO, NULL, NULL                                                                    \
	}

static const struct route table[] = {
    GET("/"), GET("/a"), POST("/a"), GET("/a/{x}"), GET("/a/moi"), GET("/a/{x}/{y}.csv"), POST("/b")};

static struct router_hit find(const char *method, const char *path)
{
	return router_find(table, sizeof table / sizeof table[0], str_c(method), str_c(path));
}

CASE(addresses_find_their_line)
{
	CHECK(find("GET", "/").route == &table[0]);
	CHECK(find("HEAD", "/a").route == &table[1]);
	CHECK(find("POST", "/a").route == &table[2]);
	CHECK(find("GET", "/a/1").route == &table[3]);
	CHECK_STR(find("GET", "/a/1").params[0].value, "1");
	CHECK(find("GET", "/a/moi").route == &table[4]); /* a literal wins */
}

CASE(addresses_that_are_not_there)
{
	static const char *const paths[] = {"/x", "/a/", "//a", "/a//", "/a/1/2", "", "/A"};
	for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
		CHECK(find("GET", paths[i]).route == NULL);
		CHECK(!find("GET", paths[i]).known);
	}
}

CASE(other_methods_are_told)
{
	struct router_hit hit = find("POST", "/");
	CHECK(hit.route == NULL && hit.known && hit.get && !hit.post);
	hit = find("GET", "/b");
	CHECK(hit.route == NULL && hit.known && hit.post && !hit.get);
	CHECK(find("PUT", "/a").known);
}

static td_rc check_one(struct arena *a, const struct route *r, size_t n)
{
	struct err e = err_new(a, LANG_VI);
	return router_check(r, n, &e);
}

static td_rc check_faults(void *arg)
{
	struct arena *a = arg;
	struct route r;
#define FAULT(change)                                       \
	do {                                                \
		r = (struct route)POST("/ok");              \
		CHECK_INT(check_one(a, &r, 1), TD_OK);      \
		change;                                     \
		CHECK_INT(check_one(a, &r, 1), TD_INVALID); \
	} while (0)
	FAULT(r.method = 0);
	FAULT(r.path = NULL);
	FAULT(r.path = "x");
	FAULT(r.handler = NULL);
	FAULT(r.permission = 0);
	FAULT(r.place = 0);
	FAULT(r.access = 0);
	FAULT(r.access = ROUTE_READ); /* a POST that has no effect */
	FAULT(r.body = BODY_NONE);
	FAULT(r.form = NULL);
	FAULT(r.cache = 0);
	FAULT(r.cache = CACHE_YEAR);
	FAULT(r.place = PLACE_YEAR); /* without {cluster}/{year} */
	FAULT(r.path = "/cum/{cluster}/{year}");
	FAULT((r.path = "/cum/{cluster}/{year}/{unit}", r.place = PLACE_YEAR));
#undef FAULT
	struct route get = GET("/ok");
	get.access = ROUTE_WRITE; /* a GET that writes */
	CHECK_INT(check_one(a, &get, 1), TD_INVALID);
	struct route twice[] = {GET("/ok"), GET("/ok")};
	CHECK_INT(check_one(a, twice, 2), TD_INVALID);
	return TD_OK;
}

CASE(table_with_a_hole_is_refused)
{
	struct arena *a = arena_new("router", 4 << 20);
	CHECK_INT(arena_run(a, check_faults, a), TD_OK);
	arena_free(a);
}

static td_rc check_real(void *arg)
{
	CHECK_INT(check_one(arg, routes, routes_n()), TD_OK);
	return TD_OK;
}

CASE(the_programs_own_table_has_none)
{
	struct arena *a = arena_new("router", 4 << 20);
	CHECK_INT(arena_run(a, check_real, a), TD_OK);
	arena_free(a);
}
