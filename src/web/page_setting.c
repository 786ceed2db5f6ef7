#include "web/page_setting.h"

#include "jobs/act_setting.h"
#include "web/views.h"

struct settings_form {
	struct form_texts v, was;
	str secret;
};
static const struct field fields[] = {
    FIELD(KEYED_TEXT, struct settings_form, v, N_("Thiết đặt"), .max = 300),
    FIELD(KEYED_TEXT, struct settings_form, was, N_("Đang có"), .max = 300),
    FIELD(SECRET, struct settings_form, secret, N_("Mật khẩu máy chủ thư"), .max = 200),
};
const struct form_def page_settings_form = FORM(struct settings_form, fields);

static const char secret_key[] = "mail.password";

static void put_line(struct req *r, struct setting_group *g, const struct setting_value *s)
{
	const struct setting_def *d = s->def;
	struct setting_line *line = &VEC_PUSH(r->a, &g->lines);
	str key = str_c(d->key);
	bool secret = d->kind == SETTING_SECRET;
	str value = secret ? S("") : form_show_key(r->a, r->form, "v", key, s->value);
	*line = (struct setting_line){.key = key,
				      .id = secret ? S("secret") : arena_fmt(r->a, "v[%s]", d->key),
				      .name = page_tr(r, d->name),
				      .hint = d->hint ? page_tr(r, d->hint) : S(""),
				      .value = value,
				      .was = s->value,
				      .secret = secret,
				      .set = s->set && s->value.n,
				      .choice = d->kind == SETTING_CHOICE,
				      .number = d->kind == SETTING_INT};
	for (const struct setting_choice *c = d->choices; c && c->code; c++)
		VEC_PUSH(r->a, &line->options) =
		    (struct page_option){str_c(c->code), page_tr(r, c->name), str_eq(str_c(c->code), value)};
}

static td_rc put_seal(struct req *r, struct settings_vm *vm)
{
	struct site_seal seal;
	td_rc rc = site_seal_of(r->tx, &seal);
	if (rc == TD_OK)
		rc = site_seal_look(r->a, &seal, r->e->lang, r->now_ms, &vm->seal);
	vm->seal_from = vm->seal.about.from_ms;
	vm->seal_until = vm->seal.about.until_ms;
	return rc;
}

td_rc page_settings(struct req *r)
{
	struct settings_vm *vm = NEW(r->a, struct settings_vm);
	setting_list all = {0};
	td_rc rc = page_begin(r, page_tr(r, N_("Thiết đặt")), "quan-tri/thiet-dat");
	if (rc == TD_OK)
		rc = setting_list_all(r->tx, &all);
	if (rc == TD_OK)
		rc = put_seal(r, vm);
	if (rc != TD_OK)
		return rc;
	const char *group = NULL;
	for (size_t i = 0; i < all.n; i++) {
		if (group != all.at[i].def->group)
			VEC_PUSH(r->a, &vm->groups).name = page_tr(r, all.at[i].def->group);
		group = all.at[i].def->group;
		put_line(r, &vm->groups.at[vm->groups.n - 1], &all.at[i]);
	}
	vm->page = r->page;
	view_settings(&r->html, vm);
	return TD_OK;
}

static str find(const struct form_texts *list, str key)
{
	for (size_t i = 0; i < list->list.n; i++)
		if (str_eq(list->list.at[i].key, key))
			return list->list.at[i].v;
	return STR_NULL;
}

/* Every setting that was sent, so that all faults are told at once; the worst code wins. */
td_rc page_settings_post(struct req *r)
{
	const struct settings_form *f = form_value(r->form);
	td_rc rc = TD_OK;
	for (size_t i = 0; i < f->v.list.n; i++) {
		str key = f->v.list.at[i].key, value = f->v.list.at[i].v, was = find(&f->was, key);
		if (str_eq(key, str_c(secret_key)) || (was.p && str_eq(was, value)))
			continue;
		td_rc one = act_setting_put(r->tx, key, value.p ? value : S(""), was.p ? was : S(""),
					    arena_fmt(r->a, "v[%.*s]", STRF(key)));
		rc = one != TD_OK ? one : rc;
	}
	if (f->secret.n) {
		td_rc one = act_setting_put(r->tx, str_c(secret_key), f->secret, STR_NULL, S("secret"));
		rc = one != TD_OK ? one : rc;
	}
	if (rc == TD_OK)
		r->location = S("/quan-tri/thiet-dat?luu=1");
	return rc;
}
