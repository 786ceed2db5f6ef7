#include "web/page_document.h"

#include "base/vi.h"
#include "jobs/act_plan.h"
#include "web/views.h"

enum { MAX_FILE_MIB = 20 };

struct document_form {
	str kind, number, issuer, title;
	struct form_day issued_on;
	struct form_file file;
};
static const struct field fields[] = {
    FIELD(CODE, struct document_form, kind, N_("Loại văn bản"), .required = true, .max = 20),
    FIELD(TEXT, struct document_form, number, N_("Số, ký hiệu"), .max = 60),
    FIELD(DAY, struct document_form, issued_on, N_("Ngày ban hành")),
    FIELD(TEXT, struct document_form, issuer, N_("Cơ quan ban hành"), .max = 300),
    FIELD(TEXT, struct document_form, title, N_("Trích yếu"), .required = true, .max = 500),
    FIELD(FILE, struct document_form, file, N_("Tệp văn bản"), .required = true, .max = MAX_FILE_MIB),
};
const struct form_def page_document_form = FORM(struct document_form, fields);

struct withdraw_form {
	str reason;
};
static const struct field withdraw_fields[] = {
    FIELD(TEXT, struct withdraw_form, reason, N_("Lý do thu hồi"), .max = 1000),
};
const struct form_def page_document_withdraw_form = FORM(struct withdraw_form, withdraw_fields);

static void put_kinds(struct req *r, page_option_list *out, str chosen)
{
	for (int i = 0; i < DOCUMENT_KIND__N; i++) {
		str code = str_c(document_kind_code((enum document_kind)i));
		VEC_PUSH(r->a, out) = (struct page_option){
		    code, page_tr(r, document_kind_name((enum document_kind)i)), str_eq(code, chosen)};
	}
}

static bool wanted(struct arena *a, const struct cluster_document *d, str kind, str key)
{
	if (kind.n && !str_eq(kind, str_c(document_kind_code(d->kind))))
		return false;
	str where =
	    vi_fold(a, arena_fmt(a, "%.*s %.*s %.*s", STRF(d->title), STRF(d->number), STRF(d->issuer)));
	return !key.n || str_find(where, key) < where.n;
}

static td_rc put_rows(struct req *r, struct documents_vm *vm, str kind)
{
	cluster_document_list list = {0};
	read_receipt_list read = {0};
	str key = vi_fold(r->a, vm->q);
	vm->filtered = kind.n || key.n;
	td_rc rc = store_cluster_document_list(r->tx, r->year.id, &list);
	if (rc == TD_OK && vm->may_edit)
		rc = store_read_receipt_list(r->tx, r->year.id, &read);
	for (size_t i = 0; rc == TD_OK && i < list.n; i++) {
		const struct cluster_document *d = &list.at[i];
		if (!wanted(r->a, d, kind, key))
			continue;
		VEC_PUSH(r->a, &vm->rows) = (struct document_row){
		    .id = d->id,
		    .number = d->number,
		    .issued_on = d->issued_on,
		    .issuer = d->issuer,
		    .title = d->title,
		    .kind = page_tr(r, document_kind_name(d->kind)),
		    .file_name = d->file_name,
		    .file_size = page_size(r->a, d->size),
		    .who = d->added_by_name,
		    .at = d->added_at_ms,
		    .withdrawn = d->withdraw_reason,
		    .n_opened = (i64)read_receipt_units(&read, READ_DOCUMENT, d->id, 1),
		};
	}
	return rc;
}

td_rc page_documents(struct req *r)
{
	struct documents_vm *vm = NEW(r->a, struct documents_vm);
	str filter = req_query(r, S("loai"));
	bool adding = r->form && r->form->def == &page_document_form;
	td_rc rc = page_begin(r, page_tr(r, N_("Tài liệu của cụm, khối")), "tai-lieu");
	*vm = (struct documents_vm){
	    .base = page_base(r),
	    .year = r->year.year,
	    .may_edit = page_may(r, PERM_YEAR_MANAGE),
	    .n_members = (i64)r->place.n_members,
	    .q = req_query(r, S("q")),
	    .number = form_show(r->form, S("number"), S("")),
	    .issued_on = form_show(r->form, S("issued_on"), S("")),
	    .issuer = form_show(r->form, S("issuer"), S("")),
	    .title = form_show(r->form, S("title"), S("")),
	    .reason = form_show(r->form, S("reason"), S("")),
	};
	if (r->form && !adding && str_i64(req_param(r, "document"), &vm->failed) != TD_OK)
		vm->failed = 0;
	put_kinds(r, &vm->kinds, form_show(r->form, S("kind"), S("")));
	VEC_PUSH(r->a, &vm->filter) = (struct page_option){S(""), page_tr(r, N_("Mọi loại")), !filter.n};
	put_kinds(r, &vm->filter, filter);
	if (rc == TD_OK)
		rc = put_rows(r, vm, filter);
	if (rc != TD_OK)
		return rc;
	vm->page = r->page;
	view_documents(&r->html, vm);
	return TD_OK;
}

td_rc page_document_add(struct req *r)
{
	const struct document_form *f = form_value(r->form);
	struct cluster_document d = {.year = r->year.id,
				     .number = f->number,
				     .issuer = f->issuer,
				     .title = f->title,
				     .issued_on = f->issued_on.set ? day_iso(r->a, f->issued_on.v) : STR_NULL,
				     .file_name = f->file.name};
	if (document_kind_parse(f->kind, &d.kind) != TD_OK)
		return err_add(r->e, TD_INVALID, S("kind"), N_("Chọn loại văn bản trong danh sách."));
	td_rc rc = page_keep_upload(r, r->tx, &f->file, S("file"), &d.file);
	if (rc == TD_OK)
		rc = act_document_add(r->tx, &d);
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s/tai-lieu?luu=1", STRF(page_base(r)));
	return rc;
}

static td_rc find(struct req *r, struct cluster_document *d)
{
	i64 id;
	if (str_i64(req_param(r, "document"), &id) != TD_OK)
		return TD_NOT_FOUND;
	td_rc rc = store_cluster_document_get(r->tx, id, d);
	return rc == TD_OK && d->year.v != r->year.id.v ? TD_NOT_FOUND : rc;
}

/* A withdrawn document is for the desk alone: members read why instead. */
td_rc page_document_get(struct req *r)
{
	struct cluster_document d;
	td_rc rc = find(r, &d);
	if (rc == TD_OK && d.withdrawn_at_ms.set && !page_may(r, PERM_YEAR_MANAGE))
		rc = TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = page_opened(r, READ_DOCUMENT, d.id, 1);
	return rc == TD_OK ? page_send_file(r, d.file, d.file_name) : rc;
}

td_rc page_document_withdraw(struct req *r)
{
	const struct withdraw_form *f = form_value(r->form);
	struct cluster_document d;
	td_rc rc = find(r, &d);
	if (rc == TD_OK)
		rc = act_document_withdraw(r->tx, r->year.id, d.id, f->reason);
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s/tai-lieu?luu=1", STRF(page_base(r)));
	return rc;
}
