/* Kinds of unit in a year's table: which items do not apply to which kind, and which unit is of which. A section of the
 * page of the table. */
#include "jobs/act_profile.h"
#include "store/store_org.h"
#include "web/page_scheme.h"

struct profile_form {
	struct form_texts profile, rev;
};
static const struct field fields[] = {
    FIELD(KEYED_TEXT, struct profile_form, profile, N_("Nhóm đơn vị"), .max = SCHEME_PROFILE_CODE_MAX),
    FIELD(KEYED_TEXT, struct profile_form, rev, N_("Phiên bản"), .max = 20),
};
const struct form_def page_profile_form = FORM(struct profile_form, fields);

/* "I.3 Phong trào; II Điểm thưởng" */
static str items_of(struct req *r, const struct scheme *s, const struct scheme_profile *p)
{
	struct sb b = sb_new(r->a, 1 << 20);
	for (u32 k = 0; k < p->n_nodes; k++) {
		const struct criterion *c = &s->nodes[p->nodes[k]];
		sb_fmt(&b, "%s%.*s %.*s", k ? "; " : "", STRF(c->code), STRF(c->name));
	}
	return sb_str(&b);
}

/* The members of a kind; an empty code: those of none. */
static str units_of(struct req *r, const membership_list *members, str code)
{
	struct sb b = sb_new(r->a, 1 << 20);
	for (size_t i = 0; i < members->n; i++) {
		const struct membership *m = &members->at[i];
		if (m->profile.n == code.n && (code.n == 0 || str_eq(m->profile, code)))
			sb_fmt(&b, "%s%.*s", b.n ? "; " : "", STRF(m->unit_name));
	}
	return sb_str(&b);
}

static void put_unit(struct req *r, struct scheme_vm *vm, const struct scheme *s, const struct membership *m)
{
	const struct form *f = r->form && r->form->def == &page_profile_form ? r->form : NULL;
	struct scheme_unit *u = &VEC_PUSH(r->a, &vm->units);
	*u = (struct scheme_unit){.code = m->unit_code, .name = m->unit_name, .rev = m->rev};
	u->profile = form_show_key(r->a, f, "profile", m->unit_code, m->profile.n ? m->profile : S(""));
	VEC_PUSH(r->a, &u->options) =
	    (struct page_option){S(""), page_tr(r, N_("Mọi mục áp dụng")), u->profile.n == 0};
	for (u32 i = 0; i < s->n_profiles; i++)
		VEC_PUSH(r->a, &u->options) = (struct page_option){s->profiles[i].code, s->profiles[i].name,
								   str_eq(u->profile, s->profiles[i].code)};
}

td_rc page_profile_put(struct req *r, struct scheme_vm *vm, const struct scheme *s)
{
	membership_list members = {0};
	struct act_year y;
	if (s->n_profiles == 0)
		return TD_OK;
	td_rc rc = store_membership_list(r->tx, r->year.id, &members);
	if (rc == TD_OK)
		rc = act_year_get(r->tx, r->year.id, &y);
	if (rc != TD_OK)
		return rc;
	for (u32 i = 0; i < s->n_profiles; i++) {
		const struct scheme_profile *p = &s->profiles[i];
		VEC_PUSH(r->a, &vm->profiles) = (struct scheme_group){
		    p->code, p->name, items_of(r, s, p), p->reason, units_of(r, &members, p->code)};
	}
	VEC_PUSH(r->a, &vm->profiles) =
	    (struct scheme_group){S(""), page_tr(r, N_("Các đơn vị còn lại")),
				  page_tr(r, N_("không bỏ mục nào")), S(""), units_of(r, &members, S(""))};
	vm->may_profile = page_may(r, PERM_YEAR_MANAGE) && !y.frozen && y.season <= SEASON_MEETING;
	vm->profile_fault = r->form && r->form->def == &page_profile_form;
	for (size_t i = 0; vm->may_profile && i < members.n; i++)
		put_unit(r, vm, s, &members.at[i]);
	return TD_OK;
}

static i64 rev_of(const struct form_texts *t, str code)
{
	i64 rev = 0;
	for (size_t i = 0; i < t->list.n; i++)
		if (str_eq(t->list.at[i].key, code) && str_i64(t->list.at[i].v, &rev) == TD_OK)
			return rev;
	return 0;
}

td_rc page_profile_post(struct req *r)
{
	const struct profile_form *f = form_value(r->form);
	membership_list members = {0};
	struct act_profile *rows = NEW_N(r->a, struct act_profile, f->profile.list.n);
	size_t n = 0, changed;
	td_rc rc = store_membership_list(r->tx, r->year.id, &members);
	for (size_t i = 0; rc == TD_OK && i < f->profile.list.n; i++)
		for (size_t k = 0; k < members.n; k++)
			if (str_eq(members.at[k].unit_code, f->profile.list.at[i].key))
				rows[n++] = (struct act_profile){members.at[k].unit, f->profile.list.at[i].v,
								 rev_of(&f->rev, members.at[k].unit_code)};
	r->location = req_path(r, "%.*s/bang-tieu-chi?luu=1#nhom", STRF(page_base(r)));
	return rc == TD_OK ? act_profiles_save(r->tx, r->year.id, rows, n, &changed) : rc;
}
