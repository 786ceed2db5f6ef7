#include "web/page_scheme.h"

#include "base/vi.h"
#include "office/book.h"
#include "store/store_scheme.h"
#include "web/views.h"

struct choose_form {
	struct form_num scheme;
	bool seal;
	str word;
};
static const struct field fields[] = {
    FIELD(INT, struct choose_form, scheme, N_("Bảng tiêu chí"), .required = true),
    FIELD(CHECK, struct choose_form, seal, N_("Niêm phong")),
    FIELD(TEXT, struct choose_form, word, N_("Chữ xác nhận"), .max = 40),
};
const struct form_def page_scheme_form = FORM(struct choose_form, fields);

static const char *rounding_name(enum rounding r)
{
	static const char *const names[ROUND__N] = {
	    [ROUND_HALF_UP] = N_("từ một nửa trở lên thì lên"),
	    [ROUND_HALF_EVEN] = N_("một nửa về số chẵn"),
	    [ROUND_DOWN] = N_("bỏ phần lẻ"),
	    [ROUND_UP] = N_("luôn lên"),
	};
	return names[r];
}

static void put_scheme(struct req *r, struct scheme_vm *vm, const struct scheme *s)
{
	vm->title = s->title;
	vm->source = s->source;
	vm->max_c = s->max_c;
	vm->incomplete = !s->sealable;
	vm->rounding = arena_fmt(r->a, req_tr(r, N_("đến %.*s điểm, %s.")),
				 STRF(num_short(r->a, s->round_step_c)), req_tr(r, rounding_name(s->round)));
	for (u32 k = 1; k < s->n_nodes; k++) {
		const struct criterion *c = &s->nodes[k];
		VEC_PUSH(r->a, &vm->rows) = (struct scheme_line){
		    .code = c->code,
		    .name = c->name,
		    .note = c->note,
		    .kind = c->kind == CRIT_GROUP ? S("") : page_tr(r, criterion_kind_name(c->kind)),
		    .depth = c->depth < 4 ? c->depth : 4,
		    .group = c->kind == CRIT_GROUP,
		    .incomplete = c->incomplete,
		    .has_max = c->max_c > 0,
		    .max_c = c->max_c,
		};
	}
	for (u32 i = 0; i < s->n_classes; i++)
		VEC_PUSH(r->a, &vm->classes) = s->classes[i];
	for (u32 i = 0; i < s->n_ties; i++)
		VEC_PUSH(r->a, &vm->ties) = s->ties[i];
}

static td_rc put_choices(struct req *r, struct scheme_vm *vm)
{
	scheme_list all = {0};
	td_rc rc = store_scheme_list(r->tx, &all);
	for (size_t i = 0; i < all.n; i++)
		VEC_PUSH(r->a, &vm->schemes) = (struct page_option){
		    arena_fmt(r->a, "%lld", (long long)all.at[i].id.v),
		    arena_fmt(r->a, "%.*s (%.*s)", STRF(all.at[i].title), STRF(all.at[i].version)),
		    r->year.scheme.set && r->year.scheme.v == all.at[i].id.v};
	vm->may_choose = all.n > 0;
	return rc;
}

td_rc page_scheme(struct req *r)
{
	struct scheme_vm *vm = NEW(r->a, struct scheme_vm);
	struct scheme_row row;
	const struct scheme *s;
	td_rc rc = page_begin(r, page_tr(r, N_("Bảng tiêu chí")), "bang-tieu-chi");
	*vm = (struct scheme_vm){.base = page_base(r),
				 .cluster_name = r->year.cluster_name,
				 .year = r->year.year,
				 .may_import = page_may(r, PERM_DATA_IMPORT),
				 .may_draft = page_may(r, PERM_YEAR_MANAGE),
				 .word_error = r->form && err_at(r->e, S("word"))};
	if (rc == TD_OK && r->year.scheme.set) {
		rc = store_scheme_get(r->tx, (scheme_id){r->year.scheme.v}, &row);
		if (rc == TD_OK)
			rc = store_scheme_load(r->tx, row.id, &s);
		if (rc != TD_OK)
			return rc;
		put_scheme(r, vm, s);
		rc = page_profile_put(r, vm, s);
		vm->state = row.sealed_at_ms.set ? page_tag(r, "ok", "lock", N_("Đã niêm phong"))
						 : page_tag(r, "", "edit", N_("Nháp"));
	}
	if (rc == TD_OK && page_may(r, PERM_YEAR_MANAGE) &&
	    str_eq(r->year.step, str_c(season_code(SEASON_PREPARING))))
		rc = put_choices(r, vm);
	if (rc != TD_OK)
		return rc;
	vm->page = r->page;
	view_scheme(&r->html, vm);
	return TD_OK;
}

/* The year's table as a workbook. */
td_rc page_scheme_xlsx(struct req *r)
{
	const struct scheme *s;
	if (!r->year.scheme.set)
		return TD_NOT_FOUND;
	td_rc rc = store_scheme_load(r->tx, (scheme_id){r->year.scheme.v}, &s);
	if (rc == TD_OK)
		rc = book_xlsx(book_scheme(r->a, r->year.cluster_name, s), r->e, &r->body);
	r->type = S("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
	r->download = arena_fmt(r->a, "bang-tieu-chi-%.*s-%lld.xlsx", STRF(r->year.cluster_code),
				(long long)r->year.year);
	return rc;
}

td_rc page_scheme_choose(struct req *r)
{
	const struct choose_form *f = form_value(r->form);
	if (f->seal && !str_eq(vi_fold(r->a, f->word), S("niem phong")))
		return err_add(r->e, TD_INVALID, S("word"), N_("Gõ đúng chữ NIÊM PHONG để xác nhận."));
	r->location = req_path(r, "%.*s/bang-tieu-chi?luu=1", STRF(page_base(r)));
	return act_scheme_choose(r->tx, r->year.id, (scheme_id){f->scheme.v}, f->seal);
}
