#include "web/page_number.h"

#include "jobs/act_number.h"
#include "web/views.h"

enum { EDITED_MAX_MIB = 10 };

struct number_form {
	str number, reason;
	struct form_day signed_on;
	struct form_num rev;
	struct form_file edited;
};
static const struct field fields[] = {
    FIELD(TEXT, struct number_form, number, N_("Số, ký hiệu"), .required = true, .max = 50),
    FIELD(DAY, struct number_form, signed_on, N_("Ngày ký"), .required = true),
    FIELD(AREA, struct number_form, reason, N_("Lý do giữ nguyên"), .max = 500),
    FIELD(INT, struct number_form, rev, N_("Phiên bản"), .required = true),
    FIELD(FILE, struct number_form, edited, N_("Bản Word đã sửa tay"), .max = EDITED_MAX_MIB),
};
const struct form_def page_number_form = FORM(struct number_form, fields);

static td_rc paper_of(const struct req *r, paper_id *out)
{
	return str_i64(req_param(r, "paper"), &out->v) == TD_OK ? TD_OK : TD_NOT_FOUND;
}

td_rc page_number(struct req *r)
{
	struct number_vm *vm = NEW(r->a, struct number_vm);
	struct paper p = {0};
	paper_id id;
	td_rc rc = paper_of(r, &id);
	if (rc == TD_OK)
		rc = act_number_check(r->tx, r->year.id, id, S(""), &p, &vm->found);
	if (rc == TD_OK)
		rc = page_begin(r, arena_fmt(r->a, req_tr(r, N_("Số và ngày: %.*s")), STRF(p.title)),
				"van-ban");
	if (rc != TD_OK)
		return rc;
	page_crumb(r, req_path(r, "%.*s/van-ban", STRF(page_base(r))), page_tr(r, N_("Văn bản, biểu mẫu")));
	vm->base = page_base(r);
	vm->paper = p.id.v;
	vm->title = p.title;
	vm->replaced = p.replaced_by.set;
	vm->number = form_show(r->form, S("number"), p.number.n ? p.number : S(""));
	vm->signed_on =
	    form_show(r->form, S("signed_on"), p.signed_on.n ? page_day(r->a, p.signed_on) : S(""));
	vm->reason = form_show(r->form, S("reason"), S(""));
	vm->rev = arena_fmt(r->a, "%lld", (long long)p.rev);
	vm->number_error = err_at(r->e, S("number")) != NULL;
	vm->day_error = err_at(r->e, S("signed_on")) != NULL;
	vm->page = r->page;
	view_number(&r->html, vm);
	return TD_OK;
}

td_rc page_number_post(struct req *r)
{
	const struct number_form *f = form_value(r->form);
	struct act_number n = {
	    .rev = f->rev.v, .number = f->number, .on = f->signed_on.v, .reason = f->reason, .edited = S("")};
	td_rc rc = paper_of(r, &n.paper);
	if (rc == TD_OK && f->edited.set)
		rc = page_read_upload(r, &f->edited, &n.edited);
	r->location = req_path(r, "%.*s/van-ban?luu=1", STRF(page_base(r)));
	return rc == TD_OK ? act_number_give(r->tx, r->year.id, &n) : rc;
}
