#include "web/page_form.h"

#include "jobs/act_form.h"
#include "web/page_card.h"
#include "web/page_import.h"
#include "web/views.h"

struct upload {
	struct form_file file;
};
static const struct field upload_fields[] = {
    FIELD(FILE, struct upload, file, N_("Tệp"), .required = true, .max = 64),
};
const struct form_def page_form_upload = FORM(struct upload, upload_fields);

static str card_path(struct req *r)
{
	return req_path(r, "%.*s/cham-diem/%.*s", STRF(page_base(r)), STRF(r->member.unit_code));
}

static td_rc need_editable(struct req *r, struct card_place *at)
{
	td_rc rc = page_card_place(r, at);
	if (rc == TD_OK && !at->editable)
		rc = err_add(r->e, TD_CONFLICT, S(""),
			     N_("Phiếu này hiện không sửa được nên không nạp từ Excel được."));
	return rc;
}

td_rc page_form_get(struct req *r)
{
	struct card_place at;
	td_rc rc = page_card_place(r, &at);
	if (rc == TD_OK)
		rc = act_form_xlsx(r->tx, r->year.id, r->member.unit_code, at.stage, &r->body);
	r->type = S("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
	r->download =
	    arena_fmt(r->a, "phieu-%.*s-%lld.xlsx", STRF(r->member.unit_code), (long long)r->year.year);
	return rc;
}

/* The user's open preview, if it came from this unit's form or has only faults to show. */
static td_rc open_preview(struct req *r, struct import_preview *p)
{
	const struct value *plan = NULL;
	td_rc rc = store_preview_open(r->tx, r->year.id, r->user.id, p);
	if (rc != TD_OK)
		return rc;
	if (!str_eq(p->kind, act_import_own_kind(r->a, r->member.unit_code)))
		return TD_NOT_FOUND;
	if (p->plan_json.p == NULL)
		return TD_OK;
	rc = value_from_json(r->a, p->plan_json, r->e, &plan);
	if (rc != TD_OK)
		return rc == TD_LIMIT ? rc : TD_CORRUPT;
	return act_form_is_own(plan, r->member.unit_code) ? TD_OK : TD_NOT_FOUND;
}

td_rc page_form_open(struct req *r, struct import_preview *p, struct import_job *job)
{
	td_rc rc = open_preview(r, p);
	return rc == TD_OK ? act_import_report(r->tx, p, job) : rc;
}

static td_rc put_preview(struct req *r, struct form_vm *vm)
{
	struct import_preview p;
	struct import_job *job = NEW(r->a, struct import_job);
	td_rc rc = page_form_open(r, &p, job);
	if (rc != TD_OK)
		return rc == TD_NOT_FOUND ? TD_OK : rc;
	vm->preview = true;
	vm->preview_id = p.id.v;
	vm->file_name = p.file_name;
	for (size_t i = 0; i < job->faults.n; i++)
		VEC_PUSH(r->a, &vm->faults) = job->faults.at[i];
	for (size_t i = 0; i < job->changes.n; i++)
		VEC_PUSH(r->a, &vm->changes) = job->changes.at[i];
	vm->summary = page_preview_says(r, job, &vm->tag);
	return TD_OK;
}

td_rc page_form(struct req *r)
{
	struct form_vm *vm = NEW(r->a, struct form_vm);
	struct card_place at;
	td_rc rc = page_begin(r, page_tr(r, N_("Phiếu Excel")), "cham-diem");
	if (rc == TD_OK)
		rc = page_card_place(r, &at);
	if (rc != TD_OK)
		return rc;
	str card = card_path(r);
	*vm = (struct form_vm){.card = card,
			       .here = req_path(r, "%.*s/excel", STRF(card)),
			       .unit_name = r->member.unit_name,
			       .year = r->year.year,
			       .editable = at.editable};
	rc = put_preview(r, vm);
	if (rc != TD_OK)
		return rc;
	vm->page = r->page;
	view_form(&r->html, vm);
	return TD_OK;
}

td_rc page_form_post(struct req *r)
{
	const struct upload *f = form_value(r->form);
	struct import_job *job = NEW(r->a, struct import_job);
	struct import_preview kept;
	struct card_place at;
	td_rc rc = need_editable(r, &at);
	if (rc != TD_OK)
		return rc;
	struct import_wish wish = {.shape = IMPORT_CARD,
				   .stage = at.stage,
				   .unit_code = r->member.unit_code,
				   .own = true,
				   .file_name = f->file.name};
	rc = page_read_upload(r, &f->file, &wish.bytes);
	if (rc == TD_OK)
		rc = act_import_read(r->tx, r->year.id, &wish, job);
	if (rc == TD_OK)
		rc = act_import_keep(r->tx, r->year.id, job, &kept);
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s/excel", STRF(card_path(r)));
	return rc;
}

/* The preview the user looks at must be the one of the form that was sent. */
static td_rc chosen(struct req *r, preview_id *out)
{
	const struct preview_form *f = form_value(r->form);
	struct import_preview p;
	td_rc rc = open_preview(r, &p);
	if (rc == TD_OK && p.id.v != f->preview.v)
		rc = TD_NOT_FOUND;
	*out = (preview_id){f->preview.v};
	return rc;
}

td_rc page_form_accept(struct req *r)
{
	struct card_place at;
	preview_id id;
	size_t n;
	td_rc rc = chosen(r, &id);
	if (rc == TD_OK)
		rc = need_editable(r, &at);
	if (rc == TD_OK)
		rc = act_import_accept(r->tx, id, &n);
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s?luu=1", STRF(card_path(r)));
	return rc;
}

td_rc page_form_drop(struct req *r)
{
	preview_id id;
	td_rc rc = chosen(r, &id);
	return rc == TD_OK ? page_preview_drop(r, id, req_path(r, "%.*s/excel", STRF(card_path(r)))) : rc;
}
