#include "jobs/job_papers.h"

#include "jobs/act_setting.h"
#include "jobs/paper_code.h"
#include "jobs/site_seal.h"

/* One paper on its way. */
struct making {
	enum paper_kind k;
	cluster_year_id year;
	str subject;
	struct paper_file file;
	bool office; /* the setting paper.office */
	struct site_seal seal;
	i64 at_ms; /* when its data were read */
};

static str text_of(const struct value *v, str key)
{
	const struct value *x = value_get(v, key);
	return x && x->kind == VALUE_TEXT ? x->text : S("");
}

static td_rc read(struct tx *t, struct job_step *s)
{
	struct making *m = s->made = NEW(t->a, struct making);
	m->year = (cluster_year_id){s->job->year.v};
	m->subject = text_of(s->ask, S("subject"));
	if (paper_kind_parse(text_of(s->ask, S("kind")), &m->k) != TD_OK)
		return TD_NOT_FOUND;
	str office;
	td_rc rc = setting_get(t, "paper.office", &office);
	if (rc != TD_OK)
		return rc;
	m->office = str_eq(office, S("on"));
	m->at_ms = t->now_ms;
	rc = site_seal_of(t, &m->seal);
	if (rc != TD_OK)
		return rc;
	return papers_fill(t, m->k, m->year, m->subject, &m->file);
}

/* Outside any transaction: the PDF of the filled file. */
static td_rc make(struct job_step *s)
{
	struct making *m = s->made;
	str why;
	papers_pdf(s->a, &m->file, m->office);
	td_rc rc = site_seal_put(s->a, &m->seal, m->at_ms, &m->file.pdf.bytes, &why);
	if (rc == TD_OK && why.n)
		m->file.pdf.notes = arena_fmt(s->a, "%.*s\tBản PDF chưa có dấu số của hệ thống: %.*s\n",
					      STRF(m->file.pdf.notes), STRF(why));
	return rc;
}

static td_rc keep(struct tx *t, struct job_step *s, struct value *result)
{
	struct making *m = s->made;
	struct paper p;
	bool made;
	td_rc rc = papers_keep(t, m->k, m->year, m->subject, &m->file, &p, &made);
	if (rc != TD_OK)
		return rc;
	value_put_int(t->a, result, "paper", p.id.v);
	value_put_text(t->a, result, "title", p.title);
	value_put_bool(t->a, result, "same", !made);
	return TD_OK;
}

const struct job_kind job_papers = {"papers", N_("Lập văn bản"), read, make, keep};

/* ---- asking ---- */

static void ask_for(struct arena *a, struct value *asks, enum paper_kind k, str subject)
{
	struct value *v = value_add(a, asks, value_map(a));
	value_put_text(a, v, "kind", str_c(paper_kind_code(k)));
	value_put_text(a, v, "subject", subject);
}

/* A paper's check code is made of the site's secret, which reading cannot make. */
static td_rc queue(struct tx *t, struct opt_i64 year, str ask, const struct value *asks, struct job *out)
{
	td_rc rc = paper_code_prepare(t);
	return rc == TD_OK ? job_queue(t, &job_papers, year, ask, asks, out) : rc;
}

td_rc job_papers_one(struct tx *t, cluster_year_id year, enum paper_kind k, str subject, struct job *out)
{
	struct value *asks = value_list(t->a);
	ask_for(t->a, asks, k, subject);
	str ask =
	    arena_fmt(t->a, "papers/%lld/%s/%.*s", (long long)year.v, paper_kind_code(k), STRF(subject));
	return queue(t, OPT(year.v), ask, asks, out);
}

/* Kinds whose data are not there are asked for all the same when the year has one of them: the reason is told then. */
static td_rc ask_kind(struct tx *t, struct papers_reader *r, enum paper_kind k, struct value *asks)
{
	paper_subject_list all = {0};
	struct err ignored = err_new(t->a, LANG_VI), *own = t->e;
	t->e = &ignored;
	td_rc rc = papers_subjects(r, k, &all);
	t->e = own;
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		ask_for(t->a, asks, k, all.at[i].subject);
	return rc == TD_CONFLICT || rc == TD_NOT_FOUND ? TD_OK : rc;
}

td_rc job_papers_each(struct tx *t, cluster_year_id year, enum paper_kind k, struct job *out)
{
	struct value *asks = value_list(t->a);
	td_rc rc = ask_kind(t, papers_reader_new(t, year), k, asks);
	if (rc == TD_OK && asks->items.n == 0)
		return err_add(t->e, TD_CONFLICT, S("subject"),
			       N_("Năm này chưa có số liệu để lập loại văn bản này."));
	str ask = arena_fmt(t->a, "papers/%lld/%s/*", (long long)year.v, paper_kind_code(k));
	return rc == TD_OK ? queue(t, OPT(year.v), ask, asks, out) : rc;
}

static td_rc ask_some(struct tx *t, cluster_year_id year, const char *name, const enum paper_kind *kinds,
		      size_t n, struct job *out)
{
	struct value *asks = value_list(t->a);
	struct papers_reader *r = papers_reader_new(t, year);
	td_rc rc = TD_OK;
	for (size_t i = 0; rc == TD_OK && i < n; i++)
		rc = ask_kind(t, r, kinds[i], asks);
	if (rc == TD_OK && asks->items.n == 0)
		return err_add(t->e, TD_CONFLICT, S("kind"),
			       N_("Năm này chưa có số liệu để lập loại văn bản này."));
	str ask = arena_fmt(t->a, "papers/%lld/+%s", (long long)year.v, name);
	return rc == TD_OK ? queue(t, OPT(year.v), ask, asks, out) : rc;
}

td_rc job_papers_kit(struct tx *t, cluster_year_id year, struct job *out)
{
	static const enum paper_kind kinds[] = {PAPER_INVITATION,  PAPER_PROGRAMME,  PAPER_ROLL,
						PAPER_SCORE_TABLE, PAPER_SCORE_LIST, PAPER_BALLOT};
	return ask_some(t, year, "kit", kinds, sizeof kinds / sizeof *kinds, out);
}

td_rc job_papers_closing(struct tx *t, cluster_year_id year, struct job *out)
{
	static const enum paper_kind kinds[] = {PAPER_MINUTES,       PAPER_COUNT,         PAPER_SCORE_TABLE,
						PAPER_SCORE_LIST,    PAPER_REVIEW_REPORT, PAPER_PROPOSAL,
						PAPER_PROPOSAL_LIST, PAPER_HANDOVER};
	return ask_some(t, year, "closing", kinds, sizeof kinds / sizeof *kinds, out);
}

td_rc job_papers_all(struct tx *t, cluster_year_id year, struct job *out)
{
	struct value *asks = value_list(t->a);
	struct papers_reader *r = papers_reader_new(t, year);
	td_rc rc = TD_OK;
	for (int i = 0; rc == TD_OK && i < PAPER__N; i++)
		rc = ask_kind(t, r, papers_in_order[i], asks);
	if (rc != TD_OK)
		return rc;
	return queue(t, OPT(year.v), arena_fmt(t->a, "papers/%lld", (long long)year.v), asks, out);
}

/* ---- what came of it ---- */

void job_papers_asked(struct arena *a, const struct job *j, job_paper_list *out)
{
	struct err ignored = err_new(a, LANG_VI);
	const struct value *asks = NULL;
	*out = (job_paper_list){0};
	td_rc rc = value_from_json(a, j->args_json, &ignored, &asks);
	if (rc == TD_LIMIT)
		arena_fail(a);
	if (rc != TD_OK)
		return;
	for (size_t i = 0; i < asks->items.n; i++) {
		const struct value *ask = asks->items.at[i].value;
		struct job_paper *p = &VEC_PUSH(a, out);
		enum paper_kind k;
		*p = (struct job_paper){.kind = text_of(ask, S("kind")),
					.subject = text_of(ask, S("subject"))};
		if (paper_kind_parse(p->kind, &k) == TD_OK)
			p->title = str_c(paper_kind_name(k));
	}
}

void job_papers_results(struct arena *a, const struct job *j, job_paper_list *out)
{
	const struct value *results = job_results(a, j);
	job_papers_asked(a, j, out);
	out->n = results->items.n < out->n ? results->items.n : out->n;
	for (size_t i = 0; i < out->n; i++) {
		const struct value *r = results->items.at[i].value, *id = value_get(r, S("paper")),
				   *same = value_get(r, S("same"));
		str title = text_of(r, S("title"));
		struct job_paper *p = &out->at[i];
		p->title = title.n ? title : p->title;
		p->paper = id && id->kind == VALUE_INT ? id->i : 0;
		p->same = same && same->kind == VALUE_BOOL && same->b;
		p->error = text_of(r, S("error"));
	}
}
