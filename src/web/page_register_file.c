/* A unit's registration as an Excel file: download, upload, what it would change, take it. And the desk's aggregates. */
#include "jobs/registration_book.h"
#include "web/page_register.h"
#include "web/page_register_file.h"
#include "web/views.h"

static const char xlsx_type[] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

struct register_upload {
	struct form_file file;
};
static const struct field upload_fields[] = {
    FIELD(FILE, struct register_upload, file, N_("Tệp"), .required = true, .max = 20),
};
const struct form_def page_register_upload = FORM(struct register_upload, upload_fields);

struct register_choice {
	struct form_num preview;
};
static const struct field choice_fields[] = {
    FIELD(INT, struct register_choice, preview, N_("Bản xem trước"), .required = true),
};
const struct form_def page_register_preview = FORM(struct register_choice, choice_fields);

static str unit_path(struct req *r)
{
	return req_path(r, "%.*s/dang-ky/%.*s", STRF(page_base(r)), STRF(r->member.unit_code));
}

td_rc page_register_xlsx(struct req *r)
{
	r->type = str_c(xlsx_type);
	r->download =
	    arena_fmt(r->a, "dang-ky-%.*s-%lld.xlsx", STRF(r->member.unit_code), (long long)r->year.year);
	return registration_book(r->tx, r->year.id, r->member.unit_code, &r->body);
}

td_rc page_register_all_xlsx(struct req *r)
{
	enum registration_sheet what = SHEET_TARGETS;
	str asked = req_query(r, S("ds"));
	if (asked.n && registration_sheet_parse(asked, &what) != TD_OK)
		return TD_NOT_FOUND;
	r->type = str_c(xlsx_type);
	r->download = arena_fmt(r->a, "dang-ky-%s-%.*s-%lld.xlsx", registration_sheet_code(what),
				STRF(r->year.cluster_code), (long long)r->year.year);
	return registration_book_all(r->tx, r->year.id, what, &r->body);
}

static td_rc editable(struct req *r, bool *out)
{
	struct act_year y;
	struct registration g = {0};
	td_rc rc = act_year_get(r->tx, r->year.id, &y);
	if (rc == TD_OK)
		rc = store_registration_get(r->tx, r->year.id, r->member.unit, &g);
	*out = rc == TD_OK && registration_editable(g.state, y.season);
	return rc;
}

static td_rc put_preview(struct req *r, struct register_file_vm *vm)
{
	struct import_preview p;
	struct registration_file *f = NEW(r->a, struct registration_file);
	td_rc rc = registration_file_open(r->tx, r->year.id, r->member.unit_code, r->user.id, &p, f);
	if (rc == TD_NOT_FOUND)
		return TD_OK;
	if (rc != TD_OK)
		return rc;
	vm->preview = true;
	vm->preview_id = p.id.v;
	vm->file_name = p.file_name;
	for (size_t i = 0; i < f->faults.n; i++)
		VEC_PUSH(r->a, &vm->faults) = f->faults.at[i];
	for (size_t i = 0; i < f->changes.n; i++)
		VEC_PUSH(r->a, &vm->changes) = f->changes.at[i];
	if (vm->faults.n) {
		vm->tag = page_tag(r, "bad", "warn", N_("Có lỗi, chưa nhận được"));
		vm->summary = arena_fmt(r->a, req_tr(r, N_("Có %zu chỗ cần sửa trong tệp.")), vm->faults.n);
	} else if (!vm->changes.n) {
		vm->tag = page_tag(r, "", "info", N_("Không có gì thay đổi"));
		vm->summary = page_tr(r, N_("Mọi số liệu trong tệp đã có sẵn, giống hệt."));
	} else {
		vm->tag = page_tag(r, "info", "clock", N_("Chờ bạn nhận"));
		vm->summary =
		    arena_fmt(r->a, req_tr(r, N_("%zu dòng thay đổi; %zu dòng giống hệt được giữ nguyên.")),
			      vm->changes.n, f->n_same);
	}
	return TD_OK;
}

td_rc page_register_file(struct req *r)
{
	struct register_file_vm *vm = NEW(r->a, struct register_file_vm);
	td_rc rc = page_begin(r, page_tr(r, N_("Đăng ký từ Excel")), "dang-ky");
	if (rc == TD_OK)
		rc = editable(r, &vm->editable);
	if (rc != TD_OK)
		return rc;
	vm->back = unit_path(r);
	vm->here = req_path(r, "%.*s/excel", STRF(vm->back));
	vm->unit_name = r->member.unit_name;
	vm->year = r->year.year;
	rc = put_preview(r, vm);
	if (rc != TD_OK)
		return rc;
	page_crumb(r, vm->back, page_tr(r, N_("Đăng ký thi đua")));
	vm->page = r->page;
	view_register_file(&r->html, vm);
	return TD_OK;
}

td_rc page_register_file_post(struct req *r)
{
	const struct register_upload *f = form_value(r->form);
	bool open = false;
	str bytes;
	td_rc rc = editable(r, &open);
	if (rc == TD_OK && !open)
		rc = err_add(r->e, TD_CONFLICT, S(""),
			     N_("Đăng ký hiện không sửa được nên không nạp từ Excel được."));
	if (rc == TD_OK)
		rc = page_read_upload(r, &f->file, &bytes);
	if (rc == TD_OK)
		rc = registration_file_keep(r->tx, r->year.id, r->member.unit_code, f->file.name, bytes);
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s/excel", STRF(unit_path(r)));
	return rc;
}

td_rc page_register_file_accept(struct req *r)
{
	const struct register_choice *f = form_value(r->form);
	td_rc rc =
	    registration_file_accept(r->tx, r->year.id, r->member.unit_code, (preview_id){f->preview.v});
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s?luu=1", STRF(unit_path(r)));
	return rc;
}

td_rc page_register_file_drop(struct req *r)
{
	const struct register_choice *f = form_value(r->form);
	td_rc rc = registration_file_drop(r->tx, r->year.id, r->member.unit_code, (preview_id){f->preview.v});
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s/excel", STRF(unit_path(r)));
	return rc;
}
