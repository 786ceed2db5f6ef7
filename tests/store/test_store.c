/* The contract of the store: the same cases on both engines. */
#include "store/journal.h"
#include "store/migrate.h"
#include "store/store_file.h"
#include "store/store_import.h"
#include "store/store_meeting.h"
#include "store/store_ranking.h"
#include "store/store_user.h"
#include "tests/lib/fixture.h"

#define TX(name) static td_rc name(struct tx *t, void *ctx)

/* Organisation --------------------------------------------------------------------------------------------------- */

TX(list_org)
{
	struct fixture_year *y = ctx;
	unit_list units;
	cluster_year_list years;
	membership_list members;
	struct cluster_year found;
	CHECK_INT(store_unit_list(t, &units), TD_OK);
	CHECK_INT(units.n, 3);
	CHECK_STR(units.at[0].code, "a"); /* A before Ă before Â */
	CHECK_STR(units.at[1].code, "b");
	CHECK_STR(units.at[2].name, "Đơn vị Â");
	CHECK(units.at[0].short_name.p == NULL);
	CHECK_INT(store_cluster_year_list(t, &years), TD_OK);
	CHECK_INT(years.n, 1);
	CHECK_STR(years.at[0].council_name, "Hội đồng TĐKT tỉnh");
	CHECK_INT(store_cluster_year_find(t, S("10"), 2019, &found), TD_OK);
	CHECK_INT(found.id.v, y->year.id.v);
	CHECK(!found.revealed_at_ms.set);
	CHECK_INT(store_cluster_year_find(t, S("10"), 2020, &found), TD_NOT_FOUND);
	CHECK_INT(store_membership_list(t, y->year.id, &members), TD_OK);
	CHECK_INT(members.n, 3);
	CHECK_INT(members.at[2].ordinal, 3);
	CHECK_STR(members.at[1].unit_name, "Đơn vị Ă");
	return TD_OK;
}

CASE_DB(organisation)
{
	struct fixture_year y;
	CHECK_INT(fixture_year(f, &y), TD_OK);
	CHECK_INT(fixture_read(f, list_org, &y), TD_OK);
}

TX(save_theme)
{
	struct cluster_year *y = ctx;
	return store_cluster_year_save(t, y);
}

CASE_DB(stale_rows_are_refused)
{
	struct fixture_year y;
	CHECK_INT(fixture_year(f, &y), TD_OK);
	struct cluster_year mine = y.year, theirs = y.year;
	theirs.theme = S("Đoàn kết, sáng tạo");
	CHECK_INT(fixture_write(f, save_theme, &theirs), TD_OK);
	CHECK_INT(theirs.rev, 2);
	CHECK_INT(fixture_write(f, save_theme, &mine), TD_STALE);
	CHECK_INT(mine.rev, 1);
}

TX(add_unit_twice)
{
	struct unit u = {.code = S("x"), .name = S("Đơn vị X")},
		    again = {.code = S("a"), .name = S("Trùng mã")};
	(void)ctx;
	td_rc rc = store_unit_add(t, &u);
	return rc == TD_OK ? store_unit_add(t, &again) : rc;
}

TX(unit_x_is_gone)
{
	struct unit u;
	(void)ctx;
	CHECK_INT(store_unit_by_code(t, S("x"), &u), TD_NOT_FOUND);
	return TD_OK;
}

CASE_DB(a_conflict_says_why_and_leaves_nothing)
{
	struct fixture_year y;
	CHECK_INT(fixture_year(f, &y), TD_OK);
	CHECK_INT(fixture_write(f, add_unit_twice, NULL), TD_CONFLICT);
	CHECK_STR(err_first(&f->e), "Đã có đơn vị với mã này.");
	CHECK_INT(f->e.n_total, 1);
	CHECK_INT(fixture_read(f, unit_x_is_gone, NULL), TD_OK);
}

/* A statement that failed cannot be passed over: the command is lost even if it says TD_OK. */
TX(ignore_a_failure)
{
	struct unit u = {.code = S("x"), .name = S("Đơn vị X")},
		    again = {.code = S("a"), .name = S("Trùng mã")};
	(void)ctx;
	CHECK_INT(store_unit_add(t, &u), TD_OK);
	CHECK_INT(store_unit_add(t, &again), TD_CONFLICT);
	return TD_OK;
}

CASE_DB(failed_statements_fail_the_command)
{
	struct fixture_year y;
	CHECK_INT(fixture_year(f, &y), TD_OK);
	CHECK_INT(fixture_write(f, ignore_a_failure, NULL), TD_CONFLICT);
	CHECK_INT(fixture_read(f, unit_x_is_gone, NULL), TD_OK);
}

CASE_DB(reads_cannot_write)
{
	struct fixture_year y;
	CHECK_INT(fixture_year(f, &y), TD_OK);
	CHECK_INT(fixture_read(f, save_theme, &y.year), TD_DENIED);
}

TX(unwind)
{
	struct unit u = {.code = S("x"), .name = S("Đơn vị X")};
	(void)ctx;
	CHECK_INT(store_unit_add(t, &u), TD_OK);
	arena_fail(t->a);
}

CASE_DB(an_unwinding_arena_rolls_back)
{
	struct fixture_year y;
	CHECK_INT(fixture_year(f, &y), TD_OK);
	CHECK_INT(fixture_write(f, unwind, NULL), TD_LIMIT);
	CHECK_INT(fixture_read(f, unit_x_is_gone, NULL), TD_OK);
	CHECK_INT(fixture_write(f, save_theme, &y.year), TD_OK);
}

/* Scores --------------------------------------------------------------------------------------------------------- */

TX(put_scores)
{
	const struct fixture_year *y = ctx;
	static const i64 values[3][3] = {{3850, 2000, 10000}, {4000, 1975, 9650}, {3500, 1500, 12000}};
	static const int criteria[3] = {FIXTURE_I1, FIXTURE_I2, FIXTURE_II};
	td_rc rc = TD_OK;
	for (int u = 0; u < 3; u++) {
		for (int k = 0; rc == TD_OK && k < 3; k++)
			rc = fixture_score(t, y, u, criteria[k], values[u][k]);
	}
	return rc;
}

TX(load_year)
{
	const struct fixture_year *y = ctx;
	struct scored_year s;
	CHECK_INT(store_year_load(t, y->year.id, STAGE_SELF, &s), TD_OK);
	CHECK(s.computed);
	CHECK_INT(s.faults.n_total, 0);
	CHECK_INT(s.members.n, 3);
	CHECK_INT(s.result.total_c[0], 9850); /* 38,5 + 20 + 40 */
	CHECK_INT(s.result.total_c[1], 9835); /* 40 + 19,75 + 38,6 */
	CHECK_INT(s.result.total_c[2], 9000); /* 35 + 15 + 40, capped */
	CHECK_INT(s.result.rank[0], 1);
	CHECK_INT(s.result.rank[2], 3);
	i32 cell = s.cell_entry[FIXTURE_I1 * 3 + 1];
	CHECK(cell >= 0 && s.entries.at[cell].a_c.v == 4000);
	return TD_OK;
}

TX(change_score)
{
	const struct fixture_year *y = ctx;
	struct score_entry e = {.year = y->year.id,
				.unit = y->units[0].id,
				.criterion = y->criteria.at[FIXTURE_I1].id,
				.stage = STAGE_SELF};
	struct score_entry fresh = e;
	td_rc rc = store_score_get(t, &e);
	CHECK_INT(rc, TD_OK);
	CHECK_INT(e.rev, 1);
	fresh.state = CELL_SET;
	fresh.a_c = OPT(1);
	CHECK_INT(store_score_put(t, &fresh), TD_STALE); /* somebody entered one in between */
	e.a_c = OPT(4000);
	e.reason = S("Bổ sung minh chứng");
	CHECK_INT(store_score_put(t, &e), TD_OK);
	CHECK_INT(e.rev, 2);
	e.rev = 1;
	CHECK_INT(store_score_put(t, &e), TD_STALE);
	e.rev = 2;
	e.state = CELL_EMPTY;
	CHECK_INT(store_score_put(t, &e), TD_OK);
	CHECK_INT(store_score_get(t, &e), TD_NOT_FOUND);
	return TD_OK;
}

CASE_DB(scores)
{
	struct fixture_year y;
	CHECK_INT(fixture_year(f, &y), TD_OK);
	CHECK_INT(fixture_write(f, put_scores, &y), TD_OK);
	CHECK_INT(fixture_read(f, load_year, &y), TD_OK);
	CHECK_INT(fixture_write(f, change_score, &y), TD_OK);
}

TX(verify_one)
{
	const struct fixture_year *y = ctx;
	struct score_entry e = {.year = y->year.id,
				.unit = y->units[0].id,
				.criterion = y->criteria.at[FIXTURE_I1].id,
				.stage = STAGE_VERIFIED,
				.state = CELL_SET,
				.a_c = OPT(3000),
				.reason = S("Thiếu minh chứng")};
	return store_score_put(t, &e);
}

TX(stages_stand_side_by_side)
{
	const struct fixture_year *y = ctx;
	struct scored_year self, verified;
	CHECK_INT(store_year_load(t, y->year.id, STAGE_SELF, &self), TD_OK);
	CHECK_INT(store_year_load(t, y->year.id, STAGE_VERIFIED, &verified), TD_OK);
	CHECK_INT(self.result.total_c[0], 9850);
	CHECK_INT(verified.result.total_c[0], 9000);
	CHECK_INT(verified.result.total_c[1], 9835);
	i32 cell = verified.cell_entry[FIXTURE_I1 * 3];
	CHECK(cell >= 0 && verified.entries.at[cell].stage == STAGE_VERIFIED);
	return TD_OK;
}

CASE_DB(stages)
{
	struct fixture_year y;
	CHECK_INT(fixture_year(f, &y), TD_OK);
	CHECK_INT(fixture_write(f, put_scores, &y), TD_OK);
	CHECK_INT(fixture_write(f, verify_one, &y), TD_OK);
	CHECK_INT(fixture_read(f, stages_stand_side_by_side, &y), TD_OK);
}

TX(own_target)
{
	const struct fixture_year *y = ctx;
	struct target g = {.year = y->year.id,
			   .unit = y->units[1].id,
			   .criterion = y->criteria.at[FIXTURE_II].id,
			   .value_c = 19300};
	CHECK_INT(store_target_put(t, &g), TD_OK);
	CHECK_INT(g.rev, 1);
	g.value_c = 19300;
	CHECK_INT(store_target_put(t, &g), TD_OK);
	CHECK_INT(g.rev, 2);
	g.rev = 1;
	CHECK_INT(store_target_put(t, &g), TD_STALE);
	struct scored_year s;
	CHECK_INT(store_year_load(t, y->year.id, STAGE_SELF, &s), TD_OK);
	CHECK_INT(s.result.total_c[1], 7975); /* 40 + 19,75 + 96,5 of 193 = 20 */
	return TD_OK;
}

CASE_DB(targets)
{
	struct fixture_year y;
	CHECK_INT(fixture_year(f, &y), TD_OK);
	CHECK_INT(fixture_write(f, put_scores, &y), TD_OK);
	CHECK_INT(fixture_write(f, own_target, &y), TD_OK);
}

TX(cards)
{
	const struct fixture_year *y = ctx;
	struct scorecard c, again;
	scorecard_list all;
	CHECK_INT(store_scorecard_get(t, y->year.id, y->units[0].id, STAGE_SELF, &c), TD_OK);
	CHECK_INT(c.rev, 0);
	again = c;
	c.state = CARD_SUBMITTED;
	CHECK_INT(store_scorecard_put(t, &c), TD_OK);
	CHECK(c.submitted_at_ms.set && c.submitted_at_ms.v == t->now_ms);
	CHECK_INT(store_scorecard_put(t, &again), TD_STALE);
	c.state = CARD_RETURNED;
	c.note = S("Thiếu mục II");
	CHECK_INT(store_scorecard_put(t, &c), TD_OK);
	CHECK_INT(c.rev, 2);
	CHECK_INT(store_scorecard_list(t, y->year.id, &all), TD_OK);
	CHECK_INT(all.n, 1);
	CHECK_INT(all.at[0].state, CARD_RETURNED);
	CHECK_STR(all.at[0].note, "Thiếu mục II");
	return TD_OK;
}

CASE_DB(scorecards)
{
	struct fixture_year y;
	CHECK_INT(fixture_year(f, &y), TD_OK);
	CHECK_INT(fixture_write(f, cards, &y), TD_OK);
}

/* Generations ---------------------------------------------------------------------------------------------------- */

struct gens {
	i64 year, id, system;
};

TX(read_gens)
{
	struct gens *g = ctx;
	td_rc rc = db_generation(t, g->id, &g->year);
	return rc == TD_OK ? db_generation(t, DB_TAG_SYSTEM, &g->system) : rc;
}

CASE_DB(generations_move_with_their_year)
{
	struct fixture_year y;
	CHECK_INT(fixture_year(f, &y), TD_OK);
	struct gens before = {.id = y.year.id.v}, after = before, failed = before;
	CHECK_INT(fixture_read(f, read_gens, &before), TD_OK);
	CHECK(before.year > 0);
	CHECK_INT(fixture_write(f, put_scores, &y), TD_OK);
	CHECK_INT(fixture_read(f, read_gens, &after), TD_OK);
	CHECK(after.year > before.year);
	CHECK_INT(after.system, before.system);
	CHECK_INT(fixture_write(f, put_scores, &y), TD_STALE);
	CHECK_INT(fixture_read(f, read_gens, &failed), TD_OK);
	CHECK_INT(failed.year, after.year);
}

/* Accounts ------------------------------------------------------------------------------------------------------- */

TX(sessions)
{
	struct fixture_year *y = ctx;
	struct session s = {.user = y->user.id, .expires_at_ms = t->now_ms + 1000, .address = S("127.0.0.1")},
		       found, two;
	struct user u;
	session_list list;
	i64 n;
	CHECK_INT(sha256_of(S("bí mật"), &s.token_hash), TD_OK);
	two = s;
	CHECK_INT(sha256_of(S("khác"), &two.token_hash), TD_OK);
	CHECK_INT(store_session_add(t, &s), TD_OK);
	CHECK_INT(store_session_add(t, &two), TD_OK);
	CHECK_INT(store_session_find(t, &s.token_hash, &found, &u), TD_OK);
	CHECK_INT(found.id.v, s.id.v);
	CHECK_STR(u.name, "Nguyễn Văn A");
	CHECK(found.agent.p == NULL);
	CHECK_INT(store_session_end(t, (user_id){999}, s.id), TD_NOT_FOUND);
	CHECK_INT(store_session_list(t, y->user.id, &list), TD_OK);
	CHECK_INT(list.n, 2);
	CHECK_INT(store_session_end_all(t, y->user.id, s.id, &n), TD_OK);
	CHECK_INT(n, 1);
	t->now_ms += 1000;
	CHECK_INT(store_session_find(t, &s.token_hash, &found, &u), TD_NOT_FOUND);
	CHECK_INT(store_session_purge(t, &n), TD_OK);
	CHECK_INT(n, 1);
	return TD_OK;
}

TX(grants)
{
	struct fixture_year *y = ctx;
	struct grant g = {.user = y->user.id,
			  .right = {.role = AUTHZ_OFFICER,
				    .scope = SCOPE_UNIT,
				    .scope_id = y->units[0].id.v,
				    .to_on = S("2026-12-31")}};
	grant_list list;
	CHECK_INT(store_grant_add(t, &g), TD_OK);
	CHECK_INT(store_grants_of(t, y->user.id, &list), TD_OK);
	CHECK_INT(list.n, 1);
	CHECK_INT(list.at[0].right.role, AUTHZ_OFFICER);
	CHECK_STR(list.at[0].right.to_on, "2026-12-31");
	CHECK_INT(store_grants_in(t, SCOPE_UNIT, y->units[0].id.v, &list), TD_OK);
	CHECK_INT(list.n, 1);
	CHECK_INT(store_grant_revoke(t, g.id), TD_OK);
	CHECK_INT(store_grant_revoke(t, g.id), TD_NOT_FOUND);
	CHECK_INT(store_grants_of(t, y->user.id, &list), TD_OK);
	CHECK_INT(list.n, 0);
	return TD_OK;
}

TX(requests)
{
	struct fixture_year *y = ctx;
	str location = STR_NULL;
	CHECK_INT(store_request_seen(t, S("khóa-một-lần"), y->user.id, &location), TD_NOT_FOUND);
	CHECK_INT(store_request_done(t, S("khóa-một-lần"), y->user.id, S("/cum/10/2019")), TD_OK);
	CHECK_INT(store_request_seen(t, S("khóa-một-lần"), y->user.id, &location), TD_OK);
	CHECK_STR(location, "/cum/10/2019");
	CHECK_INT(store_setting_put(t, S("site.name"), S("Thi đua")), TD_OK);
	CHECK_INT(store_setting_put(t, S("site.name"), S("Thi đua tỉnh")), TD_OK);
	CHECK_INT(store_setting_get(t, S("site.name"), &location), TD_OK);
	CHECK_STR(location, "Thi đua tỉnh");
	return TD_OK;
}

CASE_DB(accounts)
{
	struct fixture_year y;
	CHECK_INT(fixture_year(f, &y), TD_OK);
	CHECK_INT(fixture_write(f, sessions, &y), TD_OK);
	CHECK_INT(fixture_write(f, grants, &y), TD_OK);
	CHECK_INT(fixture_write(f, requests, &y), TD_OK);
}

/* Files and papers ----------------------------------------------------------------------------------------------- */

TX(files)
{
	struct fixture_year *y = ctx;
	size_t n = FILE_CHUNK * 2 + 17;
	char *p = arena_alloc(t->a, n);
	for (size_t i = 0; i < n; i++)
		p[i] = (char)(i * 31 + i / 251);
	file_id one, two, none;
	str back;
	CHECK_INT(store_file_put(t, (str){p, n}, S("application/pdf"), &one), TD_OK);
	CHECK_INT(store_file_put(t, (str){p, n}, S("application/pdf"), &two), TD_OK);
	CHECK_INT(one.v, two.v);
	CHECK_INT(store_file_read(t, one, &back), TD_OK);
	CHECK(back.n == n && memcmp(back.p, p, n) == 0);
	CHECK_INT(store_file_put(t, S(""), S("text/plain"), &none), TD_OK);
	CHECK_INT(store_file_read(t, none, &back), TD_OK);
	CHECK_INT(back.n, 0);
	struct paper first = {.year = y->year.id,
			      .kind = S("minutes"),
			      .title = S("Biên bản"),
			      .file = one,
			      .file_name = S("bb.docx")};
	struct paper second = first;
	paper_list list;
	CHECK_INT(store_paper_add(t, &first, (paper_id){0}), TD_OK);
	CHECK_INT(store_paper_add(t, &second, first.id), TD_OK);
	CHECK_INT(store_paper_list(t, y->year.id, &list), TD_OK);
	CHECK_INT(list.n, 2);
	CHECK_INT(list.at[1].replaced_by.v, second.id.v);
	struct evidence v = {.year = y->year.id,
			     .unit = y->units[0].id,
			     .title = S("Kế hoạch số 80"),
			     .file = OPT(one.v),
			     .file_name = S("kh80.pdf")};
	struct evidence_link link = {
	    .year = y->year.id, .criterion = y->criteria.at[FIXTURE_I1].id, .page = S("trang 3")};
	evidence_link_list links;
	CHECK_INT(store_evidence_add(t, &v), TD_OK);
	link.evidence = v.id;
	CHECK_INT(store_evidence_link_put(t, &link), TD_OK);
	CHECK_INT(store_evidence_link_put(t, &link), TD_OK);
	CHECK_INT(store_evidence_link_list(t, y->year.id, (unit_id){0}, &links), TD_OK);
	CHECK_INT(links.n, 1);
	CHECK_STR(links.at[0].criterion_code, "I.1");
	CHECK_INT(store_evidence_remove(t, v.id), TD_OK);
	CHECK_INT(store_evidence_link_list(t, y->year.id, (unit_id){0}, &links), TD_OK);
	CHECK_INT(links.n, 0);
	return TD_OK;
}

TX(previews)
{
	struct fixture_year *y = ctx;
	file_id file;
	CHECK_INT(store_file_put(t, S("x"), S("text/plain"), &file), TD_OK);
	struct import_preview p = {.year = y->year.id,
				   .user = y->user.id,
				   .kind = S("scores"),
				   .file = file,
				   .file_name = S("a.xlsx"),
				   .plan_json = S("{}"),
				   .report_json = S("[]"),
				   .year_gen = 1},
			      found;
	CHECK_INT(store_preview_add(t, &p), TD_OK);
	CHECK_INT(store_preview_open(t, y->year.id, y->user.id, &found), TD_OK);
	CHECK_STR(found.plan_json, "{}");
	CHECK_INT(store_preview_close(t, p.id, PREVIEW_ACCEPTED), TD_OK);
	CHECK_INT(store_preview_open(t, y->year.id, y->user.id, &found), TD_NOT_FOUND);
	CHECK_INT(store_preview_close(t, p.id, PREVIEW_DROPPED), TD_CONFLICT);
	return TD_OK;
}

CASE_DB(files_and_papers)
{
	struct fixture_year y;
	CHECK_INT(fixture_year(f, &y), TD_OK);
	CHECK_INT(fixture_write(f, files, &y), TD_OK);
	CHECK_INT(fixture_write(f, previews, &y), TD_OK);
}

/* The meeting ---------------------------------------------------------------------------------------------------- */

TX(meeting)
{
	struct fixture_year *y = ctx;
	struct meeting m = {.year = y->year.id,
			    .kind = MEETING_YEAR_END,
			    .place = S("Thanh Hóa"),
			    .chair_name = S("Trần Thị B")},
		       back;
	attendance_list who = {0};
	CHECK_INT(store_meeting_add(t, &m), TD_OK);
	VEC_PUSH(t->a, &who) = (struct attendance){
	    .unit = OPT(y->units[0].id.v), .person_name = S("Nguyễn Văn A"), .votes = true};
	VEC_PUSH(t->a, &who) =
	    (struct attendance){.person_name = S("Lê Thị C"), .presence = PRESENCE_ABSENT, .reason = S("ốm")};
	CHECK_INT(store_attendance_set(t, m.id, &who), TD_OK);
	CHECK_INT(store_attendance_set(t, m.id, &who), TD_OK);
	CHECK_INT(store_attendance_list(t, m.id, &who), TD_OK);
	CHECK_INT(who.n, 2);
	CHECK_STR(who.at[0].unit_name, "Đơn vị A");
	CHECK(who.at[1].presence == PRESENCE_ABSENT && !who.at[1].unit.set);
	m.conclusion = S("Nhất trí");
	CHECK_INT(store_meeting_save(t, &m), TD_OK);
	CHECK_INT(store_meeting_get(t, m.id, &back), TD_OK);
	CHECK_STR(back.conclusion, "Nhất trí");
	return TD_OK;
}

TX(ballots)
{
	struct fixture_year *y = ctx;
	struct ballot b = {.year = y->year.id,
			   .kind = POLL_NOMINATION,
			   .question = S("Suy tôn Cờ thi đua"),
			   .n_seats = 1,
			   .threshold_num = 2,
			   .threshold_den = 3,
			   .base = POLL_BASE_MEMBERS,
			   .n_members = 3,
			   .n_present = 3,
			   .n_issued = 3,
			   .n_returned = 3,
			   .n_valid = 3},
		      back;
	ballot_candidate_list list = {0};
	struct poll poll;
	CHECK_INT(store_ballot_add(t, &b), TD_OK);
	VEC_PUSH(t->a, &list) = (struct ballot_candidate){
	    .unit = OPT(y->units[0].id.v), .label = S("Đơn vị A"), .n_yes = 2, .n_no = 1};
	CHECK_INT(store_ballot_candidates_set(t, b.id, &list), TD_OK);
	b.state = POLL_COUNTED;
	CHECK_INT(store_ballot_save(t, &b), TD_OK);
	CHECK_INT(store_ballot_get(t, b.id, &back), TD_OK);
	CHECK_INT(back.state, POLL_COUNTED);
	CHECK_INT(store_ballot_candidates(t, b.id, &list), TD_OK);
	CHECK_INT(list.n, 1);
	store_ballot_poll(t->a, &back, &list, &poll);
	CHECK_INT(poll.candidates[0].yes, 2);
	CHECK_INT(poll.pass.den, 3);
	struct nomination n = {
	    .year = y->year.id, .unit = y->units[0].id, .title_code = S("CO_BN_TINH"), .ordinal = 1};
	nomination_list noms;
	CHECK_INT(store_nomination_add(t, &n), TD_OK);
	n.withdrawn_at_ms = OPT(t->now_ms);
	CHECK_INT(store_nomination_save(t, &n), TD_OK);
	CHECK_INT(store_nomination_list(t, y->year.id, &noms), TD_OK);
	CHECK(noms.n == 1 && noms.at[0].withdrawn_at_ms.set);
	return TD_OK;
}

TX(rankings)
{
	struct fixture_year *y = ctx;
	struct ranking r = {.year = y->year.id, .stage = STAGE_FINAL, .input_json = S("{}")}, latest;
	ranking_row_list rows = {0}, back;
	for (int i = 0; i < 3; i++)
		VEC_PUSH(t->a, &rows) = (struct ranking_row){
		    .unit = y->units[i].id, .rank = i + 1, .ordinal = i + 1, .total_c = 9000 - i};
	CHECK_INT(store_ranking_freeze(t, &r, &rows), TD_OK);
	CHECK_INT(r.version, 1);
	CHECK_INT(store_ranking_adopt(t, &r), TD_OK);
	CHECK_INT(store_ranking_freeze(t, &r, &rows), TD_CONFLICT); /* a correction needs its reason */
	r.reason = S("Đính chính");
	CHECK_INT(store_ranking_freeze(t, &r, &rows), TD_OK);
	CHECK_INT(store_ranking_latest(t, y->year.id, &latest), TD_OK);
	CHECK_INT(latest.version, 2);
	CHECK_INT(store_ranking_rows(t, latest.id, &back), TD_OK);
	CHECK_INT(back.n, 3);
	CHECK_STR(back.at[2].unit_code, "c");
	ranking_list all;
	CHECK_INT(store_ranking_list(t, y->year.id, &all), TD_OK);
	CHECK(all.n == 2 && all.at[1].state == RANKING_SUPERSEDED);
	return TD_OK;
}

CASE_DB(the_meeting)
{
	struct fixture_year y;
	CHECK_INT(fixture_year(f, &y), TD_OK);
	CHECK_INT(fixture_write(f, meeting, &y), TD_OK);
	CHECK_INT(fixture_write(f, ballots, &y), TD_OK);
	CHECK_INT(fixture_write(f, rankings, &y), TD_OK);
}
