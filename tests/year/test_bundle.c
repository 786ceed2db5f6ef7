/* The year's bundle: a whole year computed again from it, and every way in which somebody who can also mend the list of
 * files could bend it: the first difference is named with its place. */
#include <stdlib.h>

#include "bundle/bundle.h"
#include "jobs/demo.h"
#include "jobs/job_papers.h"
#include "jobs/year_bundle.h"
#include "office/zip_read.h"
#include "office/zip_write.h"
#include "tests/lib/fixture.h"

enum { S_TEN = 3 }; /* the demo year that was proposed to the Council */

/* ---- a year with everything in it ---- */

struct made {
	struct fixture f;
	struct demo demo;
	cluster_year_id year;
	str zip;
};

static td_rc ask_papers(struct tx *t, void *ctx)
{
	struct made *m = ctx;
	struct job j;
	return job_papers_all(t, m->year, &j);
}

static td_rc take(struct tx *t, void *ctx)
{
	struct made *m = ctx;
	return year_bundle(t, m->year, &m->zip);
}

static td_rc make_year(void *ctx)
{
	struct made *m = ctx;
	struct job_report n;
	td_rc rc = demo_load(m->f.db, m->f.a, &m->f.clock, STR_NULL, &m->f.e, &m->demo);
	m->year = m->demo.at[S_TEN].year;
	if (rc == TD_OK)
		rc = fixture_write(&m->f, ask_papers, m);
	if (rc == TD_OK)
		rc = job_pass(m->f.db, m->f.a, &m->f.e, JOB_MOST_SITE, NULL, &n);
	return rc == TD_OK ? fixture_read(&m->f, take, m) : rc;
}

/* Made once for all cases: it takes a second. */
static str good(void)
{
	static struct made m;
	static char *kept;
	static size_t n;
	if (kept == NULL && fixture_open(&m.f, FIXTURE_SQLITE)) {
		CHECK_INT(arena_run(m.f.a, make_year, &m), TD_OK);
		CHECK_STR(err_first(&m.f.e), "");
		kept = malloc(m.zip.n + 1);
		n = kept ? m.zip.n : 0;
		if (kept)
			memcpy(kept, m.zip.p, n);
		fixture_close(&m.f);
	}
	return (str){kept, n};
}

__attribute__((destructor)) static void give_back(void)
{
	free((char *)(uintptr_t)good().p);
}

static void read_good(struct bundle *b)
{
	struct err e = err_new(check_arena(), LANG_VI);
	CHECK_INT(bundle_read(check_arena(), good(), &e, b), TD_OK);
	CHECK_STR(err_first(&e), "");
}

CASE(a_year_is_computed_again_from_its_bundle)
{
	struct bundle b;
	struct bundle_counts n;
	struct err e = err_new(check_arena(), LANG_VI);
	read_good(&b);
	CHECK_INT(bundle_check(check_arena(), &b, &e, &n), TD_OK);
	CHECK_STR(err_first(&e), "");
	CHECK_INT(n.n_entries, b.journal.n);
	CHECK(n.n_entries > 100);
	CHECK(n.n_rankings >= 1 && n.n_units >= 8 && n.n_schemes >= 1);
	CHECK(n.n_polls >= 1 && n.n_papers >= 10);
	CHECK_INT(n.n_bound,
		  n.n_rankings + n.n_polls + n.n_papers); /* nothing that the journal does not hold */
}

CASE(written_again_it_has_the_same_bytes)
{
	struct bundle b;
	str again;
	read_good(&b);
	CHECK_INT(bundle_write(check_arena(), &b, &again), TD_OK);
	CHECK(str_eq(good(), again));
}

CASE(the_code_of_a_line_is_found)
{
	struct bundle b;
	read_good(&b);
	const struct chain_entry *x = &b.journal.at[b.journal.n / 2];
	CHECK(bundle_find_code(check_arena(), &b, chain_code(check_arena(), &x->hash)) == x);
	CHECK(bundle_find_code(check_arena(), &b, S("7QK4-M2XA-93FD")) == NULL);
}

/* ---- bent by somebody who writes the list of files anew ---- */

static void change_a_line(struct bundle *b)
{
	b->journal.at[20].actor_name = S("Nguyễn Văn Z");
}

static void drop_a_line(struct bundle *b)
{
	memmove(&b->journal.at[20], &b->journal.at[21], (b->journal.n - 21) * sizeof b->journal.at[0]);
	b->journal.n--;
}

static void drop_the_last_line_of_the_ranking(struct bundle *b)
{
	for (size_t i = b->journal.n; i-- > 0;)
		if (str_eq(b->journal.at[i].action, S("ranking.adopt"))) {
			b->journal.n = i;
			return;
		}
}

static void empty_a_reason(struct bundle *b)
{
	b->journal.at[20].reason = b->journal.at[20].reason.p ? STR_NULL : S("");
}

static void raise_a_total(struct bundle *b)
{
	b->rankings.at[0].rows.at[1].total_c += 1;
}

static void swap_two_units(struct bundle *b)
{
	struct bundle_row *rows = b->rankings.at[0].rows.at, first = rows[0];
	rows[0].unit = rows[1].unit;
	rows[1].unit = first.unit;
}

static void better_class(struct bundle *b)
{
	b->rankings.at[0].rows.at[b->rankings.at[0].rows.n - 1].class_code = S("HANG-MOT");
}

static void drop_a_unit(struct bundle *b)
{
	b->rankings.at[0].rows.n--;
}

/* The same figures under another title: the ranking comes out the same. */
static void other_figures(struct bundle *b)
{
	str *figures = &b->rankings.at[0].figures;
	size_t at = str_find(*figures, S("\"year\":"));
	CHECK(at < figures->n);
	*figures = arena_fmt(check_arena(), "%.*s\"title\":\"x\",%.*s", STRF(str_upto(*figures, at)),
			     STRF(str_from(*figures, at)));
}

static void other_scheme(struct bundle *b)
{
	b->rankings.at[0].scheme.b[0] ^= 1;
}

static void more_votes(struct bundle *b)
{
	struct poll_candidate *c = (struct poll_candidate *)(uintptr_t)&b->polls.at[0].poll.candidates[0];
	c->yes--;
	c->no++;
}

static void votes_that_do_not_add_up(struct bundle *b)
{
	((struct poll_candidate *)(uintptr_t)&b->polls.at[0].poll.candidates[0])->yes++;
}

static void other_winner(struct bundle *b)
{
	bool *elected = (bool *)(uintptr_t)b->polls.at[0].elected;
	CHECK(elected != NULL);
	elected[0] = !elected[0];
}

static void other_paper(struct bundle *b)
{
	b->papers.at[0].sha256 = S("0000000000000000000000000000000000000000000000000000000000000000");
}

static void paper_nobody_made(struct bundle *b)
{
	struct bundle_paper one = b->papers.at[0];
	one.id = 999999;
	VEC_PUSH(check_arena(), &b->papers) = one;
}

CASE(what_was_bent_is_named_by_its_place)
{
	static const struct {
		void (*bend)(struct bundle *b);
		const char *place; /* the first finding begins so */
	} bends[] = {
	    {change_a_line, "journal/21"},
	    {drop_a_line, "journal/22"},
	    {drop_the_last_line_of_the_ranking, "rankings/"},
	    {empty_a_reason, "journal/21"},
	    {raise_a_total, "rankings/1/"},
	    {swap_two_units, "rankings/1/"},
	    {better_class, "rankings/1/"},
	    {drop_a_unit, "rankings/1"},
	    {other_figures, "rankings/1"},
	    {other_scheme, "rankings/1"},
	    {more_votes, "polls/"},
	    {votes_that_do_not_add_up, "polls/"},
	    {other_winner, "polls/"},
	    {other_paper, "papers/"},
	    {paper_nobody_made, "papers/999999"},
	};
	for (size_t i = 0; i < sizeof bends / sizeof bends[0]; i++) {
		struct arena_mark m = arena_mark(check_arena());
		struct err e = err_new(check_arena(), LANG_VI);
		struct bundle b, again;
		struct bundle_counts n;
		str zip;
		read_good(&b);
		bends[i].bend(&b);
		CHECK_INT(bundle_write(check_arena(), &b, &zip), TD_OK);
		CHECK_INT(bundle_read(check_arena(), zip, &e, &again), TD_OK);
		CHECK_INT(bundle_check(check_arena(), &again, &e, &n), TD_INVALID);
		if (e.items.n == 0 || !str_has_prefix(e.items.at[0].where, str_c(bends[i].place)))
			check_fail(__FILE__, __LINE__, "bend %zu: found at \"%.*s\", not \"%s\"", i,
				   STRF(e.items.n ? e.items.at[0].where : S("")), bends[i].place);
		arena_release(check_arena(), m);
	}
}

/* ---- bent by somebody who does not ---- */

static void unpack(struct zip_part *parts, size_t *n)
{
	struct err e = err_new(check_arena(), LANG_VI);
	struct zip z;
	CHECK_INT(zip_open(check_arena(), good(), ZIP_BUNDLE, &e, &z), TD_OK);
	for (*n = 0; *n < z.n && *n < 100; ++*n) {
		parts[*n].name = z.entries[*n].name;
		CHECK_INT(zip_read(&z, &z.entries[*n], BUNDLE_BYTES_MAX, &e, &parts[*n].bytes), TD_OK);
	}
}

static td_rc read_parts(const struct zip_part *parts, size_t n, struct err *e)
{
	struct bundle b;
	str zip;
	CHECK_INT(zip_write(check_arena(), parts, n, &zip), TD_OK);
	return bundle_read(check_arena(), zip, e, &b);
}

CASE(each_file_is_the_one_that_is_listed)
{
	struct zip_part parts[101];
	size_t n;
	unpack(parts, &n);
	CHECK(n > 4);
	for (size_t i = 0; i < n; i++) {
		struct arena_mark m = arena_mark(check_arena());
		struct err e = err_new(check_arena(), LANG_VI);
		struct zip_part was = parts[i];
		parts[i].bytes = arena_fmt(check_arena(), "%.*s ", STRF(was.bytes));
		bool manifest = str_eq(was.name, S("manifest.json"));
		CHECK_INT(read_parts(parts, n, &e),
			  manifest ? TD_OK : TD_INVALID); /* a space at its end is none of it */
		if (!manifest)
			CHECK(str_has_prefix(e.items.at[0].where, was.name));
		parts[i] = was;
		arena_release(check_arena(), m);
	}
}

CASE(no_file_is_missing_and_none_is_over)
{
	struct zip_part parts[101];
	size_t n;
	struct err e = err_new(check_arena(), LANG_VI);
	unpack(parts, &n);
	CHECK_INT(read_parts(parts + 1, n - 1, &e), TD_INVALID);
	parts[n] = (struct zip_part){S("polls/7777.json"), S("{}")};
	e = err_new(check_arena(), LANG_VI);
	CHECK_INT(read_parts(parts, n + 1, &e), TD_INVALID);
	CHECK_STR(e.items.at[0].where, "manifest.json");
}

CASE(what_is_no_bundle_is_told_so)
{
	const struct zip_part other = {S("word/document.xml"), S("<w:document/>")};
	struct err e = err_new(check_arena(), LANG_VI);
	CHECK_INT(read_parts(&other, 1, &e), TD_INVALID);
	CHECK_STR(err_first(&e), "Đây không phải gói dữ liệu năm do thidua lập.");
}

/* ---- want of memory ---- */

static td_rc read_and_check(struct arena *a, void *ctx)
{
	const str *zip = ctx;
	struct err e = err_new(a, LANG_VI);
	struct bundle b;
	struct bundle_counts n;
	td_rc rc = bundle_read(a, *zip, &e, &b);
	return rc == TD_OK ? bundle_check(a, &b, &e, &n) : rc;
}

/* A short one: the journal alone. */
CASE(every_allocation)
{
	struct bundle b;
	str zip;
	read_good(&b);
	b.journal.n = 3;
	b.schemes.n = b.rankings.n = b.polls.n = b.papers.n = 0;
	CHECK_INT(bundle_write(check_arena(), &b, &zip), TD_OK);
	CHECK(check_every_allocation(read_and_check, &zip) > 10);
}
