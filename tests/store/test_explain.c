/* Verification in bulk and the explanation window through the acts, on both engines. */
#include "jobs/act_evidence.h"
#include "jobs/act_explain.h"
#include "jobs/act_verify.h"
#include "jobs/due.h"
#include "tests/lib/fixture.h"

#define TX(name) static td_rc name(struct tx *t, void *ctx)

struct site {
	struct fixture_year y;
	struct verify_result done;
	struct due_year due;
	u32 n_open;
};

static td_rc set_step(struct tx *t, cluster_year_id id, const char *step)
{
	struct cluster_year y;
	td_rc rc = store_cluster_year_get(t, id, &y);
	y.step = str_c(step);
	return rc == TD_OK ? store_cluster_year_save(t, &y) : rc;
}

/* All three cards were sent; the year verifies, without cross-checks. */
TX(found)
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
	return rc == TD_OK ? set_step(t, s->y.year.id, "verifying") : rc;
}

struct bulk {
	struct site *s;
	enum verify_step step;
	int unit; /* −1: all */
	str code;
};

TX(bulk)
{
	struct bulk *b = ctx;
	unit_id unit = b->unit < 0 ? (unit_id){0} : b->s->y.units[b->unit].id;
	return act_verify(t, b->s->y.year.id, b->step, unit, b->code, &b->s->done);
}

TX(change_one)
{
	struct site *s = ctx;
	size_t n;
	struct act_cell cell = {
	    .code = S("I.1"), .state = CELL_SET, .a_c = OPT(2500), .reason = S("Thiếu căn cứ")};
	return act_cells_save(t, s->y.year.id, s->y.units[0].id, STAGE_VERIFIED, &cell, 1, ACT_CELLS_OWN, &n);
}

static void verify_all(struct fixture *f, struct site *s)
{
	*s = (struct site){0};
	CHECK_INT(fixture_year(f, &s->y), TD_OK);
	CHECK_INT(fixture_write(f, found, s), TD_OK);
	struct bulk b = {s, VERIFY_FINISH, -1, STR_NULL};
	CHECK_INT(fixture_write(f, bulk, &b), TD_CONFLICT); /* nothing was received */
	b.step = VERIFY_RECEIVE;
	CHECK_INT(fixture_write(f, bulk, &b), TD_OK);
	CHECK_INT(s->done.n_cards, 3);
	CHECK_INT(fixture_write(f, change_one, s), TD_OK);
	b = (struct bulk){s, VERIFY_ACCEPT, 0, S("I")};
	CHECK_INT(fixture_write(f, bulk, &b), TD_OK);
	CHECK_INT(s->done.n_cells, 1); /* I.2: I.1 was changed */
	b = (struct bulk){s, VERIFY_ACCEPT, -1, STR_NULL};
	CHECK_INT(fixture_write(f, bulk, &b), TD_OK);
	CHECK_INT(s->done.n_cells, 7);
	b.step = VERIFY_FINISH;
	CHECK_INT(fixture_write(f, bulk, &b), TD_OK);
	CHECK_INT(s->done.n_cards, 3);
}

CASE_DB(accept_as_proposed_takes_a_card_a_group_or_all)
{
	struct site s;
	verify_all(f, &s);
}

struct say {
	struct site *s;
	bool agree;
	str text, code;
	i64 rev;
	struct act_cell *adjusted;
};

TX(answer)
{
	struct say *x = ctx;
	return act_explain_answer(t, x->s->y.year.id, x->s->y.units[0].id, x->code, x->agree, x->text,
				  OPT_NONE, x->rev);
}

TX(settle)
{
	struct say *x = ctx;
	return act_explain_settle(t, x->s->y.year.id, x->s->y.units[0].id, x->code, x->adjusted, x->text,
				  x->rev);
}

TX(open_window)
{
	struct site *s = ctx;
	td_rc rc = set_step(t, s->y.year.id, "explaining");
	return rc == TD_OK ? act_season_plan(t, s->y.year.id, SEASON_EXPLAINING, true, S("2026-11-20"),
					     S("2026-11-22"))
			   : rc;
}

TX(count_open)
{
	struct site *s = ctx;
	struct act_year y;
	struct season_facts facts = {0};
	td_rc rc = act_year_get(t, s->y.year.id, &y);
	if (rc == TD_OK)
		rc = act_season_facts(t, &y, &facts);
	s->n_open = facts.n_unanswered;
	return rc;
}

TX(load_due)
{
	return due_load(t, ((struct site *)ctx)->y.year.id, &((struct site *)ctx)->due);
}

/* Only the unit whose scores changed is asked, until it answered. */
static void explanation_is_due(struct fixture *f, struct site *s, enum due_state state)
{
	size_t n = 0;
	CHECK_INT(fixture_read(f, load_due, s), TD_OK);
	for (size_t i = 0; i < s->due.list.n; i++) {
		const struct due *d = &s->due.list.at[i];
		if (d->kind != DUE_EXPLANATION)
			continue;
		n++;
		CHECK_INT(d->state, state);
		CHECK_STR(d->due_on, "2026-11-22");
		CHECK_STR(d->unit_code, "a");
	}
	CHECK_INT(n, 1);
}

TX(look_at_adjusted)
{
	struct site *s = ctx;
	explain_item_list items = {0};
	CHECK_INT(act_explain_items(t, s->y.year.id, (unit_id){0}, &items), TD_OK);
	CHECK_INT(items.n, 1);
	CHECK(items.at[0].adjusted && items.at[0].adjusted->a_c.v == 2800);
	CHECK_STR(items.at[0].answer->verdict, "adjust");
	return TD_OK;
}

CASE_DB(each_changed_score_is_answered_and_settled)
{
	struct site s;
	struct act_cell cell = {.state = CELL_SET, .a_c = OPT(2800)};
	verify_all(f, &s);
	struct say x = {&s, false, S("Có công văn bổ sung"), S("I.1"), 0, NULL};
	CHECK_INT(fixture_write(f, answer, &x), TD_CONFLICT); /* the step is not there yet */
	CHECK_INT(fixture_write(f, open_window, &s), TD_OK);
	CHECK_INT(fixture_read(f, count_open, &s), TD_OK);
	CHECK_INT(s.n_open, 1);
	explanation_is_due(f, &s, DUE_OPEN);
	x.code = S("I.2");
	CHECK_INT(fixture_write(f, answer, &x), TD_CONFLICT); /* not changed */
	x.code = S("I.1");
	CHECK_INT(fixture_write(f, settle, &x), TD_CONFLICT); /* the unit still has time */
	x.text = S(" ");
	CHECK_INT(fixture_write(f, answer, &x), TD_INVALID);
	x.text = S("Có công văn bổ sung");
	CHECK_INT(fixture_write(f, answer, &x), TD_OK);
	explanation_is_due(f, &s, DUE_DONE);
	CHECK_INT(fixture_write(f, settle, &x), TD_STALE);
	x.rev = 1;
	x.text = STR_NULL;
	x.adjusted = &cell;
	CHECK_INT(fixture_write(f, settle, &x), TD_INVALID);
	x.text = S("Chấp nhận một phần");
	CHECK_INT(fixture_write(f, settle, &x), TD_OK);
	CHECK_INT(fixture_read(f, look_at_adjusted, &s), TD_OK);
	CHECK_INT(fixture_read(f, count_open, &s), TD_OK);
	CHECK_INT(s.n_open, 0);
	x.rev = 2;
	CHECK_INT(fixture_write(f, answer, &x), TD_CONFLICT); /* settled */
}

TX(add_evidence)
{
	struct site *s = ctx;
	struct act_pointer at = {S("I.1"), STR_NULL};
	struct evidence v = {.year = s->y.year.id, .unit = s->y.units[0].id, .title = S("Báo cáo")};
	return act_evidence_add(t, &v, &at, 1, NULL);
}

/* M14: after the window nothing of the unit's can change; what it left open can be closed. */
CASE_DB(after_the_window_the_unit_changes_nothing)
{
	struct site s;
	verify_all(f, &s);
	CHECK_INT(fixture_write(f, open_window, &s), TD_OK);
	CHECK_INT(fixture_write(f, add_evidence, &s), TD_OK);
	f->clock.now += (i64)2 * 86400000;
	struct say x = {&s, true, STR_NULL, S("I.1"), 0, NULL};
	CHECK_INT(fixture_write(f, answer, &x), TD_CONFLICT);
	CHECK_INT(fixture_write(f, add_evidence, &s), TD_CONFLICT);
	x.text = S("Hết hạn, đơn vị không giải trình");
	CHECK_INT(fixture_write(f, settle, &x), TD_OK);
	CHECK_INT(fixture_read(f, count_open, &s), TD_OK);
	CHECK_INT(s.n_open, 0);
}
