/* Every allocation of every route failed in turn, once and from then on (decisions 8): ours, SQLite's, jansson's and
 * expat's. Each request begins alike: the site as it was founded, connected, nothing prepared or parsed. No crash, no
 * leak (the sanitizers watch); when the answer is a failure the database is as before, to the last value, when it is
 * what it should be all of it is done; and the application answers the next request. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "tests/fault/jobs.h"
#include "tests/fault/site.h"
#include "web/api.h"

CASE(every_route_is_swept)
{
	for (size_t i = 0; i < routes_n(); i++) {
		bool found =
		    routes[i].api && routes[i].api->read == NULL; /* the handler of a page that is swept */
		const char *method = routes[i].method == HTTP_GET ? "GET" : "POST";
		for (size_t k = 0; k < n_addresses; k++)
			found |= addresses[k].pattern &&
				 str_eq(str_c(routes[i].path), str_c(addresses[k].pattern)) &&
				 str_eq(str_c(method), str_c(addresses[k].method));
		if (!found)
			check_fail(__FILE__, __LINE__, "no address of this test reaches %s %s", method,
				   routes[i].path);
	}
}

/* ---- one address, again and again ---- */

/* MANY: of a copy of the site, which `db backup` sweeps whole in the tests of commands. */
enum { GROWTH = 100, SAMPLE = 100, MANY = 100000 };

static struct site site;

struct bench {
	const struct address *at;
	bool persistent;
	bool opens; /* each request finds no open connection */
	struct watch w;
	i64 version;
	struct dbstate before, done;
};

static void wrong(const struct bench *b, long n, const char *what)
{
	check_fail(__FILE__, __LINE__, "%s %s, allocation %ld%s: %s", b->at->method, b->at->path, n,
		   b->persistent ? " and all after it" : "", what);
}

static void open_again(struct bench *b, const char *dir)
{
	if (b->w.h)
		watch_close(&b->w);
	site_open(&site, dir);
	watch_open(&b->w, site_path(&site));
	b->version = watch_number(&b->w);
}

static void begin(struct bench *b)
{
	if (b->opens || watch_number(&b->w) != b->version)
		open_again(b, NULL);
	if (!b->opens)
		site_forget(&site);
}

static void state_now(struct bench *b, struct dbstate *out)
{
	*out = b->before;
	if (watch_number(&b->w) != b->version)
		watch_state(&b->w, out);
}

static int send(struct bench *b, long fail_at, long *seen)
{
	arena_fault_at(fail_at, b->persistent);
	int status = site_send(&site, b->at);
	*seen = arena_fault_count();
	arena_fault_at(0, false);
	return status;
}

static void check_answer(struct bench *b, long n, int status)
{
	char text[64];
	struct dbstate now;
	state_now(b, &now);
	snprintf(text, sizeof text, "status %d", status);
	/* the line of the journal about a refusal is a side record: without memory it is lost (decisions 1) */
	if (status == b->at->status && status != 403 && strcmp(now.shape, b->done.shape) != 0)
		wrong(b, n, "did not do all of it");
	if (status != b->at->status && status != 503 && status != 500)
		wrong(b, n, text);
	if (status != b->at->status && !dbstate_same(&now, &b->before))
		wrong(b, n, "failed and changed the database");
}

/* The request in which nothing fails. Returns how many allocations it makes. */
static long measure(struct bench *b)
{
	long n;
	begin(b);
	CHECK_INT(send(b, LONG_MAX, &n), b->at->status);
	state_now(b, &b->done);
	return n;
}

static void serves_on(struct bench *b)
{
	static const struct address overview = {"GET", NULL, "/cum/10/2019", NULL, 200, NULL, NULL};
	bool signed_out = strcmp(b->at->path, "/dang-xuat") == 0 ||
			  strcmp(b->at->path, "/tai-khoan/phien") == 0 ||
			  (strncmp(b->at->path, "/dat-lai-mat-khau/", 18) == 0 && b->at->status == 303);
	CHECK_INT(site_send(&site, &overview), signed_out ? 303 : 200);
}

/* The last request is one past the end: it must do all. A first request after opening meets a few allocations more than
 * a later one: SQLite's tables of pages grow, and what reads all pages finds them kept. */
static void sweep(struct bench *b, int job)
{
	char dir[sizeof site.f.dir];
	long seen, all;
	snprintf(dir, sizeof dir, "%.50s/job-%d", site.f.dir, job);
	CHECK_INT(mkdir(dir, 0700), 0);
	open_again(b, dir);
	watch_state(&b->w, &b->before);
	measure(b);
	all = measure(b);
	long step = all > MANY ? all / SAMPLE : jobs_step(all, SAMPLE), n_runs = 0;
	for (long at = 1 + job % step; at < all + 1 + step; at += step) {
		long n = at > all ? all + 1 : at;
		begin(b);
		int status = send(b, n, &seen);
		check_answer(b, n, status);
		n_runs += n <= all;
		if (n > all && (seen > all || seen + GROWTH + all / 20 < all || status != b->at->status))
			wrong(b, seen, "not as many allocations as at first");
	}
	serves_on(b);
	printf("# %s %s, %s: %ld of %ld allocations failed\n", b->at->method, b->at->path,
	       b->persistent ? "from then on" : "once", n_runs, all);
	jobs_count(n_runs);
	watch_close(&b->w);
	site_close(&site);
}

static void sweep_address(int job, void *ctx)
{
	struct bench b = {.at = &addresses[job / 2], .persistent = job % 2};
	(void)ctx;
	if (jobs_wanted(b.at->path))
		sweep(&b, job);
}

static void sweep_opening(int job, void *ctx)
{
	static const struct address one = {"GET", "/healthz", "/healthz", NULL, 200, NULL, NULL};
	struct bench b = {.at = &one, .persistent = job % 2, .opens = true};
	(void)ctx;
	sweep(&b, job);
}

static void sweep_all(int n, void (*fn)(int job, void *ctx))
{
	log_set_level(LOG_ERROR);
	if (site_found(&site))
		jobs_run(n, fn, NULL);
	printf("# %ld allocations failed\n", jobs_total());
	site_end(&site);
}

static void sweep_routes(void)
{
	sweep_all(2 * (int)n_addresses, sweep_address);
}

/* The name tells which of the two it was. */
__attribute__((constructor)) static void register_sweep(void)
{
	static struct check_case c = {"sampled_allocations_of_every_route", sweep_routes, NULL};
	if (jobs_long())
		c.name = "every_allocation_of_every_route";
	check_register(&c);
}

/* What each route does when its thread has no connection yet. */
CASE(every_allocation_of_connecting)
{
	sweep_all(2, sweep_opening);
}

/* ---- previews ---- */

/* What was uploaded is taken back once; the second time there is nothing open any more. */
static void drop_twice(const char *upload, const char *drop)
{
	struct site s;
	const struct address *at = NULL;
	const struct address back = {"POST", drop, drop, "preview=1", 303, NULL, NULL};
	for (size_t i = 0; i < n_addresses; i++)
		if (addresses[i].file && str_eq(str_c(addresses[i].path), str_c(upload)))
			at = &addresses[i];
	if (!site_found(&s))
		return;
	site_open(&s, NULL);
	CHECK_INT(site_send(&s, at), 303);
	CHECK_INT(site_send(&s, &back), 303);
	CHECK(site_send(&s, &back) >= 404);
	site_end(&s);
}

CASE(preview_is_dropped_once)
{
	drop_twice("/cum/10/2019/nap", "/cum/10/2019/nap/bo");
	drop_twice("/cum/10/2019/cham-diem/a/excel", "/cum/10/2019/cham-diem/a/excel/bo");
}

/* ---- copies of the site ---- */

CASE(copies_are_taken_one_at_a_time)
{
	struct site s;
	const struct address *at = NULL, *refused = NULL;
	for (size_t i = 0; i < n_addresses; i++)
		if (addresses[i].body && strcmp(addresses[i].path, "/he-thong/sao-luu") == 0)
			*(addresses[i].status == 200 ? &at : &refused) = &addresses[i];
	if (at == NULL || refused == NULL || !site_found(&s))
		return;
	site_open(&s, NULL);
	CHECK(!atomic_flag_test_and_set(&s.app->copying)); /* somebody else's */
	CHECK_INT(site_send(&s, at), 409);
	CHECK_INT(site_send(&s, refused), 422);
	atomic_flag_clear(&s.app->copying);
	CHECK_INT(site_send(&s, at), 200);
	CHECK_INT(site_send(&s, at), 200); /* its turn ended with its request */
	site_end(&s);
}

/* ---- statements of a page ---- */

enum { STATEMENTS_MAX = 40, MORE_UNITS = 12, FEW_MAX = 1024 };

/* Twelve units more, each with all its points. */
static td_rc add_units(struct tx *t, void *ctx)
{
	struct site *s = ctx;
	td_rc rc = TD_OK;
	for (int i = 0; rc == TD_OK && i < MORE_UNITS; i++) {
		struct unit u = {.code = arena_fmt(t->a, "them-%d", i),
				 .name = arena_fmt(t->a, "Đơn vị thêm %d", i)};
		rc = store_unit_add(t, &u);
		struct membership m = {.year = s->y.year.id, .unit = u.id};
		if (rc == TD_OK)
			rc = store_membership_add(t, &m);
		for (int c = FIXTURE_I1; rc == TD_OK && c <= FIXTURE_II; c++) {
			struct score_entry e = {.year = s->y.year.id,
						.unit = u.id,
						.criterion = s->y.criteria.at[c].id,
						.stage = STAGE_SELF,
						.state = CELL_SET,
						.a_c = OPT(1000)};
			rc = store_score_put(t, &e);
		}
	}
	return rc;
}

static u64 statements_of(struct site *s, const struct address *at)
{
	struct db_stats before, after;
	site_send(s, at); /* the scheme is parsed once per process */
	db_stats(s->f.db, &before);
	site_send(s, at);
	db_stats(s->f.db, &after);
	return after.n_statements - before.n_statements;
}

/* What a command answers with is no page: a copy of the site reads all of it. */
static bool is_page(const struct address *at)
{
	return at->status == 200 && at->body == NULL;
}

CASE(statements_of_a_page_do_not_grow_with_its_rows)
{
	struct site s;
	u64 few[FEW_MAX] = {0};
	CHECK(n_addresses <= FEW_MAX);
	if (!site_found(&s) || n_addresses > FEW_MAX)
		return;
	site_open(&s, NULL);
	for (size_t i = 0; i < n_addresses; i++)
		if (is_page(&addresses[i]))
			few[i] = statements_of(&s, &addresses[i]);
	CHECK_INT(fixture_write(&s.f, add_units, &s), TD_OK);
	for (size_t i = 0; i < n_addresses; i++) {
		if (!is_page(&addresses[i]))
			continue;
		u64 many = statements_of(&s, &addresses[i]);
		if (many > few[i] || many > STATEMENTS_MAX)
			check_fail(__FILE__, __LINE__,
				   "%s: %llu statements with 3 units, %llu with 15; at most %d",
				   addresses[i].path, (unsigned long long)few[i], (unsigned long long)many,
				   STATEMENTS_MAX);
		printf("# %s: %llu statements\n", addresses[i].path, (unsigned long long)many);
	}
	site_end(&s);
}

/* More clusters of the same secretary with a year each, all open. */
struct more_years {
	struct site *s;
	int from, n;
};

static td_rc add_years(struct tx *t, void *ctx)
{
	struct more_years *m = ctx;
	td_rc rc = TD_OK;
	for (int i = m->from; rc == TD_OK && i < m->from + m->n; i++) {
		struct cluster_year y = m->s->y.year;
		struct cluster c = m->s->y.cluster;
		c.code = arena_fmt(t->a, "them-%d", i);
		rc = store_cluster_add(t, &c);
		struct grant g = {
		    .user = m->s->y.user.id,
		    .right = {.role = AUTHZ_SECRETARY, .scope = SCOPE_CLUSTER, .scope_id = c.id.v}};
		if (rc == TD_OK)
			rc = store_grant_add(t, &g);
		y.cluster = c.id;
		if (rc == TD_OK)
			rc = store_cluster_year_add(t, &y);
		for (int u = 0; rc == TD_OK && u < 3; u++) {
			struct membership of = {.year = y.id, .unit = m->s->y.units[u].id};
			rc = store_membership_add(t, &of);
		}
	}
	return rc;
}

enum { YEAR_STATEMENTS_MAX = 110 };

CASE(statements_of_a_page_do_not_grow_with_the_years)
{
	static const char *const pages[] = {"/",         "/viec",         "/lich?thang=2019-12",
					    "/he-thong", "/api/v1/tasks", "/api/v1/calendar"};
	enum { N = sizeof pages / sizeof *pages };
	struct site s;
	u64 few[N] = {0};
	if (!site_found(&s))
		return;
	site_open(&s, NULL);
	struct more_years m = {&s, 0, 7};
	CHECK_INT(fixture_write(&s.f, add_years, &m), TD_OK);
	for (int round = 0; round < 2; round++) {
		for (int i = 0; i < N; i++) {
			const struct address at = {"GET", pages[i], pages[i], NULL, 200, NULL, NULL};
			u64 n = statements_of(&s, &at);
			if (round == 0)
				few[i] = n;
			else if (n > few[i] || n > YEAR_STATEMENTS_MAX)
				check_fail(__FILE__, __LINE__,
					   "%s: %llu statements with 8 years, %llu with 20", pages[i],
					   (unsigned long long)few[i], (unsigned long long)n);
			printf("# %s: %llu statements\n", pages[i], (unsigned long long)n);
		}
		m = (struct more_years){&s, 7, 12};
		if (round == 0)
			CHECK_INT(fixture_write(&s.f, add_years, &m), TD_OK);
	}
	site_end(&s);
}
