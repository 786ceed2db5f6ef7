#include "web/page_job.h"

#include "jobs/job_papers.h"
#include "web/views.h"

enum { SHOWN = 5, LOOKED_AT = 50, DAY_MS = 24 * 3600 * 1000 };

static struct page_tag tag_of(const struct req *r, const struct job *j)
{
	static const char *const css[JOB_STATE__N] = {"info", "info", "ok", "bad"};
	static const char *const icons[JOB_STATE__N] = {"clock", "clock", "check", "warn"};
	return page_tag(r, css[j->state], icons[j->state], job_state_name(j->state));
}

static bool is_open(const struct job *j)
{
	return j->state == JOB_QUEUED || j->state == JOB_RUNNING;
}

/* Of one kind alone? */
static bool same_kind(const job_paper_list *asked)
{
	for (size_t i = 1; i < asked->n; i++)
		if (!str_eq(asked->at[i].kind, asked->at[0].kind))
			return false;
	return asked->n > 0;
}

static str title_of(struct req *r, const struct job *j, const job_paper_list *asked)
{
	if (asked->n == 1)
		return asked->at[0].title;
	if (same_kind(asked))
		return arena_fmt(r->a, req_tr(r, N_("%.*s: %zu văn bản")), STRF(asked->at[0].title),
				 asked->n);
	if (str_has_suffix(j->ask, S("/+kit")))
		return arena_fmt(r->a, req_tr(r, N_("Bộ giấy của hội nghị: %zu văn bản")), asked->n);
	if (str_has_suffix(j->ask, S("/+closing")))
		return arena_fmt(r->a, req_tr(r, N_("Văn bản kết thúc hội nghị: %zu văn bản")), asked->n);
	return arena_fmt(r->a, req_tr(r, N_("Cả bộ văn bản của năm: %zu văn bản")), asked->n);
}

static struct job_line line_of(struct req *r, const struct job *j)
{
	job_paper_list asked = {0};
	job_papers_asked(r->a, j, &asked);
	str title = title_of(r, j, &asked);
	return (struct job_line){.id = j->id,
				 .at = j->created_at_ms,
				 .step = j->step,
				 .n_steps = j->n_steps,
				 .title = title,
				 .who = j->created_by_name,
				 .tag = tag_of(r, j),
				 .open = is_open(j)};
}

td_rc page_job_lines(struct req *r, job_line_list *out)
{
	job_list jobs = {0};
	td_rc rc = store_job_list(r->tx, r->year.id.v, LOOKED_AT, &jobs);
	for (size_t i = 0; rc == TD_OK && i < jobs.n; i++) {
		const struct job *j = &jobs.at[i];
		bool fresh = out->n < SHOWN && r->now_ms - j->created_at_ms < DAY_MS;
		if (!str_eq(j->kind, str_c(job_papers.code)))
			continue;
		if (is_open(j) || fresh)
			VEC_PUSH(r->a, out) = line_of(r, j);
	}
	return rc;
}

static void put_results(struct req *r, struct job_vm *vm, const struct job *j)
{
	job_paper_list made = {0}, asked = {0};
	job_papers_results(r->a, j, &made);
	job_papers_asked(r->a, j, &asked);
	if (same_kind(&asked)) {
		vm->kind = asked.at[0].kind;
		vm->subject = asked.n == 1 ? asked.at[0].subject : S("*");
	} else
		vm->kind = S("all");
	for (size_t i = 0; i < made.n; i++) {
		const struct job_paper *p = &made.at[i];
		VEC_PUSH(r->a, &vm->results) = (struct job_result){p->paper, p->title, p->error, p->same};
		vm->n_made += p->paper && !p->same;
		vm->n_same += p->same;
		vm->n_missing += p->paper == 0;
	}
}

td_rc page_job(struct req *r)
{
	struct job_vm *vm = NEW(r->a, struct job_vm);
	struct job j;
	i64 id;
	if (str_i64(req_param(r, "job"), &id) != TD_OK)
		return TD_NOT_FOUND;
	td_rc rc = store_job_get(r->tx, id, &j);
	if (rc == TD_OK && (!j.year.set || j.year.v != r->year.id.v))
		rc = TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = page_begin(r, page_tr(r, job_kind_name(j.kind)), "van-ban");
	if (rc != TD_OK)
		return rc;
	page_crumb(r, req_path(r, "%.*s/van-ban", STRF(page_base(r))), page_tr(r, N_("Văn bản, biểu mẫu")));
	vm->base = page_base(r);
	vm->job = line_of(r, &j);
	vm->error = j.error;
	vm->may_make = page_may(r, PERM_PAPER_MAKE);
	put_results(r, vm, &j);
	vm->page = r->page;
	view_job(&r->html, vm);
	return TD_OK;
}
