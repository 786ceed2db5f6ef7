#include "web/page_evidence.h"

#include "base/caltime.h"
#include "jobs/act_score.h"
#include "store/store_file.h"
#include "store/store_scheme.h"
#include "web/views.h"

struct evidence_form {
	str number, title, criterion, pointer;
	struct form_day issued_on;
	struct form_file file;
};
static const struct field fields[] = {
    FIELD(TEXT, struct evidence_form, number, N_("Số, ký hiệu"), .max = 60),
    FIELD(DAY, struct evidence_form, issued_on, N_("Ngày ban hành")),
    FIELD(TEXT, struct evidence_form, title, N_("Trích yếu nội dung"), .required = true, .max = 500),
    FIELD(TEXT, struct evidence_form, criterion, N_("Tiêu chí"), .max = 32),
    FIELD(TEXT, struct evidence_form, pointer, N_("Mục, trang"), .max = 120),
    FIELD(FILE, struct evidence_form, file, N_("Tệp văn bản")),
};
const struct form_def page_evidence_form = FORM(struct evidence_form, fields);

static td_rc put_criteria(struct req *r, struct evidence_vm *vm)
{
	const struct scheme *s;
	str chosen = form_show(r->form, S("criterion"), req_query(r, S("tc")));
	if (!r->year.scheme.set)
		return TD_OK;
	td_rc rc = store_scheme_load(r->tx, (scheme_id){r->year.scheme.v}, &s);
	for (u32 k = 1; rc == TD_OK && k < s->n_nodes; k++) {
		const struct criterion *c = &s->nodes[k];
		if (criterion_is_leaf(c))
			VEC_PUSH(r->a, &vm->criteria) = (struct page_option){
			    c->code, arena_fmt(r->a, "%.*s %.*s", STRF(c->code), STRF(c->name)),
			    str_eq(c->code, chosen)};
	}
	return rc;
}

static td_rc put_rows(struct req *r, struct evidence_vm *vm)
{
	evidence_list docs = {0};
	evidence_link_list links = {0};
	td_rc rc = store_evidence_list(r->tx, r->year.id, r->member.unit, &docs);
	if (rc == TD_OK)
		rc = store_evidence_link_list(r->tx, r->year.id, r->member.unit, &links);
	for (size_t i = 0; rc == TD_OK && i < docs.n; i++) {
		const struct evidence *v = &docs.at[i];
		struct file_row file = {0};
		struct evidence_row *row = &VEC_PUSH(r->a, &vm->rows);
		*row = (struct evidence_row){.id = v->id.v,
					     .number = v->doc_number,
					     .title = v->title,
					     .issued_on = v->doc_on,
					     .file_name = v->file_name,
					     .who = v->added_by_name,
					     .at = v->added_at_ms,
					     .has_file = v->file.set};
		if (v->file.set)
			rc = store_file_get(r->tx, (file_id){v->file.v}, &file);
		row->file_size = page_size(r->a, file.size);
		for (size_t k = 0; k < links.n; k++)
			if (links.at[k].evidence.v == v->id.v)
				VEC_PUSH(r->a, &row->links) =
				    (struct evidence_pointer){links.at[k].criterion_code, links.at[k].page};
	}
	return rc;
}

td_rc page_evidence(struct req *r)
{
	struct evidence_vm *vm = NEW(r->a, struct evidence_vm);
	td_rc rc = page_begin(r, page_tr(r, N_("Kho minh chứng")), "minh-chung");
	*vm = (struct evidence_vm){
	    .base = page_base(r),
	    .unit_code = r->member.unit_code,
	    .unit_name = r->member.unit_name,
	    .year = r->year.year,
	    .number = form_show(r->form, S("number"), S("")),
	    .issued_on = form_show(r->form, S("issued_on"), S("")),
	    .title = form_show(r->form, S("title"), S("")),
	    .pointer = form_show(r->form, S("pointer"), S("")),
	    .may_add = req_may(r, PERM_SCORE_SELF),
	};
	if (rc == TD_OK)
		rc = put_criteria(r, vm);
	if (rc == TD_OK)
		rc = put_rows(r, vm);
	if (rc != TD_OK)
		return rc;
	vm->page = r->page;
	view_evidence(&r->html, vm);
	return TD_OK;
}

td_rc page_evidence_add(struct req *r)
{
	const struct evidence_form *f = form_value(r->form);
	struct evidence v = {.year = r->year.id, .unit = r->member.unit, .title = f->title};
	struct act_pointer at = {f->criterion, f->pointer};
	file_id file = {0};
	td_rc rc = TD_OK;
	v.doc_number = f->number.n ? f->number : STR_NULL;
	v.doc_on = f->issued_on.set ? day_iso(r->a, f->issued_on.v) : STR_NULL;
	if (f->file.set && f->file.size > 0)
		rc = page_keep_upload(r, &f->file, S("file"), &file);
	if (rc == TD_OK && file.v)
		v.file = OPT(file.v), v.file_name = f->file.name;
	if (rc == TD_OK)
		rc = act_evidence_add(r->tx, &v, &at, f->criterion.n ? 1 : 0);
	if (rc == TD_OK)
		r->location =
		    req_path(r, "%.*s/minh-chung/%.*s?luu=1", STRF(page_base(r)), STRF(r->member.unit_code));
	return rc;
}

td_rc page_evidence_file(struct req *r)
{
	struct evidence v;
	i64 id;
	if (str_i64(req_param(r, "id"), &id) != TD_OK)
		return TD_NOT_FOUND;
	td_rc rc = store_evidence_get(r->tx, (evidence_id){id}, &v);
	if (rc == TD_OK && (v.year.v != r->year.id.v || v.unit.v != r->member.unit.v || !v.file.set))
		rc = TD_NOT_FOUND;
	if (rc != TD_OK)
		return rc;
	r->in_place = req_query(r, S("xem")).n > 0;
	return page_send_file(r, (file_id){v.file.v}, v.file_name);
}
