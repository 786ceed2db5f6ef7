/* Housekeeping on both engines: what has had its time goes, what may still be used stays. */
#include "store/maintain.h"
#include "store/store_file.h"
#include "store/store_import.h"
#include "store/store_user.h"
#include "tests/lib/fixture.h"

enum { HOUR_MS = 3600 * 1000, DAY_MS = 24 * HOUR_MS };
static const char token[] = "phiên-còn-hạn", key[] = "khóa-của-phiên-còn-hạn",
		  old_key[] = "khóa-của-phiên-đã-hết";

static td_rc leave_things(struct tx *t, void *ctx)
{
	struct fixture_year *y = ctx;
	struct session s = {.user = y->user.id, .expires_at_ms = t->now_ms + 12 * HOUR_MS};
	struct user other = {.login = S("thi.b"), .name = S("Trần Thị B")};
	file_id file;
	CHECK_INT(store_user_add(t, &other), TD_OK);
	struct session lasting = {.user = other.id, .expires_at_ms = t->now_ms + 40 * (i64)DAY_MS};
	CHECK_INT(sha256_of(S("phiên"), &s.token_hash), TD_OK);
	CHECK_INT(sha256_of(str_c(token), &lasting.token_hash), TD_OK);
	CHECK_INT(store_session_add(t, &s), TD_OK);
	CHECK_INT(store_session_add(t, &lasting), TD_OK);
	CHECK_INT(store_request_done(t, str_c(old_key), y->user.id, S("/a")), TD_OK);
	CHECK_INT(store_request_done(t, str_c(key), other.id, S("/b")), TD_OK);
	CHECK_INT(store_file_put(t, S("x"), S("text/plain"), &file), TD_OK);
	for (int i = 0; i < 3; i++) {
		struct import_preview p = {.year = y->year.id,
					   .user = y->user.id,
					   .kind = S("scores"),
					   .file = file,
					   .file_name = S("a.xlsx"),
					   .report_json = S("[]")};
		CHECK_INT(store_preview_add(t, &p), TD_OK);
		if (i > 0)
			CHECK_INT(store_preview_close(t, p.id, i == 1 ? PREVIEW_ACCEPTED : PREVIEW_DROPPED),
				  TD_OK);
	}
	return TD_OK;
}

static td_rc what_may_be_used_is_there(struct tx *t, void *ctx)
{
	struct session s;
	struct sha256 hash;
	struct user u;
	str location;
	(void)ctx;
	CHECK_INT(sha256_of(str_c(token), &hash), TD_OK);
	CHECK_INT(store_session_find(t, &hash, &s, &u), TD_OK);
	return store_request_seen(t, str_c(key), u.id, &location);
}

static void purges(struct fixture *f, i64 sessions, i64 requests, i64 previews)
{
	struct maintain_purged n;
	CHECK_INT(maintain_purge(f->db, f->a, &f->e, &n), TD_OK);
	CHECK_INT(n.n_sessions, sessions);
	CHECK_INT(n.n_requests, requests);
	CHECK_INT(n.n_previews, previews);
}

CASE_DB(what_is_old_goes_and_nothing_else)
{
	struct fixture_year y;
	CHECK_INT(fixture_year(f, &y), TD_OK);
	CHECK_INT(fixture_write(f, leave_things, &y), TD_OK);
	purges(f, 0, 0, 0);
	f->clock.now += 12 * HOUR_MS;
	purges(f, 1, 0, 0); /* the key is not a day old */
	f->clock.now += 13 * HOUR_MS;
	purges(f, 0, 1, 0); /* the other key's session lives */
	f->clock.now += 30 * (i64)DAY_MS;
	purges(f, 0, 0, 2); /* what was accepted stays, for the journal */
	CHECK_INT(fixture_read(f, what_may_be_used_is_there, NULL), TD_OK);
	f->clock.now += 10 * (i64)DAY_MS;
	purges(f, 1, 1, 0);
	purges(f, 0, 0, 0);
}
