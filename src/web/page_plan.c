#include "web/page_plan.h"

#include "jobs/act_plan.h"
#include "web/views.h"

struct plan_form {
	struct form_num rev;
	str theme, aims, contents, measures, number, reason;
	struct form_day issued_on;
};
static const struct field fields[] = {
    FIELD(INT, struct plan_form, rev, N_("Phiên bản"), .required = true),
    FIELD(AREA, struct plan_form, theme, N_("Chủ đề, khẩu hiệu của năm"), .max = 1000),
    FIELD(AREA, struct plan_form, aims, N_("Mục đích, yêu cầu"), .max = 20000),
    FIELD(AREA, struct plan_form, contents, N_("Nội dung thi đua"), .max = 20000),
    FIELD(AREA, struct plan_form, measures, N_("Biện pháp, tổ chức thực hiện"), .max = 20000),
    FIELD(TEXT, struct plan_form, number, N_("Số, ký hiệu"), .max = 60),
    FIELD(DAY, struct plan_form, issued_on, N_("Ngày ban hành")),
    FIELD(TEXT, struct plan_form, reason, N_("Lý do sửa"), .max = 1000),
};
const struct form_def page_plan_form = FORM(struct plan_form, fields);

struct page_tag page_edition_tag(const struct req *r, i64 edition)
{
	struct page_tag tag = page_tag(r, edition ? "ok" : "", edition ? "check" : "edit",
				       edition ? N_("Đã phát động") : N_("Nháp"));
	if (edition > 1)
		tag.text =
		    arena_fmt(r->a, req_tr(r, N_("Đã phát động, sửa đổi lần %lld")), (long long)edition - 1);
	return tag;
}

/* Last year's plan of the cluster, id 0 when there was none. */
static td_rc last_plan(struct req *r, struct plan *out)
{
	cluster_year_id before;
	*out = (struct plan){0};
	td_rc rc = store_year_before(r->tx, r->year.id, &before);
	if (rc == TD_OK)
		rc = store_plan_get(r->tx, before, out);
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

static void put_parts(struct req *r, struct plan_vm *vm, const struct plan *p, const struct plan *last)
{
	bool same[PLAN_SECTION__N];
	plan_same(p, last, same);
	for (int i = 0; i < PLAN_SECTION__N; i++) {
		enum plan_section s = (enum plan_section)i;
		str code = str_c(plan_section_code(s));
		str text = form_show(r->form, code, p->text[i]);
		VEC_PUSH(r->a, &vm->parts) = (struct plan_part){
		    .code = code,
		    .name = page_tr(r, plan_section_name(s)),
		    .text = text,
		    .saved = vm->stale && !str_eq(text, p->text[i]) ? p->text[i] : S(""),
		    .rows = s == PLAN_THEME ? 2 : 10,
		    .same = same[i],
		};
	}
}

static td_rc load(struct req *r, const char *title, struct plan_vm *vm, struct plan *p)
{
	struct plan last;
	td_rc rc = page_begin(r, page_tr(r, title), "ke-hoach");
	if (rc == TD_OK)
		rc = store_plan_get(r->tx, r->year.id, p);
	if (rc == TD_OK)
		rc = last_plan(r, &last);
	if (rc != TD_OK)
		return rc;
	*vm = (struct plan_vm){
	    .base = page_base(r),
	    .year = r->year.year,
	    .may_edit = page_may(r, PERM_YEAR_MANAGE),
	    .exists = p->id != 0,
	    .launched = p->edition > 0,
	    .edition = p->edition,
	    .rev = p->rev,
	    .by = p->launched_by_name,
	    .launched_at = p->launched_at_ms,
	    .saved_by = p->saved_by_name,
	    .saved_at = p->saved_at_ms,
	    .stale = err_at(r->e, S("rev")) != NULL,
	    .word_error = r->form != NULL,
	    .tag = page_edition_tag(r, p->edition),
	    .may_copy = last.id != 0,
	};
	for (int s = 0; s < PLAN_SECTION__N; s++)
		vm->may_copy &= p->text[s].n == 0;
	if (!vm->exists)
		p->text[PLAN_THEME] = r->year.theme;
	put_parts(r, vm, p, &last);
	return TD_OK;
}

td_rc page_plan(struct req *r)
{
	struct plan_vm *vm = NEW(r->a, struct plan_vm);
	struct plan p;
	td_rc rc = load(r, N_("Kế hoạch thi đua"), vm, &p);
	if (rc != TD_OK)
		return rc;
	vm->number = p.number;
	vm->issued_on = p.issued_on;
	vm->seen = vm->launched || (vm->may_edit && vm->exists);
	vm->may_copy &= vm->may_edit;
	vm->may_launch = vm->may_edit && vm->exists && !vm->launched;
	rc = page_receipts(r, READ_PLAN, p.id, p.edition, &vm->receipts);
	if (rc == TD_OK)
		rc = page_opened(r, READ_PLAN, p.id, p.edition);
	if (rc != TD_OK)
		return rc;
	vm->page = r->page;
	view_plan(&r->html, vm);
	return TD_OK;
}

td_rc page_plan_edit(struct req *r)
{
	struct plan_vm *vm = NEW(r->a, struct plan_vm);
	struct plan p;
	td_rc rc = load(r, N_("Soạn kế hoạch thi đua"), vm, &p);
	if (rc != TD_OK)
		return rc;
	page_crumb(r, req_path(r, "%.*s/ke-hoach", STRF(vm->base)), page_tr(r, N_("Kế hoạch thi đua")));
	vm->number = form_show(r->form, S("number"), p.number);
	vm->issued_on = form_show(r->form, S("issued_on"), page_day(r->a, p.issued_on));
	vm->reason = form_show(r->form, S("reason"), S(""));
	vm->page = r->page;
	view_plan_edit(&r->html, vm);
	return TD_OK;
}

static td_rc back(struct req *r, td_rc rc)
{
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s/ke-hoach?luu=1", STRF(page_base(r)));
	return rc;
}

td_rc page_plan_save(struct req *r)
{
	const struct plan_form *f = form_value(r->form);
	struct plan p = {.text = {[PLAN_THEME] = f->theme,
				  [PLAN_AIMS] = f->aims,
				  [PLAN_CONTENTS] = f->contents,
				  [PLAN_MEASURES] = f->measures},
			 .number = f->number,
			 .issued_on = f->issued_on.set ? day_iso(r->a, f->issued_on.v) : STR_NULL};
	return back(r, act_plan_save(r->tx, r->year.id, &p, f->reason, f->rev.v));
}

td_rc page_plan_copy(struct req *r)
{
	return back(r, act_plan_copy(r->tx, r->year.id));
}

td_rc page_plan_launch(struct req *r)
{
	i64 rev;
	td_rc rc = page_launch_word(r, &rev);
	return back(r, rc == TD_OK ? act_plan_launch(r->tx, r->year.id, rev) : rc);
}
