/* What administrators' forms about people do: the rest of page_user.h. */
#include "base/vi.h"
#include "jobs/act_user.h"
#include "web/app.h"
#include "web/auth.h"
#include "web/page_user.h"
#include "web/views.h"

struct new_form {
	str login, name, title, email, role, scope;
	struct form_day from_on, to_on;
};
static const struct field new_fields[] = {
    FIELD(TEXT, struct new_form, login, N_("Tên đăng nhập"), .required = true, .max = 64),
    FIELD(TEXT, struct new_form, name, N_("Họ và tên"), .required = true, .max = 200),
    FIELD(TEXT, struct new_form, title, N_("Chức vụ"), .max = 200),
    FIELD(TEXT, struct new_form, email, N_("Thư điện tử"), .max = 254),
    FIELD(CODE, struct new_form, role, N_("Vai trò"), .max = 40),
    FIELD(CODE, struct new_form, scope, N_("Phạm vi"), .max = 40),
    FIELD(DAY, struct new_form, from_on, N_("Từ ngày")),
    FIELD(DAY, struct new_form, to_on, N_("Đến ngày")),
};
const struct form_def page_user_new_form = FORM(struct new_form, new_fields);

struct edit_form {
	str name, title, email;
	struct form_num rev;
};
static const struct field edit_fields[] = {
    FIELD(TEXT, struct edit_form, name, N_("Họ và tên"), .required = true, .max = 200),
    FIELD(TEXT, struct edit_form, title, N_("Chức vụ"), .max = 200),
    FIELD(TEXT, struct edit_form, email, N_("Thư điện tử"), .max = 254),
    FIELD(INT, struct edit_form, rev, N_("Lần sửa"), .required = true),
};
const struct form_def page_user_form = FORM(struct edit_form, edit_fields);

struct grant_form {
	str role, scope;
	struct form_day from_on, to_on;
};
static const struct field grant_fields[] = {
    FIELD(CODE, struct grant_form, role, N_("Vai trò"), .required = true, .max = 40),
    FIELD(CODE, struct grant_form, scope, N_("Phạm vi"), .required = true, .max = 40),
    FIELD(DAY, struct grant_form, from_on, N_("Từ ngày")),
    FIELD(DAY, struct grant_form, to_on, N_("Đến ngày")),
};
const struct form_def page_user_grant_form = FORM(struct grant_form, grant_fields);

struct revoke_form {
	struct form_num grant;
};
static const struct field revoke_fields[] = {
    FIELD(INT, struct revoke_form, grant, N_("Vai trò"), .required = true),
};
const struct form_def page_user_revoke_form = FORM(struct revoke_form, revoke_fields);

static const char *const ables[] = {"khoa", "mo", NULL};
struct able_form {
	int act;
};
static const struct field able_fields[] = {
    FIELD(CHOICE, struct able_form, act, N_("Việc"), .required = true, .choices = ables),
};
const struct form_def page_user_able_form = FORM(struct able_form, able_fields);

struct blank_form {
	str reason, word;
	struct form_num rev;
};
static const struct field blank_fields[] = {
    FIELD(TEXT, struct blank_form, reason, N_("Lý do, căn cứ"), .required = true, .max = 500),
    FIELD(TEXT, struct blank_form, word, N_("Chữ xác nhận"), .required = true, .max = 40),
    FIELD(INT, struct blank_form, rev, N_("Lần sửa"), .required = true),
};
const struct form_def page_user_blank_form = FORM(struct blank_form, blank_fields);

/* "unit.12" of the list of scopes; TD_INVALID when it is none of them. */
static td_rc read_right(struct req *r, str role, str scope, const struct form_day *from,
			const struct form_day *to, struct authz_grant *out)
{
	size_t dot = str_find_byte(scope, '.');
	td_rc rc = TD_OK;
	*out = (struct authz_grant){.from_on = from->set ? day_iso(r->a, from->v) : STR_NULL,
				    .to_on = to->set ? day_iso(r->a, to->v) : STR_NULL};
	if (authz_role_parse(role, &out->role) != TD_OK)
		rc = err_add(r->e, TD_INVALID, S("role"), N_("Hãy chọn vai trò trong danh sách."));
	if (authz_scope_parse(str_upto(scope, dot), &out->scope) != TD_OK ||
	    str_i64(str_from(scope, dot + 1), &out->scope_id) != TD_OK || out->scope_id < 0)
		rc = err_add(r->e, TD_INVALID, S("scope"),
			     N_("Hãy chọn đơn vị, cụm hoặc Hội đồng của vai trò."));
	return rc;
}

static str base_of(struct req *r, user_id id)
{
	return req_path(r, "/quan-tri/nguoi-dung/%lld", (long long)id.v);
}

static td_rc saved(struct req *r, td_rc rc, user_id id)
{
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s?luu=1", STRF(base_of(r, id)));
	return rc;
}

/* ---- passwords that are shown once ---- */

struct maker {
	struct req *r;
	struct act_person person;
	struct authz_grant right;
	bool has_right;
	str password, hash;
	struct user user;
};

static td_rc show_once(struct req *r)
{
	struct once_vm *vm = NEW(r->a, struct once_vm);
	const struct maker *m = r->shown;
	td_rc rc = page_begin(r, page_tr(r, N_("Mật khẩu dùng một lần")), "quan-tri/nguoi-dung");
	if (rc != TD_OK)
		return rc;
	page_crumb(r, S("/quan-tri/nguoi-dung"), page_tr(r, N_("Người dùng")));
	*vm = (struct once_vm){.name = m->user.name,
			       .login = m->user.login,
			       .password = m->password,
			       .href = base_of(r, m->user.id)};
	r->page.path = vm->href; /* where another language leads back to */
	vm->page = r->page;
	view_once(&r->html, vm);
	return TD_OK;
}

/* Sent twice: the second answer leads to the person, the password was in the first. */
static td_rc make_once(struct req *r, struct maker *m, db_fn fn)
{
	m->r = r;
	m->password = act_password_new(r->a, r->env);
	td_rc rc = auth_hash(r->a, m->password, &m->hash);
	r->shown = m;
	r->once = m->password;
	return rc == TD_OK ? app_write_shown(r, fn, m, show_once) : rc;
}

static td_rc add(struct tx *t, void *ctx)
{
	struct maker *m = ctx;
	td_rc rc = act_user_add(t, &m->person, m->hash, true, &m->user);
	if (rc == TD_OK && m->has_right)
		rc = act_grant_add(t, m->user.id, &m->right);
	return saved(m->r, rc, m->user.id);
}

td_rc page_user_add(struct req *r)
{
	const struct new_form *f = form_value(r->form);
	struct maker *m = NEW(r->a, struct maker);
	m->person = (struct act_person){f->login, f->name, f->title, f->email};
	m->has_right = f->role.n || f->scope.n;
	td_rc rc = act_person_check(r->e, &m->person, S("login"), S("name"), S("email"));
	td_rc right =
	    m->has_right ? read_right(r, f->role, f->scope, &f->from_on, &f->to_on, &m->right) : TD_OK;
	if (rc != TD_OK || right != TD_OK)
		return TD_INVALID;
	return make_once(r, m, add);
}

static td_rc reset(struct tx *t, void *ctx)
{
	struct maker *m = ctx;
	user_id id = m->user.id;
	td_rc rc = act_user_password(t, id, m->hash, true);
	if (rc == TD_OK)
		rc = store_user_get(t, id, &m->user);
	return saved(m->r, rc, id);
}

td_rc page_user_reset(struct req *r)
{
	struct maker *m = NEW(r->a, struct maker);
	td_rc rc = page_user_id(r, &m->user.id);
	return rc == TD_OK ? make_once(r, m, reset) : rc;
}

/* ---- the rest ---- */

td_rc page_user_edit(struct req *r)
{
	const struct edit_form *f = form_value(r->form);
	struct act_person p = {STR_NULL, f->name, f->title, f->email};
	user_id id;
	td_rc rc = page_user_id(r, &id);
	return rc == TD_OK ? saved(r, act_user_edit(r->tx, id, f->rev.v, &p), id) : rc;
}

td_rc page_user_grant(struct req *r)
{
	const struct grant_form *f = form_value(r->form);
	struct authz_grant right;
	user_id id;
	td_rc rc = page_user_id(r, &id);
	if (rc == TD_OK)
		rc = read_right(r, f->role, f->scope, &f->from_on, &f->to_on, &right);
	return rc == TD_OK ? saved(r, act_grant_add(r->tx, id, &right), id) : rc;
}

td_rc page_user_revoke(struct req *r)
{
	const struct revoke_form *f = form_value(r->form);
	user_id id;
	td_rc rc = page_user_id(r, &id);
	return rc == TD_OK ? saved(r, act_grant_revoke(r->tx, id, (grant_id){f->grant.v}), id) : rc;
}

td_rc page_user_able(struct req *r)
{
	const struct able_form *f = form_value(r->form);
	user_id id;
	td_rc rc = page_user_id(r, &id);
	if (rc != TD_OK)
		return rc;
	return saved(r, f->act == 0 ? act_user_disable(r->tx, id) : act_user_enable(r->tx, id), id);
}

td_rc page_user_blank(struct req *r)
{
	const struct blank_form *f = form_value(r->form);
	user_id id;
	td_rc rc = page_user_id(r, &id);
	if (rc == TD_OK && !str_eq(vi_fold(r->a, f->word), S("xoa thong tin")))
		return err_add(r->e, TD_INVALID, S("word"), N_("Hãy gõ đúng chữ XÓA THÔNG TIN để xác nhận."));
	return rc == TD_OK ? saved(r, act_user_blank(r->tx, id, f->rev.v, f->reason), id) : rc;
}
