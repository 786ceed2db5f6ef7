/* The matrix of rights: role × scope × route × state of the year, every cell tried against the application itself. What is
 * let in stands in tests/golden/rights.txt, so that a change of rights shows in review; THIDUA_GOLDEN=write renews it.
 * Whoever is refused gets 403 (401 or the sign-in page without an account), and a line of the journal says so. */
#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/log.h"
#include "store/journal.h"
#include "store/store_check.h"
#include "store/store_token.h"
#include "tests/lib/fixture.h"
#include "web/app.h"
#include "web/auth.h"

__attribute__((constructor)) static void work_in_memory(void)
{
	setenv("TMPDIR", "/dev/shm", 0); /* thousands of small commits whose lasting nobody needs */
}

/* ---- who asks ---- */

/* Where a grant lies, seen from the address: cluster 10 of Council hd, its unit a. */
enum where {
	IN_SYSTEM,
	COUNCIL_OWN,
	COUNCIL_OTHER,
	CLUSTER_OWN,
	CLUSTER_OTHER,
	UNIT_OWN,
	UNIT_MEMBER,
	UNIT_OTHER,
	WHERE__N
};
static const char letters[WHERE__N + 1] = "SHhCcUmx";

enum { N_GRANTED = AUTHZ_ROLE__N * WHERE__N, NO_GRANT = N_GRANTED, NO_ACCOUNT, N_PRINCIPALS };

struct site {
	struct fixture f;
	struct fixture_year y;
	struct council other_council;
	struct cluster other_cluster;
	struct unit other_unit;
	struct app *app;
	struct http_handler h;
	struct arena *request;
	bool revealed;
};

static str token_of(struct arena *a, int principal)
{
	return arena_fmt(a, "bWF0cml4LW9mLXJpZ2h0cy1wcmluY2lwYWw%03d", principal);
}

static td_rc found_others(struct tx *t, struct site *s)
{
	s->other_council =
	    (struct council){.code = S("hd-khac"), .name = S("Hội đồng khác"), .level = S("province")};
	td_rc rc = store_council_add(t, &s->other_council);
	s->other_cluster = s->y.cluster;
	s->other_cluster.council = s->other_council.id;
	s->other_cluster.code = S("20");
	s->other_cluster.name = S("Cụm thi đua số 20");
	if (rc == TD_OK)
		rc = store_cluster_add(t, &s->other_cluster);
	s->other_unit = (struct unit){.code = S("x"), .name = S("Đơn vị ngoài cụm")};
	return rc == TD_OK ? store_unit_add(t, &s->other_unit) : rc;
}

static struct authz_grant grant_at(const struct site *s, int principal)
{
	const struct {
		enum authz_scope scope;
		i64 id;
	} at[WHERE__N] = {
	    [IN_SYSTEM] = {SCOPE_SYSTEM, 0},
	    [COUNCIL_OWN] = {SCOPE_COUNCIL, s->y.council.id.v},
	    [COUNCIL_OTHER] = {SCOPE_COUNCIL, s->other_council.id.v},
	    [CLUSTER_OWN] = {SCOPE_CLUSTER, s->y.cluster.id.v},
	    [CLUSTER_OTHER] = {SCOPE_CLUSTER, s->other_cluster.id.v},
	    [UNIT_OWN] = {SCOPE_UNIT, s->y.units[0].id.v},
	    [UNIT_MEMBER] = {SCOPE_UNIT, s->y.units[1].id.v},
	    [UNIT_OTHER] = {SCOPE_UNIT, s->other_unit.id.v},
	};
	int where = principal % WHERE__N;
	return (struct authz_grant){.role = (enum authz_role)(principal / WHERE__N),
				    .scope = at[where].scope,
				    .scope_id = at[where].id};
}

static td_rc add_principal(struct tx *t, const struct site *s, int principal)
{
	struct user u = {.login = arena_fmt(t->a, "nguoi.%03d", principal),
			 .name = arena_fmt(t->a, "Nguyễn Văn %03d", principal)};
	td_rc rc = store_user_add(t, &u);
	if (rc == TD_OK && principal < N_GRANTED) {
		struct grant g = {.user = u.id, .right = grant_at(s, principal)};
		rc = store_grant_add(t, &g);
	}
	struct session session = {.user = u.id,
				  .seen_at_ms = t->now_ms,
				  .created_at_ms = t->now_ms,
				  .expires_at_ms = t->now_ms + ((i64)1 << 40)};
	if (rc == TD_OK)
		rc = sha256_of(token_of(t->a, principal), &session.token_hash);
	struct token program = {.user = u.id,
				.name = S("thử"),
				.scopes = S("read fill send check manage admin"),
				.expires_at_ms = session.expires_at_ms};
	struct sha256 hash;
	if (rc == TD_OK)
		rc = sha256_of(arena_fmt(t->a, "td_%.*s", STRF(token_of(t->a, principal))), &hash);
	if (rc == TD_OK)
		rc = store_token_add(t, &program, &hash);
	return rc == TD_OK ? store_session_add(t, &session) : rc;
}

/* Unit a checks unit b. */
static td_rc assign(struct tx *t, const struct site *s)
{
	struct crosscheck c = {.year = s->y.year.id, .n_each = 1};
	struct crosscheck_pair p = {
	    .year = s->y.year.id, .checker = s->y.units[0].id, .checked = s->y.units[1].id};
	td_rc rc = store_crosscheck_put(t, &c);
	c.published_at_ms = OPT(t->now_ms);
	if (rc == TD_OK)
		rc = store_crosscheck_put(t, &c);
	return rc == TD_OK ? store_crosscheck_pair_add(t, &p) : rc;
}

static td_rc found(struct tx *t, void *ctx)
{
	struct site *s = ctx;
	td_rc rc = found_others(t, s);
	for (int p = 0; rc == TD_OK && p < NO_ACCOUNT; p++)
		rc = add_principal(t, s, p);
	for (int u = 0; rc == TD_OK && u < 3; u++)
		rc = fixture_score(t, &s->y, u, FIXTURE_I1, 3000 + 100 * u);
	return rc == TD_OK ? assign(t, s) : rc;
}

static td_rc make_site(void *ctx)
{
	struct site *s = ctx;
	struct app_config cfg = {
	    .db = s->f.db, .env = &s->f.clock.env, .routes = routes, .n_routes = routes_n()};
	td_rc rc = fixture_year(&s->f, &s->y);
	if (rc == TD_OK)
		rc = fixture_write(&s->f, found, s);
	return rc == TD_OK ? app_new(s->f.a, &cfg, &s->f.e, &s->app) : rc;
}

static td_rc reveal(struct tx *t, void *ctx)
{
	struct site *s = ctx;
	struct cluster_year y;
	td_rc rc = store_cluster_year_get(t, s->y.year.id, &y);
	y.revealed_at_ms = OPT(t->now_ms);
	return rc == TD_OK ? store_cluster_year_save(t, &y) : rc;
}

/* ---- one cell ---- */

/* Programs send a token instead of a cookie. */
static bool is_api(const struct route *r)
{
	return str_has_prefix(str_c(r->path), S("/api/"));
}

struct shot {
	struct site *s;
	const struct route *route;
	int principal;
	struct http_req req;
	struct http_resp resp;
};

/* The pattern's address: names stand for what the fixture has, other names for a row that is not there. */
static str address_of(struct arena *a, str pattern)
{
	static const struct {
		const char *name, *value;
	} known[] = {
	    {"{cluster}", "10"}, {"{year}", "2019"},    {"{unit}", "a"},    {"{criterion}", "I.1"},
	    {"{council}", "hd"}, {"{kind}", "minutes"}, {"{checked}", "b"},
	};
	struct sb out = sb_new(a, 512);
	while (pattern.n > 0) {
		size_t open = str_find_byte(pattern, '{'), close = str_find_byte(pattern, '}');
		sb_put(&out, str_upto(pattern, open));
		if (open == pattern.n)
			break;
		str name = str_from(str_upto(pattern, close + 1), open);
		str value = S("99");
		for (size_t i = 0; i < sizeof known / sizeof *known; i++)
			if (str_eq(name, str_c(known[i].name)))
				value = str_c(known[i].value);
		sb_put(&out, value);
		pattern = str_from(pattern, close + 1);
	}
	return sb_str(&out);
}

/* A POST comes from a foreign page, or is no JSON: who has the right is turned away one check later, so that nothing is
 * changed. */
static td_rc deliver(void *ctx)
{
	struct shot *k = ctx;
	struct arena *a = k->req.a;
	struct http_header *h = NEW_N(a, struct http_header, 4);
	h[0] = (struct http_header){S("host"), S("localhost")};
	h[1] = (struct http_header){S("origin"), S("http://la.example")};
	h[2] = (struct http_header){S("content-type"), S("application/x-www-form-urlencoded")};
	str token = token_of(a, k->principal);
	h[3] = (struct http_header){S("cookie"), arena_fmt(a, "thidua=%.*s", STRF(token))};
	if (is_api(k->route))
		h[3] = (struct http_header){S("authorization"), arena_fmt(a, "Bearer td_%.*s", STRF(token))};
	if (k->route->method == HTTP_POST)
		k->req.body = S("x=y");
	k->req.headers = h;
	k->req.n_headers = k->principal == NO_ACCOUNT ? 3 : 4;
	k->req.method = k->route->method == HTTP_GET ? S("GET") : S("POST");
	k->req.address = S("127.0.0.1");
	k->req.started_ms = k->s->f.clock.now;
	k->req.target = k->req.path = address_of(a, str_c(k->route->path));
	struct http_plan plan = k->s->h.head(k->s->h.ctx, &k->req, &k->resp);
	if (plan.kind != HTTP_ANSWERED)
		k->s->h.answer(k->s->h.ctx, &k->req, &k->resp);
	return TD_OK;
}

static u64 refused_by(const struct app *app, const char *name)
{
	for (size_t i = 0; i < n_app_checks; i++)
		if (str_eq(str_c(app_checks[i].name), str_c(name)))
			return app->n_refused[i];
	return 0;
}

static td_rc read_seq(struct tx *t, void *ctx)
{
	struct sha256 h;
	i64 *seq = ctx;
	td_rc rc = journal_head(t, JOURNAL_SYSTEM, seq, &h);
	if (rc == TD_NOT_FOUND)
		*seq = 0;
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

static i64 journal_lines(struct site *s)
{
	i64 seq = 0;
	CHECK_INT(fixture_read(&s->f, read_seq, &seq), TD_OK);
	return seq;
}

/* A one-time address is its own right. Nobody is told whether another was ever one: not found, and no line. */
static void check_no_address(const struct shot *k, i64 lines)
{
	if (k->resp.status != 404 || lines != 0)
		check_fail(__FILE__, __LINE__, "%s: principal %d gets %d, %lld journal lines", k->route->path,
			   k->principal, k->resp.status, (long long)lines);
}

static void check_refusal(struct shot *k, int status, i64 lines)
{
	bool get = k->route->method == HTTP_GET && !is_api(k->route), known = k->principal != NO_ACCOUNT;
	if (status != (known ? 403 : get ? 303 : 401))
		check_fail(__FILE__, __LINE__, "%s: principal %d is refused with %d", k->route->path,
			   k->principal, status);
	if (lines != known)
		check_fail(__FILE__, __LINE__, "%s: principal %d is refused, %lld journal lines",
			   k->route->path, k->principal, (long long)lines);
}

/* May the principal use the route now? */
static bool let_in(struct site *s, const struct route *route, int principal)
{
	struct shot k = {.s = s, .route = route, .principal = principal, .req = {.a = s->request}};
	u64 refused = refused_by(s->app, "permission");
	i64 lines = journal_lines(s);
	s->f.clock.now += 25; /* within the limit of refusals that are journaled, and of idle sessions */
	CHECK_INT(arena_run(s->request, deliver, &k), TD_OK);
	refused = refused_by(s->app, "permission") - refused;
	lines = journal_lines(s) - lines;
	int status = k.resp.status;
	arena_reset(s->request);
	if (refused)
		check_refusal(&k, status, lines);
	else if (route->body == BODY_SENT || route->body == BODY_BALLOT)
		check_no_address(&k, lines);
	else if (route->method == HTTP_POST ? status != (is_api(route) ? 415 : 403) : status >= 500)
		check_fail(__FILE__, __LINE__, "%s: principal %d gets %d", route->path, principal, status);
	return !refused && (route->method == HTTP_POST || status != 403);
}

/* ---- the golden file ---- */

static void put_role(struct site *s, struct sb *out, const struct route *route, int role)
{
	char line[WHERE__N + 1] = {0};
	bool any = false;
	for (int w = 0; w < WHERE__N; w++) {
		bool in = let_in(s, route, role * WHERE__N + w);
		line[w] = in ? letters[w] : '.';
		any |= in;
	}
	if (any)
		sb_fmt(out, " %s=%s", authz_role_code((enum authz_role)role), line);
}

static void put_route(struct site *s, struct sb *out, const struct route *route)
{
	static const char *const methods[HTTP_METHOD__N] = {[HTTP_GET] = "GET", [HTTP_POST] = "POST"};
	sb_fmt(out, "%s %s %s:", methods[route->method], route->path, s->revealed ? "revealed" : "before");
	for (int role = 0; role < AUTHZ_ROLE__N; role++)
		put_role(s, out, route, role);
	if (let_in(s, route, NO_GRANT))
		SB_LIT(out, " account");
	if (let_in(s, route, NO_ACCOUNT))
		SB_LIT(out, " anybody");
	SB_LIT(out, "\n");
}

static td_rc put_matrix(void *ctx)
{
	struct site *s = ctx;
	struct sb out = sb_new(s->f.a, 4 << 20);
	SB_LIT(&out, "# Who is let in: role=scopes. S system, H the Council of the cluster, h another, C the "
		     "cluster, c another,\n"
		     "# U the unit of the address, m another member, x a unit outside. THIDUA_GOLDEN=write "
		     "renews this file.\n");
	for (int round = 0; round < 2; round++) {
		s->revealed = round == 1;
		if (s->revealed)
			CHECK_INT(fixture_write(&s->f, reveal, s), TD_OK);
		for (size_t i = 0; i < routes_n(); i++)
			put_route(s, &out, &routes[i]);
	}
	check_golden(GOLDEN_DIR "/rights.txt", sb_str(&out));
	return TD_OK;
}

CASE(every_cell_of_the_matrix_of_rights)
{
	struct site s = {0};
	log_set_level(LOG_ERROR);
	if (!fixture_open(&s.f, FIXTURE_SQLITE) || auth_init() != TD_OK)
		return;
	CHECK_INT(arena_run(s.f.a, make_site, &s), TD_OK);
	s.h = app_handler(s.app);
	s.request = arena_new("request", 32 << 20);
	CHECK_INT(arena_run(s.f.a, put_matrix, &s), TD_OK);
	app_end(s.app);
	arena_free(s.request);
	fixture_close(&s.f);
}
