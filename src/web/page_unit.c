#include "web/page_unit.h"

#include "base/num.h"
#include "base/vi.h"
#include "jobs/act_org.h"
#include "store/store_lineage.h"
#include "web/page_change.h"
#include "web/views.h"

enum { ROWS = 50, QUERY_MAX = 100, PAGES_MAX = 10000 };

/* "Chi cục Thuế A; Chi cục Thuế B": names of other days that changes know of the unit. */
static str old_names(struct req *r, const unit_change_list *changes, const struct unit *u)
{
	struct sb b = sb_new(r->a, 4096);
	for (size_t i = 0; i < changes->n; i++)
		for (size_t p = 0; p < changes->at[i].parts.n; p++) {
			const struct unit_change_part *x = &changes->at[i].parts.at[p];
			if (x->unit.v != u->id.v || x->after || str_eq(x->name, u->name))
				continue;
			if (b.n)
				SB_LIT(&b, "; ");
			sb_put(&b, x->name);
		}
	return sb_str(&b);
}

td_rc page_units(struct req *r)
{
	struct units_vm *vm = NEW(r->a, struct units_vm);
	unit_list units = {0};
	unit_change_list changes = {0};
	i64 page = 1, rows = page_rows(r, ROWS);
	vm->q = str_trim(req_query(r, S("q")));
	if (vm->q.n > QUERY_MAX)
		vm->q = S("");
	if (str_i64(req_query(r, S("trang")), &page) != TD_OK || page < 1 || page > PAGES_MAX ||
	    page_is_workbook(r))
		page = 1;
	td_rc rc = page_begin(r, page_tr(r, N_("Danh mục đơn vị")), "to-chuc");
	if (rc == TD_OK)
		rc = store_unit_search(r->tx, vi_fold(r->a, vm->q), rows, (page - 1) * rows, &units,
				       &vm->n_all);
	if (rc == TD_OK)
		rc = page_rows_fit(r, vm->n_all);
	if (rc == TD_OK)
		rc = store_unit_change_list(r->tx, &changes);
	if (rc != TD_OK)
		return rc;
	page_crumb(r, S("/to-chuc"), page_tr(r, N_("Tổ chức")));
	for (size_t i = 0; i < units.n; i++) {
		const struct unit *u = &units.at[i];
		VEC_PUSH(r->a, &vm->rows) =
		    (struct unit_row){u->code, u->name, u->short_name, old_names(r, &changes, u), u->retired};
	}
	vm->first = units.n ? (page - 1) * rows + 1 : 0;
	vm->last = (page - 1) * rows + (i64)units.n;
	if (page > 1)
		vm->prev = page - 1;
	if (page * rows < vm->n_all)
		vm->next = page + 1;
	vm->page = r->page;
	view_units(&r->html, vm);
	return TD_OK;
}

struct unit_form {
	str name, short_name, code;
	struct form_num rev;
};
static const struct field fields[] = {
    FIELD(TEXT, struct unit_form, name, N_("Tên"), .max = 300),
    FIELD(TEXT, struct unit_form, short_name, N_("Tên viết tắt"), .max = 100),
    FIELD(TEXT, struct unit_form, code, N_("Mã"), .max = 60),
    FIELD(INT, struct unit_form, rev, N_("Phiên bản")),
};
const struct form_def page_unit_form = FORM(struct unit_form, fields);

static bool is_new(const struct req *r)
{
	return str_eq(req_param(r, "code"), S("moi"));
}

static td_rc find(struct req *r, struct unit *u)
{
	*u = (struct unit){0};
	return is_new(r) ? TD_OK : store_unit_by_code(r->tx, req_param(r, "code"), u);
}

static td_rc put_years(struct req *r, struct unit_vm *vm, unit_id id)
{
	unit_year_list years = {0};
	td_rc rc = store_unit_years(r->tx, id, &years);
	for (size_t i = 0; rc == TD_OK && i < years.n; i++) {
		const struct unit_year *y = &years.at[i];
		str note = S("");
		if (y->left_on.n)
			note =
			    arena_fmt(r->a, req_tr(r, N_("rời từ %.*s")), STRF(page_day(r->a, y->left_on)));
		else if (y->joined_on.n)
			note =
			    arena_fmt(r->a, req_tr(r, N_("vào từ %.*s")), STRF(page_day(r->a, y->joined_on)));
		VEC_PUSH(r->a, &vm->years) = (struct unit_member){
		    req_path(r, "/cum/%.*s/%lld", STRF(y->cluster_code), (long long)y->year),
		    y->cluster_name,
		    y->council_name,
		    note,
		    y->rank.set
			? arena_fmt(r->a, req_tr(r, N_("hạng %lld/%lld, %.*s điểm")), (long long)y->rank.v,
				    (long long)y->n_ranked, STRF(num_short(r->a, y->total_c.v)))
			: S(""),
		    y->year};
	}
	return rc;
}

static td_rc put_events(struct req *r, struct unit_vm *vm, unit_id id)
{
	unit_change_list all = {0};
	unit_id_list line = {0};
	td_rc rc = store_unit_change_list(r->tx, &all);
	if (rc != TD_OK)
		return rc;
	lineage_of(r->a, &all, id, &line);
	for (size_t i = all.n; i-- > 0;) {
		const struct unit_change *c = &all.at[i];
		bool touches = false;
		for (size_t p = 0; p < c->parts.n; p++)
			for (size_t k = 0; k < line.n; k++)
				touches |= c->parts.at[p].unit.v == line.at[k].v;
		if (touches)
			VEC_PUSH(r->a, &vm->events) = (struct unit_event){
			    page_tr(r, unit_change_name(c->kind)), page_day(r->a, c->effective_on),
			    c->decision, page_change_text(r, c), c->note};
	}
	return TD_OK;
}

td_rc page_unit(struct req *r)
{
	struct unit_vm *vm = NEW(r->a, struct unit_vm);
	struct unit u;
	td_rc rc = find(r, &u);
	if (rc == TD_OK)
		rc = page_begin(r, is_new(r) ? page_tr(r, N_("Thêm đơn vị")) : u.name, "to-chuc");
	*vm = (struct unit_vm){.code = form_show(r->form, S("code"), u.code),
			       .name = form_show(r->form, S("name"), u.name),
			       .short_name = form_show(r->form, S("short_name"), u.short_name),
			       .old_code = u.code,
			       .rev = u.rev,
			       .is_new = is_new(r),
			       .retired = u.retired};
	if (rc == TD_OK && u.id.v)
		rc = put_years(r, vm, u.id);
	if (rc == TD_OK && u.id.v)
		rc = put_events(r, vm, u.id);
	if (rc != TD_OK)
		return rc;
	page_crumb(r, S("/to-chuc/don-vi"), page_tr(r, N_("Danh mục đơn vị")));
	vm->page = r->page;
	view_unit(&r->html, vm);
	return TD_OK;
}

td_rc page_unit_post(struct req *r)
{
	const struct unit_form *f = form_value(r->form);
	struct unit u;
	td_rc rc = find(r, &u);
	if (rc != TD_OK)
		return rc;
	str was = u.name;
	u.name = f->name;
	u.short_name = f->short_name;
	u.code = f->code;
	u.rev = f->rev.v;
	rc = act_unit_save(r->tx, &u);
	if (rc == TD_STALE)
		return err_add(r->e, TD_STALE, S("name"),
			       N_("Người khác vừa sửa đơn vị này; đang lưu là «%.*s». Hãy xem lại rồi lưu."),
			       STRF(was));
	if (rc == TD_OK)
		r->location = is_new(r) ? S("/to-chuc/don-vi?luu=1")
					: req_path(r, "/to-chuc/don-vi/%.*s?luu=1", STRF(u.code));
	return rc;
}
