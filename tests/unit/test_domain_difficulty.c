/* The transition table of difficulties: who may move what, and what a move needs. */
#include "domain/difficulty.h"
#include "tests/lib/check.h"

static void in_arena(td_rc (*fn)(void *))
{
	struct arena *a = arena_new("difficulty", 1 << 20);
	CHECK_INT(arena_run(a, fn, a), TD_OK);
	arena_free(a);
}

static td_rc try(struct arena *a, unsigned sides, enum difficulty_state from, enum difficulty_state to,
		 const char *text)
{
	struct err e = err_new(a, LANG_VI);
	struct difficulty_facts f = {sides, str_c(text), true, false};
	return difficulty_can(&f, from, to, &e);
}

static td_rc way(void *p)
{
	struct arena *a = p;
	CHECK_INT(try(a, DIFFICULTY_DESK, DIFFICULTY_RAISED, DIFFICULTY_ASSIGNED, ""), TD_OK);
	CHECK_INT(try(a, DIFFICULTY_DESK, DIFFICULTY_ASSIGNED, DIFFICULTY_ANSWERED, "Đã có hướng dẫn"),
		  TD_OK);
	CHECK_INT(try(a, DIFFICULTY_UNIT, DIFFICULTY_ANSWERED, DIFFICULTY_CLOSED, ""), TD_OK);
	CHECK_INT(try(a, DIFFICULTY_UNIT, DIFFICULTY_CLOSED, DIFFICULTY_REOPENED, "Vẫn vướng"), TD_OK);
	CHECK_INT(try(a, DIFFICULTY_DESK, DIFFICULTY_REOPENED, DIFFICULTY_ANSWERED, "Bổ sung"), TD_OK);
	return TD_OK;
}

CASE(the_way_from_raised_to_closed_and_back)
{
	in_arena(way);
}

static td_rc refusals(void *p)
{
	struct arena *a = p;
	CHECK_INT(try(a, DIFFICULTY_UNIT, DIFFICULTY_RAISED, DIFFICULTY_ANSWERED, "Tự trả lời"), TD_CONFLICT);
	CHECK_INT(try(a, 0, DIFFICULTY_RAISED, DIFFICULTY_ANSWERED, "x"), TD_CONFLICT);
	CHECK_INT(try(a, DIFFICULTY_DESK, DIFFICULTY_RAISED, DIFFICULTY_ANSWERED, "  "), TD_INVALID);
	CHECK_INT(try(a, DIFFICULTY_DESK, DIFFICULTY_CLOSED, DIFFICULTY_ANSWERED, "x"), TD_CONFLICT);
	CHECK_INT(try(a, DIFFICULTY_DESK, DIFFICULTY_ANSWERED, DIFFICULTY_CLOSED, ""), TD_INVALID);
	struct err e = err_new(a, LANG_VI);
	struct difficulty_facts f = {DIFFICULTY_DESK, S(""), false, false};
	CHECK_INT(difficulty_can(&f, DIFFICULTY_RAISED, DIFFICULTY_ASSIGNED, &e), TD_INVALID);
	f.year_closed = true;
	CHECK_INT(difficulty_can(&f, DIFFICULTY_RAISED, DIFFICULTY_ASSIGNED, &e), TD_CONFLICT);
	CHECK_INT(e.n_total, 2);
	return TD_OK;
}

CASE(what_is_refused_is_said)
{
	in_arena(refusals);
}

CASE(every_state_has_a_word_and_open_ones_a_way_on)
{
	for (int i = 0; i < DIFFICULTY__N; i++) {
		enum difficulty_state s = (enum difficulty_state)i, back;
		struct difficulty_move moves[DIFFICULTY_MOVES_MAX];
		CHECK_INT(difficulty_parse(str_c(difficulty_code(s)), &back), TD_OK);
		CHECK_INT(back, s);
		CHECK(str_c(difficulty_name(s)).n > 0);
		CHECK(difficulty_moves(s, DIFFICULTY_UNIT | DIFFICULTY_DESK, moves) > 0);
		/* a person on both sides gets each goal once */
		size_t n = difficulty_moves(s, DIFFICULTY_UNIT | DIFFICULTY_DESK, moves);
		for (size_t k = 1; k < n; k++)
			CHECK(moves[k].to != moves[k - 1].to);
	}
	enum difficulty_state none;
	CHECK_INT(difficulty_parse(S("gone"), &none), TD_INVALID);
}
