#include "web/page_token.h"

#include "jobs/act_token.h"
#include "web/app.h"
#include "web/views.h"

struct token_form {
	str name;
	struct form_num days;
	struct form_texts scope;
};
static const struct field fields[] = {
    FIELD(TEXT, struct token_form, name, N_("Tên mã"), .required = true, .max = 100),
    FIELD(INT, struct token_form, days, N_("Số ngày hiệu lực"), .required = true, .low = 1,
	  .high = TOKEN_DAYS_MAX),
    FIELD(KEYED_CHECK, struct token_form, scope, N_("Việc được làm")),
};
const struct form_def page_token_form = FORM(struct token_form, fields);

struct revoke_form {
	struct form_num token;
};
static const struct field revoke_fields[] = {
    FIELD(INT, struct revoke_form, token, N_("Mã truy cập"), .required = true),
};
const struct form_def page_token_revoke_form = FORM(struct revoke_form, revoke_fields);

static bool useful(const struct req *r, enum token_scope s)
{
	for (size_t i = 0; i < r->user.n_grants; i++)
		if (token_scope_useful(s, &r->user.grants[i].right, r->today))
			return true;
	return false;
}

/* "Xem, Nhập số liệu của đơn vị" of "read fill". */
static str scope_names(struct req *r, str words)
{
	struct sb b = sb_new(r->a, 2048);
	str word;
	while (str_split(&words, ' ', &word))
		for (int i = 0; i < TOKEN_SCOPE__N; i++)
			if (str_eq(word, str_c(token_scope_code((enum token_scope)i))))
				sb_fmt(&b, "%s%s", b.n ? ", " : "",
				       req_tr(r, token_scope_name((enum token_scope)i)));
	return sb_str(&b);
}

static td_rc show(struct req *r, user_id owner, const char *current)
{
	struct tokens_vm *vm = NEW(r->a, struct tokens_vm);
	token_list list = {0};
	td_rc rc = page_begin(r, page_tr(r, N_("Mã truy cập")), current);
	if (rc == TD_OK)
		rc = store_token_list(r->tx, owner, &list);
	if (rc != TD_OK)
		return rc;
	vm->all = owner.v == 0;
	vm->action = vm->all ? S("/quan-tri/ma-truy-cap") : S("/tai-khoan/ma-truy-cap");
	vm->name = form_show(r->form, S("name"), S(""));
	vm->days = form_show(r->form, S("days"), S("90"));
	for (size_t i = 0; i < list.n; i++) {
		const struct token *k = &list.at[i];
		VEC_PUSH(r->a, &vm->tokens) = (struct token_line){.id = k->id.v,
								  .expires_at = k->expires_at_ms,
								  .last_used_at = k->last_used_at_ms.v,
								  .name = k->name,
								  .scopes = scope_names(r, k->scopes),
								  .owner = k->user_name,
								  .used = k->last_used_at_ms.set,
								  .expired = k->expires_at_ms <= r->now_ms};
	}
	for (int i = 0; i < TOKEN_SCOPE__N; i++) {
		enum token_scope s = (enum token_scope)i;
		str code = str_c(token_scope_code(s));
		bool typed = r->form && form_typed(r->form, arena_fmt(r->a, "scope[%.*s]", STRF(code))).p;
		if (useful(r, s))
			VEC_PUSH(r->a, &vm->scopes) = (struct page_option){
			    code, page_tr(r, token_scope_name(s)), r->form ? typed : s == TOKEN_READ};
	}
	vm->page = r->page;
	view_tokens(&r->html, vm);
	return TD_OK;
}

td_rc page_tokens(struct req *r)
{
	return show(r, r->user.id, "tai-khoan");
}

td_rc page_tokens_all(struct req *r)
{
	return show(r, (user_id){0}, "quan-tri/ma-truy-cap");
}

struct maker {
	struct req *r;
	str scopes, text;
	struct token made;
};

static td_rc add(struct tx *t, void *ctx)
{
	struct maker *m = ctx;
	const struct token_form *f = form_value(m->r->form);
	m->r->location = S("/tai-khoan/ma-truy-cap");
	return act_token_add(t, m->r->user.id, f->name, m->scopes, f->days.v, &m->made, &m->text);
}

static td_rc show_once(struct req *r)
{
	struct token_once_vm *vm = NEW(r->a, struct token_once_vm);
	const struct maker *m = r->shown;
	td_rc rc = page_begin(r, page_tr(r, N_("Mã truy cập")), "tai-khoan");
	if (rc != TD_OK)
		return rc;
	r->page.path = S("/tai-khoan/ma-truy-cap");
	*vm = (struct token_once_vm){.name = m->made.name, .text = m->text};
	vm->example = arena_fmt(
	    r->a, "curl -H \"Authorization: Bearer %.*s\" …/api/v1/clusters/10/2026/scores", STRF(m->text));
	vm->page = r->page;
	view_token_once(&r->html, vm);
	return TD_OK;
}

td_rc page_token_add(struct req *r)
{
	const struct token_form *f = form_value(r->form);
	struct maker *m = NEW(r->a, struct maker);
	struct sb b = sb_new(r->a, 256);
	for (int i = 0; i < TOKEN_SCOPE__N; i++)
		for (size_t k = 0; k < f->scope.list.n; k++)
			if (str_eq(f->scope.list.at[k].key, str_c(token_scope_code((enum token_scope)i))) &&
			    useful(r, (enum token_scope)i))
				sb_fmt(&b, "%s%s", b.n ? " " : "", token_scope_code((enum token_scope)i));
	*m = (struct maker){.r = r, .scopes = sb_str(&b)};
	r->shown = m;
	return app_write_shown(r, add, m, show_once);
}

static td_rc take_back(struct req *r, user_id owner, str back)
{
	const struct revoke_form *f = form_value(r->form);
	td_rc rc = act_token_revoke(r->tx, owner, (token_id){f->token.v});
	if (rc == TD_OK)
		r->location = back;
	return rc;
}

td_rc page_token_revoke(struct req *r)
{
	return take_back(r, r->user.id, S("/tai-khoan/ma-truy-cap?luu=1"));
}

td_rc page_token_revoke_any(struct req *r)
{
	return take_back(r, (user_id){0}, S("/quan-tri/ma-truy-cap?luu=1"));
}
