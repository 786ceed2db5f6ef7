/* The layer below the store: statements, migrations, the journal's protection, refusals at opening, copies. */
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/driver.h"
#include "store/journal.h"
#include "store/maintain.h"
#include "store/migrate.h"
#include "tests/lib/fixture.h"

#define TX(name) static td_rc name(struct tx *t, void *ctx)

/* Statements and migrations -------------------------------------------------------------------------------------- */

TX(prepare_all)
{
	(void)ctx;
	for (u32 i = 0; i < stmt_n; i++) {
		if (t->db->drv->prepare(t->conn, stmt_all[i]) != TD_OK)
			check_fail(__FILE__, __LINE__, "%s (%s) cannot be prepared", stmt_all[i]->name,
				   stmt_all[i]->where);
	}
	return TD_OK;
}

CASE_DB(every_statement_can_be_prepared)
{
	CHECK(stmt_n > 100);
	CHECK_INT(fixture_read(f, prepare_all, NULL), TD_OK);
}

struct listed {
	struct fixture *f;
	migration_list list;
};

static td_rc list_migrations(void *p)
{
	struct listed *l = p;
	return migrate_list(l->f->db, l->f->a, &l->f->e, &l->list);
}

CASE_DB(migrations_are_remembered)
{
	struct listed l = {.f = f};
	CHECK_INT(arena_run(f->a, list_migrations, &l), TD_OK);
	CHECK_INT(l.list.n, schema_n_migrations);
	for (size_t i = 0; i < l.list.n; i++)
		CHECK_INT(l.list.at[i].state, MIGRATION_APPLIED);
	CHECK_INT(fixture_reopen(f, DB_CREATE), TD_OK); /* nothing to do the second time */
}

static td_rc reopen_use(void *p)
{
	return fixture_reopen(p, DB_USE);
}

CASE_DB(a_newer_schema_is_refused)
{
	CHECK(fixture_behind(f, "INSERT INTO schema_migration VALUES (99, 'future', "
				"'0000000000000000000000000000000000000000000000000000000000000000', 1)"));
	CHECK_INT(arena_run(f->a, reopen_use, f), TD_CONFLICT);
	CHECK(str_find(err_first(&f->e), S("phiên bản thidua mới hơn")) < err_first(&f->e).n);
	CHECK_INT(rc_exit(TD_CONFLICT), 1);
}

CASE_DB(another_history_is_refused)
{
	CHECK(fixture_behind(
	    f,
	    "UPDATE schema_migration SET "
	    "hash = '0000000000000000000000000000000000000000000000000000000000000000' WHERE version = 1"));
	CHECK_INT(arena_run(f->a, reopen_use, f), TD_CONFLICT);
}

/* Opening -------------------------------------------------------------------------------------------------------- */

static td_rc try_open(struct fixture *f, str url, enum db_mode mode)
{
	struct db_config cfg = {.url = url, .mode = mode};
	struct db *db = NULL;
	f->e.items.n = f->e.n_total = 0;
	td_rc rc = db_open(&cfg, &f->clock.env, &f->e, &db);
	CHECK(rc == TD_OK || f->e.n_total == 1); /* one sentence for each refusal */
	db_close(db);
	return rc;
}

static td_rc refusals(void *p)
{
	struct fixture *f = p;
	CHECK_INT(try_open(f, S("mysql://x"), DB_USE), TD_INVALID);
	CHECK_INT(try_open(f, S("sqlite:/nowhere/at/all.db"), DB_CREATE), TD_NOT_FOUND);
	CHECK_INT(try_open(f, arena_fmt(f->a, "sqlite:%s/none.db", f->dir), DB_USE), TD_NOT_FOUND);
	CHECK_INT(try_open(f, arena_fmt(f->a, "sqlite:%s", f->dir), DB_USE), TD_INVALID);
	CHECK_INT(try_open(f, f->url, DB_SERVE), TD_BUSY); /* the fixture serves it */
	CHECK(str_find(err_first(&f->e), S("Một máy chủ thidua khác")) == 0);
	CHECK_INT(try_open(f, f->url, DB_USE), TD_OK); /* a command may look in */
	str text = arena_fmt(f->a, "%s/text.db", f->dir);
	FILE *file = fopen(text.p, "w");
	CHECK(file != NULL);
	for (int i = 0; i < 1000; i++)
		fputs("đây không phải cơ sở dữ liệu\n", file);
	fclose(file);
	CHECK_INT(try_open(f, arena_fmt(f->a, "sqlite:%s", text.p), DB_CREATE), TD_CORRUPT);
	return TD_OK;
}

CASE(refusals_at_opening)
{
	struct fixture f;
	if (!fixture_open(&f, FIXTURE_SQLITE))
		return;
	CHECK_INT(arena_run(f.a, refusals, &f), TD_OK);
	fixture_close(&f);
}

static td_rc strangers(void *p)
{
	struct fixture *f = p;
	sqlite3 *h;
	str path = arena_fmt(f->a, "%s/other.db", f->dir);
	CHECK_INT(sqlite3_open(path.p, &h), SQLITE_OK);
	CHECK_INT(sqlite3_exec(h, "CREATE TABLE recipe (id INTEGER)", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(h);
	CHECK_INT(try_open(f, arena_fmt(f->a, "sqlite:%s", path.p), DB_CREATE), TD_CONFLICT);
	return TD_OK;
}

CASE(somebody_elses_database_is_left_alone)
{
	struct fixture f;
	if (!fixture_open(&f, FIXTURE_SQLITE))
		return;
	CHECK_INT(arena_run(f.a, strangers, &f), TD_OK);
	fixture_close(&f);
}

/* The journal ---------------------------------------------------------------------------------------------------- */

TX(write_journal)
{
	(void)ctx;
	td_rc rc = TD_OK;
	for (int i = 0; rc == TD_OK && i < 700; i++) /* more than one batch of the check */
		rc = journal_add(t, i % 2 ? 7 : JOURNAL_SYSTEM, S("thử.ghi"), S("unit"), i, STR_NULL,
				 S("{\"a\":1}"), i % 3 ? STR_NULL : S("lý do"));
	return rc;
}

struct verified {
	i64 chains, entries;
};

TX(verify)
{
	struct verified *v = ctx;
	return journal_verify(t, &v->chains, &v->entries);
}

TX(page_journal)
{
	journal_list list;
	(void)ctx;
	CHECK_INT(journal_page(t, 7, 0, 10, &list), TD_OK);
	CHECK_INT(list.n, 10);
	CHECK_INT(list.at[0].seq, 350);
	CHECK_INT(journal_page(t, 7, list.at[9].seq, 10, &list), TD_OK);
	CHECK_INT(list.at[0].seq, 340);
	return TD_OK;
}

CASE_DB(the_journal_only_grows)
{
	struct verified v = {0};
	CHECK_INT(fixture_write(f, write_journal, NULL), TD_OK);
	CHECK_INT(fixture_read(f, verify, &v), TD_OK);
	CHECK_INT(v.chains, 2);
	CHECK_INT(v.entries, 700);
	CHECK_INT(fixture_read(f, page_journal, NULL), TD_OK);
	CHECK(!fixture_behind(f, "UPDATE journal SET reason = 'khác' WHERE seq = 3"));
	CHECK(!fixture_behind(f, "DELETE FROM journal WHERE seq = 3"));
	CHECK_INT(fixture_read(f, verify, &v), TD_OK);
}

/* Whoever can drop the trigger can change an entry; the chain then tells where. */
CASE_DB(a_changed_journal_is_found)
{
	struct verified v = {0};
	CHECK_INT(fixture_write(f, write_journal, NULL), TD_OK);
	if (f->engine == FIXTURE_PG)
		CHECK(fixture_behind(f, "DROP TRIGGER journal_no_change ON journal; "
					"UPDATE journal SET reason = 'khác' WHERE chain = 7 AND seq = 20; "
					"DELETE FROM journal WHERE chain = 0 AND seq = 100"));
	else
		CHECK(fixture_behind(f, "DROP TRIGGER journal_no_update; DROP TRIGGER journal_no_delete; "
					"UPDATE journal SET reason = 'khác' WHERE chain = 7 AND seq = 20; "
					"DELETE FROM journal WHERE chain = 0 AND seq = 100"));
	CHECK_INT(fixture_read(f, verify, &v), TD_CORRUPT);
	CHECK_INT(f->e.n_total, 2);
	CHECK_STR(f->e.items.at[0].where, "journal/0/101");
	CHECK_STR(f->e.items.at[1].where, "journal/7/20");
}

/* The second wall: the program's own connection refuses what no statement of it asks for. */
CASE(the_connection_refuses_ddl_and_journal_changes)
{
	struct fixture f;
	struct db_conn *c;
	const char *why;
	if (!fixture_open(&f, FIXTURE_SQLITE))
		return;
	CHECK_INT(conn_take(f.db, &c, &why), TD_OK);
	CHECK(f.db->drv->script(c, "DROP TABLE journal") != TD_OK);
	CHECK(f.db->drv->script(c, "CREATE TABLE x (y)") != TD_OK);
	CHECK(f.db->drv->script(c, "DELETE FROM journal") != TD_OK);
	CHECK(f.db->drv->script(c, "ATTACH '/tmp/x.db' AS x") != TD_OK);
	CHECK(f.db->drv->script(c, "PRAGMA query_only = OFF") != TD_OK);
	CHECK(f.db->drv->script(c, "INSERT INTO setting VALUES ('a', 'b', 1)") != TD_OK); /* a reader */
	conn_give(c);
	fixture_close(&f);
}

CASE_DB(a_sealed_scheme_never_changes)
{
	struct fixture_year y;
	CHECK_INT(fixture_year(f, &y), TD_OK);
	CHECK(!fixture_behind(f, "UPDATE scheme SET title = 'khác'"));
	CHECK(!fixture_behind(f, "UPDATE criterion SET name = 'khác'"));
	CHECK(!fixture_behind(f, "DELETE FROM criterion WHERE code = 'I.1'"));
}

/* Copies --------------------------------------------------------------------------------------------------------- */

TX(fill)
{
	const struct fixture_year *y = ctx;
	td_rc rc = TD_OK;
	for (int u = 0; rc == TD_OK && u < 3; u++)
		rc = fixture_score(t, y, u, FIXTURE_I1, 3000 + u);
	return rc == TD_OK ? write_journal(t, ctx) : rc;
}

TX(look)
{
	const struct fixture_year *y = ctx;
	struct scored_year s;
	struct verified v;
	CHECK_INT(store_year_load(t, y->year.id, STAGE_SELF, &s), TD_OK);
	CHECK_INT(s.entries.n, 3);
	CHECK_INT(s.result.total_c[2], 3002);
	CHECK_INT(verify(t, &v), TD_OK);
	CHECK_INT(v.entries, 700);
	return TD_OK;
}

struct copies {
	struct fixture *f, *g;
	struct fixture_year *y;
};

/* Every telling is further than the one before; the last one has everything. */
static void note(void *ctx, const struct maintain_copied *now)
{
	struct maintain_copied *last = ctx;
	CHECK(now->n_tables >= last->n_tables && now->n_rows >= last->n_rows);
	*last = *now;
}

static td_rc copy_over(void *p)
{
	struct copies *c = p;
	str path = arena_fmt(c->f->a, "%s/copy.db", c->f->dir);
	struct maintain_report r;
	struct maintain_copied out = {0}, in = {0};
	CHECK_INT(maintain_backup(c->f->db, c->f->a, &c->f->e, path, note, &out), TD_OK);
	CHECK_INT(maintain_restore(c->g->db, c->f->a, &c->f->e, path, note, &in), TD_OK);
	CHECK(out.n_rows > 700 && in.n_rows == out.n_rows);
	CHECK_INT(out.n_tables, schema_n_tables - 1); /* all but the migrations */
	CHECK_INT(in.n_tables, in.all_tables);
	CHECK_STR(err_first(&c->f->e), "");
	CHECK_INT(maintain_check(c->g->db, c->f->a, &c->f->e, &r), TD_OK);
	CHECK_INT(r.n_entries, 700);
	CHECK_INT(r.n_schemes, 1);
	CHECK_INT(maintain_restore(c->g->db, c->f->a, &c->f->e, path, NULL, NULL), TD_CONFLICT);
	return TD_OK;
}

TX(add_after)
{
	struct unit u = {.code = S("sau"), .name = S("Đơn vị thêm sau")};
	(void)ctx;
	return store_unit_add(t, &u);
}

static void move(enum fixture_engine from, enum fixture_engine to)
{
	struct fixture f, g;
	struct fixture_year y;
	if (!fixture_open(&f, from))
		return;
	if (fixture_open(&g, to)) {
		struct copies c = {&f, &g, &y};
		CHECK_INT(fixture_year(&f, &y), TD_OK);
		CHECK_INT(fixture_write(&f, fill, &y), TD_OK);
		CHECK_INT(arena_run(f.a, copy_over, &c), TD_OK);
		CHECK_INT(fixture_read(&g, look, &y), TD_OK);
		CHECK_INT(fixture_write(&g, add_after, NULL),
			  TD_OK); /* identities go on after the copied ones */
		fixture_close(&g);
	}
	fixture_close(&f);
}

CASE(a_copy_comes_back)
{
	move(FIXTURE_SQLITE, FIXTURE_SQLITE);
}

CASE(a_site_moves_to_postgresql)
{
	move(FIXTURE_SQLITE, FIXTURE_PG);
}

CASE(a_site_moves_to_sqlite)
{
	move(FIXTURE_PG, FIXTURE_SQLITE);
}

/* Many at once --------------------------------------------------------------------------------------------------- */

enum { WRITERS = 64, EACH = 20 };

struct writer {
	struct db *db;
	int index, done;
	i64 worst_ns;
	td_rc rc;
	pthread_t thread;
};

TX(append_one)
{
	const struct writer *w = ctx;
	td_rc rc =
	    journal_add(t, 1 + w->index % 4, S("thử"), S("unit"), w->index, STR_NULL, STR_NULL, STR_NULL);
	/* every fifth command fails after it wrote: its neighbours in the group must not notice */
	return rc == TD_OK && w->done % 5 == 4 ? TD_INVALID : rc;
}

static void *writer(void *p)
{
	struct writer *w = p;
	struct actor who = {w->index, S("kiểm thử")};
	struct arena *a = arena_new("writer", 8 << 20);
	for (; w->done < EACH && w->rc == TD_OK; w->done++) {
		struct err e = err_new(a, LANG_VI);
		td_rc rc = db_write(w->db, a, &e, &who, append_one, w);
		if (rc != (w->done % 5 == 4 ? TD_INVALID : TD_OK))
			w->rc = rc == TD_OK ? TD_DB : rc;
		arena_reset(a);
	}
	arena_free(a);
	return NULL;
}

CASE_DB(many_writers)
{
	static struct writer w[WRITERS];
	struct verified v;
	for (int i = 0; i < WRITERS; i++) {
		w[i] = (struct writer){.db = f->db, .index = i};
		CHECK_INT(pthread_create(&w[i].thread, NULL, writer, &w[i]), 0);
	}
	for (int i = 0; i < WRITERS; i++) {
		pthread_join(w[i].thread, NULL);
		CHECK_INT(w[i].rc, TD_OK);
		CHECK_INT(w[i].done, EACH);
	}
	CHECK_INT(fixture_read(f, verify, &v), TD_OK);
	CHECK_INT(v.chains, 4);
	CHECK_INT(v.entries, WRITERS * EACH * 4 / 5);
}

/* Lost connections ----------------------------------------------------------------------------------------------- */

TX(count_units)
{
	unit_list list;
	(void)ctx;
	return store_unit_list(t, &list);
}

/* A restarted server or a firewall closes idle connections: nobody notices. */
CASE(closed_connections_are_replaced)
{
	static const char cut[] =
	    "DO $$ BEGIN PERFORM pg_terminate_backend(pid) FROM pg_stat_activity "
	    "WHERE pid <> pg_backend_pid() AND application_name = current_schema(); END $$";
	struct fixture f;
	if (!fixture_open(&f, FIXTURE_PG))
		return;
	CHECK_INT(fixture_read(&f, count_units, NULL), TD_OK);
	CHECK(fixture_behind(&f, cut));
	CHECK_INT(fixture_read(&f, count_units, NULL), TD_OK);
	CHECK(fixture_behind(&f, cut));
	CHECK_INT(fixture_write(&f, add_after, NULL), TD_OK);
	fixture_close(&f);
}

/* The connection dies inside a command: a code and a sentence, nothing stays, the next one works. */
TX(die)
{
	struct fixture *f = ctx;
	CHECK_INT(add_after(t, NULL), TD_OK);
	CHECK(fixture_behind(
	    f, "DO $$ BEGIN PERFORM pg_terminate_backend(pid) FROM pg_stat_activity "
	       "WHERE pid <> pg_backend_pid() AND application_name = current_schema(); END $$"));
	return TD_OK;
}

CASE(a_connection_that_dies_in_commit_is_uncertain)
{
	struct fixture f;
	if (!fixture_open(&f, FIXTURE_PG))
		return;
	CHECK_INT(fixture_write(&f, die, &f), TD_UNCERTAIN);
	CHECK(str_find(err_first(&f.e), S("đúng lúc đang lưu")) < err_first(&f.e).n);
	CHECK_INT(fixture_write(&f, add_after, NULL), TD_OK);
	fixture_close(&f);
}
