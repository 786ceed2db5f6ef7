#include "web/page_evidence.h"

#include "base/caltime.h"
#include "jobs/act_evidence.h"
#include "store/store_file.h"
#include "store/store_scheme.h"
#include "web/app.h"
#include "web/page_item.h"
#include "web/views.h"

struct evidence_form {
	str number, title, issuer, criterion, pointer;
	int kind;
	struct form_day issued_on;
	struct form_file file;
	struct form_num rev;
};
static const char *const kinds[] = {"decision",    "report", "plan",  "letter",
				    "certificate", "photo",  "other", NULL};
static const char *const kind_names[] = {N_("Quyết định"),      N_("Báo cáo"), N_("Kế hoạch"), N_("Công văn"),
					 N_("Bằng, giấy khen"), N_("Ảnh"),     N_("Khác")};
static const struct field fields[] = {
    FIELD(TEXT, struct evidence_form, number, N_("Số, ký hiệu"), .max = 60),
    FIELD(DAY, struct evidence_form, issued_on, N_("Ngày ban hành")),
    FIELD(TEXT, struct evidence_form, title, N_("Trích yếu nội dung"), .required = true, .max = 500),
    FIELD(TEXT, struct evidence_form, issuer, N_("Cơ quan ban hành"), .max = 200),
    FIELD(CHOICE, struct evidence_form, kind, N_("Loại văn bản"), .choices = kinds),
    FIELD(TEXT, struct evidence_form, criterion, N_("Tiêu chí"), .max = 32),
    FIELD(TEXT, struct evidence_form, pointer, N_("Mục, trang"), .max = 120),
    FIELD(FILE, struct evidence_form, file, N_("Tệp văn bản")),
    FIELD(INT, struct evidence_form, rev, N_("Phiên bản")),
};
const struct form_def page_evidence_form = FORM(struct evidence_form, fields);

struct use_form {
	str criterion, pointer, drop;
};
static const struct field use_fields[] = {
    FIELD(TEXT, struct use_form, criterion, N_("Tiêu chí"), .max = 32),
    FIELD(TEXT, struct use_form, pointer, N_("Mục, trang"), .max = 120),
    FIELD(TEXT, struct use_form, drop, N_("Tiêu chí"), .max = 32),
};
const struct form_def page_document_use_form = FORM(struct use_form, use_fields);

struct end_form {
	str act, reason;
	struct form_num rev;
};
static const struct field end_fields[] = {
    FIELD(CODE, struct end_form, act, N_("Việc cần làm"), .required = true, .max = 16),
    FIELD(TEXT, struct end_form, reason, N_("Lý do"), .max = 1000),
    FIELD(INT, struct end_form, rev, N_("Phiên bản")),
};
const struct form_def page_document_end_form = FORM(struct end_form, end_fields);

static str kind_name(const struct req *r, str kind)
{
	for (size_t i = 0; kinds[i]; i++)
		if (str_eq(kind, str_c(kinds[i])))
			return page_tr(r, kind_names[i]);
	return S("");
}

static page_option_list kind_options(const struct req *r, str saved)
{
	page_option_list out = {0};
	str chosen = form_show(r->form, S("kind"), saved);
	for (size_t i = 0; kinds[i]; i++)
		VEC_PUSH(r->a, &out) = (struct page_option){str_c(kinds[i]), page_tr(r, kind_names[i]),
							    str_eq(chosen, str_c(kinds[i]))};
	return out;
}

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

/* What is doubtful about a document: no file, another year's date, the same file at another unit (only for who sees all
 * units), withdrawn. */
static void put_row(struct req *r, const struct evidence *v, const evidence_link_list *links,
		    struct evidence_row *row)
{
	str year = arena_fmt(r->a, "%lld", (long long)r->year.year);
	*row = (struct evidence_row){.id = v->id.v,
				     .rev = v->rev,
				     .number = v->doc_number,
				     .title = v->title,
				     .issued_on = v->doc_on,
				     .issuer = v->issuer,
				     .kind = kind_name(r, v->kind),
				     .file_name = v->file_name,
				     .file_size = page_size(r->a, v->file_size),
				     .who = v->added_by_name,
				     .at = v->added_at_ms,
				     .has_file = v->file.set,
				     .withdrawn = v->withdrawn_at_ms.set,
				     .withdrawn_at = v->withdrawn_at_ms.v,
				     .withdrawn_reason = v->withdrawn_reason};
	row->wrong_year = v->doc_on.n >= 4 && !str_eq(str_upto(v->doc_on, 4), year);
	row->n_same = page_may(r, PERM_SCORE_VERIFY) ? v->n_same : 0;
	row->shows = str_has_suffix(v->file_name, S(".pdf")) || str_has_suffix(v->file_name, S(".png")) ||
		     str_has_suffix(v->file_name, S(".jpg")) || str_has_suffix(v->file_name, S(".jpeg"));
	row->image = row->shows && !str_has_suffix(v->file_name, S(".pdf"));
	for (size_t k = 0; k < links->n; k++)
		if (links->at[k].evidence.v == v->id.v)
			VEC_PUSH(r->a, &row->links) =
			    (struct evidence_pointer){links->at[k].criterion_code, links->at[k].page};
}

static void put_mark(struct req *r, const struct evidence_vm *vm, const struct evidence *v,
		     struct evidence_row *row)
{
	if (v->file.set)
		page_mark_put(r, &v->mark, v->file_name, vm->due_on,
			      req_path(r, "%.*s/minh-chung/%.*s/van-ban/%lld#chu-ky", STRF(vm->base),
				       STRF(vm->unit_code), (long long)v->id.v),
			      &row->mark);
}

static td_rc put_rows(struct req *r, struct evidence_vm *vm)
{
	evidence_list docs = {0}, others = {0};
	evidence_link_list links = {0};
	verdict_list rows;
	signature_list signs = {0};
	td_rc rc = page_proof_due(r, &vm->due_on);
	if (rc == TD_OK)
		rc = store_evidence_list(r->tx, r->year.id, r->member.unit, &docs);
	if (rc == TD_OK)
		rc = store_verdict_of_unit(r->tx, r->year.id.v, r->member.unit.v, &rows);
	if (rc == TD_OK)
		rc = signature_read(r->tx, &rows, &signs);
	if (rc == TD_OK)
		rc = store_evidence_link_list(r->tx, r->year.id, r->member.unit, &links);
	if (rc == TD_OK && vm->may_add)
		rc = store_evidence_elsewhere(r->tx, r->year.id, r->member.unit, &others);
	for (size_t i = 0; i < docs.n; i++) {
		struct evidence_row *row = &VEC_PUSH(r->a, &vm->rows);
		put_row(r, &docs.at[i], &links, row);
		page_sign_put(r, signature_find(&signs, docs.at[i].id.v), &row->sign);
		put_mark(r, vm, &docs.at[i], row);
	}
	for (size_t i = 0; i < others.n; i++)
		put_row(r, &others.at[i], &links, &VEC_PUSH(r->a, &vm->others));
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
	    .issuer = form_show(r->form, S("issuer"), S("")),
	    .kinds = kind_options(r, S("")),
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

/* What the form says of the document, its file kept. */
static td_rc read_form(struct req *r, struct tx *t, const struct evidence_form *f, struct evidence *v)
{
	file_id file = {0};
	td_rc rc = TD_OK;
	v->unit = r->member.unit;
	v->title = f->title;
	v->doc_number = f->number.n ? f->number : STR_NULL;
	v->doc_on = f->issued_on.set ? day_iso(r->a, f->issued_on.v) : STR_NULL;
	v->issuer = f->issuer.n ? f->issuer : STR_NULL;
	v->kind = f->kind >= 0 ? str_c(kinds[f->kind]) : STR_NULL;
	if (f->file.set && f->file.size > 0)
		rc = page_keep_upload(r, t, &f->file, S("file"), &file);
	if (rc == TD_OK && file.v)
		v->file = OPT(file.v), v->file_name = f->file.name;
	return rc;
}

/* A document on its way: its signatures are looked at before the transaction. */
struct coming {
	struct req *r;
	struct signature_seen seen;
};

static td_rc look_at(struct req *r, const struct evidence_form *f, struct coming **out)
{
	*out = NEW(r->a, struct coming);
	(*out)->r = r;
	return page_look(r, &f->file, &(*out)->seen);
}

static td_rc go_back(struct req *r)
{
	r->location =
	    req_path(r, "%.*s/minh-chung/%.*s?luu=1", STRF(page_base(r)), STRF(r->member.unit_code));
	return TD_OK;
}

static td_rc add(struct tx *t, void *ctx)
{
	struct coming *k = ctx;
	struct req *r = k->r;
	const struct evidence_form *f = form_value(r->form);
	struct evidence v = {.year = r->year.id};
	struct act_pointer at = {f->criterion, f->pointer};
	td_rc rc = read_form(r, t, f, &v);
	if (rc == TD_OK)
		rc = act_evidence_add(t, &v, &at, f->criterion.n ? 1 : 0, &k->seen);
	return rc == TD_OK ? go_back(r) : rc;
}

td_rc page_evidence_add(struct req *r)
{
	struct coming *k;
	td_rc rc = look_at(r, form_value(r->form), &k);
	return rc == TD_OK ? app_write_once(r, add, k) : rc;
}

/* ---- one document ---- */

static td_rc document_of(struct req *r, struct tx *t, struct evidence *v)
{
	i64 id;
	if (str_i64(req_param(r, "id"), &id) != TD_OK)
		return TD_NOT_FOUND;
	td_rc rc = store_evidence_get(t, (evidence_id){id}, v);
	return rc == TD_OK && v->unit.v != r->member.unit.v ? TD_NOT_FOUND : rc;
}

/* The verdict at receipt, and what was found later. */
static td_rc put_signatures(struct req *r, const struct evidence *v, struct evidence_vm *vm)
{
	verdict_list rows;
	signature_list all;
	td_rc rc = store_verdict_of_evidence(r->tx, v->id.v, &rows);
	if (rc == TD_OK)
		rc = signature_read(r->tx, &rows, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		page_sign_put(r, &all.at[i], i ? &VEC_PUSH(r->a, &vm->again) : &vm->doc.sign);
	return rc;
}

td_rc page_document(struct req *r)
{
	struct evidence_vm *vm = NEW(r->a, struct evidence_vm);
	struct evidence v;
	evidence_link_list links = {0};
	td_rc rc = page_begin(r, page_tr(r, N_("Văn bản minh chứng")), "minh-chung");
	if (rc == TD_OK)
		rc = document_of(r, r->tx, &v);
	if (rc == TD_OK)
		rc = store_evidence_link_list(r->tx, r->year.id, r->member.unit, &links);
	if (rc != TD_OK)
		return rc;
	*vm = (struct evidence_vm){
	    .base = page_base(r),
	    .unit_code = r->member.unit_code,
	    .unit_name = r->member.unit_name,
	    .year = r->year.year,
	    .number = form_show(r->form, S("number"), v.doc_number),
	    .issued_on = form_show(r->form, S("issued_on"), page_day(r->a, v.doc_on)),
	    .title = form_show(r->form, S("title"), v.title),
	    .pointer = form_show(r->form, S("pointer"), S("")),
	    .issuer = form_show(r->form, S("issuer"), v.issuer),
	    .reason = form_show(r->form, S("reason"), S("")),
	    .kinds = kind_options(r, v.kind),
	    .may_add = req_may(r, PERM_SCORE_SELF) && !v.withdrawn_at_ms.set,
	};
	put_row(r, &v, &links, &vm->doc);
	rc = put_criteria(r, vm);
	if (rc == TD_OK)
		rc = put_signatures(r, &v, vm);
	if (rc == TD_OK)
		rc = page_proof_due(r, &vm->due_on);
	put_mark(r, vm, &v, &vm->doc);
	page_crumb(r, req_path(r, "%.*s/minh-chung/%.*s", STRF(vm->base), STRF(vm->unit_code)),
		   page_tr(r, N_("Kho minh chứng")));
	vm->page = r->page;
	if (rc == TD_OK)
		view_document(&r->html, vm);
	return rc;
}

static td_rc stay(struct req *r)
{
	r->location = req_path(r, "%.*s/minh-chung/%.*s/van-ban/%.*s?luu=1", STRF(page_base(r)),
			       STRF(r->member.unit_code), STRF(req_param(r, "id")));
	return TD_OK;
}

static td_rc save(struct tx *t, void *ctx)
{
	struct coming *k = ctx;
	struct req *r = k->r;
	const struct evidence_form *f = form_value(r->form);
	struct evidence was, v = {0};
	td_rc rc = document_of(r, t, &was);
	if (rc == TD_OK)
		rc = read_form(r, t, f, &v);
	v.id = was.id;
	v.rev = f->rev.set ? f->rev.v : 0;
	if (rc == TD_OK)
		rc = act_evidence_change(t, r->year.id, &v, &k->seen);
	return rc == TD_OK ? stay(r) : rc;
}

td_rc page_document_save(struct req *r)
{
	struct coming *k;
	td_rc rc = look_at(r, form_value(r->form), &k);
	return rc == TD_OK ? app_write_once(r, save, k) : rc;
}

/* Nothing new can be found while the trust list is the same. */
static td_rc changed_since(struct tx *t, const struct evidence *v)
{
	verdict_list rows;
	i64 version;
	td_rc rc = store_verdict_of_evidence(t, v->id.v, &rows);
	if (rc == TD_OK)
		rc = store_trust_version(t, &version);
	if (rc == TD_OK && rows.n && rows.at[rows.n - 1].trust_version == version)
		return err_add(
		    t->e, TD_CONFLICT, S(""),
		    N_("Danh sách tin cậy chưa đổi từ lần kiểm tra trước nên kết luận vẫn như cũ."));
	return rc;
}

/* A document whose signatures are looked at again: in a read, so that no writer waits. */
struct again {
	struct req *r;
	file_id file;
	struct signature_seen seen;
};

static td_rc look_again(struct tx *t, void *ctx)
{
	struct again *k = ctx;
	struct evidence v;
	td_rc rc = document_of(k->r, t, &v);
	if (rc == TD_OK && !v.file.set)
		rc = TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = changed_since(t, &v);
	k->file = (file_id){v.file.v};
	return rc == TD_OK ? signature_look_stored(t, k->file, &k->seen) : rc;
}

static td_rc keep_again(struct tx *t, void *ctx)
{
	struct again *k = ctx;
	struct evidence v;
	td_rc rc = document_of(k->r, t, &v);
	if (rc == TD_OK && (!v.file.set || v.file.v != k->file.v))
		rc = TD_STALE;
	if (rc == TD_OK)
		rc = stay(k->r);
	return rc == TD_OK ? act_signature_again(t, k->r->year.id.v, v.id.v, k->file, v.title, &k->seen) : rc;
}

td_rc page_document_signature(struct req *r)
{
	struct again *k = NEW(r->a, struct again);
	struct actor who = {r->user.id.v, r->user.name};
	k->r = r;
	td_rc rc = db_read(r->app->cfg.db, r->a, r->e, &who, look_again, k);
	return rc == TD_OK ? app_write_once(r, keep_again, k) : rc;
}

td_rc page_document_use(struct req *r)
{
	const struct use_form *f = form_value(r->form);
	struct act_pointer at = {f->criterion, f->pointer};
	struct evidence v;
	td_rc rc = document_of(r, r->tx, &v);
	if (rc == TD_OK && f->drop.n)
		rc = act_evidence_drop(r->tx, r->year.id, v.unit, v.id, f->drop);
	else if (rc == TD_OK)
		rc = act_evidence_use(r->tx, r->year.id, v.unit, v.id, &at);
	return rc == TD_OK ? stay(r) : rc;
}

td_rc page_document_end(struct req *r)
{
	const struct end_form *f = form_value(r->form);
	struct evidence v;
	td_rc rc = document_of(r, r->tx, &v);
	if (rc == TD_OK && str_eq(f->act, S("withdraw"))) {
		rc = act_evidence_withdraw(r->tx, r->year.id, v.unit, v.id, f->rev.set ? f->rev.v : 0,
					   f->reason);
		return rc == TD_OK ? stay(r) : rc;
	}
	if (rc == TD_OK)
		rc = act_evidence_remove(r->tx, r->year.id, v.unit, v.id);
	return rc == TD_OK ? go_back(r) : rc;
}

td_rc page_evidence_file(struct req *r)
{
	struct evidence v;
	i64 id;
	if (str_i64(req_param(r, "id"), &id) != TD_OK)
		return TD_NOT_FOUND;
	td_rc rc = store_evidence_get(r->tx, (evidence_id){id}, &v);
	if (rc == TD_OK && (v.unit.v != r->member.unit.v || !v.file.set))
		rc = TD_NOT_FOUND;
	if (rc != TD_OK)
		return rc;
	r->in_place = req_query(r, S("xem")).n > 0;
	return page_send_file(r, (file_id){v.file.v}, v.file_name);
}
