#include "web/page_setup.h"

#include "store/store_file.h"
#include "store/store_upload.h"
#include "web/app.h"
#include "web/auth.h"
#include "web/views.h"

static const char *const kind_codes[] = {"cluster", "units", "people", NULL};

struct upload_form {
	int kind;
	struct form_file file;
};
static const struct field upload_fields[] = {
    FIELD(CHOICE, struct upload_form, kind, N_("Nội dung tệp"), .required = true, .choices = kind_codes),
    FIELD(FILE, struct upload_form, file, N_("Tệp"), .required = true, .max = 20),
};
const struct form_def page_setup_form = FORM(struct upload_form, upload_fields);

struct accept_form {
	str digest;
};
static const struct field accept_fields[] = {
    FIELD(CODE, struct accept_form, digest, N_("Bản xem trước"), .required = true, .max = 64),
};
const struct form_def page_setup_accept_form = FORM(struct accept_form, accept_fields);

/* The open file of the user, read against the site as it is now. TD_NOT_FOUND: none. */
static td_rc read_open(struct tx *t, user_id user, struct setup_plan *plan)
{
	struct site_upload u;
	str bytes = STR_NULL;
	enum setup_kind kind;
	td_rc rc = store_upload_open(t, user, &u);
	if (rc == TD_OK && setup_kind_parse(u.kind, &kind) != TD_OK)
		rc = TD_NOT_FOUND; /* waits on another page */
	if (rc == TD_OK)
		rc = store_file_read(t, u.file, &bytes);
	return rc == TD_OK ? setup_read(t, kind, u.file_name, bytes, plan) : rc;
}

td_rc page_setup_open(struct req *r, struct setup_plan *plan)
{
	return read_open(r->tx, r->user.id, plan);
}

static void put_preview(struct req *r, struct setup_vm *vm, const struct setup_plan *p)
{
	vm->preview = true;
	vm->file_name = p->file_name;
	vm->digest = p->digest;
	vm->kind_name = page_tr(r, setup_kind_name(p->kind));
	for (size_t i = 0; i < p->faults.n; i++)
		VEC_PUSH(r->a, &vm->faults) = p->faults.at[i];
	for (size_t i = 0; i < p->notes.n; i++)
		VEC_PUSH(r->a, &vm->notes) = p->notes.at[i];
	for (size_t i = 0; i < p->lines.n; i++) {
		const struct setup_line *l = &p->lines.at[i];
		VEC_PUSH(r->a, &vm->lines) = (struct setup_row){l->where, l->what, l->text};
	}
	if (p->faults.n) {
		vm->tag = page_tag(r, "bad", "warn", N_("Có lỗi, chưa nhận được"));
		vm->summary = arena_fmt(r->a, req_tr(r, N_("Có %zu chỗ cần sửa trong tệp.")), p->faults.n);
	} else {
		vm->tag = page_tag(r, "info", "clock", N_("Chờ bạn nhận"));
		vm->summary = arena_fmt(r->a, req_tr(r, N_("%zu dòng sẽ được ghi; %zu tài khoản mới.")),
					p->lines.n, setup_new_people(p));
	}
}

static td_rc begin(struct req *r, const char *title)
{
	td_rc rc = page_begin(r, page_tr(r, title), "to-chuc");
	if (rc == TD_OK)
		page_crumb(r, S("/to-chuc"), page_tr(r, N_("Tổ chức")));
	return rc;
}

td_rc page_setup(struct req *r)
{
	struct setup_vm *vm = NEW(r->a, struct setup_vm);
	struct setup_plan *plan = NEW(r->a, struct setup_plan);
	td_rc rc = begin(r, N_("Khai báo từ tệp Excel"));
	if (rc == TD_OK)
		rc = page_setup_open(r, plan);
	if (rc == TD_OK)
		put_preview(r, vm, plan);
	if (rc != TD_OK && rc != TD_NOT_FOUND)
		return rc;
	str kind = form_show(r->form, S("kind"), str_c(kind_codes[vm->preview ? plan->kind : SETUP_CLUSTER]));
	for (int i = 0; i < SETUP__N; i++) {
		str code = str_c(kind_codes[i]);
		str name = page_tr(r, setup_kind_name((enum setup_kind)i));
		VEC_PUSH(r->a, &vm->kinds) = (struct page_option){code, name, str_eq(code, kind)};
		VEC_PUSH(r->a, &vm->samples) =
		    (struct setup_sample_link){req_path(r, "/to-chuc/khai-bao/mau/%s", kind_codes[i]), name};
	}
	vm->page = r->page;
	view_setup(&r->html, vm);
	return TD_OK;
}

td_rc page_setup_sample(struct req *r)
{
	enum setup_kind kind;
	if (setup_kind_parse(req_param(r, "kind"), &kind) != TD_OK)
		return TD_NOT_FOUND;
	r->type = S("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
	r->download = arena_fmt(r->a, "mau-%s.xlsx", setup_kind_code(kind));
	return setup_sample(r->a, kind, day_of_ms(r->now_ms), r->e, &r->body);
}

/* ---- a file comes ---- */

struct upload {
	struct req *r;
	enum setup_kind kind;
	str name, bytes;
};

static td_rc keep(struct tx *t, void *ctx)
{
	struct upload *u = ctx;
	struct site_upload up = {.kind = str_c(setup_kind_code(u->kind)), .file_name = u->name};
	td_rc rc = store_file_put(t, u->bytes, S("application/octet-stream"), &up.file);
	if (rc == TD_OK)
		rc = store_upload_add(t, u->r->user.id, &up);
	if (rc == TD_OK)
		u->r->location = S("/to-chuc/khai-bao#xem-truoc");
	return rc;
}

td_rc page_setup_post(struct req *r)
{
	const struct upload_form *f = form_value(r->form);
	struct upload *u = NEW(r->a, struct upload);
	*u = (struct upload){.r = r, .kind = (enum setup_kind)f->kind, .name = f->file.name};
	td_rc rc = page_read_upload(r, &f->file, &u->bytes);
	return rc == TD_OK ? app_write_once(r, keep, u) : rc;
}

/* ---- it is taken ---- */

struct taking {
	struct req *r;
	str digest;
	struct setup_plan plan;
	VEC(struct setup_secret) secrets;
	VEC(str) hashes;
};

static td_rc look(struct tx *t, void *ctx)
{
	struct taking *k = ctx;
	td_rc rc = read_open(t, k->r->user.id, &k->plan);
	if (rc == TD_NOT_FOUND)
		return err_add(t->e, TD_CONFLICT, S(""),
			       N_("Tệp này đã được nhận hoặc đã bỏ; hãy tải lên lại."));
	if (rc == TD_OK && k->plan.faults.n)
		return err_add(t->e, TD_CONFLICT, S(""),
			       N_("Tệp còn lỗi nên chưa nhận được; hãy sửa rồi tải lên lại."));
	if (rc == TD_OK && !str_eq(k->plan.digest, k->digest))
		return err_add(t->e, TD_STALE, S(""),
			       N_("Dữ liệu vừa được người khác thay đổi; hãy xem lại bảng dưới rồi nhận."));
	return rc;
}

/* Hashing takes its time and is done before the transaction. */
static td_rc make_passwords(struct taking *k)
{
	struct req *r = k->r;
	td_rc rc = TD_OK;
	for (size_t i = 0; rc == TD_OK && i < k->plan.people.n; i++) {
		const struct setup_person *p = &k->plan.people.at[i];
		if (p->id.v)
			continue;
		struct setup_secret *s = &VEC_PUSH(r->a, &k->secrets);
		*s = (struct setup_secret){.name = p->person.name,
					   .login = p->person.login,
					   .password = act_password_new(r->a, r->env)};
		for (size_t n = 0; n < k->plan.roles.n && !s->scope.n; n++)
			if (k->plan.roles.at[n].person == i && k->plan.roles.at[n].unit)
				s->scope = k->plan.units.at[k->plan.roles.at[n].unit - 1].unit.name;
		rc = auth_hash(r->a, s->password, &VEC_PUSH(r->a, &k->hashes));
	}
	return rc;
}

static td_rc take(struct tx *t, void *ctx)
{
	struct taking *k = ctx;
	size_t n = 0;
	k->r->location = S("/to-chuc");
	td_rc rc = look(t, k);
	for (size_t i = 0; rc == TD_OK && i < k->plan.people.n; i++)
		if (k->plan.people.at[i].id.v == 0)
			k->plan.people.at[i].password_hash = k->hashes.at[n++];
	if (rc == TD_OK)
		rc = act_setup(t, &k->plan);
	return rc == TD_OK ? store_upload_close(t, k->r->user.id, true) : rc;
}

static td_rc show_done(struct req *r)
{
	struct setup_done_vm *vm = NEW(r->a, struct setup_done_vm);
	const struct taking *k = r->shown;
	td_rc rc = begin(r, N_("Đã nhận tệp khai báo"));
	if (rc != TD_OK)
		return rc;
	vm->file_name = k->plan.file_name;
	vm->n_lines = (i64)k->plan.lines.n;
	for (size_t i = 0; i < k->secrets.n; i++)
		VEC_PUSH(r->a, &vm->secrets) = k->secrets.at[i];
	vm->href = k->plan.kind == SETUP_CLUSTER
		       ? req_path(r, "/cum/%.*s/%lld", STRF(k->plan.cluster.code), (long long)k->plan.year)
		       : S("/to-chuc");
	r->page.path = S("/to-chuc/khai-bao"); /* where another language leads back to */
	vm->page = r->page;
	view_setup_done(&r->html, vm);
	return TD_OK;
}

td_rc page_setup_accept(struct req *r)
{
	const struct accept_form *f = form_value(r->form);
	struct taking *k = NEW(r->a, struct taking);
	struct actor who = {r->user.id.v, r->user.name};
	*k = (struct taking){.r = r, .digest = f->digest};
	r->shown = k;
	td_rc rc = db_read(r->app->cfg.db, r->a, r->e, &who, look, k);
	if (rc == TD_OK)
		rc = make_passwords(k);
	return rc == TD_OK ? app_write_shown(r, take, k, show_done) : rc;
}

td_rc page_setup_drop(struct req *r)
{
	r->location = S("/to-chuc/khai-bao");
	td_rc rc = store_upload_close(r->tx, r->user.id, false);
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}
