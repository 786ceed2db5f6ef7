#include "web/page_user.h"

#include "base/utf8.h"
#include "store/store_user.h"
#include "web/views.h"

enum { PER_PAGE = 50 };

static const struct {
	const char *code, *text;
} states[] = {
    [USER_ALL] = {"", N_("Tất cả")},
    [USER_ACTIVE] = {"hoat-dong", N_("Đang hoạt động")},
    [USER_DISABLED] = {"khoa", N_("Đã khóa")},
};

static struct page_tag state_tag(const struct req *r, const struct user *u)
{
	if (u->blanked_at_ms.set)
		return page_tag(r, "", "lock", N_("Đã xóa thông tin"));
	if (u->disabled_at_ms.set)
		return page_tag(r, "bad", "lock", N_("Đã khóa"));
	if (u->locked_until_ms > r->now_ms)
		return page_tag(r, "warn", "clock", N_("Tạm khóa vì nhập sai"));
	if (u->must_change)
		return page_tag(r, "info", "clock", N_("Chờ đổi mật khẩu"));
	return page_tag(r, "ok", "check", N_("Hoạt động"));
}

/* "từ 01/3/2026 đến 31/3/2026"; empty when the grant has no days. */
static str days_of(struct req *r, const struct authz_grant *g)
{
	str from = page_day(r->a, g->from_on), to = page_day(r->a, g->to_on);
	if (from.n && to.n)
		return arena_fmt(r->a, req_tr(r, N_("từ %.*s đến %.*s")), STRF(from), STRF(to));
	if (from.n)
		return arena_fmt(r->a, req_tr(r, N_("từ %.*s")), STRF(from));
	return to.n ? arena_fmt(r->a, req_tr(r, N_("đến %.*s")), STRF(to)) : S("");
}

static struct user_grant grant_of(struct req *r, const struct grant_place *p)
{
	const struct authz_grant *g = &p->grant.right;
	return (struct user_grant){.id = p->grant.id.v,
				   .role = page_tr(r, authz_role_name(g->role)),
				   .scope = p->name.n ? p->name : page_tr(r, authz_scope_name(g->scope)),
				   .days = days_of(r, g),
				   .in_force = authz_in_force(g, r->today)};
}

/* ---- the list ---- */

static str address(struct req *r, const struct users_vm *vm, i64 page)
{
	struct html q = html_new(r->a, LANG_VI, NULL, 4096);
	html_url(&q, vm->q);
	return req_path(r, "/quan-tri/nguoi-dung?q=%.*s&tt=%.*s&trang=%lld", STRF(html_str(&q)),
			STRF(vm->state), (long long)page);
}

static void put_filter(struct req *r, struct users_vm *vm, struct user_filter *f)
{
	i64 page;
	str state = req_query(r, S("tt"));
	*f = (struct user_filter){.text = utf8_upto(str_trim(req_query(r, S("q"))), 200),
				  .limit = page_rows(r, PER_PAGE)};
	vm->q = f->text.p ? f->text : S("");
	f->text = vm->q;
	vm->state = S("");
	for (int i = 0; i < (int)(sizeof states / sizeof *states); i++) {
		str code = str_c(states[i].code);
		bool chosen = str_eq(code, state);
		VEC_PUSH(r->a, &vm->states) = (struct page_option){code, page_tr(r, states[i].text), chosen};
		if (!chosen)
			continue;
		f->state = i == USER_ACTIVE ? USER_ACTIVE : i == USER_DISABLED ? USER_DISABLED : USER_ALL;
		vm->state = code;
	}
	if (str_i64(req_query(r, S("trang")), &page) != TD_OK || page < 1 || page > 100000 ||
	    page_is_workbook(r))
		page = 1;
	vm->shown_page = page;
	f->offset = (page - 1) * PER_PAGE;
}

static void put_lines(struct req *r, struct users_vm *vm, const user_list *users,
		      const grant_place_list *places)
{
	for (size_t i = 0; i < users->n; i++) {
		const struct user *u = &users->at[i];
		struct user_line *line = &VEC_PUSH(r->a, &vm->users);
		*line = (struct user_line){.id = u->id.v,
					   .login = u->login,
					   .name = u->name,
					   .title = u->title,
					   .last_login_at = u->last_login_at_ms.v,
					   .seen = u->last_login_at_ms.set,
					   .state = state_tag(r, u)};
		for (size_t k = 0; k < places->n; k++)
			if (places->at[k].grant.user.v == u->id.v)
				VEC_PUSH(r->a, &line->grants) = grant_of(r, &places->at[k]);
	}
}

td_rc page_users(struct req *r)
{
	struct users_vm *vm = NEW(r->a, struct users_vm);
	struct user_filter f;
	user_list users = {0};
	grant_place_list places = {0};
	td_rc rc = page_begin(r, page_tr(r, N_("Người dùng")), "quan-tri/nguoi-dung");
	put_filter(r, vm, &f);
	if (rc == TD_OK)
		rc = store_user_page(r->tx, &f, &users, &vm->n_all);
	if (rc == TD_OK)
		rc = page_rows_fit(r, vm->n_all);
	if (rc == TD_OK)
		rc = store_grant_places_page(r->tx, &f, &places);
	if (rc != TD_OK)
		return rc;
	put_lines(r, vm, &users, &places);
	vm->n_pages = vm->n_all ? (vm->n_all + PER_PAGE - 1) / PER_PAGE : 1;
	vm->before = vm->shown_page > 1 ? address(r, vm, vm->shown_page - 1) : S("");
	vm->after = vm->shown_page < vm->n_pages ? address(r, vm, vm->shown_page + 1) : S("");
	vm->page = r->page;
	view_users(&r->html, vm);
	return TD_OK;
}

/* ---- one person ---- */

td_rc page_user_id(const struct req *r, user_id *out)
{
	return str_i64(req_param(r, "user"), &out->v) == TD_OK && out->v > 0 ? TD_OK : TD_NOT_FOUND;
}

static struct user_scope_group *scope_group(struct req *r, struct user_vm *vm, enum authz_scope s)
{
	struct user_scope_group *g = &VEC_PUSH(r->a, &vm->scopes);
	*g = (struct user_scope_group){.label = page_tr(r, authz_scope_name(s))};
	return g;
}

static void add_scope(struct req *r, struct user_scope_group *g, enum authz_scope s, i64 id, str name,
		      str chosen)
{
	str value = arena_fmt(r->a, "%s.%lld", authz_scope_code(s), (long long)id);
	VEC_PUSH(r->a, &g->scopes) = (struct page_option){value, name, str_eq(value, chosen)};
}

static td_rc put_scopes(struct req *r, struct user_vm *vm)
{
	council_list councils = {0};
	cluster_list clusters = {0};
	unit_list units = {0};
	str chosen = form_show(r->form, S("scope"), S(""));
	td_rc rc = store_council_list(r->tx, &councils);
	if (rc == TD_OK)
		rc = store_cluster_list(r->tx, &clusters);
	if (rc == TD_OK)
		rc = store_unit_list(r->tx, &units);
	if (rc != TD_OK)
		return rc;
	add_scope(r, scope_group(r, vm, SCOPE_SYSTEM), SCOPE_SYSTEM, 0,
		  page_tr(r, authz_scope_name(SCOPE_SYSTEM)), chosen);
	struct user_scope_group *g = scope_group(r, vm, SCOPE_COUNCIL);
	for (size_t i = 0; i < councils.n; i++)
		add_scope(r, g, SCOPE_COUNCIL, councils.at[i].id.v, councils.at[i].name, chosen);
	g = scope_group(r, vm, SCOPE_CLUSTER);
	for (size_t i = 0; i < clusters.n; i++)
		add_scope(r, g, SCOPE_CLUSTER, clusters.at[i].id.v, clusters.at[i].name, chosen);
	g = scope_group(r, vm, SCOPE_UNIT);
	for (size_t i = 0; i < units.n; i++)
		if (!units.at[i].retired)
			add_scope(r, g, SCOPE_UNIT, units.at[i].id.v, units.at[i].name, chosen);
	return TD_OK;
}

static void put_roles(struct req *r, struct user_vm *vm)
{
	str chosen = form_show(r->form, S("role"), S(""));
	for (int i = 0; i < AUTHZ_ROLE__N; i++) {
		str code = str_c(authz_role_code((enum authz_role)i));
		VEC_PUSH(r->a, &vm->roles) = (struct page_option){
		    code, page_tr(r, authz_role_name((enum authz_role)i)), str_eq(code, chosen)};
	}
}

static void put_fields(struct req *r, struct user_vm *vm, const struct user *u)
{
	/* another form of the page was sent: these keep what is saved */
	const struct form *edit = r->form && form_typed(r->form, S("name")).p ? r->form : NULL;
	vm->name = form_show(edit, S("name"), u->name);
	vm->title = form_show(edit, S("title"), u->title);
	vm->email = form_show(edit, S("email"), u->email);
	vm->rev = arena_fmt(r->a, "%lld", (long long)u->rev);
	vm->from_on = form_show(r->form, S("from_on"), S(""));
	vm->to_on = form_show(r->form, S("to_on"), S(""));
	vm->reason = form_show(r->form, S("reason"), S(""));
}

td_rc page_user_new(struct req *r)
{
	struct user_vm *vm = NEW(r->a, struct user_vm);
	struct user none = {.name = S(""), .title = S(""), .email = S("")};
	td_rc rc = page_begin(r, page_tr(r, N_("Thêm người dùng")), "quan-tri/nguoi-dung");
	if (rc != TD_OK)
		return rc;
	page_crumb(r, S("/quan-tri/nguoi-dung"), page_tr(r, N_("Người dùng")));
	put_roles(r, vm);
	rc = put_scopes(r, vm);
	put_fields(r, vm, &none);
	vm->is_new = true;
	vm->login = form_show(r->form, S("login"), S(""));
	vm->page = r->page;
	if (rc == TD_OK)
		view_user_new(&r->html, vm);
	return rc;
}

td_rc page_user(struct req *r)
{
	struct user_vm *vm = NEW(r->a, struct user_vm);
	struct user u;
	user_id id;
	grant_place_list places = {0};
	td_rc rc = page_user_id(r, &id);
	if (rc == TD_OK)
		rc = store_user_get(r->tx, id, &u);
	if (rc == TD_OK)
		rc = page_begin(r, u.name, "quan-tri/nguoi-dung");
	if (rc == TD_OK)
		rc = store_grant_places(r->tx, id, &places);
	if (rc != TD_OK)
		return rc;
	page_crumb(r, S("/quan-tri/nguoi-dung"), page_tr(r, N_("Người dùng")));
	*vm = (struct user_vm){.id = id.v,
			       .base = req_path(r, "/quan-tri/nguoi-dung/%lld", (long long)id.v),
			       .login = u.login,
			       .saved_name = u.name,
			       .disabled = u.disabled_at_ms.set,
			       .blanked = u.blanked_at_ms.set,
			       .state = state_tag(r, &u),
			       .last_login_at = u.last_login_at_ms.v,
			       .seen = u.last_login_at_ms.set};
	for (size_t i = 0; i < places.n; i++)
		VEC_PUSH(r->a, &vm->grants) = grant_of(r, &places.at[i]);
	put_fields(r, vm, &u);
	put_roles(r, vm);
	rc = put_scopes(r, vm);
	vm->page = r->page;
	if (rc == TD_OK)
		view_user(&r->html, vm);
	return rc;
}
