/* Periods of a year: the reports' and exemplars' calendar; kinds of activity. */
#include "base/caltime.h"
#include "web/page_exemplar.h"
#include "web/views.h"

struct period_form {
	struct form_num id, rev, expected, persons, collectives, each;
	str kind, name;
	struct form_day starts_on, ends_on, due_on;
};
static const struct field period_fields[] = {
    FIELD(INT, struct period_form, id, N_("Kỳ báo cáo")),
    FIELD(INT, struct period_form, rev, N_("Phiên bản")),
    FIELD(CODE, struct period_form, kind, N_("Loại kỳ"), .required = true, .max = 20),
    FIELD(TEXT, struct period_form, name, N_("Tên kỳ"), .required = true, .max = 200),
    FIELD(DAY, struct period_form, starts_on, N_("Từ ngày"), .required = true),
    FIELD(DAY, struct period_form, ends_on, N_("Đến ngày"), .required = true),
    FIELD(DAY, struct period_form, due_on, N_("Hạn gửi báo cáo"), .required = true),
    FIELD(POINTS, struct period_form, expected, N_("Tiến độ phải đạt (%)"), .high = 10000),
    FIELD(INT, struct period_form, persons, N_("Số cá nhân điển hình cụm chọn"), .high = 999),
    FIELD(INT, struct period_form, collectives, N_("Số tập thể điển hình cụm chọn"), .high = 999),
    FIELD(INT, struct period_form, each, N_("Số điển hình mỗi đơn vị giới thiệu"), .high = 99),
};
const struct form_def page_period_form = FORM(struct period_form, period_fields);

struct drop_form {
	struct form_num id, rev;
	str why;
};
static const struct field drop_fields[] = {
    FIELD(INT, struct drop_form, id, N_("Kỳ báo cáo"), .required = true),
    FIELD(INT, struct drop_form, rev, N_("Phiên bản"), .required = true),
    FIELD(TEXT, struct drop_form, why, N_("Lý do"), .max = 1000),
};
const struct form_def page_period_drop_form = FORM(struct drop_form, drop_fields);

struct kind_form {
	str code, kind_name;
	bool retired;
};
static const struct field kind_fields[] = {
    FIELD(CODE, struct kind_form, code, N_("Mã"), .max = 40),
    FIELD(TEXT, struct kind_form, kind_name, N_("Tên loại hoạt động"), .required = true, .max = 200),
    FIELD(CHECK, struct kind_form, retired, N_("Thôi dùng")),
};
const struct form_def page_kind_form = FORM(struct kind_form, kind_fields);

static str whole(struct req *r, const struct form *f, const char *field, i64 saved, bool has)
{
	return form_show(f, str_c(field), has ? req_path(r, "%lld", (long long)saved) : S(""));
}

static void put_form(struct req *r, struct periods_vm *vm, const struct report_period *p)
{
	const struct form *f = r->form && r->form->def == &page_period_form ? r->form : NULL;
	bool has = p->id != 0;
	str kind = form_show(f, S("kind"), has ? str_c(period_kind_code(p->kind)) : S(""));
	vm->id = p->id;
	vm->rev = p->rev;
	vm->name = form_show(f, S("name"), p->name);
	vm->starts_on = form_show(f, S("starts_on"), page_day(r->a, p->starts_on));
	vm->ends_on = form_show(f, S("ends_on"), page_day(r->a, p->ends_on));
	vm->due_on = form_show(f, S("due_on"), page_day(r->a, p->due_on));
	vm->expected = form_show(f, S("expected"), has ? num_short(r->a, p->expected_pct_c) : S(""));
	vm->persons = whole(r, f, "persons", p->quota.persons, has);
	vm->collectives = whole(r, f, "collectives", p->quota.collectives, has);
	vm->each = whole(r, f, "each", p->quota.each, has);
	for (int i = 0; i < PERIOD__N; i++) {
		str code = str_c(period_kind_code((enum period_kind)i));
		VEC_PUSH(r->a, &vm->kinds) = (struct page_option){
		    code, page_tr(r, period_kind_name((enum period_kind)i)), str_eq(code, kind)};
	}
}

static void put_row(struct req *r, struct periods_vm *vm, const struct report_period *p)
{
	VEC_PUSH(r->a, &vm->rows) = (struct period_row){.id = p->id,
							.rev = p->rev,
							.name = p->name,
							.kind = page_tr(r, period_kind_name(p->kind)),
							.starts_on = p->starts_on,
							.ends_on = p->ends_on,
							.due_on = p->due_on,
							.expected_c = p->expected_pct_c,
							.persons = p->quota.persons,
							.collectives = p->quota.collectives,
							.each = p->quota.each,
							.withdrawn = p->withdrawn_at_ms.set,
							.why = p->withdrawn_why,
							.due = page_due_tag(r, p->due_on)};
}

td_rc page_periods(struct req *r)
{
	struct periods_vm *vm = NEW(r->a, struct periods_vm);
	report_period_list periods = {0};
	activity_kind_list kinds = {0};
	struct report_period chosen = {0};
	i64 id = 0;
	str given = r->form ? form_typed(r->form, S("id")) : req_query(r, S("sua"));
	td_rc rc = page_begin(r, page_tr(r, N_("Kỳ báo cáo")), "bao-cao");
	if (given.n && str_i64(given, &id) != TD_OK)
		id = 0;
	vm->base = page_base(r);
	vm->year = r->year.year;
	vm->why = form_show(r->form, S("why"), S(""));
	vm->kind_name = form_show(r->form, S("kind_name"), S(""));
	if (rc == TD_OK)
		rc = store_period_list(r->tx, r->year.id, &periods);
	if (rc == TD_OK)
		rc = monitor_kinds(r->tx, r->year.cluster, &kinds);
	for (size_t i = 0; rc == TD_OK && i < periods.n; i++) {
		put_row(r, vm, &periods.at[i]);
		if (periods.at[i].id == id && !periods.at[i].withdrawn_at_ms.set)
			chosen = periods.at[i];
	}
	for (size_t i = 0; i < kinds.n; i++)
		VEC_PUSH(r->a, &vm->activity_kinds) =
		    (struct kind_row){kinds.at[i].code, kinds.at[i].name, kinds.at[i].retired};
	if (rc != TD_OK)
		return rc;
	put_form(r, vm, &chosen);
	vm->page = r->page;
	view_periods(&r->html, vm);
	return TD_OK;
}

static str iso(struct req *r, struct form_day d)
{
	return d.set ? day_iso(r->a, d.v) : S("");
}

static void go_back(struct req *r)
{
	r->location = req_path(r, "%.*s/ky-bao-cao?luu=1", STRF(page_base(r)));
}

td_rc page_period_save(struct req *r)
{
	const struct period_form *f = form_value(r->form);
	struct report_period p = {.id = f->id.v,
				  .rev = f->rev.v,
				  .year = r->year.id,
				  .name = f->name,
				  .starts_on = iso(r, f->starts_on),
				  .ends_on = iso(r, f->ends_on),
				  .due_on = iso(r, f->due_on),
				  .quota = {f->persons.v, f->collectives.v, f->each.v}};
	if (period_kind_parse(f->kind, &p.kind) != TD_OK)
		return err_add(r->e, TD_INVALID, S("kind"), N_("Chọn loại kỳ trong danh sách."));
	p.expected_pct_c = f->expected.set ? f->expected.v : monitor_expected_pct(r->a, p.kind);
	td_rc rc = act_period_save(r->tx, &p);
	if (rc == TD_OK)
		go_back(r);
	return rc;
}

td_rc page_period_drop(struct req *r)
{
	const struct drop_form *f = form_value(r->form);
	bool withdrawn;
	td_rc rc = act_period_drop(r->tx, r->year.id, f->id.v, f->rev.v, f->why, &withdrawn);
	if (rc == TD_OK)
		go_back(r);
	return rc;
}

td_rc page_kind_save(struct req *r)
{
	const struct kind_form *f = form_value(r->form);
	struct activity_kind k = {f->code, f->kind_name, f->retired};
	td_rc rc = act_activity_kind_save(r->tx, r->year.id, &k);
	if (rc == TD_OK)
		go_back(r);
	return rc;
}
