#include "web/page_import.h"

#include "web/app.h"
#include "web/views.h"

struct upload_form {
	str what, stage, unit;
	struct form_file file;
};
static const struct field upload_fields[] = {
    FIELD(CODE, struct upload_form, what, N_("Nội dung tệp"), .required = true, .max = 16),
    FIELD(CODE, struct upload_form, stage, N_("Giai đoạn"), .max = 16),
    FIELD(TEXT, struct upload_form, unit, N_("Đơn vị"), .max = 64),
    FIELD(FILE, struct upload_form, file, N_("Tệp"), .required = true, .max = 64),
};
const struct form_def page_import_form = FORM(struct upload_form, upload_fields);

static const struct field preview_fields[] = {
    FIELD(INT, struct preview_form, preview, N_("Bản xem trước"), .required = true),
};
const struct form_def page_preview_form = FORM(struct preview_form, preview_fields);

static const struct {
	const char *code, *text;
	enum import_shape shape;
} kinds[] = {
    {"scores", N_("Điểm của nhiều đơn vị (bảng tổng hợp)"), IMPORT_CLUSTER},
    {"card", N_("Phiếu điểm của một đơn vị"), IMPORT_CARD},
    {"scheme", N_("Bảng tiêu chí chấm điểm"), IMPORT_SCHEME},
    {"units", N_("Danh sách đơn vị"), IMPORT_UNITS},
};

static void put_choices(struct req *r, struct import_vm *vm, const membership_list *members)
{
	str what = form_show(r->form, S("what"), r->year.scheme.set ? S("scores") : S("scheme"));
	str stage = form_show(r->form, S("stage"), S("self")), unit = form_show(r->form, S("unit"), S(""));
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		str code = str_c(kinds[i].code);
		VEC_PUSH(r->a, &vm->kinds) =
		    (struct page_option){code, page_tr(r, kinds[i].text), str_eq(code, what)};
	}
	for (int i = 0; i < STAGE__N; i++) {
		str code = str_c(score_stage_code((enum score_stage)i));
		VEC_PUSH(r->a, &vm->stages) = (struct page_option){
		    code, page_tr(r, score_stage_name((enum score_stage)i)), str_eq(code, stage)};
	}
	for (size_t i = 0; i < members->n; i++)
		VEC_PUSH(r->a, &vm->units) =
		    (struct page_option){members->at[i].unit_code, members->at[i].unit_name,
					 str_eq(members->at[i].unit_code, unit)};
}

str page_preview_says(struct req *r, const struct import_job *job, struct page_tag *tag)
{
	if (job->faults.n) {
		*tag = page_tag(r, "bad", "warn", N_("Có lỗi, chưa nhận được"));
		return arena_fmt(r->a, req_tr(r, N_("Có %zu chỗ cần sửa trong tệp.")), job->faults.n);
	}
	if (!job->changes.n) {
		*tag = page_tag(r, "", "info", N_("Không có gì thay đổi"));
		return page_tr(r, N_("Mọi số liệu trong tệp đã có sẵn, giống hệt."));
	}
	*tag = page_tag(r, "info", "clock", N_("Chờ bạn nhận"));
	return arena_fmt(r->a, req_tr(r, N_("%zu thay đổi; %zu giá trị giống hệt được giữ nguyên.")),
			 job->changes.n, job->n_same);
}

td_rc page_import_open(struct req *r, struct import_preview *p, struct import_job *job)
{
	td_rc rc = store_preview_open(r->tx, r->year.id, r->user.id, p);
	return rc == TD_OK ? act_import_report(r->tx, p, job) : rc;
}

static td_rc put_preview(struct req *r, struct import_vm *vm)
{
	struct import_preview p;
	struct import_job *job = NEW(r->a, struct import_job);
	td_rc rc = page_import_open(r, &p, job);
	if (rc != TD_OK)
		return rc == TD_NOT_FOUND ? TD_OK : rc;
	vm->preview = true;
	vm->preview_id = p.id.v;
	vm->file_name = p.file_name;
	for (size_t i = 0; i < job->faults.n; i++)
		VEC_PUSH(r->a, &vm->faults) = job->faults.at[i];
	for (size_t i = 0; i < job->notes.n; i++)
		VEC_PUSH(r->a, &vm->notes) = job->notes.at[i];
	for (size_t i = 0; i < job->changes.n; i++)
		VEC_PUSH(r->a, &vm->changes) = job->changes.at[i];
	vm->summary = page_preview_says(r, job, &vm->tag);
	return TD_OK;
}

td_rc page_import(struct req *r)
{
	struct import_vm *vm = NEW(r->a, struct import_vm);
	membership_list members = {0};
	td_rc rc = page_begin(r, page_tr(r, N_("Nạp dữ liệu")), "nap");
	*vm = (struct import_vm){
	    .base = page_base(r), .cluster_name = r->year.cluster_name, .year = r->year.year};
	if (rc == TD_OK)
		rc = store_membership_list(r->tx, r->year.id, &members);
	if (rc == TD_OK)
		rc = put_preview(r, vm);
	if (rc != TD_OK)
		return rc;
	put_choices(r, vm, &members);
	vm->page = r->page;
	view_import(&r->html, vm);
	return TD_OK;
}

/* A file on its way: parsed in a read, so that no other writer waits for it; only the preview is written. */
struct upload {
	struct req *r;
	struct import_wish wish;
	struct import_job job;
	struct import_preview kept;
};

static td_rc read_file(struct tx *t, void *ctx)
{
	struct upload *u = ctx;
	u->job = (struct import_job){0};
	return act_import_read(t, u->r->year.id, &u->wish, &u->job);
}

static td_rc keep_preview(struct tx *t, void *ctx)
{
	struct upload *u = ctx;
	td_rc rc = act_import_keep(t, u->r->year.id, &u->job, &u->kept);
	if (rc == TD_OK)
		u->r->location = req_path(u->r, "%.*s/nap", STRF(page_base(u->r)));
	return rc;
}

td_rc page_import_post(struct req *r)
{
	const struct upload_form *f = form_value(r->form);
	struct upload *u = NEW(r->a, struct upload);
	struct actor who = {r->user.id.v, r->user.name};
	*u = (struct upload){
	    .r = r, .wish = {.shape = IMPORT_CLUSTER, .stage = STAGE_SELF, .file_name = f->file.name}};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_eq(f->what, str_c(kinds[i].code)))
			u->wish.shape = kinds[i].shape;
	if (f->stage.n && score_stage_parse(f->stage, &u->wish.stage) != TD_OK)
		return err_add(r->e, TD_INVALID, S("stage"), N_("Hãy chọn giai đoạn trong danh sách."));
	u->wish.unit_code = f->unit;
	td_rc rc = page_read_upload(r, &f->file, &u->wish.bytes);
	if (rc == TD_OK)
		rc = db_read(r->app->cfg.db, r->a, r->e, &who, read_file, u);
	return rc == TD_OK ? app_write_once(r, keep_preview, u) : rc;
}

/* The preview of the form must be one of this year's; only its maker may take it. */
static td_rc own_preview(struct req *r, preview_id *out)
{
	const struct preview_form *f = form_value(r->form);
	struct import_preview p;
	*out = (preview_id){f->preview.v};
	td_rc rc = store_preview_get(r->tx, *out, &p);
	if (rc == TD_OK && (p.year.v != r->year.id.v || p.user.v != r->user.id.v))
		rc = TD_NOT_FOUND;
	return rc;
}

td_rc page_import_accept(struct req *r)
{
	preview_id id;
	size_t n;
	td_rc rc = own_preview(r, &id);
	if (rc == TD_OK)
		rc = act_import_accept(r->tx, id, &n);
	if (rc == TD_STALE && !r->e->items.n)
		rc =
		    err_add(r->e, TD_STALE, S(""),
			    N_("Số liệu của năm vừa được người khác sửa. Hãy tải tệp lên lại để đối chiếu."));
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s/bang-diem", STRF(page_base(r)));
	return rc;
}

td_rc page_preview_drop(struct req *r, preview_id id, str where)
{
	r->location = where;
	return act_import_drop(r->tx, id);
}

td_rc page_import_drop(struct req *r)
{
	preview_id id;
	td_rc rc = own_preview(r, &id);
	return rc == TD_OK ? page_preview_drop(r, id, req_path(r, "%.*s/nap", STRF(page_base(r)))) : rc;
}
