/* Entering an activity: a unit its own, the desk a common one with every unit's part; participation of a unit. */
#include "base/caltime.h"
#include "web/page_activity.h"
#include "web/views.h"

struct activity_form {
	struct form_num id, rev;
	str kind, title, place, body;
	struct form_day held_on;
	struct form_texts joined, people, dong;
};
static const struct field activity_fields[] = {
    FIELD(INT, struct activity_form, id, N_("Hoạt động")),
    FIELD(INT, struct activity_form, rev, N_("Phiên bản")),
    FIELD(CODE, struct activity_form, kind, N_("Loại hoạt động"), .required = true, .max = 40),
    FIELD(TEXT, struct activity_form, title, N_("Tên hoạt động"), .required = true, .max = 300),
    FIELD(DAY, struct activity_form, held_on, N_("Ngày tổ chức"), .required = true),
    FIELD(TEXT, struct activity_form, place, N_("Địa điểm"), .max = 300),
    FIELD(AREA, struct activity_form, body, N_("Nội dung, kết quả"), .max = 8000),
    FIELD(KEYED_CHECK, struct activity_form, joined, N_("Tham gia")),
    FIELD(KEYED_TEXT, struct activity_form, people, N_("Số người"), .max = 20),
    FIELD(KEYED_TEXT, struct activity_form, dong, N_("Số tiền"), .max = 40),
};
const struct form_def page_activity_form_def = FORM(struct activity_form, activity_fields);

struct participation_form {
	struct form_num rev, n_collectives, n_collectives_joined, n_people, n_people_joined;
};
static const struct field participation_fields[] = {
    FIELD(INT, struct participation_form, rev, N_("Phiên bản")),
    FIELD(INT, struct participation_form, n_collectives, N_("Tổng số tập thể"), .required = true),
    FIELD(INT, struct participation_form, n_collectives_joined, N_("Tập thể hưởng ứng"), .required = true),
    FIELD(INT, struct participation_form, n_people, N_("Tổng số người"), .required = true),
    FIELD(INT, struct participation_form, n_people_joined, N_("Người hưởng ứng"), .required = true),
};
const struct form_def page_participation_form = FORM(struct participation_form, participation_fields);

static bool own_form(const struct req *r)
{
	return r->form && r->form->def == &page_activity_form_def;
}

static str grouped(struct arena *a, i64 v)
{
	struct sb b = sb_new(a, 40);
	num_put_grouped(&b, v);
	return sb_str(&b);
}

/* The activity of ?sua= or of the form sent; {0} for a new one. */
static td_rc changed(struct req *r, const struct activity_view *v, struct activity *out)
{
	i64 id;
	str given = own_form(r) ? form_typed(r->form, S("id")) : req_query(r, S("sua"));
	*out = (struct activity){0};
	if (given.n == 0 || str_i64(given, &id) != TD_OK || id == 0)
		return TD_OK;
	for (size_t i = 0; i < v->activities.n; i++) {
		const struct activity *x = &v->activities.at[i];
		if (x->id == id && (x->unit.set ? x->unit.v : 0) == r->member.unit.v) {
			*out = *x;
			return TD_OK;
		}
	}
	return TD_NOT_FOUND;
}

static void put_parts(struct req *r, struct activity_form_vm *vm, const struct activity_view *v, i64 id)
{
	const struct form *f = own_form(r) ? r->form : NULL;
	for (size_t m = 0; m < v->members.n; m++) {
		const struct membership *u = &v->members.at[m];
		const struct activity_part *p = NULL;
		if (!vm->common && u->unit.v != r->member.unit.v)
			continue;
		for (size_t i = 0; id && i < v->parts.n; i++)
			if (v->parts.at[i].activity == id && v->parts.at[i].unit.v == u->unit.v)
				p = &v->parts.at[i];
		str people = p ? grouped(r->a, p->n_people) : S(""),
		    dong = p ? grouped(r->a, p->amount_dong) : S("");
		VEC_PUSH(r->a, &vm->parts) = (struct activity_field){
		    .code = u->unit_code,
		    .name = u->unit_name,
		    .people = form_show_key(r->a, f, "people", u->unit_code, people),
		    .dong = form_show_key(r->a, f, "dong", u->unit_code, dong),
		    .joined = f ? form_show_key(r->a, f, "joined", u->unit_code, S("")).n > 0 : p != NULL};
	}
}

static void put_unit(struct req *r, struct activity_form_vm *vm, const struct activity_view *v)
{
	const struct form *f = r->form && !own_form(r) ? r->form : NULL;
	struct participation j = {0};
	for (size_t i = 0; i < v->joined.n; i++)
		if (v->joined.at[i].unit.v == r->member.unit.v)
			j = v->joined.at[i];
	bool has = j.rev > 0;
	vm->participation_rev = j.rev;
	vm->n_collectives =
	    form_show(f, S("n_collectives"), has ? req_path(r, "%lld", (long long)j.n_collectives) : S(""));
	vm->n_collectives_joined =
	    form_show(f, S("n_collectives_joined"),
		      has ? req_path(r, "%lld", (long long)j.n_collectives_joined) : S(""));
	vm->n_people = form_show(f, S("n_people"), has ? req_path(r, "%lld", (long long)j.n_people) : S(""));
	vm->n_people_joined = form_show(f, S("n_people_joined"),
					has ? req_path(r, "%lld", (long long)j.n_people_joined) : S(""));
	for (size_t i = 0; i < v->activities.n; i++) {
		const struct activity *x = &v->activities.at[i];
		if ((x->unit.set ? x->unit.v : 0) != r->member.unit.v)
			continue;
		VEC_PUSH(r->a, &vm->rows) = (struct activity_row){
		    .href = req_path(r, "%.*s/hoat-dong/xem/%lld", STRF(vm->base), (long long)x->id),
		    .title = x->title,
		    .kind = monitor_kind_name(&v->kinds, x->kind),
		    .held_on = x->held_on};
	}
}

td_rc page_activity_form(struct req *r)
{
	struct activity_form_vm *vm = NEW(r->a, struct activity_form_vm);
	struct activity_view v;
	struct activity x = {0};
	td_rc rc = page_begin(r, page_tr(r, N_("Ghi hoạt động")), "hoat-dong");
	if (rc == TD_OK)
		rc = page_activity_view(r, &v);
	if (rc == TD_OK)
		rc = changed(r, &v, &x);
	if (rc != TD_OK)
		return rc;
	const struct form *f = own_form(r) ? r->form : NULL;
	*vm = (struct activity_form_vm){
	    .base = page_base(r),
	    .unit_code = r->member.unit_code,
	    .unit_name = r->member.unit_name,
	    .year = r->year.year,
	    .common = r->member.unit.v == 0,
	    .id = x.id,
	    .rev = x.rev,
	    .title = form_show(f, S("title"), x.title),
	    .kind = form_show(f, S("kind"), x.kind),
	    .held_on = form_show(f, S("held_on"), page_day(r->a, x.held_on)),
	    .place = form_show(f, S("place"), x.place),
	    .body = form_show(f, S("body"), x.body),
	};
	vm->may_edit = vm->common || req_may(r, PERM_UNIT_FILL);
	for (size_t i = 0; i < v.kinds.n; i++)
		if (!v.kinds.at[i].retired || str_eq(v.kinds.at[i].code, vm->kind))
			VEC_PUSH(r->a, &vm->kinds) = (struct page_option){
			    v.kinds.at[i].code, v.kinds.at[i].name, str_eq(v.kinds.at[i].code, vm->kind)};
	page_crumb(r, req_path(r, "%.*s/hoat-dong", STRF(vm->base)), page_tr(r, N_("Hoạt động")));
	put_parts(r, vm, &v, x.id);
	if (!vm->common)
		put_unit(r, vm, &v);
	vm->page = r->page;
	view_activity_form(&r->html, vm);
	return TD_OK;
}

static str sent(const struct form_texts *t, str code)
{
	for (size_t i = 0; i < t->list.n; i++)
		if (str_eq(t->list.at[i].key, code))
			return str_trim(t->list.at[i].v);
	return S("");
}

static bool was_sent(const struct form_texts *t, str code)
{
	for (size_t i = 0; i < t->list.n; i++)
		if (str_eq(t->list.at[i].key, code))
			return true;
	return false;
}

/* One unit's part as typed; every fault names its field. */
static void read_part(struct req *r, const struct activity_form *f, const struct membership *u,
		      activity_part_list *parts)
{
	str people = sent(&f->people, u->unit_code), dong = sent(&f->dong, u->unit_code);
	struct activity_part p = {.unit = u->unit};
	if (r->member.unit.v == 0 && !was_sent(&f->joined, u->unit_code) && !people.n && !dong.n)
		return;
	if (people.n && (activity_parse_dong(people, &p.n_people) != TD_OK || p.n_people > 10000000))
		err_add(r->e, TD_INVALID, arena_fmt(r->a, "people[%.*s]", STRF(u->unit_code)),
			N_("%.*s: số người phải là số nguyên, ví dụ 120."), STRF(u->unit_name));
	if (dong.n && activity_parse_dong(dong, &p.amount_dong) != TD_OK)
		err_add(r->e, TD_INVALID, arena_fmt(r->a, "dong[%.*s]", STRF(u->unit_code)),
			N_("%.*s: số tiền ghi bằng đồng, ví dụ 1.500.000."), STRF(u->unit_name));
	VEC_PUSH(r->a, parts) = p;
}

td_rc page_activity_save(struct req *r)
{
	const struct activity_form *f = form_value(r->form);
	membership_list members = {0};
	activity_part_list parts = {0};
	struct activity x = {.id = f->id.v,
			     .rev = f->rev.v,
			     .year = r->year.id,
			     .unit = r->member.unit.v ? OPT(r->member.unit.v) : OPT_NONE,
			     .kind = f->kind,
			     .title = f->title,
			     .held_on = f->held_on.set ? day_iso(r->a, f->held_on.v) : S(""),
			     .place = f->place,
			     .body = f->body};
	size_t before = r->e->n_total;
	td_rc rc = store_membership_list(r->tx, r->year.id, &members);
	for (size_t i = 0; rc == TD_OK && i < members.n; i++)
		if (r->member.unit.v == 0 || r->member.unit.v == members.at[i].unit.v)
			read_part(r, f, &members.at[i], &parts);
	if (rc == TD_OK && r->e->n_total != before)
		rc = TD_INVALID;
	if (rc == TD_OK)
		rc = act_activity_save(r->tx, &x, &parts);
	if (rc == TD_OK)
		r->location =
		    req_path(r, "%.*s/hoat-dong/xem/%lld?luu=1", STRF(page_base(r)), (long long)x.id);
	return rc;
}

td_rc page_participation_save(struct req *r)
{
	const struct participation_form *f = form_value(r->form);
	struct participation x = {r->year.id,
				  r->member.unit,
				  f->n_collectives.v,
				  f->n_collectives_joined.v,
				  f->n_people.v,
				  f->n_people_joined.v,
				  f->rev.v};
	td_rc rc = act_participation_save(r->tx, &x);
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s/hoat-dong/%.*s?luu=1#huong-ung", STRF(page_base(r)),
				       STRF(r->member.unit_code));
	return rc;
}
