/* Following the year, on both engines: difficulties. */
#include "jobs/act_difficulty.h"
#include "jobs/act_journal.h"
#include "tests/lib/fixture.h"

struct place {
	struct fixture_year y;
	struct difficulty d;
	struct difficulty_wish w;
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
	struct difficulty d = {.year = p->y.year.id, .unit = p->y.units[0].id, .title = S(" "), .body = S("")};
	return act_difficulty_raise(t, &d);
}

static td_rc make_secretary(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	struct grant g = {.user = p->y.user.id,
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
	CHECK_STR(act_sentence(t->a, LANG_VI, &journal.at[0]),
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
	p.w.due_on = S("2026-11-20"); /* yesterday */
	CHECK_INT(fixture_write(f, move, &p), TD_INVALID);
	p.w.due_on = S("2026-11-21");
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
