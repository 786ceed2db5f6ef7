/* Polls that the program runs, through the acts, on both engines: from the list of candidates to the confirmed result. */
#include "jobs/act_desk.h"
#include "jobs/papers.h"
#include "tests/lib/fixture.h"

#define TX(name) static td_rc name(struct tx *t, void *ctx)

enum { HEAD, TELLER_1, TELLER_2, SECRETARY, PEOPLE };
enum { ROWS = 3, MEMBERS = 9 };

/* A meeting of nine members of whom one is absent, its board, and a poll. */
struct room {
	struct fixture *f;
	struct fixture_year y;
	struct user people[PEOPLE];
	struct meeting m;
	struct ballot b;
	struct poll_desk d;
	ballot_candidate_list list;
	struct act_desk x;
	struct desk_opening opening;
	struct count_row rows[ROWS];
	struct count count;
	count_differences differences;
	struct poll_result result;
	written_opinion_list opinions;
	str text;
	i64 n, attempt, rev;
	poll_id second;
	enum poll_change_kind change;
	poll_board_list board;
};

TX(people)
{
	static const char *const logins[PEOPLE] = {"truong.ban", "kiem.mot", "kiem.hai", "thu.ky"};
	struct room *r = ctx;
	td_rc rc = TD_OK;
	for (int i = 0; rc == TD_OK && i < PEOPLE; i++) {
		r->people[i] =
		    (struct user){.login = str_c(logins[i]), .name = arena_fmt(t->a, "Người %d", i)};
		rc = store_user_add(t, &r->people[i]);
	}
	return rc;
}

TX(meeting)
{
	struct room *r = ctx;
	attendance_list who = {0};
	r->m = (struct meeting){.year = r->y.year.id, .kind = MEETING_YEAR_END};
	for (int i = 0; i < MEMBERS; i++)
		VEC_PUSH(t->a, &who) =
		    (struct attendance){.unit = i < 3 ? OPT(r->y.units[i].id.v) : OPT_NONE,
					.person_name = arena_fmt(t->a, "Đại biểu %d", i + 1),
					.presence = i == 8 ? PRESENCE_ABSENT : PRESENCE_PRESENT,
					.votes = true,
					.ordinal = i + 1};
	td_rc rc = act_meeting_save(t, &r->m, &who);
	return rc == TD_OK ? act_board_elect(t, r->y.year.id, r->m.id, &r->board) : rc;
}

TX(prepare)
{
	struct room *r = ctx;
	r->b.year = r->y.year.id;
	r->b.meeting = OPT(r->m.id.v);
	return act_desk_prepare(t, &r->b, &r->d, &r->list);
}

/* r->n 1: its first two change places; the threshold becomes r->b's. */
TX(edit)
{
	struct room *r = ctx;
	struct act_desk x;
	td_rc rc = act_desk_load(t, r->y.year.id, r->b.id, &x);
	if (rc != TD_OK)
		return rc;
	if (r->n == 1) {
		struct ballot_candidate first = x.candidates.at[0];
		x.candidates.at[0] = x.candidates.at[1];
		x.candidates.at[1] = first;
	}
	x.b.threshold_num = r->b.threshold_num;
	return act_desk_edit(t, &x.b, &x.d, &x.candidates);
}

TX(load)
{
	struct room *r = ctx;
	return act_desk_load(t, r->y.year.id, r->b.id, &r->x);
}

#define DESK_TX(name, call)                       \
	TX(name)                                  \
	{                                         \
		struct room *r = ctx;             \
		cluster_year_id y = r->y.year.id; \
		(void)y;                          \
		return call;                      \
	}
DESK_TX(open_desk, act_desk_open(t, y, r->b.id, &r->opening, r->rev))
DESK_TX(close_desk, act_desk_close(t, y, r->b.id, r->n, r->rev))
DESK_TX(change, act_desk_change(t, y, r->b.id, r->change, r->text, r->rev))
DESK_TX(sheet, act_desk_sheet(t, y, r->b.id, r->attempt, &r->count, &r->differences))
DESK_TX(hands, act_desk_hands(t, y, r->b.id, &r->count))
DESK_TX(counted, act_desk_counted(t, y, r->b.id, &r->count))
DESK_TX(confirm, act_desk_confirm(t, y, r->b.id, r->rev, &r->result))
DESK_TX(announce, act_desk_announce(t, y, r->b.id, r->rev, &r->result))
DESK_TX(recount, act_desk_recount(t, y, r->b.id, r->text, r->rev))
DESK_TX(cancel, act_desk_cancel(t, y, r->b.id, r->text, r->rev))
DESK_TX(decide, act_desk_decide(t, y, r->b.id, r->n, r->text, r->rev))
DESK_TX(withdraw, act_desk_withdraw(t, y, r->b.id, r->n, r->text, r->rev))
DESK_TX(from_floor, act_desk_floor(t, y, r->b.id, OPT_NONE, r->text, STR_NULL, r->rev))
DESK_TX(second, act_desk_second(t, y, r->b.id, &r->second))
DESK_TX(opinion, act_desk_opinion(t, y, r->b.id, r->text, OPT_NONE, &r->opinions))
DESK_TX(elect, act_board_elect(t, y, r->m.id, &r->board))

/* What the minutes of the count say of the poll. */
TX(minutes)
{
	struct room *r = ctx;
	struct value *v = NULL;
	td_rc rc =
	    papers_data(t, PAPER_COUNT, r->y.year.id, arena_fmt(t->a, "%lld", (long long)r->b.id.v), &v);
	r->text = rc == TD_OK ? value_to_json(t->a, v, VALUE_CANONICAL) : S("");
	return rc;
}

static td_rc as(struct room *r, int who, db_fn fn)
{
	r->f->actor = (struct actor){r->people[who].id.v, r->people[who].name};
	r->f->e = err_new(r->f->a, LANG_VI);
	return fixture_write(r->f, fn, r);
}

static struct act_desk *look(struct room *r, int who)
{
	r->f->actor = (struct actor){r->people[who].id.v, r->people[who].name};
	CHECK_INT(fixture_read(r->f, load, r), TD_OK);
	return &r->x;
}

static void put_counts(struct room *r, i64 issued, i64 returned, i64 valid, const i64 (*rows)[3], size_t n)
{
	for (size_t i = 0; i < n; i++)
		r->rows[i] = (struct count_row){(i64)i + 1, rows[i][0], rows[i][1], rows[i][2]};
	r->count = (struct count){issued, returned, issued - returned, valid, returned - valid, r->rows, n};
}

static void begin(struct fixture *f, struct room *r)
{
	*r = (struct room){.f = f, .attempt = 1};
	CHECK_INT(fixture_year(f, &r->y), TD_OK);
	CHECK_INT(fixture_write(f, people, r), TD_OK);
	for (int i = 0; i < 3; i++)
		VEC_PUSH(f->a, &r->board) = (struct poll_board){
		    .user = OPT(r->people[i].id.v),
		    .person_name = r->people[i].name,
		    .unit = r->y.units[i].id,
		    .role = i == HEAD ? BOARD_HEAD : BOARD_TELLER,
		};
	CHECK_INT(as(r, SECRETARY, meeting), TD_OK);
	r->b = (struct ballot){.kind = POLL_HEAD,
			       .question = S("Bầu Cụm trưởng năm 2020"),
			       .n_seats = 1,
			       .threshold_num = 2,
			       .threshold_den = 3,
			       .base = POLL_BASE_MEMBERS,
			       .max_yes = 1,
			       .has_quorum = true,
			       .quorum_num = 2,
			       .quorum_den = 3};
	r->d = (struct poll_desk){.may_vote_self = true, .invalid_rule = S("Phiếu chọn quá số lượng.")};
	for (int i = 0; i < ROWS; i++)
		VEC_PUSH(f->a, &r->list) =
		    (struct ballot_candidate){.unit = OPT(r->y.units[i].id.v), .label = r->y.units[i].name};
	r->opening = (struct desk_opening){.members = MEMBERS, .present = 8, .printed = 10, .issued = 8};
}

/* Eight ballots are out, two are left. */
static void begin_counting(struct fixture *f, struct room *r)
{
	begin(f, r);
	CHECK_INT(as(r, SECRETARY, prepare), TD_OK);
	CHECK_INT(as(r, SECRETARY, open_desk), TD_OK);
	r->n = 2;
	CHECK_INT(as(r, SECRETARY, close_desk), TD_OK);
}

static const i64 split[ROWS][3] = {{4, 4, 0}, {3, 5, 0}, {1, 7, 0}};

CASE_DB(two_tellers_who_agree_and_the_head_make_a_result)
{
	static struct room r;
	static const i64 won[ROWS][3] = {{6, 2, 0}, {1, 7, 0}, {1, 7, 0}};
	begin_counting(f, &r);
	CHECK_INT(look(&r, SECRETARY)->d.phase, DESK_COUNTING);
	put_counts(&r, 8, 8, 8, won, ROWS);
	CHECK_INT(as(&r, SECRETARY, sheet), TD_DENIED);
	CHECK_INT(as(&r, TELLER_1, sheet), TD_OK);
	CHECK_INT(as(&r, TELLER_1, sheet), TD_CONFLICT);
	CHECK_INT(as(&r, HEAD, confirm), TD_CONFLICT); /* one sheet is no count */
	CHECK_INT(as(&r, TELLER_2, sheet), TD_OK);
	CHECK_INT(r.differences.n, 0);
	CHECK_INT(look(&r, SECRETARY)->d.phase, DESK_COMPARED);
	CHECK_INT(r.x.b.state, POLL_DRAFT); /* nothing counts before the head says so */
	CHECK_INT(as(&r, SECRETARY, confirm), TD_DENIED);
	CHECK_INT(as(&r, HEAD, confirm), TD_OK);
	CHECK_INT(look(&r, SECRETARY)->b.state, POLL_COUNTED);
	CHECK_INT(r.result.rows[0].needed, 6);
	CHECK_INT(r.x.candidates.at[0].n_yes, 6);
	CHECK(str_eq(r.x.candidates.at[0].result, S("elected")));
	str told = act_ballot_told(f->a, &r.x.candidates, &r.result);
	CHECK(str_find(told, r.result.sentence) == 0 && str_find(told, S(" 6/9; ")) < told.n);
	CHECK_INT(as(&r, SECRETARY, announce), TD_OK);
	CHECK_INT(look(&r, SECRETARY)->b.state, POLL_ANNOUNCED);
	r.text = S("nhầm");
	CHECK_INT(as(&r, SECRETARY, cancel), TD_CONFLICT);
}

/* Each reads only his own sheet until both are there. */
CASE_DB(a_tellers_sheet_is_his_own_until_the_other_one_is_there)
{
	static struct room r;
	begin_counting(f, &r);
	put_counts(&r, 8, 8, 8, split, ROWS);
	CHECK_INT(as(&r, TELLER_1, sheet), TD_OK);
	CHECK_INT(look(&r, TELLER_1)->sheets.n, 1);
	CHECK_INT(look(&r, TELLER_2)->sheets.n, 0);
	CHECK_INT(look(&r, HEAD)->sheets.n, 0);
	CHECK_INT(look(&r, SECRETARY)->sheets.n, 0);
	CHECK_INT(r.x.senders.n, 1);
	CHECK_INT(as(&r, TELLER_2, sheet), TD_OK);
	CHECK_INT(look(&r, SECRETARY)->sheets.n, 2);
	CHECK_INT(r.x.sheets.at[1].count.n_rows, ROWS);
	CHECK_INT(r.x.sheets.at[1].count.rows[2].no, 7);
}

CASE_DB(a_mismatch_means_a_recount_and_every_attempt_is_kept)
{
	static struct room r;
	static const i64 wrong[ROWS][3] = {{4, 4, 0}, {2, 6, 0}, {1, 7, 0}};
	begin_counting(f, &r);
	put_counts(&r, 8, 8, 8, split, ROWS);
	CHECK_INT(as(&r, TELLER_1, sheet), TD_OK);
	put_counts(&r, 8, 8, 8, wrong, ROWS);
	CHECK_INT(as(&r, TELLER_2, sheet), TD_OK);
	CHECK_INT(r.differences.n, 2);
	CHECK_INT(look(&r, SECRETARY)->d.attempt, 2);
	CHECK_INT(r.x.d.phase, DESK_COUNTING);
	CHECK_INT(as(&r, TELLER_1, sheet), TD_STALE); /* of the count before */
	r.attempt = 2;
	put_counts(&r, 8, 8, 8, split, ROWS);
	CHECK_INT(as(&r, TELLER_1, sheet), TD_OK);
	CHECK_INT(as(&r, TELLER_2, sheet), TD_OK);
	CHECK_INT(look(&r, SECRETARY)->d.phase, DESK_COMPARED);
	CHECK_INT(r.x.sheets.n, 4);
	r.text = S("");
	CHECK_INT(as(&r, HEAD, recount), TD_INVALID);
	r.text = S("Một phiếu bị kẹt");
	CHECK_INT(as(&r, HEAD, recount), TD_OK);
	CHECK_INT(look(&r, SECRETARY)->d.attempt, 3);
}

CASE_DB(t15_nobody_is_elected_without_votes_or_a_recorded_reason)
{
	static struct room r;
	begin_counting(f, &r);
	put_counts(&r, 8, 8, 8, split, ROWS);
	CHECK_INT(as(&r, TELLER_1, sheet), TD_OK);
	CHECK_INT(as(&r, TELLER_2, sheet), TD_OK);
	r.n = 1;
	r.text = S("Hội nghị biểu quyết tán thành 8/8");
	CHECK_INT(as(&r, SECRETARY, decide), TD_CONFLICT); /* no result yet */
	CHECK_INT(as(&r, HEAD, confirm), TD_OK);
	CHECK(str_eq(look(&r, SECRETARY)->candidates.at[0].result, S("not_elected")));
	r.text = S("  ");
	CHECK_INT(as(&r, SECRETARY, decide), TD_INVALID);
	r.text = S("Hội nghị biểu quyết tán thành 8/8");
	CHECK_INT(as(&r, SECRETARY, decide), TD_OK);
	CHECK(str_eq(look(&r, SECRETARY)->candidates.at[0].result, S("elected")));
	CHECK(str_eq(r.x.changes.at[0].reason, r.text));
	r.n = 2;
	CHECK_INT(as(&r, SECRETARY, decide), TD_CONFLICT); /* one seat */
	CHECK_INT(as(&r, SECRETARY, announce), TD_OK);
	CHECK(str_eq(look(&r, SECRETARY)->candidates.at[0].result, S("elected")));
}

CASE_DB(t16_what_was_printed_issued_and_returned_must_agree)
{
	static struct room r;
	static const i64 bad[ROWS][3] = {{4, 4, 1}, {3, 5, 0}, {1, 7, 0}};
	begin(f, &r);
	CHECK_INT(as(&r, SECRETARY, prepare), TD_OK);
	r.opening.issued = 9;
	CHECK_INT(as(&r, SECRETARY, open_desk), TD_INVALID); /* more than are present */
	r.opening.issued = 8;
	CHECK_INT(as(&r, SECRETARY, open_desk), TD_OK);
	r.n = 1;
	CHECK_INT(as(&r, SECRETARY, close_desk), TD_INVALID);
	r.n = 2;
	CHECK_INT(as(&r, SECRETARY, close_desk), TD_OK);
	put_counts(&r, 7, 7, 7, split, ROWS);
	CHECK_INT(as(&r, TELLER_1, sheet), TD_INVALID); /* eight were handed out */
	put_counts(&r, 8, 8, 8, bad, ROWS);
	CHECK_INT(as(&r, TELLER_1, sheet), TD_INVALID);
	put_counts(&r, 8, 8, 8, split, ROWS - 1);
	CHECK_INT(as(&r, TELLER_1, sheet), TD_INVALID);
}

CASE_DB(t17_more_choices_than_places_are_no_valid_ballots)
{
	static struct room r;
	static const i64 many[ROWS][3] = {{6, 2, 0}, {6, 2, 0}, {0, 8, 0}};
	begin_counting(f, &r);
	put_counts(&r, 8, 8, 8, many, ROWS);
	CHECK_INT(as(&r, TELLER_1, sheet), TD_INVALID);
}

CASE_DB(t18_who_is_elected_does_not_stand_again)
{
	static struct room r;
	static const i64 won[ROWS][3] = {{6, 2, 0}, {1, 7, 0}, {1, 7, 0}};
	begin_counting(f, &r);
	put_counts(&r, 8, 8, 8, won, ROWS);
	CHECK_INT(as(&r, TELLER_1, sheet), TD_OK);
	CHECK_INT(as(&r, TELLER_2, sheet), TD_OK);
	CHECK_INT(as(&r, HEAD, confirm), TD_OK);
	CHECK_INT(as(&r, SECRETARY, second), TD_CONFLICT); /* no place is free */
	r.b.id.v = r.b.rev = 0;
	r.d.rev = 0;
	CHECK_INT(as(&r, SECRETARY, prepare), TD_INVALID); /* for the same office */
	r.b.kind = POLL_DEPUTY;
	CHECK_INT(as(&r, SECRETARY, prepare), TD_INVALID); /* one office each */
	r.list.at++, r.list.n--;
	CHECK_INT(as(&r, SECRETARY, prepare), TD_OK);
}

CASE_DB(the_deputy_is_not_voted_on_before_the_head_is_known)
{
	static struct room r;
	begin(f, &r);
	CHECK_INT(as(&r, SECRETARY, prepare), TD_OK);
	poll_id head = r.b.id;
	r.b.id.v = r.b.rev = 0;
	r.d.rev = 0;
	r.b.kind = POLL_DEPUTY;
	CHECK_INT(as(&r, SECRETARY, prepare), TD_OK); /* the same units may stand until it is known */
	CHECK_INT(as(&r, SECRETARY, open_desk), TD_CONFLICT);
	poll_id deputy = r.b.id;
	r.b.id = head;
	r.text = S("Hội nghị giới thiệu luân phiên");
	CHECK_INT(as(&r, SECRETARY, cancel), TD_OK);
	r.b.id = deputy;
	CHECK_INT(as(&r, SECRETARY, open_desk), TD_OK);
}

CASE_DB(t24_a_delegate_without_name_or_mail_gets_a_ballot)
{
	static struct room r;
	begin(f, &r);
	CHECK_INT(as(&r, SECRETARY, prepare), TD_OK);
	CHECK_INT(as(&r, SECRETARY, open_desk), TD_OK);
	r.change = POLL_CHANGE_LATE;
	r.text = S("Đại biểu đến muộn");
	CHECK_INT(as(&r, SECRETARY, change), TD_OK);
	CHECK_INT(look(&r, SECRETARY)->d.n_issued, 9);
	CHECK_INT(r.x.b.n_present, 9);
	CHECK_INT(as(&r, SECRETARY, change), TD_CONFLICT); /* all nine are here */
	r.change = POLL_CHANGE_SPOILED;
	CHECK_INT(as(&r, SECRETARY, change), TD_OK);
	CHECK_INT(as(&r, SECRETARY, change), TD_CONFLICT); /* ten were printed */
	CHECK_INT(look(&r, SECRETARY)->changes.n, 2);
	CHECK_INT(r.x.changes.at[1].name.n, 0); /* whose ballot it was is not kept */
	r.change = POLL_CHANGE_LEFT;
	r.text = S("Đại biểu 3");
	CHECK_INT(as(&r, SECRETARY, change), TD_OK);
	CHECK_INT(look(&r, SECRETARY)->d.n_issued, 8);
	r.n = 1;
	CHECK_INT(as(&r, SECRETARY, close_desk), TD_OK);
}

/* 80 % of 7 members is 6, 90 % of 9 is 9; the absent member's written opinion counts in the base of all members. */
CASE_DB(t14_written_opinions_count_in_the_base_of_all_members)
{
	static struct room r;
	static const i64 eight[ROWS][3] = {{8, 0, 0}, {0, 8, 0}, {0, 8, 0}};
	begin(f, &r);
	r.b.threshold_num = 50;
	r.b.threshold_den = 100;
	CHECK_INT(as(&r, SECRETARY, prepare), TD_OK);
	str before = look(&r, SECRETARY)->candidates.at[1].label;
	r.n = 1;
	CHECK_INT(as(&r, SECRETARY, edit), TD_OK);
	CHECK(str_eq(look(&r, SECRETARY)->candidates.at[0].label, before));
	CHECK_INT(as(&r, SECRETARY, edit), TD_OK); /* and back */
	for (int i = 0; i < ROWS; i++)
		VEC_PUSH(f->a, &r.opinions) =
		    (struct written_opinion){.candidate = i + 1, .choice = i == 0 ? OPINION_YES : OPINION_NO};
	r.text = S("Đại biểu 1");
	CHECK_INT(as(&r, SECRETARY, opinion), TD_CONFLICT); /* he is in the room */
	r.text = S("Đại biểu 9");
	CHECK_INT(as(&r, SECRETARY, opinion), TD_OK);
	r.b.threshold_num = 90;
	CHECK_INT(as(&r, SECRETARY, edit), TD_CONFLICT); /* the opinion goes by the numbers of the list */
	r.n = 2;
	CHECK_INT(as(&r, SECRETARY, edit), TD_OK); /* another threshold only */
	r.opening.issued = 8;
	CHECK_INT(as(&r, SECRETARY, open_desk), TD_OK);
	CHECK_INT(as(&r, SECRETARY, edit), TD_CONFLICT); /* ballots are out */
	CHECK_INT(as(&r, SECRETARY, close_desk), TD_OK);
	put_counts(&r, 8, 8, 8, eight, ROWS);
	CHECK_INT(as(&r, TELLER_1, sheet), TD_OK);
	CHECK_INT(as(&r, TELLER_2, sheet), TD_OK);
	CHECK_INT(as(&r, HEAD, confirm), TD_OK);
	CHECK_INT(r.result.rows[0].needed, 9);
	CHECK_INT(r.result.rows[0].yes, 9);
	CHECK_INT(r.result.rows[0].verdict, POLL_ELECTED);
	CHECK_INT(look(&r, SECRETARY)->candidates.at[0].written_yes, 1);
	CHECK(str_eq(r.x.opinions.at[0].person_name, S("Đại biểu 9")));
	CHECK_INT(fixture_read(f, minutes, &r), TD_OK);
	CHECK(str_find(r.text, S("Ý kiến bằng văn bản của Đại biểu 9")) < r.text.n); /* named */
	CHECK(str_find(r.text, S("Người 1")) < r.text.n);                            /* and the board too */
}

CASE_DB(candidates_from_the_floor_withdrawals_and_a_second_ballot)
{
	static struct room r;
	static const i64 tied[3][3] = {{4, 4, 0}, {4, 4, 0}, {0, 8, 0}};
	begin(f, &r);
	r.list.n = 2;
	r.b.threshold_num = 1;
	r.b.threshold_den = 3;
	CHECK_INT(as(&r, SECRETARY, prepare), TD_OK);
	r.text = S("Ông Trần Văn B");
	CHECK_INT(as(&r, SECRETARY, from_floor), TD_OK);
	CHECK_INT(as(&r, SECRETARY, from_floor), TD_INVALID); /* twice */
	r.text = S("Bà Lê Thị C");
	CHECK_INT(as(&r, SECRETARY, from_floor), TD_OK);
	r.n = 4;
	r.text = S("Xin rút");
	CHECK_INT(as(&r, SECRETARY, withdraw), TD_OK);
	CHECK_INT(as(&r, SECRETARY, withdraw), TD_CONFLICT);
	CHECK_INT(as(&r, SECRETARY, open_desk), TD_OK);
	CHECK_INT(as(&r, SECRETARY, withdraw), TD_CONFLICT); /* ballots are out */
	r.n = 2;
	CHECK_INT(as(&r, SECRETARY, close_desk), TD_OK);
	put_counts(&r, 8, 8, 8, tied, 3);
	CHECK_INT(as(&r, TELLER_1, sheet), TD_OK);
	CHECK_INT(as(&r, TELLER_2, sheet), TD_OK);
	CHECK_INT(as(&r, HEAD, confirm), TD_OK);
	CHECK_INT(r.result.n_tied, 2);
	CHECK_INT(as(&r, SECRETARY, second), TD_OK);
	r.b.id = r.second;
	CHECK_INT(look(&r, SECRETARY)->candidates.n, 2);
	CHECK_INT(r.x.d.round, 2);
	CHECK(str_eq(r.x.b.question, S("Bầu Cụm trưởng năm 2020 (lần 2)")));
}

CASE_DB(a_show_of_hands_and_an_electronic_box_come_to_the_same_confirmation)
{
	static struct room r;
	static const i64 won[ROWS][3] = {{8, 0, 0}, {0, 8, 0}, {0, 8, 0}};
	begin(f, &r);
	r.d.method = DESK_SHOW_OF_HANDS;
	CHECK_INT(as(&r, SECRETARY, prepare), TD_OK);
	CHECK_INT(as(&r, SECRETARY, open_desk), TD_OK);
	CHECK_INT(as(&r, SECRETARY, close_desk), TD_OK);
	put_counts(&r, 8, 8, 8, won, ROWS);
	CHECK_INT(as(&r, SECRETARY, counted), TD_CONFLICT);
	CHECK_INT(as(&r, SECRETARY, hands), TD_OK);
	CHECK_INT(as(&r, HEAD, confirm), TD_OK);
	CHECK_INT(r.result.rows[0].verdict, POLL_ELECTED);
	r.b.id.v = 0, r.b.kind = POLL_DEPUTY, r.d.rev = 0, r.d.method = DESK_ELECTRONIC;
	r.list.at++, r.list.n--;
	r.opening = (struct desk_opening){.members = MEMBERS, .present = 8, .electronic = 8};
	CHECK_INT(as(&r, SECRETARY, prepare), TD_OK);
	CHECK_INT(as(&r, SECRETARY, open_desk), TD_OK);
	put_counts(&r, 8, 7, 7, (const i64[][3]){{6, 1, 0}, {1, 6, 0}}, 2);
	CHECK_INT(as(&r, SECRETARY, counted), TD_OK);
	CHECK_INT(look(&r, SECRETARY)->d.phase, DESK_COMPARED);
	CHECK_INT(as(&r, HEAD, confirm), TD_OK);
	CHECK_INT(look(&r, SECRETARY)->b.n_not_returned, 1);
	CHECK_INT(r.x.candidates.at[0].n_yes, 6);
}

CASE_DB(a_mixed_poll_waits_for_paper_and_box)
{
	static struct room r;
	static const i64 paper[ROWS][3] = {{4, 1, 0}, {1, 4, 0}, {0, 5, 0}},
			 box[ROWS][3] = {{3, 2, 0}, {2, 3, 0}, {0, 5, 0}};
	begin(f, &r);
	r.d.method = DESK_MIXED;
	r.b.threshold_num = 1;
	r.b.base = POLL_BASE_VALID;
	CHECK_INT(as(&r, SECRETARY, prepare), TD_OK);
	r.opening.issued = r.opening.electronic = 4;
	CHECK_INT(as(&r, SECRETARY, open_desk), TD_INVALID); /* five of each kind at least */
	r.opening =
	    (struct desk_opening){.members = 11, .present = 10, .printed = 5, .issued = 5, .electronic = 5};
	CHECK_INT(as(&r, SECRETARY, open_desk), TD_OK);
	CHECK_INT(as(&r, SECRETARY, close_desk), TD_OK);
	put_counts(&r, 5, 5, 5, paper, ROWS);
	CHECK_INT(as(&r, TELLER_1, sheet), TD_OK);
	CHECK_INT(as(&r, TELLER_2, sheet), TD_OK);
	CHECK_INT(look(&r, SECRETARY)->d.phase, DESK_COUNTING);
	CHECK_INT(as(&r, HEAD, confirm), TD_CONFLICT); /* the box is missing */
	put_counts(&r, 5, 5, 5, box, ROWS);
	CHECK_INT(as(&r, SECRETARY, counted), TD_OK);
	CHECK_INT(as(&r, SECRETARY, counted), TD_CONFLICT);
	CHECK_INT(as(&r, HEAD, confirm), TD_OK);
	CHECK_INT(look(&r, SECRETARY)->candidates.at[0].n_yes, 7);
	CHECK_INT(r.x.b.n_issued, 10);
}

CASE_DB(a_poll_that_was_cancelled_stays_so)
{
	static struct room r;
	begin(f, &r);
	CHECK_INT(as(&r, SECRETARY, prepare), TD_OK);
	r.text = S("");
	CHECK_INT(as(&r, SECRETARY, cancel), TD_INVALID);
	r.text = S("Đưa sang hội nghị sau");
	CHECK_INT(as(&r, SECRETARY, cancel), TD_OK);
	CHECK_INT(as(&r, SECRETARY, open_desk), TD_CONFLICT);
}

TX(close_year)
{
	struct room *r = ctx;
	struct cluster_year y;
	td_rc rc = store_cluster_year_get(t, r->y.year.id, &y);
	y.step = S("closed");
	return rc == TD_OK ? store_cluster_year_save(t, &y) : rc;
}

CASE_DB(a_closed_year_takes_no_ballot)
{
	static struct room r;
	begin(f, &r);
	CHECK_INT(as(&r, SECRETARY, prepare), TD_OK);
	CHECK_INT(as(&r, SECRETARY, close_year), TD_OK);
	CHECK_INT(as(&r, SECRETARY, open_desk), TD_CONFLICT);
	CHECK_INT(as(&r, SECRETARY, elect), TD_CONFLICT);
	r.b.id.v = 0;
	CHECK_INT(as(&r, SECRETARY, prepare), TD_CONFLICT);
}

CASE_DB(self_votes_the_board_and_stale_desks_are_refused)
{
	static struct room r;
	static const i64 own[ROWS][3] = {{8, 0, 0}, {0, 7, 1}, {0, 7, 1}},
			 fair[ROWS][3] = {{7, 0, 1}, {0, 7, 1}, {0, 7, 1}};
	begin(f, &r);
	r.board.at[2].unit = r.board.at[1].unit;
	CHECK_INT(as(&r, SECRETARY, elect), TD_INVALID); /* tellers of one unit */
	r.board.n = 2;
	CHECK_INT(as(&r, SECRETARY, elect), TD_INVALID);
	r.d.may_vote_self = false;
	CHECK_INT(as(&r, SECRETARY, prepare), TD_OK);
	r.rev = 7;
	CHECK_INT(as(&r, SECRETARY, open_desk), TD_STALE);
	r.rev = 0;
	r.opening.present = r.opening.issued = 5;
	CHECK_INT(as(&r, SECRETARY, open_desk), TD_CONFLICT); /* no quorum */
	r.opening.present = r.opening.issued = 8;
	CHECK_INT(as(&r, SECRETARY, open_desk), TD_OK);
	r.n = 2;
	CHECK_INT(as(&r, SECRETARY, close_desk), TD_OK);
	put_counts(&r, 8, 8, 8, own, ROWS);
	CHECK_INT(as(&r, TELLER_1, sheet), TD_INVALID);
	put_counts(&r, 8, 8, 8, fair, ROWS);
	CHECK_INT(as(&r, TELLER_1, sheet), TD_OK);
}
