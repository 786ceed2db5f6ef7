#include "web/page_award.h"

#include "base/caltime.h"
#include "base/vi.h"
#include "domain/check_code.h"
#include "format/awards.h"
#include "format/legal.h"
#include "jobs/act_award.h"
#include "store/store_meeting.h"
#include "web/views.h"

struct award_form {
	str decision, decided_by, signer, form, merit, holders;
	struct form_day decided_on;
};
static const struct field award_fields[] = {
    FIELD(TEXT, struct award_form, decision, N_("Số quyết định"), .required = true, .max = 100),
    FIELD(DAY, struct award_form, decided_on, N_("Ngày quyết định"), .required = true),
    FIELD(TEXT, struct award_form, decided_by, N_("Người quyết định"), .required = true, .max = 200),
    FIELD(TEXT, struct award_form, signer, N_("Người ký"), .max = 200),
    FIELD(TEXT, struct award_form, form, N_("Danh hiệu, hình thức"), .required = true, .max = 60),
    FIELD(TEXT, struct award_form, merit, N_("Thành tích"), .max = 1000),
    FIELD(AREA, struct award_form, holders, N_("Được khen thưởng"), .required = true, .max = 40000),
};
const struct form_def page_award_form = FORM(struct award_form, award_fields);

struct revoke_form {
	struct form_num rev;
	struct form_day on;
	str by, why, word;
};
static const struct field revoke_fields[] = {
    FIELD(INT, struct revoke_form, rev, N_("Phiên bản"), .required = true),
    FIELD(DAY, struct revoke_form, on, N_("Thu hồi từ ngày"), .required = true),
    FIELD(TEXT, struct revoke_form, by, N_("Quyết định thu hồi"), .required = true, .max = 100),
    FIELD(TEXT, struct revoke_form, why, N_("Lý do thu hồi"), .required = true, .max = 1000),
    FIELD(TEXT, struct revoke_form, word, N_("Chữ xác nhận"), .required = true, .max = 40),
};
const struct form_def page_award_revoke_form = FORM(struct revoke_form, revoke_fields);

struct mend_form {
	struct form_num rev;
	str name, position, merit, mend_why;
};
static const struct field mend_fields[] = {
    FIELD(INT, struct mend_form, rev, N_("Phiên bản"), .required = true),
    FIELD(TEXT, struct mend_form, name, N_("Tên"), .required = true, .max = 300),
    FIELD(TEXT, struct mend_form, position, N_("Chức vụ"), .max = 300),
    FIELD(TEXT, struct mend_form, merit, N_("Thành tích"), .max = 1000),
    FIELD(TEXT, struct mend_form, mend_why, N_("Lý do đính chính"), .required = true, .max = 1000),
};
const struct form_def page_award_mend_form = FORM(struct mend_form, mend_fields);

struct award_row page_award_row(struct req *r, const struct award *w)
{
	struct award_row x = {.id = w->id,
			      .one =
				  req_path(r, "/cum/%.*s/%lld/khen-thuong/%lld", STRF(r->year.cluster_code),
					   (long long)w->of_year, (long long)w->id),
			      .rev = w->rev,
			      .of_year = w->of_year,
			      .ordinal = w->ordinal,
			      .name = w->name,
			      .award = w->award_name,
			      .decision = w->decision,
			      .decided_on = page_day(r->a, w->decided_on),
			      .decided_by = w->decided_by,
			      .code = check_code_print(r->a, w->code),
			      .href = req_path(r, "/kt/%.*s", STRF(check_code_print(r->a, w->code)))};
	if (w->holder == HOLDER_PERSON)
		x.detail = w->position.n
			       ? arena_fmt(r->a, "%.*s, %.*s", STRF(w->position), STRF(w->unit_name))
			       : w->unit_name;
	x.tag = page_tag(r, "ok", "check", N_("Còn giá trị"));
	if (w->revoked_on.n) {
		x.revoked_on = page_day(r->a, w->revoked_on);
		x.revoked_decision = w->revoked_decision;
		x.revoked_why = w->revoked_why;
		x.tag = page_tag(r, "bad", "stop", N_("Đã thu hồi"));
	}
	return x;
}

static bool has_words(struct req *r, const struct award *w, str words)
{
	str text = vi_fold(r->a, arena_fmt(r->a, "%.*s %.*s %.*s %.*s", STRF(w->name), STRF(w->unit_name),
					   STRF(w->award_name), STRF(w->decision)));
	return str_find(text, words) < text.n;
}

td_rc page_awards_find(struct req *r, award_list_of *out)
{
	award_list_of all = {0};
	str words = vi_fold(r->a, str_trim(req_query(r, S("q"))));
	td_rc rc = store_award_list(r->tx, r->year.cluster, &all);
	*out = (award_list_of){0};
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		if (words.n ? has_words(r, &all.at[i], words) : all.at[i].year.v == r->year.id.v)
			VEC_PUSH(r->a, out) = all.at[i];
	return rc;
}

static struct award_nominated *nominated_for(struct req *r, struct awards_vm *vm, str code)
{
	for (size_t i = 0; i < vm->nominated.n; i++)
		if (str_eq(vm->nominated.at[i].code, code))
			return &vm->nominated.at[i];
	struct award_nominated *n = &VEC_PUSH(r->a, &vm->nominated);
	*n = (struct award_nominated){.code = code, .name = code};
	legal_ballot_list titles = {0};
	legal_titles(r->a, &titles);
	for (size_t i = 0; i < titles.n; i++)
		if (str_eq(titles.at[i].title_code, code))
			n->name = titles.at[i].title_name;
	return n;
}

/* Whom the meeting nominated, by title; ?dien= fills the form with those of one. */
static td_rc put_nominated(struct req *r, struct awards_vm *vm)
{
	nomination_list all = {0};
	struct sb lines = sb_new(r->a, 1 << 16);
	td_rc rc = store_nomination_list(r->tx, r->year.id, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++) {
		const struct nomination *x = &all.at[i];
		if (x->withdrawn_at_ms.set)
			continue;
		struct award_nominated *n = nominated_for(r, vm, x->title_code);
		n->n++;
		if (r->form == NULL && str_eq(x->title_code, req_query(r, S("dien"))))
			sb_fmt(&lines, "%.*s\n", STRF(x->unit_name)), vm->filled = n->name;
	}
	if (lines.n)
		vm->holders = sb_str(&lines);
	return rc;
}

/* Titles and forms in force at the end of the year or today, each once. */
static td_rc put_forms(struct req *r, struct awards_vm *vm)
{
	award_kind_list kinds = {0};
	str chosen = form_show(r->form, S("form"), S(""));
	td_rc rc = awards_on(r->a, day_of_ms(r->now_ms), &kinds);
	for (size_t i = 0; rc == TD_OK && i < kinds.n; i++) {
		const struct award_kind *k = &kinds.at[i];
		str v = arena_fmt(r->a, "%s:%.*s", award_list_code(k->list), STRF(k->code));
		bool filled = vm->filled.n && str_eq(vi_fold(r->a, k->name), vi_fold(r->a, vm->filled));
		VEC_PUSH(r->a, &vm->forms) = (struct page_option){v, k->name, filled || str_eq(v, chosen)};
	}
	return rc;
}

td_rc page_awards(struct req *r)
{
	struct awards_vm *vm = NEW(r->a, struct awards_vm);
	award_list_of list = {0};
	const struct form *f = r->form && r->form->def == &page_award_form ? r->form : NULL;
	td_rc rc = page_begin(r, page_tr(r, N_("Sổ khen thưởng")), "khen-thuong");
	if (rc == TD_OK)
		rc = page_awards_find(r, &list);
	*vm = (struct awards_vm){.base = page_base(r),
				 .year = r->year.year,
				 .query = req_query(r, S("q")),
				 .may_decide = page_may(r, PERM_YEAR_DECIDE),
				 .decision = form_show(f, S("decision"), S("")),
				 .decided_on = form_show(f, S("decided_on"), S("")),
				 .decided_by = form_show(f, S("decided_by"), S("")),
				 .signer = form_show(f, S("signer"), S("")),
				 .merit = form_show(f, S("merit"), S("")),
				 .holders = form_show(f, S("holders"), S(""))};
	vm->all_years = str_trim(vm->query).n > 0;
	if (rc == TD_OK && vm->may_decide)
		rc = put_nominated(r, vm);
	if (rc == TD_OK && vm->may_decide)
		rc = put_forms(r, vm);
	if (rc != TD_OK)
		return rc;
	for (size_t i = 0; i < list.n; i++)
		VEC_PUSH(r->a, &vm->rows) = page_award_row(r, &list.at[i]);
	vm->page = r->page;
	view_awards(&r->html, vm);
	return TD_OK;
}

static str iso_of(struct req *r, const struct form_day *d)
{
	return d->set ? day_iso(r->a, d->v) : S("");
}

td_rc page_award_decide(struct req *r)
{
	const struct award_form *f = form_value(r->form);
	str code = f->form, list;
	size_t n;
	struct award_decision d = {.decision = f->decision,
				   .decided_on = iso_of(r, &f->decided_on),
				   .decided_by = f->decided_by,
				   .signer = f->signer,
				   .merit = f->merit,
				   .holders = f->holders};
	if (!str_split(&code, ':', &list) || award_list_parse(list, &d.list) != TD_OK)
		d.list = AWARD_LIST__N; /* the act says what to choose */
	d.award_code = code;
	r->location = req_path(r, "%.*s/khen-thuong?luu=1", STRF(page_base(r)));
	return act_award_decide(r->tx, r->year.id, &d, &n);
}

/* ---- one award ---- */

td_rc page_award_find(struct req *r, struct award *out)
{
	i64 id;
	if (str_i64(req_param(r, "award"), &id) != TD_OK)
		return TD_NOT_FOUND;
	td_rc rc = store_award_get(r->tx, id, out);
	return rc == TD_OK && out->year.v != r->year.id.v ? TD_NOT_FOUND : rc;
}

td_rc page_award_formers(struct req *r, const struct award *w, award_former_list *out)
{
	award_former_list all = {0};
	td_rc rc = store_award_former_list(r->tx, r->year.cluster, &all);
	*out = (award_former_list){0};
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		if (all.at[i].award == w->id)
			VEC_PUSH(r->a, out) = all.at[i];
	return rc;
}

static void put_typed(struct req *r, struct award_vm *vm, const struct award *w)
{
	const struct form *rf = r->form && r->form->def == &page_award_revoke_form ? r->form : NULL;
	const struct form *mf = r->form && r->form->def == &page_award_mend_form ? r->form : NULL;
	vm->by = form_show(rf, S("by"), S(""));
	vm->on = form_show(rf, S("on"), S(""));
	vm->why = form_show(rf, S("why"), S(""));
	vm->word_error = rf && err_at(r->e, S("word"));
	vm->name = form_show(mf, S("name"), w->name);
	vm->position = form_show(mf, S("position"), w->position.n ? w->position : S(""));
	vm->merit = form_show(mf, S("merit"), w->merit.n ? w->merit : S(""));
	vm->mend_why = form_show(mf, S("mend_why"), S(""));
}

td_rc page_award(struct req *r)
{
	struct award_vm *vm = NEW(r->a, struct award_vm);
	award_former_list formers = {0};
	struct award w;
	td_rc rc = page_award_find(r, &w);
	if (rc == TD_OK)
		rc = page_begin(r, arena_fmt(r->a, req_tr(r, N_("Khen thưởng: %.*s")), STRF(w.name)),
				"khen-thuong");
	if (rc == TD_OK)
		rc = page_award_formers(r, &w, &formers);
	if (rc != TD_OK)
		return rc;
	page_crumb(r, req_path(r, "%.*s/khen-thuong", STRF(page_base(r))), page_tr(r, N_("Sổ khen thưởng")));
	vm->base = page_base(r);
	vm->award = page_award_row(r, &w);
	vm->merit_now = w.merit;
	vm->person = w.holder == HOLDER_PERSON;
	vm->may_decide = page_may(r, PERM_YEAR_DECIDE) && w.revoked_on.n == 0;
	put_typed(r, vm, &w);
	for (size_t i = 0; i < formers.n; i++)
		VEC_PUSH(r->a, &vm->formers) = (struct award_former_row){
		    check_code_print(r->a, formers.at[i].code), formers.at[i].name, formers.at[i].why,
		    formers.at[i].mended_by_name, formers.at[i].mended_at_ms};
	vm->page = r->page;
	view_award(&r->html, vm);
	return TD_OK;
}

td_rc page_award_revoke(struct req *r)
{
	const struct revoke_form *f = form_value(r->form);
	struct award w;
	td_rc rc = page_award_find(r, &w);
	if (rc != TD_OK)
		return rc;
	td_rc word = TD_OK;
	if (!str_eq(vi_fold(r->a, f->word), S("thu hoi")))
		word = err_add(r->e, TD_INVALID, S("word"),
			       N_("Chưa thu hồi: hãy gõ đúng hai chữ THU HỒI để xác nhận."));
	r->location = req_path(r, "%.*s/khen-thuong/%lld?luu=1", STRF(page_base(r)), (long long)w.id);
	rc = act_award_revoke(r->tx, r->year.id, w.id, f->rev.v, iso_of(r, &f->on), f->by, f->why);
	return rc == TD_OK ? word : rc;
}

td_rc page_award_mend(struct req *r)
{
	const struct mend_form *f = form_value(r->form);
	const struct award_words words = {f->name, f->position, f->merit};
	struct award w;
	td_rc rc = page_award_find(r, &w);
	if (rc != TD_OK)
		return rc;
	r->location = req_path(r, "%.*s/khen-thuong/%lld?luu=1", STRF(page_base(r)), (long long)w.id);
	return act_award_mend(r->tx, r->year.id, w.id, f->rev.v, &words, f->mend_why);
}
