/* Kept pages: the same bytes for every reader until somebody writes, with the reader's own name and tokens. */
#include <pthread.h>
#include <sched.h>
#include <zlib.h>

#include "tests/http/web_site.h"

static int handled(struct site *s, const char *cookie, struct ask *q)
{
	int before = atomic_load(&site_n_made);
	*q = (struct ask){.method = "GET",
			  .target = "/cum/10/2019/giu",
			  .cookie = cookie,
			  .a = q->a,
			  .encoding = q->encoding};
	site_ask(s, q);
	CHECK_INT(q->status, 200);
	return atomic_load(&site_n_made) - before;
}

static void post_note(struct site *s, const char *text)
{
	struct ask q = {.method = "POST", .target = "/cum/10/2019/ghi", .cookie = site_secretary};
	char rest[64];
	snprintf(rest, sizeof rest, "text=%s", text);
	q.body = site_with(site_tokens(s, "/cum/10/2019/ghi", site_secretary), rest);
	site_ask(s, &q);
	CHECK_INT(q.status, 303);
}

CASE_DB(page_is_kept_until_its_year_is_written)
{
	struct site s;
	struct ask q = {0};
	site_open(&s, f, 0);
	CHECK_INT(handled(&s, site_secretary, &q), 1);
	CHECK_INT(handled(&s, site_secretary, &q), 0);
	CHECK(site_has(q.text, "<p></p><b>Trần Thị B</b>"));
	post_note(&s, "moi");
	CHECK_INT(handled(&s, site_secretary, &q), 1);
	CHECK(site_has(q.text, "<p>moi</p>"));
	CHECK_INT(handled(&s, site_secretary, &q), 0);
	site_close(&s);
}

CASE_DB(kept_page_has_its_readers_name_and_fresh_tokens)
{
	struct site s;
	struct ask q = {0};
	site_open(&s, f, 0);
	handled(&s, site_officer, &q);
	CHECK_INT(handled(&s, site_officer, &q), 0);
	CHECK(site_has(q.text, "<b>Nguyễn &lt;Văn&gt; A</b>"));
	str first = site_tokens(&s, "/cum/10/2019/giu", site_officer);
	char kept[512];
	snprintf(kept, sizeof kept, "%.*s", STRF(first));
	CHECK(!str_eq(site_tokens(&s, "/cum/10/2019/giu", site_officer), str_c(kept)));
	site_close(&s);
}

static td_rc end_sessions(struct tx *t, void *ctx)
{
	struct user u;
	i64 n;
	td_rc rc = store_user_by_login(t, str_c(ctx), &u);
	return rc == TD_OK ? store_session_end_all(t, u.id, (session_id){0}, &n) : rc;
}

CASE_DB(ended_session_sees_no_kept_page)
{
	struct site s;
	struct ask q = {0};
	char login[] = "can.bo";
	site_open(&s, f, 0);
	handled(&s, site_officer, &q);
	CHECK_INT(handled(&s, site_officer, &q), 0);
	CHECK_INT(fixture_write(f, end_sessions, login), TD_OK);
	q = (struct ask){.method = "GET", .target = "/cum/10/2019/giu", .cookie = site_officer};
	site_ask(&s, &q);
	CHECK_INT(q.status, 303);
	site_close(&s);
}

static str inflated(struct arena *a, str packed)
{
	z_stream z = {.next_in = (Bytef *)(uintptr_t)packed.p, .avail_in = (uInt)packed.n};
	char *p = arena_alloc(a, 1 << 16);
	z.next_out = (Bytef *)p;
	z.avail_out = 1 << 16;
	CHECK_INT(inflateInit2(&z, 15 + 16), Z_OK);
	CHECK_INT(inflate(&z, Z_FINISH), Z_STREAM_END); /* checks CRC and length too */
	str out = {p, z.total_out};
	inflateEnd(&z);
	return out;
}

CASE_DB(kept_page_is_put_together_compressed)
{
	struct site s;
	struct ask q = {.encoding = "gzip, br"};
	site_open(&s, f, 0);
	handled(&s, site_secretary, &q);
	CHECK_INT(handled(&s, site_secretary, &q), 0);
	CHECK_STR(q.encoding_sent, "gzip");
	str text = inflated(f->a, q.text);
	CHECK(site_has(text, "<p></p><b>Trần Thị B</b><input type=\"hidden\" name=\"csrf\""));
	site_close(&s);
}

CASE_DB(unchanged_page_is_not_sent_again)
{
	struct site s;
	struct ask q = {0};
	char etag[128];
	site_open(&s, f, 0);
	handled(&s, site_secretary, &q);
	snprintf(etag, sizeof etag, "%.*s", STRF(q.etag));
	q = (struct ask){
	    .method = "GET", .target = "/cum/10/2019/giu", .cookie = site_secretary, .if_none_match = etag};
	site_ask(&s, &q);
	CHECK_INT(q.status, 304);
	CHECK_INT(q.text.n, 0);
	post_note(&s, "khac");
	site_ask(&s, &q);
	CHECK_INT(q.status, 200);
	site_close(&s);
}

/* Readers beside a writer: whoever asks after a write was acknowledged sees it or a later one. */
enum { READERS = 3, WRITES = 60 };

struct race {
	struct site *s;
	atomic_int acknowledged;
	atomic_bool done;
	atomic_int n_stale, n_read;
};

static int number_in(str page)
{
	u64 n = 0;
	str rest = str_from(page, 3);
	return str_u64(str_upto(rest, str_find_byte(rest, '<')), &n) == TD_OK ? (int)n : 0;
}

static void *read_on(void *arg)
{
	struct race *race = arg;
	struct arena *a = arena_new("reader", 8 << 20);
	while (!atomic_load(&race->done)) {
		struct ask q = {.method = "GET",
				.target = "/cum/10/2019/giu",
				.cookie = site_secretary,
				.a = a,
				.s = race->s};
		int before = atomic_load(&race->acknowledged);
		if (arena_run(a, site_run_ask, &q) != TD_OK || q.status != 200 || number_in(q.text) < before)
			atomic_fetch_add(&race->n_stale, 1);
		atomic_fetch_add(&race->n_read, 1);
		arena_reset(a);
	}
	arena_free(a);
	return NULL;
}

CASE_DB(kept_page_is_never_older_than_an_acknowledged_write)
{
	struct site s;
	pthread_t threads[READERS];
	site_open(&s, f, 0);
	struct race race = {.s = &s};
	for (int i = 0; i < READERS; i++)
		pthread_create(&threads[i], NULL, read_on, &race);
	while (atomic_load(&race.n_read) < READERS)
		sched_yield(); /* the race is on only once all of them read */
	for (int i = 1; i <= WRITES; i++) {
		char text[16];
		snprintf(text, sizeof text, "%d", i);
		post_note(&s, text);
		atomic_store(&race.acknowledged, i);
	}
	atomic_store(&race.done, true);
	for (int i = 0; i < READERS; i++)
		pthread_join(threads[i], NULL);
	CHECK_INT(atomic_load(&race.n_stale), 0);
	CHECK(atomic_load(&race.n_read) > 0);
	site_close(&s);
}
