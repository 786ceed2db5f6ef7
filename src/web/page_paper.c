#include "web/page_paper.h"

#include "domain/check_code.h"
#include "jobs/act_journal.h"
#include "jobs/job_papers.h"
#include "store/store_ranking.h"
#include "store/store_signing.h"
#include "store/store_template.h"
#include "web/page_next.h"
#include "web/views.h"

#define DOCX_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

struct paper_form {
	str kind, subject;
};
static const struct field paper_fields[] = {
    FIELD(CODE, struct paper_form, kind, N_("Loại văn bản"), .required = true, .max = 32),
    FIELD(TEXT, struct paper_form, subject, N_("Của đơn vị, phiếu bầu, đợt nào"), .max = 100),
};
const struct form_def page_paper_form = FORM(struct paper_form, paper_fields);

/* A correction has frozen another ranking since the paper was made. */
static bool outdated(const struct paper *p, const struct ranking *standing)
{
	return p->ranking.set && p->ranking.v != standing->id.v;
}

static struct page_tag paper_tag(struct req *r, const struct paper *p, const struct ranking *standing,
				 bool changed)
{
	if (p->replaced_by.set)
		return page_tag(r, "", "history", N_("Đã có bản thay"));
	if (outdated(p, standing))
		return page_tag(r, "warn", "warn", N_("Lập trước khi đính chính"));
	if (changed)
		return page_tag(r, "warn", "warn", N_("Số liệu đã thay đổi từ khi lập"));
	return page_tag(r, "ok", "check", N_("Bản hiện hành"));
}

/* Lines of place, tab, sentence. */
static void put_notes(struct req *r, struct paper_card *c, str lines)
{
	str line;
	while (str_split(&lines, '\n', &line)) {
		size_t tab = str_find_byte(line, '\t');
		if (line.n)
			VEC_PUSH(r->a, &c->pdf_notes) =
			    (struct paper_note){str_upto(line, tab), str_from(line, tab + 1)};
	}
}

/* What the page is made of. */
struct shelf {
	struct req *r;
	struct papers_vm *vm;
	struct papers_reader *reader;
	paper_list made;
	bool *changed; /* of each of made */
	struct ranking standing;
	paper_template_list templates;
	paper_signed_list signed_ones;
};

static void put_newest(struct req *r, struct paper_card *c, const struct paper *p)
{
	c->has_current = true;
	c->current_id = p->id.v;
	c->made_at = p->made_at_ms;
	c->made_by = p->made_by_name;
	c->has_pdf = p->pdf.set ||
		     p->pdf_notes.n == 0; /* without one and without a reason it is drawn when asked for */
	c->by_office = str_eq(p->pdf_maker, S("libreoffice"));
	c->pdf_pages = p->pdf_pages.set ? p->pdf_pages.v : 0;
	put_notes(r, c, p->pdf_notes);
}

static void put_current(struct shelf *s, struct paper_card *c)
{
	for (size_t i = 0; i < s->made.n; i++) {
		const struct paper *p = &s->made.at[i];
		if (!str_eq(p->kind, c->code) || p->replaced_by.set)
			continue;
		c->n_current++;
		c->outdated |= outdated(p, &s->standing);
		c->changed |= s->changed[i];
		if (!c->has_current)
			put_newest(s->r, c, p);
	}
}

/* Kinds with several papers let choose of whom; a kind whose data are not there says so. */
static td_rc put_subjects(struct shelf *s, enum paper_kind k, struct paper_card *c)
{
	paper_subject_list all = {0};
	struct err ignored = err_new(s->r->a, s->r->e->lang), *own = s->r->tx->e;
	c->several = paper_kind_of(k) != PAPER_OF_YEAR;
	if (!c->several)
		return TD_OK;
	s->r->tx->e = &ignored;
	td_rc rc = papers_subjects(s->reader, k, &all);
	s->r->tx->e = own;
	c->empty = all.n == 0;
	for (size_t i = 0; i < all.n; i++)
		VEC_PUSH(s->r->a, &c->subjects) = (struct page_option){
		    .value = all.at[i].subject,
		    .text = all.at[i].more.n
				? arena_fmt(s->r->a, "%.*s, %.*s", STRF(all.at[i].name), STRF(all.at[i].more))
				: all.at[i].name};
	return rc == TD_CONFLICT || rc == TD_NOT_FOUND ? TD_OK : rc;
}

static td_rc put_kind(struct shelf *s, enum paper_kind k)
{
	struct req *r = s->r;
	struct paper_card *c = &VEC_PUSH(r->a, &s->vm->kinds);
	*c = (struct paper_card){.code = str_c(paper_kind_code(k)),
				 .name = page_tr(r, paper_kind_name(k)),
				 .about = page_tr(r, paper_kind_about(k))};
	put_current(s, c);
	for (size_t i = 0; i < s->templates.n; i++)
		if (str_eq(s->templates.at[i].kind, c->code) && !c->own_template.n)
			c->own_template = s->templates.at[i].file_name;
	td_rc rc = put_subjects(s, k, c);
	c->first = !c->has_current && !c->empty && !s->vm->next.href.n;
	for (size_t i = 0; i + 1 < s->vm->kinds.n; i++)
		c->first = c->first && !s->vm->kinds.at[i].first;
	return rc;
}

static td_rc load(struct shelf *s)
{
	struct req *r = s->r;
	td_rc rc = store_paper_list(r->tx, r->year.id, &s->made);
	if (rc == TD_OK)
		rc = store_ranking_latest(r->tx, r->year.id, &s->standing);
	if (rc == TD_OK || rc == TD_NOT_FOUND)
		rc = page_next_link(r, "van-ban", &s->vm->next);
	if (rc == TD_OK)
		rc = page_job_lines(r, &s->vm->jobs);
	if (rc == TD_OK)
		rc = store_template_ruling(r->tx, r->year.cluster, &s->templates);
	if (rc == TD_OK)
		rc = store_paper_signed_of_year(r->tx, r->year.id, &s->signed_ones);
	s->reader = papers_reader_new(r->tx, r->year.id);
	s->changed = NEW_N(r->a, bool, s->made.n + 1);
	return rc == TD_OK ? papers_changed(s->reader, &s->made, s->changed) : rc;
}

/* One that came back signed says what its signatures are worth. */
static void put_sign(struct shelf *s, const struct paper *p, struct paper_made *out)
{
	struct req *r = s->r;
	out->may_sign = s->vm->may_make && p->pdf.set && !p->replaced_by.set;
	for (size_t i = 0; i < s->signed_ones.n; i++)
		if (s->signed_ones.at[i].row.subject == p->id.v)
			page_mark_put(r, &s->signed_ones.at[i].mark, S("a.pdf"), STR_NULL,
				      req_path(r, "%.*s/van-ban/%lld/ky-so#chu-ky", STRF(s->vm->base),
					       (long long)p->id.v),
				      &out->sign);
}

static void put_made(struct shelf *s, size_t i)
{
	struct req *r = s->r;
	const struct paper *p = &s->made.at[i];
	struct paper_made *out = &VEC_PUSH(r->a, &s->vm->made);
	*out = (struct paper_made){
	    .id = p->id.v,
	    .at = p->made_at_ms,
	    .title = p->title,
	    .who = p->made_by_name,
	    .number = p->number.n ? p->number : S(""),
	    .signed_on = p->signed_on.n ? p->signed_on : S(""),
	    .check_code = check_code_print(r->a, p->check_code),
	    .stands = !p->replaced_by.set,
	    .has_pdf = p->pdf.set || p->pdf_notes.n == 0,
	    .tag = paper_tag(r, p, &s->standing, s->changed[i]),
	};
	put_sign(s, p, out);
}

td_rc page_papers(struct req *r)
{
	struct papers_vm *vm = NEW(r->a, struct papers_vm);
	struct shelf s = {.r = r, .vm = vm};
	td_rc rc = page_begin(r, page_tr(r, N_("Văn bản, biểu mẫu")), "van-ban");
	*vm = (struct papers_vm){.base = page_base(r),
				 .cluster_name = r->year.cluster_name,
				 .year = r->year.year,
				 .may_make = page_may(r, PERM_PAPER_MAKE)};
	if (rc == TD_OK)
		rc = load(&s);
	for (int i = 0; rc == TD_OK && i < PAPER__N; i++)
		rc = put_kind(&s, papers_in_order[i]);
	if (rc != TD_OK)
		return rc;
	for (size_t i = 0; i < vm->jobs.n; i++)
		vm->jobs_open |= vm->jobs.at[i].open;
	for (size_t i = 0; i < s.made.n; i++)
		put_made(&s, i);
	vm->page = r->page;
	view_papers(&r->html, vm);
	return TD_OK;
}

td_rc page_paper_make(struct req *r)
{
	const struct paper_form *f = form_value(r->form);
	enum paper_kind k;
	struct job j;
	td_rc rc = TD_NOT_FOUND;
	if (str_eq(f->kind, S("all")))
		rc = job_papers_all(r->tx, r->year.id, &j);
	else if (str_eq(f->kind, S("kit")))
		rc = job_papers_kit(r->tx, r->year.id, &j);
	else if (str_eq(f->kind, S("closing")))
		rc = job_papers_closing(r->tx, r->year.id, &j);
	else if (paper_kind_parse(f->kind, &k) == TD_OK && str_eq(f->subject, S("*")))
		rc = job_papers_each(r->tx, r->year.id, k, &j);
	else if (paper_kind_parse(f->kind, &k) == TD_OK)
		rc = job_papers_one(r->tx, r->year.id, k, f->subject, &j);
	if (rc != TD_OK)
		return rc;
	r->location = req_path(r, "%.*s/van-ban/viec/%lld", STRF(page_base(r)), (long long)j.id);
	r->asked_job = true;
	return TD_OK;
}

static td_rc find(struct req *r, struct paper *p)
{
	i64 id;
	if (str_i64(req_param(r, "paper"), &id) != TD_OK)
		return TD_NOT_FOUND;
	td_rc rc = store_paper_get(r->tx, (paper_id){id}, p);
	return rc == TD_OK && p->year.v != r->year.id.v ? TD_NOT_FOUND : rc;
}

/* The version that people signed is the paper. */
static td_rc signed_version(struct req *r, struct paper *p)
{
	struct paper_signed s;
	td_rc rc = store_paper_signed_last(r->tx, p->id, &s);
	if (rc == TD_OK)
		p->pdf = OPT(s.row.file);
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

td_rc page_paper_pdf(struct req *r)
{
	struct paper p;
	str docx;
	td_rc rc = find(r, &p);
	if (rc == TD_OK)
		rc = signed_version(r, &p);
	if (rc == TD_OK)
		rc = store_file_read(r->tx, p.pdf.set ? (file_id){p.pdf.v} : p.file, &docx);
	if (rc == TD_OK && !p.pdf.set)
		rc = papers_pdf_of(r->a, docx, r->e, &r->body);
	else if (rc == TD_OK)
		r->body = docx;
	if (rc != TD_OK)
		return rc;
	r->type = S("application/pdf");
	r->download = papers_pdf_name(r->a, p.file_name);
	return TD_OK;
}

td_rc page_paper_get(struct req *r)
{
	struct paper p;
	td_rc rc = find(r, &p);
	if (rc == TD_OK)
		rc = store_file_read(r->tx, p.file, &r->body);
	if (rc != TD_OK)
		return rc;
	r->type = S(DOCX_TYPE);
	r->download = p.file_name;
	return TD_OK;
}
