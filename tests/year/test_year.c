/* Whole working years, played through the acts with a fixed clock on SQLite and on PostgreSQL: the same bytes must come
 * out of both — figures, ranking, journal with its hashes, papers. */
#include <stdio.h>

#include "jobs/act_journal.h"
#include "jobs/demo.h"
#include "jobs/job_papers.h"
#include "jobs/province.h"
#include "jobs/year_bundle.h"
#include "jobs/year_table.h"
#include "store/store_meeting.h"
#include "store/store_ranking.h"
#include "tests/lib/fixture.h"

enum { MAX_DUMP = 64 << 20 };

struct played {
	struct fixture *f;
	struct demo demo;
	str dump;
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

/* It is computed again from its own bytes before it is given out. */
static td_rc dump_bundle(struct tx *t, cluster_year_id id, struct sb *b)
{
	struct sha256 hash;
	str zip;
	td_rc rc = year_bundle(t, id, &zip);
	if (rc == TD_OK)
		rc = sha256_of(zip, &hash);
	if (rc == TD_OK)
		put_hash(t, b, &hash);
	return rc;
}

static td_rc dump(struct tx *t, void *ctx)
{
	struct played *s = ctx;
	struct sb b = sb_new(t->a, MAX_DUMP);
	td_rc rc = TD_OK;
	for (size_t i = 0; rc == TD_OK && i < s->demo.n; i++) {
		cluster_year_id id = s->demo.at[i].year;
		sb_fmt(&b, "== %.*s\n", STRF(s->demo.at[i].cluster_name));
		rc = dump_figures(t, id, &b);
		if (rc == TD_OK)
			rc = dump_journal(t, id.v, &b);
		if (rc == TD_OK)
			rc = dump_papers(t, id, &b);
		if (rc == TD_OK)
			rc = dump_bundle(t, id, &b);
	}
	i64 n_chains, n_entries;
	if (rc == TD_OK)
		rc = journal_verify(t, &n_chains, &n_entries);
	s->dump = sb_str(&b);
	return rc;
}

/* Every paper of every year, by jobs. */
static td_rc ask_papers(struct tx *t, void *ctx)
{
	struct played *s = ctx;
	td_rc rc = TD_OK;
	for (size_t i = 0; rc == TD_OK && i < s->demo.n; i++) {
		struct job j;
		rc = job_papers_all(t, s->demo.at[i].year, &j);
	}
	return rc;
}

static td_rc play_all(void *ctx)
{
	struct played *s = ctx;
	struct fixture *f = s->f;
	td_rc rc = demo_load(f->db, f->a, &f->clock, STR_NULL, &f->e, &s->demo);
	struct job_report n = {0};
	if (rc == TD_OK)
		rc = fixture_write(f, ask_papers, s);
	if (rc == TD_OK)
		rc = job_pass(f->db, f->a, &f->e, JOB_MOST_SITE, NULL, &n);
	CHECK_INT(n.n_done, (i64)s->demo.n);
	return rc == TD_OK ? fixture_read(f, dump, s) : rc;
}

/* A database, all five years in it, and what it holds then. */
static bool play(struct fixture *f, enum fixture_engine engine, struct played *out)
{
	*out = (struct played){.f = f};
	if (!fixture_open(f, engine))
		return false;
	CHECK_INT(arena_run(f->a, play_all, out), TD_OK);
	for (size_t i = 0; i < f->e.items.n; i++)
		fprintf(stderr, "%.*s: %.*s\n", STRF(f->e.items.at[i].where), STRF(f->e.items.at[i].text));
	return true;
}

CASE(five_years_play_through)
{
	static const char *const states[] = {"Thực hiện phong trào", "Tự chấm điểm", "Đăng ký, ký giao ước",
					     "Đã trình Hội đồng", "Thẩm tra"};
	struct fixture f;
	struct played p;
	CHECK(play(&f, FIXTURE_SQLITE, &p));
	CHECK_INT(p.demo.n, 5);
	CHECK(p.dump.n > 10000);
	for (size_t i = 0; i < p.demo.n; i++)
		CHECK_STR(p.demo.at[i].state_name, states[i]);
	fixture_close(&f);
}

/* ---- the invented province ---- */

static td_rc load_province(void *ctx)
{
	struct fixture *f = ctx;
	struct province p;
	td_rc rc = province_load(f->db, f->a, &f->clock, 4, STR_NULL, &f->e, NULL, NULL, &p);
	CHECK_INT(p.n_years, 4 * PROVINCE_YEARS);
	CHECK(p.n_events > 1000);
	return rc;
}

static td_rc check_steps(struct tx *t, void *ctx)
{
	static const char *const codes[] = {"mh-cum-01", "mh-cum-02", "mh-cum-03", "mh-cum-04"};
	static const char *const steps[] = {"running", "self_scoring", "verifying", "meeting"};
	(void)ctx;
	for (size_t i = 0; i < 4; i++)
		for (i64 year = PROVINCE_FIRST_YEAR; year < PROVINCE_FIRST_YEAR + PROVINCE_YEARS; year++) {
			struct cluster_year y;
			membership_list members = {0};
			bool last = year == PROVINCE_FIRST_YEAR + PROVINCE_YEARS - 1;
			CHECK_INT(store_cluster_year_find(t, str_c(codes[i]), year, &y), TD_OK);
			CHECK_STR(y.step, last ? steps[i] : "proposed");
			CHECK_INT(store_membership_list(t, y.id, &members), TD_OK);
			CHECK_INT(members.n, 8);
		}
	return TD_OK;
}

CASE_DB(the_province_stands_where_it_says)
{
	td_rc rc = arena_run(f->a, load_province, f);
	CHECK_INT(rc, TD_OK);
	CHECK_STR(err_first(&f->e), "");
	CHECK_INT(fixture_read(f, check_steps, NULL), TD_OK);
}

static void tell_difference(str a, str b)
{
	size_t at = 0;
	while (at < a.n && at < b.n && a.p[at] == b.p[at])
		at++;
	a = str_upto(str_from(a, at), 120);
	b = str_upto(str_from(b, at), 120);
	check_fail(__FILE__, __LINE__, "dumps differ at byte %zu: «%.*s» and «%.*s»", at, STRF(a), STRF(b));
}

CASE(same_bytes_on_both_engines)
{
	struct fixture lite, post;
	struct played a, b;
	if (!play(&post, FIXTURE_PG, &b))
		return;
	CHECK(play(&lite, FIXTURE_SQLITE, &a));
	CHECK(a.dump.n > 10000);
	if (!str_eq(a.dump, b.dump))
		tell_difference(a.dump, b.dump);
	fixture_close(&lite);
	fixture_close(&post);
}
