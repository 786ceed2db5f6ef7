/* A template is read and checked before anything is written, in a worker; what is refused comes back with its faults as
 * Word comments. */
#include "web/page_template.h"

#include "base/vi.h"
#include "jobs/act_template.h"
#include "office/docx.h"
#include "web/app.h"
#include "web/views.h"

#define DOCX_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

struct template_form {
	struct form_num was;
	struct form_file file;
};
static const struct field upload_fields[] = {
    FIELD(INT, struct template_form, was, N_("Mẫu đang dùng"), .required = true),
    FIELD(FILE, struct template_form, file, N_("Tệp mẫu"), .required = true, .max = TEMPLATE_MAX_MIB),
};
const struct form_def page_template_form = FORM(struct template_form, upload_fields);

struct choose_form {
	struct form_num was, chosen;
};
static const struct field choose_fields[] = {
    FIELD(INT, struct choose_form, was, N_("Mẫu đang dùng"), .required = true),
    FIELD(INT, struct choose_form, chosen, N_("Mẫu được chọn"), .required = true),
};
const struct form_def page_template_choose_form = FORM(struct choose_form, choose_fields);

static td_rc kind_of(const struct req *r, enum paper_kind *out)
{
	return paper_kind_parse(req_param(r, "kind"), out) == TD_OK ? TD_OK : TD_NOT_FOUND;
}

static td_rc begin(struct req *r, enum paper_kind k, str title)
{
	td_rc rc = page_begin(r, title, "van-ban");
	if (rc == TD_OK)
		page_crumb(r, req_path(r, "%.*s/van-ban", STRF(page_base(r))),
			   page_tr(r, N_("Văn bản, biểu mẫu")));
	(void)k;
	return rc;
}

static struct template_check check_of(const struct req *r, enum paper_kind k)
{
	return (struct template_check){
	    .cluster = r->year.cluster, .user = r->user.id, .kind = str_c(paper_kind_code(k))};
}

/* ---- the page of one kind ---- */

static td_rc put_used(struct req *r, struct template_vm *vm)
{
	paper_template_list all = {0};
	struct paper_template now;
	td_rc rc = store_template_current(r->tx, r->year.cluster, vm->code, &now);
	vm->own = rc == TD_OK;
	if (vm->own) {
		vm->used_id = now.id.v;
		vm->used_at = now.uploaded_at_ms;
		vm->used_name = now.file_name;
		vm->used_by = now.uploaded_by_name;
	}
	if (rc == TD_OK || rc == TD_NOT_FOUND)
		rc = store_template_list(r->tx, r->year.cluster, vm->code, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++) {
		const struct paper_template *t = &all.at[i];
		VEC_PUSH(r->a, &vm->lines) = (struct template_line){
		    t->id.v, t->uploaded_at_ms, t->file_name, t->uploaded_by_name, t->id.v == vm->used_id};
	}
	return rc;
}

static td_rc put_check(struct req *r, struct template_vm *vm, enum paper_kind k)
{
	struct template_check c = check_of(r, k);
	td_rc rc = store_template_check_get(r->tx, &c);
	if (rc != TD_OK)
		return rc == TD_NOT_FOUND ? TD_OK : rc;
	vm->checked = true;
	vm->check_name = c.file_name;
	vm->check_faults = c.n_faults;
	vm->check_until = c.made_at_ms + (i64)TEMPLATE_CHECK_DAYS * 24 * 3600 * 1000;
	return TD_OK;
}

/* Of whom the trial may be, where a kind has several papers. */
static td_rc put_subjects(struct req *r, struct template_vm *vm, enum paper_kind k)
{
	paper_subject_list all = {0};
	struct err ignored = err_new(r->a, r->e->lang), *own = r->tx->e;
	vm->several = paper_kind_of(k) != PAPER_OF_YEAR;
	if (!vm->several)
		return TD_OK;
	r->tx->e = &ignored;
	td_rc rc = papers_subjects(papers_reader_new(r->tx, r->year.id), k, &all);
	r->tx->e = own;
	for (size_t i = 0; i < all.n; i++)
		VEC_PUSH(r->a, &vm->subjects) =
		    (struct page_option){.value = all.at[i].subject, .text = all.at[i].name};
	return rc == TD_CONFLICT || rc == TD_NOT_FOUND ? TD_OK : rc;
}

/* Faults inside the file go into a table of their own: their places are no fields of the form. */
static void put_faults(struct req *r, struct template_vm *vm)
{
	size_t n = 0;
	for (size_t i = 0; i < r->page.errors.n; i++) {
		struct err_item item = r->page.errors.at[i];
		if (str_find(item.where, S(", ")) < item.where.n)
			VEC_PUSH(r->a, &vm->faults) = item;
		else
			r->page.errors.at[n++] = item;
	}
	r->page.errors.n = n;
	if (vm->faults.n)
		VEC_PUSH(r->a, &r->page.errors) = (struct err_item){
		    S("file"),
		    arena_fmt(r->a, req_tr(r, N_("Tệp có %zu chỗ cần sửa; mẫu đang dùng không thay đổi.")),
			      vm->faults.n)};
}

td_rc page_template(struct req *r)
{
	struct template_vm *vm = NEW(r->a, struct template_vm);
	enum paper_kind k;
	td_rc rc = kind_of(r, &k);
	if (rc != TD_OK)
		return rc;
	str name = page_tr(r, paper_kind_name(k));
	rc = begin(r, k, arena_fmt(r->a, req_tr(r, N_("Mẫu Word: %.*s")), STRF(name)));
	*vm = (struct template_vm){.base = page_base(r),
				   .cluster_name = r->year.cluster_name,
				   .code = str_c(paper_kind_code(k)),
				   .name = name,
				   .may_change = page_may(r, PERM_PAPER_MAKE),
				   .max_mib = TEMPLATE_MAX_MIB};
	if (rc == TD_OK)
		rc = put_used(r, vm);
	if (rc == TD_OK && vm->may_change)
		rc = put_check(r, vm, k);
	if (rc == TD_OK && vm->may_change)
		rc = put_subjects(r, vm, k);
	if (rc != TD_OK)
		return rc;
	put_faults(r, vm);
	vm->page = r->page;
	view_template(&r->html, vm);
	return TD_OK;
}

/* ---- up ---- */

struct upload {
	struct req *r;
	struct act_template act;
	str name, bytes, annotated;
	i64 n_faults;
};

static td_rc use(struct tx *t, void *ctx)
{
	struct upload *u = ctx;
	u->r->location =
	    req_path(u->r, "%.*s/van-ban/mau/%s?luu=1", STRF(page_base(u->r)), paper_kind_code(u->act.kind));
	return act_template_upload(t, u->r->year.id, &u->act, u->name, u->bytes);
}

static td_rc keep(struct tx *t, void *ctx)
{
	struct upload *u = ctx;
	struct template_check c = check_of(u->r, u->act.kind);
	c.file_name = u->name;
	c.n_faults = u->n_faults;
	return act_template_keep(t, &c, u->annotated);
}

/* Outside the form's own transaction, which the refusal rolls back. A file that cannot be opened gets no comments. */
static td_rc give_back(struct upload *u)
{
	struct req *r = u->r;
	struct err said = err_new(r->a, r->e->lang);
	struct actor who = {r->user.id.v, r->user.name};
	u->n_faults = (i64)r->e->n_total;
	td_rc rc =
	    docx_annotate_upload(r->a, u->bytes, papers_sample(r->a, u->act.kind), &said, &u->annotated);
	if (rc == TD_INVALID)
		return TD_OK;
	return rc == TD_OK ? db_write(r->app->cfg.db, r->a, &said, &who, keep, u) : rc;
}

td_rc page_template_upload(struct req *r)
{
	const struct template_form *f = form_value(r->form);
	struct upload *u = NEW(r->a, struct upload);
	td_rc rc = kind_of(r, &u->act.kind);
	u->r = r;
	u->act.was = f->was.v;
	u->name = f->file.name;
	if (rc == TD_OK)
		rc = page_read_upload(r, &f->file, &u->bytes);
	if (rc != TD_OK)
		return rc;
	rc = papers_check_template(r->a, u->act.kind, u->bytes, r->e);
	if (rc == TD_INVALID) {
		rc = give_back(u);
		return rc == TD_OK ? TD_INVALID : rc;
	}
	return rc == TD_OK ? app_write_once(r, use, u) : rc;
}

td_rc page_template_choose(struct req *r)
{
	const struct choose_form *f = form_value(r->form);
	struct act_template a = {.was = f->was.v};
	td_rc rc = kind_of(r, &a.kind);
	if (rc != TD_OK)
		return rc;
	r->location = req_path(r, "%.*s/van-ban/mau/%s?luu=1", STRF(page_base(r)), paper_kind_code(a.kind));
	return act_template_choose(r->tx, r->year.id, &a, f->chosen.v);
}

/* ---- down ---- */

static td_rc earlier(struct req *r, enum paper_kind k, i64 id)
{
	paper_template_list all = {0};
	td_rc rc = store_template_list(r->tx, r->year.cluster, str_c(paper_kind_code(k)), &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		if (all.at[i].id.v == id) {
			r->download = all.at[i].file_name;
			return store_file_read(r->tx, all.at[i].file, &r->body);
		}
	return rc == TD_OK ? TD_NOT_FOUND : rc;
}

static td_rc with_comments(struct req *r, enum paper_kind k)
{
	struct template_check c = check_of(r, k);
	td_rc rc = store_template_check_get(r->tx, &c);
	if (rc == TD_OK)
		rc = store_template_check_bytes(r->tx, &c, &r->body);
	r->download = arena_fmt(r->a, "sua-%.*s", STRF(c.file_name));
	return rc;
}

td_rc page_template_file(struct req *r)
{
	enum paper_kind k;
	struct paper_template now;
	i64 id;
	str file = req_param(r, "file");
	td_rc rc = kind_of(r, &k);
	if (rc != TD_OK)
		return rc;
	r->type = S(DOCX_TYPE);
	if (str_eq(file, S("co-nhan-xet")))
		return with_comments(r, k);
	if (str_i64(file, &id) == TD_OK)
		return earlier(r, k, id);
	bool used = str_eq(file, S("dang-dung"));
	if (!used && !str_eq(file, S("co-san")))
		return TD_NOT_FOUND;
	rc = used ? store_template_current(r->tx, r->year.cluster, str_c(paper_kind_code(k)), &now)
		  : TD_NOT_FOUND;
	if (rc == TD_OK) {
		r->download = now.file_name;
		return store_file_read(r->tx, now.file, &r->body);
	}
	r->download = arena_fmt(r->a, "mau-%s.docx", paper_kind_code(k));
	r->body = papers_default_template(k);
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

/* ---- tried out ---- */

/* Shown by the browser itself. */
static td_rc draw(struct req *r)
{
	r->type = S("application/pdf");
	r->in_place = true;
	r->download = papers_pdf_name(r->a, r->download);
	return papers_pdf_of(r->a, r->body, r->e, &r->body);
}

td_rc page_template_preview(struct req *r)
{
	enum paper_kind k;
	struct paper_file made = {0};
	str data = req_param(r, "data"), about = req_query(r, S("cua"));
	bool pdf = str_has_suffix(data, S(".pdf"));
	td_rc rc = kind_of(r, &k);
	if (pdf)
		data = str_upto(data, data.n - 4);
	if (rc == TD_OK && str_eq(data, S("nam-nay")))
		rc = papers_fill(r->tx, k, r->year.id, about.n ? about : S(""), &made);
	else if (rc == TD_OK && str_eq(data, S("vi-du")))
		rc = papers_try(r->tx, k, r->year.cluster, &made);
	else
		rc = TD_NOT_FOUND;
	if (rc != TD_OK)
		return rc;
	r->type = S(DOCX_TYPE);
	r->body = made.bytes;
	r->download = arena_fmt(r->a, "xem-truoc-%.*s", STRF(made.file_name));
	return pdf ? draw(r) : TD_OK;
}

/* ---- its fields ---- */

static const struct template_format_line formats[] = {
    {{"{{điểm|số:2}}", sizeof "{{điểm|số:2}}" - 1}, {"98,75", 5}},
    {{"{{số đơn vị|chữ}}", sizeof "{{số đơn vị|chữ}}" - 1}, {"tám", sizeof "tám" - 1}},
    {{"{{kinh phí|tiền chữ}}", sizeof "{{kinh phí|tiền chữ}}" - 1},
     {"Một triệu đồng chẵn", sizeof "Một triệu đồng chẵn" - 1}},
    {{"{{hạng|la mã}}", sizeof "{{hạng|la mã}}" - 1}, {"IV", 2}},
    {{"{{ngày|ngày dài}}", sizeof "{{ngày|ngày dài}}" - 1},
     {"ngày 07 tháng 01 năm 2026", sizeof "ngày 07 tháng 01 năm 2026" - 1}},
    {{"{{ngày|quý}}", sizeof "{{ngày|quý}}" - 1}, {"quý I năm 2026", sizeof "quý I năm 2026" - 1}},
    {{"{{tên cụm|hoa}}", sizeof "{{tên cụm|hoa}}" - 1},
     {"CỤM THI ĐUA SỐ 10", sizeof "CỤM THI ĐUA SỐ 10" - 1}},
    {{"{{nơi nhận|nối}}", sizeof "{{nơi nhận|nối}}" - 1}, {"A, B và C", sizeof "A, B và C" - 1}},
};

td_rc page_template_fields(struct req *r)
{
	struct template_fields_vm *vm = NEW(r->a, struct template_fields_vm);
	paper_field_list all = {0};
	enum paper_kind k;
	td_rc rc = kind_of(r, &k);
	if (rc != TD_OK)
		return rc;
	str name = page_tr(r, paper_kind_name(k)), q = req_query(r, S("q"));
	rc = begin(r, k, arena_fmt(r->a, req_tr(r, N_("Trường của mẫu: %.*s")), STRF(name)));
	*vm = (struct template_fields_vm){
	    .base = page_base(r), .code = str_c(paper_kind_code(k)), .name = name, .q = q.n ? q : S("")};
	if (rc != TD_OK)
		return rc;
	page_crumb(r, req_path(r, "%.*s/van-ban/mau/%.*s", STRF(vm->base), STRF(vm->code)),
		   page_tr(r, N_("Mẫu Word")));
	papers_fields(r->a, k, &all);
	vm->n_all = (i64)all.n;
	str wanted = vi_fold(r->a, vm->q);
	for (size_t i = 0; i < all.n; i++) {
		const struct paper_field *f = &all.at[i];
		str said = vi_fold(
		    r->a, arena_fmt(r->a, "%.*s %.*s %.*s", STRF(f->tag), STRF(f->example), STRF(f->list)));
		if (str_find(said, wanted) < said.n || wanted.n == 0)
			VEC_PUSH(r->a, &vm->fields) =
			    (struct template_field_line){f->tag, f->example, f->list};
	}
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		VEC_PUSH(r->a, &vm->formats) = formats[i];
	vm->page = r->page;
	view_template_fields(&r->html, vm);
	return TD_OK;
}
