#include "tests/lib/fixture.h"

#include <ftw.h>
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/caltime.h"
#include "format/scheme_json.h"

enum { ARENA_LIMIT = 256 << 20 };

/* Schemas of PostgreSQL ------------------------------------------------------------------------------------------ */

static void quiet(void *arg, const char *message)
{
	(void)arg;
	(void)message;
}

static void pg_run(const char *url, const char *verb, const char *schema, const char *how)
{
	char sql[256];
	snprintf(sql, sizeof sql, "%s SCHEMA %s %s", verb, schema, how);
	PGconn *c = PQconnectdb(url);
	PQsetNoticeProcessor(c, quiet, NULL);
	PGresult *r = PQexec(c, sql);
	if (PQresultStatus(r) != PGRES_COMMAND_OK)
		check_fail(__FILE__, __LINE__, "%s: %s", sql, PQerrorMessage(c));
	PQclear(r);
	PQfinish(c);
}

static bool open_pg(struct fixture *f)
{
	static int n;
	const char *url = getenv("THIDUA_TEST_PG");
	if (url == NULL) {
		check_skip("THIDUA_TEST_PG is not set");
		return false;
	}
	f->url = str_c(url);
	snprintf(f->schema, sizeof f->schema, "test_%d_%d", (int)getpid(), n++);
	pg_run(url, "CREATE", f->schema, "");
	return true;
}

/* Opening -------------------------------------------------------------------------------------------------------- */

struct db_config fixture_config(const struct fixture *f, enum db_mode mode)
{
	return (struct db_config){
	    .url = f->url, .mode = mode, .schema = f->engine == FIXTURE_PG ? f->schema : NULL};
}

static td_rc make_url(void *p)
{
	struct fixture *f = p;
	f->url = arena_fmt(f->a, "sqlite:%s/test.db", f->dir);
	return TD_OK;
}

static td_rc open_db(void *p)
{
	struct fixture *f = p;
	struct db_config cfg = fixture_config(f, DB_CREATE);
	return db_open(&cfg, &f->clock.env, &f->e, &f->db);
}

bool fixture_open(struct fixture *f, enum fixture_engine engine)
{
	*f = (struct fixture){.engine = engine, .actor = {0, S("kiểm thử")}};
	const char *tmp = getenv("TMPDIR");
	snprintf(f->dir, sizeof f->dir, "%.30s/thidua-test-XXXXXX", tmp ? tmp : "/tmp");
	f->a = arena_new("fixture", ARENA_LIMIT);
	f->e = err_new(f->a, LANG_VI);
	env_fixed_init(&f->clock, 1795222800000, 0, check_seed());
	if (mkdtemp(f->dir) == NULL || arena_run(f->a, make_url, f) != TD_OK ||
	    (engine == FIXTURE_PG && !open_pg(f))) {
		f->engine = FIXTURE_SQLITE;
		fixture_close(f);
		return false;
	}
	td_rc rc = arena_run(f->a, open_db, f);
	if (rc != TD_OK)
		check_fail(__FILE__, __LINE__, "db_open: %s: %.*s", rc_name(rc), STRF(err_first(&f->e)));
	if (rc != TD_OK)
		fixture_close(f);
	return rc == TD_OK;
}

td_rc fixture_reopen(struct fixture *f, enum db_mode mode)
{
	struct db_config cfg = fixture_config(f, mode);
	db_close(f->db);
	f->db = NULL;
	return db_open(&cfg, &f->clock.env, &f->e, &f->db);
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	return remove(path);
}

void fixture_close(struct fixture *f)
{
	db_close(f->db);
	if (f->engine == FIXTURE_PG && f->schema[0])
		pg_run(f->url.p, "DROP", f->schema, "CASCADE");
	nftw(f->dir, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	arena_free(f->a);
	*f = (struct fixture){0};
}

td_rc fixture_read(struct fixture *f, db_fn fn, void *ctx)
{
	return db_read(f->db, f->a, &f->e, &f->actor, fn, ctx);
}

td_rc fixture_write(struct fixture *f, db_fn fn, void *ctx)
{
	return db_write(f->db, f->a, &f->e, &f->actor, fn, ctx);
}

/* A cluster-year ------------------------------------------------------------------------------------------------- */

static const char scheme_text[] =
    "{\"format\":\"thidua-scheme/1\",\"code\":\"fixture\",\"version\":\"1\",\"title\":\"Bảng tiêu chí kiểm "
    "thử\","
    "\"max\":100,\"source\":\"kiểm thử\",\"criteria\":["
    "{\"code\":\"I\",\"name\":\"Công tác chung\",\"kind\":\"group\",\"max\":60,\"children\":["
    "{\"code\":\"I.1\",\"name\":\"Lãnh đạo\",\"kind\":\"manual\",\"max\":40},"
    "{\"code\":\"I.2\",\"name\":\"Phong trào\",\"kind\":\"manual\",\"max\":20}]},"
    "{\"code\":\"II\",\"name\":\"Thu ngân "
    "sách\",\"kind\":\"ratio\",\"max\":40,\"cap_percent\":100,\"target\":100}]}";

static td_rc add_scheme(struct tx *t, struct fixture_year *y)
{
	struct scheme s;
	td_rc rc = scheme_from_json(t->a, str_c(scheme_text), t->e, &s);
	if (rc == TD_OK)
		rc = store_scheme_add(t, &s, &y->scheme);
	if (rc == TD_OK)
		rc = store_scheme_seal(t, y->scheme);
	return rc == TD_OK ? store_criterion_list(t, y->scheme, &y->criteria) : rc;
}

static td_rc add_members(struct tx *t, struct fixture_year *y)
{
	static const char *const codes[] = {"a", "b", "c"}, *const names[] = {"Đơn vị A", "Đơn vị Ă",
									      "Đơn vị Â"};
	td_rc rc = TD_OK;
	for (int i = 0; rc == TD_OK && i < 3; i++) {
		y->units[i] = (struct unit){.code = str_c(codes[i]), .name = str_c(names[i])};
		rc = store_unit_add(t, &y->units[i]);
		y->members[i] = (struct membership){.year = y->year.id, .unit = y->units[i].id};
		if (rc == TD_OK)
			rc = store_membership_add(t, &y->members[i]);
	}
	return rc;
}

static td_rc make_year(struct tx *t, void *ctx)
{
	struct fixture_year *y = ctx;
	y->council =
	    (struct council){.code = S("hd"), .name = S("Hội đồng TĐKT tỉnh"), .level = S("province")};
	td_rc rc = store_council_add(t, &y->council);
	y->cluster = (struct cluster){.council = y->council.id,
				      .code = S("10"),
				      .name = S("Cụm thi đua số 10"),
				      .kind = CLUSTER_CUM,
				      .head_title = S("Cụm trưởng"),
				      .deputy_title = S("Cụm phó")};
	if (rc == TD_OK)
		rc = store_cluster_add(t, &y->cluster);
	if (rc == TD_OK)
		rc = add_scheme(t, y);
	y->year = (struct cluster_year){
	    .cluster = y->cluster.id, .year = 2019, .step = S("self_scoring"), .scheme = OPT(y->scheme.v)};
	if (rc == TD_OK)
		rc = store_cluster_year_add(t, &y->year);
	if (rc == TD_OK)
		rc = add_members(t, y);
	y->user = (struct user){.login = S("van.a"), .name = S("Nguyễn Văn A")};
	return rc == TD_OK ? store_user_add(t, &y->user) : rc;
}

td_rc fixture_year(struct fixture *f, struct fixture_year *out)
{
	*out = (struct fixture_year){0};
	td_rc rc = fixture_write(f, make_year, out);
	if (rc != TD_OK)
		check_fail(__FILE__, __LINE__, "fixture_year: %s: %.*s", rc_name(rc), STRF(err_first(&f->e)));
	return rc;
}

td_rc fixture_score(struct tx *t, const struct fixture_year *y, int unit, int criterion, i64 a_c)
{
	struct score_entry e = {.year = y->year.id,
				.unit = y->units[unit].id,
				.criterion = y->criteria.at[criterion].id,
				.stage = STAGE_SELF,
				.state = CELL_SET,
				.a_c = OPT(a_c)};
	return store_score_put(t, &e);
}

static bool behind_sqlite(const struct fixture *f, const char *sql)
{
	char path[128];
	sqlite3 *h;
	snprintf(path, sizeof path, "%s/test.db", f->dir);
	bool ok = sqlite3_open(path, &h) == SQLITE_OK && sqlite3_exec(h, sql, NULL, NULL, NULL) == SQLITE_OK;
	sqlite3_close(h);
	return ok;
}

static bool behind_pg(const struct fixture *f, const char *sql)
{
	char all[512];
	PGconn *c = PQconnectdb(f->url.p);
	snprintf(all, sizeof all, "SET search_path = %s; %s", f->schema, sql);
	PGresult *r = PQexec(c, all);
	bool ok = PQresultStatus(r) == PGRES_COMMAND_OK;
	PQclear(r);
	PQfinish(c);
	return ok;
}

bool fixture_behind(const struct fixture *f, const char *sql)
{
	return f->engine == FIXTURE_PG ? behind_pg(f, sql) : behind_sqlite(f, sql);
}
