/* The plan of a year, campaigns, documents and receipts, on both engines. */
#include "jobs/act_journal.h"
#include "jobs/act_plan.h"
#include "store/store_file.h"
#include "tests/lib/fixture.h"

struct place {
	struct fixture_year y;
	struct plan p;
	str reason;
	i64 rev;
	struct campaign c;
	struct campaign_phase f;
	phase_target_list targets;
	struct cluster_document d;
	struct read_receipt r;
};

static td_rc save_plan(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	return act_plan_save(t, p->y.year.id, &p->p, p->reason, p->rev);
}

static td_rc launch_plan(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	return act_plan_launch(t, p->y.year.id, p->rev);
}

static td_rc copy_plan(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	return act_plan_copy(t, p->y.year.id);
}

static td_rc look_plan(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	td_rc rc = store_plan_get(t, p->y.year.id, &p->p);
	p->rev = p->p.rev;
	return rc;
}

static void begin(struct fixture *f, struct place *p)
{
	CHECK_INT(fixture_year(f, &p->y), TD_OK);
	f->actor = (struct actor){p->y.user.id.v, S("Nguyễn Văn A")};
	f->e = err_new(f->a, LANG_VI);
}

static void write_plan(struct place *p)
{
	p->p.text[PLAN_THEME] = S("Kỷ cương, sáng tạo");
	p->p.text[PLAN_CONTENTS] = S("1. Hoàn thành nhiệm vụ\n2. Cải cách hành chính");
	p->p.text[PLAN_MEASURES] = S("Giao ban hằng quý");
}

static td_rc look_journal(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	journal_list j = {0};
	CHECK_INT(journal_page(t, p->y.year.id.v, 0, 1, &j), TD_OK);
	CHECK_STR(act_sentence(t->a, LANG_VI, &j.at[0]),
		  "Nguyễn Văn A ghi kế hoạch thi đua năm 2019 (bản sửa đổi 2). Lý do: Bổ sung chỉ tiêu");
	return TD_OK;
}

CASE_DB(a_plan_is_drafted_launched_and_amended_with_a_reason)
{
	struct place p = {0};
	begin(f, &p);
	CHECK_INT(fixture_write(f, launch_plan, &p), TD_INVALID); /* nothing is written */
	CHECK_INT(fixture_write(f, save_plan, &p), TD_OK);        /* an empty draft is one */
	CHECK_INT(fixture_write(f, save_plan, &p), TD_STALE);     /* seen as not begun */
	CHECK_INT(fixture_read(f, look_plan, &p), TD_OK);
	write_plan(&p);
	CHECK_INT(fixture_write(f, save_plan, &p), TD_OK);
	CHECK_INT(fixture_write(f, launch_plan, &p), TD_STALE);
	CHECK_INT(fixture_read(f, look_plan, &p), TD_OK);
	CHECK_INT(p.p.edition, 0);
	CHECK_INT(fixture_write(f, launch_plan, &p), TD_OK);
	CHECK_INT(fixture_read(f, look_plan, &p), TD_OK);
	CHECK_INT(p.p.edition, 1);
	CHECK_STR(p.p.launched_by_name, "Nguyễn Văn A");
	CHECK_INT(fixture_write(f, launch_plan, &p), TD_CONFLICT);
	p.p.text[PLAN_AIMS] = S("Chào mừng ngày truyền thống");
	CHECK_INT(fixture_write(f, save_plan, &p), TD_INVALID); /* why? */
	p.reason = S("Bổ sung chỉ tiêu");
	CHECK_INT(fixture_write(f, save_plan, &p), TD_OK);
	CHECK_INT(fixture_read(f, look_plan, &p), TD_OK);
	CHECK_INT(p.p.edition, 2);
	CHECK_INT(fixture_read(f, look_journal, &p), TD_OK);
	p.p.text[PLAN_THEME] = S(""); /* what was launched stays fit to be */
	CHECK_INT(fixture_write(f, save_plan, &p), TD_INVALID);
}

static td_rc next_year(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	struct cluster_year y = p->y.year;
	y.year++;
	td_rc rc = store_cluster_year_add(t, &y);
	p->y.year = y;
	return rc;
}

CASE_DB(a_draft_begins_with_last_years_texts_once)
{
	struct place p = {0};
	begin(f, &p);
	CHECK_INT(fixture_write(f, copy_plan, &p), TD_CONFLICT); /* there is no year before */
	write_plan(&p);
	CHECK_INT(fixture_write(f, save_plan, &p), TD_OK);
	CHECK_INT(fixture_write(f, next_year, &p), TD_OK);
	CHECK_INT(fixture_write(f, copy_plan, &p), TD_OK);
	CHECK_INT(fixture_write(f, copy_plan, &p), TD_CONFLICT); /* nothing is overwritten */
	CHECK_INT(fixture_read(f, look_plan, &p), TD_OK);
	CHECK_STR(p.p.text[PLAN_THEME], "Kỷ cương, sáng tạo");
	CHECK_INT(p.p.edition, 0);
}

static td_rc save_campaign(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	return act_campaign_save(t, &p->c, p->reason);
}

static td_rc launch_campaign(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	return act_campaign_launch(t, p->y.year.id, p->c.id, p->c.rev);
}

static td_rc withdraw_campaign(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	return act_campaign_withdraw(t, p->y.year.id, p->c.id, p->reason, p->c.rev);
}

static td_rc save_phase(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	return act_phase_save(t, p->y.year.id, &p->f, &p->targets);
}

static td_rc review(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	struct opt_i64 actual[] = {OPT(5250)};
	return act_phase_review(t, p->y.year.id, p->c.id, p->f.id, p->reason, actual, 1, p->f.rev);
}

static td_rc look_campaign(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	struct campaign_whole w;
	td_rc rc = act_campaign_load(t, p->y.year.id, p->c.id, &w);
	p->c = w.campaign;
	p->targets = w.targets;
	if (w.phases.n)
		p->f = w.phases.at[w.phases.n - 1];
	return rc;
}

CASE_DB(a_campaign_by_phases_has_targets_and_a_review_for_each)
{
	struct place p = {.reason = S("")};
	begin(f, &p);
	p.c = (struct campaign){.year = p.y.year.id,
				.kind = CAMPAIGN_PHASE,
				.name = S("Thi đua chào mừng 15 năm"),
				.starts_on = S("2019-01-01")};
	CHECK_INT(fixture_write(f, save_campaign, &p), TD_OK);
	CHECK_INT(fixture_write(f, launch_campaign, &p), TD_INVALID); /* no phase yet */
	p.f = (struct campaign_phase){.campaign_id = p.c.id,
				      .name = S("Đợt I"),
				      .starts_on = S("2019-01-01"),
				      .ends_on = S("2019-03-31")};
	VEC_PUSH(f->a, &p.targets) =
	    (struct phase_target){.indicator = S("Thu đạt"), .measure_unit = S("%"), .plan_c = OPT(5000)};
	VEC_PUSH(f->a, &p.targets) = (struct phase_target){.indicator = S("Trả hồ sơ đúng hẹn")};
	CHECK_INT(fixture_write(f, save_phase, &p), TD_OK);
	p.reason = S("Hoàn thành tốt");
	CHECK_INT(fixture_write(f, review, &p), TD_CONFLICT); /* a draft has no review */
	CHECK_INT(fixture_write(f, launch_campaign, &p), TD_OK);
	CHECK_INT(fixture_write(f, review, &p), TD_OK);
	CHECK_INT(fixture_write(f, review, &p), TD_STALE);
	CHECK_INT(fixture_read(f, look_campaign, &p), TD_OK);
	CHECK_STR(p.f.review, "Hoàn thành tốt");
	CHECK_STR(p.f.reviewed_by_name, "Nguyễn Văn A");
	CHECK_INT(p.targets.n, 2);
	CHECK_INT(p.targets.at[0].actual_c.v, 5250);
	CHECK(!p.targets.at[1].actual_c.set);
	p.targets.at[1].indicator =
	    S("Giải quyết hồ sơ đúng hẹn"); /* the first keeps its result, and the review stays */
	CHECK_INT(fixture_write(f, save_phase, &p), TD_OK);
	CHECK_INT(fixture_read(f, look_campaign, &p), TD_OK);
	CHECK_INT(p.c.edition, 2);
	CHECK_INT(p.targets.at[0].actual_c.v, 5250);
	CHECK_STR(p.f.review, "Hoàn thành tốt");
	p.reason = S("");
	CHECK_INT(fixture_write(f, withdraw_campaign, &p), TD_INVALID);
	p.reason = S("Gộp vào phong trào của tỉnh");
	CHECK_INT(fixture_write(f, withdraw_campaign, &p), TD_OK);
	CHECK_INT(fixture_read(f, look_campaign, &p), TD_OK);
	CHECK_INT(fixture_write(f, save_campaign, &p), TD_CONFLICT);
	CHECK_INT(fixture_write(f, save_phase, &p), TD_CONFLICT);
}

static td_rc add_document(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	td_rc rc = store_file_put(t, S("%PDF-1.4\n"), S("application/pdf"), &p->d.file);
	return rc == TD_OK ? act_document_add(t, &p->d) : rc;
}

static td_rc withdraw_document(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	return act_document_withdraw(t, p->y.year.id, p->d.id, p->reason);
}

static td_rc look_documents(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	cluster_document_list all = {0};
	CHECK_INT(store_cluster_document_list(t, p->y.year.id, &all), TD_OK);
	CHECK_INT(all.n, 1);
	CHECK_INT(all.at[0].size, 9);
	CHECK_INT(all.at[0].kind, DOCUMENT_GUIDANCE);
	CHECK_STR(all.at[0].withdraw_reason, "Thay bằng hướng dẫn mới");
	return TD_OK;
}

CASE_DB(a_document_is_withdrawn_with_a_reason_and_stays)
{
	struct place p = {.reason = S(" ")};
	begin(f, &p);
	p.d = (struct cluster_document){.year = p.y.year.id,
					.kind = DOCUMENT_GUIDANCE,
					.title = S("Hướng dẫn chấm điểm"),
					.number = S("12/HD-CTĐ"),
					.file_name = S("huong-dan.pdf")};
	CHECK_INT(fixture_write(f, add_document, &p), TD_OK);
	CHECK_INT(fixture_write(f, withdraw_document, &p), TD_INVALID);
	p.reason = S("Thay bằng hướng dẫn mới");
	CHECK_INT(fixture_write(f, withdraw_document, &p), TD_OK);
	CHECK_INT(fixture_write(f, withdraw_document, &p), TD_CONFLICT);
	CHECK_INT(fixture_read(f, look_documents, &p), TD_OK);
}

static td_rc open_it(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	return store_read_receipt_add(t, &p->r);
}

static td_rc look_receipts(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	read_receipt_list all = {0};
	i64 gen;
	bool has;
	CHECK_INT(store_read_receipt_list(t, p->y.year.id, &all), TD_OK);
	CHECK_INT(all.n, 1);
	CHECK_INT(all.at[0].opened_at_ms, 100); /* the first time counts */
	CHECK_STR(all.at[0].user_name, "Nguyễn Văn A");
	CHECK_INT(store_read_receipt_has(t, &p->r, &has), TD_OK);
	CHECK(has);
	p->r.edition++;
	CHECK_INT(store_read_receipt_has(t, &p->r, &has), TD_OK);
	CHECK(!has);
	CHECK_INT(db_generation(t, p->y.year.id.v, &gen), TD_OK);
	CHECK_INT(gen, p->rev);
	return TD_OK;
}

static td_rc look_generation(struct tx *t, void *ctx)
{
	struct place *p = ctx;
	return db_generation(t, p->y.year.id.v, &p->rev);
}

CASE_DB(a_receipt_is_written_once_and_changes_nothing_else)
{
	struct place p = {0};
	begin(f, &p);
	p.r = (struct read_receipt){.kind = READ_PLAN,
				    .object_id = 1,
				    .edition = 1,
				    .year = p.y.year.id,
				    .unit = p.y.units[0].id,
				    .user = p.y.user.id,
				    .opened_at_ms = 100};
	CHECK_INT(fixture_read(f, look_generation, &p), TD_OK);
	CHECK_INT(fixture_write(f, open_it, &p), TD_OK);
	p.r.opened_at_ms = 200;
	CHECK_INT(fixture_write(f, open_it, &p), TD_OK);
	CHECK_INT(fixture_read(f, look_receipts, &p), TD_OK);
}
