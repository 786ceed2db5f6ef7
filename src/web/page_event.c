#include "jobs/act_calendar.h"
#include "web/page_calendar.h"
#include "web/views.h"

struct event_form {
	struct form_num rev;
	str kind, title, starts, ends, place, note, step;
	struct form_day starts_on, ends_on;
};
static const struct field event_fields[] = {
    FIELD(INT, struct event_form, rev, N_("Phiên bản")),
    FIELD(CODE, struct event_form, kind, N_("Loại việc"), .required = true, .max = 20),
    FIELD(TEXT, struct event_form, title, N_("Tên việc"), .required = true, .max = 300),
    FIELD(DAY, struct event_form, starts_on, N_("Ngày"), .required = true),
    FIELD(DAY, struct event_form, ends_on, N_("Đến ngày")),
    FIELD(TEXT, struct event_form, starts, N_("Bắt đầu lúc"), .max = 5),
    FIELD(TEXT, struct event_form, ends, N_("Kết thúc lúc"), .max = 5),
    FIELD(TEXT, struct event_form, place, N_("Địa điểm"), .max = 300),
    FIELD(AREA, struct event_form, note, N_("Ghi chú"), .max = 4000),
    FIELD(CODE, struct event_form, step, N_("Thuộc bước"), .max = 40),
};
const struct form_def page_event_form = FORM(struct event_form, event_fields);

struct withdraw_form {
	struct form_num rev;
	str why;
};
static const struct field withdraw_fields[] = {
    FIELD(INT, struct withdraw_form, rev, N_("Phiên bản"), .required = true),
    FIELD(TEXT, struct withdraw_form, why, N_("Lý do"), .required = true, .max = 500),
};
const struct form_def page_event_withdraw_form = FORM(struct withdraw_form, withdraw_fields);

static void put_kinds(struct req *r, const struct calendar_event *c, struct event_vm *out)
{
	str chosen = form_show(r->form, S("kind"), str_c(event_kind_code(c->kind)));
	for (int i = 0; i < EVENT__N; i++) {
		str code = str_c(event_kind_code((enum event_kind)i));
		VEC_PUSH(r->a, &out->kinds) = (struct page_option){
		    code, page_tr(r, event_kind_name((enum event_kind)i)), str_eq(code, chosen)};
	}
}

static void put_steps(struct req *r, const struct calendar_event *c, const struct due_year *y,
		      struct event_vm *out)
{
	str chosen = form_show(r->form, S("step"), c->step);
	for (int i = 0; i < SEASON__N; i++) {
		str code = str_c(season_code((enum season_state)i));
		for (size_t k = 0; k < y->plan.n; k++)
			if (str_eq(y->plan.at[k].step, code) && y->plan.at[k].due_on.n)
				VEC_PUSH(r->a, &out->steps) = (struct page_option){
				    code,
				    arena_fmt(r->a, req_tr(r, N_("%s (hạn %.*s)")),
					      req_tr(r, season_name((enum season_state)i)),
					      STRF(page_day(r->a, y->plan.at[k].due_on))),
				    str_eq(code, chosen)};
	}
}

void page_event_fill(struct req *r, const struct calendar_event *c, const struct due_year *y,
		     struct event_vm *out)
{
	const struct form *f = r->form;
	bool lasts = c->ends_on.n && !str_eq(c->starts_on, c->ends_on);
	*out = (struct event_vm){
	    .title = form_show(f, S("title"), c->title),
	    .starts_on = form_show(f, S("starts_on"), page_day(r->a, c->starts_on)),
	    .ends_on = form_show(f, S("ends_on"), lasts ? page_day(r->a, c->ends_on) : S("")),
	    .starts = form_show(f, S("starts"), page_hours(r->a, c->starts_minute, OPT_NONE)),
	    .ends = form_show(f, S("ends"), page_hours(r->a, c->ends_minute, OPT_NONE)),
	    .place = form_show(f, S("place"), c->place),
	    .note = form_show(f, S("note"), c->note),
	};
	put_kinds(r, c, out);
	put_steps(r, c, y, out);
}

static td_rc read_event(struct req *r, struct calendar_event *c)
{
	const struct event_form *f = form_value(r->form);
	td_rc rc = event_kind_parse(f->kind, &c->kind);
	if (rc != TD_OK)
		rc = err_add(r->e, rc, S("kind"), N_("Chọn loại việc."));
	td_rc starts = page_read_minute(r, "starts", f->starts, &c->starts_minute);
	td_rc ends = page_read_minute(r, "ends", f->ends, &c->ends_minute);
	c->year = r->year.id;
	c->title = f->title;
	c->starts_on = f->starts_on.set ? day_iso(r->a, f->starts_on.v) : S("");
	c->ends_on = f->ends_on.set ? day_iso(r->a, f->ends_on.v) : c->starts_on;
	c->place = f->place;
	c->note = f->note;
	c->step = f->step;
	rc = rc == TD_OK ? starts : rc;
	return rc == TD_OK ? ends : rc;
}

td_rc page_event_add(struct req *r)
{
	struct calendar_event c = {0};
	td_rc rc = read_event(r, &c);
	if (rc == TD_OK)
		rc = act_event_save(r->tx, &c);
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s/lich/%lld?luu=1", STRF(page_base(r)), (long long)c.id);
	return rc;
}

static td_rc load(struct req *r, struct calendar_event *c)
{
	i64 id;
	if (str_i64(req_param(r, "event"), &id) != TD_OK)
		return TD_NOT_FOUND;
	td_rc rc = store_event_get(r->tx, id, c);
	return rc == TD_OK && c->year.v != r->year.id.v ? TD_NOT_FOUND : rc;
}

td_rc page_event_save(struct req *r)
{
	const struct event_form *f = form_value(r->form);
	struct calendar_event c;
	td_rc rc = load(r, &c);
	if (rc == TD_OK)
		rc = read_event(r, &c);
	c.rev = f->rev.v;
	if (rc == TD_OK)
		rc = act_event_save(r->tx, &c);
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s/lich/%lld?luu=1", STRF(page_base(r)), (long long)c.id);
	return rc;
}

td_rc page_event_withdraw(struct req *r)
{
	const struct withdraw_form *f = form_value(r->form);
	struct calendar_event c;
	td_rc rc = load(r, &c);
	if (rc == TD_OK)
		rc = act_event_withdraw(r->tx, r->year.id, c.id, f->rev.v, f->why);
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s/lich?luu=1", STRF(page_base(r)));
	return rc;
}

static str when_of(struct req *r, const struct calendar_event *c)
{
	struct day first, last;
	if (day_parse_iso(c->starts_on, &first) != TD_OK || day_parse_iso(c->ends_on, &last) != TD_OK)
		return c->starts_on;
	if (str_eq(c->starts_on, c->ends_on))
		return page_long_day(r, first);
	return arena_fmt(r->a, req_tr(r, N_("từ %.*s đến %.*s")), STRF(page_long_day(r, first)),
			 STRF(page_long_day(r, last)));
}

static const struct due *in_list(const struct due_year *y, i64 id)
{
	for (size_t i = 0; i < y->list.n; i++)
		if (y->list.at[i].kind == DUE_EVENT && y->list.at[i].ref == id)
			return &y->list.at[i];
	return NULL;
}

td_rc page_event(struct req *r)
{
	struct event_page_vm *vm = NEW(r->a, struct event_page_vm);
	struct calendar_event c;
	struct due_year y;
	struct page_days days;
	enum season_state step;
	td_rc rc = load(r, &c);
	if (rc == TD_OK)
		rc = page_begin(r, c.title, "lich");
	if (rc == TD_OK)
		rc = due_load(r->tx, r->year.id, &y);
	if (rc == TD_OK)
		rc = page_days_load(r, (int)r->year.year, (int)r->year.year + 1, &days);
	if (rc != TD_OK)
		return rc;
	*vm = (struct event_page_vm){
	    .base = page_base(r),
	    .title = c.title,
	    .kind = page_tr(r, event_kind_name(c.kind)),
	    .when = when_of(r, &c),
	    .hours = page_hours(r->a, c.starts_minute, c.ends_minute),
	    .place = c.place,
	    .note = c.note,
	    .added_by = c.added_by_name,
	    .withdrawn_why = c.withdrawn_why,
	    .why = form_show(r->form, S("why"), S("")),
	    .id = c.id,
	    .rev = c.rev,
	    .added_at = c.added_at_ms,
	    .changed_at = c.changed_at_ms,
	    .withdrawn_at = c.withdrawn_at_ms.v,
	    .withdrawn = c.withdrawn_at_ms.set,
	    .may_edit = page_may(r, PERM_YEAR_MANAGE) && !c.withdrawn_at_ms.set,
	};
	if (c.step.n && season_parse(c.step, &step) == TD_OK)
		vm->step = page_tr(r, season_name(step));
	const struct due *d = in_list(&y, c.id);
	vm->tag = d ? page_due_light(r, &days, d) : page_tag(r, "warn", "stop", N_("Đã bỏ khỏi lịch"));
	page_event_fill(r, &c, &y, &vm->event);
	page_crumb(r, req_path(r, "%.*s/lich", STRF(vm->base)), page_tr(r, N_("Lịch")));
	vm->page = r->page;
	view_event(&r->html, vm);
	return TD_OK;
}
