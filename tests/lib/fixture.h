/* A database of its own for a test, on either engine: CASE_DB(name) { … } is run once on SQLite and once on PostgreSQL
 * (skipped without THIDUA_TEST_PG, see tests/pg). The body gets a struct fixture *f with an open, migrated, empty
 * database in a temporary directory or schema, a fixed clock and an arena that lives as long as the case. */
#ifndef TESTS_FIXTURE_H
#define TESTS_FIXTURE_H

#include "store/store_user.h"
#include "store/store_year.h"
#include "tests/lib/check.h"

enum fixture_engine { FIXTURE_SQLITE, FIXTURE_PG };

struct fixture {
	enum fixture_engine engine;
	struct arena *a;
	struct err e;
	struct env_fixed clock; /* 2026-11-21 08:00 in Viet Nam, still; change clock.now */
	struct db *db;
	struct actor actor; /* the program */
	str url;            /* sqlite:…/test.db, or the PostgreSQL URL */
	char dir[64];       /* temporary directory (both engines) */
	char schema[64];    /* PostgreSQL schema */
};

/* False when the engine is not there: the case is marked as skipped. */
bool fixture_open(struct fixture *f, enum fixture_engine engine);
void fixture_close(struct fixture *f);
/* Closes the database and opens it again in another mode or by other settings. */
td_rc fixture_reopen(struct fixture *f, enum db_mode mode);
/* The settings that open the fixture's database. */
struct db_config fixture_config(const struct fixture *f, enum db_mode mode);

/* db_read() and db_write() with the fixture's arena, err and actor. */
td_rc fixture_read(struct fixture *f, db_fn fn, void *ctx);
td_rc fixture_write(struct fixture *f, db_fn fn, void *ctx);

/* Runs SQL as somebody with the database's own tools. True when the database let it pass. */
bool fixture_behind(const struct fixture *f, const char *sql);

/* A small cluster-year: council "hd", cluster "10" (Cụm thi đua số 10), year 2019, three units "a" "b" "c", a sealed
 * scheme of 100 points (I manual 60 = I.1 manual 40 + I.2 manual 20, II ratio 40), account "van.a" (Nguyễn Văn A). */
struct fixture_year {
	struct council council;
	struct cluster cluster;
	struct cluster_year year;
	struct unit units[3];
	struct membership members[3];
	struct user user;
	scheme_id scheme;
	criterion_list criteria; /* TONG, I, I.1, I.2, II */
};
enum { FIXTURE_I1 = 2, FIXTURE_I2 = 3, FIXTURE_II = 4 }; /* indices into criteria */
td_rc fixture_year(struct fixture *f, struct fixture_year *out);

/* One self-score: points (or the actual) in hundredths. Inside a write. */
td_rc fixture_score(struct tx *t, const struct fixture_year *y, int unit, int criterion, i64 a_c);

#define CASE_DB(name)                                   \
	static void db_case_##name(struct fixture *f);  \
	CASE(name##_sqlite)                             \
	{                                               \
		struct fixture f;                       \
		if (fixture_open(&f, FIXTURE_SQLITE)) { \
			db_case_##name(&f);             \
			fixture_close(&f);              \
		}                                       \
	}                                               \
	CASE(name##_pg)                                 \
	{                                               \
		struct fixture f;                       \
		if (fixture_open(&f, FIXTURE_PG)) {     \
			db_case_##name(&f);             \
			fixture_close(&f);              \
		}                                       \
	}                                               \
	static void db_case_##name(struct fixture *f)

#endif
