/* Cross-checking, verification, returns and conflicts of interest through the acts, on both engines. */
#include "jobs/act_check.h"
#include "jobs/act_journal.h"
#include "jobs/analysis.h"
#include "jobs/due.h"
#include "store/store_user.h"
#include "tests/lib/fixture.h"

#define TX(name) static td_rc name(struct tx *t, void *ctx)

/* A year whose three units have sent their cards, in the step of cross-checking. */
struct site {
	struct fixture *f;
	struct fixture_year y;
	struct act_crosscheck x;
	struct due_year due;
	i64 rev;
};

static td_rc set_step(struct tx *t, cluster_year_id id, const char *step)
{
	struct cluster_year y;
	td_rc rc = store_cluster_year_get(t, id, &y);
	y.step = str_c(step);
	return rc == TD_OK ? store_cluster_year_save(t, &y) : rc;
}

TX(send_cards)
{
	struct site *s = ctx;
	td_rc rc = TD_OK;
	for (int u = 0; rc == TD_OK && u < 3; u++) {
		struct scorecard card = {.year = s->y.year.id,
					 .unit = s->y.units[u].id,
					 .stage = STAGE_SELF,
					 .state = CARD_SUBMITTED};
		rc = fixture_score(t, &s->y, u, FIXTURE_I1, 3000 + 100 * u);
		if (rc == TD_OK)
			rc = fixture_score(t, &s->y, u, FIXTURE_I2, 1500);
		if (rc == TD_OK)
			rc = fixture_score(t, &s->y, u, FIXTURE_II, 9000);
		if (rc == TD_OK)
			rc = store_scorecard_put(t, &card);
	}
	return rc == TD_OK ? set_step(t, s->y.year.id, "cross_checking") : rc;
}

static bool open_site(struct fixture *f, struct site *s)
{
	*s = (struct site){.f = f};
	CHECK_INT(fixture_year(f, &s->y), TD_OK);
	CHECK_INT(fixture_write(f, send_cards, s), TD_OK);
	return true;
}

TX(draw)
{
	struct site *s = ctx;
	return act_crosscheck_draw(t, s->y.year.id, 1, OPT(2019), true, 0);
}

TX(publish)
{
	struct site *s = ctx;
	return act_crosscheck_publish(t, s->y.year.id, 1);
}

TX(load)
{
	struct site *s = ctx;
	return act_crosscheck_load(t, s->y.year.id, &s->x);
}

/* Member index of the unit that u checks. */
static int checked_by(const struct site *s, int u)
{
	for (size_t i = 0; i < s->x.pairs.n; i++)
		for (int v = 0; v < 3; v++)
			if (s->x.pairs.at[i].checker.v == s->y.units[u].id.v &&
			    s->x.pairs.at[i].checked.v == s->y.units[v].id.v)
				return v;
	return -1;
}

static void begin(struct fixture *f, struct site *s)
{
	open_site(f, s);
	CHECK_INT(fixture_write(f, draw, s), TD_OK);
	CHECK_INT(fixture_write(f, publish, s), TD_OK);
	CHECK_INT(fixture_read(f, load, s), TD_OK);
}

CASE_DB(a_draw_is_kept_and_the_same_seed_gives_it_again)
{
	struct site s, again;
	open_site(f, &s);
	CHECK_INT(fixture_write(f, draw, &s), TD_OK);
	CHECK_INT(fixture_read(f, load, &s), TD_OK);
	again = s;
	CHECK_INT(s.x.pairs.n, 3);
	CHECK_INT(s.x.c.seed, 2019);
	CHECK(s.x.c.blind && !s.x.c.published_at_ms.set);
	CHECK_INT(fixture_write(f, draw, &s), TD_STALE);
	CHECK_INT(fixture_write(f, publish, &s), TD_OK);
	CHECK_INT(fixture_write(f, publish, &s), TD_STALE);
	CHECK_INT(fixture_read(f, load, &again), TD_OK);
	for (int u = 0; u < 3; u++)
		CHECK(checked_by(&s, u) == checked_by(&again, u) && checked_by(&s, u) != u);
}

TX(count_unchecked)
{
	struct site *s = ctx;
	struct act_year y;
	struct season_facts facts = {0};
	td_rc rc = act_year_get(t, s->y.year.id, &y);
	if (rc == TD_OK)
		rc = act_season_facts(t, &y, &facts);
	s->rev = facts.n_unchecked;
	return rc;
}

TX(load_due)
{
	struct site *s = ctx;
	return due_load(t, s->y.year.id, &s->due);
}

TX(finish_of_a)
{
	struct site *s = ctx;
	td_rc rc = TD_OK;
	for (size_t i = 0; rc == TD_OK && i < s->x.pairs.n; i++)
		if (s->x.pairs.at[i].checker.v == s->y.units[0].id.v)
			rc = store_crosscheck_pair_finish(t, &s->x.pairs.at[i], true);
	return rc;
}

/* Counts the checks that are due, by state. */
static size_t n_due(const struct site *s, enum due_state state)
{
	size_t n = 0;
	for (size_t i = 0; i < s->due.list.n; i++)
		n += s->due.list.at[i].kind == DUE_CHECK && s->due.list.at[i].state == state;
	return n;
}

CASE_DB(a_check_is_due_once_it_is_published)
{
	struct site s;
	open_site(f, &s);
	CHECK_INT(fixture_write(f, draw, &s), TD_OK);
	CHECK_INT(fixture_read(f, load_due, &s), TD_OK);
	CHECK_INT(n_due(&s, DUE_OPEN), 0);
	CHECK_INT(fixture_write(f, publish, &s), TD_OK);
	CHECK_INT(fixture_read(f, load, &s), TD_OK);
	CHECK_INT(fixture_read(f, load_due, &s), TD_OK);
	CHECK_INT(n_due(&s, DUE_OPEN), 3);
	CHECK_INT(fixture_write(f, finish_of_a, &s), TD_OK);
	CHECK_INT(fixture_read(f, load_due, &s), TD_OK);
	CHECK_INT(n_due(&s, DUE_OPEN), 2);
	CHECK_INT(n_due(&s, DUE_DONE), 1);
}

struct check {
	struct site *s;
	int checker, checked;
	i64 a_c;
	str reason;
	bool send;
};

TX(check)
{
	struct check *k = ctx;
	size_t n_changed;
	struct act_cell cell = {.code = S("I.1"), .state = CELL_SET, .a_c = OPT(k->a_c), .reason = k->reason};
	return act_check_save(t, k->s->y.year.id, k->s->y.units[k->checker].id, k->s->y.units[k->checked].id,
			      &cell, k->a_c ? 1 : 0, k->send, &n_changed);
}

CASE_DB(only_the_assigned_checker_scores_and_a_difference_needs_a_reason)
{
	struct site s;
	begin(f, &s);
	int b = checked_by(&s, 0), c = 3 - b;
	struct check k = {&s, 0, c, 2500, S("Thiếu căn cứ"), false};
	CHECK_INT(fixture_write(f, check, &k), TD_DENIED);
	k = (struct check){&s, 0, b, 2500, STR_NULL, false};
	CHECK_INT(fixture_write(f, check, &k), TD_INVALID);
	k.reason = S("Thiếu căn cứ");
	CHECK_INT(fixture_write(f, check, &k), TD_OK);
	CHECK_INT(fixture_read(f, count_unchecked, &s), TD_OK);
	CHECK_INT(s.rev, 3);
	k = (struct check){&s, 0, b, 0, STR_NULL, true};
	CHECK_INT(fixture_write(f, check, &k), TD_OK);
	CHECK_INT(fixture_read(f, count_unchecked, &s), TD_OK);
	CHECK_INT(s.rev, 2);
	CHECK_INT(fixture_write(f, check, &k), TD_CONFLICT);
}

/* An opinion about a criterion with one value changes no points; what the checkers differ in is told. */
TX(look_at_points)
{
	struct site *s = ctx;
	struct scored_year *sy = NEW(t->a, struct scored_year);
	struct act_crosscheck x;
	check_difference_list list = {0};
	CHECK_INT(store_year_load(t, s->y.year.id, STAGE_CROSS, sy), TD_OK);
	CHECK(sy->computed);
	CHECK_INT(sy->result.nodes[FIXTURE_I1].points_c[checked_by(s, 0)], 3000 + 100 * checked_by(s, 0));
	CHECK_INT(act_crosscheck_load(t, s->y.year.id, &x), TD_OK);
	CHECK_INT(act_check_differences(t, s->y.year.id, &x, &list), TD_OK);
	CHECK_INT(list.n, 1);
	CHECK_INT(list.at[0].diff_c, 2500 - (3000 + 100 * checked_by(s, 0)));
	CHECK_INT(list.at[0].n_differ, 1);
	return TD_OK;
}

CASE_DB(an_opinion_changes_no_points)
{
	struct site s;
	begin(f, &s);
	struct check k = {&s, 0, checked_by(&s, 0), 2500, S("Thiếu căn cứ"), true};
	CHECK_INT(fixture_write(f, check, &k), TD_OK);
	CHECK_INT(fixture_read(f, look_at_points, &s), TD_OK);
}

/* ---- what the meeting talks about ---- */

TX(look_at_discussion)
{
	struct site *s = ctx;
	int b = checked_by(s, 0);
	struct scored_year *sy = NEW(t->a, struct scored_year);
	discussion_list list;
	CHECK_INT(store_year_figures(t, s->y.year.id, STAGE_VERIFIED, sy), TD_OK);
	CHECK_INT(analysis_discussion(t, sy, &list), TD_OK);
	CHECK_INT(list.n, 2);
	CHECK(sy->members.at[list.at[0].unit].unit.v == s->y.units[b].id.v);
	CHECK_INT(list.at[0].node, FIXTURE_I1);
	CHECK_INT(list.at[0].best_rank, 3 - b); /* the third unit leads */
	CHECK_INT(list.at[0].worst_rank, 3);
	CHECK_INT(list.at[0].effect_c, 500 + 100 * b);
	CHECK_INT(list.at[0].views.n, 2);
	CHECK(list.at[0].views.at[0].standing && !list.at[0].views.at[1].standing);
	CHECK_INT(list.at[0].views.at[1].points_c, 2500);
	CHECK(!list.at[0].decided);
	CHECK_INT(list.at[1].effect_c, 10);
	CHECK_INT(list.at[1].best_rank, list.at[1].worst_rank);
	rank_gap_list gaps;
	CHECK_INT(analysis_gaps(t, sy, 10, &gaps), TD_OK);
	CHECK_INT(gaps.n, 2);
	CHECK_STR(
	    analysis_gap_text(t, sy, &gaps.at[0]),
	    "Hạng 1–2: Đơn vị Â hơn Đơn vị Ă 1 điểm; đổi nếu mục I.1 của Đơn vị Ă được 32,01 điểm thay vì "
	    "31 (khác 1,01); 5 mục khác cũng chỉ cần thay đổi ngần ấy.");
	return TD_OK;
}

CASE_DB(the_discussion_begins_with_what_moves_most_places)
{
	struct site s;
	begin(f, &s);
	int b = checked_by(&s, 0), c = checked_by(&s, b);
	struct check k = {&s, 0, b, 2500, S("Thiếu căn cứ"), true};
	CHECK_INT(fixture_write(f, check, &k), TD_OK);
	k = (struct check){&s, b, c, 2990 + 100 * c, S("Chậm một báo cáo"), true};
	CHECK_INT(fixture_write(f, check, &k), TD_OK);
	CHECK_INT(fixture_read(f, look_at_discussion, &s), TD_OK);
}

struct mend {
	struct site *s;
	int to[3]; /* unit u is checked by to[u] */
	str reason;
	i64 rev;
};

TX(mend)
{
	struct mend *m = ctx;
	struct act_pair pairs[3];
	for (int u = 0; u < 3; u++)
		pairs[u] = (struct act_pair){m->s->y.units[m->to[u]].id, m->s->y.units[u].id};
	return act_crosscheck_mend(t, m->s->y.year.id, pairs, 3, m->reason, m->rev);
}

CASE_DB(mending_by_hand_keeps_the_rules)
{
	struct site s;
	begin(f, &s);
	int b = checked_by(&s, 0), c = 3 - b;
	struct mend turned = {&s, {0}, STR_NULL, 2};
	turned.to[0] = b, turned.to[b] = c, turned.to[c] = 0; /* the other way round */
	CHECK_INT(fixture_write(f, mend, &turned), TD_INVALID);
	turned.reason = S("Theo đề nghị của đơn vị");
	struct mend mutual = turned;
	mutual.to[0] = b, mutual.to[b] = 0, mutual.to[c] = 0;
	CHECK_INT(fixture_write(f, mend, &mutual), TD_CONFLICT);
	CHECK_INT(fixture_write(f, mend, &turned), TD_OK);
	CHECK_INT(fixture_write(f, mend, &turned), TD_STALE);
	CHECK_INT(fixture_read(f, load, &s), TD_OK);
	CHECK_INT(checked_by(&s, b), 0);
	CHECK(s.x.pairs.at[0].by_hand);
	struct check k = {&s, b, 0, 2500, S("Thiếu căn cứ"), true};
	CHECK_INT(fixture_write(f, check, &k), TD_OK);
	struct mend back = {&s, {0}, S("Đổi lại"), 3};
	back.to[b] = 0, back.to[c] = b, back.to[0] = c;
	CHECK_INT(fixture_write(f, mend, &back), TD_CONFLICT); /* a finished check is not thrown away */
}

/* ---- T8: returns ---- */

TX(return_from_check)
{
	struct check *k = ctx;
	return act_check_return(t, k->s->y.year.id, k->s->y.units[k->checker].id,
				k->s->y.units[k->checked].id, k->reason);
}

struct move {
	struct site *s;
	int unit;
	enum scorecard_state to;
	str reason;
};

TX(move)
{
	struct move *m = ctx;
	struct scorecard card;
	td_rc rc = store_scorecard_get(t, m->s->y.year.id, m->s->y.units[m->unit].id, STAGE_SELF, &card);
	return rc == TD_OK
		   ? act_card_move(t, m->s->y.year.id, m->s->y.units[m->unit].id, m->to, m->reason, card.rev)
		   : rc;
}

TX(look_at_returns)
{
	struct site *s = ctx;
	int b = checked_by(s, 0);
	scorecard_return_list list = {0};
	struct scorecard card;
	struct crosscheck_pair p;
	CHECK_INT(store_scorecard_returns(t, s->y.year.id, s->y.units[b].id, &list), TD_OK);
	CHECK_INT(list.n, 2);
	CHECK_STR(list.at[0].origin, "cluster");
	CHECK_STR(list.at[0].reason, "Thiếu biểu số 2");
	CHECK_STR(list.at[1].origin, "cross");
	CHECK_INT(store_scorecard_get(t, s->y.year.id, s->y.units[b].id, STAGE_SELF, &card), TD_OK);
	CHECK_INT(card.state, CARD_RETURNED);
	CHECK_INT(store_crosscheck_pair_get(t, s->y.year.id, s->y.units[0].id, s->y.units[b].id, &p), TD_OK);
	CHECK(!p.finished_at_ms.set);
	return TD_OK;
}

TX(verifying)
{
	struct site *s = ctx;
	return set_step(t, s->y.year.id, "verifying");
}

CASE_DB(t8_returns_go_to_the_unit_and_the_chain_begins_again)
{
	struct site s;
	begin(f, &s);
	int b = checked_by(&s, 0);
	struct check k = {&s, 0, b, 2500, STR_NULL, true};
	CHECK_INT(fixture_write(f, return_from_check, &k), TD_INVALID); /* no reason */
	k.reason = S("Không đọc được minh chứng");
	CHECK_INT(fixture_write(f, return_from_check, &k), TD_OK);
	CHECK_INT(fixture_write(f, check, &k), TD_CONFLICT); /* the card is with its unit */
	struct move m = {&s, b, CARD_SUBMITTED, STR_NULL};
	CHECK_INT(fixture_write(f, move, &m), TD_OK);
	CHECK_INT(fixture_write(f, check, &k), TD_OK);
	CHECK_INT(fixture_write(f, verifying, &s), TD_OK);
	m.to = CARD_VERIFYING;
	CHECK_INT(fixture_write(f, move, &m), TD_OK);
	m = (struct move){&s, b, CARD_RETURNED, S("Thiếu biểu số 2")};
	CHECK_INT(fixture_write(f, move, &m), TD_OK);
	CHECK_INT(fixture_read(f, look_at_returns, &s), TD_OK);
	m = (struct move){&s, b, CARD_SUBMITTED, STR_NULL};
	CHECK_INT(fixture_write(f, move, &m), TD_OK);
	m.to = CARD_VERIFYING;
	CHECK_INT(fixture_write(f, move, &m), TD_CONFLICT); /* the checks come first again */
	k.a_c = 0;
	CHECK_INT(fixture_write(f, check, &k), TD_OK);
	CHECK_INT(fixture_write(f, move, &m), TD_OK);
}

/* ---- T7: one table for everybody ---- */

static td_rc put_state(struct tx *t, const struct site *s, enum scorecard_state state)
{
	struct scorecard card;
	td_rc rc = store_scorecard_get(t, s->y.year.id, s->y.units[0].id, STAGE_SELF, &card);
	card.state = state;
	return rc == TD_OK ? store_scorecard_put(t, &card) : rc;
}

TX(every_pair)
{
	struct site *s = ctx;
	for (int from = 0; from < CARD__N; from++)
		for (int to = 0; to < CARD__N; to++) {
			struct scorecard_move m;
			struct scorecard card;
			if (scorecard_find((enum scorecard_state)from, (enum scorecard_state)to, &m))
				continue;
			struct err mine = err_new(t->a, LANG_VI), *was = t->e;
			td_rc rc = put_state(t, s, (enum scorecard_state)from);
			if (rc == TD_OK)
				rc =
				    store_scorecard_get(t, s->y.year.id, s->y.units[0].id, STAGE_SELF, &card);
			if (rc != TD_OK)
				return rc;
			t->e = &mine;
			rc = act_card_move(t, s->y.year.id, s->y.units[0].id, (enum scorecard_state)to,
					   S("lý do"), card.rev);
			t->e = was;
			CHECK_INT(rc, TD_CONFLICT);
			CHECK_INT(mine.n_total, 1);
			str text = err_first(&mine), a = str_c(scorecard_name((enum scorecard_state)from)),
			    b = str_c(scorecard_name((enum scorecard_state)to));
			CHECK(str_find(text, a) < text.n && str_find(text, b) < text.n);
		}
	return TD_OK;
}

CASE_DB(t7_every_pair_outside_the_table_is_refused_with_its_own_words)
{
	struct site s;
	open_site(f, &s);
	CHECK_INT(fixture_write(f, every_pair, &s), TD_OK);
}

/* ---- T34 ---- */

TX(join_unit)
{
	struct site *s = ctx;
	struct grant g = {
	    .user = s->y.user.id,
	    .right = {.role = AUTHZ_OFFICER, .scope = SCOPE_UNIT, .scope_id = s->y.units[0].id.v}};
	return store_grant_add(t, &g);
}

TX(verify_cell)
{
	struct move *m = ctx;
	size_t n;
	struct act_cell cell = {
	    .code = S("I.1"), .state = CELL_SET, .a_c = OPT(2000), .reason = S("Thiếu căn cứ")};
	return act_cells_save(t, m->s->y.year.id, m->s->y.units[m->unit].id, STAGE_VERIFIED, &cell, 1,
			      m->s->rev ? ACT_CELLS_ON_BEHALF : ACT_CELLS_OWN, &n);
}

CASE_DB(t34_a_member_of_the_unit_does_not_appraise_its_dossier)
{
	struct site s;
	open_site(f, &s);
	CHECK_INT(fixture_write(f, verifying, &s), TD_OK);
	CHECK_INT(fixture_write(f, join_unit, &s), TD_OK);
	struct move own = {&s, 0, CARD_VERIFYING, STR_NULL}, other = {&s, 1, CARD_VERIFYING, STR_NULL};
	f->actor = (struct actor){s.y.user.id.v, s.y.user.name};
	CHECK_INT(fixture_write(f, move, &own), TD_DENIED);
	CHECK_INT(fixture_write(f, move, &other), TD_OK);
	CHECK_INT(fixture_write(f, verify_cell, &other), TD_OK);
	f->actor = (struct actor){0};
	CHECK_INT(fixture_write(f, move, &own), TD_OK);
	f->actor = (struct actor){s.y.user.id.v, s.y.user.name};
	CHECK_INT(fixture_write(f, verify_cell, &own), TD_DENIED);
	s.rev = 1; /* nor by an import */
	CHECK_INT(fixture_write(f, verify_cell, &own), TD_DENIED);
	own = (struct move){&s, 0, CARD_RETURNED, S("Sửa lại")};
	CHECK_INT(fixture_write(f, move, &own), TD_DENIED);
}
