/* The calendar, what is due, notices and the outbox, on both engines. */
#include "jobs/act_calendar.h"
#include "jobs/act_journal.h"
#include "jobs/due.h"
#include "jobs/remind.h"
#include "store/store_notice.h"
#include "store/store_outbox.h"
#include "store/store_score.h"
#include "tests/lib/fixture.h"

struct place {
	struct fixture_year y;
	struct calendar_event c;
	struct due_year due;
	struct act_due plan[2];
	str unit, due_on, why;
	i64 rev;
	struct mail mail;
	struct notice notice;
};

static bool open_place(struct fixture *f, struct place *p)
{
	*p = (struct place){0};
	td_rc rc = fixture_year(f, &p->y);
	CHECK_INT(rc, TD_OK);
	f->actor = (struct actor){p->y.user.id.v, S("Nguyễn Văn A")};
	return rc == TD_OK;
}

static td_rc load(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	return due_load(t, p->y.year.id, &p->due);
}

static const struct due *find(struct place *p, enum due_kind kind, str unit)
{
	for (size_t i = 0; i < p->due.list.n; i++)
		if (p->due.list.at[i].kind == kind && (!unit.n || str_eq(p->due.list.at[i].unit_code, unit)))
			return &p->due.list.at[i];
	return NULL;
}

/* ---- events ---- */

static td_rc save_event(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	return act_event_save(t, &p->c);
}

static td_rc withdraw(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	return act_event_withdraw(t, p->y.year.id, p->c.id, p->c.rev, p->why);
}

CASE_DB(an_event_is_added_changed_withdrawn)
{
	struct place p;
	if (!open_place(f, &p))
		return;
	p.c = (struct calendar_event){
	    .year = p.y.year.id, .kind = EVENT_ACTIVITY, .starts_on = S("2019-05-01")};
	CHECK_INT(fixture_write(f, save_event, &p), TD_INVALID); /* no title */
	p.c.title = S("Hội thao cụm");
	p.c.place = S("Nhà thi đấu");
	p.c.ends_minute = OPT(600);
	CHECK_INT(fixture_write(f, save_event, &p), TD_INVALID); /* ends, but does not begin */
	p.c.starts_minute = OPT(480);
	CHECK_INT(fixture_write(f, save_event, &p), TD_OK);
	p.c.title = S("Hội thao cụm 10");
	CHECK_INT(fixture_write(f, save_event, &p), TD_OK);
	CHECK_INT(p.c.rev, 2);
	p.c.rev = 1;
	CHECK_INT(fixture_write(f, save_event, &p), TD_STALE);
	p.c.rev = 2;
	CHECK_INT(fixture_read(f, load, &p), TD_OK);
	const struct due *d = find(&p, DUE_EVENT, S(""));
	CHECK(d && d->state == DUE_DONE && d->starts_minute.v == 480);
	CHECK_INT(fixture_write(f, withdraw, &p), TD_INVALID); /* no reason */
	p.why = S("Hoãn do mưa bão");
	CHECK_INT(fixture_write(f, withdraw, &p), TD_OK);
	CHECK_INT(fixture_write(f, withdraw, &p), TD_CONFLICT);
	CHECK_INT(fixture_read(f, load, &p), TD_OK);
	CHECK(find(&p, DUE_EVENT, S("")) == NULL);
}

static td_rc set_plan(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	return act_due_set(t, p->y.year.id, p->plan, 2, p->why);
}

/* An item's deadline is not after its section's; steps are due in their order, also when one moves alone. */
CASE_DB(t10_item_deadline_within_section_and_steps_in_order)
{
	struct place p;
	if (!open_place(f, &p))
		return;
	p.plan[0] = (struct act_due){SEASON_SELF_SCORING, S("2019-12-20")};
	p.plan[1] = (struct act_due){SEASON_VERIFYING, S("2019-12-10")};
	CHECK_INT(fixture_write(f, set_plan, &p), TD_INVALID);
	CHECK_INT(f->e.n_total, 1);
	p.plan[0].due_on = S("2019-11-30");
	CHECK_INT(fixture_write(f, set_plan, &p), TD_OK);
	p.plan[0].due_on = S("2019-12-30"); /* both move: their old days do not stand in the way */
	p.plan[1].due_on = S("2020-01-05");
	CHECK_INT(fixture_write(f, set_plan, &p), TD_OK);
	p.c = (struct calendar_event){.year = p.y.year.id,
				      .kind = EVENT_DEADLINE,
				      .title = S("Gửi số liệu thu ngân sách"),
				      .step = S("self_scoring"),
				      .starts_on = S("2019-12-31")};
	CHECK_INT(fixture_write(f, save_event, &p), TD_INVALID);
	p.c.starts_on = p.c.ends_on = S("2019-12-30");
	CHECK_INT(fixture_write(f, save_event, &p), TD_OK);
}

static td_rc year_of_now(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	struct cluster_year y = {.cluster = p->y.cluster.id, .year = 2026, .step = S("running")};
	td_rc rc = store_cluster_year_add(t, &y);
	p->y.year = y;
	return rc;
}

CASE_DB(t10_no_deadline_is_past_at_creation_while_the_year_lasts)
{
	struct place p;
	if (!open_place(f, &p))
		return;
	CHECK_INT(fixture_write(f, year_of_now, &p), TD_OK);
	p.plan[0] = (struct act_due){SEASON_SELF_SCORING, S("2026-11-20")}; /* yesterday */
	p.plan[1] = (struct act_due){SEASON_VERIFYING, S("2026-12-20")};
	CHECK_INT(fixture_write(f, set_plan, &p), TD_INVALID);
	p.plan[0].due_on = S("2026-11-21");
	CHECK_INT(fixture_write(f, set_plan, &p), TD_OK);
	f->clock.now += (i64)3 * 24 * 3600 * 1000;
	p.plan[1].due_on = S("2026-12-22"); /* the first stays where it is, though it is over by now */
	CHECK_INT(fixture_write(f, set_plan, &p), TD_OK);
}

/* ---- what is due ---- */

static td_rc send_card(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	struct scorecard c;
	td_rc rc = store_scorecard_get(t, p->y.year.id, p->y.units[1].id, STAGE_SELF, &c);
	c.state = CARD_SUBMITTED;
	return rc == TD_OK ? store_scorecard_put(t, &c) : rc;
}

static td_rc self_scoring(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	p->y.year.step = S("self_scoring");
	td_rc rc = store_cluster_year_save(t, &p->y.year);
	return rc == TD_OK ? store_season_step_enter(t, p->y.year.id, S("self_scoring")) : rc;
}

static td_rc extend(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	return act_due_extend(t, p->y.year.id, DUE_CARD, SEASON_SELF_SCORING, p->unit, p->due_on, p->why);
}

CASE_DB(due_of_a_year_with_lateness_and_more_time)
{
	struct place p;
	if (!open_place(f, &p))
		return;
	f->clock.now = day_start_ms((struct day){2019, 12, 2}) + 8 * 3600000;
	p.plan[0] = (struct act_due){SEASON_REGISTERING, S("2019-03-15")};
	p.plan[1] = (struct act_due){SEASON_SELF_SCORING, S("2019-11-30")};
	f->clock.now -= (i64)300 * 24 * 3600000;
	CHECK_INT(fixture_write(f, set_plan, &p), TD_OK);
	f->clock.now += (i64)300 * 24 * 3600000;
	CHECK_INT(fixture_write(f, self_scoring, &p), TD_OK);
	CHECK_INT(fixture_write(f, send_card, &p), TD_OK);
	CHECK_INT(fixture_read(f, load, &p), TD_OK);
	struct day today = {2019, 12, 2};
	const struct due *a = find(&p, DUE_CARD, S("a")), *b = find(&p, DUE_CARD, S("b"));
	CHECK(a && a->state == DUE_OPEN && due_light(a, today) == DUE_RED);
	CHECK(b && b->state == DUE_DONE);
	CHECK_INT(b ? due_days_late(b) : 0, 2);
	const struct due *step = find(&p, DUE_STEP, S(""));
	CHECK(step != NULL);
	due_group_list all = {0}, own = {0};
	due_groups(f->a, &p.due.list, true, (unit_id){0}, (user_id){0}, &all);
	due_groups(f->a, &p.due.list, false, p.y.units[0].id, (user_id){0}, &own);
	for (size_t i = 0; i < all.n; i++)
		if (all.at[i].first->kind == DUE_CARD) {
			CHECK_INT(all.at[i].n, 3);
			CHECK_INT(all.at[i].n_done, 1);
			CHECK_INT(all.at[i].n_late, 1);
		}
	for (size_t i = 0; i < own.n; i++)
		if (own.at[i].first->kind == DUE_CARD)
			CHECK_INT(own.at[i].n, 1);
	/* more time for one */
	p.unit = S("a");
	p.due_on = S("2019-11-30");
	p.why = S("Mất điện toàn trụ sở");
	CHECK_INT(fixture_write(f, extend, &p), TD_INVALID); /* not later */
	p.due_on = S("2019-12-06");
	CHECK_INT(fixture_write(f, extend, &p), TD_OK);
	CHECK_INT(fixture_read(f, load, &p), TD_OK);
	a = find(&p, DUE_CARD, S("a"));
	CHECK(a && a->extended && due_light(a, today) == DUE_YELLOW);
	/* and for all */
	p.unit = S("");
	p.due_on = S("2019-12-05");
	CHECK_INT(fixture_write(f, extend, &p), TD_OK);
	CHECK_INT(fixture_read(f, load, &p), TD_OK);
	CHECK_STR(find(&p, DUE_CARD, S("c"))->due_on, "2019-12-05");
	CHECK_STR(find(&p, DUE_CARD, S("a"))->due_on, "2019-12-06");
	CHECK_INT(due_days_late(find(&p, DUE_CARD, S("b"))), 0);
	p.unit = S("khong-co");
	CHECK_INT(fixture_write(f, extend, &p), TD_NOT_FOUND);
}

/* ---- tokens, notices, mails ---- */

static td_rc tokens(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	struct sha256 one = {{1}}, two = {{2}};
	user_id who;
	i64 at;
	CHECK_INT(store_calendar_token_of(t, p->y.user.id, &at), TD_NOT_FOUND);
	CHECK_INT(store_calendar_token_put(t, p->y.user.id, &one), TD_OK);
	CHECK_INT(store_calendar_token_put(t, p->y.user.id, &two), TD_OK);
	CHECK_INT(store_calendar_token_find(t, &one, &who), TD_NOT_FOUND);
	CHECK_INT(store_calendar_token_find(t, &two, &who), TD_OK);
	CHECK_INT(who.v, p->y.user.id.v);
	CHECK_INT(store_calendar_token_of(t, p->y.user.id, &at), TD_OK);
	CHECK_INT(at, t->now_ms);
	CHECK_INT(store_calendar_token_end(t, p->y.user.id), TD_OK);
	CHECK_INT(store_calendar_token_find(t, &two, &who), TD_NOT_FOUND);
	return TD_OK;
}

static td_rc add_notice(struct tx *t, struct place *p, const char *key)
{
	p->notice = (struct notice){.user = p->y.user.id,
				    .kind = S("due"),
				    .year = OPT(p->y.year.id.v),
				    .unit = OPT(p->y.units[0].id.v),
				    .fields = S("{}"),
				    .href = S("/viec"),
				    .dedup_key = str_c(key)};
	return store_notice_add(t, &p->notice);
}

static td_rc notices(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	notice_list list = {0};
	notice_told_list told = {0};
	notice_choice_list choices = {0};
	i64 n;
	CHECK_INT(add_notice(t, p, "x"), TD_OK);
	CHECK_INT(add_notice(t, p, "x"), TD_CONFLICT); /* told once */
	CHECK_INT(add_notice(t, p, "y"), TD_OK);
	i64 last = p->notice.id;
	CHECK_INT(store_notice_unread(t, p->y.user.id, &n), TD_OK);
	CHECK_INT(n, 2);
	CHECK_INT(store_notice_read(t, p->y.user.id, last), TD_OK);
	CHECK_INT(store_notice_list(t, p->y.user.id, last, 10, &list), TD_OK);
	CHECK_INT(list.n, 1);
	CHECK(!list.at[0].read_at_ms.set);
	CHECK_INT(store_notice_read_all(t, p->y.user.id, last), TD_OK);
	CHECK_INT(store_notice_unread(t, p->y.user.id, &n), TD_OK);
	CHECK_INT(n, 0);
	CHECK_INT(store_notice_get(t, (user_id){p->y.user.id.v + 1}, last, &p->notice), TD_NOT_FOUND);
	CHECK_INT(store_notice_units(t, p->y.year.id, S("due"), t->now_ms, &told), TD_OK);
	CHECK_INT(told.n, 1);
	CHECK_INT(store_notice_units(t, p->y.year.id, S("due"), t->now_ms + 1, &told), TD_OK);
	CHECK_INT(told.n, 0);
	CHECK_INT(store_notice_choice_put(t, p->y.user.id, &(struct notice_choice){S("due"), true}), TD_OK);
	CHECK_INT(store_notice_choice_put(t, p->y.user.id, &(struct notice_choice){S("due"), false}), TD_OK);
	CHECK_INT(store_notice_choice_list(t, p->y.user.id, &choices), TD_OK);
	CHECK_INT(choices.n, 1);
	CHECK(!choices.at[0].by_mail);
	CHECK_INT(store_notice_purge(t, t->now_ms + 1, &n), TD_OK);
	CHECK_INT(n, 2);
	return TD_OK;
}

CASE_DB(tokens_and_notices)
{
	struct place p;
	if (!open_place(f, &p))
		return;
	CHECK_INT(fixture_write(f, tokens, &p), TD_OK);
	CHECK_INT(fixture_write(f, notices, &p), TD_OK);
}

static td_rc take(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	return store_mail_take(t, 60000, &p->mail);
}

static td_rc done(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	return store_mail_done(t, &p->mail);
}

static td_rc add_mail(struct tx *t, void *ctx)
{
	(void)ctx;
	struct mail m = {.to_address = S("a@example.vn"), .subject = S("Nhắc việc"), .body = S("Xin chào")};
	return store_mail_add(t, &m);
}

static td_rc counts(struct tx *t, void *ctx)
{
	(void)ctx;
	i64 n[MAIL_STATE__N];
	mail_list list = {0};
	CHECK_INT(store_mail_counts(t, n), TD_OK);
	CHECK_INT(n[MAIL_SENT], 1);
	CHECK_INT(n[MAIL_WAITING] + n[MAIL_SENDING] + n[MAIL_FAILED], 0);
	CHECK_INT(store_mail_list(t, 5, &list), TD_OK);
	CHECK_INT(list.n, 1);
	CHECK_INT(list.at[0].tries, 2);
	CHECK(list.at[0].sent_at_ms.set);
	return TD_OK;
}

static td_rc purge_mail(struct tx *t, void *ctx)
{
	return store_mail_purge(t, t->now_ms + 1, ctx);
}

/* A mail is one sender's until his time is over; then it is another's, and the first is not heard any more. */
CASE_DB(a_mail_is_taken_by_one_sender_at_a_time)
{
	struct place p;
	i64 n;
	if (!open_place(f, &p))
		return;
	CHECK_INT(fixture_write(f, take, &p), TD_NOT_FOUND);
	CHECK_INT(fixture_write(f, add_mail, &p), TD_OK);
	CHECK_INT(fixture_write(f, take, &p), TD_OK);
	CHECK_STR(p.mail.subject, "Nhắc việc");
	struct mail first = p.mail;
	CHECK_INT(fixture_write(f, take, &p), TD_NOT_FOUND);
	f->clock.now += 60001;
	CHECK_INT(fixture_write(f, take, &p), TD_OK);
	struct mail second = p.mail;
	CHECK_INT(second.tries, 2);
	p.mail = first;
	p.mail.state = MAIL_FAILED;
	CHECK_INT(fixture_write(f, done, &p), TD_OK);
	p.mail = second;
	p.mail.state = MAIL_SENT;
	CHECK_INT(fixture_write(f, done, &p), TD_OK);
	CHECK_INT(fixture_read(f, counts, &p), TD_OK);
	CHECK_INT(fixture_write(f, purge_mail, &n), TD_OK);
	CHECK_INT(n, 1);
}

/* ---- reminders ---- */

struct reminding {
	struct place p;
	struct remind_report report;
	size_t n_told;
	str unit;
};

/* The year of now in self-scoring, due in seven days; van.a fills in for unit a and wants mail. */
static td_rc reminded_year(struct tx *t, void *ctx)
{
	struct reminding *k = ctx;
	struct cluster_year y = {.cluster = k->p.y.cluster.id, .year = 2026, .step = S("self_scoring")};
	td_rc rc = store_cluster_year_add(t, &y);
	struct membership a = {.year = y.id, .unit = k->p.y.units[0].id};
	struct membership b = {.year = y.id, .unit = k->p.y.units[1].id};
	struct grant g = {
	    .user = k->p.y.user.id,
	    .right = {.role = AUTHZ_OFFICER, .scope = SCOPE_UNIT, .scope_id = k->p.y.units[0].id.v}};
	struct act_due due = {SEASON_SELF_SCORING, S("2026-11-28")};
	k->p.y.user.email = S("van.a@example.vn");
	k->p.y.year = y;
	rc = rc == TD_OK ? store_membership_add(t, &a) : rc;
	rc = rc == TD_OK ? store_membership_add(t, &b) : rc;
	rc = rc == TD_OK ? store_grant_add(t, &g) : rc;
	rc = rc == TD_OK ? store_user_save(t, &k->p.y.user) : rc;
	rc = rc == TD_OK ? store_setting_put(t, S("mail.host"), S("localhost")) : rc;
	return rc == TD_OK ? act_due_set(t, y.id, &due, 1, STR_NULL) : rc;
}

static td_rc look_at_reminders(struct tx *t, void *ctx)
{
	struct reminding *k = ctx;
	notice_list list = {0};
	i64 n[MAIL_STATE__N];
	CHECK_INT(store_notice_list(t, k->p.y.user.id, 0, 20, &list), TD_OK);
	CHECK_INT(list.n, 4);
	CHECK_STR(notice_sentence(t->a, LANG_VI, &list.at[3]),
		  "Gửi phiếu tự chấm điểm của Đơn vị A: hạn 28/11/2026, còn 7 ngày.");
	CHECK_STR(notice_sentence(t->a, LANG_VI, &list.at[1]),
		  "Gửi phiếu tự chấm điểm của Đơn vị A: hạn 28/11/2026.");
	CHECK_STR(notice_sentence(t->a, LANG_VI, &list.at[0]),
		  "Gửi phiếu tự chấm điểm của Đơn vị A đã quá hạn 28/11/2026.");
	CHECK_STR(notice_place(t->a, &list.at[0]), "Cụm thi đua số 10 · 2026");
	CHECK_STR(list.at[0].href, "/cum/10/2026/cham-diem/a");
	CHECK_INT(store_mail_counts(t, n), TD_OK);
	CHECK_INT(n[MAIL_WAITING], 4);
	return TD_OK;
}

static void pass(struct fixture *f, struct reminding *k, int days, i64 want)
{
	f->clock.now =
	    day_start_ms(day_from_number(day_number((struct day){2026, 11, 21}) + days)) + 7 * 3600000;
	CHECK_INT(remind_pass(f->db, f->a, &f->e, &k->report), TD_OK);
	CHECK_INT(k->report.n_notices, want);
}

/* Each reminder once, however often the pass runs; a day on which nobody looked is made up for. */
CASE_DB(reminders_at_seven_three_none_and_after)
{
	struct reminding k = {0};
	if (!open_place(f, &k.p))
		return;
	CHECK_INT(fixture_write(f, reminded_year, &k), TD_OK);
	pass(f, &k, -1, 0);
	pass(f, &k, 0, 1);
	pass(f, &k, 0, 0);
	pass(f, &k, 2, 0);
	pass(f, &k, 5, 1); /* the pass of the day before was missed */
	pass(f, &k, 6, 0);
	pass(f, &k, 7, 1);
	pass(f, &k, 8, 1);
	pass(f, &k, 9, 0);
	CHECK_INT(fixture_read(f, look_at_reminders, &k), TD_OK);
}

static td_rc desk_reminds(struct tx *t, void *ctx)
{
	struct reminding *k = ctx;
	return act_due_remind(t, k->p.y.year.id, DUE_CARD, SEASON_SELF_SCORING, k->unit, &k->n_told);
}

CASE_DB(the_desk_reminds_a_unit_once_a_day)
{
	struct reminding k = {0};
	if (!open_place(f, &k.p))
		return;
	CHECK_INT(fixture_write(f, reminded_year, &k), TD_OK);
	k.unit = S("b");
	CHECK_INT(fixture_write(f, desk_reminds, &k), TD_CONFLICT); /* nobody there could be told */
	k.unit = S("");
	CHECK_INT(fixture_write(f, desk_reminds, &k), TD_OK);
	CHECK_INT(k.n_told, 1);
	k.unit = S("a");
	CHECK_INT(fixture_write(f, desk_reminds, &k), TD_CONFLICT);
	f->clock.now += (i64)24 * 3600000;
	CHECK_INT(fixture_write(f, desk_reminds, &k), TD_OK);
}
