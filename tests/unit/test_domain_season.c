#include "domain/scorecard.h"
#include "tests/lib/check.h"

static void in_arena(td_rc (*fn)(void *))
{
	struct arena *a = arena_new("season", 1 << 20);
	CHECK_INT(arena_run(a, fn, a), TD_OK);
	arena_free(a);
}

static const struct season_facts all_done = {
    .n_members = 8,
    .has_head = true,
    .scheme_sealed = true,
    .ranking_frozen = true,
    .proposal_made = true,
    .decision_recorded = true,
};

/* From the first step to the last, with no steps off and with all that may be off. */
static td_rc whole_year(void *p)
{
	struct arena *a = p;
	struct season_facts f = all_done;
	for (int round = 0; round < 2; round++) {
		enum season_state s = SEASON_PREPARING, next;
		int steps = 0;
		f.off = round ? ~(season_set)0 : 0;
		while (season_next(f.off, s, &next)) {
			struct err e = err_new(a, LANG_VI);
			CHECK_INT(season_can(&f, s, next, STR_NULL, &e), TD_OK);
			s = next;
			steps++;
		}
		CHECK_INT(s, SEASON_CLOSED);
		CHECK_INT(steps, round ? 4 : 10); /* running, self-scoring, meeting, closed */
	}
	return TD_OK;
}

CASE(a_whole_year)
{
	in_arena(whole_year);
}

/* Every pair that season_moves() does not list is refused with a sentence of its own. */
static td_rc every_pair(void *p)
{
	struct arena *a = p;
	for (int off = 0; off < 2; off++)
		for (int from = 0; from < SEASON__N; from++)
			for (int to = 0; to < SEASON__N; to++) {
				struct season_facts f = all_done;
				struct season_move m;
				struct err e = err_new(a, LANG_VI);
				f.off = off ? SEASON_BIT(SEASON_CROSS_CHECKING) : 0;
				bool has =
				    season_find(f.off, (enum season_state)from, (enum season_state)to, &m);
				td_rc rc = season_can(&f, (enum season_state)from, (enum season_state)to,
						      S("lý do"), &e);
				CHECK_INT(rc, has ? TD_OK : TD_CONFLICT);
				CHECK_INT(e.n_total, has ? 0 : 1);
				CHECK(!has || m.needs_reason == (to < from));
				CHECK(!has || (m.may && m.label));
				CHECK(to != SEASON_CROSS_CHECKING || !off || !has);
			}
	struct err e = err_new(a, LANG_VI);
	struct season_facts f = all_done;
	CHECK_INT(season_can(&f, SEASON_PREPARING, SEASON_CLOSED, STR_NULL, &e), TD_CONFLICT);
	CHECK_STR(err_first(&e), "Không thể chuyển từ bước “Chuẩn bị” sang bước “Kết thúc”.");
	return TD_OK;
}

CASE(every_pair_of_states)
{
	in_arena(every_pair);
}

static td_rc guards(void *p)
{
	struct arena *a = p;
	static const struct {
		enum season_state from, to;
		struct season_facts f;
		size_t faults;
	} t[] = {
	    {SEASON_PREPARING, SEASON_REGISTERING, {.n_members = 1}, 2},
	    {SEASON_REGISTERING, SEASON_RUNNING, {.n_unregistered = 2}, 1},
	    {SEASON_RUNNING, SEASON_SELF_SCORING, {.scheme_sealed = false}, 1},
	    {SEASON_SELF_SCORING, SEASON_CROSS_CHECKING, {.n_unsubmitted = 3}, 1},
	    {SEASON_CROSS_CHECKING, SEASON_VERIFYING, {.n_unchecked = 1}, 1},
	    {SEASON_VERIFYING, SEASON_EXPLAINING, {.n_unverified = 1}, 1},
	    {SEASON_EXPLAINING, SEASON_MEETING, {.n_unanswered = 1}, 1},
	    {SEASON_MEETING, SEASON_PROPOSED, {.n_members = 0}, 2},
	    {SEASON_PROPOSED, SEASON_DECIDED, {.n_members = 0}, 1},
	    {SEASON_DECIDED, SEASON_CLOSED, {.n_members = 0}, 0},
	    /* steps off: their own facts are not asked, the facts before still are */
	    {SEASON_SELF_SCORING,
	     SEASON_MEETING,
	     {.off = SEASON_BIT(SEASON_CROSS_CHECKING) | SEASON_BIT(SEASON_VERIFYING) |
		     SEASON_BIT(SEASON_EXPLAINING),
	      .n_unsubmitted = 1,
	      .n_unchecked = 1,
	      .n_unverified = 1,
	      .n_unanswered = 1},
	     1},
	    {SEASON_MEETING,
	     SEASON_CLOSED,
	     {.off = SEASON_BIT(SEASON_PROPOSED) | SEASON_BIT(SEASON_DECIDED), .ranking_frozen = true},
	     0},
	};
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct err e = err_new(a, LANG_VI);
		CHECK_INT(season_can(&t[i].f, t[i].from, t[i].to, STR_NULL, &e),
			  t[i].faults ? TD_CONFLICT : TD_OK);
		CHECK_INT(e.n_total, t[i].faults);
	}
	return TD_OK;
}

CASE(guards_name_what_is_missing)
{
	in_arena(guards);
}

static td_rc back(void *p)
{
	struct arena *a = p;
	struct season_facts f = {.n_members = 0}; /* going back asks for nothing but a reason */
	struct err e = err_new(a, LANG_VI);
	CHECK_INT(season_can(&f, SEASON_VERIFYING, SEASON_SELF_SCORING, S("  "), &e), TD_INVALID);
	CHECK(err_at(&e, S("reason")) != NULL);
	CHECK_INT(season_can(&f, SEASON_VERIFYING, SEASON_SELF_SCORING, S("Số liệu thuế sai"), &e), TD_OK);
	return TD_OK;
}

CASE(going_back_needs_a_reason)
{
	in_arena(back);
}

static td_rc card_pairs(void *p)
{
	struct arena *a = p;
	const struct scorecard_facts f = {.season = SEASON_SELF_SCORING,
					  .off = SEASON_BIT(SEASON_VERIFYING),
					  .ranking_frozen = true,
					  .decided = true};
	int n = 0;
	for (int from = 0; from < CARD__N; from++)
		for (int to = 0; to < CARD__N; to++) {
			struct scorecard_move m;
			struct err e = err_new(a, LANG_VI);
			bool has = scorecard_find((enum scorecard_state)from, (enum scorecard_state)to, &m);
			CHECK_INT(scorecard_can(&f, (enum scorecard_state)from, (enum scorecard_state)to,
						S("lý do"), &e),
				  has ? TD_OK : TD_CONFLICT);
			n += has;
		}
	CHECK_INT(n, 12);
	struct scorecard_move out[SCORECARD_MOVES_MAX];
	CHECK_INT(scorecard_moves(CARD_SUBMITTED, out), 4); /* recalled, received, returned */
	CHECK_INT(scorecard_moves(CARD_PUBLISHED, out), 0);
	struct err e = err_new(a, LANG_VI);
	CHECK_INT(scorecard_can(&f, CARD_VERIFYING, CARD_DRAFT, STR_NULL, &e), TD_CONFLICT);
	CHECK_STR(err_first(&e), "Phiếu “Đang thẩm tra” không thể chuyển thành “Nháp”.");
	return TD_OK;
}

CASE(cards_every_pair)
{
	in_arena(card_pairs);
}

static td_rc card_guards(void *p)
{
	struct arena *a = p;
	struct scorecard_facts f = {
	    .season = SEASON_RUNNING, .n_empty = 1, .n_without_reason = 1, .n_without_evidence = 1};
	struct err e = err_new(a, LANG_VI);
	CHECK_INT(scorecard_can(&f, CARD_DRAFT, CARD_SUBMITTED, STR_NULL, &e), TD_CONFLICT);
	CHECK_INT(e.n_total, 4);
	e = err_new(a, LANG_VI);
	CHECK_INT(scorecard_can(&f, CARD_RETURNED, CARD_SUBMITTED, STR_NULL, &e), TD_CONFLICT);
	CHECK_INT(e.n_total, 4);
	f = (struct scorecard_facts){.season = SEASON_VERIFYING};
	e = err_new(a, LANG_VI);
	CHECK_INT(scorecard_can(&f, CARD_RETURNED, CARD_SUBMITTED, STR_NULL, &e), TD_OK);
	CHECK_INT(scorecard_can(&f, CARD_DRAFT, CARD_SUBMITTED, STR_NULL, &e), TD_CONFLICT);
	CHECK_INT(scorecard_can(&f, CARD_VERIFYING, CARD_RETURNED, STR_NULL, &e), TD_INVALID);
	CHECK_INT(scorecard_can(&f, CARD_VERIFYING, CARD_VERIFIED, STR_NULL, &e), TD_OK);
	f.n_without_reason = 1;
	CHECK_INT(scorecard_can(&f, CARD_VERIFYING, CARD_VERIFIED, STR_NULL, &e), TD_CONFLICT);
	CHECK_INT(scorecard_can(&f, CARD_VERIFIED, CARD_SEALED, STR_NULL, &e), TD_CONFLICT);
	CHECK_INT(scorecard_can(&f, CARD_SEALED, CARD_PUBLISHED, STR_NULL, &e), TD_CONFLICT);
	f.season = SEASON_MEETING;
	CHECK_INT(scorecard_can(&f, CARD_RETURNED, CARD_SUBMITTED, STR_NULL, &e), TD_CONFLICT);
	return TD_OK;
}

CASE(cards_guards)
{
	in_arena(card_guards);
}

CASE(words)
{
	for (int i = 0; i < SEASON__N; i++) {
		enum season_state s = SEASON__N;
		CHECK_INT(season_parse(str_c(season_code((enum season_state)i)), &s), TD_OK);
		CHECK_INT(s, i);
		CHECK(*season_name((enum season_state)i));
	}
	for (int i = 0; i < CARD__N; i++) {
		enum scorecard_state s = CARD__N;
		CHECK_INT(scorecard_parse(str_c(scorecard_code((enum scorecard_state)i)), &s), TD_OK);
		CHECK_INT(s, i);
		CHECK_INT(scorecard_editable(s), s == CARD_DRAFT || s == CARD_RETURNED);
	}
	enum season_state s;
	enum scorecard_state c;
	CHECK_INT(season_parse(S("x"), &s), TD_INVALID);
	CHECK_INT(scorecard_parse(S("x"), &c), TD_INVALID);
	CHECK_STR(str_c(season_name(SEASON__N)), "");
	CHECK_STR(str_c(season_code(SEASON__N)), "");
	CHECK_STR(str_c(scorecard_name(CARD__N)), "");
	CHECK_STR(str_c(scorecard_code(CARD__N)), "");
	CHECK(!season_uses(0, SEASON__N));
	CHECK_STR(str_c(scorecard_name(CARD_VERIFYING)), "Đang thẩm tra");
}
