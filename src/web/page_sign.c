#include "web/page_sign.h"

#include "base/utf8.h"
#include "store/store_user.h"
#include "web/auth.h"
#include "web/views.h"

enum { YEAR_S = 365 * 24 * 3600 };

struct signin_form {
	str login, password, to;
};
static const struct field signin_fields[] = {
    FIELD(TEXT, struct signin_form, login, N_("Tên đăng nhập"), .required = true, .max = 64),
    FIELD(SECRET, struct signin_form, password, N_("Mật khẩu"), .required = true, .max = 256),
    FIELD(TEXT, struct signin_form, to, N_("Trang"), .max = 300),
};
const struct form_def page_signin_form = FORM(struct signin_form, signin_fields);

struct account_form {
	str old_password, new_password, again;
};
static const struct field account_fields[] = {
    FIELD(SECRET, struct account_form, old_password, N_("Mật khẩu hiện tại"), .required = true, .max = 256),
    FIELD(SECRET, struct account_form, new_password, N_("Mật khẩu mới"), .required = true, .max = 256),
    FIELD(SECRET, struct account_form, again, N_("Nhập lại mật khẩu mới"), .required = true, .max = 256),
};
const struct form_def page_account_form = FORM(struct account_form, account_fields);

struct session_form {
	struct form_num session;
};
static const struct field session_fields[] = {
    FIELD(INT, struct session_form, session, N_("Phiên đăng nhập"), .required = true),
};
const struct form_def page_session_form = FORM(struct session_form, session_fields);

struct switch_form {
	str lang, theme, to;
};
static const struct field language_fields[] = {
    FIELD(CODE, struct switch_form, lang, N_("Ngôn ngữ"), .required = true, .max = 2),
    FIELD(TEXT, struct switch_form, to, N_("Trang"), .max = 300),
};
const struct form_def page_language_form = FORM(struct switch_form, language_fields);
static const struct field theme_fields[] = {
    FIELD(CODE, struct switch_form, theme, N_("Giao diện"), .required = true, .max = 8),
    FIELD(TEXT, struct switch_form, to, N_("Trang"), .max = 300),
};
const struct form_def page_theme_form = FORM(struct switch_form, theme_fields);

str page_sign_back(str to)
{
	bool ours = to.n && to.p[0] == '/' && (to.n == 1 || (to.p[1] != '/' && to.p[1] != '\\'));
	for (size_t i = 0; ours && i < to.n; i++)
		ours = (u8)to.p[i] > 0x20 && (u8)to.p[i] < 0x7f;
	return ours ? to : S("/");
}

td_rc page_signin(struct req *r)
{
	struct signin_vm *vm = NEW(r->a, struct signin_vm);
	if (r->user.id.v && !r->form) {
		r->location = S("/");
		return TD_OK;
	}
	td_rc rc = page_begin(r, page_tr(r, N_("Đăng nhập")), "dang-nhap");
	if (rc != TD_OK)
		return rc;
	vm->login = form_show(r->form, S("login"), S(""));
	vm->to = page_sign_back(form_show(r->form, S("to"), req_query(r, S("to"))));
	vm->renewed = !r->form && req_query(r, S("dat-lai")).n > 0;
	vm->page = r->page;
	view_signin(&r->html, vm);
	return TD_OK;
}

td_rc page_signin_post(struct req *r)
{
	const struct signin_form *f = form_value(r->form);
	td_rc rc = auth_sign_in(r, f->login, f->password);
	str to = page_sign_back(f->to);
	if (rc == TD_OK)
		r->location = str_eq(to, S("/")) ? S("/viec") : to;
	return rc;
}

td_rc page_signout(struct req *r)
{
	td_rc rc = auth_sign_out(r);
	if (rc == TD_OK)
		r->location = S("/dang-nhap");
	return rc;
}

/* "Chrome, Windows" of a User-Agent. */
static str agent_name(struct req *r, str agent)
{
	static const char *const browsers[][2] = {{"Edg/", "Edge"},
						  {"OPR/", "Opera"},
						  {"Firefox/", "Firefox"},
						  {"Chrome/", "Chrome"},
						  {"Safari/", "Safari"}};
	static const char *const systems[][2] = {{"Windows", "Windows"},
						 {"Android", "Android"},
						 {"iPhone", "iPhone"},
						 {"Mac OS", "macOS"},
						 {"Linux", "Linux"}};
	const char *browser = NULL, *system = NULL;
	for (size_t i = 0; i < 5 && !browser; i++)
		if (str_find(agent, str_c(browsers[i][0])) < agent.n)
			browser = browsers[i][1];
	for (size_t i = 0; i < 5 && !system; i++)
		if (str_find(agent, str_c(systems[i][0])) < agent.n)
			system = systems[i][1];
	if (!browser)
		return agent.n ? utf8_upto(agent, 40) : page_tr(r, N_("Trình duyệt không rõ"));
	return system ? arena_fmt(r->a, "%s, %s", browser, system) : str_c(browser);
}

/* The name of what a grant reaches. */
static str scope_name(struct req *r, const struct authz_grant *g)
{
	struct unit u;
	cluster_list clusters = {0};
	council_list councils = {0};
	if (g->scope == SCOPE_UNIT && store_unit_get(r->tx, (unit_id){g->scope_id}, &u) == TD_OK)
		return u.name;
	if (g->scope == SCOPE_CLUSTER && store_cluster_list(r->tx, &clusters) == TD_OK)
		for (size_t i = 0; i < clusters.n; i++)
			if (clusters.at[i].id.v == g->scope_id)
				return clusters.at[i].name;
	if (g->scope == SCOPE_COUNCIL && store_council_list(r->tx, &councils) == TD_OK)
		for (size_t i = 0; i < councils.n; i++)
			if (councils.at[i].id.v == g->scope_id)
				return councils.at[i].name;
	return page_tr(r, authz_scope_name(g->scope));
}

td_rc page_account(struct req *r)
{
	struct account_vm *vm = NEW(r->a, struct account_vm);
	session_list sessions = {0};
	td_rc rc = page_begin(r, page_tr(r, N_("Tài khoản")), "tai-khoan");
	if (rc == TD_OK)
		rc = store_session_list(r->tx, r->user.id, &sessions);
	if (rc != TD_OK)
		return rc;
	vm->name = r->user.name;
	vm->login = r->user.login;
	vm->must_change = r->user.must_change;
	for (size_t i = 0; i < r->user.n_grants; i++) {
		const struct authz_grant *g = &r->user.grants[i].right;
		VEC_PUSH(r->a, &vm->grants) =
		    (struct account_grant){page_tr(r, authz_role_name(g->role)), scope_name(r, g)};
	}
	for (size_t i = 0; i < sessions.n; i++) {
		const struct session *s = &sessions.at[i];
		VEC_PUSH(r->a, &vm->sessions) =
		    (struct account_session){s->id.v, s->seen_at_ms, agent_name(r, s->agent), s->address,
					     s->id.v == r->user.session.v};
	}
	vm->page = r->page;
	view_account(&r->html, vm);
	return TD_OK;
}

td_rc page_account_post(struct req *r)
{
	const struct account_form *f = form_value(r->form);
	if (!str_eq(f->new_password, f->again))
		return err_add(r->e, TD_INVALID, S("again"),
			       N_("Hai lần nhập mật khẩu mới không giống nhau."));
	td_rc rc = auth_change_password(r, f->old_password, f->new_password);
	if (rc == TD_OK)
		r->location = r->user.must_change ? S("/viec") : S("/tai-khoan");
	return rc;
}

td_rc page_session_end(struct req *r)
{
	const struct session_form *f = form_value(r->form);
	td_rc rc = store_session_end(r->tx, r->user.id, (session_id){f->session.v});
	if (rc == TD_OK)
		r->location = S("/tai-khoan");
	return rc;
}

td_rc page_language(struct req *r)
{
	const struct switch_form *f = form_value(r->form);
	req_set_cookie(r, "lang", str_eq(f->lang, S("en")) ? S("en") : S("vi"), YEAR_S);
	r->location = page_sign_back(f->to);
	return TD_OK;
}

td_rc page_theme(struct req *r)
{
	const struct switch_form *f = form_value(r->form);
	req_set_cookie(r, "theme", str_eq(f->theme, S("dark")) ? S("dark") : S("light"), YEAR_S);
	r->location = page_sign_back(f->to);
	return TD_OK;
}
