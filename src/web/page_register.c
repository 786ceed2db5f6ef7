#include "web/page_register.h"

#include "base/num.h"
#include "store/store_scheme.h"
#include "web/views.h"

enum { BLANK_TARGETS = 3, BLANK_AWARDS = 2 };

/* What the page works on. */
struct desk {
	struct req *r;
	struct register_vm *vm;
	struct act_year y;
	struct registration reg;
	registered_target_list targets;
	registered_award_list awards;
	award_kind_list known;
	const struct scheme *scheme; /* NULL: none chosen */
};

str page_register_number(struct arena *a, struct opt_i64 v)
{
	return v.set ? num_short(a, v.v) : S("");
}

struct page_tag page_register_tag(const struct req *r, enum registration_state s)
{
	static const struct {
		const char *css, *icon;
	} look[REGISTRATION__N] = {
	    [REGISTRATION_UNSENT] = {"", "edit"},
	    [REGISTRATION_PENDING] = {"info", "clock"},
	    [REGISTRATION_RETURNED] = {"warn", "warn"},
	    [REGISTRATION_APPROVED] = {"ok", "check"},
	};
	return page_tag(r, look[s].css, look[s].icon, registration_name(s));
}

static td_rc load(struct desk *d)
{
	struct req *r = d->r;
	td_rc rc = act_year_get(r->tx, r->year.id, &d->y);
	if (rc == TD_OK)
		rc = store_registration_get(r->tx, r->year.id, r->member.unit, &d->reg);
	if (rc == TD_OK)
		rc = store_registered_target_list(r->tx, r->year.id, r->member.unit, &d->targets);
	if (rc == TD_OK)
		rc = store_registered_award_list(r->tx, r->year.id, r->member.unit, &d->awards);
	if (rc == TD_OK)
		rc = act_awards_of_year(r->a, r->year.year, &d->known);
	if (rc == TD_OK && r->year.scheme.set)
		rc = store_scheme_load(r->tx, (scheme_id){r->year.scheme.v}, &d->scheme);
	return rc;
}

/* ---- rows of targets --------------------------------------------------------------------------------------------- */

static void put_criteria(const struct desk *d, struct register_target_row *row)
{
	for (u32 k = 1; d->scheme && k < d->scheme->n_nodes; k++) {
		const struct criterion *c = &d->scheme->nodes[k];
		if (criterion_is_leaf(c) && criterion_uses_b(c))
			VEC_PUSH(d->r->a, &row->criteria) = (struct page_option){
			    c->code, arena_fmt(d->r->a, "%.*s %.*s", STRF(c->code), STRF(c->name)),
			    str_eq(c->code, row->criterion)};
	}
}

static struct page_tag anomaly_tag(const struct desk *d, const struct registered_target *g)
{
	enum target_anomaly a = registration_anomaly(g);
	return a == ANOMALY_NONE ? (struct page_tag){0}
				 : page_tag(d->r, "warn", "warn", registration_anomaly_text(a));
}

static struct register_target_row saved_row(const struct desk *d, const struct registered_target *g,
					    size_t no)
{
	struct arena *a = d->r->a;
	return (struct register_target_row){.key = arena_fmt(a, "%lld", (long long)g->id),
					    .no = arena_fmt(a, "%zu", no),
					    .indicator = g->indicator,
					    .measure = g->measure_unit,
					    .baseline = page_register_number(a, g->baseline_c),
					    .plan = num_short(a, g->plan_c),
					    .source = g->source,
					    .criterion = g->criterion_code,
					    .tag = anomaly_tag(d, g)};
}

static str typed(const struct desk *d, const char *field, str key)
{
	return form_show_key(d->r->a, d->r->form, field, key, S(""));
}

static struct register_target_row typed_row(const struct desk *d, str key, size_t no)
{
	return (struct register_target_row){.key = key,
					    .no = arena_fmt(d->r->a, "%zu", no),
					    .indicator = typed(d, "indicator", key),
					    .measure = typed(d, "measure", key),
					    .baseline = typed(d, "baseline", key),
					    .plan = typed(d, "plan", key),
					    .source = typed(d, "source", key),
					    .criterion = typed(d, "criterion", key),
					    .dropped = typed(d, "drop", key).n > 0};
}

/* The key of name[key], if the pair has this name; else STR_NULL. */
static str key_of(const struct form_pair *p, const char *name)
{
	str head = str_c(name);
	if (!str_has_prefix(p->name, head) || p->name.n < head.n + 2 || p->name.p[head.n] != '[')
		return STR_NULL;
	str rest = str_from(p->name, head.n + 1);
	return str_upto(rest, rest.n - 1);
}

static void put_targets(struct desk *d)
{
	struct req *r = d->r;
	struct register_vm *vm = d->vm;
	for (size_t i = 0; r->form && i < r->form->pairs.n; i++) {
		str key = key_of(&r->form->pairs.at[i], "indicator");
		size_t no = vm->targets.n + 1;
		if (key.n && (vm->editable || typed(d, "indicator", key).n))
			VEC_PUSH(r->a, &vm->targets) = typed_row(d, key, no);
	}
	bool typed_any = vm->targets.n > 0;
	for (size_t i = 0; !typed_any && i < d->targets.n; i++)
		VEC_PUSH(r->a, &vm->targets) = saved_row(d, &d->targets.at[i], i + 1);
	for (size_t i = 0; !typed_any && vm->editable && i < BLANK_TARGETS; i++) {
		str no = arena_fmt(r->a, "%zu", vm->targets.n + 1), key = arena_fmt(r->a, "n%zu", i);
		VEC_PUSH(r->a, &vm->targets) =
		    (struct register_target_row){.key = key, .no = no, .is_new = true};
	}
	for (size_t i = 0; vm->editable && i < vm->targets.n; i++)
		put_criteria(d, &vm->targets.at[i]);
	for (size_t i = 0; typed_any && i < d->targets.n; i++)
		VEC_PUSH(r->a, &vm->saved) = saved_row(d, &d->targets.at[i], i + 1);
}

/* ---- rows of titles, award forms, initiatives -------------------------------------------------------------------- */

/* Rows are named by their list: t12 and tn0 a title, f12 an award form, i12 an initiative. */
static const struct {
	const char *mark, *id, *hint, *empty;
} sections[AWARD_LIST__N] = {
    [AWARD_TITLE] =
	{"t", "danh-hieu",
	 N_("Danh hiệu thi đua đăng ký cho tập thể, cá nhân, hộ gia đình. Mỗi đối tượng một dòng."),
	 N_("Chưa đăng ký danh hiệu nào.")},
    [AWARD_FORM] = {"f", "hinh-thuc", N_("Hình thức khen thưởng đề nghị; lập danh sách riêng với danh hiệu."),
		    N_("Chưa đăng ký hình thức khen thưởng nào.")},
    [AWARD_INITIATIVE] = {"i", "sang-kien", N_("Sáng kiến, đề tài đăng ký làm căn cứ xét danh hiệu."),
			  N_("Chưa đăng ký sáng kiến nào.")},
};

static str award_text(const struct desk *d, enum award_list list, str code)
{
	const struct award_kind *k = awards_find(&d->known, list, code);
	return k ? k->name : code;
}

static void put_options(const struct desk *d, enum award_list list, struct register_award_row *row)
{
	for (size_t i = 0; i < d->known.n; i++)
		if (d->known.at[i].list == list)
			VEC_PUSH(d->r->a, &row->awards) =
			    (struct page_option){d->known.at[i].code, d->known.at[i].name,
						 str_eq(d->known.at[i].code, row->award)};
	enum award_holder typed = HOLDER__N;
	bool known = award_holder_parse(row->holder, &typed) == TD_OK;
	for (int h = 0; h < HOLDER__N; h++)
		VEC_PUSH(d->r->a, &row->holders) =
		    (struct page_option){str_c(award_holder_code((enum award_holder)h)),
					 page_tr(d->r, award_holder_name((enum award_holder)h)),
					 known && typed == (enum award_holder)h};
}

static void put_typed_awards(struct desk *d, enum award_list list, struct register_award_list *out)
{
	struct req *r = d->r;
	for (size_t i = 0; r->form && i < r->form->pairs.n; i++) {
		str key = key_of(&r->form->pairs.at[i], "name");
		if (key.n == 0 || !str_has_prefix(key, str_c(sections[list].mark)))
			continue;
		struct register_award_row row = {.key = key,
						 .name = typed(d, "name", key),
						 .note = typed(d, "note", key),
						 .award = typed(d, "award", key),
						 .holder = typed(d, "holder", key),
						 .dropped = typed(d, "drop", key).n > 0};
		if (!d->vm->editable && !row.name.n)
			continue;
		if (!d->vm->editable) { /* the step closed while it was typed: words, not codes */
			enum award_holder h;
			row.award = award_text(d, list, row.award);
			row.holder = award_holder_parse(row.holder, &h) == TD_OK
					 ? page_tr(r, award_holder_name(h))
					 : S("");
		}
		VEC_PUSH(r->a, &out->rows) = row;
	}
}

static void put_saved_awards(struct desk *d, enum award_list list, struct register_award_list *out)
{
	struct arena *a = d->r->a;
	for (size_t i = 0; i < d->awards.n; i++) {
		const struct registered_award *g = &d->awards.at[i];
		if (g->list != list)
			continue;
		str holder = str_c(award_holder_code(g->holder));
		VEC_PUSH(a, &out->rows) = (struct register_award_row){
		    .key = arena_fmt(a, "%s%lld", sections[list].mark, (long long)g->id),
		    .name = g->name,
		    .note = g->note,
		    .award = d->vm->editable ? g->award_code : award_text(d, list, g->award_code),
		    .holder = d->vm->editable ? holder : page_tr(d->r, award_holder_name(g->holder)),
		};
	}
	for (size_t i = 0; d->vm->editable && i < BLANK_AWARDS; i++)
		VEC_PUSH(a, &out->rows) = (struct register_award_row){
		    .key = arena_fmt(a, "%sn%zu", sections[list].mark, i), .is_new = true};
}

static void put_awards(struct desk *d)
{
	for (int l = 0; l < AWARD_LIST__N; l++) {
		enum award_list list = (enum award_list)l;
		struct register_award_list out = {.id = str_c(sections[l].id),
						  .title = page_tr(d->r, award_list_name(list)),
						  .hint = page_tr(d->r, sections[l].hint),
						  .empty = page_tr(d->r, sections[l].empty),
						  .has_awards = list != AWARD_INITIATIVE};
		put_typed_awards(d, list, &out);
		if (!out.rows.n)
			put_saved_awards(d, list, &out);
		for (size_t i = 0; i < out.rows.n; i++) {
			out.rows.at[i].no = arena_fmt(d->r->a, "%zu", i + 1);
			if (d->vm->editable)
				put_options(d, list, &out.rows.at[i]);
		}
		VEC_PUSH(d->r->a, &d->vm->lists) = out;
	}
}

/* ---- the page ---------------------------------------------------------------------------------------------------- */

static void put_moves(struct desk *d)
{
	struct register_vm *vm = d->vm;
	struct registration_move m[REGISTRATION_MOVES_MAX];
	size_t n = registration_moves(&d->reg, m);
	bool vets = page_may(d->r, PERM_REGISTER_VET), sends = req_may(d->r, PERM_UNIT_SEND);
	for (size_t i = 0; i < n; i++) {
		switch (m[i].act) {
		case REGISTRATION_SEND:
			vm->send_label = sends && vm->editable ? page_tr(d->r, m[i].label) : S("");
			vm->leader_sends = vm->editable && !sends;
			break;
		case REGISTRATION_RECALL:
			vm->may_recall = sends;
			break;
		case REGISTRATION_RECEIVE:
			vm->may_receive = vets;
			break;
		case REGISTRATION_APPROVE:
			vm->may_approve = vets && !d->y.frozen;
			break;
		case REGISTRATION_RETURN:
			vm->may_return = vets && !d->y.frozen;
			break;
		case REGISTRATION_ACT__N:
			break;
		}
	}
	vm->acts = vm->editable || vm->may_recall || vm->may_receive || vm->may_approve;
}

static str locked_text(const struct desk *d)
{
	if (d->vm->editable)
		return S("");
	if (!registration_open(d->y.season))
		return d->y.season < SEASON_REGISTERING
			   ? page_tr(d->r, N_("Cụm chưa mở bước đăng ký thi đua."))
			   : page_tr(d->r, N_("Bước đăng ký đã qua, đăng ký chỉ để xem."));
	if (d->reg.state == REGISTRATION_PENDING)
		return d->reg.received_at_ms.set
			   ? page_tr(
				 d->r,
				 N_("Cụm đã tiếp nhận và đang xem xét; muốn sửa thì đề nghị cụm trả lại."))
			   : page_tr(d->r, N_("Đăng ký đã gửi, chờ cụm tiếp nhận; lúc này thủ trưởng đơn vị "
					      "còn thu hồi được."));
	if (d->reg.state == REGISTRATION_APPROVED)
		return page_tr(d->r,
			       N_("Đăng ký đã được duyệt; các chỉ tiêu là phụ lục của giao ước thi đua."));
	return page_tr(d->r, N_("Đơn vị chưa gửi đăng ký."));
}

static td_rc put_due(struct desk *d)
{
	season_step_list plan = {0};
	td_rc rc = store_season_step_list(d->r->tx, d->r->year.id, &plan);
	for (size_t i = 0; i < plan.n; i++)
		if (str_eq(plan.at[i].step, str_c(season_code(SEASON_REGISTERING))))
			d->vm->due_on = plan.at[i].due_on;
	return rc;
}

static void put_head(struct desk *d)
{
	struct req *r = d->r;
	*d->vm = (struct register_vm){
	    .base = page_base(r),
	    .here = req_path(r, "%.*s/dang-ky/%.*s", STRF(page_base(r)), STRF(r->member.unit_code)),
	    .unit_code = r->member.unit_code,
	    .unit_name = r->member.unit_name,
	    .cluster_name = r->year.cluster_name,
	    .year = r->year.year,
	    .rev = d->reg.rev,
	    .sent_at = d->reg.sent_at_ms.v,
	    .who = d->reg.sent_by_name,
	    .late = d->reg.late,
	    .received = d->reg.received_at_ms.set && d->reg.state == REGISTRATION_PENDING,
	    .reason = d->reg.state == REGISTRATION_RETURNED ? d->reg.reason : S(""),
	    .return_reason = form_show(r->form, S("return_reason"), S("")),
	    .editable = req_may(r, PERM_UNIT_FILL) && registration_editable(d->reg.state, d->y.season),
	    .has_pact = d->reg.state == REGISTRATION_APPROVED,
	    .state = page_register_tag(r, d->reg.state),
	    .n_targets = (i64)d->targets.n,
	};
	d->vm->may_copy = d->vm->editable && !d->targets.n && !d->awards.n && !r->form;
	d->vm->shows_saved =
	    r->form && d->vm->editable && form_typed(r->form, S("rev")).n &&
	    !str_eq(form_typed(r->form, S("rev")), arena_fmt(r->a, "%lld", (long long)d->reg.rev));
}

td_rc page_register(struct req *r)
{
	struct desk d = {.r = r, .vm = NEW(r->a, struct register_vm)};
	td_rc rc = page_begin(r, page_tr(r, N_("Đăng ký thi đua")), "dang-ky");
	if (rc == TD_OK)
		rc = load(&d);
	if (rc != TD_OK)
		return rc;
	put_head(&d);
	put_moves(&d);
	put_targets(&d);
	put_awards(&d);
	d.vm->has_criteria = d.scheme != NULL;
	d.vm->locked_text = locked_text(&d);
	rc = put_due(&d);
	if (rc != TD_OK)
		return rc;
	if (page_may(r, PERM_REGISTER_VET))
		page_crumb(r, req_path(r, "%.*s/dang-ky", STRF(d.vm->base)),
			   page_tr(r, N_("Đăng ký thi đua")));
	d.vm->page = r->page;
	view_register(&r->html, d.vm);
	return TD_OK;
}
