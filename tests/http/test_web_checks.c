/* What a request must pass: the order of the checks, rights, forms, passwords. */
#include "store/journal.h"
#include "tests/http/web_site.h"
#include "web/auth.h"

/* ---- the order of checks ---- */

/* Every row is wrong in all the ways of the rows below it: the first wrong thing must be the one that is told. */
CASE_DB(checks_have_their_order)
{
	struct site s;
	site_open(&s, f, 0);
	const char *forged = "csrf=x&key=y&text=a", *empty = "csrf=x&key=y&points=abc";
	const struct {
		const char *method, *target, *cookie, *origin, *body, *refused_by;
		int status;
	} rows[] = {
	    {"DELETE", "/khong-co", NULL, "https://evil", empty, "limits", 405},
	    {"POST", "/khong-co", NULL, "https://evil", empty, "route", 404},
	    {"POST", "/cong-khai", NULL, "https://evil", empty, "route", 405},
	    {"POST", "/cum/10/2019/ghi", NULL, "https://evil", empty, "permission", 401},
	    {"POST", "/cum/10/2019/ghi", "thidua=unknown", "https://evil", empty, "permission", 401},
	    {"POST", "/cum/10/2019/ghi", site_officer, "https://evil", empty, "permission", 403},
	    {"POST", "/cum/99/2019/ghi", site_secretary, "https://evil", empty, "permission", 404},
	    {"POST", "/cum/10/2020/ghi", site_secretary, "https://evil", empty, "permission", 404},
	    {"POST", "/cum/10/2019/ghi", site_secretary, "https://evil", empty, "origin", 403},
	    {"POST", "/cum/10/2019/ghi", site_secretary, NULL, empty, "form", 422},
	    {"POST", "/cum/10/2019/ghi", site_secretary, NULL, forged, "csrf", 403},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct ask q = {.method = rows[i].method,
				.target = rows[i].target,
				.cookie = rows[i].cookie,
				.origin = rows[i].origin,
				.body = rows[i].body};
		site_ask(&s, &q);
		CHECK_INT(q.status, rows[i].status);
		CHECK_STR(str_c(q.refused_by), rows[i].refused_by);
	}
	struct ask late = {.method = "POST", .target = "/cum/10/2019/ghi", .cookie = site_secretary};
	str t = site_tokens(&s, "/cum/10/2019/ghi", site_secretary);
	late.body = site_with(str_upto(t, str_find(t, S("&key="))), "key=short&text=a");
	site_ask(&s, &late);
	CHECK_STR(str_c(late.refused_by), "key");
	CHECK_INT(late.status, 403);
	site_close(&s);
}

CASE_DB(names_of_checks_are_in_the_documented_order)
{
	static const char *const names[] = {"limits", "route",  "rate", "session", "permission",
					    "pass",   "origin", "form", "csrf",    "key"};
	(void)f;
	CHECK_INT(n_app_checks, sizeof names / sizeof names[0]);
	for (size_t i = 0; i < n_app_checks; i++)
		CHECK_STR(str_c(app_checks[i].name), names[i]);
}

CASE_DB(rate_comes_before_the_session)
{
	struct site s;
	site_open(&s, f, 60);
	struct ask q;
	for (int i = 0; i < 12; i++) {
		q = (struct ask){.method = "GET", .target = "/cum/10/2019/ghi"};
		site_ask(&s, &q);
	}
	CHECK_INT(q.status, 429);
	CHECK_STR(str_c(q.refused_by), "rate");
	site_close(&s);
}

/* ---- rights ---- */

static td_rc last_refusal(struct tx *t, void *ctx)
{
	journal_list list;
	td_rc rc = journal_page(t, JOURNAL_SYSTEM, 0, 1, &list);
	str *out = ctx;
	*out = list.n ? list.at[0].action : S("");
	return rc;
}

CASE_DB(wrong_scope_is_refused_and_journaled)
{
	struct site s;
	str action;
	site_open(&s, f, 0);
	struct ask own = {.method = "GET", .target = "/cum/10/2019/don-vi/a", .cookie = site_officer};
	struct ask other = {.method = "GET", .target = "/cum/10/2019/don-vi/b", .cookie = site_officer};
	struct ask none = {.method = "GET", .target = "/cum/10/2019/don-vi/z", .cookie = site_officer};
	site_ask(&s, &own);
	site_ask(&s, &none);
	site_ask(&s, &other);
	CHECK_INT(own.status, 200);
	CHECK_INT(other.status, 403);
	CHECK_INT(none.status, 404);
	CHECK_INT(fixture_read(f, last_refusal, &action), TD_OK);
	CHECK_STR(action, "access.refused");
	site_close(&s);
}

CASE_DB(sessions_end)
{
	struct site s;
	site_open(&s, f, 0);
	struct ask q = {.method = "GET", .target = "/cum/10/2019/ghi", .cookie = site_secretary};
	site_ask(&s, &q);
	CHECK_INT(q.status, 200);
	f->clock.now += 61 * 60 * 1000; /* past the absolute limit of this session */
	site_ask(&s, &q);
	CHECK_INT(q.status, 303);
	CHECK_STR(q.location, "/dang-nhap");
	site_close(&s);
}

/* ---- forms ---- */

CASE_DB(form_comes_back_with_all_errors)
{
	struct site s;
	site_open(&s, f, 0);
	struct ask q = {.method = "POST", .target = "/cum/10/2019/ghi", .cookie = site_secretary};
	q.body =
	    site_with(site_tokens(&s, "/cum/10/2019/ghi", site_secretary),
		      "text=M%E1%BB%99t+d%C3%B2ng+qu%C3%A1+d%C3%A0i+%3C+hai+m%C6%B0%C6%A1i&points=1.234");
	site_ask(&s, &q);
	CHECK_INT(q.status, 422);
	CHECK(site_has(q.text, "Một dòng quá dài &lt; hai mươi"));
	CHECK(site_has(q.text, "Ghi chú: dài quá 20 ký tự"));
	CHECK(site_has(q.text, "Điểm: "));
	site_close(&s);
}

CASE_DB(conflicts_show_the_page_again)
{
	struct site s;
	site_open(&s, f, 0);
	struct ask q = {.method = "POST", .target = "/cum/10/2019/ghi", .cookie = site_secretary};
	q.body = site_with(site_tokens(&s, "/cum/10/2019/ghi", site_secretary), "text=xung+%C4%91%E1%BB%99t");
	site_ask(&s, &q);
	CHECK_INT(q.status, 409);
	CHECK(site_has(q.text, "<p>xung đột</p>"));
	CHECK(site_has(q.text, "Người khác đã ghi."));
	site_close(&s);
}

static td_rc count_notes(struct tx *t, void *ctx)
{
	journal_list list;
	int *n = ctx;
	*n = 0;
	td_rc rc = journal_page(t, JOURNAL_SYSTEM, 0, 100, &list);
	for (size_t i = 0; i < list.n; i++)
		*n += str_eq(list.at[i].action, S("note.save"));
	return rc;
}

CASE_DB(form_sent_twice_is_done_once)
{
	struct site s;
	int n = 0;
	site_open(&s, f, 0);
	char body[1024];
	snprintf(body, sizeof body, "%s",
		 site_with(site_tokens(&s, "/cum/10/2019/ghi", site_secretary), "text=m%E1%BB%99t"));
	for (int i = 0; i < 3; i++) {
		struct ask q = {
		    .method = "POST", .target = "/cum/10/2019/ghi", .cookie = site_secretary, .body = body};
		site_ask(&s, &q);
		CHECK_INT(q.status, 303);
		CHECK_STR(q.location, "/xong");
	}
	CHECK_INT(fixture_read(f, count_notes, &n), TD_OK);
	CHECK_INT(n, 1);
	site_close(&s);
}

CASE_DB(refused_write_leaves_nothing)
{
	struct site s;
	int n = 0;
	site_open(&s, f, 0);
	struct ask q = {.method = "POST", .target = "/cum/10/2019/ghi", .cookie = site_secretary};
	q.body = site_with(site_tokens(&s, "/cum/10/2019/ghi", site_officer), "text=a");
	site_ask(&s, &q);
	CHECK_INT(q.status, 403); /* the token of somebody else */
	CHECK_INT(fixture_read(f, count_notes, &n), TD_OK);
	CHECK_INT(n, 0);
	site_close(&s);
}

/* ---- passwords ---- */

static td_rc passwords(void *arg)
{
	struct fixture *f = arg;
	str hash;
	CHECK_INT(auth_init(), TD_OK);
	CHECK_INT(auth_hash(f->a, S("một mật khẩu dài"), &hash), TD_OK);
	CHECK(str_has_prefix(hash, S("$argon2id$v=19$m=19456,t=2,p=1$")));
	CHECK_INT(auth_verify(hash, S("một mật khẩu dài")), TD_OK);
	CHECK_INT(auth_verify(hash, S("một mật khẩu khác")), TD_DENIED);
	CHECK_INT(auth_verify(STR_NULL, S("một mật khẩu dài")), TD_DENIED);
	CHECK_INT(auth_password_ok(&f->e, S("p"), S("van.a"), S("ngắn")), TD_INVALID);
	CHECK_INT(auth_password_ok(&f->e, S("p"), S("van.a"), S("xin chào van.a")), TD_INVALID);
	CHECK_INT(auth_password_ok(&f->e, S("p"), S("van.a"), S("matkhau123")), TD_INVALID);
	CHECK_INT(auth_password_ok(&f->e, S("p"), S("van.a"), S("mười một ký tự")), TD_OK);
	return TD_OK;
}

CASE(passwords_are_argon2id)
{
	struct fixture f;
	if (fixture_open(&f, FIXTURE_SQLITE)) {
		CHECK_INT(arena_run(f.a, passwords, &f), TD_OK);
		fixture_close(&f);
	}
}
