/* A new password by mail, on both engines: nobody learns whether an account exists, a link works once and for a while; what
 * was told and sent goes when its time is over. */
#include "jobs/act_reset.h"
#include "jobs/act_setting.h"
#include "store/journal.h"
#include "store/maintain.h"
#include "store/store_outbox.h"
#include "tests/lib/fixture.h"

#define TX(name) static td_rc name(struct tx *t, void *ctx)

struct place {
	struct fixture_year y;
	str words, token, login;
	mail_list mails;
	session_list sessions;
	struct user user;
	i64 n_lines;
};

TX(found)
{
	struct place *p = ctx;
	struct session s = {.user = p->y.user.id, .expires_at_ms = t->now_ms + 1000000};
	struct user u;
	td_rc rc = store_user_get(t, p->y.user.id, &u);
	u.email = S("van.a@tinh.example");
	if (rc == TD_OK)
		rc = store_user_save(t, &u);
	if (rc == TD_OK)
		rc = sha256_of(S("x"), &s.token_hash);
	if (rc == TD_OK)
		rc = store_session_add(t, &s);
	if (rc == TD_OK)
		rc = act_setting_put(t, S("site.url"), S("https://thidua.example/"), STR_NULL, S(""));
	return rc;
}

TX(ask)
{
	return act_reset_ask(t, ((struct place *)ctx)->words);
}

TX(look)
{
	struct place *p = ctx;
	struct sha256 head;
	p->mails = (mail_list){0};
	p->sessions = (session_list){0};
	td_rc rc = store_mail_list(t, 100, &p->mails);
	if (rc == TD_OK)
		rc = store_session_list(t, p->y.user.id, &p->sessions);
	if (rc == TD_OK)
		rc = store_user_get(t, p->y.user.id, &p->user);
	return rc == TD_OK ? journal_head(t, JOURNAL_SYSTEM, &p->n_lines, &head) : rc;
}

TX(set)
{
	return act_reset_set(t, ((struct place *)ctx)->token, S("$argon2id$new"));
}

TX(find)
{
	struct place *p = ctx;
	user_id id;
	return reset_find(t, p->token, &id, &p->login);
}

static void begin(struct fixture *f, struct place *p)
{
	*p = (struct place){0};
	CHECK_INT(fixture_year(f, &p->y), TD_OK);
	CHECK_INT(fixture_write(f, found, p), TD_OK);
}

/* The token of the newest letter. */
static str token_of(struct place *p)
{
	str mark = S("https://thidua.example/dat-lai-mat-khau/");
	str body = p->mails.n ? p->mails.at[0].body : S("");
	size_t at = str_find(body, mark);
	str rest = str_from(body, at + mark.n);
	return at < body.n ? str_upto(rest, str_find_byte(rest, '\n')) : S("");
}

static void asks(struct fixture *f, struct place *p, const char *words, size_t n_mails)
{
	i64 before;
	CHECK_INT(fixture_read(f, look, p), TD_OK);
	before = p->n_lines;
	p->words = str_c(words);
	CHECK_INT(fixture_write(f, ask, p), TD_OK);
	CHECK_INT(fixture_read(f, look, p), TD_OK);
	CHECK_INT(p->mails.n, n_mails);
	CHECK_INT(p->n_lines, before + 1); /* one line, whoever was asked for */
}

CASE_DB(a_link_sets_a_password_once_and_ends_every_session)
{
	struct place p;
	begin(f, &p);
	asks(f, &p, "khong-co-ai", 0);
	asks(f, &p, "ai-do@tinh.example", 0);
	asks(f, &p, "VAN.A", 1);
	CHECK_INT(p.sessions.n, 1);
	p.token = token_of(&p);
	CHECK_INT(p.token.n, 43);
	CHECK_INT(fixture_read(f, find, &p), TD_OK);
	CHECK_STR(p.login, "van.a");
	asks(f, &p, "van.a@tinh.example", 2);
	CHECK_INT(fixture_write(f, set, &p), TD_OK);
	CHECK_INT(fixture_read(f, look, &p), TD_OK);
	CHECK_STR(p.user.password_hash, "$argon2id$new");
	CHECK(!p.user.must_change);
	CHECK_INT(p.sessions.n, 0);
	CHECK_INT(fixture_write(f, set, &p), TD_NOT_FOUND);
	p.token = token_of(&p); /* the other link of the account went with it */
	CHECK_INT(fixture_write(f, set, &p), TD_NOT_FOUND);
}

CASE_DB(links_are_few_and_end)
{
	struct place p;
	begin(f, &p);
	for (size_t i = 1; i <= RESET_PER_HOUR; i++)
		asks(f, &p, "van.a", i);
	asks(f, &p, "van.a", RESET_PER_HOUR);
	p.token = token_of(&p);
	f->clock.now += (i64)61 * 60 * 1000;
	CHECK_INT(fixture_read(f, find, &p), TD_NOT_FOUND);
	CHECK_INT(fixture_write(f, set, &p), TD_NOT_FOUND);
	asks(f, &p, "van.a", RESET_PER_HOUR + 1);
}

TX(sent)
{
	struct mail m;
	td_rc rc = store_mail_take(t, 60000, &m);
	(void)ctx;
	m.state = MAIL_SENT;
	m.sent_at_ms = OPT(t->now_ms);
	if (rc == TD_OK)
		rc = store_mail_done(t, &m);
	return rc == TD_OK ? act_setting_put(t, S("keep.mail_days"), S("10"), STR_NULL, S("")) : rc;
}

CASE_DB(sent_mails_go_when_their_days_are_over)
{
	struct place p;
	struct maintain_purged n;
	begin(f, &p);
	asks(f, &p, "van.a", 1);
	CHECK_INT(fixture_write(f, sent, &p), TD_OK);
	CHECK_INT(maintain_purge(f->db, f->a, &f->e, &n), TD_OK);
	CHECK_INT(n.n_mails, 0);
	f->clock.now += (i64)11 * 24 * 3600 * 1000;
	CHECK_INT(maintain_purge(f->db, f->a, &f->e, &n), TD_OK);
	CHECK_INT(n.n_mails, 1);
	CHECK_INT(n.n_resets, 1);
}
