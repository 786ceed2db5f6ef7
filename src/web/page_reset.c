#include "web/page_reset.h"

#include "jobs/act_reset.h"
#include "web/app.h"
#include "web/auth.h"
#include "web/views.h"

struct ask_form {
	str login;
};
static const struct field ask_fields[] = {
    FIELD(TEXT, struct ask_form, login, N_("Tên đăng nhập hoặc thư điện tử"), .required = true, .max = 254),
};
const struct form_def page_reset_ask_form = FORM(struct ask_form, ask_fields);

struct set_form {
	str new_password, again;
};
static const struct field set_fields[] = {
    FIELD(SECRET, struct set_form, new_password, N_("Mật khẩu mới"), .required = true, .max = 256),
    FIELD(SECRET, struct set_form, again, N_("Nhập lại mật khẩu mới"), .required = true, .max = 256),
};
const struct form_def page_reset_form = FORM(struct set_form, set_fields);

td_rc page_reset_ask(struct req *r)
{
	struct reset_ask_vm *vm = NEW(r->a, struct reset_ask_vm);
	td_rc rc = page_begin(r, page_tr(r, N_("Quên mật khẩu")), "dang-nhap");
	if (rc == TD_OK)
		rc = reset_ready(r->tx, &vm->ready);
	if (rc != TD_OK)
		return rc;
	vm->sent = !r->form && req_query(r, S("gui")).n > 0;
	vm->login = form_show(r->form, S("login"), S(""));
	vm->page = r->page;
	view_reset_ask(&r->html, vm);
	return TD_OK;
}

/* One address may try as often as it may sign in. */
static td_rc limited(struct req *r)
{
	i64 wait_s;
	if (ratelimit_take(r->app->sign_ins, r->address, r->now_ms, &wait_s))
		return TD_OK;
	return err_add(r->e, TD_INVALID, S("login"), N_("Quá nhiều lần thử; hãy đợi %lld giây rồi thử lại."),
		       (long long)wait_s);
}

struct asking {
	struct req *r;
	str login;
};

static td_rc ask(struct tx *t, void *ctx)
{
	struct asking *k = ctx;
	bool ready;
	k->r->location = S("/dat-lai-mat-khau?gui=1");
	td_rc rc = reset_ready(t, &ready);
	return rc == TD_OK && ready ? act_reset_ask(t, k->login) : rc;
}

td_rc page_reset_ask_post(struct req *r)
{
	const struct ask_form *f = form_value(r->form);
	struct asking k = {r, f->login};
	td_rc rc = limited(r);
	return rc == TD_OK ? app_write_once(r, ask, &k) : rc;
}

td_rc page_reset(struct req *r)
{
	struct reset_vm *vm = NEW(r->a, struct reset_vm);
	str token = req_param(r, "token");
	user_id id;
	td_rc rc = page_begin(r, page_tr(r, N_("Đặt mật khẩu mới")), "dang-nhap");
	if (rc == TD_OK)
		rc = reset_find(r->tx, token, &id, &vm->login);
	vm->valid = rc == TD_OK;
	if (rc != TD_OK && rc != TD_NOT_FOUND)
		return rc;
	vm->href = req_path(r, "/dat-lai-mat-khau/%.*s", STRF(token));
	vm->page = r->page;
	view_reset(&r->html, vm);
	return TD_OK;
}

struct setting_it {
	struct req *r;
	str token, login, hash;
};

static td_rc look(struct tx *t, void *ctx)
{
	struct setting_it *k = ctx;
	user_id id;
	td_rc rc = reset_find(t, k->token, &id, &k->login);
	return rc == TD_NOT_FOUND ? err_add(t->e, TD_CONFLICT, S(""),
					    N_("Liên kết đã dùng hoặc hết hạn; hãy xin liên kết mới."))
				  : rc;
}

static td_rc set(struct tx *t, void *ctx)
{
	struct setting_it *k = ctx;
	k->r->location = S("/dang-nhap?dat-lai=1");
	td_rc rc = act_reset_set(t, k->token, k->hash);
	return rc == TD_NOT_FOUND ? err_add(t->e, TD_CONFLICT, S(""),
					    N_("Liên kết đã dùng hoặc hết hạn; hãy xin liên kết mới."))
				  : rc;
}

td_rc page_reset_post(struct req *r)
{
	const struct set_form *f = form_value(r->form);
	struct setting_it k = {.r = r, .token = req_param(r, "token")};
	struct actor nobody = {0};
	td_rc rc = limited(r);
	if (rc == TD_OK)
		rc = db_read(r->app->cfg.db, r->a, r->e, &nobody, look, &k);
	if (rc != TD_OK)
		return rc;
	if (!str_eq(f->new_password, f->again))
		rc = err_add(r->e, TD_INVALID, S("again"), N_("Hai lần nhập mật khẩu mới không giống nhau."));
	td_rc good = auth_password_ok(r->e, S("new_password"), k.login, f->new_password);
	if (rc != TD_OK || good != TD_OK)
		return rc != TD_OK ? rc : good;
	rc = auth_hash(r->a, f->new_password, &k.hash);
	return rc == TD_OK ? app_write_once(r, set, &k) : rc;
}
