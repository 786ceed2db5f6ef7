#include "domain/poll.h"
#include "domain/poll_desk.h"
#include "tests/lib/check.h"

struct bench {
	struct arena *a;
	struct err e;
};

static struct bench begin(void)
{
	struct bench b = {.a = arena_new("desk", 1 << 20)};
	b.e = err_new(b.a, LANG_VI);
	return b;
}

/* T7: every pair of a phase and a deed either leads somewhere or is refused with words of its own. */
CASE(t7_one_table_of_a_poll)
{
	struct bench b = begin();
	enum desk_phase to;
	int n_ok = 0;
	for (int p = 0; p < DESK_PHASE__N; p++)
		for (int m = 0; m < DESK_MOVE__N; m++) {
			struct err e = err_new(b.a, LANG_VI);
			td_rc rc = desk_next((enum desk_phase)p, (enum desk_move)m, &to, &e);
			CHECK_INT(rc == TD_OK, desk_may((enum desk_phase)p, (enum desk_move)m));
			CHECK_INT(e.n_total, rc == TD_OK ? 0 : 1);
			n_ok += rc == TD_OK;
		}
	CHECK_INT(n_ok, 16);
	CHECK_INT(desk_next(DESK_CONFIRMED, DESK_DO_CANCEL, &to, &b.e), TD_CONFLICT);
	CHECK(str_eq(err_first(&b.e),
		     S("Cuộc bỏ phiếu đang ở bước “Có kết quả” nên không hủy cuộc bỏ phiếu được.")));
	arena_free(b.a);
}

CASE(t14_thresholds_in_whole_numbers)
{
	struct threshold two_thirds = {2, 3, false, POLL_BASE_MEMBERS},
			 eighty = {80, 100, false, POLL_BASE_MEMBERS},
			 ninety = {90, 100, false, POLL_BASE_MEMBERS};
	CHECK_INT(threshold_needed(two_thirds, 9), 6);
	CHECK_INT(threshold_needed(two_thirds, 10), 7);
	CHECK_INT(threshold_needed(two_thirds, 7), 5);
	CHECK_INT(threshold_needed(eighty, 7), 6);
	CHECK_INT(threshold_needed(ninety, 9), 9);
}

static const str names[] = {{"A", 1}, {"B", 1}};

CASE(t16_sums_of_a_sheet_must_agree)
{
	struct bench b = begin();
	struct count_row rows[] = {{1, 5, 2, 1}, {2, 8, 0, 0}};
	struct count c = {9, 9, 0, 8, 1, rows, 2};
	CHECK_INT(count_check(&c, 0, names, &b.e), TD_OK);
	c.returned = 8;
	CHECK_INT(count_check(&c, 0, names, &b.e), TD_INVALID);
	CHECK(err_at(&b.e, S("returned")) != NULL);
	CHECK(err_at(&b.e, S("valid")) != NULL);
	c.returned = 9;
	rows[1].no = 1;
	b.e = err_new(b.a, LANG_VI);
	CHECK_INT(count_check(&c, 0, names, &b.e), TD_INVALID);
	CHECK(err_at(&b.e, S("row.2")) != NULL);
	rows[1] = (struct count_row){2, 9, -1, 0};
	b.e = err_new(b.a, LANG_VI);
	CHECK_INT(count_check(&c, 0, names, &b.e), TD_INVALID);
	CHECK_INT(b.e.n_total, 1);
	arena_free(b.a);
}

CASE(t17_more_yes_than_places_is_invalid_on_paper)
{
	struct bench b = begin();
	struct count_row rows[] = {{1, 5, 3, 0}, {2, 4, 4, 0}};
	struct count c = {8, 8, 0, 8, 0, rows, 2};
	CHECK_INT(count_check(&c, 1, names, &b.e), TD_INVALID); /* 9 yes on 8 ballots of one choice */
	CHECK_INT(count_check(&c, 2, names, &b.e), TD_OK);
	arena_free(b.a);
}

CASE(sheets_are_compared_field_by_field)
{
	struct bench b = begin();
	struct count_row x[] = {{1, 5, 3, 0}, {2, 4, 4, 0}}, y[] = {{1, 5, 3, 0}, {2, 3, 4, 1}};
	struct count p = {9, 8, 1, 8, 0, x, 2}, q = {9, 9, 0, 8, 1, y, 2};
	count_differences d;
	count_compare(b.a, &p, &p, &d);
	CHECK_INT(d.n, 0);
	count_compare(b.a, &p, &q, &d);
	CHECK_INT(d.n, 5);
	CHECK(str_eq(d.at[3], S("row.2.yes")));
	arena_free(b.a);
}

CASE(mixed_polls_need_five_voters_of_each_kind)
{
	struct bench b = begin();
	CHECK_INT(desk_check_voters(DESK_MIXED, 10, 5, 5, &b.e), TD_OK);
	CHECK_INT(desk_check_voters(DESK_MIXED, 10, 6, 4, &b.e), TD_INVALID);
	CHECK_INT(desk_check_voters(DESK_PAPER, 10, 10, 0, &b.e), TD_OK);
	CHECK_INT(desk_check_voters(DESK_PAPER, 10, 9, 1, &b.e), TD_INVALID);
	CHECK_INT(desk_check_voters(DESK_ELECTRONIC, 10, 1, 9, &b.e), TD_INVALID);
	CHECK_INT(desk_check_voters(DESK_PAPER, 8, 9, 0, &b.e), TD_INVALID);
	CHECK_INT(desk_check_voters(DESK_PAPER, 8, 0, 0, &b.e), TD_INVALID);
	arena_free(b.a);
}

/* Nobody votes for his own unit: its delegate leaves that row empty. */
CASE(a_vote_for_the_own_unit_shows_in_the_sums)
{
	struct count_row all = {1, 8, 0, 0}, fair = {1, 7, 0, 1};
	CHECK(count_self_vote(&all, 8));
	CHECK(!count_self_vote(&fair, 8));
}
