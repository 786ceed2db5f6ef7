/* One year into the next, on both engines: settings and weights of the new year, hand-over, units that merge and move. */
#include "format/scheme_json.h"
#include "jobs/act_difficulty.h"
#include "jobs/act_handover.h"
#include "jobs/act_lineage.h"
#include "store/store_lineage.h"
#include "store/store_scheme.h"
#include "tests/store/office.h"

#define TX(name) static td_rc name(struct tx *t, void *ctx)

struct place {
	struct fixture_year y;
	struct cluster_year made;
};

/* ---- the next year ---- */

TX(prepare_old_year)
{
	struct place *p = ctx;
	struct membership m = p->y.members[0];
	struct season_step s = {.year = p->y.year.id,
				.step = S("self_scoring"),
				.enabled = true,
				.starts_on = S("2019-11-01"),
				.due_on = S("2019-11-30")};
	struct season_step off = {.year = p->y.year.id, .step = S("cross_checking"), .enabled = false};
	m.leader_name = S("Nguyễn Văn A");
	m.chair_order = 1;
	m.women_pct_c = OPT(5000);
	td_rc rc = store_membership_save(t, &m);
	if (rc == TD_OK)
		rc = store_season_step_put(t, &s);
	if (rc == TD_OK)
		rc = store_season_step_put(t, &off);
	if (rc == TD_OK)
		rc = fixture_score(t, &p->y, 0, FIXTURE_I1, 3000);
	if (rc == TD_OK)
		rc = fixture_office(t, &p->y, OFFICE_HEAD, 0, S("2019-01-01"), S("2019-12-31"));
	return rc == TD_OK ? fixture_office(t, &p->y, OFFICE_HEAD, 1, S("2020-01-01"), STR_NULL) : rc;
}

TX(open_next)
{
	struct place *p = ctx;
	return act_year_next(t, p->y.year.id, S("Tăng tốc"), &p->made);
}

TX(look_at_next)
{
	struct place *p = ctx;
	struct act_year y;
	membership_list members = {0};
	season_step_list plan = {0};
	office_term_list offices = {0};
	score_entry_list entries = {0};
	CHECK_INT(act_year_get(t, p->made.id, &y), TD_OK);
	CHECK_INT(y.y.year, 2020);
	CHECK_STR(y.y.theme, "Tăng tốc");
	CHECK_INT(y.y.scheme.v, p->y.scheme.v);
	CHECK_INT(y.off, SEASON_BIT(SEASON_CROSS_CHECKING));
	CHECK(!y.frozen && !y.y.revealed_at_ms.set);
	CHECK_INT(store_membership_list(t, p->made.id, &members), TD_OK);
	CHECK_INT(members.n, 3);
	for (size_t i = 0; i < members.n; i++)
		CHECK(!members.at[i].leader_name.n && !members.at[i].chair_order &&
		      !members.at[i].women_pct_c.set);
	CHECK_INT(store_season_step_list(t, p->made.id, &plan), TD_OK);
	for (size_t i = 0; i < plan.n; i++)
		if (str_eq(plan.at[i].step, S("self_scoring")))
			CHECK_STR(plan.at[i].due_on, "2020-11-30");
	CHECK_INT(store_office_list(t, p->made.id, &offices), TD_OK);
	CHECK_INT(offices.n, 1); /* who was elected for it; the old year's terms stay there */
	CHECK_INT(offices.at[0].unit.v, p->y.units[1].id.v);
	CHECK_INT(store_score_list(t, p->made.id, STAGE_COUNCIL, &entries), TD_OK);
	CHECK_INT(entries.n, 0);
	return TD_OK;
}

CASE_DB(t26_a_new_year_copies_settings_and_nothing_personal)
{
	struct place p = {0};
	CHECK_INT(fixture_year(f, &p.y), TD_OK);
	CHECK_INT(fixture_write(f, prepare_old_year, &p), TD_OK);
	CHECK_INT(fixture_write(f, open_next, &p), TD_OK);
	CHECK_INT(fixture_read(f, look_at_next, &p), TD_OK);
	CHECK_INT(fixture_write(f, open_next, &p), TD_CONFLICT);
}

/* The next year weighs otherwise, and counts the ratio up to 120 %. */
static const char reweighed[] =
    "{\"format\": \"thidua-scheme/1\", \"code\": \"B\", \"title\": \"Bảng năm sau\", \"version\": \"2\", "
    "\"max\": 100,"
    "\"total_may_exceed\": true, \"criteria\": ["
    "{\"code\": \"I\", \"name\": \"Nhóm\", \"kind\": \"group\", \"max\": 40, \"children\": ["
    "{\"code\": \"I.1\", \"name\": \"Một\", \"kind\": \"manual\", \"max\": 30},"
    "{\"code\": \"I.2\", \"name\": \"Hai\", \"kind\": \"manual\", \"max\": 10}]},"
    "{\"code\": \"II\", \"name\": \"Ba\", \"kind\": \"ratio\", \"max\": 60, \"target\": 100, "
    "\"cap_percent\": 120,"
    "\"may_exceed\": true, \"unit\": \"%\"}]}";

static td_rc same_scores(struct tx *t, const struct fixture_year *y)
{
	td_rc rc = fixture_score(t, y, 0, FIXTURE_I1, 3000);
	if (rc == TD_OK)
		rc = fixture_score(t, y, 0, FIXTURE_I2, 1000);
	return rc == TD_OK ? fixture_score(t, y, 0, FIXTURE_II, 12000) : rc;
}

TX(weigh_next_year)
{
	struct place *p = ctx;
	struct fixture_year next = p->y;
	struct scheme s;
	td_rc rc = same_scores(t, &p->y);
	if (rc == TD_OK)
		rc = act_year_next(t, p->y.year.id, S(""), &p->made);
	if (rc == TD_OK)
		rc = scheme_from_json(t->a, str_c(reweighed), t->e, &s);
	if (rc == TD_OK)
		rc = store_scheme_add(t, &s, &next.scheme);
	if (rc == TD_OK)
		rc = act_scheme_choose(t, p->made.id, next.scheme, true);
	if (rc == TD_OK)
		rc = store_criterion_list(t, next.scheme, &next.criteria);
	next.year.id = p->made.id;
	return rc == TD_OK ? same_scores(t, &next) : rc;
}

TX(look_at_totals)
{
	struct place *p = ctx;
	struct scored_year was, now;
	CHECK_INT(store_year_load(t, p->y.year.id, STAGE_SELF, &was), TD_OK);
	CHECK_INT(store_year_load(t, p->made.id, STAGE_SELF, &now), TD_OK);
	CHECK(was.computed && now.computed);
	CHECK_INT(was.result.total_c[0], 8000);  /* 30 + 10 + 40, capped at 100 % */
	CHECK_INT(now.result.total_c[0], 11200); /* 30 + 10 + 60 × 120 % */
	return TD_OK;
}

CASE_DB(t13_weights_and_formula_are_of_the_year)
{
	struct place p = {0};
	CHECK_INT(fixture_year(f, &p.y), TD_OK);
	CHECK_INT(fixture_write(f, weigh_next_year, &p), TD_OK);
	CHECK_INT(fixture_read(f, look_at_totals, &p), TD_OK);
}

/* ---- hand-over ---- */

TX(year_at_its_end)
{
	struct place *p = ctx;
	struct cluster_year y;
	struct difficulty d = {.year = p->y.year.id,
			       .unit = p->y.units[2].id,
			       .title = S("Thiếu mẫu"),
			       .body = S("Chưa có mẫu")};
	td_rc rc = act_difficulty_raise(t, &d);
	if (rc == TD_OK)
		rc = fixture_office(t, &p->y, OFFICE_HEAD, 0, S("2019-01-01"), STR_NULL);
	if (rc == TD_OK)
		rc = store_cluster_year_get(t, p->y.year.id, &y);
	y.step = S("decided");
	return rc == TD_OK ? store_cluster_year_save(t, &y) : rc;
}

static td_rc hand_over(struct tx *t, struct place *p, str head, str deputy)
{
	struct cluster_year y;
	struct handover_wish w = {.office = {head, deputy}, .tasks = S("Họp sớm\n\n Sửa quy chế ")};
	td_rc rc = store_cluster_year_get(t, p->y.year.id, &y);
	w.rev = rc == TD_OK ? y.rev : 0;
	return rc == TD_OK ? act_handover(t, p->y.year.id, &w, &p->made) : rc;
}

TX(hand_over_to_b)
{
	return hand_over(t, ctx, S("b"), S("c"));
}

TX(hand_over_to_one_for_both)
{
	return hand_over(t, ctx, S("b"), S("b"));
}

TX(hand_over_to_nobody)
{
	return hand_over(t, ctx, S(""), S("x"));
}

static void check_carried(struct tx *t, struct place *p)
{
	difficulty_list list = {0};
	commitment_list tasks = {0};
	carried_difficulty_list carried = {0};
	CHECK_INT(store_difficulty_list(t, p->made.id, (unit_id){0}, &list), TD_OK);
	CHECK_INT(list.n, 1);
	CHECK_STR(list.at[0].title, "Thiếu mẫu");
	CHECK_INT(list.at[0].state, DIFFICULTY_RAISED);
	CHECK_INT(store_difficulty_list(t, p->y.year.id, (unit_id){0}, &list), TD_OK);
	CHECK_INT(list.at[0].state, DIFFICULTY_CLOSED);
	CHECK_INT(store_difficulty_carried(t, p->y.year.id, &carried), TD_OK);
	CHECK_INT(carried.n, 1);
	CHECK_INT(store_commitment_list(t, p->made.id, &tasks), TD_OK);
	CHECK_INT(tasks.n, 2);
	CHECK_STR(tasks.at[1].text, "Sửa quy chế");
}

TX(look_at_handed_over)
{
	struct place *p = ctx;
	struct handover h;
	office_term_list offices = {0};
	check_carried(t, p);
	CHECK_INT(act_handover_look(t, p->y.year.id, &h), TD_OK);
	CHECK(h.handed_over);
	CHECK_INT(h.y.season, SEASON_CLOSED);
	CHECK_INT(h.open.n, 0);
	CHECK_INT(store_office_list(t, p->y.year.id, &offices), TD_OK);
	CHECK_STR(offices.at[0].to_on, "2019-12-31");
	CHECK_INT(store_office_list(t, p->made.id, &offices), TD_OK);
	CHECK_INT(offices.n, 2);
	CHECK_INT(h.elected[0].v, p->y.units[1].id.v);
	CHECK_INT(h.elected[1].v, p->y.units[2].id.v);
	return TD_OK;
}

TX(first_task_done)
{
	struct place *p = ctx;
	commitment_list tasks = {0};
	td_rc rc = store_commitment_list(t, p->made.id, &tasks);
	return rc == TD_OK ? act_commitment_done(t, p->made.id, tasks.at[0].id, S("Đã họp"), tasks.at[0].rev)
			   : rc;
}

TX(look_at_done_task)
{
	struct place *p = ctx;
	commitment_list tasks = {0};
	CHECK_INT(store_commitment_list(t, p->made.id, &tasks), TD_OK);
	CHECK_STR(tasks.at[0].done_on, "2026-11-21");
	CHECK(!tasks.at[1].done_on.n);
	return TD_OK;
}

CASE_DB(a_year_is_handed_over_in_one_act)
{
	struct place p = {0};
	CHECK_INT(fixture_year(f, &p.y), TD_OK);
	CHECK_INT(fixture_write(f, hand_over_to_b, &p), TD_CONFLICT); /* not at its end */
	CHECK_INT(fixture_write(f, year_at_its_end, &p), TD_OK);
	CHECK_INT(fixture_write(f, hand_over_to_one_for_both, &p), TD_INVALID);
	f->e = err_new(f->a, LANG_VI);
	CHECK_INT(fixture_write(f, hand_over_to_nobody, &p), TD_INVALID);
	CHECK_INT(f->e.n_total, 2);
	CHECK_INT(fixture_write(f, hand_over_to_b, &p), TD_OK);
	CHECK_INT(fixture_read(f, look_at_handed_over, &p), TD_OK);
	CHECK_INT(fixture_write(f, hand_over_to_b, &p), TD_CONFLICT);
	CHECK_INT(fixture_write(f, first_task_done, &p), TD_OK);
	CHECK_INT(fixture_read(f, look_at_done_task, &p), TD_OK);
}

TX(open_next_early)
{
	struct place *p = ctx;
	return act_year_next(t, p->y.year.id, STR_NULL, &p->made);
}

CASE_DB(a_hand_over_takes_the_next_year_that_is_open)
{
	struct place p = {0};
	CHECK_INT(fixture_year(f, &p.y), TD_OK);
	CHECK_INT(fixture_write(f, year_at_its_end, &p), TD_OK);
	CHECK_INT(fixture_write(f, open_next_early, &p), TD_OK);
	CHECK_INT(fixture_write(f, hand_over_to_b, &p), TD_OK);
	CHECK_INT(fixture_read(f, look_at_handed_over, &p), TD_OK);
}

/* ---- changes of units ---- */

TX(merge_a_and_b)
{
	struct unit_change made;
	struct act_change c = {.kind = CHANGE_MERGE,
			       .effective_on = S("2026-03-01"),
			       .decision = S("15/QĐ"),
			       .before = S("a\nb"),
			       .after = S("Đơn vị hợp nhất"),
			       .continues = S("b")};
	(void)ctx;
	return act_unit_change(t, &c, &made);
}

TX(look_at_merged)
{
	struct place *p = ctx;
	struct unit u;
	unit_change_list all = {0};
	unit_id_list line = {0};
	CHECK_INT(store_unit_by_code(t, S("don-vi-hop-nhat"), &u), TD_OK);
	CHECK_INT(store_unit_change_list(t, &all), TD_OK);
	lineage_of(t->a, &all, u.id, &line);
	CHECK_INT(line.n, 2);
	CHECK_INT(line.at[1].v, p->y.units[1].id.v);
	CHECK_INT(store_unit_get(t, p->y.units[0].id, &u), TD_OK);
	CHECK(u.retired);
	return TD_OK;
}

TX(wrong_change)
{
	struct unit_change made;
	struct act_change c = {.kind = CHANGE_SPLIT, .before = S("c\na"), .after = S("x")};
	(void)ctx;
	return act_unit_change(t, &c, &made);
}

CASE_DB(units_merge_and_one_history_goes_on)
{
	struct place p = {0};
	CHECK_INT(fixture_year(f, &p.y), TD_OK);
	CHECK_INT(fixture_write(f, wrong_change, &p), TD_INVALID);
	CHECK_INT(f->e.n_total, 4); /* day, decision, before, after: all at once */
	f->e = err_new(f->a, LANG_VI);
	CHECK_INT(fixture_write(f, merge_a_and_b, &p), TD_OK);
	CHECK_INT(fixture_read(f, look_at_merged, &p), TD_OK);
}

/* Unit c leaves cluster 10 for a new one of the same Council, in the year of the decision. */
TX(transfer_c)
{
	struct place *p = ctx;
	struct unit_change made;
	struct act_change c = {.kind = CHANGE_TRANSFER,
			       .effective_on = S("2019-07-01"),
			       .decision = S("16/QĐ"),
			       .before = S("c"),
			       .cluster = {.council = p->y.council.id,
					   .name = S("Khối B"),
					   .kind = CLUSTER_KHOI,
					   .head_title = S("Khối trưởng"),
					   .deputy_title = S("Khối phó")}};
	struct act_founding g = {.year = 2019};
	td_rc rc = act_cluster_save(t, &c.cluster);
	g.cluster = c.cluster.id;
	if (rc == TD_OK)
		rc = act_year_found(t, &g, &p->made);
	return rc == TD_OK ? act_unit_change(t, &c, &made) : rc;
}

TX(look_at_transfer)
{
	struct place *p = ctx;
	membership_list members = {0}, left = {0};
	CHECK_INT(store_membership_list(t, p->made.id, &members), TD_OK);
	CHECK_INT(members.n, 1);
	CHECK_STR(members.at[0].joined_on, "2019-07-01");
	CHECK_INT(store_membership_left(t, p->y.year.id, &left), TD_OK);
	CHECK_INT(left.n, 1);
	CHECK_STR(left.at[0].left_decision, "16/QĐ");
	return TD_OK;
}

CASE_DB(a_transfer_leaves_one_cluster_and_joins_the_other)
{
	struct place p = {0};
	CHECK_INT(fixture_year(f, &p.y), TD_OK);
	CHECK_INT(fixture_write(f, transfer_c, &p), TD_OK);
	CHECK_INT(fixture_read(f, look_at_transfer, &p), TD_OK);
}
