/* Whole working years, played through the acts with a fixed clock on SQLite and on PostgreSQL: the same bytes must come
 * out of both — figures, ranking, journal with its hashes, papers. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "jobs/act_journal.h"
#include "jobs/demo.h"
#include "jobs/papers.h"
#include "jobs/year_table.h"
#include "store/store_meeting.h"
#include "store/store_ranking.h"
#include "tests/lib/check.h"

enum { MEMORY = 512 << 20, MAX_DUMP = 64 << 20 };

struct site {
	struct arena *a;
	struct db *db;
	struct env_fixed clock;
	struct err e;
	struct demo demo;
	str dump;
	char dir[64];
};

static void put_hash(struct tx *t, struct sb *b, const struct sha256 *h)
{
	sb_put(b, hex_of(t->a, h->b, SHA256_LEN));
	sb_byte(b, '\n');
}

static td_rc dump_figures(struct tx *t, cluster_year_id id, struct sb *b)
{
	struct scored_year *sy = NEW(t->a, struct scored_year);
	struct score_table table;
	td_rc rc = store_year_load(t, id, STAGE_COUNCIL, sy);
	if (rc == TD_OK)
		rc = year_table(t, sy, &table);
	if (rc != TD_OK)
		return rc;
	sb_put(b, value_to_json(t->a, data_to_value(t->a, sy->scheme, &table), VALUE_PRETTY));
	for (u32 u = 0; sy->computed && u < sy->result.n_units; u++)
		sb_fmt(b, "%.*s rank %u total %lld raw %lld class %u excluded %u\n",
		       STRF(sy->members.at[u].unit_code), sy->result.rank[u],
		       (long long)sy->result.total_c[u], (long long)sy->result.raw_c[u],
		       sy->result.class_ix[u], sy->result.excluded[u]);
	return TD_OK;
}

static td_rc dump_journal(struct tx *t, i64 chain, struct sb *b)
{
	journal_list list = {0};
	td_rc rc = journal_page(t, chain, 0, 100000, &list);
	for (size_t i = list.n; rc == TD_OK && i-- > 0;) {
		sb_fmt(b, "%lld %.*s | ", (long long)list.at[i].seq,
		       STRF(act_sentence(t->a, LANG_VI, &list.at[i])));
		put_hash(t, b, &list.at[i].hash);
	}
	return rc;
}

static td_rc dump_papers(struct tx *t, cluster_year_id id, struct sb *b)
{
	paper_list papers = {0};
	td_rc rc = store_paper_list(t, id, &papers);
	for (size_t i = 0; rc == TD_OK && i < papers.n; i++) {
		struct file_row f;
		rc = store_file_get(t, papers.at[i].file, &f);
		sb_fmt(b, "%.*s %lld ", STRF(papers.at[i].kind), (long long)f.size);
		put_hash(t, b, &f.hash);
	}
	return rc;
}

static td_rc dump(struct tx *t, void *ctx)
{
	struct site *s = ctx;
	struct sb b = sb_new(s->a, MAX_DUMP);
	td_rc rc = TD_OK;
	for (size_t i = 0; rc == TD_OK && i < s->demo.n; i++) {
		cluster_year_id id = s->demo.at[i].year;
		sb_fmt(&b, "== %.*s\n", STRF(s->demo.at[i].cluster_name));
		rc = dump_figures(t, id, &b);
		if (rc == TD_OK)
			rc = dump_journal(t, id.v, &b);
		if (rc == TD_OK)
			rc = dump_papers(t, id, &b);
	}
	i64 n_chains, n_entries;
	if (rc == TD_OK)
		rc = journal_verify(t, &n_chains, &n_entries);
	s->dump = sb_str(&b);
	return rc;
}

static const struct actor nobody = {0, {"", 0}};

static td_rc play_all(void *ctx)
{
	struct site *s = ctx;
	td_rc rc = demo_load(s->db, s->a, &s->clock, STR_NULL, &s->e, &s->demo);
	return rc == TD_OK ? db_read(s->db, s->a, &s->e, &nobody, dump, s) : rc;
}

static void site_play(struct site *s, str url, const char *schema)
{
	struct db_config cfg = {.url = url, .mode = DB_CREATE, .schema = schema};
	s->a = arena_new("year", MEMORY);
	s->e = err_new(s->a, LANG_VI);
	env_fixed_init(&s->clock, 1546563600000, 1, 7);
	td_rc rc = db_open(&cfg, &s->clock.env, &s->e, &s->db);
	if (rc == TD_OK)
		rc = arena_run(s->a, play_all, s);
	CHECK_INT(rc, TD_OK);
	for (size_t i = 0; i < s->e.items.n; i++)
		fprintf(stderr, "%.*s: %.*s\n", STRF(s->e.items.at[i].where), STRF(s->e.items.at[i].text));
}

static void site_close(struct site *s)
{
	db_close(s->db);
	arena_free(s->a);
}

static void site_sqlite(struct site *s)
{
	char url[128];
	snprintf(s->dir, sizeof s->dir, "/tmp/thidua-year-XXXXXX");
	CHECK(mkdtemp(s->dir) != NULL);
	snprintf(url, sizeof url, "sqlite:%s/year.db", s->dir);
	site_play(s, str_c(url), NULL);
}

static void site_sqlite_close(struct site *s)
{
	static const char *const files[] = {"year.db", "year.db-wal", "year.db-shm", "year.db.lock"};
	site_close(s);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		char path[128];
		snprintf(path, sizeof path, "%s/%s", s->dir, files[i]);
		unlink(path);
	}
	rmdir(s->dir);
}

CASE(five_years_play_through)
{
	struct site s = {0};
	site_sqlite(&s);
	CHECK_INT(s.demo.n, 5);
	CHECK(s.dump.n > 10000);
	static const char *const states[] = {"Thực hiện phong trào", "Tự chấm điểm", "Đăng ký, ký giao ước",
					     "Đã trình Hội đồng", "Thẩm định"};
	for (size_t i = 0; i < s.demo.n; i++)
		CHECK_STR(s.demo.at[i].state_name, states[i]);
	site_sqlite_close(&s);
}

CASE(same_bytes_on_both_engines)
{
	const char *pg = getenv("THIDUA_TEST_PG");
	if (pg == NULL) {
		check_skip("THIDUA_TEST_PG is not set: run ./dev test, which starts PostgreSQL");
		return;
	}
	struct site lite = {0}, post = {0};
	site_sqlite(&lite);
	site_play(&post, str_c(pg), "year_test");
	CHECK(lite.dump.n > 10000);
	if (!str_eq(lite.dump, post.dump)) {
		size_t at = 0;
		while (at < lite.dump.n && at < post.dump.n && lite.dump.p[at] == post.dump.p[at])
			at++;
		check_fail(__FILE__, __LINE__, "dumps differ at byte %zu: «%.*s» and «%.*s»", at,
			   STRF(str_upto(str_from(lite.dump, at), 120)),
			   STRF(str_upto(str_from(post.dump, at), 120)));
	}
	site_sqlite_close(&lite);
	site_close(&post);
}
