#include "web/page_paper.h"

#include "jobs/act_journal.h"
#include "jobs/job_papers.h"
#include "store/store_ranking.h"
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

static const char *const about[PAPER__N] = {
    [PAPER_MINUTES] = N_("Biên bản hội nghị: thành phần, điểm, xếp hạng, kết quả bỏ phiếu, kết luận."),
    [PAPER_SCORE_TABLE] = N_("Bảng tổng hợp điểm, xếp hạng, xếp loại của các đơn vị."),
    [PAPER_REVIEW_REPORT] = N_("Báo cáo tổng kết năm của cụm, khối gửi Hội đồng."),
    [PAPER_PLAN] = N_("Kế hoạch thi đua của năm: chủ đề, nội dung, phong trào, các đợt, biện pháp."),
    [PAPER_MIDYEAR] = N_("Báo cáo sơ kết: chỉ tiêu, hoạt động, điển hình, khó khăn; không cần nhập thêm gì."),
    [PAPER_HANDOVER] = N_("Biên bản bàn giao sang năm sau: hồ sơ, khó khăn và việc chuyển tiếp."),
    [PAPER_PROPOSAL] = N_("Tờ trình đề nghị khen thưởng kèm danh sách."),
};

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

static void put_current(struct req *r, struct paper_card *c, const struct paper *p,
			const struct ranking *standing)
{
	c->has_current = true;
	c->outdated = outdated(p, standing);
	c->current_id = p->id.v;
	c->made_at = p->made_at_ms;
	c->made_by = p->made_by_name;
	c->has_pdf = p->pdf.set ||
		     p->pdf_notes.n == 0; /* without one and without a reason it is drawn when asked for */
	c->by_office = str_eq(p->pdf_maker, S("libreoffice"));
	c->pdf_pages = p->pdf_pages.set ? p->pdf_pages.v : 0;
	put_notes(r, c, p->pdf_notes);
}

static td_rc put_kind(struct req *r, struct papers_vm *vm, enum paper_kind k, const paper_list *made,
		      const struct ranking *standing)
{
	struct paper_template own;
	struct paper_card *c = &VEC_PUSH(r->a, &vm->kinds);
	*c = (struct paper_card){.code = str_c(paper_kind_code(k)),
				 .name = page_tr(r, paper_kind_name(k)),
				 .about = page_tr(r, about[k])};
	for (size_t i = 0; i < made->n && !c->has_current; i++) {
		const struct paper *p = &made->at[i];
		if (!str_eq(p->kind, c->code) || p->replaced_by.set)
			continue;
		put_current(r, c, p, standing);
	}
	c->first = !c->has_current && !vm->next.href.n;
	for (size_t i = 0; i + 1 < vm->kinds.n; i++)
		c->first = c->first && !vm->kinds.at[i].first;
	td_rc rc = store_template_current(r->tx, r->year.cluster, c->code, &own);
	if (rc == TD_OK)
		c->own_template = own.file_name;
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

td_rc page_papers(struct req *r)
{
	struct papers_vm *vm = NEW(r->a, struct papers_vm);
	paper_list made = {0};
	struct ranking standing = {0};
	td_rc rc = page_begin(r, page_tr(r, N_("Văn bản, biểu mẫu")), "van-ban");
	*vm = (struct papers_vm){.base = page_base(r),
				 .cluster_name = r->year.cluster_name,
				 .year = r->year.year,
				 .may_make = page_may(r, PERM_PAPER_MAKE)};
	if (rc == TD_OK)
		rc = store_paper_list(r->tx, r->year.id, &made);
	if (rc == TD_OK)
		rc = store_ranking_latest(r->tx, r->year.id, &standing);
	if (rc == TD_OK || rc == TD_NOT_FOUND)
		rc = page_next_link(r, "van-ban", &vm->next);
	if (rc == TD_OK)
		rc = page_job_lines(r, &vm->jobs);
	bool *changed = NEW_N(r->a, bool, made.n + 1);
	if (rc == TD_OK)
		rc = papers_changed(r->tx, r->year.id, &made, changed);
	for (int k = 0; rc == TD_OK && k < PAPER__N; k++)
		rc = put_kind(r, vm, (enum paper_kind)k, &made, &standing);
	if (rc != TD_OK)
		return rc;
	for (size_t i = 0; i < vm->jobs.n; i++)
		vm->jobs_open |= vm->jobs.at[i].open;
	for (size_t i = 0; i < made.n; i++) {
		const struct paper *p = &made.at[i];
		VEC_PUSH(r->a, &vm->made) = (struct paper_made){
		    .id = p->id.v,
		    .at = p->made_at_ms,
		    .title = p->title,
		    .who = p->made_by_name,
		    .has_pdf = p->pdf.set || p->pdf_notes.n == 0,
		    .tag = paper_tag(r, p, &standing, changed[i]),
		};
	}
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

td_rc page_paper_pdf(struct req *r)
{
	struct paper p;
	str docx;
	td_rc rc = find(r, &p);
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
