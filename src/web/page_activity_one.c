/* One activity: what happened, who took part, pictures and files; withdrawing it. */
#include "base/caltime.h"
#include "store/store_file.h"
#include "web/page_activity.h"
#include "web/views.h"

enum { MAX_FILE_MIB = 20 };

struct upload_form {
	str alt;
	struct form_file file;
};
static const struct field upload_fields[] = {
    FIELD(TEXT, struct upload_form, alt, N_("Ảnh chụp gì"), .max = 300),
    FIELD(FILE, struct upload_form, file, N_("Ảnh hoặc tệp"), .required = true, .max = MAX_FILE_MIB),
};
const struct form_def page_activity_upload_form = FORM(struct upload_form, upload_fields);

struct withdraw_form {
	struct form_num rev;
	str why;
};
static const struct field withdraw_fields[] = {
    FIELD(INT, struct withdraw_form, rev, N_("Phiên bản"), .required = true),
    FIELD(TEXT, struct withdraw_form, why, N_("Lý do"), .max = 1000),
};
const struct form_def page_activity_withdraw_form = FORM(struct withdraw_form, withdraw_fields);

struct unfile_form {
	struct form_num file;
};
static const struct field unfile_fields[] = {
    FIELD(INT, struct unfile_form, file, N_("Tệp"), .required = true),
};
const struct form_def page_activity_unfile_form = FORM(struct unfile_form, unfile_fields);

/* A unit's activity is edited by those who fill in for it, a common one by the desk. */
static bool may_edit(const struct req *r, const struct activity *x)
{
	struct authz_place at = r->place;
	if (!x->unit.set)
		return page_may(r, PERM_YEAR_MANAGE);
	at.kind = PLACE_UNIT;
	at.unit_id = x->unit.v;
	for (size_t i = 0; i < r->user.n_grants; i++)
		if (authz_gives(&r->user.grants[i].right, PERM_UNIT_FILL, &at, r->today))
			return true;
	return false;
}

/* The activity of the address, when the reader may see it. */
static td_rc find(struct req *r, i64 id, struct activity *x)
{
	td_rc rc = store_activity_get(r->tx, id, x);
	if (rc == TD_OK && x->year.v != r->year.id.v)
		return TD_NOT_FOUND;
	if (rc == TD_OK && x->unit.set && x->unit.v != page_own_unit(r).v && !page_may(r, PERM_BOARD_SEE) &&
	    !may_edit(r, x))
		rc = TD_DENIED;
	return rc;
}

td_rc page_activity_of(struct req *r, struct activity *x)
{
	i64 id;
	return str_i64(req_param(r, "id"), &id) == TD_OK ? find(r, id, x) : TD_NOT_FOUND;
}

static void put_parts(struct req *r, struct activity_vm *vm, const struct activity_view *v, i64 id)
{
	for (size_t i = 0; i < v->parts.n; i++) {
		const struct activity_part *p = &v->parts.at[i];
		if (p->activity != id)
			continue;
		struct sb people = sb_new(r->a, 40), dong = sb_new(r->a, 40);
		num_put_grouped(&people, p->n_people);
		num_put_grouped(&dong, p->amount_dong);
		vm->n_people += p->n_people;
		vm->amount_dong += p->amount_dong;
		for (size_t m = 0; m < v->members.n; m++)
			if (v->members.at[m].unit.v == p->unit.v)
				VEC_PUSH(r->a, &vm->parts) = (struct activity_field){
				    v->members.at[m].unit_code, v->members.at[m].unit_name, sb_str(&people),
				    sb_str(&dong), true};
	}
}

static td_rc put_files(struct req *r, struct activity_vm *vm, i64 id)
{
	activity_file_list files = {0};
	td_rc rc = store_activity_files(r->tx, id, &files);
	for (size_t i = 0; rc == TD_OK && i < files.n; i++) {
		const struct activity_file *f = &files.at[i];
		struct activity_picture p = {f->id, f->file_name, f->alt, page_size(r->a, f->size),
					     f->picture};
		if (f->picture)
			VEC_PUSH(r->a, &vm->pictures) = p;
		else
			VEC_PUSH(r->a, &vm->files) = p;
	}
	return rc;
}

/* Where it is edited: on the page of its unit or of the cluster. */
static str edit_href(struct req *r, const struct activity_view *v, const struct activity *x)
{
	str where = S("chung");
	for (size_t m = 0; x->unit.set && m < v->members.n; m++)
		if (v->members.at[m].unit.v == x->unit.v)
			where = v->members.at[m].unit_code;
	return req_path(r, "%.*s/hoat-dong/%.*s?sua=%lld", STRF(page_base(r)), STRF(where), (long long)x->id);
}

td_rc page_activity(struct req *r)
{
	struct activity_vm *vm = NEW(r->a, struct activity_vm);
	struct activity_view v;
	struct activity x;
	td_rc rc = page_activity_of(r, &x);
	if (rc == TD_OK)
		rc = page_begin(r, x.title, "hoat-dong");
	if (rc == TD_OK)
		rc = page_activity_view(r, &v);
	if (rc != TD_OK)
		return rc;
	*vm = (struct activity_vm){
	    .base = page_base(r),
	    .id = x.id,
	    .rev = x.rev,
	    .title = x.title,
	    .kind = monitor_kind_name(&v.kinds, x.kind),
	    .who = x.unit.set ? x.unit_name : page_tr(r, N_("Hoạt động chung")),
	    .held_on = x.held_on,
	    .place = x.place,
	    .body = x.body,
	    .added_by = x.added_by_name,
	    .withdrawn = x.withdrawn_at_ms.set,
	    .withdrawn_why = x.withdrawn_why,
	    .may_edit = may_edit(r, &x) && !x.withdrawn_at_ms.set,
	    .edit_href = edit_href(r, &v, &x),
	    .alt = form_show(r->form, S("alt"), S("")),
	    .why = form_show(r->form, S("why"), S("")),
	};
	page_crumb(r, req_path(r, "%.*s/hoat-dong", STRF(vm->base)), page_tr(r, N_("Hoạt động")));
	put_parts(r, vm, &v, x.id);
	rc = put_files(r, vm, x.id);
	if (rc != TD_OK)
		return rc;
	vm->page = r->page;
	view_activity(&r->html, vm);
	return TD_OK;
}

static td_rc editable(struct req *r, struct activity *x)
{
	td_rc rc = page_activity_of(r, x);
	if (rc == TD_OK && !may_edit(r, x))
		rc = err_add(r->e, TD_DENIED, S("title"),
			     N_("Tài khoản của bạn không sửa được hoạt động này."));
	return rc;
}

static void go_back(struct req *r, const struct activity *x)
{
	r->location = req_path(r, "%.*s/hoat-dong/xem/%lld?luu=1", STRF(page_base(r)), (long long)x->id);
}

td_rc page_activity_upload(struct req *r)
{
	const struct upload_form *f = form_value(r->form);
	struct activity x;
	str bytes;
	td_rc rc = editable(r, &x);
	if (rc == TD_OK)
		rc = page_read_upload(r, &f->file, &bytes);
	if (rc == TD_OK)
		rc = act_activity_file_add(r->tx, r->year.id, x.id, f->file.name, f->alt, bytes);
	if (rc == TD_OK)
		go_back(r, &x);
	return rc;
}

td_rc page_activity_unfile(struct req *r)
{
	const struct unfile_form *f = form_value(r->form);
	struct activity x;
	struct activity_file file;
	td_rc rc = editable(r, &x);
	if (rc == TD_OK)
		rc = store_activity_file_get(r->tx, f->file.v, &file);
	if (rc == TD_OK && file.activity != x.id)
		rc = TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = act_activity_file_remove(r->tx, r->year.id, file.id);
	if (rc == TD_OK)
		go_back(r, &x);
	return rc;
}

td_rc page_activity_withdraw(struct req *r)
{
	const struct withdraw_form *f = form_value(r->form);
	struct activity x;
	td_rc rc = editable(r, &x);
	if (rc == TD_OK)
		rc = act_activity_withdraw(r->tx, r->year.id, x.id, f->rev.v, f->why);
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s/hoat-dong?luu=1", STRF(page_base(r)));
	return rc;
}

td_rc page_activity_file(struct req *r)
{
	struct activity_file f;
	struct activity x;
	struct file_row file;
	i64 id;
	if (str_i64(req_param(r, "id"), &id) != TD_OK)
		return TD_NOT_FOUND;
	td_rc rc = store_activity_file_get(r->tx, id, &f);
	if (rc == TD_OK)
		rc = find(r, f.activity, &x);
	if (rc == TD_OK)
		rc = store_file_get(r->tx, f.file, &file);
	if (rc == TD_OK)
		rc = store_file_read(r->tx, f.file, &r->body);
	if (rc != TD_OK)
		return rc;
	str picture = act_picture_type(r->body); /* the same bytes may have come as evidence before */
	r->type = f.picture && picture.n ? picture : S("application/octet-stream");
	r->download = f.file_name;
	return TD_OK;
}
