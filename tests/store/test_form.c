/* The score form of a working year (jobs/act_form.h): what an upload would change, what is refused, what is taken. */
#include <stdlib.h>

#include "jobs/act_form.h"
#include "jobs/act_score.h"
#include "tests/lib/fixture.h"

struct place {
	struct fixture_year y;
	str bytes;
	struct import_wish wish;
	struct import_job job;
	struct import_preview kept;
	size_t n_changed;
	const char *step;
	i64 points_c;
};

static td_rc fill(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	struct cluster_year y;
	td_rc rc = fixture_score(t, &p->y, 0, FIXTURE_I1, 3500);
	if (rc == TD_OK)
		rc = fixture_score(t, &p->y, 0, FIXTURE_II, 9000);
	if (rc == TD_OK)
		rc = store_cluster_year_get(t, p->y.year.id, &y);
	y.step = str_c(p->step);
	return rc == TD_OK ? store_cluster_year_save(t, &y) : rc;
}

static td_rc make(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	return act_form_xlsx(t, p->y.year.id, S("a"), STAGE_SELF, &p->bytes);
}

/* The form of unit a with other points of I.1, as if typed. */
static td_rc make_typed(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	struct sheets in = {0};
	struct card_form_id id;
	td_rc rc = make(t, p);
	if (rc == TD_OK)
		rc = sheets_from_xlsx(t->a, p->bytes, t->e, &in);
	if (rc == TD_OK)
		rc = card_form_identify(t->a, &in, t->e, &id);
	const struct scheme *s;
	if (rc == TD_OK)
		rc = store_scheme_load(t, p->y.scheme, &s);
	if (rc != TD_OK)
		return rc;
	card_form_rows rows = {0};
	struct card_form_cell *cells = NEW_N(t->a, struct card_form_cell, s->n_nodes);
	rc = card_form_read(t->a, &in, s, t->e, &rows);
	for (size_t i = 0; i < rows.n; i++)
		cells[rows.at[i].node] = rows.at[i].cell;
	cells[FIXTURE_I1].a_c = OPT(p->points_c);
	cells[FIXTURE_I1].reason = S("Báo cáo 12");
	cells[FIXTURE_II].state = CELL_EMPTY;
	struct card_form f = {
	    .id = id, .cluster_name = S("Cụm"), .unit_name = S("A"), .scheme = s, .cells = cells};
	return rc == TD_OK ? book_xlsx(card_form_book(t->a, &f), t->e, &p->bytes) : rc;
}

static td_rc bring(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	p->wish.bytes = p->bytes;
	p->wish.file_name = S("phieu.xlsx");
	td_rc rc = act_import_read(t, p->y.year.id, &p->wish, &p->job);
	return rc == TD_OK ? act_import_keep(t, p->y.year.id, &p->job, &p->kept) : rc;
}

static td_rc take(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	return act_import_accept(t, p->kept.id, &p->n_changed);
}

static td_rc somebody_saves(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	struct act_cell c = {.code = S("I.1"), .state = CELL_SET, .a_c = OPT(3600), .rev = 1};
	return act_cells_save(t, p->y.year.id, p->y.units[0].id, STAGE_SELF, &c, 1, ACT_CELLS_ON_BEHALF,
			      &p->n_changed);
}

static void begin(struct fixture *f, struct place *p, const char *step)
{
	*p = (struct place){.step = step, .points_c = 3950};
	CHECK_INT(fixture_year(f, &p->y), TD_OK);
	f->actor.user_id = p->y.user.id.v;
	CHECK_INT(fixture_write(f, fill, p), TD_OK);
	p->wish = (struct import_wish){.own = true, .unit_code = S("a"), .stage = STAGE_SELF};
}

static void refused(struct fixture *f, struct place *p, const char *where, const char *text)
{
	CHECK_INT(fixture_write(f, bring, p), TD_OK);
	CHECK(p->job.plan == NULL);
	CHECK_INT(p->job.changes.n, 0);
	CHECK(p->job.faults.n > 0);
	if (p->job.faults.n == 0)
		return;
	CHECK_STR(p->job.faults.at[0].where, where);
	CHECK_STR(p->job.faults.at[0].text, text);
	CHECK_INT(fixture_write(f, take, p), TD_CONFLICT);
}

CASE_DB(a_filled_form_is_shown_cell_by_cell_and_taken)
{
	struct place p;
	begin(f, &p, "self_scoring");
	CHECK_INT(fixture_read(f, make, &p), TD_OK);
	CHECK_INT(fixture_write(f, bring, &p), TD_OK);
	CHECK_INT(p.job.faults.n, 0);
	CHECK_INT(p.job.changes.n, 0);
	CHECK_INT(p.job.n_same, 2);

	CHECK_INT(fixture_read(f, make_typed, &p), TD_OK);
	CHECK_INT(fixture_write(f, bring, &p), TD_OK);
	CHECK_INT(p.job.faults.n, 0);
	CHECK_INT(p.job.changes.n, 3);
	if (p.job.changes.n != 3)
		return;
	CHECK_STR(p.job.changes.at[0].where, "Phiếu chấm điểm!H7");
	CHECK_STR(p.job.changes.at[0].was, "35,00");
	CHECK_STR(p.job.changes.at[0].is, "39,50");
	CHECK_STR(p.job.changes.at[1].where, "Phiếu chấm điểm!I7");
	CHECK_STR(p.job.changes.at[1].is, "Báo cáo 12");
	CHECK_STR(p.job.changes.at[2].was, "90 / 100");
	CHECK_STR(p.job.changes.at[2].is, "trống");
	CHECK(act_form_is_own(p.job.plan, S("a")) && !act_form_is_own(p.job.plan, S("b")));
	CHECK_STR(p.kept.kind, "form:a");

	CHECK_INT(fixture_write(f, take, &p), TD_OK);
	CHECK_INT(p.n_changed, 2);
	CHECK_INT(fixture_write(f, bring, &p), TD_OK);
	CHECK(p.job.faults.n > 0); /* the form was made before */
	CHECK_INT(fixture_read(f, make, &p), TD_OK);
	CHECK_INT(fixture_write(f, bring, &p), TD_OK);
	CHECK_INT(p.job.faults.n + p.job.changes.n, 0);
	CHECK_INT(p.job.n_same, 1);
}

CASE_DB(a_stale_form_shows_both_versions)
{
	struct place p;
	begin(f, &p, "self_scoring");
	CHECK_INT(fixture_read(f, make_typed, &p), TD_OK);
	CHECK_INT(fixture_write(f, somebody_saves, &p), TD_OK);
	refused(f, &p, "Phiếu chấm điểm!H7",
		"phiếu 39,50; trên máy chủ nay là 36,00 do Nguyễn Văn A sửa lúc 21/11/2026 08:00.");
	CHECK_INT(p.job.faults.n, 2);
}

CASE_DB(a_form_goes_only_where_it_belongs)
{
	struct place p;
	begin(f, &p, "self_scoring");
	CHECK_INT(fixture_read(f, make_typed, &p), TD_OK);
	p.wish.unit_code = S("b");
	refused(f, &p, "", "Đây là phiếu của đơn vị «a», không phải của đơn vị «b».");
	p.wish.unit_code = S("a");
	p.wish.stage = STAGE_VERIFIED;
	refused(f, &p, "",
		"Đây là phiếu của bước «Tự chấm», nay đang nhập bước «Thẩm tra»: hãy tải phiếu mới.");
	p.wish.stage = STAGE_SELF;
	p.bytes = S("Tiêu chí;Điểm\nI.1;10\n");
	refused(
	    f, &p, "",
	    "Đây không phải phiếu Excel tải từ trang này: hãy bấm «Tải phiếu Excel», nhập vào phiếu đó rồi "
	    "nạp.");
	p.bytes = S("{\"format\":\"thidua-data/1\"}");
	CHECK_INT(fixture_write(f, bring, &p), TD_OK);
	CHECK(p.job.plan == NULL && p.job.faults.n > 0);
}

CASE_DB(a_units_own_form_obeys_the_season_and_the_secretary_may_go_on)
{
	struct place p;
	begin(f, &p, "verifying");
	CHECK_INT(fixture_read(f, make_typed, &p), TD_OK);
	CHECK_INT(fixture_write(f, bring, &p), TD_OK);
	CHECK_INT(p.job.faults.n, 0);
	CHECK_INT(fixture_write(f, take, &p), TD_CONFLICT);
	f->e = err_new(f->a, LANG_VI);
	p.wish = (struct import_wish){.shape = IMPORT_CLUSTER, .stage = STAGE_COUNCIL};
	CHECK_INT(fixture_write(f, bring, &p), TD_OK);
	CHECK_STR(p.kept.kind, "scores");
	CHECK_INT(fixture_write(f, take, &p), TD_OK);
	CHECK_INT(p.n_changed, 2);
}
