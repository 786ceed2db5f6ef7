#include "domain/vote_state.h"
#include "tests/lib/check.h"

/* Every pair of phase and move: what the table does not name is refused. */
CASE(t7_what_is_not_in_the_table_is_refused)
{
	static const enum vote_phase to[VOTE_PHASE__N][VOTE_MOVE__N] = {
	    [VOTE_DRAFT] = {[VOTE_SAVE] = VOTE_DRAFT + 1,
			    [VOTE_ASK_KEYS] = VOTE_KEYS + 1,
			    [VOTE_CANCEL] = VOTE_CANCELLED + 1},
	    [VOTE_KEYS] = {[VOTE_SAVE] = VOTE_DRAFT + 1,
			   [VOTE_ALL_KEYS] = VOTE_CREDENTIALS + 1,
			   [VOTE_CANCEL] = VOTE_CANCELLED + 1},
	    [VOTE_CREDENTIALS] = {[VOTE_SAVE] = VOTE_DRAFT + 1,
				  [VOTE_BEGIN] = VOTE_OPEN + 1,
				  [VOTE_CANCEL] = VOTE_CANCELLED + 1},
	    [VOTE_OPEN] = {[VOTE_CAST] = VOTE_OPEN + 1,
			   [VOTE_CLOSE] = VOTE_CLOSED + 1,
			   [VOTE_CANCEL] = VOTE_CANCELLED + 1},
	    [VOTE_CLOSED] = {[VOTE_COUNT] = VOTE_DECRYPTING + 1, [VOTE_CANCEL] = VOTE_CANCELLED + 1},
	    [VOTE_DECRYPTING] = {[VOTE_ALL_FACTORS] = VOTE_RESULT + 1, [VOTE_CANCEL] = VOTE_CANCELLED + 1},
	};
	for (int p = 0; p < VOTE_PHASE__N; p++)
		for (int m = 0; m < VOTE_MOVE__N; m++) {
			enum vote_phase now = VOTE_PHASE__N;
			td_rc rc = vote_move((enum vote_phase)p, (enum vote_move)m, &now);
			CHECK_INT(rc, to[p][m] ? TD_OK : TD_CONFLICT);
			CHECK_INT(rc == TD_OK ? (int)now : 0, to[p][m] ? (int)to[p][m] - 1 : 0);
		}
}

static const struct vote_setup good = {.trustees = {{1, 10}, {2, 20}, {3, 30}},
				       .n_trustees = 3,
				       .officer = {4, 40},
				       .server_unit = 50,
				       .n_codes = 8};

static u32 faults_of(struct vote_setup s)
{
	return vote_setup_faults(&s);
}

CASE(who_would_hold_too_much_is_named)
{
	struct vote_setup s = good;
	CHECK_INT(faults_of(s), 0);
	s.n_trustees = 2;
	CHECK_INT(faults_of(s), 1u << VOTE_FEW_TRUSTEES | 1u << VOTE_FEW_UNITS);
	s = good;
	s.trustees[2] = s.trustees[0];
	CHECK_INT(faults_of(s), 1u << VOTE_TRUSTEE_TWICE | 1u << VOTE_FEW_UNITS);
	s = good;
	s.trustees[2].unit = 10;
	CHECK_INT(faults_of(s), 1u << VOTE_FEW_UNITS);
	s = good;
	s.officer.unit = 50;
	CHECK_INT(faults_of(s), 1u << VOTE_OFFICER_SERVER);
	s.trustees[0].unit = 50;
	CHECK_INT(faults_of(s), 1u << VOTE_OFFICER_SERVER | 1u << VOTE_ONE_UNIT);
	s.server_unit = 0; /* of no member unit */
	CHECK_INT(faults_of(s), 0);
	s = good;
	s.officer = s.trustees[1];
	CHECK_INT(faults_of(s), 1u << VOTE_OFFICER_TRUSTEE);
}

CASE(a_mixed_poll_needs_five_of_each)
{
	struct vote_setup s = good;
	for (i64 paper = 0; paper < 7; paper++)
		for (i64 codes = 1; codes < 7; codes++) {
			s.n_paper = paper;
			s.n_codes = codes;
			bool small = paper > 0 && (paper < 5 || codes < 5);
			CHECK_INT(faults_of(s), small ? 1u << VOTE_SMALL_PART : 0u);
		}
}

CASE(only_weak_faults_pass_by_resolution_and_each_has_its_banner)
{
	CHECK(vote_banner(0) == NULL);
	for (int f = 0; f < VOTE_FAULT__N; f++) {
		CHECK(vote_fault_text((enum vote_fault)f)[0] != 0);
		CHECK_INT(vote_fault_may_pass((enum vote_fault)f), vote_banner(1u << f) != NULL);
	}
	CHECK(!vote_fault_may_pass(VOTE_SMALL_PART));
}

CASE(words_come_back)
{
	for (int p = 0; p < VOTE_PHASE__N; p++) {
		enum vote_phase back;
		CHECK_INT(vote_phase_parse(str_c(vote_phase_code((enum vote_phase)p)), &back), TD_OK);
		CHECK_INT(back, p);
	}
	for (int s = 0; s < VOTE_SHAPE__N; s++) {
		enum vote_shape back;
		CHECK_INT(vote_shape_parse(str_c(vote_shape_code((enum vote_shape)s)), &back), TD_OK);
		CHECK_INT(back, s);
	}
	enum vote_phase none;
	CHECK_INT(vote_phase_parse(S("khac"), &none), TD_INVALID);
}

/* "trắng, đồng ý, không" of each; or blank and so many for each. */
CASE(counts_become_yes_no_blank)
{
	static const i64 each[6] = {1, 3, 1, 0, 4, 1}, choose[4] = {2, 5, 1, 0};
	struct vote_count c = vote_count_of(VOTE_EACH, each, 1, 5);
	CHECK(c.yes == 4 && c.no == 1 && c.blank == 0);
	c = vote_count_of(VOTE_CHOOSE, choose, 0, 8);
	CHECK(c.yes == 5 && c.no == 1 && c.blank == 2);
	c = vote_count_of(VOTE_CHOOSE, choose, 2, 8);
	CHECK(c.yes == 0 && c.no == 6 && c.blank == 2);
}
