#include "web/page_member.h"

#include "base/caltime.h"
#include "jobs/act_org.h"
#include "web/views.h"

struct members_form {
	struct form_texts order, rev, leader, title, women;
};
static const struct field members_fields[] = {
    FIELD(KEYED_TEXT, struct members_form, order, N_("Thứ tự"), .max = 4),
    FIELD(KEYED_TEXT, struct members_form, rev, N_("Phiên bản"), .max = 20),
    FIELD(KEYED_TEXT, struct members_form, leader, N_("Thủ trưởng"), .max = 120),
    FIELD(KEYED_TEXT, struct members_form, title, N_("Chức vụ"), .max = 120),
    FIELD(KEYED_TEXT, struct members_form, women, N_("Tỷ lệ nữ"), .max = 10),
};
const struct form_def page_members_form = FORM(struct members_form, members_fields);

struct join_form {
	str unit, decision;
	struct form_day on;
};
static const struct field join_fields[] = {
    FIELD(TEXT, struct join_form, unit, N_("Đơn vị"), .required = true, .max = 300),
    FIELD(DAY, struct join_form, on, N_("Từ ngày"), .required = true),
    FIELD(TEXT, struct join_form, decision, N_("Theo quyết định"), .required = true, .max = 200),
};
const struct form_def page_join_form = FORM(struct join_form, join_fields);

struct leave_form {
	str leave_unit, leave_decision;
	struct form_day leave_on;
};
static const struct field leave_fields[] = {
    FIELD(TEXT, struct leave_form, leave_unit, N_("Đơn vị"), .required = true, .max = 60),
    FIELD(DAY, struct leave_form, leave_on, N_("Từ ngày"), .required = true),
    FIELD(TEXT, struct leave_form, leave_decision, N_("Theo quyết định"), .required = true, .max = 200),
};
const struct form_def page_leave_form = FORM(struct leave_form, leave_fields);

struct office_form {
	str office, office_unit, person, person_title, office_decision;
	struct form_day from_on, to_on;
	bool relieve;
};
static const struct field office_fields[] = {
    FIELD(CODE, struct office_form, office, N_("Chức vụ"), .required = true, .max = 20),
    FIELD(TEXT, struct office_form, office_unit, N_("Đơn vị"), .required = true, .max = 60),
    FIELD(TEXT, struct office_form, person, N_("Người đại diện"), .max = 120),
    FIELD(TEXT, struct office_form, person_title, N_("Chức vụ"), .max = 120),
    FIELD(DAY, struct office_form, from_on, N_("Từ ngày"), .required = true),
    FIELD(DAY, struct office_form, to_on, N_("Đến hết ngày")),
    FIELD(TEXT, struct office_form, office_decision, N_("Theo quyết định"), .required = true, .max = 200),
    FIELD(CHECK, struct office_form, relieve, N_("Thay đơn vị đang giữ")),
};
const struct form_def page_office_form = FORM(struct office_form, office_fields);

struct office_end_form {
	struct form_num term, term_rev;
	struct form_day end_on;
	str end_decision;
};
static const struct field office_end_fields[] = {
    FIELD(INT, struct office_end_form, term, N_("Nhiệm kỳ"), .required = true),
    FIELD(INT, struct office_end_form, term_rev, N_("Phiên bản"), .required = true),
    FIELD(DAY, struct office_end_form, end_on, N_("Đến hết ngày"), .required = true),
    FIELD(TEXT, struct office_end_form, end_decision, N_("Theo quyết định"), .required = true, .max = 200),
};
const struct form_def page_office_end_form = FORM(struct office_end_form, office_end_fields);

struct rules_form {
	str theme;
	struct form_num year_rev;
	struct form_texts steps;
};
static const struct field rules_fields[] = {
    FIELD(TEXT, struct rules_form, theme, N_("Chủ đề"), .max = 300),
    FIELD(INT, struct rules_form, year_rev, N_("Phiên bản"), .required = true),
    FIELD(KEYED_CHECK, struct rules_form, steps, N_("Các bước")),
};
const struct form_def page_rules_form = FORM(struct rules_form, rules_fields);

/* ---- the page ---- */

static bool may_edit(const struct req *r)
{
	return page_may(r, PERM_YEAR_MANAGE) || page_may(r, PERM_ORG_MANAGE);
}

/* What was typed stays in its own form; the page's other forms show what is saved. */
static const struct form *sent(const struct req *r, const struct form_def *def)
{
	return r->form && r->form->def == def ? r->form : NULL;
}

static str joined_text(struct req *r, const struct membership *m)
{
	if (!m->joined_on.n)
		return S("");
	return arena_fmt(r->a, req_tr(r, N_("vào từ %.*s theo %.*s")), STRF(page_day(r->a, m->joined_on)),
			 STRF(m->decision));
}

static td_rc put_members(struct req *r, struct member_vm *vm)
{
	membership_list members = {0}, left = {0};
	const struct form *own = sent(r, &page_members_form);
	str wanted = form_show(r->form, S("office_unit"), S("")),
	    leaving = form_show(r->form, S("leave_unit"), S(""));
	td_rc rc = store_membership_list(r->tx, r->year.id, &members);
	if (rc == TD_OK)
		rc = store_membership_left(r->tx, r->year.id, &left);
	for (size_t i = 0; rc == TD_OK && i < members.n; i++) {
		const struct membership *m = &members.at[i];
		str women = m->women_pct_c.set ? num_short(r->a, m->women_pct_c.v) : S("");
		VEC_PUSH(r->a, &vm->members) = (struct member_row){
		    .code = m->unit_code,
		    .name = m->unit_name,
		    .rev = m->rev,
		    .joined = joined_text(r, m),
		    .order = form_show_key(r->a, own, "order", m->unit_code,
					   arena_fmt(r->a, "%lld", (long long)m->ordinal)),
		    .leader = form_show_key(r->a, own, "leader", m->unit_code, m->leader_name),
		    .title = form_show_key(r->a, own, "title", m->unit_code, m->leader_title),
		    .women = form_show_key(r->a, own, "women", m->unit_code, women),
		};
		VEC_PUSH(r->a, &vm->office_units) =
		    (struct page_option){m->unit_code, m->unit_name, str_eq(m->unit_code, wanted)};
		VEC_PUSH(r->a, &vm->leave_units) =
		    (struct page_option){m->unit_code, m->unit_name, str_eq(m->unit_code, leaving)};
	}
	for (size_t i = 0; rc == TD_OK && i < left.n; i++)
		VEC_PUSH(r->a, &vm->left) = (struct member_left){
		    left.at[i].unit_name, page_day(r->a, left.at[i].left_on), left.at[i].left_decision};
	return rc;
}

static str office_title(const struct req *r, enum office o)
{
	if (o == OFFICE_HEAD)
		return r->year.head_title;
	return o == OFFICE_DEPUTY ? r->year.deputy_title : page_tr(r, office_name(o));
}

static struct page_tag term_tag(const struct req *r, enum term_state s)
{
	if (s == TERM_HELD)
		return page_tag(r, "ok", "check", N_("Đang giữ"));
	return s == TERM_LATER ? page_tag(r, "info", "clock", N_("Chưa bắt đầu"))
			       : page_tag(r, "", "history", N_("Đã hết"));
}

static td_rc put_terms(struct req *r, struct member_vm *vm)
{
	office_term_list terms = {0};
	td_rc rc = store_office_list(r->tx, r->year.id, &terms);
	for (size_t i = 0; rc == TD_OK && i < terms.n; i++) {
		const struct office_term *o = &terms.at[i];
		enum term_state state = office_term_state(o, r->today);
		str decision = o->decision;
		if (o->end_decision.n && !str_eq(o->end_decision, decision))
			decision = arena_fmt(r->a, req_tr(r, N_("%.*s; thôi theo %.*s")), STRF(decision),
					     STRF(o->end_decision));
		VEC_PUSH(r->a, &vm->terms) = (struct member_term){
		    .id = o->id,
		    .rev = o->rev,
		    .title = office_title(r, o->office),
		    .unit = o->unit_name,
		    .person = o->person_name,
		    .from_on = page_day(r->a, o->from_on),
		    .to_on = page_day(r->a, o->to_on),
		    .decision = decision,
		    .tag = term_tag(r, state),
		    .may_end = vm->may_org && state != TERM_OVER,
		};
	}
	str chosen = form_show(r->form, S("office"), S("head"));
	for (int i = 0; i < OFFICE__N; i++) {
		str code = str_c(office_code((enum office)i));
		VEC_PUSH(r->a, &vm->offices) =
		    (struct page_option){code, office_title(r, (enum office)i), str_eq(code, chosen)};
	}
	return rc;
}

static void put_typed(struct req *r, struct member_vm *vm)
{
	const struct form *f = r->form;
	vm->unit = form_show(f, S("unit"), S(""));
	vm->on = form_show(f, S("on"), S(""));
	vm->decision = form_show(f, S("decision"), S(""));
	vm->leave_on = form_show(f, S("leave_on"), S(""));
	vm->leave_decision = form_show(f, S("leave_decision"), S(""));
	vm->person = form_show(f, S("person"), S(""));
	vm->person_title = form_show(f, S("person_title"), S(""));
	vm->from_on = form_show(sent(r, &page_office_form), S("from_on"),
				arena_fmt(r->a, "01/01/%lld", (long long)vm->year));
	vm->to_on = form_show(f, S("to_on"), S("")); /* the meeting that ends the year is often in January */
	vm->office_decision = form_show(f, S("office_decision"), S(""));
	vm->relieve = f && form_show(f, S("relieve"), S("")).n > 0;
	vm->theme = form_show(sent(r, &page_rules_form), S("theme"), r->year.theme);
}

td_rc page_members(struct req *r)
{
	struct member_vm *vm = NEW(r->a, struct member_vm);
	struct act_year y;
	td_rc rc = page_begin(r, page_tr(r, N_("Thành viên, chức vụ, quy chế")), "thanh-vien");
	*vm = (struct member_vm){.base = page_base(r),
				 .cluster_name = r->year.cluster_name,
				 .head_title = r->year.head_title,
				 .deputy_title = r->year.deputy_title,
				 .year = r->year.year,
				 .rev = r->year.rev,
				 .may_edit = may_edit(r),
				 .may_org = page_may(r, PERM_ORG_MANAGE),
				 .may_open = page_may(r, PERM_ORG_MANAGE) || page_may(r, PERM_YEAR_CLOSE)};
	put_typed(r, vm);
	if (rc == TD_OK)
		rc = act_year_get(r->tx, r->year.id, &y);
	if (rc == TD_OK)
		rc = put_members(r, vm);
	if (rc == TD_OK)
		rc = put_terms(r, vm);
	if (rc != TD_OK)
		return rc;
	page_org_steps(r, sent(r, &page_rules_form), y.off, &vm->steps);
	vm->page = r->page;
	view_members(&r->html, vm);
	return TD_OK;
}

/* ---- changes ---- */

static td_rc done(struct req *r, td_rc rc, const char *anchor)
{
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s/thanh-vien?luu=1%s", STRF(page_base(r)), anchor);
	return rc;
}

static str sent_text(const struct form_texts *t, str key)
{
	for (size_t i = 0; i < t->list.n; i++)
		if (str_eq(t->list.at[i].key, key))
			return str_trim(t->list.at[i].v);
	return S("");
}

static void read_member(const struct members_form *f, struct membership *m)
{
	str code = m->unit_code, order = sent_text(&f->order, code), women = sent_text(&f->women, code);
	str leader = sent_text(&f->leader, code), title = sent_text(&f->title, code);
	if (str_i64(order, &m->ordinal) != TD_OK)
		m->ordinal = 0;
	if (str_i64(sent_text(&f->rev, code), &m->rev) != TD_OK)
		m->rev = 0;
	m->leader_name = leader.n ? leader : STR_NULL;
	m->leader_title = title.n ? title : STR_NULL;
	m->women_pct_c = OPT_NONE;
	if (!women.n)
		return;
	m->women_pct_c = OPT(0);
	if (num_parse_c(women, &m->women_pct_c.v) != TD_OK)
		m->women_pct_c.v = -1;
}

td_rc page_members_post(struct req *r)
{
	const struct members_form *f = form_value(r->form);
	membership_list members = {0};
	size_t n, n_rows = 0;
	if (!may_edit(r))
		return TD_DENIED;
	td_rc rc = store_membership_list(r->tx, r->year.id, &members);
	struct membership *rows = NEW_N(r->a, struct membership, members.n + 1);
	for (size_t i = 0; rc == TD_OK && i < members.n; i++) {
		if (sent_text(&f->rev, members.at[i].unit_code).n == 0)
			continue; /* joined meanwhile */
		rows[n_rows] = members.at[i];
		read_member(f, &rows[n_rows++]);
	}
	if (rc == TD_OK)
		rc = act_members_save(r->tx, r->year.id, rows, n_rows, &n);
	return done(r, rc, "");
}

td_rc page_member_join(struct req *r)
{
	const struct join_form *f = form_value(r->form);
	unit_list units = {0};
	td_rc rc = act_units_read(r->tx, S("unit"), f->unit, false, &units);
	if (rc == TD_OK && units.n != 1)
		rc = err_add(r->e, TD_INVALID, S("unit"), N_("Đơn vị: hãy ghi mã hoặc tên của một đơn vị."));
	if (rc == TD_OK)
		rc = act_member_join(r->tx, r->year.id, units.at[0].id, day_iso(r->a, f->on.v), f->decision);
	return done(r, rc, "");
}

static td_rc find_member(struct req *r, str code, const char *where, struct membership *m)
{
	td_rc rc = store_membership_find(r->tx, r->year.id, code, m);
	return rc == TD_NOT_FOUND
		   ? err_add(r->e, TD_INVALID, str_c(where), N_("Đơn vị: hãy chọn một thành viên của năm."))
		   : rc;
}

/* Errors of the act name its own parameters; the form's fields are called otherwise. */
static void rename_errors(struct req *r, const char *from, const char *to)
{
	for (size_t i = 0; i < r->e->items.n; i++)
		if (str_eq(r->e->items.at[i].where, str_c(from)))
			r->e->items.at[i].where = str_c(to);
}

td_rc page_member_leave(struct req *r)
{
	const struct leave_form *f = form_value(r->form);
	struct membership m;
	td_rc rc = find_member(r, f->leave_unit, "leave_unit", &m);
	if (rc == TD_OK)
		rc = act_member_leave(r->tx, r->year.id, m.unit, day_iso(r->a, f->leave_on.v),
				      f->leave_decision);
	rename_errors(r, "unit", "leave_unit");
	rename_errors(r, "on", "leave_on");
	rename_errors(r, "decision", "leave_decision");
	return done(r, rc, "");
}

td_rc page_office_give(struct req *r)
{
	const struct office_form *f = form_value(r->form);
	struct membership m;
	struct office_term o = {.year = r->year.id,
				.person_name = f->person.n ? f->person : STR_NULL,
				.person_title = f->person_title.n ? f->person_title : STR_NULL,
				.from_on = day_iso(r->a, f->from_on.v),
				.to_on = f->to_on.set ? day_iso(r->a, f->to_on.v) : STR_NULL,
				.decision = f->office_decision};
	td_rc rc = find_member(r, f->office_unit, "office_unit", &m);
	if (rc == TD_OK && office_parse(f->office, &o.office) != TD_OK)
		rc = err_add(r->e, TD_INVALID, S("office"), N_("Chức vụ: hãy chọn trong danh sách."));
	o.unit = m.unit;
	if (rc == TD_OK)
		rc = act_office_give(r->tx, &o, f->relieve);
	rename_errors(r, "unit", "office_unit");
	rename_errors(r, "decision", "office_decision");
	return done(r, rc, "#offices");
}

td_rc page_office_end(struct req *r)
{
	const struct office_end_form *f = form_value(r->form);
	td_rc rc = act_office_end(r->tx, r->year.id, f->term.v, day_iso(r->a, f->end_on.v), f->end_decision,
				  f->term_rev.v);
	rename_errors(r, "to_on", "offices");
	rename_errors(r, "decision", "offices");
	return done(r, rc, "#offices");
}

td_rc page_rules(struct req *r)
{
	const struct rules_form *f = form_value(r->form);
	if (!may_edit(r))
		return TD_DENIED;
	td_rc rc = act_year_rules(r->tx, r->year.id, f->theme, page_org_off(&f->steps), f->year_rev.v);
	return done(r, rc, "#rules");
}
