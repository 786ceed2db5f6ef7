/* Following the year, on both engines: difficulties, periods, activities, exemplars. */
#include "base/caltime.h"
#include "jobs/act_difficulty.h"
#include "jobs/act_journal.h"
#include "jobs/act_report.h"
#include "tests/lib/fixture.h"

struct place {
	struct fixture_year y;
	struct difficulty d;
	struct difficulty_wish w;
};

struct follow {
	struct fixture_year y;
	struct report_period period;
	struct activity activity;
	const char *why;
	struct report_wish wish;
	i64 targets[2], actual[2], late;
	unsigned n;
	int other;
	bool choose, withdrawn;
};

static td_rc raise_one(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	p->d = (struct difficulty){.year = p->y.year.id,
				   .unit = p->y.units[0].id,
				   .title = S("Chưa có hướng dẫn chấm điểm chuyển đổi số"),
				   .body = S("Tiêu chí mới, chưa rõ cách tính."),
				   .wish = S("")};
	return act_difficulty_raise(t, &p->d);
}

static td_rc raise_nothing(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	struct difficulty d = {
	    .year = p->y.year.id, .unit = p->y.units[0].id, .title = S(" "), .body = S("")};
	return act_difficulty_raise(t, &d);
}

static td_rc make_secretary(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	struct grant g = {
	    .user = p->y.user.id,
	    .right = {.role = AUTHZ_SECRETARY, .scope = SCOPE_CLUSTER, .scope_id = p->y.cluster.id.v}};
	td_rc rc = store_grant_add(t, &g);
	g.right.role = AUTHZ_COUNTER; /* answers nothing */
	return rc == TD_OK ? store_grant_add(t, &g) : rc;
}

static td_rc move(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	return act_difficulty_move(t, p->y.year.id, p->d.id, &p->w);
}

static td_rc look(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	difficulty_list all = {0}, own = {0};
	difficulty_answer_list lines = {0};
	difficulty_role_list people = {0};
	journal_list journal = {0};
	CHECK_INT(store_difficulty_list(t, p->y.year.id, (unit_id){0}, &all), TD_OK);
	CHECK_INT(store_difficulty_list(t, p->y.year.id, p->y.units[1].id, &own), TD_OK);
	CHECK_INT(all.n, 1);
	CHECK_INT(own.n, 0);
	CHECK_INT(all.at[0].state, DIFFICULTY_CLOSED);
	CHECK_STR(all.at[0].assigned_name, "Nguyễn Văn A");
	CHECK_STR(all.at[0].unit_code, "a");
	CHECK_INT(store_difficulty_answers(t, p->d.id, &lines), TD_OK);
	CHECK_INT(lines.n, 4);
	CHECK_STR(lines.at[2].text, "Hướng dẫn kèm theo.");
	CHECK_INT(lines.at[3].state, DIFFICULTY_CLOSED);
	CHECK_INT(act_difficulty_people(t, p->y.cluster.id, &people), TD_OK);
	CHECK_INT(people.n, 1);
	CHECK_INT(journal_page(t, p->y.year.id.v, 0, 1, &journal), TD_OK);
	CHECK_STR(
	    act_sentence(t->a, LANG_VI, &journal.at[0]),
	    "Nguyễn Văn A chuyển khó khăn «Chưa có hướng dẫn chấm điểm chuyển đổi số» của Đơn vị A: Đã trả "
	    "lời → Đã đóng.");
	return TD_OK;
}

static void wish(struct place *p, enum difficulty_state to, const char *text)
{
	p->w = (struct difficulty_wish){.to = to,
					.sides = DIFFICULTY_UNIT | DIFFICULTY_DESK,
					.text = str_c(text),
					.assignee = p->y.user.id,
					.rev = ++p->d.rev - 1};
}

CASE_DB(a_difficulty_is_raised_assigned_answered_closed)
{
	struct place p = {0};
	CHECK_INT(fixture_year(f, &p.y), TD_OK);
	f->actor = (struct actor){p.y.user.id.v, S("Nguyễn Văn A")};
	CHECK_INT(fixture_write(f, raise_nothing, &p), TD_INVALID);
	CHECK_INT(f->e.n_total, 2);
	CHECK_INT(fixture_write(f, raise_one, &p), TD_OK);
	wish(&p, DIFFICULTY_ASSIGNED, "");
	CHECK_INT(fixture_write(f, move, &p), TD_INVALID); /* he holds no role yet */
	CHECK_INT(fixture_write(f, make_secretary, &p), TD_OK);
	f->clock.now = day_start_ms((struct day){2019, 11, 21}); /* the year lasts */
	p.w.due_on = S("2019-11-20");                            /* yesterday */
	CHECK_INT(fixture_write(f, move, &p), TD_INVALID);
	p.w.due_on = S("2019-11-21");
	CHECK_INT(fixture_write(f, move, &p), TD_OK);
	struct difficulty_wish stale = p.w;
	CHECK_INT(fixture_write(f, move, &p), TD_STALE);
	wish(&p, DIFFICULTY_ANSWERED, "Hướng dẫn kèm theo.");
	CHECK_INT(stale.rev + 1, p.w.rev);
	CHECK_INT(fixture_write(f, move, &p), TD_OK);
	wish(&p, DIFFICULTY_CLOSED, "");
	CHECK_INT(fixture_write(f, move, &p), TD_OK);
	CHECK_INT(fixture_read(f, look, &p), TD_OK);
}

/* ---- periods, activities, exemplars ---- */

static td_rc add_period(struct tx *t, void *ctx)
{
	struct follow *p = ctx;
	return act_period_save(t, &p->period);
}

static td_rc drop_period(struct tx *t, void *ctx)
{
	struct follow *p = ctx;
	return act_period_drop(t, p->y.year.id, p->period.id, p->period.rev, str_c(p->why), &p->withdrawn);
}

static td_rc add_exemplar(struct tx *t, void *ctx)
{
	struct follow *p = ctx;
	struct exemplar x = {.year = p->y.year.id,
			     .unit = p->y.units[p->n % 3].id,
			     .period = OPT(p->period.id),
			     .name = arena_fmt(t->a, "Nguyễn Văn A%u", p->n),
			     .merit = S("Làm tốt"),
			     .chosen = p->choose};
	return act_exemplar_add(t, &x);
}

static td_rc add_activity(struct tx *t, void *ctx)
{
	struct follow *p = ctx;
	activity_part_list parts = {0};
	for (int i = 0; i < 3; i++)
		VEC_PUSH(t->a, &parts) = (struct activity_part){
		    .unit = p->y.units[i].id, .n_people = 2 + i, .amount_dong = 1000000 * (i + 1)};
	p->activity = (struct activity){.id = p->activity.id,
					.rev = p->activity.rev,
					.year = p->y.year.id,
					.kind = S("tham-hoi"),
					.title = S("Tặng quà Tết"),
					.held_on = S("2019-01-20")};
	return act_activity_save(t, &p->activity, &parts);
}

static td_rc add_file(struct tx *t, void *ctx)
{
	struct follow *p = ctx;
	return act_activity_file_add(t, p->y.year.id, p->activity.id, S("anh.png"), str_c(p->why),
				     S("\x89PNG\r\n\x1a\n..."));
}

static td_rc look_at_activity(struct tx *t, void *ctx)
{
	struct follow *p = ctx;
	activity_list all = {0};
	activity_part_list parts = {0};
	activity_file_list files = {0};
	CHECK_INT(store_activity_list(t, p->y.year.id, &all), TD_OK);
	CHECK_INT(all.n, 1);
	CHECK(!all.at[0].unit.set);
	CHECK_INT(store_activity_parts(t, p->y.year.id, &parts), TD_OK);
	CHECK_INT(parts.n, 3);
	CHECK_INT(parts.at[2].amount_dong, 3000000);
	CHECK_INT(store_activity_files(t, all.at[0].id, &files), TD_OK);
	CHECK_INT(files.n, 1);
	CHECK(files.at[0].picture);
	CHECK_STR(files.at[0].alt, "Trao quà");
	return TD_OK;
}

static td_rc withdraw_activity(struct tx *t, void *ctx)
{
	struct follow *p = ctx;
	return act_activity_withdraw(t, p->y.year.id, p->activity.id, p->activity.rev, str_c(p->why));
}

static td_rc nothing_left(struct tx *t, void *ctx)
{
	struct follow *p = ctx;
	activity_list all = {0};
	activity_part_list parts = {0};
	struct activity x;
	CHECK_INT(store_activity_list(t, p->y.year.id, &all), TD_OK);
	CHECK_INT(store_activity_parts(t, p->y.year.id, &parts), TD_OK);
	CHECK_INT(all.n + parts.n, 0);
	CHECK_INT(store_activity_get(t, p->activity.id, &x), TD_OK);
	CHECK_STR(x.withdrawn_why, "Ghi nhầm");
	return TD_OK;
}

static td_rc join(struct tx *t, void *ctx)
{
	struct follow *p = ctx;
	struct participation x = {p->y.year.id, p->y.units[0].id, 3, p->n, 20, 20, p->activity.rev};
	return act_participation_save(t, &x);
}

static void begin(struct fixture *f, struct follow *p)
{
	*p = (struct follow){.why = ""};
	CHECK_INT(fixture_year(f, &p->y), TD_OK);
	f->actor = (struct actor){p->y.user.id.v, S("Nguyễn Văn A")};
	p->period = (struct report_period){.year = p->y.year.id,
					   .kind = PERIOD_PHASE,
					   .name = S("Đợt I"),
					   .starts_on = S("2026-11-01"),
					   .ends_on = S("2026-12-15"),
					   .due_on = S("2026-12-20"),
					   .expected_pct_c = 5000,
					   .quota = {.persons = 2}};
}

CASE_DB(t11_a_period_in_use_is_withdrawn_with_a_reason_not_deleted)
{
	struct follow p;
	begin(f, &p);
	CHECK_INT(fixture_write(f, add_period, &p), TD_OK);
	struct report_period first = p.period;
	p.period.id = 0;
	CHECK_INT(fixture_write(f, add_period, &p), TD_INVALID); /* the name is taken */
	p.period = first;
	CHECK_INT(fixture_write(f, drop_period, &p), TD_OK); /* nothing refers to it */
	CHECK(!p.withdrawn);
	p.period.id = 0;
	CHECK_INT(fixture_write(f, add_period, &p), TD_OK);
	CHECK_INT(fixture_write(f, add_exemplar, &p), TD_OK);
	CHECK_INT(fixture_write(f, drop_period, &p), TD_INVALID);
	p.why = "Gộp vào đợt II";
	CHECK_INT(fixture_write(f, drop_period, &p), TD_OK);
	CHECK(p.withdrawn);
	CHECK_INT(fixture_write(f, drop_period, &p), TD_NOT_FOUND);
}

CASE_DB(a_phase_takes_two_chosen_people)
{
	struct follow p;
	begin(f, &p);
	CHECK_INT(fixture_write(f, add_period, &p), TD_OK);
	p.choose = true;
	for (p.n = 0; p.n < 2; p.n++)
		CHECK_INT(fixture_write(f, add_exemplar, &p), TD_OK);
	CHECK_INT(fixture_write(f, add_exemplar, &p), TD_CONFLICT);
	p.choose = false;
	CHECK_INT(fixture_write(f, add_exemplar, &p), TD_OK);
}

CASE_DB(t11_an_activity_is_withdrawn_with_a_reason)
{
	struct follow p;
	begin(f, &p);
	CHECK_INT(fixture_write(f, add_activity, &p), TD_OK);
	CHECK_INT(fixture_write(f, add_activity, &p), TD_OK); /* again: a change */
	CHECK_INT(p.activity.rev, 2);
	p.activity.rev = 1;
	CHECK_INT(fixture_write(f, add_activity, &p), TD_STALE);
	p.activity.rev = 2;
	CHECK_INT(fixture_write(f, add_file, &p), TD_INVALID); /* a picture without words */
	p.why = "Trao quà";
	CHECK_INT(fixture_write(f, add_file, &p), TD_OK);
	CHECK_INT(fixture_read(f, look_at_activity, &p), TD_OK);
	p.why = " ";
	CHECK_INT(fixture_write(f, withdraw_activity, &p), TD_INVALID);
	p.why = "Ghi nhầm";
	CHECK_INT(fixture_write(f, withdraw_activity, &p), TD_OK);
	CHECK_INT(fixture_write(f, add_activity, &p), TD_NOT_FOUND);
	CHECK_INT(fixture_read(f, nothing_left, &p), TD_OK);
}

CASE_DB(participation_is_kept_once_a_unit)
{
	struct follow p;
	begin(f, &p);
	p.n = 4;
	CHECK_INT(fixture_write(f, join, &p), TD_INVALID); /* four of three */
	p.n = 3;
	CHECK_INT(fixture_write(f, join, &p), TD_OK);
	CHECK_INT(fixture_write(f, join, &p), TD_STALE);
	p.activity.rev = 1;
	CHECK_INT(fixture_write(f, join, &p), TD_OK);
}

/* ---- reports ---- */

static td_rc register_targets(struct tx *t, void *ctx)
{
	struct follow *p = ctx;
	struct registration r = {.year = p->y.year.id,
				 .unit = p->y.units[0].id,
				 .state = REGISTRATION_APPROVED,
				 .sent_at_ms = OPT(1)};
	td_rc rc = store_registration_put(t, &r);
	for (int i = 1; rc == TD_OK && i <= 2; i++) {
		struct registered_target g = {.registration = r.id,
					      .ordinal = i,
					      .indicator = i == 1 ? S("Thu ngân sách") : S("Hồ sơ đúng hạn"),
					      .measure_unit = i == 1 ? S("tỷ đồng") : S("%"),
					      .plan_c = 10000};
		rc = store_registered_target_put(t, &g);
		p->targets[i - 1] = g.id;
	}
	return rc;
}

static td_rc report(struct tx *t, void *ctx)
{
	struct follow *p = ctx;
	p->wish.lines = (report_line_list){0};
	for (unsigned i = 0; i < p->n; i++)
		VEC_PUSH(t->a, &p->wish.lines) = (struct report_line){
		    .target = p->targets[i], .actual_c = OPT(p->actual[i]), .cause = str_c(p->why)};
	return act_report(t, p->y.year.id, p->period.id, p->y.units[p->other].id, &p->wish);
}

static td_rc look_at_report(struct tx *t, void *ctx)
{
	struct follow *p = ctx;
	struct report_facts_of_year y;
	CHECK_INT(act_reports_load(t, p->y.year.id, &y), TD_OK);
	const struct period_report *r = act_report_of(&y, p->period.id, p->y.units[0].id);
	CHECK(r != NULL);
	if (r == NULL)
		return TD_OK;
	CHECK_INT(r->state, REPORT_SENT);
	CHECK_INT(r->late_days, p->late);
	struct report_standing s = act_report_standing(&y, &p->period, p->y.units[0].id);
	CHECK_INT(s.worst, LIGHT_RED);
	CHECK_INT(s.n[LIGHT_GREEN], 1);
	CHECK_INT(s.share_c.v, 6000);
	CHECK(act_report_of(&y, p->period.id, p->y.units[1].id) == NULL);
	return TD_OK;
}

CASE_DB(a_report_needs_every_figure_and_a_cause_where_it_is_red)
{
	struct follow p;
	begin(f, &p);
	CHECK_INT(fixture_write(f, add_period, &p), TD_OK);
	p.wish.act = REPORT_SEND;
	CHECK_INT(fixture_write(f, report, &p), TD_CONFLICT); /* no targets */
	CHECK_INT(fixture_write(f, register_targets, &p), TD_OK);
	p.n = 1;
	p.actual[0] = 2000; /* of 10.000, half is due */
	p.actual[1] = 10000;
	p.wish.act = REPORT_SAVE;
	CHECK_INT(fixture_write(f, report, &p), TD_OK);
	CHECK_INT(fixture_write(f, report, &p), TD_STALE);
	p.wish = (struct report_wish){.act = REPORT_SEND, .rev = 1};
	CHECK_INT(fixture_write(f, report, &p), TD_CONFLICT); /* one is empty, one red without a cause */
	p.n = 2;
	p.why = "Thu dồn vào cuối năm";
	p.other = 1;
	p.wish.rev = 0;
	CHECK_INT(fixture_write(f, report, &p), TD_CONFLICT); /* the other unit has no targets */
	p.other = 0;
	p.wish.rev = 1;
	struct day due = {2026, 12, 20};
	f->clock.now = day_start_ms(due) + (i64)(24 * 60 - 1) * 60000; /* 23:59 of the last day */
	CHECK_INT(fixture_write(f, report, &p), TD_OK);
	CHECK_INT(fixture_read(f, look_at_report, &p), TD_OK);
	p.wish = (struct report_wish){.act = REPORT_RECALL, .rev = 2};
	CHECK_INT(fixture_write(f, report, &p), TD_OK);
	f->clock.now += 2 * 60000;
	p.wish = (struct report_wish){.act = REPORT_SEND, .rev = 3};
	CHECK_INT(fixture_write(f, report, &p), TD_OK);
	p.late = 1;
	CHECK_INT(fixture_read(f, look_at_report, &p), TD_OK);
	p.why = "Gộp kỳ";
	CHECK_INT(fixture_write(f, drop_period, &p), TD_OK);
	CHECK(p.withdrawn); /* t11: a report refers to it */
}
