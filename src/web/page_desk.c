#include "web/page_desk.h"

#include "jobs/act_calendar.h"
#include "jobs/remind.h"
#include "web/views.h"

struct remind_form {
	str what, unit;
};
static const struct field remind_fields[] = {
    FIELD(TEXT, struct remind_form, what, N_("Việc"), .required = true, .max = 60),
    FIELD(CODE, struct remind_form, unit, N_("Đơn vị"), .max = 60),
};
const struct form_def page_desk_remind_form = FORM(struct remind_form, remind_fields);

struct extend_form {
	str what, unit, reason;
	struct form_day due_on;
};
static const struct field extend_fields[] = {
    FIELD(TEXT, struct extend_form, what, N_("Việc gia hạn"), .required = true, .max = 60),
    FIELD(CODE, struct extend_form, unit, N_("Đơn vị"), .max = 60),
    FIELD(DAY, struct extend_form, due_on, N_("Hạn mới"), .required = true),
    FIELD(TEXT, struct extend_form, reason, N_("Lý do"), .required = true, .max = 1000),
};
const struct form_def page_desk_extend_form = FORM(struct extend_form, extend_fields);

struct desk {
	struct req *r;
	struct desk_vm *vm;
	struct due_year y;
	struct page_days days;
};

static str what_of(struct req *r, const struct due *d)
{
	return arena_fmt(r->a, "%s:%lld", due_kind_code(d->kind), (long long)d->ref);
}

static struct desk_column *column_of(struct desk *k, const struct due *d)
{
	struct req *r = k->r;
	str what = what_of(r, d);
	for (size_t i = 0; i < k->vm->columns.n; i++)
		if (str_eq(k->vm->columns.at[i].what, what))
			return &k->vm->columns.at[i];
	struct desk_column *c = &VEC_PUSH(r->a, &k->vm->columns);
	*c = (struct desk_column){
	    .title = due_title(r->a, r->page.lang, d), .due_on = d->due_on, .what = what};
	return c;
}

static void put_due(struct desk *k, const struct due *d)
{
	struct req *r = k->r;
	if (!due_of_units(d->kind))
		return;
	struct desk_column *c = column_of(k, d);
	c->n++;
	c->n_done += d->state == DUE_DONE;
	if (!d->extended)
		c->due_on = d->due_on;
	if (d->state != DUE_OPEN)
		return;
	struct page_tag tag = page_due_light(r, &k->days, d);
	if (!c->may_remind)
		c->tag = tag;
	c->may_remind = true;
	k->vm->n_waiting++;
	VEC_PUSH(r->a, &c->waiting) = (struct desk_unit){d->unit_code, d->unit_name, tag};
}

static void put_row(struct desk *k, const struct membership *m)
{
	struct req *r = k->r;
	struct desk_row *row = &VEC_PUSH(r->a, &k->vm->rows);
	*row = (struct desk_row){.code = m->unit_code, .name = m->unit_name};
	for (size_t c = 0; c < k->vm->columns.n; c++) {
		struct desk_cell *cell = &VEC_PUSH(r->a, &row->cells);
		cell->label = k->vm->columns.at[c].title;
		for (size_t i = 0; i < k->y.list.n; i++) {
			const struct due *d = &k->y.list.at[i];
			if (d->unit.v != m->unit.v || !due_of_units(d->kind) ||
			    !str_eq(what_of(r, d), k->vm->columns.at[c].what))
				continue;
			cell->tag = page_due_light(r, &k->days, d);
			cell->href = req_path(r, "%.*s%.*s", STRF(k->vm->base), STRF(due_path(r->a, d)));
			cell->due_on = d->extended ? d->due_on : STR_NULL;
		}
	}
}

static void put_choices(struct desk *k)
{
	struct req *r = k->r;
	str what = form_show(r->form, S("what"), S("")), unit = form_show(r->form, S("unit"), S(""));
	for (size_t i = 0; i < k->vm->columns.n; i++) {
		const struct desk_column *c = &k->vm->columns.at[i];
		VEC_PUSH(r->a, &k->vm->things) = (struct page_option){
		    c->what,
		    c->due_on.n ? arena_fmt(r->a, req_tr(r, N_("%.*s (hạn %.*s)")), STRF(c->title),
					    STRF(page_day(r->a, c->due_on)))
				: c->title,
		    str_eq(c->what, what)};
	}
	for (size_t i = 0; i < k->y.list.n; i++) {
		const struct due *d = &k->y.list.at[i];
		if (d->kind == DUE_STEP && d->due_on.n && d->state != DUE_DONE)
			VEC_PUSH(r->a, &k->vm->things) =
			    (struct page_option){what_of(r, d),
						 arena_fmt(r->a, req_tr(r, N_("%.*s (hạn %.*s)")),
							   STRF(due_title(r->a, r->page.lang, d)),
							   STRF(page_day(r->a, d->due_on))),
						 str_eq(what_of(r, d), what)};
	}
	for (size_t i = 0; i < k->y.members.n; i++)
		VEC_PUSH(r->a, &k->vm->units) =
		    (struct page_option){k->y.members.at[i].unit_code, k->y.members.at[i].unit_name,
					 str_eq(k->y.members.at[i].unit_code, unit)};
}

td_rc page_desk(struct req *r)
{
	struct desk k = {.r = r, .vm = NEW(r->a, struct desk_vm)};
	enum season_state now;
	*k.vm = (struct desk_vm){.base = page_base(r),
				 .cluster_name = r->year.cluster_name,
				 .year = r->year.year,
				 .due_on = form_show(r->form, S("due_on"), S("")),
				 .reason = form_show(r->form, S("reason"), S(""))};
	td_rc rc = page_begin(r, page_tr(r, N_("Bàn làm việc của cụm, khối")), "ban-lam-viec");
	if (rc == TD_OK)
		rc = page_steps(r, &k.vm->steps, &now);
	if (rc == TD_OK)
		rc = due_load(r->tx, r->year.id, &k.y);
	if (rc == TD_OK)
		rc = page_days_load(r, (int)r->year.year, (int)r->year.year + 1, &k.days);
	if (rc != TD_OK)
		return rc;
	str told = req_query(r, S("nhac"));
	if (!r->form && told.n && told.n < 6)
		r->page.notice = arena_fmt(r->a, req_tr(r, N_("Đã nhắc %.*s người.")), STRF(told));
	for (size_t i = 0; i < k.y.list.n; i++)
		put_due(&k, &k.y.list.at[i]);
	for (size_t i = 0; i < k.y.members.n; i++)
		put_row(&k, &k.y.members.at[i]);
	put_choices(&k);
	k.vm->page = r->page;
	view_desk(&r->html, k.vm);
	return TD_OK;
}

/* "card:3" */
static td_rc read_what(struct req *r, str what, enum due_kind *kind, i64 *ref)
{
	size_t colon = str_find_byte(what, ':');
	if (due_kind_parse(str_upto(what, colon), kind) == TD_OK &&
	    str_i64(str_from(what, colon + 1), ref) == TD_OK)
		return TD_OK;
	return err_add(r->e, TD_INVALID, S("what"), N_("Chọn việc trong danh sách."));
}

td_rc page_desk_remind(struct req *r)
{
	const struct remind_form *f = form_value(r->form);
	enum due_kind kind = 0;
	i64 ref = 0;
	size_t n = 0;
	td_rc rc = read_what(r, f->what, &kind, &ref);
	if (rc == TD_OK)
		rc = act_due_remind(r->tx, r->year.id, kind, ref, f->unit, &n);
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s/ban-lam-viec?nhac=%zu", STRF(page_base(r)), n);
	return rc;
}

td_rc page_desk_extend(struct req *r)
{
	const struct extend_form *f = form_value(r->form);
	enum due_kind kind = 0;
	i64 ref = 0;
	td_rc rc = read_what(r, f->what, &kind, &ref);
	if (rc == TD_OK)
		rc = act_due_extend(r->tx, r->year.id, kind, ref, f->unit, day_iso(r->a, f->due_on.v),
				    f->reason);
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s/ban-lam-viec?luu=1", STRF(page_base(r)));
	return rc;
}
