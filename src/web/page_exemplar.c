#include "web/page_exemplar.h"

#include "base/caltime.h"
#include "store/store_file.h"
#include "web/views.h"

enum { MAX_FILE_MIB = 20 };

struct exemplar_form {
	struct form_num period;
	int kind;
	str name, title, merit;
};
static const char *const exemplar_kinds[] = {"person", "collective", NULL};
static const struct field exemplar_fields[] = {
    FIELD(INT, struct exemplar_form, period, N_("Đợt, kỳ")),
    FIELD(CHOICE, struct exemplar_form, kind, N_("Đối tượng"), .choices = exemplar_kinds),
    FIELD(TEXT, struct exemplar_form, name, N_("Tên điển hình"), .required = true, .max = 200),
    FIELD(TEXT, struct exemplar_form, title, N_("Chức vụ"), .max = 200),
    FIELD(AREA, struct exemplar_form, merit, N_("Thành tích"), .required = true, .max = 4000),
};
const struct form_def page_exemplar_form = FORM(struct exemplar_form, exemplar_fields);

struct choose_form {
	struct form_num id, rev, chosen;
};
static const struct field choose_fields[] = {
    FIELD(INT, struct choose_form, id, N_("Điển hình"), .required = true),
    FIELD(INT, struct choose_form, rev, N_("Phiên bản"), .required = true),
    FIELD(INT, struct choose_form, chosen, N_("Chọn"), .required = true),
};
const struct form_def page_choose_form = FORM(struct choose_form, choose_fields);

struct talk_form {
	str talk_title, speaker, talk_body;
	struct form_day given_on;
	struct form_file file;
};
static const struct field talk_fields[] = {
    FIELD(TEXT, struct talk_form, talk_title, N_("Tên bài tham luận"), .required = true, .max = 300),
    FIELD(TEXT, struct talk_form, speaker, N_("Người trình bày"), .required = true, .max = 200),
    FIELD(DAY, struct talk_form, given_on, N_("Ngày trình bày")),
    FIELD(AREA, struct talk_form, talk_body, N_("Nội dung"), .max = 40000),
    FIELD(FILE, struct talk_form, file, N_("Tệp bài tham luận"), .max = MAX_FILE_MIB),
};
const struct form_def page_talk_form = FORM(struct talk_form, talk_fields);

struct one_form {
	struct form_num exemplar, talk;
	str why;
};
static const struct field one_fields[] = {
    FIELD(INT, struct one_form, exemplar, N_("Điển hình")),
    FIELD(INT, struct one_form, talk, N_("Tham luận")),
    FIELD(TEXT, struct one_form, why, N_("Lý do"), .max = 1000),
};
const struct form_def page_withdraw_one_form = FORM(struct one_form, one_fields);

/* A unit enters its own; the desk may for it. */
static bool may_add(const struct req *r)
{
	return r->member.unit.v && (req_may(r, PERM_UNIT_FILL) || page_may(r, PERM_YEAR_MANAGE));
}

static void put_row(struct req *r, exemplar_row_list *rows, const struct exemplar *x)
{
	VEC_PUSH(r->a, rows) = (struct exemplar_row){.id = x->id,
						     .rev = x->rev,
						     .name = x->name,
						     .title = x->title,
						     .merit = x->merit,
						     .unit = x->unit_name,
						     .collective = x->collective,
						     .chosen = x->chosen};
}

/* "chọn 2 cá nhân; đã chọn 1" and its light. */
static void put_quota(struct req *r, struct exemplar_group *g, const struct report_period *p,
		      const struct exemplar_count *c)
{
	const struct exemplar_quota *q = &p->quota;
	struct sb b = sb_new(r->a, 512);
	if (q->persons)
		sb_put(&b, arena_fmt(r->a, req_tr(r, N_("đã chọn %lld/%lld cá nhân")), (long long)c->persons,
				     (long long)q->persons));
	if (q->collectives)
		sb_put(&b, arena_fmt(r->a, "%s%s", b.n ? ", " : "",
				     arena_fmt(r->a, req_tr(r, N_("đã chọn %lld/%lld tập thể")),
					       (long long)c->collectives, (long long)q->collectives)
					 .p));
	if (q->each && c->n_units_short)
		sb_put(&b,
		       arena_fmt(r->a, "%s%s", b.n ? ", " : "",
				 arena_fmt(r->a, req_tr(r, N_("%u đơn vị chưa giới thiệu đủ %lld điển hình")),
					   c->n_units_short, (long long)q->each)
				     .p));
	g->ask = sb_str(&b);
	g->tag = exemplar_quota_met(q, c) ? page_tag(r, "ok", "check", N_("Đủ"))
					  : page_tag(r, "warn", "warn", N_("Chưa đủ"));
}

/* NULL: of no period. */
static bool is_of(const struct exemplar *x, const struct report_period *period)
{
	if (period == NULL)
		return !x->period.set;
	return x->period.set && x->period.v == period->id;
}

static void put_groups(struct req *r, struct exemplars_vm *vm, const report_period_list *periods,
		       const exemplar_list *all, const membership_list *members)
{
	for (size_t p = 0; p <= periods->n; p++) {
		const struct report_period *period = p < periods->n ? &periods->at[p] : NULL;
		struct exemplar_group g = {.name = page_tr(r, N_("Ngoài các đợt")),
					   .has_period = period != NULL};
		for (size_t i = 0; i < all->n; i++)
			if (is_of(&all->at[i], period))
				put_row(r, &g.rows, &all->at[i]);
		if (period) {
			struct exemplar_count c = act_exemplar_count(all, members, period);
			const struct exemplar_quota *q = &period->quota;
			g.name = period->name;
			if (vm->all && (q->persons || q->collectives || q->each))
				put_quota(r, &g, period, &c);
			if (!g.rows.n &&
			    (period->withdrawn_at_ms.set || !(q->persons || q->collectives || q->each)))
				continue;
		} else if (!g.rows.n) {
			continue;
		}
		VEC_PUSH(r->a, &vm->groups) = g;
	}
}

static void put_talks(struct req *r, struct exemplars_vm *vm, const talk_list *talks)
{
	for (size_t i = 0; i < talks->n; i++) {
		const struct talk *x = &talks->at[i];
		VEC_PUSH(r->a, &vm->talks) =
		    (struct talk_row){.id = x->id,
				      .title = x->title,
				      .speaker = x->speaker,
				      .unit = x->unit_name,
				      .given_on = x->given_on,
				      .body = x->body,
				      .file_name = x->file_name,
				      .href = req_path(r, "%.*s/tham-luan/%.*s/%lld", STRF(vm->base),
						       STRF(x->unit_code), (long long)x->id)};
	}
}

static td_rc put_lists(struct req *r, struct exemplars_vm *vm, unit_id only)
{
	report_period_list periods = {0};
	exemplar_list all = {0};
	talk_list talks = {0};
	membership_list members = {0};
	str chosen = form_show(r->form, S("period"), S(""));
	td_rc rc = store_membership_list(r->tx, r->year.id, &members);
	if (rc == TD_OK)
		rc = store_period_list(r->tx, r->year.id, &periods);
	if (rc == TD_OK && (vm->all || only.v))
		rc = store_exemplar_list(r->tx, r->year.id, only, &all);
	if (rc == TD_OK && (vm->all || only.v))
		rc = store_talk_list(r->tx, r->year.id, only, &talks);
	for (size_t i = 0; i < members.n; i++)
		if (!vm->of_unit && page_own_unit(r).v && members.at[i].unit.v == page_own_unit(r).v)
			vm->own_href =
			    req_path(r, "%.*s/dien-hinh/%.*s", STRF(vm->base), STRF(members.at[i].unit_code));
	for (size_t i = 0; i < periods.n; i++) {
		str id = req_path(r, "%lld", (long long)periods.at[i].id);
		if (!periods.at[i].withdrawn_at_ms.set)
			VEC_PUSH(r->a, &vm->periods) =
			    (struct page_option){id, periods.at[i].name, str_eq(id, chosen)};
	}
	if (rc == TD_OK)
		put_groups(r, vm, &periods, &all, &members);
	put_talks(r, vm, &talks);
	return rc;
}

td_rc page_exemplars(struct req *r)
{
	struct exemplars_vm *vm = NEW(r->a, struct exemplars_vm);
	td_rc rc = page_begin(r, page_tr(r, N_("Điển hình, tham luận")), "dien-hinh");
	const struct form *f = r->form;
	unit_id unit = r->member.unit, only;
	bool any = page_rows_of(r, &only);
	*vm = (struct exemplars_vm){
	    .base = page_base(r),
	    .unit_name = r->member.unit_name,
	    .unit_code = r->member.unit_code,
	    .year = r->year.year,
	    .of_unit = unit.v != 0,
	    .all = unit.v == 0 && page_may(r, PERM_BOARD_SEE),
	    .may_add = may_add(r),
	    .may_choose = unit.v == 0 && page_may(r, PERM_YEAR_MANAGE),
	    .name = form_show(f, S("name"), S("")),
	    .title = form_show(f, S("title"), S("")),
	    .merit = form_show(f, S("merit"), S("")),
	    .collective = str_eq(form_show(f, S("kind"), S("")), S("collective")),
	    .talk_title = form_show(f, S("talk_title"), S("")),
	    .speaker = form_show(f, S("speaker"), S("")),
	    .given_on = form_show(f, S("given_on"), S("")),
	    .talk_body = form_show(f, S("talk_body"), S("")),
	};
	if (rc == TD_OK && any)
		rc = put_lists(r, vm, only);
	if (rc != TD_OK)
		return rc;
	vm->page = r->page;
	view_exemplars(&r->html, vm);
	return TD_OK;
}

static td_rc refuse(struct req *r)
{
	return err_add(r->e, TD_DENIED, S("name"), N_("Tài khoản của bạn không ghi được cho đơn vị này."));
}

static void go_back(struct req *r)
{
	r->location = req_path(r, "%.*s/dien-hinh/%.*s?luu=1", STRF(page_base(r)), STRF(r->member.unit_code));
}

td_rc page_exemplar_add(struct req *r)
{
	const struct exemplar_form *f = form_value(r->form);
	struct exemplar x = {.year = r->year.id,
			     .unit = r->member.unit,
			     .period = f->period.set ? OPT(f->period.v) : OPT_NONE,
			     .collective = f->kind == 1,
			     .name = f->name,
			     .title = f->title,
			     .merit = f->merit};
	if (!may_add(r))
		return refuse(r);
	td_rc rc = act_exemplar_add(r->tx, &x);
	if (rc == TD_OK)
		go_back(r);
	return rc;
}

td_rc page_exemplar_choose(struct req *r)
{
	const struct choose_form *f = form_value(r->form);
	td_rc rc = act_exemplar_choose(r->tx, r->year.id, f->id.v, f->rev.v, f->chosen.v != 0);
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s/dien-hinh?luu=1", STRF(page_base(r)));
	return rc;
}

td_rc page_talk_add(struct req *r)
{
	const struct talk_form *f = form_value(r->form);
	struct talk x = {.year = r->year.id,
			 .unit = r->member.unit,
			 .title = f->talk_title,
			 .speaker = f->speaker,
			 .given_on = f->given_on.set ? day_iso(r->a, f->given_on.v) : STR_NULL,
			 .body = f->talk_body};
	str bytes = S("");
	td_rc rc = TD_OK;
	if (!may_add(r))
		return refuse(r);
	if (f->file.set && f->file.size > 0) {
		rc = page_read_upload(r, &f->file, &bytes);
		x.file_name = f->file.name;
	}
	if (rc == TD_OK)
		rc = act_talk_add(r->tx, &x, bytes);
	if (rc == TD_OK)
		go_back(r);
	return rc;
}

td_rc page_talk_file(struct req *r)
{
	struct talk x;
	i64 id;
	if (str_i64(req_param(r, "id"), &id) != TD_OK)
		return TD_NOT_FOUND;
	td_rc rc = store_talk_get(r->tx, id, &x);
	if (rc == TD_OK && (x.year.v != r->year.id.v || x.unit.v != r->member.unit.v || !x.file.set))
		rc = TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = store_file_read(r->tx, (file_id){x.file.v}, &r->body);
	if (rc != TD_OK)
		return rc;
	r->type = S("application/octet-stream");
	r->download = x.file_name;
	return TD_OK;
}

td_rc page_withdraw_one(struct req *r)
{
	const struct one_form *f = form_value(r->form);
	struct exemplar x = {0};
	struct talk k = {0};
	if (!may_add(r))
		return refuse(r);
	td_rc rc =
	    f->talk.set ? store_talk_get(r->tx, f->talk.v, &k) : store_exemplar_get(r->tx, f->exemplar.v, &x);
	if (rc == TD_OK && (f->talk.set ? k.unit.v : x.unit.v) != r->member.unit.v)
		rc = TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = f->talk.set ? act_talk_withdraw(r->tx, r->year.id, k.id, f->why)
				 : act_exemplar_withdraw(r->tx, r->year.id, x.id, f->why);
	if (rc == TD_OK)
		go_back(r);
	return rc;
}
