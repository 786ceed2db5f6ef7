#include "web/page_pact.h"

#include "base/num.h"
#include "jobs/act_registration.h"
#include "web/views.h"

struct pact_form {
	struct form_num rev;
	str act, theme, contents, measures, part;
	struct form_day adopted_on, signed_on;
	bool next;
};
static const struct field fields[] = {
    FIELD(INT, struct pact_form, rev, N_("Phiên bản")),
    FIELD(CODE, struct pact_form, act, N_("Việc cần làm"), .required = true, .max = 16),
    FIELD(AREA, struct pact_form, theme, N_("Chủ đề"), .max = 1000),
    FIELD(AREA, struct pact_form, contents, N_("Nội dung giao ước"), .max = 20000),
    FIELD(AREA, struct pact_form, measures, N_("Biện pháp thực hiện"), .max = 20000),
    FIELD(CODE, struct pact_form, part, N_("Phần ký"), .max = 16),
    FIELD(DAY, struct pact_form, adopted_on, N_("Ngày thông qua")),
    FIELD(DAY, struct pact_form, signed_on, N_("Ngày ký")),
    FIELD(CHECK, struct pact_form, next, N_("Giao ước năm sau")),
};
const struct form_def page_pact_form = FORM(struct pact_form, fields);

static struct page_tag state_tag(const struct req *r, enum pact_state s)
{
	static const struct {
		const char *css, *icon;
	} look[PACT_STATE__N] = {
	    [PACT_NOT_READY] = {"", "lock"},
	    [PACT_UNSIGNED] = {"info", "clock"},
	    [PACT_SIGNED] = {"ok", "check"},
	    [PACT_OUTDATED] = {"warn", "warn"},
	};
	return page_tag(r, look[s].css, look[s].icon, pact_state_name(s));
}

static struct pact_sign_vm sign_vm(struct req *r, const struct pact_unit *u, enum pact_part part, str here,
				   str due_on)
{
	const struct pact_signing *s = u->signing[part];
	struct pact_sign_vm v = {.tag = state_tag(r, u->state[part]),
				 .part_code = str_c(pact_part_code(part)),
				 .part_name = page_tr(r, pact_part_name(part)),
				 .may_sign =
				     u->state[part] == PACT_UNSIGNED || u->state[part] == PACT_OUTDATED};
	if (s == NULL || u->state[part] == PACT_NOT_READY)
		return v;
	v.is_signed = true;
	v.signer = s->signer_name;
	v.signer_title = s->signer_title;
	v.signed_on = s->signed_on;
	v.method = page_tr(r, pact_method_name(s->method));
	v.late = s->late;
	v.file_name = s->file_name;
	if (s->file.set) {
		v.file_href = req_path(r, "%.*s/tep/%lld", STRF(here), (long long)s->id);
		page_mark_put(r, &s->mark, s->file_name, due_on,
			      req_path(r, "%.*s#chu-ky-%.*s", STRF(here), STRF(v.part_code)), &v.mark);
	}
	return v;
}

#define PUT_LINES(r, text, list)                                                                \
	do {                                                                                    \
		str rest_ = (text), line_;                                                      \
		while (str_split(&rest_, '\n', &line_))                                         \
			if (str_trim(line_).n)                                                  \
				VEC_PUSH((r)->a, (list)) = (struct pact_line){str_trim(line_)}; \
	} while (0)

/* May the reader open the unit's own page? */
static bool may_open(struct req *r, unit_id unit)
{
	struct authz_place at = r->place;
	at.kind = PLACE_UNIT;
	at.unit_id = unit.v;
	for (size_t i = 0; i < r->user.n_grants; i++)
		if (authz_gives(&r->user.grants[i].right, PERM_FILE_SEE, &at, r->today))
			return true;
	return false;
}

static void put_units(struct req *r, struct pact_vm *vm, const struct pact_of_year *y)
{
	for (size_t i = 0; i < y->units.n; i++) {
		const struct pact_unit *u = &y->units.at[i];
		str here = req_path(r, "%.*s/giao-uoc/%.*s", STRF(vm->base), STRF(u->member.unit_code));
		bool opens = may_open(r, u->member.unit);
		struct pact_unit_row row = {.name = u->member.unit_name,
					    .href = opens && !vm->next ? here : S(""),
					    .common = sign_vm(r, u, PACT_COMMON, here, vm->due_on),
					    .annex = sign_vm(r, u, PACT_ANNEX, here, vm->due_on)};
		if (!opens)
			row.common.file_href = row.annex.file_href = row.common.mark.href =
			    row.annex.mark.href = S("");
		vm->n_common += u->state[PACT_COMMON] == PACT_SIGNED;
		vm->n_annex += u->state[PACT_ANNEX] == PACT_SIGNED;
		vm->can_sign_common |= row.common.may_sign;
		vm->can_sign_annex |= row.annex.may_sign;
		VEC_PUSH(r->a, &vm->units) = row;
	}
	vm->n_units = (i64)y->units.n;
}

bool page_pact_next(const struct req *r)
{
	return r->form ? form_typed(r->form, S("next")).n > 0 : str_eq(req_query(r, S("nam")), S("sau"));
}

/* The text to begin with when none is written: last year's. */
static td_rc propose(struct req *r, const struct pact_of_year *y, struct pact_vm *vm, struct pact *out)
{
	*out = y->pact;
	if (y->pact.id)
		return TD_OK;
	td_rc rc = store_pact_get(r->tx, r->year.cluster, y->year - 1, out);
	vm->proposed = rc == TD_OK;
	out->adopted_on = STR_NULL;
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

td_rc page_pact(struct req *r)
{
	struct pact_vm *vm = NEW(r->a, struct pact_vm);
	struct pact_of_year y;
	struct pact text = {0};
	td_rc rc = page_begin(r, page_tr(r, N_("Giao ước thi đua")), "giao-uoc");
	vm->next = page_pact_next(r);
	if (rc == TD_OK)
		rc = act_pact_load(r->tx, r->year.id, vm->next, &y);
	if (rc == TD_OK)
		rc = propose(r, &y, vm, &text);
	if (rc != TD_OK)
		return rc;
	vm->base = page_base(r);
	vm->here = req_path(r, "%.*s/giao-uoc", STRF(vm->base));
	vm->cluster_name = r->year.cluster_name;
	vm->due_on = y.due_on;
	vm->year = y.year;
	vm->rev = y.pact.rev;
	vm->written = y.pact.id != 0;
	vm->may_edit = page_may(r, PERM_REGISTER_VET);
	vm->theme = y.pact.theme;
	vm->adopted_on = y.pact.adopted_on;
	vm->typed_theme = form_show(r->form, S("theme"), text.theme.n ? text.theme : r->year.theme);
	vm->typed_contents = form_show(r->form, S("contents"), text.contents);
	vm->typed_measures = form_show(r->form, S("measures"), text.measures);
	vm->typed_day = form_show(r->form, S("adopted_on"), page_day(r->a, text.adopted_on));
	vm->signed_on = form_show(r->form, S("signed_on"), page_day(r->a, r->today));
	vm->other_href = vm->next ? vm->here : req_path(r, "%.*s?nam=sau", STRF(vm->here));
	vm->other_text = arena_fmt(r->a, req_tr(r, N_("Giao ước năm %lld")),
				   (long long)(vm->next ? y.year - 1 : y.year + 1));
	PUT_LINES(r, y.pact.contents, &vm->content_lines);
	PUT_LINES(r, y.pact.measures, &vm->measure_lines);
	put_units(r, vm, &y);
	vm->page = r->page;
	view_pact(&r->html, vm);
	return TD_OK;
}

td_rc page_pact_post(struct req *r)
{
	const struct pact_form *f = form_value(r->form);
	enum pact_part part;
	size_t n;
	td_rc rc;
	if (str_eq(f->act, S("save"))) {
		struct pact p = {.theme = f->theme, .contents = f->contents, .measures = f->measures};
		if (f->adopted_on.set)
			p.adopted_on = day_iso(r->a, f->adopted_on.v);
		rc = act_pact_save(r->tx, r->year.id, f->next, &p, f->rev.v);
	} else {
		rc = pact_part_parse(f->part, &part);
		if (rc == TD_OK)
			rc = act_pact_sign_all(r->tx, r->year.id, f->next, part,
					       f->signed_on.set ? day_iso(r->a, f->signed_on.v) : STR_NULL,
					       &n);
	}
	if (rc == TD_OK)
		r->location =
		    req_path(r, "%.*s/giao-uoc?luu=1%s", STRF(page_base(r)), f->next ? "&nam=sau" : "");
	return rc;
}

/* ---- one unit ---------------------------------------------------------------------------------------------------- */

static void put_annex(struct req *r, struct pact_unit_vm *vm, const struct pact_unit *u,
		      const award_kind_list *known)
{
	for (size_t i = 0; i < u->targets.n; i++) {
		const struct registered_target *g = &u->targets.at[i];
		VEC_PUSH(r->a, &vm->targets) =
		    (struct pact_target_row){g->indicator, g->measure_unit,
					     g->baseline_c.set ? num_short(r->a, g->baseline_c.v) : S("–"),
					     num_short(r->a, g->plan_c)};
	}
	for (size_t i = 0; i < u->awards.n; i++) {
		const struct registered_award *g = &u->awards.at[i];
		const struct award_kind *k =
		    g->list == AWARD_INITIATIVE ? NULL : awards_find(known, g->list, g->award_code);
		VEC_PUSH(r->a, &vm->awards) = (struct pact_award_row){
		    page_tr(r, award_list_name(g->list)), k ? k->name : page_tr(r, award_list_name(g->list)),
		    page_tr(r, award_holder_name(g->holder)), g->name};
	}
}

static void put_parts(struct req *r, struct pact_unit_vm *vm, const struct pact_unit *u,
		      const signature_list *signs)
{
	for (int p = 0; p < PACT_PART__N; p++) {
		struct pact_sign_vm s = sign_vm(r, u, (enum pact_part)p, vm->here, vm->due_on);
		bool open = s.may_sign;
		page_sign_put(r, u->signing[p] ? signature_find(signs, u->signing[p]->id) : NULL, &s.sign);
		s.may_sign = open && req_may(r, PERM_UNIT_SEND);
		s.may_record = open && (req_may(r, PERM_UNIT_FILL) || page_may(r, PERM_REGISTER_VET));
		vm->may_sign |= s.may_sign;
		vm->may_record |= s.may_record;
		VEC_PUSH(r->a, &vm->parts) = s;
	}
}

static const struct pact_unit *unit_of(const struct pact_of_year *y, unit_id unit)
{
	for (size_t i = 0; i < y->units.n; i++)
		if (y->units.at[i].member.unit.v == unit.v)
			return &y->units.at[i];
	return NULL;
}

td_rc page_pact_unit(struct req *r)
{
	struct pact_unit_vm *vm = NEW(r->a, struct pact_unit_vm);
	struct pact_of_year y = {0};
	award_kind_list known = {0};
	verdict_list rows;
	signature_list signs = {0};
	td_rc rc = page_begin(r, page_tr(r, N_("Giao ước của đơn vị")), "giao-uoc");
	if (rc == TD_OK)
		rc = act_pact_load(r->tx, r->year.id, false, &y);
	if (rc == TD_OK)
		rc = act_awards_of_year(r->a, r->year.year, &known);
	if (rc == TD_OK)
		rc = store_verdict_of_pact(r->tx, r->year.cluster.v, r->year.year, &rows);
	if (rc == TD_OK)
		rc = signature_read(r->tx, &rows, &signs);
	const struct pact_unit *u = rc == TD_OK ? unit_of(&y, r->member.unit) : NULL;
	if (u == NULL)
		return rc == TD_OK ? TD_NOT_FOUND : rc;
	*vm = (struct pact_unit_vm){
	    .base = page_base(r),
	    .here = req_path(r, "%.*s/giao-uoc/%.*s", STRF(page_base(r)), STRF(r->member.unit_code)),
	    .unit_name = r->member.unit_name,
	    .unit_code = r->member.unit_code,
	    .cluster_name = r->year.cluster_name,
	    .year = r->year.year,
	    .theme = y.pact.theme,
	    .due_on = y.due_on,
	    .written = y.pact.id != 0,
	    .ready = u->ready,
	    .signer = form_show(r->form, S("signer"), u->member.leader_name),
	    .signer_title = form_show(r->form, S("signer_title"), u->member.leader_title),
	    .signed_on = form_show(r->form, S("signed_on"), page_day(r->a, r->today)),
	};
	PUT_LINES(r, y.pact.contents, &vm->content_lines);
	PUT_LINES(r, y.pact.measures, &vm->measure_lines);
	put_annex(r, vm, u, &known);
	put_parts(r, vm, u, &signs);
	page_crumb(r, req_path(r, "%.*s/giao-uoc", STRF(vm->base)), page_tr(r, N_("Giao ước thi đua")));
	vm->page = r->page;
	view_pact_unit(&r->html, vm);
	return TD_OK;
}
