#include "jobs/job.h"

#include "base/log.h"

enum {
	LEASE_MS = 2 * 60 * 1000, /* longer than any step may take */
	AGAIN_MS = 15 * 1000,
	MEMORY = 384 << 20,
	PASS_MOST = 50,
	EVERY_S = 10,
	SENTENCE_MAX = 1500,
};

static const struct job_kind *const kinds[] = {&job_papers, &job_certificates};

static const struct job_kind *kind_of(str code)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_eq(code, str_c(kinds[i]->code)))
			return kinds[i];
	return NULL;
}

const char *job_kind_name(str code)
{
	const struct job_kind *k = kind_of(code);
	return k ? k->name : N_("Việc không rõ loại");
}

static const struct value *list_of(struct arena *a, str json)
{
	struct err ignored = err_new(a, LANG_VI);
	const struct value *v = NULL;
	td_rc rc = value_from_json(a, json, &ignored, &v);
	if (rc == TD_LIMIT)
		arena_fail(a); /* an empty list would say that nothing was asked for or made */
	return rc == TD_OK && v != NULL && v->kind == VALUE_LIST ? v : value_list(a);
}

const struct value *job_results(struct arena *a, const struct job *j)
{
	return list_of(a, j->result_json);
}

/* ---- asking ---- */

static td_rc not_too_many(struct tx *t, struct opt_i64 year)
{
	i64 n_year, n_all;
	td_rc rc = store_job_counts(t, year, &n_year, &n_all);
	if (rc == TD_OK && ((year.set && n_year >= JOB_MOST_YEAR) || n_all >= JOB_MOST_SITE))
		return err_add(
		    t->e, TD_CONFLICT, STR_NULL,
		    N_("Đang có quá nhiều việc chờ làm. Xin đợi các việc trước xong rồi thử lại."));
	return rc;
}

td_rc job_queue(struct tx *t, const struct job_kind *kind, struct opt_i64 year, str ask,
		const struct value *asks, struct job *out)
{
	td_rc rc = store_job_open(t, ask, out);
	if (rc != TD_NOT_FOUND)
		return rc;
	*out = (struct job){.year = year,
			    .kind = str_c(kind->code),
			    .ask = ask,
			    .args_json = value_to_json(t->a, asks, VALUE_CANONICAL),
			    .result_json = S("[]"),
			    .n_steps = (i64)asks->items.n};
	rc = not_too_many(t, year);
	return rc == TD_OK ? store_job_add(t, out) : rc;
}

/* ---- one step ---- */

struct stepping {
	struct job_step k;
	const struct job_kind *kind;
	const struct value *said; /* the sentence of a step that could not be done; NULL: it was made */
	struct job saved;
	bool lost;
};

static bool about_the_data(td_rc rc)
{
	return rc == TD_INVALID || rc == TD_CONFLICT || rc == TD_NOT_FOUND || rc == TD_DENIED ||
	       rc == TD_STALE;
}

static td_rc read_step(struct tx *t, void *ctx)
{
	struct stepping *s = ctx;
	return s->kind->read(t, &s->k);
}

/* Is there an item without a fault? */
static bool any_made(const struct value *results)
{
	for (size_t i = 0; i < results->items.n; i++)
		if (value_get(results->items.at[i].value, S("error")) == NULL)
			return true;
	return false;
}

static struct value *copy_list(struct arena *a, const struct value *list)
{
	struct value *v = value_list(a);
	for (size_t i = 0; i < list->items.n; i++)
		value_add(a, v, list->items.at[i].value);
	return v;
}

static str first_error(const struct value *results)
{
	for (size_t i = 0; i < results->items.n; i++) {
		const struct value *e = value_get(results->items.at[i].value, S("error"));
		if (e)
			return str_upto(e->text, SENTENCE_MAX);
	}
	return STR_NULL;
}

/* The step counts in the transaction that keeps what it made; may run again. */
static td_rc keep_step(struct tx *t, void *ctx)
{
	struct stepping *s = ctx;
	struct job j = *s->k.job;
	struct value *results = copy_list(t->a, job_results(t->a, &j)), *item = value_map(t->a);
	td_rc rc = TD_OK;
	if (s->said)
		value_put(t->a, item, S("error"), value_text(t->a, s->said->text));
	else
		rc = s->kind->keep(t, &s->k, item);
	if (rc != TD_OK)
		return rc;
	value_add(t->a, results, item);
	j.step++;
	j.due_at_ms = t->now_ms + LEASE_MS;
	j.result_json = value_to_json(t->a, results, VALUE_CANONICAL);
	if (j.step >= j.n_steps) {
		j.state = any_made(results) ? JOB_DONE : JOB_FAILED;
		j.error = j.state == JOB_FAILED ? first_error(results) : STR_NULL;
	}
	rc = store_job_save(t, &j);
	s->lost = rc == TD_NOT_FOUND;
	s->saved = j;
	return rc;
}

static struct actor actor_of(const struct job *j)
{
	return (struct actor){j->created_by, j->created_by_name};
}

struct working {
	struct db *db;
	struct arena *a;
	struct err *e;
	struct background *stop;
	struct job job;
	bool lost; /* another runner has it now */
};

static td_rc one_step(struct working *w, const struct job_kind *kind, const struct value *asks)
{
	struct db *db = w->db;
	struct arena *a = w->a;
	struct job *j = &w->job;
	struct err own = err_new(a, LANG_VI);
	struct stepping s = {.kind = kind, .k = {a, &own, j, asks->items.at[j->step].value, NULL}};
	struct actor who = actor_of(j);
	td_rc rc = db_read(db, a, &own, &who, read_step, &s);
	if (rc == TD_OK && kind->make)
		rc = kind->make(&s.k);
	if (rc == TD_OK)
		rc = db_write(db, a, &own, &who, keep_step, &s);
	if (about_the_data(rc) && !s.lost) {
		s.said =
		    value_text(a, own.n_total ? err_first(&own) : S("Không còn dữ liệu để làm việc này."));
		rc = db_write(db, a, w->e, &who, keep_step, &s);
	}
	w->lost = s.lost;
	if (rc == TD_OK)
		*j = s.saved;
	return rc;
}

/* ---- one job ---- */

static td_rc take(struct tx *t, void *ctx)
{
	return store_job_take(t, LEASE_MS, ctx);
}

/* A look that costs no write: most passes find nothing. */
static td_rc look(struct tx *t, void *ctx)
{
	(void)ctx;
	return store_job_due(t);
}

static td_rc save(struct tx *t, void *ctx)
{
	return store_job_save(t, ctx);
}

/* What the machine could not do: once more, a little later, and in the end a sentence. */
static td_rc put_back(struct working *w, i64 now_ms, td_rc why)
{
	struct job *j = &w->job;
	struct actor who = actor_of(j);
	bool stopped = why == TD_OK; /* the server ends: the next one goes on at once */
	j->state = !stopped && j->tries >= JOB_TRIES + j->step ? JOB_FAILED : JOB_QUEUED;
	j->due_at_ms = stopped ? now_ms : now_ms + AGAIN_MS;
	if (j->state == JOB_FAILED)
		j->error = S(
		    "Máy chủ đã thử nhiều lần nhưng chưa làm được: thiếu bộ nhớ, chỗ đĩa hoặc đang quá bận. "
		    "Phần đã làm vẫn còn; xin bấm làm lại sau ít phút.");
	if (!stopped)
		log_warn("job %lld: %s", (long long)j->id, rc_name(why));
	return db_write(w->db, w->a, w->e, &who, save, j);
}

static td_rc steps(void *ctx)
{
	struct working *w = ctx;
	struct job *j = &w->job;
	const struct job_kind *kind = kind_of(j->kind);
	const struct value *asks = list_of(w->a, j->args_json);
	td_rc rc = TD_OK;
	if (kind == NULL || (i64)asks->items.n != j->n_steps)
		return TD_CORRUPT;
	while (rc == TD_OK && j->state == JOB_RUNNING && !background_stopping(w->stop))
		rc = one_step(w, kind, asks);
	return rc;
}

static td_rc one_job(struct working *w, struct job_report *out)
{
	struct actor nobody = {0, S("việc nền")};
	td_rc rc = db_read(w->db, w->a, w->e, &nobody, look, NULL);
	if (rc == TD_OK)
		rc = db_write(w->db, w->a, w->e, &nobody, take, &w->job);
	if (rc != TD_OK)
		return rc;
	i64 now_ms = w->job.due_at_ms - LEASE_MS;
	rc = w->job.tries > JOB_TRIES + w->job.step ? TD_LIMIT : steps(w);
	if (w->lost)
		return TD_OK;
	if (rc != TD_OK || w->job.state == JOB_RUNNING)
		rc = put_back(w, now_ms, rc);
	out->n_done += w->job.state == JOB_DONE;
	out->n_failed += w->job.state == JOB_FAILED;
	out->n_later += w->job.state == JOB_QUEUED;
	return rc == TD_NOT_FOUND ? TD_OK : rc; /* taken by another runner meanwhile */
}

td_rc job_pass(struct db *db, struct arena *a, struct err *e, i64 most, struct background *stop,
	       struct job_report *out)
{
	td_rc rc = TD_OK;
	*out = (struct job_report){0};
	for (i64 i = 0; rc == TD_OK && i < most && !background_stopping(stop); i++) {
		struct arena_mark mark = arena_mark(a);
		struct working w = {.db = db, .a = a, .e = e, .stop = stop};
		rc = one_job(&w, out);
		if (rc == TD_OK)
			arena_release(a, mark);
	}
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

/* ---- the thread ---- */

struct runner {
	struct db *db;
	bool started;
};

struct pass {
	struct runner *r;
	struct background *own;
	struct arena *a;
	struct job_report n;
};

static td_rc release(struct tx *t, void *ctx)
{
	(void)ctx;
	return store_job_release(t);
}

static td_rc run_pass(void *ctx)
{
	struct pass *p = ctx;
	struct err e = err_new(p->a, LANG_VI);
	struct actor who = {0, S("việc nền")};
	/* a file has one server: what ran when the last one ended runs no more */
	if (!p->r->started && !db_is_postgres(p->r->db) &&
	    db_write(p->r->db, p->a, &e, &who, release, NULL) != TD_OK)
		return TD_BUSY;
	p->r->started = true;
	return job_pass(p->r->db, p->a, &e, PASS_MOST, p->own, &p->n);
}

static void pass(struct background *b, void *ctx)
{
	struct pass p = {.r = ctx, .own = b, .a = arena_new("jobs", MEMORY)};
	td_rc rc = p.a ? arena_run(p.a, run_pass, &p) : TD_LIMIT;
	if (rc != TD_OK)
		log_warn("jobs wait for now: %s", rc_name(rc));
	if (p.n.n_done + p.n.n_failed + p.n.n_later > 0)
		log_info("jobs: %lld done, %lld failed, %lld later", (long long)p.n.n_done,
			 (long long)p.n.n_failed, (long long)p.n.n_later);
	arena_free(p.a);
}

td_rc job_runner_start(struct arena *a, struct db *db, struct background **out)
{
	struct runner *r = NEW(a, struct runner);
	r->db = db;
	return background_start(a, EVERY_S, pass, r, out);
}
