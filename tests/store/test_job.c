/* Jobs: asked for once, done once, whatever happens to the runner in between; on both engines. */
#include "base/caltime.h"
#include "jobs/act_plan.h"
#include "jobs/job_papers.h"
#include "store/maintain.h"
#include "tests/lib/fixture.h"

struct ask {
	struct fixture_year y;
	enum paper_kind kind;
	bool all;
	str subject;
	struct job job;
	paper_list papers;
	bool *changed;
	i64 lease_ms;
	str word, pdf;
};

static td_rc ask_one(struct tx *t, void *ctx)
{
	struct ask *q = ctx;
	return q->all ? job_papers_all(t, q->y.year.id, &q->job)
		      : job_papers_one(t, q->y.year.id, q->kind, q->subject, &q->job);
}

static td_rc look(struct tx *t, void *ctx)
{
	struct ask *q = ctx;
	td_rc rc = store_job_get(t, q->job.id, &q->job);
	if (rc == TD_OK)
		rc = store_paper_list(t, q->y.year.id, &q->papers);
	q->changed = NEW_N(t->a, bool, q->papers.n + 1);
	return rc == TD_OK ? papers_changed(papers_reader_new(t, q->y.year.id), &q->papers, q->changed) : rc;
}

static td_rc take(struct tx *t, void *ctx)
{
	struct ask *q = ctx;
	return store_job_take(t, q->lease_ms, &q->job);
}

static td_rc save(struct tx *t, void *ctx)
{
	struct ask *q = ctx;
	return store_job_save(t, &q->job);
}

static td_rc found(struct tx *t, void *ctx)
{
	struct ask *q = ctx;
	struct plan p = {.text = {S("Mục đích"), S("Chủ đề"), S("Nội dung"), S("Biện pháp")}};
	(void)q;
	td_rc rc = fixture_score(t, &q->y, 0, FIXTURE_I1, 3000);
	return rc == TD_OK ? act_plan_save(t, q->y.year.id, &p, STR_NULL, 0) : rc;
}

static struct ask begin(struct fixture *f)
{
	struct ask q = {.kind = PAPER_PLAN, .subject = S(""), .lease_ms = 60000};
	CHECK_INT(fixture_year(f, &q.y), TD_OK);
	CHECK_INT(fixture_write(f, found, &q), TD_OK);
	CHECK_STR(err_first(&f->e), "");
	return q;
}

static struct job_report pass(struct fixture *f)
{
	struct job_report n;
	CHECK_INT(job_pass(f->db, f->a, &f->e, 100, NULL, &n), TD_OK);
	CHECK_STR(err_first(&f->e), "");
	return n;
}

CASE_DB(asked_twice_made_once)
{
	struct ask q = begin(f), again = q;
	CHECK_INT(fixture_write(f, ask_one, &q), TD_OK);
	again.y = q.y;
	CHECK_INT(fixture_write(f, ask_one, &again), TD_OK);
	CHECK_INT(again.job.id, q.job.id);
	CHECK_INT(q.job.state, JOB_QUEUED);
	CHECK_INT(pass(f).n_done, 1);
	CHECK_INT(fixture_read(f, look, &q), TD_OK);
	CHECK_INT(q.job.state, JOB_DONE);
	CHECK_INT(q.papers.n, 1);
	CHECK(q.papers.at[0].hashed && q.papers.at[0].generation > 0);
	/* the same data again: no new row, and the job says so */
	CHECK_INT(fixture_write(f, ask_one, &q), TD_OK);
	CHECK(q.job.id != again.job.id);
	CHECK_INT(pass(f).n_done, 1);
	CHECK_INT(fixture_read(f, look, &q), TD_OK);
	CHECK_INT(q.papers.n, 1);
	job_paper_list made = {0};
	job_papers_results(f->a, &q.job, &made);
	CHECK(made.n == 1 && made.at[0].same && made.at[0].paper == q.papers.at[0].id.v);
	CHECK_INT(pass(f).n_done, 0);
}

static td_rc change_theme(struct tx *t, void *ctx)
{
	struct ask *q = ctx;
	struct plan p = {.text = {S("Mục đích"), S("Chủ đề khác"), S("Nội dung"), S("Biện pháp")}};
	return act_plan_save(t, q->y.year.id, &p, STR_NULL, 1);
}

static td_rc score_more(struct tx *t, void *ctx)
{
	struct ask *q = ctx;
	return fixture_score(t, &q->y, 1, FIXTURE_I1, 3100);
}

static td_rc read_files(struct tx *t, void *ctx)
{
	struct ask *q = ctx;
	const struct paper *p = &q->papers.at[0];
	td_rc rc = store_file_read(t, p->file, &q->word);
	return rc == TD_OK ? store_file_read(t, (file_id){p->pdf.v}, &q->pdf) : rc;
}

CASE_DB(the_pdf_stands_beside_the_word_file)
{
	struct ask q = begin(f);
	CHECK_INT(fixture_write(f, ask_one, &q), TD_OK);
	CHECK_INT(pass(f).n_done, 1);
	CHECK_INT(fixture_read(f, look, &q), TD_OK);
	CHECK_INT(q.papers.n, 1);
	CHECK(q.papers.at[0].pdf.set);
	CHECK_INT(q.papers.at[0].pdf_pages.v, 1);
	CHECK_STR(q.papers.at[0].pdf_maker, "thidua");
	CHECK(q.papers.at[0].pdf_notes.p == NULL);
	CHECK_INT(fixture_read(f, read_files, &q), TD_OK);
	CHECK(str_has_prefix(q.pdf, S("%PDF-1.5")));
	str again;
	CHECK_INT(papers_pdf_of(f->a, q.word, &f->e, &again), TD_OK);
	CHECK(str_eq(again, q.pdf)); /* drawn again it is the same, to the byte */
}

CASE_DB(changed_data_are_told)
{
	struct ask q = begin(f);
	CHECK_INT(fixture_write(f, ask_one, &q), TD_OK);
	CHECK_INT(pass(f).n_done, 1);
	/* what the paper does not say may change */
	CHECK_INT(fixture_write(f, score_more, &q), TD_OK);
	CHECK_INT(fixture_read(f, look, &q), TD_OK);
	CHECK(q.papers.n == 1 && !q.changed[0]);
	CHECK_INT(fixture_write(f, change_theme, &q), TD_OK);
	CHECK_INT(fixture_read(f, look, &q), TD_OK);
	CHECK(q.papers.n == 1 && q.changed[0]);
	CHECK_INT(fixture_write(f, ask_one, &q), TD_OK);
	CHECK_INT(pass(f).n_done, 1);
	CHECK_INT(fixture_read(f, look, &q), TD_OK);
	CHECK_INT(q.papers.n, 2);
	CHECK(!q.changed[0] && q.papers.at[1].replaced_by.v == q.papers.at[0].id.v);
}

/* A runner that died: its job is taken up when its time is over, and it is not heard any more. */
CASE_DB(a_lost_runner_loses_nothing)
{
	struct ask q = begin(f), dead = q;
	CHECK_INT(fixture_write(f, ask_one, &q), TD_OK);
	dead.y = q.y;
	CHECK_INT(fixture_write(f, take, &dead), TD_OK);
	CHECK_INT(dead.job.id, q.job.id);
	CHECK_INT(pass(f).n_done, 0);
	f->clock.now += 61000;
	CHECK_INT(pass(f).n_done, 1);
	dead.job.state = JOB_FAILED;
	CHECK_INT(fixture_write(f, save, &dead), TD_NOT_FOUND);
	CHECK_INT(fixture_read(f, look, &q), TD_OK);
	CHECK_INT(q.job.state, JOB_DONE);
	CHECK_INT(q.papers.n, 1);
}

/* A step that kills its runner again and again is given up with a sentence. */
CASE_DB(a_job_that_kills_is_given_up)
{
	struct ask q = begin(f), dead = q;
	CHECK_INT(fixture_write(f, ask_one, &q), TD_OK);
	dead.y = q.y;
	for (int i = 0; i < JOB_TRIES; i++) {
		CHECK_INT(fixture_write(f, take, &dead), TD_OK);
		f->clock.now += 61000;
	}
	CHECK_INT(pass(f).n_failed, 1);
	CHECK_INT(fixture_read(f, look, &q), TD_OK);
	CHECK_INT(q.job.state, JOB_FAILED);
	CHECK(str_find(q.job.error, S("bấm làm lại")) < q.job.error.n);
}

CASE_DB(what_cannot_be_made_is_said)
{
	struct ask q = begin(f);
	q.subject = S("khong-co");
	CHECK_INT(fixture_write(f, ask_one, &q), TD_OK);
	CHECK_INT(pass(f).n_failed, 1);
	CHECK_INT(fixture_read(f, look, &q), TD_OK);
	CHECK_INT(q.job.state, JOB_FAILED);
	CHECK(q.job.error.n > 0 && q.papers.n == 0);
}

CASE_DB(all_papers_are_one_job)
{
	struct ask q = begin(f);
	q.all = true;
	CHECK_INT(fixture_write(f, ask_one, &q), TD_OK);
	CHECK(q.job.n_steps >= 4);
	CHECK_INT(pass(f).n_done, 1);
	CHECK_INT(fixture_read(f, look, &q), TD_OK);
	CHECK_INT(q.job.step, q.job.n_steps);
	job_paper_list made = {0};
	job_papers_results(f->a, &q.job, &made);
	CHECK_INT((i64)made.n, q.job.n_steps);
	size_t n_made = 0;
	for (size_t i = 0; i < made.n; i++) {
		CHECK((made.at[i].paper != 0) != (made.at[i].error.n != 0));
		n_made += made.at[i].paper != 0;
	}
	CHECK_INT(q.papers.n, n_made);
}

CASE_DB(too_many_jobs_are_refused)
{
	struct ask q = begin(f);
	for (int i = 0; i <= JOB_MOST_YEAR; i++) {
		q.subject = arena_fmt(f->a, "viec-%d", i);
		CHECK_INT(fixture_write(f, ask_one, &q), i < JOB_MOST_YEAR ? TD_OK : TD_CONFLICT);
	}
	CHECK(str_find(err_first(&f->e), S("quá nhiều việc")) < err_first(&f->e).n);
}

CASE_DB(old_jobs_go)
{
	struct ask q = begin(f);
	struct maintain_purged n;
	CHECK_INT(fixture_write(f, ask_one, &q), TD_OK);
	CHECK_INT(pass(f).n_done, 1);
	CHECK_INT(maintain_purge(f->db, f->a, &f->e, &n), TD_OK);
	CHECK_INT(n.n_jobs, 0);
	f->clock.now += (i64)31 * 24 * 3600 * 1000;
	CHECK_INT(maintain_purge(f->db, f->a, &f->e, &n), TD_OK);
	CHECK_INT(n.n_jobs, 1);
	CHECK_INT(fixture_read(f, look, &q), TD_NOT_FOUND);
}
